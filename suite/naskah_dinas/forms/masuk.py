"""The form with which the registry records a letter from outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from suite.core.identity.models import Jabatan, UnitKerja
from suite.naskah_dinas.rules import unit_boleh_melihat
from suite.naskah_dinas.rules.akses import NAMA_KEAMANAN
from suite.naskah_dinas.services.masuk import IsianMasuk
from suite.naskah_dinas.services.naskah import NAMA_SIFAT

HAL_TERTUTUP = "Surat rahasia (sampul tertutup)"
"""What is registered of an envelope that nobody opened."""


def bersih(nilai: Any) -> Any:
    """One line without NUL, which PostgreSQL takes for an attack."""
    return " ".join(nilai.replace("\x00", "").split()) if isinstance(nilai, str) else nilai


def wajib(pesan: str) -> InputRequired:
    return InputRequired(message=pesan)


def paling(n: int) -> Length:
    return Length(max=n, message=f"Paling panjang {n} huruf. Ringkaskan.")


class KodeForm(FlaskForm):
    """A form that asks for a code: chosen from the search, or typed by who has no JavaScript (then that one counts)."""

    klasifikasi = StringField("Kode klasifikasi", [paling(20)], filters=[bersih])
    klasifikasi_ketik = StringField("Ketik kodenya", [paling(20)], filters=[bersih])

    @property
    def kode(self) -> str:
        return self.klasifikasi_ketik.data or self.klasifikasi.data or ""


class CatatForm(KodeForm):
    """`berkas` holds one PDF, or photos in the order of the pages; nothing of a sealed envelope."""

    opd_id = SelectField("Agenda perangkat daerah", coerce=int, validate_choice=False)
    tujuan_jabatan_id = SelectField("Ditujukan kepada", coerce=int, validate_choice=False)
    pengirim = StringField("Pengirim", [wajib("Isi pengirim surat."), paling(300)], filters=[bersih])
    nomor = StringField(
        "Nomor surat",
        [wajib("Isi nomor pada surat, atau tanda hubung bila tidak bernomor."), paling(120)],
        filters=[bersih],
    )
    tanggal = DateField("Tanggal surat", [wajib("Isi tanggal pada surat.")])
    hal = StringField("Hal", [paling(400)], filters=[bersih])
    sifat = SelectField("Sifat", choices=list(NAMA_SIFAT.items()), default="biasa")
    keamanan = RadioField("Keamanan", choices=list(NAMA_KEAMANAN.items()), default="B")
    berkas = MultipleFileField("Surat")
    alasan_kembar = StringField("Alasan tetap mencatat", [paling(300)], filters=[bersih])

    def susun(self, opd: Sequence[UnitKerja], tujuan: Sequence[Jabatan]) -> None:
        """Fill the choices: offices whose agenda the person keeps, and the posts in them."""
        self.opd_id.choices = [(u.id, u.nama) for u in opd]
        self.tujuan_jabatan_id.choices = [
            (j.id, j.nama if len(opd) == 1 else f"{j.nama}, {j.unit.nama_singkat}") for j in tujuan
        ]

    def validate_hal(self, field: StringField) -> None:
        if not field.data and unit_boleh_melihat(self.keamanan.data or "B"):
            raise ValidationError("Isi hal surat.")

    def lembar(self) -> list[FileStorage]:
        """The files chosen (an empty input posts one without a name)."""
        return [f for f in self.berkas.data or [] if isinstance(f, FileStorage) and f.filename]

    def isian(self, opd_tujuan: dict[int, int]) -> IsianMasuk:
        """What the service takes. The office follows from the post addressed: nobody types what is known."""
        tujuan = self.tujuan_jabatan_id.data or 0
        assert self.tanggal.data is not None
        return IsianMasuk(
            opd_id=opd_tujuan.get(tujuan, self.opd_id.data or 0),
            tujuan_jabatan_id=tujuan,
            pengirim=self.pengirim.data or "",
            nomor=self.nomor.data or "",
            tanggal=self.tanggal.data,
            hal=self.hal.data or HAL_TERTUTUP,
            sifat=self.sifat.data,
            keamanan=self.keamanan.data,
            klasifikasi=self.kode,
            alasan_kembar=self.alasan_kembar.data or "",
        )
