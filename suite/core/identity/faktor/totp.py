"""Codes of an authenticator app (TOTP, RFC 6238): SHA-1, six digits, 30 seconds, as every app knows them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta

import pyotp
import segno
from markupsafe import Markup
from pyotp.exceptions import OTPVerificationError
from pyotp.totp import TOTP
from sqlalchemy import select

from suite.core import keys
from suite.core.clock import now
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.identity.faktor.models import FaktorTotp
from suite.core.identity.models import Account

JENDELA = 1
"""Steps that a clock may be ahead or behind."""
UMUR_PENDAFTARAN = timedelta(minutes=30)


@dataclass(frozen=True)
class Pendaftaran:
    """What the page shows while an app is added. `tanda` carries the secret, encrypted, to the answer: until the code
    is right nothing is stored."""

    rahasia: str
    qr: Markup
    tanda: str

    @property
    def terbaca(self) -> str:
        """The secret in groups of four, to be typed where no camera is."""
        return " ".join(self.rahasia[i : i + 4] for i in range(0, len(self.rahasia), 4))


def mulai(account: Account, penerbit: str, tanda: str = "") -> Pendaftaran:
    """A new secret with its QR code, or (with the `tanda` of a page that was answered wrongly) the same once more."""
    rahasia = (_buka(account, tanda) if tanda else None) or pyotp.random_base32()
    uri = TOTP(rahasia).provisioning_uri(name=account.nama_login, issuer_name=penerbit)
    qr = segno.make(uri, error="m").svg_inline(
        scale=4, border=4, light="#fff", dark="#000", title="Kode QR untuk aplikasi"
    )
    isi = json.dumps({"a": account.id, "r": rahasia, "t": int(now().timestamp())})
    return Pendaftaran(rahasia, Markup(qr), keys.tutup("faktor_daftar", isi.encode()))  # noqa: S704  segno's own SVG


def _buka(account: Account, tanda: str) -> str | None:
    try:
        isi = json.loads(keys.buka("faktor_daftar", tanda))
    except (keys.RahasiaTidakTerbaca, ValueError):
        return None
    muda = now().timestamp() - isi["t"] <= UMUR_PENDAFTARAN.total_seconds()
    return str(isi["r"]) if isi["a"] == account.id and muda else None


def pasang(account: Account, tanda: str, kode: str) -> FaktorTotp:
    """Add the app once its code proves that it holds the secret.

    Raises `AturanDilanggar` for a page too old, a wrong code, or when there is an app already.
    """
    rahasia = _buka(account, tanda)
    if rahasia is None:
        raise AturanDilanggar("Halaman ini sudah terlalu lama terbuka. Pindai kode QR yang baru.", field="kode")
    if ambil(account.id) is not None:
        raise AturanDilanggar("Aplikasi kode sudah terpasang. Lepas dahulu yang lama.", field="kode")
    langkah = _langkah(rahasia, kode)
    if langkah is None:
        raise AturanDilanggar(
            "Kode tidak cocok. Pastikan jam ponsel benar, lalu isi kode yang sedang tampil.", field="kode"
        )
    baris = FaktorTotp(
        account_id=account.id,
        rahasia=keys.tutup("faktor", rahasia.encode()),
        langkah_terakhir=langkah,
        dibuat_pada=now(),
    )
    session.add(baris)
    session.flush()
    return baris


def ambil(account_id: int) -> FaktorTotp | None:
    return session.scalar(select(FaktorTotp).where(FaktorTotp.account_id == account_id))


def cocok(account_id: int, kode: str) -> bool:
    """Is this the code of now (or of a step beside it), and later than any that was used? Then it is used."""
    q = select(FaktorTotp).where(FaktorTotp.account_id == account_id).with_for_update()
    baris = session.scalars(q.execution_options(populate_existing=True)).first()
    if baris is None:
        return False
    langkah = _langkah(keys.buka("faktor", baris.rahasia).decode(), kode)
    if langkah is None or langkah <= baris.langkah_terakhir:
        return False
    baris.langkah_terakhir = langkah
    return True


def _langkah(rahasia: str, kode: str) -> int | None:
    rapat = "".join(kode.split())
    if len(rapat) != 6 or not (rapat.isascii() and rapat.isdigit()):
        return None
    try:
        return TOTP(rahasia).verify_and_get_timecode(rapat, for_time=now(), valid_window=JENDELA)
    except OTPVerificationError:
        return None
