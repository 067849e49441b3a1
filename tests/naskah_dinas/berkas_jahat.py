"""Hostile and broken files as people (or attackers) send them, each made here: name in the table → (file name, bytes)."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf
from PIL import Image

Ubah = Callable[[pikepdf.Pdf], object]


def pdf(ubah: Ubah | None = None) -> bytes:
    dokumen, keluar = pikepdf.new(), io.BytesIO()
    dokumen.add_blank_page(page_size=(595, 842))
    if ubah:
        ubah(dokumen)
    dokumen.save(keluar)
    return keluar.getvalue()


def _skrip(dokumen: pikepdf.Pdf) -> None:
    dokumen.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _luncur(dokumen: pikepdf.Pdf) -> None:
    dokumen.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")


def _sisipan(dokumen: pikepdf.Pdf) -> None:
    dokumen.attachments["x.exe"] = b"MZ"


def zip_isi(bagian: dict[str, bytes]) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as z:
        for nama, isi in bagian.items():
            z.writestr(nama, isi)
    return keluar.getvalue()


def jpeg(ukuran: tuple[int, int] = (400, 600)) -> bytes:
    """A picture with grain, so that half of its bytes are half of its lines."""
    keluar = io.BytesIO()
    acak = random.Random(1).randbytes(ukuran[0] * ukuran[1])
    Image.frombytes("L", ukuran, acak).save(keluar, "JPEG")
    return keluar.getvalue()


def png_raksasa(sisi: int = 30_000) -> bytes:
    """A few hundred kB that are 30,000 x 30,000 true pixels."""

    def bagian(nama: bytes, isi: bytes) -> bytes:
        return struct.pack(">I", len(isi)) + nama + isi + struct.pack(">I", zlib.crc32(nama + isi))

    pemampat, isi = zlib.compressobj(), b""
    for _ in range(sisi):
        isi += pemampat.compress(b"\0" * (sisi // 8 + 1))
    kepala = struct.pack(">IIBBBBB", sisi, sisi, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + bagian(b"IHDR", kepala) + bagian(b"IDAT", isi + pemampat.flush()) + bagian(b"IEND", b"")
    )


def _pdf_terpotong() -> bytes:
    """Half of a scan whose page tree was still there: a reader that mends what it gets would show it as whole."""

    def isi(dokumen: pikepdf.Pdf) -> None:
        dokumen.pages[0].Contents = dokumen.make_stream(random.Random(2).randbytes(60_000))

    utuh = pdf(isi)
    return utuh[: len(utuh) // 2]


@cache
def semua() -> dict[str, tuple[str, bytes]]:
    """Every sample. None of them may be kept by any route."""
    bom = b"\0" * 200_000_000
    return {
        "pdf_skrip": ("surat.pdf", pdf(_skrip)),
        "pdf_luncur": ("surat.pdf", pdf(_luncur)),
        "pdf_sisipan": ("surat.pdf", pdf(_sisipan)),
        "pdf_terpotong": ("surat.pdf", _pdf_terpotong()),
        "pdf_zip": ("surat.pdf", pdf() + zip_isi({"jahat.exe": b"MZ"})),
        "html_pdf": ("surat.pdf", b"<!DOCTYPE html><script>alert(1)</script>"),
        "html_bom_pdf": ("surat.pdf", b"\xef\xbb\xbf\r\n <html><script>alert(1)</script>"),
        "svg_skrip": ("lambang.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        "gif_skrip": ("foto.gif", b"GIF89a/*aaaa*/=1;alert(document.domain);//"),
        "bom_xlsx": ("data.xlsx", zip_isi({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": bom})),
        "bom_docx": ("naskah.docx", zip_isi({"word/document.xml": bom})),
        "jpeg_terpotong": ("foto.jpg", jpeg()[: len(jpeg()) // 2]),
        "piksel_raksasa": ("foto.png", png_raksasa()),
        "kosong": ("surat.pdf", b""),
    }


NAMA_JAHAT = {
    "../../../../etc/cron.d/x.pdf": "x.pdf",
    "C:\\Windows\\x.pdf": "CWindowsx.pdf",
    "surat\u202efdp.exe.pdf": "suratfdp.exe.pdf",
    "surat\x07\x1b[31m%0D%0AX-Jahat: 1.pdf": "surat[31m%0D%0AX-Jahat 1.pdf",
    "<img src=x onerror=alert(1)>.pdf": "img src=x onerror=alert(1).pdf",
    "n" * 400 + ".pdf": "n" * 196 + ".pdf",
}
"""What a sender calls a good file, and what the suite calls it (backslashes do not survive the parsing of the form)."""
