"""Indexes behind the boards of letters: open disposisi by deadline, and tasks by who finished them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0015"
branch_labels = None
depends_on = None

TERBUKA = sa.text("selesai_pada IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_disposisi_terbuka", "disposisi", ["tenggat"], sqlite_where=TERBUKA, postgresql_where=TERBUKA
    )  # fmt: skip
    op.create_index("ix_task_penutup", "task", ["ditutup_oleh", "ditutup_pada"])


def downgrade() -> None:
    op.drop_index("ix_task_penutup", table_name="task")
    op.drop_index("ix_disposisi_terbuka", table_name="disposisi")
