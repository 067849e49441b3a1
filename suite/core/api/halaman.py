"""Keyset pages of lists: an opaque cursor, forward only, bounded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from suite.core.api.bidang import ID_TERBESAR
from suite.core.errors import MasukanSalah
from suite.core.web import Kursor


def kursor(teks: str | None, *bentuk: type) -> Kursor | None:
    """The cursor of `?setelah=`, whose key has parts of these types (default: one integer). Raises `MasukanSalah`."""
    bentuk = bentuk or (int,)
    ada = Kursor.baca(teks)
    if ada is None:
        return None
    pas = len(ada.kunci) == len(bentuk) and all(
        type(k) is b and (b is not int or abs(k) <= 2 * ID_TERBESAR) for k, b in zip(ada.kunci, bentuk, strict=True)
    )
    if not pas or ada.mundur:
        raise MasukanSalah("Penanda halaman tidak terbaca. Mulai lagi tanpa `setelah`.", field="setelah")
    return ada


def susun(baris: Sequence[Any], batas: int, kunci: Callable[[Any], tuple[Any, ...]]) -> dict[str, Any]:
    """A page `{isi, berikut}` from at most `batas` + 1 rows: the one too many tells that there is more."""
    isi = list(baris[:batas])
    berikut = Kursor(kunci(isi[-1])).tulis() if len(baris) > batas else None
    return {"isi": isi, "berikut": berikut}
