"""How a letter reaches its addressees outside: the record, sending again, and what is recorded by hand."""

from __future__ import annotations

from typing import Any

from flask import request
from marshmallow import fields

from suite.core.api.bidang import Bulat, Skema, Tanggal, Teks, Waktu, Ya, wajib
from suite.core.errors import TidakDitemukan
from suite.core.policy import current_actor
from suite.naskah_dinas.api import bersama
from suite.naskah_dinas.api.bersama import surat_keluar as muat
from suite.naskah_dinas.api.keluar import grup
from suite.naskah_dinas.api.schemas import BEBAS, ket
from suite.naskah_dinas.models import SuratKeluar, SuratTujuan
from suite.naskah_dinas.models_luar import KirimanLuar
from suite.naskah_dinas.services import kirim_luar as layanan

CONTOH = {
    "tujuan_id": 310, "tujuan": "Sdr. Hendra Wijaya", "tembusan": False, "ke": 1, "cara": "surel",
    "alamat": "hendra@contoh.id", "keadaan": "terkirim", "jawaban": "250 diterima", "sebab": "",
    "terkirim_pada": "2026-11-24T07:02:00+00:00", "diterima_tanggal": None, "penerima": "", "pembawa": "",
}  # fmt: skip


class Pengiriman(Skema):
    tujuan_id = Bulat(**wajib())
    tujuan = fields.String(required=True)
    tembusan = Ya(**wajib())
    ke = Bulat(**wajib(), **ket("Percobaan terakhir; 0: belum ada. Sebut kembali saat mengirim atau mencatat."))
    cara = fields.String(required=True, metadata={"description": "surel, tangan, atau kosong."})
    alamat = fields.String(required=True)
    keadaan = fields.String(
        required=True,
        metadata={"description": "antre, mengirim, terkirim, ragu, gagal, batal, diterima, atau kosong."},
    )
    jawaban = fields.String(required=True, metadata={"description": "Jawaban peladen surel."})
    sebab = fields.String(required=True)
    terkirim_pada = Waktu(**BEBAS)
    diterima_tanggal = Tanggal(**BEBAS)
    penerima = fields.String(required=True)
    pembawa = fields.String(required=True)


class DaftarPengiriman(Skema):
    isi = fields.List(fields.Nested(Pengiriman), required=True)


class KirimSurel(Skema):
    ke = Bulat(**wajib(), **ket("Percobaan terakhir yang Anda baca; permintaan kedua yang sama ditolak (409)."))
    surel = Teks(200, minimal=1, **wajib())


class CatatDiterima(Skema):
    ke = Bulat(**wajib())
    tanggal = Tanggal(**wajib())
    penerima = Teks(200, minimal=1, **wajib())
    pembawa = Teks(200, load_default="", **ket("Siapa yang menyerahkan; kosong: diterima lewat surel."))
    bukti_unggahan = Bulat(allow_none=True, load_default=None, **ket("Id dari `unggahBerkas`."))


class CatatGagal(Skema):
    ke = Bulat(**wajib())
    sebab = Teks(500, minimal=1, **wajib())


def _bentuk(t: SuratTujuan, k: KirimanLuar | None) -> dict[str, Any]:
    kosong = {"cara": "", "keadaan": "", "jawaban": "", "sebab": "", "penerima": "", "pembawa": ""}
    isi = {n: getattr(k, n) for n in kosong} if k is not None else kosong
    return isi | {
        "tujuan_id": t.id, "tujuan": t.teks, "tembusan": t.macam == "tembusan", "ke": k.ke if k else 0,
        "alamat": k.alamat if k else t.surel, "terkirim_pada": k.terkirim_pada if k else None,
        "diterima_tanggal": k.diterima_tanggal if k else None,
    }  # fmt: skip


def _tujuan(surat: SuratKeluar) -> SuratTujuan:
    id = int((request.view_args or {})["tujuan_id"])
    satu = next((t for t in layanan.di_luar(surat) if t.id == id), None)
    if satu is None:
        raise TidakDitemukan("Tujuan itu tidak ada pada surat ini.")
    return satu


@grup.operasi(
    "GET", "/surat-keluar/<int:id>/pengiriman", id="pengirimanSuratKeluar", izin="surat_keluar.lihat", objek=muat,
    lingkup="surat:baca", jawab=DaftarPengiriman, contoh={"isi": [CONTOH]},
    ringkas="Keadaan pengiriman kepada tiap tujuan di luar pemerintah kota",
)  # fmt: skip
def daftar(surat: SuratKeluar) -> dict[str, Any]:
    riwayat = layanan.riwayat(surat)
    return {"isi": [_bentuk(t, next(iter(riwayat.get(t.id, [])), None)) for t in layanan.di_luar(surat)]}


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/pengiriman/<int:tujuan_id>/surel", id="kirimSurelSuratKeluar",
    izin="surat_keluar.kirim_luar", objek=muat, lingkup="surat:tulis", isi=KirimSurel,
    contoh_isi={"ke": 1, "surel": "hendra@contoh.id"}, jawab=Pengiriman, contoh=CONTOH | {"ke": 2, "keadaan": "antre"},
    ringkas="Kirim surat lewat surel, kirim ulang, atau ganti alamat", uraian="Hanya surat biasa yang terkirim.",
)  # fmt: skip
def kirim_surel(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    tujuan = _tujuan(surat)
    return _bentuk(tujuan, layanan.kirim_surel(current_actor(), surat, tujuan, isi["surel"], ke=isi["ke"]))


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/pengiriman/<int:tujuan_id>/diterima", id="catatDiterimaSuratKeluar",
    izin="surat_keluar.kirim_luar", objek=muat, lingkup="surat:tulis", isi=CatatDiterima,
    contoh_isi={"ke": 1, "tanggal": "2026-11-25", "penerima": "Hendra Wijaya"}, jawab=Pengiriman,
    contoh=CONTOH | {"ke": 2, "keadaan": "diterima", "penerima": "Hendra Wijaya", "diterima_tanggal": "2026-11-25"},
    ringkas="Catat bahwa tujuan di luar sudah menerima suratnya",
)  # fmt: skip
def catat_diterima(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    actor, tujuan = current_actor(), _tujuan(surat)
    unggahan = isi["bukti_unggahan"]
    bukti = bersama.unggahan(actor, unggahan, "bukti_unggahan") if unggahan is not None else None
    baru = layanan.catat_diterima(
        actor, surat, tujuan, ke=isi["ke"], tanggal=isi["tanggal"], penerima=isi["penerima"], pembawa=isi["pembawa"],
        bukti=bukti,
    )  # fmt: skip
    return _bentuk(tujuan, baru)


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/pengiriman/<int:tujuan_id>/gagal", id="catatGagalSuratKeluar",
    izin="surat_keluar.kirim_luar", objek=muat, lingkup="surat:tulis", isi=CatatGagal,
    contoh_isi={"ke": 1, "sebab": "Kotak surat penuh."}, jawab=Pengiriman,
    contoh=CONTOH | {"ke": 2, "keadaan": "gagal", "sebab": "Kotak surat penuh."},
    ringkas="Catat bahwa surel kepada tujuan di luar kembali",
)  # fmt: skip
def catat_gagal(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    tujuan = _tujuan(surat)
    return _bentuk(tujuan, layanan.catat_gagal(current_actor(), surat, tujuan, ke=isi["ke"], sebab=isi["sebab"]))
