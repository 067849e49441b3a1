"""Proposals to a draft: read, write, take, refuse."""

from __future__ import annotations

from typing import Any

from flask import request
from marshmallow import fields

from suite.core.api.bidang import ID_TERBESAR, Bulat, Daftar, Objek, Pilihan, Skema, Teks, Versi, Waktu, Ya, wajib
from suite.core.policy import current_actor
from suite.naskah_dinas.api.keluar import CONTOH as CONTOH_SURAT
from suite.naskah_dinas.api.keluar import catat_baca, grup, muat, rinci
from suite.naskah_dinas.api.schemas import BEBAS, Rujukan, SuratKeluarRinci, ket
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.services import berkas, saran

CONTOH = {
    "id": 12, "pegawai": {"id": 31, "nama": "Ratna Dewi Anggraini"}, "alasan": "Batas waktunya belum disebut.",
    "lama": "<p>Mohon hadir.</p>", "baru": "<p>Mohon hadir paling lambat pukul 08.00.</p>",
    "dibuat_pada": "2026-12-01T02:10:00Z", "putusan": "terbuka", "cocok": True, "jawaban": "", "diputus_pada": None,
}  # fmt: skip


class Saran(Skema):
    id = Bulat(**wajib())
    pegawai = Objek(Rujukan, **wajib())
    alasan = fields.String(required=True)
    lama = fields.String(required=True, **ket("HTML bagian yang diganti; kosong bila hanya menambah."))
    baru = fields.String(required=True, **ket("HTML penggantinya; kosong bila hanya menghapus."))
    dibuat_pada = Waktu(**wajib())
    putusan = Pilihan(("terbuka", "diterima", "ditolak", "ditarik"), **wajib())
    cocok = Ya(**wajib(), **ket("Bagian itu masih ada pada konsep; yang tidak cocok tidak dapat diterima."))
    jawaban = fields.String(required=True)
    diputus_pada = Waktu(**BEBAS)


class DaftarSaran(Skema):
    isi = Daftar(Objek(Saran), **wajib())


class SaranBaru(Skema):
    asal = Teks(300_000, required=True, **ket("Isi surat (HTML) seperti yang Anda baca."))
    isi = Teks(300_000, required=True, **ket("Isi surat (HTML) seperti yang Anda inginkan."))
    alasan = Teks(saran.TERPANJANG, load_default="")


class TerimaSaran(Versi):
    saran = Daftar(Bulat(), required=True, **ket("Id saran yang diterima; semua atau tidak satu pun."))


class TolakSaran(Skema):
    jawaban = Teks(saran.TERPANJANG, load_default="")


def _tampil(t: saran.SaranTampil) -> dict[str, Any]:
    s = t.saran
    return {
        "id": s.id, "pegawai": {"id": s.pegawai_id, "nama": s.pegawai.nama_lengkap}, "alasan": s.alasan, "lama": s.lama,
        "baru": s.baru, "dibuat_pada": s.dibuat_pada, "putusan": s.putusan, "cocok": t.cocok, "jawaban": s.jawaban,
        "diputus_pada": s.diputus_pada,
    }  # fmt: skip


def _dengan_saran(id: int, saran_id: int) -> SuratKeluar | None:
    return muat(id)


def _id() -> int:
    return min((request.view_args or {})["saran_id"], ID_TERBESAR)


def _semua(surat: SuratKeluar) -> dict[str, Any]:
    return {"isi": [_tampil(t) for t in saran.daftar(surat)]}


@grup.operasi(
    "GET", "/surat-keluar/<int:id>/saran", id="daftarSaranSurat", izin="surat_keluar.isi", objek=muat,
    lingkup="surat:baca", jawab=DaftarSaran, contoh={"isi": [CONTOH]}, ringkas="Saran perubahan atas konsep",
    uraian="Yang terbuka dahulu menurut urutan surat, lalu yang sudah diputuskan; paling banyak 200.",
)  # fmt: skip
def daftar(surat: SuratKeluar) -> dict[str, Any]:
    berkas.pastikan_tersimpan(surat)
    catat_baca(current_actor(), surat, "saran perubahan melalui API")
    return _semua(surat)


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/saran", id="sarankanSuratKeluar", izin="surat_keluar.sarankan", objek=muat,
    lingkup="surat:tulis", isi=SaranBaru,
    contoh_isi={"asal": CONTOH["lama"], "isi": CONTOH["baru"], "alasan": CONTOH["alasan"]},
    jawab=DaftarSaran, contoh={"isi": [CONTOH]}, status=201, ringkas="Sarankan perubahan isi konsep",
    uraian="Setiap bagian yang berbeda menjadi satu saran. Surat tidak berubah sebelum konseptor menerimanya.",
)  # fmt: skip
def sarankan(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    saran.usulkan(current_actor(), surat, isi["isi"], isi["alasan"], asal=isi["asal"])
    return _semua(surat)


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/saran/terima", id="terimaSaranSurat", izin="surat_keluar.ubah", objek=muat,
    lingkup="surat:tulis", isi=TerimaSaran, contoh_isi={"versi": 1, "saran": [12]}, jawab=SuratKeluarRinci,
    contoh=CONTOH_SURAT, ringkas="Terima saran ke dalam konsep",
)  # fmt: skip
def terima(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    actor = current_actor()
    saran.terima(actor, surat, isi["saran"], versi=isi["versi"])
    return rinci(surat, actor)


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/saran/<int:saran_id>/tolak", id="tolakSaranSurat", izin="surat_keluar.ubah",
    objek=_dengan_saran, lingkup="surat:tulis", isi=TolakSaran, contoh_isi={"jawaban": "Sudah diatur dalam lampiran."},
    jawab=DaftarSaran, contoh={"isi": [CONTOH | {"putusan": "ditolak"}]}, ringkas="Tolak satu saran",
)  # fmt: skip
def tolak(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    saran.tolak(current_actor(), surat, _id(), isi["jawaban"])
    return _semua(surat)


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/saran/<int:saran_id>/tarik", id="tarikSaranSurat", izin="surat_keluar.isi",
    objek=_dengan_saran, lingkup="surat:tulis", jawab=DaftarSaran, contoh={"isi": [CONTOH | {"putusan": "ditarik"}]},
    ringkas="Tarik saran Anda sendiri",
)  # fmt: skip
def tarik(surat: SuratKeluar) -> dict[str, Any]:
    saran.tarik(current_actor(), surat, _id())
    return _semua(surat)
