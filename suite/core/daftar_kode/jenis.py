"""The kinds of code lists: what a service says about its list, so that the engine can import and check it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from suite.core.errors import MasukanSalah

PeriksaNilai = Callable[[str], str]
"""Value as typed → value as kept. Raises `ValueError` with the sentence for the person."""


@dataclass(frozen=True)
class Kolom:
    """A column beside `kode` and `uraian`. Kept in `EntriKode.data` under its name; empty ones are not kept."""

    nama: str
    periksa: PeriksaNilai | None = None


@dataclass(frozen=True)
class BarisSah:
    """One checked row. `induk` is None at the top, `daun` is True when no other row stands below it."""

    baris: int
    kode: str
    uraian: str
    induk: str | None
    urutan: str
    daun: bool
    data: Mapping[str, str]


@dataclass(frozen=True)
class JenisDaftar:
    """One code list. `pola` is the full pattern of a code.

    `periksa_baris(row)` answers further (column, message) errors; `catatan_baris(row)` things worth telling that stop
    nothing; `alias(kode, uraian)` the code meant by a known misprint, or None; `lengkapi(row)` values for columns that
    the file leaves empty (a proposal). `regulasi`, `mulai` and `sumber` are the defaults of a version that is
    imported without naming its own.
    """

    nama: str
    judul: str
    pola: re.Pattern[str]
    kolom: tuple[Kolom, ...]
    regulasi: str
    mulai: date
    sumber: str
    contoh_kode: str
    periksa_baris: Callable[[BarisSah], list[tuple[str, str]]] | None = None
    catatan_baris: Callable[[BarisSah], list[str]] | None = None
    alias: Callable[[str, str], str | None] | None = None
    lengkapi: Callable[[BarisSah], Mapping[str, str]] | None = field(default=None)


_jenis: dict[str, JenisDaftar] = {}


def daftarkan(jenis: JenisDaftar) -> None:
    """Register a list (at import of the rules of the service that owns it). A second one of that name is a bug."""
    if jenis.nama in _jenis:
        raise RuntimeError(f"code list {jenis.nama} is registered twice")
    _jenis[jenis.nama] = jenis


def semua_jenis() -> list[JenisDaftar]:
    """Every registered list, by name."""
    return [_jenis[n] for n in sorted(_jenis)]


def jenis_daftar(nama: str) -> JenisDaftar:
    """The registered list of that name. Raises `MasukanSalah`, naming those that exist."""
    if nama not in _jenis:
        raise MasukanSalah(f"Daftar {nama} tidak dikenal. Yang ada: {', '.join(sorted(_jenis)) or 'belum ada'}.")
    return _jenis[nama]
