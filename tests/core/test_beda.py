"""Differences: both texts can be read out of the difference again, and words that stayed are not said to have changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from suite.core.beda import KATA_TERBANYAK, Baris, Potong, beda_daftar, beda_teks

BARIS = st.lists(st.text(alphabet="ab c.,", max_size=12), max_size=8).map("\n".join)


def rapi(teks: str) -> list[str]:
    return [r for b in teks.split("\n") if (r := b.strip())]


def sisi(baris: list[Baris], buang: str) -> list[str]:
    isi = ["".join(p.teks for p in b.potong if p.ragam != buang) for b in baris]
    return [x for x in isi if x.strip()]


@given(BARIS, BARIS)
def test_kedua_teks_terbaca_kembali(lama, baru):
    hasil = beda_teks(lama, baru, sekitar=100)
    if rapi(lama) == rapi(baru):
        assert hasil == []
        return
    assert [x.strip() for x in sisi(hasil, "tambah")] == rapi(lama)
    assert [x.strip() for x in sisi(hasil, "hapus")] == rapi(baru)


def test_hanya_kata_yang_berubah():
    (baris,) = beda_teks("Rapat selama tiga hari di Singkawang.", "Rapat selama lima jam di Singkawang.")
    assert baris.potong == (
        Potong("sama", "Rapat selama "), Potong("hapus", "tiga hari"), Potong("tambah", "lima jam"),
        Potong("sama", " di Singkawang."),
    )  # fmt: skip


def test_yang_sama_dilompati():
    lama = "\n".join(f"paragraf {n}" for n in range(10))
    baru = lama.replace("paragraf 5", "paragraf lima")
    hasil = beda_teks(lama, baru)
    assert [b.lompat for b in hasil] == [4, 0, 0, 0, 3]
    assert hasil[2].berubah and not hasil[1].berubah


def test_paragraf_yang_berganti_seluruhnya_tidak_dicacah():
    (baris,) = beda_teks("Kami mengundang Saudara.", "Xyz 123 qwe!")
    assert [p.ragam for p in baris.potong] == ["hapus", "tambah"]


def test_paragraf_raksasa_tidak_dibandingkan_kata_demi_kata():
    lama = "a " * (KATA_TERBANYAK + 1)
    (baris,) = beda_teks(lama, lama + "b")
    assert [p.ragam for p in baris.potong] == ["hapus", "tambah"]


def test_daftar():
    (a,), (b,), (c,) = (x.potong for x in beda_daftar(["A", "B"], ["B", "C"]))
    assert (a, b, c) == (Potong("hapus", "A"), Potong("sama", "B"), Potong("tambah", "C"))
    assert not any(b.berubah for b in beda_daftar(["A"], ["A"]))
