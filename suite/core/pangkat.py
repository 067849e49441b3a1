"""Golongan ruang and pangkat of civil servants (PP 99/2000), golongan of PPPK (Perpres 98/2020)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BERKAS = Path(__file__).parent / "data" / "golongan.csv"


def sebut(pangkat: str, golongan: str) -> str:
    """A rank in words: `Pembina (IV/a)`; a PPPK has a grade and no rank: `Golongan IX`."""
    return f"{pangkat} ({golongan})" if pangkat else f"Golongan {golongan}"


@dataclass(frozen=True)
class Golongan:
    """One grade. `urutan` rises within its `jenis` (PNS or PPPK); PPPK have no pangkat."""

    jenis: str
    urutan: int
    golongan: str
    pangkat: str

    @property
    def sebutan(self) -> str:
        """What is printed under a name: `Pembina Utama Muda (IV/c)`, for PPPK `Golongan IX`."""
        return sebut(self.pangkat, self.golongan)


@cache
def semua_golongan() -> dict[tuple[str, str], Golongan]:
    """(jenis, golongan) → grade, lowest first."""
    with BERKAS.open(encoding="utf-8", newline="") as f:
        return {
            (b["jenis"], b["golongan"]): Golongan(b["jenis"], int(b["urutan"]), b["golongan"], b["pangkat"])
            for b in csv.DictReader(f)
        }


def golongan(kode: str, jenis: str = "PNS") -> Golongan:
    """The grade of that code. Raises `LookupError` when there is none."""
    return semua_golongan()[jenis, kode]
