"""How often somebody may do something public. Counted in the database, so that all processes count together.

One row a key and a fixed window: the statement that counts is the statement that answers, so ten allowed are exactly
ten whatever comes at once. Addresses of people are not kept: the key is a keyed hash.
"""

from __future__ import annotations

import ipaddress
import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import String, case, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from suite.core import db
from suite.core.audit.events import sidik_rahasia
from suite.core.clock import now
from suite.core.db import Base
from suite.core.errors import TerlaluSering


class BatasLaju(Base):
    """How many times this key was used since the window `mulai` began."""

    __tablename__ = "batas_laju"
    __audit__ = False

    kunci: Mapped[str] = mapped_column(String(80), unique=True)
    mulai: Mapped[datetime]
    jumlah: Mapped[int] = mapped_column(default=1)


@dataclass(frozen=True)
class Pemakaian:
    """What one use found: how many are allowed in the window, how many are left, seconds until the window ends."""

    batas: int
    sisa: int
    tunggu: int
    lewat: bool


def pakai(apa: str, siapa: str, *, batas: int, jendela: timedelta) -> Pemakaian:
    """Count one use of `apa` by `siapa` (an address, the id of a token), and say how it stands. Never refuses itself.

    Must run in a writing transaction; what it counted stays only when that transaction commits.
    """
    saat = now()
    lama = jendela.total_seconds()
    mulai = datetime.fromtimestamp(math.floor(saat.timestamp() / lama) * lama, UTC)
    jumlah = _naikkan(f"{apa}:{sidik_rahasia(_jaringan(siapa))[:40]}"[:80], mulai)
    tunggu = max(math.ceil((mulai + jendela - saat).total_seconds()), 1)
    return Pemakaian(batas, max(batas - jumlah, 0), tunggu, jumlah > batas)


def batasi(apa: str, alamat: str, *, batas: int, jendela: timedelta) -> None:
    """Count one use of `apa` from an address and raise `TerlaluSering` when it is more than `batas` in the window.

    `apa` names the act ('verifikasi.unggah'), `alamat` is the client's IP: of IPv6 the /64, which one subscriber owns.
    Must run in a writing transaction; what it counted stays only when that transaction commits.
    """
    hasil = pakai(apa, alamat, batas=batas, jendela=jendela)
    if hasil.lewat:
        raise TerlaluSering(
            f"Terlalu banyak permintaan dari alamat Anda. Coba lagi dalam {hasil.tunggu} detik.", tunggu=hasil.tunggu
        )


def bersihkan(lebih_lama: timedelta = timedelta(days=1)) -> int:
    """Delete rows whose window began so long ago; returns how many. A job runs it."""
    hasil: Any = db.session.execute(
        delete(BatasLaju).where(BatasLaju.mulai < now() - lebih_lama).execution_options(synchronize_session=False)
    )
    return hasil.rowcount


def _naikkan(kunci: str, mulai: datetime) -> int:
    sisip: Any = sqlite.insert if db.adalah_sqlite() else postgresql.insert
    baru = sisip(BatasLaju).values(kunci=kunci, mulai=mulai, jumlah=1)
    sama = BatasLaju.mulai == baru.excluded.mulai
    return db.session.execute(
        baru.on_conflict_do_update(
            index_elements=["kunci"],
            set_={"mulai": baru.excluded.mulai, "jumlah": case((sama, BatasLaju.jumlah + 1), else_=1)},
        ).returning(BatasLaju.jumlah)
    ).scalar_one()


def _jaringan(alamat: str) -> str:
    try:
        ip = ipaddress.ip_address(alamat)
    except ValueError:
        return alamat
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is None:
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip.ipv4_mapped) if isinstance(ip, ipaddress.IPv6Address) else str(ip)
