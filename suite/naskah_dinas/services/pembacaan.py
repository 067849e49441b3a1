"""Read receipts. Whether an addressee has read is never stored: it is derived from the log of reading."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from suite.core import audit
from suite.core.actor import Actor
from suite.core.audit import LogBaca
from suite.core.db import session
from suite.naskah_dinas.models import Disposisi, SuratMasuk

BACA = "baca"
"""What the log says of a reading by whom the letter, or a disposisi of it, is addressed to."""


def catat(actor: Actor, m: SuratMasuk, bagian: str = BACA) -> None:
    """Log that the actor reads the letter's content (`bagian`: another part of it, such as the PDF).

    Of classes T, R and SR each reading is logged, of ordinary letters the first one by whom it is addressed to, in the
    post held today. Written once the reading request is over.
    """
    dituju = [("surat_masuk", m.id)] if actor.sebagai_jabatan(m.tujuan_jabatan_id) else []
    dituju += [("disposisi", d.id) for d in m.disposisi if actor.sebagai_jabatan(d.kepada_jabatan_id)]
    if dituju and ("surat_masuk", m.id) not in dituju:
        dituju.append(("surat_masuk", m.id))
    sudah = _sudah(actor, dituju)
    baru = [x for x in dituju if x not in sudah]
    for jenis, objek_id in baru:
        audit.catat_baca(actor, jenis, objek_id, BACA)
    if m.keamanan != "B" and ("surat_masuk", m.id) not in baru:
        audit.catat_baca(actor, "surat_masuk", m.id, "baca isi" if bagian == BACA else bagian)


def _sudah(actor: Actor, dituju: list[tuple[str, int]]) -> set[tuple[str, int]]:
    if not dituju:
        return set()
    cocok = or_(*(and_(LogBaca.jenis == jenis, LogBaca.objek_id == objek_id) for jenis, objek_id in dituju))
    q = select(LogBaca.jenis, LogBaca.objek_id).where(
        cocok, LogBaca.pegawai_id == actor.pegawai_id, LogBaca.uraian == BACA
    )
    return {(jenis, objek_id) for jenis, objek_id in session.execute(q)}


def dibaca(disposisi_ids: Iterable[int]) -> dict[int, datetime]:
    """When each of these disposisi was first read by its receiver; those not read are left out. One query."""
    ids = sorted(set(disposisi_ids))
    if not ids:
        return {}
    q = (
        select(LogBaca.objek_id, func.min(LogBaca.pada).label("pada"))
        .where(LogBaca.jenis == Disposisi.__tablename__, LogBaca.objek_id.in_(ids), LogBaca.uraian == BACA)
        .group_by(LogBaca.objek_id)
    )
    return {r.objek_id: r.pada for r in session.execute(q)}
