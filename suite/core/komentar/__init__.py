"""Comments on documents of any kind, seen by whoever may read the document, with people named in them.

A room says once for which kinds (`daftarkan`); its page shows `panel(...)`. A comment belongs to one document: what is
said at a draft stays in the office, the letter received elsewhere is a document of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suite.core.komentar.services import BATAS_UBAH, Jenis, daftarkan, panel, semua_jenis

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["BATAS_UBAH", "Jenis", "daftarkan", "panel", "pasang", "semua_jenis"]


def pasang(app: Flask) -> None:
    """Mount the pages of comments."""
    from suite.core.komentar import views

    app.register_blueprint(views.bp)
