"""Search: one interface over SQLite FTS5 and PostgreSQL tsvector. Every word a prefix, newest first, own scope only.

Services call `indeks` when a document changes (after its access keys are set), `hapus` when it goes, and
`indeks_massal` in imports. `cari` finds. What a person may not see is not found: the keys of `akses_dokumen` narrow the
word index, and `akses_dokumen` itself decides in the same statement, so neither results nor counts tell of it.
"""

from suite.core.search.index import (
    Entri,
    buang_teks,
    hapus,
    indeks,
    indeks_massal,
    segarkan_kunci,
    susun_ulang,
    tempat_waktu,
)
from suite.core.search.query import Batas, Temuan, cari, serupa
from suite.core.search.words import kata, kata_query, tandai

__all__ = [
    "Batas",
    "Entri",
    "Temuan",
    "buang_teks",
    "cari",
    "hapus",
    "indeks",
    "indeks_massal",
    "kata",
    "kata_query",
    "segarkan_kunci",
    "serupa",
    "susun_ulang",
    "tandai",
    "tempat_waktu",
]
