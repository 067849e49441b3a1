"""What measurements share: a real database of each store, percentiles, the row of the result table."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

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
