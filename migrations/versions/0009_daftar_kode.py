"""Code lists: proposals of new versions and amendments, and what each old code becomes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None

NOMOR = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DATA = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
SAAT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "usulan_daftar",
        sa.Column("daftar_id", NOMOR, nullable=False),
        sa.Column("jenis", sa.String(length=12), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("regulasi", sa.String(length=200), nullable=False),
        sa.Column("sumber", sa.String(length=300), nullable=False),
        sa.Column("berkas_id", NOMOR, nullable=True),
        sa.Column("perubahan", DATA, nullable=False),
        sa.Column("dasar_versi_id", NOMOR, nullable=True),
        sa.Column("hasil_versi_id", NOMOR, nullable=True),
        sa.Column("pengusul_id", NOMOR, nullable=False),
        sa.Column("dibuat_pada", SAAT, nullable=False),
        sa.Column("id", NOMOR, nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("alur_versi", sa.Integer(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("jenis IN ('versi', 'perubahan')", name=op.f("ck_usulan_daftar_jenis")),
        sa.CheckConstraint("(jenis = 'versi') = (berkas_id IS NOT NULL)", name=op.f("ck_usulan_daftar_berkas")),
        sa.ForeignKeyConstraint(["daftar_id"], ["daftar_kode.id"], name=op.f("fk_usulan_daftar_daftar_id")),
        sa.ForeignKeyConstraint(["berkas_id"], ["stored_file.id"], name=op.f("fk_usulan_daftar_berkas_id")),
        sa.ForeignKeyConstraint(["dasar_versi_id"], ["versi_daftar.id"], name=op.f("fk_usulan_daftar_dasar_versi_id")),
        sa.ForeignKeyConstraint(["hasil_versi_id"], ["versi_daftar.id"], name=op.f("fk_usulan_daftar_hasil_versi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usulan_daftar")),
    )
    op.create_index("ix_usulan_daftar_status", "usulan_daftar", ["status", "id"])
    op.create_index("ix_usulan_daftar_hasil", "usulan_daftar", ["hasil_versi_id"])
    op.create_table(
        "pemetaan_kode",
        sa.Column("usulan_id", NOMOR, nullable=False),
        sa.Column("kode_lama", sa.String(length=70), nullable=False),
        sa.Column("kode_baru", sa.String(length=70), nullable=True),
        sa.Column("jenis", sa.String(length=12), nullable=False),
        sa.Column("id", NOMOR, nullable=False),
        sa.CheckConstraint(
            "jenis IN ('tetap', 'ganti_nama', 'pindah', 'pecah', 'gabung', 'hapus')",
            name=op.f("ck_pemetaan_kode_jenis"),
        ),
        sa.CheckConstraint("(jenis = 'hapus') = (kode_baru IS NULL)", name=op.f("ck_pemetaan_kode_hapus")),
        sa.ForeignKeyConstraint(
            ["usulan_id"], ["usulan_daftar.id"], name=op.f("fk_pemetaan_kode_usulan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pemetaan_kode")),
        sa.UniqueConstraint("usulan_id", "kode_lama", "kode_baru", name="uq_pemetaan_kode_sekali"),
    )


def downgrade() -> None:
    op.drop_table("pemetaan_kode")
    op.drop_table("usulan_daftar")
