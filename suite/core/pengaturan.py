"""What the city itself sets while the suite runs: its name and letterhead, the mail server, what the admin switches.

Not the law (that is `core/aturan`, dated and with a source) and not what the machine is told at start (`core/config`).
A service registers the settings that it owns with a default; the table holds only what somebody changed, audited.
Secrets (a mail password) lie encrypted under the suite's own key, so that a copy of the database alone tells nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from suite.core import keys
from suite.core.db import Base, session
from suite.core.keys import RahasiaTidakTerbaca


class Pengaturan(Base):
    """One changed setting. `nilai` is `{"v": ...}`, of a secret `{"sandi": token}`."""

    __tablename__ = "pengaturan"

    kunci: Mapped[str] = mapped_column(String(80), unique=True)
    nilai: Mapped[dict]


@dataclass(frozen=True)
class Butir:
    """A setting: its dotted name, what it is (Indonesian, for the page), and what holds while nobody set it."""

    kunci: str
    uraian: str
    bawaan: Any = None
    rahasia: bool = False


_butir: dict[str, Butir] = {}


def daftarkan(kunci: str, uraian: str, *, bawaan: Any = None, rahasia: bool = False) -> None:
    """Register a setting (at import of the service that owns it). Raises `RuntimeError` for a second, different one."""
    butir = Butir(kunci, uraian, bawaan, rahasia)
    if _butir.setdefault(kunci, butir) != butir:
        raise RuntimeError(f"setting {kunci} is registered twice")


def butir(awalan: str = "") -> list[Butir]:
    """The registered settings whose name begins so, by name."""
    return [b for k, b in sorted(_butir.items()) if k.startswith(awalan)]


def ambil(kunci: str) -> Any:
    """The value that holds now. Raises `KeyError` for a setting that no service registers."""
    return kelompok(kunci)[kunci]


def kelompok(awalan: str) -> dict[str, Any]:
    """All settings whose name begins with `awalan`, in one query: {full name: value}. Raises `KeyError` for none."""
    nilai = {b.kunci: b.bawaan for b in butir(awalan)}
    if not nilai:
        raise KeyError(awalan)
    for baris in session.execute(select(Pengaturan.kunci, Pengaturan.nilai).where(Pengaturan.kunci.in_(nilai))):
        nilai[baris.kunci] = _buka(_butir[baris.kunci], baris.nilai)
    return nilai


def simpan(nilai: Mapping[str, Any]) -> list[str]:
    """Set some settings (JSON values; None returns to the default). Returns the names that really changed.

    Raises `KeyError` for a name that no service registers; then nothing was set.
    """
    if asing := set(nilai) - set(_butir):
        raise KeyError(sorted(asing)[0])
    ada = {p.kunci: p for p in session.scalars(select(Pengaturan).where(Pengaturan.kunci.in_(nilai)))}
    berubah = []
    for kunci, baru in nilai.items():
        lama, satu = ada.get(kunci), _butir[kunci]
        if (_buka(satu, lama.nilai) if lama else satu.bawaan) == (satu.bawaan if baru is None else baru):
            continue
        berubah.append(kunci)
        if baru is None:
            session.delete(lama)
        elif lama is None:
            session.add(Pengaturan(kunci=kunci, nilai=_tutup(satu, baru)))
        else:
            lama.nilai = _tutup(satu, baru)
    session.flush()
    return berubah


def _tutup(satu: Butir, nilai: Any) -> dict[str, Any]:
    if not satu.rahasia:
        return {"v": nilai}
    return {"sandi": keys.tutup("pengaturan", json.dumps(nilai).encode())}


def _buka(satu: Butir, nilai: Mapping[str, Any]) -> Any:
    if not satu.rahasia:
        return nilai["v"]
    try:
        return json.loads(keys.buka("pengaturan", nilai["sandi"]))
    except RahasiaTidakTerbaca:
        raise RahasiaTidakTerbaca(satu.kunci) from None
