"""Tables of code lists. A version holds `[mulai, selesai)`; `selesai` empty means still in force."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.clock import now
from suite.core.db import Base, BigId
from suite.core.files.models import StoredFile
from suite.core.naskah_peraturan import BerNaskah


class DaftarKode(Base):
    """One code list, such as klasifikasi."""

    __tablename__ = "daftar_kode"

    nama: Mapped[str] = mapped_column(String(60), unique=True)
    judul: Mapped[str] = mapped_column(String(200))


class VersiDaftar(Base):
    """The list as one regulation fixed it for one period."""

    __tablename__ = "versi_daftar"
    __table_args__ = (
        UniqueConstraint("daftar_id", "mulai", name="uq_versi_daftar_daftar_id_mulai"),
        CheckConstraint("selesai IS NULL OR selesai > mulai", name="interval"),
    )

    daftar_id: Mapped[int] = mapped_column(ForeignKey("daftar_kode.id"))
    regulasi: Mapped[str] = mapped_column(String(200))
    sumber: Mapped[str] = mapped_column(String(300))
    mulai: Mapped[date]
    selesai: Mapped[date | None]
    sidik: Mapped[str] = mapped_column(String(64))
    """Fingerprint of the whole content: the same import again changes nothing."""
    banyak: Mapped[int]
    diimpor_pada: Mapped[datetime]

    daftar: Mapped[DaftarKode] = relationship()


class EntriKode(Base):
    """One code of one version. `urutan` is text that sorts as the numbers of the parts do."""

    __tablename__ = "entri_kode"
    __table_args__ = (
        UniqueConstraint("versi_id", "kode", name="uq_entri_kode_versi_id_kode"),
        ForeignKeyConstraint(
            ["versi_id", "induk_kode"], ["entri_kode.versi_id", "entri_kode.kode"], name="fk_entri_kode_induk"
        ),
        CheckConstraint("(induk_kode IS NULL) = (tingkat = 1)", name="puncak"),
        Index("ix_entri_kode_urutan", "versi_id", "urutan"),
        Index("ix_entri_kode_induk", "versi_id", "induk_kode", "urutan"),
    )

    versi_id: Mapped[int] = mapped_column(ForeignKey("versi_daftar.id"))
    kode: Mapped[str] = mapped_column(String(70))
    induk_kode: Mapped[str | None] = mapped_column(String(70))
    urutan: Mapped[str] = mapped_column(String(80))
    tingkat: Mapped[int]
    """1 at the top: the number of parts of the code."""
    uraian: Mapped[str] = mapped_column(String(1000))
    cari: Mapped[str] = mapped_column(String(1100))
    """`uraian` in the form that search compares (`bentuk_cari`)."""
    daun: Mapped[bool]
    data: Mapped[dict]
    """The further columns of this list, by name; empty ones are absent."""

    versi: Mapped[VersiDaftar] = relationship()

    def __rantai__(self) -> str:
        return f"versi_daftar:{self.versi_id}"


class UsulanDaftar(BerNaskah, Base):
    """A change of a code list on its way from maker to checker: a whole new version, or single amendments.

    `dasar_versi` is the version it was compared with, `hasil_versi` the one that its approval made. A whole version lies
    in `berkas` as uploaded; amendments are acts in `perubahan` (see `ubahan.terapkan`).
    """

    __tablename__ = "usulan_daftar"
    __table_args__ = (
        CheckConstraint("jenis IN ('versi', 'perubahan')", name="jenis"),
        CheckConstraint("(jenis = 'versi') = (berkas_id IS NOT NULL)", name="berkas"),
        Index("ix_usulan_daftar_status", "status", "id"),
        Index("ix_usulan_daftar_hasil", "hasil_versi_id"),
    )

    daftar_id: Mapped[int] = mapped_column(ForeignKey("daftar_kode.id"))
    jenis: Mapped[str] = mapped_column(String(12))
    mulai: Mapped[date]
    regulasi: Mapped[str] = mapped_column(String(200))
    sumber: Mapped[str] = mapped_column(String(300))
    berkas_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    perubahan: Mapped[list] = mapped_column(default=list)
    dasar_versi_id: Mapped[int | None] = mapped_column(ForeignKey("versi_daftar.id"))
    hasil_versi_id: Mapped[int | None] = mapped_column(ForeignKey("versi_daftar.id"))
    pengusul_id: Mapped[int] = mapped_column(BigId)
    """Person (`pegawai.id`) who makes it; nobody else edits it, and never is it this person who approves it."""
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)

    daftar: Mapped[DaftarKode] = relationship()
    berkas: Mapped[StoredFile | None] = relationship(foreign_keys=[berkas_id])
    dasar: Mapped[VersiDaftar | None] = relationship(foreign_keys=[dasar_versi_id])
    hasil: Mapped[VersiDaftar | None] = relationship(foreign_keys=[hasil_versi_id])

    def __rantai__(self) -> str:
        return f"usulan_daftar:{self.id}"


class PemetaanKode(Base):
    """What a code of the version before becomes: one row a new code, one with none when it ends.

    A code without a row keeps code and name. It counts once the proposal is approved.
    """

    __tablename__ = "pemetaan_kode"
    __table_args__ = (
        UniqueConstraint("usulan_id", "kode_lama", "kode_baru", name="uq_pemetaan_kode_sekali"),
        CheckConstraint("jenis IN ('tetap', 'ganti_nama', 'pindah', 'pecah', 'gabung', 'hapus')", name="jenis"),
        CheckConstraint("(jenis = 'hapus') = (kode_baru IS NULL)", name="hapus"),
    )

    usulan_id: Mapped[int] = mapped_column(ForeignKey("usulan_daftar.id", ondelete="CASCADE"))
    kode_lama: Mapped[str] = mapped_column(String(70))
    kode_baru: Mapped[str | None] = mapped_column(String(70))
    jenis: Mapped[str] = mapped_column(String(12))

    def __rantai__(self) -> str:
        return f"usulan_daftar:{self.usulan_id}"
