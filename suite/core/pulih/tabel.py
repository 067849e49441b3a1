"""A database as text that either store takes: the rows of each table as PostgreSQL's COPY text, in order of the key.

Read in one snapshot (SQLite: a reading transaction in WAL mode; PostgreSQL: REPEATABLE READ, READ ONLY), so that a backup
shows one instant however long it takes, and writers wait for nothing. No pg_dump: it cannot be assumed on the machine,
and a neutral text lets a city that outgrows SQLite restore its backup into PostgreSQL.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from psycopg import sql
from sqlalchemy import Connection, inspect

from suite.core import db
from suite.core.search.words import vektor

BAGIAN = 4 * 1024 * 1024
"""Bytes of rows in one member of the archive."""
BUKAN_DATA = {"alembic_version"}
DITURUNKAN = {("indeks_cari", "kata")}
"""Columns that one store computes from the others (see `core.search`)."""


@dataclass
class Tabel:
    """One table: columns as (name, kind), key columns, and what a copy must equal."""

    nama: str
    kolom: list[tuple[str, str]]
    kunci: list[str]
    baris: int = 0
    jumlah: dict[str, int] = field(default_factory=dict)
    """Exact sum of each integer column."""
    sidik: str = ""
    """SHA-256 of all its rows as text."""
    bagian: int = 0
    urutan: int = 0
    """Where PostgreSQL's sequence stood (0: none): an id that was given once is not given again."""

    def manifes(self) -> dict[str, Any]:
        return {
            "nama": self.nama, "kolom": self.kolom, "baris": self.baris, "jumlah": self.jumlah, "sidik": self.sidik,
            "bagian": self.bagian, "urutan": self.urutan,
        }  # fmt: skip


def jenis_kolom(jenis: Any) -> str:
    """The kind under which a column's values travel."""
    for kelas, nama in (
        (sa.Boolean, "bool"), (sa.Integer, "int"), (sa.DateTime, "instan"), (sa.Date, "tanggal"), (sa.JSON, "json"),
        (sa.String, "teks"),
    ):  # fmt: skip
        if isinstance(jenis, kelas):
            return nama
    if type(jenis).__name__ == "TSVECTOR":
        return "tsvector"
    raise TypeError(f"a column of type {jenis!r} cannot be backed up yet: teach core/pulih/tabel.py its text")


def susunan(koneksi: Connection) -> list[Tabel]:
    """The tables of this database with their columns, by name; not the shadow tables of the search index."""
    periksa = inspect(koneksi)
    hasil = []
    for nama in sorted(periksa.get_table_names()):
        if nama in BUKAN_DATA or nama.startswith(("cari_fts", "sqlite_")):
            continue
        kolom = [(k["name"], jenis_kolom(k["type"])) for k in periksa.get_columns(nama)]
        hasil.append(Tabel(nama, kolom, periksa.get_pk_constraint(nama)["constrained_columns"]))
    return hasil


@contextmanager
def potret() -> Iterator[Connection]:
    """A connection that sees one instant of the database until it is given back, and can write nothing.

    Raises `RuntimeError` while a migration runs.
    """
    with db.transaksi(baca=True) as sesi:
        if db.adalah_sqlite():
            koneksi = sesi.connection()
            koneksi.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()  # the snapshot begins with a read
        else:
            koneksi = sesi.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            for perintah in ("SET LOCAL TIME ZONE 'UTC'", "SET LOCAL datestyle TO 'ISO'"):
                koneksi.exec_driver_sql(perintah)
            if not koneksi.exec_driver_sql("SELECT pg_try_advisory_xact_lock_shared(7300)").scalar():
                raise RuntimeError("a migration is running")
        yield koneksi


def keluarkan(koneksi: Connection, tabel: Tabel) -> Iterator[bytes]:
    """The rows of a table in parts of about `BAGIAN` bytes, each ending with a whole line.

    Fills in what a copy must equal (counts, sums, hash); the numbers hold once the iteration is over.
    """
    sidik, sisa, sebanyak = hashlib.sha256(), bytearray(), 0
    for potong in _baris_sqlite(koneksi, tabel) if _sqlite(koneksi) else _baris_postgresql(koneksi, tabel):
        sisa += potong
        if len(sisa) >= BAGIAN:
            sidik.update(sisa)
            sebanyak += sisa.count(b"\n")
            tabel.bagian += 1
            yield bytes(sisa)
            sisa.clear()
    if sisa:
        sidik.update(sisa)
        sebanyak += sisa.count(b"\n")
        tabel.bagian += 1
        yield bytes(sisa)
    tabel.sidik = sidik.hexdigest()
    tabel.baris, tabel.jumlah = hitung(koneksi, tabel)
    if tabel.baris != sebanyak:
        raise RuntimeError(f"{tabel.nama}: {sebanyak} rows came out of {tabel.baris}")
    if not _sqlite(koneksi) and (urutan := _nama_urutan(koneksi, tabel)):
        q = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {urutan}"  # noqa: S608  (the catalogue's own name)
        tabel.urutan = int(koneksi.exec_driver_sql(q).scalar_one())


def hitung(koneksi: Connection, tabel: Tabel) -> tuple[int, dict[str, int]]:
    """Number of rows and exact sum of every integer column."""
    angka = [n for n, j in tabel.kolom if j == "int"]
    bagian = ["count(*)"]
    for n in angka:  # in halves: a sum of ids may leave 64 bits, and SQLite would fail
        bagian += [f'coalesce(sum("{n}" / 1048576), 0)', f'coalesce(sum("{n}" % 1048576), 0)']
    perintah = f'SELECT {", ".join(bagian)} FROM "{tabel.nama}"'  # noqa: S608  (names are the catalogue's own)
    baris = koneksi.exec_driver_sql(perintah.replace("%", _persen(koneksi))).one()
    jumlah = {n: int(baris[1 + 2 * i]) * 1048576 + int(baris[2 + 2 * i]) for i, n in enumerate(angka)}
    return int(baris[0]), jumlah


def _persen(koneksi: Connection) -> str:
    return "%" if _sqlite(koneksi) else "%%"


def _sqlite(koneksi: Connection) -> bool:
    return koneksi.dialect.name == "sqlite"


def _baris_postgresql(koneksi: Connection, tabel: Tabel) -> Iterator[bytes]:
    kolom = sql.SQL(", ").join(sql.Identifier(n) for n, _ in tabel.kolom)
    kunci = sql.SQL(", ").join(sql.Identifier(n) for n in tabel.kunci)
    perintah = sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(
        kolom, sql.Identifier(tabel.nama), kunci
    )
    kursor: Any = koneksi.connection.cursor()
    with kursor, kursor.copy(perintah) as salinan:
        for potong in salinan:
            yield bytes(potong)


_TEKS = "replace(replace(replace(replace({0}, '\\', '\\\\'), char(10), '\\n'), char(13), '\\r'), char(9), '\\t')"
_SQLITE = {
    "bool": "CASE {0} WHEN 1 THEN 't' WHEN 0 THEN 'f' END",
    "int": "{0}",
    "instan": "({0} || '+00')",
    "tanggal": "{0}",
    "json": _TEKS,
    "teks": _TEKS,
}


def _baris_sqlite(koneksi: Connection, tabel: Tabel) -> Iterator[bytes]:
    """SQLite itself builds the line: three times faster than a loop over columns in Python."""
    kolom = [f"coalesce({_SQLITE[j].format(_kutip(n))}, '\\N')" for n, j in tabel.kolom]
    kunci = ", ".join(_kutip(k) for k in tabel.kunci)
    perintah = f"SELECT {' || char(9) || '.join(kolom)} || char(10) FROM {_kutip(tabel.nama)} ORDER BY {kunci}"  # noqa: S608
    mentah = koneksi.connection.dbapi_connection
    assert mentah is not None
    kursor = mentah.execute(perintah)
    while baris := kursor.fetchmany(2000):
        yield "".join([b[0] for b in baris]).encode()


def _kutip(nama: str) -> str:
    return f'"{nama}"'


# Into a database ---------------------------------------------------------------------------------------------------


def sesuaikan(asal: list[dict[str, Any]], tujuan: list[Tabel]) -> dict[str, tuple[Tabel, list[tuple[str, str]]]]:
    """Table → (target, columns as they come in the backup). Raises `ValueError` when the two differ in more than what a
    store computes by itself."""
    ada = {t.nama: t for t in tujuan}
    if beda := set(ada) ^ {t["nama"] for t in asal}:
        raise ValueError(f"tables differ: {sorted(beda)}")
    hasil = {}
    for t in asal:
        datang = [(n, j) for n, j in t["kolom"]]
        lain = {n for n, _ in datang} ^ {n for n, _ in ada[t["nama"]].kolom}
        if salah := {n for n in lain if (t["nama"], n) not in DITURUNKAN}:
            raise ValueError(f"columns of {t['nama']} differ: {sorted(salah)}")
        hasil[t["nama"]] = (ada[t["nama"]], datang)
    return hasil


class Pemasuk:
    """Takes rows into an empty, migrated database in the caller's transaction; both stores."""

    def __init__(self, koneksi: Connection):
        self._koneksi = koneksi
        self._bangun: list[str] = []

    def mulai(self) -> None:
        """PostgreSQL: foreign keys and plain indexes off, so that the order of tables is free and loading quick."""
        if _sqlite(self._koneksi):
            return
        asing = (
            "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
        )
        indeks = (
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
            "JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = current_schema()::regnamespace "
            "AND NOT indisunique AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)"
        )
        kunci_asing = list(self._koneksi.exec_driver_sql(asing))
        for nama, buat in self._koneksi.exec_driver_sql(indeks).all():
            self._koneksi.exec_driver_sql(f"DROP INDEX {nama}")
            self._bangun.append(buat)
        for tabel, nama, isi in kunci_asing:
            self._koneksi.exec_driver_sql(f"ALTER TABLE {tabel} DROP CONSTRAINT {nama}")
            self._bangun.append(f"ALTER TABLE {tabel} ADD CONSTRAINT {nama} {isi}")

    def kosongkan(self, tabel: Tabel) -> None:
        """Away with what a migration itself put in."""
        if self._koneksi.exec_driver_sql(f"SELECT 1 FROM {_kutip(tabel.nama)} LIMIT 1").first():  # noqa: S608
            self._koneksi.exec_driver_sql(f"DELETE FROM {_kutip(tabel.nama)}")  # noqa: S608

    def masukkan(self, tabel: Tabel, datang: list[tuple[str, str]], isi: bytes) -> None:
        """One part: whole lines of COPY text with the columns `datang`."""
        ada = {n for n, _ in tabel.kolom}
        if _sqlite(self._koneksi):
            pakai = [n for n, _ in datang if n in ada]
            tanda = ", ".join("?" * len(pakai))
            perintah = f"INSERT INTO {_kutip(tabel.nama)} ({', '.join(map(_kutip, pakai))}) VALUES ({tanda})"  # noqa: S608
            mentah = self._koneksi.connection.dbapi_connection
            assert mentah is not None
            mentah.executemany(perintah, _nilai(isi, datang, ada))
            return
        kolom = [n for n, _ in datang]
        if tabel.nama == "indeks_cari" and "kata" in ada and "kata" not in kolom:
            kolom, isi = [*kolom, "kata"], _dengan_kata(isi, datang)
        nama = sql.SQL(", ").join(map(sql.Identifier, kolom))
        kursor: Any = self._koneksi.connection.cursor()
        with (
            kursor,
            kursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(tabel.nama), nama)) as salinan,
        ):
            salinan.write(isi)

    def selesai(self, tabel: Iterable[tuple[Tabel, int]]) -> None:
        """Foreign keys and indexes back (and proven), sequences beyond the highest id. `tabel`: with its old sequence."""
        if _sqlite(self._koneksi):
            if putus := self._koneksi.exec_driver_sql("PRAGMA foreign_key_check").all():
                raise ValueError(f"foreign keys are broken: {[tuple(p) for p in putus[:3]]}")
            return
        for perintah in self._bangun:
            self._koneksi.exec_driver_sql(perintah)
        for t, urutan in tabel:
            nama = _nama_urutan(self._koneksi, t)
            if nama is None:
                continue
            tertinggi = self._koneksi.exec_driver_sql(f'SELECT coalesce(max(id), 0) FROM "{t.nama}"').scalar_one()  # noqa: S608
            ke = max(urutan, int(tertinggi))
            # indeks_cari chooses its ids itself: far beyond any sequence, and never asked of it.
            self._koneksi.execute(
                sa.text("SELECT setval(CAST(:n AS regclass), :v, :s)"), {"n": nama, "v": max(ke, 1), "s": ke > 0}
            )


def _nama_urutan(koneksi: Connection, tabel: Tabel) -> str | None:
    if tabel.kunci != ["id"]:
        return None
    return koneksi.execute(sa.text("SELECT pg_get_serial_sequence(:t, 'id')"), {"t": _kutip(tabel.nama)}).scalar()


_LOLOS = re.compile(r"\\(.)")
_ASAL = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}


def _lepas(teks: str) -> str:
    return _LOLOS.sub(lambda c: _ASAL.get(c[1], c[1]), teks) if "\\" in teks else teks


def _instan(teks: str) -> str:
    """As SQLAlchemy writes an instant into SQLite: naive UTC, six digits."""
    teks = teks.removesuffix("+00")
    depan, _, pecahan = teks.partition(".")
    return f"{depan}.{pecahan:0<6}"


_MASUK: dict[str, Any] = {
    "bool": lambda t: t == "t", "int": int, "instan": _instan, "tanggal": str, "json": _lepas, "teks": _lepas,
}  # fmt: skip


def _nilai(isi: bytes, datang: list[tuple[str, str]], ada: set[str]) -> Iterator[list[Any]]:
    ubah = [(i, _MASUK[j]) for i, (n, j) in enumerate(datang) if n in ada]
    for baris in isi.decode().split("\n")[:-1]:
        sel = baris.split("\t")
        yield [None if (t := sel[i]) == "\\N" else f(t) for i, f in ubah]


def _dengan_kata(isi: bytes, datang: list[tuple[str, str]]) -> bytes:
    """Lines of `indeks_cari` with the words that PostgreSQL searches."""
    tempat = {n: i for i, (n, _) in enumerate(datang)}
    hasil = []
    for baris in isi.decode().split("\n")[:-1]:
        sel = baris.split("\t")
        kata = vektor(*(_lepas(sel[tempat[n]]) for n in ("judul", "tambahan", "teks", "kunci")))
        hasil.append(f"{baris}\t" + kata.replace("\\", "\\\\") + "\n")
    return "".join(hasil).encode()
