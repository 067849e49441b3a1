"""The request for a number in between (nomor sisipan)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.clock import now
from suite.core.db import Base
from suite.core.identity.models import Pegawai
from suite.core.workflow import Dokumen
from suite.naskah_dinas.models import SuratKeluar


class NomorSisipan(Dokumen, Base):
    """A drafter asks the archivist of the numbering office that a letter bear an earlier date and a number in between."""

    __tablename__ = "nomor_sisipan"
    __table_args__ = (
        Index(
            "uq_nomor_sisipan_berlaku",
            "surat_id",
            unique=True,
            sqlite_where=text("status IN ('diminta', 'disetujui')"),
            postgresql_where=text("status IN ('diminta', 'disetujui')"),
        ),
        Index("ix_nomor_sisipan_surat_id", "surat_id"),
        Index("ix_nomor_sisipan_opd_id", "opd_id", "id"),
    )

    surat_id: Mapped[int] = mapped_column(ForeignKey("surat_keluar.id"))
    opd_id: Mapped[int] = mapped_column(ForeignKey("unit_kerja.id"))
    """Office whose register it is, and whose archivist decides."""
    register_id: Mapped[int] = mapped_column(ForeignKey("register.id"))
    pemohon_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    tanggal: Mapped[date]
    """The date that the letter is to bear."""
    setelah: Mapped[int]
    """The number of the register after which it goes: the last one used up to that date."""
    alasan: Mapped[str] = mapped_column(String(500))
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)

    surat: Mapped[SuratKeluar] = relationship()
    pemohon: Mapped[Pegawai] = relationship()

    def __rantai__(self) -> str:
        return f"surat_keluar:{self.surat_id}"
