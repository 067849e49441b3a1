"""NIP, NI PPPK, NIK."""

from __future__ import annotations

from datetime import date

import pytest

from suite.core.errors import AturanDilanggar
from suite.core.nip import baca_nip, format_nip, periksa_nik


def test_nip_terbaca():
    n = baca_nip("19900315 201503 1 002")
    assert (n.jenis, n.tanggal_lahir, n.tmt_cpns, n.jenis_kelamin, n.urut) == (
        "PNS",
        date(1990, 3, 15),
        date(2015, 3, 1),
        "L",
        "002",
    )
    assert format_nip(n.nip) == "19900315 201503 1 002"
    assert format_nip("198209172006042008") == "19820917 200604 2 008"


def test_ni_pppk_terbaca():
    n = baca_nip("199201012022212005")
    assert (n.jenis, n.tmt_cpns, n.jenis_kelamin) == ("PPPK", date(2022, 1, 1), "P")


@pytest.mark.parametrize(
    ("nip", "kode", "pesan"),
    [
        ("1990031520150310", "panjang", "NIP harus 18 angka, yang diisi 16 angka."),
        ("19900315201503100x", "panjang", "NIP harus 18 angka, yang diisi 18 tanda dan tidak semuanya angka."),
        ("199002302015031002", "tanggal_lahir", "NIP memuat tanggal 30 Februari. Periksa angka ke-5 sampai ke-8."),
        ("199013152015031002", "tanggal_lahir", "NIP memuat bulan lahir 13. Periksa angka ke-5 dan ke-6."),
        ("000003152015031002", "tanggal_lahir", "NIP memuat tahun lahir 0000. Periksa angka ke-1 sampai ke-4."),
        ("199003152015131002", "tmt_cpns", "bulan pengangkatan 13 tahun 2015"),
        ("199003152015201002", "tmt_cpns", "kode 20"),
        ("199003151999031002", "usia", "usia 8 tahun"),
        ("199003152015033002", "jenis_kelamin", "Angka ke-15"),
        ("199003152015031000", "urut", "dimulai dari 001"),
        ("199002302015033000", "tanggal_lahir", "30 Februari"),
    ],
)
def test_yang_pertama_salah_disebut(nip: str, kode: str, pesan: str):
    with pytest.raises(AturanDilanggar) as e:
        baca_nip(nip)
    assert e.value.kode == kode
    assert pesan in e.value.pesan
    assert e.value.field == "nip"


def test_tepat_delapan_belas_tahun_boleh():
    assert baca_nip("200002292018031001").tanggal_lahir == date(2000, 2, 29)
    with pytest.raises(AturanDilanggar, match="usia 17"):
        baca_nip("200003022018031001")


def test_nik():
    assert periksa_nik("6171014503900001") == "6171014503900001"
    for salah, pesan in (("617101450390", "16 angka"), ("6171014599900001", "tidak sah")):
        with pytest.raises(AturanDilanggar, match=pesan):
            periksa_nik(salah)
