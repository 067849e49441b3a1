"""Who is on duty away from the office, and when: written by the issue of a surat tugas."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.db import Base
from suite.core.identity.models import Pegawai
from suite.naskah_dinas.models import SuratKeluar


class TugasLuar(Base):
    """One person that a surat tugas sends somewhere, on the days `[mulai, selesai)`.

    Whether it still holds is told by its letter: one taken back, or corrected by a later one, sends nobody any more.
    """

    __tablename__ = "tugas_luar"
    __table_args__ = (
        UniqueConstraint("surat_id", "pegawai_id", name="uq_tugas_luar_orang"),
        CheckConstraint("mulai < selesai", name="masa"),
        Index("ix_tugas_luar_pegawai_id", "pegawai_id", "selesai"),
        Index("ix_tugas_luar_mulai", "mulai", "id"),
    )

    surat_id: Mapped[int] = mapped_column(ForeignKey("surat_keluar.id"))
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    mulai: Mapped[date]
    selesai: Mapped[date]
    tempat: Mapped[str] = mapped_column(String(300))

    surat: Mapped[SuratKeluar] = relationship()
    pegawai: Mapped[Pegawai] = relationship()

    def __rantai__(self) -> str:
        return f"surat_keluar:{self.surat_id}"
