"""Pages of naskah dinas, by document. Each module with a blueprint is mounted, and registers its own menu entries."""

from __future__ import annotations

import importlib
import pkgutil

from flask import Flask

MODUL = (
    "keluar", "konsep", "lanjutan", "saran", "kirim_luar", "massal", "sisipan", "pilihan", "surel", "masuk", "disposisi", "berkas_urus", "berkas",
    "penyusutan", "verifikasi", "jenis", "papan", "tugas", "contoh",
)  # fmt: skip
"""`konsep`, `lanjutan`, `saran`, `kirim_luar` and `massal` add their routes to the blueprint of `keluar`, which is mounted after all are imported;
likewise `berkas_urus` to that of `berkas`."""


def pasang(app: Flask) -> None:
    """Mount the pages of this room and register their menu entries."""
    ada = {m.name for m in pkgutil.iter_modules(__path__)}
    modul = [importlib.import_module(f"{__name__}.{nama}") for nama in MODUL if nama in ada]
    for m in modul:
        if hasattr(m, "bp") and m.bp.name not in app.blueprints:
            app.register_blueprint(m.bp)
        if hasattr(m, "menu"):
            m.menu()
