"""Who may see a letter, and what the public page may say of it, by security class.

Classes: SR sangat rahasia, R rahasia, T terbatas, B biasa. Data: parameter `naskah_dinas.keamanan`.
Listing, search, counting, notification, export and audit views must obey the same answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from suite.core.aturan import Parameter, jelaskan, parameter_terbaru
from suite.core.errors import MasukanSalah

SUMBER = "PP 28/2012; Permendagri 1/2023 (kelas keamanan)"
KELAS = ("SR", "R", "T", "B")
NAMA_KEAMANAN = {"B": "Biasa", "T": "Terbatas", "R": "Rahasia", "SR": "Sangat rahasia"}


@dataclass(frozen=True)
class DataPublik:
    """What the public verification page shows. Whether the letter is genuine is always said."""

    keaslian: bool
    penanda_tangan: bool
    nomor: bool
    tanggal: bool
    hal: bool


def kelas_keamanan(kelas: str, *, menurut: Parameter | None = None) -> Mapping[str, Any]:
    """The rules of one class. Raises `MasukanSalah` for a class that does not exist."""
    aturan = menurut or parameter_terbaru("naskah_dinas.keamanan")
    if kelas not in aturan:
        raise MasukanSalah(f"Kelas keamanan tidak dikenal: {kelas[:40]}.", kode="masukan", field="kelas")
    return aturan[kelas]


def tampak(
    kelas: str,
    *,
    unit: Collection[str],
    disebut: Collection[str],
    penanda_tangan: str | None,
    pengguna: str,
    unit_pengguna: str | None,
    menurut: Parameter | None = None,
) -> bool:
    """May this person see the letter?

    The signer and the persons named always; under T and B also who belongs to one of the units concerned.
    """
    if pengguna in disebut or (penanda_tangan is not None and pengguna == penanda_tangan):
        jelaskan("Penanda tangan dan yang disebut selalu melihat naskahnya", "tampak", sumber=SUMBER)
        return True
    kelas_ = kelas_keamanan(kelas, menurut=menurut)
    jelaskan(
        f"Kelas {kelas_['nama']}: unit yang bersangkutan {'ikut' if kelas_['unit'] else 'tidak'} melihat",
        rumus=f"unit pembaca: {unit_pengguna or 'tidak ada'}; unit naskah: {', '.join(unit) or 'tidak ada'}",
        sumber=SUMBER,
    )
    return kelas_["unit"] and unit_pengguna is not None and unit_pengguna in unit


def unit_boleh_melihat(kelas: str, *, menurut: Parameter | None = None) -> bool:
    """Are the units concerned let in besides the persons named?"""
    return kelas_keamanan(kelas, menurut=menurut)["unit"]


def data_publik(kelas: str, *, menurut: Parameter | None = None) -> DataPublik:
    """What the public page shows of a letter of that class: all of it for B, else only whether it is genuine."""
    publik = kelas_keamanan(kelas, menurut=menurut)["publik"]
    tampil = ", ".join(p.replace("_", " ") for p in publik) or "hanya keaslian"
    jelaskan(f"Yang ditampilkan untuk kelas {kelas}", tampil, sumber=SUMBER)
    return DataPublik(
        keaslian=True,
        penanda_tangan="penanda_tangan" in publik,
        nomor="nomor" in publik,
        tanggal="tanggal" in publik,
        hal="hal" in publik,
    )
