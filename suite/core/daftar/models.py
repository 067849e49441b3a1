"""What people keep of a list: views with a name, the columns they want, the view that opens first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.clock import now
from suite.core.db import Base, BigId


class TampilanDaftar(Base):
    """A saved view: the filters of a list under a name. Shared with everyone below `unit_id` when that is set.

    It keeps how the list is asked for, never what it showed: whoever opens it sees what the policy lets them see.
    """

    __tablename__ = "tampilan_daftar"
    __table_args__ = (
        UniqueConstraint("daftar", "pegawai_id", "unit_id", "nama", name="uq_tampilan_daftar_nama"),
        Index("ix_tampilan_daftar_pegawai_id", "pegawai_id"),
        Index("ix_tampilan_daftar_unit_id", "unit_id"),
    )

    daftar: Mapped[str] = mapped_column(String(40))
    nama: Mapped[str] = mapped_column(String(60))
    saring: Mapped[dict] = mapped_column(default=dict)
    pegawai_id: Mapped[int] = mapped_column(BigId, ForeignKey("pegawai.id"))
    """Who saved it."""
    unit_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("unit_kerja.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)

    def __rantai__(self) -> str:
        return f"unit_kerja:{self.unit_id}" if self.unit_id else f"pegawai:{self.pegawai_id}"


class PilihanDaftar(Base):
    """How one person wants one list: `isi` is {sembunyi: [columns], tambah: [columns], awal: "tab:semua" | "t:12"}."""

    __tablename__ = "pilihan_daftar"
    __audit__ = False
    __table_args__ = (UniqueConstraint("pegawai_id", "daftar", name="uq_pilihan_daftar_orang"),)

    daftar: Mapped[str] = mapped_column(String(40))
    pegawai_id: Mapped[int] = mapped_column(BigId, ForeignKey("pegawai.id"))
    isi: Mapped[dict] = mapped_column(default=dict)
