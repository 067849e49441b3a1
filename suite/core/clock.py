"""The one clock. Instants are UTC, dates are the office's (WIB, WITA or WIT); tests and the demo inject their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

ZONA = {"WIB": "Asia/Pontianak", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
"""The three zones of the country, by the word that is printed behind a time."""


class _ZonaKantor(tzinfo):
    """The office's zone, which the city chooses while the suite runs: whoever holds `ZONE` follows the choice."""

    def __init__(self) -> None:
        self.pilih("WIB")

    def pilih(self, nama: str) -> None:
        self.nama, self._zona = nama, ZoneInfo(ZONA[nama])

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        return self._zona.utcoffset(dt)

    def dst(self, dt: datetime | None) -> timedelta | None:
        return self._zona.dst(dt)

    def tzname(self, dt: datetime | None) -> str:
        return self.nama

    def fromutc(self, dt: datetime) -> datetime:
        return self._zona.fromutc(dt.replace(tzinfo=self._zona)).replace(tzinfo=self)


ZONE = _ZonaKantor()

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """Today's date in the office, whatever the server's zone."""
    return local_date(now())


def local(instant: datetime) -> datetime:
    """The same instant on the office's wall clock."""
    return instant.astimezone(ZONE)


def local_date(instant: datetime) -> date:
    """The office's date of an instant (23.59.59 WIB on 31 December is still this year)."""
    return local(instant).date()


def awal_hari(hari: date) -> datetime:
    """The first instant of a day on the office's clock; that of the next day ends it."""
    return datetime.combine(hari, time(), ZONE)


def set_zone(nama: str) -> None:
    """Let the office live in `WIB`, `WITA` or `WIT` from now on (in this process). Raises `KeyError` for another."""
    if nama != ZONE.nama:
        ZONE.pilih(nama)


def zone_name() -> str:
    """What is printed behind a time: `WIB`, `WITA` or `WIT`."""
    return ZONE.nama


@contextmanager
def frozen(instant: datetime) -> Iterator[None]:
    """Let `now()` answer `instant` (aware) within this context: the injected clock of tests and of the demo's year."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    token = _frozen.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
