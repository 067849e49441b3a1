"""A bug shows nothing of itself, and leaves no transaction open behind it."""

from __future__ import annotations

import pytest

from suite.core import db
from suite.core.http import request
from tests.factories import pejabat


def test_kutu_di_kerangka_menjawab_halaman_dan_melepas_kunci(app, masuk_sebagai, monkeypatch: pytest.MonkeyPatch):
    with db.transaksi():
        _, akun = pejabat("Analis")

    def rusak(actor: object) -> dict[str, int]:
        raise TypeError("a bug in what every page shows")

    monkeypatch.setattr(request, "_hitungan", rusak)
    jawab = masuk_sebagai(akun).get("/")
    assert jawab.status_code == 500
    assert "Ada kesalahan pada sistem" in jawab.text
    assert "TypeError" not in jawab.text
    assert jawab.headers["X-Request-Id"] in jawab.text
    with pytest.raises(RuntimeError):
        db.session.info  # noqa: B018  (nobody may use the session outside a transaction)
    with db.transaksi():
        pejabat("Analis Kedua")
