"""Dotted codes: 100.3.10 comes after 100.3.2, because parts are compared as whole numbers."""

from __future__ import annotations

from collections.abc import Iterable

LEBAR_RUAS = 6
"""Digits to which a part is padded in the sort key: enough for every code of the regulations in use."""


def ruas(kode: str) -> tuple[int, ...]:
    """(100, 3, 10) of 100.3.10. Raises `ValueError` when a part is no number."""
    bagian = kode.split(".")
    if not all(b.isascii() and b.isdigit() for b in bagian):
        raise ValueError(f"not a dotted code: {kode[:40]}")
    return tuple(int(b) for b in bagian)


def induk(kode: str) -> str | None:
    """100.3 of 100.3.10; None for a code of one part."""
    atas, titik, _ = kode.rpartition(".")
    return atas if titik else None


def leluhur(kode: str) -> list[str]:
    """Every code above it, highest first: 100, 100.3 of 100.3.10."""
    bagian = kode.split(".")
    return [".".join(bagian[:n]) for n in range(1, len(bagian))]


def kunci_urut(kode: str) -> str:
    """Text that sorts as the numbers do, for the database: `000100.000003.000010`.

    Raises `ValueError` when a part is no number or longer than `LEBAR_RUAS` digits.
    """
    bagian = kode.split(".")
    if not all(b.isascii() and b.isdigit() and len(b) <= LEBAR_RUAS for b in bagian):
        raise ValueError(f"not a sortable code: {kode[:40]}")
    return ".".join(b.zfill(LEBAR_RUAS) for b in bagian)


def urutkan(kode: Iterable[str]) -> list[str]:
    """Sorted by the numbers of each part; equal codes keep their order."""
    return sorted(kode, key=ruas)
