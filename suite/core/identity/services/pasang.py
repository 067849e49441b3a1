"""The first account of an empty installation: who may make it, and what it gets."""

from __future__ import annotations

import hashlib
import hmac

from sqlalchemy import select

from suite.core import audit, keys
from suite.core.actor import SISTEM
from suite.core.db import session
from suite.core.errors import AturanDilanggar, Konflik
from suite.core.identity import password
from suite.core.identity.aktivasi import services as aktivasi
from suite.core.identity.models import Account, Pegawai, Pihak
from suite.core.identity.services.akun import HURUF_KODE
from suite.core.identity.services.masuk import seragamkan
from suite.core.identity.services.peran import beri_peran
from suite.core.nip import baca_nip


def kosong() -> bool:
    """Nobody can log in yet: no account exists."""
    return session.execute(select(Account.id).limit(1)).first() is None


def kode_pasang() -> str:
    """The setup code of this installation, which only its console shows: `K7QM-3XWD-92HP-AB4C`.

    Derived from a key in the data folder, so that every process knows it and nothing is stored; it dies with the first
    account.
    """
    bahan = hmac.new(keys.rahasia("kode_pasang"), b"suite", hashlib.sha256).digest()
    huruf = "".join(HURUF_KODE[b % len(HURUF_KODE)] for b in bahan[:16])
    return "-".join(huruf[i : i + 4] for i in range(0, 16, 4))


def kode_cocok(kode: str) -> bool:
    rapat = "".join(c for c in kode.upper() if c.isalnum())
    return hmac.compare_digest(rapat.encode(), kode_pasang().replace("-", "").encode())


def admin_pertama(nama: str, login: str, *, nip: str = "", sandi: str | None = None) -> tuple[Account, str]:
    """The admin of the whole city in an empty installation; returns the account and, without `sandi`, a one-time code.

    Raises `Konflik` when an account exists already, `AturanDilanggar` with its field for what cannot be.
    """
    if not kosong():
        raise Konflik("Akun admin sudah ada. Masuk dengan akun itu, atau minta kode kepada adminnya.")
    if not nama.strip():
        raise AturanDilanggar("Isi nama admin.", field="nama")
    sah = baca_nip(nip) if nip.strip() else None
    nama_login = seragamkan(login) or (sah.nip if sah else "")
    if not nama_login or any(c.isspace() for c in nama_login):
        raise AturanDilanggar("Isi nama akun tanpa spasi, misalnya admin.", field="login")
    if sandi is not None:
        password.periksa_sandi(sandi, nip=sah.nip if sah else None, field="sandi")
    pihak = Pihak(jenis="pegawai", nama=nama.strip())
    pegawai = Pegawai(
        pihak=pihak,
        nip=sah.nip if sah else None,
        nama=nama.strip(),
        jenis_kelamin=sah.jenis_kelamin if sah else "",
        jenis_asn=sah.jenis if sah else "non-ASN",
    )
    session.add(pegawai)
    session.flush()
    account = Account(nama_login=nama_login, pihak_id=pegawai.id)
    if sandi is not None:
        account.sandi = password.sandikan(sandi)
    session.add(account)
    session.flush()
    beri_peran(SISTEM, pegawai, "admin", None, alasan="Admin pertama saat pemasangan")
    audit.sebut("account.admin_pertama", account, SISTEM)
    return account, "" if sandi is not None else aktivasi.kode_satu(SISTEM, account)
