"""The board of an office today: which posts nobody holds, who is away and represented, and what waits with whom is away.

Reads only. Counts of tasks, never their titles: who arranges a substitute need not read what waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from suite.core.actor import Actor
from suite.core.akses import kunci_jabatan, kunci_pegawai
from suite.core.clock import today
from suite.core.db import session
from suite.core.identity.models import Jabatan, Pegawai, Penugasan, UnitKerja
from suite.core.identity.policy import lingkup_admin
from suite.core.identity.queries import URUT_JENIS, berlaku, dokumen_sementara
from suite.core.workflow import Task, inbox

PALING_BANYAK = 100


@dataclass(frozen=True)
class BarisPapan:
    """One post that its definitif holder does not run today.

    `pejabat`: the definitif holder, None when vacant; `pengganti`: the assignment through which somebody acts, None when
    nobody does. `tugas`: open tasks of the post; `pribadi`: of the person who is away, `rahasia` of them on secret letters.
    """

    jabatan: Jabatan
    pejabat: Pegawai | None
    pengganti: Penugasan | None
    penunjukan_id: int | None
    tugas: int = 0
    pribadi: int = 0
    rahasia: int = 0

    @property
    def lowong(self) -> bool:
        return self.pejabat is None and self.pengganti is None


def lingkup(actor: Actor) -> ColumnElement[bool]:
    """Posts on the actor's board: of the offices administered, of the units headed, and those directly below."""
    opd = lingkup_admin(actor)
    if opd is None or "auditor" in actor.peran:
        return Jabatan.id.is_not(None)
    unit = {p.unit_id for p in actor.penugasan if p.kepala}
    opd = opd | {p.opd_id for p in actor.penugasan if p.kepala and p.opd_id == p.unit_id}
    return or_(
        UnitKerja.opd_id.in_(sorted(opd)), Jabatan.unit_id.in_(sorted(unit)), Jabatan.atasan_id.in_(sorted(actor.jabatan_ids))
    )  # fmt: skip


def papan(actor: Actor) -> Sequence[BarisPapan]:
    """The posts that their holders do not run today, the vacant ones first; at most 100. Five queries."""
    hari = today()
    ada = select(Penugasan.jabatan_id).where(berlaku(Penugasan, hari))
    tetap, ganti = ada.where(Penugasan.jenis == "definitif"), ada.where(Penugasan.jenis != "definitif")
    q = (
        select(Jabatan)
        .join(UnitKerja, UnitKerja.id == Jabatan.unit_id)
        .options(joinedload(Jabatan.unit))
        .where(berlaku(Jabatan, hari), lingkup(actor))
        # A vacant post matters when it leads; an empty place of staff is the personnel plan's affair.
        .where(or_(Jabatan.id.in_(ganti), Jabatan.id.not_in(tetap) & or_(Jabatan.kepala, Jabatan.eselon != "")))
        .order_by(Jabatan.eselon == "", Jabatan.eselon, Jabatan.id)
        .limit(PALING_BANYAK)
    )
    jabatan = session.scalars(q).all()
    ids = [j.id for j in jabatan]
    tugas = (
        select(Penugasan)
        .options(joinedload(Penugasan.pegawai))
        .where(Penugasan.jabatan_id.in_(ids), berlaku(Penugasan, hari))
    )
    pejabat: dict[int, Pegawai] = {}
    pengganti: dict[int, Penugasan] = {}
    for p in sorted(session.scalars(tugas), key=lambda p: (-URUT_JENIS[p.jenis], p.id)):
        if p.jenis == "definitif":
            pejabat[p.jabatan_id] = p.pegawai
        else:
            pengganti[p.jabatan_id] = p
    dokumen = dokumen_sementara([p.id for p in pengganti.values() if p.sementara])
    kunci = [kunci_jabatan(i) for i in ids] + [kunci_pegawai(p.id) for p in pejabat.values()]
    terbuka = _hitung(kunci)
    tertutup = _hitung([kunci_pegawai(p.id) for p in pejabat.values()], inbox.tertutup())
    hasil = []
    for j in jabatan:
        orang, wakil = pejabat.get(j.id), pengganti.get(j.id)
        milik = kunci_pegawai(orang.id) if orang else ""
        hasil.append(
            BarisPapan(
                j, orang, wakil, dokumen.get(wakil.id) if wakil else None, terbuka.get(kunci_jabatan(j.id), 0),
                terbuka.get(milik, 0), tertutup.get(milik, 0),
            )
        )  # fmt: skip
    return sorted(hasil, key=lambda b: not b.lowong)


def _hitung(kunci: list[str], *syarat: ColumnElement[bool]) -> dict[str, int]:
    if not kunci:
        return {}
    q = select(Task.untuk, func.count()).where(Task.untuk.in_(kunci), Task.ditutup_pada.is_(None), *syarat)
    return {untuk: n for untuk, n in session.execute(q.group_by(Task.untuk))}  # noqa: C416  (a row is no pair)
