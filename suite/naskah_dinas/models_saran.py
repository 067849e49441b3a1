"""Changes that others propose to a draft."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.clock import now
from suite.core.db import Base
from suite.core.identity.models import Pegawai
from suite.naskah_dinas.models import SuratKeluar

TERBUKA = text("putusan = 'terbuka'")


class SaranIsi(Base):
    """One place of a draft's body as somebody would have it, until its drafter takes or refuses it.

    `lama` and `baru` are HTML of whole blocks (either may be empty: something is added, or struck); `sebelum` is the block
    before them and `di` how many blocks stood before them, by which the place is found again in a body that went on.
    """

    __tablename__ = "saran_isi"
    __table_args__ = (
        CheckConstraint("putusan IN ('terbuka', 'diterima', 'ditolak', 'ditarik')", name="putusan"),
        Index("ix_saran_isi_surat_id", "surat_id", "id"),
        Index("ix_saran_isi_terbuka", "surat_id", postgresql_where=TERBUKA, sqlite_where=TERBUKA),
    )

    surat_id: Mapped[int] = mapped_column(ForeignKey("surat_keluar.id", ondelete="CASCADE"))
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    sebutan: Mapped[str] = mapped_column(String(300))
    """The post in which it was proposed."""
    alasan: Mapped[str] = mapped_column(String(1000), info={"audit": "hash"})
    lama: Mapped[str] = mapped_column(Text, info={"audit": "hash"})
    baru: Mapped[str] = mapped_column(Text, info={"audit": "hash"})
    sebelum: Mapped[str] = mapped_column(Text, info={"audit": "hash"})
    di: Mapped[int]
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    putusan: Mapped[str] = mapped_column(String(10), default="terbuka")
    jawaban: Mapped[str] = mapped_column(String(1000), default="", info={"audit": "hash"})
    diputus_oleh_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    diputus_pada: Mapped[datetime | None]

    surat: Mapped[SuratKeluar] = relationship()
    pegawai: Mapped[Pegawai] = relationship(foreign_keys=[pegawai_id])
    diputus_oleh: Mapped[Pegawai | None] = relationship(foreign_keys=[diputus_oleh_id])

    def __rantai__(self) -> str:
        return f"surat_keluar:{self.surat_id}"
