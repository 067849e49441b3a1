"""Tables of the workflow engine, and the mixin that makes a table a document it can move."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from suite.core.clock import now
from suite.core.db import Base, BigId


class Dokumen:
    """Mixin of every document that a workflow moves. Nobody but the engine writes `status`.

    `versi` counts every write (optimistic lock: a stale write is a clear 409), `ronde` the times it was submitted.
    """

    status: Mapped[str] = mapped_column(String(30))
    alur_versi: Mapped[int] = mapped_column(default=1)
    ronde: Mapped[int] = mapped_column(default=0)
    versi: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  (declared_attr hands the class)
        return {"version_id_col": cls.__table__.c.versi}  # type: ignore[attr-defined]


class LangkahRute(Base):
    """One row of an approval route: who must act at which step. Rows of the same `urut` go in parallel, `perlu` of them
    must act. A paraf is this record over the hash (`sidik`) of the version that was read."""

    __tablename__ = "langkah_rute"
    __table_args__ = (
        UniqueConstraint("jenis", "objek_id", "ronde", "urut", "jabatan_id", name="uq_langkah_rute_sekali"),
        CheckConstraint("perlu >= 1", name="perlu"),
        Index("ix_langkah_rute_objek", "jenis", "objek_id", "ronde", "urut"),
    )

    jenis: Mapped[str] = mapped_column(String(40))
    objek_id: Mapped[int] = mapped_column(BigId)
    ronde: Mapped[int]
    urut: Mapped[int]
    aksi: Mapped[str] = mapped_column(String(30))
    """paraf or tanda_tangan."""
    kelompok: Mapped[str] = mapped_column(String(30), default="hierarki")
    """hierarki (in order) or koordinasi (other units, any order)."""
    perlu: Mapped[int] = mapped_column(default=1)
    jabatan_id: Mapped[int] = mapped_column(BigId)
    selesai_pada: Mapped[datetime | None]
    oleh_pegawai_id: Mapped[int | None] = mapped_column(BigId)
    oleh_nama: Mapped[str] = mapped_column(String(200), default="")
    oleh_sebutan: Mapped[str] = mapped_column(String(260), default="")
    sidik: Mapped[str] = mapped_column(String(64), default="")
    dilewati: Mapped[bool] = mapped_column(default=False)
    """Not needed any more: enough others of the group have acted."""

    def __rantai__(self) -> str:
        return f"{self.jenis}:{self.objek_id}"


class RiwayatAlur(Base):
    """What happened to a document: one row a transition, as shown in its timeline."""

    __tablename__ = "riwayat_alur"
    __table_args__ = (Index("ix_riwayat_alur_objek", "jenis", "objek_id", "id"),)

    jenis: Mapped[str] = mapped_column(String(40))
    objek_id: Mapped[int] = mapped_column(BigId)
    ronde: Mapped[int]
    transisi: Mapped[str] = mapped_column(String(40))
    dari: Mapped[str] = mapped_column(String(30))
    ke: Mapped[str] = mapped_column(String(30))
    account_id: Mapped[int | None] = mapped_column(BigId)
    pegawai_id: Mapped[int | None] = mapped_column(BigId)
    penugasan_id: Mapped[int | None] = mapped_column(BigId)
    nama: Mapped[str] = mapped_column(String(200))
    sebutan: Mapped[str] = mapped_column(String(260), default="")
    catatan: Mapped[str] = mapped_column(String(2000), default="")
    pada: Mapped[datetime] = mapped_column(default=now)

    def __rantai__(self) -> str:
        return f"{self.jenis}:{self.objek_id}"


class Task(Base):
    """Something waits for somebody. `untuk` is an access key (`j:` post, `p:` person, `r:` role in a unit), so a Plh.
    of the post sees it from the first to the last day of the assignment, and nobody has to move anything."""

    __tablename__ = "task"
    __table_args__ = (
        Index(
            "ix_task_terbuka",
            "untuk",
            "tenggat",
            sqlite_where=text("ditutup_pada IS NULL"),
            postgresql_where=text("ditutup_pada IS NULL"),
        ),
        Index("ix_task_objek", "jenis", "objek_id"),
        Index(
            "ix_task_eskalasi",
            "tenggat",
            sqlite_where=text("ditutup_pada IS NULL AND eskalasi_pada IS NULL"),
            postgresql_where=text("ditutup_pada IS NULL AND eskalasi_pada IS NULL"),
        ),
        Index("ix_task_pembuat", "dari_pegawai_id", "ditutup_pada"),
        Index("ix_task_penutup", "ditutup_oleh", "ditutup_pada"),
    )

    jenis: Mapped[str] = mapped_column(String(40))
    objek_id: Mapped[int] = mapped_column(BigId)
    aksi: Mapped[str] = mapped_column(String(40))
    untuk: Mapped[str] = mapped_column(String(60))
    judul: Mapped[str] = mapped_column(String(400))
    alasan: Mapped[str] = mapped_column(String(400), default="")
    """Why me: 'Paraf Anda ke-2 dari 3', 'Disposisi Kepala Dinas: siapkan jawaban'."""
    dari_pegawai_id: Mapped[int | None] = mapped_column(BigId)
    """Whose work waits for it (shown to that person under *Yang Anda tunggu*)."""
    dibuka_pada: Mapped[datetime] = mapped_column(default=now)
    tenggat: Mapped[datetime | None]
    ditutup_pada: Mapped[datetime | None]
    ditutup_oleh: Mapped[int | None] = mapped_column(BigId)
    hasil: Mapped[str] = mapped_column(String(40), default="")
    eskalasi_pada: Mapped[datetime | None]

    def __rantai__(self) -> str:
        return f"{self.jenis}:{self.objek_id}"
