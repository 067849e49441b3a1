"""Table of imports: what was uploaded, what it would do, what it did."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.clock import now
from suite.core.db import Base

KEADAAN = ("diperiksa", "antre", "selesai", "dibuang")


class Impor(Base):
    """One uploaded file of one kind. The bytes lie in the file store under `sidik`; counts are those of the check.

    `hitung`: {baru, ubah, sama, salah} rows. `hasil`: what the job wrote, by table.
    """

    __tablename__ = "impor"
    __table_args__ = (
        CheckConstraint("keadaan IN ('diperiksa', 'antre', 'selesai', 'dibuang')", name="keadaan"),
        Index("ix_impor_jenis", "jenis", "id"),
    )

    jenis: Mapped[str] = mapped_column(String(30))
    nama: Mapped[str] = mapped_column(String(200))
    sidik: Mapped[str] = mapped_column(String(64))
    keadaan: Mapped[str] = mapped_column(String(12), default="diperiksa")
    hitung: Mapped[dict] = mapped_column(default=dict)
    hasil: Mapped[dict | None]
    job_id: Mapped[int | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    selesai_pada: Mapped[datetime | None]
