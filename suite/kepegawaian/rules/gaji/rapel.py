"""Rapel: every past month again with today's facts, minus what was paid. Closed months never change.

The difference is taken per component, pembulatan too, and without PPh and other deductions, which belong to the month
in which it is paid. Source: TMT of the decree; PP 7/1977; SE-2/A/522/0193.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from suite.core.errors import AturanDilanggar
from suite.core.kalender import tambah_bulan
from suite.kepegawaian.rules.gaji.bulanan import Gaji, gaji_bulan
from suite.kepegawaian.rules.gaji.fakta import Fakta

BULAN_TERBANYAK = 600
KOMPONEN = ("gaji_pokok", "tunj_pasangan", "tunj_anak", "tunj_jabatan", "tunj_fungsional", "tunj_umum", "tunj_beras")


@dataclass(frozen=True)
class RapelBulan:
    """One month's signed difference in rupiah; `komponen` names what differs."""

    bulan: date
    kotor: int
    potongan: int
    neto: int
    komponen: dict[str, int]


@dataclass(frozen=True)
class Rapel:
    """All months; `jenis` kurang_bayar (the person gets more), lebih_bayar (a debt) or nihil."""

    rincian: tuple[RapelBulan, ...]
    kotor: int
    potongan: int
    neto: int
    jenis: str


def rapel(lama: Fakta, baru: Fakta, dari: date, sampai: date) -> Rapel:
    """The differences of the months from `dari` through `sampai` (first days of months).

    Raises `AturanDilanggar`: bulan (reversed, or over 50 years), tabel, golongan, tunjangan_jabatan.
    """
    banyak = (sampai.year - dari.year) * 12 + sampai.month - dari.month + 1
    if not 1 <= banyak <= BULAN_TERBANYAK:
        raise AturanDilanggar("Bulan akhir rapel harus sesudah bulan awalnya.", kode="bulan", field="sampai")
    lama, baru = (replace(f, ptkp=None, setahun=None, potongan_lain=0) for f in (lama, baru))
    rincian = tuple(_beda(lama, baru, tambah_bulan(dari, i)) for i in range(banyak))
    neto = sum(r.neto for r in rincian)
    return Rapel(
        rincian,
        sum(r.kotor for r in rincian),
        sum(r.potongan for r in rincian),
        neto,
        "nihil" if neto == 0 else "kurang_bayar" if neto > 0 else "lebih_bayar",
    )


def _beda(lama: Fakta, baru: Fakta, bulan: date) -> RapelBulan:
    dulu, kini = gaji_bulan(lama, bulan), gaji_bulan(baru, bulan)
    lalu, sekarang = _komponen(dulu), _komponen(kini)
    beda = {nama: sekarang[nama] - lalu[nama] for nama in lalu if sekarang[nama] != lalu[nama]}
    return RapelBulan(bulan, kini.bruto - dulu.bruto, kini.potongan - dulu.potongan, kini.neto - dulu.neto, beda)


def _komponen(g: Gaji) -> dict[str, int]:
    isi = {nama: getattr(g.hasil, nama) if g.hasil else 0 for nama in KOMPONEN}
    return isi | {"pembulatan": g.pembulatan, "iwp": g.iwp, "jht": g.jht, "bpjs_1": g.bpjs_1}
