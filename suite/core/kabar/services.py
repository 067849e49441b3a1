"""What a person sets about e-mail: the address (proved by a mailed code), kinds and channels, quiet hours, digest."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app, url_for
from sqlalchemy import select

from suite.core import audit, mail, notifications
from suite.core.actor import Actor
from suite.core.audit.events import sidik_rahasia
from suite.core.clock import now
from suite.core.db import session
from suite.core.errors import AturanDilanggar, MasukanSalah
from suite.core.kabar.models import SetelanKabar

UMUR_KODE = timedelta(minutes=30)
COBA_KODE = 5
JEDA_KODE = timedelta(minutes=1)


@dataclass(frozen=True)
class HasilKode:
    """Did the code fit? Else `pesan`; the attempt counts and must be committed."""

    pesan: str = ""

    @property
    def berhasil(self) -> bool:
        return not self.pesan


def setelan(pegawai_id: int) -> SetelanKabar:
    """What the person set; what holds without a word (not stored) for who set nothing yet."""
    ada = session.scalar(select(SetelanKabar).where(SetelanKabar.pegawai_id == pegawai_id))
    return ada or SetelanKabar(
        pegawai_id=pegawai_id, pilihan={}, tenang_mulai=0, tenang_selesai=0, harian=True, jam_harian=7, kode_gagal=0
    )


def saluran(pilihan: Mapping[str, str], jenis: notifications.Jenis) -> str:
    """How this kind goes out to who chose so."""
    dipilih = pilihan.get(jenis.nama, jenis.bawaan)
    return jenis.bawaan if jenis.tetap or dipilih not in notifications.SALURAN else dipilih


def minta_kode(actor: Actor, alamat: str) -> None:
    """Send a code to an address that the person wants to be reached at.

    Raises `MasukanSalah` for what is no address, `AturanDilanggar` when the city sends no mail, or a code went out a
    moment ago.
    """
    calon = mail.alamat_sah(alamat, "alamat")
    baris = _baris(actor)
    if baris.kode_sampai is not None and baris.kode_sampai - UMUR_KODE > now() - JEDA_KODE:
        raise AturanDilanggar("Kode baru saja dikirim. Tunggu satu menit sebelum meminta lagi.", field="alamat")
    kode = f"{secrets.randbelow(1_000_000):06d}"
    tautan = url_for("akun.surel", kode=kode, _external=True, _anchor="kode")
    kota = current_app.config["SUITE"].kota
    surat = mail.kirim(
        calon,
        "Kode untuk memastikan alamat surel Anda",
        f"{actor.nama},\n\nKode Anda: {kode}\n\nIsi kode ini di halaman Surel pada Akun saya, paling lambat 30 menit lagi:\n"
        f"{tautan}\n\nBila Anda tidak memintanya, abaikan surat ini.\n\nPemerintah {kota}\n",
        jenis="pastikan_alamat",
        pegawai_id=actor.pegawai_id,
    )
    if surat is None:
        raise AturanDilanggar("Kota ini belum mengirim surel. Hubungi admin kota.", field="alamat")
    baris.calon, baris.kode_sidik = calon, _sidik(actor.pegawai_id, kode)
    baris.kode_sampai, baris.kode_gagal = now() + UMUR_KODE, 0
    audit.catat(f"pegawai:{actor.pegawai_id}", "kabar.minta_kode", {}, actor)


def pastikan(actor: Actor, kode: str) -> HasilKode:
    """The code came back: from now on mail goes to this address. Wrong ones are counted, five end the code."""
    q = select(SetelanKabar).where(SetelanKabar.pegawai_id == actor.pegawai_id).with_for_update()
    baris = session.scalars(q.execution_options(populate_existing=True)).first()
    if baris is None or baris.calon is None or baris.kode_sampai is None or baris.kode_sidik is None:
        return HasilKode("Minta kode dahulu untuk alamat surel Anda.")
    if baris.kode_sampai < now() or baris.kode_gagal >= COBA_KODE:
        return HasilKode("Kode sudah tidak berlaku. Minta kode baru.")
    if not hmac.compare_digest(baris.kode_sidik, _sidik(actor.pegawai_id, "".join(kode.split()))):
        baris.kode_gagal += 1
        sisa = COBA_KODE - baris.kode_gagal
        return HasilKode(
            f"Kode tidak cocok. Masih {sisa} kali mencoba." if sisa else "Kode tidak cocok lima kali. Minta kode baru."
        )
    baris.alamat, baris.calon, baris.kode_sidik, baris.kode_sampai = baris.calon, None, None, None
    audit.catat(f"pegawai:{actor.pegawai_id}", "kabar.pastikan_alamat", {}, actor)
    return HasilKode()


def hapus_alamat(actor: Actor) -> None:
    """No mail to this person any more."""
    baris = _baris(actor)
    baris.alamat = baris.calon = baris.kode_sidik = baris.kode_sampai = None
    audit.catat(f"pegawai:{actor.pegawai_id}", "kabar.hapus_alamat", {}, actor)


def simpan(
    actor: Actor,
    *,
    pilihan: Mapping[str, str],
    tenang_mulai: int,
    tenang_selesai: int,
    harian: bool,
    jam_harian: int,
) -> None:
    """Keep the choices. Kinds that nobody may choose, and channels that are none, are left out."""
    baris = _baris(actor)
    boleh = {j.nama for j in notifications.jenis() if not j.tetap}
    baris.pilihan = {k: v for k, v in pilihan.items() if k in boleh and v in notifications.SALURAN}
    baris.tenang_mulai, baris.tenang_selesai = tenang_mulai % 1440, tenang_selesai % 1440
    baris.harian, baris.jam_harian = harian, jam_harian % 24


def _baris(actor: Actor) -> SetelanKabar:
    if actor.pegawai_id is None:
        raise MasukanSalah("Akun ini bukan milik pegawai, jadi tidak menerima surel.")
    baris = setelan(actor.pegawai_id)
    if baris.id is None:
        session.add(baris)
        session.flush()
    return baris


def _sidik(pegawai_id: int | None, kode: str) -> str:
    return sidik_rahasia(f"surel:{pegawai_id}:{kode}")
