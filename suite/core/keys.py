"""The suite's own keys, made on first use in `<var>/keys`, outside the database and readable by its owner only."""

from __future__ import annotations

import base64
import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_folder: Path | None = None


class RahasiaTidakTerbaca(RuntimeError):
    """A stored secret that this installation's key does not open (restored without its keys)."""


def siapkan(folder: Path) -> None:
    """Say where the keys lie (called by the app factory and the CLI)."""
    global _folder
    if folder != _folder:
        _folder = folder
        rahasia.cache_clear()


@cache
def rahasia(nama: str) -> bytes:
    """32 random bytes of this name, the same for every process and start."""
    if _folder is None:
        raise RuntimeError("keys.siapkan was not called")
    _folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    berkas = _folder / nama
    if not berkas.exists():
        sementara = _folder / f".{nama}.{os.getpid()}.{secrets.token_hex(4)}"
        fd = os.open(sementara, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(fd, "wb") as f:
            f.write(secrets.token_bytes(32))
            f.flush()
            os.fsync(f.fileno())
        try:
            os.link(sementara, berkas)  # fails when another process was first: then its key is the key
        except FileExistsError:
            pass
        finally:
            sementara.unlink()
    return berkas.read_bytes()


def kunci_segel() -> Ed25519PrivateKey:
    """The key that signs audit seals."""
    return Ed25519PrivateKey.from_private_bytes(rahasia("segel_audit"))


def tutup(nama: str, isi: bytes) -> str:
    """Encrypt for storage in the database under the key of this name, so that a copy of the database tells nothing."""
    return Fernet(base64.urlsafe_b64encode(rahasia(nama))).encrypt(isi).decode()


def buka(nama: str, token: str) -> bytes:
    """What `tutup` closed. Raises `RahasiaTidakTerbaca` when the key is another one or the token was changed."""
    try:
        return Fernet(base64.urlsafe_b64encode(rahasia(nama))).decrypt(token.encode())
    except InvalidToken:
        raise RahasiaTidakTerbaca(nama) from None
