"""Altered copies of the reference's cases: identity, raises, promotion, pension, service, discipline, DUK.

Expectations are worked out by hand from the tables and the calendar of 2025 and 2026.
"""

from __future__ import annotations

from typing import Any

import pytest

from suite.core.aturan import hitung, hitung_berkas
from tests.kepegawaian.kasus import BERKAS, KASUS, MASUKAN, Ubahan, cocok, ditolak, nama, ubah

KOSONG = {"tmt": None, "mkg_tahun": None, "gaji_pokok": None}
SEPULUH = [f"2026-09-{h:02}" for h in (7, 8, 9, 10, 11, 14, 15, 16, 17, 18)]
JANUARI = [f"2026-01-{h:02}" for h in (5, 6, 7, 8, 9, 12, 13, 14, 15, 19, 20, 21, 22, 23, 26, 27, 28, 29, 30)]
FEBRUARI = [f"2026-02-{h:02}" for h in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)]


def selang_seling(banyak: int) -> list[str]:
    """Absent work days of 2026 with a present day between any ten: every second work day of January to March."""
    hari = [
        *[f"2026-01-{h:02}" for h in (5, 7, 9, 13, 15, 20, 22, 26, 28, 30)],
        *[f"2026-02-{h:02}" for h in (3, 5, 9, 11, 13, 19, 23, 25, 27)],
        *[f"2026-03-{h:02}" for h in (3, 5, 9, 11, 13, 17, 26, 30)],
        *["2026-04-01", "2026-04-06", "2026-04-08"],
    ]
    return hari[:banyak]


UBAHAN: list[Ubahan] = [
    # nip: the first that fails, in the order of the format
    ("K01", {"nip": "19900315 201503 1 002"}, {"sah": True, "urut": "002"}),
    ("K01", {"nip": "199002282015032999"}, {"sah": True, "jenis_kelamin": "P", "tanggal_lahir": "1990-02-28"}),
    ("K01", {"nip": "199602292020121001"}, {"sah": True, "tanggal_lahir": "1996-02-29", "tmt_cpns": "2020-12-01"}),
    ("K01", {"nip": "19900315201503100"}, ditolak("panjang")),
    ("K01", {"nip": "19900315201503100A"}, ditolak("panjang")),
    ("K01", {"nip": ""}, ditolak("panjang")),
    ("K01", {"nip": "199702292020121001"}, ditolak("tanggal_lahir")),
    ("K01", {"nip": "199013152015031002"}, ditolak("tanggal_lahir")),
    ("K01", {"nip": "199003152015131002"}, ditolak("tmt_cpns")),
    ("K01", {"nip": "199003152015001002"}, ditolak("tmt_cpns")),
    ("K01", {"nip": "199003151999031002"}, ditolak("usia")),
    ("K01", {"nip": "199703022015031001"}, ditolak("usia")),
    ("K01", {"nip": "199703012015031001"}, {"sah": True}),
    ("K01", {"nip": "199003152015033002"}, ditolak("jenis_kelamin")),
    ("K01", {"nip": "199003152015031000"}, ditolak("urut")),
    ("K01", {"nip": "199003152015030000"}, ditolak("jenis_kelamin")),
    ("K02", {"nip": "199002302015131000"}, ditolak("tanggal_lahir")),
    ("K02", {"nip": "199003152022211002"}, {"sah": True, "jenis": "PPPK", "urut": "002"}),
    ("K02", {"nip": 199002302015031002}, MASUKAN),
    ("K02", {"nip": ...}, MASUKAN),
    # kgb
    ("K03", {"mkg_tahun": 3}, {"tmt": "2025-04-01", "mkg_tahun": 4, "gaji_pokok": 2964000}),
    ("K03", {"mkg_tahun": 4}, {"tmt": "2026-04-01", "mkg_tahun": 6, "gaji_pokok": 3057300}),
    ("K03", {"mkg_tahun": 30}, {"tmt": "2026-04-01", "mkg_tahun": 32, "gaji_pokok": 4575200}),
    ("K03", {"mkg_tahun": 31, "mkg_bulan": 11}, {"tmt": "2024-05-01", "mkg_tahun": 32}),
    ("K03", {"mkg_tahun": 32}, KOSONG),
    ("K03", {"mkg_tahun": 40}, KOSONG),
    ("K03", {"tunda_bulan": 12}, {"tmt": "2027-04-01", "mkg_tahun": 4, "gaji_pokok": 2964000, "jatuh": "2026-04-01"}),
    ("K03", {"tunda_bulan": 6}, {"tmt": "2026-10-01", "mkg_tahun": 4}),
    ("K03", {"surat_mulai": "2026-02-01"}, MASUKAN),
    ("K03", {}, {"surat_mulai": "2026-02-01", "gaji_dibayar": 2964000}),
    ("K03", {"golongan": "III/e"}, ditolak("golongan")),
    ("K03", {"golongan": "IX"}, ditolak("golongan")),
    ("K03", {"jenis": "PPPK", "golongan": "IX"}, {"tmt": "2026-04-01", "mkg_tahun": 4, "gaji_pokok": 3408500}),
    ("K03", {"tmt_acuan": "2020-04-01"}, ditolak("tabel")),
    ("K03", {"tmt_acuan": "2022-01-01"}, {"tmt": "2024-01-01", "gaji_pokok": 2964000}),
    ("K03", {"tmt_acuan": "2021-12-01"}, ditolak("tabel")),
    ("K03", {"mkg_bulan": 12}, MASUKAN),
    ("K03", {"mkg_tahun": -1}, MASUKAN),
    ("K03", {"jenis": "pns"}, MASUKAN),
    ("K04", {"tmt_acuan": "2026-04-01", "mkg_tahun": 1}, {"tmt": "2028-04-01", "mkg_tahun": 3, "gaji_pokok": 2288200}),
    ("K04", {"jenis": "CPNS"}, {"tmt": "2026-04-01", "gaji_pokok": 2218400, "gaji_dibayar": 1774720}),
    ("K04", {"golongan": "II/b"}, {"tmt": "2028-04-01", "mkg_tahun": 3, "gaji_pokok": 2385000}),
    ("K04", {"jenis": "PPPK", "golongan": "V"}, {"tmt": "2026-04-01", "mkg_tahun": 1, "gaji_pokok": 2551100}),
    ("K04", {"jenis": "PPPK", "golongan": "I"}, {"tmt": "2027-04-01", "mkg_tahun": 2, "gaji_pokok": 1999500}),
    ("K04", {"mkg_tahun": 32, "mkg_bulan": 6}, {"tmt": "2025-10-01", "mkg_tahun": 33, "gaji_pokok": 3643400}),
    ("K04", {"mkg_tahun": 33}, KOSONG),
    ("K17", {"mkg_bulan": 0}, {"tmt": "2026-10-01", "mkg_tahun": 6}),
    ("K17", {"mkg_bulan": 11}, {"tmt": "2025-11-01"}),
    ("K17", {"mkg_tahun": 6, "mkg_bulan": 1}, {"tmt": "2027-09-01", "mkg_tahun": 8, "gaji_pokok": 3287000}),
    ("K17", {"tmt_acuan": "2025-02-01"}, {"tmt": "2025-10-01"}),
    # mkg_pangkat
    ("K05", {"mkg_tahun": 4, "mkg_bulan": 11}, {"mkg_tahun": 0, "mkg_bulan": 0, "gaji_pokok": 2785700}),
    ("K05", {"mkg_tahun": 5, "mkg_bulan": 3}, {"mkg_tahun": 0, "mkg_bulan": 3, "gaji_pokok": 2785700}),
    ("K05", {"golongan_lama": "II/a"}, {"mkg_tahun": 6, "mkg_bulan": 0, "gaji_pokok": 3057300}),
    (
        "K05",
        {"golongan_lama": "I/d", "golongan_baru": "II/a", "mkg_tahun": 9, "mkg_bulan": 2},
        {"mkg_tahun": 3, "mkg_bulan": 2, "gaji_pokok": 2288200},
    ),
    (
        "K05",
        {"golongan_lama": "I/d", "golongan_baru": "III/a", "mkg_tahun": 13},
        {"mkg_tahun": 2, "gaji_pokok": 2873500},
    ),
    (
        "K05",
        {"golongan_lama": "III/a", "golongan_baru": "III/b"},
        {"mkg_tahun": 11, "mkg_bulan": 0, "gaji_pokok": 3390500},
    ),
    (
        "K05",
        {"golongan_lama": "III/d", "golongan_baru": "IV/a", "mkg_tahun": 16, "mkg_bulan": 7},
        {"mkg_tahun": 16, "mkg_bulan": 7, "gaji_pokok": 4213500},
    ),
    ("K05", {"golongan_lama": "I/a", "golongan_baru": "I/b", "mkg_tahun": 4}, {"mkg_tahun": 4, "gaji_pokok": 1840800}),
    ("K05", {"golongan_lama": "I/d", "golongan_baru": "II/b", "mkg_tahun": 6}, {"mkg_tahun": 0, "gaji_pokok": None}),
    ("K05", {"tmt": "2024-01-01"}, {"gaji_pokok": 3057300}),
    ("K05", {"tmt": "2023-12-01"}, ditolak("tabel")),
    ("K05", {"golongan_baru": "V/a"}, ditolak("golongan")),
    ("K05", {"golongan_lama": ""}, MASUKAN),
    # pensiun
    ("K06", {"tanggal_lahir_pengangkatan": "1968-05-31"}, {"tmt_pensiun": "2026-06-01"}),
    ("K06", {"tanggal_lahir_pengangkatan": "1968-06-01"}, {"tmt_pensiun": "2026-07-01"}),
    ("K06", {"jabatan": "pelaksana", "tanggal_lahir_pengangkatan": "1968-12-31"}, {"tmt_pensiun": "2027-01-01"}),
    ("K06", {"jabatan": "pengawas", "tanggal_lahir_pengangkatan": "1967-03-02"}, {"tmt_pensiun": "2025-04-01"}),
    ("K06", {"jabatan": "administrator"}, {"bup": 58}),
    ("K06", {"jabatan": "jpt_pratama"}, {"bup": 60, "tmt_pensiun": "2028-06-01"}),
    ("K06", {"jabatan": "jf_ahli_madya"}, {"bup": 60, "tmt_pensiun": "2028-06-01"}),
    ("K06", {"jabatan": "jf_ahli_utama"}, {"bup": 65, "tmt_pensiun": "2033-06-01"}),
    ("K06", {"jabatan": "guru_besar", "tanggal_lahir_pengangkatan": "1960-02-29"}, {"tmt_pensiun": "2030-03-01"}),
    ("K06", {"jabatan": "kepala_dinas"}, ditolak("jabatan")),
    ("K06", {"tanggal_lahir_pengangkatan": "1968-02-30"}, MASUKAN),
    ("K06", {"tanggal_lahir_pengangkatan": "1950-01-01"}, ditolak("tabel")),
    ("K07", {"tanggal_lahir_pengangkatan": "1966-12-01"}, {"tmt_pensiun": "2027-01-01"}),
    ("K07", {"jabatan": "dosen"}, {"bup": 65, "tmt_pensiun": "2031-09-01"}),
    ("K07", {"jabatan": "jf_ahli_muda"}, {"bup": 58, "tmt_pensiun": "2024-09-01"}),
    # masa_kerja
    ("K10", {"per_tanggal": "2026-12-01"}, {"tahun": 16, "bulan": 0}),
    ("K10", {"per_tanggal": "2026-11-30"}, {"tahun": 15, "bulan": 11}),
    ("K10", {"per_tanggal": "2010-12-01"}, {"tahun": 0, "bulan": 0}),
    ("K10", {"per_tanggal": "2011-01-01"}, {"tahun": 0, "bulan": 1}),
    ("K10", {"pmk_bulan": 14}, {"tahun": 17, "bulan": 1}),
    ("K10", {"cltn_bulan": 36}, {"tahun": 12, "bulan": 11}),
    ("K10", {"cltn": [{"mulai": "2018-01-01", "selesai": "2020-12-31"}]}, {"tahun": 12, "bulan": 11}),
    (
        "K10",
        {"cltn": [{"mulai": "2018-01-01", "selesai": "2018-01-15"}, {"mulai": "2019-01-01", "selesai": "2019-01-16"}]},
        {"tahun": 15, "bulan": 10},
    ),
    ("K10", {"cltn": [{"mulai": "2026-10-01", "selesai": None}]}, {"tahun": 15, "bulan": 10}),
    ("K10", {"pmk_bulan": 36, "cltn_bulan": 36}, {"tahun": 15, "bulan": 11}),
    ("K10", {"tmt_cpns": "2024-02-29", "per_tanggal": "2025-02-28"}, {"tahun": 1, "bulan": 0}),
    ("K10", {"per_tanggal": "2010-11-30"}, MASUKAN),
    ("K10", {"cltn": [{"mulai": "2018-02-01", "selesai": "2018-01-01"}]}, MASUKAN),
    # disiplin
    ("K11", {"tk": []}, {"kumulatif": 0, "berturut_terpanjang": 0, "usul_kode": None, "pemicu": None}),
    ("K11", {"tk": selang_seling(2), "hukuman_dijatuhkan": []}, {"kumulatif": 2, "usul_kode": None}),
    ("K11", {"tk": selang_seling(3), "hukuman_dijatuhkan": []}, {"kumulatif": 3, "usul_kode": 1}),
    ("K11", {"tk": selang_seling(3)}, {"kumulatif": 3, "usul_kode": None, "pemicu": None}),
    ("K11", {"hukuman_dijatuhkan": []}, {"usul_kode": 2}),
    ("K11", {"hukuman_dijatuhkan": [2]}, {"kumulatif": 4, "usul_kode": None}),
    ("K11", {"hukuman_dijatuhkan": [1, 23]}, {"usul_kode": None}),
    ("K11", {"tk": selang_seling(6)}, {"usul_kode": 2}),
    ("K11", {"tk": selang_seling(7)}, {"usul_kode": 3}),
    ("K11", {"tk": selang_seling(10)}, {"usul_kode": 3, "berturut_terpanjang": 1}),
    ("K11", {"tk": selang_seling(11)}, {"usul_kode": 23, "tingkat": "sedang"}),
    ("K11", {"tk": selang_seling(14)}, {"usul_kode": 24}),
    ("K11", {"tk": selang_seling(17)}, {"usul_kode": 25}),
    ("K11", {"tk": selang_seling(20)}, {"usul_kode": 25}),
    ("K11", {"tk": selang_seling(21)}, {"usul_kode": 27, "tingkat": "berat"}),
    ("K11", {"tk": selang_seling(25)}, {"usul_kode": 28}),
    ("K11", {"tk": selang_seling(27)}, {"usul_kode": 28}),
    (
        "K11",
        {"tk": selang_seling(28)},
        {"usul_kode": 10, "pemicu": "kumulatif", "gaji_dihentikan_mulai": None},
    ),
    (
        "K11",
        {"tk": SEPULUH, "hukuman_dijatuhkan": []},
        {
            "kumulatif": 10,
            "berturut_terpanjang": 10,
            "usul_kode": 10,
            "pemicu": "berturut",
            "gaji_dihentikan_mulai": "2026-10-01",
        },
    ),
    ("K11", {"tk": SEPULUH[:9]}, {"berturut_terpanjang": 9, "usul_kode": 3, "gaji_dihentikan_mulai": None}),
    ("K11", {"tk": [*SEPULUH[:4], *SEPULUH[5:]]}, {"berturut_terpanjang": 5, "usul_kode": 3}),
    # Isra Mikraj, a Friday, does not break the run; weekend days and double entries count for nothing
    ("K11", {"tk": ["2026-01-15", "2026-01-16", "2026-01-19"]}, {"kumulatif": 2, "berturut_terpanjang": 2}),
    ("K11", {"tk": ["2026-07-04", "2026-07-05", "2026-07-06", "2026-07-06"]}, {"kumulatif": 1}),
    ("K11", {"tk": ["2026-07-04", "2026-07-06"], "pola": "6"}, {"kumulatif": 2, "berturut_terpanjang": 2}),
    # across the year: nine days of December, one of January
    (
        "K11",
        {
            "tk": [
                *[f"2025-12-{h}" for h in (17, 18, 19, 22, 23, 24, 29, 30, 31)],
                "2026-01-02",
            ],
            "hukuman_dijatuhkan": [],
        },
        {
            "kumulatif": 1,
            "berturut_terpanjang": 10,
            "usul_kode": 10,
            "pemicu": "berturut",
            "gaji_dihentikan_mulai": "2026-02-01",
        },
    ),
    (
        "K11",
        {"tk": [f"2025-09-{h:02}" for h in (8, 9, 10, 11, 12, 15, 16, 17, 18, 19)]},
        {"kumulatif": 0, "berturut_terpanjang": 0, "usul_kode": None},
    ),
    ("K11", {"tk": JANUARI + FEBRUARI}, {"kumulatif": 29, "berturut_terpanjang": 29, "pemicu": "berturut"}),
    ("K11", {"tk": JANUARI + FEBRUARI}, {"gaji_dihentikan_mulai": "2026-02-01"}),
    ("K11", {"tahun": 2020, "tk": []}, ditolak("tabel")),
    ("K11", {"hukuman_dijatuhkan": [99]}, MASUKAN),
    ("K11", {"tk": ["2026-02-30"]}, MASUKAN),
    # wewenang
    ("K15", {"peran": "Plh"}, {"boleh": True}),
    ("K15", {"tindakan": "kgb"}, {"boleh": True}),
    ("K15", {"tindakan": "cuti_luar_tanggungan_negara"}, {"boleh": False}),
    ("K15", {"di_luar_negeri": True}, {"boleh": False}),
    ("K15", {"tindakan": "kgb", "di_luar_negeri": True}, {"boleh": True}),
    ("K15", {"tindakan": "pemindahan"}, {"boleh": False}),
    ("K15", {"tindakan": "pengangkatan"}, {"boleh": False}),
    ("K15", {"tindakan": "hukuman_disiplin_ringan"}, {"boleh": True}),
    ("K15", {"tindakan": "hukuman_disiplin_sedang_berat"}, {"boleh": False}),
    ("K15", {"tindakan": "pengangkatan", "peran": "definitif"}, {"boleh": True}),
    ("K15", {"tindakan": "apa_saja"}, ditolak("tindakan")),
    ("K15", {"peran": "wali"}, MASUKAN),
    # periode_kp
    ("K16", {"memenuhi_syarat_pada": "2025-10-01"}, {"tmt_pangkat": "2025-10-01"}),
    ("K16", {"memenuhi_syarat_pada": "2025-10-02"}, {"tmt_pangkat": "2025-11-01"}),
    ("K16", {"memenuhi_syarat_pada": "2025-08-01"}, {"tmt_pangkat": "2025-08-01"}),
    ("K16", {"memenuhi_syarat_pada": "2025-08-02"}, {"tmt_pangkat": "2025-10-01"}),
    ("K16", {"memenuhi_syarat_pada": "2025-01-15"}, {"tmt_pangkat": "2025-02-01"}),
    ("K16", {"memenuhi_syarat_pada": "2024-12-02"}, {"tmt_pangkat": "2025-02-01"}),
    ("K16", {"memenuhi_syarat_pada": "2023-10-02"}, {"tmt_pangkat": "2024-02-01"}),
    ("K16", {"memenuhi_syarat_pada": "2023-04-02"}, {"tmt_pangkat": "2023-10-01"}),
    ("K16", {"memenuhi_syarat_pada": "2010-10-01"}, {"tmt_pangkat": "2010-10-01"}),
    ("K16", {"memenuhi_syarat_pada": "2026-12-31"}, {"tmt_pangkat": "2027-01-01"}),
    ("K16", {"memenuhi_syarat_pada": "1999-01-01"}, ditolak("tabel")),
    ("K16", {"memenuhi_syarat_pada": "Oktober"}, MASUKAN),
]


@pytest.mark.parametrize(("kasus", "ganti", "harapan"), UBAHAN, ids=nama(UBAHAN))
def test_salinan_yang_diubah(kasus: str, ganti: dict[str, Any], harapan: dict[str, Any]):
    dapat = ubah(kasus, ganti)
    assert cocok(harapan, dapat), dapat


def test_semua_kasus_rujukan():
    jawaban = hitung_berkas(BERKAS.read_bytes())
    assert [j["id"] for j in jawaban] == list(KASUS)
    assert [j["id"] for j in jawaban if not cocok(KASUS[j["id"]]["harapan"], j["hasil"])] == []


A, B = KASUS["K12"]["masukan"]["pegawai"]
SAMA = A | {"id": "x"}


@pytest.mark.parametrize(
    ("beda", "urutan"),
    [
        ({}, ["a", "x"]),  # equal in everything: as given
        ({"golongan": "IV/b"}, ["x", "a"]),
        ({"golongan": "III/d", "tmt_pangkat": "2000-01-01"}, ["a", "x"]),
        ({"tmt_pangkat": "2020-09-30", "eselon": None}, ["x", "a"]),
        ({"eselon": "II.a"}, ["x", "a"]),
        ({"eselon": None}, ["a", "x"]),
        ({"masa_kerja_bulan": 301, "diklat": None}, ["x", "a"]),
        ({"diklat": "PIM I", "pendidikan": "SD"}, ["x", "a"]),
        ({"diklat": "PIM III"}, ["a", "x"]),
        ({"pendidikan": "S-3", "tanggal_lahir": "1990-01-01"}, ["x", "a"]),
        ({"pendidikan": None}, ["a", "x"]),
        ({"tanggal_lahir": "1967-12-31"}, ["x", "a"]),
        ({"tanggal_lahir": "1968-01-02"}, ["a", "x"]),
    ],
)
def test_duk_menurut_urutan_alasan(beda: dict[str, Any], urutan: list[str]):
    assert ubah("K12", {"pegawai": [A, SAMA | beda]})["urutan"] == urutan


def test_duk_diklat_dan_ijazah_yang_sama_menurut_tanggal_lalu_usia():
    s1 = A | {"id": "s", "pendidikan": "S-1", "tanggal_lahir": "1970-01-01"}
    d4 = A | {"id": "d", "pendidikan": "D-IV", "tanggal_lahir": "1969-01-01"}
    assert ubah("K12", {"pegawai": [s1, d4]})["urutan"] == ["d", "s"]
    lebih_dulu = s1 | {"id": "l", "diklat_tanggal": "2010-01-01", "tanggal_lahir": "1980-01-01"}
    kemudian = s1 | {"id": "k", "diklat_tanggal": "2012-01-01"}
    assert ubah("K12", {"pegawai": [kemudian, lebih_dulu]})["urutan"] == ["l", "k"]
    assert ubah("K12", {"pegawai": [B, A]})["urutan"] == ["b", "a"]
    assert ubah("K12", {"pegawai": []})["urutan"] == []


@pytest.mark.parametrize(
    ("beda", "alasan"),
    [
        ({"golongan": "IX"}, "golongan"),
        ({"eselon": "VI.a"}, "eselon"),
        ({"diklat": "PIM V"}, "diklat"),
        ({"pendidikan": "kursus"}, "pendidikan"),
        ({"tmt_pangkat": 2020}, "masukan"),
    ],
)
def test_duk_yang_ditolak(beda: dict[str, Any], alasan: str):
    assert ubah("K12", {"pegawai": [A | beda]})["alasan"] == alasan


# --- topics beyond the case file -----------------------------------------------------------------------------------


def test_contoh_rujukan_kgb_yang_ditunda():
    """Due 2025-01-01 but postponed a year; the raise after it keeps its date."""
    tunda = {"golongan": "III/a", "tmt_acuan": "2023-01-01", "mkg_tahun": 6, "mkg_bulan": 0, "tunda_bulan": 12}
    assert cocok({"tmt": "2026-01-01", "mkg_tahun": 8, "gaji_pokok": 3153600}, hitung("kepegawaian.kgb", tunda))
    lanjut = {"golongan": "III/a", "tmt_acuan": "2026-01-01", "mkg_tahun": 9, "mkg_bulan": 0}
    assert cocok({"tmt": "2027-01-01", "mkg_tahun": 10, "gaji_pokok": 3252900}, hitung("kepegawaian.kgb", lanjut))
    dua_tahun = hitung("kepegawaian.kgb", tunda | {"tunda_bulan": 24})
    assert cocok({"tmt": "2027-01-01", "mkg_tahun": 10, "gaji_pokok": 3252900}, dua_tahun)


@pytest.mark.parametrize(
    ("masukan", "harapan"),
    [
        ({"golongan": "III/a", "mkg_tahun": 9}, {"gaji_pokok": 3153600}),
        ({"golongan": "III/a", "mkg_tahun": 50}, {"gaji_pokok": 4575200}),
        ({"golongan": "IX", "mkg_tahun": 0, "jenis": "PPPK"}, {"gaji_pokok": 3203600}),
        ({"golongan": "II/b", "mkg_tahun": 2}, ditolak("golongan")),
        ({"golongan": "III/a", "mkg_tahun": 0, "tanggal": "2023-12-31"}, ditolak("tabel")),
    ],
)
def test_gaji_pokok(masukan: dict[str, Any], harapan: dict[str, Any]):
    assert cocok(harapan, hitung("kepegawaian.gaji_pokok", masukan))


@pytest.mark.parametrize(
    ("beda", "harapan"),
    [
        ({}, {"golongan_baru": "III/c", "memenuhi_pada": "2026-04-01", "tmt_pangkat": "2026-04-01"}),
        ({"tmt_pangkat": "2021-10-01"}, {"tmt_pangkat": "2025-10-01", "pangkat_baru": "Penata"}),
        ({"pendidikan": "SMA"}, ditolak("pangkat_puncak")),
        ({"pendidikan": "D-III"}, {"golongan_baru": "III/c"}),
        ({"golongan": "III/d"}, ditolak("pangkat_puncak")),
        ({"penilaian": ["Baik", "Kurang"]}, ditolak("penilaian")),
        ({"penilaian": ["Kurang", "Baik", "Sangat Baik"]}, {"golongan_baru": "III/c"}),
        ({"penilaian": ["Baik"]}, ditolak("penilaian")),
        ({"golongan": "X"}, ditolak("golongan")),
        ({"pendidikan": "SLB"}, ditolak("pendidikan")),
    ],
)
def test_pangkat_reguler(beda: dict[str, Any], harapan: dict[str, Any]):
    dasar = {
        "golongan": "III/b",
        "tmt_pangkat": "2022-04-01",
        "pendidikan": "S-1",
        "penilaian": ["Baik", "Baik"],
    }
    assert cocok(harapan, hitung("kepegawaian.pangkat_reguler", dasar | beda))


@pytest.mark.parametrize(
    ("beda", "harapan"),
    [
        ({}, {"selesai": "2029-06-30", "karena_usia": False}),
        ({"tanggal_lahir_pengangkatan": "1970-03-10"}, {"selesai": "2028-03-31", "karena_usia": True}),
        ({"tanggal_lahir_pengangkatan": "1966-05-31"}, ditolak("usia")),
        ({"lama_bulan": 0}, MASUKAN),
    ],
)
def test_akhir_kontrak_pppk(beda: dict[str, Any], harapan: dict[str, Any]):
    dasar = {
        "mulai": "2024-07-01",
        "lama_bulan": 60,
        "tanggal_lahir_pengangkatan": "1990-01-01",
        "jabatan": "pelaksana",
    }
    assert cocok(harapan, hitung("kepegawaian.akhir_kontrak", dasar | beda))


@pytest.mark.parametrize(
    ("jenjang", "predikat", "bulan", "nilai"),
    [
        ("ahli pertama", "Sangat Baik", 12, "18.75"),
        ("ahli pertama", "Baik", 2, "2.08"),
        ("ahli muda", "Butuh Perbaikan", 9, "14.06"),
        ("ahli utama", "Sangat Kurang", 12, "12.50"),
        ("pemula", "Kurang", 1, "0.16"),
        ("ahli madya", "Baik", 0, "0.00"),
    ],
)
def test_angka_kredit(jenjang: str, predikat: str, bulan: int, nilai: str):
    masukan = {"jenjang": jenjang, "predikat": predikat, "bulan": bulan}
    assert hitung("kepegawaian.angka_kredit", masukan)["angka_kredit"] == nilai
