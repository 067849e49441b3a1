"""What a file is, by its content; its name and the sender's word count for nothing."""

from __future__ import annotations

import io
import zipfile

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEKS = "text/plain"
LAIN = "application/octet-stream"

_BUKAN_TEKS = ("<", "%!", "%pdf", "gif8", "#!", "{\\rtf")
"""Beginnings of what is written in letters and yet is no text: markup, PostScript, pictures that are scripts, programs."""
_OOXML = {"xl/workbook.xml": XLSX, "word/document.xml": DOCX}


def jenis(isi: bytes) -> str:
    """The MIME type: pdf, png, jpeg, xlsx, docx, plain text; anything else is `application/octet-stream`."""
    if isi.startswith(b"%PDF-"):
        return PDF
    if isi.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if isi.startswith(b"\xff\xd8\xff"):
        return JPEG
    if isi.startswith(b"PK\x03\x04"):
        return _ooxml(isi)
    return TEKS if _seperti_teks(isi) else LAIN


def _ooxml(isi: bytes) -> str:
    try:
        nama = set(zipfile.ZipFile(io.BytesIO(isi)).namelist()[:5000])
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        return LAIN
    if any(n.lower().endswith("vbaproject.bin") for n in nama):
        return LAIN  # macros are not taken
    return next((m for bagian, m in _OOXML.items() if bagian in nama), LAIN)


def _seperti_teks(isi: bytes) -> bool:
    if not isi or b"\x00" in isi[:100_000]:
        return False
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not menyamar(teks)


def menyamar(teks: str) -> bool:
    """Is this something else that happens to be written in letters?"""
    return teks[:1000].lstrip("\ufeff \t\r\n")[:20].lower().startswith(_BUKAN_TEKS)
