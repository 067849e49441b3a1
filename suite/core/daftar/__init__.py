"""Lists: one declaration of columns, filters and rows, and the page, saved views, exports and print view follow.

    SURAT = Daftar(
        "surat_keluar", "Surat keluar", benda="surat", izin="surat_keluar.daftar", endpoint="surat_keluar.daftar",
        kolom=(Kolom("hal", "Hal", lambda b, k: b.hal, wajib=True), ...),
        ambil=lambda k, kursor, ukuran: queries.daftar(k.actor, k.tab, ..., kursor, ukuran),
        kunci=lambda b: (b.id,),
    )
    daftarkan(SURAT)

    @bp.get("")
    @izin("surat_keluar.daftar")
    def daftar():
        return tampilkan(SURAT)

`ambil` is the only place that reads: scoped by the policy, at most `ukuran` + 1 rows from a keyset cursor. The page, the
export and the print view all call it, so none of them can show more than another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suite.core.daftar.halaman import konteks_dari, tampilkan
from suite.core.daftar.susunan import Daftar, Kolom, Konteks, Massal, Saring, ambil, daftarkan, semua

if TYPE_CHECKING:
    from flask import Flask

__all__ = [
    "Daftar",
    "Kolom",
    "Konteks",
    "Massal",
    "Saring",
    "ambil",
    "daftarkan",
    "konteks_dari",
    "pasang",
    "semua",
    "tampilkan",
]


def pasang(app: Flask) -> None:
    """Mount saved views, columns, exports and print views, and register the job behind long exports."""
    from suite.core.daftar import ekspor, views

    ekspor.pasang()
    app.register_blueprint(views.bp)
