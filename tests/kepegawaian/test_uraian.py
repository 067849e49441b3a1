"""The working that rules say, the year's reckoning inside a month's pay, and the family alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from suite.core.aturan import hitung, semua_topik
from suite.core.aturan.jejak import Langkah, merekam
from tests.kepegawaian.kasus import KASUS, MASUKAN, cocok, ditolak

TOPIK = [t for t in semua_topik() if t.nama.startswith("kepegawaian.")]


def langkah(topik: str, masukan: Any) -> dict[str, Langkah]:
    with merekam() as jejak:
        hitung(topik, masukan)
    return {satu.uraian: satu for satu in jejak.langkah}


@pytest.mark.parametrize("topik", TOPIK, ids=lambda t: t.nama)
def test_contoh_setiap_aturan_dijawab_dan_diuraikan(topik: Any):
    assert topik.contoh is not None
    with merekam() as jejak:
        hasil = hitung(topik.nama, topik.contoh)
    assert hasil.get("alasan", "") in ("", None), hasil
    assert jejak.langkah
    for satu in jejak.langkah:
        assert satu.uraian and str(satu.nilai)


def test_uraian_slip_menjumlah_menjadi_yang_diterima():
    urai = langkah("kepegawaian.gaji", KASUS["K18"]["masukan"])
    assert urai["Gaji pokok III/a, masa kerja 10 tahun"].nilai == "Rp3.252.900"
    assert "PP 5/2024" in urai["Gaji pokok III/a, masa kerja 10 tahun"].sumber
    assert urai["Tunjangan 2 anak"].rumus == "2% × 2 × Rp3.252.900, ke atas"
    assert urai["Iuran wajib pegawai"].rumus == "8% × Rp3.708.306, terdekat"
    assert urai["Tunjangan beras"].rumus == "4 jiwa × Rp72.420"
    assert urai["Diterima"].nilai == "Rp3.847.400"
    assert urai["Diterima"].rumus == "Rp4.182.997 − Rp335.597"
    pppk = langkah("kepegawaian.gaji", KASUS["K20"]["masukan"])
    assert pppk["Jaminan hari tua"].rumus.startswith("3,25% × Rp3.523.960")
    assert langkah("kepegawaian.gaji", KASUS["K21"]["masukan"])["Tidak dibayar"].nilai == "sudah pensiun"


def test_uraian_pajak_dan_saldo_cuti():
    urai = langkah("kepegawaian.pph21_bulanan", KASUS["K24"]["masukan"])
    assert urai["Pajak atas seluruh penghasilan, kategori B"].rumus == "1,5% × Rp9.800.000, ke bawah"
    saldo = langkah("kepegawaian.saldo_cuti", KASUS["K08"]["masukan"])
    assert saldo["Sisa"].rumus == "12 + 6 + 0 − 5"
    cuti = langkah("kepegawaian.hari_cuti", KASUS["K09"]["masukan"])
    assert cuti["Tidak dihitung: 19 Maret 2026"].nilai.startswith("Hari Suci Nyepi")


# --- December: the year's tax in the month's pay -------------------------------------------------------------------


DESEMBER = KASUS["K18"]["masukan"] | {
    "bulan": "2026-12",
    "gaji": [{"tmt": "2024-04-01", "golongan": "IV/e", "mkg_tahun": 32}],
    "jabatan": [{"tmt": "2015-03-01", "jenis": "struktural", "eselon": "II.a"}],
}
"""K/2; taxable gross of the month 11,286,929, IWP 581,236, nothing else than salary."""


@pytest.mark.parametrize(
    ("setahun", "harapan"),
    [
        # 12 × 11,286,929 = 135,443,148 − 6,000,000 − 12 × 581,236 = 6,974,832 − 67,500,000 → 54,968,000 → 2,748,400
        (
            {"bruto": 124156219, "iuran": 6393596, "sudah_dipotong": 2500000},
            {"pph": 248400, "tunj_pph": 248400, "neto": 10118800},
        ),
        # withheld too much: paid back
        (
            {"bruto": 124156219, "iuran": 6393596, "sudah_dipotong": 3103903},
            {"pph": -355503, "tunj_pph": -355503, "neto": 10118800},
        ),
        # one month of work: biaya jabatan 500,000, below the PTKP
        (
            {"bruto": 0, "iuran": 0, "sudah_dipotong": 0, "bulan_kerja": 1},
            {"pph": 0, "neto": 10118800},
        ),
        ({"bruto": 0, "iuran": 0}, MASUKAN),
        (None, ditolak("bulan")),
    ],
)
def test_gaji_desember_menghitung_pajak_setahun(setahun: Any, harapan: dict[str, Any]):
    dapat = hitung("kepegawaian.gaji", DESEMBER | {"setahun": setahun})
    assert cocok(harapan, dapat), dapat


def test_kelebihan_pajak_yang_dipotong_dikembalikan_dalam_gaji():
    """Gross before pembulatan 10,805,128 less IWP and JKN 686,390; 355,503 comes back."""
    setahun = {"bruto": 124156219, "iuran": 6393596, "sudah_dipotong": 3103903}
    dapat = hitung("kepegawaian.gaji", DESEMBER | {"setahun": setahun, "pph_gaji": "dipotong"})
    assert (dapat["potongan"], dapat["pembulatan"], dapat["neto"]) == (330887, 59, 10474300)


@pytest.mark.parametrize(
    ("beda", "harapan"),
    [
        ({}, {"pasangan": True, "anak": 2, "jiwa_beras": 4, "tunj_pasangan": 325290, "tunj_anak": 130116}),
        ({"tanggal": "2026-05-31"}, {"tunj_beras": 289680}),
        ({"tanggal": "2016-08-01"}, ditolak("tabel")),
        ({"tanggal": "2039-03-01"}, {"anak": 1}),
        ({"keluarga": []}, {"pasangan": False, "anak": 0, "jiwa_beras": 1, "tunj_anak": 0}),
        ({"gaji_pokok": 2228561}, {"tunj_pasangan": 222857, "tunj_anak": 89143}),
        ({"gaji_pokok": -1}, MASUKAN),
    ],
)
def test_tunjangan_keluarga(beda: dict[str, Any], harapan: dict[str, Any]):
    dasar = {"tanggal": "2026-05-01", "gaji_pokok": 3252900, "keluarga": KASUS["K18"]["masukan"]["keluarga"]}
    dapat = hitung("kepegawaian.tunjangan_keluarga", dasar | beda)
    assert cocok(harapan, dapat), dapat


def test_setiap_himpunan_ketentuan_bersumber_dan_dipakai_sebuah_aturan():
    """What no rule reads is no law but litter; a branch that an example does not walk is asked for here."""
    from suite.core.aturan.ketentuan import nama_parameter

    cabang = [
        ("kepegawaian.gaji", KASUS["K19"]["masukan"]),
        ("kepegawaian.pph21_bulanan", KASUS["K25"]["masukan"]),
        ("kepegawaian.syarat_cuti", {"kode": "CB", "asn": "PNS", "mulai": "2026-03-16", "selesai": "2026-03-27"}),
    ]
    with merekam(date(2026, 5, 1)) as jejak:
        for t in TOPIK:
            hitung(t.nama, t.contoh)
        for topik, masukan in cabang:
            hitung(topik, masukan)
    dibaca = {p.nama for p in jejak.parameter}
    milik = {n for n in nama_parameter() if n.startswith("kepegawaian.")}
    assert milik - dibaca == set()
    assert all(p.sumber for p in jejak.parameter)
