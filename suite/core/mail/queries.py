"""What the admin sees of the mail: how much waits, went, failed, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from suite.core.clock import awal_hari, now, today
from suite.core.db import session
from suite.core.mail.models import SuratElektronik


@dataclass(frozen=True)
class Ringkasan:
    """Counts of letters: waiting (of all days), sent and given up since midnight in the office, the instant since
    which the oldest waits, and the last ones that failed (newest first; waiting ones that failed once come too)."""

    antre: int
    terkirim: int
    gagal: int
    tertua: datetime | None
    terakhir_gagal: Sequence[SuratElektronik]


def ringkasan(batas: int = 10) -> Ringkasan:
    """The state of the mail now. Three queries."""
    hari = awal_hari(today())
    antre, tertua = session.execute(
        select(func.count(), func.min(SuratElektronik.dibuat_pada)).where(
            SuratElektronik.keadaan == "antre", SuratElektronik.setelah <= now()
        )
    ).one()
    belum = session.scalar(
        select(func.count()).where(SuratElektronik.keadaan == "antre", SuratElektronik.setelah > now())
    )
    hitung = select(SuratElektronik.keadaan, func.count()).where(
        SuratElektronik.keadaan.in_(("terkirim", "gagal")), SuratElektronik.selesai_pada >= hari
    )
    jumlah = {k: n for k, n in session.execute(hitung.group_by(SuratElektronik.keadaan))}  # noqa: C416
    bermasalah = or_(
        SuratElektronik.keadaan == "gagal", (SuratElektronik.keadaan == "antre") & (SuratElektronik.galat != "")
    )
    terakhir = session.scalars(
        select(SuratElektronik).where(bermasalah).order_by(SuratElektronik.id.desc()).limit(batas)
    ).all()
    return Ringkasan(antre + (belum or 0), jumlah.get("terkirim", 0), jumlah.get("gagal", 0), tertua, terakhir)
