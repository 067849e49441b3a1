"""A file → rows of cells. CSV of any usual dialect and XLSX, both in a child process with limits (`lembar`)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from suite.core.errors import MasukanSalah
from suite.core.files import sniff
from suite.core.impor import lembar

Sel = str | int | float | bool | None

MB = 1024 * 1024
BESAR_TERBANYAK = 25 * MB
BARIS_TERBANYAK = lembar.BARIS
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
    if sniff.menyamar(isi[:1000].decode("utf-8", "replace")):
        raise MasukanSalah("Berkas ini bukan lembar kerja. Simpan sebagai CSV atau XLSX, lalu unggah lagi.")
    try:
        anak = subprocess.run(  # noqa: S603 - our own script, nothing of the file is on the command line
            [sys.executable, "-I", str(Path(lembar.__file__)), str(BARIS_TERBANYAK)],
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
    if anak.returncode == lembar.DITOLAK:
        raise MasukanSalah(anak.stderr.decode("utf-8", "replace"))
    if anak.returncode == lembar.TAK_TERBACA:
        raise MasukanSalah(
            "Lembar kerja tidak terbaca. Simpan kembali sebagai XLSX tanpa kata sandi, atau sebagai CSV."
        )
    raise MasukanSalah(
        "Lembar kerja terlalu besar untuk dibaca dengan aman. Hapus lembar lain, atau simpan sebagai CSV."
    )
