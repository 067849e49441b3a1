"""Activation: accounts for many at once, one-time codes on slips or by mail, and the first password.

A code has 59 bits, so a keyed hash keeps it (argon2 would take minutes for a city); it is read in the printed sheet only.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from cryptography.fernet import Fernet
from sqlalchemy import delete, select, update

from suite.core import audit, jobs, keys, policy
from suite.core.actor import Actor
from suite.core.clock import now
from suite.core.db import session
from suite.core.errors import AturanDilanggar, Konflik, TanpaIzin
from suite.core.identity import password
from suite.core.identity.aktivasi import cetak, queries
from suite.core.identity.aktivasi.models import GelombangAktivasi, KodeAktivasi, LembarAktivasi
from suite.core.identity.models import Account, PercobaanMasuk, UnitKerja
from suite.core.identity.policy import adalah_admin, lingkup_admin
from suite.core.identity.services.akun import HURUF_KODE, HasilSandi, keluarkan
from suite.core.identity.services.masuk import (
    cari_akun,
    catat_gagal,
    kunci_percobaan,
    masih_ditunda,
    pelaku,
    seragamkan,
    sidik_nama,
)
from suite.core.jobs import Langkah
from suite.core.massal import Massal, id_baru
from suite.core.web.format import angka

IZIN = "aktivasi.kelola"
UMUR_KODE_HARI = 30
UMUR_LEMBAR = timedelta(days=7)
SALAH = "NIP atau kode tidak cocok, atau kode sudah dipakai atau habis masa berlakunya. Periksa, atau minta kode baru."

policy.daftarkan(IZIN, "mengaktifkan akun pegawai di perangkat daerah Anda", periksa=lambda a, o: adalah_admin(a))


def buat_gelombang(
    actor: Actor, *, cara: str = "cetak", opd: Sequence[int] | None = None, pegawai: Sequence[int] | None = None,
    ulang: bool = False, hari: int = UMUR_KODE_HARI,
) -> GelombangAktivasi:  # fmt: skip
    """Ask for codes for everybody without a password: of these offices (None: all that the actor administers) or these
    people. `ulang` makes new codes also where one is still good; the old ones die.

    The work is a job; its sheets appear with the batch. Raises `AturanDilanggar` when there is nobody.
    """
    policy.pastikan(IZIN, actor)
    lingkup = None if actor.sistem else lingkup_admin(actor)
    if lingkup is not None:
        if opd is not None and not set(opd) <= lingkup:
            raise TanpaIzin("Anda hanya dapat mengaktifkan akun di perangkat daerah yang Anda kelola.")
        opd = sorted(lingkup) if opd is None else opd
    pilihan = {
        "opd": list(opd) if opd is not None else None,
        "pegawai": list(pegawai) if pegawai else None,
        "ulang": ulang,
    }
    jumlah = sum(n for _, n in queries.calon_per_opd(pilihan))
    if not jumlah:
        raise AturanDilanggar("Tidak ada pegawai yang perlu kode: semuanya sudah aktif atau masih memegang kode.")
    gelombang = GelombangAktivasi(
        judul=_judul(opd),
        cara=cara,
        pilihan=pilihan,
        berlaku_sampai=now() + timedelta(days=hari),
        dibuat_oleh=actor.account_id,
    )
    session.add(gelombang)
    session.flush()
    audit.sebut("aktivasi.gelombang", gelombang, actor)
    job = jobs.antrekan("aktivasi", {"gelombang_id": gelombang.id}, actor, kunci=f"aktivasi:{gelombang.id}")
    gelombang.job_id = job.id
    return gelombang


def _judul(opd: Sequence[int] | None) -> str:
    if opd is None:
        return "Seluruh daerah"
    if len(opd) == 1:
        return session.get_one(UnitKerja, opd[0]).nama
    return f"{len(opd)} perangkat daerah"


@jobs.pekerjaan("aktivasi", izin=IZIN, uraian="Kode aktivasi akun")
def kerjakan(langkah: Langkah, *, gelombang_id: int) -> dict[str, Any] | None:
    """One office a step: accounts, codes, sheet. A step that is repeated after a crash finds nothing of itself."""
    gelombang = session.get_one(GelombangAktivasi, gelombang_id)
    selesai = list(langkah.kursor or [])
    sisa = [o for o, _ in queries.calon_per_opd(gelombang.pilihan) if (o or 0) not in selesai]
    if sisa:
        opd = sisa[0]
        gelombang.jumlah += terbitkan(langkah.actor, gelombang, opd, langkah.config.base_url)
        selesai.append(opd or 0)
        langkah.kemajuan(len(selesai), len(selesai) + len(sisa) - 1, "Membuat kode aktivasi")
        langkah.lanjut(selesai)
        return None
    return {"pesan": f"{angka(gelombang.jumlah)} kode aktivasi dibuat.", "url": f"/admin/aktivasi/{gelombang.id}"}


def terbitkan(actor: Actor, gelombang: GelombangAktivasi, opd_id: int | None, base_url: str) -> int:
    """Accounts and codes for the people of one office in a batch, and their sheet or mails. Returns how many."""
    orang = queries.calon(gelombang.pilihan, opd_id)
    if gelombang.cara == "surel":
        orang = [o for o in orang if o.surel]
    if not orang:
        return 0
    m = Massal(actor, "aktivasi.kode")
    akun = {o.pegawai_id: o.account_id for o in orang if o.account_id is not None}
    baru = [o for o in orang if o.account_id is None]
    nama = {o.pegawai_id: o.login for o in orang}
    for o in baru:
        nama[o.pegawai_id] = o.nip or nama_login_bebas(o.nama)
    kosong = {
        "sandi": None, "aktif": True, "sandi_harus_ganti": False, "penugasan_aktif_id": None, "pengaturan": {},
    }  # fmt: skip
    for o, id_ in zip(baru, id_baru(Account, len(baru)), strict=True):
        akun[o.pegawai_id] = id_
    m.sisip(
        Account,
        [
            {"id": akun[o.pegawai_id], "nama_login": nama[o.pegawai_id], "pihak_id": o.pegawai_id, **kosong}
            for o in baru
        ],
    )
    _batalkan(list(akun.values()))
    kode = {o.pegawai_id: kode_baru() for o in orang}
    m.sisip(
        KodeAktivasi,
        [
            {
                "id": id_,
                "account_id": akun[o.pegawai_id],
                "gelombang_id": gelombang.id,
                "sidik": sidik_kode(akun[o.pegawai_id], kode[o.pegawai_id]),
                "dibuat_pada": now(),
                "berlaku_sampai": gelombang.berlaku_sampai,
                "dipakai_pada": None,
                "dibatalkan_pada": None,
            }
            for o, id_ in zip(orang, id_baru(KodeAktivasi, len(orang)), strict=True)
        ],
    )
    m.selesai()
    if gelombang.cara == "surel":
        cetak.kirim_surel(orang, nama, kode, gelombang.berlaku_sampai, base_url)
    else:
        unit = session.get(UnitKerja, opd_id) if opd_id else None
        judul = unit.nama if unit else "Belum bertugas di perangkat daerah"
        pdf = cetak.lembar(judul, orang, nama, kode, gelombang.berlaku_sampai, base_url)
        isi = _kotak().encrypt(pdf)
        session.add(LembarAktivasi(gelombang_id=gelombang.id, opd_id=opd_id, judul=judul, jumlah=len(orang), isi=isi))
    session.flush()
    return len(orang)


def kode_baru() -> str:
    """Twelve letters and digits that are not mistaken for each other: `K7QM-3XWD-92HP`."""
    acak = "".join(secrets.choice(HURUF_KODE) for _ in range(12))
    return f"{acak[:4]}-{acak[4:8]}-{acak[8:]}"


def sidik_kode(account_id: int, kode: str) -> str:
    """What is kept of a code: a keyed hash bound to its account."""
    rapat = "".join(c for c in kode.upper() if c.isalnum())
    return hmac.new(keys.rahasia("aktivasi"), f"{account_id}:{rapat}".encode(), hashlib.sha256).hexdigest()


def nama_login_bebas(nama: str) -> str:
    """A free account name for who has no NIP: `hamdani.syahputra`, with a number when it is taken."""
    dasar = (
        ".".join("".join(c for c in k.lower() if c.isascii() and c.isalnum()) for k in nama.split())[:60].strip(".")
        or "akun"
    )
    ada = set(session.scalars(select(Account.nama_login).where(Account.nama_login.like(f"{dasar}%"))))
    return next(n for n in (dasar, *(f"{dasar}{i}" for i in range(2, 10_000))) if n not in ada)


def kode_satu(actor: Actor, account: Account, hari: int = UMUR_KODE_HARI) -> str:
    """A code for one account, returned once (the first admin of a city). The codes before it die."""
    _batalkan([account.id])
    kode = kode_baru()
    baris = KodeAktivasi(
        account_id=account.id, sidik=sidik_kode(account.id, kode), berlaku_sampai=now() + timedelta(days=hari)
    )
    session.add(baris)
    session.flush()
    audit.sebut("aktivasi.kode", baris, actor)
    return kode


def aktifkan(nama: str, kode: str, sandi: str, *, ip: str = "") -> HasilSandi:
    """Set the first password with a code. Answers alike whether name or code are wrong; counted like logins.

    The password's rules come first, from what was typed alone, so that a weak one spends nothing.
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
    sidik_baru = password.sandikan(sandi)  # always: the work must not tell who exists
    q = select(KodeAktivasi).where(
        KodeAktivasi.sidik == sidik_kode(account.id if account else 0, kode),
        KodeAktivasi.account_id == (account.id if account else 0),
        KodeAktivasi.dipakai_pada.is_(None),
        KodeAktivasi.dibatalkan_pada.is_(None),
        KodeAktivasi.berlaku_sampai > now(),
    )
    baris = session.scalars(q.with_for_update()).first()
    if account is None or baris is None or not account.aktif:
        gagal = catat_gagal(percobaan, ip, SALAH)
        return HasilSandi(gagal.pesan, "kode", gagal.tunggu)
    baris.dipakai_pada = now()
    _batalkan([account.id])
    for kunci in (percobaan.kunci, f"n:{sidik_nama(nama)}"):
        session.execute(delete(PercobaanMasuk).where(PercobaanMasuk.kunci == kunci))
    account.sandi, account.sandi_harus_ganti = sidik_baru, False
    keluarkan(account)
    audit.sebut("account.aktifkan_dengan_kode", account, pelaku(account, ip))
    return HasilSandi()


def _batalkan(account_ids: Sequence[int]) -> None:
    """Codes that were not used die. In slices: a store takes only so many values a statement."""
    session.flush()
    for i in range(0, len(account_ids), 500):
        session.execute(
            update(KodeAktivasi)
            .where(
                KodeAktivasi.account_id.in_(account_ids[i : i + 500]),
                KodeAktivasi.dipakai_pada.is_(None),
                KodeAktivasi.dibatalkan_pada.is_(None),
            )
            .values(dibatalkan_pada=now())
            .execution_options(synchronize_session="fetch")
        )


def isi_lembar(lembar: LembarAktivasi) -> bytes:
    """The PDF of a sheet. Raises `Konflik` when it was removed."""
    if lembar.isi is None:
        raise Konflik("Lembar ini sudah dihapus. Buat kode baru bila masih ada yang belum aktif.")
    return _kotak().decrypt(lembar.isi)


def hapus_lembar(actor: Actor, lembar: LembarAktivasi) -> None:
    """Remove the codes from the suite: they were printed. The codes stay good."""
    lembar.isi, lembar.dihapus_pada = None, now()
    audit.sebut("aktivasi.hapus_lembar", lembar, actor)


@jobs.berkala("aktivasi_bersih", uraian="Menghapus lembar kode aktivasi yang berumur seminggu", setiap=3600)
def _bersih(_langkah: Langkah) -> None:
    for lembar in session.scalars(
        select(LembarAktivasi).where(LembarAktivasi.isi.is_not(None), LembarAktivasi.dibuat_pada < now() - UMUR_LEMBAR)
    ):
        lembar.isi, lembar.dihapus_pada = None, now()


def _kotak() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(keys.rahasia("lembar_aktivasi")))
