"""Tables of activation: batches of one-time codes, their printed sheets, and the codes (as keyed hashes only)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.clock import now
from suite.core.db import Base


class GelombangAktivasi(Base):
    """One batch of codes that an admin asked for: for whom, how they are handed over, until when they hold."""

    __tablename__ = "gelombang_aktivasi"
    __table_args__ = (CheckConstraint("cara IN ('cetak', 'surel')", name="cara"),)

    judul: Mapped[str] = mapped_column(String(200))
    cara: Mapped[str] = mapped_column(String(10))
    pilihan: Mapped[dict]
    """Whom it is for: {"opd": [ids] | None, "pegawai": [ids] | None, "ulang": bool}."""
    berlaku_sampai: Mapped[datetime]
    jumlah: Mapped[int] = mapped_column(default=0)
    job_id: Mapped[int | None]
    dibuat_oleh: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)


class LembarAktivasi(Base):
    """The slips of one office in a batch, as an encrypted PDF: the only place where the codes can be read.

    `isi` is emptied when the admin says that it was printed, and by itself a week after it was made.
    """

    __tablename__ = "lembar_aktivasi"
    __table_args__ = (Index("ix_lembar_aktivasi_gelombang_id", "gelombang_id"),)

    gelombang_id: Mapped[int] = mapped_column(ForeignKey("gelombang_aktivasi.id"))
    opd_id: Mapped[int | None] = mapped_column(ForeignKey("unit_kerja.id"))
    judul: Mapped[str] = mapped_column(String(200))
    jumlah: Mapped[int]
    isi: Mapped[bytes | None] = mapped_column(LargeBinary, info={"audit": "lewati"})
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    dihapus_pada: Mapped[datetime | None]

    def __rantai__(self) -> str:
        return f"gelombang_aktivasi:{self.gelombang_id}"


class KodeAktivasi(Base):
    """A one-time code that opens an account for the first time. `sidik` is a keyed hash: the code itself is kept nowhere."""

    __tablename__ = "kode_aktivasi"
    __table_args__ = (Index("ix_kode_aktivasi_account_id", "account_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    gelombang_id: Mapped[int | None] = mapped_column(ForeignKey("gelombang_aktivasi.id"))
    sidik: Mapped[str] = mapped_column(String(64), unique=True, info={"audit": "lewati"})
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    berlaku_sampai: Mapped[datetime]
    dipakai_pada: Mapped[datetime | None]
    dibatalkan_pada: Mapped[datetime | None]

    def __rantai__(self) -> str:
        return f"account:{self.account_id}"
