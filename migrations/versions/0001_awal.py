"""The first tables, with the guards that models cannot say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PASANG: dict[str, list[str]] = {
    "sqlite": [
        "CREATE TRIGGER audit_event_tolak_ubah BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit_event: catatan ini hanya dapat ditambah'); END",
        "CREATE TRIGGER audit_event_tolak_hapus BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit_event: catatan ini hanya dapat ditambah'); END",
        "CREATE TRIGGER audit_event_tolak_ganti BEFORE INSERT ON audit_event WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM audit_event WHERE rantai = NEW.rantai AND urut = NEW.urut) BEGIN SELECT RAISE(ABORT, 'audit_event: catatan ini hanya dapat ditambah'); END",
        "CREATE TRIGGER audit_seal_tolak_ubah BEFORE UPDATE ON audit_seal BEGIN SELECT RAISE(ABORT, 'audit_seal: catatan ini hanya dapat ditambah'); END",
        "CREATE TRIGGER audit_seal_tolak_hapus BEFORE DELETE ON audit_seal BEGIN SELECT RAISE(ABORT, 'audit_seal: catatan ini hanya dapat ditambah'); END",
        "CREATE TRIGGER audit_seal_tolak_ganti BEFORE INSERT ON audit_seal WHEN EXISTS (SELECT 1 FROM audit_seal WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM audit_seal WHERE sidik = NEW.sidik) BEGIN SELECT RAISE(ABORT, 'audit_seal: catatan ini hanya dapat ditambah'); END",
        "CREATE TRIGGER audit_seal_item_tolak_ubah BEFORE UPDATE ON audit_seal_item BEGIN SELECT RAISE(ABORT, 'audit_seal_item: catatan ini hanya dapat ditambah'); END",
        "CREATE TRIGGER audit_seal_item_tolak_hapus BEFORE DELETE ON audit_seal_item BEGIN SELECT RAISE(ABORT, 'audit_seal_item: catatan ini hanya dapat ditambah'); END",
        "CREATE TRIGGER audit_seal_item_tolak_ganti BEFORE INSERT ON audit_seal_item WHEN EXISTS (SELECT 1 FROM audit_seal_item WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM audit_seal_item WHERE event_id = NEW.event_id) BEGIN SELECT RAISE(ABORT, 'audit_seal_item: catatan ini hanya dapat ditambah'); END",
        "CREATE TRIGGER log_baca_tolak_ubah BEFORE UPDATE ON log_baca BEGIN SELECT RAISE(ABORT, 'log_baca: catatan ini hanya dapat ditambah'); END",
        "CREATE TRIGGER log_baca_tolak_hapus BEFORE DELETE ON log_baca BEGIN SELECT RAISE(ABORT, 'log_baca: catatan ini hanya dapat ditambah'); END",
        "CREATE TRIGGER log_baca_tolak_ganti BEFORE INSERT ON log_baca WHEN EXISTS (SELECT 1 FROM log_baca WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'log_baca: catatan ini hanya dapat ditambah'); END",
        "CREATE TRIGGER tr_penugasan_jabatan_i BEFORE INSERT ON penugasan\nWHEN EXISTS (\n  SELECT 1 FROM penugasan AS lain WHERE lain.jabatan_id = NEW.jabatan_id AND lain.jenis = NEW.jenis\n    AND lain.mulai < COALESCE(NEW.selesai, '9999-12-31') AND NEW.mulai < COALESCE(lain.selesai, '9999-12-31')\n)\nBEGIN SELECT RAISE(ABORT, 'penugasan_jabatan_tumpang_tindih'); END",
        "CREATE TRIGGER tr_penugasan_jabatan_u BEFORE UPDATE ON penugasan\nWHEN EXISTS (\n  SELECT 1 FROM penugasan AS lain WHERE lain.jabatan_id = NEW.jabatan_id AND lain.jenis = NEW.jenis\n    AND lain.mulai < COALESCE(NEW.selesai, '9999-12-31') AND NEW.mulai < COALESCE(lain.selesai, '9999-12-31') AND lain.id <> NEW.id\n)\nBEGIN SELECT RAISE(ABORT, 'penugasan_jabatan_tumpang_tindih'); END",
        "CREATE TRIGGER tr_penugasan_pegawai_i BEFORE INSERT ON penugasan\nWHEN EXISTS (\n  SELECT 1 FROM penugasan AS lain WHERE NEW.jenis = 'definitif' AND lain.jenis = 'definitif' AND lain.pegawai_id = NEW.pegawai_id\n    AND lain.mulai < COALESCE(NEW.selesai, '9999-12-31') AND NEW.mulai < COALESCE(lain.selesai, '9999-12-31')\n)\nBEGIN SELECT RAISE(ABORT, 'penugasan_pegawai_tumpang_tindih'); END",
        "CREATE TRIGGER tr_penugasan_pegawai_u BEFORE UPDATE ON penugasan\nWHEN EXISTS (\n  SELECT 1 FROM penugasan AS lain WHERE NEW.jenis = 'definitif' AND lain.jenis = 'definitif' AND lain.pegawai_id = NEW.pegawai_id\n    AND lain.mulai < COALESCE(NEW.selesai, '9999-12-31') AND NEW.mulai < COALESCE(lain.selesai, '9999-12-31') AND lain.id <> NEW.id\n)\nBEGIN SELECT RAISE(ABORT, 'penugasan_pegawai_tumpang_tindih'); END",
        "CREATE VIRTUAL TABLE cari_fts USING fts5(judul, tambahan, teks, kunci, content='indeks_cari', content_rowid='id', tokenize='unicode61 remove_diacritics 2', detail=column, prefix='2 3 4')",
        "CREATE TRIGGER indeks_cari_tambah AFTER INSERT ON indeks_cari BEGIN INSERT INTO cari_fts (rowid, judul, tambahan, teks, kunci) VALUES (NEW.id, NEW.judul, NEW.tambahan, NEW.teks, NEW.kunci); END",
        "CREATE TRIGGER indeks_cari_hapus AFTER DELETE ON indeks_cari BEGIN INSERT INTO cari_fts (cari_fts, rowid, judul, tambahan, teks, kunci) VALUES ('delete', OLD.id, OLD.judul, OLD.tambahan, OLD.teks, OLD.kunci); END",
        "CREATE TRIGGER indeks_cari_ubah AFTER UPDATE ON indeks_cari BEGIN INSERT INTO cari_fts (cari_fts, rowid, judul, tambahan, teks, kunci) VALUES ('delete', OLD.id, OLD.judul, OLD.tambahan, OLD.teks, OLD.kunci); INSERT INTO cari_fts (rowid, judul, tambahan, teks, kunci) VALUES (NEW.id, NEW.judul, NEW.tambahan, NEW.teks, NEW.kunci); END",
    ],
    "postgresql": [
        "CREATE FUNCTION audit_tolak() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%: catatan ini hanya dapat ditambah', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$",
        "CREATE TRIGGER audit_event_tolak BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION audit_tolak()",
        "CREATE TRIGGER audit_seal_tolak BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION audit_tolak()",
        "CREATE TRIGGER audit_seal_item_tolak BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal_item FOR EACH STATEMENT EXECUTE FUNCTION audit_tolak()",
        "CREATE TRIGGER log_baca_tolak BEFORE UPDATE OR DELETE OR TRUNCATE ON log_baca FOR EACH STATEMENT EXECUTE FUNCTION audit_tolak()",
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        "ALTER TABLE penugasan ADD CONSTRAINT penugasan_jabatan_tumpang_tindih EXCLUDE USING gist\n  (jabatan_id WITH =, jenis WITH =, daterange(mulai, selesai, '[)') WITH &&)",
        "ALTER TABLE penugasan ADD CONSTRAINT penugasan_pegawai_tumpang_tindih EXCLUDE USING gist\n  (pegawai_id WITH =, daterange(mulai, selesai, '[)') WITH &&) WHERE (jenis = 'definitif')",
        "ALTER TABLE indeks_cari ADD COLUMN kata tsvector",
        "ALTER TABLE indeks_cari ALTER COLUMN kata SET STORAGE MAIN",
        "CREATE INDEX ix_indeks_cari_kata ON indeks_cari USING gin (kata) WITH (gin_pending_list_limit = 256)",
    ],
}
LEPAS: dict[str, list[str]] = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS indeks_cari_tambah",
        "DROP TRIGGER IF EXISTS indeks_cari_hapus",
        "DROP TRIGGER IF EXISTS indeks_cari_ubah",
        "DROP TABLE IF EXISTS cari_fts",
        "DROP TRIGGER IF EXISTS tr_penugasan_jabatan_i",
        "DROP TRIGGER IF EXISTS tr_penugasan_jabatan_u",
        "DROP TRIGGER IF EXISTS tr_penugasan_pegawai_i",
        "DROP TRIGGER IF EXISTS tr_penugasan_pegawai_u",
        "DROP TRIGGER IF EXISTS audit_event_tolak_ubah",
        "DROP TRIGGER IF EXISTS audit_event_tolak_hapus",
        "DROP TRIGGER IF EXISTS audit_event_tolak_ganti",
        "DROP TRIGGER IF EXISTS audit_seal_tolak_ubah",
        "DROP TRIGGER IF EXISTS audit_seal_tolak_hapus",
        "DROP TRIGGER IF EXISTS audit_seal_tolak_ganti",
        "DROP TRIGGER IF EXISTS audit_seal_item_tolak_ubah",
        "DROP TRIGGER IF EXISTS audit_seal_item_tolak_hapus",
        "DROP TRIGGER IF EXISTS audit_seal_item_tolak_ganti",
        "DROP TRIGGER IF EXISTS log_baca_tolak_ubah",
        "DROP TRIGGER IF EXISTS log_baca_tolak_hapus",
        "DROP TRIGGER IF EXISTS log_baca_tolak_ganti",
    ],
    "postgresql": [
        "DROP INDEX IF EXISTS ix_indeks_cari_kata",
        "ALTER TABLE indeks_cari DROP COLUMN IF EXISTS kata",
        "ALTER TABLE penugasan DROP CONSTRAINT IF EXISTS penugasan_jabatan_tumpang_tindih",
        "ALTER TABLE penugasan DROP CONSTRAINT IF EXISTS penugasan_pegawai_tumpang_tindih",
        "DROP TRIGGER IF EXISTS audit_event_tolak ON audit_event",
        "DROP TRIGGER IF EXISTS audit_seal_tolak ON audit_seal",
        "DROP TRIGGER IF EXISTS audit_seal_item_tolak ON audit_seal_item",
        "DROP TRIGGER IF EXISTS log_baca_tolak ON log_baca",
        "DROP FUNCTION IF EXISTS audit_tolak()",
    ],
}


def upgrade() -> None:
    # ### commands auto generated by Alembic - please adjust! ###
    op.create_table(
        "akses_dokumen",
        sa.Column("kunci", sa.String(length=30), nullable=False),
        sa.Column("jenis", sa.String(length=30), nullable=False),
        sa.Column("objek_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("kunci", "jenis", "objek_id", name=op.f("pk_akses_dokumen")),
    )
    op.create_index("ix_akses_dokumen_objek", "akses_dokumen", ["jenis", "objek_id", "kunci"], unique=False)
    op.create_table(
        "audit_event",
        sa.Column("rantai", sa.String(length=80), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("aksi", sa.String(length=80), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pelaku", sa.String(length=200), nullable=False),
        sa.Column("sebagai", sa.String(length=260), nullable=False),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.Column("request_id", sa.String(length=40), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "perubahan",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("sebelum", sa.String(length=64), nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("rantai", "urut", name="uq_audit_event_rantai"),
    )
    op.create_index("ix_audit_event_account_id", "audit_event", ["account_id", "id"], unique=False)
    op.create_table(
        "audit_seal",
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("akar", sa.String(length=64), nullable=False),
        sa.Column("sebelum", sa.String(length=64), nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("tanda_tangan", sa.String(length=128), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("sidik", name=op.f("uq_audit_seal_sidik")),
    )
    op.create_table(
        "audit_seal_item",
        sa.Column("seal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("daun", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rantai", sa.String(length=80), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_seal_item")),
        sa.UniqueConstraint("event_id", name="uq_audit_seal_item_event_id"),
    )
    op.create_index(op.f("ix_audit_seal_item_seal_id"), "audit_seal_item", ["seal_id"], unique=False)
    op.create_table(
        "batas_laju",
        sa.Column("kunci", sa.String(length=80), nullable=False),
        sa.Column("mulai", sa.DateTime(timezone=True), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batas_laju")),
        sa.UniqueConstraint("kunci", name=op.f("uq_batas_laju_kunci")),
    )
    op.create_table(
        "daftar_kode",
        sa.Column("nama", sa.String(length=60), nullable=False),
        sa.Column("judul", sa.String(length=200), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daftar_kode")),
        sa.UniqueConstraint("nama", name=op.f("uq_daftar_kode_nama")),
    )
    op.create_table(
        "draf",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kunci", sa.String(length=120), nullable=False),
        sa.Column(
            "isi",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("disimpan_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draf")),
        sa.UniqueConstraint("account_id", "kunci", name="uq_draf_kunci"),
    )
    op.create_index("ix_draf_disimpan_pada", "draf", ["disimpan_pada"], unique=False)
    op.create_table(
        "indeks_cari",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("jenis", sa.String(length=30), nullable=False),
        sa.Column("objek_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("judul", sa.String(length=500), nullable=False),
        sa.Column("tambahan", sa.String(length=500), nullable=False),
        sa.Column("teks", sa.Text(), nullable=False),
        sa.Column("kunci", sa.Text(), nullable=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indeks_cari")),
        sa.UniqueConstraint("jenis", "objek_id", name="uq_indeks_cari_objek"),
    )
    op.create_table(
        "job",
        sa.Column("jenis", sa.String(length=60), nullable=False),
        sa.Column("kunci", sa.String(length=160), nullable=True),
        sa.Column(
            "argumen",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("izin", sa.String(length=60), nullable=False),
        sa.Column("keadaan", sa.String(length=12), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("m", sa.Integer(), nullable=False),
        sa.Column("teks", sa.String(length=200), nullable=False),
        sa.Column(
            "kursor",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("percobaan", sa.Integer(), nullable=False),
        sa.Column("setelah", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sewa_sampai", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pekerja", sa.String(length=120), nullable=False),
        sa.Column(
            "hasil",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("galat", sa.String(length=2000), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pegawai_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mulai_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("selesai_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "keadaan IN ('antre', 'berjalan', 'selesai', 'gagal', 'dibatalkan')", name=op.f("ck_job_keadaan")
        ),
        sa.CheckConstraint("n >= 0 AND m >= 0", name=op.f("ck_job_kemajuan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("kunci", name=op.f("uq_job_kunci")),
    )
    op.create_index("ix_job_account_id", "job", ["account_id", "id"], unique=False)
    op.create_index("ix_job_selesai_pada", "job", ["selesai_pada"], unique=False)
    op.create_index(
        "ix_job_terbuka",
        "job",
        ["setelah", "id"],
        unique=False,
        sqlite_where=sa.text("keadaan IN ('antre', 'berjalan')"),
        postgresql_where=sa.text("keadaan IN ('antre', 'berjalan')"),
    )
    op.create_table(
        "langkah_rute",
        sa.Column("jenis", sa.String(length=40), nullable=False),
        sa.Column("objek_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("aksi", sa.String(length=30), nullable=False),
        sa.Column("kelompok", sa.String(length=30), nullable=False),
        sa.Column("perlu", sa.Integer(), nullable=False),
        sa.Column("jabatan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("selesai_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("oleh_pegawai_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("oleh_nama", sa.String(length=200), nullable=False),
        sa.Column("oleh_sebutan", sa.String(length=260), nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("dilewati", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("perlu >= 1", name=op.f("ck_langkah_rute_perlu")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_langkah_rute")),
        sa.UniqueConstraint("jenis", "objek_id", "ronde", "urut", "jabatan_id", name="uq_langkah_rute_sekali"),
    )
    op.create_index("ix_langkah_rute_objek", "langkah_rute", ["jenis", "objek_id", "ronde", "urut"], unique=False)
    op.create_table(
        "log_baca",
        sa.Column("jenis", sa.String(length=40), nullable=False),
        sa.Column("objek_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("uraian", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pegawai_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("nama", sa.String(length=200), nullable=False),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.Column("request_id", sa.String(length=40), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_baca")),
    )
    op.create_index("ix_log_baca_account_id", "log_baca", ["account_id"], unique=False)
    op.create_index("ix_log_baca_objek", "log_baca", ["jenis", "objek_id", "id"], unique=False)
    op.create_table(
        "notifikasi",
        sa.Column("pegawai_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("judul", sa.String(length=400), nullable=False),
        sa.Column("isi", sa.String(length=400), nullable=False),
        sa.Column("url", sa.String(length=200), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dibaca_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifikasi")),
    )
    op.create_index(
        "ix_notifikasi_belum",
        "notifikasi",
        ["pegawai_id"],
        unique=False,
        sqlite_where=sa.text("dibaca_pada IS NULL"),
        postgresql_where=sa.text("dibaca_pada IS NULL"),
    )
    op.create_index("ix_notifikasi_pegawai_id", "notifikasi", ["pegawai_id", "id"], unique=False)
    op.create_table(
        "percobaan_masuk",
        sa.Column("kunci", sa.String(length=80), nullable=False),
        sa.Column("gagal", sa.Integer(), nullable=False),
        sa.Column("terkunci_sampai", sa.DateTime(timezone=True), nullable=True),
        sa.Column("terakhir_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_percobaan_masuk")),
        sa.UniqueConstraint("kunci", name=op.f("uq_percobaan_masuk_kunci")),
    )
    op.create_table(
        "pihak",
        sa.Column("jenis", sa.String(length=20), nullable=False),
        sa.Column("nama", sa.String(length=200), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pihak")),
    )
    op.create_table(
        "register",
        sa.Column("kunci", sa.String(length=80), nullable=False),
        sa.Column("nama", sa.String(length=200), nullable=False),
        sa.Column("pola", sa.String(length=200), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register")),
        sa.UniqueConstraint("kunci", name=op.f("uq_register_kunci")),
    )
    op.create_table(
        "riwayat_alur",
        sa.Column("jenis", sa.String(length=40), nullable=False),
        sa.Column("objek_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("transisi", sa.String(length=40), nullable=False),
        sa.Column("dari", sa.String(length=30), nullable=False),
        sa.Column("ke", sa.String(length=30), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pegawai_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("penugasan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("nama", sa.String(length=200), nullable=False),
        sa.Column("sebutan", sa.String(length=260), nullable=False),
        sa.Column("catatan", sa.String(length=2000), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_riwayat_alur")),
    )
    op.create_index("ix_riwayat_alur_objek", "riwayat_alur", ["jenis", "objek_id", "id"], unique=False)
    op.create_table(
        "stored_file",
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("nama", sa.String(length=200), nullable=False),
        sa.Column("jenis_mime", sa.String(length=100), nullable=False),
        sa.Column("ukuran", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("halaman", sa.Integer(), nullable=True),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dibuat_oleh", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("ukuran >= 0", name=op.f("ck_stored_file_ukuran")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    op.create_index("ix_stored_file_sidik", "stored_file", ["sidik"], unique=False)
    op.create_table(
        "task",
        sa.Column("jenis", sa.String(length=40), nullable=False),
        sa.Column("objek_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("aksi", sa.String(length=40), nullable=False),
        sa.Column("untuk", sa.String(length=60), nullable=False),
        sa.Column("judul", sa.String(length=400), nullable=False),
        sa.Column("alasan", sa.String(length=400), nullable=False),
        sa.Column("dari_pegawai_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("dibuka_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenggat", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ditutup_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ditutup_oleh", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("hasil", sa.String(length=40), nullable=False),
        sa.Column("eskalasi_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(
        "ix_task_eskalasi",
        "task",
        ["tenggat"],
        unique=False,
        sqlite_where=sa.text("ditutup_pada IS NULL AND eskalasi_pada IS NULL"),
        postgresql_where=sa.text("ditutup_pada IS NULL AND eskalasi_pada IS NULL"),
    )
    op.create_index("ix_task_objek", "task", ["jenis", "objek_id"], unique=False)
    op.create_index("ix_task_pembuat", "task", ["dari_pegawai_id", "ditutup_pada"], unique=False)
    op.create_index(
        "ix_task_terbuka",
        "task",
        ["untuk", "tenggat"],
        unique=False,
        sqlite_where=sa.text("ditutup_pada IS NULL"),
        postgresql_where=sa.text("ditutup_pada IS NULL"),
    )
    op.create_table(
        "unit_kerja",
        sa.Column("kode", sa.String(length=40), nullable=False),
        sa.Column("nama", sa.String(length=200), nullable=False),
        sa.Column("nama_singkat", sa.String(length=60), nullable=False),
        sa.Column("kode_surat", sa.String(length=40), nullable=False),
        sa.Column("jenis", sa.String(length=30), nullable=False),
        sa.Column("induk_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("opd_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("alamat", sa.String(length=300), nullable=False),
        sa.Column("kontak", sa.String(length=300), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("selesai IS NULL OR selesai > mulai", name=op.f("ck_unit_kerja_interval")),
        sa.ForeignKeyConstraint(["induk_id"], ["unit_kerja.id"], name=op.f("fk_unit_kerja_induk_id")),
        sa.ForeignKeyConstraint(["opd_id"], ["unit_kerja.id"], name=op.f("fk_unit_kerja_opd_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_kerja")),
        sa.UniqueConstraint("kode", name=op.f("uq_unit_kerja_kode")),
    )
    op.create_index("ix_unit_kerja_induk_id", "unit_kerja", ["induk_id"], unique=False)
    op.create_index("ix_unit_kerja_opd_id", "unit_kerja", ["opd_id"], unique=False)
    op.create_table(
        "account",
        sa.Column("nama_login", sa.String(length=200), nullable=False),
        sa.Column("pihak_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sandi", sa.String(length=200), nullable=True),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.Column("sandi_harus_ganti", sa.Boolean(), nullable=False),
        sa.Column("penugasan_aktif_id", sa.Integer(), nullable=True),
        sa.Column(
            "pengaturan",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["pihak_id"], ["pihak.id"], name=op.f("fk_account_pihak_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("nama_login", name=op.f("uq_account_nama_login")),
        sa.UniqueConstraint("pihak_id", name=op.f("uq_account_pihak_id")),
    )
    op.create_table(
        "berkas",
        sa.Column("opd_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("klasifikasi", sa.String(length=20), nullable=False),
        sa.Column("judul", sa.String(length=200), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("dibuka_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ditutup_pada", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["opd_id"], ["unit_kerja.id"], name=op.f("fk_berkas_opd_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_berkas")),
        sa.UniqueConstraint("opd_id", "klasifikasi", "tahun", "judul", name="uq_berkas_judul"),
    )
    op.create_index("ix_berkas_opd_id", "berkas", ["opd_id", "id"], unique=False)
    op.create_table(
        "jabatan",
        sa.Column("kode", sa.String(length=60), nullable=False),
        sa.Column("nama", sa.String(length=200), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("jenis", sa.String(length=20), nullable=False),
        sa.Column("eselon", sa.String(length=10), nullable=False),
        sa.Column("kelas", sa.Integer(), nullable=False),
        sa.Column("kepala", sa.Boolean(), nullable=False),
        sa.Column("atasan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("selesai IS NULL OR selesai > mulai", name=op.f("ck_jabatan_interval")),
        sa.ForeignKeyConstraint(["atasan_id"], ["jabatan.id"], name=op.f("fk_jabatan_atasan_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit_kerja.id"], name=op.f("fk_jabatan_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jabatan")),
        sa.UniqueConstraint("kode", name=op.f("uq_jabatan_kode")),
    )
    op.create_index("ix_jabatan_atasan_id", "jabatan", ["atasan_id"], unique=False)
    op.create_index("ix_jabatan_unit_id", "jabatan", ["unit_id"], unique=False)
    op.create_table(
        "nomor_terpakai",
        sa.Column("register_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("sisipan", sa.String(length=5), nullable=False),
        sa.Column("nomor", sa.String(length=120), nullable=False),
        sa.Column("keadaan", sa.String(length=10), nullable=False),
        sa.Column("jenis", sa.String(length=40), nullable=False),
        sa.Column("objek_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("diambil_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("keadaan IN ('terikat', 'terbit', 'batal')", name=op.f("ck_nomor_terpakai_keadaan")),
        sa.ForeignKeyConstraint(["register_id"], ["register.id"], name=op.f("fk_nomor_terpakai_register_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomor_terpakai")),
        sa.UniqueConstraint("register_id", "tahun", "urut", "sisipan", name="uq_nomor_terpakai"),
    )
    op.create_index("ix_nomor_terpakai_objek", "nomor_terpakai", ["jenis", "objek_id"], unique=False)
    op.create_table(
        "pegawai",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nip", sa.String(length=18), nullable=False),
        sa.Column("nik", sa.String(length=16), nullable=True),
        sa.Column("nama", sa.String(length=200), nullable=False),
        sa.Column("gelar_depan", sa.String(length=60), nullable=False),
        sa.Column("gelar_belakang", sa.String(length=80), nullable=False),
        sa.Column("jenis_kelamin", sa.String(length=1), nullable=False),
        sa.Column("jenis_asn", sa.String(length=10), nullable=False),
        sa.Column("surel", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["pihak.id"], name=op.f("fk_pegawai_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pegawai")),
        sa.UniqueConstraint("nik", name=op.f("uq_pegawai_nik")),
        sa.UniqueConstraint("nip", name=op.f("uq_pegawai_nip")),
        sa.UniqueConstraint("surel", name=op.f("uq_pegawai_surel")),
    )
    op.create_table(
        "penghitung",
        sa.Column("register_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("terakhir", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["register_id"], ["register.id"], name=op.f("fk_penghitung_register_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penghitung")),
        sa.UniqueConstraint("register_id", "tahun", name="uq_penghitung_tahun"),
    )
    op.create_table(
        "versi_daftar",
        sa.Column("daftar_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("regulasi", sa.String(length=200), nullable=False),
        sa.Column("sumber", sa.String(length=300), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("banyak", sa.Integer(), nullable=False),
        sa.Column("diimpor_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("selesai IS NULL OR selesai > mulai", name=op.f("ck_versi_daftar_interval")),
        sa.ForeignKeyConstraint(["daftar_id"], ["daftar_kode.id"], name=op.f("fk_versi_daftar_daftar_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versi_daftar")),
        sa.UniqueConstraint("daftar_id", "mulai", name="uq_versi_daftar_daftar_id_mulai"),
    )
    op.create_table(
        "entri_kode",
        sa.Column("versi_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kode", sa.String(length=70), nullable=False),
        sa.Column("induk_kode", sa.String(length=70), nullable=True),
        sa.Column("urutan", sa.String(length=80), nullable=False),
        sa.Column("tingkat", sa.Integer(), nullable=False),
        sa.Column("uraian", sa.String(length=1000), nullable=False),
        sa.Column("cari", sa.String(length=1100), nullable=False),
        sa.Column("daun", sa.Boolean(), nullable=False),
        sa.Column(
            "data",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("(induk_kode IS NULL) = (tingkat = 1)", name=op.f("ck_entri_kode_puncak")),
        sa.ForeignKeyConstraint(
            ["versi_id", "induk_kode"], ["entri_kode.versi_id", "entri_kode.kode"], name="fk_entri_kode_induk"
        ),
        sa.ForeignKeyConstraint(["versi_id"], ["versi_daftar.id"], name=op.f("fk_entri_kode_versi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entri_kode")),
        sa.UniqueConstraint("versi_id", "kode", name="uq_entri_kode_versi_id_kode"),
    )
    op.create_index("ix_entri_kode_induk", "entri_kode", ["versi_id", "induk_kode", "urutan"], unique=False)
    op.create_index("ix_entri_kode_urutan", "entri_kode", ["versi_id", "urutan"], unique=False)
    op.create_table(
        "kode_sekali",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kode_hash", sa.String(length=200), nullable=False),
        sa.Column("dibuat_oleh", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("berlaku_sampai", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dipakai_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gagal", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_kode_sekali_account_id")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["account.id"], name=op.f("fk_kode_sekali_dibuat_oleh")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kode_sekali")),
    )
    op.create_index("ix_kode_sekali_account_id", "kode_sekali", ["account_id"], unique=False)
    op.create_table(
        "mandat",
        sa.Column("dari_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kepada_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "urusan",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("dasar", sa.String(length=200), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("selesai IS NULL OR selesai > mulai", name=op.f("ck_mandat_interval")),
        sa.ForeignKeyConstraint(["dari_id"], ["jabatan.id"], name=op.f("fk_mandat_dari_id")),
        sa.ForeignKeyConstraint(["kepada_id"], ["jabatan.id"], name=op.f("fk_mandat_kepada_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandat")),
    )
    op.create_index("ix_mandat_dari_id", "mandat", ["dari_id"], unique=False)
    op.create_table(
        "pangkat",
        sa.Column("pegawai_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("golongan", sa.String(length=10), nullable=False),
        sa.Column("nama", sa.String(length=60), nullable=False),
        sa.Column("dasar", sa.String(length=200), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("selesai IS NULL OR selesai > mulai", name=op.f("ck_pangkat_interval")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_pangkat_pegawai_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pangkat")),
    )
    op.create_index("ix_pangkat_pegawai_id", "pangkat", ["pegawai_id", "mulai"], unique=False)
    op.create_table(
        "pengecualian_pemisahan",
        sa.Column("pegawai_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("alur", sa.String(length=60), nullable=False),
        sa.Column("langkah", sa.String(length=60), nullable=False),
        sa.Column("alasan", sa.String(length=300), nullable=False),
        sa.Column("dasar", sa.String(length=200), nullable=False),
        sa.Column("dibuat_oleh", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("selesai IS NULL OR selesai > mulai", name=op.f("ck_pengecualian_pemisahan_interval")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["account.id"], name=op.f("fk_pengecualian_pemisahan_dibuat_oleh")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_pengecualian_pemisahan_pegawai_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pengecualian_pemisahan")),
    )
    op.create_table(
        "penugasan",
        sa.Column("pegawai_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("jabatan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("jenis", sa.String(length=10), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("akta", sa.String(length=80), nullable=True),
        sa.Column("dasar", sa.String(length=200), nullable=False),
        sa.Column("sementara", sa.Boolean(), nullable=False),
        sa.Column("alasan", sa.String(length=300), nullable=False),
        sa.Column("dibuat_oleh", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("jenis IN ('definitif', 'Plt.', 'Plh.', 'Pj.')", name=op.f("ck_penugasan_jenis")),
        sa.CheckConstraint("selesai IS NULL OR selesai > mulai", name=op.f("ck_penugasan_interval")),
        sa.CheckConstraint("sementara = false OR akta IS NULL", name=op.f("ck_penugasan_sementara_tanpa_akta")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["account.id"], name=op.f("fk_penugasan_dibuat_oleh")),
        sa.ForeignKeyConstraint(["jabatan_id"], ["jabatan.id"], name=op.f("fk_penugasan_jabatan_id")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_penugasan_pegawai_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penugasan")),
    )
    op.create_index("ix_penugasan_jabatan_id", "penugasan", ["jabatan_id", "mulai"], unique=False)
    op.create_index("ix_penugasan_pegawai_id", "penugasan", ["pegawai_id", "mulai"], unique=False)
    op.create_table(
        "peran",
        sa.Column("pegawai_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nama", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("tahun", sa.Integer(), nullable=True),
        sa.Column("dasar", sa.String(length=200), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("selesai IS NULL OR selesai > mulai", name=op.f("ck_peran_interval")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_peran_pegawai_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit_kerja.id"], name=op.f("fk_peran_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peran")),
        sa.UniqueConstraint("pegawai_id", "nama", "unit_id", "tahun", "mulai", name="uq_peran_sekali"),
    )
    op.create_index("ix_peran_pegawai_id", "peran", ["pegawai_id", "mulai"], unique=False)
    op.create_table(
        "sesi_masuk",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("terakhir_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dicabut_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.Column("peramban", sa.String(length=200), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sesi_masuk_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sesi_masuk")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sesi_masuk_token_hash")),
    )
    op.create_index("ix_sesi_masuk_account_id", "sesi_masuk", ["account_id"], unique=False)
    op.create_table(
        "penunjukan_sementara",
        sa.Column("penugasan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("untuk", sa.String(length=60), nullable=False),
        sa.Column("dibuat_oleh_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("alasan", sa.String(length=300), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("alur_versi", sa.Integer(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["dibuat_oleh_id"], ["pegawai.id"], name=op.f("fk_penunjukan_sementara_dibuat_oleh_id")
        ),
        sa.ForeignKeyConstraint(["penugasan_id"], ["penugasan.id"], name=op.f("fk_penunjukan_sementara_penugasan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penunjukan_sementara")),
        sa.UniqueConstraint("penugasan_id", name="uq_penunjukan_sementara_penugasan_id"),
    )
    op.create_table(
        "surat_keluar",
        sa.Column("jenis", sa.String(length=40), nullable=False),
        sa.Column("hal", sa.String(length=400), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("klasifikasi", sa.String(length=20), nullable=False),
        sa.Column("sifat", sa.String(length=20), nullable=False),
        sa.Column("keamanan", sa.String(length=2), nullable=False),
        sa.Column(
            "data",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("opd_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("konseptor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("konseptor_jabatan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("penanda_jabatan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cara", sa.String(length=5), nullable=False),
        sa.Column("atas_nama_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("melalui_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("menjawab_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("register_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("tahun", sa.Integer(), nullable=True),
        sa.Column("urut", sa.Integer(), nullable=True),
        sa.Column("sisipan", sa.String(length=5), nullable=False),
        sa.Column("nomor", sa.String(length=120), nullable=True),
        sa.Column("tanggal", sa.Date(), nullable=True),
        sa.Column("penanda_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("penanda_penugasan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("penanda_sebutan", sa.String(length=400), nullable=False),
        sa.Column("ditandatangani_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=43), nullable=True),
        sa.Column("final_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("final_sidik", sa.String(length=64), nullable=False),
        sa.Column("signed_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("signed_sidik", sa.String(length=64), nullable=False),
        sa.Column("terbit_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("berkas_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("migrasi", sa.Boolean(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("alur_versi", sa.Integer(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("cara IN ('', 'a.n.', 'u.b.')", name=op.f("ck_surat_keluar_cara")),
        sa.CheckConstraint("keamanan IN ('SR', 'R', 'T', 'B')", name=op.f("ck_surat_keluar_keamanan")),
        sa.CheckConstraint(
            "status NOT IN ('terbit', 'terkirim') OR nomor IS NOT NULL", name=op.f("ck_surat_keluar_terbit_bernomor")
        ),
        sa.ForeignKeyConstraint(["atas_nama_id"], ["jabatan.id"], name=op.f("fk_surat_keluar_atas_nama_id")),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name=op.f("fk_surat_keluar_berkas_id")),
        sa.ForeignKeyConstraint(["final_id"], ["stored_file.id"], name=op.f("fk_surat_keluar_final_id")),
        sa.ForeignKeyConstraint(["konseptor_id"], ["pegawai.id"], name=op.f("fk_surat_keluar_konseptor_id")),
        sa.ForeignKeyConstraint(
            ["konseptor_jabatan_id"], ["jabatan.id"], name=op.f("fk_surat_keluar_konseptor_jabatan_id")
        ),
        sa.ForeignKeyConstraint(["melalui_id"], ["jabatan.id"], name=op.f("fk_surat_keluar_melalui_id")),
        sa.ForeignKeyConstraint(["opd_id"], ["unit_kerja.id"], name=op.f("fk_surat_keluar_opd_id")),
        sa.ForeignKeyConstraint(["penanda_id"], ["pegawai.id"], name=op.f("fk_surat_keluar_penanda_id")),
        sa.ForeignKeyConstraint(
            ["penanda_jabatan_id"], ["jabatan.id"], name=op.f("fk_surat_keluar_penanda_jabatan_id")
        ),
        sa.ForeignKeyConstraint(
            ["penanda_penugasan_id"], ["penugasan.id"], name=op.f("fk_surat_keluar_penanda_penugasan_id")
        ),
        sa.ForeignKeyConstraint(["register_id"], ["register.id"], name=op.f("fk_surat_keluar_register_id")),
        sa.ForeignKeyConstraint(["signed_id"], ["stored_file.id"], name=op.f("fk_surat_keluar_signed_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit_kerja.id"], name=op.f("fk_surat_keluar_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surat_keluar")),
        sa.UniqueConstraint("register_id", "tahun", "urut", "sisipan", name="uq_surat_keluar_nomor"),
        sa.UniqueConstraint("token", name=op.f("uq_surat_keluar_token")),
    )
    op.create_index("ix_surat_keluar_berkas_id", "surat_keluar", ["berkas_id"], unique=False)
    op.create_index("ix_surat_keluar_final_sidik", "surat_keluar", ["final_sidik"], unique=False)
    op.create_index("ix_surat_keluar_konseptor_id", "surat_keluar", ["konseptor_id", "id"], unique=False)
    op.create_index("ix_surat_keluar_menjawab_id", "surat_keluar", ["menjawab_id"], unique=False)
    op.create_index("ix_surat_keluar_opd_id", "surat_keluar", ["opd_id", "id"], unique=False)
    op.create_index("ix_surat_keluar_signed_sidik", "surat_keluar", ["signed_sidik"], unique=False)
    op.create_index("ix_surat_keluar_status", "surat_keluar", ["status", "id"], unique=False)
    op.create_table(
        "surat_lampiran",
        sa.Column("surat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("judul", sa.String(length=200), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_surat_lampiran_file_id")),
        sa.ForeignKeyConstraint(
            ["surat_id"], ["surat_keluar.id"], name=op.f("fk_surat_lampiran_surat_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surat_lampiran")),
    )
    op.create_index("ix_surat_lampiran_file_id", "surat_lampiran", ["file_id"], unique=False)
    op.create_index("ix_surat_lampiran_surat_id", "surat_lampiran", ["surat_id"], unique=False)
    op.create_table(
        "surat_masuk",
        sa.Column("opd_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("agenda", sa.Integer(), nullable=False),
        sa.Column("tujuan_jabatan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tembusan", sa.Boolean(), nullable=False),
        sa.Column("surat_keluar_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pengirim", sa.String(length=300), nullable=False),
        sa.Column("nomor", sa.String(length=120), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("hal", sa.String(length=400), nullable=False),
        sa.Column("sifat", sa.String(length=20), nullable=False),
        sa.Column("keamanan", sa.String(length=2), nullable=False),
        sa.Column("klasifikasi", sa.String(length=20), nullable=False),
        sa.Column("diterima_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenggat", sa.DateTime(timezone=True), nullable=True),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("dicatat_oleh", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("berkas_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("migrasi", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("alur_versi", sa.Integer(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("keamanan IN ('SR', 'R', 'T', 'B')", name=op.f("ck_surat_masuk_keamanan")),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name=op.f("fk_surat_masuk_berkas_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_surat_masuk_file_id")),
        sa.ForeignKeyConstraint(["opd_id"], ["unit_kerja.id"], name=op.f("fk_surat_masuk_opd_id")),
        sa.ForeignKeyConstraint(["surat_keluar_id"], ["surat_keluar.id"], name=op.f("fk_surat_masuk_surat_keluar_id")),
        sa.ForeignKeyConstraint(["tujuan_jabatan_id"], ["jabatan.id"], name=op.f("fk_surat_masuk_tujuan_jabatan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surat_masuk")),
        sa.UniqueConstraint("opd_id", "tahun", "agenda", name="uq_surat_masuk_agenda"),
    )
    op.create_index("ix_surat_masuk_berkas_id", "surat_masuk", ["berkas_id"], unique=False)
    op.create_index("ix_surat_masuk_file_id", "surat_masuk", ["file_id"], unique=False)
    op.create_index("ix_surat_masuk_opd_id", "surat_masuk", ["opd_id", "id"], unique=False)
    op.create_index("ix_surat_masuk_status", "surat_masuk", ["status", "id"], unique=False)
    op.create_index(
        "uq_surat_masuk_asal",
        "surat_masuk",
        ["surat_keluar_id", "tujuan_jabatan_id"],
        unique=True,
        sqlite_where=sa.text("surat_keluar_id IS NOT NULL"),
        postgresql_where=sa.text("surat_keluar_id IS NOT NULL"),
    )
    op.create_table(
        "surat_tujuan",
        sa.Column("surat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("macam", sa.String(length=10), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("jabatan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("teks", sa.String(length=300), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("macam IN ('kepada', 'tembusan')", name=op.f("ck_surat_tujuan_macam")),
        sa.ForeignKeyConstraint(["jabatan_id"], ["jabatan.id"], name=op.f("fk_surat_tujuan_jabatan_id")),
        sa.ForeignKeyConstraint(
            ["surat_id"], ["surat_keluar.id"], name=op.f("fk_surat_tujuan_surat_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit_kerja.id"], name=op.f("fk_surat_tujuan_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surat_tujuan")),
    )
    op.create_index("ix_surat_tujuan_surat_id", "surat_tujuan", ["surat_id"], unique=False)
    op.create_table(
        "surat_versi",
        sa.Column("surat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column(
            "isi",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["surat_id"], ["surat_keluar.id"], name=op.f("fk_surat_versi_surat_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surat_versi")),
        sa.UniqueConstraint("surat_id", "ronde", name="uq_surat_versi_ronde"),
    )
    op.create_table(
        "disposisi",
        sa.Column("surat_masuk_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("induk_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("dari_jabatan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("dari_pegawai_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kepada_jabatan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "instruksi",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("catatan", sa.String(length=2000), nullable=False),
        sa.Column("tenggat", sa.DateTime(timezone=True), nullable=True),
        sa.Column("laporan", sa.Text(), nullable=False),
        sa.Column("laporan_file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("selesai_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("alur_versi", sa.Integer(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["dari_jabatan_id"], ["jabatan.id"], name=op.f("fk_disposisi_dari_jabatan_id")),
        sa.ForeignKeyConstraint(["dari_pegawai_id"], ["pegawai.id"], name=op.f("fk_disposisi_dari_pegawai_id")),
        sa.ForeignKeyConstraint(["induk_id"], ["disposisi.id"], name=op.f("fk_disposisi_induk_id")),
        sa.ForeignKeyConstraint(["kepada_jabatan_id"], ["jabatan.id"], name=op.f("fk_disposisi_kepada_jabatan_id")),
        sa.ForeignKeyConstraint(["laporan_file_id"], ["stored_file.id"], name=op.f("fk_disposisi_laporan_file_id")),
        sa.ForeignKeyConstraint(["surat_masuk_id"], ["surat_masuk.id"], name=op.f("fk_disposisi_surat_masuk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposisi")),
        sa.UniqueConstraint(
            "surat_masuk_id", "induk_id", "kepada_jabatan_id", "dibuat_pada", name="uq_disposisi_sekali"
        ),
    )
    op.create_index("ix_disposisi_induk_id", "disposisi", ["induk_id"], unique=False)
    op.create_index("ix_disposisi_kepada_jabatan_id", "disposisi", ["kepada_jabatan_id", "id"], unique=False)
    op.create_index("ix_disposisi_laporan_file_id", "disposisi", ["laporan_file_id"], unique=False)
    op.create_index("ix_disposisi_surat_masuk_id", "disposisi", ["surat_masuk_id"], unique=False)
    # ### end Alembic commands ###
    for pernyataan in PASANG[op.get_bind().dialect.name]:
        op.execute(sa.text(_aman(pernyataan)))


def downgrade() -> None:
    for pernyataan in LEPAS[op.get_bind().dialect.name]:
        op.execute(sa.text(_aman(pernyataan)))
    # ### commands auto generated by Alembic - please adjust! ###
    op.drop_index("ix_disposisi_surat_masuk_id", table_name="disposisi")
    op.drop_index("ix_disposisi_laporan_file_id", table_name="disposisi")
    op.drop_index("ix_disposisi_kepada_jabatan_id", table_name="disposisi")
    op.drop_index("ix_disposisi_induk_id", table_name="disposisi")
    op.drop_table("disposisi")
    op.drop_table("surat_versi")
    op.drop_index("ix_surat_tujuan_surat_id", table_name="surat_tujuan")
    op.drop_table("surat_tujuan")
    op.drop_index(
        "uq_surat_masuk_asal",
        table_name="surat_masuk",
        sqlite_where=sa.text("surat_keluar_id IS NOT NULL"),
        postgresql_where=sa.text("surat_keluar_id IS NOT NULL"),
    )
    op.drop_index("ix_surat_masuk_status", table_name="surat_masuk")
    op.drop_index("ix_surat_masuk_opd_id", table_name="surat_masuk")
    op.drop_index("ix_surat_masuk_file_id", table_name="surat_masuk")
    op.drop_index("ix_surat_masuk_berkas_id", table_name="surat_masuk")
    op.drop_table("surat_masuk")
    op.drop_index("ix_surat_lampiran_surat_id", table_name="surat_lampiran")
    op.drop_index("ix_surat_lampiran_file_id", table_name="surat_lampiran")
    op.drop_table("surat_lampiran")
    op.drop_index("ix_surat_keluar_status", table_name="surat_keluar")
    op.drop_index("ix_surat_keluar_signed_sidik", table_name="surat_keluar")
    op.drop_index("ix_surat_keluar_opd_id", table_name="surat_keluar")
    op.drop_index("ix_surat_keluar_menjawab_id", table_name="surat_keluar")
    op.drop_index("ix_surat_keluar_konseptor_id", table_name="surat_keluar")
    op.drop_index("ix_surat_keluar_final_sidik", table_name="surat_keluar")
    op.drop_index("ix_surat_keluar_berkas_id", table_name="surat_keluar")
    op.drop_table("surat_keluar")
    op.drop_table("penunjukan_sementara")
    op.drop_index("ix_sesi_masuk_account_id", table_name="sesi_masuk")
    op.drop_table("sesi_masuk")
    op.drop_index("ix_peran_pegawai_id", table_name="peran")
    op.drop_table("peran")
    op.drop_index("ix_penugasan_pegawai_id", table_name="penugasan")
    op.drop_index("ix_penugasan_jabatan_id", table_name="penugasan")
    op.drop_table("penugasan")
    op.drop_table("pengecualian_pemisahan")
    op.drop_index("ix_pangkat_pegawai_id", table_name="pangkat")
    op.drop_table("pangkat")
    op.drop_index("ix_mandat_dari_id", table_name="mandat")
    op.drop_table("mandat")
    op.drop_index("ix_kode_sekali_account_id", table_name="kode_sekali")
    op.drop_table("kode_sekali")
    op.drop_index("ix_entri_kode_urutan", table_name="entri_kode")
    op.drop_index("ix_entri_kode_induk", table_name="entri_kode")
    op.drop_table("entri_kode")
    op.drop_table("versi_daftar")
    op.drop_table("penghitung")
    op.drop_table("pegawai")
    op.drop_index("ix_nomor_terpakai_objek", table_name="nomor_terpakai")
    op.drop_table("nomor_terpakai")
    op.drop_index("ix_jabatan_unit_id", table_name="jabatan")
    op.drop_index("ix_jabatan_atasan_id", table_name="jabatan")
    op.drop_table("jabatan")
    op.drop_index("ix_berkas_opd_id", table_name="berkas")
    op.drop_table("berkas")
    op.drop_table("account")
    op.drop_index("ix_unit_kerja_opd_id", table_name="unit_kerja")
    op.drop_index("ix_unit_kerja_induk_id", table_name="unit_kerja")
    op.drop_table("unit_kerja")
    op.drop_index(
        "ix_task_terbuka",
        table_name="task",
        sqlite_where=sa.text("ditutup_pada IS NULL"),
        postgresql_where=sa.text("ditutup_pada IS NULL"),
    )
    op.drop_index("ix_task_pembuat", table_name="task")
    op.drop_index("ix_task_objek", table_name="task")
    op.drop_index(
        "ix_task_eskalasi",
        table_name="task",
        sqlite_where=sa.text("ditutup_pada IS NULL AND eskalasi_pada IS NULL"),
        postgresql_where=sa.text("ditutup_pada IS NULL AND eskalasi_pada IS NULL"),
    )
    op.drop_table("task")
    op.drop_index("ix_stored_file_sidik", table_name="stored_file")
    op.drop_table("stored_file")
    op.drop_index("ix_riwayat_alur_objek", table_name="riwayat_alur")
    op.drop_table("riwayat_alur")
    op.drop_table("register")
    op.drop_table("pihak")
    op.drop_table("percobaan_masuk")
    op.drop_index("ix_notifikasi_pegawai_id", table_name="notifikasi")
    op.drop_index(
        "ix_notifikasi_belum",
        table_name="notifikasi",
        sqlite_where=sa.text("dibaca_pada IS NULL"),
        postgresql_where=sa.text("dibaca_pada IS NULL"),
    )
    op.drop_table("notifikasi")
    op.drop_index("ix_log_baca_objek", table_name="log_baca")
    op.drop_index("ix_log_baca_account_id", table_name="log_baca")
    op.drop_table("log_baca")
    op.drop_index("ix_langkah_rute_objek", table_name="langkah_rute")
    op.drop_table("langkah_rute")
    op.drop_index(
        "ix_job_terbuka",
        table_name="job",
        sqlite_where=sa.text("keadaan IN ('antre', 'berjalan')"),
        postgresql_where=sa.text("keadaan IN ('antre', 'berjalan')"),
    )
    op.drop_index("ix_job_selesai_pada", table_name="job")
    op.drop_index("ix_job_account_id", table_name="job")
    op.drop_table("job")
    op.drop_table("indeks_cari")
    op.drop_index("ix_draf_disimpan_pada", table_name="draf")
    op.drop_table("draf")
    op.drop_table("daftar_kode")
    op.drop_table("batas_laju")
    op.drop_index(op.f("ix_audit_seal_item_seal_id"), table_name="audit_seal_item")
    op.drop_table("audit_seal_item")
    op.drop_table("audit_seal")
    op.drop_index("ix_audit_event_account_id", table_name="audit_event")
    op.drop_table("audit_event")
    op.drop_index("ix_akses_dokumen_objek", table_name="akses_dokumen")
    op.drop_table("akses_dokumen")
    # ### end Alembic commands ###


def _aman(pernyataan: str) -> str:
    """The statement as `text` takes it: a colon in it is no parameter."""
    return pernyataan.replace(":", "\\:")
