"""What a person set about e-mail."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.db import Base


class SetelanKabar(Base):
    """One row a person. Mail goes to `alamat` only: an address that its owner proved with a mailed code.

    `pilihan` maps a kind of event to its channel (see `notifications.SALURAN`); kinds that are not in it go by their
    default. Minutes count from midnight in the office; quiet hours may pass midnight, equal ones are none.
    """

    __tablename__ = "setelan_kabar"
    __table_args__ = (
        CheckConstraint("tenang_mulai BETWEEN 0 AND 1439 AND tenang_selesai BETWEEN 0 AND 1439", name="jam_tenang"),
        CheckConstraint("jam_harian BETWEEN 0 AND 23", name="jam_harian"),
    )

    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"), unique=True)
    alamat: Mapped[str | None] = mapped_column(String(200), info={"audit": "hash"})
    calon: Mapped[str | None] = mapped_column(String(200), info={"audit": "hash"})
    """An address that waits for its code."""
    kode_sidik: Mapped[str | None] = mapped_column(String(64), info={"audit": "lewati"})
    kode_sampai: Mapped[datetime | None] = mapped_column(info={"audit": "lewati"})
    kode_gagal: Mapped[int] = mapped_column(default=0, info={"audit": "lewati"})
    pilihan: Mapped[dict] = mapped_column(default=dict)
    tenang_mulai: Mapped[int] = mapped_column(default=0)
    tenang_selesai: Mapped[int] = mapped_column(default=0)
    harian: Mapped[bool] = mapped_column(default=True)
    jam_harian: Mapped[int] = mapped_column(default=7)
    harian_terakhir: Mapped[date | None] = mapped_column(info={"audit": "lewati"})
    """The day for which the digest was last made (or found empty)."""

    def __rantai__(self) -> str:
        return f"pegawai:{self.pegawai_id}"
