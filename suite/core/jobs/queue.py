"""The queue in the database: asking, claiming by one statement, leases, outcomes. Nothing here commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from suite.core import audit, notifications, policy
from suite.core.actor import SISTEM, Actor
from suite.core.clock import now
from suite.core.db import adalah_sqlite, session
from suite.core.errors import AturanDilanggar, Konflik
from suite.core.jobs import kinds
from suite.core.jobs.models import Job

JEDA_AWAL = timedelta(seconds=5)
JEDA_TERBESAR = timedelta(minutes=10)


def antrekan(
    nama: str,
    argumen: dict[str, Any] | None,
    actor: Actor,
    *,
    kunci: str | None = None,
    setelah: datetime | None = None,
) -> Job:
    """Ask for work in the running transaction: it will be done if, and only if, this transaction commits.

    `kunci` names the wish: asked again, the job that is there already is returned. `setelah` is the earliest instant.
    Raises `TanpaIzin` when the actor may not ask for this kind, `KeyError` for an unknown one.
    """
    jenis = kinds.jenis(nama)
    policy.pastikan(jenis.izin, actor)
    baris = {
        "jenis": nama,
        "kunci": kunci,
        "argumen": argumen or {},
        "izin": jenis.izin,
        "keadaan": "antre",
        "setelah": setelah or now(),
        "account_id": actor.account_id,
        "pegawai_id": actor.pegawai_id,
        "dibuat_pada": now(),
    }
    sisip = (sqlite.insert if adalah_sqlite() else postgresql.insert)(Job).values(**baris)
    job_id = session.execute(sisip.on_conflict_do_nothing(index_elements=["kunci"]).returning(Job.id)).scalar()
    if job_id is None:
        return session.scalars(select(Job).where(Job.kunci == kunci)).one()
    if not actor.sistem:
        audit.catat(f"job:{job_id}", "job.minta", {"jenis": nama, "argumen": argumen or {}}, actor)
    return session.get_one(Job, job_id)


def batalkan(job: Job, actor: Actor) -> None:
    """Stop a job before its next step; what finished steps did stays. Raises `Konflik` when it is over already."""
    kena = session.execute(
        update(Job)
        .where(Job.id == job.id, Job.keadaan.in_(("antre", "berjalan")))
        .values(keadaan="dibatalkan", selesai_pada=now(), pekerja="", sewa_sampai=None)
        .execution_options(synchronize_session=False)
    )
    if not kena.rowcount:  # type: ignore[attr-defined]
        raise Konflik("Pekerjaan ini sudah selesai, jadi tidak dapat dihentikan lagi.")
    audit.catat(f"job:{job.id}", "job.batal", {"jenis": job.jenis}, actor)
    session.refresh(job)


def ulangi(job: Job, actor: Actor) -> None:
    """Put a failed job back, from where it stopped. Raises `AturanDilanggar` unless it failed."""
    policy.pastikan(job.izin, actor)
    kena = session.execute(
        update(Job)
        .where(Job.id == job.id, Job.keadaan == "gagal")
        .values(keadaan="antre", percobaan=0, galat="", setelah=now(), selesai_pada=None)
        .execution_options(synchronize_session=False)
    )
    if not kena.rowcount:  # type: ignore[attr-defined]
        raise AturanDilanggar("Hanya pekerjaan yang gagal yang dapat diulangi.", kode="keadaan")
    audit.catat(f"job:{job.id}", "job.ulangi", {"jenis": job.jenis}, actor)
    session.refresh(job)


def ringkasan() -> Sequence[tuple[str, str, int]]:
    """(kind, state, how many), for `suite jobs status`."""
    q = select(Job.jenis, Job.keadaan, func.count()).group_by(Job.jenis, Job.keadaan)
    return [(j, k, n) for j, k, n in session.execute(q.order_by(Job.jenis, Job.keadaan))]


# For the worker ----------------------------------------------------------------------------------------------------


def _giliran(pada: datetime) -> ColumnElement[bool]:
    """Waiting and due, or held by a worker whose lease ran out."""
    return or_(
        and_(Job.keadaan == "antre", Job.setelah <= pada),
        and_(Job.keadaan == "berjalan", Job.sewa_sampai < pada),
    )


def ada_giliran() -> bool:
    """Is anything due? A reading question, so that an idle worker never takes the writer's lock."""
    return session.execute(select(Job.id).where(_giliran(now())).limit(1)).first() is not None


def klaim(pekerja: str, sewa: timedelta) -> Job | None:
    """Take the next job that is due for this worker, or None. One statement: two workers never take the same."""
    pada = now()
    calon = (
        select(Job.id).where(_giliran(pada)).order_by(Job.setelah, Job.id).limit(1).with_for_update(skip_locked=True)
    )
    ambil = (
        update(Job)
        .where(Job.id == calon.scalar_subquery())
        .values(
            keadaan="berjalan",
            pekerja=pekerja,
            sewa_sampai=pada + sewa,
            # A lease that ran out was an attempt that died.
            percobaan=Job.percobaan + case((Job.keadaan == "berjalan", 1), else_=0),
            mulai_pada=func.coalesce(Job.mulai_pada, pada),
        )
        .returning(Job)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return session.scalars(ambil).first()


def _milik(job_id: int, pekerja: str) -> ColumnElement[bool]:
    return and_(Job.id == job_id, Job.pekerja == pekerja, Job.keadaan == "berjalan")


def ubah_milik(job_id: int, pemegang: str, /, **nilai: Any) -> bool:
    """Write to a job that this worker still holds; False when the lease was lost or the job cancelled."""
    q = update(Job).where(_milik(job_id, pemegang)).values(**nilai).execution_options(synchronize_session=False)
    return bool(session.execute(q).rowcount)  # type: ignore[attr-defined]


def masih_milik(job_id: int, pekerja: str) -> bool:
    return session.execute(select(Job.id).where(_milik(job_id, pekerja))).first() is not None


def jeda(percobaan: int) -> timedelta:
    """Pause before attempt `percobaan` + 1: 5 s, doubling, at most 10 minutes."""
    return min(JEDA_AWAL * 2 ** max(percobaan - 1, 0), JEDA_TERBESAR)


def kabari(job: Job, judul: str, isi: str) -> None:
    """Tell the person who asked, if a person did."""
    if job.pegawai_id is not None:
        notifications.beri_tahu(
            f"p:{job.pegawai_id}", judul=judul, isi=isi, url=f"/pekerjaan/{job.id}", jenis="pekerjaan"
        )


def antrekan_berkala(pada: datetime) -> list[str]:
    """Make the jobs of the turns in which `pada` lies, unless somebody has or the last one still runs."""
    dibuat = []
    for j in kinds.jadwal():
        if _terbuka(j.jenis) or _ada(kunci := kunci_giliran(j, pada)):
            continue
        antrekan(j.jenis, {}, SISTEM, kunci=kunci)
        dibuat.append(j.jenis)
    return dibuat


def ada_berkala(pada: datetime) -> bool:
    """Is a turn without its job? (reading, see `ada_giliran`)"""
    return any(not _terbuka(j.jenis) and not _ada(kunci_giliran(j, pada)) for j in kinds.jadwal())


def kunci_giliran(j: kinds.Jadwal, pada: datetime) -> str:
    return f"jadwal:{j.jenis}:{j.giliran(pada)}"


def _terbuka(jenis: str) -> bool:
    q = select(Job.id).where(Job.jenis == jenis, Job.keadaan.in_(("antre", "berjalan")))
    return session.execute(q.limit(1)).first() is not None


def _ada(kunci: str) -> bool:
    return session.execute(select(Job.id).where(Job.kunci == kunci)).first() is not None
