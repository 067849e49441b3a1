"""The forms of the archive's life: close, merge, appraise, move; ANRI's approval and carrying out of a disposal."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired

from suite.naskah_dinas.forms.keluar import SuratForm
from suite.naskah_dinas.forms.masuk import bersih, paling, wajib
from suite.naskah_dinas.services.berkas import NASIB


class ArsipForm(FlaskForm):
    """A form of the archive: what WTForms says by itself, in the words of the suite."""

    class Meta(SuratForm.Meta):
        pass


class TutupForm(ArsipForm):
    tanggal = DateField("Retensi dihitung sejak", [InputRequired("Isi tanggal mulai retensi dihitung.")])


class GabungForm(ArsipForm):
    ke = SelectField("Gabungkan ke berkas", coerce=str, validate_choice=False)


class NilaiForm(ArsipForm):
    nasib = RadioField("Hasil penilaian", choices=list(NASIB.items()), validate_choice=False)
    catatan = TextAreaField("Pertimbangan", [wajib("Tuliskan pertimbangannya."), paling(2000)])


class PindahForm(ArsipForm):
    berkas_id = SelectField("Pindahkan ke berkas", coerce=str, validate_choice=False)


class PanitiaForm(ArsipForm):
    panitia = SelectMultipleField("Panitia penilai arsip", coerce=str, validate_choice=False)


class AnriForm(ArsipForm):
    nomor = StringField(
        "Nomor surat persetujuan",
        [wajib("Tuliskan nomor surat persetujuan Kepala ANRI."), paling(120)],
        filters=[bersih],
    )
    tanggal = DateField("Tanggal surat", [InputRequired("Isi tanggal surat persetujuan.")])


class LaksanakanForm(ArsipForm):
    """Two witnesses stand in fields of their own; further ones are written on the paper."""

    tempat = StringField(
        "Tempat pelaksanaan", [wajib("Tuliskan tempat pelaksanaannya."), paling(200)], filters=[bersih]
    )
    saksi_1 = StringField("Nama saksi pertama", [paling(200)], filters=[bersih])
    jabatan_1 = StringField("Jabatan saksi pertama", [paling(200)], filters=[bersih])
    saksi_2 = StringField("Nama saksi kedua", [paling(200)], filters=[bersih])
    jabatan_2 = StringField("Jabatan saksi kedua", [paling(200)], filters=[bersih])

    def saksi(self) -> list[tuple[str, str]]:
        return [
            (self.saksi_1.data or "", self.jabatan_1.data or ""),
            (self.saksi_2.data or "", self.jabatan_2.data or ""),
        ]
