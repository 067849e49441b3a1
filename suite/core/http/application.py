"""The Flask application: one request = one transaction, opened and closed here and nowhere else."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, g, request
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.routing import IntegerConverter, Map

from suite.core import db
from suite.core.errors import Konflik, LayananTerganggu
from suite.core.pulih.mode import menolak

HANYA_BACA = frozenset({"GET", "HEAD", "OPTIONS"})


class _Batalkan(Exception):
    """Carries an answer that refuses (>= 400) out of the transaction, so that nothing of it stays."""

    def __init__(self, response: Response):
        self.response = response


def simpan_juga() -> None:
    """Commit although the answer refuses: a failed login must be counted."""
    g.simpan_juga = True


class Bilangan(IntegerConverter):
    """`<int:id>` of addresses: what no key can be (beyond 64 bits) is not found, instead of an error of the store."""

    regex = r"\d{1,19}"

    def __init__(self, map: Map, fixed_digits: int = 0, min: int | None = None, max: int | None = None):  # noqa: A002
        super().__init__(map, fixed_digits, min, 2**63 - 1 if max is None else max)


class Suite(Flask):
    """GET, HEAD and OPTIONS run in a read-only transaction: the database itself refuses a change of business state."""

    def __init__(self, *a: Any, **kw: Any):
        super().__init__(*a, **kw)
        self.url_map.converters["int"] = Bilangan

    def full_dispatch_request(self) -> Response:
        if request.endpoint in _TANPA_BASIS_DATA:
            return super().full_dispatch_request()
        from suite.core.api import masuk  # stands upon this module

        try:
            if masuk.operasi_api():
                masuk.hitung()
            # In read-only mode a refused post writes nothing and waits for no writer.
            with db.transaksi(baca=request.method in HANYA_BACA or menolak() is not None):
                response = super().full_dispatch_request()
                if response.status_code >= 400 and not g.get("simpan_juga"):
                    raise _Batalkan(response)
            return response
        except _Batalkan as batal:
            return batal.response
        except (IntegrityError, StaleDataError):
            return self._jawab(Konflik("Orang lain menyimpan hal yang sama lebih dahulu. Muat ulang, lalu periksa."))
        except DataError as galat:  # flushed by the commit itself: as if the view had met it
            return self._jawab(galat)
        except OperationalError as galat:
            if terputus(galat):
                return self._jawab(galat)
            if not sibuk(galat):
                raise
            return self._jawab(LayananTerganggu("Basis data sedang sibuk. Isian Anda aman; coba lagi sebentar lagi."))

    def _jawab(self, galat: Exception) -> Response:
        with db.transaksi(baca=True):
            return self.finalize_request(self.handle_user_exception(galat))


_TANPA_BASIS_DATA = frozenset({"static", "sehat.healthz"})


def terputus(galat: DBAPIError) -> bool:
    """The database is not there: it does not answer, is starting, or went away (a crash, a restart)."""
    kode = getattr(galat.orig, "sqlstate", None)
    if kode is not None:
        return kode.startswith(("08", "57P"))
    return galat.connection_invalidated or type(galat.orig).__module__.startswith("psycopg")


def sibuk(galat: DBAPIError) -> bool:
    """The store could not give a lock in time (SQLite busy, PostgreSQL deadlock or serialisation)."""
    kode = getattr(galat.orig, "sqlstate", None)
    return kode in {"40001", "40P01", "55P03"} or "locked" in str(galat.orig)
