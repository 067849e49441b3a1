"""Be logged in without the login page: a session row as a real login makes it, and its cookie."""

from __future__ import annotations

from flask.testing import FlaskClient

from suite.core import db
from suite.core.http.application import Suite
from suite.core.identity import sessions
from suite.core.identity.models import Account


def token_masuk(account: Account) -> str:
    """A fresh session of the account; opens (and commits) a transaction of its own unless one is running."""
    if db.sedang_transaksi():
        return sessions.buka(account, ip="127.0.0.1", peramban="uji")
    with db.transaksi():
        return sessions.buka(account, ip="127.0.0.1", peramban="uji")


def klien_masuk(app: Suite, account: Account) -> FlaskClient:
    """A test client that is logged in as the account."""
    klien = app.test_client()
    with klien.session_transaction() as sesi:
        sesi.update({"_user_id": token_masuk(account), "_fresh": True})
    return klien


def kuki_masuk(app: Suite, account: Account) -> str:
    """Value of the session cookie for a real browser (`context.add_cookies`, name `suite_sesi`)."""
    penanda = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return penanda.dumps({"_user_id": token_masuk(account), "_fresh": True})
