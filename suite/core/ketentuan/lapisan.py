"""The city's sets over the shipped files: read by stamp, kept in the process until the stamp moves on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select

from suite.core import db
from suite.core.aturan.ketentuan import Parameter, beku
from suite.core.db import session
from suite.core.ketentuan.models import UsulanKetentuan

STEMPEL = "ketentuan_stempel"
BERUBAH = "ketentuan_berubah"
TERSIMPAN = 16
"""Stamps whose sets a process remembers."""


@dataclass(frozen=True)
class _Satu:
    urut: int
    parameter: Parameter


_ingatan: WeakKeyDictionary[Engine, dict[int, Mapping[str, tuple[_Satu, ...]]]] = WeakKeyDictionary()
_versi: ContextVar[int | None] = ContextVar("versi_ketentuan", default=None)
_coba: ContextVar[Parameter | None] = ContextVar("coba_ketentuan", default=None)


def cari(nama: str, pada: date) -> Parameter | None:
    """The city's own set of `nama` on a day, as known at the stamp asked about (`pada_versi`) or now; None: the shipped
    one holds. Outside a transaction there is no city to ask."""
    if (coba := _coba.get()) is not None and coba.nama == nama:
        return coba
    if not db.sedang_transaksi():
        return None
    semua = _semua(stempel() if (v := _versi.get()) is None else v).get(nama, ())
    berlaku = [s for s in semua if s.parameter.berlaku(pada)]
    return max(berlaku, key=lambda s: (s.parameter.mulai, s.urut)).parameter if berlaku else None


def stempel() -> int:
    """The newest stamp: how often something was approved or withdrawn. Asked once a transaction."""
    if STEMPEL not in session.info:
        q = select(func.max(UsulanKetentuan.sah_urut), func.max(UsulanKetentuan.cabut_urut))
        session.info[STEMPEL] = max(x or 0 for x in session.execute(q).one())
    return session.info[STEMPEL]


def berubah() -> None:
    """Something was approved or withdrawn in this transaction: read anew, and remember nothing that may be taken back."""
    session.info.pop(STEMPEL, None)
    session.info[BERUBAH] = True


@contextmanager
def pada_versi(versi: int | None) -> Iterator[None]:
    """Within: what was known at that stamp (None: now)."""
    tanda = _versi.set(versi)
    try:
        yield
    finally:
        _versi.reset(tanda)


@contextmanager
def mencoba(nama: str, nilai: Any) -> Iterator[None]:
    """Within: this set of `nama` holds on every day, whatever else does. To see what a proposal would change."""
    # The latest possible beginning wins over every real one.
    tanda = _coba.set(Parameter(nama, date.max, None, "usulan", beku(nilai)) if nilai is not None else None)
    try:
        yield
    finally:
        _coba.reset(tanda)


def _semua(versi: int) -> Mapping[str, tuple[_Satu, ...]]:
    if not versi:
        return {}
    if session.info.get(BERUBAH):
        return _baca(versi)
    ingatan = _ingatan.setdefault(db.engine(), {})
    if (ada := ingatan.get(versi)) is None:
        while len(ingatan) >= TERSIMPAN:
            ingatan.pop(next(iter(ingatan)), None)
        ada = ingatan[versi] = _baca(versi)
    return ada


def _baca(versi: int) -> Mapping[str, tuple[_Satu, ...]]:
    u = UsulanKetentuan
    q = (
        select(u.sah_urut, u.nama, u.mulai, u.selesai, u.sumber, u.nilai)
        .where(u.sah_urut <= versi, (u.cabut_urut.is_(None)) | (u.cabut_urut > versi))
        .order_by(u.sah_urut)
    )
    hasil: dict[str, list[_Satu]] = {}
    for urut, nama, mulai, selesai, sumber, nilai in session.execute(q):
        assert urut is not None
        hasil.setdefault(nama, []).append(_Satu(urut, Parameter(nama, mulai, selesai, sumber, beku(nilai))))
    return {n: tuple(s) for n, s in hasil.items()}
