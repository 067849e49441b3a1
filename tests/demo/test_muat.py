"""Loading: equal facts each time, and what a load that was cut off looks like."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, text

from suite.app import create_app
from suite.cli.database import naik
from suite.cli.demo import siapkan
from suite.core import clock, db
from suite.core.audit.seal import berkas_segel
from suite.core.config import Config
from suite.core.db import session
from suite.core.identity.models import Account
from suite.demo.identitas import buka_akun, tulis_kota
from suite.demo.muat import Keadaan, keadaan, muat
from suite.demo.orang import isi_jabatan
from suite.demo.organisasi import bangun_kota, sesuaikan
from tests.harness.stores import Basis

KINI = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)

FAKTA = {
    "unit_kerja": "id, kode, nama, kode_surat, induk_id, opd_id",
    "jabatan": "id, kode, nama, unit_id, atasan_id, kelas",
    "pegawai": "id, nip, nama, gelar_depan, gelar_belakang, jenis_asn",
    "pangkat": "pegawai_id, golongan, mulai",
    "penugasan": "pegawai_id, jabatan_id, jenis, mulai, selesai, dasar",
    "peran": "pegawai_id, nama, unit_id",
    "surat_keluar": "id, nomor, hal, isi, tanggal, status, konseptor_id, penanda_id, migrasi, terbit_pada, berkas_id",
    "surat_masuk": "id, opd_id, agenda, nomor, hal, status, diterima_pada, tenggat",
    "disposisi": "id, surat_masuk_id, induk_id, kepada_jabatan_id, status, laporan, tenggat",
    "task": "jenis, objek_id, aksi, untuk, judul, tenggat, ditutup_pada",
    "nomor_terpakai": "register_id, tahun, urut, nomor, jenis, objek_id, keadaan",
    "akses_dokumen": "kunci, jenis, objek_id",
}


def _config(folder: Path) -> Config:
    return Config(
        env="demo",
        var=folder,
        database_url=f"sqlite:///{folder / 'suite.db'}",
        secret_key="kunci-uji-" * 5,
        base_url="http://localhost",
        cookie_secure=False,
    )


def _fakta(folder: Path, kini: datetime = KINI) -> dict[str, list[Any]]:
    config = _config(folder)
    naik(config.database_url)
    with clock.frozen(kini):
        muat(create_app(config), config, orang=100, surat=40)
        with db.transaksi(baca=True):
            hasil = {
                tabel: sorted(map(str, session.execute(text(f"SELECT {kolom} FROM {tabel}"))))
                for tabel, kolom in FAKTA.items()
            }
    db.engine().dispose()
    return hasil


@pytest.mark.lambat
def test_dua_pemuatan_memberi_fakta_yang_sama(tmp_path: Path) -> None:
    satu, dua = _fakta(tmp_path / "satu"), _fakta(tmp_path / "dua")
    for tabel in FAKTA:
        assert satu[tabel], tabel
        assert satu[tabel] == dua[tabel], tabel


@pytest.mark.lambat
@pytest.mark.parametrize(
    "kini",
    [datetime(2027, 1, 4, 2, 0, tzinfo=UTC), datetime(2026, 11, 22, 18, 0, tzinfo=UTC)],
    ids=["awal_tahun", "minggu_malam"],
)
def test_dapat_dimuat_pada_hari_apa_pun(tmp_path: Path, kini: datetime) -> None:
    """Early in January the year of letters began the year before; at night and on a Sunday nobody works."""
    fakta = _fakta(tmp_path, kini)
    tahun: dict[tuple[str, str], list[int]] = {}
    for baris in fakta["nomor_terpakai"]:
        register, satu, urut = baris.strip("()").split(", ")[:3]
        tahun.setdefault((register, satu), []).append(int(urut))
    assert {t for _, t in tahun} <= {"2026", "2027"}
    for nomor in tahun.values():
        assert sorted(nomor) == list(range(1, len(nomor) + 1))


def _tulis_orang() -> None:
    r = sesuaikan(bangun_kota(), 80)
    with db.transaksi():
        tulis_kota(r, isi_jabatan(r, Random(1), clock.today()), Random(1))


def test_keadaan_kosong_terputus_dan_berisi(basis: Basis) -> None:
    assert keadaan() is Keadaan.KOSONG
    _tulis_orang()
    assert keadaan() is Keadaan.TERPUTUS
    with db.transaksi():
        buka_akun()
    assert keadaan() is Keadaan.BERISI


@pytest.mark.lambat
def test_pemuatan_yang_terputus_dimulai_lagi(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = _config(tmp_path)
    naik(config.database_url)
    create_app(config)
    _tulis_orang()
    berkas_segel(config.var).parent.mkdir(parents=True)
    berkas_segel(config.var).write_text("")
    with clock.frozen(KINI):
        siapkan(config, people=70, letters=30)
    with db.transaksi(baca=True):
        assert all(session.scalars(select(Account.aktif)))
    keluaran = capsys.readouterr().out
    assert "dimulai lagi" in keluaran and "Selesai dalam" in keluaran
    db.engine().dispose()
