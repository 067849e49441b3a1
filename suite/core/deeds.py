"""Letters as deeds: the one inversion of "call down, derive up".

The service that owns a letter kind registers at most one function *on issue* for that kind, at start-up, in its
`__init__.py`. Publication calls it in its own transaction. `suite deeds` prints this table; nothing else is hooked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from suite.core.actor import Actor


@dataclass(frozen=True)
class Akta:
    """What the issue of a letter kind does: `pada_terbit(surat, actor)`, and in words. `isian`: the kind's own fields
    that it reads, so that nobody takes them from the kind. `mengikuti_surat`: what it wrote holds only while the letter
    does, so that the letter may be taken back."""

    jenis: str
    uraian: str
    pemilik: str
    pada_terbit: Callable[[Any, Actor], None]
    isian: tuple[str, ...] = ()
    mengikuti_surat: bool = False


_akta: dict[str, Akta] = {}


def daftarkan(
    jenis: str, uraian: str, pada_terbit: Callable[[Any, Actor], None], *, isian: tuple[str, ...] = (),
    mengikuti_surat: bool = False,
) -> None:  # fmt: skip
    """Register the deed of a letter kind. A second function for the same kind is a mistake and is refused."""
    ada = _akta.get(jenis)
    if ada is not None and ada.pada_terbit is not pada_terbit:
        raise RuntimeError(f"letter kind {jenis} already has a deed: {ada.uraian}")
    _akta[jenis] = Akta(jenis, uraian, pada_terbit.__module__, pada_terbit, isian, mengikuti_surat)


def jalankan(jenis: str, surat: Any, actor: Actor) -> None:
    """Do what the issue of this kind does, if anything."""
    if (akta := _akta.get(jenis)) is not None:
        akta.pada_terbit(surat, actor)


def isian_dibaca(jenis: str) -> tuple[str, ...]:
    """Codes of the fields without which the deed of this kind could not be done."""
    return _akta[jenis].isian if jenis in _akta else ()


def tetap(jenis: str) -> bool:
    """Does the issue of this kind do what outlives its letter?"""
    return jenis in _akta and not _akta[jenis].mengikuti_surat


def semua() -> list[Akta]:
    return [_akta[j] for j in sorted(_akta)]
