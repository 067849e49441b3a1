"""Passwords: argon2id, one cost for everybody, and the rules a new one must meet.

The cost is OWASP's second choice (19 MiB, 2 passes): 20 ms and about 90 logins a second on two cores, where the
library's default manages 11. A hash with other parameters is renewed at the next login.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from suite.core.errors import AturanDilanggar

TERPENDEK = 10
TERPANJANG = 128
BERKAS_UMUM = Path(__file__).parent / "data" / "sandi_umum.txt"

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def sandikan(sandi: str) -> str:
    """The argon2id hash of a password (PHC string, about 97 characters)."""
    return _hasher.hash(_seragam(sandi))


def cocok(sidik: str | None, sandi: str) -> bool:
    """Is this the password? Without a hash (no such account, none set, locked out) the same work is done for nothing,
    so that the time of the answer does not tell who exists."""
    try:
        _hasher.verify(sidik or _sidik_bohong(), _seragam(sandi))
    except (VerificationError, InvalidHashError):
        return False
    return sidik is not None


def perlu_disandikan_ulang(sidik: str) -> bool:
    """The hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(sidik)


def periksa_sandi(sandi: str, *, nip: str | None = None, field: str = "sandi_baru") -> None:
    """Raise `AturanDilanggar` unless a new password is long enough and not easily guessed.

    Length 10 to 128 characters, any characters. Refused: the NIP, the birth date (both known to colleagues), words of
    `data/sandi_umum.txt` with or without digits around them, one character or one step repeated.
    """
    if len(sandi) < TERPENDEK:
        raise AturanDilanggar(
            f"Kata sandi baru {len(sandi)} karakter, paling sedikit {TERPENDEK}. "
            "Pakai beberapa kata yang mudah Anda ingat, misalnya empat kata yang tidak berhubungan.",
            field=field,
        )
    if len(sandi) > TERPANJANG:
        raise AturanDilanggar(f"Kata sandi paling panjang {TERPANJANG} karakter.", field=field)
    rapat = "".join(c for c in _seragam(sandi).casefold() if c.isalnum())
    angka = "".join((nip or "").split())
    if len(angka) == 18 and any(a in rapat for a in _mudah_ditebak(angka)):
        raise AturanDilanggar(
            "Kata sandi memuat NIP atau tanggal lahir Anda, yang diketahui rekan kerja. Pilih kata lain.", field=field
        )
    if _terlalu_umum(rapat):
        raise AturanDilanggar(
            "Kata sandi ini terlalu umum dan cepat tertebak. Gabungkan beberapa kata yang tidak berhubungan.",
            field=field,
        )


def _seragam(sandi: str) -> str:
    """One form of the same characters, whichever keyboard typed them; bounded, so that no one feeds us megabytes."""
    return unicodedata.normalize("NFC", sandi[: TERPANJANG * 2])


def _mudah_ditebak(nip: str) -> set[str]:
    tahun, bulan, hari = nip[:4], nip[4:6], nip[6:8]
    return {nip, tahun + bulan + hari, hari + bulan + tahun}


def _terlalu_umum(rapat: str) -> bool:
    if len(set(rapat)) <= 2 or rapat in _umum():
        return True
    langkah = {ord(b) - ord(a) for a, b in pairwise(rapat)}
    if langkah in ({1}, {-1}):
        return True
    inti = re.sub(r"^\d+|\d+$", "", rapat)
    return inti in _umum() or (not inti and len(set(rapat)) <= 4)


@cache
def _umum() -> frozenset[str]:
    baris = BERKAS_UMUM.read_text(encoding="utf-8").splitlines()
    return frozenset(b.strip() for b in baris if b.strip() and not b.startswith("#"))


@cache
def _sidik_bohong() -> str:
    return _hasher.hash("sandi yang tidak dipakai siapa pun")
