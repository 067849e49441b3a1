"""Use cases of the portal."""

from __future__ import annotations

from sqlalchemy import select

from suite.core import notifications
from suite.core.actor import Actor
from suite.core.clock import awal_hari, local, today
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TidakDitemukan
from suite.core.identity.queries import pegawai_dari_kunci, sebutan_kunci
from suite.core.notifications import Notifikasi
from suite.core.workflow import Task
from suite.portal.queries import url_tugas


def ingatkan(actor: Actor, task_id: int) -> str:
    """Remind who holds a task that my own document waits for; at most once a day each. Returns who was reminded.

    Raises `TidakDitemukan` for a task that is not mine to wait for, `AturanDilanggar` when it was done today already.
    """
    tugas = session.get(Task, task_id)
    if (
        tugas is None
        or actor.pegawai_id is None
        or tugas.dari_pegawai_id != actor.pegawai_id
        or tugas.ditutup_pada is not None
    ):
        raise TidakDitemukan("Hal itu sudah tidak menunggu siapa pun. Muat ulang halamannya.")
    judul = f"{actor.nama} mengingatkan: {tugas.alasan or 'menunggu Anda'}"[:400]
    tujuan = pegawai_dari_kunci(tugas.untuk)
    if not tujuan:
        raise AturanDilanggar("Jabatan itu sedang kosong. Hubungi atasannya agar ditunjuk pelaksana.")
    q = select(Notifikasi.dibuat_pada).where(
        Notifikasi.pegawai_id.in_(tujuan),
        Notifikasi.judul == judul,
        Notifikasi.isi == tugas.judul[:400],
        Notifikasi.dibuat_pada >= awal_hari(today()),
    )
    sudah = session.scalar(q.order_by(Notifikasi.id.desc()).limit(1))
    if sudah is not None:
        raise AturanDilanggar(
            f"Sudah Anda ingatkan hari ini pukul {local(sudah):%H.%M}. Ingatkan lagi besok.", kode="sekali_sehari"
        )
    notifications.beri_tahu(
        tugas.untuk, judul=judul, isi=tugas.judul, url=url_tugas(tugas), kecuali=actor.pegawai_id, jenis="ingatkan"
    )
    return sebutan_kunci(tugas.untuk)
