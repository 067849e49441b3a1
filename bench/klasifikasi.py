"""Import of the whole archive classification with validation, beside a plain bulk insert of the same rows."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Engine, Table, delete, insert, select

from suite.core import db
from suite.core.actor import SISTEM
from suite.core.aturan import muat_semua
from suite.core.clock import now
from suite.core.daftar_kode import services
from suite.core.daftar_kode.models import DaftarKode, EntriKode, VersiDaftar
from suite.naskah_dinas.rules.klasifikasi import BERKAS_KLASIFIKASI

REACH = 5.0
ULANG = 7


def ukur(engine: Engine | None = None) -> list[dict[str, Any]]:
    """One row: milliseconds of `impor` (read, validate, compare, insert, audit, commit) and of the bare insert.

    Runs on `engine` (with all tables, its code lists are emptied), by default on a new SQLite file. Both sides write
    the same 2,986 rows with the same constraints, alternately; medians are compared, equal content is asserted.
    """
    muat_semua()
    if engine is not None:
        return [_ukur(engine)]
    with tempfile.TemporaryDirectory() as folder:
        sementara = db.buat_engine(f"sqlite:///{folder}/bench.db")
        with sementara.connect() as koneksi:
            koneksi.connection.driver_connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[union-attr]
        db.Base.metadata.create_all(sementara)
        try:
            return [_ukur(sementara)]
        finally:
            sementara.dispose()


def _ukur(engine: Engine) -> dict[str, Any]:
    db.ikat(engine)
    isi = Path(BERKAS_KLASIFIKASI).read_bytes()
    tabel = cast("Table", EntriKode.__table__)
    kolom = [k for k in tabel.c if k.name not in ("id", "versi_id")]

    def impor() -> None:
        with db.transaksi():
            services.impor(SISTEM, "klasifikasi", isi)

    def baca() -> list[tuple[Any, ...]]:
        with db.transaksi(baca=True):
            return [tuple(b) for b in db.session.execute(select(*kolom).order_by(tabel.c.urutan))]

    def kosongkan() -> None:
        with db.transaksi():
            for t in (EntriKode, VersiDaftar, DaftarKode):
                db.session.execute(delete(t))

    kosongkan()
    impor()
    harapan = baca()
    assert len(harapan) == 2986, len(harapan)
    siap = [dict(zip((k.name for k in kolom), b, strict=True)) for b in harapan]

    def polos() -> None:
        with db.transaksi():
            daftar = DaftarKode(nama="klasifikasi", judul="bench")
            db.session.add(daftar)
            db.session.flush()
            versi = VersiDaftar(
                daftar_id=daftar.id, regulasi="", sumber="", mulai=services.jenis_daftar("klasifikasi").mulai,
                sidik="", banyak=len(siap), diimpor_pada=now(),
            )  # fmt: skip
            db.session.add(versi)
            db.session.flush()
            db.session.execute(insert(tabel), [b | {"versi_id": versi.id} for b in siap])

    waktu: dict[Callable[[], None], list[float]] = {impor: [], polos: []}
    for _ in range(ULANG):
        for kerja, hasil in waktu.items():
            kosongkan()
            awal = time.perf_counter()
            kerja()
            hasil.append((time.perf_counter() - awal) * 1000)
            assert baca() == harapan
    kosongkan()
    nilai, batas = (statistics.median(waktu[k]) for k in (impor, polos))
    return {
        "name": "classification import",
        "value": round(nilai, 1),
        "unit": "ms",
        "limit": round(batas, 1),
        "ratio": round(nilai / batas, 2),
        "reach": REACH,
        "ok": nilai / batas <= REACH,
    }


if __name__ == "__main__":
    print(ukur())
