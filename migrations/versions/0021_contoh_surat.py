"""Letters that people keep to begin others from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "contoh_surat",
        sa.Column("pegawai_id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=True),
        sa.Column("jenis", sa.String(40), nullable=False),
        sa.Column("nama", sa.String(100), nullable=False),
        sa.Column("isi", JSON, nullable=False),
        sa.Column("disimpan_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_contoh_surat_pegawai_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit_kerja.id"], name=op.f("fk_contoh_surat_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contoh_surat")),
        sa.UniqueConstraint("pegawai_id", "nama", name="uq_contoh_surat_nama"),
    )
    op.create_index("ix_contoh_surat_unit_id", "contoh_surat", ["unit_id"])


def downgrade() -> None:
    op.drop_table("contoh_surat")
