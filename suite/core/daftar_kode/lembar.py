"""Child process: the first sheet of an XLSX from standard input → JSON rows on standard output.

Run as a script by `baca`, isolated (`python -I`) and with limits it sets on itself before it looks at a byte: a file of
300 kB can unpack to hundreds of megabytes. It imports nothing of the suite.
Exit status: 0 read, 3 no readable workbook, 4 too large; anything else: it was stopped by a limit.
"""

from __future__ import annotations

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

TAK_TERBACA, TERLALU_BESAR = 3, 4


def sel(nilai: object) -> object:
    if isinstance(nilai, bool) or nilai is None:
        return nilai
    if isinstance(nilai, int | float | str):
        return nilai
    if isinstance(nilai, datetime.date | datetime.time):
        return nilai.isoformat()
    return str(nilai)


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORI, MEMORI))
    resource.setrlimit(resource.RLIMIT_CPU, (DETIK, DETIK))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        buku = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        lembar = buku.get_sheet_by_index(0)
    except (CalamineError, OSError, ValueError):
        return TAK_TERBACA
    if lembar.total_height > BARIS or lembar.total_width > KOLOM:
        return TERLALU_BESAR
    baris, huruf = [], 0
    for satu in lembar.to_python(skip_empty_area=False):
        isi = [sel(nilai) for nilai in satu]
        huruf += sum(len(nilai) for nilai in isi if isinstance(nilai, str))
        if huruf > HURUF:
            return TERLALU_BESAR
        baris.append(isi)
    json.dump(baris, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
