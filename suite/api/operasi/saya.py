"""Who the token speaks for, and what the suite told that person."""

from __future__ import annotations

from typing import Any

from flask import g
from marshmallow import fields

from suite.core import notifications
from suite.core.actor import Actor, PenugasanAktif
from suite.core.api import kelompok
from suite.core.api.bidang import Bulat, Halaman, Skema, Tanggal, Waktu, Ya, halaman, wajib
from suite.core.api.halaman import kursor, susun
from suite.core.api.lingkup import Lingkup, daftarkan_lingkup
from suite.core.policy import boleh, current_actor, semua

grup = kelompok("saya", "Saya", "Pemilik token: siapa, sebagai apa, dan pemberitahuan untuknya.")
daftarkan_lingkup(Lingkup("berkas:unggah", "mengunggah berkas untuk dilampirkan"))

CONTOH_PENUGASAN = {
    "id": 52,
    "sebutan": "Pranata Komputer",
    "jabatan_id": 210,
    "unit_id": 9,
    "unit": "Bidang Aplikasi Informatika",
    "opd_id": 7,
    "jenis": "definitif",
    "mulai": "2025-01-02",
}
CONTOH = {
    "account_id": 40,
    "pegawai_id": 210,
    "nama": "Rina Wulandari, S.Kom.",
    "sebagai": CONTOH_PENUGASAN,
    "penugasan": [CONTOH_PENUGASAN],
    "peran": [],
    "token": "Sinkron arsip",
    "lingkup": ["profil:baca", "surat:baca"],
    "izin": ["masuk", "surat_keluar.daftar"],
}
CONTOH_KABAR = {
    "id": 812,
    "judul": "Surat dikembalikan",
    "isi": "Dasar hukum keliru.",
    "url": "/surat-keluar/101",
    "dibuat_pada": "2026-11-24T02:15:00+00:00",
    "dibaca_pada": None,
}


class Penugasan(Skema):
    id = Bulat(**wajib())
    sebutan = fields.String(required=True)
    jabatan_id = Bulat(**wajib())
    unit_id = Bulat(**wajib())
    unit = fields.String(required=True)
    opd_id = Bulat(**wajib())
    jenis = fields.String(required=True)
    mulai = Tanggal(required=True, allow_none=True)


class Saya(Skema):
    account_id = Bulat(**wajib())
    pegawai_id = Bulat(required=True, allow_none=True)
    nama = fields.String(required=True)
    sebagai = fields.Nested(Penugasan, required=True, allow_none=True)
    penugasan = fields.List(fields.Nested(Penugasan), required=True)
    peran = fields.List(fields.String(), required=True)
    token = fields.String(required=True, metadata={"description": "Nama token ini."})
    lingkup = fields.List(fields.String(), required=True)
    izin = fields.List(fields.String(), required=True, metadata={"description": "Izin umum yang Anda punyai hari ini."})


def _penugasan(p: PenugasanAktif) -> dict[str, Any]:
    return {
        "id": p.penugasan_id,
        **{k: getattr(p, k) for k in ("sebutan", "jabatan_id", "unit_id", "unit", "opd_id", "jenis", "mulai")},
    }


def _izin(actor: Actor) -> list[str]:
    """Permissions that are not about one object."""
    return [n for n, i in sorted(semua().items()) if i.model is None and n != "publik" and boleh(n, actor)]


@grup.operasi(
    "GET", "/saya", id="saya", izin="masuk", jawab=Saya, contoh=CONTOH,
    ringkas="Identitas, penugasan, peran, dan lingkup token ini",
    uraian="Tidak perlu lingkup: setiap token boleh menanyakan dirinya.",
)  # fmt: skip
def saya() -> dict[str, Any]:
    actor = current_actor()
    return {
        "account_id": actor.account_id,
        "pegawai_id": actor.pegawai_id,
        "nama": actor.nama,
        "sebagai": _penugasan(actor.sebagai) if actor.sebagai else None,
        "penugasan": [_penugasan(p) for p in actor.penugasan],
        "peran": sorted(actor.peran),
        "token": g.token_api.nama,
        "lingkup": sorted(g.token_api.lingkup),
        "izin": _izin(actor),
    }


class Pemberitahuan(Skema):
    id = Bulat(**wajib())
    judul = fields.String(required=True)
    isi = fields.String(required=True)
    url = fields.String(required=True, metadata={"description": "Halaman yang dimaksud, di bawah alamat suite."})
    dibuat_pada = Waktu(**wajib())
    dibaca_pada = Waktu(required=True, allow_none=True)


HalamanPemberitahuan = halaman(Pemberitahuan, "HalamanPemberitahuan")


@grup.operasi(
    "GET", "/pemberitahuan", id="daftarPemberitahuan", izin="masuk", lingkup="profil:baca", query=Halaman,
    jawab=HalamanPemberitahuan, contoh={"isi": [CONTOH_KABAR], "berikut": None}, ringkas="Pemberitahuan untuk Anda, terbaru dahulu",
)  # fmt: skip
def pemberitahuan(saring: dict[str, Any]) -> dict[str, Any]:
    pegawai_id, k = current_actor().pegawai_id, kursor(saring.get("setelah"))
    baris = []
    if pegawai_id is not None:
        baris = notifications.daftar(pegawai_id, sebelum=k.kunci[0] if k else None, batas=saring["batas"] + 1)
    return susun(baris, saring["batas"], lambda n: (n.id,))


class Dibaca(Skema):
    sampai = Bulat(**wajib(metadata={"description": "Id pemberitahuan terakhir yang sudah dibaca."}))


class Selesai(Skema):
    berhasil = Ya(**wajib())


@grup.operasi(
    "POST", "/pemberitahuan/dibaca", id="tandaiPemberitahuanDibaca", izin="masuk", lingkup="profil:tulis", isi=Dibaca,
    contoh_isi={"sampai": 812}, jawab=Selesai, contoh={"berhasil": True}, ringkas="Tandai pemberitahuan sudah dibaca",
)  # fmt: skip
def dibaca(isi: dict[str, Any]) -> dict[str, Any]:
    pegawai_id = current_actor().pegawai_id
    if pegawai_id is not None:
        notifications.tandai_dibaca(pegawai_id, isi["sampai"])
    return {"berhasil": True}
