"""What the database itself promises about assignments, for the migrations of both stores.

One post has at most one holder of each kind (definitif, Plt., Plh., Pj.) on any day, and one person at most one
definitif post. PostgreSQL: exclusion constraints over `daterange(mulai, selesai, '[)')`; SQLite: triggers on insert and
update. Both answer an overlap with an integrity error. They are no part of the models: Alembic would write the
exclusion for SQLite too.
"""

from __future__ import annotations

_LINTAS = "lain.mulai < COALESCE(NEW.selesai, '9999-12-31') AND NEW.mulai < COALESCE(lain.selesai, '9999-12-31')"


def _pemicu(nama: str, peristiwa: str, syarat: str, pesan: str) -> str:
    # Before an insert the new id is undefined, and no row there can be the new one itself.
    lintas = _LINTAS + (" AND lain.id <> NEW.id" if peristiwa == "UPDATE" else "")
    return f"""CREATE TRIGGER {nama} BEFORE {peristiwa} ON penugasan
WHEN EXISTS (
  SELECT 1 FROM penugasan AS lain WHERE {syarat}
    AND {lintas}
)
BEGIN SELECT RAISE(ABORT, '{pesan}'); END"""  # noqa: S608


_JABATAN = "lain.jabatan_id = NEW.jabatan_id AND lain.jenis = NEW.jenis"
_PEGAWAI = "NEW.jenis = 'definitif' AND lain.jenis = 'definitif' AND lain.pegawai_id = NEW.pegawai_id"

DDL_SQLITE: list[str] = [
    _pemicu("tr_penugasan_jabatan_i", "INSERT", _JABATAN, "penugasan_jabatan_tumpang_tindih"),
    _pemicu("tr_penugasan_jabatan_u", "UPDATE", _JABATAN, "penugasan_jabatan_tumpang_tindih"),
    _pemicu("tr_penugasan_pegawai_i", "INSERT", _PEGAWAI, "penugasan_pegawai_tumpang_tindih"),
    _pemicu("tr_penugasan_pegawai_u", "UPDATE", _PEGAWAI, "penugasan_pegawai_tumpang_tindih"),
]

DDL_POSTGRESQL: list[str] = [
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """ALTER TABLE penugasan ADD CONSTRAINT penugasan_jabatan_tumpang_tindih EXCLUDE USING gist
  (jabatan_id WITH =, jenis WITH =, daterange(mulai, selesai, '[)') WITH &&)""",
    """ALTER TABLE penugasan ADD CONSTRAINT penugasan_pegawai_tumpang_tindih EXCLUDE USING gist
  (pegawai_id WITH =, daterange(mulai, selesai, '[)') WITH &&) WHERE (jenis = 'definitif')""",
]

DDL_SQLITE_HAPUS: list[str] = [
    f"DROP TRIGGER IF EXISTS tr_penugasan_{apa}_{op}" for apa in ("jabatan", "pegawai") for op in ("i", "u")
]
DDL_POSTGRESQL_HAPUS: list[str] = [
    f"ALTER TABLE penugasan DROP CONSTRAINT IF EXISTS penugasan_{apa}_tumpang_tindih" for apa in ("jabatan", "pegawai")
]
