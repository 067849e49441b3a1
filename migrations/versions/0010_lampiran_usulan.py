"""A proposal of a parameter or of a code list may carry the text of the regulation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NOMOR = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABEL = ("usulan_ketentuan", "usulan_daftar")


def upgrade() -> None:
    for tabel in TABEL:
        with op.batch_alter_table(tabel) as batch_op:
            batch_op.add_column(sa.Column("naskah_id", NOMOR, nullable=True))
            batch_op.create_foreign_key(op.f(f"fk_{tabel}_naskah_id"), "stored_file", ["naskah_id"], ["id"])


def downgrade() -> None:
    for tabel in TABEL:
        with op.batch_alter_table(tabel) as batch_op:
            batch_op.drop_constraint(op.f(f"fk_{tabel}_naskah_id"), type_="foreignkey")
            batch_op.drop_column("naskah_id")
