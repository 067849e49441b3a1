"""How a migration runs on either store: one transaction, one migrator at a time, proof of foreign keys at the end.

`suite.cli.database` hands over the connection (`config.attributes["connection"]`); plain `alembic` commands make one
from the environment. Traps on SQLite: WAL is set here, once (several processes setting it on a new file failed);
foreign keys are off while tables are rebuilt (batch mode would cascade into the children); batch mode drops triggers
and expression indexes, so a migration that rebuilds a guarded table puts them on again.
"""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.types import TypeDecorator

from suite.app import muat_model
from suite.cli.database import buka
from suite.core.config import Config
from suite.core.db import Base, JSONData

DIBUAT_TANGAN = {("indeks_cari", "kata"), ("indeks_cari", "ix_indeks_cari_kata")}
"""Parts of one store that no model describes (see `suite.core.search.ddl`)."""


def nama_ikut(nama: str | None, jenis: str, induk: Any) -> bool:
    """Compare only what models describe: not the index tables of FTS5, not what DDL lists make by hand."""
    if jenis == "table":
        return not (nama or "").startswith(("cari_fts", "sqlite_"))
    return (induk.get("table_name"), nama) not in DIBUAT_TANGAN


def tulis_jenis(jenis: str, objek: Any, konteks: Any) -> str | bool:
    """Column types as plain SQLAlchemy: a frozen migration must not follow a class that changes."""
    if jenis != "type":
        return False
    if isinstance(objek, JSONData):
        konteks.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")'
    if isinstance(objek, TypeDecorator):
        return f"sa.{objek.impl_instance!r}"
    return False


def jalankan(koneksi: Connection) -> None:
    context.configure(
        connection=koneksi,
        target_metadata=Base.metadata,
        render_as_batch=koneksi.dialect.name == "sqlite",
        transactional_ddl=True,
        include_name=nama_ikut,
        render_item=tulis_jenis,
        user_module_prefix=None,
        compare_type=True,
    )
    with context.begin_transaction():
        if koneksi.dialect.name == "postgresql":
            koneksi.execute(text("SELECT pg_advisory_xact_lock(7300)"))  # one migrator at a time
        context.run_migrations()
        if koneksi.dialect.name == "sqlite" and (putus := koneksi.exec_driver_sql("PRAGMA foreign_key_check").all()):
            raise RuntimeError(f"the migration breaks foreign keys: {[tuple(p) for p in putus[:5]]}")


if context.is_offline_mode():
    raise RuntimeError("migrations run against a database: `suite db upgrade`")
if (koneksi_pemanggil := context.config.attributes.get("connection")) is not None:
    jalankan(koneksi_pemanggil)
else:
    muat_model()  # only a comparison needs the models: it comes this way, or loads them itself
    with buka(Config.dari_lingkungan().database_url) as koneksi_sendiri:
        jalankan(koneksi_sendiri)
