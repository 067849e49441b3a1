"""A real server process on 127.0.0.1 for browser and load tests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.harness.stores import Basis


@dataclass(frozen=True)
class ServerUji:
    alamat: str
    proses: subprocess.Popen[bytes]
    catatan: Path


def port_bebas() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextmanager
def jalankan_server(
    basis: Basis, *, pekerja: int = 1, jobs: bool = False, lain: dict[str, str] | None = None
) -> Iterator[ServerUji]:
    """`suite serve` on the test's database; ended with TERM, killed when that does not end it in 20 s."""
    port = port_bebas()
    alamat = f"http://127.0.0.1:{port}"
    lingkungan = basis.lingkungan() | {"SUITE_BASE_URL": alamat} | (lain or {})
    catatan = basis.var / f"server-{port}.log"
    perintah = [sys.executable, "-m", "suite.cli", "serve", "--port", str(port), "--workers", str(pekerja)]
    with open(catatan, "wb") as keluaran:
        proses = subprocess.Popen(
            perintah if jobs else [*perintah, "--no-jobs"],
            env=lingkungan,
            stdout=keluaran,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _tunggu(alamat + "/readyz", proses, catatan)
        yield ServerUji(alamat, proses, catatan)
    finally:
        akhiri(proses)


def akhiri(proses: subprocess.Popen[bytes], sinyal: int = signal.SIGTERM, tunggu: float = 20) -> int:
    """End a process of ours and say how it ended."""
    if proses.poll() is None:
        proses.send_signal(sinyal)
        try:
            proses.wait(tunggu)
        except subprocess.TimeoutExpired:
            os.killpg(proses.pid, signal.SIGKILL)
            proses.wait(5)
    return proses.returncode


def _tunggu(url: str, proses: subprocess.Popen[bytes], catatan: Path, batas: float = 60) -> None:
    akhir = time.monotonic() + batas
    while time.monotonic() < akhir:
        if proses.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5) as jawab:  # noqa: S310
                if jawab.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{catatan.read_text(errors='replace')[-4000:]}")
