"""Read-only mode, metrics, and what the status page says when something is wrong."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from suite.core import clock, db
from suite.core.actor import SISTEM
from suite.core.audit.models import AuditEvent
from suite.core.config import Config
from suite.core.http.application import Suite
from suite.core.identity.models import Account
from suite.core.identity.password import sandikan
from suite.core.jobs import Job
from suite.core.jobs.worker import Pekerja
from suite.core.pulih import cadangan, denyut, keadaan, metrik, mode
from tests.factories import PeranFactory, pejabat
from tests.harness.login import klien_masuk
from tests.harness.stores import Basis

SANDI = "sandi-uji-yang-panjang"


@pytest.fixture
def admin(app: Suite) -> Account:
    with db.transaksi():
        tugas, akun = pejabat("Admin Kota")
        PeranFactory(pegawai=tugas.pegawai, nama="admin", unit=None)
        akun.sandi = sandikan(SANDI)
    return akun


def _baca(var: Path, alasan: str = "Pindah server.", **kw: Any) -> None:
    with db.transaksi():
        mode.baca_saja(var, SISTEM, alasan=alasan, **kw)


def test_mode_baca_menolak_setiap_kiriman_dengan_503_dan_mengembalikan_isian(
    app: Suite, admin: Account, config: Config
):
    klien = klien_masuk(app, admin)
    isian = {"tema": "gelap", "kerapatan": "lega", "pintasan_huruf": "ya"}
    _baca(config.var, sampai=clock.now() + timedelta(hours=2))
    jawab = klien.post("/akun/pengaturan", data=isian)
    assert jawab.status_code == 503 and 7100 < int(jawab.headers["Retry-After"]) <= 7200
    assert "Pindah server." in jawab.text and "Kirim lagi" in jawab.text
    for nama, nilai in isian.items():
        assert f'name="{nama}" value="{nilai}"' in jawab.text
    program = klien.post("/akun/pengaturan", data=isian, headers={"Accept": "application/json"})
    assert program.status_code == 503 and program.content_type == "application/problem+json"
    assert program.json["type"].endswith("mode-baca") and program.headers["Retry-After"]
    # Passwords are never put into a page.
    rahasia = klien.post("/akun/sandi", data={"sandi_lama": "lama-sekali", "sandi_baru": "baru-sekali"})
    assert rahasia.status_code == 503 and "lama-sekali" not in rahasia.text
    # Reading goes on, with the banner; what was refused is not there.
    halaman = klien.get("/akun/pengaturan")
    assert halaman.status_code == 200 and "Hanya dapat dibaca." in halaman.text and "Pindah server." in halaman.text
    with db.transaksi():
        mode.normal(config.var, SISTEM)
    assert klien.post("/akun/pengaturan", data=isian).status_code == 302
    assert "Hanya dapat dibaca." not in klien.get("/akun/pengaturan").text


def test_setiap_rute_yang_menulis_ditolak_kecuali_yang_dinyatakan(app: Suite, admin: Account, config: Config):
    klien = klien_masuk(app, admin)
    _baca(config.var)
    with db.transaksi(baca=True) as s:
        sebelum = s.scalar(select(func.count()).select_from(AuditEvent))
    for r in app.url_map.iter_rules():
        if not (r.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"} or r.endpoint in mode._tetap:
            continue
        alamat = re.sub(r"<[^>]+>", "1", r.rule)
        metode = next(m for m in ("POST", "PUT", "PATCH", "DELETE") if m in (r.methods or set()))
        assert klien.open(alamat, method=metode).status_code == 503, (metode, alamat)
    with db.transaksi(baca=True) as s:
        assert s.scalar(select(func.count()).select_from(AuditEvent)) == sebelum


def test_orang_tetap_dapat_masuk_dan_keluar(app: Suite, admin: Account, config: Config):
    _baca(config.var)
    klien = app.test_client()
    assert klien.post("/masuk", data={"pengenal": admin.nama_login, "sandi": SANDI}).status_code == 302
    assert klien.get("/").status_code == 200
    assert klien.post("/keluar").status_code == 302


def test_admin_mengganti_mode_dari_halaman_dan_tercatat(app: Suite, admin: Account, config: Config):
    klien = klien_masuk(app, admin)
    assert klien.post("/admin/keadaan/mode", data={"alasan": ""}).status_code == 422
    lewat = klien.post("/admin/keadaan/mode", data={"alasan": "Uji", "sampai": "2020-01-01T10:00"})
    assert lewat.status_code == 422 and "sudah lewat" in lewat.text and "Uji" in lewat.text
    assert mode.kini(config.var) is None
    nanti = clock.local(clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert klien.post("/admin/keadaan/mode", data={"alasan": "Naik versi", "sampai": nanti}).status_code == 303
    kini = mode.kini(config.var)
    assert kini is not None and kini.alasan == "Naik versi" and kini.sampai is not None
    assert f"{clock.local(kini.sampai):%Y-%m-%dT%H:%M}" == nanti
    assert klien.post("/admin/keadaan/normal").status_code == 303 and mode.kini(config.var) is None
    with db.transaksi(baca=True) as s:
        catatan = s.scalars(select(AuditEvent).where(AuditEvent.rantai == "sistem:mode").order_by(AuditEvent.id)).all()
    assert [c.account_id for c in catatan] == [admin.id, admin.id]
    assert "Naik versi" in json.dumps(catatan[0].perubahan)


def test_pekerja_menunggu_selama_hanya_baca(app: Suite, config: Config):
    pekerja = Pekerja(app, jeda=0.01)
    _baca(config.var)
    import threading

    benang = threading.Thread(target=pekerja.jalan)
    benang.start()
    benang.join(0.5)
    with db.transaksi(baca=True) as s:
        assert s.scalar(select(func.count()).select_from(Job)) == 0
    assert [d.segar for d in denyut.semua(config.var)] == [True]
    with db.transaksi():
        mode.normal(config.var, SISTEM)
    for _ in range(200):
        with db.transaksi(baca=True) as s:
            if s.scalar(select(func.count()).select_from(Job).where(Job.keadaan == "selesai")):
                break
        benang.join(0.05)
    else:
        pytest.fail("the worker did not go on")
    pekerja.hentikan()
    benang.join(20)
    assert denyut.semua(config.var) == []


def test_berkas_mode_yang_ditulis_tangan_tetap_berarti_hanya_baca(basis: Basis):
    (basis.var / mode.NAMA).write_text("sedang dirawat")
    kini = mode.kini(basis.var)
    assert kini is not None and kini.tunggu == mode.TUNGGU


# Metrics -------------------------------------------------------------------------------------------------------------


def _nilai(teks: str, nama: str) -> float:
    cocok = re.search(rf"^{re.escape(nama)} (\S+)$", teks, re.M)
    assert cocok is not None, nama
    return float(cocok[1])


def test_metrik_menghitung_permintaan_pekerjaan_dan_gagal_masuk(app: Suite, admin: Account, config: Config):
    klien = app.test_client()
    awal = klien.get("/metrics").text
    rute = 'suite_permintaan_total{metode="GET",rute="masuk.masuk",status="200"}'
    sebelum = _nilai(awal, rute) if rute in awal else 0
    klien.get("/masuk")
    klien.post("/masuk", data={"pengenal": admin.nama_login, "sandi": "salah-salah"})
    with db.transaksi() as s:
        s.add(Job(jenis="uji", izin="sistem", setelah=clock.now() - timedelta(seconds=90)))
    teks = klien.get("/metrics").text
    assert _nilai(teks, rute) == sebelum + 1
    assert _nilai(teks, 'suite_masuk_total{hasil="gagal"}') >= 1
    assert _nilai(teks, 'suite_pekerjaan{jenis="uji",keadaan="antre"}') == 1
    assert 85 < _nilai(teks, "suite_antrean_umur_detik") < 200
    assert _nilai(teks, "suite_audit_belum_disegel") > 0
    assert _nilai(teks, "suite_mode_baca") == 0
    for nama in ("suite_permintaan_detik_bucket", "suite_basis_data_detik_bucket", "suite_kueri_total", "suite_berkas_bita",
                 "suite_tugas_terbuka", "suite_disk_sisa_bita", "suite_pekerja_hidup"):  # fmt: skip
        assert nama in teks, nama


def _minta(klien: FlaskClient, **kw: Any) -> int:
    return klien.get("/metrics", **kw).status_code


def test_metrik_hanya_untuk_mesin_ini_atau_pembawa_tanda(app: Suite, config: Config):
    klien = app.test_client()
    assert _minta(klien) == 200
    assert _minta(klien, environ_base={"REMOTE_ADDR": "10.0.0.7"}) == 404
    assert _minta(klien, headers={"X-Forwarded-For": "127.0.0.1"}) == 404
    app.config["SUITE"] = dataclasses.replace(config, metrics_token="tanda-rahasia")
    assert _minta(klien) == 404
    assert _minta(klien, headers={"Authorization": "Bearer salah"}) == 404
    benar = {"Authorization": "Bearer tanda-rahasia"}
    assert _minta(klien, headers=benar, environ_base={"REMOTE_ADDR": "10.0.0.7"}) == 200


# The status page -----------------------------------------------------------------------------------------------------


def _bagian(config: Config) -> dict[str, keadaan.Bagian]:
    with db.transaksi(baca=True):
        return {b.nama: b for b in keadaan.periksa(config)}


def test_keadaan_menyebut_yang_salah_dan_apa_yang_harus_dilakukan(
    app: Suite, config: Config, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    with app.test_request_context():
        b = _bagian(config)
        assert (b["Pekerja latar"].makna, b["Cadangan"].makna, b["Basis data"].makna) == ("bahaya", "bahaya", "sah")
        assert "suite backup" in b["Cadangan"].saran
        denyut.tandai(config.var, "mesin:1:abc")
        cadangan.cadangkan(config, tmp_path / "a.cadangan", b"kunci yang cukup panjang")
        with db.transaksi() as s:
            s.add(Job(jenis="uji", izin="sistem", keadaan="gagal", selesai_pada=clock.now(), galat="rusak"))
        b = _bagian(config)
        assert (b["Pekerja latar"].makna, b["Cadangan"].makna, b["Pekerjaan"].makna) == ("sah", "sah", "perhatian")
        with clock.frozen(clock.now() + timedelta(days=3)):
            assert _bagian(config)["Cadangan"].makna == "perhatian"
            assert _bagian(config)["Pekerja latar"].makna == "bahaya"
        with clock.frozen(clock.now() + timedelta(days=8)):
            assert _bagian(config)["Cadangan"].makna == "bahaya"
        app.extensions["signer"].akar()  # made on first use
        with clock.frozen(clock.now() + timedelta(days=40 * 365)):
            assert _bagian(config)["Sertifikat"].makna == "bahaya"
        monkeypatch.setattr(keadaan, "revisi_program", lambda: "9999")
        assert "suite db upgrade" in _bagian(config)["Basis data"].saran
        from collections import namedtuple

        disk = namedtuple("disk", "total used free")
        monkeypatch.setattr(keadaan.shutil, "disk_usage", lambda _: disk(100 * 10**9, 98 * 10**9, 2 * 10**9))
        assert _bagian(config)["Disk"].makna == "bahaya"
        assert keadaan.ringkasan(list(_bagian(config).values()))[0] == "bahaya"


def test_halaman_keadaan_untuk_admin_kota_saja(app: Suite, admin: Account, config: Config):
    with db.transaksi():
        orang = pejabat("Analis")[1]
    assert klien_masuk(app, orang).get("/admin/keadaan").status_code == 403
    jawab = klien_masuk(app, admin).get("/admin/keadaan")
    assert jawab.status_code == 200 and "Jadikan hanya baca" in jawab.text and "Belum pernah" in jawab.text


def test_metrik_dari_banyak_proses_dijumlahkan(server: Any, basis: Basis):
    """`suite serve` runs several processes; whichever answers, the sum of all is told, also after one was killed."""
    import urllib.request

    def ambil(jalur: str) -> str:
        with urllib.request.urlopen(server.alamat + jalur) as jawab:  # noqa: S310
            return jawab.read().decode()

    for _ in range(5):
        ambil("/masuk")
    teks = ambil("/metrics")
    assert _nilai(teks, 'suite_permintaan_total{metode="GET",rute="masuk.masuk",status="200"}') == 5
    assert list(metrik.folder(basis.var).glob("counter_*.db"))
