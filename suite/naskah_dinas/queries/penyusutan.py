"""Reads about the disposal of archives: what is due on a day, the documents of an office, one document with its list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true

from suite.core import policy
from suite.core.actor import Actor
from suite.core.db import memuat, session, untuk_pola
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan, UnitKerja
from suite.core.web import Kursor
from suite.core.web.urutan import atau_akhir, berurut
from suite.naskah_dinas.models import Berkas
from suite.naskah_dinas.models_penyusutan import BarisPenyusutan, Penyusutan
from suite.naskah_dinas.policy import opd_arsip
from suite.naskah_dinas.rules.penyusutan import PEMINDAHAN, PEMUSNAHAN, PENYERAHAN

UKURAN = 25
JENIS_TAHAP = {"inaktif": PEMINDAHAN, "musnah": PEMUSNAHAN, "serah": PENYERAHAN}
"""The document that a stage of the due list leads to."""
URUTAN_TEMPO = {"inaktif": atau_akhir(Berkas.inaktif_mulai), "keputusan": atau_akhir(Berkas.keputusan_mulai)}


@dataclass(frozen=True)
class BarisTempo:
    """A closed berkas and its days. `penyusutan_id`: the open document that it stands in."""

    id: int
    versi: int
    klasifikasi: str
    judul: str
    tahun: int
    opd: str
    status: str
    ditahan: bool
    inaktif_mulai: date | None
    keputusan_mulai: date | None
    persetujuan: str
    penyusutan_id: int | None


def lingkup_tempo(actor: Actor) -> ColumnElement[bool]:
    """The berkas whose retention the actor watches over: of the offices of the role, or of the city."""
    opd = opd_arsip(actor)
    if opd is None:
        return true()
    return Berkas.opd_id.in_(sorted(opd)) if opd else false()


def di_tahap(tahap: str, hari: date) -> ColumnElement[bool]:
    """SQL condition: the berkas stands in this stage on the day (the same answer as `rules.penyusutan.tahap`)."""
    tertutup = Berkas.status.in_(("ditutup", "dipindahkan"))
    belum_putus = Berkas.keputusan_mulai > hari
    if tahap == "tanpa_jadwal":
        return and_(tertutup, or_(Berkas.inaktif_mulai.is_(None), Berkas.keputusan_mulai.is_(None)))
    if tahap == "aktif":
        return and_(Berkas.status == "ditutup", belum_putus, Berkas.inaktif_mulai > hari)
    if tahap == "inaktif":
        return and_(Berkas.status == "ditutup", belum_putus, Berkas.inaktif_mulai <= hari)
    if tahap == "tersimpan":
        return and_(Berkas.status == "dipindahkan", belum_putus, Berkas.inaktif_mulai.is_not(None))
    return and_(tertutup, Berkas.keputusan_mulai <= hari, Berkas.nasib == tahap, Berkas.inaktif_mulai.is_not(None))


def _tempo(q: Any, actor: Actor, tahap: str, hari: date, kata: str, saring: str) -> Any:
    q = q.where(lingkup_tempo(actor), di_tahap(tahap, hari))
    for k in kata.split()[:6]:
        q = q.where(or_(memuat(k, Berkas.judul), Berkas.klasifikasi.like(f"{untuk_pola(k)}%", escape="\\")))
    if saring == "bebas":
        q = q.where(Berkas.penyusutan_id.is_(None), Berkas.ditahan_pada.is_(None))
    elif saring == "ditahan":
        q = q.where(Berkas.ditahan_pada.is_not(None))
    elif saring == "diproses":
        q = q.where(Berkas.penyusutan_id.is_not(None))
    return q


def jatuh_tempo(
    actor: Actor, tahap: str, hari: date, kata: str, saring: str, kursor: Kursor | None, *, ukuran: int = UKURAN, urut: str = ""
) -> list[BarisTempo]:  # fmt: skip
    """At most one page and one row of the berkas in a stage on the day, newest first or in an order of `URUTAN_TEMPO`."""
    q = select(Berkas, UnitKerja.nama_singkat).join(UnitKerja, UnitKerja.id == Berkas.opd_id).limit(ukuran + 1)
    q = _tempo(q, actor, tahap, hari, kata, saring)
    baris: Any = session.execute(berurut(q, Berkas.id, kursor, urut, URUTAN_TEMPO))
    return [
        BarisTempo(
            b.id, b.versi, b.klasifikasi, b.judul, b.tahun, opd, b.status, b.ditahan_pada is not None, b.inaktif_mulai,
            b.keputusan_mulai, b.persetujuan, b.penyusutan_id,
        )
        for b, opd in baris
    ]  # fmt: skip


def hitung_tempo(actor: Actor, tahap: str, hari: date, kata: str, saring: str) -> int:
    """How many rows `jatuh_tempo` has in all: for a long export, never for a page."""
    return session.scalar(_tempo(select(func.count()).select_from(Berkas), actor, tahap, hari, kata, saring)) or 0


@dataclass(frozen=True)
class BarisDokumen:
    """A document of disposal in the list."""

    id: int
    jenis: str
    opd: str
    status: str
    jumlah: int
    nomor: str
    dilaksanakan_pada: date | None
    dibuat_pada: Any


def dokumen(
    actor: Actor, jenis: str, status: str, kursor: Kursor | None, *, ukuran: int = UKURAN, urut: str = ""
) -> list[BarisDokumen]:
    """At most one page and one row of the documents that the actor may see, newest first."""
    jumlah = select(func.count()).where(BarisPenyusutan.penyusutan_id == Penyusutan.id).scalar_subquery()
    q = (
        select(Penyusutan, UnitKerja.nama_singkat, jumlah)
        .join(UnitKerja, UnitKerja.id == Penyusutan.opd_id)
        .where(policy.lingkup("penyusutan.lihat", actor))
        .limit(ukuran + 1)
    )
    if jenis:
        q = q.where(Penyusutan.jenis == jenis)
    if status:
        q = q.where(Penyusutan.status == status)
    return [
        BarisDokumen(d.id, d.jenis, opd, d.status, n, d.nomor, d.dilaksanakan_pada, d.dibuat_pada)
        for d, opd, n in session.execute(berurut(q, Penyusutan.id, kursor, urut, {"dibuat": Penyusutan.id}))
    ]


def calon_panitia(opd_id: int, terpilih: Sequence[int]) -> list[tuple[str, str]]:
    """Officials of the office who may sit in its panitia penilai, those chosen already included: (id, name of post)."""
    unit = select(UnitKerja.id).where(or_(UnitKerja.opd_id == opd_id, UnitKerja.id == opd_id))
    q = select(Jabatan).where(
        or_(and_(Jabatan.unit_id.in_(unit), Jabatan.eselon != ""), Jabatan.id.in_(terpilih)), identitas.berlaku(Jabatan)
    )
    return [(str(j.id), j.nama) for j in session.scalars(q.order_by(Jabatan.eselon, Jabatan.id).limit(100))]
