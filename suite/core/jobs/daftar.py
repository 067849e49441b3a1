"""The list of jobs: one's own, and for administrators everybody's (see core/daftar)."""

from __future__ import annotations

from flask import url_for
from sqlalchemy import select

from suite.core.daftar import Daftar, Kolom, Konteks, Saring, daftarkan
from suite.core.db import session
from suite.core.jobs import kinds
from suite.core.jobs.models import Job
from suite.core.web import Kursor
from suite.core.web.format import angka, tanggal_jam
from suite.core.web.urutan import berurut

KATA = {
    "antre": "Menunggu giliran",
    "berjalan": "Berjalan",
    "selesai": "Selesai",
    "gagal": "Gagal",
    "dibatalkan": "Dihentikan",
}
MAKNA = {"antre": "netral", "berjalan": "berjalan", "selesai": "sah", "gagal": "bahaya", "dibatalkan": "netral"}
TAB = {"saya": "Saya minta", "semua": "Semua"}


def pasang() -> None:
    """Register the list."""
    daftarkan(PEKERJAAN)


def uraian(job: Job) -> str:
    """What it does, in words: 'Menyiapkan unduhan daftar'."""
    return next((j.uraian for j in kinds.semua() if j.nama == job.jenis), job.jenis)


def _ambil(k: Konteks, kursor: Kursor | None, ukuran: int) -> list[Job]:
    """One's own; who is an administrator may ask for all: just whom `pekerjaan.lihat` lets open one."""
    q = select(Job)
    if k.tab != "semua" or not k.actor.punya_peran("admin"):
        q = q.where(Job.account_id == (k.actor.account_id or 0))
    if k.nilai["keadaan"]:
        q = q.where(Job.keadaan == k.nilai["keadaan"])
    q = berurut(q, Job.id, kursor, k.urut, {"dibuat": Job.id})
    return list(session.scalars(q.limit(ukuran + 1)))


def _kemajuan(job: Job, _k: Konteks) -> str | None:
    return f"{angka(job.n)} dari {angka(job.m)}" if job.m else None


PEKERJAAN = Daftar(
    "pekerjaan",
    "Pekerjaan",
    benda="pekerjaan",
    meta="Unduhan, impor, dan pekerjaan panjang lain yang dikerjakan di belakang layar.",
    izin="masuk",
    endpoint="pekerjaan.daftar",
    tab=TAB,
    saring=(Saring("keadaan", "Keadaan", pilihan=lambda: KATA),),
    ambil=_ambil,
    kunci=lambda j: (j.id,),
    kosong=lambda k: {
        "judul": "Tidak ada pekerjaan",
        "uraian": "Ubah penyaringnya." if k.tersaring else "Yang Anda minta dikerjakan di belakang layar muncul di sini.",
        "tersaring": k.tersaring,
    },
    kolom=(
        Kolom(
            "uraian", "Pekerjaan",
            lambda j, k: {"teks": uraian(j), "url": url_for("pekerjaan.lihat", id=j.id), "sub": j.teks},
            (("Nomor", lambda j, k: j.id), ("Pekerjaan", lambda j, k: uraian(j)), ("Langkah", lambda j, k: j.teks)),
            kartu="judul", lebar="isi", wajib=True,
        ),
        Kolom(
            "keadaan", "Keadaan", lambda j, k: {"lencana": (MAKNA[j.keadaan], KATA[j.keadaan], None)},
            lambda j, k: KATA[j.keadaan], kartu="status",
        ),
        Kolom("kemajuan", "Kemajuan", _kemajuan, (("Selesai", lambda j, k: j.n), ("Dari", lambda j, k: j.m))),
        Kolom(
            "dibuat", "Diminta", lambda j, k: {"waktu": j.dibuat_pada, "teks": tanggal_jam(j.dibuat_pada)},
            lambda j, k: j.dibuat_pada, lebar="tetap", urutan=lambda j: j.id,
        ),
        Kolom(
            "selesai", "Selesai",
            lambda j, k: {"waktu": j.selesai_pada, "teks": tanggal_jam(j.selesai_pada)} if j.selesai_pada else None,
            lambda j, k: j.selesai_pada, lebar="tetap", awal=False,
        ),
    ),
)  # fmt: skip
