"""One world for a module and store: read by all tests, written only inside what is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from suite.app import create_app
from suite.core import db
from suite.core.config import Config
from suite.core.http.application import Suite
from suite.core.identity.sessions import daftar_sesi
from tests.harness.login import klien_masuk
from tests.harness.stores import Basis
from tests.matrix import dunia, permintaan, permintaan_api
from tests.matrix.harapan import PERAN, TANPA_MASUK


@dataclass
class Panggung:
    """The app, its world, and a logged-in client for each role."""

    app: Suite
    basis: Basis
    dunia: dunia.Dunia
    klien: dict[str, FlaskClient]

    @contextmanager
    def dibatalkan(self) -> Iterator[None]:
        """Whatever requests write inside is undone at the end: every trial meets the same fresh objects."""
        with self.basis.engine.connect() as koneksi:
            luar = koneksi.begin()
            db._factory.configure(bind=koneksi, join_transaction_mode="create_savepoint")
            try:
                yield
            finally:
                db._factory.configure(bind=self.basis.engine, join_transaction_mode="conditional_savepoint")
                luar.rollback()


@pytest.fixture(scope="module")
def panggung(basis_modul: Basis) -> Panggung:
    return bangun_panggung(basis_modul)


def bangun_panggung(basis: Basis) -> Panggung:
    """The app on an empty database that is bound, and the world in it."""
    config = Config(
        env="test", var=basis.var, database_url=basis.url, secret_key="kunci-uji-" * 5,
        base_url="http://localhost", cookie_secure=False,
    )  # fmt: skip
    app = create_app(config)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    app.extensions["signer"] = dunia.PenandaUji()
    db.engine().dispose()
    db.ikat(basis.engine)
    with app.app_context():
        kota = dunia.bangun()
        permintaan.lengkapi(kota)
        permintaan_api.lengkapi(kota)
    klien = {
        p: app.test_client() if p == TANPA_MASUK else klien_masuk(app, kota.akun[p]) for p in (*PERAN, "pelaksana")
    }
    with db.transaksi(baca=True):
        for peran, akun in kota.akun.items():
            if sesi := daftar_sesi(akun.id):
                kota.lain[f"sesi:{peran}"] = sesi[0].id
    kota.lain[f"sesi:{TANPA_MASUK}"] = kota.lain["sesi:pelaksana"]
    return Panggung(app, basis, kota, klien)
