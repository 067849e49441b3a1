"""The body of a letter in a form: what the editor sent, or a plain textarea."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField

from suite.core.documents import isi as dokumen_isi
from suite.core.errors import AturanDilanggar


def baca(mentah: str, format: str, asal: str = "") -> str:
    """What was typed as HTML, whether the editor wrote it or a plain textarea (which cannot show a table)."""
    if format != "teks":
        return mentah
    if asal and mentah.split() == dokumen_isi.teks(asal).split():
        return asal
    return dokumen_isi.dari_teks(mentah)


def tampil(mentah: str, format: str, asal: str = "") -> str:
    """The same for the editor, clean; what is too large to read stands as it was sent, and is not lost."""
    try:
        return dokumen_isi.bersihkan(baca(mentah, format, asal))
    except AturanDilanggar:
        return mentah


def polos(mentah: str, format: str) -> str:
    """The same as a plain textarea shows it."""
    if format == "teks":
        return mentah
    try:
        return dokumen_isi.teks(mentah)
    except AturanDilanggar:
        return mentah


class BadanForm(FlaskForm):
    """A form with a letter's body (`komponen/penyunting.html`)."""

    isi = TextAreaField("Isi")
    isi_format = HiddenField()

    def isi_asal(self) -> str:
        """The body as it was before, HTML; "" where there was none."""
        return ""

    def isi_html(self) -> str:
        return baca(self.isi.data or "", self.isi_format.data or "", self.isi_asal())

    @property
    def isi_html_tampil(self) -> str:
        return tampil(self.isi.data or "", self.isi_format.data or "", self.isi_asal())

    def isi_teks(self) -> str:
        return polos(self.isi.data or "", self.isi_format.data or "")
