"""The forms of one delivery to somebody outside: send again, it arrived, it came back."""

from __future__ import annotations

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from suite.core.errors import MasukanSalah

PANJANG = Length(max=200, message="Paling panjang 200 huruf.")


class _Kiriman(FlaskForm):
    ke = HiddenField()
    """The attempt that the person saw last."""

    @property
    def ke_terlihat(self) -> int:
        """Raises `MasukanSalah` for what is no number of an attempt."""
        v = self.ke.data or ""
        if not (v.isascii() and v.isdigit() and len(v) < 6):
            raise MasukanSalah("Keadaan pengiriman tidak terbaca. Muat ulang halaman.")
        return int(v)


class SurelForm(_Kiriman):
    surel = StringField("Alamat surel", [InputRequired("Isi alamat surel tujuan."), PANJANG])


class DiterimaForm(_Kiriman):
    tanggal = DateField("Tanggal diterima", [InputRequired("Isi tanggal diterima, seperti 2026-11-24.")])
    penerima = StringField("Diterima oleh", [InputRequired("Isi nama yang menerima."), PANJANG])
    pembawa = StringField("Diserahkan oleh", [PANJANG])
    bukti = FileField("Bukti")


class GagalForm(_Kiriman):
    sebab = TextAreaField(
        "Isi pemberitahuan gagal",
        [
            InputRequired("Tulis apa kata pemberitahuan gagalnya."),
            Length(max=500, message="Paling panjang 500 huruf."),
        ],
    )
