"""The forms of filing: open a berkas, choose one for a letter."""

from __future__ import annotations

from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.validators import ValidationError

from suite.naskah_dinas.forms.masuk import KodeForm, bersih, paling, wajib

BARU = "baru"
PERLU_JUDUL = "Beri judul berkas, misalnya nama kegiatannya."


class BukaBerkasForm(KodeForm):
    opd_id = SelectField("Perangkat daerah", coerce=int, validate_choice=False)
    judul = StringField("Judul berkas", [wajib(PERLU_JUDUL), paling(200)], filters=[bersih])

    def validate_klasifikasi(self, field: StringField) -> None:
        if not self.kode:
            raise ValidationError("Pilih kode klasifikasi.")


class IsiBerkasForm(KodeForm):
    """`berkas_id` is the id of an open berkas, or `baru` with code and title for a new one."""

    versi = HiddenField()
    berkas_id = RadioField("Simpan di berkas", validate_choice=False)
    judul = StringField("Judul berkas baru", [paling(200)], filters=[bersih])

    def validate_berkas_id(self, field: RadioField) -> None:
        nilai = field.data or ""
        if nilai != BARU and not (nilai.isascii() and nilai.isdigit() and len(nilai) < 16):
            raise ValidationError("Pilih berkas tempat surat ini disimpan.")

    def validate_judul(self, field: StringField) -> None:
        if self.berkas_id.data == BARU and not field.data:
            raise ValidationError(PERLU_JUDUL)

    def validate_klasifikasi(self, field: StringField) -> None:
        if self.berkas_id.data == BARU and not self.kode:
            raise ValidationError("Pilih kode klasifikasi.")
