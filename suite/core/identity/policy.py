"""Who may manage whom: an admin stands over the offices (OPD) in which the role is held, `admin@*` over the city.

An account belongs to the office of its holder's definitif post: who is Plh. elsewhere does not come under the admin
there.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, false, literal, or_, select, true
from sqlalchemy.orm import aliased

from suite.core.actor import Actor
from suite.core.identity import queries
from suite.core.identity.models import Account, Jabatan, Pegawai, Penugasan, Peran, UnitKerja
from suite.core.identity.penunjukan import PenunjukanSementara
from suite.core.policy import daftarkan

PERAN_KOTA = frozenset({"admin", "auditor", "admin_regulasi", "penyetuju_regulasi"})
"""Roles that only an admin of the whole city gives and takes: they stand over others."""


def lingkup_admin(actor: Actor) -> frozenset[int] | None:
    """The offices (ids of OPD) that the actor administers; None: the whole city; empty: none."""
    if "admin@*" in actor.peran:
        return None
    awalan = "admin@"
    return frozenset(int(p[len(awalan) :]) for p in actor.peran if p.startswith(awalan) and p[len(awalan) :].isdigit())


def adalah_admin(actor: Actor) -> bool:
    return lingkup_admin(actor) != frozenset()


def mengelola_opd(actor: Actor, opd_id: int | None) -> bool:
    """Does the actor administer this office? None stands for the whole city."""
    opd = lingkup_admin(actor)
    return opd is None or opd_id in opd


def _unit_dalam(actor: Actor, kolom: Any) -> ColumnElement[bool]:
    """SQL condition: the unit in this column lies in an office that the actor administers."""
    opd = lingkup_admin(actor)
    if opd is None:
        return true()
    if not opd:
        return false()
    unit = aliased(UnitKerja)
    return kolom.in_(select(unit.id).where(or_(unit.opd_id.in_(sorted(opd)), unit.id.in_(sorted(opd)))))


def pegawai_dalam(actor: Actor, kolom: Any) -> ColumnElement[bool]:
    """SQL condition: the person in this column belongs to an office that the actor administers.

    By the definitif post today; who has none today, by any assignment (who leaves must still be looked after).
    """
    opd = lingkup_admin(actor)
    if opd is None:
        return true()
    if not opd:
        return false()
    tugas, jabatan, lain = aliased(Penugasan), aliased(Jabatan), aliased(Penugasan)
    di_sini = (
        select(literal(1))
        .select_from(tugas)
        .join(jabatan, jabatan.id == tugas.jabatan_id)
        .where(tugas.pegawai_id == kolom, _unit_dalam(actor, jabatan.unit_id))
    )
    tetap = (
        select(literal(1))
        .select_from(lain)
        .where(lain.pegawai_id == kolom, lain.jenis == "definitif", queries.berlaku(lain))
    )
    definitif_di_sini = di_sini.where(tugas.jenis == "definitif", queries.berlaku(tugas))
    return or_(definitif_di_sini.exists(), and_(~tetap.exists(), di_sini.exists()))


def _lingkup_penugasan(actor: Actor) -> ColumnElement[bool]:
    jabatan = aliased(Jabatan)
    return Penugasan.jabatan_id.in_(select(jabatan.id).where(_unit_dalam(actor, jabatan.unit_id)))


def _lingkup_peran(actor: Actor) -> ColumnElement[bool]:
    if lingkup_admin(actor) is None:
        return true()
    return and_(Peran.nama.not_in(sorted(PERAN_KOTA)), _unit_dalam(actor, Peran.unit_id))


def _boleh_kelola_akun(actor: Actor, account: Account | None) -> bool:
    """Admin, and no lesser admin over who stands over the city: a reset password would be a way up."""
    if not adalah_admin(actor):
        return False
    if account is None or account.pihak_id is None or lingkup_admin(actor) is None:
        return True
    return not queries.memegang_peran(account.pihak_id, PERAN_KOTA)


def atasan_bertugas(jabatan: Jabatan) -> Jabatan | None:
    """The nearest superior post that somebody holds today."""
    rantai = queries.atasan_pada(jabatan.id)
    pemegang = queries.pemegang_banyak(j.id for j in rantai)
    return next((j for j in rantai if j.id in pemegang), None)


def _boleh_menunjuk(actor: Actor, jabatan: Jabatan | None) -> bool:
    """Admin of the post's office, or who acts today in the superior post."""
    if jabatan is None:
        return adalah_admin(actor) or memimpin(actor)
    if mengelola_opd(actor, jabatan.unit.opd_id or jabatan.unit_id):
        return True
    atasan = atasan_bertugas(jabatan)
    return atasan is not None and atasan.id in actor.jabatan_ids


def memimpin(actor: Actor) -> bool:
    """Holds a post that heads a unit or has an echelon: others' posts are below it."""
    return any(p.kepala or p.eselon for p in actor.penugasan)


def _boleh_lihat_delegasi(actor: Actor, _objek: Any) -> bool:
    return adalah_admin(actor) or memimpin(actor) or "auditor" in actor.peran


def _boleh_lihat_penunjukan(actor: Actor, dok: PenunjukanSementara | None) -> bool:
    if dok is None:
        return _boleh_lihat_delegasi(actor, None)
    tugas = dok.penugasan
    if (
        dok.untuk in actor.kunci
        or actor.pegawai_id in (tugas.pegawai_id, dok.dibuat_oleh_id)
        or "auditor" in actor.peran
    ):
        return True
    return _boleh_menunjuk(actor, tugas.jabatan)


daftarkan(
    "akun.kelola",
    "mengelola akun pegawai di perangkat daerah Anda",
    model=Account,
    lingkup=lambda a: pegawai_dalam(a, Account.pihak_id),
    periksa=_boleh_kelola_akun,
)
daftarkan(
    "peran.kelola",
    "mengelola peran dan penugasan pegawai di perangkat daerah Anda",
    model=Pegawai,
    lingkup=lambda a: pegawai_dalam(a, Pegawai.id),
    periksa=lambda a, o: adalah_admin(a),
)
daftarkan(
    "peran.akhiri",
    "mengakhiri peran yang berlaku di perangkat daerah Anda",
    model=Peran,
    lingkup=_lingkup_peran,
    periksa=lambda a, o: adalah_admin(a),
)
daftarkan(
    "penugasan.akhiri",
    "mengakhiri penugasan pada jabatan di perangkat daerah Anda",
    model=Penugasan,
    lingkup=_lingkup_penugasan,
    periksa=lambda a, o: adalah_admin(a),
)
daftarkan(
    "penugasan.sementara",
    "menunjuk Plh. sementara untuk jabatan di bawah Anda atau di perangkat daerah yang Anda kelola",
    periksa=_boleh_menunjuk,
    rahasia=False,
)
daftarkan("penunjukan.lihat", "melihat penunjukan sementara", periksa=_boleh_lihat_penunjukan)
daftarkan("delegasi.lihat", "melihat papan Plh. dan Plt.", periksa=_boleh_lihat_delegasi)
daftarkan(
    "tugas.serahkan",
    "menyerahkan tugas pribadi pegawai yang pergi kepada pegawai lain",
    periksa=lambda a, o: adalah_admin(a),
)
