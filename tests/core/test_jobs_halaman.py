"""The progress page: for who asked, moving by htmx, refreshing without; and drafts of forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from suite.core import clock, db, drafts
from suite.core.errors import MasukanSalah
from suite.core.http.application import Suite
from suite.core.identity.models import Account
from suite.core.jobs import Job, antrekan
from suite.core.jobs.worker import Pekerja
from tests.factories import PeranFactory, actor_dari, pejabat
from tests.harness import pekerja_uji as _pekerja_uji  # registers the kind `uji_langkah`

Masuk = Callable[[Any], FlaskClient]
assert _pekerja_uji


@pytest.fixture
def orang(app: Suite) -> tuple[Account, Account, Account]:
    """Who asks, somebody else, an admin."""
    with db.transaksi():
        (_, peminta), (_, lain), (tugas, admin) = (pejabat() for _ in range(3))
        PeranFactory(pegawai=tugas.pegawai, nama="admin")
        return peminta, lain, admin


def _minta(account: Account) -> int:
    with db.transaksi():
        return antrekan("uji_langkah", {"banyak": 2}, actor_dari(account)).id


def test_kemajuan_terlihat_oleh_peminta_dan_admin_saja(
    orang: tuple[Account, Account, Account], masuk_sebagai: Masuk, klien: FlaskClient
) -> None:
    peminta, lain, admin = orang
    job_id = _minta(peminta)
    assert masuk_sebagai(peminta).get(f"/pekerjaan/{job_id}").status_code == 200
    assert masuk_sebagai(admin).get(f"/pekerjaan/{job_id}").status_code == 200
    lain_ = masuk_sebagai(lain)
    assert lain_.get(f"/pekerjaan/{job_id}").status_code == lain_.get("/pekerjaan/999999").status_code == 404
    assert lain_.post(f"/pekerjaan/{job_id}/hentikan").status_code == 404
    assert klien.get(f"/pekerjaan/{job_id}").status_code == 302


def test_halaman_bergerak_dengan_htmx_dan_menyegarkan_diri_tanpanya(
    app: Suite, orang: tuple[Account, Account, Account], masuk_sebagai: Masuk
) -> None:
    job_id = _minta(orang[0])
    peminta = masuk_sebagai(orang[0])
    penuh = peminta.get(f"/pekerjaan/{job_id}").text
    assert f'hx-get="/pekerjaan/{job_id}"' in penuh and 'http-equiv="refresh"' in penuh
    bagian = peminta.get(f"/pekerjaan/{job_id}", headers={"HX-Request": "true"}).text
    assert bagian.lstrip().startswith("<section") and "<html" not in bagian and "Menunggu giliran" in bagian
    Pekerja(app, berkala=False).jalan(sekali=True)
    bagian = peminta.get(f"/pekerjaan/{job_id}", headers={"HX-Request": "true"}).text
    assert "Selesai" in bagian and "Menunggu giliran" not in bagian
    selesai = peminta.get(f"/pekerjaan/{job_id}").text
    assert "2 register" in selesai and 'hx-get="/pekerjaan' not in selesai and 'http-equiv="refresh"' not in selesai
    assert "Selesai: Pekerjaan uji" in peminta.get("/pemberitahuan").text


def test_peminta_dapat_menghentikan_dan_yang_sudah_selesai_tidak_lagi(
    app: Suite, orang: tuple[Account, Account, Account], masuk_sebagai: Masuk
) -> None:
    job_id = _minta(orang[0])
    peminta = masuk_sebagai(orang[0])
    assert peminta.post(f"/pekerjaan/{job_id}/hentikan").status_code == 303
    assert "dihentikan" in peminta.get(f"/pekerjaan/{job_id}").text
    assert peminta.post(f"/pekerjaan/{job_id}/hentikan").status_code == 409
    assert Pekerja(app, berkala=False).jalan(sekali=True) == 0


def test_pekerjaan_yang_gagal_mengatakan_sebabnya_dan_dapat_diulangi(
    orang: tuple[Account, Account, Account], masuk_sebagai: Masuk
) -> None:
    job_id = _minta(orang[0])
    with db.transaksi() as s:
        job = s.get_one(Job, job_id)
        job.keadaan, job.galat = "gagal", "Berkas <b>rusak</b>."
    peminta = masuk_sebagai(orang[0])
    assert "Berkas &lt;b&gt;rusak&lt;/b&gt;." in peminta.get(f"/pekerjaan/{job_id}").text
    assert peminta.post(f"/pekerjaan/{job_id}/ulangi").status_code == 303
    with db.transaksi(baca=True) as s:
        assert s.get_one(Job, job_id).keadaan == "antre"
    assert peminta.post(f"/pekerjaan/{job_id}/ulangi").status_code == 422


def test_draf_disimpan_otomatis_per_orang_dan_mengatakan_jamnya(
    orang: tuple[Account, Account, Account], masuk_sebagai: Masuk
) -> None:
    from datetime import UTC, datetime

    satu, dua = masuk_sebagai(orang[0]), masuk_sebagai(orang[1])
    with clock.frozen(datetime.now(UTC).replace(hour=7, minute=2)):
        assert satu.post("/draf/surat_keluar:baru", json={"hal": "Undangan"}).json == {"tersimpan": "14.02"}
    satu.post("/draf/surat_keluar:baru", data={"hal": "Undangan rapat", "csrf_token": "x", "tujuan": ["1", "2"]})
    dua.post("/draf/surat_keluar:baru", json={"hal": "Lain"})
    with db.transaksi():
        draf = drafts.ambil(actor_dari(orang[0]), "surat_keluar:baru")
        assert draf is not None and draf.isi == {"hal": ["Undangan rapat"], "tujuan": ["1", "2"]}
        drafts.buang(actor_dari(orang[0]), "surat_keluar:baru")
        assert drafts.ambil(actor_dari(orang[0]), "surat_keluar:baru") is None
        assert drafts.ambil(actor_dari(orang[1]), "surat_keluar:baru") is not None


def test_draf_yang_terlalu_besar_atau_bukan_isian_ditolak(
    app: Suite, orang: tuple[Account, Account, Account], masuk_sebagai: Masuk, klien: FlaskClient
) -> None:
    peminta = masuk_sebagai(orang[0])
    assert peminta.post("/draf/x", json={"isi": "a" * (1024 * 1024)}).status_code == 400
    assert peminta.post("/draf/x", data="[bukan json", content_type="application/json").status_code == 400
    assert peminta.post(f"/draf/{'k' * 121}", json={}).status_code == 400
    assert klien.post("/draf/x", json={}).status_code == 401
    app.config["WTF_CSRF_ENABLED"] = True
    assert peminta.post("/draf/x", json={"a": 1}).status_code == 400
    with db.transaksi(baca=True), pytest.raises(MasukanSalah):
        drafts.simpan(actor_dari(orang[0]), "", {})
