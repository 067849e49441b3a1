"""What measurements share: a real database of each store, percentiles, the row of the result table."""

from __future__ import annotations

import json
import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from suite.core import db
from suite.core.db import session
from suite.core.http.application import Suite
from suite.core.jobs import Job
from suite.core.jobs.worker import Pekerja
from tests.harness.stores import Basis, TokoPostgresql, TokoSqlite, ikat

TOKO = ("sqlite", "postgresql")


@contextmanager
def basis(toko: str) -> Iterator[Basis]:
    """A migrated, empty database of its own, bound to the suite, gone afterwards."""
    with TemporaryDirectory(prefix="suite-bench-") as folder:
        akar = Path(folder)
        akar.chmod(0o755)  # PostgreSQL runs as a user of its own when we are root
        sedia = TokoSqlite(akar / "sqlite") if toko == "sqlite" else TokoPostgresql(akar / "pg", "bench")
        url, buang = sedia.tersendiri()
        satu = ikat(toko, url, akar / "var")
        try:
            yield satu
        finally:
            satu.engine.dispose()
            buang()
            sedia.tutup()


def di_proses_lain(satu: Basis, kerja: Callable[..., None], *isi: Any) -> dict[str, Any]:
    """What `kerja(toko, url, var, keluar, *isi)` writes as JSON into the file `keluar`, in a fresh process of its own."""
    satu.engine.dispose()
    keluar = satu.var / "hasil.json"
    keluar.unlink(missing_ok=True)
    argumen = (satu.toko, satu.url, str(satu.var), str(keluar), *isi)
    proses = multiprocessing.get_context("spawn").Process(target=kerja, args=argumen)
    proses.start()
    proses.join()
    return json.loads(keluar.read_text())


def kerjakan_job(app: Suite, job_id: int) -> dict[str, Any]:
    """Run the waiting jobs in this process; of that one the rows it counted, seconds, and megabytes added at the peak."""
    pekerja = Pekerja(app, berkala=False)
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
    awal, mulai = memori("VmRSS"), time.perf_counter()
    pekerja.jalan(sekali=True)
    detik = time.perf_counter() - mulai
    with db.transaksi(baca=True):
        job = session.get_one(Job, job_id)
        assert job.keadaan == "selesai", job.galat
        return {"n": job.n, "detik": detik, "mb": memori("VmHWM") - awal}


def memori(nama: str) -> float:
    """Megabytes of this process: VmRSS held now, VmHWM the most held since the peak was last forgotten."""
    isi = Path("/proc/self/status").read_text()
    return int(isi.split(f"{nama}:")[1].split()[0]) / 1024


def milidetik(kerjakan: Callable[[], Any]) -> float:
    mulai = time.perf_counter()
    kerjakan()
    return (time.perf_counter() - mulai) * 1000


def persentil(nilai: list[float], p: float) -> float:
    """The nearest-rank percentile (0 < p <= 100)."""
    urut = sorted(nilai)
    return urut[max(0, -(-len(urut) * p // 100).__int__() - 1)]


def baris(
    name: str, value: float, limit: float, *, reach: str, ok: bool, unit: str = "ms", digit: int = 2
) -> dict[str, Any]:
    """One row of var/bench.json: our time, the bare limit of the same run, their ratio, what is to be reached."""
    rasio = round(value / limit, 2) if limit else None
    return {
        "name": name, "value": round(value, digit), "unit": unit, "limit": round(limit, digit), "ratio": rasio,
        "reach": reach, "ok": ok,
    }  # fmt: skip
