"""The API: tokens, answers kept for idempotency keys, webhook subscriptions with their deliveries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "langganan_webhook",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nama", sa.String(length=80), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("rahasia", sa.String(length=400), nullable=False),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.Column("gagal_beruntun", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dihapus_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_langganan_webhook_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_langganan_webhook")),
    )
    op.create_index("ix_langganan_webhook_account_id", "langganan_webhook", ["account_id"])

    op.create_table(
        "token_api",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nama", sa.String(length=80), nullable=False),
        sa.Column("awalan", sa.String(length=16), nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column(
            "lingkup",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("berlaku_sampai", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dicabut_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("terakhir_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("terakhir_ip", sa.String(length=45), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_token_api_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token_api")),
        sa.UniqueConstraint("sidik", name=op.f("uq_token_api_sidik")),
    )
    op.create_index("ix_token_api_account_id", "token_api", ["account_id"])

    op.create_table(
        "jawaban_idempoten",
        sa.Column("token_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kunci", sa.String(length=100), nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("permintaan", sa.String(length=32), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["token_id"], ["token_api.id"], name=op.f("fk_jawaban_idempoten_token_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jawaban_idempoten")),
        sa.UniqueConstraint("token_id", "kunci", name="uq_jawaban_idempoten_kunci"),
    )
    op.create_index("ix_jawaban_idempoten_dibuat_pada", "jawaban_idempoten", ["dibuat_pada"])

    op.create_table(
        "kiriman_webhook",
        sa.Column("langganan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("jenis", sa.String(length=40), nullable=False),
        sa.Column("objek_jenis", sa.String(length=40), nullable=False),
        sa.Column("objek_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "data",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("keadaan", sa.String(length=10), nullable=False),
        sa.Column("percobaan", sa.Integer(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=True),
        sa.Column("status_http", sa.Integer(), nullable=True),
        sa.Column("jawaban", sa.String(length=300), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("terakhir_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("berikut_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "keadaan IN ('antre', 'terkirim', 'gagal', 'dilewati')", name=op.f("ck_kiriman_webhook_keadaan")
        ),
        sa.ForeignKeyConstraint(
            ["langganan_id"], ["langganan_webhook.id"], name=op.f("fk_kiriman_webhook_langganan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiriman_webhook")),
    )
    op.create_index("ix_kiriman_webhook_langganan_id", "kiriman_webhook", ["langganan_id", "id"])

    op.create_table(
        "langganan_webhook_jenis",
        sa.Column("langganan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("jenis", sa.String(length=40), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["langganan_id"],
            ["langganan_webhook.id"],
            name=op.f("fk_langganan_webhook_jenis_langganan_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_langganan_webhook_jenis")),
        sa.UniqueConstraint("langganan_id", "jenis", name="uq_langganan_webhook_jenis"),
    )
    op.create_index("ix_langganan_webhook_jenis_jenis", "langganan_webhook_jenis", ["jenis"])


def downgrade() -> None:
    op.drop_table("langganan_webhook_jenis")
    op.drop_table("kiriman_webhook")
    op.drop_table("jawaban_idempoten")
    op.drop_table("token_api")
    op.drop_table("langganan_webhook")
