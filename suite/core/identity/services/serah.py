"""Handing over: the open personal tasks of who leaves go to another person in one act.

Tasks of a post need none of this: whoever holds the post next finds them. Here it is the personal ones (`p:`).

A task on a letter of class R or SR follows the post, never the admin's choice: it goes only to who acts today in a post
of the giver (Plh., Plt., successor). An admin may not read such a letter, so an admin may not say who does.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, func, insert, literal, not_, select, true
from sqlalchemy.orm import aliased

from suite.core import audit, notifications, policy
from suite.core.actor import Actor
from suite.core.akses import AksesDokumen, kunci_pegawai
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TanpaIzin
from suite.core.identity.models import Pegawai, Penugasan
from suite.core.identity.policy import pegawai_dalam
from suite.core.identity.queries import akun_pegawai, berlaku, penugasan_pegawai
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


def jumlah_rahasia(actor: Actor, dari: Pegawai) -> int:
    """How many of the person's open tasks follow the post. Raises `TanpaIzin` outside the actor's offices."""
    _pastikan_dalam(actor, dari)
    q = select(func.count()).select_from(Task).where(*_milik(dari), inbox.tertutup())
    return session.scalar(q) or 0


def pejabat_pengganti(dari: Pegawai, ke: Pegawai) -> bool:
    """Does `ke` act today in a post that `dari` holds, or (who holds none any more) held last?"""
    kini = {p.jabatan_id for p in session.scalars(_jabatan(dari).where(berlaku(Penugasan)))}
    if not kini:
        terakhir = session.scalars(
            _jabatan(dari).order_by(Penugasan.selesai.desc(), Penugasan.id.desc()).limit(1)
        ).first()
        kini = {terakhir.jabatan_id} if terakhir is not None else set()
    return any(p.jabatan_id in kini for p in penugasan_pegawai(ke.id))


def _jabatan(pegawai: Pegawai) -> Select[Penugasan]:
    return select(Penugasan).where(Penugasan.pegawai_id == pegawai.id, Penugasan.jenis == "definitif")


def _milik(pegawai: Pegawai) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Task.untuk == kunci_pegawai(pegawai.id), Task.ditutup_pada.is_(None)


def serahkan_tugas(actor: Actor, dari: Pegawai, ke: Pegawai, alasan: str) -> int:
    """Hand over all open personal tasks of one person to another; returns how many.

    The receiver also gets to see the documents of these tasks that were open to the giver in person. Tasks on secret
    letters stay unless the receiver acts in the giver's post (see the head of this module). Audited in both persons'
    histories, both are told. Raises `TanpaIzin` outside the actor's offices, `AturanDilanggar` when there is nothing to
    hand over or the receiver works nowhere today.
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
    boleh = true() if pejabat_pengganti(dari, ke) else not_(inbox.tertutup())
    _buka_dokumen(dari, ke, boleh)
    n = inbox.serahkan(kunci_pegawai(dari.id), kunci_pegawai(ke.id), syarat=boleh)
    if not n and (rahasia := jumlah_rahasia(actor, dari)):
        raise AturanDilanggar(
            f"{rahasia} tugas {dari.nama_lengkap} menyangkut surat rahasia dan ikut pejabat pengganti. Tunjuk Plh. atau "
            "tetapkan penggantinya, lalu serahkan kepada orang itu.",
            field="ke",
        )
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


def _buka_dokumen(dari: Pegawai, ke: Pegawai, boleh: ColumnElement[bool]) -> None:
    """Let the receiver see what the giver saw in person among the documents of the tasks."""
    sudah = aliased(AksesDokumen)
    terbuka = select(Task.id).where(
        Task.jenis == AksesDokumen.jenis,
        Task.objek_id == AksesDokumen.objek_id,
        *_milik(dari),
        boleh,
    )
    punya = select(sudah.objek_id).where(
        sudah.kunci == kunci_pegawai(ke.id), sudah.jenis == AksesDokumen.jenis, sudah.objek_id == AksesDokumen.objek_id
    )
    baru = select(literal(kunci_pegawai(ke.id)), AksesDokumen.jenis, AksesDokumen.objek_id).where(
        AksesDokumen.kunci == kunci_pegawai(dari.id), terbuka.exists(), ~punya.exists()
    )
    session.execute(insert(AksesDokumen).from_select(["kunci", "jenis", "objek_id"], baru))
