"""Search over everything, uploads, and how far long work is."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_smorest.fields import Upload
from marshmallow import fields

from suite.core import search
from suite.core.api import kelompok
from suite.core.api.bidang import ID_TERBESAR, Bulat, Halaman, Skema, Teks, Waktu, halaman, wajib
from suite.core.api.halaman import kursor, susun
from suite.core.db import session
from suite.core.files import services as files
from suite.core.jobs import Job
from suite.core.policy import current_actor
from suite.core.workflow import declare

grup = kelompok(
    "umum", "Pencarian, unggahan, pekerjaan", "Mencari di semua surat, mengunggah berkas, dan pekerjaan panjang."
)

CONTOH_TEMUAN = {
    "jenis": "surat_keluar",
    "objek_id": 101,
    "judul": "Undangan rapat koordinasi",
    "cuplikan": "… mengundang Saudara pada rapat koordinasi …",
    "waktu": "2026-11-24T02:15:00+00:00",
}
CONTOH_PEKERJAAN = {
    "id": 77,
    "jenis": "ekspor_daftar",
    "keadaan": "jalan",
    "n": 2500,
    "m": 10000,
    "teks": "Menulis lembar",
    "galat": "",
    "dibuat_pada": "2026-11-24T02:15:00+00:00",
    "selesai_pada": None,
}


class Temuan(Skema):
    jenis = fields.String(required=True)
    objek_id = Bulat(**wajib())
    judul = fields.String(required=True)
    cuplikan = fields.String(required=True)
    waktu = Waktu(**wajib())


HalamanTemuan = halaman(Temuan, "HalamanTemuan")


class SaringCari(Halaman):
    q = Teks(
        200, minimal=1, **wajib(metadata={"description": "Kata yang semuanya harus ada, masing-masing sebagai awalan."})
    )
    jenis = Teks(40, load_default="", metadata={"description": "Jenis dokumen, misalnya surat_masuk."})


@grup.operasi(
    "GET", "/cari", id="cari", izin="masuk", lingkup="surat:baca", query=SaringCari, jawab=HalamanTemuan,
    contoh={"isi": [CONTOH_TEMUAN], "berikut": None}, ringkas="Cari surat yang boleh Anda lihat, terbaru lebih dahulu",
)  # fmt: skip
def cari(saring: dict[str, Any]) -> dict[str, Any]:
    k = kursor(saring.get("setelah"))
    dikenal = {t.nama for t in declare.semua()}
    temuan = []
    if not saring["jenis"] or saring["jenis"] in dikenal:
        temuan = search.cari(
            current_actor(), saring["q"], search.Batas(k.kunci[0] if k else None), jenis=saring["jenis"] or None,
            batas=min(saring["batas"] + 1, 100), seluruh_metadata=True,
        )  # fmt: skip
    hasil = susun(temuan, min(saring["batas"], 99), lambda t: (t.urutan,))
    hasil["isi"] = [
        {
            "jenis": t.jenis,
            "objek_id": t.objek_id,
            "judul": t.judul.striptags(),
            "cuplikan": t.cuplikan.striptags(),
            "waktu": t.waktu,
        }
        for t in hasil["isi"]
    ]
    return hasil


class BerkasUnggahan(Skema):
    berkas = Upload(required=True, metadata={"description": "PDF, PNG, JPEG, XLSX, DOCX, atau teks."})


class Unggahan(Skema):
    id = Bulat(**wajib())
    nama = fields.String(required=True)
    jenis_mime = fields.String(required=True)
    ukuran = Bulat(**wajib())
    sidik = fields.String(
        required=True, metadata={"description": "SHA-256 dari yang disimpan (gambar dirapikan dahulu)."}
    )


@grup.operasi(
    "POST", "/unggahan", id="unggahBerkas", izin="masuk", lingkup="berkas:unggah", berkas=BerkasUnggahan,
    jawab=Unggahan, contoh={"id": 55, "nama": "undangan.pdf", "jenis_mime": "application/pdf", "ukuran": 48211, "sidik": "9f" * 32},
    status=201, ringkas="Unggah berkas untuk dilampirkan kemudian",
    uraian="Berkas diperiksa seperti pada halaman. Yang tidak dilampirkan tidak terlihat oleh siapa pun.",
)  # fmt: skip
def unggah(isi: dict[str, Any]):
    kiriman = isi["berkas"]
    return files.terima(
        current_actor(), kiriman.filename or "berkas", kiriman.stream, boleh=files.LAMPIRAN,
        batas_mb=current_app.config["SUITE"].upload_mb,
    )  # fmt: skip


class Pekerjaan(Skema):
    id = Bulat(**wajib())
    jenis = fields.String(required=True)
    keadaan = fields.String(required=True)
    n = Bulat(**wajib(metadata={"description": "Yang sudah dikerjakan, dari `m`."}))
    m = Bulat(**wajib())
    teks = fields.String(required=True)
    galat = fields.String(required=True)
    dibuat_pada = Waktu(**wajib())
    selesai_pada = Waktu(required=True, allow_none=True)


@grup.operasi(
    "GET", "/pekerjaan/<int:id>", id="bacaPekerjaan", izin="pekerjaan.lihat",
    objek=lambda id: session.get(Job, id) if id < ID_TERBESAR else None, lingkup="profil:baca", jawab=Pekerjaan,
    contoh=CONTOH_PEKERJAAN,
    ringkas="Sampai mana sebuah pekerjaan panjang yang Anda minta",
)  # fmt: skip
def pekerjaan(job: Job) -> Job:
    return job
