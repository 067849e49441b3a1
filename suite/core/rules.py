"""Look-ups that core owns, as topics of the rule register: identity numbers, work days, words for numbers and dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from suite.core import kalender
from suite.core.aturan import aturan, jelaskan
from suite.core.aturan.isian import Bulat, Pilihan, Skema, Tanggal, Teks, YaTidak
from suite.core.nip import SUMBER_NIP, USIA_TERENDAH, Nip, baca_nip, format_nip, periksa_nik
from suite.core.penunjukan import batas_plt

SUMBER_NIK = "Permendagri 109/2019"
SUMBER_EJAAN = "Ejaan Bahasa Indonesia (Keputusan Kepala Badan Bahasa 0424/I/BS.00.01/2022)"
SUMBER_PLT = "UU 30/2014 Ps 14; SE Kepala BKN 1/SE/I/2021"
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
    _uraikan_nip(n)
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


def _uraikan_nip(n: Nip) -> None:
    pppk = n.jenis == "PPPK"
    jelaskan(
        "Tanggal lahir", kalender.tanggal_surat(n.tanggal_lahir), rumus=f"angka 1-8: {n.nip[:8]}", sumber=SUMBER_NIP
    )
    jelaskan(
        "Tahun pengangkatan dan perjanjian ke berapa" if pppk else "TMT CPNS",
        f"{n.tmt_cpns.year}, ke-{int(n.nip[13])}" if pppk else kalender.tanggal_surat(n.tmt_cpns),
        rumus=f"angka 9-14: {n.nip[8:14]}",
        sumber=SUMBER_NIP,
    )
    jelaskan(
        f"Usia pada pengangkatan sekurangnya {USIA_TERENDAH} tahun",
        "terpenuhi",
        sumber="PP 11/2017 Ps 23 ayat (1) huruf a",
    )
    jelaskan(
        "Jenis kelamin dan nomor urut",
        f"{'pria' if n.jenis_kelamin == 'L' else 'wanita'}, {n.urut}",
        rumus=f"angka 15: {n.nip[14]}; angka 16-18: {n.nip[15:]}",
        sumber=SUMBER_NIP,
    )


class MasukanNik(Skema):
    nik = Teks(required=True, panjang=40)


class HasilNik(Skema):
    sah = YaTidak()
    nik = Teks()


@aturan(
    "core.nik",
    masukan=MasukanNik,
    hasil=HasilNik,
    sumber=SUMBER_NIK,
    uraian="Memeriksa NIK",
)
def topik_nik(nik: str) -> dict[str, Any]:
    angka = periksa_nik(nik)
    wanita = int(angka[6:8]) > 40
    lahir = f"tanggal {int(angka[6:8]) - 40 * wanita}, bulan {int(angka[8:10])}, tahun {angka[10:12]}"
    jelaskan(
        "Kode wilayah: provinsi, kabupaten/kota, kecamatan",
        ".".join((angka[:2], angka[2:4], angka[4:6])),
        rumus=f"angka 1-6: {angka[:6]}",
        sumber=SUMBER_NIK,
    )
    jelaskan(
        "Tanggal lahir",
        lahir,
        rumus=f"angka 7-12: {angka[6:12]}" + (" (tanggal ditambah 40 bagi wanita)" if wanita else ""),
        sumber=SUMBER_NIK,
    )
    jelaskan("Nomor urut", angka[12:], rumus="angka 13-16", sumber=SUMBER_NIK)
    return {"sah": True, "nik": angka}


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
    sumber=SUMBER_EJAAN,
    uraian="Bilangan bulat dalam huruf",
)
def topik_terbilang(bilangan: int) -> dict[str, Any]:
    huruf = kalender.terbilang(bilangan)
    jelaskan(
        "Dibaca menurut kelompok tiga angka dari kiri, tiap kata terpisah",
        huruf,
        rumus=f"{bilangan:,}".replace(",", " | "),
        sumber=SUMBER_EJAAN,
    )
    return {"terbilang": huruf}


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
    kerja = kalender.apakah_hari_kerja(tanggal)
    jelaskan("Hari", kalender.nama_hari(tanggal), rumus="penanggalan Gregorius", sumber=SUMBER_EJAAN)
    jelaskan(
        "Hari kerja",
        "ya" if kerja else "tidak",
        rumus=libur.nama if libur else "tidak ada libur atau cuti bersama" if kerja else "akhir pekan",
        sumber=libur.sumber if libur else SUMBER_LIBUR,
    )
    return {
        "hari": kalender.nama_hari(tanggal),
        "panjang": kalender.tanggal_panjang(tanggal),
        "surat": kalender.tanggal_surat(tanggal),
        "pendek": kalender.tanggal_pendek(tanggal),
        "terbilang": kalender.tanggal_terbilang(tanggal),
        "hari_kerja": kerja,
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
    sumber=SUMBER_PLT,
    uraian="Bolehkah Plt. atau Plh. memutuskan urusan ini",
)
def topik_batas_plt(urusan: str) -> dict[str, Any]:
    batas = batas_plt(urusan)
    if batas is not None:
        jelaskan(
            f"Urusan {batas.urusan.replace('_', ' ')} ada dalam daftar batas",
            "boleh" if batas.boleh else "tidak boleh",
            rumus=batas.catatan,
            sumber=batas.sumber,
        )
    else:
        jelaskan("Urusan ini tidak disebut dalam daftar batas: tidak dilarang", "boleh", sumber=SUMBER_PLT)
    return {"ada": batas is not None, "boleh": batas is None or batas.boleh, "catatan": batas.catatan if batas else ""}
