"""Words: how text and query become the same small pieces on both stores, and how a found text is shown.

A word is a run of letters and digits, lower case, without accents. Everything else parts words, so that operators,
quotes, NUL and whatever a person types are never anything but a gap.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup, escape

TERPANJANG = 60
"""Characters of a word that count; longer ones are compared by their beginning."""
KATA_QUERY = 8
"""Words of a query that count."""
QUERY_TERPANJANG = 500
_LAMA = unicodedata.ucd_3_2_0
# FTS5's tokenizer knows the letters of Unicode 6.1; those of 3.2 are letters to it and to Python alike.


@lru_cache(maxsize=8192)
def _huruf(c: str) -> str:
    """The character as it counts in a word: folded, or a blank."""
    if unicodedata.combining(c):
        return ""
    return c if _LAMA.category(c)[0] in "LN" else " "


class _Peta(dict[int, str]):
    def __missing__(self, kode: int) -> str:
        hasil = _huruf(chr(kode))
        if len(self) < 8192:
            self[kode] = hasil
        return hasil


_PETA = _Peta()


def kata(teks: str) -> list[str]:
    """The words of a text in order, folded ('Kepegawaian,' → 'kepegawaian')."""
    lipat = unicodedata.normalize("NFKD", teks).lower() if not teks.isascii() else teks.lower()
    return [k[:TERPANJANG] for k in lipat.translate(_PETA).split()]


def kata_query(query: str) -> list[str]:
    """The different words of a query, at most eight, the longest first (they narrow most)."""
    unik = list(dict.fromkeys(kata(query[:QUERY_TERPANJANG])))[:KATA_QUERY]
    # A word that another one begins with says nothing more: 'surat surat-menyurat' is 'surat menyurat'.
    return sorted((k for k in unik if not any(o != k and o.startswith(k) for o in unik)), key=lambda k: (-len(k), k))


def token_kunci(kunci: str) -> str:
    """An access key as one word of the index's column `kunci` ('u:12' → 'k753a3132')."""
    return "k" + kunci.encode().hex()


def token_jenis(jenis: str) -> str:
    """The kind of document as a word of the same column."""
    return "j" + jenis.encode().hex()


_PISAH = re.compile(r"[^\W_]+")


def tandai(teks: str, kata_dicari: list[str]) -> Markup:
    """The text as safe HTML with the words found in `<mark>`."""
    bagian: list[str] = []
    akhir = 0
    for awal, ujung in _temukan(teks, kata_dicari):
        bagian += [escape(teks[akhir:awal]), "<mark>", escape(teks[awal:ujung]), "</mark>"]
        akhir = ujung
    return Markup("".join([*bagian, escape(teks[akhir:])]))  # noqa: S704 every piece is escaped above


def cuplik(teks: str, kata_dicari: list[str], panjang: int = 160) -> Markup:
    """The part of the text around the first word found, about `panjang` characters, marked; empty when it has none."""
    pertama = next(_temukan(teks, kata_dicari), None)
    if pertama is None:
        return Markup("")
    awal = max(0, pertama[0] - panjang // 3)
    if awal:
        awal = teks.find(" ", awal, pertama[0]) + 1 or awal
    akhir = min(len(teks), awal + panjang)
    if akhir < len(teks):
        akhir = max(teks.rfind(" ", pertama[1], akhir), pertama[1])
    isi = tandai(" ".join(teks[awal:akhir].split()), kata_dicari)
    return Markup("{}{}{}").format("… " if awal else "", isi, " …" if akhir < len(teks) else "")


def _temukan(teks: str, kata_dicari: list[str]) -> Iterator[tuple[int, int]]:
    """Where words of the text begin with a word looked for. Plain text by one expression, accents word by word."""
    if teks.isascii():
        yield from (m.span() for m in _pola(tuple(kata_dicari)).finditer(teks))
        return
    for m in _PISAH.finditer(teks):
        if any(k.startswith(d) for k in kata(m.group()) for d in kata_dicari):
            yield m.span()


@lru_cache(maxsize=256)
def _pola(kata_dicari: tuple[str, ...]) -> re.Pattern[str]:
    pilihan = "|".join(map(re.escape, kata_dicari))
    return re.compile(rf"(?<![^\W_])(?:{pilihan})[^\W_]*", re.IGNORECASE | re.ASCII)


def vektor(judul: str, tambahan: str, teks: str, kunci: str) -> str:
    """A tsvector as text: all words, the metadata's once more as `m:word`, the tokens of `kunci` as `k:token`.

    Words hold no colon, so neither kind can be mistaken for the other; no positions, which nothing here needs.
    """
    meta = {*kata(judul), *kata(tambahan)}
    semua = {*meta, *kata(teks), *(f"m:{k}" for k in meta), *(f"k:{k}" for k in kunci.split())}
    return " ".join(f"'{k}'" for k in sorted(semua))
