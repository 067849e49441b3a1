"""Money: exact, no float, rounding named."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select
from sqlalchemy.exc import StatementError

from suite.core.errors import MasukanSalah
from suite.core.uang import NOL, Uang, genap, jumlah, ke_atas, ke_bawah, terdekat
from suite.core.uang_db import Rupiah

SEN = st.integers(-(10**17), 10**17)


@given(SEN)
def test_tulisan_terbaca_kembali(sen: int):
    u = Uang(sen)
    assert Uang.parse(str(u)) == u
    assert Uang.parse(u.angka()) == u


@pytest.mark.parametrize(
    ("tulisan", "sen"),
    [
        ("Rp1.250.000", 125_000_000),
        ("Rp 1.250.000,-", 125_000_000),
        ("Rp. 1.250.000", 125_000_000),
        ("1250000", 125_000_000),
        ("1.250.000,5", 125_000_050),
        ("-1.250.000,05", -125_000_005),
        ("\u2212Rp1.250.000", -125_000_000),
        (" 0 ", 0),
    ],
)
def test_membaca_tulisan(tulisan: str, sen: int):
    assert Uang.parse(tulisan) == Uang(sen)


@pytest.mark.parametrize(
    "tulisan", ["", "Rp", "1,250,000", "1.25", "12.50", "1.250.00", "1e6", "--1", "1,234", "٣", "9" * 30]
)
def test_tulisan_yang_meragukan_ditolak(tulisan: str):
    with pytest.raises(MasukanSalah):
        Uang.parse(tulisan)


def test_penulisan():
    assert str(Uang.rupiah(1_250_000)) == "Rp1.250.000"
    assert str(Uang.rupiah(-1_250_000)) == "\u2212Rp1.250.000"
    assert str(Uang(5)) == "Rp0,05"
    assert Uang(-125_050).angka() == "\u22121.250,50"


@pytest.mark.parametrize("salah", [1.5, 1.0, True, "100", None])
def test_pecahan_biner_dan_bukan_bilangan_ditolak(salah: object):
    with pytest.raises(TypeError):
        Uang(salah)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Uang.rupiah(salah)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Uang(100) * salah if not isinstance(salah, str) else Uang(100) + salah  # type: ignore[operator]


def test_uang_hanya_bertemu_uang():
    with pytest.raises(TypeError):
        Uang(100) + 100  # type: ignore[operator]
    assert Uang(100) != 100
    with pytest.raises(TypeError):
        assert Uang(100) < 200  # type: ignore[operator]


def test_rupiah_dari_desimal():
    assert Uang.rupiah(Decimal("12.34")) == Uang(1234)
    for salah in ("0.001", "NaN", "Infinity"):
        with pytest.raises(ValueError, match="rupiah"):
            Uang.rupiah(Decimal(salah))


@pytest.mark.parametrize(
    ("nilai", "bawah", "atas", "dekat", "ke_genap"),
    [
        (Fraction(5, 2), 2, 3, 3, 2),
        (Fraction(7, 2), 3, 4, 4, 4),
        (Fraction(-5, 2), -3, -2, -3, -2),
        (Fraction(4), 4, 4, 4, 4),
        (Fraction(9, 4), 2, 3, 2, 2),
    ],
)
def test_pembulatan_bernama(nilai: Fraction, bawah: int, atas: int, dekat: int, ke_genap: int):
    assert (ke_bawah(nilai), ke_atas(nilai), terdekat(nilai), genap(nilai)) == (bawah, atas, dekat, ke_genap)


def test_perkalian_dibulatkan_di_tempatnya():
    pokok = Uang.rupiah(2_228_560)
    assert pokok.kali(Fraction(2, 100), ke_atas) == Uang.rupiah(44_572)
    assert pokok.kali(Decimal("0.02"), ke_bawah) == Uang.rupiah(44_571)
    assert Uang.rupiah(1_234_567).bulat(ke_atas, ke=Uang.rupiah(100)) == Uang.rupiah(1_234_600)
    with pytest.raises(TypeError):
        pokok.kali(0.02, ke_atas)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="unit"):
        pokok.kali(1, ke_atas, ke=NOL)


@given(SEN, st.integers(1, 200))
def test_bagi_rata_tidak_kehilangan_sen(sen: int, n: int):
    bagian = Uang(sen).bagi_rata(n)
    assert jumlah(bagian) == Uang(sen)
    assert max(bagian).sen - min(bagian).sen <= 1


@given(SEN, SEN, st.integers(-1000, 1000))
def test_hitungan_tepat(a: int, b: int, n: int):
    assert (Uang(a) + Uang(b) - Uang(b)) == Uang(a)
    assert Uang(a) * n == n * Uang(a) == Uang(a * n)
    assert Uang(a) + -Uang(a) == NOL


def test_rupiah_utuh():
    assert Uang.rupiah(5).ke_rupiah() == 5
    with pytest.raises(ValueError, match="round"):
        Uang(501).ke_rupiah()


def test_kolom_uang_menyimpan_sen_dan_menolak_yang_lain():
    tabel = Table("uang", MetaData(), Column("id", Integer, primary_key=True), Column("nilai", Rupiah))
    engine = create_engine("sqlite://")
    tabel.create(engine)
    with engine.begin() as c:
        c.execute(insert(tabel), [{"nilai": Uang.rupiah(-7)}, {"nilai": None}])
        assert list(c.scalars(select(tabel.c.nilai))) == [Uang(-700), None]
        for salah in (100, 1.5, Uang(2**63)):
            with pytest.raises((StatementError, OverflowError)):
                c.execute(insert(tabel), {"nilai": salah})
