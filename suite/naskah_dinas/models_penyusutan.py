"""Tables of the disposal of archives: a document of pemindahan, pemusnahan or penyerahan, and the berkas on its list."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.clock import now
from suite.core.db import Base
from suite.core.files.models import StoredFile
from suite.core.identity.models import Jabatan, Pegawai, UnitKerja
from suite.core.workflow import Dokumen
from suite.naskah_dinas.models import Berkas


class Penyusutan(Dokumen, Base):
    """One disposal: what goes, who approved it, when and before whom it was done. Kept for ever."""

    __tablename__ = "penyusutan"
    __table_args__ = (
        CheckConstraint("jenis IN ('pemindahan', 'pemusnahan', 'penyerahan')", name="jenis"),
        CheckConstraint("status <> 'dilaksanakan' OR dilaksanakan_pada IS NOT NULL", name="dilaksanakan"),
        CheckConstraint("(anri_nomor = '') = (anri_tanggal IS NULL)", name="anri"),
        Index("ix_penyusutan_opd_id", "opd_id", "id"),
    )

    jenis: Mapped[str] = mapped_column(String(12))
    opd_id: Mapped[int] = mapped_column(ForeignKey("unit_kerja.id"))
    pembuat_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    panitia: Mapped[list] = mapped_column(default=list)
    """Posts of the panitia penilai (ids), as chosen; they are asked by the route of the round."""
    penyetuju_jabatan_id: Mapped[int | None] = mapped_column(ForeignKey("jabatan.id"))
    """Post that decides: the head of region for a destruction, else the head of the office."""
    anri_nomor: Mapped[str] = mapped_column(String(120), default="")
    anri_tanggal: Mapped[date | None]
    """Written approval of the head of ANRI, where the retention asks for it."""
    nomor: Mapped[str] = mapped_column(String(60), default="")
    """Number of the berita acara."""
    dilaksanakan_pada: Mapped[date | None]
    tempat: Mapped[str] = mapped_column(String(200), default="")
    saksi: Mapped[list] = mapped_column(default=list)
    """Witnesses as [{nama, jabatan}]."""
    berita_acara_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)

    opd: Mapped[UnitKerja] = relationship()
    pembuat: Mapped[Pegawai] = relationship()
    penyetuju: Mapped[Jabatan | None] = relationship()
    berita_acara: Mapped[StoredFile | None] = relationship()
    baris: Mapped[list[BarisPenyusutan]] = relationship(
        order_by="BarisPenyusutan.urut", cascade="all, delete-orphan", back_populates="penyusutan"
    )


class BarisPenyusutan(Base):
    """A berkas on the list. `sidik` stands over what was seen when the list was submitted."""

    __tablename__ = "penyusutan_baris"
    __table_args__ = (
        UniqueConstraint("penyusutan_id", "berkas_id", name="uq_penyusutan_baris_berkas"),
        Index("ix_penyusutan_baris_berkas_id", "berkas_id"),
    )

    penyusutan_id: Mapped[int] = mapped_column(ForeignKey("penyusutan.id"))
    urut: Mapped[int]
    berkas_id: Mapped[int] = mapped_column(ForeignKey("berkas.id"))
    sidik: Mapped[str] = mapped_column(String(64), default="")

    penyusutan: Mapped[Penyusutan] = relationship(back_populates="baris")
    berkas: Mapped[Berkas] = relationship(lazy="joined")

    def __rantai__(self) -> str:
        return f"penyusutan:{self.penyusutan_id}"
