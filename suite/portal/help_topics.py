"""User help: the Markdown files that every room ships in its folder `help/`, rendered without any HTML of their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

import suite


@dataclass(frozen=True)
class Topik:
    """One page of help: file name without ending, first heading, first paragraph, text."""

    nama: str
    judul: str
    ringkas: str
    isi: Markup


@cache
def semua_topik() -> dict[str, Topik]:
    """Name → topic, by title. Two files of one name in two rooms are a mistake."""
    hasil: dict[str, Topik] = {}
    for akar in map(Path, suite.__path__):
        for berkas in sorted(akar.glob("*/help/*.md")):
            if berkas.stem in hasil:
                raise RuntimeError(f"help topic {berkas.stem} exists twice")
            hasil[berkas.stem] = _baca(berkas)
    return dict(sorted(hasil.items(), key=lambda x: x[1].judul))


def _baca(berkas: Path) -> Topik:
    baris = berkas.read_text(encoding="utf-8").strip().split("\n")
    judul = baris[0].removeprefix("# ").strip()
    isi = "\n".join(baris[1:]).strip()
    ringkas = " ".join(isi.split("\n\n")[0].replace("`", "").replace("*", "").split())
    return Topik(berkas.stem, judul, ringkas, render(isi))


def render(teks: str) -> Markup:
    """Markdown as HTML; HTML in it is shown as text, links are only those of http, mailto and our own paths."""
    return Markup(MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").render(teks))  # noqa: S704
