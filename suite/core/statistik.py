"""How long things took: seconds between two instants, and the middle and the worst of them, counted by the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Float, Select, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from suite.core.db import session


class detik(FunctionElement[float]):  # noqa: N801  (reads as an SQL function)
    """Seconds from the first instant to the second, on both stores: `detik(Task.dibuka_pada, Task.ditutup_pada)`."""

    type = Float()
    inherit_cache = True


@compiles(detik, "sqlite")
def _detik_sqlite(unsur: Any, penyusun: Any, **kw: Any) -> str:
    awal, akhir = (penyusun.process(x, **kw) for x in unsur.clauses)
    return f"((julianday({akhir}) - julianday({awal})) * 86400.0)"


@compiles(detik, "postgresql")
def _detik_postgresql(unsur: Any, penyusun: Any, **kw: Any) -> str:
    awal, akhir = (penyusun.process(x, **kw) for x in unsur.clauses)
    return f"CAST(EXTRACT(EPOCH FROM ({akhir} - {awal})) AS double precision)"


@dataclass(frozen=True)
class Ringkas:
    """`n` measurements: their median and their greatest, in the unit measured."""

    n: int
    tengah: float
    terburuk: float


def ringkas(q: Select[Any, float] | CompoundSelect[Any, float]) -> dict[Any, Ringkas]:
    """What `q` measured, by group: `q` gives rows (group, value), and one row a group comes back from the store.

    The median of an even number of values is the mean of the two in the middle.
    """
    ukur = q.subquery()
    kelompok, nilai = ukur.c[0], ukur.c[1]
    urut = select(
        kelompok.label("kelompok"),
        nilai.label("nilai"),
        func.row_number().over(partition_by=kelompok, order_by=nilai).label("ke"),
        func.count().over(partition_by=kelompok).label("n"),
    ).subquery()
    di_tengah = func.avg(urut.c.nilai).filter((urut.c.ke * 2).between(urut.c.n, urut.c.n + 2))
    hasil = select(urut.c.kelompok, func.max(urut.c.n), di_tengah, func.max(urut.c.nilai)).group_by(urut.c.kelompok)
    return {k: Ringkas(*x) for k, *x in session.execute(hasil)}
