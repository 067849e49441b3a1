"""What the computation of one month reads: all parameter sets in force on its first day, as plain numbers.

Read once a run; the same sets for 6,000 people. A closed month is computed with the sets of that month for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from suite.core.aturan import Parameter, parameter, parameter_terbaru
from suite.kepegawaian.rules.bulat import PEMBULAT, Pembulat, pecahan_persen
from suite.kepegawaian.rules.gaji.pph21 import KetentuanPajak, ketentuan_pajak
from suite.kepegawaian.rules.tabel import TabelGaji, pada_tanggal, tabel_gaji

_NAMA = (
    "kepegawaian.gaji",
    "kepegawaian.tunjangan_keluarga",
    "kepegawaian.tunjangan_beras",
    "kepegawaian.tunjangan_struktural",
    "kepegawaian.tunjangan_umum",
    "kepegawaian.tunjangan_fungsional",
)


@dataclass(frozen=True)
class KetentuanIuran:
    """Rates as exact factors of the base; `batas_upah` in rupiah a month."""

    iwp: Fraction
    jht: Fraction
    jkn_pegawai: Fraction
    jkn_pemberi_kerja: Fraction
    batas_upah: int
    jkk: Fraction
    jkm: Fraction
    bulatkan: Pembulat
    sumber: str


@dataclass(frozen=True)
class KetentuanGaji:
    """The sets of one month. Amounts in rupiah, rates as exact factors."""

    pns: TabelGaji
    pppk: TabelGaji
    cpns: Fraction
    terusan_bulan: int
    bulat_ke: int
    pasangan: Fraction
    anak: Fraction
    anak_paling_banyak: int
    usia_anak: int
    usia_sekolah: int
    bulatkan_keluarga: Pembulat
    beras_jiwa: int
    struktural: Mapping[str, int]
    umum: Parameter
    fungsional: Parameter
    iuran: KetentuanIuran
    pajak: KetentuanPajak
    sumber: Mapping[str, str]

    def tabel(self, status: str) -> TabelGaji:
        return self.pppk if status == "PPPK" else self.pns


def ketentuan_iuran(pada: date | None) -> KetentuanIuran:
    """Contributions in force on `pada`; None: the latest. Raises `AturanDilanggar` (tabel)."""
    nama = "kepegawaian.iuran"
    return _iuran(parameter_terbaru(nama) if pada is None else pada_tanggal(nama, pada))


@lru_cache(maxsize=32)
def _iuran(p: Parameter) -> KetentuanIuran:
    return KetentuanIuran(
        iwp=pecahan_persen(p["iwp"]),
        jht=pecahan_persen(p["jht"]),
        jkn_pegawai=pecahan_persen(p["jkn_pegawai"]),
        jkn_pemberi_kerja=pecahan_persen(p["jkn_pemberi_kerja"]),
        batas_upah=p["jkn_batas_upah"],
        jkk=pecahan_persen(p["jkk"]),
        jkm=pecahan_persen(p["jkm"]),
        bulatkan=PEMBULAT[p["bulatkan"]],
        sumber=p.sumber,
    )


def ketentuan_gaji(bulan: date) -> KetentuanGaji:
    """The sets of the month that begins on `bulan`. Raises `AturanDilanggar` (tabel) before the first salary table."""
    pns, pppk = tabel_gaji("PNS", bulan), tabel_gaji("PPPK", bulan)
    iuran = ketentuan_iuran(bulan)
    gaji, keluarga, beras, struktural, umum, fungsional = (parameter(n, bulan) for n in _NAMA)
    return KetentuanGaji(
        pns=pns,
        pppk=pppk,
        cpns=pecahan_persen(gaji["cpns_persen"]),
        terusan_bulan=gaji["terusan_bulan"],
        bulat_ke=gaji["bulat_ke"],
        pasangan=pecahan_persen(keluarga["pasangan_persen"]),
        anak=pecahan_persen(keluarga["anak_persen"]),
        anak_paling_banyak=keluarga["anak_paling_banyak"],
        usia_anak=keluarga["usia_anak"],
        usia_sekolah=keluarga["usia_sekolah"],
        bulatkan_keluarga=PEMBULAT[keluarga["bulatkan"]],
        beras_jiwa=beras["kilogram"] * beras["rupiah"],
        struktural=struktural.nilai,
        umum=umum,
        fungsional=fungsional,
        iuran=iuran,
        pajak=ketentuan_pajak(bulan),
        sumber={
            "gaji_pokok_pns": pns.sumber,
            "gaji_pokok_pppk": pppk.sumber,
            "keluarga": keluarga.sumber,
            "beras": beras.sumber,
            "struktural": struktural.sumber,
            "umum": umum.sumber,
            "gaji": gaji.sumber,
            "iuran": iuran.sumber,
        },
    )
