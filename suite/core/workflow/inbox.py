"""The shared inbox: what waits for me (in any post or role I hold today), and what I wait for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, false, func, or_, select, true, update

from suite.core import notifications
from suite.core.actor import Actor
from suite.core.clock import now
from suite.core.db import session
from suite.core.identity.models import Jabatan
from suite.core.workflow import declare
from suite.core.workflow.models import Task

BATAS_HITUNG = 1000


def _milik(actor: Actor) -> Any:
    return (Task.ditutup_pada.is_(None)) & (Task.untuk.in_(kunci_tugas(actor)))


def kunci_tugas(actor: Actor) -> list[str]:
    """The keys to which a task may be addressed."""
    return sorted(k for k in actor.kunci if k[:2] in {"j:", "p:", "r:"})


@cache
def q_jumlah() -> Select[str, int]:
    """Open tasks of the keys `:kunci` per document type. Built once: every page asks it."""
    milik = Task.ditutup_pada.is_(None) & Task.untuk.in_(bindparam("kunci", expanding=True))
    return select(Task.jenis, func.count()).where(milik).group_by(Task.jenis)


def tugas_saya(actor: Actor, *, jenis: str | None = None, batas: int = 100) -> Sequence[Task]:
    """The actor's open tasks, nearest deadline first, those without one last."""
    q = select(Task).where(_milik(actor))
    if jenis:
        q = q.where(Task.jenis == jenis)
    return session.scalars(q.order_by(Task.tenggat.is_(None), Task.tenggat, Task.id).limit(batas)).all()


def tugas_milik(actor: Actor, task_id: int) -> Task | None:
    """The open task of this id if it is the actor's."""
    return session.scalars(select(Task).where(Task.id == task_id, _milik(actor))).first()


def versi_dokumen(tugas: Sequence[Task]) -> dict[tuple[str, int], int]:
    """(kind, id) → present version of the documents of these tasks. One query a kind."""
    per_jenis: dict[str, set[int]] = {}
    for t in tugas:
        per_jenis.setdefault(t.jenis, set()).add(t.objek_id)
    hasil: dict[tuple[str, int], int] = {}
    for jenis, ids in per_jenis.items():
        model = declare.terdaftar(jenis).model
        q = select(model.id, model.versi).where(model.id.in_(ids))
        hasil.update({(jenis, i): v for i, v in session.execute(q)})
    return hasil


def yang_ditunggu(pegawai_id: int, kecuali_kunci: frozenset[str], batas: int = 20) -> Sequence[Task]:
    """The person's own documents that wait in somebody else's hands, longest waiting first."""
    q = (
        select(Task)
        .where(
            Task.dari_pegawai_id == pegawai_id, Task.ditutup_pada.is_(None), Task.untuk.not_in(sorted(kecuali_kunci))
        )
        .order_by(Task.dibuka_pada)
        .limit(batas)
    )
    return session.scalars(q).all()


def url(task: Task) -> str:
    """Where the task is done: the document's page."""
    terdaftar = declare.terdaftar(task.jenis)
    dok = session.get(terdaftar.model, task.objek_id)
    return terdaftar.url(dok) if dok is not None else "/"


def tertutup() -> ColumnElement[bool]:
    """SQL condition: the task is about a document that only the persons and posts concerned may see."""
    kena = [
        and_(Task.jenis == t.nama, Task.objek_id.in_(t.rahasia())) for t in declare.semua() if t.rahasia is not None
    ]
    return or_(false(), *kena)


def serahkan(dari_kunci: str, ke_kunci: str, *, syarat: ColumnElement[bool] | None = None) -> int:
    """Hand over all open tasks of one key (those of a condition) to another in one act; returns how many."""
    n = session.execute(
        update(Task)
        .where(Task.untuk == dari_kunci, Task.ditutup_pada.is_(None), true() if syarat is None else syarat)
        .values(untuk=ke_kunci)
        .execution_options(synchronize_session=False)
    )
    return n.rowcount  # type: ignore[attr-defined]


def eskalasi(batas: int = 200) -> int:
    """Overdue tasks are told once to who holds them and to the superior post; returns how many. A job runs it."""
    q = (
        select(Task)
        .where(Task.ditutup_pada.is_(None), Task.eskalasi_pada.is_(None), Task.tenggat < now())
        .order_by(Task.tenggat)
        .limit(batas)
        .with_for_update(skip_locked=True)
    )
    tugas = session.scalars(q).all()
    for t in tugas:
        t.eskalasi_pada = now()
        tujuan = url(t)
        notifications.beri_tahu(
            t.untuk, judul="Lewat tenggat: " + (t.alasan or t.judul), isi=t.judul, url=tujuan, jenis="tenggat"
        )
        if t.untuk.startswith("j:"):
            jabatan = session.get(Jabatan, int(t.untuk[2:]))
            if jabatan is not None and jabatan.atasan_id is not None:
                notifications.beri_tahu(
                    f"j:{jabatan.atasan_id}",
                    judul=f"{jabatan.nama} melewati tenggat",
                    isi=t.judul,
                    url=tujuan,
                    jenis="tenggat",
                )
    return len(tugas)
