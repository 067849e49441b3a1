"""Who must have a second factor, and how long they may still log in without one: data, dated and with a source.

The roles, posts and the time of grace are the parameter `core.faktor_kedua`; whether the city asks for it at all is the
setting `akun.faktor_kedua_wajib`, which a city that only tries the suite (the demo) has off.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from suite.core import pengaturan
from suite.core.actor import Actor
from suite.core.aturan import Parameter, parameter
from suite.core.clock import today
from suite.core.db import session
from suite.core.identity.faktor.models import TenggangFaktor
from suite.core.identity.faktor.punya import punya
from suite.core.identity.models import Account

pengaturan.daftarkan(
    "akun.faktor_kedua_wajib",
    "Faktor kedua wajib bagi yang menandatangani, membayar, atau mengelola",
    bawaan=True,
)


def mewajibkan(actor: Actor, aturan: Parameter) -> bool:
    """Does one of the actor's roles or posts of today ask for a second factor? No query."""
    if any(nama in actor.peran for nama in aturan["peran"]):
        return True
    return any(
        (aturan["kepala_unit"] and p.kepala) or p.eselon.split(".")[0] in aturan["eselon"] for p in actor.penugasan
    )


def wajib(actor: Actor) -> bool:
    """Must this actor have a second factor today? One query at most."""
    return mewajibkan(actor, parameter("core.faktor_kedua", today())) and bool(
        pengaturan.ambil("akun.faktor_kedua_wajib")
    )


@dataclass(frozen=True)
class Tenggang:
    """`habis`: a factor must be added before anything else. Else `sisa_masuk` more logins, until `sisa_hari` from now."""

    habis: bool
    sisa_masuk: int = 0
    sisa_hari: int = 0


def catat_masuk(account: Account, actor: Actor) -> Tenggang | None:
    """Count one login without a second factor; None when none is asked of this actor."""
    aturan = parameter("core.faktor_kedua", today())
    if not mewajibkan(actor, aturan) or not pengaturan.ambil("akun.faktor_kedua_wajib"):
        return None
    q = select(TenggangFaktor).where(TenggangFaktor.account_id == account.id).with_for_update()
    baris = session.scalar(q)
    if baris is None:
        baris = TenggangFaktor(account_id=account.id, sejak=today(), masuk=0)
        session.add(baris)
    baris.masuk += 1
    return _tenggang(aturan, baris)


def tenggang_kini(account_id: int, actor: Actor) -> Tenggang | None:
    """The grace as it stands, for who comes without a login (a token): nothing is counted. None when no factor is asked
    of this actor, or there is one. Days that nobody has begun to count yet are whole (see `mulai`)."""
    aturan = parameter("core.faktor_kedua", today())
    if not mewajibkan(actor, aturan) or not pengaturan.ambil("akun.faktor_kedua_wajib") or punya(account_id):
        return None
    baris = session.scalar(select(TenggangFaktor).where(TenggangFaktor.account_id == account_id))
    return _tenggang(aturan, baris or TenggangFaktor(account_id=account_id, sejak=today(), masuk=0))


def mulai(account_id: int) -> None:
    """Begin to count the days, unless they are counted already."""
    if session.scalar(select(TenggangFaktor.id).where(TenggangFaktor.account_id == account_id)) is None:
        session.add(TenggangFaktor(account_id=account_id, sejak=today(), masuk=0))


def _tenggang(aturan: Parameter, baris: TenggangFaktor) -> Tenggang:
    hari = aturan["tenggang_hari"] - (today() - baris.sejak).days
    sisa = aturan["tenggang_masuk"] - baris.masuk
    return Tenggang(habis=sisa < 0 or hari < 0, sisa_masuk=max(sisa, 0), sisa_hari=max(hari, 0))


def habiskan(account_id: int) -> None:
    """No grace any more: who lost a factor and had it reset adds a new one at the next login."""
    baris = session.scalar(select(TenggangFaktor).where(TenggangFaktor.account_id == account_id))
    if baris is None:
        baris = TenggangFaktor(account_id=account_id, sejak=today())
        session.add(baris)
    baris.masuk = 1_000_000
