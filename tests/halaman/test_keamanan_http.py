"""What every answer carries, what a cookie may, and what a page of somebody else cannot do."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from suite.app import create_app
from suite.core import db
from suite.core.config import Config
from suite.core.http.application import Suite
from suite.core.identity.models import Account
from suite.naskah_dinas.models import SuratKeluar
from tests.factories import pejabat
from tests.halaman.conftest import Kota
from tests.harness.login import klien_masuk


@pytest.fixture
def akun(app: Suite) -> Account:
    with db.transaksi():
        return pejabat("Analis")[1]


def _arahan(csp: str) -> dict[str, list[str]]:
    return {a.split()[0]: a.split()[1:] for a in csp.split(";") if a.strip()}


JAWABAN = [
    ("GET", "/masuk", 200), ("GET", "/", 302), ("GET", "/tidak-ada", 404), ("GET", "/healthz", 200), ("GET", "/readyz", 200),
    ("GET", "/static/suite.css", 200), ("POST", "/masuk", 422), ("PUT", "/masuk", 405), ("POST", "/bertindak", 401),
    ("GET", "/v/tidak-dikenal", 404), ("GET", "/periksa", 200),
]  # fmt: skip
JAWABAN_MASUK = [
    ("GET", "/", 200), ("GET", "/surat-keluar", 200), ("GET", "/admin/akun", 403), ("GET", "/surat-keluar/99", 404),
    ("GET", "/pilihan/tujuan?q=a", 200), ("GET", "/cari?q=a", 200), ("POST", "/surat-keluar/baru", 422),
]  # fmt: skip


@pytest.mark.parametrize("json", [False, True], ids=["html", "json"])
def test_setiap_jawaban_membawa_kepala_keamanan(app: Suite, akun: Account, json: bool):
    kepala = {"Accept": "application/json" if json else "text/html"}
    tamu, orang = app.test_client(), klien_masuk(app, akun)
    for klien, daftar in ((tamu, JAWABAN), (orang, JAWABAN_MASUK)):
        for metode, alamat, status in daftar:
            jawab = klien.open(alamat, method=metode, headers=kepala)
            if not (json and alamat == "/"):
                assert jawab.status_code == status or (json and jawab.status_code == 400), (
                    metode,
                    alamat,
                    jawab.status_code,
                )
            _periksa_kepala(jawab, alamat)


def test_kutu_pun_membawa_kepala_keamanan_dan_tidak_bercerita(
    app: Suite, akun: Account, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(app.view_functions, "sehat.readyz", lambda: 1 / 0)
    jawab = app.test_client().get("/readyz")
    assert jawab.status_code == 500 and "ZeroDivision" not in jawab.text
    _periksa_kepala(jawab, "/readyz")


def _periksa_kepala(jawab: TestResponse, alamat: str) -> None:
    h = jawab.headers
    csp = _arahan(h["Content-Security-Policy"])
    for arahan in ("default-src", "script-src", "style-src", "font-src", "connect-src", "form-action"):
        assert csp[arahan] == ["'self'"], (alamat, arahan)
    assert csp["object-src"] == csp["base-uri"] == csp["frame-ancestors"] == ["'none'"], alamat
    assert set(csp["img-src"]) <= {"'self'", "data:"}, alamat
    assert "unsafe" not in h["Content-Security-Policy"] and "http" not in h["Content-Security-Policy"]
    assert h["X-Content-Type-Options"] == "nosniff" and h["X-Frame-Options"] == "DENY"
    assert h["Referrer-Policy"] == "same-origin" and h["Cross-Origin-Opener-Policy"] == "same-origin"
    assert re.fullmatch("[0-9a-f]{16}", h["X-Request-Id"])
    if alamat.startswith("/static/"):
        assert "max-age" in h["Cache-Control"]
    else:
        assert "no-store" in h["Cache-Control"], alamat
    assert "Strict-Transport-Security" not in h  # this server speaks plain HTTP, and must not say otherwise


@pytest.mark.parametrize("aman", [True, False], ids=["https", "http setempat"])
def test_kuki_sesi_tidak_terbaca_skrip_dan_tidak_ikut_dari_situs_lain(
    config: Config, app: Suite, akun: Account, aman: bool
):
    from dataclasses import replace

    lain = create_app(replace(config, cookie_secure=aman))
    lain.config.update(TESTING=True)
    jawab = lain.test_client().get("/masuk", base_url="https://localhost" if aman else "http://localhost")
    kuki = jawab.headers["Set-Cookie"]
    bagian = {b.strip().lower() for b in kuki.split(";")}
    assert kuki.startswith("suite_sesi=") and {"httponly", "samesite=lax", "path=/"} <= bagian
    assert ("secure" in bagian) == aman == ("Strict-Transport-Security" in jawab.headers)
    assert not any(b.startswith("domain=") for b in bagian)


# CSRF ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def app_csrf(app: Suite) -> Suite:
    app.config["WTF_CSRF_ENABLED"] = True
    return app


def test_setiap_post_tanpa_tanda_ditolak_sebelum_dikerjakan(app_csrf: Suite, akun: Account):
    """All routes that change something, asked of the app itself, so that a new one is in it the day it is written."""
    orang, tamu = klien_masuk(app_csrf, akun), app_csrf.test_client()
    metode = ("POST", "PUT", "PATCH", "DELETE")
    rute = [(r, m) for r in app_csrf.url_map.iter_rules() for m in metode if m in (r.methods or set())]
    assert len(rute) > 30
    for r, m in rute:
        alamat = re.sub(r"<int:[^>]+>", "1", r.rule)
        alamat = re.sub(r"<[^>]+>", "x", alamat)
        for klien in (orang, tamu):
            for data in ({}, {"csrf_token": "karangan"}):
                jawab = klien.open(alamat, method=m, data=data)
                # A cookie proves nothing to the API, so there is nothing to forge: without a token nobody is known.
                # Who asks too often without one is only told so.
                tolak = (401, 429) if alamat.startswith("/api/") else (400,)
                assert jawab.status_code in tolak, (alamat, jawab.status_code)


def _tanda(klien: FlaskClient, alamat: str = "/akun/pengaturan") -> str:
    cocok = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', klien.get(alamat).text)
    assert cocok is not None
    return cocok[1]


def test_tanda_milik_sendiri_diterima_milik_orang_lain_ditolak(app_csrf: Suite, akun: Account):
    with db.transaksi():
        orang_lain = pejabat("Analis Lain")[1]
    satu, dua = klien_masuk(app_csrf, akun), klien_masuk(app_csrf, orang_lain)
    isian = {"tema": "gelap", "kerapatan": "lega", "pintasan_huruf": "ya"}
    milik, asing = _tanda(satu), _tanda(dua)
    assert satu.post("/akun/pengaturan", data=isian | {"csrf_token": asing}).status_code == 400
    assert satu.post("/akun/pengaturan", data=isian | {"csrf_token": milik}).status_code == 302
    # As the page's own script sends it.
    assert satu.post("/draf/uji", json={"a": "b"}, headers={"X-CSRFToken": milik}).status_code == 200
    assert satu.post("/draf/uji", json={"a": "b"}, headers={"X-CSRFToken": asing}).status_code == 400


def test_masuk_pun_meminta_tanda(app_csrf: Suite, akun: Account):
    """Else a stranger's page could log a person in as somebody else."""
    klien = app_csrf.test_client()
    tanda = _tanda(klien, "/masuk")
    assert klien.post("/masuk", data={"pengenal": "x", "sandi": "y"}).status_code == 400
    assert klien.post("/masuk", data={"pengenal": "x", "sandi": "y", "csrf_token": tanda}).status_code == 422


# A page of another origin, in a real browser -------------------------------------------------------------------------


@contextmanager
def _situs_lain(isi: str) -> Iterator[str]:
    """A page on another site (`localhost` is one to a browser that uses the suite at 127.0.0.1)."""

    class Halaman(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(isi.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Halaman)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def test_halaman_situs_lain_tidak_dapat_memaraf_memuat_atau_membingkai(kota: Kota):
    surat = kota.dunia.surat["paraf"]
    sasaran = f"{kota.alamat}/surat-keluar/{surat.id}"
    with db.transaksi(baca=True):
        versi = db.session.get_one(SuratKeluar, surat.id).versi
    jahat = f"""<!doctype html><title>Menang undian</title>
    <form id="f" method="post" action="{sasaran}/aksi/paraf" target="hasil"><input name="versi" value="{versi}"></form>
    <iframe name="hasil"></iframe><iframe id="bingkai" src="{sasaran}"></iframe><script>
    document.getElementById('f').submit();
    window.terbaca = 'belum';
    fetch('{sasaran}', {{credentials: 'include'}}).then(r => r.text()).then(t => window.terbaca = t, () => window.terbaca = 'ditolak');
    fetch('{sasaran}/aksi/paraf', {{method: 'POST', credentials: 'include', mode: 'no-cors',
      headers: {{'Content-Type': 'application/x-www-form-urlencoded'}}, body: 'versi={versi}'}}).catch(() => 0);
    </script>"""
    with kota.buka("pemaraf", 1280) as page, _situs_lain(jahat) as situs:
        # The person is logged in, and the letter waits for this very person.
        page.goto(f"/surat-keluar/{surat.id}")
        assert surat.hal in page.inner_text("h1")
        page.goto(situs, wait_until="domcontentloaded")
        page.wait_for_function("window.terbaca !== 'belum'")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.terbaca") == "ditolak"
        assert all(surat.hal not in (bingkai.content() or "") for bingkai in page.frames[1:])
        # Following a link from there is a visit like any other: it shows, it does nothing.
        page.goto(f"/surat-keluar/{surat.id}")
        assert surat.hal in page.inner_text("h1")
    with db.transaksi(baca=True):
        sesudah = db.session.get_one(SuratKeluar, surat.id)
        assert (sesudah.status, sesudah.versi) == ("paraf", versi)
