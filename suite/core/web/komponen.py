"""The development page `/komponen`: every component in every state, visited by axe and screenshots.

The app factory registers the blueprint outside production only. Names and letters are fictional.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template

from suite.core import clock
from suite.core.policy import publik

bp = Blueprint("komponen", __name__)


@bp.get("/komponen")
@publik
def komponen():
    return render_template("komponen.html", **contoh())


@bp.get("/komponen/dokumen")
@publik
def dokumen():
    return render_template("komponen_dokumen.html", **contoh())


def contoh() -> dict[str, Any]:
    """Sample values for the page, relative to now so that late ones are late whenever it is opened."""
    kini = clock.now()
    telat, sore = kini - timedelta(hours=20), kini + timedelta(minutes=45)
    return {
        "aktor": {
            "nama": "Ratna Dewi Anggraini",
            "inisial": "RD",
            "jabatan": "Kepala Bidang Aplikasi Informatika",
            "sebagai_id": 1,
            "pilihan_bertindak": [
                {"id": 1, "label": "Kepala Bidang Aplikasi Informatika", "jenis": "definitif"},
                {"id": 2, "label": "Sekretaris Dinas", "jenis": "Plh. sampai 27 Nov"},
            ],
        },
        "menu": MENU,
        "jumlah_tindakan": 7,
        "ada_pemberitahuan": True,
        "peragaan": True,
        "nama_kota": "Kota Pontianak",
        "telat": telat,
        "sore": sore,
        "besok": kini + timedelta(days=1),
        "lusa": kini + timedelta(days=3),
        "kolom": KOLOM,
        "baris": baris_surat(telat, sore),
        "rantai_contoh": RANTAI,
        "riwayat": riwayat(kini),
        "disposisi": DISPOSISI,
        "klasifikasi": KLASIFIKASI,
    }


MENU = [
    {
        "label": None,
        "items": [
            {"label": "Beranda", "url": "#", "ikon": "home", "jumlah": 0, "aktif": False},
            {"label": "Perlu tindakan saya", "url": "#", "ikon": "inbox", "jumlah": 7, "aktif": False},
        ],
    },
    {
        "label": "Naskah",
        "items": [
            {"label": "Surat masuk", "url": "#", "ikon": "mail", "jumlah": 2, "aktif": False},
            {"label": "Surat keluar", "url": "#", "ikon": "send", "jumlah": 0, "aktif": True},
            {"label": "Disposisi", "url": "#", "ikon": "sitemap", "jumlah": 1, "aktif": False},
            {"label": "Berkas dan arsip", "url": "#", "ikon": "archive", "jumlah": 0, "aktif": False},
        ],
    },
]

KOLOM = [
    {"kunci": "hal", "judul": "Hal dan tujuan", "kartu": "judul", "lebar": "isi"},
    {"kunci": "jenis", "judul": "Jenis", "kartu": "meta", "lebar": "tetap"},
    {"kunci": "konseptor", "judul": "Konseptor", "kartu": "sembunyi"},
    {"kunci": "sifat", "judul": "Sifat", "kartu": "meta"},
    {"kunci": "status", "judul": "Status", "kartu": "status"},
    {"kunci": "tenggat", "judul": "Tenggat", "kartu": "meta", "rata": "kanan", "urut_url": "#", "urut": "naik"},
]


def baris_surat(telat, sore) -> list[dict[str, Any]]:
    """Rows of a list of letters; `status` names meaning and word, `tenggat` an instant: the template draws both."""
    isi = [
        ("Jawaban usulan titik internet publik di Sungai Beliung", "Camat Pontianak Barat", "Surat dinas",
         "Florensia Lidia", "Segera", ("perhatian", "Giliran Anda: tanda tangan"), telat),
        ("Undangan Rapat Koordinasi Penerapan Tanda Tangan Elektronik", "38 tujuan", "Undangan",
         "Bayu Saputra", "Segera", ("berjalan", "Diparaf 2 dari 3"), sore),
        ("Surat tugas pendampingan Kecamatan Pontianak Utara", "000.1.2.3/208/Diskominfo/2026", "Surat tugas",
         "Maria Yosefa", "Biasa", ("sah", "Terbit, dibaca 2 dari 3"), None),
        ("Nota dinas usulan anggota tim keamanan", "Kepala Dinas", "Nota dinas",
         "Dewi Kartika Sari", "Penting", ("netral", "Konsep"), None),
    ]  # fmt: skip
    return [
        {"nilai": n, "label": hal, "dipilih": False, "hal": hal, "tujuan": tujuan, "jenis": jenis,
         "konseptor": konseptor, "sifat": sifat, "status": status, "tenggat": tenggat}
        for n, (hal, tujuan, jenis, konseptor, sifat, status, tenggat) in enumerate(isi, 1)
    ]  # fmt: skip


RANTAI = [
    {"nama": "Florensia Lidia, S.Kom.", "ket": "Ketua tim tata kelola · paraf kemarin 15.48", "keadaan": "selesai"},
    {"nama": "Ratna Dewi Anggraini", "tegas": "Paraf, tenggat hari ini 16.00", "ket": "di Anda 22 jam",
     "keadaan": "kini", "anda": True},
    {"nama": "Syarifah Nurhaliza, M.Si.", "ket": "Sekretaris Dinas · paraf", "keadaan": "nanti"},
    {"nama": "Ir. Iskandar Mahmud, M.T.", "ket": "Kepala Dinas · tanda tangan, lalu terkirim", "keadaan": "nanti",
     "ikon": "signature"},
]  # fmt: skip


def riwayat(kini) -> list[dict[str, Any]]:
    return [
        {"judul": "Florensia Lidia membubuhkan paraf", "waktu": kini - timedelta(hours=22), "makna": "sah"},
        {"judul": "Florensia: “Tanggal konfirmasi sudah benar Jumat 27.”", "waktu": kini - timedelta(hours=23),
         "ikon": "message-2"},
        {"judul": "Bayu Saputra mengubah konsep", "waktu": kini - timedelta(days=2), "ikon": "edit",
         "isi": [{"label": "Sifat", "lama": "Biasa", "baru": "Segera"}]},
        {"judul": "Dikembalikan Sekretaris", "waktu": kini - timedelta(days=9), "makna": "perhatian",
         "isi": "“Lengkapi dasar hukum.”"},
    ]  # fmt: skip


DISPOSISI = {
    "nama": "Kepala Dinas", "inisial": "IM", "tanggal": "Jum 20 Nov", "akar": True,
    "isi": "“Siapkan jawaban, lampirkan data per layanan.”",
    "anak": [
        {"nama": "Sekretaris", "isi": "Pantau", "makna": "berjalan", "kata": "Dibaca Jum 16.31", "ikon": "eye"},
        {"nama": "Kabid Aptika", "ket": "Kabid Aptika", "isi": "Siapkan jawaban", "anda": True, "makna": "bahaya",
         "kata": "Terlambat",
         "anak": [
             {"nama": "Bayu Saputra", "isi": "Tarik data 2024-2026", "makna": "sah", "kata": "Selesai",
              "lampiran": [{"label": "pengguna-layanan.xlsx", "url": "#"}]},
             {"nama": "Florensia Lidia", "isi": "Susun konsep balasan", "makna": "berjalan", "kata": "Dikerjakan",
              "lampiran": [{"label": "Konsep balasan, menunggu paraf Anda", "url": "#", "ikon": "mail"}]},
         ]},
        {"nama": "Kabid Infrastruktur", "isi": "“Data akses internet ada pada Bidang Aptika.”", "makna": "perhatian",
         "kata": "Dikembalikan", "ikon": "arrow-back-up"},
    ],
}  # fmt: skip

KLASIFIKASI = [
    {"kode": "000", "teks": "Umum", "url": "#", "terbuka": True, "anak": [
        {"kode": "000.1", "teks": "Ketatausahaan dan kerumahtanggaan", "url": "#", "terbuka": True, "anak": [
            {"kode": "000.1.2", "teks": "Perjalanan dinas", "url": "#", "jumlah": 3, "url_anak": "#"},
            {"kode": "000.1.5", "teks": "Rapat", "url": "#", "kini": True}]}]},
    {"kode": "800", "teks": "Kepegawaian", "url": "#", "anak": [
        {"kode": "800.1", "teks": "Sumber daya manusia", "url": "#"}]},
]  # fmt: skip
