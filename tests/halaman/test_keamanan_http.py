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
def _situs_lain(isi: str, nama: str = "localhost") -> Iterator[str]:
    """A page on another site (`localhost` is one to a browser that uses the suite at 127.0.0.1), or at 127.0.0.1 itself
    on another port: another origin of the same site, to which cookies do go."""

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
        yield f"http://{nama}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


JAHAT = """<!doctype html><title>Menang undian</title><link rel="stylesheet" href="{a}/static/suite.css">
<form id="f" method="post" action="{sasaran}/aksi/paraf" target="hasil"><input name="versi" value="{versi}"></form>
<form id="g" method="post" action="{a}/akun/pengaturan" target="hasil2"><input name="tema" value="gelap"></form>
<iframe name="hasil"></iframe><iframe name="hasil2"></iframe><iframe src="{sasaran}"></iframe><iframe src="{a}/masuk"></iframe>
<object data="{sasaran}/pdf"></object><p id="warna" class="s-lewati">x</p><script>
window.catatan = {{}};
const janji = [];
window.onerror = (pesan) => {{ window.catatan.galat = (window.catatan.galat || '') + pesan; return true; }};
for (const alamat of {berkas}) {{
  janji.push(new Promise(selesai => {{
    const s = document.createElement('script');
    s.src = alamat; s.onload = () => selesai([alamat, 'skrip termuat']); s.onerror = () => selesai([alamat, 'ditolak']);
    document.head.append(s);
  }}));
  janji.push(new Promise(selesai => {{
    const g = new Image();
    g.onload = () => selesai([alamat, 'gambar termuat ' + g.width]); g.onerror = () => selesai([alamat, 'ditolak']);
    g.src = alamat;
  }}));
  for (const cara of ['cors', 'no-cors'])
    janji.push(fetch(alamat, {{credentials: 'include', mode: cara}}).then(r => r.text()).then(
      t => [alamat, t ? 'terbaca ' + t.slice(0, 80) : 'ditolak'], () => [alamat, 'ditolak']));
}}
for (const isi of [['POST', '{sasaran}/aksi/paraf'], ['POST', '{a}/api/v1/surat-keluar'], ['DELETE', '{a}/draf/surat_keluar:baru:surat_dinas']])
  janji.push(fetch(isi[1], {{method: isi[0], credentials: 'include', headers: {{'Content-Type': 'application/json', 'X-CSRFToken': 'x'}},
    body: isi[0] === 'POST' ? '{{}}' : undefined}}).then(() => [isi[1], 'terbaca'], () => [isi[1], 'ditolak']));
document.getElementById('f').submit(); document.getElementById('g').submit();
Promise.all(janji).then(h => window.catatan.hasil = h);
</script>"""


@pytest.mark.parametrize("nama", ["localhost", "127.0.0.1"])
def test_asal_lain_tidak_dapat_menyurati_membaca_membingkai_atau_memuat_skrip(kota: Kota, nama: str):
    """At `localhost` no cookie goes along; at another port of 127.0.0.1 it does (same site, another origin), and what
    stands in the way is the token of forms, that nothing is shared across origins, and CORP."""
    surat = kota.dunia.surat["paraf"]
    sasaran = f"{kota.alamat}/surat-keluar/{surat.id}"
    with db.transaksi(baca=True):
        versi = db.session.get_one(SuratKeluar, surat.id).versi
        setelan = dict(db.session.get_one(Account, kota.dunia.akun["pemaraf"].id).pengaturan)
    a = kota.alamat
    berkas = [
        f"{a}/api/v1/saya", f"{a}/api/v1/openapi.json", f"{a}/komentar/orang?q=a", f"{a}/pilihan/klasifikasi?q=rapat",
        f"{a}/static/suite.js", f"{a}/static/ikon.svg", f"{sasaran}/halaman/1.png", f"{sasaran}/pdf", sasaran,
        f"{a}/daftar/surat_keluar/unduh/csv?tampilan=semua",
    ]  # fmt: skip
    isi = JAHAT.format(a=a, sasaran=sasaran, versi=versi, berkas=berkas)
    with kota.buka("pemaraf", 1280) as page, _situs_lain(isi, nama) as situs:
        minta: dict[str, str] = {}
        page.on("request", lambda r: minta.setdefault(r.url, r.method))
        # The same addresses from the page itself, with the person logged in: there they do answer.
        page.goto(f"/surat-keluar/{surat.id}")
        sendiri = page.evaluate(
            "semua => Promise.all(semua.map(x => fetch(x).then(r => r.status)))",
            [x for x in berkas if "/api/v1/saya" not in x],
        )
        assert set(sendiri) == {200}
        minta.clear()
        page.goto(situs, wait_until="domcontentloaded")
        page.wait_for_function("window.catatan.hasil")
        page.wait_for_load_state("networkidle")
        hasil = page.evaluate("window.catatan.hasil")
        assert len(hasil) == 4 * len(berkas) + 3
        assert [h for h in hasil if h[1] != "ditolak"] == []
        assert set(berkas) <= set(minta), "the page did ask for each of them"
        assert not page.evaluate("window.catatan.galat || ''"), "no script ran, so none can fail"
        assert page.evaluate("getComputedStyle(document.getElementById('warna')).position") == "static"
        assert all(surat.hal not in (bingkai.content() or "") for bingkai in page.frames[1:])
        page.goto(f"/surat-keluar/{surat.id}")
        assert surat.hal in page.inner_text("h1")
    with db.transaksi(baca=True):
        sesudah = db.session.get_one(SuratKeluar, surat.id)
        assert (sesudah.status, sesudah.versi) == ("paraf", versi)
        assert db.session.get_one(Account, kota.dunia.akun["pemaraf"].id).pengaturan == setelan


def test_setiap_jawaban_melarang_asal_lain(kota: Kota):
    """Nothing is ever shared across origins: no CORS header, and CORP on every answer, files included."""
    klien = kota.app.test_client()
    for alamat in (
        "/masuk",
        "/static/suite.css",
        "/static/ikon.svg",
        "/api/v1/saya",
        "/api/v1/openapi.json",
        "/tidak-ada",
        "/healthz",
    ):
        jawab = klien.get(alamat, headers={"Origin": "https://lain.invalid"})
        assert jawab.headers["Cross-Origin-Resource-Policy"] == "same-origin", alamat
        assert jawab.headers["X-Content-Type-Options"] == "nosniff", alamat
        assert not [h for h in dict(jawab.headers) if h.lower().startswith("access-control-")], alamat
