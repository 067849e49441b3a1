"""Sheets: rows of plain values as XLSX or CSV, one after the other, without keeping them in memory.

XLSX: dates and numbers are typed, text is always text (never a formula, a link or a number), and text that a spreadsheet
might take for a formula carries the mark that keeps it text when somebody edits the cell. CSV: UTF-8 with a byte order
mark and semicolons, which is what spreadsheets in Indonesian expect (the comma is the decimal sign); text that begins
like a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, Protocol

import xlsxwriter

from suite.core.clock import local
from suite.core.uang import Uang

FORMAT = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
PEMULA_RUMUS = ("=", "+", "-", "@", "\t", "\r", "\n")
BARIS_XLSX = 1_048_575
"""Rows that a sheet can hold below its head."""
SEL_XLSX = 32_767
"""Characters that a cell can hold."""


class Lembar(Protocol):
    """A sheet being written."""

    def tulis(self, nilai: Sequence[Any]) -> None: ...

    def tutup(self) -> None: ...


def buat(format: str, ke: IO[bytes], judul: str, kepala: Sequence[str]) -> Lembar:
    """A sheet of this format (a key of `FORMAT`) with its head written."""
    return (LembarXlsx if format == "xlsx" else LembarCsv)(ke, judul, kepala)


class LembarCsv:
    """Semicolons, CRLF, UTF-8 with a byte order mark."""

    def __init__(self, ke: IO[bytes], judul: str, kepala: Sequence[str]):
        ke.write(b"\xef\xbb\xbf")
        self._teks = io.TextIOWrapper(ke, encoding="utf-8", newline="", write_through=False)
        self._tulis = csv.writer(self._teks, delimiter=";", lineterminator="\r\n").writerow
        self._tulis([aman(k) for k in kepala])

    def tulis(self, nilai: Sequence[Any]) -> None:
        self._tulis([teks_csv(n) for n in nilai])

    def tutup(self) -> None:
        self._teks.flush()
        self._teks.detach()


class LembarXlsx:
    """One sheet, its head fixed and bold. Rows leave memory as they are written."""

    def __init__(self, ke: IO[bytes], judul: str, kepala: Sequence[str]):
        pilihan = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}  # fmt: skip
        self._buku = xlsxwriter.Workbook(ke, pilihan)
        self._lembar = self._buku.add_worksheet(_nama_lembar(judul))
        self._tebal = self._buku.add_format({"bold": True, "bottom": 1})
        self._tanggal = self._buku.add_format({"num_format": "dd/mm/yyyy"})
        self._waktu = self._buku.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self._rupiah = self._buku.add_format({"num_format": "#,##0.00"})
        self._kutip = self._buku.add_format({"quote_prefix": True})
        self._baris = 0
        for i, k in enumerate(kepala):
            self._lembar.set_column(i, i, min(max(len(k) + 4, 14), 40))
        self._lembar.freeze_panes(1, 0)
        for i, k in enumerate(kepala):
            self._lembar.write_string(0, i, k, self._tebal)

    def tulis(self, nilai: Sequence[Any]) -> None:
        self._baris += 1
        for i, n in enumerate(nilai):
            self._sel(self._baris, i, n)

    def _sel(self, r: int, i: int, n: Any) -> None:
        tulis = self._lembar
        if n is None or n == "":
            return
        if isinstance(n, bool):
            tulis.write_string(r, i, "Ya" if n else "Tidak")
        elif isinstance(n, (int, float, Decimal)):
            tulis.write_number(r, i, float(n) if isinstance(n, Decimal) else n)
        elif isinstance(n, Uang):
            tulis.write_number(r, i, n.sen / 100, self._rupiah)  # a sheet knows only floats
        elif isinstance(n, datetime):
            tulis.write_datetime(r, i, local(n).replace(tzinfo=None), self._waktu)
        elif isinstance(n, date):
            tulis.write_datetime(r, i, n, self._tanggal)  # type: ignore[arg-type]  # a date will do
        else:
            teks = bersih(str(n))[:SEL_XLSX]
            tulis.write_string(r, i, teks, self._kutip if teks.startswith(PEMULA_RUMUS) else None)

    def tutup(self) -> None:
        self._buku.close()


def teks_csv(n: Any) -> str:
    """A value as CSV text: ISO days, the office's clock, a decimal comma; text that begins like a formula is defused."""
    if n is None:
        return ""
    if isinstance(n, bool):
        return "Ya" if n else "Tidak"
    if isinstance(n, datetime):
        return local(n).strftime("%Y-%m-%d %H:%M")
    if isinstance(n, date):
        return n.isoformat()
    if isinstance(n, Uang):
        return f"{Decimal(n.sen) / 100:.2f}".replace(".", ",")
    if isinstance(n, (int, float, Decimal)):
        return str(n).replace(".", ",")
    return aman(str(n))


def aman(teks: str) -> str:
    """Text that no spreadsheet takes for a formula (also behind blanks, which some of them skip)."""
    teks = bersih(teks)
    return "'" + teks if teks.lstrip(" \u00a0").startswith(PEMULA_RUMUS) else teks


def bersih(teks: str) -> str:
    """Without the control characters that no sheet may hold."""
    return "".join(c for c in teks if c >= " " or c in "\t\n\r") if not teks.isprintable() else teks


def _nama_lembar(judul: str) -> str:
    return "".join(c for c in judul if c not in "[]:*?/\\'")[:31] or "Daftar"
