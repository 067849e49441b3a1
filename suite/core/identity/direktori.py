"""The directory: units, posts and people in force today, as keyset pages by id upwards.

What every employee may see: names, NIP, posts and units; no private data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import joinedload

from suite.core.db import session
from suite.core.identity import queries
from suite.core.identity.models import Jabatan, Pegawai, Penugasan, UnitKerja


def _pola(kata: str) -> list[str]:
    """Up to six words as patterns that ILIKE takes literally."""
    bersih = (k.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for k in kata.split()[:6])
    return [f"%{k}%" for k in bersih]


def daftar_unit(kata: str, *, opd_id: int | None, setelah: int | None, batas: int) -> Sequence[UnitKerja]:
    """Units whose name or code holds all the words; with `opd_id` those of one office. By id upwards."""
    q = select(UnitKerja).where(queries.berlaku(UnitKerja))
    for p in _pola(kata):
        q = q.where(or_(*(k.ilike(p, escape="\\") for k in (UnitKerja.nama, UnitKerja.nama_singkat, UnitKerja.kode))))
    if opd_id is not None:
        q = q.where(or_(UnitKerja.opd_id == opd_id, UnitKerja.id == opd_id))
    if setelah is not None:
        q = q.where(UnitKerja.id > setelah)
    return session.scalars(q.order_by(UnitKerja.id).limit(batas)).all()


@dataclass(frozen=True)
class BarisJabatan:
    """A post, and who acts in it today (empty when nobody does)."""

    jabatan: Jabatan
    pemegang: queries.Pemegang | None


def daftar_jabatan(kata: str, *, unit_id: int | None, setelah: int | None, batas: int) -> list[BarisJabatan]:
    """Posts whose name holds all the words; with `unit_id` those of one unit. By id upwards. Two queries."""
    q = select(Jabatan).options(joinedload(Jabatan.unit)).where(queries.berlaku(Jabatan))
    for p in _pola(kata):
        q = q.where(Jabatan.nama.ilike(p, escape="\\"))
    if unit_id is not None:
        q = q.where(Jabatan.unit_id == unit_id)
    if setelah is not None:
        q = q.where(Jabatan.id > setelah)
    semua = session.scalars(q.order_by(Jabatan.id).limit(batas)).all()
    orang = queries.pemegang_banyak([j.id for j in semua])
    return [BarisJabatan(j, orang.get(j.id)) for j in semua]


def daftar_pegawai(
    kata: str, *, unit_id: int | None, setelah: int | None, batas: int
) -> list[tuple[Pegawai, list[Penugasan]]]:
    """People whose name or NIP holds all the words, who hold a post today (in `unit_id`); by id upwards. Two queries."""
    tugas = select(Penugasan.id).where(Penugasan.pegawai_id == Pegawai.id, queries.berlaku(Penugasan))
    if unit_id is not None:
        tugas = tugas.join(Jabatan, and_(Jabatan.id == Penugasan.jabatan_id, Jabatan.unit_id == unit_id))
    q = select(Pegawai).where(exists(tugas.correlate(Pegawai)))
    for p in _pola(kata):
        q = q.where(or_(Pegawai.nama.ilike(p, escape="\\"), Pegawai.nip.like(p, escape="\\")))
    if setelah is not None:
        q = q.where(Pegawai.id > setelah)
    semua = session.scalars(q.order_by(Pegawai.id).limit(batas)).all()
    milik: dict[int, list[Penugasan]] = {p.id: [] for p in semua}
    if semua:
        penugasan = (
            select(Penugasan)
            .options(joinedload(Penugasan.jabatan).joinedload(Jabatan.unit))
            .where(Penugasan.pegawai_id.in_(milik), queries.berlaku(Penugasan))
            .order_by(Penugasan.id)
        )
        for p in session.scalars(penugasan):
            milik[p.pegawai_id].append(p)
    return [(p, milik[p.id]) for p in semua]
