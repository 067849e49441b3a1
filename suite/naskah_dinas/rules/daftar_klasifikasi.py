"""The archive classification as a code list: what a file must hold, and what is proposed where it is silent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from suite.core.daftar_kode.jenis import BarisSah, JenisDaftar, Kolom, daftarkan
from suite.core.errors import MasukanSalah
from suite.naskah_dinas.rules.akses import KELAS
from suite.naskah_dinas.rules.jra import baca_lama, baca_tindakan
from suite.naskah_dinas.rules.klasifikasi import kode_dimaksud, usul_keamanan

RETENSI = ("aktif", "inaktif", "nasib_akhir")


@lru_cache(maxsize=1000)
def _lama(nilai: str) -> str:
    return _terbaca(nilai, lambda: baca_lama(nilai, ""))


@lru_cache(maxsize=1000)
def _nasib(nilai: str) -> str:
    return _terbaca(nilai, lambda: baca_tindakan(nilai))


def _terbaca(nilai: str, baca: Callable[[], object]) -> str:
    try:
        baca()
    except MasukanSalah as e:
        raise ValueError(e.pesan) from None
    return nilai


def _kelas(nilai: str) -> str:
    if nilai not in KELAS:
        raise ValueError(f"Kelas keamanan {nilai[:20]} tidak dikenal. Pilih {', '.join(KELAS)}, atau kosongkan.")
    return nilai


def _periksa_baris(baris: BarisSah) -> list[tuple[str, str]]:
    """A leaf needs its whole retention; what is filled in must be filled in whole."""
    isi = [k for k in RETENSI if k in baris.data]
    if len(isi) == len(RETENSI) or (not isi and not baris.daun):
        return []
    kurang = next(k for k in RETENSI if k not in baris.data)
    return [(kurang, f"Retensi kode {baris.kode} belum lengkap: {kurang.replace('_', ' ')} kosong.")]


def _catatan_baris(baris: BarisSah) -> list[str]:
    if not baris.daun and any(k in baris.data for k in RETENSI):
        return [f"Kode {baris.kode} masih berjenjang; retensinya tidak dipakai untuk berkas."]
    return []


def _lengkapi(baris: BarisSah) -> Mapping[str, str]:
    return {"keamanan": usul_keamanan(baris.kode)}


daftarkan(
    JenisDaftar(
        nama="klasifikasi",
        judul="Klasifikasi arsip",
        pola=re.compile(r"[0-9]00(\.[1-9][0-9]*){0,3}"),
        contoh_kode="800.1.11.1",
        kolom=(
            Kolom("aktif", _lama),
            Kolom("inaktif", _lama),
            Kolom("nasib_akhir", _nasib),
            Kolom("keamanan", _kelas),
        ),
        regulasi="Permendagri 83/2022",
        mulai=date(2023, 1, 1),
        sumber="Permendagri 83/2022 (kode); jadwal retensi satu provinsi, diganti jadwal retensi kota",
        periksa_baris=_periksa_baris,
        catatan_baris=_catatan_baris,
        alias=kode_dimaksud,
        lengkapi=_lengkapi,
    )
)
