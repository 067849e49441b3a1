"""People whom a surat tugas sends away from the office."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "tugas_luar",
        sa.Column("id", ID, nullable=False),
        sa.Column("surat_id", ID, nullable=False),
        sa.Column("pegawai_id", ID, nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=False),
        sa.Column("tempat", sa.String(300), nullable=False),
        sa.CheckConstraint("mulai < selesai", name=op.f("ck_tugas_luar_masa")),
        sa.ForeignKeyConstraint(["surat_id"], ["surat_keluar.id"], name=op.f("fk_tugas_luar_surat_id")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_tugas_luar_pegawai_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tugas_luar")),
        sa.UniqueConstraint("surat_id", "pegawai_id", name="uq_tugas_luar_orang"),
    )
    op.create_index("ix_tugas_luar_pegawai_id", "tugas_luar", ["pegawai_id", "selesai"])
    op.create_index("ix_tugas_luar_mulai", "tugas_luar", ["mulai", "id"])


def downgrade() -> None:
    op.drop_table("tugas_luar")
