"""The outbox. A row is written in the business transaction: there is a letter if, and only if, the act happened."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.clock import now
from suite.core.db import Base, BigId


class SuratElektronik(Base):
    """One e-mail to one address.

    `isi` is the text (and the HTML, if any) encrypted under the suite's own key: letters carry codes. It is thrown away
    once the letter is sent. While `keadaan` is 'antre', `setelah` is the earliest instant of the next attempt; who
    claims a letter moves it ahead, so that two workers never hold the same one and a killed one loses none.
    """

    __tablename__ = "surat_elektronik"
    __audit__ = False
    __table_args__ = (
        CheckConstraint("keadaan IN ('antre', 'terkirim', 'gagal')", name="keadaan"),
        Index(
            "ix_surat_elektronik_antre",
            "setelah",
            "id",
            sqlite_where=text("keadaan = 'antre'"),
            postgresql_where=text("keadaan = 'antre'"),
        ),
        Index("ix_surat_elektronik_selesai", "keadaan", "selesai_pada"),
        Index("ix_surat_elektronik_pegawai_id", "pegawai_id", "id"),
    )

    kepada: Mapped[str] = mapped_column(String(200))
    perihal: Mapped[str] = mapped_column(String(250))
    isi: Mapped[str] = mapped_column(Text, default="")
    jenis: Mapped[str] = mapped_column(String(60), default="")
    kunci: Mapped[str | None] = mapped_column(String(160), unique=True)
    """Names the wish: asked twice, one letter is written."""
    pegawai_id: Mapped[int | None] = mapped_column(BigId)
    sidik: Mapped[str] = mapped_column(String(40))
    """Left part of the Message-ID, the same at every attempt, so that the receiver can drop a second copy."""
    keadaan: Mapped[str] = mapped_column(String(10), default="antre")
    percobaan: Mapped[int] = mapped_column(default=0)
    setelah: Mapped[datetime] = mapped_column(default=now)
    galat: Mapped[str] = mapped_column(String(500), default="")
    """Why the last attempt failed, for the admin."""
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    selesai_pada: Mapped[datetime | None]
    """When it was sent, or given up."""
