"""Tables of naskah dinas. Bodies are kept in the audit as keyed hashes only."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.clock import now
from suite.core.db import Base, BigId
from suite.core.files.models import StoredFile
from suite.core.identity.models import Jabatan, Pegawai, UnitKerja
from suite.core.web.urutan import AKHIR
from suite.core.workflow import Dokumen


class JenisNaskahKota(Base):
    """A kind of letter as the city wants it from a day on: over the shipped kind of that code, or beside them.

    The newest row that has begun counts. Letters are printed by the row of their own day, so a row is never taken away.
    """

    __tablename__ = "jenis_naskah_kota"
    __table_args__ = (UniqueConstraint("kode", "mulai", name="uq_jenis_naskah_kota_mulai"),)

    kode: Mapped[str] = mapped_column(String(40))
    mulai: Mapped[date]
    isi: Mapped[dict]
    """What `rules.jenis.baca_jenis` reads, without code and day."""
    dihentikan: Mapped[bool] = mapped_column(default=False)
    """From that day no letter of this kind is written."""
    urut: Mapped[int] = mapped_column(unique=True)
    """Rises with every change of any kind: what a process compares before it trusts what it remembers."""
    diubah_pada: Mapped[datetime] = mapped_column(default=now)


class SuratKeluar(Dokumen, Base):
    """A letter of ours, from its draft to the archive. Number, date and final bytes are bound when signing begins."""

    __tablename__ = "surat_keluar"
    __table_args__ = (
        CheckConstraint("cara IN ('', 'a.n.', 'u.b.')", name="cara"),
        CheckConstraint("keamanan IN ('SR', 'R', 'T', 'B')", name="keamanan"),
        CheckConstraint("status NOT IN ('terbit', 'terkirim') OR nomor IS NOT NULL", name="terbit_bernomor"),
        UniqueConstraint("register_id", "tahun", "urut", "sisipan", name="uq_surat_keluar_nomor"),
        Index("ix_surat_keluar_opd_id", "opd_id", "id"),
        Index("ix_surat_keluar_konseptor_id", "konseptor_id", "id"),
        Index("ix_surat_keluar_status", "status", "id"),
        Index("ix_surat_keluar_berkas_id", "berkas_id"),
        Index("ix_surat_keluar_menjawab_id", "menjawab_id"),
        Index("ix_surat_keluar_meralat_id", "meralat_id"),
        Index("ix_surat_keluar_induk_id", "induk_id"),
        Index(
            "ix_surat_keluar_kirim_pada",
            "kirim_pada",
            sqlite_where=text("status = 'terbit' AND kirim_pada IS NOT NULL"),
            postgresql_where=text("status = 'terbit' AND kirim_pada IS NOT NULL"),
        ),
        Index("ix_surat_keluar_signed_sidik", "signed_sidik"),
        Index("ix_surat_keluar_final_sidik", "final_sidik"),
        Index("ix_surat_keluar_tanggal", text(AKHIR % "tanggal"), "id"),
    )

    jenis: Mapped[str] = mapped_column(String(40))
    hal: Mapped[str] = mapped_column(String(400))
    isi: Mapped[str] = mapped_column(Text, default="", info={"audit": "hash"})
    """Sanitised HTML of the body."""
    klasifikasi: Mapped[str] = mapped_column(String(20), default="")
    sifat: Mapped[str] = mapped_column(String(20), default="biasa")
    keamanan: Mapped[str] = mapped_column(String(2), default="B")
    data: Mapped[dict] = mapped_column(default=dict)
    """What a kind needs besides: for a surat perintah jabatan_id, pegawai_id, sebagai, mulai, sampai, dasar ..."""
    opd_id: Mapped[int] = mapped_column(ForeignKey("unit_kerja.id"))
    """Office whose register numbers the letter."""
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit_kerja.id"))
    """Unit that drafts it."""
    konseptor_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    konseptor_jabatan_id: Mapped[int] = mapped_column(ForeignKey("jabatan.id"))
    penanda_jabatan_id: Mapped[int | None] = mapped_column(ForeignKey("jabatan.id"))
    cara: Mapped[str] = mapped_column(String(5), default="")
    atas_nama_id: Mapped[int | None] = mapped_column(ForeignKey("jabatan.id"))
    """Owner of the authority when signed a.n. or u.b."""
    melalui_id: Mapped[int | None] = mapped_column(ForeignKey("jabatan.id"))
    """The post between, when signed u.b."""
    menjawab_id: Mapped[int | None] = mapped_column(BigId)
    """The surat masuk that it answers."""
    meralat_id: Mapped[int | None] = mapped_column(BigId)
    """The issued letter that it corrects."""
    nomor_masing: Mapped[bool] = mapped_column(default=False, server_default=false())
    """It is issued apart to each of its addressees, each with a number of its own."""
    kirim_pada: Mapped[datetime | None]
    """Not delivered before this instant, though it is signed."""
    induk_id: Mapped[int | None] = mapped_column(BigId)
    """The letter to many of which this is one addressee's own."""
    # bound at signing
    register_id: Mapped[int | None] = mapped_column(ForeignKey("register.id"))
    tahun: Mapped[int | None]
    urut: Mapped[int | None]
    sisipan: Mapped[str] = mapped_column(String(5), default="")
    nomor: Mapped[str | None] = mapped_column(String(120))
    tanggal: Mapped[date | None]
    penanda_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    penanda_penugasan_id: Mapped[int | None] = mapped_column(ForeignKey("penugasan.id"))
    penanda_sebutan: Mapped[str] = mapped_column(String(400), default="")
    """Post and way of signing as they were on the day: 'Plh. Kepala Dinas ...'."""
    ditandatangani_pada: Mapped[datetime | None]
    token: Mapped[str | None] = mapped_column(String(43), unique=True)
    """Address of the public verification page; unguessable, not the id."""
    final_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    final_sidik: Mapped[str] = mapped_column(String(64), default="")
    """The bytes with number, date and QR that are signed."""
    signed_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    signed_sidik: Mapped[str] = mapped_column(String(64), default="")
    terbit_pada: Mapped[datetime | None]
    berkas_id: Mapped[int | None] = mapped_column(ForeignKey("berkas.id"))
    migrasi: Mapped[bool] = mapped_column(default=False)
    """Taken over from an older system: it has no file and no signature of ours."""
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)

    opd: Mapped[UnitKerja] = relationship(foreign_keys=[opd_id])
    unit: Mapped[UnitKerja] = relationship(foreign_keys=[unit_id])
    konseptor: Mapped[Pegawai] = relationship(foreign_keys=[konseptor_id])
    konseptor_jabatan: Mapped[Jabatan] = relationship(foreign_keys=[konseptor_jabatan_id])
    penanda_jabatan: Mapped[Jabatan | None] = relationship(foreign_keys=[penanda_jabatan_id])
    atas_nama: Mapped[Jabatan | None] = relationship(foreign_keys=[atas_nama_id])
    melalui: Mapped[Jabatan | None] = relationship(foreign_keys=[melalui_id])
    penanda: Mapped[Pegawai | None] = relationship(foreign_keys=[penanda_id])
    tujuan: Mapped[list[SuratTujuan]] = relationship(
        order_by="SuratTujuan.urut", cascade="all, delete-orphan", back_populates="surat"
    )
    lampiran: Mapped[list[SuratLampiran]] = relationship(
        order_by="SuratLampiran.urut", cascade="all, delete-orphan", back_populates="surat"
    )
    berkas: Mapped[Berkas | None] = relationship(foreign_keys=[berkas_id])
    final: Mapped[StoredFile | None] = relationship(foreign_keys=[final_id])
    signed: Mapped[StoredFile | None] = relationship(foreign_keys=[signed_id])

    @property
    def kepada(self) -> list[SuratTujuan]:
        return [t for t in self.tujuan if t.macam == "kepada"]

    @property
    def tembusan(self) -> list[SuratTujuan]:
        return [t for t in self.tujuan if t.macam == "tembusan"]


class SuratTujuan(Base):
    """Whom a letter goes to: a unit (its head receives), a post, or somebody outside by name."""

    __tablename__ = "surat_tujuan"
    __table_args__ = (
        CheckConstraint("macam IN ('kepada', 'tembusan')", name="macam"),
        Index("ix_surat_tujuan_surat_id", "surat_id"),
        Index(
            "ix_surat_tujuan_surel",
            "teks",
            "id",
            sqlite_where=text("surel <> ''"),
            postgresql_where=text("surel <> ''"),
        ),
    )

    surat_id: Mapped[int] = mapped_column(ForeignKey("surat_keluar.id", ondelete="CASCADE"))
    urut: Mapped[int]
    macam: Mapped[str] = mapped_column(String(10))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit_kerja.id"))
    jabatan_id: Mapped[int | None] = mapped_column(ForeignKey("jabatan.id"))
    teks: Mapped[str] = mapped_column(String(300), default="")
    """As printed after Yth."""
    surel: Mapped[str] = mapped_column(String(200), default="", server_default="")
    """E-mail address of somebody outside; an ordinary letter is sent to it."""

    surat: Mapped[SuratKeluar] = relationship(back_populates="tujuan")
    unit: Mapped[UnitKerja | None] = relationship()
    jabatan: Mapped[Jabatan | None] = relationship()

    def __rantai__(self) -> str:
        return f"surat_keluar:{self.surat_id}"


class SuratLampiran(Base):
    """A file that goes with a letter."""

    __tablename__ = "surat_lampiran"
    __table_args__ = (Index("ix_surat_lampiran_surat_id", "surat_id"), Index("ix_surat_lampiran_file_id", "file_id"))

    surat_id: Mapped[int] = mapped_column(ForeignKey("surat_keluar.id", ondelete="CASCADE"))
    urut: Mapped[int]
    judul: Mapped[str] = mapped_column(String(200))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))

    surat: Mapped[SuratKeluar] = relationship(back_populates="lampiran")
    file: Mapped[StoredFile] = relationship()

    def __rantai__(self) -> str:
        return f"surat_keluar:{self.surat_id}"


class SuratVersi(Base):
    """A version of a letter, fixed when it is submitted: what was read by whom who initialled it."""

    __tablename__ = "surat_versi"
    __table_args__ = (UniqueConstraint("surat_id", "ronde", name="uq_surat_versi_ronde"),)

    surat_id: Mapped[int] = mapped_column(ForeignKey("surat_keluar.id", ondelete="CASCADE"))
    ronde: Mapped[int]
    isi: Mapped[dict] = mapped_column(info={"audit": "hash"})
    sidik: Mapped[str] = mapped_column(String(64))
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)

    def __rantai__(self) -> str:
        return f"surat_keluar:{self.surat_id}"


class SuratMasuk(Dokumen, Base):
    """A letter received: an entry of the agenda of an office. Internal ones arrive by themselves on publication."""

    __tablename__ = "surat_masuk"
    __table_args__ = (
        CheckConstraint("keamanan IN ('SR', 'R', 'T', 'B')", name="keamanan"),
        UniqueConstraint("opd_id", "tahun", "agenda", name="uq_surat_masuk_agenda"),
        Index(
            "uq_surat_masuk_asal",
            "surat_keluar_id",
            "tujuan_jabatan_id",
            unique=True,
            sqlite_where=text("surat_keluar_id IS NOT NULL"),
            postgresql_where=text("surat_keluar_id IS NOT NULL"),
        ),
        Index("ix_surat_masuk_opd_id", "opd_id", "id"),
        Index("ix_surat_masuk_status", "status", "id"),
        Index("ix_surat_masuk_berkas_id", "berkas_id"),
        Index("ix_surat_masuk_file_id", "file_id"),
        Index("ix_surat_masuk_tanggal", "tanggal", "id"),
        Index("ix_surat_masuk_tenggat", text(AKHIR % "tenggat"), "id"),
        Index("ix_surat_masuk_sidik_asal", "opd_id", "sidik_asal"),
    )

    opd_id: Mapped[int] = mapped_column(ForeignKey("unit_kerja.id"))
    tahun: Mapped[int]
    agenda: Mapped[int]
    """Number in the office's agenda of the year: gapless."""
    tujuan_jabatan_id: Mapped[int] = mapped_column(ForeignKey("jabatan.id"))
    """The head it is addressed to."""
    tembusan: Mapped[bool] = mapped_column(default=False)
    surat_keluar_id: Mapped[int | None] = mapped_column(ForeignKey("surat_keluar.id"))
    pengirim: Mapped[str] = mapped_column(String(300))
    nomor: Mapped[str] = mapped_column(String(120))
    tanggal: Mapped[date]
    hal: Mapped[str] = mapped_column(String(400))
    sifat: Mapped[str] = mapped_column(String(20), default="biasa")
    keamanan: Mapped[str] = mapped_column(String(2), default="B")
    klasifikasi: Mapped[str] = mapped_column(String(20), default="")
    diterima_pada: Mapped[datetime] = mapped_column(default=now)
    tenggat: Mapped[datetime | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    """Scan or PDF of a letter from outside; an internal one is read from its surat keluar."""
    dicatat_oleh: Mapped[int | None] = mapped_column(BigId)
    """Person who registered it by hand; empty when the suite did."""
    sidik_asal: Mapped[str | None] = mapped_column(String(32))
    """What sender and number come to when only letters and digits count (`rules.kembar`); none without a number."""
    alasan_kembar: Mapped[str] = mapped_column(String(300), default="")
    """Why it was registered although one like it stood in the agenda."""
    berkas_id: Mapped[int | None] = mapped_column(ForeignKey("berkas.id"))
    migrasi: Mapped[bool] = mapped_column(default=False)

    opd: Mapped[UnitKerja] = relationship()
    tujuan_jabatan: Mapped[Jabatan] = relationship()
    surat_keluar: Mapped[SuratKeluar | None] = relationship(foreign_keys=[surat_keluar_id])
    file: Mapped[StoredFile | None] = relationship()
    berkas: Mapped[Berkas | None] = relationship(foreign_keys=[berkas_id])
    disposisi: Mapped[list[Disposisi]] = relationship(order_by="Disposisi.id", back_populates="surat_masuk")


class Disposisi(Dokumen, Base):
    """An instruction on a letter received, from one post to another; a tree below the letter."""

    __tablename__ = "disposisi"
    __table_args__ = (
        UniqueConstraint("surat_masuk_id", "induk_id", "kepada_jabatan_id", "dibuat_pada", name="uq_disposisi_sekali"),
        Index("ix_disposisi_surat_masuk_id", "surat_masuk_id"),
        Index("ix_disposisi_induk_id", "induk_id"),
        Index("ix_disposisi_kepada_jabatan_id", "kepada_jabatan_id", "id"),
        Index(
            "ix_disposisi_terbuka",
            "tenggat",
            sqlite_where=text("selesai_pada IS NULL"),
            postgresql_where=text("selesai_pada IS NULL"),
        ),
        Index("ix_disposisi_laporan_file_id", "laporan_file_id"),
    )

    surat_masuk_id: Mapped[int] = mapped_column(ForeignKey("surat_masuk.id"))
    induk_id: Mapped[int | None] = mapped_column(ForeignKey("disposisi.id"))
    dari_jabatan_id: Mapped[int] = mapped_column(ForeignKey("jabatan.id"))
    dari_pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    kepada_jabatan_id: Mapped[int] = mapped_column(ForeignKey("jabatan.id"))
    instruksi: Mapped[list] = mapped_column(default=list)
    """Codes of parameter `naskah_dinas.instruksi`."""
    catatan: Mapped[str] = mapped_column(String(2000), default="", info={"audit": "hash"})
    tenggat: Mapped[datetime | None]
    laporan: Mapped[str] = mapped_column(Text, default="", info={"audit": "hash"})
    laporan_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    dibuat_pada: Mapped[datetime] = mapped_column(default=now)
    selesai_pada: Mapped[datetime | None]

    surat_masuk: Mapped[SuratMasuk] = relationship(back_populates="disposisi")
    induk: Mapped[Disposisi | None] = relationship(remote_side="Disposisi.id", back_populates="turunan")
    turunan: Mapped[list[Disposisi]] = relationship(order_by="Disposisi.id", back_populates="induk")
    dari_jabatan: Mapped[Jabatan] = relationship(foreign_keys=[dari_jabatan_id])
    dari_pegawai: Mapped[Pegawai] = relationship(foreign_keys=[dari_pegawai_id])
    kepada_jabatan: Mapped[Jabatan] = relationship(foreign_keys=[kepada_jabatan_id])
    laporan_file: Mapped[StoredFile | None] = relationship()

    def __rantai__(self) -> str:
        return f"surat_masuk:{self.surat_masuk_id}"


class Berkas(Dokumen, Base):
    """An archive file: letters of one matter under one leaf of the classification.

    Its retention is fixed when it is closed, by the list as it stood then: `ditutup_pada` is the day of the event from
    which it counts, `inaktif_mulai` and `keputusan_mulai` the first days of those phases (None: the code has no retention).
    """

    __tablename__ = "berkas"
    __table_args__ = (
        CheckConstraint("status IN ('terbuka', 'digabung') OR ditutup_pada IS NOT NULL", name="ditutup"),
        CheckConstraint("nasib IN ('', 'musnah', 'serah', 'nilai')", name="nasib"),
        CheckConstraint("status <> 'dimusnahkan' OR ditahan_pada IS NULL", name="ditahan_tidak_musnah"),
        UniqueConstraint("opd_id", "klasifikasi", "tahun", "judul", name="uq_berkas_judul"),
        Index("ix_berkas_opd_id", "opd_id", "id"),
        Index("ix_berkas_urut_judul", "judul", "id"),
        Index("ix_berkas_klasifikasi", "klasifikasi", "id"),
        Index("ix_berkas_inaktif", text(AKHIR % "inaktif_mulai"), "id"),
        Index("ix_berkas_keputusan", text(AKHIR % "keputusan_mulai"), "id"),
        Index("ix_berkas_penyusutan_id", "penyusutan_id"),
    )

    status: Mapped[str] = mapped_column(String(30), default="terbuka")
    opd_id: Mapped[int] = mapped_column(ForeignKey("unit_kerja.id"))
    klasifikasi: Mapped[str] = mapped_column(String(20))
    judul: Mapped[str] = mapped_column(String(200))
    tahun: Mapped[int]
    dibuka_pada: Mapped[datetime] = mapped_column(default=now)
    ditutup_pada: Mapped[date | None]
    inaktif_mulai: Mapped[date | None]
    keputusan_mulai: Mapped[date | None]
    nasib: Mapped[str] = mapped_column(String(10), default="")
    """musnah, serah (permanent: to the archive institution) or nilai (to be appraised first)."""
    persetujuan: Mapped[str] = mapped_column(String(30), default="")
    """Who decides its fate, as the parameter `naskah_dinas.retensi` said on the day it was closed."""
    ditahan_pada: Mapped[datetime | None]
    """Legal hold: nothing of it takes part in a disposal until it is lifted."""
    ditahan_alasan: Mapped[str] = mapped_column(String(500), default="")
    penyusutan_id: Mapped[int | None] = mapped_column(ForeignKey("penyusutan.id"))
    """The open document of disposal that it stands in: never two at once."""

    opd: Mapped[UnitKerja] = relationship()
