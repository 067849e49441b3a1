"""Tables of the second factors. What proves a person is encrypted or hashed, never readable in a dump."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.clock import now
from suite.core.db import Base, BigId


class FaktorTotp(Base):
    """The app that makes an account's codes. `langkah_terakhir` is the last 30-second step whose code was used: neither
    it nor an earlier one is taken again."""

    __tablename__ = "faktor_totp"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), unique=True)
    rahasia: Mapped[str] = mapped_column(String(300), info={"audit": "lewati"})
    langkah_terakhir: Mapped[int] = mapped_column(BigId, default=0, info={"audit": "lewati"})
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)

    def __rantai__(self) -> str:
        return f"account:{self.account_id}"


class KunciSandi(Base):
    """A passkey: its public key only. `sidik` is the SHA-256 of the credential's id, by which it is found."""

    __tablename__ = "kunci_sandi"
    __table_args__ = (Index("ix_kunci_sandi_account_id", "account_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    nama: Mapped[str] = mapped_column(String(80))
    sidik: Mapped[str] = mapped_column(String(64), unique=True)
    kredensial: Mapped[str] = mapped_column(Text, info={"audit": "lewati"})
    """The credential's id, base64url."""
    kunci_publik: Mapped[str] = mapped_column(Text, info={"audit": "lewati"})
    """COSE key, base64url."""
    penghitung: Mapped[int] = mapped_column(BigId, default=0, info={"audit": "lewati"})
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    dipakai_pada: Mapped[datetime | None] = mapped_column(info={"audit": "lewati"})

    def __rantai__(self) -> str:
        return f"account:{self.account_id}"


class KodePemulihan(Base):
    """One of ten codes on paper, for the day on which phone and key are lost. Only a keyed hash is stored."""

    __tablename__ = "kode_pemulihan"
    __table_args__ = (Index("ix_kode_pemulihan_account_id", "account_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    sidik: Mapped[str] = mapped_column(String(64), unique=True, info={"audit": "lewati"})
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    dipakai_pada: Mapped[datetime | None]

    def __rantai__(self) -> str:
        return f"account:{self.account_id}"


class TantanganTerpakai(Base):
    """A challenge that was answered: the same answer is not taken twice. Thrown away once the challenge is too old."""

    __tablename__ = "tantangan_terpakai"
    __audit__ = False

    sidik: Mapped[str] = mapped_column(String(64), unique=True)
    pada: Mapped[datetime] = mapped_column(default=now, index=True)


class TenggangFaktor(Base):
    """How long somebody who must have a second factor has gone without one: since when, and how many logins."""

    __tablename__ = "tenggang_faktor"
    __audit__ = False

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), unique=True)
    sejak: Mapped[date]
    masuk: Mapped[int] = mapped_column(default=0)
