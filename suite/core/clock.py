"""The one clock. Instants are UTC, dates are the office's (Asia/Pontianak); tests and the demo inject their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Pontianak")

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
