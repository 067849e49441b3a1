"""Look-ups that core owns, as topics of the rule register: identity numbers, work days, words for numbers and dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from suite.core import kalender
from suite.core.aturan import aturan, jelaskan
from suite.core.aturan.isian import Bulat, Pilihan, Skema, Tanggal, Teks, YaTidak
from suite.core.nip import SUMBER_NIP, baca_nip, format_nip, periksa_nik
from suite.core.penunjukan import batas_plt

SUMBER_LIBUR = "SKB 3 Menteri 1017/2/2 Tahun 2024 jo 933/1/3 Tahun 2025; 1497/2/5 Tahun 2025"


class MasukanNip(Skema):
    nip = Teks(required=True, panjang=40)


class HasilNip(Skema):
    sah = YaTidak()
    alasan = Teks()
    nip = Teks()
    jenis = Teks()
    tanggal_lahir = Tanggal()
    tmt_cpns = Tanggal()
    jenis_kelamin = Teks()
    urut = Teks()


@aturan(
    "core.nip",
    masukan=MasukanNip,
    hasil=HasilNip,
    sumber=SUMBER_NIP,
    uraian="Membaca dan memeriksa NIP atau NI PPPK",
)
def topik_nip(nip: str) -> dict[str, Any]:
    n = baca_nip(nip)
    return {
        "sah": True,
        "alasan": "",
        "nip": format_nip(n.nip),
        "jenis": n.jenis,
        "tanggal_lahir": n.tanggal_lahir,
        "tmt_cpns": n.tmt_cpns,
        "jenis_kelamin": n.jenis_kelamin,
        "urut": n.urut,
    }


class MasukanNik(Skema):
    nik = Teks(required=True, panjang=40)


class HasilNik(Skema):
    sah = YaTidak()
    nik = Teks()


@aturan(
    "core.nik",
    masukan=MasukanNik,
    hasil=HasilNik,
    sumber="Permendagri 109/2019",
    uraian="Memeriksa NIK",
)
def topik_nik(nik: str) -> dict[str, Any]:
    return {"sah": True, "nik": periksa_nik(nik)}


class MasukanHariKerja(Skema):
    mulai = Tanggal(required=True)
    selesai = Tanggal(required=True)
    pola = Pilihan("5", "6", load_default="5")


class HasilHariKerja(Skema):
    hari_kerja = Bulat()
    kalender_lengkap = YaTidak()


@aturan(
    "core.hari_kerja",
    masukan=MasukanHariKerja,
    hasil=HasilHariKerja,
    sumber=SUMBER_LIBUR,
    uraian="Banyaknya hari kerja dari mulai sampai selesai, keduanya dihitung",
)
def topik_hari_kerja(mulai: date, selesai: date, pola: str) -> dict[str, Any]:
    jelaskan(
        "Hari kerja dari mulai sampai selesai, tanpa libur nasional dan cuti bersama",
        rumus=f"{mulai.isoformat()} sampai {selesai.isoformat()}, {pola} hari kerja sepekan",
        sumber=SUMBER_LIBUR,
    )
    return {
        "hari_kerja": kalender.hari_kerja(mulai, selesai, pola=int(pola)),
        "kalender_lengkap": kalender.tahun_berdata(mulai.year) and kalender.tahun_berdata(selesai.year),
    }


class MasukanTambahHariKerja(Skema):
    tanggal = Tanggal(required=True)
    hari = Bulat(required=True, paling_kecil=-1000, paling_besar=1000)
    pola = Pilihan("5", "6", load_default="5")


class HasilTambahHariKerja(Skema):
    tanggal = Tanggal()
    kalender_lengkap = YaTidak()


@aturan(
    "core.tambah_hari_kerja",
    masukan=MasukanTambahHariKerja,
    hasil=HasilTambahHariKerja,
    sumber=SUMBER_LIBUR,
    uraian="Tanggal sesudah sekian hari kerja; hari awal tidak dihitung",
)
def topik_tambah_hari_kerja(tanggal: date, hari: int, pola: str) -> dict[str, Any]:
    jelaskan(
        "Menghitung sesudah hari awal; akhir pekan, libur, dan cuti bersama dilewati",
        rumus=f"{tanggal.isoformat()} + {hari} hari kerja",
        sumber=SUMBER_LIBUR,
    )
    akhir = kalender.tambah_hari_kerja(tanggal, hari, pola=int(pola))
    return {
        "tanggal": akhir,
        "kalender_lengkap": kalender.tahun_berdata(tanggal.year) and kalender.tahun_berdata(akhir.year),
    }


class MasukanTerbilang(Skema):
    bilangan = Bulat(required=True, paling_kecil=-(10**15), paling_besar=10**15)


class HasilTerbilang(Skema):
    terbilang = Teks()


@aturan(
    "core.terbilang",
    masukan=MasukanTerbilang,
    hasil=HasilTerbilang,
    sumber="Ejaan Bahasa Indonesia (Keputusan Kepala Badan Bahasa 0424/I/BS.00.01/2022)",
    uraian="Bilangan bulat dalam huruf",
)
def topik_terbilang(bilangan: int) -> dict[str, Any]:
    return {"terbilang": kalender.terbilang(bilangan)}


class MasukanTanggal(Skema):
    tanggal = Tanggal(required=True)


class HasilTanggal(Skema):
    hari = Teks()
    panjang = Teks()
    surat = Teks()
    pendek = Teks()
    terbilang = Teks()
    hari_kerja = YaTidak()
    libur = Teks(allow_none=True)


@aturan(
    "core.tanggal",
    masukan=MasukanTanggal,
    hasil=HasilTanggal,
    sumber=SUMBER_LIBUR,
    uraian="Penulisan tanggal, dan apakah hari itu hari kerja",
)
def topik_tanggal(tanggal: date) -> dict[str, Any]:
    libur = kalender.libur(tanggal)
    return {
        "hari": kalender.nama_hari(tanggal),
        "panjang": kalender.tanggal_panjang(tanggal),
        "surat": kalender.tanggal_surat(tanggal),
        "pendek": kalender.tanggal_pendek(tanggal),
        "terbilang": kalender.tanggal_terbilang(tanggal),
        "hari_kerja": kalender.apakah_hari_kerja(tanggal),
        "libur": libur.nama if libur else None,
    }


class MasukanBatasPlt(Skema):
    urusan = Teks(required=True)


class HasilBatasPlt(Skema):
    ada = YaTidak()
    boleh = YaTidak()
    catatan = Teks()


@aturan(
    "core.batas_plt",
    masukan=MasukanBatasPlt,
    hasil=HasilBatasPlt,
    sumber="UU 30/2014 Ps 14; SE Kepala BKN 1/SE/I/2021",
    uraian="Bolehkah Plt. atau Plh. memutuskan urusan ini",
)
def topik_batas_plt(urusan: str) -> dict[str, Any]:
    batas = batas_plt(urusan)
    if batas is not None:
        jelaskan(f"Urusan {batas.urusan.replace('_', ' ')} ada dalam daftar batas", sumber=batas.sumber)
    else:
        jelaskan("Urusan ini tidak disebut dalam daftar batas: tidak dilarang")
    return {"ada": batas is not None, "boleh": batas is None or batas.boleh, "catatan": batas.catatan if batas else ""}
