"""Money in the database: a 64-bit whole number of sen."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from suite.core.uang import Uang

SEN_TERBESAR = 2**63 - 1


class Rupiah(TypeDecorator[Uang]):
    """A column of `Uang`, stored as sen. Refuses anything that is not money, and what 64 bits cannot hold."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Uang | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if not isinstance(value, Uang):
            raise TypeError(f"a money column takes Uang, not {type(value).__name__}")
        if abs(value.sen) > SEN_TERBESAR:
            raise OverflowError("the amount does not fit a money column")
        return value.sen

    def process_result_value(self, value: int | None, dialect: Dialect) -> Uang | None:
        return None if value is None else Uang(int(value))
