"""Topics of pay in the rule register. Formats of facts: `kepegawaian.gaji`, shared by rapel and gaji_13."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from marshmallow import ValidationError

from suite.core.aturan import aturan
from suite.core.aturan.isian import Bulat, Daftar, Objek, Pilihan, Skema, Tanggal, Teks, YaTidak
from suite.kepegawaian.rules.gaji.bulanan import Gaji, gaji_bulan
from suite.kepegawaian.rules.gaji.fakta import (
    STATUS,
    Fakta,
    FaktaGaji,
    FaktaJabatan,
    FaktaStatus,
    SetahunSebelum,
)
from suite.kepegawaian.rules.gaji.ketiga_belas import BAGIAN, gaji_ketiga_belas
from suite.kepegawaian.rules.gaji.rapel import rapel
from suite.kepegawaian.rules.gaji.uraian import uraikan_gaji, uraikan_ketiga_belas, uraikan_rapel
from suite.kepegawaian.rules.isian_gaji import MasukanKeluarga, Rupiah, baca_keluarga
from suite.kepegawaian.rules.tabel import baca_bulan, salah_isi, tulis_bulan

SUMBER_GAJI = "PP 7/1977 Ps 5-6, 16-17 jo PP 5/2024; Perpres 98/2020 jo 11/2024; SE-2/A/522/0193"
_PERSEN = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")


class Persen(Teks):
    """A percentage: a whole number, or a string with the decimals shown. Loads an exact fraction (of percent)."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> Any:
        teks = str(value) if type(value) is int else value
        if type(teks) is not str or not _PERSEN.fullmatch(teks):
            raise ValidationError('Harus persen, misalnya 50 atau "12.5".')
        return Fraction(teks)


# --- facts ---------------------------------------------------------------------------------------------------------


class MasukanStatus(Skema):
    tmt = Tanggal(required=True)
    status = Pilihan(*STATUS, required=True)


class MasukanSk(Skema):
    tmt = Tanggal(required=True)
    golongan = Teks(required=True, panjang=20)
    mkg_tahun = Bulat(required=True, paling_besar=70)


class MasukanJabatan(Skema):
    tmt = Tanggal(required=True)
    jenis = Pilihan("struktural", "fungsional", "pelaksana", required=True)
    eselon = Teks(allow_none=True, panjang=20)
    jabatan = Teks(allow_none=True, panjang=100)
    jenjang = Teks(allow_none=True, panjang=100)


class MasukanPotongan(Skema):
    nama = Teks(required=True, panjang=200)
    jumlah = Rupiah(required=True)


class MasukanFakta(Skema):
    status = Daftar(Objek(MasukanStatus), paling_banyak=200)
    spmt = Tanggal(allow_none=True)
    gaji = Daftar(Objek(MasukanSk), paling_banyak=500)
    jabatan = Daftar(Objek(MasukanJabatan), paling_banyak=500)
    keluarga = Daftar(Objek(MasukanKeluarga), paling_banyak=100)
    ptkp = Teks(allow_none=True, panjang=20)
    pph_gaji = Pilihan("ditanggung", "dipotong")
    potongan_lain = Daftar(Objek(MasukanPotongan), paling_banyak=200)


def baca_fakta(isi: Mapping[str, Any]) -> Fakta:
    """The facts of a case. Raises `MasukanSalah` when there is no status, a wedding or a birth without a date."""
    if "status" not in isi:
        raise salah_isi("Riwayat status wajib diisi.", "status")
    pasangan, anak = baca_keluarga(isi.get("keluarga", ()))
    return Fakta(
        status=[FaktaStatus(**s) for s in isi["status"]],
        gaji=[FaktaGaji(**g) for g in isi.get("gaji", ())],
        jabatan=[FaktaJabatan(**j) for j in isi.get("jabatan", ())],
        pasangan=pasangan,
        anak=anak,
        spmt=isi.get("spmt"),
        ptkp=isi.get("ptkp"),
        pph_gaji=isi.get("pph_gaji", "ditanggung"),
        potongan_lain=sum(p["jumlah"] for p in isi.get("potongan_lain", ())),
        setahun=SetahunSebelum(**isi["setahun"]) if isi.get("setahun") else None,
    )


# --- gaji ----------------------------------------------------------------------------------------------------------


class MasukanSetahun(Skema):
    bruto = Rupiah(required=True)
    iuran = Rupiah(required=True)
    sudah_dipotong = Rupiah(required=True)
    zakat = Rupiah(load_default=0)
    bulan_kerja = Bulat(load_default=12, paling_kecil=1, paling_besar=12)


class MasukanGaji(MasukanFakta):
    bulan = Teks(required=True, panjang=20)
    setahun = Objek(MasukanSetahun, allow_none=True)


class HasilGaji(Skema):
    dibayar = YaTidak()
    alasan = Teks()
    jenis_bayar = Teks()
    golongan = Teks()
    mkg_tahun = Bulat()
    gaji_pokok = Rupiah()
    tunj_pasangan = Rupiah()
    tunj_anak = Rupiah()
    tunj_jabatan = Rupiah()
    tunj_fungsional = Rupiah()
    tunj_umum = Rupiah()
    jiwa_beras = Bulat()
    tunj_beras = Rupiah()
    tunj_pph = Rupiah()
    pembulatan = Rupiah()
    bruto = Rupiah()
    iwp = Rupiah()
    jht = Rupiah()
    bpjs_1 = Rupiah()
    pph = Rupiah()
    potongan_lain = Rupiah()
    potongan = Rupiah()
    neto = Rupiah()
    bpjs_4 = Rupiah()
    jkk = Rupiah()
    jkm = Rupiah()
    bruto_pajak = Rupiah()


_PENGHASILAN = (
    "golongan",
    "mkg_tahun",
    "gaji_pokok",
    "tunj_pasangan",
    "tunj_anak",
    "tunj_jabatan",
    "tunj_fungsional",
    "tunj_umum",
    "jiwa_beras",
    "tunj_beras",
)
_BULAN = (
    "tunj_pph",
    "pembulatan",
    "bruto",
    "iwp",
    "jht",
    "bpjs_1",
    "pph",
    "potongan_lain",
    "potongan",
    "neto",
    "bpjs_4",
    "jkk",
    "jkm",
    "bruto_pajak",
)


@aturan(
    "kepegawaian.gaji",
    masukan=MasukanGaji,
    hasil=HasilGaji,
    sumber=SUMBER_GAJI,
    uraian="Gaji sebulan dari fakta bertanggal: penghasilan, potongan, bersih, dan bagian pemberi kerja",
)
def topik_gaji(bulan: str, **fakta: Any) -> dict[str, Any]:
    g = gaji_bulan(baca_fakta(fakta), baca_bulan(bulan))
    uraikan_gaji(g)
    return sebut_gaji(g)


def sebut_gaji(g: Gaji) -> dict[str, Any]:
    """The answer of the topic: names and whole rupiah; only the reason when nothing is paid."""
    if g.hasil is None:
        return {"dibayar": False, "alasan": g.alasan, "neto": 0}
    return (
        {"dibayar": True, "alasan": "", "jenis_bayar": "terusan" if g.dasar.terusan else "biasa"}
        | {nama: getattr(g.hasil, nama) for nama in _PENGHASILAN}
        | {nama: getattr(g, nama) for nama in _BULAN}
    )


class MasukanRapel(Skema):
    dari = Teks(required=True, panjang=20)
    sampai = Teks(required=True, panjang=20)
    tetap = Objek(MasukanFakta, load_default=dict)
    lama = Objek(MasukanFakta, required=True)
    baru = Objek(MasukanFakta, required=True)


class HasilKomponen(Skema):
    nama = Teks()
    beda = Rupiah()


class HasilRapelBulan(Skema):
    bulan = Teks()
    kotor = Rupiah()
    potongan = Rupiah()
    neto = Rupiah()
    komponen = Daftar(Objek(HasilKomponen))


class HasilRapel(Skema):
    rincian = Daftar(Objek(HasilRapelBulan))
    kotor = Rupiah()
    potongan = Rupiah()
    neto = Rupiah()
    jenis = Teks()


@aturan(
    "kepegawaian.rapel",
    masukan=MasukanRapel,
    hasil=HasilRapel,
    sumber=f"{SUMBER_GAJI}; TMT pada SK",
    uraian="Selisih gaji tiap bulan antara fakta baru dan yang sudah dibayar, tanpa PPh",
)
def topik_rapel(
    dari: str, sampai: str, tetap: dict[str, Any], lama: dict[str, Any], baru: dict[str, Any]
) -> dict[str, Any]:
    r = rapel(
        baca_fakta(tetap | lama), baca_fakta(tetap | baru), baca_bulan(dari, "dari"), baca_bulan(sampai, "sampai")
    )
    uraikan_rapel(r)
    return {
        "rincian": [
            {
                "bulan": tulis_bulan(b.bulan),
                "kotor": b.kotor,
                "potongan": b.potongan,
                "neto": b.neto,
                "komponen": [{"nama": nama, "beda": beda} for nama, beda in b.komponen.items()],
            }
            for b in r.rincian
        ],
        "kotor": r.kotor,
        "potongan": r.potongan,
        "neto": r.neto,
        "jenis": r.jenis,
    }


class MasukanGaji13(MasukanFakta):
    jenis = Pilihan("thr", "gaji_13", required=True)
    bulan_acuan = Teks(required=True, panjang=20)
    tpp = Rupiah(load_default=0)
    tpp_persen = Persen(load_default=Fraction(100))
    bulan_kerja = Bulat(allow_none=True, load_default=None, paling_besar=1200)
    bruto_pajak_bulan_bayar = Rupiah(allow_none=True, load_default=None)


class HasilGaji13(Skema):
    berhak = YaTidak()
    alasan = Teks()
    gaji_pokok = Rupiah()
    tunj_pasangan = Rupiah()
    tunj_anak = Rupiah()
    tunj_jabatan = Rupiah()
    tunj_fungsional = Rupiah()
    tunj_umum = Rupiah()
    tunj_beras = Rupiah()
    pembulatan = Rupiah()
    tpp = Rupiah()
    bruto = Rupiah()
    potongan = Rupiah()
    neto = Rupiah()
    pph_ditanggung = Rupiah()


@aturan(
    "kepegawaian.gaji_13",
    masukan=MasukanGaji13,
    hasil=HasilGaji13,
    sumber="PP 14/2024; PP 11/2025; PP 9/2026",
    uraian="THR atau gaji ketiga belas menurut bulan acuan, dan pajak yang ditanggung pemerintah",
)
def topik_gaji_13(
    jenis: str,
    bulan_acuan: str,
    tpp: int,
    tpp_persen: Fraction,
    bulan_kerja: int | None,
    bruto_pajak_bulan_bayar: int | None,
    **fakta: Any,
) -> dict[str, Any]:
    g = gaji_ketiga_belas(
        baca_fakta(fakta),
        baca_bulan(bulan_acuan, "bulan_acuan"),
        tpp=tpp,
        tpp_persen=tpp_persen,
        bulan_kerja=bulan_kerja,
        bruto_pajak_bulan_bayar=bruto_pajak_bulan_bayar,
    )
    uraikan_ketiga_belas(g)
    if not g.berhak:
        return {"berhak": False, "alasan": g.alasan, "neto": 0}
    return {
        "berhak": True,
        "alasan": "",
        **{nama: g.bagian[nama] for nama in BAGIAN},
        "pembulatan": g.pembulatan,
        "tpp": g.tpp,
        "bruto": g.bruto,
        "potongan": 0,
        "neto": g.neto,
        "pph_ditanggung": g.pph_ditanggung,
    }
