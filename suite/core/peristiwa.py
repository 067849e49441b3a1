"""Events of the suite that programs elsewhere may be told of, and the rows that tell them.

A room registers a kind of event by the move of a workflow that is one; the workflow engine says each move here, and the
deliveries are written in the same transaction. Without a subscription of a kind an event costs one small question, and
a move that is no event costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, insert, select

from suite.core.actor import SISTEM
from suite.core.api.models import Kiriman, Langganan, LanggananJenis
from suite.core.clock import now
from suite.core.db import session
from suite.core.identity.models import Account

TUGAS = "tugas.dibuka"
"""A task was opened for a post, role or person: told only to whoever it is addressed to."""


@dataclass(frozen=True)
class Jenis:
    """A kind of event: its name, what it is (Indonesian), the permission without which it is not told, and the scope without
    which a token may not subscribe to it: a webhook must not tell what its token may not read."""

    nama: str
    uraian: str
    izin: str
    lingkup: str


_jenis: dict[str, Jenis] = {TUGAS: Jenis(TUGAS, "tugas baru menunggu Anda", "", "profil:baca")}
_gerak: dict[tuple[str, str], str] = {}


def daftarkan(nama: str, uraian: str, *, alur: str, transisi: Iterable[str], izin: str, lingkup: str) -> None:
    """Register a kind: it happens when a document of workflow `alur` makes one of these moves ('buat' is its beginning).

    `izin` is the permission on the document that a subscription's owner must have, `lingkup` the scope of a token that subscribes.
    """
    jenis = Jenis(nama, uraian, izin, lingkup)
    if _jenis.setdefault(nama, jenis) != jenis:
        raise RuntimeError(f"event {nama} is registered twice")
    for t in transisi:
        _gerak[alur, t] = nama


def semua_jenis() -> list[Jenis]:
    return [_jenis[n] for n in sorted(_jenis)]


def jenis(nama: str) -> Jenis:
    """The kind of this name. Raises `KeyError` for one that no room registers."""
    return _jenis[nama]


def gerak(alur: str, transisi: str, objek_id: int) -> None:
    """A document moved. Called by the workflow engine for every move."""
    nama = _gerak.get((alur, transisi))
    if nama is not None:
        _tulis(nama, alur, objek_id, {"transisi": transisi}, None)


def tugas_dibuka(alur: str, objek_id: int, aksi: str, alasan: str, untuk: str) -> None:
    """A task was opened for whoever the key names. Called by the workflow engine."""
    _tulis(TUGAS, alur, objek_id, {"aksi": aksi, "alasan": alasan[:400]}, untuk)


def _tulis(nama: str, alur: str, objek_id: int, data: dict[str, Any], untuk: str | None) -> None:
    ada = session.execute(_q_langganan(), {"jenis": nama}).all()
    if not ada:
        return
    from suite.core.identity.queries import pegawai_dari_kunci  # who somebody is stands upon the workflow of posts

    orang = None if untuk is None else set(pegawai_dari_kunci(untuk))
    ids = [i for i, pihak_id in ada if orang is None or pihak_id in orang]
    if not ids:
        return
    pada = now()
    baris = [
        {
            "langganan_id": i,
            "jenis": nama,
            "objek_jenis": alur,
            "objek_id": objek_id,
            "data": data,
            "keadaan": "antre",
            "percobaan": 0,
            "jawaban": "",
            "dibuat_pada": pada,
            "berikut_pada": pada,
        }
        for i in ids
    ]
    for kiriman_id in session.scalars(insert(Kiriman).returning(Kiriman.id), baris).all():
        antrekan(kiriman_id, 0)


@cache
def _q_langganan() -> Select[int, int | None]:
    """Built once: every event asks it."""
    return (
        select(Langganan.id, Account.pihak_id)
        .join(LanggananJenis, LanggananJenis.langganan_id == Langganan.id)
        .join(Account, Account.id == Langganan.account_id)
        .where(LanggananJenis.jenis == bindparam("jenis"), Langganan.aktif, Account.aktif)
        .order_by(Langganan.id)
        .limit(1000)
    )


def antrekan(kiriman_id: int, percobaan: int, setelah: Any = None) -> None:
    """Ask for one attempt to send a delivery. The name of the job lets the nightly cleaning throw it away soon."""
    from suite.core.jobs import queue  # jobs tell people, telling opens tasks, tasks are events

    queue.antrekan(
        "kirim_webhook",
        {"kiriman": kiriman_id},
        SISTEM,
        kunci=f"jadwal:kirim_webhook:{kiriman_id}:{percobaan}",
        setelah=setelah,
    )
