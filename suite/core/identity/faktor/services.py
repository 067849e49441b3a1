"""What pages call: what an account has, the second step of a login, adding and taking away, an admin's reset."""

from __future__ import annotations

from sqlalchemy import delete, select

from suite.core import audit, notifications, policy
from suite.core.actor import Actor
from suite.core.config import Config
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TidakDitemukan
from suite.core.identity.faktor import kunci, pemulihan, totp, wajib
from suite.core.identity.faktor.models import FaktorTotp, KodePemulihan, KunciSandi
from suite.core.identity.faktor.punya import punya
from suite.core.identity.models import Account, PercobaanMasuk, SesiMasuk
from suite.core.identity.services.akun import keluarkan
from suite.core.identity.services.masuk import (
    HasilMasuk,
    buka_sesi,
    catat_gagal,
    kunci_percobaan,
    masih_ditunda,
    pelaku,
    sidik_nama,
)

KODE_SALAH = "Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu coba lagi."
PEMULIHAN_SALAH = "Kode pemulihan tidak cocok atau sudah dipakai. Coba kode lain dari lembar Anda."


def langkah_dua(
    config: Config,
    account: Account,
    *,
    kode: str = "",
    kode_pemulihan: str = "",
    kredensial: str = "",
    ip: str = "",
    peramban: str = "",
    gawai: str = "",
) -> HasilMasuk:
    """The second step, after the password was right: a code, a passkey's answer, or a recovery code.

    Wrong ones are counted for the account and the address and lead to the same waiting as wrong passwords. Never
    raises for a wrong one: the attempt must be committed.
    """
    percobaan = kunci_percobaan(f"f:{account.id}")
    if (tunda := masih_ditunda(percobaan)) is not None:
        return tunda
    if kredensial:
        faktor, cocok, pesan = "kunci", kunci.periksa(config, kredensial, account.id) is not None, kunci.GAGAL
    elif kode_pemulihan.strip():
        faktor, cocok, pesan = "pemulihan", pemulihan.cocok(account.id, kode_pemulihan), PEMULIHAN_SALAH
    else:
        faktor, cocok, pesan = "totp", totp.cocok(account.id, kode), KODE_SALAH
    if not cocok:
        return catat_gagal(percobaan, ip, pesan)
    session.execute(delete(PercobaanMasuk).where(PercobaanMasuk.id == percobaan.id))
    if faktor == "pemulihan":
        sisa = pemulihan.sisa(account.id)
        audit.catat(f"account:{account.id}", "account.pakai_kode_pemulihan", {"sisa": sisa}, pelaku(account, ip))
        _kabari(account, "Kode pemulihan dipakai untuk masuk ke akun Anda", f"Tersisa {sisa} kode. {_BUKAN}")
    return buka_sesi(account, faktor=faktor, ip=ip, peramban=peramban, gawai=gawai)


def masuk_dengan_kunci(
    config: Config, kredensial: str, *, ip: str = "", peramban: str = "", gawai: str = ""
) -> HasilMasuk:
    """Log in by a passkey alone: it stands for both steps, since it asked for finger, face or PIN."""
    percobaan = kunci_percobaan(f"p:{sidik_nama(ip)}")
    if (tunda := masih_ditunda(percobaan)) is not None:
        return tunda
    baris = kunci.periksa(config, kredensial)
    account = session.get(Account, baris.account_id) if baris is not None else None
    if account is None or not account.aktif:
        return catat_gagal(percobaan, ip, kunci.GAGAL)
    return buka_sesi(account, faktor="kunci", ip=ip, peramban=peramban, gawai=gawai)


_BUKAN = "Bukan Anda? Keluarkan gawai yang asing, ganti kata sandi, dan hubungi admin."


def pasang_totp(actor: Actor, account: Account, tanda: str, kode: str, sesi_id: int) -> list[str]:
    """Add the app; returns recovery codes to be shown once (empty when the account has some). See `totp.pasang`."""
    totp.pasang(account, tanda, kode)
    audit.sebut("account.pasang_totp", account, actor)
    _kabari(account, "Aplikasi pembuat kode dipasang pada akun Anda", _BUKAN)
    return _terpasang(account, sesi_id, "totp")


def pasang_kunci(actor: Actor, config: Config, account: Account, kredensial: str, nama: str, sesi_id: int) -> list[str]:
    """Add a passkey; returns recovery codes as `pasang_totp` does."""
    baris = kunci.daftarkan(config, account, kredensial, nama)
    audit.sebut("account.pasang_kunci_sandi", account, actor)
    _kabari(account, f"Kunci sandi {baris.nama} ditambahkan pada akun Anda", _BUKAN)
    return _terpasang(account, sesi_id, "kunci")


def _terpasang(account: Account, sesi_id: int, faktor: str) -> list[str]:
    sesi = session.get(SesiMasuk, sesi_id)
    if sesi is not None:
        sesi.wajib_faktor, sesi.faktor = False, sesi.faktor or faktor
    return [] if pemulihan.sisa(account.id) else pemulihan.buat(account)


def lepas_totp(actor: Actor, account: Account) -> None:
    """Raises `TidakDitemukan` when there is none, `AturanDilanggar` when it is the last and one is asked for."""
    baris = totp.ambil(account.id)
    if baris is None:
        raise TidakDitemukan("Aplikasi kode tidak terpasang.")
    _pastikan_bukan_terakhir(actor, bool(kunci.milik(account.id)))
    session.delete(baris)
    _dilepas(actor, account, "account.lepas_totp", "Aplikasi pembuat kode dilepas dari akun Anda")


def hapus_kunci(actor: Actor, account: Account, kunci_id: int) -> None:
    """Raises as `lepas_totp`."""
    baris = session.get(KunciSandi, kunci_id)
    if baris is None or baris.account_id != account.id:
        raise TidakDitemukan("Kunci sandi itu tidak ada pada akun Anda.")
    _pastikan_bukan_terakhir(actor, len(kunci.milik(account.id)) > 1 or totp.ambil(account.id) is not None)
    session.delete(baris)
    _dilepas(actor, account, "account.hapus_kunci_sandi", f"Kunci sandi {baris.nama} dihapus dari akun Anda")


def _pastikan_bukan_terakhir(actor: Actor, masih_ada: bool) -> None:
    if not masih_ada and wajib.wajib(actor):
        raise AturanDilanggar("Tugas Anda mewajibkan faktor kedua. Pasang yang lain dahulu, baru lepas yang ini.")


def _dilepas(actor: Actor, account: Account, aksi: str, judul: str) -> None:
    session.flush()
    if not punya(account.id):
        pemulihan.hapus(account.id)  # codes without a factor would be a second password on paper
    audit.sebut(aksi, account, actor)
    _kabari(account, judul, _BUKAN)


def buat_kode_pemulihan(actor: Actor, account: Account) -> list[str]:
    """Ten new recovery codes, shown once. Raises `AturanDilanggar` while there is no factor to recover."""
    if not punya(account.id):
        raise AturanDilanggar("Pasang aplikasi kode atau kunci sandi dahulu, baru buat kode pemulihan.")
    kode = pemulihan.buat(account)
    audit.sebut("account.buat_kode_pemulihan", account, actor)
    _kabari(account, "Kode pemulihan akun Anda dibuat ulang", _BUKAN)
    return kode


def setel_ulang(actor: Actor, account: Account, alasan: str) -> None:
    """Take away all factors of somebody who lost them; all sessions and tokens end, the person is told.

    Who must have a factor adds a new one at the next login, before anything else. Raises `TanpaIzin` or
    `TidakDitemukan` for who may not manage the account, `AturanDilanggar` for the own one or without a reason.
    """
    policy.pastikan("akun.kelola", actor, account)
    if account.id == actor.account_id:
        raise AturanDilanggar("Ini akun Anda sendiri. Lepas lewat Keamanan akun, atau minta admin lain.")
    if not alasan.strip():
        raise AturanDilanggar("Tuliskan alasannya; alasan tercatat pada riwayat akun.", field="alasan")
    for model in (FaktorTotp, KunciSandi, KodePemulihan):
        for baris in session.scalars(select(model).where(model.account_id == account.id)):
            session.delete(baris)
    wajib.habiskan(account.id)
    keluarkan(account)
    audit.catat(f"account:{account.id}", "account.setel_ulang_faktor", {"alasan": alasan.strip()[:300]}, actor)
    _kabari(
        account,
        "Faktor kedua akun Anda dihapus oleh admin",
        f"Oleh {actor.nama}. Bila Anda tidak memintanya, laporkan.",
    )


def _kabari(account: Account, judul: str, isi: str) -> None:
    if account.pihak_id is not None:
        notifications.beri_tahu(f"p:{account.pihak_id}", judul=judul, isi=isi, url="/akun/keamanan", jenis="akun")
