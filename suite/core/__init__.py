"""What every service stands on: identity, organisation, policy, workflow, audit, numbering, files, documents,
regulation parameters, jobs, search, notifications, money and calendar.

`core` knows no service. Services import from here, never the other way round (contract in pyproject.toml).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

_MODEL = (
    "akses",
    "api.models",
    "audit.models",
    "daftar.models",
    "daftar_kode.models",
    "drafts",
    "files.models",
    "identity.aktivasi.models",
    "identity.faktor.models",
    "identity.models",
    "identity.penunjukan",
    "impor.models",
    "jobs.models",
    "kabar.models",
    "ketentuan.models",
    "komentar.models",
    "mail.models",
    "notifications",
    "numbering",
    "pengaturan",
    "ratelimit",
    "search.models",
    "workflow.models",
)


def muat_model() -> None:
    """Import all tables of the core."""
    for nama in _MODEL:
        importlib.import_module(f"suite.core.{nama}")


def pasang(app: Flask) -> None:
    """Mount what core itself shows: health, login and account pages, component page."""
    from suite.core import daftar, drafts, jobs, kabar, ketentuan, komentar, mail, pulih
    from suite.core.api import masuk as api_masuk
    from suite.core.audit import views as audit_views
    from suite.core.daftar_kode import views as daftar_kode_views
    from suite.core.http import health
    from suite.core.identity import views as identity_views
    from suite.core.web import pasang as pasang_web

    muat_model()
    app.register_blueprint(health.bp)
    pasang_web(app)
    drafts.pasang(app)
    jobs.pasang(app)
    daftar.pasang(app)
    komentar.pasang(app)
    api_masuk.pasang(app)
    mail.pasang()
    kabar.pasang()
    identity_views.pasang(app)
    ketentuan.pasang(app)
    daftar_kode_views.pasang(app)
    pulih.pasang(app)
    audit_views.pasang(app)
