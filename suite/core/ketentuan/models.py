"""A proposed change of a parameter: the set itself, from when, on whose word."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.clock import now
from suite.core.db import Base
from suite.core.identity.models import Pegawai
from suite.core.naskah_peraturan import BerNaskah


class UsulanKetentuan(BerNaskah, Base):
    """One change of one parameter. `sah_urut` is the stamp from which it is known, `cabut_urut` the one that ended it."""

    __tablename__ = "usulan_ketentuan"
    __table_args__ = (
        CheckConstraint("selesai IS NULL OR selesai > mulai", name="masa"),
        CheckConstraint("cabut_urut IS NULL OR (sah_urut IS NOT NULL AND cabut_urut > sah_urut)", name="urut"),
        Index("ix_usulan_ketentuan_nama", "nama", "id"),
    )

    nama: Mapped[str] = mapped_column(String(120))
    mulai: Mapped[date]
    selesai: Mapped[date | None]
    """First day on which it no longer holds."""
    sumber: Mapped[str] = mapped_column(String(400))
    tautan: Mapped[str] = mapped_column(String(400), default="")
    alasan: Mapped[str] = mapped_column(String(1000))
    surut: Mapped[bool] = mapped_column(default=False)
    """The proposer knows that it begins in the past and so changes what is recomputed."""
    nilai: Mapped[dict]
    nilai_lama: Mapped[dict]
    """The set that held on `mulai` when it was proposed: what the difference is shown against."""
    pengusul_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    sah_urut: Mapped[int | None] = mapped_column(unique=True)
    sah_pada: Mapped[datetime | None]
    cabut_urut: Mapped[int | None] = mapped_column(unique=True)

    pengusul: Mapped[Pegawai] = relationship()
