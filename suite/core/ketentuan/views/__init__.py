"""Pages of the regulation desk and of the rule calculator."""

from __future__ import annotations

from flask import Flask


def pasang(app: Flask) -> None:
    from suite.core.ketentuan.views import desk, kalkulator

    for modul in (desk, kalkulator):
        modul.menu()
        app.register_blueprint(modul.bp)
