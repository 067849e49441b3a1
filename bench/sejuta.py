"""Lists, search and backup over a million letters: the questions of `daftar` and `pencarian`, on a store ten times as large.

The million is made by copying rows inside the store, which still takes minutes; it is measured only when asked for:
`SUITE_BENCH_SEJUTA=ya make bench`.
"""

from __future__ import annotations

import gzip
import os
import sys
import time
from pathlib import Path
from typing import Any

from psycopg import sql
from sqlalchemy import text

from bench import daftar, pencarian
from bench.alat import TOKO, baris, basis, persentil
from suite.core import db
from suite.core.config import Config
from suite.core.pulih.cadangan import cadangkan
from suite.core.pulih.tabel import potret, susunan
from tests.harness.stores import Basis

DASAR, KALI = 100_000, 10
REACH_CADANGAN = 5.0
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
    with basis(toko) as satu:
        pelaku = pencarian.isi(toko, dasar)
        _gandakan(toko, dasar, kali)
        for nama, actor in pelaku.items():
            kami, batas = pencarian._bandingkan(toko, actor, nama == "auditor")
            p95 = persentil(kami, 95)
            judul = f"search over {dasar * kali:,} letters, {nama} ({toko})"
            hasil.append(baris(judul, p95, persentil(batas, 95), reach="p95 <= 10 ms", ok=p95 <= 10))
        hasil.append(_cadangan(toko, satu, dasar * kali))
    return hasil


def _cadangan(toko: str, satu: Basis, banyak: int) -> dict[str, Any]:
    """Backup with its sums, hashes and proof, beside reading every row of every table into gzip by the bare driver."""
    config = Config(env="test", var=satu.var, database_url=satu.url, secret_key="kunci-bench-" * 4)
    tujuan = satu.var / "bench.cadangan"
    mulai = time.perf_counter()
    dicadangkan = cadangkan(config, tujuan)
    lama = time.perf_counter() - mulai
    mulai = time.perf_counter()
    polos = _salin_polos(toko, satu.var / "polos.gz")
    batas = time.perf_counter() - mulai
    assert dicadangkan.baris == polos, (dicadangkan, polos)
    nama = f"backup of {banyak:,} letters in the index ({toko})"
    return baris(nama, lama, batas, reach=f"<= {REACH_CADANGAN:g}x", ok=lama <= REACH_CADANGAN * batas, unit="s")


def _salin_polos(toko: str, tujuan: Path) -> int:
    """Every row as the driver gives it, compressed as the backup compresses; returns how many."""
    n = 0
    with gzip.open(tujuan, "wb", compresslevel=1) as keluar, potret() as koneksi:
        mentah: Any = koneksi.connection.driver_connection
        for t in susunan(koneksi):
            if toko == "postgresql":
                with mentah.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(t.nama))) as salin:
                    for bagian in salin:
                        keluar.write(bagian)
                        n += bytes(bagian).count(b"\n")
            else:
                for kolom in mentah.execute(f'SELECT * FROM "{t.nama}"'):
                    keluar.write(repr(kolom).encode())
                    n += 1
    return n


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
