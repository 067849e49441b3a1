"""Handing over: the open personal tasks of who leaves go to another person in one act.

Tasks of a post need none of this: whoever holds the post next finds them. Here it is the personal ones (`p:`).
"""

from __future__ import annotations

from sqlalchemy import func, insert, literal, select
from sqlalchemy.orm import aliased

from suite.core import audit, notifications, policy
from suite.core.actor import Actor
from suite.core.akses import AksesDokumen, kunci_pegawai
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TanpaIzin
from suite.core.identity.models import Pegawai
from suite.core.identity.policy import pegawai_dalam
from suite.core.identity.queries import akun_pegawai, penugasan_pegawai
from suite.core.workflow import Task, declare, inbox


def pratinjau_serah(actor: Actor, dari: Pegawai) -> list[tuple[str, int]]:
    """How many open personal tasks the person has, by kind in words. Counts only: their titles are not the admin's.

    Raises `TanpaIzin` for somebody outside the actor's offices.
    """
    _pastikan_dalam(actor, dari)
    q = (
        select(Task.jenis, func.count())
        .where(Task.untuk == kunci_pegawai(dari.id), Task.ditutup_pada.is_(None))
        .group_by(Task.jenis)
        .order_by(Task.jenis)
    )
    judul = {t.nama: t.versi[max(t.versi)].judul or t.nama for t in declare.semua()}
    return [(judul.get(jenis, jenis), n) for jenis, n in session.execute(q)]


def serahkan_tugas(actor: Actor, dari: Pegawai, ke: Pegawai, alasan: str) -> int:
    """Hand over all open personal tasks of one person to another; returns how many.

    The receiver also gets to see the documents of these tasks that were open to the giver in person. Audited in both
    persons' histories, both are told. Raises `TanpaIzin` outside the actor's offices, `AturanDilanggar` when there is
    nothing to hand over or the receiver works nowhere today.
    """
    _pastikan_dalam(actor, dari, ke)
    if dari.id == ke.id:
        raise AturanDilanggar("Pemberi dan penerima orang yang sama. Pilih penerima lain.", field="ke")
    if not alasan.strip():
        raise AturanDilanggar("Tuliskan alasannya, misalnya pindah tugas atau pensiun.", field="alasan")
    if actor.pegawai_id == ke.id:
        raise TanpaIzin("Anda tidak dapat menyerahkan tugas orang lain kepada diri sendiri. Minta admin lain.")
    akun = akun_pegawai(ke.id)
    if not penugasan_pegawai(ke.id) or akun is None or not akun.aktif:
        raise AturanDilanggar(
            f"{ke.nama_lengkap} tidak bertugas hari ini atau belum mempunyai akun aktif. Pilih penerima lain.",
            field="ke",
        )
    _buka_dokumen(dari, ke)
    n = inbox.serahkan(kunci_pegawai(dari.id), kunci_pegawai(ke.id))
    if not n:
        raise AturanDilanggar(f"{dari.nama_lengkap} tidak mempunyai tugas terbuka untuk diserahkan.", field="dari")
    isi = {"dari": dari.id, "ke": ke.id, "jumlah": n, "alasan": alasan.strip()[:300]}
    for pegawai in (dari, ke):
        audit.catat(f"pegawai:{pegawai.id}", "tugas.serahkan", isi, actor)
    notifications.beri_tahu(
        f"p:{ke.id}",
        judul=f"{n} tugas {dari.nama_lengkap} diserahkan kepada Anda",
        isi=alasan.strip(),
        url="/tindakan",
        jenis="penugasan",
    )
    notifications.beri_tahu(
        f"p:{dari.id}",
        judul=f"{n} tugas Anda diserahkan kepada {ke.nama_lengkap}",
        isi=alasan.strip(),
        url="/akun",
        jenis="penugasan",
    )
    return n


def _pastikan_dalam(actor: Actor, *orang: Pegawai) -> None:
    policy.pastikan("tugas.serahkan", actor)
    for pegawai in orang:
        if actor.sistem:
            continue
        q = select(Pegawai.id).where(Pegawai.id == pegawai.id, pegawai_dalam(actor, Pegawai.id))
        if session.execute(q).first() is None:
            raise TanpaIzin(f"{pegawai.nama_lengkap} tidak bertugas di perangkat daerah yang Anda kelola.")


def _buka_dokumen(dari: Pegawai, ke: Pegawai) -> None:
    """Let the receiver see what the giver saw in person among the documents of the tasks."""
    sudah = aliased(AksesDokumen)
    terbuka = select(Task.id).where(
        Task.jenis == AksesDokumen.jenis,
        Task.objek_id == AksesDokumen.objek_id,
        Task.untuk == kunci_pegawai(dari.id),
        Task.ditutup_pada.is_(None),
    )
    punya = select(sudah.objek_id).where(
        sudah.kunci == kunci_pegawai(ke.id), sudah.jenis == AksesDokumen.jenis, sudah.objek_id == AksesDokumen.objek_id
    )
    baru = select(literal(kunci_pegawai(ke.id)), AksesDokumen.jenis, AksesDokumen.objek_id).where(
        AksesDokumen.kunci == kunci_pegawai(dari.id), terbuka.exists(), ~punya.exists()
    )
    session.execute(insert(AksesDokumen).from_select(["kunci", "jenis", "objek_id"], baru))
