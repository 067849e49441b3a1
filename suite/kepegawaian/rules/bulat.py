"""Rounding of exact ratios of whole rupiah, by the name a regulation's parameter set gives it.

Integers only: a ratio is handed over as numerator and denominator, so that a month of 100,000 people costs no fractions.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

Pembulat = Callable[[int, int], int]


def ke_bawah(pembilang: int, penyebut: int) -> int:
    """Down to a whole number (towards minus infinity); `penyebut` is positive."""
    return pembilang // penyebut


def ke_atas(pembilang: int, penyebut: int) -> int:
    """Up to a whole number."""
    return -(-pembilang // penyebut)


def terdekat(pembilang: int, penyebut: int) -> int:
    """To the nearest whole number; a half goes away from zero."""
    besar = (2 * abs(pembilang) + penyebut) // (2 * penyebut)
    return besar if pembilang >= 0 else -besar


PEMBULAT: dict[str, Pembulat] = {"bawah": ke_bawah, "atas": ke_atas, "terdekat": terdekat}


def pecahan_persen(teks: str | int) -> Fraction:
    """`"3.25"` (percent, as parameter sets write it) as the exact factor 13/400."""
    return Fraction(teks) / 100


def kali(nilai: int, faktor: Fraction, bulatkan: Pembulat) -> int:
    """`nilai` × `faktor`, rounded to whole rupiah by the rounding named."""
    return bulatkan(nilai * faktor.numerator, faktor.denominator)
