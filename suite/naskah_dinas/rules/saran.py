"""A change of a letter's body, cut into places that can be taken one by one, and put into a body that went on since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from suite.core.documents.isi import pohon
from suite.core.documents.isi_tulis import Blok, ke_html


@dataclass(frozen=True)
class Potongan:
    """HTML of the blocks that go (`lama`) and of those that come (`baru`); `sebelum`: the block before them ("" at the top);
    `di`: how many blocks stood before them."""

    lama: str
    baru: str
    sebelum: str
    di: int


def potongan(lama: str, baru: str) -> list[Potongan]:
    """Where two bodies (HTML) differ, in order; [] when they are the same letter. Raises as `isi.bersihkan`."""
    kiri, kanan = _blok(lama), _blok(baru)
    return [
        Potongan("".join(kiri[a:b]), "".join(kanan[c:d]), kiri[a - 1] if a else "", a)
        for op, a, b, c, d in SequenceMatcher(None, kiri, kanan, autojunk=False).get_opcodes()
        if op != "equal"
    ]


def tempat(isi: Sequence[str], p: Potongan) -> int | None:
    """How many blocks stand before the place that `p` means; None when it is not there any more.

    Where the same words stand more than once, the place after the same block as before, then the nearest.
    """
    lama = _blok(p.lama)
    if lama:
        calon = [i for i in range(len(isi) - len(lama) + 1) if list(isi[i : i + len(lama)]) == lama]
    else:
        calon = [i + 1 for i, b in enumerate(isi) if b == p.sebelum] if p.sebelum else [0]
    return min(calon, key=lambda i: ((isi[i - 1] if i else "") != p.sebelum, abs(i - p.di), i), default=None)


def cocok(isi: str, p: Potongan) -> bool:
    """Is the place that `p` changes still in this body?"""
    return tempat(_blok(isi), p) is not None


def terapkan(isi: str, p: Potongan) -> str | None:
    """The body with the change; None when its place is not there any more."""
    blok = _blok(isi)
    di = tempat(blok, p)
    if di is None:
        return None
    return "".join([*blok[:di], *_blok(p.baru), *blok[di + len(_blok(p.lama)) :]])


def _blok(html: str) -> list[str]:
    """The blocks of a body, each as clean HTML."""
    satu: list[Blok] = pohon(html) if html else []
    return [ke_html([b]) for b in satu]
