"""The shipped archive classification (Permendagri 83/2022): look-up, proposed security class, misprinted codes.

A running suite reads its own, dated and edited list through `suite.core.daftar_kode.queries`; this is what ships.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from suite.core.daftar_kode.kode import induk, leluhur

DATA = Path(__file__).parent.parent / "data"
BERKAS_KLASIFIKASI = DATA / "klasifikasi.csv"

KEAMANAN_BAWAAN = "B"


@dataclass(frozen=True)
class BarisKlasifikasi:
    """One row of the list. `aktif`, `inaktif` and `nasib_akhir` are empty on an inner node."""

    kode: str
    uraian: str
    aktif: str
    inaktif: str
    nasib_akhir: str
    daun: bool
    induk: str | None
    keamanan: str


@cache
def klasifikasi_terkirim() -> Mapping[str, BarisKlasifikasi]:
    """Code → row of the shipped list, in the order of the codes."""
    with BERKAS_KLASIFIKASI.open(encoding="utf-8", newline="") as f:
        baris = list(csv.DictReader(f))
    berkembang = {induk(b["kode"]) for b in baris}
    return {
        b["kode"]: BarisKlasifikasi(
            kode=b["kode"],
            uraian=b["uraian"],
            aktif=b["aktif"],
            inaktif=b["inaktif"],
            nasib_akhir=b["nasib_akhir"],
            daun=b["kode"] not in berkembang,
            induk=induk(b["kode"]),
            keamanan=b["keamanan"] or usul_keamanan(b["kode"]),
        )
        for b in baris
    }


@cache
def _usul() -> Mapping[str, str]:
    with (DATA / "keamanan-usulan.csv").open(encoding="utf-8", newline="") as f:
        return {b["awalan_kode"]: b["keamanan"] for b in csv.DictReader(f)}


def usul_keamanan(kode: str) -> str:
    """Proposed security class of a code: that of its longest listed prefix (by whole parts), else B."""
    usul = _usul()
    for awalan in [kode, *reversed(leluhur(kode))]:
        if awalan in usul:
            return usul[awalan]
    return KEAMANAN_BAWAAN


@cache
def alias_klasifikasi() -> Mapping[tuple[str, str], str]:
    """(misprinted code, its description in lower case or "") → the code that is meant.

    An entry with a description holds only for a row of that description: the printed code exists for another matter.
    """
    with (DATA / "alias-klasifikasi.csv").open(encoding="utf-8", newline="") as f:
        return {(b["tercetak"], b["uraian"].casefold()): b["kode"] for b in csv.DictReader(f)}


def kode_dimaksud(kode: str, uraian: str = "") -> str | None:
    """The code meant by a misprinted one, or None when it is not known as a misprint."""
    alias = alias_klasifikasi()
    return alias.get((kode, " ".join(uraian.split()).casefold())) or alias.get((kode, ""))
