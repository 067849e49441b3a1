"""Reads about letters to many: groups of units to choose, what waits for one's signature, what became of each letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from suite.core.actor import Actor
from suite.core.db import session
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan, UnitKerja
from suite.core.workflow import Task
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.models_massal import BarisMassal
from suite.naskah_dinas.rules.massal import TUJUAN_TERBANYAK

NAMA_JENIS = {
    "dinas": "dinas",
    "badan": "badan",
    "kecamatan": "kecamatan",
    "kelurahan": "kelurahan",
    "bagian": "bagian sekretariat daerah",
    "uptd": "UPTD",
    "puskesmas": "puskesmas",
    "sekolah": "sekolah",
}
"""Kinds of unit that may be addressed as a whole."""
UKURAN = 50


@dataclass(frozen=True)
class Kelompok:
    """A group of units: code, name, how many of them have a head who receives."""

    kode: str
    nama: str
    banyak: int


def kelompok_unit() -> list[Kelompok]:
    """The groups with at least two units today; two queries."""
    q = (
        select(UnitKerja.jenis, func.count())
        .where(identitas.berlaku(UnitKerja), UnitKerja.jenis.in_(NAMA_JENIS), _berkepala())
        .group_by(UnitKerja.jenis)
    )
    ada = dict(session.execute(q).all())
    opd = session.scalar(select(func.count()).select_from(UnitKerja).where(_syarat("opd"))) or 0
    hasil = [Kelompok("opd", "perangkat daerah", opd)] + [Kelompok(k, n, ada.get(k, 0)) for k, n in NAMA_JENIS.items()]
    return [k for k in hasil if k.banyak > 1]


def anggota(kode: Sequence[str]) -> list[UnitKerja]:
    """The units of these groups, by name, each once (at most `TUJUAN_TERBANYAK`)."""
    kode = [k for k in kode if k == "opd" or k in NAMA_JENIS]
    if not kode:
        return []
    q = select(UnitKerja).where(or_(*(_syarat(k) for k in kode))).order_by(UnitKerja.nama, UnitKerja.id)
    return list(session.scalars(q.limit(TUJUAN_TERBANYAK)))


def _syarat(kode: str) -> ColumnElement[bool]:
    if kode == "opd":
        sendiri = or_(UnitKerja.opd_id == UnitKerja.id, UnitKerja.opd_id.is_(None)) & (UnitKerja.jenis != "kota")
    else:
        sendiri = UnitKerja.jenis == kode
    return sendiri & identitas.berlaku(UnitKerja) & _berkepala()


def _berkepala() -> ColumnElement[bool]:
    q = select(Jabatan.id).where(Jabatan.unit_id == UnitKerja.id, Jabatan.kepala.is_(True), identitas.berlaku(Jabatan))
    return q.exists()


def menunggu_tanda_tangan(actor: Actor, batas: int) -> list[SuratKeluar]:
    """Letters that wait for the actor's signature, nearest deadline first."""
    tugas = (
        select(Task.objek_id, func.min(Task.tenggat).label("tenggat"))
        .where(
            Task.jenis == "surat_keluar", Task.aksi == "tandatangani", Task.ditutup_pada.is_(None),
            Task.untuk.in_(sorted(actor.kunci)),
        )
        .group_by(Task.objek_id)
        .subquery()
    )  # fmt: skip
    q = select(SuratKeluar).join(tugas, tugas.c.objek_id == SuratKeluar.id)
    return list(session.scalars(q.order_by(tugas.c.tenggat.is_(None), tugas.c.tenggat, SuratKeluar.id).limit(batas)))


def baris(massal_id: int, *, setelah: int = 0, keadaan: str = "") -> Sequence[BarisMassal]:
    """A page of an act's letters (`UKURAN` and one more), after the one at place `setelah`."""
    q = select(BarisMassal).options(joinedload(BarisMassal.surat)).where(BarisMassal.massal_id == massal_id)
    if keadaan:
        q = q.where(BarisMassal.keadaan == keadaan)
    return session.scalars(q.where(BarisMassal.urut > setelah).order_by(BarisMassal.urut).limit(UKURAN + 1)).all()
