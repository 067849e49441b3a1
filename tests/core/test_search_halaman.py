"""Pages of search: back and forth between two bounds, and what is like a title. The same on both stores."""

from __future__ import annotations

from datetime import timedelta

import pytest

from suite.core import db, search
from suite.core.search import query
from tests.core.test_search import AWAL, _actor, _surat
from tests.harness.stores import Basis


@pytest.fixture(params=["dari yang terbaru", "lewat indeks", "kata sering"], autouse=True)
def _cara(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "JENDELA", 2000 if request.param == "dari yang terbaru" else 0)
    monkeypatch.setattr(query, "SERING", 0.0 if request.param == "kata sering" else 0.1)


@pytest.fixture
def sepuluh(basis: Basis) -> list[int]:
    """Ten letters an hour apart, and one in between that is closed: places of the ten, oldest first."""
    with db.transaksi():
        for n in range(1, 11):
            _surat(n, f"Laporan bulanan ke {n}")
        _surat(11, "Laporan bulanan tertutup", kunci=("u:9",))
    with db.transaksi(baca=True):
        return [t.urutan for t in reversed(search.cari(_actor("u:1"), "laporan", batas=50))]


def _ids(letak: search.Batas, batas: int = 20) -> list[int]:
    with db.transaksi(baca=True):
        return [t.objek_id for t in search.cari(_actor("u:1"), "laporan", letak, batas=batas)]


def test_maju_dan_mundur(sepuluh: list[int]) -> None:
    assert _ids(search.Batas(), 3) == [10, 9, 8]
    assert _ids(search.Batas(sebelum=sepuluh[7]), 3) == [7, 6, 5]
    assert _ids(search.Batas(sesudah=sepuluh[3], mundur=True), 3) == [5, 6, 7]
    assert _ids(search.Batas(sebelum=sepuluh[6], sesudah=sepuluh[2])) == [6, 5, 4]
    assert _ids(search.Batas(sebelum=sepuluh[6], sesudah=sepuluh[2], mundur=True), 2) == [4, 5]


def test_tempat_menurut_waktu(sepuluh: list[int]) -> None:
    """A bound at an instant holds the documents of that minute and later."""
    bawah, atas = (search.tempat_waktu(AWAL + timedelta(hours=h)) for h in (3, 6))
    assert _ids(search.Batas(atas, bawah - 1)) == [5, 4, 3]


def test_serupa(basis: Basis) -> None:
    with db.transaksi():
        _surat(1, "Undangan rapat koordinasi sertifikat elektronik")
        _surat(2, "Undangan sertifikat elektronik tahap dua")
        _surat(3, "Sertifikat elektronik pejabat")
        _surat(4, "Laporan elektronik")
        _surat(5, "Kerja bakti")
        _surat(6, "Undangan rapat koordinasi sertifikat elektronik lagi", kunci=("u:9",))
    with db.transaksi(baca=True):
        hasil = search.serupa(_actor("u:1"), "Undangan rapat koordinasi sertifikat elektronik", kecuali=("surat", 1))
        assert {t.objek_id for t in hasil} == {2, 3, 4}
        assert 5 not in [t.objek_id for t in hasil] and 6 not in [t.objek_id for t in hasil]
        assert search.serupa(_actor("u:1"), "Kerja bakti", kecuali=("surat", 5)) == []
        assert search.serupa(_actor("u:1"), "", kecuali=("surat", 5)) == []
