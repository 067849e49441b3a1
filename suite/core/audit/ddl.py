"""What makes the audit append-only in the database itself, on both stores. Used by the migrations.

SQLite's `INSERT OR REPLACE` removes the old row without firing its DELETE trigger: an INSERT that meets an existing
key is refused before it begins. PostgreSQL needs TRUNCATE named. The database's owner can drop all of this: then the
seals (see `seal`) tell.
"""

from __future__ import annotations

KUNCI = {
    "audit_event": [("id",), ("rantai", "urut")],
    "audit_seal": [("id",), ("sidik",)],
    "audit_seal_item": [("id",), ("event_id",)],
    "log_baca": [("id",)],
}
"""The append-only tables, and every key by which a REPLACE could reach an old row."""


def _sqlite() -> list[str]:
    hasil = []
    for tabel, kunci in KUNCI.items():
        pesan = f"SELECT RAISE(ABORT, '{tabel}: catatan ini hanya dapat ditambah')"
        sama = " OR ".join(
            f"EXISTS (SELECT 1 FROM {tabel} WHERE {' AND '.join(f'{k} = NEW.{k}' for k in kolom)})"  # noqa: S608
            for kolom in kunci
        )
        hasil += [
            f"CREATE TRIGGER {tabel}_tolak_ubah BEFORE UPDATE ON {tabel} BEGIN {pesan}; END",
            f"CREATE TRIGGER {tabel}_tolak_hapus BEFORE DELETE ON {tabel} BEGIN {pesan}; END",
            f"CREATE TRIGGER {tabel}_tolak_ganti BEFORE INSERT ON {tabel} WHEN {sama} BEGIN {pesan}; END",
        ]
    return hasil


def _postgresql() -> list[str]:
    fungsi = (
        "CREATE FUNCTION audit_tolak() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '%: catatan ini hanya dapat ditambah', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; "
        "END $$"
    )
    return [
        fungsi,
        *(
            f"CREATE TRIGGER {t}_tolak BEFORE UPDATE OR DELETE OR TRUNCATE ON {t} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_tolak()"
            for t in KUNCI
        ),
    ]


DDL_SQLITE: list[str] = _sqlite()
DDL_POSTGRESQL: list[str] = _postgresql()
DDL_SQLITE_HAPUS: list[str] = [
    f"DROP TRIGGER IF EXISTS {t}_{apa}" for t in KUNCI for apa in ("tolak_ubah", "tolak_hapus", "tolak_ganti")
]
DDL_POSTGRESQL_HAPUS: list[str] = [
    *(f"DROP TRIGGER IF EXISTS {t}_tolak ON {t}" for t in KUNCI),
    "DROP FUNCTION IF EXISTS audit_tolak()",
]
"""Taken off on downgrade, and by tests that play the owner of the database."""
