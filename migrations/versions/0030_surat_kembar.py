"""By what a letter that was registered before is recognised."""

from __future__ import annotations

import hashlib
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("surat_masuk", sa.Column("sidik_asal", sa.String(32), nullable=True))
    op.add_column("surat_masuk", sa.Column("alasan_kembar", sa.String(300), nullable=False, server_default=""))
    _isi()
    op.create_index("ix_surat_masuk_sidik_asal", "surat_masuk", ["opd_id", "sidik_asal"])


def _isi() -> None:
    """The letters that are there already, as `rules.kembar` stood on the day of this migration."""
    k = op.get_bind()
    t = sa.table("surat_masuk", sa.column("id"), sa.column("pengirim"), sa.column("nomor"), sa.column("sidik_asal"))
    terakhir = 0
    while True:
        q = sa.select(t.c.id, t.c.pengirim, t.c.nomor).where(t.c.id > terakhir).order_by(t.c.id).limit(1000)
        baris = k.execute(q).all()
        if not baris:
            return
        terakhir = baris[-1].id
        baru = [{"i": b.id, "s": s} for b in baris if (s := _sidik(b.pengirim, b.nomor))]
        if baru:
            k.execute(sa.update(t).where(t.c.id == sa.bindparam("i")).values(sidik_asal=sa.bindparam("s")), baru)


def _sidik(pengirim: str, nomor: str) -> str | None:
    angka, siapa = _inti(nomor), _inti(pengirim)
    if not any(c.isdigit() for c in angka) or not siapa:
        return None
    return hashlib.sha256(f"{siapa}|{angka}".encode()).hexdigest()[:32]


def _inti(teks: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", teks).casefold() if c.isalnum())


def downgrade() -> None:
    op.drop_index("ix_surat_masuk_sidik_asal", "surat_masuk")
    op.drop_column("surat_masuk", "alasan_kembar")
    op.drop_column("surat_masuk", "sidik_asal")
