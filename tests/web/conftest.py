"""A small app of page parts alone, without database or login, served to a browser on 127.0.0.1."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, Literal

import pytest
from flask import Flask, Response, jsonify, render_template, render_template_string, request
from flask_wtf import CSRFProtect
from werkzeug.serving import make_server

from suite.core import web
from suite.core.http.request import CSP
from suite.core.web import komponen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FORM_DRAF = """
{% extends "kerangka.html" %}
{% from "komponen/isian.html" import isian %}
{% from "komponen/penyunting.html" import penyunting, skrip_penyunting %}
{% block isi %}<h1>Draf</h1>
<form method="post" action="/terima" data-draf="/draf" class="s-form">
<input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
<input type="hidden" name="versi" value="1">
{{ isian("hal", "Hal") }}{{ penyunting("isi", "Isi", isi_html, teks=isi_teks) }}
<p class="s-tersimpan" data-tersimpan></p>
<button class="s-tombol s-tombol-utama" type="submit" data-utama>Kirim</button>
</form>{% endblock %}
{% block skrip %}{{ skrip_penyunting() }}{% endblock %}
"""

DITERIMA = '{% extends "polos.html" %}{% block isi %}<h1>Diterima</h1>{% endblock %}'
SURAT = [
    {
        "url": "/surat/1",
        "ikon": "mail",
        "judul": "Surat izin cuti Bayu Saputra",
        "ket": "800.1.11.4/117",
        "kanan": "9 Jul",
    },
    {"url": "/surat/2", "ikon": "mail", "judul": "Edaran cuti bersama", "ket": "000.8/1021", "kanan": None},
]
PEGAWAI = [{"url": "/pegawai/1", "ikon": "user", "judul": "Bayu Saputra", "ket": None, "kanan": None}]
HASIL = [{"label": "Surat", "hasil": SURAT}, {"label": "Pegawai", "hasil": PEGAWAI}]


def buat_app() -> Flask:
    app = Flask("uji_komponen", static_folder=str(web.FOLDER_STATIC), static_url_path="/static",
                template_folder=str(web.FOLDER_TEMPLATES))  # fmt: skip
    app.config.update(SECRET_KEY="kunci-uji", DITERIMA=[], DRAF=[])
    CSRFProtect(app)
    web.pasang(app)
    app.register_blueprint(komponen.bp)
    dasar = {"nama_kota": "Kota Pontianak", "peragaan": True}

    @app.after_request
    def csp(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = CSP
        return response

    @app.get("/masuk")
    def masuk() -> str:
        return render_template("masuk.html", **dasar, keadaan_layanan="Semua layanan berjalan.")

    @app.get("/galat/<int:status>")
    def galat(status: int) -> tuple[str, int]:
        dalam = komponen.contoh() if "dalam" in request.args else dasar
        return render_template("galat.html", **{**dalam, "status": status, "request_id": "7F3A-19C2"}), status

    @app.get("/konfirmasi")
    def konfirmasi() -> str:
        return render_template(
            "konfirmasi.html", **komponen.contoh(), judul="Batalkan surat ini?", label="Batalkan surat", aksi="/terima",
            uraian="Nomor 800/73 tetap terpakai dan ditandai batal.", data={"versi": 3, "csrf_token": "x"},
            kembali={"label": "Jangan batalkan", "url": "#"}, bahaya=True)  # fmt: skip

    @app.get("/cari")
    def cari() -> str:
        q = request.args.get("q", "")
        templat = "cari_hasil.html" if request.headers.get("HX-Request") else "cari.html"
        konteks = {
            **komponen.contoh(),
            "q": q,
            "asli": q,
            "kelompok": HASIL if q else [],
            "jumlah": 46,
            "semua_url": "/cari?q=x",
        }
        return render_template(templat, **konteks)

    @app.get("/form")
    def form() -> str:
        return render_template_string(FORM_DRAF, **komponen.contoh(), isi_html="<p>Satu <strong>dua</strong></p>",
                                      isi_teks="Satu dua")  # fmt: skip

    @app.post("/draf")
    def draf() -> Response:
        app.config["DRAF"].append(request.form.to_dict())
        return jsonify(tersimpan="14.02", versi=2)

    @app.post("/terima")
    def terima() -> str:
        app.config["DITERIMA"].append(request.form.to_dict())
        return render_template_string(DITERIMA, **dasar)

    return app


@pytest.fixture(scope="session")
def app_komponen() -> Flask:
    return buat_app()


@pytest.fixture(scope="session")
def alamat_komponen(app_komponen: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app_komponen, threaded=True)
    utas = threading.Thread(target=server.serve_forever, daemon=True)
    utas.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    utas.join(5)


@pytest.fixture
def buka_komponen(peramban: Browser, alamat_komponen: str) -> Callable[..., AbstractContextManager[Page]]:
    """`with buka_komponen(390, tema="dark", javascript=False) as page`; `page.keluhan` collects console errors."""

    @contextmanager
    def buka(lebar: int = 1280, tema: Literal["light", "dark"] = "light", javascript: bool = True) -> Iterator[Page]:
        ponsel = lebar < 700
        konteks: Any = peramban.new_context(
            base_url=alamat_komponen, viewport={"width": lebar, "height": 844 if ponsel else 860}, color_scheme=tema,
            locale="id-ID", timezone_id="Asia/Pontianak", java_script_enabled=javascript,
        )  # fmt: skip
        konteks.set_default_timeout(15_000)
        page = konteks.new_page()
        page.keluhan = []
        page.on("console", lambda m: page.keluhan.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda galat: page.keluhan.append(str(galat)))
        try:
            yield page
        finally:
            konteks.close()

    return buka
