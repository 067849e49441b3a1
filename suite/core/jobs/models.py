"""The job table. A row is written in the business transaction that asks for the work, so neither can exist alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.clock import now
from suite.core.db import Base, BigId, JSONData

TERBUKA = "keadaan IN ('antre', 'berjalan')"


class Job(Base):
    """One piece of long work: what (jenis, argumen), for whom, how far, whose turn.

    `kunci` makes asking twice the same as asking once. `kursor` is where the next step goes on; it is written in the
    transaction of the step, together with what the step did. `pekerja` and `sewa_sampai` are the lease of the worker
    that holds it: when it runs out, the job goes on elsewhere from its cursor.
    """

    __tablename__ = "job"
    __audit__ = False
    __table_args__ = (
        CheckConstraint("keadaan IN ('antre', 'berjalan', 'selesai', 'gagal', 'dibatalkan')", name="keadaan"),
        CheckConstraint("n >= 0 AND m >= 0", name="kemajuan"),
        Index("ix_job_terbuka", "setelah", "id", sqlite_where=text(TERBUKA), postgresql_where=text(TERBUKA)),
        Index("ix_job_account_id", "account_id", "id"),
        Index("ix_job_selesai_pada", "selesai_pada"),
    )

    jenis: Mapped[str] = mapped_column(String(60))
    kunci: Mapped[str | None] = mapped_column(String(160), unique=True)
    argumen: Mapped[dict] = mapped_column(default=dict)
    izin: Mapped[str] = mapped_column(String(60))
    keadaan: Mapped[str] = mapped_column(String(12), default="antre")
    n: Mapped[int] = mapped_column(default=0)
    m: Mapped[int] = mapped_column(default=0)
    teks: Mapped[str] = mapped_column(String(200), default="")
    """The step in words: 'Menghitung TPP'."""
    kursor: Mapped[Any] = mapped_column(JSONData(), nullable=True)
    percobaan: Mapped[int] = mapped_column(default=0)
    """Attempts since the last step that succeeded."""
    setelah: Mapped[datetime] = mapped_column(default=now)
    sewa_sampai: Mapped[datetime | None]
    pekerja: Mapped[str] = mapped_column(String(120), default="")
    hasil: Mapped[Any] = mapped_column(JSONData(), nullable=True)
    galat: Mapped[str] = mapped_column(String(2000), default="")
    """What the person reads when it failed."""
    account_id: Mapped[int | None] = mapped_column(BigId)
    pegawai_id: Mapped[int | None] = mapped_column(BigId)
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    mulai_pada: Mapped[datetime | None]
    selesai_pada: Mapped[datetime | None]
