"""The life of a berkas (closing, retention, hold) and the disposal of archives with what it destroys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NOMOR = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DATA = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
SAAT = sa.DateTime(timezone=True)
SYARAT_BERKAS = (
    ("ditutup", "status IN ('terbuka', 'digabung') OR ditutup_pada IS NOT NULL"),
    ("nasib", "nasib IN ('', 'musnah', 'serah', 'nilai')"),
    ("ditahan_tidak_musnah", "status <> 'dimusnahkan' OR ditahan_pada IS NULL"),
)
TEKS = (("nasib", 10), ("persetujuan", 30), ("ditahan_alasan", 500))
TANGGAL = (
    ("inaktif_mulai", sa.Date()),
    ("keputusan_mulai", sa.Date()),
    ("ditahan_pada", SAAT),
    ("penyusutan_id", NOMOR),
)


def upgrade() -> None:
    op.add_column("stored_file", sa.Column("dimusnahkan_pada", SAAT, nullable=True))
    op.create_table(
        "penyusutan",
        sa.Column("jenis", sa.String(length=12), nullable=False),
        sa.Column("opd_id", NOMOR, nullable=False),
        sa.Column("pembuat_id", NOMOR, nullable=False),
        sa.Column("panitia", DATA, nullable=False),
        sa.Column("penyetuju_jabatan_id", NOMOR, nullable=True),
        sa.Column("anri_nomor", sa.String(length=120), nullable=False),
        sa.Column("anri_tanggal", sa.Date(), nullable=True),
        sa.Column("nomor", sa.String(length=60), nullable=False),
        sa.Column("dilaksanakan_pada", sa.Date(), nullable=True),
        sa.Column("tempat", sa.String(length=200), nullable=False),
        sa.Column("saksi", DATA, nullable=False),
        sa.Column("berita_acara_id", NOMOR, nullable=True),
        sa.Column("dibuat_pada", SAAT, nullable=False),
        sa.Column("id", NOMOR, nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("alur_versi", sa.Integer(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("jenis IN ('pemindahan', 'pemusnahan', 'penyerahan')", name=op.f("ck_penyusutan_jenis")),
        sa.CheckConstraint(
            "status <> 'dilaksanakan' OR dilaksanakan_pada IS NOT NULL", name=op.f("ck_penyusutan_dilaksanakan")
        ),
        sa.CheckConstraint("(anri_nomor = '') = (anri_tanggal IS NULL)", name=op.f("ck_penyusutan_anri")),
        sa.ForeignKeyConstraint(["opd_id"], ["unit_kerja.id"], name=op.f("fk_penyusutan_opd_id")),
        sa.ForeignKeyConstraint(["pembuat_id"], ["pegawai.id"], name=op.f("fk_penyusutan_pembuat_id")),
        sa.ForeignKeyConstraint(
            ["penyetuju_jabatan_id"], ["jabatan.id"], name=op.f("fk_penyusutan_penyetuju_jabatan_id")
        ),
        sa.ForeignKeyConstraint(["berita_acara_id"], ["stored_file.id"], name=op.f("fk_penyusutan_berita_acara_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penyusutan")),
    )
    op.create_index("ix_penyusutan_opd_id", "penyusutan", ["opd_id", "id"])
    op.create_table(
        "penyusutan_baris",
        sa.Column("penyusutan_id", NOMOR, nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("berkas_id", NOMOR, nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("id", NOMOR, nullable=False),
        sa.ForeignKeyConstraint(["penyusutan_id"], ["penyusutan.id"], name=op.f("fk_penyusutan_baris_penyusutan_id")),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name=op.f("fk_penyusutan_baris_berkas_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penyusutan_baris")),
        sa.UniqueConstraint("penyusutan_id", "berkas_id", name="uq_penyusutan_baris_berkas"),
    )
    op.create_index("ix_penyusutan_baris_berkas_id", "penyusutan_baris", ["berkas_id"])
    with op.batch_alter_table("berkas") as t:
        t.add_column(sa.Column("status", sa.String(length=30), nullable=False, server_default="terbuka"))
        for nama in ("alur_versi", "ronde", "versi"):
            t.add_column(sa.Column(nama, sa.Integer(), nullable=False, server_default="0" if nama == "ronde" else "1"))
        for nama, panjang in TEKS:
            t.add_column(sa.Column(nama, sa.String(length=panjang), nullable=False, server_default=""))
        for nama, jenis in TANGGAL:
            t.add_column(sa.Column(nama, jenis, nullable=True))
    op.execute("UPDATE berkas SET status = 'ditutup' WHERE ditutup_pada IS NOT NULL")
    with op.batch_alter_table("berkas") as t:
        for nama in ("status", "alur_versi", "ronde", "versi", *(n for n, _ in TEKS)):
            t.alter_column(nama, server_default=None)
        for nama, syarat in SYARAT_BERKAS:
            t.create_check_constraint(op.f(f"ck_berkas_{nama}"), syarat)
        t.create_foreign_key(op.f("fk_berkas_penyusutan_id"), "penyusutan", ["penyusutan_id"], ["id"])
    op.create_index("ix_berkas_inaktif", "berkas", [sa.text("coalesce(inaktif_mulai, 'infinity')"), "id"])
    op.create_index("ix_berkas_keputusan", "berkas", [sa.text("coalesce(keputusan_mulai, 'infinity')"), "id"])
    op.create_index("ix_berkas_penyusutan_id", "berkas", ["penyusutan_id"])


def downgrade() -> None:
    for nama in ("ix_berkas_penyusutan_id", "ix_berkas_keputusan", "ix_berkas_inaktif"):
        op.drop_index(nama, table_name="berkas")
    with op.batch_alter_table("berkas") as t:
        t.drop_constraint(op.f("fk_berkas_penyusutan_id"), type_="foreignkey")
        for nama, _ in SYARAT_BERKAS:
            t.drop_constraint(op.f(f"ck_berkas_{nama}"), type_="check")
        for nama in ("status", "alur_versi", "ronde", "versi", *(n for n, _ in TEKS), *(n for n, _ in TANGGAL)):
            t.drop_column(nama)
    op.drop_index("ix_penyusutan_baris_berkas_id", table_name="penyusutan_baris")
    op.drop_table("penyusutan_baris")
    op.drop_index("ix_penyusutan_opd_id", table_name="penyusutan")
    op.drop_table("penyusutan")
    op.drop_column("stored_file", "dimusnahkan_pada")
