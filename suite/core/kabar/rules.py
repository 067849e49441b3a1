"""When a letter may go. Pure: no session, no clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from suite.core.clock import ZONE, local


def boleh_sejak(pada: datetime, tenang_mulai: int, tenang_selesai: int) -> datetime:
    """The earliest instant, from `pada` on, outside the quiet hours (minutes since midnight in the office).

    The span is half-open `[mulai, selesai)` and may pass midnight; equal ends are no quiet hours.
    """
    if tenang_mulai == tenang_selesai:
        return pada
    setempat = local(pada)
    menit = setempat.hour * 60 + setempat.minute
    lewat_malam = tenang_mulai > tenang_selesai
    tenang = menit >= tenang_mulai or menit < tenang_selesai if lewat_malam else tenang_mulai <= menit < tenang_selesai
    if not tenang:
        return pada
    hari = setempat.date() + timedelta(days=1 if lewat_malam and menit >= tenang_mulai else 0)
    return datetime.combine(hari, time(tenang_selesai // 60, tenang_selesai % 60), tzinfo=ZONE)


def saatnya_harian(pada: datetime, jam: int, terakhir: date | None) -> bool:
    """Is the digest of this day due: the hour has come, and none was made today?"""
    setempat = local(pada)
    return setempat.hour >= jam and (terakhir is None or terakhir < setempat.date())
