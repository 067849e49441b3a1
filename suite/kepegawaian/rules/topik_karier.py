"""Topics of careers in the rule register: raise, promotion, pension, end of contract, length of service.

Field names are those of the case files; services call the rules themselves.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from suite.core.aturan import aturan, jelaskan, parameter
from suite.core.aturan.isian import Bulat, Daftar, Objek, Pilihan, Rupiah, Skema, Tanggal, Teks, YaTidak
from suite.core.kalender import BULAN, tanggal_surat
from suite.kepegawaian.rules.gaji.uraian import rp
from suite.kepegawaian.rules.karier import (
    AkhirKontrak,
    PangkatReguler,
    Pensiun,
    akhir_kontrak,
    pangkat_reguler,
    pensiun,
    periode_kenaikan_pangkat,
)
from suite.kepegawaian.rules.kgb import kgb_berikut
from suite.kepegawaian.rules.masa_kerja import Selang, bulan_penuh, masa_kerja, mkg_sesudah_pangkat
from suite.kepegawaian.rules.tabel import JENIS_ASN, tabel_gaji

TAHUN_KERJA = 70
BULAN_KERJA = TAHUN_KERJA * 12


# --- gaji pokok, kgb, pangkat --------------------------------------------------------------------------------------


class MasukanGajiPokok(Skema):
    jenis = Pilihan(*JENIS_ASN, load_default="PNS")
    golongan = Teks(required=True, panjang=20)
    mkg_tahun = Bulat(required=True, paling_besar=TAHUN_KERJA)
    tanggal = Tanggal(allow_none=True, load_default=None)


class HasilGajiPokok(Skema):
    gaji_pokok = Rupiah()
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
    jumlah = tabel.gaji_pokok(golongan, mkg_tahun)
    tercapai = max(t for t in tabel.tangga(golongan) if t <= mkg_tahun)
    jelaskan(
        f"Anak tangga terakhir yang tercapai pada masa kerja {mkg_tahun} tahun",
        f"{tercapai} tahun",
        sumber=tabel.sumber,
    )
    jelaskan(f"Gaji pokok {golongan}", rp(jumlah), sumber=tabel.sumber)
    return {"gaji_pokok": jumlah, "sumber": tabel.sumber}


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
    gaji_pokok = Rupiah(allow_none=True)
    gaji_dibayar = Rupiah(allow_none=True)
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
        jelaskan("Anak tangga terakhir sudah tercapai", "tidak ada kenaikan berkala lagi", sumber="PP 7/1977 Ps 11")
        return dict.fromkeys(HasilKgb().fields)
    jelaskan(
        "Anak tangga berikutnya tercapai",
        tanggal_surat(k.jatuh),
        rumus=f"{tanggal_surat(tmt_acuan)} + sisa bulan dari masa kerja {mkg_tahun} tahun {mkg_bulan} bulan",
        sumber="PP 7/1977 Ps 11",
    )
    if tunda_bulan:
        jelaskan("Ditunda, masa kerja tetap dihitung penuh", f"{tunda_bulan} bulan", sumber="PP 7/1977 Ps 12")
    jelaskan(f"Gaji pokok {golongan}, masa kerja {k.mkg_tahun} tahun", rp(k.gaji_pokok), sumber=k.sumber_tabel)
    if k.gaji_dibayar != k.gaji_pokok:
        jelaskan("Dibayar kepada CPNS", rp(k.gaji_dibayar), sumber="PP 7/1977 Ps 6")
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
    gaji_pokok = Rupiah(allow_none=True)


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
    jelaskan(
        f"Masa kerja golongan dari {golongan_lama} ke {golongan_baru}",
        f"{bulan // 12} tahun {bulan % 12} bulan",
        rumus=f"{mkg_tahun * 12 + mkg_bulan} bulan − {mkg_tahun * 12 + mkg_bulan - bulan} bulan, tidak di bawah 0",
        sumber="PP 99/2000 jo 12/2002",
    )
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
    tmt = periode_kenaikan_pangkat(memenuhi_syarat_pada)
    p = parameter("kepegawaian.periode_kp", tmt)
    bulan = ", ".join(BULAN[b - 1] for b in p["bulan"])
    jelaskan(
        f"Periode pertama sejak {tanggal_surat(memenuhi_syarat_pada)}",
        tanggal_surat(tmt),
        rumus=f"tanggal 1 {bulan}",
        sumber=p.sumber,
    )
    return {"tmt_pangkat": tmt}


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
    p = pangkat_reguler(golongan, tmt_pangkat, pendidikan, penilaian)
    jelaskan(f"Golongan tertinggi dengan pendidikan {pendidikan}", p.golongan_tertinggi, sumber="Peraturan BKN 2/2025")
    jelaskan("Masa dalam pangkat terpenuhi", tanggal_surat(p.memenuhi_pada), sumber="PP 99/2000 jo 12/2002")
    jelaskan("Periode kenaikan pangkat", tanggal_surat(p.tmt_pangkat), sumber="Peraturan BKN 4/2025")
    return p


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
    p = pensiun(tanggal_lahir_pengangkatan, jabatan)
    jelaskan(f"Batas usia pensiun, {p.jabatan}", f"{p.bup} tahun", sumber=p.sumber)
    jelaskan(
        "Usia itu tercapai",
        tanggal_surat(p.tanggal_bup),
        rumus=f"{tanggal_surat(tanggal_lahir_pengangkatan)} + {p.bup} tahun",
        sumber="UU 11/1969 Ps 10",
    )
    jelaskan(
        "TMT pensiun, tanggal 1 bulan berikutnya",
        tanggal_surat(p.tmt_pensiun),
        sumber="UU 20/2023 Ps 55; PP 11/2017 Ps 239",
    )
    return p


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
    k = akhir_kontrak(mulai, lama_bulan, tanggal_lahir_pengangkatan, jabatan)
    batas = "batas usia" if k.karena_usia else f"{lama_bulan} bulan sejak {tanggal_surat(mulai)}"
    jelaskan("Hari terakhir perjanjian kerja", tanggal_surat(k.selesai), rumus=batas, sumber="PP 49/2018")
    return k


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
    m = masa_kerja(tmt_cpns, per_tanggal, pmk_bulan=pmk_bulan, cltn=selang, cltn_bulan=cltn_bulan)
    penuh = bulan_penuh(tmt_cpns, per_tanggal)
    jelaskan(f"Bulan penuh sejak {tanggal_surat(tmt_cpns)}", f"{penuh} bulan", sumber="PP 11/2017; UU 11/1969")
    if pmk_bulan:
        jelaskan("Ditambah peninjauan masa kerja", f"{pmk_bulan} bulan")
    if kurang := penuh + pmk_bulan - m.bulan_seluruhnya:
        jelaskan("Dikurangi cuti di luar tanggungan negara", f"{kurang} bulan", sumber="PP 11/2017")
    jelaskan("Masa kerja", f"{m.tahun} tahun {m.bulan} bulan", rumus=f"{m.bulan_seluruhnya} bulan")
    return m
