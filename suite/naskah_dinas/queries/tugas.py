"""Who is on duty away from the office: what attendance, travel costs and the writer of the next surat tugas ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import aliased

from suite.core import policy
from suite.core.actor import Actor
from suite.core.clock import today
from suite.core.db import memuat, session
from suite.core.identity.models import Pegawai
from suite.core.web import Kursor
from suite.core.web.urutan import berurut
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.models_tugas import TugasLuar

TAMPILAN = {"saya": "Saya", "kantor": "Kantor saya"}
KEADAAN = {"kini": "Hari ini dan nanti", "lewat": "Sudah lewat", "semua": "Semua"}
UKURAN = 25
URUTAN = {"mulai": TugasLuar.mulai}
_RALAT = aliased(SuratKeluar)


@dataclass(frozen=True)
class Tugas:
    """One person on duty away, both days included, and the letter that says so."""

    id: int
    pegawai_id: int
    nama: str
    mulai: date
    sampai: date
    tempat: str
    surat_id: int
    nomor: str
    terbuka: bool
    """Whether the letter itself is open to who asks."""


def berlaku() -> ColumnElement[bool]:
    """SQL condition over `TugasLuar` joined to its letter: not taken back, and not corrected by a letter that was issued."""
    ralat = select(_RALAT.id).where(_RALAT.meralat_id == SuratKeluar.id, _RALAT.terbit_pada.is_not(None))
    return and_(SuratKeluar.status.not_in(("ditarik", "batal")), ~ralat.exists())


def _q(*kolom: ColumnElement) -> Select:
    return (
        select(
            TugasLuar.id, TugasLuar.pegawai_id, Pegawai.nama, TugasLuar.mulai, TugasLuar.selesai, TugasLuar.tempat,
            SuratKeluar.id.label("surat_id"), SuratKeluar.nomor, *kolom,
        )
        .join(SuratKeluar, SuratKeluar.id == TugasLuar.surat_id)
        .join(Pegawai, Pegawai.id == TugasLuar.pegawai_id)
        .where(berlaku())
    )  # fmt: skip


def _baca(q: Select, terbuka: bool | None = None) -> list[Tugas]:
    return [
        Tugas(
            b.id, b.pegawai_id, b.nama, b.mulai, b.selesai - timedelta(days=1), b.tempat, b.surat_id, b.nomor,
            bool(b.terbuka) if terbuka is None else terbuka,
        )
        for b in session.execute(q)
    ]  # fmt: skip


def surat_tugas_pada(pegawai_ids: Iterable[int], dari: date, sampai: date) -> dict[int, list[Tugas]]:
    """The duties of these people that touch the days from `dari` to `sampai` (both included), by person, first one first.

    For the services above (attendance derives the state DL of a day, travel costs their days). One query; it asks for
    nobody in particular, so who shows its answer must have the right to see the person's days.
    """
    q = _q().where(TugasLuar.pegawai_id.in_(set(pegawai_ids)), TugasLuar.mulai <= sampai, TugasLuar.selesai > dari)
    hasil: dict[int, list[Tugas]] = {}
    for t in _baca(q.order_by(TugasLuar.mulai, TugasLuar.id), terbuka=False):
        hasil.setdefault(t.pegawai_id, []).append(t)
    return hasil


def bentrok(actor: Actor, pegawai_ids: Iterable[int], dari: date, sampai: date, *, kecuali: int | None) -> list[Tugas]:
    """Duties, in letters that the actor may see, of these people on these days; at most 20. `kecuali`: a letter left out."""
    q = _q().where(
        policy.lingkup("surat_keluar.lihat", actor),
        TugasLuar.pegawai_id.in_(set(pegawai_ids)), TugasLuar.mulai <= sampai, TugasLuar.selesai > dari,
        TugasLuar.surat_id != (kecuali or 0),
    )  # fmt: skip
    return _baca(q.order_by(TugasLuar.mulai, TugasLuar.id).limit(20), terbuka=True)


def daftar(
    actor: Actor, tampilan: str, keadaan: str, kata: str, kursor: Kursor | None, *, ukuran: int = UKURAN, urut: str = ""
) -> list[Tugas]:
    """At most one page and one row: one's own duties, or those in letters of the own office that one may see."""
    terlihat = policy.lingkup("surat_keluar.lihat", actor)
    q = _q(terlihat.label("terbuka")).where(_tampilan(actor, tampilan, terlihat)).limit(ukuran + 1)
    if keadaan == "kini":
        q = q.where(TugasLuar.selesai > today())
    elif keadaan == "lewat":
        q = q.where(TugasLuar.selesai <= today())
    for k in kata.split()[:6]:
        q = q.where(memuat(k, Pegawai.nama, TugasLuar.tempat, SuratKeluar.nomor))
    return _baca(berurut(q, TugasLuar.id, kursor, urut, URUTAN))


def _tampilan(actor: Actor, tampilan: str, terlihat: ColumnElement[bool]) -> ColumnElement[bool]:
    if tampilan == "saya":
        return TugasLuar.pegawai_id == (actor.pegawai_id or 0)
    kantor = SuratKeluar.opd_id.in_(sorted(actor.opd_ids))
    return terlihat if "auditor" in actor.kunci else and_(kantor, terlihat)
