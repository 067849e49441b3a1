"""Disposisi: what I was given and gave, one with its letter, give on, work on, report."""

from __future__ import annotations

from typing import Any

from suite.core import policy
from suite.core.api import kelompok
from suite.core.api.halaman import kursor, susun
from suite.core.errors import TidakDitemukan
from suite.core.policy import current_actor
from suite.naskah_dinas.api import bersama, schemas
from suite.naskah_dinas.api.bersama import disposisi as muat
from suite.naskah_dinas.api.bersama import rujuk
from suite.naskah_dinas.models import Disposisi
from suite.naskah_dinas.queries import disposisi as queries
from suite.naskah_dinas.queries import pilihan
from suite.naskah_dinas.services import disposisi as layanan
from suite.naskah_dinas.services import pembacaan

grup = kelompok("disposisi", "Disposisi", "Perintah atas surat masuk, dari jabatan ke jabatan di bawahnya.")

OPERASI = {
    "teruskan": "teruskanDisposisi",
    "laporkan": "laporkanDisposisi",
    "kerjakan": "kerjakanDisposisi",
    "kembalikan": "kembalikanDisposisi",
    "tarik": "tarikDisposisi",
}
CONTOH = {
    "id": 71,
    "versi": 1,
    "surat_masuk_id": 901,
    "induk_id": None,
    "dari": {"id": 34, "nama": "Kepala Dinas Kesehatan"},
    "kepada": {"id": 35, "nama": "Kepala Bidang Pelayanan Kesehatan"},
    "instruksi": ["tindak_lanjut"],
    "status": "baru",
    "tenggat": None,
    "dibuat_pada": "2026-11-24T02:15:00+00:00",
    "selesai_pada": None,
    "catatan": "Tindak lanjuti segera.",
    "laporan": "",
}

CONTOH_RINGKAS = {
    "id": 71,
    "hal": "Penawaran kerja sama",
    "pengirim": "PT Khatulistiwa",
    "agenda": 118,
    "sifat": "biasa",
    "keamanan": "B",
    "dari": "Kepala Dinas Kesehatan",
    "kepada": "Kepala Bidang Pelayanan Kesehatan",
    "instruksi": "Tindak lanjuti",
    "status": "baru",
    "tenggat": None,
    "dibuat_pada": "2026-11-24T02:15:00+00:00",
    "dibaca_pada": None,
}


def rinci_disposisi(d: Disposisi, boleh_isi: bool) -> dict[str, Any]:
    """One disposisi; note and report are content of the letter."""
    return {
        **{
            k: getattr(d, k)
            for k in (
                "id",
                "versi",
                "surat_masuk_id",
                "induk_id",
                "instruksi",
                "status",
                "tenggat",
                "dibuat_pada",
                "selesai_pada",
            )
        },
        "dari": rujuk(d.dari_jabatan),
        "kepada": rujuk(d.kepada_jabatan),
        "catatan": d.catatan if boleh_isi else None,
        "laporan": d.laporan if boleh_isi else None,
    }


def isian_disposisi(isi: dict[str, Any]) -> layanan.IsianDisposisi:
    return layanan.IsianDisposisi(
        kepada=isi["kepada"], instruksi=isi["instruksi"], catatan=isi["catatan"], sampai=isi["sampai"]
    )


def _satu(d: Disposisi) -> dict[str, Any]:
    return rinci_disposisi(d, policy.boleh("surat_masuk.isi", current_actor(), d.surat_masuk))


@grup.operasi(
    "GET", "/disposisi", id="daftarDisposisi", izin="disposisi.daftar", lingkup="surat:baca",
    query=schemas.SaringDisposisi, jawab=schemas.HalamanDisposisi, contoh={"isi": [CONTOH_RINGKAS], "berikut": None},
    ringkas="Disposisi untuk Anda atau dari Anda, yang paling dekat tenggatnya lebih dahulu",
)  # fmt: skip
def daftar(saring: dict[str, Any]) -> dict[str, Any]:
    baris = queries.daftar(
        current_actor(),
        saring["tampilan"],
        saring["keadaan"],
        pilihan.rapikan(saring["q"]),
        kursor(saring.get("setelah"), str, int),
        ukuran=saring["batas"],
    )
    return susun(baris, saring["batas"], lambda b: (b.urut.isoformat(), b.id))


@grup.operasi(
    "GET", "/instruksi", id="daftarInstruksi", izin="disposisi.daftar", lingkup="surat:baca",
    jawab=schemas.DaftarInstruksi, contoh={"isi": [{"kode": "tindak_lanjut", "nama": "Tindak lanjuti", "tuntas": True}]},
    ringkas="Instruksi yang dapat diberikan dalam disposisi",
)  # fmt: skip
def instruksi() -> dict[str, Any]:
    return {"isi": layanan.daftar_instruksi()}


@grup.operasi(
    "GET", "/disposisi/<int:id>", id="bacaDisposisi", izin="disposisi.lihat", objek=muat, lingkup="surat:baca",
    jawab=schemas.DisposisiRinci, contoh=CONTOH, ringkas="Baca satu disposisi",
    uraian="Membacanya tercatat: pemberinya tahu bahwa disposisi sudah dibaca.",
)  # fmt: skip
def baca(d: Disposisi) -> dict[str, Any]:
    actor = current_actor()
    if policy.boleh("surat_masuk.isi", actor, d.surat_masuk):
        pembacaan.catat(actor, d.surat_masuk)
    return _satu(d)


@grup.operasi(
    "GET", "/disposisi/<int:id>/tindakan", id="tindakanDisposisi", izin="disposisi.lihat", objek=muat,
    lingkup="surat:baca", jawab=schemas.DaftarTindakan, contoh=bersama.contoh_tindakan("laporkan", "Laporkan", "laporkanDisposisi"),
    ringkas="Tindakan yang dapat Anda lakukan pada disposisi sekarang",
)  # fmt: skip
def tindakan(d: Disposisi) -> dict[str, Any]:
    return bersama.tindakan(d, current_actor(), OPERASI)


@grup.operasi(
    "GET", "/disposisi/<int:id>/bukti", id="unduhBuktiDisposisi", izin="disposisi.lihat", objek=muat,
    lingkup="surat:baca", mime="application/octet-stream", ringkas="Unduh bukti laporan",
)  # fmt: skip
def bukti(d: Disposisi):
    if d.laporan_file is None or not policy.boleh("surat_masuk.isi", current_actor(), d.surat_masuk):
        raise TidakDitemukan()
    pembacaan.catat(current_actor(), d.surat_masuk, "bukti laporan disposisi melalui API")
    return bersama.kirim(d.laporan_file)


@grup.operasi(
    "GET", "/disposisi/<int:id>/penerima", id="penerimaTerusanDisposisi", izin="disposisi.kerjakan", objek=muat,
    lingkup="surat:baca", jawab=schemas.DaftarPenerima, contoh=bersama.CONTOH_PENERIMA,
    ringkas="Kepada siapa disposisi ini dapat diteruskan",
)  # fmt: skip
def penerima(d: Disposisi) -> dict[str, Any]:
    semua = queries.pilihan_penerima(layanan.pilihan_penerima(d.kepada_jabatan_id))
    return {"isi": [{"id": x["nilai"], "nama": x["label"], "keterangan": x["ket"]} for x in semua]}


@grup.operasi(
    "POST", "/disposisi/<int:id>/teruskan", id="teruskanDisposisi", izin="disposisi.kerjakan", objek=muat,
    lingkup="disposisi:tulis", isi=schemas.BeriDisposisi,
    contoh_isi={"versi": 1, "kepada": [36], "instruksi": ["tindak_lanjut"]}, jawab=schemas.DisposisiRinci,
    contoh=CONTOH, status=201, ringkas="Teruskan disposisi satu tingkat ke bawah",
)  # fmt: skip
def teruskan(d: Disposisi, isi: dict[str, Any]) -> dict[str, Any]:
    layanan.jalankan(d, "teruskan", current_actor(), versi=isi["versi"], data={"isian": isian_disposisi(isi)})
    return _satu(d)


@grup.operasi(
    "POST", "/disposisi/<int:id>/laporkan", id="laporkanDisposisi", izin="disposisi.kerjakan", objek=muat,
    lingkup="disposisi:tulis", isi=schemas.Laporkan, contoh_isi={"versi": 1, "laporan": "Bahan sudah disiapkan."},
    jawab=schemas.DisposisiRinci, contoh=CONTOH, ringkas="Laporkan tindak lanjut",
)  # fmt: skip
def laporkan(d: Disposisi, isi: dict[str, Any]) -> dict[str, Any]:
    actor = current_actor()
    berkas = None
    if isi["unggahan_id"] is not None:
        berkas = bersama.unggahan(actor, isi["unggahan_id"], "unggahan_id")
    data = {"laporan": isi["laporan"], "berkas": berkas}
    layanan.jalankan(d, "laporkan", actor, versi=isi["versi"], data=data)
    return _satu(d)


@grup.operasi(
    "POST", "/disposisi/<int:id>/kerjakan", id="kerjakanDisposisi", izin="disposisi.lihat", objek=muat,
    lingkup="disposisi:tulis", isi=schemas.Versi, contoh_isi={"versi": 1}, jawab=schemas.DisposisiRinci, contoh=CONTOH,
    ringkas="Mulai mengerjakan",
)  # fmt: skip
def kerjakan(d: Disposisi, isi: dict[str, Any]) -> dict[str, Any]:
    layanan.jalankan(d, "kerjakan", current_actor(), versi=isi["versi"])
    return _satu(d)


@grup.operasi(
    "POST", "/disposisi/<int:id>/kembalikan", id="kembalikanDisposisi", izin="disposisi.lihat", objek=muat,
    lingkup="disposisi:tulis", isi=schemas.VersiCatatan,
    contoh_isi={"versi": 1, "catatan": "Bukan tugas bidang kami."}, jawab=schemas.DisposisiRinci, contoh=CONTOH,
    ringkas="Kembalikan disposisi kepada pemberinya dengan alasan",
)  # fmt: skip
def kembalikan(d: Disposisi, isi: dict[str, Any]) -> dict[str, Any]:
    layanan.jalankan(d, "kembalikan", current_actor(), versi=isi["versi"], catatan=isi["catatan"])
    return _satu(d)


@grup.operasi(
    "POST", "/disposisi/<int:id>/tarik", id="tarikDisposisi", izin="disposisi.lihat", objek=muat,
    lingkup="disposisi:tulis", isi=schemas.Versi, contoh_isi={"versi": 2}, jawab=schemas.DisposisiRinci, contoh=CONTOH,
    ringkas="Akhiri disposisi yang dikembalikan, untuk dialihkan kepada yang lain",
)  # fmt: skip
def tarik(d: Disposisi, isi: dict[str, Any]) -> dict[str, Any]:
    layanan.jalankan(d, "tarik", current_actor(), versi=isi["versi"])
    return _satu(d)
