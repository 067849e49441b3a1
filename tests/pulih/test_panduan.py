"""The operator guide is true: every command in it is run, or at least read by the program that will read it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from suite.core import db
from suite.core.db import session
from suite.core.identity.models import Jabatan
from suite.core.pulih import cadangan, mode
from tests.factories import pejabat
from tests.harness.server import ServerUji
from tests.harness.stores import Basis, ikat

AKAR = Path(__file__).resolve().parents[2]
PANDUAN = (AKAR / "docs" / "operator.md").read_text(encoding="utf-8")
BLOK = re.findall(r"<!-- (root|run)( \w+)? -->\n```sh\n(.*?)```", PANDUAN, re.S)


def _jalankan(perintah: str, lingkungan: dict[str, str], folder: Path) -> str:
    jalur = f"{Path(sys.executable).parent}{os.pathsep}{lingkungan.get('PATH', '')}"
    hasil = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", perintah], cwd=folder, env=lingkungan | {"PATH": jalur}, capture_output=True, text=True,
        timeout=180, check=False,
    )  # fmt: skip
    assert hasil.returncode == 0, f"{perintah}\n{hasil.stdout}\n{hasil.stderr}"
    return hasil.stdout


def test_setiap_blok_perintah_dalam_panduan_bertanda() -> None:
    assert PANDUAN.count("```sh") == len(BLOK) >= 10


def test_perintah_panduan_dijalankan_dan_akibatnya_diperiksa(
    server: ServerUji, basis: Basis, _toko_siap: Callable[[str], Any], tmp_path: Path
):
    with db.transaksi():
        pejabat("Kepala Dinas")
    folder = tmp_path / "operator"
    folder.mkdir()
    port = server.alamat.rpartition(":")[2]
    lingkungan = basis.lingkungan() | {"PORT": port}
    url, buang = _toko_siap(basis.toko).tersendiri()
    pulih = lingkungan | {"SUITE_DATABASE_URL": url, "SUITE_VAR": str(tmp_path / "pulih")}
    keluaran: dict[str, str] = {}
    for macam, cara, perintah in BLOK:
        if macam == "run":
            keluaran[perintah] = _jalankan(perintah, pulih if cara.strip() == "restore" else lingkungan, folder)
            assert mode.kini(basis.var) is None
    semua = "\n".join(keluaran.values())
    assert '"status":"ok"' in semua.replace(" ", "") and "suite_permintaan_total" in semua
    assert len(list((folder / "cadangan").glob("*.cadangan"))) == 2
    assert "utuh: " in semua and semua.count("0 temuan") >= 2 and "hanya baca sejak" in semua
    assert (folder / "backup.key").stat().st_mode & 0o077 == 0
    terakhir = cadangan.terakhir(basis.var)
    assert terakhir is not None and terakhir.tersandi
    satu = ikat(basis.toko, url, tmp_path / "pulih")
    with db.transaksi(baca=True):
        assert session.scalars(select(Jabatan.nama)).all() == ["Kepala Dinas"]
    satu.engine.dispose()
    buang()


def test_perintah_yang_mengubah_mesin_terbaca_dan_berkasnya_ada() -> None:
    for macam, _, perintah in BLOK:
        subprocess.run(["bash", "-n", "-c", perintah], check=True)
        if macam == "root":
            for berkas in re.findall(r"/opt/suite/(deploy/\S+)", perintah):
                assert (AKAR / berkas).exists(), berkas
    assert "<!-- root -->" in PANDUAN


def test_unit_systemd_dan_nginx_sah_bila_programnya_ada(tmp_path: Path) -> None:
    """Where systemd or nginx is not installed only the shape is checked, as the guide says."""
    for unit in sorted((AKAR / "deploy").glob("suite*.*")):
        isi = unit.read_text()
        for perintah in re.findall(r"/opt/suite/.venv/bin/suite (.+)", isi):
            _perintah_dikenal(perintah.split())
        # The program and its user are not on this machine; everything else is as shipped.
        isi = (
            isi.replace("/opt/suite/.venv/bin/suite", "/bin/true")
            .replace("User=suite", "User=root")
            .replace("Group=suite\n", "")
        )
        (tmp_path / unit.name).write_text(
            isi.replace("EnvironmentFile=/etc", "EnvironmentFile=-/etc").replace("=/opt/suite", "=/")
        )
    if shutil.which("systemd-analyze"):
        for unit in sorted(tmp_path.glob("suite*.*")):
            hasil = subprocess.run(
                ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
            )
            salah = [b for b in hasil.stderr.splitlines() if str(unit.name) in b]
            assert hasil.returncode == 0 and not salah, hasil.stderr
    nginx = (AKAR / "deploy" / "nginx.conf").read_text()
    assert nginx.count("{") == nginx.count("}") and "location = /metrics { return 404; }" in nginx
    if shutil.which("nginx"):
        _nginx_sah(nginx, tmp_path)


def _nginx_sah(isi: str, folder: Path) -> None:
    kunci, cert = folder / "k.pem", folder / "c.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", kunci, "-out", cert, "-days", "1", "-subj", "/CN=x"],
        check=True, capture_output=True,
    )  # fmt: skip
    isi = isi.replace("/etc/ssl/suite/fullchain.pem", str(cert)).replace("/etc/ssl/suite/privkey.pem", str(kunci))
    berkas = folder / "nginx.conf"
    berkas.write_text(f"pid {folder}/pid;\nevents {{}}\nhttp {{\n{isi}\n}}\n")
    subprocess.run(["nginx", "-t", "-q", "-c", str(berkas), "-p", str(folder)], check=True, capture_output=True)


def _perintah_dikenal(argumen: list[str]) -> None:
    """The command line of a unit is one that this program understands."""
    from suite.cli import main

    ctx = main.make_context("suite", list(argumen), resilient_parsing=True)
    nama, perintah, sisa = main.resolve_command(ctx, argumen)
    assert perintah is not None, nama
    perintah.make_context(nama, list(sisa)).close()
