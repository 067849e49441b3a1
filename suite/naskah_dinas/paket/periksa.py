#!/usr/bin/env python3
"""Memeriksa paket berkas arsip (BagIt): setiap berkas ada, utuh, dan tidak ada yang berlebih. Cukup Python 3, tanpa aplikasi lain.

Cara pakai: python3 periksa.py [FOLDER atau ZIP]   tanpa argumen: folder tempat program ini berada
Selesai dengan 0 bila paket utuh, 1 bila tidak, 2 bila tidak dapat dibaca.
"""

from __future__ import annotations

import hashlib
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

SEPOTONG = 1 << 20
PELENGKAP = ("tagmanifest-sha256.txt",)


class TakTerbaca(Exception):
    """The package cannot be read at all."""


class Isi:
    """The files of a package by their path within it: of a folder, or of a zip with one folder in it."""

    def __init__(self, sumber: Path):
        self._zip = zipfile.ZipFile(sumber) if sumber.is_file() else None
        if self._zip is not None:
            semua = [n for n in self._zip.namelist() if not n.endswith("/")]
            akar = next(
                (n.partition("/")[0] + "/" for n in semua if n.count("/") == 1 and n.endswith("/bagit.txt")), ""
            )
            self.nama = {n[len(akar) :]: n for n in semua}
            if len(semua) != len(self.nama):
                raise TakTerbaca("dua berkas bernama sama")
        elif sumber.is_dir():
            self.nama = {p.relative_to(sumber).as_posix(): str(p) for p in sumber.rglob("*") if p.is_file()}
        else:
            raise TakTerbaca(f"{sumber} tidak ada")
        if "bagit.txt" not in self.nama:
            raise TakTerbaca("bagit.txt tidak ada; ini bukan paket berkas")

    def buka(self, jalur: str) -> IO[bytes]:
        return self._zip.open(self.nama[jalur]) if self._zip is not None else open(self.nama[jalur], "rb")

    def sidik(self, jalur: str) -> str:
        hasil = hashlib.sha256()
        with self.buka(jalur) as f:
            while potong := f.read(SEPOTONG):
                hasil.update(potong)
        return hasil.hexdigest()

    def manifes(self, nama: str) -> Iterator[tuple[str, str]]:
        """(path, hash) of every line."""
        with self.buka(nama) as f:
            for n, mentah in enumerate(f, 1):
                sidik, _, jalur = mentah.decode("utf-8").rstrip("\r\n").partition("  ")
                if len(sidik) != 64 or not jalur:
                    raise TakTerbaca(f"{nama} baris {n} tidak terbaca")
                yield jalur, sidik.lower()


def periksa(isi: Isi, lapor: Callable[[str], None]) -> int:
    """How many files are not as the manifests say; each is named to `lapor`."""
    salah = 0
    terdaftar: set[str] = set(PELENGKAP)
    for manifes in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        if manifes not in isi.nama:
            raise TakTerbaca(f"{manifes} tidak ada")
        for jalur, sidik in isi.manifes(manifes):
            terdaftar.add(jalur)
            if jalur not in isi.nama:
                lapor(f"HILANG    {jalur}")
            elif isi.sidik(jalur) != sidik:
                lapor(f"BERUBAH   {jalur}")
            else:
                continue
            salah += 1
    for jalur in sorted(set(isi.nama) - terdaftar):
        lapor(f"BERLEBIH  {jalur}")
        salah += 1
    return salah


def main(argumen: list[str]) -> int:
    sumber = Path(argumen[0]) if argumen else Path(__file__).resolve().parent
    try:
        isi = Isi(sumber)
        salah = periksa(isi, print)
    except (TakTerbaca, OSError, zipfile.BadZipFile, UnicodeDecodeError) as galat:
        print(f"Paket tidak dapat dibaca: {galat}.")
        return 2
    print(
        f"{len(isi.nama)} berkas diperiksa, {salah} tidak sesuai."
        if salah
        else f"{len(isi.nama)} berkas diperiksa. Paket utuh."
    )
    return 1 if salah else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
