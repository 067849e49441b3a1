"""Taking an official number: register, counter and book entry, beside the bare raising of one counter row."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import text

from bench.alat import TOKO, baris, basis, milidetik, persentil
from suite.core import clock, db, numbering

BANYAK = 300


def ukur(banyak: int = BANYAK) -> list[dict[str, Any]]:
    return [_ukur(toko, banyak) for toko in TOKO]


def _ukur(toko: str, banyak: int) -> dict[str, Any]:
    with basis(toko):
        with db.transaksi() as s:
            numbering.register("bench:kami", "Register", "800/{nomor}")
            polos = numbering.register("bench:polos", "Register polos", "800/{nomor}")
            s.add(numbering.Penghitung(register_id=polos.id, tahun=2026, terakhir=0))
            polos_id = polos.id
        kami: list[float] = []
        batas: list[float] = []
        for n in range(banyak):  # by turns: what slows the machine down slows both
            kami.append(milidetik(lambda n=n: _kami(n)))
            batas.append(milidetik(lambda: _polos(polos_id)))
        with db.transaksi(baca=True) as s:
            angka = list(s.scalars(text("SELECT terakhir FROM penghitung ORDER BY terakhir")))
            buku = s.scalar(text("SELECT count(*) FROM nomor_terpakai"))
        assert angka == [banyak, banyak] and buku == banyak, "both must have counted the same"
        p99 = persentil(kami, 99)
        return baris(
            f"ambil dan catat nomor ({toko})",
            p99,
            persentil(batas, 99),
            reach="p99 <= 20 ms, tanpa celah",
            ok=p99 <= 20,
        )


def _kami(n: int) -> None:
    with db.transaksi():
        reg = numbering.register("bench:kami", "Register", "800/{nomor}")
        tahun, urut = numbering.ambil(reg, clock.now())
        numbering.catat(reg, tahun, urut, f"800/{urut}/{tahun}", "bench", n)


def _polos(register_id: int) -> None:
    with db.transaksi() as s:
        s.execute(text("UPDATE penghitung SET terakhir = terakhir + 1 WHERE register_id = :r"), {"r": register_id})


if __name__ == "__main__":
    mulai = time.time()
    for satu in ukur():
        print(satu)
    print(f"{time.time() - mulai:.1f} s")
