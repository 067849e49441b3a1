"""Notifications inside the app: addressed to persons, found by whoever holds a post or role today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Index, Select, String, bindparam, func, insert, select, text, true, update
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
        Index(
            "ix_notifikasi_belum_disalurkan",
            "id",
            sqlite_where=text("disalurkan = false"),
            postgresql_where=text("disalurkan = false"),
        ),
    )

    pegawai_id: Mapped[int] = mapped_column(BigId)
    judul: Mapped[str] = mapped_column(String(400))
    isi: Mapped[str] = mapped_column(String(400), default="")
    url: Mapped[str] = mapped_column(String(200), default="")
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    dibaca_pada: Mapped[datetime | None]
    jenis: Mapped[str] = mapped_column(String(40), default="umum", server_default="umum")
    disalurkan: Mapped[bool] = mapped_column(default=False, server_default=true())
    """A job has looked whether this goes out by e-mail. (Rows from before e-mail count as looked at.)"""


@dataclass(frozen=True)
class Jenis:
    """A kind of event, as people choose by it. `bawaan` is how it goes out by e-mail unless they say otherwise; `tetap`:
    they may not (safety of the account)."""

    nama: str
    uraian: str
    bawaan: str = "harian"
    tetap: bool = False


SALURAN = {"segera": "Segera", "harian": "Ringkasan harian", "tidak": "Tidak"}
"""How a kind of event reaches a person by e-mail; in the app it always does."""

_jenis: dict[str, Jenis] = {}


def daftarkan_jenis(nama: str, uraian: str, *, bawaan: str = "harian", tetap: bool = False) -> None:
    """Register a kind (at import of the service that tells it). Raises `RuntimeError` for a second, different one."""
    if bawaan not in SALURAN:
        raise ValueError(bawaan)
    baru = Jenis(nama, uraian, bawaan, tetap)
    if _jenis.setdefault(nama, baru) != baru:
        raise RuntimeError(f"notification kind {nama} is registered twice")


def jenis() -> list[Jenis]:
    """All kinds, in the order in which they were registered."""
    return list(_jenis.values())


daftarkan_jenis("tugas", "Tugas baru menunggu Anda")
daftarkan_jenis("tenggat", "Tenggat terlewati", bawaan="segera")
daftarkan_jenis("ingatkan", "Seseorang mengingatkan Anda", bawaan="segera")
daftarkan_jenis("komentar", "Seseorang menyebut Anda dalam komentar", bawaan="segera")
daftarkan_jenis("penugasan", "Penugasan, peran, dan serah tugas", bawaan="segera")
daftarkan_jenis("pekerjaan", "Pekerjaan panjang selesai atau gagal", bawaan="tidak")
daftarkan_jenis("akun", "Keamanan akun Anda", bawaan="segera", tetap=True)
daftarkan_jenis("umum", "Kabar lain")


def beri_tahu(
    untuk: str, *, judul: str, isi: str = "", url: str = "", kecuali: int | None = None, jenis: str = "umum"
) -> None:
    """Tell whoever the key names today (`p:` person, `j:` holders of a post, `r:` holders of a role in a unit).

    `jenis` is a registered kind, else `KeyError`. Whether it also goes out by e-mail is decided afterwards, by a job.
    """
    _jenis[jenis]
    from suite.core.identity.queries import pegawai_dari_kunci

    baris = [
        {
            "pegawai_id": p,
            "judul": judul[:400],
            "isi": isi[:400],
            "url": url,
            "dibuat_pada": now(),
            "jenis": jenis,
            "disalurkan": False,
        }
        for p in pegawai_dari_kunci(untuk)
        if p != kecuali
    ]
    if baris:
        session.execute(insert(Notifikasi), baris)


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


def daftar_belum_dibaca(pegawai_id: int, *, batas: int = 25) -> Sequence[Notifikasi]:
    """The person's unread notifications, newest first."""
    q = select(Notifikasi).where(Notifikasi.pegawai_id == pegawai_id, Notifikasi.dibaca_pada.is_(None))
    return session.scalars(q.order_by(Notifikasi.id.desc()).limit(batas)).all()


def tandai_dibaca(pegawai_id: int, sampai: int) -> None:
    """Mark all of the person's notifications up to an id as read."""
    session.execute(
        update(Notifikasi)
        .where(Notifikasi.pegawai_id == pegawai_id, Notifikasi.id <= sampai, Notifikasi.dibaca_pada.is_(None))
        .values(dibaca_pada=now())
        .execution_options(synchronize_session=False)
    )
