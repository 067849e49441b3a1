"""Set-based writing with audit: rows go in and change by the thousand, and each document's chain goes on as the recorder
would have continued it (`suite.core.audit.events`): one event a document, private columns only as keyed hashes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Table, bindparam, func, insert, select, text, update

from suite.core import db
from suite.core.actor import Actor
from suite.core.audit import baris_massal, tulis_massal
from suite.core.audit.events import AWAL, tersandi, ujung
from suite.core.db import Base, session

POTONG = 2_000
"""Rows a statement."""

Baris = dict[str, Any]


class Massal:
    """Collects the changes of one step and writes their audit at the end (`selesai`). Every row carries its `id`."""

    def __init__(self, actor: Actor, aksi: str) -> None:
        """`aksi` names the act in the audit, such as 'pegawai.impor'."""
        self._actor, self._aksi = actor, aksi
        self._ubah: dict[str, list[Baris]] = {}
        self._baru: set[str] = set()

    def sisip(self, model: type[Base], baris: Sequence[Baris]) -> None:
        """Insert the rows, all with the same keys."""
        tabel = _tabel(model)
        for i in range(0, len(baris), POTONG):
            session.execute(insert(tabel), baris[i : i + POTONG])
        cara = _cara(tabel)
        for b in baris:
            isi = {
                k: tersandi(v, cara[k])
                for k, v in b.items()
                if k != "id" and cara[k] != "lewati" and v is not None and v != ""
            }
            kunci = self._catat(model, b, {"tabel": tabel.name, "id": b["id"], "op": "buat", "sesudah": isi})
            if kunci == f"{tabel.name}:{b['id']}":
                self._baru.add(kunci)

    def ubah(self, model: type[Base], baris: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> None:
        """Change rows: pairs of (the row as it stands, its new values). Columns that stay the same are left out."""
        tabel, cara = _tabel(model), _cara(_tabel(model))
        kelompok: dict[tuple[str, ...], list[Baris]] = {}
        for lama, nilai in baris:
            beda = {k: v for k, v in nilai.items() if lama[k] != v}
            if not beda:
                continue
            kelompok.setdefault(tuple(sorted(beda)), []).append(
                {"b_id": lama["id"]} | {f"b_{k}": v for k, v in beda.items()}
            )
            dicatat = [k for k in beda if cara[k] != "lewati"]
            isi = {
                "tabel": tabel.name,
                "id": lama["id"],
                "op": "ubah",
                "sebelum": {k: tersandi(lama[k], cara[k]) for k in dicatat},
                "sesudah": {k: tersandi(beda[k], cara[k]) for k in dicatat},
            }
            self._catat(model, lama, isi)
        for kolom, semua in kelompok.items():
            q = update(tabel).where(tabel.c.id == bindparam("b_id")).values({k: bindparam(f"b_{k}") for k in kolom})
            for i in range(0, len(semua), POTONG):
                session.connection().execute(q, semua[i : i + POTONG])

    def _catat(self, model: type[Base], baris: Mapping[str, Any], isi: Baris) -> str:
        rantai = getattr(model, "__rantai__", None)
        kunci = rantai(SimpleNamespace(**baris)) if rantai else f"{model.__tablename__}:{baris['id']}"
        self._ubah.setdefault(kunci, []).append(isi)
        return kunci

    def selesai(self) -> int:
        """Write the events, one a chain; returns how many."""
        lama = sorted(k for k in self._ubah if k not in self._baru)
        akhir = ujung(session(), lama) if lama else {}
        peristiwa = []
        for kunci, ubah in self._ubah.items():
            urut, sebelum = akhir.get(kunci, (0, AWAL))
            peristiwa.append(baris_massal(kunci, self._aksi, ubah, actor=self._actor, urut=urut + 1, sebelum=sebelum))
        tulis_massal(peristiwa)
        self._ubah.clear()
        self._baru.clear()
        return len(peristiwa)


def id_baru(model: type[Base], n: int) -> list[int]:
    """Ids for `n` new rows that nobody else will get: from the sequence, on SQLite (one writer) the next ones."""
    if not n:
        return []
    tabel = _tabel(model)
    if db.adalah_sqlite():
        awal = (session.scalar(select(func.max(tabel.c.id))) or 0) + 1
        return list(range(awal, awal + n))
    q = text("SELECT nextval(pg_get_serial_sequence(:t, 'id')) FROM generate_series(1, :n)")
    return list(session.scalars(q, {"t": tabel.name, "n": n}))


def _tabel(model: type[Base]) -> Table:
    tabel = model.__table__
    assert isinstance(tabel, Table)
    return tabel


def _cara(tabel: Table) -> dict[str, str]:
    return {k.name: k.info.get("audit", "") for k in tabel.columns}
