"""`/healthz` and `/readyz`, headers of every answer, and what an unexpected error shows."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from suite.core import db, policy
from suite.core.config import Config
from suite.core.http.application import Suite
from tests.harness.stores import Basis


def test_healthz_menjawab_tanpa_basis_data(app: Suite, klien: FlaskClient, tmp_path: object) -> None:
    db.ikat(db.buat_engine(f"sqlite:///{tmp_path}/tidak/ada.db"))
    jawab = klien.get("/healthz")
    assert (jawab.status_code, jawab.json) == (200, {"status": "ok"})


def test_readyz_siap_bila_basis_data_termigrasi(klien: FlaskClient) -> None:
    jawab = klien.get("/readyz")
    assert jawab.status_code == 200 and jawab.json["status"] == "ok" and jawab.json["migrasi"]


def test_readyz_belum_siap_tanpa_migrasi(app: Suite, klien: FlaskClient, tmp_path: object) -> None:
    db.ikat(db.buat_engine(f"sqlite:///{tmp_path}/kosong.db"))
    assert klien.get("/readyz").status_code in (500, 503)


def test_setiap_jawaban_membawa_kepala_keamanan_dan_kode_permintaan(klien: FlaskClient) -> None:
    kode = set()
    for alamat in ("/healthz", "/masuk", "/tidak-ada", "/readyz"):
        kepala = klien.get(alamat).headers
        kode.add(kepala["X-Request-Id"])
        csp = kepala["Content-Security-Policy"]
        assert "script-src 'self'" in csp and "unsafe" not in csp and "frame-ancestors 'none'" in csp
        assert (kepala["X-Content-Type-Options"], kepala["X-Frame-Options"]) == ("nosniff", "DENY")
    assert len(kode) == 4 and all(kode)


def test_kutu_tidak_membocorkan_apa_pun(app: Suite) -> None:
    @policy.publik
    def kutu() -> str:
        raise ZeroDivisionError("kunci=rahasia-sekali")

    app.add_url_rule("/uji/kutu", "kutu", kutu)
    for kepala in ({}, {"Accept": "application/json"}):
        jawab = app.test_client().get("/uji/kutu", headers=kepala)
        assert jawab.status_code == 500
        assert "rahasia-sekali" not in jawab.text and "Traceback" not in jawab.text and "ZeroDivision" not in jawab.text
        assert jawab.headers["X-Request-Id"] in jawab.text


def test_galat_bagi_program_berbentuk_problem_json(klien: FlaskClient) -> None:
    jawab = klien.get("/tidak-ada", headers={"Accept": "application/json"})
    assert jawab.content_type == "application/problem+json"
    assert jawab.json is not None and (jawab.json["status"], jawab.json["title"]) == (404, "Tidak ditemukan")


def test_isian_yang_tidak_dapat_disimpan_basis_data_ditolak_bukan_kutu(app: Suite, basis: Basis) -> None:
    """NUL in a text and a number beyond 64 bits: PostgreSQL refuses them, a page must not fall over."""
    from sqlalchemy import text

    @policy.publik
    def simpan() -> str:
        db.session.execute(text("SELECT CAST(:n AS varchar(3))"), {"n": "a\x00b"})
        return "ok"

    @policy.publik
    def simpan_nanti() -> str:
        from suite.core.numbering import Register

        db.session.add(Register(kunci="uji", nama="a\x00b"))
        return "ok"

    app.add_url_rule("/uji/nul", "nul", simpan)
    app.add_url_rule("/uji/nanti", "nanti", simpan_nanti, methods=["POST"])
    harap = 200 if basis.sqlite else 400
    assert app.test_client().get("/uji/nul").status_code == harap
    assert app.test_client().post("/uji/nanti").status_code == harap, "also when only the commit meets it"


def test_nomor_alamat_di_luar_64_bit_tidak_ditemukan(klien: FlaskClient) -> None:
    assert klien.get(f"/pekerjaan/{2**63}").status_code == 404
    assert klien.get("/pekerjaan/" + "9" * 5000).status_code == 404
    assert klien.get(f"/pekerjaan/{2**63 - 1}").status_code == 302, "a number that could be: log in first"


def test_rute_tanpa_izin_menggagalkan_awal(config: Config, basis: Basis) -> None:
    from suite.app import create_app

    app = create_app(config)
    app.add_url_rule("/uji/lupa", "lupa", lambda: "terbuka")
    with pytest.raises(policy.IzinTidakDinyatakan, match="lupa"):
        policy.izin_rute(app)
    app.view_functions["lupa"] = policy.izin("uji.tidak_terdaftar")(lambda: "x")
    with pytest.raises(policy.IzinTidakDinyatakan, match=r"uji\.tidak_terdaftar"):
        policy.izin_rute(app)
    app.view_functions["lupa"] = policy.publik(lambda: "x")
    assert policy.izin_rute(app)["lupa"] == "publik"


def test_get_yang_mencoba_menulis_ditolak_basis_data(app: Suite) -> None:
    from sqlalchemy import text

    @policy.publik
    def tulis() -> str:
        db.session.execute(text("DELETE FROM notifikasi"))
        return "tertulis"

    app.add_url_rule("/uji/tulis", "tulis", tulis)
    assert app.test_client().get("/uji/tulis").status_code == 500
