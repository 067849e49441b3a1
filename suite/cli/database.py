"""`suite db upgrade|downgrade|check`, and the functions behind them (the demo, the server and the tests use them)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool

from suite.cli.lingkungan import konfigurasi
from suite.core import db

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


@contextmanager
def buka(url: str) -> Iterator[Connection]:
    """A connection fit for changing tables, of its own (never the app's pool): see migrations/env.py for the traps."""
    engine = db.buat_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as koneksi:
            if engine.dialect.name == "sqlite":
                # Outside any transaction: inside one SQLite ignores both.
                mentah = koneksi.connection.dbapi_connection
                mentah.execute("PRAGMA journal_mode=WAL")  # type: ignore[union-attr]
                mentah.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
            yield koneksi
    finally:
        engine.dispose()


def alembic_config(koneksi: Connection | None = None) -> AlembicConfig:
    """Alembic told where our revisions are, and on which connection to run them."""
    isi = AlembicConfig()
    isi.set_main_option("script_location", str(FOLDER))
    isi.attributes["connection"] = koneksi
    return isi


def naik(url: str, ke: str = "head") -> None:
    """Bring the database of this URL to a revision (the newest by default)."""
    with buka(url) as koneksi:
        command.upgrade(alembic_config(koneksi), ke)


def turun(url: str, ke: str) -> None:
    """Take the database back to a revision; `base` empties it."""
    with buka(url) as koneksi:
        command.downgrade(alembic_config(koneksi), ke)


def versi_kini(url: str) -> str | None:
    """The revision that the database stands at; None: never migrated."""
    with buka(url) as koneksi:
        return MigrationContext.configure(koneksi).get_current_revision()


def versi_terbaru() -> str | None:
    """The newest revision that the program brings."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def tertunda(url: str) -> bool:
    """The database is not at the newest revision."""
    return versi_kini(url) != versi_terbaru()


def beda_dengan_model(url: str) -> list[str]:
    """What the models say and the migrated database does not (empty: in step)."""
    from suite.app import muat_model

    muat_model()
    with buka(url) as koneksi:
        hasil: list[str] = []

        def bandingkan(_rev: object, konteks: MigrationContext) -> list[object]:
            hasil.extend(str(b) for b in compare_metadata(konteks, db.Base.metadata))
            return []

        from alembic.runtime.environment import EnvironmentContext

        isi = alembic_config(koneksi)
        with EnvironmentContext(isi, ScriptDirectory.from_config(isi), fn=bandingkan, dont_mutate=True):
            ScriptDirectory.from_config(isi).run_env()
        return hasil


@click.group()
def database() -> None:
    """Make, change and check the tables."""


@database.command()
@click.argument("ke", default="head")
def upgrade(ke: str) -> None:
    """Bring the database to the newest revision (or to KE)."""
    url = konfigurasi().database_url
    naik(url, ke)
    click.echo(f"basis data pada revisi {versi_kini(url)}")


@database.command()
@click.argument("ke")
def downgrade(ke: str) -> None:
    """Take the database back to revision KE (`base`: remove every table and all data)."""
    url = konfigurasi().database_url
    turun(url, ke)
    click.echo(f"basis data pada revisi {versi_kini(url) or 'kosong'}")


@database.command()
def check() -> None:
    """Exit 1 when a migration is pending or the models differ from the tables."""
    url = konfigurasi().database_url
    kini, baru = versi_kini(url), versi_terbaru()
    if kini != baru:
        click.echo(
            f"migrasi tertunda: basis data pada {kini or 'kosong'}, program pada {baru}. Jalankan: suite db upgrade"
        )
        sys.exit(1)
    beda = beda_dengan_model(url)
    for b in beda:
        click.echo(f"berbeda dengan model: {b}")
    if beda:
        sys.exit(1)
    click.echo(f"basis data sesuai (revisi {kini})")
