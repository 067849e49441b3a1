"""The world of surat masuk, disposisi, berkas and verification: one a module and store."""

from __future__ import annotations

import pytest

from tests.harness.stores import Basis
from tests.naskah_dinas.dunia_masuk import Dunia, bangun


@pytest.fixture(scope="module")
def dunia(basis_modul: Basis) -> Dunia:
    return bangun(basis_modul)
