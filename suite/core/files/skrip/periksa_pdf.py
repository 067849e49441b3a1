"""Child: is this PDF safe to keep and show? Prints the number of pages, or refuses in one sentence."""

import io
import os
import sys
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import batas

BERBAHAYA = {
    "/JavaScript": "skrip",
    "/JS": "skrip",
    "/Launch": "perintah menjalankan program",
    "/EmbeddedFile": "berkas sisipan",
    "/EmbeddedFiles": "berkas sisipan",
    "/RichMedia": "media aktif",
    "/XFA": "formulir aktif (XFA)",
    "/GoToE": "tautan ke berkas sisipan",
    "/SubmitForm": "pengiriman formulir",
    "/ImportData": "pemuatan data",
}


EKOR = 1024
"""How far from the end readers look for the end mark."""


def berarsip(isi: bytes) -> bool:
    """Does it open as a ZIP with something in it? (The bytes of a ZIP's end alone can stand in any picture.)"""
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            return bool(arsip.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def periksa(isi: bytes) -> int:
    import pikepdf

    if not isi.startswith(b"%PDF-"):
        batas.tolak("Berkas ini bukan PDF yang utuh. Simpan ulang sebagai PDF.")
    if berarsip(isi):
        batas.tolak("PDF ini sekaligus arsip ZIP. Cetak ulang sebagai PDF biasa, lalu unggah lagi.")
    try:
        pdf = pikepdf.open(io.BytesIO(isi))
    except pikepdf.PasswordError:
        batas.tolak("PDF ini terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi.")
    except pikepdf.PdfError:
        batas.tolak("PDF ini rusak dan tidak dapat dibuka. Simpan ulang, lalu unggah lagi.")
    if pdf.is_encrypted:
        batas.tolak("PDF ini terenkripsi. Simpan tanpa enkripsi, lalu unggah lagi.")
    if b"%%EOF" not in isi[-EKOR:]:  # qpdf would mend it and show what is left as if it were all
        batas.tolak("PDF ini terpotong: bagian akhirnya tidak ada. Pindai atau simpan ulang, lalu unggah lagi.")
    for objek in pdf.objects:
        if isinstance(objek, pikepdf.Stream):
            objek = objek.stream_dict
        telusuri(objek, pikepdf, 0)
    if not len(pdf.pages):
        batas.tolak("PDF ini tidak berisi halaman. Simpan ulang, lalu unggah lagi.")
    return len(pdf.pages)


def telusuri(objek, pikepdf, dalam):
    """Names and keys of one object, also of the direct ones inside it (hexadecimal spellings are decoded by then)."""
    if dalam > 50:
        return
    if isinstance(objek, pikepdf.Dictionary):
        for kunci, nilai in objek.items():
            if kunci in BERBAHAYA:
                batas.tolak(f"PDF ini memuat {BERBAHAYA[kunci]}. Cetak ulang sebagai PDF biasa, lalu unggah lagi.")
            periksa_nama(nilai, pikepdf, dalam)
    elif isinstance(objek, pikepdf.Array):
        for nilai in objek:
            periksa_nama(nilai, pikepdf, dalam)


def periksa_nama(nilai, pikepdf, dalam):
    if isinstance(nilai, pikepdf.Name):
        if str(nilai) in BERBAHAYA:
            batas.tolak(f"PDF ini memuat {BERBAHAYA[str(nilai)]}. Cetak ulang sebagai PDF biasa, lalu unggah lagi.")
    elif isinstance(nilai, pikepdf.Object) and not nilai.is_indirect:
        telusuri(nilai, pikepdf, dalam + 1)


if __name__ == "__main__":
    masukan = sys.stdin.buffer.read()
    batas.pasang()
    print(periksa(masukan))
