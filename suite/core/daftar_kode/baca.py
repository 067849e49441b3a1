"""A file → rows of cells. CSV of any usual dialect is read here; XLSX in a child process with limits (`lembar`)."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

from suite.core.daftar_kode import lembar
from suite.core.errors import MasukanSalah

Sel = str | int | float | bool | None

MB = 1024 * 1024
BESAR_TERBANYAK = 25 * MB
BARIS_TERBANYAK = lembar.BARIS
SEL_TERPANJANG = 20_000
WAKTU_TUNGGU = 30
"""Seconds until the child is given up, whatever it does."""


def baca_tabel(isi: bytes) -> list[list[Sel]]:
    """Rows of a CSV or of the first sheet of an XLSX, told apart by content, not by name.

    Raises `MasukanSalah` for what is neither, is too large, or does not finish within the limits.
    """
    if len(isi) > BESAR_TERBANYAK:
        raise MasukanSalah(
            f"Berkas {len(isi) // MB} MB, batasnya {BESAR_TERBANYAK // MB} MB. Bagi menjadi beberapa berkas."
        )
    if isi.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _baca_xlsx(isi)
    return _baca_csv(isi)


def _baca_csv(isi: bytes) -> list[list[Sel]]:
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        teks = isi.decode("cp1252", errors="replace")  # what Excel writes when nobody asks for UTF-8
    if "\0" in teks:
        raise MasukanSalah("Berkas ini bukan CSV atau XLSX. Simpan lembar kerja sebagai CSV UTF-8 atau XLSX.")
    kepala = teks.split("\n", 1)[0]
    pemisah = max(",;\t", key=kepala.count)
    batas_lama = csv.field_size_limit(SEL_TERPANJANG)
    try:
        baris: list[list[Sel]] = []
        for satu in csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah):
            if len(baris) >= BARIS_TERBANYAK:
                raise MasukanSalah(f"Berkas melebihi {BARIS_TERBANYAK} baris.")
            baris.append(list(satu))
        return baris
    except csv.Error as e:
        raise MasukanSalah(f"CSV tidak terbaca: {e}.") from None
    finally:
        csv.field_size_limit(batas_lama)


def _baca_xlsx(isi: bytes) -> list[list[Sel]]:
    try:
        anak = subprocess.run(  # noqa: S603 - our own script, nothing of the file is on the command line
            [sys.executable, "-I", str(Path(lembar.__file__))],
            input=isi,
            capture_output=True,
            timeout=WAKTU_TUNGGU,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        raise MasukanSalah("Lembar kerja terlalu lama dibaca. Simpan sebagai CSV lalu unggah kembali.") from None
    if anak.returncode == 0:
        return json.loads(anak.stdout)
    if anak.returncode == lembar.TAK_TERBACA:
        raise MasukanSalah(
            "Lembar kerja tidak terbaca. Simpan kembali sebagai XLSX tanpa kata sandi, atau sebagai CSV."
        )
    raise MasukanSalah(
        "Lembar kerja terlalu besar untuk dibaca dengan aman. Hapus lembar lain, atau simpan sebagai CSV."
    )
