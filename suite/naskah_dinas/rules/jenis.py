"""Kinds of letters as data: `data/jenis_naskah.toml`, read by the date of the letter."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from suite.core.errors import AturanDilanggar

BERKAS = Path(__file__).parent.parent / "data" / "jenis_naskah.toml"


@dataclass(frozen=True)
class JenisNaskah:
    """One kind of letter, valid `[mulai, selesai)` (None: open). Meaning of each field: head of the data file."""

    kode: str
    nama: str
    golongan: str
    template: str
    kop: str
    kode_jenis: str
    pola: str
    register: str
    penanda_jenis: tuple[str, ...]
    penanda_eselon: tuple[str, ...]
    butuh_tujuan: bool
    butuh_tembusan: bool
    butuh_hal: bool
    klasifikasi: str
    keamanan: str
    sifat: tuple[str, ...]
    urusan: str
    sumber: str
    mulai: date | None = None
    selesai: date | None = None

    def boleh_ditandatangani(self, jenis_jabatan: str, eselon: str = "") -> bool:
        """May a post of that jenis and eselon sign this kind? Eselon matters only where the kind lists some."""
        if jenis_jabatan not in self.penanda_jenis:
            return False
        return not self.penanda_eselon or eselon in self.penanda_eselon

    def berlaku(self, pada: date) -> bool:
        return (self.mulai is None or self.mulai <= pada) and (self.selesai is None or pada < self.selesai)


@cache
def _semua() -> tuple[JenisNaskah, ...]:
    isi = tomllib.loads(BERKAS.read_text(encoding="utf-8"))
    return tuple(JenisNaskah(**_beku(satu)) for satu in isi["jenis"])


def _beku(satu: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in satu.items()}


def semua_jenis_naskah(pada: date) -> list[JenisNaskah]:
    """The kinds in use on that day, in the order of the file."""
    return [j for j in _semua() if j.berlaku(pada)]


def jenis_naskah(kode: str, pada: date) -> JenisNaskah:
    """The kind of that code on that day. Raises `AturanDilanggar` (kode `jenis`) when it is not in use then."""
    for j in semua_jenis_naskah(pada):
        if j.kode == kode:
            return j
    raise AturanDilanggar(f"Jenis naskah {kode} tidak dipakai pada {pada.isoformat()}.", kode="jenis", field="jenis")
