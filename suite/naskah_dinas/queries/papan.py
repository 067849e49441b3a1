"""Boards of letters: how many, how long each step takes and with whom, what is late. Only letters that the actor may see count.

A board is of the person (`saya`), of the office (`kantor`) or, for the auditor, of the city (`kota`). Times are elapsed time
by the clock, nights and holidays included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, func, literal, select, union_all

from suite.core import policy
from suite.core.actor import Actor
from suite.core.clock import awal_hari, today
from suite.core.db import session
from suite.core.identity import queries as identitas
from suite.core.identity.models import Account, Jabatan, Pegawai, UnitKerja
from suite.core.statistik import Ringkas, detik, ringkas
from suite.core.workflow import RiwayatAlur, Task
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from suite.naskah_dinas.queries import disposisi as q_disposisi
from suite.naskah_dinas.queries import keluar as q_keluar
from suite.naskah_dinas.queries import masuk as q_masuk

TAMPILAN = {"saya": "Saya", "kantor": "Kantor saya", "kota": "Seluruh kota"}
MASA = {"30": "30 hari", "90": "90 hari", "tahun": "Tahun ini", "lalu": "Tahun lalu"}
LANGKAH = {
    "total": "Seluruhnya", "tulis": "Menulis konsep", "paraf": "Tiap paraf", "ajukan": "Memperbaiki",
    "tandatangani": "Tanda tangan",
}  # fmt: skip
"""Steps of a letter of ours: from the first word to the signature, and what lies between."""
PUTUSAN = {
    ("surat_keluar", "paraf"): "Paraf", ("surat_keluar", "tandatangani"): "Tanda tangan",
    ("surat_keluar", "ajukan"): "Perbaikan", ("surat_masuk", "disposisi"): "Disposisi",
    ("surat_masuk", "selesaikan"): "Penyelesaian", ("disposisi", "laporkan"): "Laporan",
}  # fmt: skip
"""What waits in one's hands, by kind of document and act."""
PALING_BANYAK = 30


@dataclass(frozen=True)
class Rentang:
    """First and last day, both included."""

    dari: date
    sampai: date

    @property
    def instan(self) -> tuple[datetime, datetime]:
        """The first instant of the period, and the first after it."""
        return awal_hari(self.dari), awal_hari(self.sampai + timedelta(days=1))


def rentang(masa: str) -> Rentang:
    """The period of a name of `MASA`; it ends today, last year's on its 31 December."""
    kini = today()
    if masa == "lalu":
        return Rentang(date(kini.year - 1, 1, 1), date(kini.year - 1, 12, 31))
    return Rentang(date(kini.year, 1, 1) if masa == "tahun" else kini - timedelta(days=int(masa) - 1), kini)


def tampilan_bagi(actor: Actor) -> dict[str, str]:
    """The boards that the actor has."""
    boleh = {"saya", "kantor"} if actor.penugasan else set()
    return {k: v for k, v in TAMPILAN.items() if k in boleh or (k == "kota" and "auditor" in actor.kunci)}


# Numbers -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Angka:
    """The numbers of a board; each is the count of the list that it opens. None: not on this board."""

    keluar: int
    konsep: int | None = None
    masuk: int | None = None
    masuk_terlambat: int | None = None
    disposisi_terlambat: int | None = None


def angka(actor: Actor, tampilan: str, r: Rentang) -> Angka:
    """Counted under the very conditions of the lists, so that a number and its list never differ."""
    if tampilan == "saya":
        return Angka(
            keluar=q_keluar.hitung(actor, "saya", q_keluar.Saringan(dari=r.dari, sampai=r.sampai)),
            konsep=q_keluar.hitung(actor, "konsep", q_keluar.Saringan()),
            disposisi_terlambat=q_disposisi.hitung(actor, "untuk", "terlambat"),
        )
    keluar, masuk = TAB[tampilan]
    return Angka(
        keluar=q_keluar.hitung(actor, keluar, q_keluar.Saringan(dari=r.dari, sampai=r.sampai)),
        masuk=q_masuk.hitung(actor, masuk, q_masuk.Saringan(dari=r.dari, sampai=r.sampai)),
        masuk_terlambat=q_masuk.hitung(actor, masuk, q_masuk.Saringan(terlambat=True)),
        disposisi_terlambat=q_disposisi.hitung(actor, "kantor", "terlambat") if tampilan == "kantor" else None,
    )


TAB = {"saya": ("saya", ""), "kantor": ("kantor", "unit"), "kota": ("semua", "semua")}
"""The tabs of the lists of letters sent and received that hold what a board counts."""


def _keluar(actor: Actor, tampilan: str) -> ColumnElement[bool]:
    return and_(q_keluar.di_tab(actor, TAB[tampilan][0]), policy.lingkup("surat_keluar.lihat", actor))


def _masuk(actor: Actor, tampilan: str) -> ColumnElement[bool]:
    return and_(q_masuk.di_tab(actor, TAB[tampilan][1]), policy.lingkup("surat_masuk.lihat", actor))


# Volume ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bulan:
    """Letters signed and letters received in one month (`awal` is its first day)."""

    awal: date
    keluar: int
    masuk: int


def volume(actor: Actor, tampilan: str, banyak: int = 12) -> list[Bulan]:
    """The last `banyak` months up to the present one, oldest first. At most two queries."""
    awal = [_geser(today().replace(day=1), -n) for n in range(banyak - 1, -1, -1)]
    batas = [*awal, _geser(awal[-1], 1)]
    keluar = _per_bulan(SuratKeluar.tanggal, batas, _keluar(actor, tampilan))
    masuk = [0] * banyak
    if tampilan != "saya":
        masuk = _per_bulan(SuratMasuk.diterima_pada, [awal_hari(x) for x in batas], _masuk(actor, tampilan))
    return [Bulan(*x) for x in zip(awal, keluar, masuk, strict=True)]


def _per_bulan(kolom: Any, batas: Sequence[Any], syarat: ColumnElement[bool]) -> list[int]:
    """How many rows lie from each bound to before the next: one row of the store."""
    pilah = [func.sum(case((and_(kolom >= a, kolom < b), 1), else_=0)) for a, b in pairwise(batas)]
    q = select(*pilah).where(syarat, kolom >= batas[0], kolom < batas[-1])
    return [n or 0 for n in session.execute(q).one()]


def _geser(awal: date, bulan: int) -> date:
    n = awal.year * 12 + awal.month - 1 + bulan
    return awal.replace(year=n // 12, month=n % 12 + 1)


# Times -------------------------------------------------------------------------------------------------------------


def waktu_langkah(actor: Actor, tampilan: str, r: Rentang) -> dict[str, Ringkas]:
    """By step (`LANGKAH`): how long it took, in seconds, in letters signed within the period. One query."""
    surat = (_keluar(actor, tampilan), SuratKeluar.tanggal.between(r.dari, r.sampai), SuratKeluar.migrasi.is_(False))
    ajukan = (
        select(func.min(RiwayatAlur.pada))
        .where(
            RiwayatAlur.jenis == "surat_keluar",
            RiwayatAlur.objek_id == SuratKeluar.id,
            RiwayatAlur.transisi == "ajukan",
        )
        .scalar_subquery()
    )
    total = detik(SuratKeluar.dibuat_pada, SuratKeluar.ditandatangani_pada)
    q = union_all(
        select(literal("total"), total.label("n")).where(*surat, SuratKeluar.ditandatangani_pada.is_not(None)),
        select(literal("tulis"), detik(SuratKeluar.dibuat_pada, ajukan)).where(*surat, ajukan.is_not(None)),
        select(Task.aksi, detik(Task.dibuka_pada, Task.ditutup_pada))
        .join(SuratKeluar, SuratKeluar.id == Task.objek_id)
        .where(*surat, Task.jenis == "surat_keluar", Task.ditutup_pada.is_not(None), Task.aksi.in_(LANGKAH)),
    )
    return ringkas(q)


def waktu_saya(actor: Actor, r: Rentang) -> dict[tuple[str, str], Ringkas]:
    """By what waited (`PUTUSAN`): how long it lay with the actor's posts until the actor did it. One query."""
    awal, akhir = r.instan
    q = select(Task.jenis + ":" + Task.aksi, detik(Task.dibuka_pada, Task.ditutup_pada)).where(
        Task.ditutup_oleh == (actor.account_id or 0), Task.ditutup_pada >= awal, Task.ditutup_pada < akhir
    )
    hasil = {tuple(k.split(":", 1)): v for k, v in ringkas(q).items()}
    return {k: hasil[k] for k in PUTUSAN if k in hasil}


@dataclass(frozen=True)
class BarisOrang:
    """One person: what was done within the period, and how long it had waited."""

    nama: str
    jabatan: str
    waktu: Ringkas


def waktu_orang(actor: Actor, r: Rentang) -> list[BarisOrang]:
    """Paraf and signatures by person, slowest median first, for who heads a unit: only posts of the own tree. Two queries.

    Letters that the head may not see are left out, as everywhere.
    """
    kepala = [p.unit_id for p in actor.penugasan if p.kepala]
    if not kepala:
        return []
    awal, akhir = r.instan
    pos = select(literal("j:") + cast(Jabatan.id, String)).where(Jabatan.unit_id.in_(identitas.unit_bawah(kepala)))
    q = (
        select(Task.ditutup_oleh, detik(Task.dibuka_pada, Task.ditutup_pada))
        .join(SuratKeluar, SuratKeluar.id == Task.objek_id)
        .where(
            Task.jenis == "surat_keluar", Task.aksi.in_(("paraf", "tandatangani")), Task.untuk.in_(pos),
            Task.ditutup_pada >= awal, Task.ditutup_pada < akhir, Task.ditutup_oleh.is_not(None),
            policy.lingkup("surat_keluar.lihat", actor),
        )
    )  # fmt: skip
    waktu = dict(sorted(ringkas(q).items(), key=lambda x: -x[1].tengah)[:PALING_BANYAK])
    orang = select(Account.id, Pegawai.id, Pegawai.nama).join(Pegawai, Pegawai.id == Account.pihak_id)
    nama = {a: (p, n) for a, p, n in session.execute(orang.where(Account.id.in_(waktu)))}
    jabatan = identitas.jabatan_banyak([p for p, _ in nama.values()])
    return [BarisOrang(nama[a][1], jabatan.get(nama[a][0], ""), w) for a, w in waktu.items() if a in nama]


@dataclass(frozen=True)
class BarisKantor:
    """One office of the city: letters signed and received within the period, and the median time to the signature."""

    nama: str
    keluar: int
    masuk: int
    waktu: Ringkas | None


def per_kantor(actor: Actor, r: Rentang) -> list[BarisKantor]:
    """For the board of the city: every office with letters, the one that wrote most first. Three queries."""
    awal, akhir = r.instan
    terbit = (policy.lingkup("surat_keluar.lihat", actor), SuratKeluar.tanggal.between(r.dari, r.sampai))
    keluar = select(SuratKeluar.opd_id, func.count()).where(*terbit).group_by(SuratKeluar.opd_id)
    diterima = (SuratMasuk.diterima_pada >= awal, SuratMasuk.diterima_pada < akhir)
    masuk = select(SuratMasuk.opd_id, func.count()).where(policy.lingkup("surat_masuk.lihat", actor), *diterima)
    kirim = dict(session.execute(keluar).all())
    terima = dict(session.execute(masuk.group_by(SuratMasuk.opd_id)).all())
    waktu = ringkas(
        select(SuratKeluar.opd_id, detik(SuratKeluar.dibuat_pada, SuratKeluar.ditandatangani_pada)).where(
            *terbit, SuratKeluar.migrasi.is_(False), SuratKeluar.ditandatangani_pada.is_not(None)
        )
    )
    unit = session.execute(select(UnitKerja.id, UnitKerja.nama_singkat).where(UnitKerja.id.in_({*kirim, *terima})))
    baris = [BarisKantor(nama, kirim.get(u, 0), terima.get(u, 0), waktu.get(u)) for u, nama in unit]
    return sorted(baris, key=lambda b: (-b.keluar, b.nama))[:100]
