"""Mail brought in as letters to be registered, and what came with a letter from outside besides its paper."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.clock import now
from suite.core.db import Base, BigId
from suite.core.files.models import StoredFile


class UsulanSurel(Base):
    """A message that its importer may register as a letter. Only that account sees it; nothing of it is a letter yet."""

    __tablename__ = "usulan_surel"
    __audit__ = False
    __table_args__ = (
        CheckConstraint("keadaan IN ('terbuka', 'ditolak', 'tercatat', 'dibuang')", name="keadaan"),
        Index("ix_usulan_surel_account_id", "account_id", "keadaan", "id"),
    )

    account_id: Mapped[int] = mapped_column(BigId)
    keadaan: Mapped[str] = mapped_column(String(10), default="terbuka")
    """`ditolak`: it could not be read, `sebab` says why; its raw file is kept until it is thrown away."""
    sebab: Mapped[str] = mapped_column(String(500), default="")
    pengirim: Mapped[str] = mapped_column(String(300), default="")
    kepada: Mapped[str] = mapped_column(String(500), default="")
    tanggal: Mapped[date | None]
    hal: Mapped[str] = mapped_column(String(400), default="")
    pengenal: Mapped[str] = mapped_column(String(250), default="")
    teks: Mapped[str] = mapped_column(Text, default="")
    catatan: Mapped[list] = mapped_column(default=list)
    """Sentences on how well it could be read."""
    lampiran: Mapped[list] = mapped_column(default=list)
    """`{nama, ukuran, file_id, sebab}` each: kept (`file_id`), or left out and why."""
    mentah_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    """The message as it came (.eml)."""
    surat_masuk_id: Mapped[int | None] = mapped_column(ForeignKey("surat_masuk.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)

    mentah: Mapped[StoredFile] = relationship()


class LampiranMasuk(Base):
    """A file that came with a letter from outside: an attachment of a message, or the message itself."""

    __tablename__ = "lampiran_masuk"
    __table_args__ = (
        UniqueConstraint("surat_masuk_id", "urut", name="uq_lampiran_masuk_urut"),
        Index("ix_lampiran_masuk_file_id", "file_id"),
    )

    surat_masuk_id: Mapped[int] = mapped_column(ForeignKey("surat_masuk.id"))
    urut: Mapped[int]
    judul: Mapped[str] = mapped_column(String(200))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))

    file: Mapped[StoredFile] = relationship()

    def __rantai__(self) -> str:
        return f"surat_masuk:{self.surat_masuk_id}"
