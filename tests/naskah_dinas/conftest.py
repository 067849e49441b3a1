"""The worlds of letters: `dunia` (surat masuk, disposisi, berkas, verification) one a module and store, `kantor` one a test."""

from __future__ import annotations

import pytest

from tests.harness.stores import Basis
from tests.naskah_dinas import kantor as kantor_uji
from tests.naskah_dinas.dunia_masuk import Dunia, bangun
from tests.naskah_dinas.kantor import Kantor


@pytest.fixture(scope="module")
def dunia(basis_modul: Basis) -> Dunia:
    return bangun(basis_modul)


@pytest.fixture
def kantor(app) -> Kantor:
    return kantor_uji.bangun()


@pytest.fixture
def staf(kantor: Kantor, masuk_sebagai):
    return masuk_sebagai(kantor.akun["staf"])
