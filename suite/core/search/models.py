"""One row per document that can be found. The word index itself (FTS5, tsvector) is made in `ddl`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.db import Base, BigId


class IndeksCari(Base):
    """What of a document is searched. `id` carries the order (`urutan`: minutes of `waktu`, then place), so that both
    stores walk their index newest first and stop after one page."""

    __tablename__ = "indeks_cari"
    __audit__ = False
    __table_args__ = (UniqueConstraint("jenis", "objek_id", name="uq_indeks_cari_objek"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    jenis: Mapped[str] = mapped_column(String(30))
    objek_id: Mapped[int] = mapped_column(BigId)
    judul: Mapped[str] = mapped_column(String(500))
    tambahan: Mapped[str] = mapped_column(String(500), default="")
    """Metadata words besides the title: number, sender, recipients."""
    teks: Mapped[str] = mapped_column(Text, default="")
    kunci: Mapped[str] = mapped_column(Text, default="")
    """The access keys of the document as tokens: the index narrows by them, `akses_dokumen` decides."""
    waktu: Mapped[datetime]
