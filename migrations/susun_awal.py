"""Write the first migration from the models: `python migrations/susun_awal.py`.

Until the first release the tables may change freely and revision 0001 is written anew; afterwards it is frozen and
every change is a revision of its own (`alembic revision --autogenerate`). The file it writes is self-contained: plain
`op` calls and the text of the guards, never an import of a module that lives on.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

from alembic.autogenerate import api
from alembic.migration import MigrationContext
from sqlalchemy.types import TypeDecorator

from suite.app import muat_model
from suite.core.db import Base, JSONData, buat_engine

DDL = ("suite.core.audit.ddl", "suite.core.identity.ddl", "suite.core.search.ddl")
"""Modules with lists `DDL_SQLITE`, `DDL_POSTGRESQL` and the same with `_HAPUS`: what no model can say."""

STORE = ("sqlite", "postgresql")

TUJUAN = Path(__file__).parent / "versions" / "0001_awal.py"


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


def main() -> None:
    muat_model()
    with buat_engine("sqlite://").connect() as koneksi:
        opsi = {"target_metadata": Base.metadata, "render_item": tulis_jenis, "user_module_prefix": None}
        konteks = MigrationContext.configure(koneksi, opts=opsi)
        pelaku = api.AutogenContext(konteks, Base.metadata, opts=konteks.opts)
        langkah = api.produce_migrations(konteks, Base.metadata)
        assert langkah.upgrade_ops is not None and langkah.downgrade_ops is not None
        naik = api.render_python_code(
            langkah.upgrade_ops, migration_context=konteks, imports=sorted(pelaku.imports), render_item=tulis_jenis
        )
        turun = api.render_python_code(
            langkah.downgrade_ops, migration_context=konteks, imports=[], render_item=tulis_jenis
        )
    modul = [importlib.import_module(m) for m in DDL]
    pasang = {d: [s for m in modul for s in getattr(m, f"DDL_{d.upper()}")] for d in STORE}
    lepas = {d: [s for m in reversed(modul) for s in getattr(m, f"DDL_{d.upper()}_HAPUS")] for d in STORE}
    TUJUAN.parent.mkdir(exist_ok=True)
    TUJUAN.write_text(
        '"""The first tables, with the guards that models cannot say. Written by migrations/susun_awal.py."""\n\n'
        "from __future__ import annotations\n\nimport sqlalchemy as sa\nfrom alembic import op\n"
        "from sqlalchemy.dialects import postgresql\n\n"
        'revision = "0001"\ndown_revision = None\nbranch_labels = None\ndepends_on = None\n\n'
        f"PASANG: dict[str, list[str]] = {pasang!r}\nLEPAS: dict[str, list[str]] = {lepas!r}\n\n\n"
        f"def upgrade() -> None:\n    {naik}\n"
        "    for pernyataan in PASANG[op.get_bind().dialect.name]:\n        op.execute(sa.text(_aman(pernyataan)))\n\n\n"
        "def downgrade() -> None:\n"
        "    for pernyataan in LEPAS[op.get_bind().dialect.name]:\n        op.execute(sa.text(_aman(pernyataan)))\n"
        f"    {turun}\n\n\n"
        "def _aman(pernyataan: str) -> str:\n"
        '    """The statement as `text` takes it: a colon in it is no parameter."""\n'
        '    return pernyataan.replace(":", "\\\\:")\n',
        encoding="utf-8",
    )
    ruff = [sys.executable, "-m", "ruff"]
    subprocess.run([*ruff, "format", "-q", str(TUJUAN)], check=True)
    subprocess.run([*ruff, "check", "-q", "--fix-only", str(TUJUAN)], check=True)
    print(f"{TUJUAN.name}: {len(Base.metadata.tables)} tables")


if __name__ == "__main__":
    main()
