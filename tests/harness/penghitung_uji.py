"""The suite as a process of its own that answers rules: `python -m tests.harness.penghitung_uji`.

Each line on standard input is {"topik", "masukan", "pada", "versi"}, each line out what `ketentuan.services.hitung` says:
{"hasil", "versi"}. It lives through all questions, as a web process does.
"""

from __future__ import annotations

import json
import sys
from datetime import date

from suite.app import siapkan_dasar
from suite.core import db
from suite.core.config import Config
from suite.core.ketentuan import services


def main() -> None:
    siapkan_dasar(Config.dari_lingkungan())
    print("siap", flush=True)
    for baris in sys.stdin:
        tanya = json.loads(baris)
        with db.transaksi(baca=True):
            h = services.hitung(tanya["topik"], tanya["masukan"], date.fromisoformat(tanya["pada"]), tanya["versi"])
        print(json.dumps({"hasil": h.hasil, "versi": h.versi}), flush=True)


if __name__ == "__main__":
    main()
