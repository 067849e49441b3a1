"""Kinds of letters that the city makes or changes, from a day on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NOMOR = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DATA = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "jenis_naskah_kota",
        sa.Column("kode", sa.String(length=40), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("isi", DATA, nullable=False),
        sa.Column("dihentikan", sa.Boolean(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", NOMOR, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jenis_naskah_kota")),
        sa.UniqueConstraint("kode", "mulai", name="uq_jenis_naskah_kota_mulai"),
        sa.UniqueConstraint("urut", name=op.f("uq_jenis_naskah_kota_urut")),
    )


def downgrade() -> None:
    op.drop_table("jenis_naskah_kota")
