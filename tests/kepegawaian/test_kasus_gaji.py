"""Altered copies of the reference's cases of pay, contributions and tax.

Amounts were worked out apart from the rules, with decimal arithmetic from the tables of PP 5/2024 and Perpres 11/2024.
"""

from __future__ import annotations

from typing import Any

import pytest

from suite.core.aturan import hitung
from tests.kepegawaian.kasus import KASUS, MASUKAN, Ubahan, cocok, ditolak, nama, ubah

ISTRI = {"hubungan": "istri", "mulai": "2016-08-20"}
ANAK = {"hubungan": "anak", "lahir": "2018-02-11"}
ANAK2 = {"hubungan": "anak", "lahir": "2021-09-03"}
DUA_ANAK = [ANAK, ANAK2]
TANPA_PASANGAN = {"tunj_pasangan": 0, "tunj_anak": 130116, "jiwa_beras": 3, "neto": 3479000}


def status(*isi: tuple[str, str]) -> dict[str, Any]:
    return {"status": [{"tmt": tmt, "status": s} for tmt, s in isi]}


def jabatan(**isi: str) -> dict[str, Any]:
    return {"jabatan": [{"tmt": "2015-03-01", **isi}]}


def tidak(alasan: str) -> dict[str, Any]:
    return {"dibayar": False, "alasan": alasan, "neto": 0}


def keluarga(*isi: dict[str, Any]) -> dict[str, Any]:
    return {"keluarga": list(isi)}


PNS_2015 = ("2015-03-01", "PNS")
PUNCAK = {
    "gaji": [{"tmt": "2024-04-01", "golongan": "IV/e", "mkg_tahun": 32}],
    "jabatan": [{"tmt": "2015-03-01", "jenis": "struktural", "eselon": "II.a"}],
}

GAJI: list[Ubahan] = [
    # dated facts: the last that began on or before the 1st
    ("K18", {"bulan": "2026-03"}, {"gaji_pokok": 3153600, "neto": 3744400, "pembulatan": 25, "bruto": 4069809}),
    ("K18", {"bulan": "2026-04"}, {"gaji_pokok": 3252900, "neto": 3847400}),
    ("K18", {"bulan": "2026-11"}, {"gaji_pokok": 3252900, "neto": 3847400}),
    ("K18", {"bulan": "2024-03"}, ditolak("golongan")),
    ("K18", {"bulan": "2023-12", "ptkp": ...}, ditolak("tabel")),
    ("K18", {"bulan": "2026-13"}, ditolak("bulan")),
    ("K18", {"bulan": "2026-5"}, ditolak("bulan")),
    ("K18", {"bulan": "Mei 2026"}, ditolak("bulan")),
    ("K18", {"bulan": "2026-12"}, ditolak("bulan")),
    ("K18", {"bulan": "2026-12", "ptkp": ...}, {"neto": 3847400, "pph": 0}),
    ("K18", {"bulan": 202605}, MASUKAN),
    ("K18", {"gaji": []}, ditolak("golongan")),
    ("K18", {"gaji": [{"tmt": "2024-04-01", "golongan": "III/e", "mkg_tahun": 8}]}, ditolak("golongan")),
    ("K18", {"gaji": [{"tmt": "2024-04-01", "golongan": "II/b", "mkg_tahun": 2}]}, ditolak("golongan")),
    ("K18", {"gaji": [{"tmt": "2024-04-01", "golongan": "IX", "mkg_tahun": 8}]}, ditolak("golongan")),
    # family
    (
        "K18",
        {"keluarga": []},
        {"tunj_pasangan": 0, "tunj_anak": 0, "jiwa_beras": 1, "pembulatan": 91, "iwp": 260232, "neto": 3215800},
    ),
    ("K18", keluarga(ISTRI, ANAK), {"tunj_anak": 65058, "jiwa_beras": 3, "neto": 3715800, "bruto": 4045542}),
    ("K18", keluarga(*DUA_ANAK), TANPA_PASANGAN),
    ("K18", keluarga(ISTRI, ISTRI | {"mulai": "2020-01-01"}, *DUA_ANAK), {"tunj_pasangan": 325290, "neto": 3847400}),
    ("K18", keluarga(ISTRI, ANAK, ANAK2, ANAK | {"lahir": "2024-01-01"}), {"tunj_anak": 130116, "jiwa_beras": 4}),
    ("K18", keluarga(ISTRI | {"mulai": "2026-05-02"}, *DUA_ANAK), TANPA_PASANGAN),
    ("K18", keluarga(ISTRI | {"mulai": "2026-05-01"}, *DUA_ANAK), {"tunj_pasangan": 325290}),
    ("K18", keluarga(ISTRI | {"selesai": "2026-04-30"}, *DUA_ANAK), TANPA_PASANGAN),
    ("K18", keluarga(ISTRI | {"selesai": "2026-05-01"}, *DUA_ANAK), {"tunj_pasangan": 325290}),
    ("K18", keluarga(ISTRI | {"selesai": "2026-05-20"}, *DUA_ANAK), {"tunj_pasangan": 325290}),
    (
        "K18",
        keluarga(ISTRI | {"asn_gaji_pokok": 3153600}, *DUA_ANAK),
        {"tunj_pasangan": 325290, "jiwa_beras": 3, "pembulatan": 31, "neto": 3775000},
    ),
    ("K18", keluarga(ISTRI | {"asn_gaji_pokok": 3355400}, *DUA_ANAK), TANPA_PASANGAN),
    ("K18", keluarga(ISTRI | {"asn_gaji_pokok": 3252900}, *DUA_ANAK), TANPA_PASANGAN),
    ("K18", keluarga(ISTRI | {"asn_gaji_pokok": 3252900, "pada": "sendiri"}, *DUA_ANAK), {"tunj_pasangan": 325290}),
    ("K18", keluarga(ISTRI | {"asn_gaji_pokok": 3252900, "pada": "pasangan"}, *DUA_ANAK), TANPA_PASANGAN),
    ("K18", keluarga(ISTRI, ANAK, ANAK2 | {"pada": "pasangan"}), {"tunj_anak": 65058, "jiwa_beras": 3}),
    # children: 21, 25 while studying, wedding, work
    ("K18", keluarga(ISTRI, ANAK | {"lahir": "2005-05-02"}), {"tunj_anak": 65058}),
    ("K18", keluarga(ISTRI, ANAK | {"lahir": "2005-05-01"}), {"tunj_anak": 0, "jiwa_beras": 2}),
    ("K18", keluarga(ISTRI, ANAK | {"lahir": "2004-01-01", "sekolah_sampai": "2027-07-31"}), {"tunj_anak": 65058}),
    ("K18", keluarga(ISTRI, ANAK | {"lahir": "2004-01-01", "sekolah_sampai": "2026-04-30"}), {"tunj_anak": 0}),
    ("K18", keluarga(ISTRI, ANAK | {"lahir": "2001-05-02", "sekolah_sampai": "2027-07-31"}), {"tunj_anak": 65058}),
    ("K18", keluarga(ISTRI, ANAK | {"lahir": "2001-05-01", "sekolah_sampai": "2027-07-31"}), {"tunj_anak": 0}),
    ("K18", keluarga(ISTRI, ANAK | {"kawin": "2026-04-15"}), {"tunj_anak": 0}),
    ("K18", keluarga(ISTRI, ANAK | {"kawin": "2026-05-15"}), {"tunj_anak": 65058}),
    ("K18", keluarga(ISTRI, ANAK | {"bekerja": "2026-04-30"}), {"tunj_anak": 0}),
    ("K18", keluarga(ISTRI, ANAK | {"lahir": "2026-05-02"}), {"tunj_anak": 0}),
    ("K18", keluarga(ISTRI, ANAK | {"lahir": "2026-05-01"}), {"tunj_anak": 65058}),
    ("K18", keluarga({"hubungan": "istri"}), MASUKAN),
    ("K18", keluarga({"hubungan": "anak", "mulai": "2018-01-01"}), MASUKAN),
    ("K18", keluarga(ISTRI | {"hubungan": "ibu"}), MASUKAN),
    # post
    ("K18", jabatan(jenis="struktural", eselon="IV.a"), {"tunj_jabatan": 540000, "tunj_umum": 0, "neto": 4198900}),
    ("K18", jabatan(jenis="struktural", eselon="III.b"), {"tunj_jabatan": 980000, "bpjs_1": 46883, "neto": 4634500}),
    ("K18", jabatan(jenis="struktural", eselon="IX.a"), ditolak("tunjangan_jabatan")),
    ("K18", jabatan(jenis="struktural"), ditolak("tunjangan_jabatan")),
    (
        "K18",
        jabatan(jenis="fungsional", jabatan="guru"),
        {"tunj_fungsional": 327000, "tunj_umum": 0, "tunj_jabatan": 0, "neto": 3988000},
    ),
    (
        "K18",
        jabatan(jenis="fungsional", jabatan="perawat", jenjang="ahli muda"),
        {"tunj_fungsional": 600000, "tunj_umum": 0},
    ),
    ("K18", jabatan(jenis="fungsional", jabatan="perawat"), ditolak("tunjangan_jabatan")),
    ("K18", jabatan(jenis="fungsional", jabatan="penerjemah", jenjang="ahli muda"), ditolak("tunjangan_jabatan")),
    ("K18", {"jabatan": []}, {"tunj_umum": 185000}),
    (
        "K18",
        {
            "jabatan": [
                {"tmt": "2015-03-01", "jenis": "pelaksana"},
                {"tmt": "2026-05-02", "jenis": "struktural", "eselon": "IV.a"},
            ]
        },
        {"tunj_jabatan": 0, "tunj_umum": 185000},
    ),
    # tax: TER of K/2 (B) on 11,286,929 is 2.5%, borne or withheld
    (
        "K18",
        PUNCAK,
        {
            "tunj_jabatan": 3250000,
            "bruto_pajak": 11286929,
            "pph": 282173,
            "tunj_pph": 282173,
            "pembulatan": 62,
            "bruto": 11087363,
            "potongan": 968563,
            "neto": 10118800,
        },
    ),
    (
        "K18",
        PUNCAK | {"pph_gaji": "dipotong"},
        {"pph": 282173, "tunj_pph": 0, "pembulatan": 35, "bruto": 10805163, "neto": 9836600},
    ),
    ("K18", PUNCAK | {"ptkp": ...}, {"pph": 0, "tunj_pph": 0, "neto": 10118800}),
    ("K18", PUNCAK | {"ptkp": "K/4"}, ditolak("ptkp")),
    # other deductions come after pembulatan
    (
        "K18",
        {"potongan_lain": [{"nama": "Bank", "jumlah": 900000}, {"nama": "Korpri", "jumlah": 100000}]},
        {"pembulatan": 11, "potongan_lain": 1000000, "potongan": 1335597, "neto": 2847400},
    ),
    ("K18", {"potongan_lain": [{"nama": "Bank", "jumlah": 3847400}]}, {"neto": 0}),
    ("K18", {"potongan_lain": [{"nama": "Bank", "jumlah": 3847401}]}, ditolak("potongan_melebihi_gaji")),
    ("K18", {"potongan_lain": [{"nama": "Bank", "jumlah": -1}]}, MASUKAN),
    # status
    ("K18", status(PNS_2015, ("2026-05-01", "CLTN")), tidak("cltn")),
    ("K18", status(PNS_2015, ("2026-05-02", "CLTN")), {"dibayar": True}),
    ("K18", status(PNS_2015, ("2024-01-01", "CLTN"), ("2026-05-15", "PNS")), tidak("cltn")),
    ("K18", status(PNS_2015, ("2026-05-01", "HENTI_BAYAR")), tidak("hukuman")),
    ("K18", status(PNS_2015, ("2026-05-01", "BERHENTI")), tidak("berhenti")),
    ("K18", status(("2026-06-01", "PNS")), tidak("belum_diangkat")),
    ("K18", {"status": []}, tidak("belum_diangkat")),
    ("K18", {"status": ...}, MASUKAN),
    ("K18", status(("2015-03-01", "pns")), MASUKAN),
    # CPNS and the day on which work began
    ("K19", {"bulan": "2026-03", "spmt": "2026-03-02"}, {"dibayar": True, "neto": 2671800}),
    ("K19", {"bulan": "2026-03", "spmt": "2026-03-03"}, tidak("belum_spmt")),
    ("K19", {"bulan": "2026-04", "spmt": "2026-03-03"}, {"dibayar": True}),
    ("K19", {"bulan": "2026-02"}, tidak("belum_diangkat")),
    ("K19", {"spmt": ...}, {"dibayar": True, "neto": 2671800}),
    ("K19", jabatan(jenis="struktural", eselon="IV.a"), {"tunj_jabatan": 0, "tunj_umum": 185000}),
    (
        "K19",
        status(("2026-03-01", "CPNS"), ("2026-05-01", "PNS")),
        {"gaji_pokok": 2785700, "tunj_anak": 55714, "pembulatan": 5, "neto": 3239600},
    ),
    (
        "K19",
        {"gaji": [{"tmt": "2026-03-01", "golongan": "II/a", "mkg_tahun": 0}], "keluarga": []},
        {"gaji_pokok": 1747200, "tunj_umum": 180000, "iwp": 139776, "bpjs_1": 19272, "neto": 1840600},
    ),
    # the spouse's pay is compared with the own before 80%
    (
        "K19",
        keluarga(ISTRI | {"asn_gaji_pokok": 2500000}),
        {"tunj_pasangan": 222856, "jiwa_beras": 1},
    ),
    # PPPK
    (
        "K20",
        {"gaji": [{"tmt": "2024-06-01", "golongan": "V", "mkg_tahun": 0}], "keluarga": []},
        {"gaji_pokok": 2511500, "tunj_umum": 180000, "jht": 81624, "iwp": 0, "neto": 2655400},
    ),
    (
        "K20",
        {"gaji": [{"tmt": "2024-06-01", "golongan": "I", "mkg_tahun": 1}], "keluarga": []},
        {"gaji_pokok": 1938500, "tunj_umum": 175000, "jht": 63001, "neto": 2101800},
    ),
    (
        "K20",
        {
            "gaji": [{"tmt": "2024-06-01", "golongan": "XVII", "mkg_tahun": 33}],
            "keluarga": [ISTRI, *DUA_ANAK],
            "ptkp": ...,
        },
        {"gaji_pokok": 7329000, "tunj_umum": 190000, "jht": 271539, "bpjs_1": 85451, "neto": 8477800},
    ),
    ("K20", jabatan(jenis="fungsional", jabatan="guru"), {"tunj_fungsional": 327000}),
    ("K20", {"gaji": [{"tmt": "2024-06-01", "golongan": "III/a", "mkg_tahun": 0}]}, ditolak("golongan")),
    ("K20", status(("2024-06-01", "PPPK"), ("2026-04-20", "MENINGGAL")), tidak("meninggal")),
    # pension, death and terusan
    ("K21", {"bulan": "2026-05"}, {"dibayar": True, "gaji_pokok": 4301200, "neto": 4169700}),
    ("K21", {"bulan": "2027-01"}, tidak("pensiun")),
    ("K21", status(("2012-01-01", "PNS"), ("2026-06-01", "MENINGGAL")), {"jenis_bayar": "biasa", "iwp": 344096}),
    (
        "K21",
        status(("2012-01-01", "PNS"), ("2026-05-31", "MENINGGAL")),
        {
            "jenis_bayar": "terusan",
            "iwp": 0,
            "jkk": 0,
            "jkm": 0,
            "bpjs_1": 44862,
            "bruto_pajak": 4738068,
            "pembulatan": 42,
            "neto": 4513800,
        },
    ),
    ("K21", status(("2012-01-01", "PNS"), ("2026-02-28", "MENINGGAL")), {"jenis_bayar": "terusan"}),
    ("K21", status(("2012-01-01", "PNS"), ("2026-01-31", "MENINGGAL")), tidak("meninggal")),
    (
        "K21",
        status(("2012-01-01", "PNS"), ("2026-05-03", "MENINGGAL"))
        | {"gaji": [*KASUS["K21"]["masukan"]["gaji"], {"tmt": "2026-06-01", "golongan": "III/d", "mkg_tahun": 22}]},
        {"jenis_bayar": "terusan", "gaji_pokok": 4301200},
    ),
]

TETAP = KASUS["K22"]["masukan"]["tetap"]
LAMA, BARU = KASUS["K22"]["masukan"]["lama"], KASUS["K22"]["masukan"]["baru"]
NAIK = {"kotor": 111209, "potongan": 10009, "neto": 101200}

RAPEL: list[Ubahan] = [
    ("K22", {"sampai": "2026-04"}, {"rincian": [{"bulan": "2026-04", **NAIK}], "neto": 101200}),
    (
        "K22",
        {"dari": "2026-03", "sampai": "2026-04"},
        {
            "rincian": [{"bulan": "2026-03", "kotor": 0, "potongan": 0, "neto": 0}, {"bulan": "2026-04", **NAIK}],
            "neto": 101200,
        },
    ),
    ("K22", {"dari": "2026-11", "sampai": "2027-02"}, {"kotor": 444836, "potongan": 40036, "neto": 404800}),
    (
        "K22",
        {"lama": BARU, "baru": LAMA},
        {"kotor": -333627, "potongan": -30027, "neto": -303600, "jenis": "lebih_bayar"},
    ),
    ("K22", {"baru": LAMA}, {"kotor": 0, "neto": 0, "jenis": "nihil"}),
    ("K22", {"dari": "2026-01", "sampai": "2026-03"}, {"neto": 0, "jenis": "nihil"}),
    ("K22", {"tetap": TETAP | {"ptkp": "TK/0", "pph_gaji": "dipotong"}}, {"neto": 303600}),
    ("K22", {"tetap": TETAP | {"potongan_lain": [{"nama": "Bank", "jumlah": 9_000_000}]}}, {"neto": 303600}),
    (
        "K22",
        {
            "tetap": {k: v for k, v in TETAP.items() if k != "jabatan"},
            "lama": BARU | jabatan(jenis="pelaksana"),
            "baru": BARU | jabatan(jenis="struktural", eselon="IV.a"),
            "sampai": "2026-04",
        },
        # 355,000 more allowance, JKN 3,550 more; nets 3,715,800 and 4,067,300
        {"kotor": 355050, "potongan": 3550, "neto": 351500},
    ),
    (
        "K22",
        {
            "tetap": {k: v for k, v in TETAP.items() if k != "status"},
            "lama": BARU | status(("2026-05-01", "PNS")),
            "baru": BARU | status(PNS_2015),
            "sampai": "2026-05",
        },
        {"rincian": [{"bulan": "2026-04", "neto": 3715800}, {"bulan": "2026-05", "neto": 0}], "neto": 3715800},
    ),
    ("K22", {"dari": "2026-07"}, ditolak("bulan")),
    ("K22", {"dari": "2026-00"}, ditolak("bulan")),
    ("K22", {"dari": "2023-11"}, ditolak("tabel")),
    ("K22", {"baru": {"gaji": [{"tmt": "2026-04-01", "golongan": "X/a", "mkg_tahun": 1}]}}, ditolak("golongan")),
    ("K22", {"tetap": {}}, MASUKAN),
    ("K22", {"baru": ...}, MASUKAN),
]

DUA_BELAS: list[Ubahan] = [
    ("K23", {"jenis": "thr"}, {"berhak": True, "neto": 6145600}),
    ("K23", {"tpp": ..., "tpp_persen": ...}, {"tpp": 0, "bruto": 4045600, "neto": 4045600}),
    ("K23", {"tpp_persen": ...}, {"tpp": 4200000}),
    ("K23", {"tpp": 4200001}, {"tpp": 2100000}),
    ("K23", {"tpp_persen": "33.33"}, {"tpp": 1399860}),
    ("K23", {"tpp_persen": 101}, MASUKAN),
    ("K23", {"tpp_persen": 0.5}, MASUKAN),
    # 4,700,000 of K/1 (B) bears nothing; with 9,000,000 beside: 15,145,600 × 6% less 9,000,000 × 1%
    ("K23", {"bruto_pajak_bulan_bayar": 9000000}, {"pph_ditanggung": 818736}),
    ("K23", {"ptkp": ...}, {"pph_ditanggung": 0, "neto": 6145600}),
    ("K23", {"ptkp": "TK/9"}, ditolak("ptkp")),
    ("K23", {"bruto_pajak_bulan_bayar": ...}, MASUKAN),
    ("K23", status(PNS_2015, ("2026-05-01", "CLTN")), {"berhak": False, "alasan": "cltn", "neto": 0}),
    ("K23", status(PNS_2015, ("2026-05-01", "PENSIUN")), {"berhak": False, "alasan": "pensiun"}),
    ("K23", status(PNS_2015, ("2026-04-11", "MENINGGAL")), {"berhak": True, "neto": 6145600}),
    ("K23", status(PNS_2015, ("2025-11-11", "MENINGGAL")), {"berhak": False, "alasan": "meninggal"}),
    ("K23", status(("2026-06-01", "CPNS")), {"berhak": False, "alasan": "belum_diangkat"}),
    # CPNS: 80% of 3,252,900
    (
        "K23",
        status(("2026-03-01", "CPNS")),
        {"gaji_pokok": 2602320, "tunj_pasangan": 260232, "tunj_anak": 52047, "pembulatan": 41, "tpp": 2100000},
    ),
    (
        "K23",
        status(("2026-01-01", "PPPK"))
        | {"gaji": [{"tmt": "2026-01-01", "golongan": "IX", "mkg_tahun": 0}], "keluarga": [], "bulan_kerja": 4},
        # a third of each: 3,203,600, 185,000 and 72,420 up; 2,100,000 down
        {"gaji_pokok": 1067867, "tunj_umum": 61667, "tunj_beras": 24140, "pembulatan": 26, "tpp": 700000},
    ),
    (
        "K23",
        status(("2026-01-01", "PPPK"))
        | {"gaji": [{"tmt": "2026-01-01", "golongan": "IX", "mkg_tahun": 0}], "bulan_kerja": 0},
        {"berhak": False, "alasan": "kurang_satu_bulan", "neto": 0},
    ),
    (
        "K23",
        status(("2026-01-01", "PPPK"))
        | {"gaji": [{"tmt": "2026-01-01", "golongan": "IX", "mkg_tahun": 0}], "bulan_kerja": 12},
        {"gaji_pokok": 3203600},
    ),
    ("K23", {"bulan_kerja": 3}, {"gaji_pokok": 3252900}),
    ("K23", {"bulan_acuan": "2026-14"}, ditolak("bulan")),
    ("K23", {"bulan_acuan": "2023-05"}, ditolak("tabel")),
    ("K23", {"jenis": "gaji_14"}, MASUKAN),
]


def sebulan(ptkp: str, bruto: int) -> dict[str, Any]:
    return {"ptkp": ptkp, "bruto_gaji": 0, "bruto_lain": bruto}


PAJAK: list[Ubahan] = [
    # reference: K/1
    ("K24", sebulan("K/1", 6200000), {"tarif": "0", "pph": 0}),
    ("K24", sebulan("K/1", 6200001), {"tarif": "0.25", "pph": 15500}),
    ("K24", sebulan("K/1", 9350000), {"tarif": "1.5", "pph": 140250}),
    ("K24", sebulan("K/1", 10750000), {"tarif": "1.5", "pph": 161250}),
    ("K24", sebulan("K/1", 10750001), {"tarif": "2", "pph": 215000}),
    ("K24", sebulan("K/0", 10000000), {"tarif": "2", "pph": 200000, "kategori": "A"}),
    ("K24", sebulan("TK/0", 5400000), {"tarif": "0"}),
    ("K24", sebulan("TK/1", 5400001), {"tarif": "0.25", "pph": 13500}),
    ("K24", sebulan("K/3", 6600000), {"tarif": "0", "kategori": "C"}),
    ("K24", sebulan("K/3", 6600001), {"tarif": "0.25", "pph": 16500}),
    ("K24", sebulan("K/3", 10950001), {"tarif": "1.75"}),
    ("K24", sebulan("K/2", 1405000000), {"tarif": "33"}),
    ("K24", sebulan("K/2", 1405000001), {"tarif": "34", "pph": 477700000}),
    ("K24", sebulan("TK/0", 10**12), {"tarif": "34", "pph": 340_000_000_000}),
    ("K24", sebulan("TK/2", 0), {"tarif": "0", "pph": 0}),
    ("K24", {"bruto_lain": 4890000}, {"pph": 145350, "dipotong": 145350}),
    ("K24", {"bruto_lain": 4360000}, {"pph_lain": 91600}),
    ("K24", {"ptkp": "K/2", "bruto_gaji": 7000000, "bruto_lain": 10000000}, {"pph": 1190000, "pph_lain": 1137500}),
    (
        "K24",
        {"ptkp": "K/2", "bruto_gaji": 7000000, "bruto_lain": 10000000},
        {"pph_gaji": 52500, "dipotong": 1137500, "ditanggung": 52500},
    ),
    (
        "K24",
        {"ptkp": "K/2", "bruto_gaji": 7000000, "bruto_lain": 10000000, "pph_lain": "ditanggung"},
        {"dipotong": 0, "ditanggung": 1190000},
    ),
    (
        "K24",
        {"ptkp": "K/2", "bruto_gaji": 7000000, "bruto_lain": 10000000, "pph_gaji": "dipotong"},
        {"dipotong": 1190000, "ditanggung": 0},
    ),
    ("K24", {"ptkp": "K/I/3"}, ditolak("ptkp")),
    ("K24", {"bruto_gaji": -1}, MASUKAN),
    ("K24", {"bruto_gaji": ..., "bruto_lain": ...}, MASUKAN),
    ("K24", {"bruto_setahun": 1}, MASUKAN),
    ("K24", {"bulan": "2023-12"}, ditolak("tabel")),
    # the year: PP 58/2023's own example, refund, caps, brackets
    (
        "K25",
        {"ptkp": "K/0", "bruto_setahun": 120000000, "iuran_setahun": 1200000, "sudah_dipotong": 2200000},
        {"pkp": 54300000, "pph_setahun": 2715000, "pph": 515000, "jenis": "kurang_potong"},
    ),
    ("K25", {"sudah_dipotong": 2449200}, {"pph": 0, "jenis": "nihil"}),
    ("K25", {"sudah_dipotong": 3000000}, {"pph": -550800, "jenis": "lebih_potong"}),
    ("K25", {"zakat": 1000000}, {"pkp": 47984000, "pph_setahun": 2399200}),
    ("K25", {"iuran_setahun": 4416001}, {"pkp": 48983000}),
    # six months: biaya jabatan at most 3,000,000; the whole PTKP
    ("K25", {"bruto_setahun": 72000000, "bulan_kerja": 6, "iuran_setahun": 0}, {"pkp": 6000000, "pph_setahun": 300000}),
    # below the cap: 5% of 99,999,990 is 4,999,999.5
    ("K25", {"bruto_setahun": 99999990, "iuran_setahun": 0, "ptkp": "TK/0"}, {"pkp": 40999000, "pph_setahun": 2049950}),
    ("K25", {"bruto_setahun": 50000000, "sudah_dipotong": 0}, {"pkp": 0, "pph_setahun": 0, "jenis": "nihil"}),
    (
        "K25",
        {"ptkp": "TK/0", "bruto_setahun": 120000000, "iuran_setahun": 0, "sudah_dipotong": 0},
        {"pkp": 60000000, "pph": 3000000},
    ),
    (
        "K25",
        {"ptkp": "TK/0", "bruto_setahun": 120001000, "iuran_setahun": 0, "sudah_dipotong": 0},
        {"pkp": 60001000, "pph": 3000150},
    ),
    (
        "K25",
        {"ptkp": "TK/0", "bruto_setahun": 560000000, "iuran_setahun": 0, "sudah_dipotong": 0},
        {"pkp": 500000000, "pph": 94000000},
    ),
    (
        "K25",
        {"ptkp": "TK/0", "bruto_setahun": 5161000000, "iuran_setahun": 0, "sudah_dipotong": 0},
        {"pkp": 5101000000, "pph": 1479350000},
    ),
    ("K25", {"bulan_kerja": 0}, MASUKAN),
    ("K25", {"bulan_kerja": 13}, MASUKAN),
    ("K25", {"ptkp": "K"}, ditolak("ptkp")),
]

IURAN: list[Ubahan] = [
    ("K26", {"tpp": 0}, {"bpjs_1_tpp": 0, "bpjs_4_tpp": 0, "bpjs_1": 41832}),
    ("K26", {"tpp": ...}, {"bpjs_1_tpp": 0}),
    ("K26", {"jenis": "CPNS"}, {"iwp": 291460, "jht": 0}),
    # cap 12,000,000: TPP gets what the salary leaves of it
    ("K26", {"tpp": 10000000}, {"bpjs_1": 41832, "bpjs_1_tpp": 78168, "bpjs_4": 167330, "bpjs_4_tpp": 312670}),
    ("K26", {"tpp": 7816752}, {"bpjs_1_tpp": 78168}),
    ("K26", {"tunj_jabatan": 9000000}, {"bpjs_1": 120000, "bpjs_4": 480000, "bpjs_1_tpp": 0, "bpjs_4_tpp": 0}),
    ("K26", {"tunj_keluarga": 0, "tunj_jabatan": 0}, {"iwp": 260232, "bpjs_1": 32529, "bpjs_4": 130116}),
    # half a rupiah goes up: 1% of 50 and 8% of 6.25 × 10
    (
        "K26",
        {"gaji_pokok": 50, "tunj_keluarga": 0, "tunj_jabatan": 0, "tpp": 0},
        {"iwp": 4, "bpjs_1": 1, "bpjs_4": 2, "jkk": 0, "jkm": 0},
    ),
    ("K26", {"gaji_pokok": 49, "tunj_keluarga": 0, "tunj_jabatan": 0, "tpp": 0}, {"bpjs_1": 0}),
    ("K26", {"gaji_pokok": 0, "tunj_keluarga": 0, "tunj_jabatan": 0, "tpp": 5000000}, {"iwp": 0, "bpjs_1_tpp": 50000}),
    ("K26", {"jenis": "PPPK"}, {"iwp": 0, "jht": 118406}),
    ("K26", {"jenis": "HONORER"}, MASUKAN),
    ("K26", {"tanggal": "2019-12-31"}, ditolak("tabel")),
    ("K27", {"tpp": 6700000}, {"bpjs_1": 38371, "bpjs_1_tpp": 67000}),
    ("K27", {"tunj_keluarga": 0}, {"jht": 104117, "bpjs_1": 33886, "bpjs_4": 135544}),
    ("K27", {"gaji_pokok": 2511500, "tunj_keluarga": 0}, {"jht": 81624, "jkk": 6028, "jkm": 18083}),
    ("K27", {"jenis": "PNS"}, {"iwp": 292168, "jht": 0}),
    ("K27", {"gaji_pokok": "3203600"}, MASUKAN),
    ("K27", {"gaji_pokok": 3203600.0}, MASUKAN),
    ("K27", {"gaji_pokok": ...}, MASUKAN),
]

UBAHAN = [*GAJI, *RAPEL, *DUA_BELAS, *PAJAK, *IURAN]


@pytest.mark.parametrize(("kasus", "ganti", "harapan"), UBAHAN, ids=nama(UBAHAN))
def test_salinan_yang_diubah(kasus: str, ganti: dict[str, Any], harapan: dict[str, Any]):
    dapat = ubah(kasus, ganti)
    assert cocok(harapan, dapat), dapat


def test_rapel_menyebut_apa_yang_berubah():
    satu = ubah("K22", {"sampai": "2026-04"})["rincian"][0]["komponen"]
    beda = {k["nama"]: k["beda"] for k in satu}
    assert beda == {
        "gaji_pokok": 99300,
        "tunj_pasangan": 9930,
        "tunj_anak": 1986,
        "pembulatan": -7,
        "iwp": 8897,
        "bpjs_1": 1112,
    }


def test_contoh_rujukan_cpns_dengan_pecahan():
    """III/a, MKG 0, married, one child: the child's 44,571.2 goes up to a rupiah."""
    hasil = hitung("kepegawaian.gaji", KASUS["K19"]["masukan"])
    assert (hasil["gaji_pokok"], hasil["tunj_pasangan"], hasil["tunj_anak"]) == (2228560, 222856, 44572)
