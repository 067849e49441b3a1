"""How a rule came to its answer: the parameter sets that it read, and the steps that it says itself.

Nothing is gathered unless somebody asks (`merekam`): in the daily work of the suite a rule costs what it costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suite.core.aturan.ketentuan import Parameter


@dataclass(frozen=True)
class Langkah:
    """One step of a reckoning: what, how (a formula in words or figures), what came out, which article says so."""

    uraian: str
    nilai: Any
    rumus: str = ""
    sumber: str = ""


@dataclass
class Jejak:
    """What was gathered, in order. `parameter` holds each set once."""

    parameter: list[Parameter] = field(default_factory=list)
    langkah: list[Langkah] = field(default_factory=list)


_jejak: ContextVar[Jejak | None] = ContextVar("jejak_aturan", default=None)
_pada: ContextVar[date | None] = ContextVar("pada_aturan", default=None)


@contextmanager
def merekam(pada: date | None = None) -> Iterator[Jejak]:
    """Gather what rules read and say within. `pada` is the day whose law answers questions that carry no date."""
    jejak = Jejak()
    t1, t2 = _jejak.set(jejak), _pada.set(pada)
    try:
        yield jejak
    finally:
        _jejak.reset(t1)
        _pada.reset(t2)


def jelaskan(uraian: str, nilai: Any = "", *, rumus: str = "", sumber: str = "") -> None:
    """Say one step of the working (a rule calls it). Costs nothing unless somebody asks."""
    if (jejak := _jejak.get()) is not None:
        jejak.langkah.append(Langkah(uraian, nilai, rumus, sumber))


def dibaca(parameter: Parameter) -> None:
    """Note that a set was read."""
    if (jejak := _jejak.get()) is not None and parameter not in jejak.parameter:
        jejak.parameter.append(parameter)


def hari_tanya() -> date | None:
    """The day whose law answers questions without a date, when the asker named one."""
    return _pada.get()
