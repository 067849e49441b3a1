"""Configuration: safe by itself, and a production start that would be unsafe is refused with what to set."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from suite.core.config import Config, KonfigurasiTidakAman, normal_url

PRODUKSI = {
    "SUITE_ENV": "production",
    "SUITE_SECRET_KEY": "r" * 40,
    "SUITE_BASE_URL": "https://suite.pontianak.go.id",
}


def test_bawaan_aman_untuk_satu_kantor(tmp_path: Path) -> None:
    config = Config.dari_lingkungan({"SUITE_VAR": str(tmp_path / "var")})
    assert config.sqlite and config.database_url == f"sqlite:///{tmp_path / 'var' / 'suite.db'}"
    assert not config.debug and not config.peragaan
    assert len(config.secret_key) >= 40
    berkas = tmp_path / "var" / "secret_key"
    assert stat.S_IMODE(berkas.stat().st_mode) == 0o600
    assert Config.dari_lingkungan({"SUITE_VAR": str(tmp_path / "var")}).secret_key == config.secret_key, "stays"


def test_produksi_yang_aman_diterima(tmp_path: Path) -> None:
    config = Config.dari_lingkungan(PRODUKSI | {"SUITE_VAR": str(tmp_path)})
    assert config.cookie_secure and config.secret_key == "r" * 40
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize(
    ("ubah", "sebut"),
    [
        ({"SUITE_SECRET_KEY": ""}, "SUITE_SECRET_KEY"),
        ({"SUITE_SECRET_KEY": "pendek"}, "at least 32"),
        ({"SUITE_DEBUG": "1"}, "SUITE_DEBUG"),
        ({"SUITE_BASE_URL": "http://suite.pontianak.go.id"}, "SUITE_BASE_URL"),
        ({"SUITE_COOKIE_INSECURE": "ya"}, "SUITE_COOKIE_INSECURE"),
    ],
)
def test_produksi_yang_tidak_aman_ditolak_dengan_yang_harus_diatur(
    ubah: dict[str, str], sebut: str, tmp_path: Path
) -> None:
    with pytest.raises(KonfigurasiTidakAman, match=sebut):
        Config.dari_lingkungan(PRODUKSI | {"SUITE_VAR": str(tmp_path)} | ubah)


BSRE = {
    "SUITE_SIGNER": "bsre",
    "SUITE_BSRE_URL": "https://esign.pontianak.go.id/",
    "SUITE_BSRE_USER": "suite",
    "SUITE_BSRE_PASSWORD": "sandi-layanan",
}


@pytest.mark.parametrize(
    ("ubah", "sebut"),
    [
        ({"SUITE_BSRE_URL": ""}, "SUITE_BSRE_URL"),
        ({"SUITE_BSRE_USER": "", "SUITE_BSRE_PASSWORD": ""}, "SUITE_BSRE_USER, SUITE_BSRE_PASSWORD"),
        ({"SUITE_BSRE_ROOTS": ""}, "SUITE_BSRE_ROOTS"),
        ({"SUITE_BSRE_ROOTS": "/tidak/ada.pem"}, "does not exist"),
        ({"SUITE_BSRE_VERSION": "3"}, "SUITE_BSRE_VERSION"),
        ({"SUITE_BSRE_URL": "http://esign.pontianak.go.id"}, "https"),
    ],
)
def test_layanan_bsre_yang_setengah_diatur_ditolak(ubah: dict[str, str], sebut: str, tmp_path: Path) -> None:
    akar = tmp_path / "akar.pem"
    akar.write_text("PEM")
    lengkap = PRODUKSI | BSRE | {"SUITE_VAR": str(tmp_path), "SUITE_BSRE_ROOTS": str(akar)}
    config = Config.dari_lingkungan(lengkap)
    assert config.bsre_url == "https://esign.pontianak.go.id" and config.bsre_versi == 2
    assert "sandi-layanan" not in repr(config)
    with pytest.raises(KonfigurasiTidakAman, match=sebut):
        Config.dari_lingkungan(lengkap | ubah)


@pytest.mark.parametrize("url", ["postgres://u:p@h/b", "postgresql://u:p@h/b", "postgresql+psycopg://u:p@h/b"])
def test_alamat_postgresql_memakai_penggerak_yang_dibawa(url: str) -> None:
    assert normal_url(url) == "postgresql+psycopg://u:p@h/b"


def test_rahasia_tidak_tampak_dalam_catatan() -> None:
    config = Config(secret_key="sangat-rahasia", database_url="postgresql+psycopg://u:sandi@h/b")
    assert "sangat-rahasia" not in repr(config) and "sandi" not in repr(config)
