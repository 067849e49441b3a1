"""What every page of the suite is built with: formats, icons, asset addresses, keyset pages, component helpers.

`pasang(app)` is called once by the app factory; the folders of shared templates and static files are named here.
"""

from __future__ import annotations

from flask import Flask

from suite.core import clock
from suite.core.kalender import BULAN
from suite.core.web.aset import FOLDER_STATIC, FOLDER_TEMPLATES, aset, ikon
from suite.core.web.format import FILTER
from suite.core.web.halaman import Halaman, Kursor, kursor_bilangan, susun_halaman
from suite.core.web.susunan import GLOBAL as SUSUNAN
from suite.core.web.susunan import atribut

__all__ = [
    "FOLDER_STATIC",
    "FOLDER_TEMPLATES",
    "Halaman",
    "Kursor",
    "aset",
    "ikon",
    "kursor_bilangan",
    "pasang",
    "susun_halaman",
]

# Addresses that the shell links to. A service that owns another address passes `tautan` in its context processor.
TAUTAN = {
    "beranda": "/",
    "tindakan": "/tindakan",
    "buat": "/surat-keluar/baru",
    "cari": "/cari",
    "bantuan": "/bantuan",
    "pemberitahuan": "/pemberitahuan",
    "saya": "/akun",
    "keluar": "/keluar",
    "bertindak": "/bertindak",
    "masuk": "/masuk",
    "lupa": "/lupa-sandi",
    "periksa": "/periksa",
}


def pasang(app: Flask) -> None:
    """Register filters and globals on the app's Jinja environment.

    Mounts the page of all components outside production.
    Expects the app to serve `FOLDER_STATIC` at the endpoint `static` and Flask-WTF's `csrf_token()` global.
    """
    env = app.jinja_env
    env.filters.update(FILTER)
    env.globals.update(aset=aset, ikon=ikon, TAUTAN=TAUTAN, kini=clock.now, hari_ini=clock.today, **SUSUNAN)
    # Macros have arguments named `ikon` and `atribut`, which would hide the functions.
    env.globals.update(_ikon=ikon, _atribut=atribut, NAMA_BULAN=BULAN)
    env.trim_blocks = True
    env.lstrip_blocks = True
    if "SUITE" in app.config and app.config["SUITE"].env != "production":
        from suite.core.web import komponen

        app.register_blueprint(komponen.bp)
