"""A stream in authenticated chunks: AES-256-GCM, each chunk bound to its place and the last one marked (STREAM).

    SUITE-CADANGAN-SANDI 1\n{"garam": ..., "awalan": ..., "blok": 1048576}\n<chunk><chunk>...

The key comes from the key file by scrypt. A chunk that is changed, moved, left out or added, and an end that came too
early, are refused with their number.
"""

from __future__ import annotations

import base64
import io
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIS = b"SUITE-CADANGAN-SANDI 1\n"
BLOK = 1024 * 1024
CAP = 16
KUNCI_TERPENDEK = 16


class CadanganRusak(Exception):
    """A backup that is not what was written; the sentence says where (Indonesian, for the operator)."""


class KunciSalah(Exception):
    """No key where one is needed, a key that is too short, or not the one with which the backup was made."""


def baca_kunci(berkas: Path) -> bytes:
    """The content of a key file without the end of its line. Raises `KunciSalah` below 16 bytes."""
    try:
        isi = berkas.read_bytes().strip()
    except OSError as galat:
        raise KunciSalah(f"Berkas kunci tidak terbaca: {galat.strerror}.") from None
    if len(isi) < KUNCI_TERPENDEK:
        raise KunciSalah(f"Berkas kunci terlalu pendek: paling sedikit {KUNCI_TERPENDEK} bita.")
    return isi


@lru_cache(maxsize=4)  # a backup is read back at once, and a restore reads twice
def _turunkan(kunci: bytes, garam: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=garam, length=32, n=2**15, r=8, p=1).derive(kunci))


def _nonce(awalan: bytes, ke: int, akhir: bool) -> bytes:
    return awalan + ke.to_bytes(4, "big") + bytes([akhir])


class Penyandi(io.RawIOBase):
    """Write plain bytes in, encrypted chunks come out at `keluar`. Only `close()` writes the last chunk."""

    def __init__(self, keluar: IO[bytes], kunci: bytes):
        garam, self._awalan = os.urandom(16), os.urandom(7)
        kepala = {"garam": base64.b64encode(garam).decode(), "awalan": self._awalan.hex(), "blok": BLOK}
        self._kepala = MAGIS + json.dumps(kepala).encode() + b"\n"
        self._gcm, self._keluar = _turunkan(kunci, garam), keluar
        self._sisa, self._ke = bytearray(), 0
        keluar.write(self._kepala)

    def writable(self) -> bool:
        return True

    def write(self, isi: bytes) -> int:  # type: ignore[override]
        self._sisa += isi
        while len(self._sisa) > BLOK:  # the last chunk is never empty, unless all is
            self._satu(bytes(self._sisa[:BLOK]), akhir=False)
            del self._sisa[:BLOK]
        return len(isi)

    def _satu(self, isi: bytes, *, akhir: bool) -> None:
        self._keluar.write(self._gcm.encrypt(_nonce(self._awalan, self._ke, akhir), isi, self._kepala))
        self._ke += 1

    def close(self) -> None:
        if not self.closed:
            self._satu(bytes(self._sisa), akhir=True)
        super().close()


class Pembuka(io.RawIOBase):
    """Read plain bytes of an encrypted backup; raises `CadanganRusak` at the first chunk that is not genuine."""

    def __init__(self, masuk: IO[bytes], kunci: bytes):
        self._masuk = masuk
        magis, baris = masuk.read(len(MAGIS)), masuk.readline(1000)
        try:
            kepala = json.loads(baris)
            garam, self._awalan = base64.b64decode(kepala["garam"]), bytes.fromhex(kepala["awalan"])
            sah = magis == MAGIS and kepala["blok"] == BLOK and len(garam) == 16 and len(self._awalan) == 7
        except (ValueError, KeyError, TypeError):
            sah = False
        if not sah:
            raise CadanganRusak("Cadangan rusak pada kepala berkas (posisi 0).")
        self._kepala, self._gcm = magis + baris, _turunkan(kunci, garam)
        self._posisi, self._ke, self._isi = len(self._kepala), 0, b""
        self._depan = masuk.read(BLOK + CAP)

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._masuk.close()
        super().close()

    def readinto(self, tempat) -> int:  # type: ignore[no-untyped-def, override]
        if not self._isi and self._depan:
            self._satu()
        n = min(len(tempat), len(self._isi))
        tempat[:n], self._isi = self._isi[:n], self._isi[n:]
        return n

    def _satu(self) -> None:
        kini, self._depan = self._depan, self._masuk.read(BLOK + CAP)
        try:
            self._isi = self._gcm.decrypt(_nonce(self._awalan, self._ke, not self._depan), kini, self._kepala)
        except (InvalidTag, ValueError):
            if self._ke == 0:
                raise KunciSalah(
                    "Kunci tidak cocok dengan cadangan ini, atau blok pertamanya rusak (posisi 0)."
                ) from None
            raise CadanganRusak(
                f"Cadangan rusak pada blok ke-{self._ke + 1} (posisi {self._posisi}): isi diubah, dipindah, atau terpotong."
            ) from None
        self._posisi += len(kini)
        self._ke += 1
