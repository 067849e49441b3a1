"""`make bench`: run every measurement of this folder, print a table, write var/bench.json.

A measurement is a module with `ukur() -> list[dict]`: rows {name, value, unit, limit, ratio, reach, ok}, where `limit` is
the bare cost of the same work in the same run. `python -m bench pencarian nomor` runs only those.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import time
from pathlib import Path
from typing import Any

import bench
from suite.core.http import logging

TUJUAN = Path("var/bench.json")
BUKAN_UKURAN = {"alat", "__main__"}


def main(dipilih: list[str]) -> int:
    logging.siapkan(json=False, tingkat=40)
    ada = sorted(m.name for m in pkgutil.iter_modules(bench.__path__) if m.name not in BUKAN_UKURAN)
    if asing := set(dipilih) - set(ada):
        print(f"unknown: {', '.join(sorted(asing))}; there are: {', '.join(ada)}", file=sys.stderr)
        return 2
    hasil: list[dict[str, Any]] = []
    for nama in dipilih or ada:
        modul = importlib.import_module(f"bench.{nama}")
        if not hasattr(modul, "ukur"):
            continue
        mulai = time.perf_counter()
        print(f"{nama} ...", file=sys.stderr, flush=True)
        hasil += modul.ukur()
        print(f"{nama}: {time.perf_counter() - mulai:.0f} s", file=sys.stderr, flush=True)
    TUJUAN.parent.mkdir(parents=True, exist_ok=True)
    TUJUAN.write_text(json.dumps(hasil, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    cetak(hasil)
    kurang = [b["name"] for b in hasil if not b["ok"]]
    print(f"\n{len(hasil)} rows in {TUJUAN}" + (f"; not reached: {', '.join(kurang)}" if kurang else "; all reached"))
    return 0


def cetak(hasil: list[dict[str, Any]]) -> None:
    kepala = ("name", "value", "limit", "ratio", "reach", "ok")
    sel = [
        (
            b["name"],
            f"{b['value']:g} {b['unit']}",
            "" if b["limit"] is None else f"{b['limit']:g} {b['unit']}",
            "" if b["ratio"] is None else f"{b['ratio']:g}x",
            str(b["reach"]),
            "yes" if b["ok"] else "NO",
        )
        for b in hasil
    ]
    lebar = [max(len(baris[i]) for baris in [kepala, *sel]) for i in range(len(kepala))]
    for baris in (kepala, tuple("-" * n for n in lebar), *sel):
        print(
            "  ".join(
                isi.ljust(n) if i in (0, 4) else isi.rjust(n)
                for i, (isi, n) in enumerate(zip(baris, lebar, strict=True))
            )
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
