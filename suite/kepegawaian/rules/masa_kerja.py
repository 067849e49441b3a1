"""Length of service: computed from dates, never typed. Counted in full months.

Source: PP 11/2017; UU 11/1969. Months before the appointment that were recognised (peninjauan masa kerja) are added;
leave outside the state's account (CLTN) is taken off.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from suite.core.aturan import Parameter, parameter, parameter_terbaru
from suite.core.errors import AturanDilanggar
from suite.core.kalender import tambah_bulan
from suite.core.pangkat import semua_golongan
from suite.kepegawaian.rules.tabel import salah_isi

ROMAWI_KELOMPOK = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class MasaKerja:
    """Full months of service, also said as years and months."""

    bulan_seluruhnya: int

    @property
    def tahun(self) -> int:
        return self.bulan_seluruhnya // 12

    @property
    def bulan(self) -> int:
        return self.bulan_seluruhnya % 12


@dataclass(frozen=True)
class Selang:
    """From `mulai` through `selesai`, both included; None: not ended yet."""

    mulai: date
    selesai: date | None = None


def bulan_penuh(mulai: date, sampai: date) -> int:
    """Full months from `mulai` to before `sampai`; 0 when `sampai` comes first.

    A month is full on the same day of a later month, or on the last day of a shorter one.
    """
    if sampai <= mulai:
        return 0
    banyak = (sampai.year - mulai.year) * 12 + sampai.month - mulai.month
    return banyak if tambah_bulan(mulai, banyak) <= sampai else banyak - 1


def masa_kerja(
    tmt: date, per_tanggal: date, *, pmk_bulan: int = 0, cltn: Iterable[Selang] = (), cltn_bulan: int = 0
) -> MasaKerja:
    """Length of service on a day: from `tmt`, with `pmk_bulan` added and every day of CLTN before that day taken off.

    Days of several leaves add up: the start is moved later by their months and days, so that two halves of a month
    cost one month. Raises `MasukanSalah` when the day lies before `tmt` or a leave ends before it begins.
    """
    if per_tanggal < tmt:
        raise salah_isi("Tanggal hitung mendahului TMT CPNS.", "per_tanggal")
    bulan, hari = cltn_bulan, 0
    for mulai, berakhir in _gabung(cltn, tmt, per_tanggal):
        penuh = bulan_penuh(mulai, berakhir)
        bulan += penuh
        hari += (berakhir - tambah_bulan(mulai, penuh)).days
    geser = tambah_bulan(tmt, bulan) + timedelta(days=hari)
    return MasaKerja(pmk_bulan + bulan_penuh(geser, per_tanggal))


def _gabung(cltn: Iterable[Selang], tmt: date, per_tanggal: date) -> list[tuple[date, date]]:
    """Half-open spans of leave inside the service, joined where they overlap or touch."""
    potong: list[tuple[date, date]] = []
    for s in sorted(cltn, key=lambda s: s.mulai):
        if s.selesai is not None and s.selesai < s.mulai:
            raise salah_isi("CLTN selesai sebelum mulai.", "cltn")
        akhir = per_tanggal if s.selesai is None else min(s.selesai + timedelta(days=1), per_tanggal)
        mulai = max(s.mulai, tmt)
        if mulai >= akhir:
            continue
        if potong and mulai <= potong[-1][1]:
            potong[-1] = (potong[-1][0], max(potong[-1][1], akhir))
        else:
            potong.append((mulai, akhir))
    return potong


def mkg_sesudah_pangkat(
    golongan_lama: str, golongan_baru: str, mkg_bulan: int, *, tmt: date | None = None, menurut: Parameter | None = None
) -> int:
    """Length of service in the grade (months) after a promotion.

    From group I to II six years are taken off, from II to III five, from I to III both; never below 0; within a group,
    and downwards, it stays. Source: PP 7/1977; PP 99/2000 jo 12/2002. Raises `AturanDilanggar` (golongan).
    """
    kurang = menurut or (
        parameter_terbaru("kepegawaian.mkg_pangkat") if tmt is None else parameter("kepegawaian.mkg_pangkat", tmt)
    )
    dari, ke = _kelompok(golongan_lama, "golongan_lama"), _kelompok(golongan_baru, "golongan_baru")
    tahun = sum(kurang[k] for k in ROMAWI_KELOMPOK[dari:ke])
    return max(0, mkg_bulan - tahun * 12)


def _kelompok(golongan: str, field: str) -> int:
    if ("PNS", golongan) not in semua_golongan():
        raise AturanDilanggar(f"Golongan ruang {golongan[:20]} tidak dikenal.", kode="golongan", field=field)
    return ROMAWI_KELOMPOK.index(golongan.partition("/")[0])
