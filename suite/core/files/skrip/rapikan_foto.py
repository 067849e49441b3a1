"""Child: photos or scans (lengths as arguments, bytes one after the other) → one PDF, or one clean image.

Pixels are decoded and encoded again: nothing hidden in the file survives, and no place or device stays with a photo.
`rapikan_foto.py gambar N` prints a JPEG or PNG; `rapikan_foto.py pdf N [N ...]` prints a PDF with a page a photo.
"""

import io
import os
import sys
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import batas

SISI = 2480
"""Longest useful side for A4 at about 210 dpi; larger photos are scaled down."""


def buka(isi):
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = 40_000_000
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        gambar = Image.open(io.BytesIO(isi), formats=["PNG", "JPEG"])
        bentuk = gambar.format
        gambar = ImageOps.exif_transpose(gambar)
        gambar.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        batas.tolak("Gambar rusak atau bukan PNG/JPEG. Foto ulang, lalu unggah lagi.")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        batas.tolak("Gambar melebihi 40 juta piksel. Pindai dengan 150 dpi, lalu unggah lagi.")
    if gambar.mode in {"RGBA", "LA", "P"}:
        latar = Image.new("RGB", gambar.size, "white")
        rgba = gambar.convert("RGBA")
        latar.paste(rgba, mask=rgba.getchannel("A"))
        gambar = latar
    elif gambar.mode not in {"RGB", "L"}:
        gambar = gambar.convert("RGB")
    gambar.thumbnail((SISI * 2, SISI * 2))
    return gambar, bentuk


def utama():
    cara, *panjang = sys.argv[1:]
    masukan = sys.stdin.buffer.read()
    batas.pasang(memori_mb=1024, detik=20)
    bagian, awal = [], 0
    for n in map(int, panjang):
        bagian.append(masukan[awal : awal + n])
        awal += n
    keluar = io.BytesIO()
    if cara == "gambar":
        gambar, bentuk = buka(bagian[0])
        gambar.save(keluar, format=bentuk, **({"quality": 88} if bentuk == "JPEG" else {}))
    else:
        halaman = []
        for isi in bagian:
            gambar, _ = buka(isi)
            gambar.thumbnail((SISI, SISI * 2))
            halaman.append(gambar)
        pertama, *lain = halaman
        pertama.save(keluar, format="PDF", save_all=True, append_images=lain, resolution=210.0, quality=85)
    sys.stdout.buffer.write(keluar.getvalue())


if __name__ == "__main__":
    utama()
