"""Reads the shipped tables of the demo (`data/*.csv`)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


@cache
def tabel(nama: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/<nama>.csv`, in order."""
    with (FOLDER / f"{nama}.csv").open(encoding="utf-8", newline="") as f:
        return tuple(csv.DictReader(f))


def pecah(isi: str) -> list[str]:
    """A cell that lists several values, parted by `|`."""
    return [x for x in isi.split("|") if x]
