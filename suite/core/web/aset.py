"""Static files by content: `aset("suite.css")` is a URL that changes when the file does, `ikon("home")` an SVG."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from flask import g, url_for
from markupsafe import Markup

FOLDER_STATIC = Path(__file__).resolve().parent.parent / "static"
FOLDER_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


class IkonTidakAda(LookupError):
    """The sprite has no icon of this name: add it to frontend/ikon.txt and build the sprite again."""


@lru_cache(maxsize=256)
def _sidik(path: Path, mtime_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def sidik_aset(nama: str) -> str:
    """First 12 hex digits of the SHA-256 of a static file. Raises FileNotFoundError for an unknown name."""
    path = FOLDER_STATIC / nama
    return _sidik(path, path.stat().st_mtime_ns)


def aset(nama: str) -> str:
    """URL of a static file with its content's hash, so that browsers may keep it for a year. Built once a request."""
    jadi: dict[str, str] = g.setdefault("aset", {})
    if nama not in jadi:
        jadi[nama] = url_for("static", filename=nama, v=sidik_aset(nama))
    return jadi[nama]


@lru_cache(maxsize=1)
def nama_ikon() -> frozenset[str]:
    """The icons in the sprite (Tabler's names; filled ones end in `-isi`)."""
    return frozenset(re.findall(r'<symbol id="([^"]+)"', (FOLDER_STATIC / "ikon.svg").read_text()))


def ikon(nama: str, label: str | None = None, ukuran: int = 20) -> Markup:
    """An icon of the sprite. Decoration without `label`, else an image with that accessible name. `ukuran` in px.

    Raises `IkonTidakAda` for a name that the sprite lacks: an empty square on a page would go unnoticed.
    """
    return _ikon(nama, label, ukuran, aset("ikon.svg"))


@lru_cache(maxsize=2048, typed=True)  # typed: a label that is markup is not escaped again
def _ikon(nama: str, label: str | None, ukuran: int, sprite: str) -> Markup:
    """A page shows some fifty icons, the same ones on every page."""
    if nama not in nama_ikon():
        raise IkonTidakAda(nama)
    arti = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="s-ikon" width="{0}" height="{0}" {1}><use href="{2}#{3}"></use></svg>').format(
        ukuran, arti, sprite, nama
    )
