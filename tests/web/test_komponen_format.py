"""How values read on a page, and keyset pages: plain functions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suite.core import clock
from suite.core.errors import MasukanSalah
from suite.core.uang import Uang
from suite.core.web import Kursor, susun_halaman
from suite.core.web import format as bentuk
from suite.core.web.aset import IkonTidakAda
from suite.core.web.susunan import atribut, pekan_bulan, skala_batang, titik_garis

# Selasa, 24 November 2026, 14.02 WIB
KINI = datetime(2026, 11, 24, 7, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def jam_beku():
    with clock.frozen(KINI):
        yield


@pytest.mark.parametrize(
    ("selisih", "kata"),
    [
        (timedelta(seconds=-20), "baru saja"),
        (timedelta(seconds=20), "sebentar lagi"),
        (timedelta(minutes=-5), "5 menit lalu"),
        (timedelta(minutes=5), "5 menit lagi"),
        (timedelta(hours=-3), "3 jam lalu"),
        (timedelta(hours=2), "hari ini 16.02"),
        (timedelta(hours=-21), "kemarin 17.02"),
        (timedelta(days=1), "besok 14.02"),
        (timedelta(days=-2), "2 hari lalu"),
        (timedelta(days=7), "7 hari lagi"),
        (timedelta(days=8), "2 Des 2026"),
        (timedelta(days=-8), "16 Nov 2026"),
    ],
)
def test_relatif_sampai_tujuh_hari(selisih, kata):
    assert bentuk.relatif_kata(KINI + selisih) == kata


def test_relatif_memuat_waktu_tepat():
    html = str(bentuk.relatif(KINI - timedelta(minutes=5)))
    assert html == (
        '<time datetime="2026-11-24T06:57:00+00:00" title="Selasa, 24 November 2026, 13.57 WIB">5 menit lalu</time>'
    )


def test_hari_berganti_pada_tengah_malam_wib_bukan_utc():
    tengah_malam = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)  # 00.30 WIB on the 25th
    assert bentuk.tanggal_pendek(tengah_malam) == "25 Nov 2026"
    assert bentuk.tenggat_kata(tengah_malam) == "besok 00.30"


@pytest.mark.parametrize(
    ("pada", "kata", "lewat"),
    [
        (KINI - timedelta(hours=22), "kemarin 16.02", True),
        (KINI + timedelta(hours=2), "hari ini 16.02", False),
        (date(2026, 11, 26), "Kam 26 Nov", False),
        (date(2026, 11, 24), "hari ini", False),
        (date(2026, 11, 23), "kemarin", True),
        (date(2027, 1, 4), "4 Jan 2027", False),
    ],
)
def test_tenggat(pada, kata, lewat):
    assert bentuk.tenggat_kata(pada) == kata
    assert bentuk.lewat(pada) is lewat


def test_bentuk_lain():
    assert bentuk.tanggal_panjang(KINI) == "Selasa, 24 November 2026"
    assert bentuk.tanggal_jam(KINI) == "24 Nov 2026 14.02 WIB"
    assert bentuk.nip("198209172006042008") == "19820917 200604 2 008".replace(" ", "\u00a0")
    assert bentuk.nip("12345") == "12345"
    assert bentuk.rupiah(1_250_000) == "Rp1.250.000"
    assert bentuk.rupiah(Uang.rupiah(-1_250_000)) == "−Rp1.250.000"
    assert [bentuk.rupiah_ringkas(n) for n in (148_500_000, 1_240_000_000, 2_100_000_000_000, 950_000)] == [
        "Rp148,5 jt", "Rp1,24 M", "Rp2,1 T", "Rp950.000",
    ]  # fmt: skip
    assert bentuk.persen(71.4) == "71,4%"
    ukuran = [bentuk.ukuran_berkas(n) for n in (820, 820_000, 1_420_000, 62_000_000)]
    assert ukuran == ["820 B", "820 kB", "1,4 MB", "62 MB"]
    assert bentuk.lama_kata(timedelta(hours=28, minutes=4)) == "1 hari 4 jam"
    assert bentuk.inisial("Ir. Iskandar Mahmud, M.T.") == "IM"


@pytest.mark.parametrize(
    "nama", ["tanggal_pendek", "tanggal_panjang", "jam", "rupiah", "nip", "ukuran_berkas", "relatif"]
)
def test_ketiadaan_selalu_garis(nama):
    assert str(getattr(bentuk, nama)(None)) == "—"


@given(st.text(max_size=40), st.text(max_size=20))
def test_sorot_tidak_menambah_atau_menghilangkan_huruf(teks, kata):
    import html
    import re

    polos = html.unescape(re.sub("</?mark>", "", str(bentuk.sorot(teks, kata))))
    assert polos == teks


def test_sorot_menandai_kata_dan_melarikan_sisanya():
    assert str(bentuk.sorot("Surat <b>cuti", "cuti")) == "Surat &lt;b&gt;<mark>cuti</mark>"


# Keyset pages


def ambil(semua: list[int], kursor: Kursor | None, n: int) -> list[int]:
    """A list newest (greatest) first, as a query with a keyset reads it."""
    if kursor is None:
        return sorted(semua, reverse=True)[:n]
    k = kursor.kunci[0]
    baru, lama = sorted(x for x in semua if x > k), sorted((x for x in semua if x < k), reverse=True)
    return (baru if kursor.mundur else lama)[:n]


@given(st.sets(st.integers(0, 500), max_size=60), st.integers(1, 7))
def test_berjalan_ke_lama_lalu_kembali_melihat_setiap_baris_sekali(isi, ukuran):
    semua, kursor, maju = list(isi), None, []
    while True:
        h = susun_halaman(ambil(semua, kursor, ukuran + 1), ukuran=ukuran, kunci=lambda x: (x,), kursor=kursor)
        maju.append(list(h))
        if h.kursor_lama is None:
            break
        kursor = Kursor.baca(h.kursor_lama)
    assert [x for hal in maju for x in hal] == sorted(semua, reverse=True)
    mundur = [maju[-1]]
    while h.kursor_baru is not None:
        kursor = Kursor.baca(h.kursor_baru)
        h = susun_halaman(ambil(semua, kursor, ukuran + 1), ukuran=ukuran, kunci=lambda x: (x,), kursor=kursor)
        mundur.insert(0, list(h))
    assert sorted({x for hal in mundur for x in hal}) == sorted(semua)


def test_alamat_halaman_tetangga():
    h = susun_halaman([3, 2, 1], ukuran=2, kunci=lambda x: (x,), url=lambda k: f"/daftar?k={k}", ringkasan="3 surat")
    assert h.url_baru is None
    assert h.url_lama == f"/daftar?k={Kursor((2,)).tulis()}"


@pytest.mark.parametrize("rusak", ["%%%", "e30", "W10", "WzFd", "WzEsMl0", "bm90IGpzb24"])
def test_kursor_rusak_ditolak_dengan_sopan(rusak):
    with pytest.raises(MasukanSalah):
        Kursor.baca(rusak)


# Arithmetic of components


def test_atribut_html_dilarikan_dan_kosong_dilewati():
    assert atribut({"data-x": 'a"b', "hidden": True, "title": None, "checked": False}) == ' data-x="a&#34;b" hidden'


def test_pekan_bulan_mulai_senin_dan_utuh():
    pekan = pekan_bulan(2026, 11)
    assert all(len(p) == 7 and p[0].weekday() == 0 for p in pekan)
    assert pekan[0][6] == date(2026, 11, 1)


def test_skala_grafik():
    assert skala_batang([1, 2, 4], 100) == [25.0, 50.0, 100.0]
    assert skala_batang([0, 0], 100) == [0.0, 0.0]
    assert titik_garis([0, 10], 100, 50) == [(0.0, 50.0), (100.0, 0.0)]
    assert titik_garis([], 100, 50) == []


def test_ikon_tak_dikenal_ditolak(app_komponen):
    from suite.core.web import ikon

    with app_komponen.test_request_context():
        assert 'role="img" aria-label="Cari"' in ikon("search", label="Cari")
        assert 'aria-hidden="true"' in ikon("search")
        with pytest.raises(IkonTidakAda):
            ikon("tidak-ada")
