"""Reads of the portal: tasks in groups of time, what I wait for, substitutions, search over all rooms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import or_, select

from suite.core import policy, search
from suite.core.actor import Actor
from suite.core.aturan import register
from suite.core.clock import local_date, now, today
from suite.core.db import session
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan, Pegawai, Penugasan
from suite.core.nip import format_nip
from suite.core.web.format import tanggal_pendek
from suite.core.workflow import Task, declare, inbox
from suite.naskah_dinas.queries import pilihan

BATAS_TUGAS = 200
KATA_AKSI = {"tandatangani": "Tanda tangani", "ulangi": "Tanda tangani", "ajukan": "Perbaiki", "tarik": "Alihkan"}


@dataclass(frozen=True)
class Kelompok:
    """One group of the inbox: its name, meaning for the colour, the tasks in it."""

    judul: str
    makna: str | None
    tugas: Sequence[Task]


def kelompok(tugas: Iterable[Task]) -> list[Kelompok]:
    """Tasks by their deadline: Terlambat, Hari ini, Pekan ini (through Sunday), Nanti. Empty groups are left out."""
    isi: dict[str, list[Task]] = {"Terlambat": [], "Hari ini": [], "Pekan ini": [], "Nanti": []}
    akhir_pekan = today() + timedelta(days=6 - today().weekday())
    for t in tugas:
        # A deadline at midnight ends the day before it.
        hari = local_date(t.tenggat - timedelta(microseconds=1)) if t.tenggat else None
        if t.tenggat is not None and t.tenggat <= now():
            isi["Terlambat"].append(t)
        elif hari is not None and hari <= today():
            isi["Hari ini"].append(t)
        elif hari is not None and hari <= akhir_pekan:
            isi["Pekan ini"].append(t)
        else:
            isi["Nanti"].append(t)
    return [Kelompok(k, "bahaya" if k == "Terlambat" else None, v) for k, v in isi.items() if v]


def tugas_saya(actor: Actor) -> Sequence[Task]:
    """Open tasks of the actor, nearest deadline first, at most 200."""
    return inbox.tugas_saya(actor, batas=BATAS_TUGAS)


def baris(tugas: Sequence[Task]) -> dict[int, dict[str, Any]]:
    """Each task as the component `kelompok_tindakan` draws it, by id. One query for the names."""
    nama = identitas.nama_banyak(Pegawai, {t.dari_pegawai_id for t in tugas if t.dari_pegawai_id})
    return {t.id: _baris(t, nama) for t in tugas}


def _baris(t: Task, nama: dict[int, str]) -> dict[str, Any]:
    ket = [x for x in (t.alasan, nama.get(t.dari_pegawai_id or 0)) if x]
    return {
        "url": url_tugas(t),
        "ikon": _ikon(t),
        "judul": t.judul,
        "ket": " · ".join(ket),
        "pada": t.tenggat,
        "tenggat_teks": "tanpa tenggat" if t.tenggat is None else "",
        "aksi": {"label": kata_aksi(t), "url": url_tugas(t)},
    }


IKON_AKSI = {"paraf": "writing", "tandatangani": "signature", "ulangi": "signature"}


def _ikon(t: Task) -> str:
    return IKON_AKSI.get(t.aksi) or declare.terdaftar(t.jenis).ikon


def url_tugas(t: Task) -> str:
    """Where the task is done, without loading the document (addresses are made of its id alone)."""
    return declare.alamat(t.jenis, t.objek_id)


def kata_aksi(t: Task) -> str:
    """The act in one or two words for a button: 'Paraf', 'Tanda tangani', 'Laporkan'."""
    if t.aksi in KATA_AKSI:
        return KATA_AKSI[t.aksi]
    label = next((x.label for x in declare.ambil(t.jenis).transitions if x.nama == t.aksi and x.label), "Buka")
    return label.split()[0].rstrip(",")


def massal(tugas: Sequence[Task]) -> dict[str, list[Task]]:
    """Tasks that may be done together, by 'jenis.aksi'; kinds with a single task need no batch."""
    hasil: dict[str, list[Task]] = {}
    for t in tugas:
        if any(x.nama == t.aksi and x.massal for x in declare.ambil(t.jenis).transitions):
            hasil.setdefault(f"{t.jenis}.{t.aksi}", []).append(t)
    return {k: v for k, v in hasil.items() if len(v) > 1}


def versi_dokumen(jenis: str, ids: Sequence[int]) -> dict[int, int]:
    """The present version of each document: a batch act says what the person saw."""
    model = declare.terdaftar(jenis).model
    return dict(session.execute(select(model.id, model.versi).where(model.id.in_(ids))).all())


def yang_ditunggu(actor: Actor) -> list[dict[str, Any]]:
    """My own documents in other hands, longest waiting first, as `kelompok_ditunggu` draws them (20 at most)."""
    if actor.pegawai_id is None:
        return []
    tugas = inbox.yang_ditunggu(actor.pegawai_id, actor.kunci)
    jabatan = {int(t.untuk[2:]) for t in tugas if t.untuk.startswith("j:")}
    nama: dict[int, str] = {}
    if jabatan:
        nama = dict(session.execute(select(Jabatan.id, Jabatan.nama).where(Jabatan.id.in_(jabatan))).all())
    orang = identitas.pemegang_banyak(jabatan)
    hasil = []
    for t in tugas:
        j = int(t.untuk[2:]) if t.untuk.startswith("j:") else 0
        hasil.append(
            {
                "id": t.id,
                "url": url_tugas(t),
                "orang": orang[j].pegawai.nama if j in orang else "",
                "judul": t.judul,
                "di": nama.get(j) or identitas.sebutan_kunci(t.untuk),
                "sejak": t.dibuka_pada,
            }
        )
    return hasil


@dataclass(frozen=True)
class Pengganti:
    """One substitution that concerns me: I act for another (`saya`), or another acts for me."""

    sebutan: str
    orang: str
    mulai: date
    sampai: date | None
    saya: bool
    berlaku: bool
    dasar: str
    url: str | None
    sementara: bool


def pengganti(actor: Actor) -> list[Pengganti]:
    """Plh., Plt. and Pj. of mine and of my posts, present and of the next two weeks (a handful)."""
    if actor.pegawai_id is None:
        return []
    hari = today()
    milik = select(Penugasan.jabatan_id).where(
        Penugasan.pegawai_id == actor.pegawai_id, Penugasan.jenis == "definitif", identitas.berlaku(Penugasan)
    )
    q = (
        select(Penugasan, Jabatan.nama, Pegawai)
        .join(Jabatan, Jabatan.id == Penugasan.jabatan_id)
        .join(Pegawai, Pegawai.id == Penugasan.pegawai_id)
        .where(
            Penugasan.jenis != "definitif",
            or_(Penugasan.pegawai_id == actor.pegawai_id, Penugasan.jabatan_id.in_(milik)),
            or_(Penugasan.selesai.is_(None), Penugasan.selesai > hari),
            Penugasan.mulai <= hari + timedelta(days=14),
        )
        .order_by(Penugasan.mulai, Penugasan.id)
        .limit(10)
    )
    hasil = []
    for p, jabatan, pegawai in session.execute(q):
        saya = p.pegawai_id == actor.pegawai_id
        orang = _pejabat(p.jabatan_id, p.mulai) if saya else pegawai.nama_lengkap
        hasil.append(
            Pengganti(
                f"{p.jenis} {jabatan}",
                orang,
                p.mulai,
                p.sampai,
                saya,
                p.mulai <= hari,
                p.dasar,
                _url_akta(actor, p.akta),
                p.sementara,
            )
        )
    return hasil


def _pejabat(jabatan_id: int, pada: date) -> str:
    """The definitif holder who is away; empty when the post is vacant."""
    q = (
        select(Pegawai)
        .join(Penugasan, Penugasan.pegawai_id == Pegawai.id)
        .where(Penugasan.jabatan_id == jabatan_id, Penugasan.jenis == "definitif", identitas.berlaku(Penugasan, pada))
    )
    pegawai = session.scalars(q.limit(1)).first()
    return pegawai.nama_lengkap if pegawai else ""


def _url_akta(actor: Actor, akta: str | None) -> str | None:
    """Address of the deed, for who may see it."""
    jenis, _, id = (akta or "").partition(":")
    if not id.isdigit() or jenis not in {t.nama for t in declare.semua()}:
        return None
    terdaftar = declare.terdaftar(jenis)
    dok = session.get(terdaftar.model, int(id))
    if dok is None or not policy.boleh(f"{jenis}.lihat", actor, dok):
        return None
    return terdaftar.url(dok)


# Search ------------------------------------------------------------------------------------------------------------

PERSEMPIT = ("surat", "pegawai", "kode")


@dataclass(frozen=True)
class Hasil:
    """One line of the search: as cari_hasil.html draws it."""

    url: str
    ikon: str
    judul: str
    ket: str = ""
    kanan: str = ""


@dataclass(frozen=True)
class KelompokHasil:
    label: str
    hasil: list[Hasil] = field(default_factory=list)


def pisah_persempit(q: str) -> tuple[str, str]:
    """`/surat undangan` → ('surat', 'undangan'); without a narrowing word ('', the words)."""
    kata = pilihan.rapikan(q)
    if kata.startswith("/"):
        kepala, _, sisa = kata[1:].partition(" ")
        if kepala.lower() in PERSEMPIT:
            return kepala.lower(), sisa.strip()
    return "", kata


def surat(actor: Actor, kata: str, batas: int) -> list[Hasil]:
    """Letters of both kinds that hold the words, newest first, as far as the actor may see them."""
    ikon = {t.nama: t.ikon for t in declare.semua()}
    hasil = []
    for x in search.cari(actor, kata, batas=batas, seluruh_metadata=True):
        if x.jenis not in ikon:
            continue
        url = declare.alamat(x.jenis, x.objek_id)
        hasil.append(
            Hasil(url, ikon[x.jenis], x.judul.striptags(), declare.ambil(x.jenis).judul, tanggal_pendek(x.waktu))
        )
    return hasil


def pegawai(kata: str, batas: int) -> list[Hasil]:
    """People by name or NIP; each opens the letters that name the person."""
    orang = identitas.cari_pegawai(kata, batas=batas) if len(kata) >= 2 else []
    jabatan = identitas.jabatan_banyak(p.id for p in orang)
    return [
        Hasil(
            "/cari?" + urlencode({"q": f"/surat {p.nama}"}),
            "user",
            p.nama_lengkap,
            jabatan.get(p.id, ""),
            format_nip(p.nip),
        )
        for p in orang
    ]


def kode(kata: str, batas: int) -> list[Hasil]:
    """Leaves of the archive classification."""
    return [
        Hasil("/bantuan/klasifikasi?" + urlencode({"kode": p.nilai}), "hash", p.label, p.ket or "klasifikasi arsip")
        for p in pilihan.cari_klasifikasi(kata)[:batas]
    ]


def aturan(kata: str, batas: int) -> list[Hasil]:
    """Rules of the register whose words or source hold all the words."""
    dicari = kata.lower().split()
    cocok = [
        t
        for t in register.semua_topik()
        if dicari and all(k in f"{t.nama} {t.uraian} {t.sumber}".lower() for k in dicari)
    ]
    return [Hasil(f"/kalkulator/{t.nama}", "list-numbers", t.uraian, t.sumber) for t in cocok[:batas]]


def id_topik(nama: str) -> str:
    """The anchor of a rule on its page."""
    return nama.replace(".", "-")
