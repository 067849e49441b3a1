"""The application factory: configuration, database, rooms, policy check."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import timedelta

from flask_login import LoginManager
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import suite
from suite.core import audit, clock, db, jobs, keys, kota, policy
from suite.core.aturan import muat_semua, pasang_lapisan
from suite.core.config import Config, KonfigurasiTidakAman
from suite.core.documents.bsre import BsreSigner
from suite.core.documents.signing import DevelopmentSigner, Signer
from suite.core.files import store
from suite.core.http import errors, logging, request
from suite.core.http.application import Suite
from suite.core.ketentuan import lapisan

csrf = CSRFProtect()
login = LoginManager()


def create_app(config: Config | None = None) -> Suite:
    """Build the suite. Raises `KonfigurasiTidakAman` for an unsafe production setup and `IzinTidakDinyatakan` when a
    route declares no permission."""
    config = config or Config.dari_lingkungan()
    logging.siapkan(json=config.env == "production")
    app = Suite("suite", static_folder="core/static", template_folder="core/templates")
    app.config.update(
        SUITE=config,
        SECRET_KEY=config.secret_key,
        DEBUG=config.debug,
        MAX_CONTENT_LENGTH=(config.upload_mb * 10 + 5) * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        SESSION_COOKIE_NAME="suite_sesi",
        SESSION_COOKIE_SECURE=config.cookie_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),
    )
    if config.proxy_hops:
        app.wsgi_app = ProxyFix(
            app.wsgi_app, x_for=config.proxy_hops, x_proto=config.proxy_hops, x_host=config.proxy_hops
        )
    siapkan_dasar(config)
    csrf.init_app(app)
    login.init_app(app)
    login.session_protection = None  # pyright: ignore[reportAttributeAccessIssue]  # our sessions are rows: revocable, bound to a hash, renewed at login
    app.extensions["signer"] = buat_signer(config)
    errors.pasang(app)
    request.pasang(app)
    for room in rooms():
        modul = importlib.import_module(f"suite.{room}")
        if hasattr(modul, "pasang"):
            modul.pasang(app)
    policy.izin_rute(app)
    jobs.periksa_izin()
    return app


def siapkan_dasar(config: Config) -> None:
    """What both the web and a command need before they touch data: keys, files, engine, audit, the registered rules."""
    keys.siapkan(config.var / "keys")
    store.pasang(store.GudangFolder(config.var / "files"))
    db.ikat(db.buat_engine(config.database_url))
    audit.pasang()
    kota.siapkan(config.kota)
    muat_semua()
    pasang_lapisan(lapisan.cari, clock.today)


def buat_signer(config: Config) -> Signer:
    """The signing service that the configuration names."""
    if config.signer == "development":
        return DevelopmentSigner(config.var / "ca")
    if config.signer == "bsre":
        return BsreSigner(config)
    raise KonfigurasiTidakAman(f"SUITE_SIGNER={config.signer} is unknown; the services are: development, bsre.")


def rooms() -> list[str]:
    """The rooms of the house that are built: packages of `suite` with a `pasang(app)`, lowest first (core begins)."""
    urut = ["core", "naskah_dinas", "kepegawaian", "perencanaan", "anggaran", "keuangan", "layanan_publik", "pengadaan"]
    ada = {m.name for m in pkgutil.iter_modules(suite.__path__) if m.ispkg}
    return [r for r in [*urut, "kinerja", "portal", "api"] if r in ada]


def muat_model() -> None:
    """Import the models of every room, so that the metadata is whole (migrations, tests)."""
    for room in rooms():
        modul = importlib.import_module(f"suite.{room}")
        if hasattr(modul, "muat_model"):
            modul.muat_model()
