"""Personal tokens: made on *Akun saya*, shown once, kept as a hash, dead when they expire, are revoked, or their owner's
account is."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from suite.core import db, pengaturan
from suite.core.actor import Actor
from suite.core.api import lingkup as daftar_lingkup
from suite.core.api.models import TokenApi
from suite.core.clock import now
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TanpaIzin
from suite.core.identity.faktor import wajib
from suite.core.identity.models import Account

AWALAN = "spd_"
"""What every token begins with, so that scanners of code and logs can tell one."""
TERBANYAK = 20
"""Living tokens of one account."""
SENTUH = timedelta(minutes=1)
"""How exactly *terakhir dipakai* is kept."""

pengaturan.daftarkan("api.token_hari_maks", "Masa berlaku token API paling lama, dalam hari", bawaan=365)
pengaturan.daftarkan("api.permintaan_per_menit", "Permintaan API per token dalam semenit", bawaan=300)
pengaturan.daftarkan(
    "api.permintaan_anonim_per_menit", "Permintaan API tanpa token per alamat dalam semenit", bawaan=60
)


@dataclass(frozen=True)
class TokenAktif:
    """The token of a request."""

    id: int
    nama: str
    lingkup: frozenset[str]


def sidik(token: str) -> str:
    """SHA-256 (hex): a token is 256 random bits, so no slow hash is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def buat(account: Account, *, nama: str, lingkup: Sequence[str], hari: int) -> tuple[TokenApi, str]:
    """A new token of the account and the text that is shown once. Raises `AturanDilanggar` beside the field."""
    nama = " ".join(nama.split())[:80]
    if not nama:
        raise AturanDilanggar("Beri nama agar Anda mengenali pemakaiannya, misalnya “Sinkron arsip”.", field="nama")
    if not lingkup or any(not daftar_lingkup.dikenal(x) for x in lingkup):
        raise AturanDilanggar("Pilih paling sedikit satu lingkup dari daftar.", field="lingkup")
    maks = int(pengaturan.ambil("api.token_hari_maks"))
    if not 1 <= hari <= maks:
        raise AturanDilanggar(f"Masa berlaku antara 1 dan {maks} hari.", field="hari")
    if len([t for t in daftar(account.id) if hidup(t)]) >= TERBANYAK:
        raise AturanDilanggar(
            f"Anda sudah mempunyai {TERBANYAK} token. Cabut yang tidak dipakai lebih dahulu.", field="nama"
        )
    teks = AWALAN + secrets.token_urlsafe(32)
    baru = TokenApi(
        account_id=account.id,
        nama=nama,
        awalan=teks[:10],
        sidik=sidik(teks),
        lingkup=sorted(set(lingkup)),
        dibuat_pada=now(),
        berlaku_sampai=now() + timedelta(days=hari),
    )
    session.add(baru)
    session.flush()
    return baru, teks


def hidup(token: TokenApi) -> bool:
    return token.dicabut_pada is None and token.berlaku_sampai > now()


def daftar(account_id: int) -> Sequence[TokenApi]:
    """The account's tokens, newest first (living ones, and the dead of late)."""
    q = select(TokenApi).where(TokenApi.account_id == account_id)
    return session.scalars(q.order_by(TokenApi.id.desc()).limit(100)).all()


def cabut(account_id: int, token_id: int) -> bool:
    """Revoke one token of the account; False when it has no such token."""
    token = session.get(TokenApi, token_id)
    if token is None or token.account_id != account_id:
        return False
    if token.dicabut_pada is None:
        token.dicabut_pada = now()
    return True


def cabut_semua(account_id: int) -> int:
    """Revoke all tokens of the account; returns how many."""
    q = select(TokenApi).where(TokenApi.account_id == account_id, TokenApi.dicabut_pada.is_(None))
    semua = list(session.scalars(q))
    for token in semua:
        token.dicabut_pada = now()
    return len(semua)


def _berlaku(teks: str) -> ColumnElement[bool]:
    return and_(
        TokenApi.sidik == sidik(teks),
        TokenApi.dicabut_pada.is_(None),
        TokenApi.berlaku_sampai > now(),
        Account.aktif,
        # Somebody else knows the password: until the owner has set an own one, nothing acts in the owner's name.
        Account.sandi_harus_ganti.is_(False),
    )


def kenali(teks: str) -> int | None:
    """The id of the living token with this text."""
    return session.scalar(select(TokenApi.id).join(Account, Account.id == TokenApi.account_id).where(_berlaku(teks)))


def muat(teks: str) -> tuple[TokenAktif, Account, datetime | None] | None:
    """The living token with this text, its owner's account, and when it was last used."""
    q = select(TokenApi, Account).join(Account, Account.id == TokenApi.account_id).where(_berlaku(teks))
    baris = session.execute(q).first()
    if baris is None:
        return None
    token, account = baris
    return TokenAktif(token.id, token.nama, frozenset(token.lingkup)), account, token.terakhir_pada


def pastikan_faktor(account: Account, actor: Actor) -> None:
    """A token is no way round the second factor: once the owner's time of grace is over, it waits until there is one.

    Raises `TanpaIzin`. Nothing is revoked: with a factor added, the token works again. Who never logs in has the days of
    grace counted from the first use of a token.
    """
    account_id = account.id
    tenggang = wajib.tenggang_kini(account_id, actor)
    if tenggang is None:
        return
    if tenggang.habis:
        raise TanpaIzin(
            "Tugas pemilik token ini mewajibkan faktor kedua, dan tenggangnya sudah habis. Pasang aplikasi kode atau "
            "kunci sandi di Akun saya, Keamanan; sesudah itu token ini dapat dipakai lagi.",
            kode="faktor_kedua",
        )
    _setelah(lambda: wajib.mulai(account_id))


def sentuh_setelah(token_id: int, ip: str, terakhir: datetime | None) -> None:
    """Note the use once the request is over, at most once a minute."""
    if terakhir is not None and terakhir > now() - SENTUH:
        return

    def tulis() -> None:
        session.execute(
            update(TokenApi)
            .where(TokenApi.id == token_id)
            .values(terakhir_pada=now(), terakhir_ip=ip[:45])
            .execution_options(synchronize_session=False)
        )

    _setelah(tulis)


def _setelah(tulis: Callable[[], None]) -> None:
    """Write once the request is over, in a transaction of its own: a GET cannot."""

    def lakukan() -> None:
        try:
            with db.transaksi():
                tulis()
        except (OperationalError, IntegrityError):
            pass  # a busy store, or another request that wrote the same, is no reason to fail the answer

    db.setelah_selesai(lakukan)
