"""Webhooks: subscriptions of a person, and sending what `core.peristiwa` wrote down, signed and retried.

The signature is HMAC-SHA-256 over `<unix seconds>.<body>` with the subscription's secret, in the header
`X-Suite-Tanda-Tangan: t=<unix seconds>,v1=<hex>`, so that a receiver can refuse what is old or not ours.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from cryptography.fernet import Fernet
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from suite.core import db, keys, notifications, pengaturan, peristiwa, policy
from suite.core.api import kirim_http
from suite.core.api.models import Kiriman, Langganan, LanggananJenis
from suite.core.clock import now
from suite.core.config import Config
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.identity.models import Account
from suite.core.identity.queries import susun_actor
from suite.core.jobs import Langkah, pekerjaan
from suite.core.workflow import declare

TERBANYAK = 10
"""Living subscriptions of one account."""
JEDA = tuple(timedelta(seconds=s) for s in (30, 120, 600, 3600, 6 * 3600, 24 * 3600))
"""Pauses before the second and later attempts; after the last one a delivery is given up."""
MATI_SETELAH = 20
"""Attempts in a row that may fail before a subscription is switched off."""
AWALAN_RAHASIA = "whs_"

pengaturan.daftarkan(
    "webhook.alamat_lokal", "Webhook boleh ke alamat jaringan lokal tanpa TLS (hanya di luar produksi)", bawaan=False
)


def buat(account: Account, *, nama: str, url: str, jenis: Sequence[str], config: Config) -> tuple[Langganan, str]:
    """A new subscription and its secret, shown once. Raises `AturanDilanggar` beside the field."""
    nama, url = " ".join(nama.split())[:80], url.strip()
    if not nama:
        raise AturanDilanggar("Beri nama agar Anda mengenalinya, misalnya “Arsip digital”.", field="nama")
    kirim_http.periksa_alamat(url, lokal=boleh_lokal(config))
    dikenal = {j.nama for j in peristiwa.semua_jenis()}
    if not jenis or set(jenis) - dikenal:
        raise AturanDilanggar("Pilih paling sedikit satu peristiwa dari daftar.", field="jenis")
    if len(daftar(account.id)) >= TERBANYAK:
        raise AturanDilanggar(f"Paling banyak {TERBANYAK} webhook. Hapus yang tidak dipakai.", field="nama")
    rahasia = AWALAN_RAHASIA + secrets.token_urlsafe(32)
    baru = Langganan(account_id=account.id, nama=nama, url=url, rahasia=_sandi().encrypt(rahasia.encode()).decode())
    baru.jenis = [LanggananJenis(jenis=j) for j in sorted(set(jenis))]
    session.add(baru)
    session.flush()
    return baru, rahasia


def boleh_lokal(config: Config) -> bool:
    """May webhooks go to this machine and its network? Never in production."""
    return config.env != "production" and bool(pengaturan.ambil("webhook.alamat_lokal"))


def daftar(account_id: int) -> Sequence[Langganan]:
    """The account's subscriptions, newest first."""
    q = select(Langganan).where(Langganan.account_id == account_id, Langganan.dihapus_pada.is_(None))
    return session.scalars(q.options(joinedload(Langganan.jenis)).order_by(Langganan.id.desc())).unique().all()


def milik(account_id: int, langganan_id: int) -> Langganan | None:
    """A subscription of the account."""
    ada = session.get(Langganan, langganan_id)
    return ada if ada is not None and ada.account_id == account_id and ada.dihapus_pada is None else None


def hapus(langganan: Langganan) -> None:
    """End a subscription; what still waited for it is not sent."""
    langganan.aktif, langganan.dihapus_pada = False, now()


def jeda(langganan: Langganan) -> None:
    """Switch off for a while. What happens meanwhile is not told; what still waits stays in the log, to be sent again."""
    langganan.aktif = False


def dijeda(langganan: Langganan) -> bool:
    """Is it off because its owner paused it, and not because it failed too often?"""
    return not langganan.aktif and langganan.gagal_beruntun < MATI_SETELAH


def hidupkan(langganan: Langganan) -> None:
    """Switch on again one that was paused, or that failures switched off. What it missed meanwhile can be sent again by hand."""
    langganan.aktif, langganan.gagal_beruntun = True, 0


def kiriman(langganan: Langganan, *, sebelum: int | None = None, batas: int = 26) -> Sequence[Kiriman]:
    """The log, newest first: only what was sent or tried, never what its owner may not see."""
    q = select(Kiriman).where(Kiriman.langganan_id == langganan.id, Kiriman.isi.is_not(None))
    if sebelum is not None:
        q = q.where(Kiriman.id < sebelum)
    return session.scalars(q.order_by(Kiriman.id.desc()).limit(batas)).all()


def ulangi(langganan: Langganan, kiriman_id: int) -> bool:
    """Send one delivery of the log again now; False when the log has no such one."""
    satu = session.get(Kiriman, kiriman_id)
    if satu is None or satu.langganan_id != langganan.id or satu.isi is None:
        return False
    if not langganan.aktif:
        raise AturanDilanggar("Webhook ini sedang mati. Hidupkan dahulu, lalu kirim ulang.")
    satu.keadaan, satu.berikut_pada = "antre", now()
    # Automatic attempts count from 1 to 6: a number beyond them names an attempt by hand.
    peristiwa.antrekan(satu.id, 1000 + secrets.randbelow(10**9))
    return True


def tanda(rahasia: str, waktu: int, isi: str) -> str:
    """The value of the signature's header."""
    sidik = hmac.new(rahasia.encode(), f"{waktu}.{isi}".encode(), hashlib.sha256).hexdigest()
    return f"t={waktu},v1={sidik}"


def _sandi() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(keys.rahasia("webhook")))


# Sending -----------------------------------------------------------------------------------------------------------


@pekerjaan("kirim_webhook", izin="sistem", uraian="Mengirim peristiwa ke webhook", maks=3, kabari=False)
def kirim(langkah: Langkah, *, kiriman: int) -> dict[str, Any]:
    """One attempt. With no lock held while the other side is waited for: the delivery is read and made ready first, sent
    between two transactions, and its outcome written after."""
    satu = _siapkan(kiriman)
    if satu is None:
        return {"dikirim": False}
    langganan = satu.langganan
    isi, waktu = satu.isi or "", int(now().timestamp())
    rahasia = _sandi().decrypt(langganan.rahasia.encode()).decode()
    kepala = {
        "Content-Type": "application/json",
        "User-Agent": "suite-webhook/1",
        "X-Suite-Peristiwa": satu.jenis,
        "X-Suite-Kiriman": str(satu.id),
        "X-Suite-Tanda-Tangan": tanda(rahasia, waktu, isi),
    }
    url, lokal = langganan.url, boleh_lokal(langkah.config)
    db.bagi_transaksi()
    status, jawaban = kirim_http.kirim(url, isi.encode(), kepala, lokal=lokal)
    _catat(kiriman, status, jawaban)
    return {"dikirim": status is not None and 200 <= status < 300, "status": status}


def _siapkan(kiriman_id: int) -> Kiriman | None:
    """The delivery with its body, if it is still to be sent and its owner may (still) see the object."""
    satu = session.get(Kiriman, kiriman_id)
    if satu is None or satu.keadaan != "antre" or not satu.langganan.aktif:
        return None
    if satu.isi is None:
        satu.isi = _isi(satu)
        if satu.isi is None:
            satu.keadaan = "dilewati"
            return None
    session.flush()
    return satu


def _isi(satu: Kiriman) -> str | None:
    """The body: what happened to which object. Never the content of a letter: who may, reads it by the API."""
    account = satu.langganan.account
    terdaftar = declare.terdaftar(satu.objek_jenis)
    dok = session.get(terdaftar.model, satu.objek_id)
    if dok is None or not account.aktif:
        return None
    izin = peristiwa.jenis(satu.jenis).izin or f"{satu.objek_jenis}.lihat"
    if not policy.boleh(izin, susun_actor(account), dok):
        return None
    return json.dumps(
        {
            "id": satu.id,
            "jenis": satu.jenis,
            "pada": satu.dibuat_pada.isoformat(),
            "objek": {"jenis": satu.objek_jenis, "id": satu.objek_id, "judul": terdaftar.judul(dok)},
            "data": satu.data,
        },
        ensure_ascii=False,
    )


def _catat(kiriman_id: int, status: int | None, jawaban: str) -> None:
    """Write the outcome, and ask for the next attempt or give up."""
    satu = session.get_one(Kiriman, kiriman_id, populate_existing=True, with_for_update=True)
    langganan = session.get_one(Langganan, satu.langganan_id, populate_existing=True)
    satu.percobaan += 1
    satu.status_http, satu.jawaban, satu.terakhir_pada, satu.berikut_pada = status, jawaban[:300], now(), None
    if status is not None and 200 <= status < 300:
        satu.keadaan = "terkirim"
        langganan.gagal_beruntun = 0
        return
    langganan.gagal_beruntun += 1
    if satu.percobaan <= len(JEDA):
        satu.berikut_pada = now() + JEDA[satu.percobaan - 1]
        peristiwa.antrekan(satu.id, satu.percobaan, satu.berikut_pada)
    else:
        satu.keadaan = "gagal"
    if langganan.gagal_beruntun >= MATI_SETELAH and langganan.aktif:
        langganan.aktif = False
        if langganan.account.pihak_id is not None:
            notifications.beri_tahu(
                f"p:{langganan.account.pihak_id}",
                judul=f"Webhook “{langganan.nama}” dimatikan",
                isi=f"{MATI_SETELAH} kiriman berturut-turut gagal. Periksa penerimanya, lalu hidupkan lagi.",
                url=f"/akun/webhook/{langganan.id}",
            )
