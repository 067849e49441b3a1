"""The cases of the reference and altered copies of each, through the rule register as an examiner asks them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from suite.core.aturan import hitung, hitung_berkas, muat_semua

muat_semua()

BERKAS = Path(__file__).parent.parent / "data" / "contoh_uji_naskah_dinas.json"
KASUS = {k["id"]: k for k in json.loads(BERKAS.read_text(encoding="utf-8"))}


def cocok(mau: Any, dapat: Any) -> bool:
    """Every field named in `mau` is in `dapat`, equal in value and type."""
    if isinstance(mau, dict):
        return isinstance(dapat, dict) and all(k in dapat and cocok(v, dapat[k]) for k, v in mau.items())
    if isinstance(mau, list):
        return isinstance(dapat, list) and len(mau) == len(dapat) and all(map(cocok, mau, dapat))
    return type(mau) is type(dapat) and mau == dapat


def ubah(kasus: str, **ganti: Any) -> dict[str, Any]:
    """The answer to an altered copy of a case; `...` takes an input away."""
    masukan = {k: v for k, v in (KASUS[kasus]["masukan"] | ganti).items() if v is not ...}
    return hitung(KASUS[kasus]["topik"], masukan)


def test_semua_kasus_rujukan():
    jawaban = hitung_berkas(BERKAS.read_bytes())
    assert [j["id"] for j in jawaban] == list(KASUS)
    assert [j["id"] for j in jawaban if not cocok(KASUS[j["id"]]["harapan"], j["hasil"])] == []


UBAHAN: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    # nomor: literals, every field, padding that never cuts, the office's year
    ("N01", {"penghitung": {}}, {"nomor": "800.1.11.1/1/434.100/2026", "urut": 1}),
    ("N01", {"penghitung": {"2025": 900}}, {"urut": 1, "tahun": 2026}),
    ("N01", {"ditandatangani": "2026-01-01T00:00:00+09:00"}, {"tahun": 2025, "urut": 1}),
    ("N02", {"penghitung": {"2026": 1449}}, {"nomor": "800.1.11.1/1450/BKAD/V/2026"}),
    ("N02", {"penghitung": {"2026": 998}}, {"nomor": "800.1.11.1/999/BKAD/V/2026"}),
    (
        "N02",
        {"penghitung": {"2026": 0}, "ditandatangani": "2026-09-30T17:00:00Z"},
        {"nomor": "800.1.11.1/001/BKAD/X/2026"},
    ),
    ("N02", {"ditandatangani": "2026-12-05T09:00:00+07:00"}, {"nomor": "800.1.11.1/091/BKAD/XII/2026"}),
    (
        "N01",
        {
            "pola": "{keamanan}/{nomor}/{klasifikasi}/{unit}/{tahun}",
            "keamanan": "B",
            "unit": "UM",
            "penghitung": {"2026": 0},
        },
        {"nomor": "B/1/800.1.11.1/UM/2026"},
    ),
    (
        "N01",
        {"pola": "{klasifikasi}/Kep.{nomor}-{unit}/{tahun}", "unit": "DPMPTSP", "penghitung": {"2026": 264}},
        {"nomor": "800.1.11.1/Kep.265-DPMPTSP/2026"},
    ),
    ("N01", {"pola": "{klasifikasi}/{nomor}/Tahun {tahun}"}, {"nomor": "800.1.11.1/73/Tahun 2026"}),
    ("N01", {"pola": "{klasifikasi}/{nomor}/Umum&protokol"}, {"nomor": "800.1.11.1/73/Umum&protokol"}),
    (
        "N01",
        {"pola": "{klasifikasi}/{nomor}/{jenis}/{unit}/{bulan}/{tahun}", "jenis": "KEP"},
        {"nomor": "800.1.11.1/73/KEP/434.100/5/2026"},
    ),
    ("N01", {"pola": "{nomor}-{nomor:03}"}, {"nomor": "73-073"}),
    ("N01", {"pola": "{nomor:05}"}, {"nomor": "00073"}),
    ("N01", {"unit": "{tahun}\\1"}, {"nomor": "800.1.11.1/73/{tahun}\\1/2026"}),
    ("N05", {"pola": "{klasifikasi}/{nomer}/{nomor}"}, {"sah": False, "alasan": "pola"}),
    ("N05", {"pola": "{nomor"}, {"sah": False, "alasan": "pola"}),
    ("N05", {"pola": "{Nomor}"}, {"sah": False, "alasan": "pola"}),
    ("N05", {"pola": "{nomor:3}"}, {"sah": False, "alasan": "pola"}),
    ("N05", {"pola": "{tahun:02}/{nomor}"}, {"sah": False, "alasan": "pola"}),
    ("N05", {"pola": "{}/{nomor}"}, {"sah": False, "alasan": "pola"}),
    ("N05", {"pola": ""}, {"sah": False, "alasan": "pola"}),
    ("N01", {"tanggal_naskah": "2026-04-30"}, {"sah": False, "alasan": "tanggal_mundur", "field": "tanggal_naskah"}),
    ("N05", {"tanggal_naskah": "2026-04-30"}, {"sah": False, "alasan": "tanggal_mundur"}),
    ("N01", {"tanggal_naskah": "2026-05-01"}, {"urut": 73}),
    ("N01", {"tanggal_naskah": "2026-05-02"}, {"urut": 73}),
    ("N04", {"tanggal_naskah": "2026-12-31"}, {"sah": False, "alasan": "tanggal_mundur"}),
    ("N03", {"tanggal_naskah": "2026-12-31"}, {"urut": 1451}),
    ("N01", {"unit": ...}, {"sah": False, "alasan": "masukan", "field": "unit"}),
    ("N01", {"penghitung": {"2026": "72"}}, {"sah": False, "alasan": "masukan"}),
    ("N01", {"penghitung": {"2026": True}}, {"sah": False, "alasan": "masukan"}),
    ("N01", {"penghitung": {"2026": -1}}, {"sah": False, "alasan": "masukan"}),
    ("N01", {"penghitung": {"tahun ini": 1}}, {"sah": False, "alasan": "masukan"}),
    ("N01", {"penghitung": [72]}, {"sah": False, "alasan": "masukan"}),
    ("N01", {"penghitung": {"2026": 10**40}}, {"sah": False, "alasan": "masukan"}),
    ("N01", {"ditandatangani": "2026-05-01T09:00:00"}, {"sah": False, "alasan": "masukan"}),
    ("N01", {"ditandatangani": "2026-05-01"}, {"sah": False, "alasan": "masukan"}),
    ("N01", {"ditandatangani": ...}, {"sah": False, "alasan": "masukan"}),
    ("N01", {"warna": "biru"}, {"sah": False, "alasan": "masukan", "field": "warna"}),
    # sisipan
    ("N06", {"sudah": ["73a"]}, {"urut": "73b", "terakhir": 80}),
    ("N06", {"sudah": ["a", "b"]}, {"urut": "73c"}),
    ("N06", {"sudah": ["73a", "73c", "74b"]}, {"urut": "73b"}),
    ("N06", {"sudah": ["72a", "7a"]}, {"urut": "73a"}),
    ("N06", {"sudah": [f"73{chr(97 + i)}" for i in range(26)]}, {"urut": "73aa"}),
    ("N06", {"sudah": [f"73{chr(97 + i)}" for i in range(26)] + ["73aa"]}, {"urut": "73ab"}),
    ("N06", {"setelah": 80}, {"urut": "80a"}),
    ("N06", {"setelah": 81}, {"sah": False, "alasan": "belum_terbit"}),
    ("N06", {"alasan": " \t\u200b\u00a0"}, {"sah": False, "alasan": "alasan_kosong"}),
    ("N06", {"alasan": "", "setelah": 81}, {"sah": False, "alasan": "alasan_kosong"}),
    ("N06", {"persetujuan_arsiparis": False, "alasan": "", "setelah": 99}, {"sah": False, "alasan": "persetujuan"}),
    ("N06", {"persetujuan_arsiparis": 1}, {"sah": False, "alasan": "masukan"}),
    ("N06", {"setelah": 0}, {"sah": False, "alasan": "masukan"}),
    ("N06", {"sudah": [73]}, {"sah": False, "alasan": "masukan"}),
    ("N06", {"sudah": ["73"]}, {"sah": False, "alasan": "masukan"}),
    # tenggat
    ("N07", {"sifat": "amat_segera"}, {"tenggat": "2026-03-07T15:00:00+07:00"}),
    ("N07", {"diterima": "2026-12-31T20:30:15Z"}, {"tenggat": "2027-01-03T03:30:15+07:00"}),
    ("N08", {"diterima": "2026-03-06T17:30:00Z"}, {"tenggat": "2026-03-11"}),
    ("N08", {"diterima": "2026-03-07T09:00:00+07:00"}, {"tenggat": "2026-03-11"}),
    ("N08", {"diterima": "2026-03-17T09:00:00+07:00"}, {"tenggat": "2026-03-27"}),
    ("N08", {"diterima": "2025-08-15T09:00:00+07:00"}, {"tenggat": "2025-08-21"}),
    ("N08", {"diterima": "2026-12-23T09:00:00+07:00"}, {"tenggat": "2026-12-30", "kalender_lengkap": True}),
    ("N09", {"diterima": "2026-12-29T09:00:00+07:00"}, {"tenggat": "2027-01-05", "kalender_lengkap": False}),
    ("N09", {"sifat": "rahasia"}, {"sah": False, "alasan": "masukan"}),
    ("N09", {"sifat": "Biasa"}, {"sah": False, "alasan": "masukan"}),
    ("N07", {"diterima": "9999-12-31T23:00:00+00:00"}, {"sah": False, "alasan": "masukan"}),
    # wewenang
    ("N10", {"tanggal": "2026-01-02"}, {"sah": True}),
    ("N10", {"tanggal": "2026-12-31"}, {"sah": True}),
    ("N10", {"tanggal": "2027-01-01"}, {"sah": False, "alasan": "masa_mandat"}),
    ("N10", {"tanggal": "2026-01-01"}, {"sah": False, "alasan": "masa_mandat"}),
    ("N10", {"urusan": "kgb"}, {"sah": False, "alasan": "urusan"}),
    ("N10", {"urusan": "kgb", "tanggal": "2027-01-01"}, {"sah": False, "alasan": "masa_mandat"}),
    ("N10", {"mandat": ...}, {"sah": False, "alasan": "tanpa_mandat"}),
    ("N10", {"mandat": None}, {"sah": False, "alasan": "tanpa_mandat"}),
    ("N10", {"cara": ...}, {"sah": False, "alasan": "tingkat"}),
    (
        "N10",
        {"cara": None, "jenjang": ["Sekretaris Daerah"], "mandat": None},
        {"sah": True, "baris": ["SEKRETARIS DAERAH"]},
    ),
    ("N10", {"jenjang": ["Sekretaris Daerah"]}, {"sah": False, "alasan": "tingkat"}),
    ("N10", {"jenjang": ["Wali Kota", "Sekretaris Daerah", "Asisten"]}, {"sah": False, "alasan": "tingkat"}),
    ("N10", {"cara": "A.n."}, {"sah": False, "alasan": "masukan"}),
    ("N10", {"jenjang": "Sekretaris Daerah"}, {"sah": False, "alasan": "masukan"}),
    ("N10", {"mandat": {"mulai": "2026-01-02", "urusan": ["undangan"]}}, {"sah": False, "alasan": "masukan"}),
    (
        "N10",
        {"jenjang": ["pj. wali kota", "Sekretaris Daerah"]},
        {"baris": ["a.n. Pj. WALI KOTA", "SEKRETARIS DAERAH"]},
    ),
    (
        "N10",
        {"penunjukan": {"sebagai": "Plh.", "jabatan_kosong": False, "mulai": "2026-08-01", "sampai": "2026-08-31"}},
        {"baris": ["a.n. SEKRETARIS DAERAH", "Plh. ASISTEN ADMINISTRASI UMUM"]},
    ),
    (
        "N11",
        {"jenjang": ["Sekretaris Daerah", "Asisten Administrasi Umum", "Kepala Bagian Umum"]},
        {"sah": True, "baris": ["a.n. SEKRETARIS DAERAH", "ASISTEN ADMINISTRASI UMUM", "u.b.", "KEPALA BAGIAN UMUM"]},
    ),
    ("N11", {"jenjang": ["Sekretaris Daerah", "Asisten Administrasi Umum"]}, {"sah": False, "alasan": "rantai"}),
    ("N11", {"mandat": None}, {"sah": False, "alasan": "rantai"}),
    ("N12", {"tanggal": "2026-03-03"}, {"sah": True}),
    ("N12", {"tanggal": "2026-03-07"}, {"sah": True}),
    ("N12", {"tanggal": "2026-03-08"}, {"sah": False, "alasan": "masa_penunjukan"}),
    ("N12", {"tanggal": "2026-03-02"}, {"sah": False, "alasan": "masa_penunjukan"}),
    ("N12", {"urusan": "pengangkatan"}, {"sah": False, "alasan": "strategis"}),
    ("N12", {"urusan": "kgb"}, {"sah": True}),
    ("N12", {"urusan": "pemberhentian", "tanggal": "2026-03-08"}, {"sah": False, "alasan": "masa_penunjukan"}),
    (
        "N12",
        {"penunjukan": {"sebagai": "Plt.", "jabatan_kosong": True, "mulai": "2026-03-03", "sampai": "2026-03-07"}},
        {"sah": True, "baris": ["Plt. KEPALA DINAS KESEHATAN"]},
    ),
    (
        "N12",
        {"penunjukan": {"sebagai": "Plt.", "jabatan_kosong": False, "mulai": "2026-03-03", "sampai": "2026-03-07"}},
        {"sah": False, "alasan": "jenis_penunjukan"},
    ),
    (
        "N12",
        {
            "penunjukan": {"sebagai": "Plh.", "jabatan_kosong": True, "mulai": "2026-03-03", "sampai": "2026-03-04"},
            "urusan": "pengangkatan",
        },
        {"sah": False, "alasan": "jenis_penunjukan"},
    ),
    (
        "N12",
        {"penunjukan": {"sebagai": "Plh", "jabatan_kosong": False, "mulai": "2026-03-03", "sampai": "2026-03-07"}},
        {"sah": False, "alasan": "masukan"},
    ),
    ("N12", {"penunjukan": None, "urusan": "pengangkatan"}, {"sah": True, "baris": ["KEPALA DINAS KESEHATAN"]}),
    # nama
    ("N13", {"golongan_naskah": "penetapan"}, {"gelar": False, "nip": True, "pangkat": True}),
    (
        "N13",
        {"golongan_naskah": "pengaturan", "jabatan": "kepala_daerah"},
        {"gelar": False, "nip": False, "pangkat": False},
    ),
    ("N13", {"jabatan": "kepala_daerah"}, {"gelar": True, "nip": False, "pangkat": False}),
    ("N13", {"jabatan": "wakil_kepala_daerah"}, {"gelar": True, "nip": False, "pangkat": False}),
    ("N13", {"jabatan": "sekretaris_daerah"}, {"gelar": True, "nip": False, "pangkat": False}),
    ("N13", {"jabatan": "sekretaris_daerah", "status": "Plh."}, {"gelar": False, "nip": False, "pangkat": False}),
    ("N13", {"jabatan": "sekretaris_daerah", "status": "Pj."}, {"gelar": False, "nip": False, "pangkat": False}),
    ("N13", {"jabatan": "sekretaris_daerah", "status": "Plt."}, {"gelar": True, "nip": False, "pangkat": False}),
    ("N13", {"jabatan": "kepala_daerah", "status": "Pjs."}, {"gelar": False, "nip": False, "pangkat": False}),
    ("N13", {"status": "Plt."}, {"gelar": True, "nip": True, "pangkat": True}),
    ("N13", {"golongan_naskah": "khusus", "jenis": "piagam"}, {"gelar": False, "nip": True, "pangkat": True}),
    ("N13", {"golongan_naskah": "khusus", "jenis": "sttpp", "jabatan": "kepala_daerah"}, {"gelar": False}),
    ("N13", {"golongan_naskah": "khusus", "jenis": "berita_acara"}, {"gelar": True}),
    ("N13", {"status": "Plt"}, {"sah": False, "alasan": "masukan"}),
    # retensi
    ("N14", {"hari_ini": "2028-11-23"}, {"tahap": "aktif"}),
    ("N14", {"hari_ini": "2028-11-24"}, {"tahap": "inaktif"}),
    ("N14", {"hari_ini": "2031-11-23"}, {"tahap": "inaktif"}),
    ("N14", {"hari_ini": "2031-11-24"}, {"tahap": "menunggu_keputusan"}),
    ("N14", {"hari_ini": "2026-11-23"}, {"tahap": "aktif"}),
    ("N14", {"pemicu": "2024-02-29"}, {"inaktif_mulai": "2026-03-01", "keputusan_mulai": "2029-03-01"}),
    (
        "N14",
        {"pemicu": "2024-02-29", "inaktif": "2 Tahun"},
        {"inaktif_mulai": "2026-03-01", "keputusan_mulai": "2028-03-01"},
    ),
    ("N14", {"inaktif": "7 Tahun"}, {"persetujuan": "kepala_daerah"}),
    ("N14", {"inaktif": "8 Tahun"}, {"persetujuan": "kepala_anri", "tindakan": "musnah"}),
    (
        "N14",
        {"nasib_akhir": "Permanen", "inaktif": "20 Tahun"},
        {"tindakan": "serah", "persetujuan": "lembaga_kearsipan"},
    ),
    (
        "N14",
        {"nasib_akhir": "Musnah, kecuali SK Masuk Berkas Perseorangan"},
        {"tindakan": "nilai", "persetujuan": "kepala_daerah"},
    ),
    (
        "N14",
        {"nasib_akhir": "Musnah, kecuali SK", "inaktif": "8 Tahun"},
        {"tindakan": "nilai", "persetujuan": "kepala_anri"},
    ),
    ("N14", {"pemicu": None}, {"tahap": "belum_mulai", "tindakan": "musnah", "inaktif_mulai": None}),
    ("N15", {"pemicu": "2026-01-15"}, {"inaktif_mulai": "2028-01-16", "keputusan_mulai": "2031-01-16", "tahap": None}),
    ("N14", {"aktif": "dua tahun"}, {"sah": False, "alasan": "masukan", "field": "aktif"}),
    ("N14", {"aktif": 2}, {"sah": False, "alasan": "masukan"}),
    ("N14", {"nasib_akhir": "Dibakar"}, {"sah": False, "alasan": "masukan", "field": "nasib_akhir"}),
    ("N14", {"pemicu": ...}, {"sah": False, "alasan": "masukan"}),
    ("N14", {"pemicu": "9998-01-01"}, {"sah": False, "alasan": "masukan"}),
    # klasifikasi, urut_kode
    ("N16", {"kode": "800"}, {"ada": True, "daun": False, "induk": None, "uraian": "Kepegawaian"}),
    ("N16", {"kode": "800.1.6"}, {"ada": True, "daun": False, "induk": "800.1"}),
    ("N16", {"kode": "800.1.11.1"}, {"ada": True, "daun": True, "keamanan": "B"}),
    ("N16", {"kode": "000.6.2"}, {"keamanan": "R"}),
    ("N16", {"kode": "800.1.6.20"}, {"ada": False, "daun": None, "induk": None}),
    ("N16", {"kode": "800.01.6.2"}, {"ada": False}),
    ("N16", {"kode": "800.1.6.2 "}, {"ada": False}),
    ("N16", {"kode": "270.04.05"}, {"ada": False, "dimaksud": "200.2.4.5"}),
    ("N16", {"kode": 800}, {"sah": False, "alasan": "masukan"}),
    ("N17", {"kode": []}, {"urut": []}),
    ("N17", {"kode": ["900", "000.10", "000.9", "000"]}, {"urut": ["000", "000.9", "000.10", "900"]}),
    ("N17", {"kode": ["100.3", "100.3"]}, {"urut": ["100.3", "100.3"]}),
    ("N17", {"kode": ["100.a"]}, {"sah": False, "alasan": "masukan"}),
    ("N17", {"kode": "100.3"}, {"sah": False, "alasan": "masukan"}),
    ("N17", {"kode": [100.3]}, {"sah": False, "alasan": "masukan"}),
    # akses
    ("N18", {"disebut": ["u2"]}, {"tampak": True}),
    ("N18", {"penanda_tangan": "u2"}, {"tampak": True}),
    ("N18", {"kelas": "SR"}, {"tampak": False}),
    ("N18", {"kelas": "SR", "disebut": ["u2"]}, {"tampak": True}),
    ("N18", {"kelas": "T"}, {"tampak": True}),
    ("N18", {"kelas": "B"}, {"tampak": True}),
    ("N18", {"kelas": "T", "pengguna": {"id": "u2", "unit": "BKAD"}}, {"tampak": False}),
    ("N18", {"kelas": "B", "pengguna": {"id": "u2", "unit": "BKAD"}}, {"tampak": False}),
    ("N18", {"kelas": "B", "pengguna": {"id": "u1", "unit": "BKAD"}}, {"tampak": True}),
    ("N18", {"kelas": "B", "unit": [], "disebut": []}, {"tampak": False}),
    ("N18", {"kelas": "B", "pengguna": {"id": "u2", "unit": None}}, {"tampak": False}),
    ("N18", {"kelas": "X"}, {"sah": False, "alasan": "masukan"}),
    ("N18", {"pengguna": "u2"}, {"sah": False, "alasan": "masukan"}),
    ("N18", {"pengguna": {"id": "u2"}}, {"sah": False, "alasan": "masukan"}),
    # verifikasi
    ("N19", {"kelas": "B"}, {"keaslian": True, "penanda_tangan": True, "nomor": True, "tanggal": True, "hal": True}),
    (
        "N19",
        {"kelas": "T"},
        {"keaslian": True, "penanda_tangan": False, "nomor": False, "tanggal": False, "hal": False},
    ),
    ("N19", {"kelas": "SR"}, {"keaslian": True, "hal": False}),
    ("N19", {"kelas": "b"}, {"sah": False, "alasan": "masukan"}),
]


@pytest.mark.parametrize(("kasus", "ganti", "harapan"), UBAHAN, ids=[f"{k}-{i}" for i, (k, _, _) in enumerate(UBAHAN)])
def test_salinan_yang_diubah(kasus: str, ganti: dict[str, Any], harapan: dict[str, Any]):
    dapat = ubah(kasus, **ganti)
    assert cocok(harapan, dapat), dapat


def test_setiap_kasus_ada_salinannya():
    assert {k for k, _, _ in UBAHAN} == set(KASUS)


@pytest.mark.parametrize(
    ("ganti", "harapan"),
    [
        ({}, {"sah": True}),
        ({"ditunjuk": "p1"}, {"sah": False, "alasan": "diri_sendiri"}),
        ({"pejabat": "p2"}, {"sah": False, "alasan": "pejabat_sendiri"}),
        ({"sampai": "2026-05-31"}, {"sah": True}),
        ({"sampai": "2026-06-01"}, {"sah": False, "alasan": "lama_penunjukan", "field": "sampai"}),
        ({"sampai": "2026-02-28"}, {"sah": False, "alasan": "masa_penunjukan"}),
        ({"jabatan_kosong": False}, {"sah": False, "alasan": "jenis_penunjukan"}),
        ({"sebagai": "Plh.", "jabatan_kosong": False, "sampai": "2026-12-31"}, {"sah": True}),
    ],
)
def test_penunjukan(ganti: dict[str, Any], harapan: dict[str, Any]):
    dasar = {
        "sebagai": "Plt.",
        "jabatan_kosong": True,
        "mulai": "2026-03-01",
        "sampai": "2026-03-31",
        "ditunjuk": "p2",
        "penanda_tangan": "p1",
    }
    assert cocok(harapan, hitung("naskah_dinas.penunjukan", dasar | ganti))
