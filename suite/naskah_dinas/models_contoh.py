"""Letters that a person keeps to begin others from."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.clock import now
from suite.core.db import Base
from suite.core.identity.models import Pegawai


class ContohSurat(Base):
    """What stood in the form of a letter when its writer kept it. `unit_id`: colleagues of that unit may begin from it too."""

    __tablename__ = "contoh_surat"
    __table_args__ = (
        UniqueConstraint("pegawai_id", "nama", name="uq_contoh_surat_nama"),
        Index("ix_contoh_surat_unit_id", "unit_id"),
    )

    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit_kerja.id"))
    jenis: Mapped[str] = mapped_column(String(40))
    nama: Mapped[str] = mapped_column(String(100))
    isi: Mapped[dict] = mapped_column(info={"audit": "hash"})
    """Fields of the form: lists of texts by name."""
    disimpan_pada: Mapped[datetime] = mapped_column(default=now)

    pegawai: Mapped[Pegawai] = relationship()

    def __rantai__(self) -> str:
        return f"contoh_surat:{self.id}"
