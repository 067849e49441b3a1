"""The word index of each store over `indeks_cari`. Used by the migrations.

SQLite: FTS5 with external content (3.40 cannot delete from a contentless one), kept in step by triggers. PostgreSQL:
a tsvector column that `search` fills with the very words (config `simple`: the Indonesian stemmer would part pegawai
from kepegawaian), under GIN. Column names of the index are those of the table.
"""

from __future__ import annotations

KOLOM = "judul, tambahan, teks, kunci"
BARU = "NEW.id, NEW.judul, NEW.tambahan, NEW.teks, NEW.kunci"
LAMA = "OLD.id, OLD.judul, OLD.tambahan, OLD.teks, OLD.kunci"

_TAMBAH = f"INSERT INTO cari_fts (rowid, {KOLOM}) VALUES ({BARU})"  # noqa: S608
_BUANG = f"INSERT INTO cari_fts (cari_fts, rowid, {KOLOM}) VALUES ('delete', {LAMA})"  # noqa: S608


DDL_SQLITE: list[str] = [
    f"CREATE VIRTUAL TABLE cari_fts USING fts5({KOLOM}, content='indeks_cari', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', detail=column, prefix='2 3 4')",
    f"CREATE TRIGGER indeks_cari_tambah AFTER INSERT ON indeks_cari BEGIN {_TAMBAH}; END",
    f"CREATE TRIGGER indeks_cari_hapus AFTER DELETE ON indeks_cari BEGIN {_BUANG}; END",
    f"CREATE TRIGGER indeks_cari_ubah AFTER UPDATE ON indeks_cari BEGIN {_BUANG}; {_TAMBAH}; END",
]
DDL_POSTGRESQL: list[str] = [
    "ALTER TABLE indeks_cari ADD COLUMN kata tsvector",
    # The words stay in the row (walking the newest reads them), the long text moves out first.
    "ALTER TABLE indeks_cari ALTER COLUMN kata SET STORAGE MAIN",
    "CREATE INDEX ix_indeks_cari_kata ON indeks_cari USING gin (kata) WITH (gin_pending_list_limit = 256)",
]
DDL_SQLITE_HAPUS: list[str] = [
    *(f"DROP TRIGGER IF EXISTS indeks_cari_{t}" for t in ("tambah", "hapus", "ubah")),
    "DROP TABLE IF EXISTS cari_fts",
]
DDL_POSTGRESQL_HAPUS: list[str] = [
    "DROP INDEX IF EXISTS ix_indeks_cari_kata",
    "ALTER TABLE indeks_cari DROP COLUMN IF EXISTS kata",
]
