"""The worker: a plain loop over our own table. One step is one transaction; TERM and INT end it after the step."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import structlog
from flask import g
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError, OperationalError

from suite.core import audit, db, kota, policy
from suite.core.actor import SISTEM, Actor
from suite.core.clock import now
from suite.core.errors import GalatSuite, Konflik, LayananTerganggu
from suite.core.http.application import Suite
from suite.core.identity.models import Account
from suite.core.identity.queries import susun_actor
from suite.core.jobs import kinds, queue
from suite.core.jobs.models import Job
from suite.core.pulih import denyut, mode

log = structlog.get_logger("suite.jobs")

SEWA = timedelta(seconds=30)
JEDA_KOSONG = 1.0
"""Seconds between two looks at an empty queue."""
DENYUT = 10.0
"""Seconds between two signs of life."""


class SewaHilang(Exception):
    """The job is not this worker's any more (cancelled, or its lease ran out): the step must leave no trace."""


class Pekerja:
    """One worker process. `jalan(sekali=True)` empties the queue and returns (tests, cron)."""

    def __init__(self, app: Suite, *, sewa: timedelta = SEWA, jeda: float = JEDA_KOSONG, berkala: bool = True):
        self.app = app
        self.config = app.config["SUITE"]
        self.nama = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"[:120]
        self.sewa = sewa
        self.jeda = jeda
        self.berkala = berkala
        self._berhenti = threading.Event()
        self._ditandai = float("-inf")

    def hentikan(self, *_: Any) -> None:
        """Finish the running step, then end."""
        self._berhenti.set()

    def pasang_sinyal(self) -> None:
        signal.signal(signal.SIGTERM, self.hentikan)
        signal.signal(signal.SIGINT, self.hentikan)

    def jalan(self, *, sekali: bool = False) -> int:
        """Work until told to stop (or, `sekali`, until nothing is due); returns how many jobs were taken."""
        diambil = 0
        log.info("pekerja mulai", pekerja=self.nama)
        denyut.buang_usang(self.config.var)
        while not self._berhenti.is_set():
            self._tandai()
            if mode.kini(self.config.var) is not None and not sekali:
                self._berhenti.wait(self.jeda)
                continue
            try:
                self._jadwalkan()
                job_id = self._ambil()
            except DBAPIError as galat:
                if isinstance(galat, OperationalError) and sekali:
                    raise
                log.warning("antrean tidak terjangkau", galat=str(galat.orig))
                self._berhenti.wait(self.jeda * 5)
                continue
            if job_id is not None:
                diambil += 1
                self._kerjakan(job_id)
            elif sekali:
                break
            else:
                self._berhenti.wait(self.jeda)
        denyut.hapus(self.config.var)
        log.info("pekerja berhenti", pekerja=self.nama, diambil=diambil)
        return diambil

    def _tandai(self, sedang: str = "") -> None:
        """A sign of life every few seconds; a full disk is no reason to stop working."""
        if sedang or time.monotonic() - self._ditandai > DENYUT:
            self._ditandai = time.monotonic()
            with suppress(OSError):
                denyut.tandai(self.config.var, self.nama, sedang)

    def _jadwalkan(self) -> None:
        if not self.berkala:
            return
        with db.transaksi(baca=True):
            perlu = queue.ada_berkala(now())
        if perlu:
            with db.transaksi():
                queue.antrekan_berkala(now())

    def _ambil(self) -> int | None:
        with db.transaksi(baca=True):
            if not queue.ada_giliran():
                return None
        with db.transaksi():
            job = queue.klaim(self.nama, self.sewa)
            if job is None:
                return None
            maks = kinds.jenis(job.jenis).maks if self._kenal(job.jenis) else kinds.MAKS_PERCOBAAN
            if job.percobaan >= maks:
                self._gagalkan(job, "Pekerjaan berulang kali terhenti di tengah jalan. Admin dapat mengulanginya.")
                return None
            return job.id

    def _kenal(self, nama: str) -> bool:
        return any(j.nama == nama for j in kinds.semua())

    def _kerjakan(self, job_id: int) -> None:
        """Step after step until the job is over, or this worker is told to stop."""
        with self._denyut(job_id):
            while True:
                self._tandai()
                try:
                    masih = self._langkah(job_id)
                except SewaHilang:
                    log.warning("pekerjaan lepas dari pekerja ini", job=job_id)
                    return
                except Exception as galat:
                    self._tangani(job_id, galat)
                    return
                if not masih:
                    return
                if self._berhenti.is_set() or mode.kini(self.config.var) is not None:
                    with db.transaksi():
                        queue.ubah_milik(
                            job_id, self.nama, keadaan="antre", pekerja="", sewa_sampai=None, setelah=now()
                        )
                    return

    def _langkah(self, job_id: int) -> bool:
        """One step, one transaction; True when there is more to do."""
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(job=job_id)
        with self.app.test_request_context("/", base_url=self.config.base_url), db.transaksi():
            if not queue.masih_milik(job_id, self.nama):
                raise SewaHilang
            job = db.session.get_one(Job, job_id)
            jenis = kinds.jenis(job.jenis)
            kota.profil()  # its zone is the clock of the step
            actor = self._actor(job)
            g.actor, g.request_id = actor, actor.request_id
            audit.atas_nama(actor)
            policy.pastikan(jenis.izin, actor)
            langkah = kinds.Langkah(job_id, actor, self.config, job.kursor, job.n, job.m, job.teks)
            hasil = jenis.fungsi(langkah, **job.argumen)
            nilai: dict[str, Any] = {"n": langkah.n, "m": langkah.m, "teks": langkah.teks, "percobaan": 0, "galat": ""}
            if langkah.masih:
                nilai |= {"kursor": langkah.kursor, "sewa_sampai": now() + self.sewa}
            else:
                nilai |= {
                    "keadaan": "selesai",
                    "n": max(langkah.n, langkah.m),
                    "hasil": hasil,
                    "selesai_pada": now(),
                    "sewa_sampai": None,
                }
            if not queue.ubah_milik(job_id, self.nama, **nilai):
                raise SewaHilang
            if not langkah.masih and jenis.kabari:
                queue.kabari(job, f"Selesai: {jenis.uraian}", str((hasil or {}).get("pesan", "")))
            return langkah.masih

    def _actor(self, job: Job) -> Actor:
        """Who asked, with the rights of today; the system for its own work."""
        if job.account_id is None:
            return SISTEM
        account = db.session.get_one(Account, job.account_id)
        return susun_actor(account, request_id=f"job-{job.id}")

    def _tangani(self, job_id: int, galat: Exception) -> None:
        """After a step that failed and was rolled back: refuse for good, or try again later."""
        tetap = isinstance(galat, GalatSuite) and not isinstance(galat, (Konflik, LayananTerganggu))
        if not tetap:
            log.exception("langkah pekerjaan gagal", exc_info=galat)
        with db.transaksi():
            job = db.session.get(Job, job_id)
            if job is None or not queue.masih_milik(job_id, self.nama):
                return
            coba = job.percobaan + 1
            maks = kinds.jenis(job.jenis).maks if self._kenal(job.jenis) else 1
            if tetap:
                self._gagalkan(job, getattr(galat, "pesan", str(galat)))
            elif coba >= maks:
                self._gagalkan(
                    job, "Ada kesalahan pada sistem, bukan pada isian Anda. Yang sudah selesai tetap tersimpan.", coba
                )
            else:
                queue.ubah_milik(
                    job_id,
                    self.nama,
                    keadaan="antre",
                    percobaan=coba,
                    pekerja="",
                    sewa_sampai=None,
                    setelah=now() + queue.jeda(coba),
                    galat=f"Percobaan ke-{coba} gagal; dicoba lagi sebentar lagi.",
                )

    def _gagalkan(self, job: Job, pesan: str, percobaan: int | None = None) -> None:
        nilai: dict[str, Any] = {"keadaan": "gagal", "galat": pesan[:2000], "selesai_pada": now(), "sewa_sampai": None}
        if percobaan is not None:
            nilai["percobaan"] = percobaan
        if queue.ubah_milik(job.id, self.nama, **nilai):
            uraian = kinds.jenis(job.jenis).uraian if self._kenal(job.jenis) else job.jenis
            queue.kabari(job, f"Gagal: {uraian}", pesan)

    @contextmanager
    def _denyut(self, job_id: int) -> Iterator[None]:
        """Keep the lease alive while a step is long. Only on PostgreSQL: on SQLite the step itself holds the one
        writer, so nobody could take the job, and a beat would only wait for it."""
        if db.adalah_sqlite():
            yield
            return
        usai = threading.Event()
        benang = threading.Thread(target=self._perpanjang, args=(job_id, usai), daemon=True)
        benang.start()
        try:
            yield
        finally:
            usai.set()
            benang.join()

    def _perpanjang(self, job_id: int, usai: threading.Event) -> None:
        while not usai.wait(self.sewa.total_seconds() / 3):
            milik = (Job.id == job_id) & (Job.pekerja == self.nama) & (Job.keadaan == "berjalan")
            try:
                with db.engine().begin() as koneksi:
                    kunci = select(Job.id).where(milik).with_for_update(skip_locked=True)
                    koneksi.execute(update(Job).where(Job.id.in_(kunci)).values(sewa_sampai=now() + self.sewa))
            except DBAPIError as galat:
                log.warning("sewa tidak dapat diperpanjang", job=job_id, galat=str(galat.orig))
