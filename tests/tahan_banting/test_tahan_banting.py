"""The short beating that every `make test` gives; the long one: `python -m tests.tahan_banting.beban`."""

from __future__ import annotations

import pytest

from tests.tahan_banting import beban


@pytest.mark.lambat
def test_yang_diakui_tidak_hilang_dan_tidak_ada_yang_setengah_jadi(toko: str):
    hasil = beban.jalankan(toko, tindakan=60, bunuh=6, surat=60, jeda=2)
    print(hasil)
    assert hasil["tindakan_diakui"] >= 60 and sum(hasil["dibunuh"].values()) == 6
    assert hasil["surat_terbit"] > 0 and hasil["surat_ditulis"] > 0 and hasil["pekerjaan"] > 0
