"""Tables as files: CSV and XLSX in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

FORMAT = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PEMICU = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the beginning of a CSV cell (OWASP, CSV injection)."""


def jinak(nilai: Any) -> str:
    """A cell as text that no spreadsheet calculates: an apostrophe goes before what would begin a formula."""
    teks = "" if nilai is None else str(nilai)
    return f"'{teks}" if teks.startswith(PEMICU) else teks


def csv_isi(baris: Iterable[Sequence[Any]]) -> bytes:
    """Rows as CSV with a byte order mark, which Excel needs to read UTF-8."""
    teks = io.StringIO(newline="")
    csv.writer(teks).writerows([jinak(s) for s in satu] for satu in baris)
    return teks.getvalue().encode("utf-8-sig")


def xlsx_isi(baris: Iterable[Sequence[Any]], judul: str) -> bytes:
    """Rows as one sheet, every cell text (a code 100.10 stays 100.10), the first row bold and frozen."""
    berkas = io.BytesIO()
    with xlsxwriter.Workbook(berkas, {"constant_memory": True, "in_memory": True}) as buku:
        lembar = buku.add_worksheet("".join(c for c in judul if c not in "[]:*?/\\")[:31] or "Daftar")
        tebal, teks = buku.add_format({"bold": True, "num_format": "@"}), buku.add_format({"num_format": "@"})
        lembar.freeze_panes(1, 0)
        lembar.set_column(0, 0, 18)
        lembar.set_column(1, 1, 70)
        for n, satu in enumerate(baris):
            for m, nilai in enumerate(satu):
                lembar.write_string(n, m, "" if nilai is None else str(nilai), teks if n else tebal)
    return berkas.getvalue()


def tulis(baris: Iterable[Sequence[Any]], format: str, judul: str) -> bytes:
    return csv_isi(baris) if format == "csv" else xlsx_isi(baris, judul)
