"""One money type: a whole number of sen (1/100 rupiah). Exact, never a float; rounding is named at each place.

`Uang.rupiah(1_250_000)`, `Uang.parse("Rp1.250.000")`, `str(u)` → `Rp1.250.000`. In the database: `uang_db.Rupiah`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering

from suite.core.errors import MasukanSalah

MINUS = "\u2212"
"""The sign before a negative amount (U+2212), as wide as a digit."""

Pecahan = int | Fraction | Decimal
"""An exact factor. A float is refused: 0.1 is not a tenth."""

Pembulatan = Callable[[Fraction], int]


def ke_bawah(nilai: Fraction) -> int:
    """Down, to the lower whole number (towards minus infinity)."""
    return nilai.numerator // nilai.denominator


def ke_atas(nilai: Fraction) -> int:
    """Up, to the higher whole number."""
    return -(-nilai.numerator // nilai.denominator)


def terdekat(nilai: Fraction) -> int:
    """To the nearest; a half goes away from zero."""
    besar = ke_bawah(abs(nilai) + Fraction(1, 2))
    return besar if nilai >= 0 else -besar


def genap(nilai: Fraction) -> int:
    """To the nearest; a half goes to the even neighbour."""
    return round(nilai)


_TULISAN = re.compile(
    r"(?P<tanda>[-\u2212])?(?:Rp\.? ?)?(?P<bulat>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<sen>\d{1,2}|-))?", re.ASCII
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Uang:
    """An amount in sen. Adds and compares only with money; multiplies only by a whole number (else: `kali`)."""

    sen: int

    def __post_init__(self) -> None:
        if type(self.sen) is not int:
            raise TypeError(f"money is a whole number of sen, not {type(self.sen).__name__}")

    @classmethod
    def rupiah(cls, rupiah: int | Decimal) -> Uang:
        """From rupiah; a `Decimal` may have at most two decimals. Raises `TypeError` for a float, `ValueError` else."""
        if type(rupiah) is int:
            return cls(rupiah * 100)
        if not isinstance(rupiah, Decimal):
            raise TypeError(f"rupiah are int or Decimal, not {type(rupiah).__name__}")
        if not rupiah.is_finite():
            raise ValueError("rupiah must be finite")
        sen = Fraction(rupiah) * 100
        if sen.denominator != 1:
            raise ValueError("rupiah have at most two decimals")
        return cls(sen.numerator)

    @classmethod
    def parse(cls, teks: str) -> Uang:
        """Read what a person writes: `Rp1.250.000`, `1250000`, `-1.250.000,50`, `Rp1.250.000,-`.

        A full stop only separates thousands, a comma only decimals. Raises `MasukanSalah` for anything else.
        """
        cocok = _TULISAN.fullmatch(teks.strip().replace("\u00a0", " "))
        if cocok is None or len(cocok["bulat"]) > 25:
            raise MasukanSalah(f"Jumlah uang tidak terbaca: {teks[:40]}. Tulis seperti Rp1.250.000 atau 1250000,50.")
        sen = int(cocok["bulat"].replace(".", "")) * 100
        if cocok["sen"] and cocok["sen"] != "-":
            sen += int(cocok["sen"].ljust(2, "0"))
        return cls(-sen if cocok["tanda"] else sen)

    @property
    def utuh(self) -> bool:
        """Without sen."""
        return self.sen % 100 == 0

    def ke_rupiah(self) -> int:
        """Whole rupiah. Raises `ValueError` when there are sen: rounding is the caller's to name."""
        if not self.utuh:
            raise ValueError("the amount has sen; round it first")
        return self.sen // 100

    def kali(self, faktor: Pecahan, bulatkan: Pembulatan, *, ke: Uang | None = None) -> Uang:
        """Times an exact factor, rounded by `bulatkan` to a multiple of `ke` (default one rupiah)."""
        if isinstance(faktor, bool) or not isinstance(faktor, int | Fraction | Decimal):
            raise TypeError(f"a factor is int, Fraction or Decimal, not {type(faktor).__name__}")
        satuan = (SATU_RUPIAH if ke is None else ke).sen
        if satuan <= 0:
            raise ValueError("the unit of rounding must be positive")
        return Uang(bulatkan(Fraction(self.sen) * Fraction(faktor) / satuan) * satuan)

    def bulat(self, bulatkan: Pembulatan, *, ke: Uang | None = None) -> Uang:
        """Rounded to a multiple of `ke` (default one rupiah)."""
        return self.kali(1, bulatkan, ke=ke)

    def bagi_rata(self, n: int) -> list[Uang]:
        """n parts as equal as sen allow, larger ones first; their sum is the amount."""
        if type(n) is not int or n < 1:
            raise ValueError("parts are 1 or more")
        dasar, sisa = divmod(self.sen, n)
        return [Uang(dasar + (i < sisa)) for i in range(n)]

    def __add__(self, lain: object) -> Uang:
        return Uang(self.sen + lain.sen) if isinstance(lain, Uang) else NotImplemented

    def __sub__(self, lain: object) -> Uang:
        return Uang(self.sen - lain.sen) if isinstance(lain, Uang) else NotImplemented

    def __mul__(self, n: object) -> Uang:
        return Uang(self.sen * n) if isinstance(n, int) and not isinstance(n, bool) else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> Uang:
        return Uang(-self.sen)

    def __abs__(self) -> Uang:
        return Uang(abs(self.sen))

    def __bool__(self) -> bool:
        return self.sen != 0

    def __lt__(self, lain: object) -> bool:
        return self.sen < lain.sen if isinstance(lain, Uang) else NotImplemented

    def __str__(self) -> str:
        """`Rp1.250.000`, `−Rp1.250.000`, `Rp1.250.000,50`."""
        return f"{MINUS if self.sen < 0 else ''}Rp{abs(self).angka()}"

    def angka(self) -> str:
        """Digits alone, for grids: `1.250.000`, `−1.250.000,50`."""
        rupiah, sen = divmod(abs(self.sen), 100)
        return f"{MINUS if self.sen < 0 else ''}{rupiah:,}".replace(",", ".") + (f",{sen:02}" if sen else "")


NOL = Uang(0)
SATU_RUPIAH = Uang(100)


def jumlah(uang: Iterable[Uang]) -> Uang:
    """The sum; `NOL` of nothing."""
    return Uang(sum(u.sen for u in uang))
