"""The database goes away: a page in words and 503, never a bare error, and back to work by itself."""

from __future__ import annotations

import pytest

from suite.core import db
from suite.core.http.application import Suite
from tests.factories import pejabat
from tests.harness.login import klien_masuk
from tests.harness.stores import Basis


@pytest.mark.parametrize(
    ("metode", "alamat"), [("GET", "/"), ("POST", "/draf/uji"), ("POST", "/masuk"), ("GET", "/admin/akun")]
)
def test_basis_data_yang_mati_dijawab_503_dengan_kata_kata(app: Suite, basis: Basis, metode: str, alamat: str):
    with db.transaksi():
        akun = pejabat("Analis")[1]
    orang, tamu = klien_masuk(app, akun), app.test_client()
    mati = db.buat_engine("postgresql+psycopg://suite@127.0.0.1:1/tidak-ada?connect_timeout=2")
    db.ikat(mati)
    try:
        for klien in (orang, tamu):
            jawab = klien.open(
                alamat, method=metode, data={"pengenal": "x", "sandi": "y"} if metode == "POST" else None
            )
            if klien is tamu and alamat != "/masuk":
                assert jawab.status_code in {302, 401, 503}  # who brings no session is sent to the login without asking
                continue
            assert jawab.status_code == 503 and jawab.headers["Retry-After"] == "5", jawab.text
            assert "Basis data belum terjangkau" in jawab.text and "connection" not in jawab.text.lower()
        program = orang.get("/", headers={"Accept": "application/json"})
        assert program.status_code == 503 and program.content_type == "application/problem+json"
    finally:
        mati.dispose()
        db.ikat(basis.engine)
    assert orang.get("/").status_code == 200
