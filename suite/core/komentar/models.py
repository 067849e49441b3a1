"""Comments on a document, and the people whom they name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.clock import now
from suite.core.db import Base, BigId
from suite.core.identity.models import Pegawai


class Komentar(Base):
    """What somebody noted at a document. It belongs to that document alone: the letter that is sent is another one.

    `dicoret_pada`: struck through after the time in which it could be taken back; its words stay readable.
    """

    __tablename__ = "komentar"
    __table_args__ = (Index("ix_komentar_objek", "jenis", "objek_id", "id"),)

    jenis: Mapped[str] = mapped_column(String(30))
    objek_id: Mapped[int] = mapped_column(BigId)
    isi: Mapped[str] = mapped_column(Text, info={"audit": "hash"})
    pegawai_id: Mapped[int] = mapped_column(BigId, ForeignKey("pegawai.id"), index=True)
    nama: Mapped[str] = mapped_column(String(200))
    sebutan: Mapped[str] = mapped_column(String(300), default="")
    """As what the writer wrote it."""
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    diubah_pada: Mapped[datetime | None]
    dicoret_pada: Mapped[datetime | None]
    versi: Mapped[int] = mapped_column(default=1)

    sebut: Mapped[list[KomentarSebut]] = relationship(
        back_populates="komentar", cascade="all, delete-orphan", order_by="KomentarSebut.id", lazy="selectin"
    )

    def __rantai__(self) -> str:
        return f"{self.jenis}:{self.objek_id}"


class KomentarSebut(Base):
    """A person named in a comment. `diberitahu`: told of it, because the document was open to the person then."""

    __tablename__ = "komentar_sebut"
    __table_args__ = (UniqueConstraint("komentar_id", "pegawai_id", name="uq_komentar_sebut_orang"),)

    komentar_id: Mapped[int] = mapped_column(BigId, ForeignKey("komentar.id", ondelete="CASCADE"))
    pegawai_id: Mapped[int] = mapped_column(BigId, ForeignKey("pegawai.id"), index=True)
    diberitahu: Mapped[bool] = mapped_column(default=False)

    komentar: Mapped[Komentar] = relationship(back_populates="sebut")
    pegawai: Mapped[Pegawai] = relationship(lazy="joined")

    def __rantai__(self) -> str:
        return self.komentar.__rantai__()
