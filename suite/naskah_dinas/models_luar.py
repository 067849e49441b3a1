"""How a letter reached somebody outside the city: by e-mail or by hand, attempt after attempt."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.clock import now
from suite.core.db import Base
from suite.core.files.models import StoredFile
from suite.naskah_dinas.models import SuratKeluar, SuratTujuan

BERMASALAH = text("kini AND keadaan IN ('gagal', 'ragu')")
ANTRE = text("keadaan IN ('antre', 'mengirim')")


class KirimanLuar(Base):
    """One attempt to bring a letter to one addressee outside. The newest row of an addressee (`kini`) is how it stands;
    an attempt that was replaced stays as it ended.

    `mengirim` is written and committed before the mail server is spoken to: a row found in it later died in between, and
    nobody knows whether the server has the letter (`ragu`). Only `antre` is ever sent.
    """

    __tablename__ = "kiriman_luar"
    __table_args__ = (
        CheckConstraint("cara IN ('surel', 'tangan')", name="cara"),
        CheckConstraint(
            "keadaan IN ('antre', 'mengirim', 'terkirim', 'ragu', 'gagal', 'batal', 'diterima')", name="keadaan"
        ),
        CheckConstraint("keadaan <> 'diterima' OR diterima_tanggal IS NOT NULL", name="diterima_bertanggal"),
        CheckConstraint("cara <> 'surel' OR alamat <> ''", name="surel_beralamat"),
        UniqueConstraint("surat_id", "tujuan_id", "ke", name="uq_kiriman_luar_ke"),
        Index("ix_kiriman_luar_antre", "setelah", "id", sqlite_where=ANTRE, postgresql_where=ANTRE),
        Index("ix_kiriman_luar_bermasalah", "surat_id", sqlite_where=BERMASALAH, postgresql_where=BERMASALAH),
        Index("ix_kiriman_luar_tujuan_id", "tujuan_id"),
        Index("ix_kiriman_luar_bukti_id", "bukti_id"),
    )

    surat_id: Mapped[int] = mapped_column(ForeignKey("surat_keluar.id", ondelete="CASCADE"))
    tujuan_id: Mapped[int] = mapped_column(ForeignKey("surat_tujuan.id", ondelete="CASCADE"))
    ke: Mapped[int]
    """Attempt, from 1: with letter and addressee the key that makes a second tap the same wish."""
    kini: Mapped[bool] = mapped_column(default=True)
    cara: Mapped[str] = mapped_column(String(10))
    alamat: Mapped[str] = mapped_column(String(200), default="")
    keadaan: Mapped[str] = mapped_column(String(10), default="antre")
    percobaan: Mapped[int] = mapped_column(default=0)
    """How often the server was spoken to for this row."""
    setelah: Mapped[datetime] = mapped_column(default=now)
    """While `antre` the earliest instant of the next try; while `mengirim` until when the worker holds it."""
    jawaban: Mapped[str] = mapped_column(String(200), default="")
    """What the mail server answered when it took the letter."""
    sebab: Mapped[str] = mapped_column(String(500), default="")
    """Why it failed, or why the last try did, in words for the office."""
    terkirim_pada: Mapped[datetime | None]
    tanpa_lampiran: Mapped[bool] = mapped_column(default=False)
    """The files were too large: the letter was sent as a link."""
    oleh: Mapped[str] = mapped_column(String(200), default="")
    """Who asked for it or recorded it; empty: the suite did at the issue."""
    pembawa: Mapped[str] = mapped_column(String(200), default="")
    """Who handed the letter over."""
    penerima: Mapped[str] = mapped_column(String(200), default="")
    diterima_tanggal: Mapped[date | None]
    bukti_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)

    surat: Mapped[SuratKeluar] = relationship()
    tujuan: Mapped[SuratTujuan] = relationship()
    bukti: Mapped[StoredFile | None] = relationship()

    def __rantai__(self) -> str:
        return f"surat_keluar:{self.surat_id}"
