"""Accounts: the outbox of e-mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WAKTU = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "surat_elektronik",
        sa.Column("kepada", sa.String(length=200), nullable=False),
        sa.Column("perihal", sa.String(length=250), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("jenis", sa.String(length=60), nullable=False),
        sa.Column("kunci", sa.String(length=160), nullable=True),
        sa.Column("pegawai_id", BIG, nullable=True),
        sa.Column("sidik", sa.String(length=40), nullable=False),
        sa.Column("keadaan", sa.String(length=10), nullable=False),
        sa.Column("percobaan", sa.Integer(), nullable=False),
        sa.Column("setelah", WAKTU, nullable=False),
        sa.Column("galat", sa.String(length=500), nullable=False),
        sa.Column("dibuat_pada", WAKTU, nullable=False),
        sa.Column("selesai_pada", WAKTU, nullable=True),
        sa.Column("id", BIG, nullable=False),
        sa.CheckConstraint("keadaan IN ('antre', 'terkirim', 'gagal')", name=op.f("ck_surat_elektronik_keadaan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surat_elektronik")),
        sa.UniqueConstraint("kunci", name=op.f("uq_surat_elektronik_kunci")),
    )
    antre = sa.text("keadaan = 'antre'")
    op.create_index(
        "ix_surat_elektronik_antre", "surat_elektronik", ["setelah", "id"], sqlite_where=antre, postgresql_where=antre
    )
    op.create_index("ix_surat_elektronik_pegawai_id", "surat_elektronik", ["pegawai_id", "id"])
    op.create_index("ix_surat_elektronik_selesai", "surat_elektronik", ["keadaan", "selesai_pada"])


def downgrade() -> None:
    op.drop_table("surat_elektronik")
