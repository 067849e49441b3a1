"""One row a file that the suite keeps; the bytes lie in the store under their SHA-256."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.clock import now
from suite.core.db import Base, BigId


class StoredFile(Base):
    """`sidik` is the SHA-256 (hex) of the bytes, `ukuran` their number, `halaman` pages where it has any."""

    __tablename__ = "stored_file"
    __table_args__ = (CheckConstraint("ukuran >= 0", name="ukuran"), Index("ix_stored_file_sidik", "sidik"))

    sidik: Mapped[str] = mapped_column(String(64))
    nama: Mapped[str] = mapped_column(String(200))
    jenis_mime: Mapped[str] = mapped_column(String(100))
    ukuran: Mapped[int] = mapped_column(BigId)
    halaman: Mapped[int | None]
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    dibuat_oleh: Mapped[int | None] = mapped_column(BigId)
    dimusnahkan_pada: Mapped[datetime | None]
    """Its bytes were given up for good; the row stays as the proof of what they were."""
