"""Dated parameter sets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from suite.core.aturan import Parameter, muat_parameter, parameter, pasang_lapisan
from suite.core.aturan.ketentuan import _terkirim
from suite.core.errors import AturanDilanggar

DUA = """
nama = "uji.iuran"
[[versi]]
mulai = 2024-01-01
selesai = 2026-01-01
sumber = "PP 1/2024"
nilai = { persen = 1, rincian = { daftar = [1, 2] } }
[[versi]]
mulai = 2026-01-01
sumber = "PP 2/2026"
nilai = { persen = 2 }
"""


def berkas(folder: Path, isi: str, nama: str = "uji.toml") -> Path:
    b = folder / nama
    b.write_text(isi, encoding="utf-8")
    return b


@pytest.fixture
def uji_iuran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    semua = muat_parameter([berkas(tmp_path, DUA)])
    monkeypatch.setattr("suite.core.aturan.ketentuan._terkirim", lambda: semua)


@pytest.mark.usefixtures("uji_iuran")
def test_selang_setengah_terbuka():
    assert parameter("uji.iuran", date(2025, 12, 31))["persen"] == 1
    assert parameter("uji.iuran", date(2026, 1, 1))["persen"] == 2
    assert parameter("uji.iuran", date(2099, 1, 1)).sumber == "PP 2/2026"
    lama = parameter("uji.iuran", date(2024, 1, 1))
    assert (lama.mulai, lama.selesai, lama.sampai) == (date(2024, 1, 1), date(2026, 1, 1), date(2025, 12, 31))


@pytest.mark.usefixtures("uji_iuran")
def test_tidak_ada_yang_berlaku_adalah_penolakan_bukan_tebakan():
    with pytest.raises(AturanDilanggar) as e:
        parameter("uji.iuran", date(2023, 12, 31))
    assert e.value.kode == "parameter"
    with pytest.raises(LookupError):
        parameter("uji.tidak_ada", date(2026, 1, 1))


@pytest.mark.usefixtures("uji_iuran")
def test_tidak_dapat_diubah():
    p = parameter("uji.iuran", date(2025, 1, 1))
    with pytest.raises(TypeError):
        p["rincian"]["daftar"] = []
    assert p["rincian"]["daftar"] == (1, 2)
    with pytest.raises(AttributeError):
        p.sumber = "lain"  # type: ignore[misc]


@pytest.mark.usefixtures("uji_iuran")
def test_lapisan_kota_menang_lalu_dilepas():
    kota = Parameter("uji.iuran", date(2025, 1, 1), None, "Perwali 3/2025", {"persen": 9})
    pasang_lapisan(lambda nama, pada: kota if nama == "uji.iuran" and kota.berlaku(pada) else None)
    try:
        assert parameter("uji.iuran", date(2025, 6, 1))["persen"] == 9
        assert parameter("uji.iuran", date(2024, 6, 1))["persen"] == 1
    finally:
        pasang_lapisan(None)
    assert parameter("uji.iuran", date(2025, 6, 1))["persen"] == 1


@pytest.mark.parametrize(
    ("ganti", "galat"),
    [
        (("selesai = 2026-01-01", "selesai = 2026-01-02"), "overlap"),
        (('sumber = "PP 1/2024"', 'sumber = ""'), "source"),
        (("selesai = 2026-01-01", "selesai = 2024-01-01"), "ends before"),
    ],
)
def test_berkas_yang_tidak_masuk_akal_ditolak(tmp_path: Path, ganti: tuple[str, str], galat: str):
    with pytest.raises(ValueError, match=galat):
        muat_parameter([berkas(tmp_path, DUA.replace(*ganti))])


def test_nama_ganda_ditolak(tmp_path: Path):
    with pytest.raises(ValueError, match="twice"):
        muat_parameter([berkas(tmp_path, DUA), berkas(tmp_path, DUA, "lain.toml")])


def test_semua_yang_dikirim_terbaca_dan_bersumber():
    semua = _terkirim()
    assert {"core.penunjukan", "naskah_dinas.tenggat", "naskah_dinas.keamanan", "naskah_dinas.retensi"} <= set(semua)
    assert all(v.sumber and len(v) for versi in semua.values() for v in versi)
    assert parameter("naskah_dinas.instruksi", date(2026, 1, 1))["daftar"][0]["kode"] == "diketahui"
