"""Content-addressed storage behind one interface: a folder by default, other stores by the same three calls."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import Protocol


class BerkasRusak(RuntimeError):
    """The stored bytes are not those that were stored: the disk or a person changed them."""


class Gudang(Protocol):
    """Where bytes lie. `sidik` is their SHA-256 in hex: equal bytes are stored once."""

    def simpan(self, isi: bytes) -> str: ...

    def baca(self, sidik: str) -> bytes: ...

    def ada(self, sidik: str) -> bool: ...

    def hapus(self, sidik: str) -> None: ...


class GudangFolder:
    """A folder with two levels of fan-out. A file appears whole or not at all, also after a power cut."""

    def __init__(self, folder: Path):
        self.folder = folder

    def _jalur(self, sidik: str) -> Path:
        if len(sidik) != 64 or not set(sidik) <= set("0123456789abcdef"):
            raise ValueError("not a SHA-256 in hex")
        return self.folder / sidik[:2] / sidik[2:4] / sidik

    def simpan(self, isi: bytes) -> str:
        """Store the bytes and return their SHA-256; on disk when this returns."""
        sidik = hashlib.sha256(isi).hexdigest()
        jalur = self._jalur(sidik)
        if jalur.exists():
            return sidik
        jalur.parent.mkdir(parents=True, exist_ok=True)
        sementara = jalur.with_name(f".{sidik}.{os.getpid()}.{secrets.token_hex(4)}")
        with open(sementara, "xb") as f:
            f.write(isi)
            f.flush()
            os.fsync(f.fileno())
        os.replace(sementara, jalur)
        fd = os.open(jalur.parent, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
        return sidik

    def baca(self, sidik: str) -> bytes:
        """The bytes. Raises `FileNotFoundError`, or `BerkasRusak` when they no longer match their name."""
        isi = self._jalur(sidik).read_bytes()
        if hashlib.sha256(isi).hexdigest() != sidik:
            raise BerkasRusak(sidik)
        return isi

    def ada(self, sidik: str) -> bool:
        return self._jalur(sidik).exists()

    def hapus(self, sidik: str) -> None:
        """Give up the bytes (none there: nothing to do)."""
        self._jalur(sidik).unlink(missing_ok=True)


_gudang: Gudang | None = None


def pasang(gudang: Gudang) -> None:
    """Say where files lie (once a process)."""
    global _gudang
    _gudang = gudang


def gudang() -> Gudang:
    if _gudang is None:
        raise RuntimeError("no file store is set")
    return _gudang
