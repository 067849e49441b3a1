"""Letters kept to begin others from: of one's own, and those that colleagues of the unit share."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import MultiDict

from suite.core import policy
from suite.core.actor import Actor
from suite.core.clock import now
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.naskah_dinas.models_contoh import ContohSurat
from suite.naskah_dinas.rules.akses import unit_boleh_melihat

TERBANYAK = 100
"""How many one person may keep."""
BIDANG_SENDIRI = frozenset(
    {
        "csrf_token",
        "id",
        "versi",
        "lakukan",
        "menjawab_id",
        "contoh",
        "nama_contoh",
        "kirim_pada",
        "berkas_tersimpan",
        "buang_lampiran",
    }
)
"""Fields that belong to one letter only."""


def simpan(actor: Actor, jenis: str, nama: str, isi: MultiDict[str, str]) -> ContohSurat:
    """Keep the fields of a form under a name; one of that name is replaced. Raises `AturanDilanggar` beside `nama_contoh`."""
    nama = " ".join(nama.split())
    if not nama or len(nama) > 100:
        raise AturanDilanggar("Beri nama contoh ini, paling panjang 100 huruf.", field="nama_contoh")
    assert actor.pegawai_id is not None
    milik = ContohSurat.pegawai_id == actor.pegawai_id
    ada = session.scalars(select(ContohSurat).where(milik, ContohSurat.nama == nama)).first()
    if ada is None:
        if (session.scalar(select(func.count()).select_from(ContohSurat).where(milik)) or 0) >= TERBANYAK:
            raise AturanDilanggar(
                f"Anda sudah menyimpan {TERBANYAK} contoh. Hapus yang tidak dipakai lagi.", field="nama_contoh"
            )
        ada = ContohSurat(pegawai_id=actor.pegawai_id, nama=nama, jenis=jenis, isi={})
        session.add(ada)
    ada.jenis, ada.disimpan_pada = jenis, now()
    ada.isi = {
        k: v for k, v in isi.to_dict(flat=False).items()
        if k not in BIDANG_SENDIRI and not k.startswith("cari_") and all(isinstance(x, str) for x in v) and any(v)
    }  # fmt: skip
    if not _terbuka(ada):
        ada.unit_id = None
    session.flush()
    return ada


def bagikan(actor: Actor, c: ContohSurat, ya: bool) -> None:
    """Let colleagues of the present unit begin from it, or no more. Raises `AturanDilanggar` for a secret one."""
    if ya and not _terbuka(c):
        raise AturanDilanggar("Contoh berkelas rahasia tidak dibagikan. Ubah kelasnya dahulu, atau pakai sendiri.")
    if ya and actor.sebagai is None:
        raise AturanDilanggar("Contoh hanya dapat dibagikan oleh pegawai yang memegang jabatan.")
    c.unit_id = actor.sebagai.unit_id if ya and actor.sebagai else None


def hapus(c: ContohSurat) -> None:
    session.delete(c)


def _terbuka(c: ContohSurat) -> bool:
    return unit_boleh_melihat(str(next(iter(c.isi.get("keamanan", ["B"])), "B")))


# Reads -------------------------------------------------------------------------------------------------------------


def daftar(actor: Actor) -> Sequence[ContohSurat]:
    """Those that the actor may begin from, one's own first, by name; at most 200."""
    q = select(ContohSurat).options(joinedload(ContohSurat.pegawai)).where(policy.lingkup("contoh_surat.pakai", actor))
    return session.scalars(
        q.order_by(ContohSurat.pegawai_id != (actor.pegawai_id or 0), ContohSurat.nama, ContohSurat.id).limit(200)
    ).all()


def terpilih(actor: Actor, id: int | None) -> ContohSurat | None:
    """The one of this id, if the actor may begin from it."""
    if id is None:
        return None
    return session.scalars(
        select(ContohSurat).where(ContohSurat.id == id, policy.lingkup("contoh_surat.pakai", actor))
    ).first()
