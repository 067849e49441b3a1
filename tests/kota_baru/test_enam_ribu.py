"""Acceptance: from an empty database to the first signed letter of a city of 6,000, with 30 broken rows mended.

The machine's part is timed here (a person's reading and walking between offices is not): see docs/memulai-kota.md.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select

from suite.app import create_app
from suite.cli import database
from suite.core import clock, db, kota, workflow
from suite.core.audit.verify import verifikasi
from suite.core.config import Config
from suite.core.identity.models import Account, Jabatan, Pegawai, Penugasan, UnitKerja
from suite.core.identity.queries import susun_actor
from suite.core.jobs.worker import Pekerja
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.services import keluar
from tests.harness.stores import Basis
from tests.kota_baru.berkas import buat
from tests.kota_baru.langkah import kode_dari_pdf, unggah

SANDI = "empat kata tidak berhubungan"


@pytest.fixture
def waktu() -> Iterator[dict[str, float]]:
    """Seconds by step, printed at the end (`pytest -s`)."""
    lama: dict[str, float] = {}
    yield lama
    print("\n" + "\n".join(f"  {k:32} {v:7.1f} s" for k, v in lama.items()))
    clock.set_zone("WIB")
    kota.lupakan()


@contextmanager
def catat(lama: dict[str, float], apa: str) -> Iterator[None]:
    mulai = time.monotonic()
    yield
    lama[apa] = time.monotonic() - mulai


def _init(basis: Basis) -> str:
    perintah = [
        *(sys.executable, "-m", "suite.cli", "init", "--non-interactive", "--name", "Khatulistiwa"),
        *("--kind", "kota", "--admin-name", "Rina Uji", "--admin-login", "rina"),
    ]
    hasil = subprocess.run(perintah, env=basis.lingkungan(), capture_output=True, text=True, timeout=180, check=False)
    assert hasil.returncode == 0, hasil.stdout + hasil.stderr
    return hasil.stdout


@pytest.mark.lambat
def test_kota_enam_ribu_pegawai_sampai_surat_pertama(basis: Basis, waktu: dict[str, float]) -> None:
    basis.engine.dispose()
    database.turun(basis.url, "base")  # as empty as a new database
    with catat(waktu, "suite init"):
        keluaran = _init(basis)
    kode = re.search(r"kode sekali pakai: (\S+)", keluaran)
    assert kode is not None and "/admin/kota" in keluaran
    assert "sekali pakai" not in _init(basis)  # again: nothing is made anew
    config = Config(
        env="test", var=basis.var, database_url=basis.url, secret_key="kunci-uji-" * 5, base_url="http://localhost",
        cookie_secure=False,
    )  # fmt: skip
    app = create_app(config)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    db.ikat(basis.engine)
    admin = app.test_client()
    assert admin.post("/aktivasi", data={"pengenal": "rina", "kode": kode[1], "sandi_baru": SANDI}).status_code == 302
    assert admin.post("/masuk", data={"pengenal": "rina", "sandi": SANDI}).status_code == 302

    k = buat(orang=6_000, rusak=30)

    def impor(jenis: str, isi: bytes, nama: str) -> str:
        with catat(waktu, f"{nama}: periksa"):
            alamat = unggah(admin, jenis, isi, nama)
        with catat(waktu, f"{nama}: halaman"):
            assert admin.get(alamat).status_code == 200
        with catat(waktu, f"{nama}: tulis"):
            assert admin.post(alamat + "/jalankan").status_code == 302
            while Pekerja(app).jalan(sekali=True):
                pass
        assert "Selesai diimpor" in admin.get(alamat).text
        return alamat

    impor("unit", k.unit, "unit.csv")
    impor("jabatan", k.jabatan, "jabatan.csv")
    alamat = impor("pegawai", k.pegawai, "pegawai.csv")
    galat = admin.get(alamat + "/perbaiki").data
    assert galat.decode().count("\n") == 31
    impor("pegawai", k.perbaiki(galat), "perbaikan.csv")
    with db.transaksi(baca=True):
        assert db.session.scalar(select(func.count(Pegawai.id))) == 6_002  # with the mayor and the admin
        assert db.session.scalar(select(func.count(Penugasan.id))) == 6_001
    assert "Semua baris sudah sama" in admin.get(unggah(admin, "pegawai", k.perbaiki(galat), "lagi.csv")).text

    with catat(waktu, "kode aktivasi 6.001 orang"):
        assert admin.post("/admin/aktivasi", data={"cara": "cetak"}).status_code == 302
        while Pekerja(app).jalan(sekali=True):
            pass
    with catat(waktu, "papan aktivasi"):
        papan = admin.get("/admin/aktivasi").text
    with db.transaksi(baca=True):
        dinas = db.session.scalars(select(UnitKerja).where(UnitKerja.kode == "K.02")).one()
        kabid, kadis = (
            db.session.scalars(select(Pegawai).join(Penugasan).join(Jabatan).where(Jabatan.kode == j)).one()
            for j in ("K.02.1-001", "K.02-001")
        )
        assert db.session.scalar(select(func.count(Account.id))) == 6_002
    terbaru = re.findall(r"/admin/aktivasi/(\d+)", papan)[0]
    lembar = re.search(
        rf"<strong>{dinas.nama}</strong>.*?/admin/aktivasi/lembar/(\d+)\"",
        admin.get(f"/admin/aktivasi/{terbaru}").text,
        re.S,
    )
    assert lembar is not None
    slip = kode_dari_pdf(admin.get(f"/admin/aktivasi/lembar/{lembar[1]}").data)
    klien = {}
    for orang in (kabid, kadis):
        klien[orang.nip] = app.test_client()
        isian = {"pengenal": orang.nip, "kode": slip[orang.nip or ""], "sandi_baru": SANDI}
        assert klien[orang.nip].post("/aktivasi", data=isian).status_code == 302
        assert klien[orang.nip].post("/masuk", data={"pengenal": orang.nip, "sandi": SANDI}).status_code == 302

    with db.transaksi():
        pembuat = susun_actor(db.session.scalars(select(Account).where(Account.pihak_id == kabid.id)).one())
        penanda = db.session.scalars(select(Jabatan).where(Jabatan.kode == "K.02-001")).one()
        tujuan = db.session.scalars(select(UnitKerja).where(UnitKerja.kode == "K.03")).one()
        surat = keluar.buat(
            pembuat,
            keluar.IsianSurat(
                jenis="surat_dinas", hal="Surat pertama kota ini", isi="<p>Kami mengundang Saudara.</p>", klasifikasi="000.1.5",
                sifat="biasa", kepada=[keluar.Tujuan(unit_id=tujuan.id)], penanda=keluar.Penanda(penanda.id),
            ),
        )  # fmt: skip
        workflow.jalankan(surat, "ajukan", pembuat, versi=surat.versi)
        id_, versi = surat.id, surat.versi
    with catat(waktu, "surat pertama ditandatangani"):
        assert (
            klien[kadis.nip]
            .post(f"/surat-keluar/{id_}/tandatangani", data={"versi": versi, "konfirmasi": "ya"})
            .status_code
            == 302
        )
    with db.transaksi(baca=True):
        terbit = db.session.get_one(SuratKeluar, id_)
        assert terbit.status in {"terbit", "terkirim"} and terbit.nomor
        assert not verifikasi(basis.var).temuan
    with catat(waktu, "daftar periksa"):
        siap = admin.get("/admin/kota").text
    assert "6.002 pegawai" not in siap and "1 pegawai belum memegang jabatan" in siap  # the admin himself
    print(f"\n{basis.toko}: mesin {sum(waktu.values()):.0f} detik")
