"""Daftar urut kepangkatan: who stands above whom. Source: PP 15/1979.

Higher pangkat; earlier TMT of it; higher post; longer service; higher leadership training, then earlier; higher schooling,
then earlier; older. Whoever is still equal keeps the order in which they were given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from suite.core.errors import AturanDilanggar
from suite.core.pangkat import semua_golongan

ESELON = ("I.a", "I.b", "II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b", "V.a", "V.b")
DIKLAT = ("PIM I", "PIM II", "PIM III", "PIM IV")

_PENDIDIKAN = {
    "SD": 1,
    "SLTP": 2,
    "SMP": 2,
    "SMPKEJURUAN": 2,
    "SLTPKEJURUAN": 2,
    "SLTA": 3,
    "SMA": 3,
    "SMK": 3,
    "SMASMK": 3,
    "SLTAKEJURUAN": 3,
    "SLTAKEGURUAN": 3,
    "D1": 4,
    "DI": 4,
    "D2": 5,
    "DII": 5,
    "D3": 6,
    "DIII": 6,
    "D4": 7,
    "DIV": 7,
    "S1": 7,
    "S1DIV": 7,
    "PROFESI": 8,
    "S2": 9,
    "SPESIALIS": 10,
    "SUBSPESIALIS": 11,
    "S3": 12,
}
"""Rank of schooling; D-IV equals S-1."""


@dataclass(frozen=True)
class Peserta:
    """One person in the list. `eselon`, `diklat` and `pendidikan` are None where there is none."""

    id: str
    golongan: str
    tmt_pangkat: date
    masa_kerja_bulan: int
    tanggal_lahir: date
    eselon: str | None = None
    diklat: str | None = None
    diklat_tanggal: date | None = None
    pendidikan: str | None = None
    pendidikan_tanggal: date | None = None


def urut_kepangkatan(peserta: Iterable[Peserta]) -> list[str]:
    """Ids, highest first. Raises `AturanDilanggar` for a golongan, eselon, diklat or pendidikan that does not exist."""
    return [p.id for p in sorted(peserta, key=_kunci)]


def _kunci(p: Peserta) -> tuple[int | date, ...]:
    golongan = semua_golongan().get(("PNS", p.golongan))
    if golongan is None:
        raise _tidak_dikenal("golongan", p.golongan)
    return (
        -golongan.urutan,
        p.tmt_pangkat,
        _tempat(ESELON, p.eselon, "eselon"),
        -p.masa_kerja_bulan,
        _tempat(DIKLAT, p.diklat, "diklat"),
        p.diklat_tanggal or date.max,
        -tingkat_pendidikan(p.pendidikan) if p.pendidikan else 0,
        p.pendidikan_tanggal or date.max,
        p.tanggal_lahir,
    )


def tingkat_pendidikan(nama: str) -> int:
    """Rank of a level of schooling (`S-1`, `D-IV`, `SMA/SMK`). Raises `AturanDilanggar` (pendidikan)."""
    kunci = re.sub(r"[^A-Z0-9]", "", nama.upper())
    if kunci not in _PENDIDIKAN:
        raise _tidak_dikenal("pendidikan", nama)
    return _PENDIDIKAN[kunci]


def _tempat(urutan: tuple[str, ...], nilai: str | None, field: str) -> int:
    if not nilai:
        return len(urutan)
    if nilai not in urutan:
        raise _tidak_dikenal(field, nilai)
    return urutan.index(nilai)


def _tidak_dikenal(field: str, nilai: str) -> AturanDilanggar:
    return AturanDilanggar(f"{field.capitalize()} {nilai[:40]} tidak dikenal.", kode=field, field=field)
