"""Logging in, without telling anyone who exists.

Existing and unknown names get the same words, the same work and the same lock-out: wrong passwords are counted by the
(hashed) name as typed and by address, never on the account. The person's own sessions go on meanwhile.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, union_all
from sqlalchemy.exc import IntegrityError

from suite.core import audit, keys, notifications
from suite.core.actor import Actor
from suite.core.clock import now
from suite.core.db import session
from suite.core.identity import password, queries, rules, sessions
from suite.core.identity.faktor import wajib
from suite.core.identity.faktor.punya import punya
from suite.core.identity.faktor.wajib import Tenggang
from suite.core.identity.models import Account, Pegawai, PercobaanMasuk
from suite.core.kalender import jam

SALAH = "NIP, surel, atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."


@dataclass(frozen=True)
class HasilMasuk:
    """How a login ended: with a session `token`, or with words for the person and seconds to wait (0: at once).

    `perlu_faktor`: the password was right and the account has a second factor: no session yet. `gawai` is the token for
    the cookie by which this browser is known again; `tenggang` says for how long a factor may still be missing.
    """

    account: Account | None = None
    token: str = ""
    pesan: str = ""
    tunggu: int = 0
    perlu_faktor: bool = False
    gawai: str = ""
    tenggang: Tenggang | None = None

    @property
    def berhasil(self) -> bool:
        return self.account is not None


def masukkan(nama: str, sandi: str, *, ip: str = "", peramban: str = "", gawai: str = "") -> HasilMasuk:
    """Log in by NIP (blanks allowed), official e-mail or account name. When name and password fit, opens a session or,
    for who has a second factor, asks for it (`faktor.services.langkah_dua`).

    Never raises for a wrong password: the failed attempt must be committed, so the answer is a value.
    """
    nama_rapat = seragamkan(nama)
    percobaan = kunci_percobaan(f"n:{sidik_nama(nama_rapat)}")
    alamat = _percobaan(f"a:{sidik_nama(ip)}") if ip else None
    if (tunda := _tunda(percobaan, alamat)) is not None:
        return tunda
    account = cari_akun(nama_rapat)
    sidik = account.sandi if account is not None and account.aktif else None
    cocok = password.cocok(sidik, sandi)  # always: the work must not tell who exists
    if account is None or sidik is None or not cocok:
        return catat_gagal(percobaan, ip, SALAH)
    session.execute(delete(PercobaanMasuk).where(PercobaanMasuk.id == percobaan.id))
    if password.perlu_disandikan_ulang(sidik):
        account.sandi = password.sandikan(sandi)
    if punya(account.id):
        return HasilMasuk(account=account, perlu_faktor=True)
    return buka_sesi(account, ip=ip, peramban=peramban, gawai=gawai)


def buka_sesi(account: Account, *, faktor: str = "", ip: str = "", peramban: str = "", gawai: str = "") -> HasilMasuk:
    """Who is proven gets a session. A browser that is new to the account is told to its holder."""
    bawaan = (account.pengaturan or {}).get("bertindak")
    if isinstance(bawaan, int):
        account.penugasan_aktif_id = bawaan
    tenggang = None if faktor else wajib.catat_masuk(account, queries.susun_actor(account))
    token = sessions.buka(
        account, ip=ip, peramban=peramban, faktor=faktor, wajib_faktor=tenggang is not None and tenggang.habis
    )
    gawai, baru = sessions.kenali_gawai(account.id, gawai, peramban)
    if baru and account.pihak_id is not None:
        notifications.beri_tahu(
            f"p:{account.pihak_id}",
            judul="Akun Anda masuk dari gawai baru",
            isi=f"{sessions.sebut_peramban(peramban)}, alamat {ip or 'tidak tercatat'}, {jam(now())}. Bukan Anda? "
            "Keluarkan gawai itu, lalu ganti kata sandi.",
            url="/akun/sesi",
            jenis="akun",
        )
    audit.sebut("account.masuk", account, pelaku(account, ip))
    return HasilMasuk(account=account, token=token, gawai=gawai, tenggang=tenggang)


def seragamkan(nama: str) -> str:
    """A name as typed, in the form it is looked up and counted by: digits without blanks, else lower case."""
    rapat = "".join(nama.split())
    return rapat[:200] if rapat.isdigit() else nama.replace("\x00", "").strip().lower()[:200]


def cari_akun(nama: str) -> Account | None:
    """The account of a NIP, official e-mail or account name. One query for all three, whether it finds or not."""
    lewat_pegawai = select(Account.id, Account.nama_login).join(Pegawai, Pegawai.id == Account.pihak_id)
    q = union_all(
        lewat_pegawai.where(Pegawai.nip == nama),
        lewat_pegawai.where(Pegawai.surel == nama),
        select(Account.id, Account.nama_login).where(Account.nama_login == nama),
    ).subquery()
    return session.scalars(select(Account).where(Account.id.in_(select(q.c.id))).order_by(Account.id).limit(1)).first()


def pelaku(account: Account, ip: str = "") -> Actor:
    """Who logs in or sets a password: the account itself, before there is a session."""
    pegawai = session.get(Pegawai, account.pihak_id) if account.pihak_id else None
    nama = pegawai.nama_lengkap if pegawai else account.nama_login
    return Actor(account.id, pegawai.id if pegawai else None, nama, ip=ip)


def kunci_percobaan(kunci: str) -> PercobaanMasuk:
    """The counter row of a key, locked: a hundred guesses at once are counted one after the other."""
    q = select(PercobaanMasuk).where(PercobaanMasuk.kunci == kunci).with_for_update()
    ada = session.scalar(q)
    if ada is not None:
        return ada
    try:
        with session.begin_nested():
            baru = PercobaanMasuk(kunci=kunci, gagal=0, terakhir_pada=now())
            session.add(baru)
        return baru
    except IntegrityError:  # somebody else made it meanwhile
        return session.scalars(q).one()


def _percobaan(kunci: str) -> PercobaanMasuk | None:
    return session.scalar(select(PercobaanMasuk).where(PercobaanMasuk.kunci == kunci))


def masih_ditunda(percobaan: PercobaanMasuk) -> HasilMasuk | None:
    """The refusal that holds while the name must wait; None when it need not."""
    return _tunda(percobaan, None)


def _tunda(*baris: PercobaanMasuk | None) -> HasilMasuk | None:
    sampai = [b.terkunci_sampai for b in baris if b is not None and b.terkunci_sampai and b.terkunci_sampai > now()]
    return _jawaban_tunda(max(sampai)) if sampai else None


def _jawaban_tunda(sampai: datetime) -> HasilMasuk:
    tunggu = max(1, int((sampai - now()).total_seconds() + 0.999))
    # The clock shows minutes: rounded up, so that who waits for it is not too early.
    pukul = jam(sampai + timedelta(seconds=59) if sampai.second or sampai.microsecond else sampai)
    return HasilMasuk(
        pesan=f"Terlalu banyak percobaan yang salah. Coba lagi {_lama(tunggu)} lagi, paling lambat pukul {pukul}.",
        tunggu=tunggu,
    )


def _lama(detik: int) -> str:
    return f"{detik} detik" if detik < 90 else f"{-(-detik // 60)} menit"


def catat_gagal(percobaan: PercobaanMasuk, ip: str, pesan: str) -> HasilMasuk:
    """Count one wrong attempt for name and address; says how long to wait when that is due."""
    kini = now()
    percobaan.gagal = rules.gagal_nama(percobaan.gagal, percobaan.terakhir_pada, kini)
    _tetapkan(percobaan, kini, rules.jeda_masuk(percobaan.gagal, rules.BATAS_NAMA), ip)
    alamat: PercobaanMasuk | None = None
    if ip:
        alamat = kunci_percobaan(f"a:{sidik_nama(ip)}")
        alamat.gagal = rules.gagal_alamat(alamat.gagal, alamat.terakhir_pada, kini)
        _tetapkan(alamat, kini, rules.jeda_masuk(alamat.gagal, rules.BATAS_ALAMAT), ip)
    session.flush()
    return _tunda(percobaan, alamat) or HasilMasuk(pesan=pesan)


def _tetapkan(baris: PercobaanMasuk, kini: datetime, jeda: timedelta, ip: str) -> None:
    baris.terakhir_pada = kini
    if jeda:
        baris.terkunci_sampai = kini + jeda
        # Recorded alike for names that exist and names that do not; the chain is the hash that was counted.
        isi = {"gagal": baris.gagal, "detik": int(jeda.total_seconds()), "ip": ip}
        audit.catat(f"percobaan_masuk:{baris.kunci[:18]}", "masuk.ditunda", isi)


def sidik_nama(teks: str) -> str:
    """Keyed hash (hex) of a name as typed or an address: what was typed is stored nowhere."""
    return hmac.new(keys.rahasia("percobaan_masuk"), teks.encode(), hashlib.sha256).hexdigest()
