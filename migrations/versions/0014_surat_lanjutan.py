"""Letters that correct others; letters issued apart to each addressee; signing many letters in one act; numbers in between."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BERLAKU = sa.text("status IN ('diminta', 'disetujui')")
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("surat_keluar", sa.Column("meralat_id", ID, nullable=True))
    op.add_column("surat_keluar", sa.Column("nomor_masing", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("surat_keluar", sa.Column("induk_id", ID, nullable=True))
    op.create_index("ix_surat_keluar_meralat_id", "surat_keluar", ["meralat_id"])
    op.create_index("ix_surat_keluar_induk_id", "surat_keluar", ["induk_id"])
    op.create_table(
        "tanda_tangan_massal",
        sa.Column("pegawai_id", ID, nullable=False),
        sa.Column("induk_id", ID, nullable=True),
        sa.Column("job_id", ID, nullable=True),
        sa.Column("putaran", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tanda_tangan_massal")),
    )
    op.create_index("ix_tanda_tangan_massal_pegawai_id", "tanda_tangan_massal", ["pegawai_id", "id"])
    op.create_index("ix_tanda_tangan_massal_induk_id", "tanda_tangan_massal", ["induk_id"])
    op.create_table(
        "baris_massal",
        sa.Column("massal_id", ID, nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("surat_id", ID, nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("tujuan_id", ID, nullable=True),
        sa.Column("sebutan", sa.String(length=400), nullable=False),
        sa.Column("keadaan", sa.String(length=10), nullable=False),
        sa.Column("galat", sa.String(length=1000), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.CheckConstraint("keadaan IN ('menunggu', 'terbit', 'gagal')", name=op.f("ck_baris_massal_keadaan")),
        sa.ForeignKeyConstraint(
            ["massal_id"], ["tanda_tangan_massal.id"], name=op.f("fk_baris_massal_massal_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["surat_id"], ["surat_keluar.id"], name=op.f("fk_baris_massal_surat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baris_massal")),
        sa.UniqueConstraint("massal_id", "urut", name="uq_baris_massal_urut"),
    )
    op.create_index("ix_baris_massal_menunggu", "baris_massal", ["massal_id", "keadaan", "urut"])
    op.create_index("ix_baris_massal_surat_id", "baris_massal", ["surat_id"])
    op.create_table(
        "nomor_sisipan",
        sa.Column("surat_id", ID, nullable=False),
        sa.Column("opd_id", ID, nullable=False),
        sa.Column("register_id", ID, nullable=False),
        sa.Column("pemohon_id", ID, nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("setelah", sa.Integer(), nullable=False),
        sa.Column("alasan", sa.String(length=500), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("alur_versi", sa.Integer(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.ForeignKeyConstraint(["surat_id"], ["surat_keluar.id"], name=op.f("fk_nomor_sisipan_surat_id")),
        sa.ForeignKeyConstraint(["opd_id"], ["unit_kerja.id"], name=op.f("fk_nomor_sisipan_opd_id")),
        sa.ForeignKeyConstraint(["register_id"], ["register.id"], name=op.f("fk_nomor_sisipan_register_id")),
        sa.ForeignKeyConstraint(["pemohon_id"], ["pegawai.id"], name=op.f("fk_nomor_sisipan_pemohon_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomor_sisipan")),
    )
    op.create_index("ix_nomor_sisipan_surat_id", "nomor_sisipan", ["surat_id"])
    op.create_index("ix_nomor_sisipan_opd_id", "nomor_sisipan", ["opd_id", "id"])
    op.create_index(
        "uq_nomor_sisipan_berlaku", "nomor_sisipan", ["surat_id"], unique=True,
        sqlite_where=BERLAKU, postgresql_where=BERLAKU,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("nomor_sisipan")
    op.drop_table("baris_massal")
    op.drop_table("tanda_tangan_massal")
    op.drop_index("ix_surat_keluar_induk_id", table_name="surat_keluar")
    op.drop_column("surat_keluar", "induk_id")
    op.drop_column("surat_keluar", "nomor_masing")
    op.drop_index("ix_surat_keluar_meralat_id", table_name="surat_keluar")
    op.drop_column("surat_keluar", "meralat_id")
