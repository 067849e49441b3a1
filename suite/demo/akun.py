"""The accounts that the README documents; nobody else of the city can log in."""

from __future__ import annotations

from dataclasses import dataclass

from suite.core.nip import format_nip
from suite.demo.bahan import tabel

SANDI = "peragaan-kota-2026"
"""The one documented password of them all."""


@dataclass(frozen=True)
class AkunPeragaan:
    """Login name (the NIP works too), person, what he is in the walk; `nip` empty: no civil servant."""

    login: str
    nama: str
    peran: str
    nip: str
    jabatan: str


def daftar_akun() -> list[AkunPeragaan]:
    """In the order of the table in the README; `jabatan` is the code of the post."""
    return [
        AkunPeragaan(
            t["login"],
            " ".join(x for x in (t["gelar_depan"], t["nama"]) if x)
            + (f", {t['gelar_belakang']}" if t["gelar_belakang"] else ""),
            t["peran"],
            format_nip(t["nip"]),
            t["jabatan"],
        )
        for t in tabel("tokoh")
        if t["login"]
    ]
