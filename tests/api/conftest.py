"""The world of the matrix with a token for each role, built once a store for all tests of the API: what they write is undone
(`Panggung.dibatalkan`), but for letters and tokens that nobody else asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.harness.stores import ikat
from tests.matrix.conftest import Panggung, bangun_panggung


@pytest.fixture(scope="session")
def _panggung_toko(
    toko: str, _toko_siap: Callable[[str], Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Panggung]:
    url, buang = _toko_siap(toko).tersendiri()
    basis = ikat(toko, url, tmp_path_factory.mktemp("var"))
    yield bangun_panggung(basis)
    basis.engine.dispose()
    buang()


@pytest.fixture
def panggung(_panggung_toko: Panggung) -> Panggung:
    """Bound anew for each test: another may have bound the session elsewhere."""
    _panggung_toko.basis.ikat()
    return _panggung_toko
