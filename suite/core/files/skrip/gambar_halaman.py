"""Child: a page of a PDF as PNG. `gambar_halaman.py NOMOR LEBAR_PX`; prints the picture, or refuses in one sentence."""

import io
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import batas


def utama():
    nomor, lebar = int(sys.argv[1]), int(sys.argv[2])
    masukan = sys.stdin.buffer.read()
    import pypdfium2

    batas.pasang(memori_mb=1024, detik=10)
    try:
        pdf = pypdfium2.PdfDocument(masukan)
        halaman = pdf[nomor - 1]
    except (pypdfium2.PdfiumError, IndexError):
        batas.tolak("Halaman ini tidak dapat ditampilkan. Unduh PDF-nya.")
    skala = min(lebar / max(halaman.get_width(), 1), 4000 / max(halaman.get_height(), 1))
    keluar = io.BytesIO()
    halaman.render(scale=skala).to_pil().save(keluar, format="PNG", optimize=False, compress_level=6)
    sys.stdout.buffer.write(keluar.getvalue())


if __name__ == "__main__":
    utama()
