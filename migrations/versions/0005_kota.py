"""A new city: imports of units, posts and people, activation codes; people without NIP."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NOMOR = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DATA = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
SAAT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "impor",
        sa.Column("jenis", sa.String(length=30), nullable=False),
        sa.Column("nama", sa.String(length=200), nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("keadaan", sa.String(length=12), nullable=False),
        sa.Column("hitung", DATA, nullable=False),
        sa.Column("hasil", DATA, nullable=True),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("account_id", NOMOR, nullable=True),
        sa.Column("dibuat_pada", SAAT, nullable=False),
        sa.Column("selesai_pada", SAAT, nullable=True),
        sa.Column("id", NOMOR, nullable=False),
        sa.CheckConstraint("keadaan IN ('diperiksa', 'antre', 'selesai', 'dibuang')", name=op.f("ck_impor_keadaan")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_impor_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impor")),
    )
    op.create_index("ix_impor_jenis", "impor", ["jenis", "id"])
    op.create_table(
        "gelombang_aktivasi",
        sa.Column("judul", sa.String(length=200), nullable=False),
        sa.Column("cara", sa.String(length=10), nullable=False),
        sa.Column("pilihan", DATA, nullable=False),
        sa.Column("berlaku_sampai", SAAT, nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("dibuat_oleh", NOMOR, nullable=True),
        sa.Column("dibuat_pada", SAAT, nullable=False),
        sa.Column("id", NOMOR, nullable=False),
        sa.CheckConstraint("cara IN ('cetak', 'surel')", name=op.f("ck_gelombang_aktivasi_cara")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["account.id"], name=op.f("fk_gelombang_aktivasi_dibuat_oleh")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gelombang_aktivasi")),
    )
    op.create_table(
        "lembar_aktivasi",
        sa.Column("gelombang_id", NOMOR, nullable=False),
        sa.Column("opd_id", NOMOR, nullable=True),
        sa.Column("judul", sa.String(length=200), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("isi", sa.LargeBinary(), nullable=True),
        sa.Column("dibuat_pada", SAAT, nullable=False),
        sa.Column("dihapus_pada", SAAT, nullable=True),
        sa.Column("id", NOMOR, nullable=False),
        sa.ForeignKeyConstraint(
            ["gelombang_id"], ["gelombang_aktivasi.id"], name=op.f("fk_lembar_aktivasi_gelombang_id")
        ),
        sa.ForeignKeyConstraint(["opd_id"], ["unit_kerja.id"], name=op.f("fk_lembar_aktivasi_opd_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lembar_aktivasi")),
    )
    op.create_index("ix_lembar_aktivasi_gelombang_id", "lembar_aktivasi", ["gelombang_id"])
    op.create_table(
        "kode_aktivasi",
        sa.Column("account_id", NOMOR, nullable=False),
        sa.Column("gelombang_id", NOMOR, nullable=True),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("dibuat_pada", SAAT, nullable=False),
        sa.Column("berlaku_sampai", SAAT, nullable=False),
        sa.Column("dipakai_pada", SAAT, nullable=True),
        sa.Column("dibatalkan_pada", SAAT, nullable=True),
        sa.Column("id", NOMOR, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_kode_aktivasi_account_id")),
        sa.ForeignKeyConstraint(
            ["gelombang_id"], ["gelombang_aktivasi.id"], name=op.f("fk_kode_aktivasi_gelombang_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kode_aktivasi")),
        sa.UniqueConstraint("sidik", name=op.f("uq_kode_aktivasi_sidik")),
    )
    op.create_index("ix_kode_aktivasi_account_id", "kode_aktivasi", ["account_id"])
    _nip(boleh_kosong=True)
    # Who is no civil servant carried a placeholder, because the column wanted a value.
    op.execute("UPDATE pegawai SET nip = NULL WHERE nip LIKE 'NON-ASN-%'")


def downgrade() -> None:
    op.execute("UPDATE pegawai SET nip = 'NON-ASN-' || CAST(id AS VARCHAR(10)) WHERE nip IS NULL")
    _nip(boleh_kosong=False)
    for tabel in ("kode_aktivasi", "lembar_aktivasi", "gelombang_aktivasi", "impor"):
        op.drop_table(tabel)


def _nip(*, boleh_kosong: bool) -> None:
    """Batch on SQLite: `pegawai` bears no trigger and no expression index, so the copy loses nothing (the triggers of
    `penugasan`, which refers to it, stay with their own table)."""
    with op.batch_alter_table("pegawai") as pegawai:
        pegawai.alter_column("nip", existing_type=sa.String(length=18), nullable=boleh_kosong)
