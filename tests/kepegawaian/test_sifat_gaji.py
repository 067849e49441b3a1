"""What must hold for every person and month: sums, roundings, tax never negative, a closed month never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suite.core.aturan import Parameter, parameter, pasang_lapisan
from suite.core.kalender import tambah_bulan
from suite.kepegawaian.rules import bulan_penuh, gaji_bulan, masa_kerja, pph21_bulan, pph21_setahun, rapel, tabel_gaji
from suite.kepegawaian.rules.bulat import ke_atas, ke_bawah, terdekat
from suite.kepegawaian.rules.gaji.fakta import Fakta, FaktaAnak, FaktaGaji, FaktaJabatan, FaktaPasangan, FaktaStatus
from suite.kepegawaian.rules.gaji.pph21 import ketentuan_pajak, pajak_pasal17, pajak_ter
from suite.kepegawaian.rules.masa_kerja import Selang

PTKP = ("TK/0", "TK/1", "TK/2", "TK/3", "K/0", "K/1", "K/2", "K/3")
TABEL = tabel_gaji("PNS", date(2026, 1, 1))
bulan_2024 = st.integers(0, 47).map(lambda i: tambah_bulan(date(2024, 1, 1), i))


@st.composite
def fakta_pns(draw: st.DrawFn) -> Fakta:
    golongan = draw(st.sampled_from(sorted(TABEL.anak_tangga)))
    mkg = draw(st.integers(TABEL.tangga(golongan)[0], 40))
    anak = draw(st.lists(st.dates(date(1998, 1, 1), date(2027, 1, 1)), max_size=4))
    jabatan = draw(
        st.sampled_from((None, FaktaJabatan(date(2010, 1, 1), "struktural", eselon="III.a")))
        | st.just(FaktaJabatan(date(2025, 6, 1), "fungsional", jabatan="auditor", jenjang="ahli muda"))
    )
    return Fakta(
        status=[FaktaStatus(date(2010, 1, 1), draw(st.sampled_from(("PNS", "CPNS"))))],
        gaji=[FaktaGaji(date(2010, 1, 1), golongan, mkg)],
        jabatan=[jabatan] if jabatan else [],
        pasangan=[FaktaPasangan(date(2012, 1, 1), asn_gaji_pokok=draw(st.none() | st.integers(0, 7_000_000)))],
        anak=[FaktaAnak(lahir) for lahir in anak],
        ptkp=draw(st.none() | st.sampled_from(PTKP)),
        pph_gaji=draw(st.sampled_from(("ditanggung", "dipotong"))),
    )


@settings(max_examples=150)
@given(fakta_pns(), bulan_2024)
def test_slip_menjumlah_dan_membulat(fakta: Fakta, bulan: date):
    if bulan.month == 12:
        fakta = replace(fakta, ptkp=None)
    g = gaji_bulan(fakta, bulan)
    p = g.hasil
    assert p is not None
    assert g.bruto == p.jumlah + g.tunj_pph + g.pembulatan
    assert g.potongan == g.iwp + g.jht + g.bpjs_1 + g.pph
    assert g.neto == g.bruto - g.potongan
    assert g.neto % 100 == 0
    assert 0 <= g.pembulatan < 100
    assert g.pph >= 0
    assert [p.tunj_jabatan, p.tunj_fungsional, p.tunj_umum].count(0) == 2
    assert 0 <= p.anak <= 2
    assert p.tunj_pasangan in (0, -(-p.gaji_pokok // 10))
    assert p.tunj_anak == -(-p.gaji_pokok * 2 * p.anak // 100)
    assert p.jiwa_beras <= 1 + (p.tunj_pasangan > 0) + p.anak
    if fakta.ptkp is not None and fakta.pph_gaji == "ditanggung":
        assert g.neto == gaji_bulan(replace(fakta, ptkp=None), bulan).neto


@settings(max_examples=60)
@given(fakta_pns(), bulan_2024, st.integers(1, 200))
def test_bulan_lalu_dihitung_ulang_tetap_sama(fakta: Fakta, bulan: date, hari: int):
    """Whatever becomes true later does not touch the month: raises, posts, family, status."""
    fakta = replace(fakta, ptkp=None)
    nanti = bulan + timedelta(days=hari)
    kelak = replace(
        fakta,
        status=[*fakta.status, FaktaStatus(nanti, "BERHENTI")],
        gaji=[*fakta.gaji, FaktaGaji(nanti, "IV/e", 32)],
        jabatan=[*fakta.jabatan, FaktaJabatan(nanti, "struktural", eselon="I.a")],
        pasangan=[*fakta.pasangan, FaktaPasangan(nanti)],
        anak=[*fakta.anak, FaktaAnak(nanti)],
    )
    assert gaji_bulan(kelak, bulan) == gaji_bulan(fakta, bulan)
    assert rapel(fakta, kelak, bulan, bulan).jenis == "nihil"


def test_peraturan_baru_tidak_mengubah_bulan_lalu():
    """A new rice price from July: June stays, July moves, and a rapel over both carries July's difference only."""
    fakta = Fakta([FaktaStatus(date(2015, 3, 1), "PNS")], [FaktaGaji(date(2024, 4, 1), "III/a", 8)], ptkp="TK/0")
    juni, juli = gaji_bulan(fakta, date(2026, 6, 1)), gaji_bulan(fakta, date(2026, 7, 1))
    assert juni.bruto == juli.bruto
    lama = parameter("kepegawaian.tunjangan_beras", date(2026, 6, 1))
    baru = Parameter(lama.nama, date(2026, 7, 1), None, "Perdirjen baru", {"kilogram": 10, "rupiah": 8000})
    pasang_lapisan(lambda nama, pada: baru if nama == baru.nama and baru.berlaku(pada) else None)
    try:
        assert gaji_bulan(fakta, date(2026, 6, 1)) == juni
        sesudah = gaji_bulan(fakta, date(2026, 7, 1))
    finally:
        pasang_lapisan(None)
    assert juli.hasil is not None and sesudah.hasil is not None
    assert (juli.hasil.tunj_beras, sesudah.hasil.tunj_beras) == (72420, 80000)


@settings(max_examples=60)
@given(fakta_pns(), fakta_pns(), bulan_2024, st.integers(1, 6))
def test_rapel_berlawanan_saling_meniadakan(lama: Fakta, baru: Fakta, dari: date, banyak: int):
    sampai = tambah_bulan(dari, banyak - 1)
    maju, mundur = rapel(lama, baru, dari, sampai), rapel(baru, lama, dari, sampai)
    assert len(maju.rincian) == banyak
    assert (maju.kotor, maju.potongan, maju.neto) == (-mundur.kotor, -mundur.potongan, -mundur.neto)
    assert maju.neto == maju.kotor - maju.potongan
    assert maju.neto % 100 == 0


@given(st.sampled_from(PTKP), st.integers(0, 10**10), st.integers(0, 10**9))
def test_pph_bulanan_tidak_negatif_dan_naik_bersama_bruto(ptkp: str, gaji: int, lain: int):
    p = pph21_bulan(ptkp, gaji, lain)
    assert p.pph == p.pph_gaji + p.pph_lain == p.dipotong + p.ditanggung
    assert min(p.pph_gaji, p.pph_lain) >= 0
    assert p.pph <= (gaji + lain) * 34 // 100


@given(st.sampled_from(PTKP), st.integers(0, 10**10), st.integers(0, 10**8), st.integers(1, 12))
def test_pph_setahun_tidak_negatif(ptkp: str, bruto: int, iuran: int, bulan: int):
    p = pph21_setahun(ptkp, bruto, iuran, 0, bulan_kerja=bulan)
    assert p.pkp % 1000 == 0
    assert p.pkp >= 0
    assert 0 <= p.pph_setahun == p.pph <= p.pkp * 35 // 100
    assert pajak_pasal17(p.pkp + 1000) >= p.pph_setahun + 50


@pytest.mark.parametrize("ptkp", ["TK/0", "TK/2", "K/3"])
def test_setiap_batas_lapisan_ter_termasuk_lapisannya(ptkp: str):
    """ "Sampai dengan": the bound itself has its layer's rate, one rupiah more the next."""
    k = ketentuan_pajak(date(2026, 1, 1))
    lapisan = k.ter[k.kategori(ptkp)]
    for ini, berikut in pairwise(lapisan):
        batas = ini["sampai"]
        assert pajak_ter(ptkp, batas, k) == (ini["tarif"], int(batas * Fraction(ini["tarif"]) / 100))
        assert pajak_ter(ptkp, batas + 1, k)[0] == berikut["tarif"]
        assert Fraction(ini["tarif"]) < Fraction(berikut["tarif"])


@pytest.mark.parametrize(
    ("nama", "banyak", "jumlah", "berbobot"),
    [
        ("gaji_pokok_pns", 272, 979_030_700, 17_156_517_000),
        ("gaji_pokok_pppk", 272, 1_125_873_400, 19_729_787_900),
    ],
)
def test_tabel_gaji_disalin_utuh(nama: str, banyak: int, jumlah: int, berbobot: int):
    """Sums of the published annexes, taken from another copy of them."""
    isi = parameter(f"kepegawaian.{nama}", date(2026, 1, 1))
    baris = [(int(tahun), rupiah) for gol in isi.values() for tahun, rupiah in gol.items()]
    assert (len(baris), sum(r for _, r in baris), sum(t * r for t, r in baris)) == (banyak, jumlah, berbobot)
    assert all(rupiah % 100 == 0 for _, rupiah in baris)


@pytest.mark.parametrize(
    ("kategori", "banyak", "batas", "tarif"),
    [("A", 44, 5_836_750_000, "19752.5"), ("B", 40, 5_975_750_000, "17285"), ("C", 41, 6_093_950_000, "17884")],
)
def test_tarif_efektif_disalin_utuh(kategori: str, banyak: int, batas: int, tarif: str):
    lapisan = parameter("kepegawaian.ter_pph21", date(2026, 1, 1))[kategori]
    berbobot = sum(Fraction(x["tarif"]) * urut for urut, x in enumerate(lapisan, start=1))
    assert (len(lapisan), sum(x.get("sampai", 0) for x in lapisan), berbobot) == (banyak, batas, Fraction(tarif))


def test_tunjangan_fungsional_disalin_utuh():
    isi = parameter("kepegawaian.tunjangan_fungsional", date(2026, 1, 1))
    rupiah = [satu["rupiah"] for jabatan in isi.values() for satu in jabatan.values()]
    assert (len(rupiah), sum(rupiah)) == (61, 38_958_000)


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_pembulatan(pembilang: int, penyebut: int):
    nilai = Fraction(pembilang, penyebut)
    assert ke_bawah(pembilang, penyebut) <= nilai <= ke_atas(pembilang, penyebut)
    assert ke_atas(pembilang, penyebut) - ke_bawah(pembilang, penyebut) == (nilai.denominator != 1)
    assert abs(terdekat(pembilang, penyebut) - nilai) <= Fraction(1, 2)
    assert terdekat(-pembilang, penyebut) == -terdekat(pembilang, penyebut)


# --- length of service ---------------------------------------------------------------------------------------------

tanggal = st.dates(date(1980, 1, 1), date(2030, 1, 1))


@given(tanggal, st.integers(0, 400), st.integers(0, 400))
def test_masa_kerja_aditif(tmt: date, pertama: int, kedua: int):
    """From the first of a month: months before a day plus months after it are the whole; recognised months add."""
    tmt = tmt.replace(day=1)
    tengah, akhir = tambah_bulan(tmt, pertama), tambah_bulan(tmt, pertama + kedua)
    assert bulan_penuh(tmt, tengah) + bulan_penuh(tengah, akhir) == bulan_penuh(tmt, akhir) == pertama + kedua
    assert masa_kerja(tmt, akhir, pmk_bulan=7).bulan_seluruhnya == pertama + kedua + 7


@given(tanggal, st.integers(0, 15_000), st.integers(0, 600), st.integers(1, 400))
def test_cltn_selalu_mengurangi_sebanyak_lamanya(tmt: date, hari: int, mulai: int, bulan: int):
    per = tmt + timedelta(days=hari)
    awal = tambah_bulan(tmt.replace(day=1), mulai)
    selang = Selang(awal, tambah_bulan(awal, bulan) - timedelta(days=1))
    utuh = masa_kerja(tmt, per).bulan_seluruhnya
    dengan = masa_kerja(tmt, per, cltn=[selang]).bulan_seluruhnya
    assert 0 <= dengan <= utuh
    assert masa_kerja(tmt, per, cltn=[selang, selang]).bulan_seluruhnya == dengan
    if tmt.day == 1 and selang.selesai is not None and tmt <= selang.mulai and selang.selesai < per:
        assert dengan == utuh - bulan
