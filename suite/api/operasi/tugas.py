"""The shared inbox: what waits for the caller, and doing one of it."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from suite.core import workflow
from suite.core.api import kelompok
from suite.core.api.bidang import Bulat, Penyaring, Skema, Teks, Waktu, wajib
from suite.core.api.lingkup import pastikan_lingkup, untuk_aksi
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TidakDitemukan
from suite.core.policy import current_actor
from suite.core.workflow import Task, declare, inbox

grup = kelompok("tugas", "Tugas", "Yang menunggu Anda pada jabatan atau peran yang Anda pegang hari ini.")

CONTOH = {
    "id": 300,
    "jenis": "surat_keluar",
    "objek_id": 101,
    "aksi": "paraf",
    "judul": "Undangan rapat koordinasi",
    "alasan": "Giliran Anda memaraf",
    "tenggat": None,
    "dibuka_pada": "2026-11-24T02:15:00+00:00",
    "versi": 2,
    "url": "/surat-keluar/101",
    "lingkup": "surat:paraf",
}


class Tugas(Skema):
    id = Bulat(**wajib())
    jenis = fields.String(required=True)
    objek_id = Bulat(**wajib())
    aksi = fields.String(required=True)
    judul = fields.String(required=True)
    alasan = fields.String(required=True)
    tenggat = Waktu(required=True, allow_none=True)
    dibuka_pada = Waktu(**wajib())
    versi = Bulat(**wajib(metadata={"description": "Versi dokumennya sekarang."}))
    url = fields.String(required=True)
    lingkup = fields.String(
        required=True, allow_none=True,
        metadata={"description": "Lingkup untuk `lakukanTugas`; null bila tindakannya perlu operasi sendiri."},
    )  # fmt: skip


class DaftarTugas(Skema):
    isi = fields.List(fields.Nested(Tugas), required=True)


class SaringTugas(Penyaring):
    jenis = Teks(40, load_default="", metadata={"description": "Jenis dokumen, misalnya surat_keluar."})
    batas = Bulat(minimal=1, maks=200, load_default=100)


@grup.operasi(
    "GET", "/tugas", id="daftarTugas", izin="masuk", lingkup="profil:baca", query=SaringTugas, jawab=DaftarTugas,
    contoh={"isi": [CONTOH]}, ringkas="Tugas terbuka Anda, tenggat terdekat lebih dahulu",
    uraian="Paling banyak 200. Yang selesai menghilang, sehingga yang berikutnya tampil.",
)  # fmt: skip
def daftar(saring: dict[str, Any]) -> dict[str, Any]:
    tugas = inbox.tugas_saya(current_actor(), jenis=saring["jenis"] or None, batas=saring["batas"])
    versi = inbox.versi_dokumen(tugas)
    return {
        "isi": [
            {
                **{k: getattr(t, k) for k in ("id", "jenis", "objek_id", "aksi", "judul", "alasan", "tenggat")},
                "dibuka_pada": t.dibuka_pada,
                "versi": versi[t.jenis, t.objek_id],
                "url": declare.alamat(t.jenis, t.objek_id),
                "lingkup": (untuk_aksi(t.jenis, t.aksi) or (None,))[0],
            }
            for t in tugas
            if (t.jenis, t.objek_id) in versi
        ]
    }


class Lakukan(Skema):
    versi = Bulat(**wajib())
    aksi = Teks(40, minimal=1, **wajib(metadata={"description": "Aksi tugas, atau `kembalikan` bila ada padanya."}))
    catatan = Teks(2000, load_default="")


class HasilTugas(Skema):
    jenis = fields.String(required=True)
    objek_id = Bulat(**wajib())
    status = fields.String(required=True)
    versi = Bulat(**wajib())
    giliran = fields.String(required=True)


def _muat(id: int) -> Task | None:
    """An open task of the caller; a closed one, and one of others, are not found."""
    return inbox.tugas_milik(current_actor(), id)


@grup.operasi(
    "POST", "/tugas/<int:id>/lakukan", id="lakukanTugas", izin="masuk", objek=_muat, isi=Lakukan,
    contoh_isi={"versi": 2, "aksi": "paraf"}, jawab=HasilTugas,
    contoh={"jenis": "surat_keluar", "objek_id": 101, "status": "siap_ttd", "versi": 3, "giliran": "Menunggu Kepala Dinas"},
    ringkas="Lakukan tindakan sebuah tugas",
    uraian="Untuk tindakan yang hanya perlu catatan: paraf, kembalikan, ajukan lagi, kerjakan, selesaikan. Token perlu "
    "lingkup tindakan itu (`lingkup` pada daftar tugas).",
)  # fmt: skip
def lakukan(tugas: Task, isi: dict[str, Any]) -> dict[str, Any]:
    actor = current_actor()
    aksi = untuk_aksi(tugas.jenis, isi["aksi"])
    if aksi is None:
        raise AturanDilanggar("Tindakan ini mempunyai operasinya sendiri; lihat tindakan dokumennya.", field="aksi")
    lingkup, jalankan = aksi
    pastikan_lingkup(lingkup)
    dok = session.get(declare.terdaftar(tugas.jenis).model, tugas.objek_id)
    if dok is None:
        raise TidakDitemukan()
    jalankan(dok, isi["aksi"], actor, versi=isi["versi"], catatan=isi["catatan"])
    return {
        "jenis": tugas.jenis,
        "objek_id": dok.id,
        "status": dok.status,
        "versi": dok.versi,
        "giliran": workflow.bilah(dok, actor).giliran,
    }
