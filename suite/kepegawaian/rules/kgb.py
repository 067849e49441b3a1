"""Kenaikan gaji berkala: when the next rung of the salary table is reached, and what it pays.

Source: PP 7/1977 Ps 11-13 (PNS); PermenPANRB 7/2023 (PPPK); amounts of the table in force on the day of the raise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from suite.core.aturan import Parameter, parameter
from suite.core.kalender import tambah_bulan
from suite.kepegawaian.rules.bulat import kali, ke_atas, pecahan_persen
from suite.kepegawaian.rules.tabel import tabel_gaji


@dataclass(frozen=True)
class Kgb:
    """The next raise. `mkg_tahun` is the rung it pays, `jatuh` the day it fell due before a postponement,
    `surat_mulai` the day from which the letter is prepared, `gaji_dibayar` what a CPNS gets of it (80%)."""

    tmt: date
    jatuh: date
    surat_mulai: date
    mkg_tahun: int
    gaji_pokok: int
    gaji_dibayar: int
    sumber_tabel: str


def kgb_berikut(
    golongan: str,
    tmt_acuan: date,
    mkg_bulan: int,
    *,
    jenis: str = "PNS",
    tunda_bulan: int = 0,
    menurut: Parameter | None = None,
) -> Kgb | None:
    """The next raise of someone who had `mkg_bulan` months in the grade on `tmt_acuan`; None after the last rung.

    Due when the service reaches the next rung. A postponement moves the day, not the service: it counts in full, so the
    raise after that keeps its date (PP 7/1977 Ps 12), and one that lasted beyond the next rung pays that rung.
    Raises `AturanDilanggar` (golongan, tabel).
    """
    tangga = tabel_gaji(jenis, None).tangga(golongan)
    berikut = next((t for t in tangga if t * 12 > mkg_bulan), None)
    if berikut is None:
        return None
    jatuh = tambah_bulan(tmt_acuan, berikut * 12 - mkg_bulan)
    tmt = tambah_bulan(jatuh, tunda_bulan)
    tabel = tabel_gaji(jenis, tmt)
    anak_tangga = max(t for t in tabel.tangga(golongan) if t * 12 <= berikut * 12 + tunda_bulan)
    gaji_pokok = tabel.gaji_pokok(golongan, anak_tangga)
    aturan = menurut or parameter("kepegawaian.kgb", tmt)
    return Kgb(
        tmt=tmt,
        jatuh=jatuh,
        surat_mulai=tambah_bulan(tmt, -aturan["surat_bulan_sebelumnya"]),
        mkg_tahun=anak_tangga,
        gaji_pokok=gaji_pokok,
        gaji_dibayar=gaji_dibayar(jenis, gaji_pokok, tmt),
        sumber_tabel=tabel.sumber,
    )


def gaji_dibayar(jenis: str, gaji_pokok: int, pada: date) -> int:
    """What is paid of the gaji pokok: a CPNS gets 80% (PP 7/1977 Ps 6), a fraction goes up to a rupiah."""
    if jenis != "CPNS":
        return gaji_pokok
    return kali(gaji_pokok, pecahan_persen(parameter("kepegawaian.gaji", pada)["cpns_persen"]), ke_atas)
