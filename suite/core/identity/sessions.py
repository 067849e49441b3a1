"""Login sessions as rows: renewed at every login, ended by time, revoked at once.

The browser holds a random token, the database only its hash. Flask-Login asks `muat(token)` once a request: one query
that joins the session with its account, so that a disabled account and a revoked session are out with the next click.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from flask_login import UserMixin
from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.exc import OperationalError

from suite.core import db
from suite.core.clock import now
from suite.core.db import UTCDateTime, session
from suite.core.identity.models import Account, GawaiDikenal, Pegawai, SesiMasuk

DIAM = timedelta(hours=8)
"""A session without any request for so long is over: one work day."""
MUTLAK = timedelta(hours=12)
"""And so is one that began so long ago, however busy."""
SENTUH = timedelta(minutes=5)
"""How exactly `terakhir_pada` is kept: reading pages must not write at every click."""


class Pengguna(UserMixin):
    """Who is logged in, as Flask-Login sees it. Copies what pages need, so that it outlives the transaction."""

    def __init__(self, account: Account, sesi: SesiMasuk, token: str, pegawai: Pegawai | None = None):
        self.account = account
        self.pegawai = pegawai  # held, so that the actor is made of it without asking again
        self.sesi_id = sesi.id
        self.masuk_pada = sesi.dibuat_pada
        self.sandi_harus_ganti = account.sandi_harus_ganti
        self.wajib_faktor = sesi.wajib_faktor
        self.pengaturan: dict[str, Any] = dict(account.pengaturan or {})
        self._token = token

    def get_id(self) -> str:
        return self._token


def sidik_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def buka(account: Account, *, ip: str = "", peramban: str = "", faktor: str = "", wajib_faktor: bool = False) -> str:
    """Open a session of the account; returns its token, which is stored nowhere."""
    token = secrets.token_urlsafe(32)
    session.add(
        SesiMasuk(
            token_hash=sidik_token(token),
            account_id=account.id,
            dibuat_pada=now(),
            terakhir_pada=now(),
            ip=ip[:45],
            peramban=peramban[:200],
            faktor=faktor,
            wajib_faktor=wajib_faktor,
        )
    )
    session.flush()
    return token


def kenali_gawai(account_id: int, token: str, peramban: str) -> tuple[str, bool]:
    """Note that the account logs in from this browser: (token for its cookie, is it new to an account that had others?).

    `token` is what the cookie held, empty for none; one cookie serves all who share a browser.
    """
    token = token if len(token) == 43 and token.isascii() else secrets.token_urlsafe(32)
    sidik = sidik_token(token)
    ada = session.scalars(
        select(GawaiDikenal)
        .where(GawaiDikenal.account_id == account_id)
        .order_by(GawaiDikenal.sidik != sidik, GawaiDikenal.id)
        .limit(1)
    ).first()
    if ada is not None and ada.sidik == sidik:
        ada.terakhir_pada = now()
        return token, False
    session.add(GawaiDikenal(account_id=account_id, sidik=sidik, peramban=peramban[:200]))
    session.flush()
    return token, ada is not None


PERAMBAN = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SISTEM = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def sebut_peramban(isi: str) -> str:
    """A browser's long name for itself in two words: 'Chrome di Android'."""
    peramban = next((kata for tanda, kata in PERAMBAN if tanda in isi), "Peramban lain")
    sistem = next((kata for tanda, kata in SISTEM if tanda in isi), "")
    return f"{peramban} di {sistem}" if sistem else peramban


def muat(token: str) -> Pengguna | None:
    """The person behind a token, or None when the session is over, revoked, or the account disabled. One query."""
    kini = now()
    baris = session.execute(
        _q_muat(), {"sidik": sidik_token(token), "diam": kini - DIAM, "mutlak": kini - MUTLAK}
    ).first()
    if baris is None:
        return None
    sesi, account, pegawai = baris
    if sesi.terakhir_pada < kini - SENTUH:
        sesi_id = sesi.id
        db.setelah_selesai(lambda: _sentuh(sesi_id))
    return Pengguna(account, sesi, token, pegawai)


@cache
def _q_muat() -> Select[SesiMasuk, Account, Pegawai]:
    """Built once: every request asks it."""
    return (
        select(SesiMasuk, Account, Pegawai)
        .join(Account, Account.id == SesiMasuk.account_id)
        .outerjoin(Pegawai, Pegawai.id == Account.pihak_id)
        .where(
            SesiMasuk.token_hash == bindparam("sidik"),
            Account.aktif,
            SesiMasuk.dicabut_pada.is_(None),
            SesiMasuk.terakhir_pada > bindparam("diam", type_=UTCDateTime),
            SesiMasuk.dibuat_pada > bindparam("mutlak", type_=UTCDateTime),
        )
    )


def _hidup() -> tuple[Any, ...]:
    return (
        SesiMasuk.dicabut_pada.is_(None),
        SesiMasuk.terakhir_pada > now() - DIAM,
        SesiMasuk.dibuat_pada > now() - MUTLAK,
    )


def _sentuh(sesi_id: int) -> None:
    """Note that the session lives, after the reading request is over. A busy store is no reason to fail the page."""
    try:
        with db.transaksi():
            session.execute(
                update(SesiMasuk)
                .where(SesiMasuk.id == sesi_id, SesiMasuk.terakhir_pada < now() - SENTUH)
                .values(terakhir_pada=now())
                .execution_options(synchronize_session=False)
            )
    except OperationalError:
        pass


def daftar_sesi(account_id: int) -> Sequence[SesiMasuk]:
    """The account's living sessions, latest used first (a person has a handful)."""
    q = select(SesiMasuk).where(SesiMasuk.account_id == account_id, *_hidup())
    return session.scalars(q.order_by(SesiMasuk.terakhir_pada.desc()).limit(100)).all()


def cabut(account_id: int, sesi_id: int) -> bool:
    """Revoke one session of the account; False when it has no such session."""
    sesi = session.get(SesiMasuk, sesi_id)
    if sesi is None or sesi.account_id != account_id:
        return False
    if sesi.dicabut_pada is None:
        sesi.dicabut_pada = now()
    return True


def cabut_semua(account_id: int, *, kecuali: int | None = None) -> int:
    """Revoke all sessions of the account (but for one); returns how many."""
    q = select(SesiMasuk).where(SesiMasuk.account_id == account_id, SesiMasuk.dicabut_pada.is_(None))
    hidup = [s for s in session.scalars(q) if s.id != kecuali]
    for sesi in hidup:
        sesi.dicabut_pada = now()
    return len(hidup)
