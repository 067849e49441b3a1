"""Changes that others propose to a draft."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0023"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TERBUKA = sa.text("putusan = 'terbuka'")


def upgrade() -> None:
    op.create_table(
        "saran_isi",
        sa.Column("surat_id", ID, nullable=False),
        sa.Column("pegawai_id", ID, nullable=False),
        sa.Column("sebutan", sa.String(300), nullable=False),
        sa.Column("alasan", sa.String(1000), nullable=False),
        sa.Column("lama", sa.Text(), nullable=False),
        sa.Column("baru", sa.Text(), nullable=False),
        sa.Column("sebelum", sa.Text(), nullable=False),
        sa.Column("di", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("putusan", sa.String(10), nullable=False),
        sa.Column("jawaban", sa.String(1000), nullable=False),
        sa.Column("diputus_oleh_id", ID, nullable=True),
        sa.Column("diputus_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", ID, nullable=False),
        sa.CheckConstraint(
            "putusan IN ('terbuka', 'diterima', 'ditolak', 'ditarik')", name=op.f("ck_saran_isi_putusan")
        ),
        sa.ForeignKeyConstraint(
            ["surat_id"], ["surat_keluar.id"], name=op.f("fk_saran_isi_surat_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_saran_isi_pegawai_id")),
        sa.ForeignKeyConstraint(["diputus_oleh_id"], ["pegawai.id"], name=op.f("fk_saran_isi_diputus_oleh_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saran_isi")),
    )
    op.create_index("ix_saran_isi_surat_id", "saran_isi", ["surat_id", "id"])
    op.create_index("ix_saran_isi_terbuka", "saran_isi", ["surat_id"], postgresql_where=TERBUKA, sqlite_where=TERBUKA)


def downgrade() -> None:
    op.drop_table("saran_isi")
