"""Comments on documents, and the caller's saved views of lists: what goes with the work of a person."""

from __future__ import annotations

from typing import Any

from flask import request
from marshmallow import fields

from suite.core import audit
from suite.core.api import kelompok
from suite.core.api.bidang import Bulat, Daftar, Skema, Teks, Versi, Waktu, Ya, wajib
from suite.core.api.lingkup import Lingkup, daftarkan_lingkup
from suite.core.daftar import tampilan
from suite.core.daftar.susunan import Daftar as DaftarLayar
from suite.core.daftar.views import daftar as muat_daftar
from suite.core.db import session
from suite.core.komentar import services
from suite.core.komentar.models import Komentar
from suite.core.komentar.views import Sasaran, sasaran
from suite.core.komentar.views import komentar as muat
from suite.core.policy import current_actor

grup = kelompok("komentar", "Komentar dan tampilan", "Komentar pada dokumen, dan tampilan tersimpan Anda atas daftar.")
daftarkan_lingkup(Lingkup("komentar:tulis", "menulis, mengubah, dan menghapus komentar Anda"))
CONTOH = {
    "id": 31,
    "versi": 1,
    "jenis": "surat_keluar",
    "objek_id": 101,
    "isi": "Mohon dasar hukumnya diperiksa sekali lagi.",
    "pegawai_id": 210,
    "nama": "Rina Wulandari, S.Kom.",
    "sebutan": "Pranata Komputer",
    "dibuat_pada": "2026-11-24T02:15:00+00:00",
    "diubah_pada": None,
    "dicoret_pada": None,
    "sebut": [],
}


class SebutKomentar(Skema):
    pegawai_id = Bulat(**wajib())
    nama = fields.String(required=True)
    diberitahu = Ya(**wajib(metadata={"description": "false bila dokumennya tertutup baginya."}))


class RinciKomentar(Skema):
    id = Bulat(**wajib())
    versi = Bulat(**wajib())
    jenis = fields.String(required=True)
    objek_id = Bulat(**wajib())
    isi = fields.String(required=True)
    pegawai_id = Bulat(**wajib())
    nama = fields.String(required=True)
    sebutan = fields.String(required=True)
    dibuat_pada = Waktu(**wajib())
    diubah_pada = Waktu(required=True, allow_none=True)
    dicoret_pada = Waktu(required=True, allow_none=True)
    sebut = fields.List(fields.Nested(SebutKomentar), required=True)


class DaftarKomentar(Skema):
    isi = fields.List(fields.Nested(RinciKomentar), required=True)


class TulisKomentar(Skema):
    isi = Teks(services.TERPANJANG, minimal=1, **wajib())
    sebut = Daftar(
        Bulat(), maks=services.SEBUT_TERBANYAK, load_default=[],
        metadata={"description": "Id pegawai yang disebut; yang boleh membuka dokumennya diberi tahu."},
    )  # fmt: skip


class UbahKomentar(Versi):
    isi = Teks(services.TERPANJANG, minimal=1, **wajib())


class HasilHapus(Skema):
    hilang = Ya(**wajib(metadata={"description": "false: sudah lewat 15 menit, jadi dicoret dan tetap terbaca."}))


def _rinci(k: Komentar) -> dict[str, Any]:
    sebut = [{"pegawai_id": s.pegawai_id, "nama": s.pegawai.nama_lengkap, "diberitahu": s.diberitahu} for s in k.sebut]
    return {x: getattr(k, x) for x in CONTOH if x != "sebut"} | {"sebut": sebut}


@grup.operasi(
    "GET", "/komentar/<jenis>/<int:id>", id="daftarKomentar", izin="komentar.baca", objek=sasaran,
    lingkup="surat:baca", jawab=DaftarKomentar, contoh={"isi": [CONTOH]},
    ringkas="Komentar pada sebuah dokumen, terlama lebih dahulu",
    uraian="`jenis` adalah surat_keluar, surat_masuk, atau disposisi. Seratus yang terakhir.",
)  # fmt: skip
def daftar(s: Sasaran) -> dict[str, Any]:
    """Always logged as a reading: how secret the document is, only its room knows."""
    actor = current_actor()
    panel = services.panel(actor, s.jenis, s.dok, boleh_isi=True)
    audit.catat_baca(actor, s.jenis, s.id, "komentar melalui API")
    return {"isi": [_rinci(k) for k in (panel.komentar if panel else ())]}


@grup.operasi(
    "POST", "/komentar/<jenis>/<int:id>", id="tulisKomentar", izin="komentar.tulis", objek=sasaran,
    lingkup="komentar:tulis", isi=TulisKomentar, contoh_isi={"isi": CONTOH["isi"]}, jawab=RinciKomentar,
    contoh=CONTOH, status=201, ringkas="Tulis komentar pada sebuah dokumen",
)  # fmt: skip
def tulis(s: Sasaran, isi: dict[str, Any]) -> dict[str, Any]:
    baru, _ = services.tulis(current_actor(), s.jenis, s.dok, isi["isi"], isi["sebut"])
    session.flush()  # the people named are found by their rows
    return _rinci(baru)


@grup.operasi(
    "PUT", "/komentar/<int:id>", id="ubahKomentar", izin="komentar.ubah", objek=muat, lingkup="komentar:tulis",
    isi=UbahKomentar, contoh_isi={"versi": 1, "isi": "Dasar hukumnya sudah benar."}, jawab=RinciKomentar,
    contoh=CONTOH, ringkas="Ubah komentar Anda", uraian="Dalam 15 menit setelah ditulis.",
)  # fmt: skip
def ubah(k: Komentar, isi: dict[str, Any]) -> dict[str, Any]:
    services.ubah(current_actor(), k, isi["isi"], isi["versi"])
    return _rinci(k)


@grup.operasi(
    "DELETE", "/komentar/<int:id>", id="hapusKomentar", izin="komentar.ubah", objek=muat, lingkup="komentar:tulis",
    jawab=HasilHapus, contoh={"hilang": True}, ringkas="Hapus komentar Anda",
    uraian="Dalam 15 menit hilang; sesudahnya dicoret dan tetap terbaca.",
)  # fmt: skip
def hapus(k: Komentar) -> dict[str, Any]:
    return {"hilang": services.hapus(current_actor(), k)}


# Saved views -------------------------------------------------------------------------------------------------------


class Tampilan(Skema):
    id = Bulat(**wajib())
    nama = fields.String(required=True)
    saring = fields.Dict(required=True, metadata={"description": "Penyaring seperti dalam alamat daftarnya."})
    bersama = Ya(**wajib(metadata={"description": "Dibagikan oleh perangkat daerah, bukan milik Anda sendiri."}))


class DaftarTampilan(Skema):
    isi = fields.List(fields.Nested(Tampilan), required=True)


@grup.operasi(
    "GET", "/daftar/<nama>/tampilan", id="daftarTampilan", izin="daftar.pakai", objek=muat_daftar,
    lingkup="profil:baca", jawab=DaftarTampilan,
    contoh={"isi": [{"id": 6, "nama": "Undangan bulan ini", "saring": {"q": "undangan"}, "bersama": False}]},
    ringkas="Tampilan tersimpan atas sebuah daftar", uraian="`nama` daftarnya, misalnya surat_keluar.",
)  # fmt: skip
def daftar_tampilan(d: DaftarLayar) -> dict[str, Any]:
    return {"isi": tampilan.muat(d, current_actor()).tampilan}


@grup.operasi(
    "DELETE", "/daftar/<nama>/tampilan/<int:id>", id="hapusTampilan", izin="daftar.pakai", objek=muat_daftar,
    lingkup="profil:tulis", status=204, ringkas="Hapus tampilan tersimpan Anda",
)  # fmt: skip
def hapus_tampilan(d: DaftarLayar) -> None:
    tampilan.hapus(current_actor(), d, int((request.view_args or {})["id"]))
