"""Tables of identity. Intervals are half-open `[mulai, selesai)`; `selesai` empty means still true."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.clock import now
from suite.core.db import Base
from suite.core.pangkat import sebut

INTERVAL = "selesai IS NULL OR selesai > mulai"
BUKAN_DEFINITIF = text("jenis != 'definitif'")


class UnitKerja(Base):
    """An office or part of one: OPD, bidang, subbagian, kecamatan, kelurahan, UPTD. A tree."""

    __tablename__ = "unit_kerja"
    __table_args__ = (
        CheckConstraint(INTERVAL, name="interval"),
        Index("ix_unit_kerja_induk_id", "induk_id"),
        Index("ix_unit_kerja_opd_id", "opd_id"),
    )

    kode: Mapped[str] = mapped_column(String(40), unique=True)
    nama: Mapped[str] = mapped_column(String(200))
    nama_singkat: Mapped[str] = mapped_column(String(60))
    kode_surat: Mapped[str] = mapped_column(String(40))
    """What the city prints as unit code in letter numbers."""
    jenis: Mapped[str] = mapped_column(String(30))
    """kota, setda, setwan, inspektorat, dinas, badan, kecamatan, kelurahan, bagian, bidang, subbagian, uptd, sekolah
    ..."""
    induk_id: Mapped[int | None] = mapped_column(ForeignKey("unit_kerja.id"))
    opd_id: Mapped[int | None] = mapped_column(ForeignKey("unit_kerja.id"))
    """The perangkat daerah it belongs to (itself for an OPD): owner of registers and agendas."""
    alamat: Mapped[str] = mapped_column(String(300), default="")
    kontak: Mapped[str] = mapped_column(String(300), default="")
    mulai: Mapped[date]
    selesai: Mapped[date | None]

    induk: Mapped[UnitKerja | None] = relationship(foreign_keys=[induk_id], remote_side="UnitKerja.id")
    opd: Mapped[UnitKerja | None] = relationship(foreign_keys=[opd_id], remote_side="UnitKerja.id")


class Jabatan(Base):
    """A post in a unit (one formasi), with its superior post."""

    __tablename__ = "jabatan"
    __table_args__ = (
        CheckConstraint(INTERVAL, name="interval"),
        Index("ix_jabatan_unit_id", "unit_id"),
        Index("ix_jabatan_atasan_id", "atasan_id"),
    )

    kode: Mapped[str] = mapped_column(String(60), unique=True)
    nama: Mapped[str] = mapped_column(String(200))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit_kerja.id"))
    jenis: Mapped[str] = mapped_column(String(20))
    """politik (wali kota), pimpinan_tinggi, administrator, pengawas, pelaksana, fungsional."""
    eselon: Mapped[str] = mapped_column(String(10), default="")
    kelas: Mapped[int] = mapped_column(default=0)
    kepala: Mapped[bool] = mapped_column(default=False)
    """Heads its unit: receives what is addressed to the unit."""
    atasan_id: Mapped[int | None] = mapped_column(ForeignKey("jabatan.id"))
    mulai: Mapped[date]
    selesai: Mapped[date | None]

    unit: Mapped[UnitKerja] = relationship()
    atasan: Mapped[Jabatan | None] = relationship(remote_side="Jabatan.id")


class Pihak(Base):
    """A person or firm, once. Pegawai today; penyedia and warga come with their services."""

    __tablename__ = "pihak"

    jenis: Mapped[str] = mapped_column(String(20))
    nama: Mapped[str] = mapped_column(String(200))


class Pegawai(Base):
    """Who works for the city: civil servants, and officials who are none (the head of region). `id` is the party's."""

    __tablename__ = "pegawai"
    __table_args__ = (Index("ix_pegawai_nama", "nama", "id"),)

    id: Mapped[int] = mapped_column(ForeignKey("pihak.id"), primary_key=True)
    nip: Mapped[str | None] = mapped_column(String(18), unique=True)
    """NIP or NI PPPK; none for who is no civil servant."""
    nik: Mapped[str | None] = mapped_column(String(16), unique=True, info={"audit": "hash"})
    nama: Mapped[str] = mapped_column(String(200))
    """Without titles; they stand apart because some documents print none (Permendagri 1/2023 Ps 44)."""
    gelar_depan: Mapped[str] = mapped_column(String(60), default="")
    gelar_belakang: Mapped[str] = mapped_column(String(80), default="")
    jenis_kelamin: Mapped[str] = mapped_column(String(1))
    jenis_asn: Mapped[str] = mapped_column(String(10), default="PNS")
    """PNS, PPPK, or non-ASN (wali kota and other pejabat negara)."""
    surel: Mapped[str | None] = mapped_column(String(200), unique=True)

    pihak: Mapped[Pihak] = relationship()

    @property
    def nama_lengkap(self) -> str:
        depan = f"{self.gelar_depan} " if self.gelar_depan else ""
        belakang = f", {self.gelar_belakang}" if self.gelar_belakang else ""
        return f"{depan}{self.nama}{belakang}"


class Pangkat(Base):
    """Rank of a person as a dated fact (golongan ruang for PNS, golongan for PPPK)."""

    __tablename__ = "pangkat"
    __table_args__ = (
        CheckConstraint(INTERVAL, name="interval"),
        Index("ix_pangkat_pegawai_id", "pegawai_id", "mulai"),
    )

    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    golongan: Mapped[str] = mapped_column(String(10))
    nama: Mapped[str] = mapped_column(String(60))
    dasar: Mapped[str] = mapped_column(String(200), default="")
    mulai: Mapped[date]
    selesai: Mapped[date | None]

    @property
    def sebutan(self) -> str:
        return sebut(self.nama, self.golongan)


class Account(Base):
    """May log in. Owned by a party; nothing of it is authority: that comes from Penugasan and Peran."""

    __tablename__ = "account"

    nama_login: Mapped[str] = mapped_column(String(200), unique=True)
    pihak_id: Mapped[int | None] = mapped_column(ForeignKey("pihak.id"), unique=True)
    sandi: Mapped[str | None] = mapped_column(String(200), info={"audit": "lewati"})
    aktif: Mapped[bool] = mapped_column(default=True)
    sandi_harus_ganti: Mapped[bool] = mapped_column(default=False)
    penugasan_aktif_id: Mapped[int | None] = mapped_column(info={"audit": "lewati"})
    """The assignment chosen in *Bertindak sebagai*."""
    pengaturan: Mapped[dict] = mapped_column(default=dict, info={"audit": "lewati"})

    pihak: Mapped[Pihak | None] = relationship()


class SesiMasuk(Base):
    """A login session. Only the hash of its token is stored, so that it can be revoked and never replayed from a
    dump."""

    __tablename__ = "sesi_masuk"
    __table_args__ = (Index("ix_sesi_masuk_account_id", "account_id"),)

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    terakhir_pada: Mapped[datetime] = mapped_column(default=now)
    dicabut_pada: Mapped[datetime | None]
    ip: Mapped[str] = mapped_column(String(45), default="")
    peramban: Mapped[str] = mapped_column(String(200), default="")
    faktor: Mapped[str] = mapped_column(String(12), default="", server_default="")
    """The second factor of this login: totp, kunci, pemulihan; empty: password alone."""
    wajib_faktor: Mapped[bool] = mapped_column(default=False, server_default=false())
    """A second factor must be added before anything else."""

    def __rantai__(self) -> str:
        return f"account:{self.account_id}"


class GawaiDikenal(Base):
    """A browser from which the account logged in before, by the hash of a cookie that stays: a login from one that is
    not here is told to the person."""

    __tablename__ = "gawai_dikenal"
    __audit__ = False
    __table_args__ = (UniqueConstraint("account_id", "sidik", name="uq_gawai_dikenal_account_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    sidik: Mapped[str] = mapped_column(String(64))
    peramban: Mapped[str] = mapped_column(String(200), default="")
    pertama_pada: Mapped[datetime] = mapped_column(default=now)
    terakhir_pada: Mapped[datetime] = mapped_column(default=now)


class KodeSekali(Base):
    """A one-time code with which an admin lets a person set a new password. Only its hash is stored."""

    __tablename__ = "kode_sekali"
    __table_args__ = (Index("ix_kode_sekali_account_id", "account_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    kode_hash: Mapped[str] = mapped_column(String(200), info={"audit": "lewati"})
    dibuat_oleh: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    berlaku_sampai: Mapped[datetime]
    dipakai_pada: Mapped[datetime | None]
    gagal: Mapped[int] = mapped_column(default=0)

    def __rantai__(self) -> str:
        return f"account:{self.account_id}"


class PercobaanMasuk(Base):
    """Failed logins by name as typed (hashed) and by address: the lock-out works alike for names that do not exist."""

    __tablename__ = "percobaan_masuk"
    __audit__ = False  # a counter that an attacker can move: only the lock-outs it leads to are recorded

    kunci: Mapped[str] = mapped_column(String(80), unique=True)
    gagal: Mapped[int] = mapped_column(default=0)
    terkunci_sampai: Mapped[datetime | None]
    terakhir_pada: Mapped[datetime] = mapped_column(default=now)


class Penugasan(Base):
    """A person holds a post: definitif, Plt., Plh. or Pj., between two dates, by a deed.

    `akta` is an opaque reference to the deed ("surat_keluar:123"); a provisional one (`sementara`) has none yet and is
    confirmed by a surat perintah later. The database refuses two definitif holders of one post at one time.
    """

    __tablename__ = "penugasan"
    __table_args__ = (
        CheckConstraint(INTERVAL, name="interval"),
        CheckConstraint("jenis IN ('definitif', 'Plt.', 'Plh.', 'Pj.')", name="jenis"),
        CheckConstraint("sementara = false OR akta IS NULL", name="sementara_tanpa_akta"),
        Index("ix_penugasan_pegawai_id", "pegawai_id", "mulai"),
        Index("ix_penugasan_jabatan_id", "jabatan_id", "mulai"),
        Index("ix_penugasan_pengganti", "mulai", "id", sqlite_where=BUKAN_DEFINITIF, postgresql_where=BUKAN_DEFINITIF),
    )

    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    jabatan_id: Mapped[int] = mapped_column(ForeignKey("jabatan.id"))
    jenis: Mapped[str] = mapped_column(String(10), default="definitif")
    mulai: Mapped[date]
    selesai: Mapped[date | None]
    akta: Mapped[str | None] = mapped_column(String(80))
    dasar: Mapped[str] = mapped_column(String(200), default="")
    """The deed as a person reads it: number and date of the letter."""
    sementara: Mapped[bool] = mapped_column(default=False)
    alasan: Mapped[str] = mapped_column(String(300), default="")
    dibuat_oleh: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    pegawai: Mapped[Pegawai] = relationship()
    jabatan: Mapped[Jabatan] = relationship()

    def __rantai__(self) -> str:
        return f"pegawai:{self.pegawai_id}"

    @property
    def sampai(self) -> date | None:
        """Last day, as people and letters say it."""
        return self.selesai - timedelta(days=1) if self.selesai else None

    def berlaku_pada(self, pada: date) -> bool:
        return self.mulai <= pada and (self.selesai is None or pada < self.selesai)


class Peran(Base):
    """A functional role given by a deed, within a unit (empty: the whole city) and, where it matters, a fiscal year."""

    __tablename__ = "peran"
    __table_args__ = (
        CheckConstraint(INTERVAL, name="interval"),
        Index("ix_peran_pegawai_id", "pegawai_id", "mulai"),
        UniqueConstraint("pegawai_id", "nama", "unit_id", "tahun", "mulai", name="uq_peran_sekali"),
    )

    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    nama: Mapped[str] = mapped_column(String(40))
    """admin, arsiparis, auditor, pengadministrasi, pengelola_kepegawaian; later PA, KPA, PPTK ..."""
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit_kerja.id"))
    tahun: Mapped[int | None]
    dasar: Mapped[str] = mapped_column(String(200), default="")
    mulai: Mapped[date]
    selesai: Mapped[date | None]

    pegawai: Mapped[Pegawai] = relationship()
    unit: Mapped[UnitKerja | None] = relationship()

    def __rantai__(self) -> str:
        return f"pegawai:{self.pegawai_id}"

    @property
    def sampai(self) -> date | None:
        """Last day, as people and letters say it."""
        return self.selesai - timedelta(days=1) if self.selesai else None

    def berlaku_pada(self, pada: date) -> bool:
        return self.mulai <= pada and (self.selesai is None or pada < self.selesai)


class Mandat(Base):
    """Written mandate: the holder of `dari` lets the holder of `kepada` sign a.n. for the matters named (UU
    30/2014)."""

    __tablename__ = "mandat"
    __table_args__ = (CheckConstraint(INTERVAL, name="interval"), Index("ix_mandat_dari_id", "dari_id"))

    dari_id: Mapped[int] = mapped_column(ForeignKey("jabatan.id"))
    kepada_id: Mapped[int] = mapped_column(ForeignKey("jabatan.id"))
    urusan: Mapped[list] = mapped_column(default=list)
    dasar: Mapped[str] = mapped_column(String(200), default="")
    mulai: Mapped[date]
    selesai: Mapped[date | None]

    dari: Mapped[Jabatan] = relationship(foreign_keys=[dari_id])
    kepada: Mapped[Jabatan] = relationship(foreign_keys=[kepada_id])


class PengecualianPemisahan(Base):
    """One person holds two posts that the workflow keeps apart: an explicit, dated exception with a reason."""

    __tablename__ = "pengecualian_pemisahan"
    __table_args__ = (CheckConstraint(INTERVAL, name="interval"),)

    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    alur: Mapped[str] = mapped_column(String(60))
    langkah: Mapped[str] = mapped_column(String(60))
    alasan: Mapped[str] = mapped_column(String(300))
    dasar: Mapped[str] = mapped_column(String(200), default="")
    dibuat_oleh: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    mulai: Mapped[date]
    selesai: Mapped[date | None]
