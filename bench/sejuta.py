"""Lists and search over a million letters: the questions of `daftar` and `pencarian`, on a store ten times as large.

The million is made by copying rows inside the store, which still takes minutes; it is measured only when asked for:
`SUITE_BENCH_SEJUTA=ya make bench`.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from sqlalchemy import text

from bench import daftar, pencarian
from bench.alat import TOKO, baris, basis, persentil
from suite.core import db

DASAR, KALI = 100_000, 10
JARAK = 1 << 50
"""Between the copies of an index row: its number carries the minute in the upper bits."""


def ukur(dasar: int = DASAR, kali: int = KALI) -> list[dict[str, Any]]:
    """Rows for both stores; [] unless `SUITE_BENCH_SEJUTA` is set."""
    if not os.environ.get("SUITE_BENCH_SEJUTA"):
        print("sejuta: left out, takes minutes; SUITE_BENCH_SEJUTA=ya measures it", file=sys.stderr)
        return []
    return [b for toko in TOKO for b in (*_daftar(toko, dasar, kali), *_pencarian(toko, dasar, kali))]


def _daftar(toko: str, dasar: int, kali: int) -> list[dict[str, Any]]:
    hasil = []
    with basis(toko) as satu:
        app = daftar._app(satu)
        klien = daftar._isi(app)
        for n in (daftar.BANYAK[0], dasar * kali):
            daftar._tambah(n)
        for alamat in ("surat-keluar", "surat-masuk"):
            penuh, polos = daftar._ukur(klien, app.test_client(), satu, alamat)
            nama = f"list page {alamat}, {dasar * kali:,} rows ({toko})"
            hasil.append(baris(nama, penuh, polos, reach=f"<= {daftar.REACH:g}x", ok=penuh <= daftar.REACH * polos))
    return hasil


def _pencarian(toko: str, dasar: int, kali: int) -> list[dict[str, Any]]:
    hasil = []
    with basis(toko):
        pelaku = pencarian.isi(toko, dasar)
        _gandakan(toko, dasar, kali)
        for nama, actor in pelaku.items():
            kami, batas = pencarian._bandingkan(toko, actor, nama == "auditor")
            p95 = persentil(kami, 95)
            judul = f"search over {dasar * kali:,} letters, {nama} ({toko})"
            hasil.append(baris(judul, p95, persentil(batas, 95), reach="p95 <= 10 ms", ok=p95 <= 10))
    return hasil


def _gandakan(toko: str, dasar: int, kali: int) -> None:
    """Copy index rows and access keys `kali` - 1 times; the word index is built once, over all of them."""
    kolom = "judul, tambahan, teks, kunci, waktu" + (", kata" if toko == "postgresql" else "")
    with db.engine().connect().execution_options(isolation_level="AUTOCOMMIT") as k:
        if toko == "postgresql":
            k.exec_driver_sql("DROP INDEX ix_indeks_cari_kata")
        else:
            pemicu = k.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type='trigger' AND tbl_name='indeks_cari'")
            semua = [sql for (sql,) in pemicu]
            for nama in ("tambah", "hapus", "ubah"):
                k.exec_driver_sql(f"DROP TRIGGER indeks_cari_{nama}")
        for n in range(1, kali):
            geser = {"id": n * JARAK, "objek": n * dasar, "dasar": dasar}
            k.execute(
                text(
                    f"INSERT INTO indeks_cari (id, jenis, objek_id, {kolom}) SELECT id + :id, jenis, objek_id + :objek, "
                    f"{kolom} FROM indeks_cari WHERE objek_id <= :dasar"
                ),
                geser,
            )
            k.execute(
                text(
                    "INSERT INTO akses_dokumen (kunci, jenis, objek_id) SELECT kunci, jenis, objek_id + :objek "
                    "FROM akses_dokumen WHERE objek_id <= :dasar"
                ),
                geser,
            )
        if toko == "postgresql":
            k.exec_driver_sql("CREATE INDEX ix_indeks_cari_kata ON indeks_cari USING gin (kata)")
            k.exec_driver_sql("VACUUM ANALYZE indeks_cari")
            k.exec_driver_sql("ANALYZE akses_dokumen")
        else:
            k.exec_driver_sql("INSERT INTO cari_fts (cari_fts) VALUES ('rebuild')")
            for sql in semua:
                k.exec_driver_sql(sql)
            k.exec_driver_sql("ANALYZE")


if __name__ == "__main__":
    for satu in ukur():
        print(satu)
