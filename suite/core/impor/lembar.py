"""Child process: a CSV, or the first sheet of an XLSX, from standard input → JSON rows on standard output.

Run as a script by `baca`, isolated (`python -I`) and with limits it sets on itself before it looks at a byte: a file of
300 kB can unpack to hundreds of megabytes. It imports nothing of the suite. Argument: how many rows at most.
Exit status: 0 read, 3 no readable workbook, 4 too large, 5 refused with a sentence on standard error; anything else: it
was stopped by a limit.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import resource
import sys

MEMORI = 512 * 1024 * 1024
DETIK = 10
BARIS = 100_000
KOLOM = 200
HURUF = 40_000_000

SEL_TERPANJANG = 20_000

TAK_TERBACA, TERLALU_BESAR, DITOLAK = 3, 4, 5


def sel(nilai: object) -> object:
    if isinstance(nilai, bool) or nilai is None:
        return nilai
    if isinstance(nilai, int | float | str):
        return nilai
    if isinstance(nilai, datetime.date | datetime.time):
        return nilai.isoformat()
    return str(nilai)


def baca_csv(isi: bytes, baris_terbanyak: int) -> list[list[str]] | str:
    """Rows of a CSV (comma, semicolon or tab; UTF-8, else what Excel writes on Windows), or the sentence of a refusal."""
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        teks = isi.decode("cp1252", errors="replace")
    if "\0" in teks:
        return "Berkas ini bukan CSV atau XLSX. Simpan lembar kerja sebagai CSV UTF-8 atau XLSX."
    kepala = teks.split("\n", 1)[0]
    pemisah = max(",;\t", key=kepala.count)
    csv.field_size_limit(SEL_TERPANJANG)
    baris: list[list[str]] = []
    try:
        for satu in csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah):
            if len(baris) >= baris_terbanyak:
                return f"Berkas melebihi {baris_terbanyak} baris."
            baris.append(satu)
    except csv.Error as e:
        return f"CSV tidak terbaca: {e}."
    return baris


def baca_xlsx(isi: bytes, baris_terbanyak: int) -> list[list[object]] | int:
    """Rows of the first sheet, or the exit status of a refusal."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        buku = CalamineWorkbook.from_filelike(io.BytesIO(isi))
        lembar = buku.get_sheet_by_index(0)
    except (CalamineError, OSError, ValueError):
        return TAK_TERBACA
    if lembar.total_height > baris_terbanyak or lembar.total_width > KOLOM:
        return TERLALU_BESAR
    baris, huruf = [], 0
    for satu in lembar.to_python(skip_empty_area=False):
        sel_baris = [sel(nilai) for nilai in satu]
        huruf += sum(len(nilai) for nilai in sel_baris if isinstance(nilai, str))
        if huruf > HURUF:
            return TERLALU_BESAR
        baris.append(sel_baris)
    return baris


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORI, MEMORI))
    resource.setrlimit(resource.RLIMIT_CPU, (DETIK, DETIK))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    isi, terbanyak = sys.stdin.buffer.read(), int(sys.argv[1])
    xlsx = isi.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    hasil = baca_xlsx(isi, terbanyak) if xlsx else baca_csv(isi, terbanyak)
    if isinstance(hasil, int):
        return hasil
    if isinstance(hasil, str):
        sys.stderr.write(hasil)
        return DITOLAK
    json.dump(hasil, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
