"""The order of a list in SQL: by id, or by one indexed column and the id, read from a keyset cursor either way.

An order needs an index (value, id) behind it: only then a page costs the same however long the list is. A column that
may be empty is ordered by `atau_akhir(column)` and indexed by `AKHIR % "column"`, so that what is empty comes last.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Select, and_, func, literal, literal_column, or_

from suite.core.errors import MasukanSalah
from suite.core.web.halaman import Kursor, kursor_bilangan

Q = TypeVar("Q", bound=Select)
AKHIR = "coalesce(%s, 'infinity')"
"""What an index holds of a column that may be empty: later than any day to PostgreSQL, and as text to SQLite."""
ID_TERBESAR = 2**54


def atau_akhir(kolom: Any) -> Any:
    """A day or instant that may be empty, as its index has it: empty ones come last."""
    return func.coalesce(kolom, literal_column("'infinity'"), type_=kolom.type)


def berurut(q: Q, id_: Any, kursor: Kursor | None, urut: str, kolom: Mapping[str, Any]) -> Q:
    """`q` from the cursor on: newest first, or in the order `urut` ("tanggal", "-tanggal": from the last) of a column.

    `kolom` are the SQL values by name of order. Raises `MasukanSalah` for a cursor of another list or order.
    """
    mundur = kursor is not None and kursor.mundur
    naik = (urut.startswith("-") or not urut) == mundur
    if not urut:
        if kursor is not None:
            batas = kursor_bilangan(kursor)
            q = q.where(id_ > batas if naik else id_ < batas)
        return q.order_by(id_ if naik else id_.desc())
    nilai = kolom[urut.removeprefix("-")]
    if kursor is not None:
        tepi, batas = _tepi(kursor, nilai)
        if naik:
            q = q.where(nilai >= tepi, or_(nilai > tepi, and_(nilai == tepi, id_ > batas)))
        else:
            q = q.where(nilai <= tepi, or_(nilai < tepi, and_(nilai == tepi, id_ < batas)))
    return q.order_by(nilai, id_) if naik else q.order_by(nilai.desc(), id_.desc())


def _tepi(kursor: Kursor, nilai: Any) -> tuple[Any, int]:
    """(value, id) of the row at the edge."""
    try:
        isi, batas = kursor.kunci
        if type(batas) is not int or abs(batas) >= ID_TERBESAR:
            raise ValueError
        return _baca(isi, nilai), batas
    except (ValueError, TypeError):
        raise MasukanSalah("Penanda halaman tidak terbaca. Buka daftar dari awal.") from None


def _baca(isi: Any, nilai: Any) -> Any:
    jenis = nilai.type.python_type
    if isi is None and jenis in (date, datetime):
        return literal_column("'infinity'", nilai.type)
    if jenis is int:
        if type(isi) is not int or abs(isi) >= ID_TERBESAR:
            raise ValueError
        return literal(isi, nilai.type)
    if not isinstance(isi, str) or "\x00" in isi:
        raise ValueError
    isi.encode()  # UnicodeEncodeError, a ValueError, for half a character
    if jenis is datetime:
        saat = datetime.fromisoformat(isi)
        if saat.tzinfo is None:
            raise ValueError
        return literal(saat, nilai.type)
    return literal(date.fromisoformat(isi) if jenis is date else isi, nilai.type)
