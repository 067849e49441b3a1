"""Pure: how two versions differ, and what is proposed for each old code."""

from __future__ import annotations

import random

from suite.core.daftar_kode.banding import Saran, bandingkan, pasangkan, sarankan, saring, tentukan
from suite.core.daftar_kode.kode import induk

LAMA = {
    "1": "Umum", "1.1": "Rapat", "1.2": "Laporan", "1.3": "Pengadaan alat tulis kantor", "2": "Keuangan", "2.1": "Laporan",
    "2.2": "Kas", "3": "Sandi",
}  # fmt: skip
BARU = {
    "1": "Umum", "1.1": "Rapat pimpinan", "1.4": "Laporan", "1.5": "Pengadaan alat tulis kantor dan cetak", "4": "Keuangan",
    "4.1": "Laporan", "4.2": "KAS.",
}  # fmt: skip


def test_nama_yang_berulang_dipasangkan_di_bawah_induk_yang_ikut_pindah():
    assert pasangkan(LAMA, BARU) == {"1.2": "1.4", "2": "4", "2.1": "4.1", "2.2": "4.2"}


def test_saran_menurut_kode_nama_lalu_kemiripan():
    assert {s.kode_lama: (s.kode_baru, s.jenis) for s in sarankan(LAMA, BARU)} == {
        "1.1": (("1.1",), "ganti_nama"),
        "1.2": (("1.4",), "pindah"),
        "1.3": (("1.5",), "ganti_nama"),
        "2": (("4",), "pindah"),
        "2.1": (("4.1",), "pindah"),
        "2.2": (("4.2",), "pindah"),
        "3": ((), "hapus"),
    }


def test_saran_tidak_bergantung_pada_urutan_masukan():
    acak = random.Random(7)
    awal = sarankan(LAMA, BARU)
    for _ in range(20):
        lama, baru = (dict(acak.sample(sorted(x.items()), len(x))) for x in (LAMA, BARU))
        assert sarankan(lama, baru) == awal


def test_yang_diketahui_mendahului_kemiripan():
    hasil = {s.kode_lama: s for s in sarankan(LAMA, BARU, {"1.3": None, "3": "1.5"})}
    assert hasil["1.3"] == Saran("1.3", (), "hapus")
    assert hasil["3"].kode_baru == ("1.5",)


def test_jenis_mengikuti_tujuannya():
    tujuan = {"1.1": ["1.1"], "1.2": ["1.4", "4.1"], "1.3": ["1.5"], "3": ["1.5"], "2": [], "1": ["1"]}
    assert {s.kode_lama: s.jenis for s in tentukan(tujuan, LAMA, BARU)} == {
        "1.1": "ganti_nama", "1.2": "pecah", "1.3": "gabung", "3": "gabung", "2": "hapus", "1": "tetap",
    }  # fmt: skip


def test_perbandingan_menyebut_segala_hal_yang_berubah_pada_satu_kode():
    lama = {"1": ("Umum", {}), "1.1": ("Rapat", {"aktif": "1 Tahun", "inaktif": "2 Tahun"}), "1.3": ("Sandi", {})}
    baru = {"1": ("Umum", {}), "1.1": ("Rapat", {"aktif": "2 Tahun", "nasib": "Musnah"}), "1.2": ("Rapat besar", {})}
    beda = bandingkan(lama, baru)
    assert [(b.kode, b.jenis) for b in beda] == [("1.1", ("atribut",)), ("1.2", ("tambah",)), ("1.3", ("hapus",))]
    assert beda[0].atribut == (("aktif", "1 Tahun", "2 Tahun"), ("inaktif", "2 Tahun", ""), ("nasib", "", "Musnah"))
    assert [b.kode for b in saring(beda, "hapus")] == ["1.3"] and saring(beda, "") == beda
    assert bandingkan(baru, baru) == []
    pindah = bandingkan(lama, {"1": ("Umum", {}), "1.9": ("Rapat", lama["1.1"][1]), "1.3": ("Sandi", {})})
    assert [(b.kode_lama, b.kode_baru, b.jenis) for b in pindah] == [("1.1", "1.9", ("pindah",))]


def test_ribuan_kode_berganti_semua_selesai_dalam_hitungan_detik():
    acak = random.Random(3)
    kata = [
        "arsip",
        "belanja",
        "cuti",
        "dana",
        "evaluasi",
        "fasilitas",
        "gaji",
        "hibah",
        "izin",
        "jalan",
        "kas",
        "lahan",
    ]
    lama = {str(n): "Kelompok" for n in (100, 200)} | {
        f"100.{n}": " ".join(acak.sample(kata, 4)) + f" {n}" for n in range(1, 3001)
    }
    baru = {str(n): "Kelompok" for n in (100, 200)} | {f"200.{n}": lama[f"100.{n}"] + " daerah" for n in range(1, 3001)}
    hasil = sarankan(lama, baru)
    assert len(hasil) == 3000
    benar = sum(s.kode_baru == ("200" + s.kode_lama[3:],) for s in hasil)
    assert benar > 2400, benar
    assert all(induk(s.kode_baru[0]) == "200" for s in hasil if s.kode_baru)
