"""Child: is this XLSX or DOCX safe to hand on? Unpacks it into nothing, counting; refuses in one sentence.

The sizes that a ZIP declares may lie: what counts is what comes out.
"""

import io
import os
import sys
import zipfile
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import batas

MAKS_ISI = 100 * 1024 * 1024
"""Bytes of all parts unpacked. Real sheets of 25 MB stay under it; a bomb of 300 kB unpacks to 200 MB and more."""
MAKS_BAGIAN = 5000
BERBAHAYA = ("/activex/", "vbaproject.bin", "/oleobject", "/macrosheets/")


def periksa(isi):
    try:
        arsip = zipfile.ZipFile(io.BytesIO(isi))
        bagian = arsip.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        batas.tolak("Berkas rusak dan tidak dapat dibuka. Simpan ulang, lalu unggah lagi.")
    if len(bagian) > MAKS_BAGIAN:
        batas.tolak("Berkas memuat terlalu banyak bagian. Simpan ulang sebagai PDF, lalu unggah lagi.")
    jumlah = 0
    for satu in bagian:
        if any(b in f"/{satu.filename.lower()}" for b in BERBAHAYA):
            batas.tolak("Berkas memuat makro atau objek aktif. Simpan tanpa makro atau sebagai PDF, lalu unggah lagi.")
        if satu.flag_bits & 1:
            batas.tolak("Berkas terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi.")
        try:
            with arsip.open(satu) as aliran:
                while potong := aliran.read(1 << 20):
                    jumlah += len(potong)
                    if jumlah > MAKS_ISI:
                        batas.tolak(
                            "Berkas menjadi lebih dari 100 MB bila dibuka. "
                            "Hapus lembar atau gambar yang tidak perlu, lalu unggah lagi."
                        )
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
            batas.tolak("Berkas rusak dan tidak dapat dibuka. Simpan ulang, lalu unggah lagi.")


if __name__ == "__main__":
    masukan = sys.stdin.buffer.read()
    batas.pasang()
    periksa(masukan)
