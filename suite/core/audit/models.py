"""Tables of the audit. All are append-only by trigger on both stores."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.clock import now
from suite.core.db import Base, BigId


class AuditEvent(Base):
    """One transaction's changes of one document: who, as what, when, where from, before and after."""

    __tablename__ = "audit_event"
    __audit__ = False
    __table_args__ = (
        UniqueConstraint("rantai", "urut", name="uq_audit_event_rantai"),
        Index("ix_audit_event_account_id", "account_id", "id"),
    )

    rantai: Mapped[str] = mapped_column(String(80))
    """The chain: 'surat_keluar:123'."""
    urut: Mapped[int]
    aksi: Mapped[str] = mapped_column(String(80))
    account_id: Mapped[int | None] = mapped_column(BigId)
    pelaku: Mapped[str] = mapped_column(String(200))
    sebagai: Mapped[str] = mapped_column(String(260), default="")
    ip: Mapped[str] = mapped_column(String(45), default="")
    request_id: Mapped[str] = mapped_column(String(40), default="")
    pada: Mapped[datetime] = mapped_column(default=now)
    perubahan: Mapped[list]
    sebelum: Mapped[str] = mapped_column(String(64))
    sidik: Mapped[str] = mapped_column(String(64))


class AuditSeal(Base):
    """Merkle root over all events new since the last seal, chained and signed with the suite's key (Ed25519)."""

    __tablename__ = "audit_seal"
    __audit__ = False

    pada: Mapped[datetime] = mapped_column(default=now)
    jumlah: Mapped[int]
    akar: Mapped[str] = mapped_column(String(64))
    sebelum: Mapped[str] = mapped_column(String(64))
    sidik: Mapped[str] = mapped_column(String(64), unique=True)
    tanda_tangan: Mapped[str] = mapped_column(String(128))


class AuditSealItem(Base):
    """Which event lies under which seal, at which leaf; keeps the event's hash, so that a changed one is named."""

    __tablename__ = "audit_seal_item"
    __audit__ = False
    __table_args__ = (UniqueConstraint("event_id", name="uq_audit_seal_item_event_id"),)

    seal_id: Mapped[int] = mapped_column(BigId, index=True)
    daun: Mapped[int]
    event_id: Mapped[int] = mapped_column(BigId)
    rantai: Mapped[str] = mapped_column(String(80))
    urut: Mapped[int]
    sidik: Mapped[str] = mapped_column(String(64))


class LogBaca(Base):
    """Reading of sensitive data: a log of its own, not mixed with changes."""

    __tablename__ = "log_baca"
    __audit__ = False
    __table_args__ = (
        Index("ix_log_baca_objek", "jenis", "objek_id", "id"),
        Index("ix_log_baca_account_id", "account_id"),
    )

    jenis: Mapped[str] = mapped_column(String(40))
    objek_id: Mapped[int] = mapped_column(BigId)
    uraian: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[int | None] = mapped_column(BigId)
    pegawai_id: Mapped[int | None] = mapped_column(BigId)
    nama: Mapped[str] = mapped_column(String(200), default="")
    sebagai: Mapped[str] = mapped_column(String(260), default="", server_default="")
    """As what: the post in which the reader acted."""
    ip: Mapped[str] = mapped_column(String(45), default="")
    request_id: Mapped[str] = mapped_column(String(40), default="")
    pada: Mapped[datetime] = mapped_column(default=now)
