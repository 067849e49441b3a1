"""Files: type by content, bounded, inspected in a child; hostile samples are made here."""

from __future__ import annotations

import io
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from suite.core import db
from suite.core.actor import SISTEM
from suite.core.documents import raster
from suite.core.errors import AturanDilanggar
from suite.core.files import child, services, sniff
from suite.core.files.store import BerkasRusak, GudangFolder


def pdf(ubah: Callable[[pikepdf.Pdf], object] | None = None, **simpan) -> bytes:
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


def kantor(bagian: dict[str, bytes]) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as z:
        for nama, isi in {"xl/workbook.xml": b"<workbook/>", **bagian}.items():
            z.writestr(nama, isi)
    return keluar.getvalue()


def bohong_ukuran(isi: bytes, benar: int) -> bytes:
    """The same ZIP that declares one byte for a part of `benar` bytes."""
    return isi.replace(struct.pack("<I", benar), struct.pack("<I", 1))


class TestBatas:
    """The limits themselves, on scripts that run into them on purpose."""

    @pytest.fixture
    def nakal(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
        shutil.copy(child.SKRIP / "batas.py", tmp_path)
        monkeypatch.setattr(child, "SKRIP", tmp_path)

        def tulis(isi: str) -> None:
            kepala = "import sys, os\nsys.path.insert(0, os.path.dirname(__file__))\nimport batas\n"
            (tmp_path / "nakal.py").write_text(kepala + isi)

        return tulis

    @pytest.mark.parametrize(
        "isi",
        [
            "batas.pasang(memori_mb=200)\nx = bytearray(400_000_000)\nprint('lolos')",
            "batas.pasang(detik=1)\nwhile True: pass",
            "batas.pasang()\nos.write(os.open(__file__ + '.x', os.O_CREAT | os.O_WRONLY), b'lolos')",
            "import time\ntime.sleep(30)",
        ],
        ids=["memori", "cpu", "menulis", "jam"],
    )
    def test_yang_melewati_batas_menjadi_penolakan(self, nakal: Callable[[str], None], isi: str):
        nakal(isi)
        with pytest.raises(AturanDilanggar) as galat:
            child.jalankan("nakal", b"", detik=3)
        assert galat.value.field == "berkas"

    def test_penolakan_memakai_kalimat_anaknya(self, nakal: Callable[[str], None]):
        nakal("batas.tolak('Bagi dua berkasnya.')")
        with pytest.raises(AturanDilanggar, match=r"^Bagi dua berkasnya\.$"):
            child.jalankan("nakal", b"")


class TestKantor:
    def test_lembar_kerja_biasa_diterima(self):
        child.jalankan("periksa_kantor", kantor({"xl/worksheets/sheet1.xml": b"<c/>" * 1000}))

    @pytest.mark.parametrize("bohong", [False, True])
    def test_bom_zip_ditolak_juga_bila_ukurannya_dipalsukan(self, bohong: bool):
        isi = kantor({"xl/worksheets/sheet1.xml": b"\0" * 200_000_000})
        assert len(isi) < 400_000
        if bohong:
            isi = bohong_ukuran(isi, 200_000_000)
        with pytest.raises(AturanDilanggar, match="rusak" if bohong else "100 MB") as galat:
            child.jalankan("periksa_kantor", isi)
        assert galat.value.field == "berkas"

    def test_objek_aktif_ditolak(self):
        with pytest.raises(AturanDilanggar, match="makro"):
            child.jalankan("periksa_kantor", kantor({"xl/embeddings/oleObject1.bin": b"x"}))

    def test_terpotong_ditolak_dengan_jalan_keluar(self):
        isi = kantor({"a.xml": bytes(range(256)) * 400})
        rusak = bytearray(isi)
        rusak[isi.index(b"a.xml") + 20] ^= 0xFF
        with pytest.raises(AturanDilanggar, match="Simpan ulang"):
            child.jalankan("periksa_kantor", bytes(rusak))


class TestRaster:
    def test_halaman_orang_lain_dan_sendiri_selebar_yang_diminta(self):
        isi = pdf(lambda d: d.add_blank_page())
        for gambar_halaman in (raster.halaman_png, raster.halaman_png_sendiri):
            with Image.open(io.BytesIO(gambar_halaman(isi, 2, 420))) as hasil:
                assert (hasil.format, hasil.width) == ("PNG", 420)
        assert raster.jumlah_halaman(isi) == 2

    def test_halaman_yang_tidak_ada_ditolak(self):
        with pytest.raises(AturanDilanggar):
            raster.halaman_png(pdf(), 2, 420)
        with pytest.raises(IndexError):
            raster.halaman_png_sendiri(pdf(), 0, 420)

    def test_halaman_raksasa_tidak_menjadi_gambar_raksasa(self):
        def besar(dokumen: pikepdf.Pdf) -> None:
            dokumen.pages[0].MediaBox = [0, 0, 1, 14_400]

        with Image.open(io.BytesIO(raster.halaman_png(pdf(besar), 1, 1260))) as hasil:
            assert hasil.height <= 4000

    def test_beberapa_utas_menggambar_bersama(self):
        isi = pdf()
        with ThreadPoolExecutor(4) as kolam:
            hasil = set(kolam.map(lambda _: raster.halaman_png_sendiri(isi, 1, 200), range(24)))
        assert len(hasil) == 1


class TestTerima:
    @pytest.fixture(autouse=True)
    def _siap(self, basis):
        with db.transaksi():
            yield

    def test_pdf_masuk_sekali_dengan_jumlah_halaman(self):
        berkas = services.terima(SISTEM, "C:\\surat\\undangan.pdf", io.BytesIO(pdf()))
        assert (berkas.nama, berkas.jenis_mime, berkas.halaman) == ("undangan.pdf", sniff.PDF, 1)
        assert services.isi(berkas).startswith(b"%PDF-")

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

    def test_lampiran_kantor_diperiksa_sebelum_disimpan(self):
        bom = kantor({"xl/worksheets/sheet1.xml": b"\0" * 200_000_000})
        with pytest.raises(AturanDilanggar, match="100 MB"):
            services.terima(SISTEM, "a.xlsx", io.BytesIO(bom), boleh=services.LAMPIRAN)
        baik = services.terima(SISTEM, "a.xlsx", io.BytesIO(kantor({})), boleh=services.LAMPIRAN)
        assert (baik.jenis_mime, baik.halaman) == (sniff.XLSX, None)

    def test_bom_piksel_ditolak(self):
        with pytest.raises(AturanDilanggar, match="piksel"):
            services.terima(SISTEM, "a.png", io.BytesIO(bom_piksel()))
