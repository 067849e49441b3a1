"""Topics of careers in the rule register: identity number, raise, promotion, pension, service, discipline, DUK.

Field names are those of the case files; services call the rules themselves.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from suite.core.aturan import aturan
from suite.core.aturan.isian import Bulat, Daftar, Objek, Pilihan, Skema, Tanggal, Teks, YaTidak
from suite.core.nip import SUMBER_NIP, baca_nip
from suite.kepegawaian.rules.cuti import boleh_plt
from suite.kepegawaian.rules.disiplin import UsulDisiplin, usul_disiplin
from suite.kepegawaian.rules.duk import Peserta, urut_kepangkatan
from suite.kepegawaian.rules.karier import (
    AkhirKontrak,
    PangkatReguler,
    Pensiun,
    akhir_kontrak,
    angka_kredit,
    pangkat_reguler,
    pensiun,
    periode_kenaikan_pangkat,
)
from suite.kepegawaian.rules.kgb import kgb_berikut
from suite.kepegawaian.rules.masa_kerja import Selang, masa_kerja, mkg_sesudah_pangkat
from suite.kepegawaian.rules.tabel import JENIS_ASN, tabel_gaji

TAHUN_KERJA = 70
BULAN_KERJA = TAHUN_KERJA * 12


class MasukanNip(Skema):
    nip = Teks(required=True, panjang=40, boleh_kosong=True)


class HasilNip(Skema):
    sah = YaTidak()
    alasan = Teks()
    jenis = Teks()
    tanggal_lahir = Tanggal()
    tmt_cpns = Tanggal()
    jenis_kelamin = Teks()
    urut = Teks()


@aturan(
    "kepegawaian.nip",
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
        "jenis": n.jenis,
        "tanggal_lahir": n.tanggal_lahir,
        "tmt_cpns": n.tmt_cpns,
        "jenis_kelamin": n.jenis_kelamin,
        "urut": n.urut,
    }


# --- gaji pokok, kgb, pangkat --------------------------------------------------------------------------------------


class MasukanGajiPokok(Skema):
    jenis = Pilihan(*JENIS_ASN, load_default="PNS")
    golongan = Teks(required=True, panjang=20)
    mkg_tahun = Bulat(required=True, paling_besar=TAHUN_KERJA)
    tanggal = Tanggal(allow_none=True, load_default=None)


class HasilGajiPokok(Skema):
    gaji_pokok = Bulat()
    sumber = Teks()


@aturan(
    "kepegawaian.gaji_pokok",
    masukan=MasukanGajiPokok,
    hasil=HasilGajiPokok,
    sumber="PP 7/1977 jo PP 5/2024; Perpres 98/2020 jo 11/2024",
    uraian="Gaji pokok menurut golongan dan masa kerja golongan, dari tabel yang berlaku pada tanggal itu",
)
def topik_gaji_pokok(jenis: str, golongan: str, mkg_tahun: int, tanggal: date | None) -> dict[str, Any]:
    tabel = tabel_gaji(jenis, tanggal)
    return {"gaji_pokok": tabel.gaji_pokok(golongan, mkg_tahun), "sumber": tabel.sumber}


class MasukanKgb(Skema):
    golongan = Teks(required=True, panjang=20)
    tmt_acuan = Tanggal(required=True)
    mkg_tahun = Bulat(required=True, paling_besar=TAHUN_KERJA)
    mkg_bulan = Bulat(load_default=0, paling_besar=11)
    jenis = Pilihan(*JENIS_ASN, load_default="PNS")
    tunda_bulan = Bulat(load_default=0, paling_besar=BULAN_KERJA)


class HasilKgb(Skema):
    tmt = Tanggal(allow_none=True)
    mkg_tahun = Bulat(allow_none=True)
    gaji_pokok = Bulat(allow_none=True)
    gaji_dibayar = Bulat(allow_none=True)
    jatuh = Tanggal(allow_none=True)
    surat_mulai = Tanggal(allow_none=True)
    sumber_tabel = Teks(allow_none=True)


@aturan(
    "kepegawaian.kgb",
    masukan=MasukanKgb,
    hasil=HasilKgb,
    sumber="PP 7/1977 Ps 11-13 jo PP 5/2024; PPPK: Perpres 98/2020 jo 11/2024, PermenPANRB 7/2023",
    uraian="Kenaikan gaji berkala berikutnya: TMT, masa kerja golongan, gaji pokok; kosong sesudah anak tangga terakhir",
)
def topik_kgb(
    golongan: str, tmt_acuan: date, mkg_tahun: int, mkg_bulan: int, jenis: str, tunda_bulan: int
) -> dict[str, Any]:
    k = kgb_berikut(golongan, tmt_acuan, mkg_tahun * 12 + mkg_bulan, jenis=jenis, tunda_bulan=tunda_bulan)
    if k is None:
        return dict.fromkeys(HasilKgb().fields)
    return {nama: getattr(k, nama) for nama in HasilKgb().fields}


class MasukanMkgPangkat(Skema):
    golongan_lama = Teks(required=True, panjang=20)
    golongan_baru = Teks(required=True, panjang=20)
    mkg_tahun = Bulat(required=True, paling_besar=TAHUN_KERJA)
    mkg_bulan = Bulat(load_default=0, paling_besar=11)
    tmt = Tanggal(allow_none=True, load_default=None)


class HasilMkgPangkat(Skema):
    mkg_tahun = Bulat()
    mkg_bulan = Bulat()
    gaji_pokok = Bulat(allow_none=True)


@aturan(
    "kepegawaian.mkg_pangkat",
    masukan=MasukanMkgPangkat,
    hasil=HasilMkgPangkat,
    sumber="PP 7/1977; PP 99/2000 jo 12/2002",
    uraian="Masa kerja golongan dan gaji pokok sesudah kenaikan pangkat; gaji kosong bila tabel belum mencapainya",
)
def topik_mkg_pangkat(
    golongan_lama: str, golongan_baru: str, mkg_tahun: int, mkg_bulan: int, tmt: date | None
) -> dict[str, Any]:
    bulan = mkg_sesudah_pangkat(golongan_lama, golongan_baru, mkg_tahun * 12 + mkg_bulan, tmt=tmt)
    return {
        "mkg_tahun": bulan // 12,
        "mkg_bulan": bulan % 12,
        "gaji_pokok": tabel_gaji("PNS", tmt).cari(golongan_baru, bulan // 12),
    }


class MasukanPeriodeKp(Skema):
    memenuhi_syarat_pada = Tanggal(required=True)


class HasilPeriodeKp(Skema):
    tmt_pangkat = Tanggal()


@aturan(
    "kepegawaian.periode_kp",
    masukan=MasukanPeriodeKp,
    hasil=HasilPeriodeKp,
    sumber="PP 99/2000; Peraturan BKN 4/2023; Peraturan BKN 4/2025",
    uraian="Periode kenaikan pangkat pertama pada atau sesudah tanggal syarat terpenuhi",
)
def topik_periode_kp(memenuhi_syarat_pada: date) -> dict[str, Any]:
    return {"tmt_pangkat": periode_kenaikan_pangkat(memenuhi_syarat_pada)}


class MasukanPangkatReguler(Skema):
    golongan = Teks(required=True, panjang=20)
    tmt_pangkat = Tanggal(required=True)
    pendidikan = Teks(required=True, panjang=40)
    penilaian = Daftar(Teks(panjang=40), required=True, paling_banyak=50)


class HasilPangkatReguler(Skema):
    golongan_baru = Teks()
    pangkat_baru = Teks()
    memenuhi_pada = Tanggal()
    tmt_pangkat = Tanggal()
    golongan_tertinggi = Teks()


@aturan(
    "kepegawaian.pangkat_reguler",
    masukan=MasukanPangkatReguler,
    hasil=HasilPangkatReguler,
    sumber="PP 99/2000 jo 12/2002; Peraturan BKN 2/2025; Peraturan BKN 4/2025",
    uraian="Kenaikan pangkat reguler berikutnya: golongan, tanggal syarat terpenuhi, dan TMT",
)
def topik_pangkat_reguler(golongan: str, tmt_pangkat: date, pendidikan: str, penilaian: list[str]) -> PangkatReguler:
    return pangkat_reguler(golongan, tmt_pangkat, pendidikan, penilaian)


# --- pensiun, kontrak, masa kerja ----------------------------------------------------------------------------------


class MasukanPensiun(Skema):
    tanggal_lahir_pengangkatan = Tanggal(required=True)
    jabatan = Teks(required=True, panjang=60)


class HasilPensiun(Skema):
    bup = Bulat()
    tanggal_bup = Tanggal()
    tmt_pensiun = Tanggal()
    sumber = Teks()


@aturan(
    "kepegawaian.pensiun",
    masukan=MasukanPensiun,
    hasil=HasilPensiun,
    sumber="UU 20/2023 Ps 55; PP 11/2017 Ps 239; UU 11/1969 Ps 10",
    uraian="Batas usia pensiun dan TMT pensiun menurut tanggal lahir pada pengangkatan pertama",
)
def topik_pensiun(tanggal_lahir_pengangkatan: date, jabatan: str) -> Pensiun:
    return pensiun(tanggal_lahir_pengangkatan, jabatan)


class MasukanAkhirKontrak(Skema):
    mulai = Tanggal(required=True)
    lama_bulan = Bulat(required=True, paling_kecil=1, paling_besar=BULAN_KERJA)
    tanggal_lahir_pengangkatan = Tanggal(required=True)
    jabatan = Teks(required=True, panjang=60)


class HasilAkhirKontrak(Skema):
    selesai = Tanggal()
    karena_usia = YaTidak()


@aturan(
    "kepegawaian.akhir_kontrak",
    masukan=MasukanAkhirKontrak,
    hasil=HasilAkhirKontrak,
    sumber="PP 49/2018; UU 20/2023 Ps 55",
    uraian="Hari terakhir perjanjian kerja PPPK, paling lambat sehari sebelum TMT batas usia",
)
def topik_akhir_kontrak(mulai: date, lama_bulan: int, tanggal_lahir_pengangkatan: date, jabatan: str) -> AkhirKontrak:
    return akhir_kontrak(mulai, lama_bulan, tanggal_lahir_pengangkatan, jabatan)


class MasukanSelang(Skema):
    mulai = Tanggal(required=True)
    selesai = Tanggal(allow_none=True, load_default=None)


class MasukanMasaKerja(Skema):
    tmt_cpns = Tanggal(required=True)
    per_tanggal = Tanggal(required=True)
    pmk_bulan = Bulat(load_default=0, paling_besar=BULAN_KERJA)
    cltn = Daftar(Objek(MasukanSelang), load_default=list, paling_banyak=50)
    cltn_bulan = Bulat(load_default=0, paling_besar=BULAN_KERJA)


class HasilMasaKerja(Skema):
    tahun = Bulat()
    bulan = Bulat()
    bulan_seluruhnya = Bulat()


@aturan(
    "kepegawaian.masa_kerja",
    masukan=MasukanMasaKerja,
    hasil=HasilMasaKerja,
    sumber="PP 11/2017; UU 11/1969",
    uraian="Masa kerja dalam bulan penuh, ditambah peninjauan masa kerja, dikurangi CLTN",
)
def topik_masa_kerja(
    tmt_cpns: date, per_tanggal: date, pmk_bulan: int, cltn: list[dict[str, Any]], cltn_bulan: int
) -> Any:
    selang = [Selang(**c) for c in cltn]
    return masa_kerja(tmt_cpns, per_tanggal, pmk_bulan=pmk_bulan, cltn=selang, cltn_bulan=cltn_bulan)


# --- disiplin, duk, wewenang, angka kredit -------------------------------------------------------------------------


class MasukanDisiplin(Skema):
    tahun = Bulat(required=True, paling_kecil=1900, paling_besar=2200)
    tk = Daftar(Tanggal(), required=True)
    hukuman_dijatuhkan = Daftar(Bulat(paling_besar=1000), load_default=list, paling_banyak=100)


class HasilDisiplin(Skema):
    kumulatif = Bulat()
    berturut_terpanjang = Bulat()
    usul_kode = Bulat(allow_none=True)
    usul = Teks(allow_none=True)
    tingkat = Teks(allow_none=True)
    pasal = Teks(allow_none=True)
    pemicu = Teks(allow_none=True)
    gaji_dihentikan_mulai = Tanggal(allow_none=True)


@aturan(
    "kepegawaian.disiplin",
    masukan=MasukanDisiplin,
    hasil=HasilDisiplin,
    sumber="PP 94/2021 Ps 9-11 dan 15",
    uraian="Usul hukuman disiplin dari hari tanpa keterangan; yang memutuskan tetap pejabat",
)
def topik_disiplin(tahun: int, tk: list[date], hukuman_dijatuhkan: list[int]) -> UsulDisiplin:
    return usul_disiplin(tahun, tk, hukuman_dijatuhkan)


class MasukanPeserta(Skema):
    id = Teks(required=True, panjang=100)
    golongan = Teks(required=True, panjang=20)
    tmt_pangkat = Tanggal(required=True)
    masa_kerja_bulan = Bulat(required=True, paling_besar=BULAN_KERJA)
    tanggal_lahir = Tanggal(required=True)
    eselon = Teks(allow_none=True, boleh_kosong=True, panjang=20)
    diklat = Teks(allow_none=True, boleh_kosong=True, panjang=40)
    diklat_tanggal = Tanggal(allow_none=True)
    pendidikan = Teks(allow_none=True, boleh_kosong=True, panjang=40)
    pendidikan_tanggal = Tanggal(allow_none=True)


class MasukanDuk(Skema):
    pegawai = Daftar(Objek(MasukanPeserta), required=True)


class HasilDuk(Skema):
    urutan = Daftar(Teks())


@aturan(
    "kepegawaian.duk",
    masukan=MasukanDuk,
    hasil=HasilDuk,
    sumber="PP 15/1979",
    uraian="Daftar urut kepangkatan, yang tertinggi lebih dahulu",
)
def topik_duk(pegawai: list[dict[str, Any]]) -> dict[str, Any]:
    return {"urutan": urut_kepangkatan(Peserta(**p) for p in pegawai)}


class MasukanWewenang(Skema):
    peran = Pilihan("Plt", "Plh", "Plt.", "Plh.", "definitif", required=True)
    tindakan = Teks(required=True, panjang=100)
    di_luar_negeri = YaTidak(load_default=False)


class HasilWewenang(Skema):
    boleh = YaTidak()
    catatan = Teks()
    sumber = Teks()


@aturan(
    "kepegawaian.wewenang",
    masukan=MasukanWewenang,
    hasil=HasilWewenang,
    sumber="UU 30/2014 Ps 14; SE Kepala BKN 1/SE/I/2021",
    uraian="Bolehkah Plt. atau Plh. memutuskan urusan kepegawaian ini",
)
def topik_wewenang(peran: str, tindakan: str, di_luar_negeri: bool) -> Any:
    batas = boleh_plt(tindakan, di_luar_negeri=di_luar_negeri)
    return {"boleh": True, "catatan": "", "sumber": batas.sumber} if peran == "definitif" else batas


class MasukanAngkaKredit(Skema):
    jenjang = Teks(required=True, panjang=40)
    predikat = Teks(required=True, panjang=40)
    bulan = Bulat(load_default=12, paling_besar=12)


class HasilAngkaKredit(Skema):
    angka_kredit = Teks()


@aturan(
    "kepegawaian.angka_kredit",
    masukan=MasukanAngkaKredit,
    hasil=HasilAngkaKredit,
    sumber="PermenPANRB 1/2023; Peraturan BKN 3/2023",
    uraian="Angka kredit dari predikat kinerja: bulan/12 × persen × koefisien, dua desimal",
)
def topik_angka_kredit(jenjang: str, predikat: str, bulan: int) -> dict[str, Any]:
    ratusan = angka_kredit(jenjang, predikat, bulan) * 100
    return {"angka_kredit": f"{ratusan.numerator // 100}.{ratusan.numerator % 100:02}"}
