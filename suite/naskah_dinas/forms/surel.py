"""The form with which the registry registers messages: to whom, once for all that are ticked, and four fields each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from flask import request
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField

from suite.core.identity.models import Jabatan, UnitKerja
from suite.naskah_dinas.forms.masuk import NAMA_KEAMANAN, bersih
from suite.naskah_dinas.models_surel import UsulanSurel
from suite.naskah_dinas.rules import unit_boleh_melihat
from suite.naskah_dinas.services.masuk import IsianMasuk
from suite.naskah_dinas.services.naskah import NAMA_SIFAT


def pilih_usulan(nilai: Sequence[str]) -> list[int]:
    """Ids of the ticked messages; what is no number is left out."""
    return [int(x) for x in dict.fromkeys(nilai) if x.isascii() and x.isdigit() and len(x) < 16]


class SurelForm(FlaskForm):
    """A rahasia letter does not come as a scan, and not by ordinary mail: only what may be opened is registered here."""

    PER_SUREL: ClassVar = {"pengirim": 300, "nomor": 120, "tanggal": 10, "hal": 400, "alasan_kembar": 300}
    """Fields of each message, named with its id, and their longest text."""

    tujuan_jabatan_id = SelectField("Ditujukan kepada", coerce=int, validate_choice=False)
    sifat = SelectField("Sifat", choices=list(NAMA_SIFAT.items()), default="biasa")
    keamanan = RadioField(
        "Keamanan", choices=[(k, v) for k, v in NAMA_KEAMANAN.items() if unit_boleh_melihat(k)], default="B"
    )

    def susun(self, opd: Sequence[UnitKerja], tujuan: Sequence[Jabatan]) -> None:
        """Fill the choices: the posts of the offices whose agenda the person keeps."""
        self.tujuan_jabatan_id.choices = [
            (j.id, j.nama if len(opd) == 1 else f"{j.nama}, {j.unit.nama_singkat}") for j in tujuan
        ]

    def isian(self, u: UsulanSurel, opd_tujuan: dict[int, int]) -> tuple[IsianMasuk | None, dict[str, str]]:
        """What the service takes for one message, or what is wrong with its fields."""
        nilai = {k: bersih(request.form.get(f"{k}-{u.id}", "")) for k in self.PER_SUREL}
        galat = {k: f"Paling panjang {n} huruf. Ringkaskan." for k, n in self.PER_SUREL.items() if len(nilai[k]) > n}
        kosong = {
            "pengirim": "Isi pengirim surat.",
            "nomor": "Isi nomor pada surat, atau tanda hubung bila tidak bernomor.",
            "hal": "Isi hal surat.",
        }
        galat |= {k: kata for k, kata in kosong.items() if not nilai[k]}
        try:
            hari = date.fromisoformat(nilai["tanggal"])
        except ValueError:
            galat["tanggal"] = "Isi tanggal surat."
            return None, galat
        if galat:
            return None, galat
        tujuan = self.tujuan_jabatan_id.data or 0
        return IsianMasuk(
            opd_id=opd_tujuan.get(tujuan, 0),
            tujuan_jabatan_id=tujuan,
            pengirim=nilai["pengirim"],
            nomor=nilai["nomor"],
            tanggal=hari,
            hal=nilai["hal"],
            sifat=self.sifat.data,
            keamanan=self.keamanan.data,
            alasan_kembar=nilai["alasan_kembar"],
        ), {}
