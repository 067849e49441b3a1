"""Accounts: the outbox of e-mail, second factors, known browsers, what people set about news, as what one read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WAKTU = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "surat_elektronik",
        sa.Column("kepada", sa.String(length=200), nullable=False),
        sa.Column("perihal", sa.String(length=250), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("jenis", sa.String(length=60), nullable=False),
        sa.Column("kunci", sa.String(length=160), nullable=True),
        sa.Column("pegawai_id", BIG, nullable=True),
        sa.Column("sidik", sa.String(length=40), nullable=False),
        sa.Column("keadaan", sa.String(length=10), nullable=False),
        sa.Column("percobaan", sa.Integer(), nullable=False),
        sa.Column("setelah", WAKTU, nullable=False),
        sa.Column("galat", sa.String(length=500), nullable=False),
        sa.Column("dibuat_pada", WAKTU, nullable=False),
        sa.Column("selesai_pada", WAKTU, nullable=True),
        sa.Column("id", BIG, nullable=False),
        sa.CheckConstraint("keadaan IN ('antre', 'terkirim', 'gagal')", name=op.f("ck_surat_elektronik_keadaan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surat_elektronik")),
        sa.UniqueConstraint("kunci", name=op.f("uq_surat_elektronik_kunci")),
    )
    antre = sa.text("keadaan = 'antre'")
    op.create_index(
        "ix_surat_elektronik_antre", "surat_elektronik", ["setelah", "id"], sqlite_where=antre, postgresql_where=antre
    )
    op.create_index("ix_surat_elektronik_pegawai_id", "surat_elektronik", ["pegawai_id", "id"])
    op.create_index("ix_surat_elektronik_selesai", "surat_elektronik", ["keadaan", "selesai_pada"])
    _faktor()
    _kabar()


def _faktor() -> None:
    op.create_table(
        "faktor_totp",
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("rahasia", sa.String(length=300), nullable=False),
        sa.Column("langkah_terakhir", BIG, nullable=False),
        sa.Column("dibuat_pada", WAKTU, nullable=False),
        sa.Column("id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_faktor_totp_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faktor_totp")),
        sa.UniqueConstraint("account_id", name=op.f("uq_faktor_totp_account_id")),
    )
    op.create_table(
        "kunci_sandi",
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("nama", sa.String(length=80), nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("kredensial", sa.Text(), nullable=False),
        sa.Column("kunci_publik", sa.Text(), nullable=False),
        sa.Column("penghitung", BIG, nullable=False),
        sa.Column("dibuat_pada", WAKTU, nullable=False),
        sa.Column("dipakai_pada", WAKTU, nullable=True),
        sa.Column("id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_kunci_sandi_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kunci_sandi")),
        sa.UniqueConstraint("sidik", name=op.f("uq_kunci_sandi_sidik")),
    )
    op.create_index("ix_kunci_sandi_account_id", "kunci_sandi", ["account_id"])
    op.create_table(
        "kode_pemulihan",
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("dibuat_pada", WAKTU, nullable=False),
        sa.Column("dipakai_pada", WAKTU, nullable=True),
        sa.Column("id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_kode_pemulihan_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kode_pemulihan")),
        sa.UniqueConstraint("sidik", name=op.f("uq_kode_pemulihan_sidik")),
    )
    op.create_index("ix_kode_pemulihan_account_id", "kode_pemulihan", ["account_id"])
    op.create_table(
        "tantangan_terpakai",
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("pada", WAKTU, nullable=False),
        sa.Column("id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tantangan_terpakai")),
        sa.UniqueConstraint("sidik", name=op.f("uq_tantangan_terpakai_sidik")),
    )
    op.create_index("ix_tantangan_terpakai_pada", "tantangan_terpakai", ["pada"])
    op.create_table(
        "tenggang_faktor",
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("sejak", sa.Date(), nullable=False),
        sa.Column("masuk", sa.Integer(), nullable=False),
        sa.Column("id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_tenggang_faktor_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenggang_faktor")),
        sa.UniqueConstraint("account_id", name=op.f("uq_tenggang_faktor_account_id")),
    )
    op.create_table(
        "gawai_dikenal",
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("peramban", sa.String(length=200), nullable=False),
        sa.Column("pertama_pada", WAKTU, nullable=False),
        sa.Column("terakhir_pada", WAKTU, nullable=False),
        sa.Column("id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_gawai_dikenal_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gawai_dikenal")),
        sa.UniqueConstraint("account_id", "sidik", name="uq_gawai_dikenal_account_id"),
    )
    op.add_column("sesi_masuk", sa.Column("faktor", sa.String(length=12), server_default="", nullable=False))
    op.add_column("sesi_masuk", sa.Column("wajib_faktor", sa.Boolean(), server_default=sa.false(), nullable=False))


def _kabar() -> None:
    op.create_table(
        "setelan_kabar",
        sa.Column("pegawai_id", BIG, nullable=False),
        sa.Column("alamat", sa.String(length=200), nullable=True),
        sa.Column("calon", sa.String(length=200), nullable=True),
        sa.Column("kode_sidik", sa.String(length=64), nullable=True),
        sa.Column("kode_sampai", WAKTU, nullable=True),
        sa.Column("kode_gagal", sa.Integer(), nullable=False),
        sa.Column(
            "pilihan",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("tenang_mulai", sa.Integer(), nullable=False),
        sa.Column("tenang_selesai", sa.Integer(), nullable=False),
        sa.Column("harian", sa.Boolean(), nullable=False),
        sa.Column("jam_harian", sa.Integer(), nullable=False),
        sa.Column("harian_terakhir", sa.Date(), nullable=True),
        sa.Column("id", BIG, nullable=False),
        sa.CheckConstraint(
            "tenang_mulai BETWEEN 0 AND 1439 AND tenang_selesai BETWEEN 0 AND 1439",
            name=op.f("ck_setelan_kabar_jam_tenang"),
        ),
        sa.CheckConstraint("jam_harian BETWEEN 0 AND 23", name=op.f("ck_setelan_kabar_jam_harian")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_setelan_kabar_pegawai_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setelan_kabar")),
        sa.UniqueConstraint("pegawai_id", name=op.f("uq_setelan_kabar_pegawai_id")),
    )
    op.add_column("notifikasi", sa.Column("jenis", sa.String(length=40), server_default="umum", nullable=False))
    op.add_column("notifikasi", sa.Column("disalurkan", sa.Boolean(), server_default=sa.true(), nullable=False))
    belum = sa.text("disalurkan = false")
    op.create_index("ix_notifikasi_belum_disalurkan", "notifikasi", ["id"], sqlite_where=belum, postgresql_where=belum)
    op.add_column("log_baca", sa.Column("sebagai", sa.String(length=260), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("log_baca", "sebagai")
    op.drop_index("ix_notifikasi_belum_disalurkan", "notifikasi")
    op.drop_column("notifikasi", "disalurkan")
    op.drop_column("notifikasi", "jenis")
    op.drop_table("setelan_kabar")
    op.drop_column("sesi_masuk", "wajib_faktor")
    op.drop_column("sesi_masuk", "faktor")
    for tabel in (
        *("gawai_dikenal", "tenggang_faktor", "tantangan_terpakai", "kode_pemulihan", "kunci_sandi", "faktor_totp"),
        "surat_elektronik",
    ):
        op.drop_table(tabel)
