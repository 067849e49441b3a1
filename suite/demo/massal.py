"""Set-based writing with audit: rows go in by the thousand, and each document's chain begins as the recorder would
have begun it (`suite.core.audit.events`): one event a document, bodies and the like only as keyed hashes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Table, func, insert, select, text

from suite.core import db
from suite.core.actor import SISTEM, Actor
from suite.core.audit import baris_massal, tulis_massal
from suite.core.audit.events import sidik_rahasia
from suite.core.db import Base, session

POTONG = 2_000
"""Rows a statement."""

Baris = dict[str, Any]


class Massal:
    """Collects the changes of one load and writes the audit at the end (`selesai`). Every row carries its `id`."""

    def __init__(self, actor: Actor = SISTEM, *, kejadian: str = "") -> None:
        self._actor = actor
        self._kejadian = kejadian
        self._ubah: dict[str, list[Baris]] = {}
        self._aksi: dict[str, str] = {}
        self._model: list[type[Base]] = []

    def sisip(self, model: type[Base], baris: Sequence[Baris], *, audit: bool = True) -> None:
        """Insert the rows, all with the same keys, and note them for the audit unless they or the model opt out."""
        if not baris:
            return
        tabel = _tabel(model)
        for i in range(0, len(baris), POTONG):
            session.execute(insert(tabel), baris[i : i + POTONG])
        self._model.append(model)
        if audit and getattr(model, "__audit__", True):
            self._catat(model, baris)

    def _catat(self, model: type[Base], baris: Iterable[Baris]) -> None:
        cara = {k.name: k.info.get("audit", "") for k in _tabel(model).columns}
        nama = model.__tablename__
        rantai: Callable[[Any], str] | None = getattr(model, "__rantai__", None)
        for b in baris:
            kunci = rantai(SimpleNamespace(**b)) if rantai else f"{nama}:{b['id']}"
            isi = {
                k: _sandi(v, cara[k])
                for k, v in b.items()
                if k != "id" and cara[k] != "lewati" and v is not None and v != ""
            }
            self._ubah.setdefault(kunci, []).append({"tabel": nama, "id": b["id"], "op": "buat", "sesudah": isi})
            self._aksi.setdefault(kunci, f"{nama}.{self._kejadian or 'buat'}")

    def selesai(self) -> int:
        """Write the events (one a chain) and let PostgreSQL's sequences go on after our ids; returns how many."""
        tulis_massal(
            baris_massal(kunci, self._aksi[kunci], ubah, actor=self._actor) for kunci, ubah in self._ubah.items()
        )
        if not db.adalah_sqlite():
            for model in dict.fromkeys(self._model):
                _majukan_urutan(model)
        banyak = len(self._ubah)
        self._ubah.clear()
        self._model.clear()
        return banyak


def id_berikut(model: type[Base]) -> int:
    """The first free id of the table."""
    tabel = _tabel(model)
    return (session.scalar(select(func.max(tabel.c.id))) or 0) + 1


def _majukan_urutan(model: type[Base]) -> None:
    """Explicit ids do not advance a sequence: the next person's insert would meet ours."""
    nama = model.__tablename__
    if "id" not in _tabel(model).c:
        return
    urutan = session.scalar(text("SELECT pg_get_serial_sequence(:t, 'id')"), {"t": nama})
    if urutan is not None:
        session.execute(
            text("SELECT setval(CAST(:u AS regclass), :n)"), {"u": urutan, "n": max(1, id_berikut(model) - 1)}
        )


def _tabel(model: type[Base]) -> Table:
    tabel = model.__table__
    assert isinstance(tabel, Table)
    return tabel


def _sandi(nilai: Any, cara: str) -> Any:
    if cara == "hash":
        return "hmac:" + sidik_rahasia(nilai)
    if isinstance(nilai, datetime):
        return nilai.astimezone(UTC).isoformat()
    if isinstance(nilai, date):
        return nilai.isoformat()
    return nilai
