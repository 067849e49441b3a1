"""Indexes behind the orders of lists: letters by date and deadline, berkas by title and code, people by name, Plh. by first day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None

BUKAN_DEFINITIF = sa.text("jenis != 'definitif'")
INDEKS = (
    ("ix_surat_keluar_tanggal", "surat_keluar", [sa.text("coalesce(tanggal, 'infinity')"), "id"]),
    ("ix_surat_masuk_tanggal", "surat_masuk", ["tanggal", "id"]),
    ("ix_surat_masuk_tenggat", "surat_masuk", [sa.text("coalesce(tenggat, 'infinity')"), "id"]),
    ("ix_berkas_urut_judul", "berkas", ["judul", "id"]),
    ("ix_berkas_klasifikasi", "berkas", ["klasifikasi", "id"]),
    ("ix_pegawai_nama", "pegawai", ["nama", "id"]),
)


def upgrade() -> None:
    for nama, tabel, kolom in INDEKS:
        op.create_index(nama, tabel, kolom)
    op.create_index(
        "ix_penugasan_pengganti", "penugasan", ["mulai", "id"], sqlite_where=BUKAN_DEFINITIF,
        postgresql_where=BUKAN_DEFINITIF,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("ix_penugasan_pengganti", table_name="penugasan")
    for nama, tabel, _ in reversed(INDEKS):
        op.drop_index(nama, table_name=tabel)
