"""Keyset pages: *Lebih baru / Lebih lama* without OFFSET and without counting."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from suite.core.errors import MasukanSalah

T = TypeVar("T")
Kunci = tuple[Any, ...]


@dataclass(frozen=True)
class Kursor:
    """Where a page begins: the sort key of the row at its edge, and the direction to read from there.

    `mundur` is False for older rows (after the key in list order) and True for newer ones.
    """

    kunci: Kunci
    mundur: bool = False

    def tulis(self) -> str:
        """The cursor as it stands in a URL (`?k=`)."""
        isi = json.dumps([self.mundur, *self.kunci], separators=(",", ":"), default=str)
        return base64.urlsafe_b64encode(isi.encode()).decode().rstrip("=")

    @classmethod
    def baca(cls, teks: str | None) -> Kursor | None:
        """The cursor of a URL, None when there is none. Raises `MasukanSalah` for one that is not ours."""
        if not teks:
            return None
        try:
            mundur, *kunci = json.loads(base64.urlsafe_b64decode(teks + "=" * (-len(teks) % 4)))
        except (binascii.Error, ValueError, TypeError) as e:
            raise MasukanSalah("Penanda halaman tidak terbaca. Buka daftar dari awal.") from e
        if not isinstance(mundur, bool) or not kunci:
            raise MasukanSalah("Penanda halaman tidak terbaca. Buka daftar dari awal.")
        return cls(tuple(kunci), mundur)


def kursor_bilangan(kursor: Kursor) -> int:
    """The id in the cursor of a list that goes by id. Raises `MasukanSalah` for a cursor of another list."""
    kunci = kursor.kunci[0]
    if len(kursor.kunci) != 1 or type(kunci) is not int:
        raise MasukanSalah("Penanda halaman tidak terbaca. Buka daftar dari awal.")
    return kunci


@dataclass(frozen=True)
class Halaman(Generic[T]):
    """One page of a list, newest first. The macro `halaman` draws it from `url_baru`, `url_lama` and `ringkasan`."""

    baris: Sequence[T]
    kursor_baru: str | None = None
    kursor_lama: str | None = None
    url_baru: str | None = None
    url_lama: str | None = None
    ringkasan: str = ""

    def __iter__(self):
        return iter(self.baris)

    def __len__(self) -> int:
        return len(self.baris)


def susun_halaman(
    baris: Sequence[T],
    *,
    ukuran: int,
    kunci: Callable[[T], Kunci],
    kursor: Kursor | None = None,
    url: Callable[[str], str] | None = None,
    ringkasan: str = "",
) -> Halaman[T]:
    """A page from at most `ukuran` + 1 rows, read from `kursor` onward: the one row too many tells that there is more.

    Rows come in the order they were read: list order (newest first) when going to older ones, the reverse when
    `kursor.mundur`; they leave in list order. `url(teks_kursor)` builds the address of a neighbouring page.
    """
    mundur = kursor is not None and kursor.mundur
    masih = len(baris) > ukuran
    isi = list(baris[:ukuran])
    if mundur:
        isi.reverse()
    ada_baru = bool(isi) and (masih if mundur else kursor is not None)
    ada_lama = bool(isi) and (mundur or masih)
    baru = Kursor(kunci(isi[0]), mundur=True).tulis() if ada_baru else None
    lama = Kursor(kunci(isi[-1])).tulis() if ada_lama else None
    return Halaman(isi, baru, lama, url(baru) if url and baru else None, url(lama) if url and lama else None, ringkasan)
