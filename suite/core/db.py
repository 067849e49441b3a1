"""The database layer: one session, one transaction a request, the same promises on SQLite and PostgreSQL.

A transaction is opened and closed in one place (`transaksi`, used by requests, commands and job steps); services add
to `session` and never commit. Read-only work (`baca=True`, every GET) cannot write: the database itself refuses, and
on SQLite it does not wait for writers.
"""

from __future__ import annotations

import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Engine,
    Integer,
    MetaData,
    String,
    create_engine,
    event,
    or_,
)
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, scoped_session, sessionmaker
from sqlalchemy.types import JSON, TypeDecorator

_read_only: ContextVar[bool] = ContextVar("read_only", default=False)
_scope: ContextVar[object | None] = ContextVar("session_scope", default=None)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

BigId = BigInteger().with_variant(Integer, "sqlite")
"""64-bit identifier; on SQLite plain INTEGER, which alone counts by itself."""


def untuk_pola(kata: str) -> str:
    """A word for a LIKE pattern that is escaped by a backslash: `_` is an underscore, `%` and backslashes are left out."""
    return kata.replace("\\", "").replace("%", "").replace("_", "\\_")


def memuat(kata: str, *kolom: Any) -> ColumnElement[bool]:
    """SQL condition: one of the columns holds the word, capitals aside."""
    return or_(*(k.ilike(f"%{untuk_pola(kata)}%", escape="\\") for k in kolom))


class UTCDateTime(TypeDecorator[datetime]):
    """An instant. Goes in aware, comes out aware in UTC; a naive value is a bug and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JSONData(TypeDecorator[Any]):
    """Structured data as JSON text on SQLite and jsonb on PostgreSQL. Assign a new value; changes inside are not seen."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        if dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import JSONB

            return dialect.type_descriptor(JSONB(none_as_null=True))
        return dialect.type_descriptor(JSON(none_as_null=True))


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UTCDateTime(), dict: JSONData(), list: JSONData()}

    id: Mapped[int] = mapped_column(BigId, primary_key=True)


def teks(panjang: int) -> String:
    return String(panjang)


_factory: sessionmaker[Session] = sessionmaker(expire_on_commit=False, autoflush=True)


def _lingkup() -> object:
    lingkup = _scope.get()
    if lingkup is None:
        raise RuntimeError("no transaction is open: a session outside `transaksi` would never be closed")
    return lingkup


session: scoped_session[Session] = scoped_session(_factory, scopefunc=_lingkup)
"""The session of the running transaction. Outside `transaksi` there is none: using it is a bug and fails at once."""


def buat_engine(url: str, **kw: Any) -> Engine:
    """An engine with the hooks that make both stores keep the same promises.

    SQLite: WAL is set at migration, here `synchronous=FULL`, foreign keys, busy timeout, explicit BEGIN: IMMEDIATE
    for writers (the default mode lost updates silently), DEFERRED and query_only for readers.
    """
    opsi: dict[str, Any] = {"pool_pre_ping": not url.startswith("sqlite"), "json_serializer": _json}
    if url.startswith("sqlite"):
        berkas = url.removeprefix("sqlite:///")
        if berkas and berkas != ":memory:":
            Path(berkas).parent.mkdir(parents=True, exist_ok=True)
        opsi["connect_args"] = {"timeout": 30, "check_same_thread": False}
    engine = create_engine(url, **(opsi | kw))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_connect)
        event.listen(engine, "begin", _sqlite_begin)
    else:
        event.listen(engine, "begin", _postgresql_begin)
    return engine


def _json(nilai: Any) -> str:
    return json.dumps(nilai, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sqlite_connect(dbapi: Any, _record: Any) -> None:
    dbapi.isolation_level = None
    cur = dbapi.cursor()
    cur.execute("PRAGMA foreign_keys=ON")
    cur.execute("PRAGMA synchronous=FULL")
    cur.execute("PRAGMA busy_timeout=30000")
    cur.execute("PRAGMA cache_size=-65536")
    cur.close()


def _sqlite_begin(conn: Connection) -> None:
    if _read_only.get():
        conn.exec_driver_sql("PRAGMA query_only=ON")
        conn.exec_driver_sql("BEGIN DEFERRED")
    else:
        conn.exec_driver_sql("PRAGMA query_only=OFF")
        _giliran_menulis(conn)


TUNGGU_MENULIS = 30.0
"""Seconds that a writer waits for its turn on SQLite."""


def _giliran_menulis(conn: Connection) -> None:
    """BEGIN IMMEDIATE, asked for every few milliseconds, the more often the longer one waits.

    SQLite's own waiting sleeps ever longer, so that who came first loses against who comes last: of 16 busy writers
    some starved for more than 30 s, and the store lay idle meanwhile.
    """
    cur = conn.connection.cursor()
    cur.execute("PRAGMA busy_timeout=0")
    mulai = time.monotonic()
    try:
        while (lama := time.monotonic() - mulai) < TUNGGU_MENULIS:
            try:
                cur.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as galat:
                if "locked" not in str(galat):
                    raise
            time.sleep(random.uniform(0.0005, 0.0025) if lama < 2 else 0.0005)  # noqa: S311
        conn.exec_driver_sql("BEGIN IMMEDIATE")  # the last try: its refusal is SQLAlchemy's to raise
    finally:
        cur.execute("PRAGMA busy_timeout=30000")
        cur.close()


def _postgresql_begin(conn: Connection) -> None:
    if _read_only.get():
        conn.exec_driver_sql("SET TRANSACTION READ ONLY")


def ikat(engine: Engine) -> None:
    """Bind the session to an engine (once a process, again in tests)."""
    _factory.configure(bind=engine)


def engine() -> Engine:
    bind = _factory.kw.get("bind")
    if bind is None:
        raise RuntimeError("no database is bound; create the app or call db.ikat first")
    return bind


def adalah_sqlite() -> bool:
    return engine().dialect.name == "sqlite"


@contextmanager
def transaksi(*, baca: bool = False) -> Iterator[Session]:
    """One transaction: begins with the first statement, commits at the end, rolls back when anything is raised.

    Nesting is refused: two transactions inside one act could half-happen.
    """
    if _scope.get() is not None:
        raise RuntimeError("a transaction is already open here")
    t1, t2 = _scope.set(object()), _read_only.set(baca)
    try:
        try:
            yield session()
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            setelah = session.info.pop("setelah", [])
            session.remove()
    finally:
        _scope.reset(t1)
        _read_only.reset(t2)
    for kerjakan in setelah:
        kerjakan()


def setelah_selesai(kerjakan: Callable[[], None]) -> None:
    """Run `kerjakan` once the running transaction is over: for what a reader must leave behind (a reading log)."""
    session.info.setdefault("setelah", []).append(kerjakan)


def sedang_transaksi() -> bool:
    return _scope.get() is not None


def bagi_transaksi() -> None:
    """End the running transaction for good and go on in a new one.

    Only where something slow must not be done with a lock held, and what came before stands by itself: the two steps of
    a signature (bind, sign outside, publish), and the count of an upload before the file is examined. Rows must be
    locked and read again afterwards. What waits for the end (`setelah_selesai`) goes on waiting: it opens a transaction
    of its own, and this one is not over.
    """
    session.commit()
