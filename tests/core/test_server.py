"""`suite serve`: keeps both children alive, ends both in order, leaves nobody behind. `suite routes`."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from suite.cli.server import daftar_rute
from suite.core import db
from suite.core.actor import SISTEM
from suite.core.http.application import Suite
from suite.core.jobs import Job, antrekan, periodic
from tests.harness.server import akhiri, jalankan_server
from tests.harness.stores import Basis

PENGAWAS = """
import signal, sys
from suite.cli.server import Anak, Pengawas
anak = '''
import os, signal, sys, time
nama, folder, umur = sys.argv[1], sys.argv[2], float(sys.argv[3])
def catat(apa): open(f"{folder}/{nama}", "a").write(f"{apa} {os.getpid()}\\\\n")
def akhir(s, _):
    time.sleep(0.3); catat(signal.Signals(s).name); sys.exit(0)
signal.signal(signal.SIGTERM, akhir); signal.signal(signal.SIGINT, akhir)
catat("mulai")
time.sleep(umur); catat("mati"); os._exit(3)
'''
folder, umur = sys.argv[1], sys.argv[2]
buat = lambda nama, sinyal, lama: Anak(nama, [sys.executable, "-c", anak, nama, folder, lama], sinyal)
sys.exit(Pengawas([buat("web", signal.SIGTERM, "60"), buat("jobs", signal.SIGINT, umur)]).jalan())
"""


def _mulai(folder: Path, umur: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", PENGAWAS, str(folder), umur], start_new_session=True)


def _tunggu(syarat: Callable[[], bool], batas: float = 30) -> None:
    akhir = time.monotonic() + batas
    while not syarat():
        assert time.monotonic() < akhir, "waited too long"
        time.sleep(0.05)


def _baris(berkas: Path) -> list[list[str]]:
    return [b.split() for b in berkas.read_text().splitlines()] if berkas.exists() else []


def _hidup(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_masing_masing_diakhiri_dengan_caranya_dan_ditunggu(tmp_path: Path) -> None:
    p = _mulai(tmp_path, "60")
    _tunggu(lambda: bool(_baris(tmp_path / "web")) and bool(_baris(tmp_path / "jobs")))
    assert akhiri(p, signal.SIGTERM) == 0
    assert [b[0] for b in _baris(tmp_path / "web")] == ["mulai", "SIGTERM"]
    assert [b[0] for b in _baris(tmp_path / "jobs")] == ["mulai", "SIGINT"]


def test_anak_yang_mati_dimulai_lagi_dan_yang_lain_tidak_terganggu(tmp_path: Path) -> None:
    p = _mulai(tmp_path, "0.1")
    try:
        _tunggu(lambda: [b[0] for b in _baris(tmp_path / "jobs")].count("mulai") >= 3)
        assert [b[0] for b in _baris(tmp_path / "web")] == ["mulai"]
    finally:
        akhiri(p)


def test_pengawas_yang_dibunuh_membawa_anak_anaknya(tmp_path: Path) -> None:
    p = _mulai(tmp_path, "60")
    _tunggu(lambda: bool(_baris(tmp_path / "web")) and bool(_baris(tmp_path / "jobs")))
    p.kill()
    p.wait(10)
    _tunggu(lambda: [b[0] for b in _baris(tmp_path / "web")] == ["mulai", "SIGTERM"])
    _tunggu(lambda: [b[0] for b in _baris(tmp_path / "jobs")] == ["mulai", "SIGINT"])
    _tunggu(lambda: not any(_hidup(_baris(tmp_path / n)[0][1]) for n in ("web", "jobs")))


def test_serve_melayani_dan_mengerjakan_pekerjaan_lalu_berhenti_tertib(basis: Basis) -> None:
    periodic.pasang()
    basis.engine.dispose()
    with jalankan_server(basis, jobs=True) as server:
        with urllib.request.urlopen(server.alamat + "/readyz", timeout=10) as jawab:  # noqa: S310
            assert json.load(jawab)["status"] == "ok"
        with db.transaksi():
            job_id = antrekan("bersih_bersih", {}, SISTEM, kunci="uji:serve").id

        def selesai() -> bool:
            with db.transaksi(baca=True) as s:
                return s.get_one(Job, job_id).keadaan == "selesai"

        _tunggu(selesai)
        proses = server.proses
        assert akhiri(proses, signal.SIGTERM, 40) == 0, server.catatan.read_text()
        sisa = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
        port = server.alamat.rsplit(":", 1)[1]
        assert f"127.0.0.1:{port}" not in sisa
        assert "Traceback" not in server.catatan.read_text()


def test_rute_memuat_izin_dan_menandai_yang_terbuka(app: Suite) -> None:
    rute = {(r["path"], *r["methods"]): r for r in daftar_rute(app)}
    assert rute[("/healthz", "GET")] == {
        "path": "/healthz", "methods": ["GET"], "endpoint": "sehat.healthz", "permission": "publik", "public": True,
    }  # fmt: skip
    assert rute[("/pekerjaan/<int:id>", "GET")]["permission"] == "pekerjaan.lihat"
    assert not rute[("/pekerjaan/<int:id>", "GET")]["public"]
    assert all(r["permission"] for r in rute.values())
