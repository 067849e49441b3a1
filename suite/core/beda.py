"""What changed between two texts, word by word, for a person to read.

`beda_teks` compares paragraphs first and then the words of those that changed into each other; what stayed the same is kept
short. Shapes: a list of `Baris`, each a list of `Potong`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Ragam = Literal["sama", "hapus", "tambah"]
KATA_TERBANYAK = 4_000
"""A changed paragraph of more words than this is shown whole, old and new: comparing takes the square of its length."""
_KATA = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Potong:
    """A run of characters that stayed, went or came."""

    ragam: Ragam
    teks: str


@dataclass(frozen=True)
class Baris:
    """One paragraph. `lompat` > 0: no text, so many unchanged paragraphs are left out here."""

    potong: tuple[Potong, ...] = ()
    lompat: int = 0

    @property
    def berubah(self) -> bool:
        return any(p.ragam != "sama" for p in self.potong)


def beda_teks(lama: str, baru: str, *, sekitar: int = 1) -> list[Baris]:
    """The paragraphs (lines) of both texts in order, each with what went and what came; [] when nothing changed.

    `sekitar`: how many unchanged paragraphs stay on either side of a change.
    """
    kiri, kanan = _baris(lama), _baris(baru)
    if kiri == kanan:
        return []
    semua: list[Baris] = []
    for op, a, b, c, d in SequenceMatcher(None, kiri, kanan, autojunk=False).get_opcodes():
        if op == "equal":
            semua += [Baris((Potong("sama", x),)) for x in kiri[a:b]]
            continue
        berpasangan = min(b - a, d - c)
        semua += [_kata(x, y) for x, y in zip(kiri[a : a + berpasangan], kanan[c : c + berpasangan], strict=True)]
        semua += [Baris((Potong("hapus", x),)) for x in kiri[a + berpasangan : b]]
        semua += [Baris((Potong("tambah", x),)) for x in kanan[c + berpasangan : d]]
    return _ringkas(semua, sekitar)


def beda_daftar(lama: Sequence[str], baru: Sequence[str]) -> list[Baris]:
    """What went from a list and what came to it, an entry a paragraph; what stayed stands once, in the order of the new."""
    hilang = [Potong("hapus", x) for x in lama if x not in baru]
    return [Baris((p,)) for p in (*hilang, *(Potong("sama" if x in lama else "tambah", x) for x in baru))]


def _baris(teks: str) -> list[str]:
    return [r for b in teks.split("\n") if (r := b.strip())]


def _kata(lama: str, baru: str) -> Baris:
    kiri, kanan = _KATA.findall(lama), _KATA.findall(baru)
    cocok = SequenceMatcher(None, kiri, kanan, autojunk=False)
    if max(len(kiri), len(kanan)) > KATA_TERBANYAK or cocok.quick_ratio() < 0.3:
        return Baris((Potong("hapus", lama), Potong("tambah", baru)))
    potong: list[Potong] = []
    for op, a, b, c, d in cocok.get_opcodes():
        if op == "equal":
            potong.append(Potong("sama", "".join(kiri[a:b])))
            continue
        if a < b:
            potong.append(Potong("hapus", "".join(kiri[a:b])))
        if c < d:
            potong.append(Potong("tambah", "".join(kanan[c:d])))
    return Baris(tuple(_gabung(potong)))


def _gabung(potong: Sequence[Potong]) -> list[Potong]:
    """A lone blank between two changes belongs to them: 'tiga hari' → 'lima jam' reads as one change, not two."""
    hasil: list[Potong] = []
    hapus = tambah = ""
    for n, p in enumerate(potong):
        celah = p.ragam == "sama" and not p.teks.strip() and 0 < n < len(potong) - 1 and bool(hapus or tambah)
        if p.ragam == "hapus" or celah:
            hapus += p.teks
        if p.ragam == "tambah" or celah:
            tambah += p.teks
        if p.ragam == "sama" and not celah:
            hasil += [Potong("hapus", hapus)] * bool(hapus) + [Potong("tambah", tambah)] * bool(tambah) + [p]
            hapus = tambah = ""
    return hasil + [Potong("hapus", hapus)] * bool(hapus) + [Potong("tambah", tambah)] * bool(tambah)


def _ringkas(semua: Sequence[Baris], sekitar: int) -> list[Baris]:
    dekat = {n + d for n, b in enumerate(semua) if b.berubah for d in range(-sekitar, sekitar + 1)}
    hasil: list[Baris] = []
    lewat = 0
    for n, b in enumerate(semua):
        if n not in dekat:
            lewat += 1
            continue
        if lewat:
            hasil.append(Baris(lompat=lewat))
            lewat = 0
        hasil.append(b)
    return hasil + ([Baris(lompat=lewat)] if lewat else [])
