"""The body of a letter in a form: what the editor sent, or a plain textarea."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField

from suite.core.documents import isi as dokumen_isi
from suite.core.errors import AturanDilanggar


class BadanForm(FlaskForm):
    """A form with a letter's body (`komponen/penyunting.html`)."""

    isi = TextAreaField("Isi")
    isi_format = HiddenField()

    def isi_asal(self) -> str:
        """The body as it was before, HTML; "" where there was none."""
        return ""

    def isi_html(self) -> str:
        """The body as HTML, whether the editor wrote it or a plain textarea (which cannot show a table)."""
        mentah = self.isi.data or ""
        if self.isi_format.data != "teks":
            return mentah
        asal = self.isi_asal()
        if asal and mentah.split() == dokumen_isi.teks(asal).split():
            return asal
        return dokumen_isi.dari_teks(mentah)

    @property
    def isi_html_tampil(self) -> str:
        """The body for the editor, clean; one that is too large to read stands as it was sent, and is not lost."""
        try:
            return dokumen_isi.bersihkan(self.isi_html())
        except AturanDilanggar:
            return self.isi.data or ""

    def isi_teks(self) -> str:
        """The body as a plain textarea shows it."""
        if self.isi_format.data == "teks":
            return self.isi.data or ""
        try:
            return dokumen_isi.teks(self.isi.data or "")
        except AturanDilanggar:
            return self.isi.data or ""
