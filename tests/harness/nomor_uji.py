"""Takes numbers from one register in several threads, failing one in ten: `python -m tests.harness.nomor_uji N THREADS`."""

from __future__ import annotations

import random
import sys
import threading

from suite.app import siapkan_dasar
from suite.core import clock, db, numbering
from suite.core.config import Config


class Gagal(Exception):
    """The attempt fails after its number was taken."""


def ambil_banyak(benih: int, banyak: int) -> None:
    acak = random.Random(benih)
    dapat = 0
    while dapat < banyak:
        try:
            with db.transaksi():
                reg = numbering.register("uji:nomor", "Register uji", "{nomor}")
                tahun, urut = numbering.ambil(reg, clock.now())
                numbering.catat(reg, tahun, urut, f"800/{urut}", "uji", benih * 100_000 + dapat)
                if acak.random() < 0.1:
                    raise Gagal
            dapat += 1
        except Gagal:
            continue


def main() -> None:
    siapkan_dasar(Config.dari_lingkungan())
    banyak, benang = int(sys.argv[1]), int(sys.argv[2])
    dasar = int(sys.argv[3]) * 100
    semua = [threading.Thread(target=ambil_banyak, args=(dasar + n, banyak)) for n in range(benang)]
    for b in semua:
        b.start()
    for b in semua:
        b.join()


if __name__ == "__main__":
    main()
