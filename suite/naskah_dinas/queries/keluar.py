"""Reads about letters of ours: the list, the page of one letter, its approval chain and its neighbours in the inbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, case, cast, exists, func, or_, select

from suite.core import policy
from suite.core.actor import Actor
from suite.core.clock import awal_hari
from suite.core.db import memuat, session
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan, Pegawai
from suite.core.web import Kursor
from suite.core.web.urutan import atau_akhir, berurut
from suite.core.workflow import LangkahRute, Task, inbox, route
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk, SuratTujuan
from suite.naskah_dinas.models_luar import KirimanLuar
from suite.naskah_dinas.services import jenis, keluar

TAMPILAN = {
    "menunggu": "Menunggu saya", "konsep": "Konsep saya", "saya": "Surat saya", "unit": "Unit saya", "kantor": "Kantor saya",
    "semua": "Semua",
}  # fmt: skip
UKURAN = 25
BELUM_TERBIT = ("konsep", "paraf", "siap_ttd", "menandatangani")
URUTAN = {"tanggal": atau_akhir(SuratKeluar.tanggal), "dibuat": SuratKeluar.id}
"""Orders of the list; a draft has no date yet and comes after what is dated."""


@dataclass(frozen=True)
class Saringan:
    """What narrows the list: words, kind, status, speed, first and last day (both included)."""

    kata: str = ""
    jenis: str = ""
    status: str = ""
    sifat: str = ""
    dari: date | None = None
    sampai: date | None = None
    luar: str = ""
    """`gagal`: a delivery to somebody outside failed, or nobody knows whether it arrived."""

    @property
    def ada(self) -> bool:
        return any((self.kata, self.jenis, self.status, self.sifat, self.dari, self.sampai, self.luar))


@dataclass(frozen=True)
class Tunggu:
    """Where a letter lies: the open task that is mine, or the first one; `di` names who holds it."""

    aksi: str
    saya: bool
    di: str
    sejak: datetime
    tenggat: datetime | None


@dataclass(frozen=True)
class BarisSurat:
    """One row of the list; never the body."""

    id: int
    versi: int
    jenis: str
    hal: str
    status: str
    ronde: int
    sifat: str
    nomor: str | None
    tanggal: date | None
    dibuat_pada: datetime
    konseptor: str
    tujuan: str | None
    banyak_tujuan: int
    tunggu: Tunggu | None = field(default=None)


def daftar(
    actor: Actor, tampilan: str, saring: Saringan, kursor: Kursor | None, *, ukuran: int = UKURAN, urut: str = ""
) -> list[BarisSurat]:
    """At most one page (`ukuran` rows) and one row of letters that the actor may see, newest first or in the order `urut`
    (of `URUTAN`; reversed going back).

    Two queries, whatever the page holds.
    """
    kepada = (SuratTujuan.surat_id == SuratKeluar.id, SuratTujuan.macam == "kepada")
    q = (
        select(
            SuratKeluar.id,
            SuratKeluar.versi,
            SuratKeluar.jenis,
            SuratKeluar.hal,
            SuratKeluar.status,
            SuratKeluar.ronde,
            SuratKeluar.sifat,
            SuratKeluar.nomor,
            SuratKeluar.tanggal,
            SuratKeluar.dibuat_pada,
            Pegawai.nama.label("konseptor"),
            select(SuratTujuan.teks)
            .where(*kepada)
            .order_by(SuratTujuan.urut)
            .limit(1)
            .scalar_subquery()
            .label("tujuan"),
            select(func.count()).select_from(SuratTujuan).where(*kepada).scalar_subquery().label("banyak_tujuan"),
            jenis.kolom_stempel().label("stempel"),
        )
        .join(Pegawai, Pegawai.id == SuratKeluar.konseptor_id)
        .where(policy.lingkup("surat_keluar.lihat", actor), di_tab(actor, tampilan), *_saringan(saring))
        .limit(ukuran + 1)
    )
    baris = [dict(b) for b in session.execute(berurut(q, SuratKeluar.id, kursor, urut, URUTAN)).mappings()]
    for b in baris:
        jenis.ingat_stempel(b.pop("stempel"))
    tunggu = _tunggu(actor, [b["id"] for b in baris])
    return [BarisSurat(**b, tunggu=tunggu.get(b["id"])) for b in baris]


def hitung(actor: Actor, tampilan: str, saring: Saringan) -> int:
    """How many rows `daftar` has in all: for a long export, never for a page."""
    q = (
        select(func.count())
        .select_from(SuratKeluar)
        .join(Pegawai, Pegawai.id == SuratKeluar.konseptor_id)
        .where(policy.lingkup("surat_keluar.lihat", actor), di_tab(actor, tampilan), *_saringan(saring))
    )
    return session.scalar(q) or 0


def di_tab(actor: Actor, tampilan: str) -> ColumnElement[bool]:
    """SQL condition: the letter stands in this tab of the list (of `TAMPILAN`)."""
    if tampilan == "menunggu":
        return SuratKeluar.id.in_(
            select(Task.objek_id).where(
                Task.jenis == "surat_keluar", Task.ditutup_pada.is_(None), Task.untuk.in_(sorted(actor.kunci))
            )
        )
    if tampilan == "konsep":
        return and_(SuratKeluar.konseptor_id == (actor.pegawai_id or 0), SuratKeluar.status.in_(BELUM_TERBIT))
    if tampilan == "saya":
        return SuratKeluar.konseptor_id == (actor.pegawai_id or 0)
    if tampilan == "kantor":
        return SuratKeluar.opd_id.in_(sorted(actor.opd_ids))
    if tampilan == "unit":
        return SuratKeluar.unit_id.in_(sorted({p.unit_id for p in actor.penugasan}))
    return SuratKeluar.id.is_not(None)


def _saringan(s: Saringan) -> list[ColumnElement[bool]]:
    syarat: list[ColumnElement[bool]] = [
        or_(
            memuat(kata, SuratKeluar.hal, SuratKeluar.nomor, Pegawai.nama),
            exists().where(SuratTujuan.surat_id == SuratKeluar.id, memuat(kata, SuratTujuan.teks)),
        )
        for kata in s.kata.split()[:6]
    ]
    if s.luar == "gagal":
        bermasalah = select(KirimanLuar.surat_id).where(
            KirimanLuar.kini.is_(True), KirimanLuar.keadaan.in_(("gagal", "ragu"))
        )
        syarat.append(SuratKeluar.id.in_(bermasalah))
    if s.dari:
        awal = awal_hari(s.dari)
        syarat.append(
            or_(SuratKeluar.tanggal >= s.dari, and_(SuratKeluar.tanggal.is_(None), SuratKeluar.dibuat_pada >= awal))
        )
    if s.sampai:
        akhir = awal_hari(s.sampai + timedelta(days=1))
        syarat.append(
            or_(SuratKeluar.tanggal <= s.sampai, and_(SuratKeluar.tanggal.is_(None), SuratKeluar.dibuat_pada < akhir))
        )
    return syarat


def _tunggu(actor: Actor, ids: Sequence[int]) -> dict[int, Tunggu]:
    """Where each of these letters waits, in one query."""
    if not ids:
        return {}
    # CASE, so that PostgreSQL never casts the key of a person or a role to a number.
    jabatan_id = case((Task.untuk.like("j:%"), cast(func.substr(Task.untuk, 3), BigInteger)))
    q = (
        select(Task.objek_id, Task.aksi, Task.untuk, Task.dibuka_pada, Task.tenggat, Jabatan.nama)
        .outerjoin(Jabatan, Jabatan.id == jabatan_id)
        .where(Task.jenis == "surat_keluar", Task.objek_id.in_(ids), Task.ditutup_pada.is_(None))
        .order_by(Task.id)
    )
    hasil: dict[int, Tunggu] = {}
    for objek_id, aksi, untuk, sejak, tenggat, jabatan in session.execute(q):
        saya = untuk in actor.kunci
        if objek_id not in hasil or (saya and not hasil[objek_id].saya):
            hasil[objek_id] = Tunggu(aksi, saya, jabatan or "konseptor", sejak, tenggat)
    return hasil


# One letter --------------------------------------------------------------------------------------------------------


def rantai(surat: SuratKeluar, actor: Actor) -> list[dict[str, Any]]:
    """The approval chain as the component `rantai` draws it; for a draft the chain that it will take."""
    if surat.status == "konsep":
        langkah = [(x.jabatan_id, "paraf", None) for x in keluar.calon_rantai(surat)]
        if surat.penanda_jabatan_id is not None:
            langkah.append((surat.penanda_jabatan_id, "tanda_tangan", None))
    else:
        langkah = [(x.jabatan_id, x.aksi, x) for x in route.rute(surat)]
    ids = [j for j, _, _ in langkah]
    pemegang = identitas.pemegang_banyak(ids)
    nama = identitas.nama_banyak(Jabatan, ids)
    kini = {x.id for x in route.berjalan(surat)} if surat.status in {"paraf", "siap_ttd"} else set()
    return [_langkah(actor, nama.get(j, "Jabatan"), pemegang.get(j), aksi, x, kini) for j, aksi, x in langkah]


def _langkah(
    actor: Actor, jabatan: str, pemegang: identitas.Pemegang | None, aksi: str, x: LangkahRute | None, kini: set[int]
) -> dict[str, Any]:
    kata = "tanda tangan" if aksi == "tanda_tangan" else "paraf"
    dasar: dict[str, Any] = {"ikon": "signature" if aksi == "tanda_tangan" else None, "anda": False}
    if x is not None and x.selesai_pada is not None:
        return dasar | {
            "nama": x.oleh_nama,
            "ket": x.oleh_sebutan,
            "keadaan": "selesai",
            "pada": x.selesai_pada,
            "kata": kata,
        }
    orang = pemegang.pegawai.nama_lengkap if pemegang else "Belum ada pejabat"
    sebutan = f"{pemegang.jenis} {jabatan}" if pemegang and pemegang.jenis != "definitif" else jabatan
    keadaan = "nanti" if x is None or x.id not in kini else "kini"
    if x is not None and x.dilewati:
        keadaan = "lewati"
    anda = keadaan == "kini" and x is not None and actor.sebagai_jabatan(x.jabatan_id) is not None
    return dasar | {
        "nama": orang,
        "ket": f"{sebutan} · {kata}",
        "keadaan": keadaan,
        "anda": anda,
        "jabatan": sebutan,
        "kata": kata,
    }


def kalimat_sesudah(langkah: Sequence[dict[str, Any]]) -> str:
    """What follows the present step: 'Sesudah ini ke Sekretaris Dinas, lalu tanda tangan Kepala Dinas.'"""
    nanti = [x for x in langkah if x["keadaan"] == "nanti"]
    if not nanti:
        return ""
    kata = [x["jabatan"] if x["kata"] == "paraf" else f"tanda tangan {x['jabatan']}" for x in nanti]
    if len(kata) > 3:
        kata = [kata[0], f"{len(kata) - 2} paraf lain", kata[-1]]
    return f"Sesudah ini {'ke ' if nanti[0]['kata'] == 'paraf' else ''}{', lalu '.join(kata)}."


@dataclass(frozen=True)
class Tetangga:
    """The place of a letter among those that wait for the actor (1-based), and its neighbours."""

    ke: int
    dari: int
    sebelum: int | None
    sesudah: int | None


def tetangga(actor: Actor, surat_id: int) -> Tetangga | None:
    """None when this letter does not wait for the actor."""
    ids = list(dict.fromkeys(t.objek_id for t in inbox.tugas_saya(actor, jenis="surat_keluar")))
    if surat_id not in ids:
        return None
    i = ids.index(surat_id)
    return Tetangga(i + 1, len(ids), ids[i - 1] if i else None, ids[i + 1] if i + 1 < len(ids) else None)


@dataclass(frozen=True)
class Penerimaan:
    """What became of a letter at one addressee: its agenda there."""

    teks: str
    tembusan: bool
    agenda: int | None
    diterima_pada: datetime | None


def penerimaan(surat: SuratKeluar) -> list[Penerimaan]:
    """The addressees in order, with the agenda number of those inside that have received it."""
    masuk: dict[int, SuratMasuk] = {}
    if surat.terbit_pada is not None:
        q = select(SuratMasuk).where(SuratMasuk.surat_keluar_id == surat.id).limit(1000)
        masuk = {m.tujuan_jabatan_id: m for m in session.scalars(q)}
    kepala = _kepala_unit({t.unit_id for t in surat.tujuan if t.unit_id is not None and t.jabatan_id is None})
    hasil = []
    for t in [*surat.kepada, *surat.tembusan]:
        jabatan_id = t.jabatan_id or kepala.get(t.unit_id or 0)
        m = masuk.get(jabatan_id or 0)
        hasil.append(Penerimaan(t.teks, t.macam == "tembusan", m.agenda if m else None, m.diterima_pada if m else None))
    return hasil


def _kepala_unit(unit_ids: set[int]) -> dict[int, int]:
    if not unit_ids:
        return {}
    q = select(Jabatan.unit_id, Jabatan.id).where(
        Jabatan.unit_id.in_(unit_ids), Jabatan.kepala.is_(True), identitas.berlaku(Jabatan)
    )
    return dict(session.execute(q.order_by(Jabatan.id.desc())).all())


def jenis_terakhir(actor: Actor, banyak: int = 3) -> list[str]:
    """Kinds of the letters that the person drafted last, the latest first, each once."""
    if actor.pegawai_id is None:
        return []
    q = select(SuratKeluar.jenis).where(SuratKeluar.konseptor_id == actor.pegawai_id)
    kode = session.scalars(q.order_by(SuratKeluar.id.desc()).limit(50))
    return list(dict.fromkeys(kode))[:banyak]
