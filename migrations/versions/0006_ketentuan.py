"""Proposed changes of parameters, with the stamps from which they are known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "usulan_ketentuan",
        sa.Column("nama", sa.String(length=120), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("sumber", sa.String(length=400), nullable=False),
        sa.Column("tautan", sa.String(length=400), nullable=False),
        sa.Column("alasan", sa.String(length=1000), nullable=False),
        sa.Column("surut", sa.Boolean(), nullable=False),
        sa.Column(
            "nilai",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "nilai_lama",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("pengusul_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sah_urut", sa.Integer(), nullable=True),
        sa.Column("sah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cabut_urut", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("alur_versi", sa.Integer(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "cabut_urut IS NULL OR (sah_urut IS NOT NULL AND cabut_urut > sah_urut)",
            name=op.f("ck_usulan_ketentuan_urut"),
        ),
        sa.CheckConstraint("selesai IS NULL OR selesai > mulai", name=op.f("ck_usulan_ketentuan_masa")),
        sa.ForeignKeyConstraint(["pengusul_id"], ["pegawai.id"], name=op.f("fk_usulan_ketentuan_pengusul_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usulan_ketentuan")),
        sa.UniqueConstraint("cabut_urut", name=op.f("uq_usulan_ketentuan_cabut_urut")),
        sa.UniqueConstraint("sah_urut", name=op.f("uq_usulan_ketentuan_sah_urut")),
    )
    with op.batch_alter_table("usulan_ketentuan", schema=None) as batch_op:
        batch_op.create_index("ix_usulan_ketentuan_nama", ["nama", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("usulan_ketentuan", schema=None) as batch_op:
        batch_op.drop_index("ix_usulan_ketentuan_nama")

    op.drop_table("usulan_ketentuan")
