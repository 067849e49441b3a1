"""What people keep of lists (saved views, columns) and say at documents (comments)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _id(nama: str = "id", *, kosong: bool = False) -> sa.Column:
    return sa.Column(nama, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=kosong)


def _json(nama: str) -> sa.Column:
    jenis = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
    return sa.Column(nama, jenis, nullable=False)


def upgrade() -> None:
    op.create_table(
        "tampilan_daftar",
        sa.Column("daftar", sa.String(length=40), nullable=False),
        sa.Column("nama", sa.String(length=60), nullable=False),
        _json("saring"),
        _id("pegawai_id"),
        _id("unit_id", kosong=True),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        _id(),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_tampilan_daftar_pegawai_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit_kerja.id"], name=op.f("fk_tampilan_daftar_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tampilan_daftar")),
        sa.UniqueConstraint("daftar", "pegawai_id", "unit_id", "nama", name="uq_tampilan_daftar_nama"),
    )
    op.create_index("ix_tampilan_daftar_pegawai_id", "tampilan_daftar", ["pegawai_id"])
    op.create_index("ix_tampilan_daftar_unit_id", "tampilan_daftar", ["unit_id"])
    op.create_table(
        "pilihan_daftar",
        sa.Column("daftar", sa.String(length=40), nullable=False),
        _id("pegawai_id"),
        _json("isi"),
        _id(),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_pilihan_daftar_pegawai_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilihan_daftar")),
        sa.UniqueConstraint("pegawai_id", "daftar", name="uq_pilihan_daftar_orang"),
    )
    op.create_table(
        "komentar",
        sa.Column("jenis", sa.String(length=30), nullable=False),
        _id("objek_id"),
        sa.Column("isi", sa.Text(), nullable=False),
        _id("pegawai_id"),
        sa.Column("nama", sa.String(length=200), nullable=False),
        sa.Column("sebutan", sa.String(length=300), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dicoret_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        _id(),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_komentar_pegawai_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_komentar")),
    )
    op.create_index("ix_komentar_objek", "komentar", ["jenis", "objek_id", "id"])
    op.create_index(op.f("ix_komentar_pegawai_id"), "komentar", ["pegawai_id"])
    op.create_table(
        "komentar_sebut",
        _id("komentar_id"),
        _id("pegawai_id"),
        sa.Column("diberitahu", sa.Boolean(), nullable=False),
        _id(),
        sa.ForeignKeyConstraint(
            ["komentar_id"], ["komentar.id"], name=op.f("fk_komentar_sebut_komentar_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_komentar_sebut_pegawai_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_komentar_sebut")),
        sa.UniqueConstraint("komentar_id", "pegawai_id", name="uq_komentar_sebut_orang"),
    )
    op.create_index(op.f("ix_komentar_sebut_pegawai_id"), "komentar_sebut", ["pegawai_id"])


def downgrade() -> None:
    op.drop_table("komentar_sebut")
    op.drop_table("komentar")
    op.drop_table("pilihan_daftar")
    op.drop_table("tampilan_daftar")
