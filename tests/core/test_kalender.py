"""Work days and the spelling of dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suite.core import kalender
from suite.core.kalender import Kalender, Libur

TANGGAL = st.dates(date(2020, 1, 1), date(2032, 12, 31))


def test_libur_dan_cuti_bersama_bukan_hari_kerja():
    assert not kalender.apakah_hari_kerja(date(2026, 5, 1))  # Hari Buruh, a Friday
    assert not kalender.apakah_hari_kerja(date(2026, 5, 15))  # cuti bersama
    assert kalender.apakah_hari_kerja(date(2026, 5, 4))


def test_lima_hari_kerja_melewati_nyepi_dan_idul_fitri():
    assert kalender.hari_kerja(date(2026, 3, 16), date(2026, 3, 27)) == 5
    assert kalender.hari_kerja(date(2026, 3, 27), date(2026, 3, 16)) == 0


def test_pola_enam_hari_menghitung_sabtu():
    assert kalender.hari_kerja(date(2026, 6, 1), date(2026, 6, 7), pola=5) == 4
    assert kalender.hari_kerja(date(2026, 6, 1), date(2026, 6, 7), pola=6) == 5
    with pytest.raises(ValueError, match="5 or 6"):
        kalender.hari_kerja(date(2026, 6, 1), date(2026, 6, 7), pola=7)


def test_tahun_tanpa_data_menghitung_senin_sampai_jumat():
    assert kalender.tahun_berdata(2026)
    assert not kalender.tahun_berdata(2027)
    assert kalender.apakah_hari_kerja(date(2027, 1, 1))


def test_jumlah_libur_menurut_skb():
    per_tahun = {
        t: [hari for hari in kalender.kalender_terkirim().libur.values() if hari.tanggal.year == t]
        for t in (2025, 2026)
    }
    assert [sum(h.jenis == "libur_nasional" for h in per_tahun[t]) for t in (2025, 2026)] == [17, 17]
    assert [sum(h.jenis == "cuti_bersama" for h in per_tahun[t]) for t in (2025, 2026)] == [11, 8]
    assert all(h.sumber for hari in per_tahun.values() for h in hari)


@given(TANGGAL, st.integers(0, 400), st.sampled_from([5, 6]))
def test_hitungan_pekan_sama_dengan_menghitung_satu_per_satu(mulai: date, lama: int, pola: int):
    selesai = mulai + timedelta(days=lama)
    satu_per_satu = sum(kalender.apakah_hari_kerja(mulai + timedelta(days=i), pola=pola) for i in range(lama + 1))
    assert kalender.hari_kerja(mulai, selesai, pola=pola) == satu_per_satu


@given(TANGGAL, st.integers(1, 60))
def test_tambah_hari_kerja_berakhir_pada_hari_kerja_ke_n(tanggal: date, n: int):
    akhir = kalender.tambah_hari_kerja(tanggal, n)
    assert kalender.apakah_hari_kerja(akhir)
    assert kalender.hari_kerja(tanggal + timedelta(days=1), akhir) == n
    mundur = kalender.tambah_hari_kerja(tanggal, -n)
    assert kalender.hari_kerja(mundur, tanggal - timedelta(days=1)) == n


def test_nol_hari_kerja_adalah_hari_itu_sendiri():
    assert kalender.tambah_hari_kerja(date(2026, 3, 7), 0) == date(2026, 3, 7)


def test_kalender_lain_dapat_dibentuk_dari_libur_sendiri():
    k = Kalender.dari([Libur(date(2030, 1, 1), "libur_nasional", "Tahun Baru", "uji")])
    assert k.tahun_berdata(2030)
    assert not k.tahun_berdata(2026)
    assert not k.apakah_hari_kerja(date(2030, 1, 1))


@pytest.mark.parametrize(
    ("tanggal", "tahun", "hasil"),
    [
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2026, 11, 23), 5, date(2031, 11, 23)),
    ],
)
def test_tambah_tahun(tanggal: date, tahun: int, hasil: date):
    assert kalender.tambah_tahun(tanggal, tahun) == hasil


def test_tambah_bulan_berhenti_di_akhir_bulan_pendek():
    assert kalender.tambah_bulan(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert kalender.tambah_bulan(date(2026, 1, 15), -1) == date(2025, 12, 15)
    with pytest.raises(OverflowError):
        kalender.tambah_tahun(date(9999, 1, 1), 1)


def test_penulisan_tanggal_dan_jam():
    t = date(2026, 11, 24)
    assert kalender.tanggal_panjang(t) == "Selasa, 24 November 2026"
    assert kalender.tanggal_surat(t) == "24 November 2026"
    assert kalender.tanggal_pendek(date(2026, 8, 5)) == "5 Agu 2026"
    saat = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
    assert kalender.jam(saat) == "00.30 WIB"
    assert kalender.saat_pendek(saat) == "25 Nov 2026 00.30 WIB"
    assert kalender.saat_panjang(saat) == "Rabu, 25 November 2026 pukul 00.30 WIB"
    with pytest.raises(ValueError, match="zone"):
        kalender.jam(datetime(2026, 11, 24, 14, 2))  # noqa: DTZ001


def test_bulan_romawi():
    assert [kalender.bulan_romawi(n) for n in (1, 4, 5, 9, 12)] == ["I", "IV", "V", "IX", "XII"]
    for salah in (0, 13):
        with pytest.raises(ValueError, match="month"):
            kalender.bulan_romawi(salah)


@pytest.mark.parametrize(
    ("n", "kata"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (1000, "seribu"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
        (1_250_000, "satu juta dua ratus lima puluh ribu"),
        (10**12, "satu triliun"),
        (-5, "minus lima"),
    ],
)
def test_terbilang(n: int, kata: str):
    assert kalender.terbilang(n) == kata


def test_tanggal_terbilang():
    assert (
        kalender.tanggal_terbilang(date(2026, 11, 24))
        == "Selasa tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam"
    )
