"""What a page may weigh, compressed as a server sends it (budget of the design: kB = 1000 bytes)."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from suite.core.web import FOLDER_STATIC

KB = 1000
BATAS_CSS = 95 * KB
BATAS_JS = 120 * KB
BATAS_JS_PENYUNTING = BATAS_JS + 75 * KB
BATAS_HTML = 60 * KB
BATAS_FONT = 40 * KB
BATAS_SPRITE = 20 * KB


def gz(nama: str) -> int:
    return len(gzip.compress((FOLDER_STATIC / nama).read_bytes(), 9))


def aset_halaman(html: str, akhiran: str) -> list[str]:
    return sorted(set(re.findall(rf"/static/([^\"?#]+\.{akhiran})", html)))


@pytest.fixture
def ambil(app_komponen):
    klien = app_komponen.test_client()
    return lambda jalur: klien.get(jalur).get_data(as_text=True)


@pytest.mark.parametrize(
    ("jalur", "batas_js"),
    [("/masuk", BATAS_JS), ("/komponen/dokumen", BATAS_JS), ("/cari?q=cuti", BATAS_JS), ("/form", BATAS_JS_PENYUNTING)],
)
def test_berat_halaman(ambil, jalur, batas_js):
    html = ambil(jalur)
    css, js = aset_halaman(html, "css"), aset_halaman(html, "js")
    assert css and js
    assert sum(map(gz, css)) <= BATAS_CSS, {n: gz(n) for n in css}
    assert sum(map(gz, js)) <= batas_js, {n: gz(n) for n in js}
    assert len(html.encode()) <= BATAS_HTML


def test_skrip_kita_sendiri_kecil():
    assert gz("suite.js") + gz("isian.js") + gz("tema.js") <= 15 * KB


def test_satu_huruf_dan_satu_sprite(ambil):
    html = ambil("/komponen")
    css = "".join((FOLDER_STATIC / n).read_text() for n in aset_halaman(html, "css"))
    huruf = set(re.findall(r'url\("?([^")]+\.woff2?)', css))
    assert huruf == {"vendor/hanken-grotesk/hanken-grotesk-latin-wght-normal.woff2"}
    assert (FOLDER_STATIC / huruf.pop()).stat().st_size <= BATAS_FONT
    assert gz("ikon.svg") <= BATAS_SPRITE


def test_tidak_ada_permintaan_ke_luar(ambil):
    """No page names another host in something that a browser would fetch."""
    for jalur in ("/komponen", "/komponen/dokumen", "/masuk", "/form"):
        html = ambil(jalur)
        assert re.findall(r'(?:src|href|action|hx-get)="(?:https?:)?//[^"]*', html) == []
    for nama in ("suite.css", "komponen.css", "halaman.css", "vendor/tabler/tabler.min.css"):
        luar = re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^\"')]*", (FOLDER_STATIC / nama).read_text())
        assert luar == [], nama


def test_aset_pihak_lain_berlisensi_dan_berversi():
    daftar = json.loads((FOLDER_STATIC / "vendor/VERSI.json").read_text())
    assert {"@tabler/core", "htmx.org", "tom-select", "prosemirror-view"} <= {p["name"] for p in daftar}
    for paket in daftar:
        assert paket["version"] and paket["license"]
        assert (FOLDER_STATIC / "vendor" / paket["folder"] / "LICENSE").stat().st_size > 300
