"""Printed letters: margins, fonts, order of parts, as measured from the PDF (layout facts of Permendagri 1/2023, ANRI)."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from suite.core.documents.isi import pohon
from suite.naskah_dinas.documents import cetak_naskah
from tests.core.test_signing import naskah

MM = 72 / 25.4


def halaman(pdf: bytes) -> list[list[tuple[float, float, float, float, str]]]:
    """For each page its text lines: (left, top from the page's top, right, size) in points, and the text."""
    dokumen = pypdfium2.PdfDocument(pdf)
    hasil = []
    for h in dokumen:
        tinggi = h.get_height()
        teks = h.get_textpage()
        baris = []
        for i in range(teks.count_rects()):
            kiri, bawah, kanan, atas = teks.get_rect(i)
            isi = teks.get_text_bounded(kiri, bawah, kanan, atas).strip()
            if isi:
                baris.append((kiri, tinggi - atas, kanan, atas - bawah, isi))
        hasil.append(baris)
    return hasil


def kanan_huruf(h: pypdfium2.PdfPage) -> float:
    """Right edge of the rightmost visible character: a space that hangs over the margin is no ink."""
    teks = h.get_textpage()
    isi = teks.get_text_range()
    return max(teks.get_charbox(i)[2] for i in range(teks.count_chars()) if i < len(isi) and not isi[i].isspace())


def teks_utuh(pdf: bytes) -> str:
    return "\n".join(h.get_textpage().get_text_range() for h in pypdfium2.PdfDocument(pdf)).replace("\r\n", "\n")


def ukuran_huruf(pdf: bytes, kata: str) -> float:
    h = pypdfium2.PdfDocument(pdf)[0]
    teks = h.get_textpage()
    awal = teks.get_text_range().index(kata)
    return pdfium.FPDFText_GetFontSize(teks, awal)


def test_kertas_dan_tepi_surat_dinas():
    data = naskah()
    data["isi"] = pohon("<p>" + "Bersama ini kami sampaikan hal penting kepada Saudara. " * 200 + "</p>")
    pdf = cetak_naskah("surat_dinas", data)
    dokumen = pypdfium2.PdfDocument(pdf)
    assert (round(dokumen[0].get_width() / MM), round(dokumen[0].get_height() / MM)) == (210, 297)
    for n, baris in enumerate(halaman(pdf)):
        assert min(b[0] for b in baris) >= 30 * MM - 1, n  # left ≥ 3 cm
        assert kanan_huruf(dokumen[n]) <= (210 - 20) * MM + 3, n  # right ≥ 2 cm; punctuation hangs out by under 1 mm


def test_kop_berukuran_tiga_banding_empat():
    pdf = cetak_naskah("surat_dinas", naskah())
    kecil, besar = ukuran_huruf(pdf, "PEMERINTAH KOTA"), ukuran_huruf(pdf, "DINAS KOMUNIKASI")
    assert kecil / besar == pytest.approx(3 / 4, abs=0.01)


def test_urutan_bagian_surat_dinas():
    data = naskah()
    data["tembusan"] = ["Sekretaris Daerah", "Arsip"]
    teks = teks_utuh(cetak_naskah("surat_dinas", data))
    bagian = [
        "PEMERINTAH KOTA PONTIANAK",
        "Nomor",
        "Sifat",
        "Lampiran",
        "Hal",
        "Yth.",
        "Bersama ini",
        "KEPALA DINAS,",
        "NIP 19690815",
        "Tembusan",
    ]
    letak = [teks.index(b) for b in bagian]
    assert letak == sorted(letak)


def test_nomor_halaman_mulai_halaman_dua_dan_kop_hanya_di_muka():
    data = naskah()
    data["isi"] = pohon("<p>Satu paragraf panjang. </p>" * 120)
    semua = halaman(cetak_naskah("surat_dinas", data))
    assert len(semua) >= 3
    assert not any(b[4] == "1" and b[1] < 60 for b in semua[0])
    for n in (1, 2):
        atas = [b for b in semua[n] if b[1] < 25 * MM]
        assert any(b[4].strip("- ") == str(n + 1) for b in atas), atas
        assert not any("PEMERINTAH KOTA" in b[4] for b in semua[n])


def test_penanda_tidak_terpotong_di_antara_dua_halaman():
    for banyak in range(22, 34):
        data = naskah()
        data["isi"] = pohon("<p>Baris surat yang cukup pendek.</p>" * banyak)
        letak = {
            n
            for n, baris in enumerate(halaman(cetak_naskah("surat_dinas", data)))
            for b in baris
            if "KEPALA DINAS," in b[4] or "NIP 19690815" in b[4] or "Ditandatangani" in b[4]
        }
        assert len(letak) == 1, banyak


def test_tabel_panjang_mengulang_kepalanya():
    baris = "".join(f"<tr><td>{i}</td><td>Nama {i}</td></tr>" for i in range(120))
    data = naskah()
    data["isi"] = pohon(
        f"<table><thead><tr><th>No</th><th>NAMA PEGAWAI</th></tr></thead><tbody>{baris}</tbody></table>"
    )
    semua = halaman(cetak_naskah("surat_dinas", data))
    bertabel = [h for h in semua if any(b[4].startswith("Nama ") for b in h)]
    assert len(bertabel) >= 3
    assert all(any("NAMA PEGAWAI" in b[4] for b in h) for h in bertabel)


def test_konsep_bertanda_dan_belum_bernomor():
    data = naskah()
    data |= {"mode": "konsep", "nomor": "", "tanggal": "", "versi": 3}
    teks = teks_utuh(cetak_naskah("surat_dinas", data))
    assert "KONSEP" in teks
    assert "versi 3" in teks
    assert "Ditandatangani secara elektronik" not in teks


def test_terbit_menyebut_sertifikat_pengembangan_dan_bukan_penerbit_lain():
    teks = teks_utuh(cetak_naskah("surat_dinas", naskah()))
    assert "sertifikat pengembangan" in teks.lower()
    assert "BSrE" not in teks


@pytest.mark.parametrize("jenis", ["nota_dinas", "surat_perintah"])
def test_judul_dan_bagian_jenis_lain(jenis: str):
    data = naskah()
    data |= {
        "dari": "Kepala Bidang",
        "judul": "SURAT PERINTAH",
        "menimbang": ["bahwa perlu;"],
        "dasar": ["Undang-Undang;"],
        "kepada": [{"nama": "Bayu", "jabatan": "Pranata Komputer", "nip": "1", "pangkat": "-"}],
        "untuk": ["Melaksanakan tugas."],
    }
    teks = teks_utuh(cetak_naskah(jenis, data))  # type: ignore[arg-type]
    if jenis == "nota_dinas":
        bagian = ["NOTA DINAS", "Yth.", "Dari", "Tanggal", "Nomor", "Sifat", "Lampiran", "Hal", "KEPALA DINAS,"]
    else:
        bagian = ["SURAT PERINTAH", "Menimbang", "Dasar", "MEMERINTAHKAN", "Kepada", "Untuk", "KEPALA DINAS,"]
    letak = [teks.index(b) for b in bagian]
    assert letak == sorted(letak)


def test_data_sama_memberi_bita_sama():
    assert cetak_naskah("surat_dinas", naskah()) == cetak_naskah("surat_dinas", naskah())
