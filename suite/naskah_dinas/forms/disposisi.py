"""The forms of disposisi: give a letter on, report what was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from suite.core.clock import local_date, now, today
from suite.core.kalender import kalender_terkirim
from suite.core.web.format import tanggal_ringkas, tenggat_kata
from suite.naskah_dinas.services.disposisi import IsianDisposisi, daftar_instruksi

SESUAI_SIFAT = "sifat"
TANGGAL_LAIN = "lain"


def bersih_teks(nilai: Any) -> Any:
    """Text of several lines without NUL, which PostgreSQL takes for an attack."""
    return nilai.replace("\x00", "").replace("\r\n", "\n").strip() if isinstance(nilai, str) else nilai


class DisposisiForm(FlaskForm):
    """Plain checkboxes and radios; `batas` holds an ISO date, `sifat` (the giver's own deadline) or `lain` (a date)."""

    versi = HiddenField()
    kepada = SelectMultipleField("Teruskan kepada", coerce=int, validate_choice=False)
    instruksi = SelectMultipleField("Instruksi", validate_choice=False)
    batas = RadioField("Batas waktu", default=SESUAI_SIFAT, validate_choice=False)
    sampai = DateField("Tanggal lain", [Optional()])
    catatan = TextAreaField(
        "Catatan", [Length(max=2000, message="Catatan paling panjang 2.000 huruf. Ringkaskan.")], filters=[bersih_teks]
    )

    def susun(self, penerima: Sequence[dict[str, Any]], batas_asal: datetime | None) -> None:
        """Fill the choices: the posts below, the city's instructions, days before the giver's own deadline."""
        self.pilihan_penerima = list(penerima)
        self.instruksi.choices = [(x["kode"], x["nama"]) for x in daftar_instruksi()]
        self.batas.choices = pilihan_batas(batas_asal)

    def validate_batas(self, field: RadioField) -> None:
        # Asked here: of an empty optional date WTForms asks nothing more.
        if field.data == TANGGAL_LAIN and self.sampai.data is None:
            raise ValidationError("Isi tanggalnya, atau pilih salah satu batas di atas.")

    def isian(self) -> IsianDisposisi:
        return IsianDisposisi(
            kepada=self.kepada.data or [],
            instruksi=self.instruksi.data or [],
            catatan=self.catatan.data or "",
            sampai=self._sampai(),
        )

    def _sampai(self) -> date | None:
        pilihan = self.batas.data or ""
        if pilihan == TANGGAL_LAIN or (pilihan == SESUAI_SIFAT and self.sampai.data):
            return self.sampai.data
        try:
            return date.fromisoformat(pilihan)
        except ValueError:
            return None


def pilihan_batas(batas_asal: datetime | None) -> list[tuple[str, str]]:
    """Deadlines offered: tomorrow and three work days on, while before `batas_asal`; that one; another day."""
    hari, hasil = today(), []
    calon = [("Besok", hari + timedelta(days=1)), ("", kalender_terkirim().tambah_hari_kerja(hari, 3))]
    akhir = local_date(batas_asal - timedelta(seconds=1)) if batas_asal and batas_asal > now() else None
    for nama, tanggal in calon:
        if akhir is None or tanggal < akhir:
            hasil.append((tanggal.isoformat(), nama or tanggal_ringkas(tanggal)))
    if batas_asal is None:
        hasil.append((SESUAI_SIFAT, "Tanpa batas"))
    elif akhir is not None:
        kata = tenggat_kata(batas_asal)
        hasil.append((SESUAI_SIFAT, kata[:1].upper() + kata[1:]))
    return [*hasil, (TANGGAL_LAIN, "Tanggal lain")]


class LaporanForm(FlaskForm):
    """What was done, and a file that shows it. `wajib` is False for what was given only to be known."""

    versi = HiddenField()
    laporan = TextAreaField(
        "Apa yang sudah Anda lakukan",
        [Length(max=10_000, message="Laporan paling panjang 10.000 huruf. Pindahkan rinciannya ke berkas.")],
        filters=[bersih_teks],
    )
    berkas = FileField("Bukti atau hasil kerja")
