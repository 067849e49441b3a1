"""The admin's list of people and their accounts (see core/daftar)."""

from __future__ import annotations

from typing import Any

from flask import url_for

from suite.core import policy
from suite.core.daftar import Daftar, Kolom, Konteks, Saring, daftarkan
from suite.core.identity import queries
from suite.core.nip import format_nip
from suite.core.web import Kursor, kursor_bilangan

AKUN = {"aktif": "Aktif", "nonaktif": "Nonaktif", "belum": "Belum punya akun"}


def pasang() -> None:
    """Register the list."""
    daftarkan(PEGAWAI)


def _ambil(k: Konteks, kursor: Kursor | None, ukuran: int) -> list[queries.BarisPegawai]:
    return queries.daftar_pegawai(
        policy.lingkup("peran.kelola", k.actor),
        kata=k.kata,
        akun=k.nilai["akun"],
        setelah=kursor_bilangan(kursor) if kursor else None,
        mundur=bool(kursor and kursor.mundur),
        batas=ukuran + 1,
    )


def _jabatan(b: queries.BarisPegawai) -> str:
    return "; ".join(j.sebutan for j in b.jabatan)


def _akun(b: queries.BarisPegawai, _k: Konteks) -> dict[str, Any]:
    if b.account is None:
        return {"lencana": ("netral", "Belum punya akun", "minus")}
    if not b.account.aktif:
        return {"lencana": ("bahaya", "Nonaktif", "lock")}
    return {"lencana": ("sah", "Aktif", None) if b.account.sandi else ("netral", "Belum ada kata sandi", "key")}


PEGAWAI = Daftar(
    "pegawai",
    "Pegawai dan akun",
    benda="pegawai",
    meta="Pegawai perangkat daerah yang Anda kelola.",
    izin="akun.kelola",
    endpoint="kelola.daftar",
    bantuan="mengelola-pegawai",
    cari="Cari nama atau NIP",
    saring=(Saring("akun", "Akun", pilihan=lambda: AKUN),),
    ambil=_ambil,
    kunci=lambda b: (b.pegawai.id,),
    kosong=lambda k: {
        "judul": "Tidak ada pegawai yang cocok",
        "uraian": "Periksa ejaan nama, atau cari dengan NIP.",
        "tersaring": k.tersaring,
    },
    kolom=(
        Kolom(
            "nama", "Nama",
            lambda b, k: {"teks": b.pegawai.nama_lengkap, "url": url_for("kelola.pegawai", id=b.pegawai.id)},
            kartu="judul", wajib=True,
        ),
        Kolom("nip", "NIP", lambda b, k: format_nip(b.pegawai.nip) if b.pegawai.nip else b.pegawai.jenis_asn, lambda b, k: b.pegawai.nip),
        Kolom(
            "jabatan", "Jabatan",
            lambda b, k: {"teks": _jabatan(b) or "Tidak bertugas hari ini", "sub": b.jabatan[0].unit if b.jabatan else None},
            (("Jabatan", lambda b, k: _jabatan(b)), ("Unit", lambda b, k: b.jabatan[0].unit if b.jabatan else None)),
            lebar="isi",
        ),
        Kolom("akun", "Akun", _akun, lambda b, k: _akun(b, k)["lencana"][1], kartu="status"),
    ),
)  # fmt: skip
