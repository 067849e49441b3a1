"""Runs one of our scripts on untrusted bytes in a child process: isolated, with limits it cannot lift.

A hostile file then costs a second and half a gigabyte of a process that is thrown away, and nothing of ours.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from suite.core.errors import AturanDilanggar

SKRIP = Path(__file__).parent / "skrip"


def jalankan(skrip: str, isi: bytes, *argumen: str, detik: int = 20) -> bytes:
    """Standard output of `skrip/<skrip>.py` given `isi` on standard input.

    Raises `AturanDilanggar(field="berkas")`: with the script's own words when it refuses (exit 3), with a general one when a
    limit stopped it. `detik` bounds the wall clock; memory and CPU are bounded inside.
    """
    perintah = [sys.executable, "-I", str(SKRIP / f"{skrip}.py"), *argumen]
    try:
        hasil = subprocess.run(perintah, input=isi, capture_output=True, timeout=detik, env={}, check=False)  # noqa: S603  (our own script)
    except subprocess.TimeoutExpired:
        raise _ditolak(
            "Berkas terlalu rumit untuk diperiksa. Simpan ulang sebagai PDF sederhana, lalu unggah lagi."
        ) from None
    if hasil.returncode == 0:
        return hasil.stdout
    if hasil.returncode == 3:
        raise _ditolak(hasil.stderr.decode("utf-8", "replace").strip() or "Berkas tidak dapat dibaca.")
    raise _ditolak("Berkas rusak atau terlalu rumit untuk dibaca. Simpan ulang, lalu unggah lagi.")


def _ditolak(pesan: str) -> AturanDilanggar:
    return AturanDilanggar(pesan, kode="berkas", field="berkas")
