"""The world of the matrix behind a real server, for a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from suite.app import create_app
from suite.core import db
from suite.core.config import Config
from suite.core.http.application import Suite
from tests.harness import browser as peramban_uji
from tests.harness.login import kuki_masuk
from tests.harness.server import jalankan_server
from tests.harness.stores import Basis, ikat
from tests.matrix import dunia, permintaan, permintaan_api
from tests.matrix.harapan import TANPA_MASUK

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@dataclass
class Kota:
    """The app of this process (it knows the objects), and the address of the server on the same database."""

    app: Suite
    basis: Basis
    dunia: dunia.Dunia
    alamat: str
    peramban: Browser

    @contextmanager
    def buka(self, peran: str, lebar: int) -> Iterator[Page]:
        """A browser in which somebody of this role is logged in."""
        with peramban_uji.buka_halaman(self.peramban, lebar, alamat=self.alamat) as page:
            if peran != TANPA_MASUK:
                kuki = kuki_masuk(self.app, self.dunia.akun[peran])
                page.context.add_cookies([{"name": "suite_sesi", "value": kuki, "url": self.alamat}])
            yield page


@pytest.fixture(scope="module")
def kota(
    _toko_siap: Callable[[str], Any],
    tmp_path_factory: pytest.TempPathFactory,
    peramban: Browser,
    request: pytest.FixtureRequest,
) -> Iterator[Kota]:
    """One for the module, on one store: pages do not know which one they stand on."""
    pilihan = str(request.config.getoption("--store"))
    toko = "sqlite" if pilihan == "both" else pilihan
    url, buang = _toko_siap(toko).tersendiri()
    satu = ikat(toko, url, tmp_path_factory.mktemp("var"))
    config = Config(
        env="test", var=satu.var, database_url=satu.url, secret_key="kunci-uji-" * 5, base_url="http://localhost",
        cookie_secure=False,
    )  # fmt: skip
    app = create_app(config)
    db.engine().dispose()
    db.ikat(satu.engine)
    with app.app_context():
        d = dunia.bangun()
        permintaan.lengkapi(d)
        permintaan_api.lengkapi(d)
    with jalankan_server(satu) as server:
        yield Kota(app, satu, d, server.alamat, peramban)
    satu.engine.dispose()
    buang()
