"""Tables of acts on many letters: one signing of many, and one letter issued apart to each of its addressees."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.clock import now
from suite.core.db import Base, BigId
from suite.naskah_dinas.models import SuratKeluar


class TandaTanganMassal(Base):
    """One act of a person who signs many letters. A job does it, letter after letter."""

    __tablename__ = "tanda_tangan_massal"
    __table_args__ = (
        Index("ix_tanda_tangan_massal_pegawai_id", "pegawai_id", "id"),
        Index("ix_tanda_tangan_massal_induk_id", "induk_id"),
    )

    pegawai_id: Mapped[int] = mapped_column(BigId)
    """Who signs."""
    induk_id: Mapped[int | None] = mapped_column(BigId)
    """The letter that is issued apart to each addressee; empty when letters were chosen."""
    job_id: Mapped[int | None] = mapped_column(BigId)
    putaran: Mapped[int] = mapped_column(default=1)
    """How often it was asked for: the first time, and each time that what failed was to be tried again."""
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)

    baris: Mapped[list[BarisMassal]] = relationship(order_by="BarisMassal.urut", back_populates="massal")


class BarisMassal(Base):
    """One letter of such an act and what became of it. `menunggu` until it is issued (`terbit`) or refused (`gagal`)."""

    __tablename__ = "baris_massal"
    __table_args__ = (
        UniqueConstraint("massal_id", "urut", name="uq_baris_massal_urut"),
        CheckConstraint("keadaan IN ('menunggu', 'terbit', 'gagal')", name="keadaan"),
        Index("ix_baris_massal_menunggu", "massal_id", "keadaan", "urut"),
        Index("ix_baris_massal_surat_id", "surat_id"),
    )

    massal_id: Mapped[int] = mapped_column(ForeignKey("tanda_tangan_massal.id", ondelete="CASCADE"))
    urut: Mapped[int]
    surat_id: Mapped[int | None] = mapped_column(ForeignKey("surat_keluar.id"))
    """The letter; of an addressee's own letter empty until its number is taken."""
    versi: Mapped[int] = mapped_column(default=0)
    """Version of the letter that the person saw."""
    tujuan_id: Mapped[int | None] = mapped_column(BigId)
    """The addressee whose own letter this is."""
    sebutan: Mapped[str] = mapped_column(String(400))
    """Subject of the letter, or the addressee."""
    keadaan: Mapped[str] = mapped_column(String(10), default="menunggu")
    galat: Mapped[str] = mapped_column(String(1000), default="")

    massal: Mapped[TandaTanganMassal] = relationship(back_populates="baris")
    surat: Mapped[SuratKeluar | None] = relationship()

    def __rantai__(self) -> str:
        return f"tanda_tangan_massal:{self.massal_id}"
