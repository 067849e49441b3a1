"""Migrations: both ways, with data, in step with the models, on both stores."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.util import CommandError
from sqlalchemy import inspect, text

from suite.cli import database
from suite.core import db, search
from suite.core.akses import AksesDokumen
from tests.factories import PeranFactory, pejabat
from tests.harness.stores import Basis


def _suite(basis: Basis, *argumen: str) -> subprocess.CompletedProcess[str]:
    perintah = [sys.executable, "-m", "suite.cli", *argumen]
    return subprocess.run(perintah, env=basis.lingkungan(), capture_output=True, text=True, timeout=120, check=False)


def test_basis_data_sesuai_dengan_model(basis: Basis) -> None:
    """In a process of its own: other tests add tables of theirs to the metadata."""
    hasil = _suite(basis, "db", "check")
    assert hasil.returncode == 0, hasil.stdout + hasil.stderr
    assert "sesuai" in hasil.stdout


def test_turun_dan_naik_lagi_dengan_data_di_dalamnya(basis: Basis) -> None:
    with db.transaksi() as s:
        tugas, _ = pejabat("Kepala Dinas")
        PeranFactory(pegawai=tugas.pegawai)
        s.add(AksesDokumen(kunci="u:1", jenis="surat", objek_id=1))
        search.indeks("surat", 1, judul="Undangan")
    basis.engine.dispose()
    database.turun(basis.url, "base")
    assert database.versi_kini(basis.url) is None
    with basis.engine.connect() as koneksi:
        sisa = [t for t in inspect(koneksi).get_table_names() if t != "alembic_version"]
    assert sisa == []
    basis.engine.dispose()
    assert database.tertunda(basis.url)
    database.naik(basis.url)
    assert not database.tertunda(basis.url)
    with db.transaksi():
        pejabat("Kepala Dinas")


def test_periksa_menyebut_migrasi_yang_tertunda(basis: Basis) -> None:
    with db.transaksi() as s:
        s.execute(text("DELETE FROM alembic_version"))
    hasil = _suite(basis, "db", "check")
    assert hasil.returncode == 1 and "migrasi tertunda" in hasil.stdout
    melayani = _suite(basis, "serve", "--no-jobs", "--port", "1")
    assert melayani.returncode == 1 and "suite db upgrade" in melayani.stderr


def test_periksa_menyebut_kolom_yang_tidak_dikenal_model(basis: Basis) -> None:
    with db.transaksi() as s:
        s.execute(text("ALTER TABLE register ADD COLUMN titipan INTEGER"))
    hasil = _suite(basis, "db", "check")
    assert hasil.returncode == 1 and "titipan" in hasil.stdout


def test_sqlite_memakai_wal_dan_kunci_asing(basis: Basis) -> None:
    if not basis.sqlite:
        pytest.skip("SQLite's own settings")
    with basis.engine.connect() as koneksi:
        assert koneksi.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert koneksi.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert koneksi.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_dua_migrasi_serentak_tidak_saling_merusak(basis: Basis) -> None:
    basis.engine.dispose()
    database.turun(basis.url, "base")
    dua = [
        subprocess.Popen([sys.executable, "-m", "suite.cli", "db", "upgrade"], env=basis.lingkungan()) for _ in range(2)
    ]
    assert [p.wait(120) for p in dua] == [0, 0]
    assert not database.tertunda(basis.url)


def test_revisi_pertama_tidak_bergantung_pada_kode_yang_hidup() -> None:
    for berkas in (Path(database.FOLDER) / "versions").glob("*.py"):
        isi = berkas.read_text()
        assert "import suite" not in isi and "from suite" not in isi, f"{berkas.name} follows code that changes"


def test_revisi_yang_tidak_ada_ditolak(basis: Basis) -> None:
    with pytest.raises(CommandError):
        database.naik(basis.url, "9999")
