"""Tables of the API: tokens, answers kept for idempotency, webhook subscriptions and their deliveries."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.clock import now
from suite.core.db import Base, BigId
from suite.core.identity.models import Account


class TokenApi(Base):
    """A personal token. Only its hash is stored; `awalan` are its first characters, by which its owner knows it."""

    __tablename__ = "token_api"
    __table_args__ = (Index("ix_token_api_account_id", "account_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    nama: Mapped[str] = mapped_column(String(80))
    awalan: Mapped[str] = mapped_column(String(16))
    sidik: Mapped[str] = mapped_column(String(64), unique=True, info={"audit": "lewati"})
    lingkup: Mapped[list] = mapped_column(default=list)
    """Names of scopes (see `core.api.lingkup`)."""
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    berlaku_sampai: Mapped[datetime]
    """The first instant at which it is dead."""
    dicabut_pada: Mapped[datetime | None]
    terakhir_pada: Mapped[datetime | None] = mapped_column(info={"audit": "lewati"})
    terakhir_ip: Mapped[str] = mapped_column(String(45), default="", info={"audit": "lewati"})

    account: Mapped[Account] = relationship()

    def __rantai__(self) -> str:
        return f"account:{self.account_id}"


class JawabanTersimpan(Base):
    """The answer to a request with an idempotency key, written in the transaction of the act. `status` is empty while
    an act that commits in two steps (a signature) is on its way."""

    __tablename__ = "jawaban_idempoten"
    __audit__ = False
    __table_args__ = (
        UniqueConstraint("token_id", "kunci", name="uq_jawaban_idempoten_kunci"),
        Index("ix_jawaban_idempoten_dibuat_pada", "dibuat_pada"),
    )

    token_id: Mapped[int] = mapped_column(ForeignKey("token_api.id"))
    kunci: Mapped[str] = mapped_column(String(100))
    sidik: Mapped[str] = mapped_column(String(64))
    """SHA-256 of what was asked: method, address, post acted as, body."""
    permintaan: Mapped[str] = mapped_column(String(32))
    """The request that holds the key: a random mark."""
    status: Mapped[int | None]
    isi: Mapped[str] = mapped_column(Text, default="")
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)


class Langganan(Base):
    """A webhook: where events of some kinds are sent, as far as its owner may see them."""

    __tablename__ = "langganan_webhook"
    __table_args__ = (Index("ix_langganan_webhook_account_id", "account_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    nama: Mapped[str] = mapped_column(String(80))
    url: Mapped[str] = mapped_column(String(500))
    rahasia: Mapped[str] = mapped_column(String(400), info={"audit": "lewati"})
    """The signing secret, encrypted under the suite's own key."""
    aktif: Mapped[bool] = mapped_column(default=True)
    gagal_beruntun: Mapped[int] = mapped_column(default=0, info={"audit": "lewati"})
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    dihapus_pada: Mapped[datetime | None]

    account: Mapped[Account] = relationship()
    jenis: Mapped[list[LanggananJenis]] = relationship(
        order_by="LanggananJenis.jenis", cascade="all, delete-orphan", back_populates="langganan"
    )

    def __rantai__(self) -> str:
        return f"account:{self.account_id}"


class LanggananJenis(Base):
    """One kind of event that a webhook asked for."""

    __tablename__ = "langganan_webhook_jenis"
    __audit__ = False
    __table_args__ = (
        UniqueConstraint("langganan_id", "jenis", name="uq_langganan_webhook_jenis"),
        Index("ix_langganan_webhook_jenis_jenis", "jenis"),
    )

    langganan_id: Mapped[int] = mapped_column(ForeignKey("langganan_webhook.id", ondelete="CASCADE"))
    jenis: Mapped[str] = mapped_column(String(40))

    langganan: Mapped[Langganan] = relationship(back_populates="jenis")


class Kiriman(Base):
    """One event for one webhook, written in the transaction in which the event happened. The body is made (and the
    owner's right to see the object asked) when it is first sent; retries send the same bytes."""

    __tablename__ = "kiriman_webhook"
    __audit__ = False
    __table_args__ = (
        CheckConstraint("keadaan IN ('antre', 'terkirim', 'gagal', 'dilewati')", name="keadaan"),
        Index("ix_kiriman_webhook_langganan_id", "langganan_id", "id"),
    )

    langganan_id: Mapped[int] = mapped_column(ForeignKey("langganan_webhook.id", ondelete="CASCADE"))
    jenis: Mapped[str] = mapped_column(String(40))
    objek_jenis: Mapped[str] = mapped_column(String(40))
    objek_id: Mapped[int] = mapped_column(BigId)
    data: Mapped[dict] = mapped_column(default=dict)
    keadaan: Mapped[str] = mapped_column(String(10), default="antre")
    """antre (waiting for its next attempt), terkirim, gagal (given up), dilewati (its owner may not see the object)."""
    percobaan: Mapped[int] = mapped_column(default=0)
    isi: Mapped[str | None] = mapped_column(Text)
    status_http: Mapped[int | None]
    jawaban: Mapped[str] = mapped_column(String(300), default="")
    """What the other side said last, or why it could not be reached."""
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    terakhir_pada: Mapped[datetime | None]
    berikut_pada: Mapped[datetime | None]

    langganan: Mapped[Langganan] = relationship()
