"""Passkeys (WebAuthn): registration, and proof of one, alone or as the second step.

A challenge is not stored when it is asked (asking is a GET): it carries its time and purpose under our own MAC, and what
was answered once is noted. The origin is that of `SUITE_BASE_URL`.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from suite.core import audit, keys
from suite.core.clock import now
from suite.core.config import Config
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.identity.faktor.models import KunciSandi, TantanganTerpakai
from suite.core.identity.models import Account

UMUR_TANTANGAN = timedelta(minutes=10)
MAKS = 10
"""Passkeys an account may have."""
GAGAL = "Kunci sandi tidak dikenali. Coba lagi, atau masuk dengan cara lain."


def tempat(config: Config) -> tuple[str, str]:
    """(RP id, origin) of this installation."""
    url = urlsplit(config.base_url)
    return url.hostname or "", f"{url.scheme}://{url.netloc}"


def tersedia(config: Config) -> bool:
    """Can browsers make passkeys for this address? They ask for https (or localhost) and a name, not a number."""
    nama, asal = tempat(config)
    try:
        ipaddress.ip_address(nama)
    except ValueError:
        return asal.startswith("https://") or nama == "localhost"
    return False


def milik(account_id: int) -> Sequence[KunciSandi]:
    """The account's passkeys, oldest first (at most `MAKS`)."""
    q = select(KunciSandi).where(KunciSandi.account_id == account_id).order_by(KunciSandi.id)
    return session.scalars(q.limit(MAKS)).all()


def pilihan_daftar(config: Config, account: Account, nama: str) -> dict[str, Any]:
    """What the browser needs to make a passkey (`PublicKeyCredentialCreationOptions` as JSON data)."""
    pilihan = generate_registration_options(
        rp_id=tempat(config)[0],
        rp_name=f"Pemerintah {config.kota}",
        user_id=pegangan(account.id),
        user_name=account.nama_login,
        user_display_name=nama,
        challenge=_tantangan(f"daftar:{account.id}"),
        exclude_credentials=[_sebut(k) for k in milik(account.id)],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    return json.loads(options_to_json(pilihan))


def daftarkan(config: Config, account: Account, kredensial: str, nama: str) -> KunciSandi:
    """Keep a passkey that the browser just made. Raises `AturanDilanggar` for anything that does not prove itself."""
    if not nama.strip():
        raise AturanDilanggar("Beri nama kunci ini, misalnya Ponsel saya.", field="nama")
    if len(milik(account.id)) >= MAKS:
        raise AturanDilanggar(f"Paling banyak {MAKS} kunci sandi. Hapus satu dahulu.", field="nama")
    rp_id, asal = tempat(config)
    salah = AturanDilanggar("Kunci sandi tidak dapat disimpan. Muat ulang halaman, lalu coba lagi.", field="nama")
    try:
        isi = json.loads(kredensial)
        hasil = verify_registration_response(
            credential=isi,
            expected_challenge=_terjawab(isi, f"daftar:{account.id}"),
            expected_rp_id=rp_id,
            expected_origin=asal,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError, AttributeError):
        raise salah from None
    baris = KunciSandi(
        account_id=account.id,
        nama=" ".join(nama.split())[:80],
        sidik=hashlib.sha256(hasil.credential_id).hexdigest(),
        kredensial=bytes_to_base64url(hasil.credential_id),
        kunci_publik=bytes_to_base64url(hasil.credential_public_key),
        penghitung=hasil.sign_count,
        dibuat_pada=now(),
    )
    try:
        with session.begin_nested():
            session.add(baris)
    except IntegrityError:
        raise AturanDilanggar("Kunci sandi ini sudah terdaftar.", field="nama") from None
    return baris


def pilihan_masuk(config: Config, account_id: int | None = None) -> dict[str, Any]:
    """What the browser needs to prove a passkey: any of ours (None), or one of the account whose password was right."""
    pilihan = generate_authentication_options(
        rp_id=tempat(config)[0],
        challenge=_tantangan(_untuk_masuk(account_id)),
        allow_credentials=[_sebut(k) for k in milik(account_id)] if account_id is not None else None,
        user_verification=UserVerificationRequirement.REQUIRED
        if account_id is None
        else UserVerificationRequirement.PREFERRED,
    )
    return json.loads(options_to_json(pilihan))


def periksa(config: Config, kredensial: str, account_id: int | None = None) -> KunciSandi | None:
    """The passkey that this answer proves, or None. Alone (`account_id` None) it must have asked for finger, face or PIN.

    A counter that did not rise means that the key was copied: refused, and recorded on the account's chain.
    """
    rp_id, asal = tempat(config)
    try:
        isi = json.loads(kredensial)
        sidik = hashlib.sha256(base64url_to_bytes(isi["rawId"])).hexdigest()
        q = select(KunciSandi).where(KunciSandi.sidik == sidik).with_for_update()
        kunci = session.scalars(q.execution_options(populate_existing=True)).first()
        if kunci is None or (account_id is not None and kunci.account_id != account_id):
            return None
        pemegang = isi["response"].get("userHandle")
        if account_id is None and (
            not pemegang or not hmac.compare_digest(base64url_to_bytes(pemegang), pegangan(kunci.account_id))
        ):
            return None
        hasil = verify_authentication_response(
            credential=isi,
            expected_challenge=_terjawab(isi, _untuk_masuk(account_id)),
            expected_rp_id=rp_id,
            expected_origin=asal,
            credential_public_key=base64url_to_bytes(kunci.kunci_publik),
            credential_current_sign_count=0,  # compared below, where a copy is recorded
            require_user_verification=account_id is None,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError, AttributeError):
        return None
    if (hasil.new_sign_count or kunci.penghitung) and hasil.new_sign_count <= kunci.penghitung:
        isi_audit = {"kunci": kunci.nama, "penghitung": hasil.new_sign_count, "tersimpan": kunci.penghitung}
        audit.catat(f"account:{kunci.account_id}", "kunci_sandi.tersalin", isi_audit)
        return None
    kunci.penghitung, kunci.dipakai_pada = hasil.new_sign_count, now()
    return kunci


def pegangan(account_id: int) -> bytes:
    """What authenticators keep as the user: 32 bytes that tell nothing about the person."""
    return hmac.digest(keys.rahasia("kunci_sandi"), f"pemegang:{account_id}".encode(), "sha256")


def bersihkan() -> int:
    """Forget answered challenges that are too old to be answered again; returns how many. A job runs it."""
    lewat = TantanganTerpakai.pada < now() - 2 * UMUR_TANTANGAN
    hasil: Any = session.execute(delete(TantanganTerpakai).where(lewat).execution_options(synchronize_session=False))
    return hasil.rowcount


def _sebut(kunci: KunciSandi) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(id=base64url_to_bytes(kunci.kredensial))


def _untuk_masuk(account_id: int | None) -> str:
    return "masuk" if account_id is None else f"kedua:{account_id}"


def _tantangan(untuk: str) -> bytes:
    isi = int(now().timestamp()).to_bytes(8, "big") + secrets.token_bytes(16)
    return isi + _mac(untuk, isi)


def _mac(untuk: str, isi: bytes) -> bytes:
    return hmac.digest(keys.rahasia("kunci_sandi"), f"tantangan:{untuk}:".encode() + isi, "sha256")


def _terjawab(isi: dict[str, Any], untuk: str) -> bytes:
    """The challenge that was answered, when it is ours, for this purpose, young, and answered for the first time."""
    tantangan = parse_client_data_json(base64url_to_bytes(isi["response"]["clientDataJSON"])).challenge
    pokok, mac = tantangan[:24], tantangan[24:]
    if not hmac.compare_digest(mac, _mac(untuk, pokok)):
        raise ValueError("not our challenge")
    if not 0 <= now().timestamp() - int.from_bytes(pokok[:8], "big") + 1 <= UMUR_TANTANGAN.total_seconds():
        raise ValueError("too old")
    try:
        with session.begin_nested():
            session.add(TantanganTerpakai(sidik=hashlib.sha256(tantangan).hexdigest(), pada=now()))
    except IntegrityError:
        raise ValueError("answered before") from None
    return tantangan
