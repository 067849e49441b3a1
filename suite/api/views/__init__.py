"""Pages of the API: the documentation, and on *Akun saya* tokens and webhooks."""

from __future__ import annotations

from flask import Flask


def pasang(app: Flask) -> None:
    from suite.api.views import dokumentasi, token, webhook

    for modul in (dokumentasi, token, webhook):
        app.register_blueprint(modul.bp)
