"""Fixtures of all tests. `toko` is the store: whatever asks for a database runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask.testing import FlaskClient

from suite.app import create_app
from suite.core.config import Config
from suite.core.http import logging
from suite.core.http.application import Suite
from tests.harness import browser as peramban_uji
from tests.harness.server import ServerUji, jalankan_server
from tests.harness.stores import (
    POSTGRESQL_SENDIRI,
    Basis,
    TokoPostgresql,
    TokoSqlite,
    ikat,
    server_postgresql,
)
from tests.harness.templat import TemplatBersama

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TOKO = ("sqlite", "postgresql")

logging.siapkan(json=False)
Suite.jinja_options = Suite.jinja_options | {"bytecode_cache": TemplatBersama()}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--store", choices=[*TOKO, "both"], default="both", help="which database the tests run on")


def pytest_configure(config: pytest.Config) -> None:
    """Where tests run in parallel, start the one PostgreSQL of the run in the process that outlives every worker.

    The workers find it by the environment. Started by a worker it would end with that worker, under the others' feet.
    """
    paralel = getattr(config.option, "numprocesses", None)
    if not paralel or hasattr(config, "workerinput") or config.getoption("--store") == "sqlite":
        return
    if POSTGRESQL_SENDIRI not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="suite-uji-"))
        folder.chmod(0o755)
        os.environ[POSTGRESQL_SENDIRI] = server_postgresql(folder).url
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "toko" in metafunc.fixturenames:
        pilihan = metafunc.config.getoption("--store")
        metafunc.parametrize("toko", TOKO if pilihan == "both" else [pilihan], indirect=True, scope="session")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        nama = getattr(item, "fixturenames", ())
        if {"peramban", "halaman_390", "halaman_1280", "buka"} & set(nama):
            item.add_marker(pytest.mark.peramban)
        if item.get_closest_marker("alat_pdf"):
            item.fixturenames.insert(0, "_alat_pdf")  # type: ignore[attr-defined]
    # Browser tests last: what is quick to fail is told first.
    items.sort(key=lambda item: item.get_closest_marker("peramban") is not None)


@contextmanager
def _tanpa_putaran_peramban(item: pytest.Item) -> Iterator[None]:
    """Playwright keeps an event loop running in its thread as long as Chromium is open, and within one pyHanko can sign
    nothing. A worker that stole work runs ordinary tests after browser tests: the loop is out of their sight."""
    putaran = None if item.get_closest_marker("peramban") else asyncio._get_running_loop()
    if putaran:
        asyncio._set_running_loop(None)
    try:
        yield
    finally:
        if putaran:
            asyncio._set_running_loop(putaran)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    with _tanpa_putaran_peramban(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    with _tanpa_putaran_peramban(item):
        return (yield)


@pytest.fixture(scope="session")
def _alat_pdf() -> None:
    peramban_uji.perlu_alat_pdf()


@pytest.fixture(scope="session")
def _folder_bersama(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all workers of a run."""
    dasar = tmp_path_factory.getbasetemp()
    return (dasar.parent if os.environ.get("PYTEST_XDIST_WORKER") else dasar) / "bersama"


@pytest.fixture(scope="session")
def _toko_siap(_folder_bersama: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Any]]:
    ada: dict[str, Any] = {}

    def ambil(nama: str) -> Any:
        if nama not in ada:
            if nama == "sqlite":
                ada[nama] = TokoSqlite(tmp_path_factory.mktemp("sqlite"))
            else:
                ada[nama] = TokoPostgresql(_folder_bersama, os.environ.get("PYTEST_XDIST_WORKER", "gw"))
        return ada[nama]

    yield ambil
    for satu in ada.values():
        satu.tutup()


@pytest.fixture(scope="session")
def toko(request: pytest.FixtureRequest) -> str:
    """Name of the store that this test runs on: 'sqlite' or 'postgresql'."""
    return request.param


@pytest.fixture
def basis(toko: str, _toko_siap: Callable[[str], Any], tmp_path: Path) -> Iterator[Basis]:
    """A migrated, empty database of the store, bound to the suite; nobody else sees it."""
    url, buang = _toko_siap(toko).baru()
    satu = ikat(toko, url, tmp_path / "var")
    yield satu
    satu.engine.dispose()
    buang()


@pytest.fixture(scope="module")
def basis_modul(
    toko: str, _toko_siap: Callable[[str], Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Basis]:
    """As `basis`, for a world that is costly to build and only read: one for all tests of a module and store.

    A module that uses this must not use `basis` too: both bind the suite's one session.
    """
    url, buang = _toko_siap(toko).tersendiri()
    satu = ikat(toko, url, tmp_path_factory.mktemp("var"))
    yield satu
    satu.engine.dispose()
    buang()


@pytest.fixture
def config(basis: Basis) -> Config:
    return Config(
        env="test",
        var=basis.var,
        database_url=basis.url,
        secret_key="kunci-uji-" * 5,
        base_url="http://localhost",
        cookie_secure=False,
    )


@pytest.fixture
def app(config: Config, basis: Basis) -> Suite:
    """The whole suite on the test's database."""
    from suite.core import db

    aplikasi = create_app(config)
    aplikasi.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    db.engine().dispose()
    db.ikat(basis.engine)
    return aplikasi


@pytest.fixture
def klien(app: Suite) -> FlaskClient:
    """A browser without a screen, not logged in. CSRF is off here; tests/halaman/test_keamanan_http.py proves it on."""
    return app.test_client()


@pytest.fixture
def masuk_sebagai(app: Suite) -> Callable[[Any], FlaskClient]:
    """`masuk_sebagai(account)` → a client logged in as that account, by a session row as a real login makes it."""
    from tests.harness.login import klien_masuk

    return lambda account: klien_masuk(app, account)


@pytest.fixture
def server(basis: Basis) -> Iterator[ServerUji]:
    """`suite serve` as a process of its own on the test's database (`.alamat`)."""
    with jalankan_server(basis) as satu:
        yield satu


@pytest.fixture(scope="session")
def peramban() -> Iterator[Browser]:
    """One Chromium for the run."""
    with peramban_uji.buka_peramban() as browser:
        yield browser


@pytest.fixture
def buka(peramban: Browser, server: ServerUji) -> Callable[..., AbstractContextManager[Page]]:
    """`with buka(390) as page:` a fresh browser context on the test's server; `javascript=False` for plain pages."""
    return lambda lebar=1280, **kw: peramban_uji.buka_halaman(peramban, lebar, alamat=server.alamat, **kw)


@pytest.fixture
def halaman_390(buka: Callable[..., AbstractContextManager[Page]]) -> Iterator[Page]:
    """A phone."""
    with buka(390) as page:
        yield page


@pytest.fixture
def halaman_1280(buka: Callable[..., AbstractContextManager[Page]]) -> Iterator[Page]:
    """A desktop."""
    with buka(1280) as page:
        yield page
