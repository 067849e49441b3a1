"""Scopes: what a token may be used for. A scope narrows its owner's rights and never widens them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import g

from suite.core.errors import TanpaIzin

Lakukan = Callable[..., Any]


@dataclass(frozen=True)
class Lingkup:
    """One scope as its owner chooses it: name, what it lets a program do (Indonesian), whether it can bind the city."""

    nama: str
    uraian: str
    berat: bool = False
    """An act that cannot be taken back (a signature): the page says so beside it."""


_lingkup: dict[str, Lingkup] = {}
_aksi: dict[tuple[str, str], tuple[str, Lakukan]] = {}


def daftarkan_lingkup(*lingkup: Lingkup) -> None:
    """Register scopes (by the room whose operations ask for them)."""
    for satu in lingkup:
        if _lingkup.setdefault(satu.nama, satu) != satu:
            raise RuntimeError(f"scope {satu.nama} is registered twice")


def semua_lingkup() -> list[Lingkup]:
    return [_lingkup[n] for n in sorted(_lingkup)]


def dikenal(nama: str) -> bool:
    return nama in _lingkup


def lingkup_aksi(jenis: str, aksi: str, lingkup: str, lakukan: Lakukan) -> None:
    """Say that an act can be done from the inbox: the scope it needs, and the service function that does it, called
    `lakukan(dok, aksi, actor, versi=..., catatan=...)`."""
    _aksi[jenis, aksi] = (lingkup, lakukan)


def untuk_aksi(jenis: str, aksi: str) -> tuple[str, Lakukan] | None:
    """Scope and function of an act; None when it cannot be done from the inbox (it needs more than a note)."""
    return _aksi.get((jenis, aksi))


def pastikan_lingkup(nama: str) -> None:
    """Raise `TanpaIzin` unless the token of this request has the scope."""
    if nama not in g.token_api.lingkup:
        raise TanpaIzin(
            f"Token ini tidak mempunyai lingkup {nama} ({_lingkup[nama].uraian}). Buat token dengan lingkup itu di "
            "Akun saya.",
            kode="lingkup",
        )


daftarkan_lingkup(
    Lingkup("profil:baca", "membaca identitas, penugasan, pemberitahuan, tugas, token, dan tampilan Anda"),
    Lingkup("profil:tulis", "menandai pemberitahuan Anda sudah dibaca dan menghapus tampilan tersimpan"),
    Lingkup("direktori:baca", "membaca daftar unit, jabatan, pegawai, dan kode klasifikasi"),
    Lingkup("aturan:baca", "membaca aturan dan menghitung dengannya"),
)
