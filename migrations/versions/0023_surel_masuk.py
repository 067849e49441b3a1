"""Mail brought in as letters to be registered, and the files that came with a letter from outside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

NOMOR = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DATA = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "usulan_surel",
        sa.Column("account_id", NOMOR, nullable=False),
        sa.Column("keadaan", sa.String(length=10), nullable=False),
        sa.Column("sebab", sa.String(length=500), nullable=False),
        sa.Column("pengirim", sa.String(length=300), nullable=False),
        sa.Column("kepada", sa.String(length=500), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=True),
        sa.Column("hal", sa.String(length=400), nullable=False),
        sa.Column("pengenal", sa.String(length=250), nullable=False),
        sa.Column("teks", sa.Text(), nullable=False),
        sa.Column("catatan", DATA, nullable=False),
        sa.Column("lampiran", DATA, nullable=False),
        sa.Column("mentah_id", NOMOR, nullable=False),
        sa.Column("surat_masuk_id", NOMOR, nullable=True),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", NOMOR, nullable=False),
        sa.CheckConstraint(
            "keadaan IN ('terbuka', 'ditolak', 'tercatat', 'dibuang')", name=op.f("ck_usulan_surel_keadaan")
        ),
        sa.ForeignKeyConstraint(["mentah_id"], ["stored_file.id"], name=op.f("fk_usulan_surel_mentah_id_stored_file")),
        sa.ForeignKeyConstraint(
            ["surat_masuk_id"], ["surat_masuk.id"], name=op.f("fk_usulan_surel_surat_masuk_id_surat_masuk")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usulan_surel")),
    )
    op.create_index("ix_usulan_surel_account_id", "usulan_surel", ["account_id", "keadaan", "id"])
    op.create_table(
        "lampiran_masuk",
        sa.Column("surat_masuk_id", NOMOR, nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("judul", sa.String(length=200), nullable=False),
        sa.Column("file_id", NOMOR, nullable=False),
        sa.Column("id", NOMOR, nullable=False),
        sa.ForeignKeyConstraint(
            ["surat_masuk_id"], ["surat_masuk.id"], name=op.f("fk_lampiran_masuk_surat_masuk_id_surat_masuk")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_lampiran_masuk_file_id_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lampiran_masuk")),
        sa.UniqueConstraint("surat_masuk_id", "urut", name="uq_lampiran_masuk_urut"),
    )
    op.create_index("ix_lampiran_masuk_file_id", "lampiran_masuk", ["file_id"])


def downgrade() -> None:
    op.drop_table("lampiran_masuk")
    op.drop_table("usulan_surel")
