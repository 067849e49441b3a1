"""Time in the office: work days of the calendar, hours of the day, in the office's zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from suite.core import kalender
from suite.core.clock import ZONE, local

BUKA, TUTUP = time(7, 30), time(15, 45)
LAMA_HARI = (TUTUP.hour - BUKA.hour) * 60 + TUTUP.minute - BUKA.minute
"""Office minutes of a day."""


@cache
def tambah_hari_kerja(hari: date, n: int) -> date:
    """`kalender.tambah_hari_kerja`, remembered: a year of letters asks it a million times for a few hundred days."""
    return kalender.tambah_hari_kerja(hari, n)


@cache
def apakah_hari_kerja(hari: date) -> bool:
    """`kalender.apakah_hari_kerja`, remembered."""
    return kalender.apakah_hari_kerja(hari)


def hari_kerja_antara(mulai: date, sampai: date) -> list[date]:
    """The work days from `mulai` to `sampai`, both included."""
    semua = (mulai + timedelta(days=i) for i in range((sampai - mulai).days + 1))
    return [h for h in semua if apakah_hari_kerja(h)]


def pada_jam(hari: date, menit: int) -> datetime:
    """The instant so many office minutes after opening."""
    return datetime.combine(hari, BUKA, ZONE) + timedelta(minutes=menit)


def saat_acak(hari: date, acak: Random) -> datetime:
    """Some instant of the office day: mornings are busier. To the microsecond, so that no two acts coincide."""
    menit = int(acak.triangular(0, LAMA_HARI, 90))
    return pada_jam(hari, menit) + timedelta(seconds=acak.randrange(60), microseconds=acak.randrange(1_000_000))


def maju(saat: datetime, menit: float) -> datetime:
    """`menit` office minutes later (evenings, weekends and holidays do not count)."""
    hari = local(saat).date()
    if not apakah_hari_kerja(hari):
        hari = tambah_hari_kerja(hari, 1)
    total = _terpakai(saat) + menit
    while total > LAMA_HARI:
        total -= LAMA_HARI
        hari = tambah_hari_kerja(hari, 1)
    return pada_jam(hari, 0) + timedelta(seconds=round(total * 60))


def mundur(saat: datetime, menit: float) -> datetime:
    """`menit` office minutes earlier."""
    hari = local(saat).date()
    total = _terpakai(saat) - menit
    while total < 0:
        total += LAMA_HARI
        hari = tambah_hari_kerja(hari, -1)
    return pada_jam(hari, 0) + timedelta(seconds=round(total * 60))


def menit_antara(awal: datetime, akhir: datetime) -> float:
    """Office minutes from `awal` to `akhir`; 0 when it is not after it."""
    if akhir <= awal:
        return 0.0
    hari_awal, hari_akhir = local(awal).date(), local(akhir).date()
    penuh = len(hari_kerja_antara(hari_awal, hari_akhir)) - apakah_hari_kerja(hari_akhir)
    return max(0.0, penuh * LAMA_HARI - _terpakai(awal) + _terpakai(akhir))


def _terpakai(saat: datetime) -> float:
    """Office minutes of its day that have passed; 0 on a day off."""
    setempat = local(saat)
    if not apakah_hari_kerja(setempat.date()):
        return 0.0
    buka = datetime.combine(setempat.date(), BUKA, ZONE)
    return max(0.0, min((setempat - buka).total_seconds() / 60, LAMA_HARI))
