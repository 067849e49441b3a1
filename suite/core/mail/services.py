"""Writing a letter into the outbox, testing a server, and sending what is due."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import structlog
from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from suite.core import audit, db, keys, pengaturan
from suite.core.actor import Actor
from suite.core.clock import now
from suite.core.db import adalah_sqlite, session
from suite.core.errors import AturanDilanggar, MasukanSalah
from suite.core.kota import profil
from suite.core.mail import smtp
from suite.core.mail.models import SuratElektronik
from suite.core.mail.setelan import Setelan, alamat_sah

log = structlog.get_logger("suite.mail")

JEDA = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
"""Pauses after the first, second ... failed attempt; after the last one the letter is given up."""
PEGANG = timedelta(minutes=5)
"""For how long a claimed letter is nobody else's: longer than a connection may live."""
SEKALI_KIRIM = 20
LAMA_LANGKAH = 8.0
"""Letters and seconds a step of the sending job takes at most."""


def aktif() -> bool:
    """Does the city send mail? One query."""
    return bool(pengaturan.ambil("mail.aktif"))


def kirim(
    kepada: str,
    perihal: str,
    teks: str,
    *,
    html: str | None = None,
    jenis: str = "",
    pegawai_id: int | None = None,
    kunci: str | None = None,
    setelah: datetime | None = None,
) -> int | None:
    """Write a letter into the outbox within the running transaction; a job sends it. Returns its id.

    None when nothing was written: the city sends no mail (`mail.aktif`), or a letter with this `kunci` exists already.
    `setelah` is the earliest instant at which it may go. Raises `MasukanSalah` for what is no address.
    """
    tujuan = alamat_sah(kepada)
    if not aktif():
        return None
    nilai = {
        "kepada": tujuan,
        "perihal": smtp.satu_baris(perihal)[:250],
        "isi": keys.tutup("mail", json.dumps({"teks": teks, "html": html}).encode()),
        "jenis": jenis,
        "kunci": kunci,
        "pegawai_id": pegawai_id,
        "sidik": secrets.token_hex(16),
        "keadaan": "antre",
        "percobaan": 0,
        "galat": "",
        "setelah": setelah or now(),
        "dibuat_pada": now(),
    }
    sisip = (sqlite.insert if adalah_sqlite() else postgresql.insert)(SuratElektronik).values(**nilai)
    return session.execute(
        sisip.on_conflict_do_nothing(index_elements=["kunci"]).returning(SuratElektronik.id)
    ).scalar()


def uji(setelan: Mapping[str, Any] | Setelan, kepada: str) -> None:
    """Send a test letter at once with these settings (saved or not).

    Raises `MasukanSalah` beside the setting that cannot be, and `SurelGagal` with what the server said and what to do.
    What the running transaction did before is committed first: a slow server must not hold the store's lock.
    """
    pakai = (setelan if isinstance(setelan, Setelan) else Setelan.dari_isian(setelan)).periksa()
    tujuan = alamat_sah(kepada)
    if db.sedang_transaksi():
        db.bagi_transaksi()
    kota = profil().nama
    surat = smtp.susun(
        pakai,
        kepada=tujuan,
        perihal=f"Surat uji dari sistem {kota}",
        teks=f"Surat ini dikirim untuk menguji setelan surel sistem {kota}.\n\nBila Anda membacanya, setelannya benar. "
        "Tidak ada yang perlu Anda lakukan.\n",
        sidik=secrets.token_hex(16),
        nama_pengirim=f"Pemerintah {kota}",
    )
    with smtp.sambung(pakai) as sambungan:
        sambungan.kirim(surat)


def kirim_ulang(actor: Actor, surat: SuratElektronik) -> None:
    """Put a letter that was given up back into the queue. Raises `AturanDilanggar` unless it failed."""
    kena: Any = session.execute(
        update(SuratElektronik)
        .where(SuratElektronik.id == surat.id, SuratElektronik.keadaan == "gagal", SuratElektronik.isi != "")
        .values(keadaan="antre", percobaan=0, setelah=now(), selesai_pada=None)
        .execution_options(synchronize_session=False)
    )
    if not kena.rowcount:
        raise AturanDilanggar("Hanya surel yang gagal yang dapat dikirim ulang.", kode="keadaan")
    audit.catat(f"surat_elektronik:{surat.id}", "mail.kirim_ulang", {"kepada": surat.kepada}, actor)


def kirim_antrean(kota: str) -> tuple[int, int, bool]:
    """Send what is due, some letters a call, each over one shared connection: (sent, failed, is there more?).

    A letter is claimed, and its outcome committed, in a transaction of its own; while the server is spoken to no
    transaction is open. A crash in between sends that letter again with the same Message-ID.
    """
    setelan = Setelan.tersimpan()
    if not setelan.aktif or not setelan.host:
        return 0, 0, False
    surat = _ambil()
    if surat is None:
        return 0, 0, False
    terkirim = gagal = 0
    mulai = monotonic()
    try:
        _pastikan(setelan)
        with smtp.sambung(setelan) as sambungan:
            while surat is not None:
                try:
                    sambungan.kirim(_tulis(surat, setelan, kota))
                except smtp.SurelGagal as galat:
                    _gagal(surat, galat)
                    gagal += 1
                    if galat.sambungan:
                        return terkirim, gagal, False
                except keys.RahasiaTidakTerbaca:
                    _gagal(surat, smtp.SurelGagal("Isi surat tidak terbaca dengan kunci sistem ini.", sementara=False))
                    gagal += 1
                else:
                    _selesai(surat)
                    terkirim += 1
                penuh = terkirim + gagal >= SEKALI_KIRIM or monotonic() - mulai > LAMA_LANGKAH
                surat = None if penuh else _ambil()
                if penuh:
                    return terkirim, gagal, True
    except smtp.SurelGagal as galat:  # no connection: nothing can pass now, and only this letter's attempt is spent
        if surat is not None:
            _gagal(surat, galat)
            gagal += 1
    return terkirim, gagal, False


def _pastikan(setelan: Setelan) -> None:
    try:
        setelan.periksa()
    except MasukanSalah as galat:
        raise smtp.SurelGagal(f"Setelan surel belum benar. {galat.pesan}", field=galat.field, sambungan=True) from None


def _ambil() -> SuratElektronik | None:
    """Claim the next letter that is due, for good: the transaction ends here."""
    kini = now()
    q = (
        select(SuratElektronik)
        .where(SuratElektronik.keadaan == "antre", SuratElektronik.setelah <= kini)
        .order_by(SuratElektronik.setelah, SuratElektronik.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    # Two statements: as a subquery of the UPDATE PostgreSQL may ask again for each row, and claim them all.
    surat = session.scalars(q).first()
    if surat is not None:
        surat.setelah, surat.percobaan = kini + PEGANG, surat.percobaan + 1
    db.bagi_transaksi()
    return surat


def _tulis(surat: SuratElektronik, setelan: Setelan, kota: str) -> Any:
    isi = json.loads(keys.buka("mail", surat.isi))
    return smtp.susun(
        setelan,
        kepada=surat.kepada,
        perihal=surat.perihal,
        teks=isi["teks"],
        html=isi["html"],
        sidik=surat.sidik,
        nama_pengirim=f"Pemerintah {kota}",
    )


def _selesai(surat: SuratElektronik) -> None:
    _ubah(surat, keadaan="terkirim", isi="", galat="", selesai_pada=now())


def _gagal(surat: SuratElektronik, galat: smtp.SurelGagal) -> None:
    log.warning("surel tidak terkirim", surat=surat.id, jenis=surat.jenis, galat=galat.pesan, percobaan=surat.percobaan)
    if galat.sementara and surat.percobaan <= len(JEDA):
        _ubah(surat, setelah=now() + JEDA[surat.percobaan - 1], galat=galat.pesan[:500])
    else:
        _ubah(surat, keadaan="gagal", galat=galat.pesan[:500], selesai_pada=now())


def _ubah(surat: SuratElektronik, **nilai: Any) -> None:
    """Write the outcome of this attempt, unless the letter has been claimed anew meanwhile; stands by itself."""
    session.execute(
        update(SuratElektronik)
        .where(SuratElektronik.id == surat.id, SuratElektronik.percobaan == surat.percobaan)
        .values(**nilai)
        .execution_options(synchronize_session=False)
    )
    db.bagi_transaksi()
