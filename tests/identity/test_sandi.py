"""What a new password must be, and that the refusal says what to do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suite.core.errors import AturanDilanggar
from suite.core.identity import password

NIP = "198209172006042008"


@pytest.mark.parametrize(
    ("sandi", "kata"),
    [
        ("pendek1!", "8 karakter, paling sedikit 10"),
        ("x" * 129, "paling panjang 128"),
        ("198209172006042008", "NIP atau tanggal lahir"),
        ("saya 17 09 1982 lahir", "NIP atau tanggal lahir"),
        ("19820917-masuk-ya", "NIP atau tanggal lahir"),
        ("Pontianak2026", "terlalu umum"),
        ("2026Pontianak!!", "terlalu umum"),
        ("bismillah123", "terlalu umum"),
        ("P4ssw0rd!!", "terlalu umum"),
        ("aaaaaaaaaaaa", "terlalu umum"),
        ("abababababab", "terlalu umum"),
        ("abcdefghijkl", "terlalu umum"),
        ("9876543210", "terlalu umum"),
        ("111222333444", "terlalu umum"),
    ],
)
def test_sandi_yang_ditolak(sandi: str, kata: str) -> None:
    with pytest.raises(AturanDilanggar, match=kata) as galat:
        password.periksa_sandi(sandi, nip=NIP)
    assert galat.value.field == "sandi_baru"


@pytest.mark.parametrize(
    "sandi", ["perahu layar senja", "Kx7#mP2$vQ9!", "sebelas ekor kucing", "naik sampan 3x seminggu"]
)
def test_sandi_yang_diterima(sandi: str) -> None:
    password.periksa_sandi(sandi, nip=NIP)


def test_tanggal_lahir_orang_lain_tidak_dipersoalkan() -> None:
    password.periksa_sandi("rumah 17091982 hijau", nip="199001012015011001")


def test_papan_ketik_yang_berbeda_menulis_sandi_yang_sama() -> None:
    sidik = password.sandikan("caf\u00e9 di tepi kapuas")
    assert password.cocok(sidik, "cafe\u0301 di tepi kapuas")


def test_tanpa_sidik_tidak_pernah_cocok() -> None:
    assert not password.cocok(None, "sandi yang tidak dipakai siapa pun")
    assert not password.cocok("bukan sidik argon2", "apa saja")


@given(st.text(max_size=200))
def test_tidak_ada_isian_yang_membuat_galat_lain(sandi: str) -> None:
    try:
        password.periksa_sandi(sandi, nip=NIP)
    except AturanDilanggar:
        return
    assert password.TERPENDEK <= len(sandi) <= password.TERPANJANG
