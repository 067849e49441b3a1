"""Reads about letters received: the agenda, the page of one letter, its timeline, the choices of who registers one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from suite.core import policy
from suite.core.actor import Actor
from suite.core.aturan import parameter
from suite.core.clock import awal_hari, local_date, now
from suite.core.db import memuat, session
from suite.core.files.models import StoredFile
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan, Peran, UnitKerja
from suite.core.web import Kursor
from suite.core.web.urutan import atau_akhir, berurut
from suite.core.workflow import RiwayatAlur, Task
from suite.naskah_dinas.models import Disposisi, SuratKeluar, SuratLampiran, SuratMasuk
from suite.naskah_dinas.models_surel import LampiranMasuk
from suite.naskah_dinas.services.berkas import dimusnahkan

TAMPILAN = {"menunggu": "Menunggu saya", "unit": "Unit saya", "semua": "Semua"}
UKURAN = 25
TERBUKA = ("diterima", "didisposisi", "ditindaklanjuti")
URUTAN = {"nomor": SuratMasuk.tanggal, "diterima": SuratMasuk.id, "tenggat": atau_akhir(SuratMasuk.tenggat)}
"""Orders of the list, by its columns: what is received goes by id."""


@dataclass(frozen=True)
class Saringan:
    """What narrows the agenda: words, status, speed, first and last day of receipt (both included), only late ones."""

    kata: str = ""
    status: str = ""
    sifat: str = ""
    dari: date | None = None
    sampai: date | None = None
    terlambat: bool = False

    @property
    def ada(self) -> bool:
        return any((self.kata, self.status, self.sifat, self.dari, self.sampai, self.terlambat))


@dataclass(frozen=True)
class Kemajuan:
    """How far the disposisi of a letter are, those given elsewhere left out: n of m reported, how many are late."""

    jumlah: int = 0
    selesai: int = 0
    terlambat: int = 0
    dikembalikan: int = 0

    @property
    def kalimat(self) -> str:
        """'1 dari 5 selesai, 1 terlambat'; empty without disposisi."""
        if not self.jumlah:
            return ""
        telat = f", {self.terlambat} terlambat" if self.terlambat else ""
        return f"{self.selesai} dari {self.jumlah} selesai{telat}"


@dataclass(frozen=True)
class BarisMasuk:
    """One row of the agenda. `saya` is why it waits for the actor; empty when it does not."""

    id: int
    versi: int
    agenda: int
    tahun: int
    pengirim: str
    nomor: str
    tanggal: date
    hal: str
    sifat: str
    keamanan: str
    status: str
    tembusan: bool
    diterima_pada: datetime
    tenggat: datetime | None
    tujuan: str
    saya: str
    kemajuan: Kemajuan


def daftar(
    actor: Actor, tampilan: str, saring: Saringan, kursor: Kursor | None, *, ukuran: int = UKURAN, urut: str = ""
) -> list[BarisMasuk]:
    """At most one page (`ukuran` rows) and one row of letters that the actor may see, newest first or in the order `urut`
    (of `URUTAN`; reversed going back).

    Two queries, whatever the page holds.
    """
    saya = _tugas_saya(actor).with_only_columns(func.min(Task.alasan)).where(Task.objek_id == SuratMasuk.id)
    q = (
        select(
            *(getattr(SuratMasuk, k) for k in KOLOM),
            Jabatan.nama.label("tujuan"),
            func.coalesce(saya.scalar_subquery(), "").label("saya"),
        )
        .join(Jabatan, Jabatan.id == SuratMasuk.tujuan_jabatan_id)
        .where(policy.lingkup("surat_masuk.lihat", actor), di_tab(actor, tampilan), *_saringan(saring))
        .limit(ukuran + 1)
    )
    baris = session.execute(berurut(q, SuratMasuk.id, kursor, urut, URUTAN)).mappings().all()
    maju = kemajuan_banyak([b["id"] for b in baris])
    return [BarisMasuk(**b, kemajuan=maju.get(b["id"], Kemajuan())) for b in baris]


def hitung(actor: Actor, tampilan: str, saring: Saringan) -> int:
    """How many rows `daftar` has in all: for a long export, never for a page."""
    syarat = (policy.lingkup("surat_masuk.lihat", actor), di_tab(actor, tampilan), *_saringan(saring))
    return session.scalar(select(func.count()).select_from(SuratMasuk).where(*syarat)) or 0


KOLOM = (
    "id", "versi", "agenda", "tahun", "pengirim", "nomor", "tanggal", "hal", "sifat", "keamanan", "status", "tembusan",
    "diterima_pada", "tenggat",
)  # fmt: skip


def _tugas_saya(actor: Actor) -> Any:
    return select(Task.objek_id).where(
        Task.jenis == "surat_masuk", Task.ditutup_pada.is_(None), Task.untuk.in_(sorted(actor.kunci))
    )


def di_tab(actor: Actor, tampilan: str) -> ColumnElement[bool]:
    """SQL condition: the letter stands in this tab of the list (of `TAMPILAN`)."""
    if tampilan == "menunggu":
        return SuratMasuk.id.in_(_tugas_saya(actor))
    if tampilan == "unit":
        return SuratMasuk.opd_id.in_(sorted(actor.opd_ids))
    return SuratMasuk.id.is_not(None)


def _saringan(s: Saringan) -> list[ColumnElement[bool]]:
    syarat: list[ColumnElement[bool]] = []
    for kata in s.kata.split()[:6]:
        cocok = [memuat(kata, SuratMasuk.hal, SuratMasuk.nomor, SuratMasuk.pengirim)]
        if kata.isascii() and kata.isdigit() and len(kata) < 8:
            cocok.append(SuratMasuk.agenda == int(kata))
        syarat.append(or_(*cocok))
    if s.status:
        syarat.append(SuratMasuk.status == s.status)
    if s.sifat:
        syarat.append(SuratMasuk.sifat == s.sifat)
    if s.dari:
        syarat.append(SuratMasuk.diterima_pada >= awal_hari(s.dari))
    if s.sampai:
        syarat.append(SuratMasuk.diterima_pada < awal_hari(s.sampai + timedelta(days=1)))
    if s.terlambat:
        syarat.append(and_(SuratMasuk.status.in_(TERBUKA), SuratMasuk.tenggat < now()))
    return syarat


def kemajuan_banyak(surat_masuk_ids: Sequence[int]) -> dict[int, Kemajuan]:
    """How far the disposisi of these letters are, in one query."""
    if not surat_masuk_ids:
        return {}
    terbuka = Disposisi.status.in_(("baru", "dikerjakan", "diteruskan"))

    def banyak(syarat: ColumnElement[bool]) -> Any:
        return func.sum(case((syarat, 1), else_=0))

    q = (
        select(
            Disposisi.surat_masuk_id,
            func.count(),
            banyak(Disposisi.status == "selesai"),
            banyak(and_(terbuka, Disposisi.tenggat < now())),
            banyak(Disposisi.status == "dikembalikan"),
        )
        .where(Disposisi.surat_masuk_id.in_(surat_masuk_ids), Disposisi.status != "ditarik")
        .group_by(Disposisi.surat_masuk_id)
    )
    return {i: Kemajuan(n, int(s), int(t), int(k)) for i, n, s, t, k in session.execute(q)}


# One letter --------------------------------------------------------------------------------------------------------


def berkas_surat(m: SuratMasuk) -> StoredFile | None:
    """The paper: of a letter from inside the signed PDF, else the scan. None: a sealed envelope, migrated, or destroyed."""
    if dimusnahkan(m):
        return None
    return m.surat_keluar.signed if m.surat_keluar is not None else m.file


def lampiran(m: SuratMasuk) -> Sequence[SuratLampiran | LampiranMasuk]:
    """What came with the letter: the attachments of a letter from inside, or the files of one that came by mail."""
    if m.surat_keluar is not None:
        return m.surat_keluar.lampiran
    q = select(LampiranMasuk).options(joinedload(LampiranMasuk.file)).where(LampiranMasuk.surat_masuk_id == m.id)
    return session.scalars(q.order_by(LampiranMasuk.urut)).all()


def aturan_tenggat(m: SuratMasuk) -> str:
    """Why it is due then: 'Segera: 48 jam', 'Penting: 3 hari kerja'."""
    lama = parameter("naskah_dinas.tenggat", local_date(m.diterima_pada)).get(m.sifat)
    if lama is None:
        return ""
    return f"{lama['nama']}: {lama['jam']} jam" if "jam" in lama else f"{lama['nama']}: {lama['hari_kerja']} hari kerja"


def balasan(actor: Actor, m: SuratMasuk) -> Sequence[SuratKeluar]:
    """Letters of ours that answer this one and that the actor may see, newest first."""
    q = select(SuratKeluar).where(SuratKeluar.menjawab_id == m.id, policy.lingkup("surat_keluar.lihat", actor))
    return session.scalars(q.order_by(SuratKeluar.id.desc()).limit(20)).all()


def ralat(m: SuratMasuk) -> list[tuple[str, SuratMasuk]]:
    """What the same post received that corrects this letter, and what this one corrects, each with its word."""
    if m.surat_keluar is None:
        return []
    q = (
        select(SuratMasuk, SuratKeluar.meralat_id)
        .join(SuratKeluar, SuratKeluar.id == SuratMasuk.surat_keluar_id)
        .where(
            SuratMasuk.tujuan_jabatan_id == m.tujuan_jabatan_id,
            or_(SuratKeluar.meralat_id == m.surat_keluar_id, SuratKeluar.id == m.surat_keluar.meralat_id),
        )
    )
    return [
        ("Diralat dengan" if asal == m.surat_keluar_id else "Meralat", x)
        for x, asal in session.execute(q.order_by(SuratMasuk.id).limit(20))
    ]


def kejadian(m: SuratMasuk, disposisi: Sequence[Disposisi]) -> Sequence[RiwayatAlur]:
    """What happened to the letter and to its disposisi, newest first. One query."""
    milik = [and_(RiwayatAlur.jenis == "surat_masuk", RiwayatAlur.objek_id == m.id)]
    if disposisi:
        milik.append(and_(RiwayatAlur.jenis == "disposisi", RiwayatAlur.objek_id.in_([d.id for d in disposisi])))
    # A disposisi given shows as its own beginning: the letter's move of the same moment would say it twice.
    q = select(RiwayatAlur).where(or_(*milik), RiwayatAlur.transisi.not_in(("disposisi", "teruskan")))
    return session.scalars(q.order_by(RiwayatAlur.id.desc()).limit(300)).all()


# Registering by hand -----------------------------------------------------------------------------------------------


def opd_agenda(actor: Actor) -> Sequence[UnitKerja]:
    """The offices whose agenda the actor keeps (pengadministrasi or arsiparis there)."""
    sendiri = or_(UnitKerja.id == UnitKerja.opd_id, UnitKerja.opd_id.is_(None))
    q = select(UnitKerja).where(sendiri, identitas.berlaku(UnitKerja))
    if not actor.punya_peran("pengadministrasi@*", "arsiparis@*"):
        milik = select(Peran.unit_id).where(
            Peran.pegawai_id == (actor.pegawai_id or 0),
            Peran.nama.in_(("pengadministrasi", "arsiparis")),
            identitas.berlaku(Peran),
        )
        q = q.where(UnitKerja.id.in_(milik))
    return session.scalars(q.order_by(UnitKerja.id).limit(200)).all()


def pilihan_tujuan(opd_ids: Sequence[int]) -> Sequence[Jabatan]:
    """Posts to which a letter may be addressed in these offices: heads first, then the other officials."""
    unit = select(UnitKerja.id).where(or_(UnitKerja.opd_id.in_(opd_ids), UnitKerja.id.in_(opd_ids)))
    q = (
        select(Jabatan)
        .options(joinedload(Jabatan.unit))
        .where(Jabatan.unit_id.in_(unit), identitas.berlaku(Jabatan), or_(Jabatan.kepala, Jabatan.eselon != ""))
        .order_by(Jabatan.jenis != "politik", Jabatan.eselon == "", Jabatan.eselon, Jabatan.kepala.desc(), Jabatan.id)
    )
    return session.scalars(q.limit(300)).all()


def opd_tujuan(actor: Actor) -> dict[int, int]:
    """Of each post for which the actor may register letters, the office whose agenda holds them."""
    return {j.id: j.unit.opd_id or j.unit_id for j in pilihan_tujuan([u.id for u in opd_agenda(actor)])}
