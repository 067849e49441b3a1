"""Letters to addressees outside: their e-mail addresses, and what became of each delivery."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

NOMOR = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ANTRE = sa.text("keadaan IN ('antre', 'mengirim')")
BERMASALAH = sa.text("kini AND keadaan IN ('gagal', 'ragu')")
BERSUREL = sa.text("surel <> ''")


def upgrade() -> None:
    op.add_column("surat_tujuan", sa.Column("surel", sa.String(length=200), nullable=False, server_default=""))
    op.create_index(
        "ix_surat_tujuan_surel", "surat_tujuan", ["teks", "id"], sqlite_where=BERSUREL, postgresql_where=BERSUREL
    )
    op.create_table(
        "kiriman_luar",
        sa.Column("surat_id", NOMOR, nullable=False),
        sa.Column("tujuan_id", NOMOR, nullable=False),
        sa.Column("ke", sa.Integer(), nullable=False),
        sa.Column("kini", sa.Boolean(), nullable=False),
        sa.Column("cara", sa.String(length=10), nullable=False),
        sa.Column("alamat", sa.String(length=200), nullable=False),
        sa.Column("keadaan", sa.String(length=10), nullable=False),
        sa.Column("percobaan", sa.Integer(), nullable=False),
        sa.Column("setelah", sa.DateTime(timezone=True), nullable=False),
        sa.Column("jawaban", sa.String(length=200), nullable=False),
        sa.Column("sebab", sa.String(length=500), nullable=False),
        sa.Column("terkirim_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tanpa_lampiran", sa.Boolean(), nullable=False),
        sa.Column("oleh", sa.String(length=200), nullable=False),
        sa.Column("pembawa", sa.String(length=200), nullable=False),
        sa.Column("penerima", sa.String(length=200), nullable=False),
        sa.Column("diterima_tanggal", sa.Date(), nullable=True),
        sa.Column("bukti_id", NOMOR, nullable=True),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", NOMOR, nullable=False),
        sa.CheckConstraint("cara IN ('surel', 'tangan')", name=op.f("ck_kiriman_luar_cara")),
        sa.CheckConstraint(
            "keadaan IN ('antre', 'mengirim', 'terkirim', 'ragu', 'gagal', 'batal', 'diterima')",
            name=op.f("ck_kiriman_luar_keadaan"),
        ),
        sa.CheckConstraint(
            "keadaan <> 'diterima' OR diterima_tanggal IS NOT NULL", name=op.f("ck_kiriman_luar_diterima_bertanggal")
        ),
        sa.CheckConstraint("cara <> 'surel' OR alamat <> ''", name=op.f("ck_kiriman_luar_surel_beralamat")),
        sa.ForeignKeyConstraint(
            ["surat_id"], ["surat_keluar.id"], name=op.f("fk_kiriman_luar_surat_id_surat_keluar"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tujuan_id"], ["surat_tujuan.id"], name=op.f("fk_kiriman_luar_tujuan_id_surat_tujuan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["bukti_id"], ["stored_file.id"], name=op.f("fk_kiriman_luar_bukti_id_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiriman_luar")),
        sa.UniqueConstraint("surat_id", "tujuan_id", "ke", name="uq_kiriman_luar_ke"),
    )
    op.create_index(
        "ix_kiriman_luar_antre", "kiriman_luar", ["setelah", "id"], sqlite_where=ANTRE, postgresql_where=ANTRE
    )
    op.create_index(
        "ix_kiriman_luar_bermasalah", "kiriman_luar", ["surat_id"], sqlite_where=BERMASALAH, postgresql_where=BERMASALAH
    )
    op.create_index("ix_kiriman_luar_tujuan_id", "kiriman_luar", ["tujuan_id"])
    op.create_index("ix_kiriman_luar_bukti_id", "kiriman_luar", ["bukti_id"])


def downgrade() -> None:
    op.drop_table("kiriman_luar")
    op.drop_index("ix_surat_tujuan_surel", table_name="surat_tujuan")
    op.drop_column("surat_tujuan", "surel")
