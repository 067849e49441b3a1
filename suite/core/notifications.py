"""Notifications inside the app: addressed to persons, found by whoever holds a post or role today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Index, Select, String, bindparam, func, insert, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.clock import now
from suite.core.db import Base, BigId, session


class Notifikasi(Base):
    __tablename__ = "notifikasi"
    __audit__ = False
    __table_args__ = (
        Index("ix_notifikasi_pegawai_id", "pegawai_id", "id"),
        Index(
            "ix_notifikasi_belum",
            "pegawai_id",
            sqlite_where=text("dibaca_pada IS NULL"),
            postgresql_where=text("dibaca_pada IS NULL"),
        ),
    )

    pegawai_id: Mapped[int] = mapped_column(BigId)
    judul: Mapped[str] = mapped_column(String(400))
    isi: Mapped[str] = mapped_column(String(400), default="")
    url: Mapped[str] = mapped_column(String(200), default="")
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    dibaca_pada: Mapped[datetime | None]


def beri_tahu(untuk: str, *, judul: str, isi: str = "", url: str = "", kecuali: int | None = None) -> None:
    """Tell whoever the key names today (`p:` person, `j:` holders of a post, `r:` holders of a role in a unit)."""
    from suite.core.identity.queries import pegawai_dari_kunci

    baris = [
        {"pegawai_id": p, "judul": judul[:400], "isi": isi[:400], "url": url, "dibuat_pada": now()}
        for p in pegawai_dari_kunci(untuk)
        if p != kecuali
    ]
    if baris:
        session.execute(insert(Notifikasi), baris)


def jumlah_belum_dibaca(pegawai_id: int) -> int:
    """How many are unread, counted to 100 at most (the dot needs no more)."""
    return session.scalar(q_belum(), {"pegawai": pegawai_id}) or 0


@cache
def q_belum() -> Select[Any]:
    """How many notifications of `:pegawai` are unread, 100 at most. Built once: every page asks it."""
    q = select(Notifikasi.id).where(Notifikasi.pegawai_id == bindparam("pegawai"), Notifikasi.dibaca_pada.is_(None))
    return select(func.count()).select_from(q.limit(100).subquery())


def daftar(pegawai_id: int, *, sebelum: int | None = None, batas: int = 25) -> Sequence[Notifikasi]:
    """A page of the person's notifications, newest first."""
    q = select(Notifikasi).where(Notifikasi.pegawai_id == pegawai_id)
    if sebelum is not None:
        q = q.where(Notifikasi.id < sebelum)
    return session.scalars(q.order_by(Notifikasi.id.desc()).limit(batas)).all()


def tandai_dibaca(pegawai_id: int, sampai: int) -> None:
    """Mark all of the person's notifications up to an id as read."""
    session.execute(
        update(Notifikasi)
        .where(Notifikasi.pegawai_id == pegawai_id, Notifikasi.id <= sampai, Notifikasi.dibaca_pada.is_(None))
        .values(dibaca_pada=now())
        .execution_options(synchronize_session=False)
    )
