"""Siapa membaca data saya: the log of reading about oneself."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from suite.core.daftar import tampilkan
from suite.core.identity.daftar import PEMBACA
from suite.core.identity.views.akun import bp
from suite.core.policy import izin


@bp.get("/akun/pembaca")
@izin("masuk")
def pembaca() -> ResponseReturnValue:
    return tampilkan(PEMBACA, "identitas/pembaca.html")
