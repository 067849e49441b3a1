"""Accounts: making, disabling, passwords and one-time codes, what a person sets for oneself."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from suite.core import audit, notifications, policy
from suite.core.actor import Actor
from suite.core.api import tokens
from suite.core.clock import now
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TidakDitemukan
from suite.core.identity import password, sessions
from suite.core.identity.models import Account, KodeSekali, Pegawai, PercobaanMasuk, Pihak
from suite.core.identity.services.masuk import (
    cari_akun,
    catat_gagal,
    kunci_percobaan,
    masih_ditunda,
    pelaku,
    seragamkan,
    sidik_nama,
)
from suite.core.nip import baca_nip

UMUR_KODE = timedelta(hours=24)
COBA_KODE = 5
HURUF_KODE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits that are not mistaken for each other when read aloud."""
KODE_SALAH = "Kode tidak cocok atau sudah tidak berlaku. Periksa NIP dan kode, atau minta kode baru kepada admin."

PILIHAN_PENGATURAN: dict[str, tuple[str, ...]] = {
    "tema": ("sistem", "terang", "gelap"),
    "kerapatan": ("lega", "rapat"),
    "pintasan_huruf": ("ya", "tidak"),
}


@dataclass(frozen=True)
class HasilSandi:
    """How setting a password ended: `pesan` empty when it is set, else why not, for which field, and how long to
    wait."""

    pesan: str = ""
    field: str = ""
    tunggu: int = 0

    @property
    def berhasil(self) -> bool:
        return not self.pesan


def catat_pegawai(actor: Actor, nip: str, nama: str, *, surel: str = "") -> Pegawai:
    """Record a civil servant whom no other room has recorded yet. Sex and kind are read from the NIP.

    Raises `AturanDilanggar` for a NIP that cannot be, or that (or whose e-mail) is recorded already.
    """
    sah = baca_nip(nip)
    try:
        with session.begin_nested():
            pihak = Pihak(jenis="pegawai", nama=nama.strip())
            pegawai = Pegawai(
                pihak=pihak,
                nip=sah.nip,
                nama=nama.strip(),
                jenis_kelamin=sah.jenis_kelamin,
                jenis_asn=sah.jenis,
                surel=surel.strip().lower() or None,
            )
            session.add(pegawai)
    except IntegrityError:
        raise AturanDilanggar(f"NIP {sah.nip} atau surel itu sudah tercatat.", field="nip") from None
    audit.sebut("pegawai.catat", pegawai, actor)
    return pegawai


def buat_akun(actor: Actor, pegawai: Pegawai, nama_login: str | None = None) -> Account:
    """Let a person log in. The account has no password yet: the person sets one with a one-time code.

    Raises `AturanDilanggar` when there already is one, or the name is taken.
    """
    nama = seragamkan(nama_login or pegawai.nip or pegawai.surel or f"pegawai.{pegawai.id}")
    try:
        with session.begin_nested():
            account = Account(nama_login=nama, pihak_id=pegawai.id)
            session.add(account)
    except IntegrityError:
        raise AturanDilanggar(
            f"{pegawai.nama_lengkap} sudah mempunyai akun, atau nama akun itu sudah dipakai."
        ) from None
    audit.sebut("account.buat", account, actor)
    return account


def buat_kode(actor: Actor, account: Account) -> str:
    """A new one-time code for the account, shown once to the admin, who hands it over in person.

    Good for 24 hours, once, for 5 tries; the codes before it die. Raises `AturanDilanggar` for the own account: who
    knows the password changes it, who does not asks another admin. The holder is told.
    """
    if not actor.sistem:
        policy.pastikan("akun.kelola", actor, account)
        if account.id == actor.account_id:
            raise AturanDilanggar("Ini akun Anda sendiri. Ganti kata sandi lewat Akun saya, atau minta admin lain.")
    if not account.aktif:
        raise AturanDilanggar("Akun ini nonaktif. Aktifkan dahulu, baru buat kode.")
    _matikan_kode(account.id)
    acak = "".join(secrets.choice(HURUF_KODE) for _ in range(8))
    session.add(
        KodeSekali(
            account_id=account.id,
            kode_hash=password.sandikan(acak),
            dibuat_oleh=actor.account_id,
            dibuat_pada=now(),
            berlaku_sampai=now() + UMUR_KODE,
        )
    )
    audit.sebut("account.buat_kode", account, actor)
    if account.pihak_id is not None:
        notifications.beri_tahu(
            f"p:{account.pihak_id}",
            judul="Kode kata sandi baru dibuat untuk akun Anda",
            isi=f"Dibuat oleh {actor.nama}. Bila Anda tidak memintanya, laporkan kepada admin kota.",
            url="/akun/sesi",
            jenis="akun",
        )
    return f"{acak[:4]}-{acak[4:]}"


def setel_sandi_dengan_kode(nama: str, kode: str, sandi: str, *, ip: str = "") -> HasilSandi:
    """Set a new password with a one-time code. Answers alike whether the name exists or not.

    The rules of the password are checked first, from what was typed alone, so that a weak one does not spend a try.
    On success all sessions of the account end and all tokens die: whoever made them may have been somebody else.
    """
    nama = seragamkan(nama)
    try:
        password.periksa_sandi(sandi, nip=nama)
    except AturanDilanggar as galat:
        return HasilSandi(galat.pesan, galat.field or "")
    percobaan = kunci_percobaan(f"k:{sidik_nama(nama)}")
    if (tunda := masih_ditunda(percobaan)) is not None:
        return HasilSandi(tunda.pesan, tunggu=tunda.tunggu)
    account = cari_akun(nama)
    baris = _kode_berlaku(account.id) if account is not None and account.aktif else None
    tertulis = "".join(c for c in kode.upper() if c.isalnum())
    cocok = password.cocok(baris.kode_hash if baris else None, tertulis)
    if account is None or baris is None or not cocok:
        if baris is not None:
            baris.gagal += 1
        gagal = catat_gagal(percobaan, ip, KODE_SALAH)
        return HasilSandi(gagal.pesan, "kode", gagal.tunggu)
    baris.dipakai_pada = now()
    _matikan_kode(account.id)
    for kunci in (percobaan.kunci, f"n:{sidik_nama(nama)}"):
        session.execute(delete(PercobaanMasuk).where(PercobaanMasuk.kunci == kunci))
    _tetapkan_sandi(account, sandi)
    keluarkan(account)
    audit.sebut("account.setel_sandi", account, pelaku(account, ip))
    return HasilSandi()


def ganti_sandi(
    actor: Actor, account: Account, lama: str, baru: str, *, sesi_id: int | None = None, cabut_token: bool = False
) -> HasilSandi:
    """Change the own password; every other session of the account ends. Wrong old ones are counted like logins.

    Tokens stay, so that programs run on when a password is changed out of habit; `cabut_token` (the person's choice on
    the page) revokes them all.
    """
    pegawai = session.get(Pegawai, account.pihak_id) if account.pihak_id else None
    try:
        password.periksa_sandi(baru, nip=pegawai.nip if pegawai else None)
    except AturanDilanggar as galat:
        return HasilSandi(galat.pesan, galat.field or "")
    percobaan = kunci_percobaan(f"s:{account.id}")
    if (tunda := masih_ditunda(percobaan)) is not None:
        return HasilSandi(tunda.pesan, "sandi_lama", tunda.tunggu)
    if not password.cocok(account.sandi, lama):
        gagal = catat_gagal(percobaan, "", "Kata sandi sekarang tidak cocok.")
        return HasilSandi(gagal.pesan, "sandi_lama", gagal.tunggu)
    if password.cocok(account.sandi, baru):
        return HasilSandi("Kata sandi baru sama dengan yang sekarang. Pilih yang lain.", "sandi_baru")
    session.delete(percobaan)
    _tetapkan_sandi(account, baru)
    sessions.cabut_semua(account.id, kecuali=sesi_id)
    if cabut_token:
        tokens.cabut_semua(account.id)
    audit.sebut("account.ganti_sandi", account, actor)
    return HasilSandi()


def pastikan_sandi(account: Account, sandi: str) -> HasilSandi:
    """Is it really the person who sits there? Wrong passwords are counted like those of a change of password."""
    percobaan = kunci_percobaan(f"s:{account.id}")
    if (tunda := masih_ditunda(percobaan)) is not None:
        return HasilSandi(tunda.pesan, "sandi", tunda.tunggu)
    if not password.cocok(account.sandi, sandi):
        gagal = catat_gagal(percobaan, "", "Kata sandi tidak cocok.")
        return HasilSandi(gagal.pesan, "sandi", gagal.tunggu)
    session.delete(percobaan)
    return HasilSandi()


def keluarkan(account: Account) -> None:
    """End all that was opened in the account's name: sessions and tokens."""
    sessions.cabut_semua(account.id)
    tokens.cabut_semua(account.id)


def _tetapkan_sandi(account: Account, sandi: str) -> None:
    account.sandi = password.sandikan(sandi)
    account.sandi_harus_ganti = False


def _kode_berlaku(account_id: int) -> KodeSekali | None:
    q = (
        select(KodeSekali)
        .where(
            KodeSekali.account_id == account_id,
            KodeSekali.dipakai_pada.is_(None),
            KodeSekali.berlaku_sampai > now(),
            KodeSekali.gagal < COBA_KODE,
        )
        .order_by(KodeSekali.id.desc())
        .limit(1)
        .with_for_update()
    )
    return session.scalars(q).first()


def _matikan_kode(account_id: int) -> None:
    session.flush()
    session.execute(
        update(KodeSekali)
        .where(
            KodeSekali.account_id == account_id, KodeSekali.dipakai_pada.is_(None), KodeSekali.berlaku_sampai > now()
        )
        .values(berlaku_sampai=now())
        .execution_options(synchronize_session="fetch")
    )


def nonaktifkan(actor: Actor, account: Account, alasan: str) -> None:
    """Shut the account: nobody gets in, who is in is out with the next click, and its tokens die for good."""
    policy.pastikan("akun.kelola", actor, account)
    if account.id == actor.account_id:
        raise AturanDilanggar("Anda tidak dapat menonaktifkan akun sendiri. Minta admin lain.")
    account.aktif = False
    keluarkan(account)
    _matikan_kode(account.id)
    audit.catat(f"account:{account.id}", "account.nonaktifkan", {"alasan": _alasan(alasan)}, actor)


def aktifkan(actor: Actor, account: Account, alasan: str) -> None:
    policy.pastikan("akun.kelola", actor, account)
    account.aktif = True
    audit.catat(f"account:{account.id}", "account.aktifkan", {"alasan": _alasan(alasan)}, actor)


def _alasan(alasan: str) -> str:
    if not alasan.strip():
        raise AturanDilanggar("Tuliskan alasannya; alasan tercatat pada riwayat akun.", field="alasan")
    return alasan.strip()[:300]


def bertindak_sebagai(actor: Actor, account: Account, penugasan_id: int) -> None:
    """Choose the assignment that every following act records. Only among those that hold today."""
    if not any(p.penugasan_id == penugasan_id for p in actor.penugasan):
        raise TidakDitemukan("Penugasan itu tidak berlaku bagi Anda hari ini.")
    account.penugasan_aktif_id = penugasan_id


def simpan_pengaturan(actor: Actor, account: Account, isian: dict[str, Any]) -> None:
    """Keep a person's display settings and, as `bertindak`, the assignment taken at each login (empty: the last one).

    Anything that is not one of the choices is left out.
    """
    sah = {k: v for k, v in isian.items() if v in PILIHAN_PENGATURAN.get(k, ())}
    pengaturan = {**(account.pengaturan or {}), **sah}
    if "bertindak" in isian:
        pengaturan.pop("bertindak", None)
        pilihan = next((p for p in actor.penugasan if str(p.penugasan_id) == isian["bertindak"]), None)
        if pilihan is not None:
            pengaturan["bertindak"] = pilihan.penugasan_id
    account.pengaturan = pengaturan
