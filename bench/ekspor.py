"""A list of 100,000 letters as a sheet: time beside the bare query written by the csv module, and the memory it takes.

The export runs as the worker does it, in a process of its own, so that its peak is its own. The bare limit reads the same
columns with one statement and a server-side cursor.
"""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bench import daftar as bench_daftar
from bench.alat import TOKO, baris, basis, di_proses_lain, kerjakan_job
from suite.core import db
from suite.core.daftar import ekspor
from suite.core.daftar.ekspor import folder_ekspor
from suite.core.db import session
from suite.core.identity.models import Account
from suite.core.identity.queries import susun_actor
from suite.naskah_dinas.daftar import SURAT_KELUAR
from tests.harness.stores import Basis, ikat

BANYAK = 100_000
BATAS_MB = 64
"""Megabytes that a long export may add to the process: a thousand rows, and what the writers hold."""
REACH = 25.0
POLOS = (
    "SELECT s.hal, (SELECT t.teks FROM surat_tujuan t WHERE t.surat_id = s.id ORDER BY t.urut LIMIT 1), p.nama, s.sifat, "
    "s.nomor, s.tanggal, s.status FROM surat_keluar s JOIN pegawai p ON p.id = s.konseptor_id ORDER BY s.id DESC"
)


def ukur(banyak: int = BANYAK) -> list[dict[str, Any]]:
    """Rows for both stores: seconds for XLSX and CSV beside the bare csv, and the megabytes that the job adds."""
    hasil = []
    for toko in TOKO:
        with basis(toko) as satu:
            bench_daftar._isi(bench_daftar._app(satu))
            bench_daftar._tambah(bench_daftar.BANYAK[0])
            bench_daftar._tambah(banyak)
            polos = _polos(satu)
            for format in ("xlsx", "csv"):
                lama, tambah = _jalankan(satu, format, banyak)
                nama = f"export of {banyak:,} rows, {format} ({toko})"
                hasil.append(baris(nama, lama, polos, reach=f"<= {REACH:g} s", ok=lama <= REACH, unit="s"))
                hasil.append(
                    baris(f"{nama}, memory added", tambah, BATAS_MB, reach=f"<= {BATAS_MB} MB", ok=tambah <= BATAS_MB, unit="MB")
                )  # fmt: skip
    return hasil


def _polos(satu: Basis) -> float:
    mulai = time.perf_counter()
    jalur = satu.var / "polos.csv"
    with (
        satu.engine.connect().execution_options(yield_per=1000) as k,
        open(jalur, "w", newline="", encoding="utf-8") as f,
    ):
        tulis = csv.writer(f, delimiter=";")
        for b in k.execute(text(POLOS)):
            tulis.writerow(b)
    return time.perf_counter() - mulai


def _jalankan(satu: Basis, format: str, banyak: int) -> tuple[float, float]:
    """(seconds, megabytes added at the peak) of the job, in a process of its own."""
    isi = di_proses_lain(satu, _kerja, format)
    assert isi["n"] == banyak, isi
    return isi["detik"], isi["mb"]


def _kerja(toko: str, url: str, var: str, keluar: str, format: str) -> None:
    satu = ikat(toko, url, Path(var))
    app = bench_daftar._app(satu)
    with app.test_request_context(), db.transaksi():
        akun = session.query(Account).order_by(Account.id.desc()).first()
        assert akun is not None
        k = SURAT_KELUAR.baca(susun_actor(akun), {"tampilan": "semua"})
        job_id = ekspor.minta(k, SURAT_KELUAR, format).id
    with db.transaksi(baca=True):
        SURAT_KELUAR.ambil(k, None, 10)  # warm: statements compiled, modules loaded
    isi = kerjakan_job(app, job_id)
    for berkas in folder_ekspor(Path(var)).iterdir():
        berkas.unlink()
    Path(keluar).write_text(json.dumps(isi))


if __name__ == "__main__":
    for b in ukur():
        print(b)
