"""`suite serve`, and what can be read off the running suite: `routes`, `deeds`, `workflow`."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from suite.cli.database import tertunda
from suite.cli.lingkungan import aplikasi, konfigurasi
from suite.core.pulih import denyut, metrik

PR_SET_PDEATHSIG = 1
TERLALU_SERING = 5
"""A child that died so many times within a minute is not started again: the whole ends, and says so."""


@dataclass
class Anak:
    """A process that is kept alive: how to start it, by which signal it ends in order."""

    nama: str
    perintah: list[str]
    sinyal: int
    lingkungan: dict[str, str] | None = None
    proses: subprocess.Popen[bytes] | None = None
    mati: list[float] = field(default_factory=list)
    lagi_pada: float = 0.0

    def mulai(self) -> None:
        def ikut_mati() -> None:
            """Should the supervisor be killed, Linux tells the child in the way that lets it finish."""
            ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, self.sinyal)

        siap = ikut_mati if sys.platform == "linux" else None
        # A session of its own: Ctrl+C in the terminal reaches the supervisor only, which ends each in its own way.
        self.proses = subprocess.Popen(self.perintah, start_new_session=True, preexec_fn=siap, env=self.lingkungan)  # noqa: S603


class Pengawas:
    """Starts the children, starts again what crashed, ends all when it is told to end."""

    def __init__(self, anak: list[Anak]):
        self.anak = anak
        self._diminta = 0

    def jalan(self, siap: Callable[[], bool] | None = None, tunggu_akhir: float = 40) -> int:
        """Run until TERM or INT; 0 when ended on request, 1 when a child could not be kept alive.

        `siap` is asked five times a second until it answers True.
        """
        for s in (signal.SIGTERM, signal.SIGINT):
            signal.signal(s, self._minta)
        for a in self.anak:
            a.mulai()
        kode = 0
        while not self._diminta:
            if not all(self._jaga(a) for a in self.anak):
                kode = 1
                break
            if siap is not None and siap():
                siap = None
            time.sleep(0.2)
        self._akhiri(tunggu_akhir)
        return kode

    def _minta(self, *_: Any) -> None:
        self._diminta += 1

    def _jaga(self, a: Anak) -> bool:
        """Start a child again when it died; False when it dies too often."""
        kini = time.monotonic()
        if a.proses is not None and a.proses.poll() is not None:
            click.echo(f"{a.nama} berhenti (kode {a.proses.returncode})", err=True)
            a.mati = [t for t in a.mati if t > kini - 60] + [kini]
            if len(a.mati) >= TERLALU_SERING:
                click.echo(f"{a.nama} berhenti {TERLALU_SERING} kali dalam semenit; periksa catatan di atas", err=True)
                return False
            a.proses, a.lagi_pada = None, kini + 0.5 * 2 ** len(a.mati)
        if a.proses is None and kini >= a.lagi_pada:
            a.mulai()
        return True

    def _akhiri(self, batas: float) -> None:
        hidup = [a for a in self.anak if a.proses is not None and a.proses.poll() is None]
        for a in hidup:
            a.proses.send_signal(a.sinyal)  # type: ignore[union-attr]
        akhir, diminta = time.monotonic() + batas, self._diminta
        while time.monotonic() < akhir and self._diminta <= diminta:  # asked once more: at once
            if all(a.proses.poll() is not None for a in hidup):  # type: ignore[union-attr]
                return
            time.sleep(0.05)
        for a in hidup:
            if a.proses.poll() is None:  # type: ignore[union-attr]
                os.killpg(a.proses.pid, signal.SIGKILL)  # type: ignore[union-attr]


def layani(
    host: str, port: int, var: Path, *, workers: int = 2, jobs: bool = True, siap: Callable[[], None] | None = None
) -> int:
    """Serve until told to stop; returns the exit code. `siap()` is called once, when the first answer came.

    Raises `SedangDipakai` while a restore holds the installation in `var`.
    """
    web = [sys.executable, "-m", "gunicorn", "suite.app:create_app()", "--bind", f"{host}:{port}"]
    # Threads, not sync: a browser opens connections in advance and leaves them idle, and a sync worker that has taken
    # such a one answers nobody until it times out.
    web += ["--workers", str(workers), "--worker-class", "gthread", "--threads", "4"]
    web += ["--timeout", "60", "--graceful-timeout", "30", "--config", "python:suite.cli.gunicorn_hooks"]
    # gunicorn 27 would open a control socket under HOME, which a service account need not have.
    lingkungan = os.environ | metrik.siapkan_folder(var)
    anak = [Anak("web", [*web, "--no-control-socket", "--log-level", "warning"], signal.SIGTERM, lingkungan)]
    if jobs:
        anak.append(Anak("jobs", [sys.executable, "-m", "suite.cli", "jobs", "run"], signal.SIGINT))

    def sudah_menjawab() -> bool:
        alamat = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104
        try:
            with urllib.request.urlopen(f"http://{alamat}:{port}/healthz", timeout=1) as jawab:
                jawab.read()
        except (urllib.error.URLError, OSError):
            return False
        if siap is not None:
            siap()
        return True

    with denyut.pegang(var):
        return Pengawas(anak).jalan(sudah_menjawab)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True, help="Web processes.")
@click.option("--no-jobs", is_flag=True, help="Do not start the worker of long work (run `suite jobs run` elsewhere).")
def serve(host: str, port: int, workers: int, no_jobs: bool) -> None:
    """Serve the suite: web processes and the worker of long work, kept alive, ended in order by TERM or Ctrl+C."""
    config = konfigurasi()
    if tertunda(config.database_url):
        raise click.ClickException("Basis data belum pada revisi terbaru. Jalankan lebih dahulu: suite db upgrade")
    mulai = f"http://{host}:{port}"
    if (kode := _kode_pasang()) is not None:
        click.echo(f"Pemasangan ini kosong. Buka {config.base_url}/siapkan dengan kode pemasangan {kode}")
    try:
        sys.exit(
            layani(
                host,
                port,
                config.var,
                workers=workers,
                jobs=not no_jobs,
                siap=lambda: click.echo(f"Suite melayani di {mulai}"),
            )
        )
    except denyut.SedangDipakai:
        raise click.ClickException("Pemulihan sedang berjalan di SUITE_VAR ini. Tunggu sampai selesai.") from None


def _kode_pasang() -> str | None:
    """The setup code while nobody can log in yet: shown here and by `suite init`, nowhere else."""
    from suite.cli.lingkungan import perintah
    from suite.core.identity.services import pasang

    with perintah(baca=True):
        return pasang.kode_pasang() if pasang.kosong() else None


def daftar_rute(app: Any) -> list[dict[str, Any]]:
    """Every route: path, methods, endpoint, declared permission, and whether anyone may open it."""
    from suite.core import policy

    izin = policy.izin_rute(app)
    hasil = []
    for r in app.url_map.iter_rules():
        metode = sorted((r.methods or set()) - {"HEAD", "OPTIONS"})
        nama = izin[r.endpoint]
        hasil.append(
            {"path": r.rule, "methods": metode, "endpoint": r.endpoint, "permission": nama, "public": nama == "publik"}
        )
    return sorted(hasil, key=lambda x: (x["path"], x["methods"]))


@click.command()
@click.option("--json", "sebagai_json", is_flag=True, help="As a JSON list.")
def routes(sebagai_json: bool) -> None:
    """Every address of the suite with the permission that it declares."""
    rute = daftar_rute(aplikasi())
    if sebagai_json:
        click.echo(json.dumps(rute, ensure_ascii=False, indent=2))
        return
    for r in rute:
        click.echo(f"{','.join(r['methods']):9} {r['path']:48} {r['permission']}")


@click.command()
def deeds() -> None:
    """What the issue of a letter kind does: the table of deeds."""
    from suite.core import deeds as akta

    aplikasi()
    for a in akta.semua():
        click.echo(f"{a.jenis}: {a.uraian} ({a.pemilik})")


@click.command()
@click.argument("nama", required=False)
@click.option("--markdown", is_flag=True, help="Diagram and table, as in docs/.")
def workflow(nama: str | None, markdown: bool) -> None:
    """Print the workflow NAMA as a Mermaid diagram; without NAMA list all."""
    from suite.core.workflow import declare, diagram

    aplikasi()
    ada = {t.nama: t for t in declare.semua()}
    if nama is None:
        for t in ada.values():
            wf = declare.ambil(t.nama)
            click.echo(f"{t.nama}: {wf.judul or t.nama} (versi {wf.versi}, {len(wf.transitions)} transisi)")
        return
    if nama not in ada:
        raise click.ClickException(f"Tidak ada alur {nama}. Yang ada: {', '.join(ada) or 'belum ada'}.")
    wf = declare.ambil(nama)
    click.echo(diagram.markdown(wf) if markdown else diagram.mermaid(wf), nl=False)
