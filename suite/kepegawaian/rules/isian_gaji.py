"""Input fields that the topics of pay share: whole rupiah, and the family as dated facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from suite.core.aturan.isian import Pilihan, Rupiah, Skema, Tanggal
from suite.kepegawaian.rules.gaji.fakta import FaktaAnak, FaktaPasangan
from suite.kepegawaian.rules.tabel import salah_isi


class MasukanKeluarga(Skema):
    hubungan = Pilihan("istri", "suami", "anak", required=True)
    mulai = Tanggal(allow_none=True)
    selesai = Tanggal(allow_none=True)
    asn_gaji_pokok = Rupiah(allow_none=True)
    pada = Pilihan("sendiri", "pasangan", allow_none=True)
    lahir = Tanggal(allow_none=True)
    kawin = Tanggal(allow_none=True)
    bekerja = Tanggal(allow_none=True)
    sekolah_sampai = Tanggal(allow_none=True)


def baca_keluarga(keluarga: Iterable[Mapping[str, Any]]) -> tuple[list[FaktaPasangan], list[FaktaAnak]]:
    """Spouses and children. Raises `MasukanSalah` for a wedding or a birth without a date."""
    pasangan, anak = [], []
    for k in keluarga:
        if k["hubungan"] == "anak":
            anak.append(
                _satu(FaktaAnak, k, "lahir", ("mulai", "selesai", "kawin", "bekerja", "sekolah_sampai", "pada"))
            )
        else:
            pasangan.append(_satu(FaktaPasangan, k, "mulai", ("selesai", "asn_gaji_pokok", "pada")))
    return pasangan, anak


def _satu(kelas: Any, isi: Mapping[str, Any], wajib: str, boleh: tuple[str, ...]) -> Any:
    if isi.get(wajib) is None:
        raise salah_isi(f"Keluarga: tanggal {wajib} wajib diisi.", "keluarga")
    return kelas(**{nama: nilai for nama, nilai in isi.items() if nama == wajib or nama in boleh})
