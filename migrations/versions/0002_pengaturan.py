"""Settings that the city changes while the suite runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pengaturan",
        sa.Column("kunci", sa.String(length=80), nullable=False),
        sa.Column(
            "nilai",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pengaturan")),
        sa.UniqueConstraint("kunci", name=op.f("uq_pengaturan_kunci")),
    )


def downgrade() -> None:
    op.drop_table("pengaturan")
