"""Pages of a PDF as pictures: the preview is the PDF itself, drawn. Untrusted files are drawn in a child process."""

from __future__ import annotations

import io
import threading

import pypdfium2

from suite.core.files import child

LEBAR = (420, 840, 1260)
"""Widths in pixels that pages may ask for (phone, desktop, sharp desktop)."""

_kunci = threading.Lock()  # PDFium is not thread-safe


def halaman_png(pdf: bytes, nomor: int, lebar_px: int) -> bytes:
    """Page `nomor` (from 1) of a PDF that came from outside, `lebar_px` wide, as PNG. Raises `AturanDilanggar`."""
    return child.jalankan("gambar_halaman", pdf, str(nomor), str(lebar_px))


def halaman_png_sendiri(pdf: bytes, nomor: int, lebar_px: int) -> bytes:
    """The same for a PDF that the suite printed itself, without a child process (30 ms instead of 200).

    Raises `IndexError` for a page that does not exist.
    """
    with _kunci:
        dokumen = pypdfium2.PdfDocument(pdf)
        try:
            if not 1 <= nomor <= len(dokumen):
                raise IndexError(nomor)
            halaman = dokumen[nomor - 1]
            gambar = halaman.render(scale=lebar_px / halaman.get_width()).to_pil()
        finally:
            dokumen.close()
    keluar = io.BytesIO()
    gambar.quantize(64).save(keluar, format="PNG", compress_level=6)
    return keluar.getvalue()


def jumlah_halaman(pdf: bytes) -> int:
    """Pages of a PDF that the suite printed itself."""
    with _kunci:
        dokumen = pypdfium2.PdfDocument(pdf)
        try:
            return len(dokumen)
        finally:
            dokumen.close()
