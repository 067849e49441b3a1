"""Letters that are signed now and delivered at a chosen time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TERJADWAL = sa.text("status = 'terbit' AND kirim_pada IS NOT NULL")


def upgrade() -> None:
    op.add_column("surat_keluar", sa.Column("kirim_pada", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_surat_keluar_kirim_pada", "surat_keluar", ["kirim_pada"], sqlite_where=TERJADWAL, postgresql_where=TERJADWAL
    )


def downgrade() -> None:
    op.drop_index("ix_surat_keluar_kirim_pada", table_name="surat_keluar")
    op.drop_column("surat_keluar", "kirim_pada")
