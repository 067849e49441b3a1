"""When are two letters from outside the same one?"""

from __future__ import annotations

import hashlib
import unicodedata


def sidik_asal(pengirim: str, nomor: str) -> str | None:
    """A fingerprint (32 hexadecimal digits) of sender and number in which case, blanks and punctuation do not count; None
    for a letter without a number, which proves nothing."""
    angka, siapa = _inti(nomor), _inti(pengirim)
    if not any(c.isdigit() for c in angka) or not siapa:
        return None
    return hashlib.sha256(f"{siapa}|{angka}".encode()).hexdigest()[:32]


def _inti(teks: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", teks).casefold() if c.isalnum())
