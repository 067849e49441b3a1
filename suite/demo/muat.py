"""Loads the demo city into an empty, migrated database: the people, the year's letters, the seal.

Three steps: one transaction for people and migrated letters, one for each act of the letters that live through the
services, one that opens the accounts. A load that was cut off is recognised by accounts that are still closed.
"""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import event, func, select

from suite import naskah_dinas
from suite.core import audit, clock, db
from suite.core.actor import SISTEM
from suite.core.audit.seal import segel
from suite.core.config import Config
from suite.core.daftar_kode import services as daftar_kode
from suite.core.daftar_kode.models import EntriKode
from suite.core.db import session
from suite.core.files import store
from suite.core.files.store import GudangFolder
from suite.core.identity.models import Account, UnitKerja
from suite.demo.identitas import buka_akun, tulis_kota
from suite.demo.orang import isi_jabatan
from suite.demo.orang.pengisian import pilih_kosong
from suite.demo.organisasi import Rancangan, bangun_kota, sesuaikan
from suite.demo.surat.adegan import susun_adegan
from suite.demo.surat.impor import Impor
from suite.demo.surat.layanan import Panggung
from suite.demo.surat.lembaga import Lembaga
from suite.demo.surat.peta import Peta
from suite.demo.surat.pindaian import pindai
from suite.demo.surat.rencana import Rencana, susun_rencana

BENIH = 20261124
KLASIFIKASI = Path(naskah_dinas.__file__).parent / "data" / "klasifikasi.csv"

Lapor = Callable[[str, int, int], None]
"""Called with the step, how much of it is done, and of how much (0: not known)."""


class Keadaan(Enum):
    """What the database holds: nothing, a load that was cut off, or data to be kept."""

    KOSONG = "kosong"
    TERPUTUS = "terputus"
    BERISI = "berisi"


@dataclass(frozen=True)
class HasilMuat:
    """What was loaded. `layanan` letters of ours were signed through the services, `impor` taken over."""

    orang: int
    unit: int
    impor: int
    layanan: int
    acara: int
    peristiwa: int


def keadaan() -> Keadaan:
    """Reads the database in a transaction of its own."""
    with db.transaksi(baca=True):
        unit = session.scalar(select(func.count()).select_from(UnitKerja)) or 0
        akun, aktif = session.execute(
            select(func.count(), func.count().filter(Account.aktif.is_(True))).select_from(Account)
        ).one()
    if not unit and not akun:
        return Keadaan.KOSONG
    return Keadaan.TERPUTUS if akun and not aktif else Keadaan.BERISI


def muat(
    app: Flask, config: Config, *, orang: int, surat: int, lapor: Lapor = lambda langkah, n, dari: None
) -> HasilMuat:
    """Load a city of `orang` people and `surat` letters up to this very moment. The database must be empty.

    Equal input on one day gives equal facts (not keys, signatures, tokens). Raises whatever a service refuses: that
    would be a mistake of the demo.
    """
    kini = clock.now()
    acak = Random(BENIH)  # noqa: S311  a city that is the same each time is the point
    with app.test_request_context(), cepat(), clock.frozen(kini):
        lapor("Organisasi dan pegawai", 0, 0)
        kota = bangun_kota()
        pilih_kosong(kota, acak)
        kota = sesuaikan(kota, orang)
        isi = isi_jabatan(kota, acak, clock.today())
        peta = Peta.dari(kota, isi)
        with db.transaksi():
            audit.atas_nama(SISTEM)
            tertulis = tulis_kota(kota, isi, acak)
            daftar_kode.impor(SISTEM, "klasifikasi", KLASIFIKASI.read_bytes())
        lapor("Menyusun surat setahun", 0, 0)
        rencana = susun_rencana(peta, acak, kini, surat)
        adegan = susun_adegan(peta, kini)
        rencana.keluar += adegan.keluar
        rencana.luar += [m for m, _ in adegan.luar]
        rencana.nomori()
        with db.transaksi():
            audit.atas_nama(SISTEM)
            lembaga = Lembaga.dari(kota, tertulis)
            uraian = dict(session.execute(select(EntriKode.kode, EntriKode.uraian)).all())
            impor = Impor(lembaga, rencana, uraian)
            banyak = impor.jalankan(lambda langkah, n, dari: lapor("Mengimpor surat lama", n, dari))
        panggung = Panggung(lembaga, rencana, impor.rak, app.extensions["signer"])
        _pentaskan(panggung, rencana, kota, {id(m): petugas for m, petugas in adegan.luar})
        perkiraan = sum(k.layanan for k in rencana.keluar) * 9
        acara = panggung.jalan(lambda n: lapor("Menandatangani dan mengirim surat", n, max(perkiraan, n)))
        with db.transaksi():
            audit.atas_nama(SISTEM)
            impor.seret_penghitung()
            buka_akun()
        lapor("Menyegel jejak audit", 0, 0)
    with db.transaksi():
        peristiwa = segel(config.var, seluruhnya=True)
    tertanda = sum(k.layanan and k.ditandatangani <= kini for k in rencana.keluar)
    return HasilMuat(len(isi.orang), len(kota.unit), banyak, tertanda, acara, peristiwa)


def _pentaskan(panggung: Panggung, rencana: Rencana, kota: Rancangan, petugas: dict[int, str]) -> None:
    for k in rencana.keluar:
        if k.layanan:
            panggung.surat(k)
    for m in rencana.luar:
        if m.layanan:
            panggung.dari_luar(m, petugas[id(m)], lambda actor, m: pindai(kota, actor, m))


class GudangTanpaTunggu(GudangFolder):
    """The file store, but writing does not wait for the disk."""

    def simpan(self, isi: bytes) -> str:
        sidik = hashlib.sha256(isi).hexdigest()
        jalur = self.folder / sidik[:2] / sidik[2:4] / sidik
        jalur.parent.mkdir(parents=True, exist_ok=True)
        jalur.write_bytes(isi)
        return sidik


@contextmanager
def cepat() -> Iterator[None]:
    """Let nothing wait for the disk while the demo is loaded: after a power cut it is simply loaded again."""
    engine, biasa = db.engine(), store.gudang()

    def tanpa_tunggu(dbapi: Any, _record: object) -> None:
        cur = dbapi.cursor()
        cur.execute("PRAGMA synchronous=OFF" if engine.dialect.name == "sqlite" else "SET synchronous_commit TO off")
        cur.close()

    engine.dispose()
    event.listen(engine, "connect", tanpa_tunggu)
    if isinstance(biasa, GudangFolder):
        store.pasang(GudangTanpaTunggu(biasa.folder))
    ambang = gc.get_threshold()
    gc.set_threshold(50_000, 20, 50)  # thousands of short transactions: the collector need not look at each
    try:
        yield
        os.sync()
    finally:
        gc.set_threshold(*ambang)
        store.pasang(biasa)
        event.remove(engine, "connect", tanpa_tunggu)
        engine.dispose()
