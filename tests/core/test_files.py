"""Files: type by content, bounded, inspected in a child; hostile samples are made here."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from suite.core import db
from suite.core.actor import SISTEM
from suite.core.errors import AturanDilanggar
from suite.core.files import child, services, sniff
from suite.core.files.store import BerkasRusak, GudangFolder


def pdf(ubah: Callable[[pikepdf.Pdf], None] | None = None, **simpan) -> bytes:
    dokumen = pikepdf.new()
    dokumen.add_blank_page(page_size=(595, 842))
    if ubah:
        ubah(dokumen)
    keluar = io.BytesIO()
    dokumen.save(keluar, **simpan)
    return keluar.getvalue()


def gambar(bentuk: str, ukuran: tuple[int, int] = (40, 30), **kw) -> bytes:
    keluar = io.BytesIO()
    Image.new("RGB", ukuran, "white").save(keluar, bentuk, **kw)
    return keluar.getvalue()


def bom_piksel() -> bytes:
    """A PNG of a few kB that claims 30,000 x 30,000 pixels."""

    def bagian(nama: bytes, isi: bytes) -> bytes:
        return struct.pack(">I", len(isi)) + nama + isi + struct.pack(">I", zlib.crc32(nama + isi))

    kepala = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + bagian(b"IHDR", kepala)
        + bagian(b"IDAT", zlib.compress(b"\0" * 100))
        + bagian(b"IEND", b"")
    )


class TestJenis:
    def test_isi_menentukan_bukan_nama(self):
        assert sniff.jenis(pdf()) == sniff.PDF
        assert sniff.jenis(gambar("PNG")) == sniff.PNG
        assert sniff.jenis(gambar("JPEG")) == sniff.JPEG
        assert sniff.jenis(b"kode;uraian\n1;satu\n") == sniff.TEKS
        assert sniff.jenis(b"<script>alert(1)</script>") == sniff.LAIN
        assert sniff.jenis(b"MZ\x90\x00") == sniff.LAIN
        assert sniff.jenis(b"PK\x03\x04 rusak") == sniff.LAIN

    @pytest.mark.parametrize(
        ("anggota", "hasil"), [("xl/workbook.xml", sniff.XLSX), ("word/document.xml", sniff.DOCX), ("a", sniff.LAIN)]
    )
    def test_dokumen_kantor_dikenal_dari_anggotanya(self, anggota, hasil):
        keluar = io.BytesIO()
        with zipfile.ZipFile(keluar, "w") as z:
            z.writestr(anggota, "x")
        assert sniff.jenis(keluar.getvalue()) == hasil

    def test_makro_tidak_diterima(self):
        keluar = io.BytesIO()
        with zipfile.ZipFile(keluar, "w") as z:
            z.writestr("xl/workbook.xml", "x")
            z.writestr("xl/vbaProject.bin", "x")
        assert sniff.jenis(keluar.getvalue()) == sniff.LAIN


class TestGudang:
    def test_isi_sama_disimpan_sekali_dan_terbaca_utuh(self, tmp_path: Path):
        gudang = GudangFolder(tmp_path)
        sidik = gudang.simpan(b"surat")
        assert gudang.simpan(b"surat") == sidik
        assert gudang.baca(sidik) == b"surat"
        assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [sidik]

    def test_isi_yang_diubah_di_cakram_tidak_diberikan(self, tmp_path: Path):
        gudang = GudangFolder(tmp_path)
        sidik = gudang.simpan(b"surat")
        next(p for p in tmp_path.rglob("*") if p.is_file()).write_bytes(b"palsu")
        with pytest.raises(BerkasRusak):
            gudang.baca(sidik)

    @pytest.mark.parametrize("sidik", ["../../etc/passwd", "a" * 63, "G" * 64])
    def test_nama_lain_bukan_jalan_keluar(self, tmp_path: Path, sidik):
        with pytest.raises(ValueError):
            GudangFolder(tmp_path).baca(sidik)


def _skrip(dokumen: pikepdf.Pdf) -> None:
    dokumen.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _skrip_bertingkat(dokumen: pikepdf.Pdf) -> None:
    lanjut = dokumen.make_indirect(pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="x"))
    dokumen.Root.AA = pikepdf.Dictionary(WC=pikepdf.Dictionary(S=pikepdf.Name.GoTo, Next=[lanjut]))


def _luncur(dokumen: pikepdf.Pdf) -> None:
    dokumen.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"))


def _sisipan(dokumen: pikepdf.Pdf) -> None:
    dokumen.attachments["x.exe"] = b"MZ"


def _xfa(dokumen: pikepdf.Pdf) -> None:
    dokumen.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=dokumen.make_stream(b"<x/>"))


def _media(dokumen: pikepdf.Pdf) -> None:
    dokumen.pages[0].Annots = [
        dokumen.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.RichMedia))
    ]


class TestPdfBerbahaya:
    @pytest.mark.parametrize("jahat", [_skrip, _skrip_bertingkat, _luncur, _sisipan, _xfa, _media])
    @pytest.mark.parametrize("aliran", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
    def test_isi_aktif_ditolak_juga_dalam_aliran_objek(self, jahat, aliran):
        with pytest.raises(AturanDilanggar) as galat:
            child.jalankan("periksa_pdf", pdf(jahat, object_stream_mode=aliran))
        assert galat.value.field == "berkas"
        assert "PDF ini memuat" in galat.value.pesan

    def test_pdf_biasa_diterima_dengan_jumlah_halamannya(self):
        assert child.jalankan("periksa_pdf", pdf(lambda d: d.add_blank_page())) == b"2\n"

    def test_terkunci_ditolak_dengan_jalan_keluar(self):
        terkunci = pdf(encryption=pikepdf.Encryption(owner="a", user="b"))
        with pytest.raises(AturanDilanggar, match="kata sandi"):
            child.jalankan("periksa_pdf", terkunci)

    def test_kepala_tidak_di_awal_ditolak(self):
        with pytest.raises(AturanDilanggar):
            child.jalankan("periksa_pdf", b"\nGIF89a" + pdf())

    def test_aliran_raksasa_tidak_menghabiskan_memori_kami(self):
        def besar(dokumen: pikepdf.Pdf) -> None:
            dokumen.pages[0].Contents = pikepdf.Stream(dokumen, b"\0" * 300_000_000)

        isi = pdf(besar)
        assert len(isi) < 2_000_000
        child.jalankan("periksa_pdf", isi)  # looks at structure only, never unpacks a stream
        with pytest.raises(AturanDilanggar):
            child.jalankan("gambar_halaman", b"%PDF-1.7 rusak", "1", "400")


class TestTerima:
    @pytest.fixture(autouse=True)
    def _siap(self, basis):
        with db.transaksi():
            yield

    def test_pdf_masuk_sekali_dengan_jumlah_halaman(self):
        berkas = services.terima(SISTEM, "C:\\surat\\undangan.pdf", io.BytesIO(pdf()))
        assert (berkas.nama, berkas.jenis_mime, berkas.halaman) == ("undangan.pdf", sniff.PDF, 1)
        assert services.isi(berkas) == pdf() or services.isi(berkas).startswith(b"%PDF")

    def test_terlalu_besar_menyebut_ukuran_dan_jalan_keluar(self):
        with pytest.raises(
            AturanDilanggar, match=r"Berkas 3 MB, batasnya 2 MB\. Pindai dengan 150 dpi atau bagi dua\."
        ):
            services.terima(SISTEM, "a.pdf", io.BytesIO(b"%PDF-" + b"x" * (3 * 1024 * 1024 - 5)), batas_mb=2)

    def test_kosong_dan_jenis_lain_ditolak(self):
        for isi in (b"", b"MZ\x90\x00", b"<html>"):
            with pytest.raises(AturanDilanggar) as galat:
                services.terima(SISTEM, "a.pdf", io.BytesIO(isi))
            assert galat.value.field == "berkas"

    def test_foto_kehilangan_letak_dan_gawainya(self):
        exif = Image.Exif()
        exif[0x010F] = "Gawai Rahasia"
        foto = gambar("JPEG", exif=exif)
        assert b"Gawai Rahasia" in foto
        berkas = services.terima(SISTEM, "foto.jpg", io.BytesIO(foto))
        assert b"Gawai Rahasia" not in services.isi(berkas)

    def test_beberapa_foto_menjadi_satu_pdf_berurutan(self):
        bagian = [(f"{i}.jpg", io.BytesIO(gambar("JPEG", (400, 600)))) for i in range(3)]
        berkas = services.terima_pindaian(SISTEM, "Pindaian.pdf", bagian)
        assert (berkas.jenis_mime, berkas.halaman) == (sniff.PDF, 3)
        with pikepdf.open(io.BytesIO(services.isi(berkas))) as hasil:
            assert len(hasil.pages) == 3

    def test_bom_piksel_ditolak(self):
        with pytest.raises(AturanDilanggar, match="piksel"):
            services.terima(SISTEM, "a.png", io.BytesIO(bom_piksel()))
