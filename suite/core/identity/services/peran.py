"""Roles: given and taken with a reason, never to oneself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from suite.core import audit, notifications, policy
from suite.core.actor import Actor
from suite.core.clock import today
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TanpaIzin
from suite.core.identity.models import Pegawai, Peran, UnitKerja
from suite.core.identity.policy import PERAN_KOTA, mengelola_opd
from suite.core.kalender import tanggal_pendek


@dataclass(frozen=True)
class JenisPeran:
    """A role that can be given: its word on the screen and what it lets a person do."""

    nama: str
    label: str
    uraian: str


PERAN: dict[str, JenisPeran] = {}


def daftarkan_peran(nama: str, label: str, uraian: str) -> None:
    """Make a role known (at start-up, by the room that reads it)."""
    PERAN[nama] = JenisPeran(nama, label, uraian)


daftarkan_peran("admin", "Admin", "Mengelola akun, peran, dan penyerahan tugas")
daftarkan_peran("arsiparis", "Arsiparis", "Mengelola klasifikasi, berkas, dan retensi arsip")
daftarkan_peran("pengadministrasi", "Pengadministrasi surat", "Mencatat surat masuk pada agenda unit")
daftarkan_peran("pengelola_kepegawaian", "Pengelola kepegawaian", "Mengelola data kepegawaian")
daftarkan_peran("auditor", "Auditor", "Melihat metadata dan jejak audit seluruh kota")


def beri_peran(
    actor: Actor,
    pegawai: Pegawai,
    nama: str,
    unit: UnitKerja | None,
    *,
    alasan: str,
    tahun: int | None = None,
    mulai: date | None = None,
    selesai: date | None = None,
) -> Peran:
    """Give a person a role in a unit (None: the whole city) from `mulai` (today) to before `selesai`.

    `alasan` is the deed or reason. Raises `TanpaIzin` for oneself, for a unit the actor does not administer, and for a
    role over the city by who is no admin of the city; `AturanDilanggar` when the person has the role already.
    """
    mulai = mulai or today()
    if nama not in PERAN:
        raise AturanDilanggar(f"Peran {nama} tidak dikenal.", field="nama")
    if not actor.sistem:
        _pastikan_boleh(actor, pegawai, nama, unit)
    if not alasan.strip():
        raise AturanDilanggar("Tuliskan dasar atau alasannya, misalnya nomor SK.", field="alasan")
    if selesai is not None and selesai <= mulai:
        raise AturanDilanggar("Tanggal akhir mendahului tanggal mulai. Periksa kedua tanggal.", field="sampai")
    if nama == "admin" and unit is not None and unit.opd_id not in (None, unit.id):
        raise AturanDilanggar(
            "Peran admin diberikan untuk seluruh perangkat daerah, bukan untuk bagiannya.", field="unit"
        )
    _pastikan_belum(pegawai, nama, unit, tahun, mulai, selesai)
    peran = Peran(
        pegawai_id=pegawai.id,
        nama=nama,
        unit_id=unit.id if unit else None,
        tahun=tahun,
        dasar=alasan.strip()[:200],
        mulai=mulai,
        selesai=selesai,
    )
    try:
        with session.begin_nested():
            session.add(peran)
    except IntegrityError:
        raise AturanDilanggar(f"Peran {PERAN[nama].label} ini sudah pernah diberikan mulai tanggal itu.") from None
    audit.sebut("peran.beri", peran, actor)
    di = unit.nama_singkat if unit else "seluruh kota"
    notifications.beri_tahu(
        f"p:{pegawai.id}", judul=f"Peran {PERAN[nama].label} ({di})", isi=alasan.strip(), url="/akun", jenis="penugasan"
    )
    return peran


def _pastikan_boleh(actor: Actor, pegawai: Pegawai, nama: str, unit: UnitKerja | None) -> None:
    policy.pastikan("peran.kelola", actor, pegawai)
    if actor.pegawai_id == pegawai.id:
        raise TanpaIzin("Anda tidak dapat memberi peran kepada diri sendiri. Minta admin lain yang memberikannya.")
    if not mengelola_opd(actor, (unit.opd_id or unit.id) if unit else None):
        raise TanpaIzin("Anda hanya dapat memberi peran di perangkat daerah yang Anda kelola.")
    if nama in PERAN_KOTA and not mengelola_opd(actor, None):
        raise TanpaIzin(f"Peran {PERAN[nama].label} hanya diberikan oleh admin kota.")


def _pastikan_belum(
    pegawai: Pegawai, nama: str, unit: UnitKerja | None, tahun: int | None, mulai: date, selesai: date | None
) -> None:
    q = select(Peran).where(
        Peran.pegawai_id == pegawai.id,
        Peran.nama == nama,
        Peran.unit_id.is_(None) if unit is None else Peran.unit_id == unit.id,
        Peran.tahun.is_(None) if tahun is None else Peran.tahun == tahun,
        or_(Peran.selesai.is_(None), Peran.selesai > mulai),
    )
    if selesai is not None:
        q = q.where(Peran.mulai < selesai)
    ada = session.scalars(q.limit(1)).first()
    if ada is not None:
        raise AturanDilanggar(
            f"{pegawai.nama_lengkap} sudah memegang peran {PERAN[nama].label} ini sejak {tanggal_pendek(ada.mulai)}.",
            field="nama",
        )


def akhiri_peran(actor: Actor, peran: Peran, alasan: str, *, sampai: date | None = None) -> None:
    """Let a role end: at once, or after the day `sampai`. One given today or for later is withdrawn altogether.

    Raises `AturanDilanggar` without a reason or for a role that is over.
    """
    policy.pastikan("peran.akhiri", actor, peran)
    if not alasan.strip():
        raise AturanDilanggar("Tuliskan alasannya; alasan tercatat pada riwayat pegawai.", field="alasan")
    if peran.selesai is not None and peran.selesai <= today():
        raise AturanDilanggar("Peran ini sudah berakhir.")
    selesai = sampai + timedelta(days=1) if sampai else today()
    if selesai < today():
        raise AturanDilanggar("Masa lalu tidak diubah: peran dapat diakhiri mulai hari ini.", field="sampai")
    if peran.selesai is not None and selesai > peran.selesai:
        raise AturanDilanggar("Tanggal ini memperpanjang peran. Beri peran baru dengan dasarnya.", field="sampai")
    audit.catat(
        f"pegawai:{peran.pegawai_id}", "peran.akhiri", {"alasan": alasan.strip()[:300], "peran": peran.id}, actor
    )
    if selesai <= peran.mulai:
        session.delete(peran)
    else:
        peran.selesai = selesai
    session.flush()
