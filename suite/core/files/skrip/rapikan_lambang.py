"""Child: an emblem (PNG, or SVG drawn as PNG) → one clean PNG with its transparency, longest side 1200 px.

`rapikan_lambang.py png|svg`: pixels are decoded and encoded again, so nothing hidden survives. An SVG is drawn by typst's
renderer, which runs no script; one that refers to anything outside itself is refused before.
"""

import io
import os
import re
import sys
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import batas

SISI = 1200


def dari_svg(isi):
    import typst

    teks = isi.decode("utf-8", "replace")
    asing = re.search(
        r"<!DOCTYPE|<!ENTITY|<script|<foreignObject|<image|url\(\s*['\"]?(?!#)|href\s*=\s*['\"](?!#)", teks, re.I
    )
    if asing:
        batas.tolak("SVG ini memuat gambar, tautan, atau skrip. Simpan ulang sebagai SVG polos, atau pakai PNG.")
    sumber = (
        b"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        b'#image(bytes(sys.inputs.svg), format: "svg", height: 300pt)'
    )
    try:
        huruf = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
        png = typst.Compiler(sumber, font_paths=huruf).compile(format="png", ppi=288, sys_inputs={"svg": teks})
    except Exception:
        batas.tolak("SVG ini tidak terbaca. Simpan ulang sebagai SVG polos, atau pakai PNG.")
    return bytes(png)  # pyright: ignore[reportArgumentType]  (one page: bytes, no list)


def utama():
    masukan = sys.stdin.buffer.read()
    batas.pasang(memori_mb=1500, detik=15)
    if sys.argv[1] == "svg":
        masukan = dari_svg(masukan)
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = 40_000_000
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        gambar = Image.open(io.BytesIO(masukan), formats=["PNG"])
        gambar.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        batas.tolak("Gambar rusak atau bukan PNG. Simpan ulang sebagai PNG, lalu unggah lagi.")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        batas.tolak("Gambar melebihi 40 juta piksel. Kecilkan, lalu unggah lagi.")
    gambar = gambar.convert("RGBA")
    gambar.thumbnail((SISI, SISI))
    if min(gambar.size) < 100:
        batas.tolak("Gambar terlalu kecil untuk dicetak. Pakai yang sisinya paling sedikit 100 piksel.")
    keluar = io.BytesIO()
    gambar.save(keluar, format="PNG", optimize=True)
    sys.stdout.buffer.write(keluar.getvalue())


if __name__ == "__main__":
    utama()
