"""One calendar: work days, and how Indonesian office paper writes dates and times.

Work days are Monday to Friday (or Saturday) without national holidays and cuti bersama. The holidays of a year are
known only once the government has published them (SKB 3 Menteri, Keppres); they ship in `data/hari_libur.csv`.
For a year that is not in there every weekday counts as a work day: nothing is refused, and `tahun_berdata` tells the
caller that the answer may still move.
"""

from __future__ import annotations

import calendar
import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from suite.core import clock
from suite.core.clock import local

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
BULAN_PENDEK = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

BERKAS_LIBUR = Path(__file__).parent / "data" / "hari_libur.csv"


@dataclass(frozen=True)
class Libur:
    """One day off. `jenis` is libur_nasional or cuti_bersama; `sumber` the decision that says so."""

    tanggal: date
    jenis: str
    nama: str
    sumber: str


@dataclass(frozen=True)
class Kalender:
    """Work days under one set of holidays. `tahun` are the years whose holidays are known."""

    libur: dict[date, Libur] = field(repr=False)
    tahun: frozenset[int]

    @classmethod
    def dari(cls, libur: Iterable[Libur]) -> Kalender:
        """A calendar of these holidays; a year counts as known when it has at least one."""
        menurut_tanggal = {hari.tanggal: hari for hari in libur}
        return cls(menurut_tanggal, frozenset(t.year for t in menurut_tanggal))

    def apakah_hari_kerja(self, tanggal: date, *, pola: int = 5) -> bool:
        """Is it a work day? `pola` 5: Monday to Friday, 6: Monday to Saturday."""
        return tanggal.weekday() < _pola(pola) and tanggal not in self.libur

    def hari_kerja(self, mulai: date, selesai: date, *, pola: int = 5) -> int:
        """Work days from `mulai` to `selesai`, both included; 0 when `selesai` is before `mulai`.

        Counts whole weeks by arithmetic, so that a span of a century costs no more than a month.
        """
        hari = _pola(pola)
        if selesai < mulai:
            return 0
        pekan, sisa = divmod((selesai - mulai).days + 1, 7)
        banyak = pekan * hari + sum((mulai.weekday() + i) % 7 < hari for i in range(sisa))
        return banyak - sum(mulai <= t <= selesai and t.weekday() < hari for t in self.libur)

    def tambah_hari_kerja(self, tanggal: date, n: int, *, pola: int = 5) -> date:
        """The n-th work day after `tanggal`, which does not count itself; backwards when n is negative.

        With n = 0 the day itself, work day or not. Raises `OverflowError` past the year 9999.
        """
        langkah = timedelta(days=1 if n > 0 else -1)
        sisa = abs(n)
        while sisa:
            tanggal += langkah
            sisa -= self.apakah_hari_kerja(tanggal, pola=pola)
        return tanggal

    def tahun_berdata(self, tahun: int) -> bool:
        """Are the holidays of this year known?"""
        return tahun in self.tahun


def _pola(pola: int) -> int:
    if pola not in (5, 6):
        raise ValueError("pola is 5 or 6 work days a week")
    return pola


@cache
def kalender_terkirim() -> Kalender:
    """The calendar of the shipped holidays."""
    with BERKAS_LIBUR.open(encoding="utf-8", newline="") as f:
        return Kalender.dari(
            Libur(date.fromisoformat(b["tanggal"]), b["jenis"], b["nama"], b["sumber"]) for b in csv.DictReader(f)
        )


def apakah_hari_kerja(tanggal: date, *, pola: int = 5) -> bool:
    """`Kalender.apakah_hari_kerja` of the shipped holidays."""
    return kalender_terkirim().apakah_hari_kerja(tanggal, pola=pola)


def hari_kerja(mulai: date, selesai: date, *, pola: int = 5) -> int:
    """`Kalender.hari_kerja` of the shipped holidays."""
    return kalender_terkirim().hari_kerja(mulai, selesai, pola=pola)


def tambah_hari_kerja(tanggal: date, n: int, *, pola: int = 5) -> date:
    """`Kalender.tambah_hari_kerja` of the shipped holidays."""
    return kalender_terkirim().tambah_hari_kerja(tanggal, n, pola=pola)


def tahun_berdata(tahun: int) -> bool:
    """Are the holidays of this year shipped?"""
    return kalender_terkirim().tahun_berdata(tahun)


def libur(tanggal: date) -> Libur | None:
    """The holiday on that day, if any."""
    return kalender_terkirim().libur.get(tanggal)


# --- spans ---------------------------------------------------------------------------------------------------------


def tambah_tahun(tanggal: date, n: int) -> date:
    """n years later on the same date; 29 February becomes 28 where the year has none. `OverflowError` past 9999."""
    return tambah_bulan(tanggal, n * 12)


def tambah_bulan(tanggal: date, n: int) -> date:
    """n months later on the same day, or on the last day of a shorter month. Raises `OverflowError` past 9999."""
    tahun, bulan = divmod(tanggal.year * 12 + tanggal.month - 1 + n, 12)
    if not date.min.year <= tahun <= date.max.year:
        raise OverflowError("the year is out of range")
    return date(tahun, bulan + 1, min(tanggal.day, calendar.monthrange(tahun, bulan + 1)[1]))


# --- spelling ------------------------------------------------------------------------------------------------------


def nama_hari(tanggal: date) -> str:
    """`Selasa`."""
    return HARI[tanggal.weekday()]


def tanggal_surat(tanggal: date) -> str:
    """`24 November 2026`, as letters write it."""
    return f"{tanggal.day} {BULAN[tanggal.month - 1]} {tanggal.year}"


def tanggal_panjang(tanggal: date) -> str:
    """`Selasa, 24 November 2026`."""
    return f"{nama_hari(tanggal)}, {tanggal_surat(tanggal)}"


def tanggal_pendek(tanggal: date) -> str:
    """`24 Nov 2026`, for lists."""
    return f"{tanggal.day} {BULAN_PENDEK[tanggal.month - 1]} {tanggal.year}"


def jam(saat: datetime) -> str:
    """`14.02 WIB`: the instant on the office's wall clock. Raises `ValueError` for an instant without a zone."""
    return f"{_setempat(saat):%H.%M} {clock.zone_name()}"


def saat_panjang(saat: datetime) -> str:
    """`Selasa, 24 November 2026 pukul 14.02 WIB`."""
    return f"{tanggal_panjang(_setempat(saat).date())} pukul {jam(saat)}"


def saat_pendek(saat: datetime) -> str:
    """`24 Nov 2026 14.02 WIB`."""
    return f"{tanggal_pendek(_setempat(saat).date())} {jam(saat)}"


def _setempat(saat: datetime) -> datetime:
    if saat.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return local(saat)


def bulan_romawi(bulan: int) -> str:
    """`V` for 5. Raises `ValueError` for what is no month."""
    if not 1 <= bulan <= 12:
        raise ValueError("a month is 1 to 12")
    return ROMAWI[bulan - 1]


def terbilang(n: int) -> str:
    """A whole number in Indonesian words: `seribu dua ratus lima puluh`; negative ones begin with `minus`."""
    from num2words import num2words  # heavy, and most callers never spell a number

    kata = " ".join(num2words(abs(n), lang="id").split())
    return f"minus {kata}" if n < 0 else kata


def tanggal_terbilang(tanggal: date) -> str:
    """`Selasa tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam`, as a berita acara opens."""
    return (
        f"{nama_hari(tanggal)} tanggal {terbilang(tanggal.day)} bulan {BULAN[tanggal.month - 1]} "
        f"tahun {terbilang(tanggal.year)}"
    )
