"""Limits of who acts for another: Plt. for a vacant post, Plh. for a holder who is away.

They act by mandate and decide no matter that changes a legal status (UU 30/2014 Ps 14; SE Kepala BKN 1/SE/I/2021).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BERKAS = Path(__file__).parent / "data" / "wewenang_plt_plh.csv"


@dataclass(frozen=True)
class BatasPlt:
    """May a Plt. or Plh. decide this matter? `catatan` explains, `sumber` says by what rule."""

    urusan: str
    boleh: bool
    catatan: str
    sumber: str


@cache
def _tabel() -> dict[str, BatasPlt]:
    with BERKAS.open(encoding="utf-8", newline="") as f:
        return {
            b["urusan"]: BatasPlt(b["urusan"], b["boleh"] == "ya", b["catatan"], b["sumber"]) for b in csv.DictReader(f)
        }


def batas_plt(urusan: str) -> BatasPlt | None:
    """The limit for one matter; None when the list does not speak of it (then nothing forbids it)."""
    return _tabel().get(urusan)
