"""Paper that is not saved, as pictures for a page."""

from __future__ import annotations

import base64

from suite.core.documents import raster

HALAMAN_TERBANYAK = 5
"""Pages drawn while one writes; the whole letter is in its PDF."""
LEBAR = 840


def gambar(pdf: bytes) -> list[str]:
    """The first pages as data URLs: what is not saved has no address of its own."""
    n = min(raster.jumlah_halaman(pdf), HALAMAN_TERBANYAK)
    return [
        "data:image/png;base64," + base64.b64encode(raster.halaman_png_sendiri(pdf, i, LEBAR)).decode()
        for i in range(1, n + 1)
    ]
