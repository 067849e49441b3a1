"""Addressees outside the city from a sheet (CSV or XLSX): who is taken, and which rows are not and why."""

from __future__ import annotations

from dataclasses import dataclass

from suite.core.errors import MasukanSalah
from suite.core.impor.baca import baca_tabel
from suite.naskah_dinas.rules.massal import TUJUAN_TERBANYAK

PANJANG = 200
GALAT_TERBANYAK = 50


@dataclass(frozen=True)
class Terbaca:
    """`tujuan`: as printed after Yth., each once, in order. `galat`: (row of the sheet from 1, what is wrong with it)."""

    tujuan: list[str]
    galat: list[tuple[int, str]]


def baca(isi: bytes) -> Terbaca:
    """Read columns `nama` and, if there is one, `alamat`, found by the head row wherever they stand.

    Raises `MasukanSalah` for a file that is no sheet or has no such column, and for more than `TUJUAN_TERBANYAK` rows.
    """
    baris = baca_tabel(isi)
    kepala = [str(x or "").strip().lower() for x in baris[0]] if baris else []
    if "nama" not in kepala:
        raise MasukanSalah(
            "Baris pertama harus memuat judul kolom nama (dan alamat bila perlu).", field="berkas_tujuan"
        )
    if len(baris) - 1 > TUJUAN_TERBANYAK:
        raise MasukanSalah(
            f"Paling banyak {TUJUAN_TERBANYAK} baris. Bagi menjadi beberapa surat.", field="berkas_tujuan"
        )
    kolom = [kepala.index("nama"), *([kepala.index("alamat")] if "alamat" in kepala else [])]
    tujuan: dict[str, int] = {}
    galat: list[tuple[int, str]] = []
    for n, satu in enumerate(baris[1:], 2):
        bagian = [" ".join(str(satu[k] if k < len(satu) and satu[k] is not None else "").split()) for k in kolom]
        if not any(bagian):
            continue
        teks = ", ".join(x for x in bagian if x)
        if not bagian[0]:
            galat.append((n, "nama kosong."))
        elif len(teks) > PANJANG:
            galat.append((n, f"nama dan alamat lebih dari {PANJANG} huruf."))
        elif not teks.isprintable():
            galat.append((n, "memuat huruf yang tidak dapat dicetak."))
        elif teks in tujuan:
            galat.append((n, f"sama dengan baris {tujuan[teks]}."))
        else:
            tujuan[teks] = n
    return Terbaca(list(tujuan), galat[:GALAT_TERBANYAK])
