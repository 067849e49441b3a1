"""Signature: valid and trusted, PDF/A kept, and every later byte told."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from suite.core.documents.isi import pohon
from suite.core.documents.signing import DevelopmentSigner, Penanda, keterangan_penanda, periksa, periksa_asing
from suite.core.errors import AturanDilanggar
from suite.core.files import child
from suite.naskah_dinas.documents import Naskah, cetak_naskah
from tests.harness.browser import lewati_atau_gagal

PENANDA = Penanda("Ir. Iskandar Mahmud, M.T.", "196908151995031004", "Kepala Dinas Komunikasi dan Informatika")
WAKTU = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def naskah() -> Naskah:
    return {
        "kop": {
            "jenis": "opd",
            "pemda": "PEMERINTAH KOTA PONTIANAK",
            "nama": "DINAS KOMUNIKASI DAN INFORMATIKA",
            "alamat": [],
        },
        "mode": "terbit",
        "hal": "Undangan rapat",
        "isi": pohon("<p>Bersama ini kami <strong>mengundang</strong> Saudara.</p>"),
        "penanda": {
            "baris": ["KEPALA DINAS,"],
            "nama": "Iskandar Mahmud",
            "nama_bergelar": PENANDA.nama,
            "pangkat": "Pembina Utama Muda (IV/c)",
            "nip": "19690815 199503 1 004",
            "tampil": {"gelar": True, "pangkat": True, "nip": True},
        },
        "tempat": "Pontianak",
        "nomor": "000.1.5/214/Diskominfo/2026",
        "tanggal": "24 November 2026",
        "waktu": WAKTU.isoformat(),
        "sifat": "Biasa",
        "lampiran": "-",
        "tujuan": ["Kepala Dinas Kesehatan"],
        "tembusan": [],
        "verifikasi": "http://localhost/v/abc",
        "keterangan_tanda_tangan": keterangan_penanda("development")[0],
        "tanda_pengembangan": True,
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ca")


@pytest.fixture(scope="module")
def asli() -> bytes:
    return cetak_naskah("surat_dinas", naskah())


@pytest.fixture(scope="module")
def bertanda(folder: Path, asli: bytes) -> bytes:
    return DevelopmentSigner(folder).tanda_tangani(asli, penanda=PENANDA, waktu=WAKTU)


def test_sah_dan_menyebut_penanda(folder: Path, bertanda: bytes, asli: bytes):
    hasil = DevelopmentSigner(folder).periksa(bertanda)
    assert (hasil.sah, hasil.kode, hasil.penanda, hasil.revisi) == (True, "utuh", PENANDA.nama, len(bertanda))
    assert bertanda.startswith(asli)


def test_ca_lain_tidak_dipercaya(tmp_path: Path, bertanda: bytes):
    assert DevelopmentSigner(tmp_path).periksa(bertanda).kode == "sertifikat_tidak_dikenal"


def test_tambahan_setelah_tanda_tangan_ketahuan(folder: Path, bertanda: bytes):
    akar = DevelopmentSigner(folder).akar()
    assert periksa(bertanda + b"\n%%EOF", akar).kode == "ditambah"
    tambah = io.BytesIO()
    with pikepdf.open(io.BytesIO(bertanda)) as dokumen:
        dokumen.add_blank_page()
        dokumen.save(tambah)
    assert not periksa(tambah.getvalue(), akar).sah


def test_halaman_ditimpa_dengan_revisi_tambahan_ketahuan(folder: Path, bertanda: bytes):
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    tulis = IncrementalPdfFileWriter(io.BytesIO(bertanda))
    from pyhanko.pdf_utils import generic

    aliran = generic.StreamObject(stream_data=b"BT /F1 40 Tf 100 400 Td (PALSU) Tj ET")
    tulis.add_stream_to_page(0, tulis.add_object(aliran))
    keluar = io.BytesIO()
    tulis.write(keluar)
    assert keluar.getvalue().startswith(bertanda)
    hasil = periksa(keluar.getvalue(), DevelopmentSigner(folder).akar())
    assert not hasil.sah
    assert hasil.revisi == len(bertanda)


def test_perubahan_bita_di_mana_pun_ketahuan(folder: Path, bertanda: bytes):
    """Also in the signature's own hexadecimal: CMS versions, enclosed certificates, letter case, padding."""
    akar = DevelopmentSigner(folder).akar()
    awal, akhir = _contents(bertanda)
    acak = random.Random(7)
    luar = acak.sample([*range(awal), *range(akhir, len(bertanda))], 60)
    isi = bertanda.index(b"<", awal) + 1
    cms = acak.sample(range(isi, isi + 3300), 150)
    bantalan = acak.sample(range(isi + 3300, akhir), 20)
    for posisi in luar + cms + bantalan:
        rusak = bytearray(bertanda)
        rusak[posisi] ^= 1 << acak.randrange(8)
        assert not periksa(bytes(rusak), akar).sah, posisi


def test_tanda_tangan_kedua_diterima_bila_ca_sama_dan_ditolak_bila_asing(folder: Path, bertanda: bytes, tmp_path: Path):
    lain = Penanda("Dra. Sri Rahayu", "197001011995032001", "Sekretaris Daerah")
    akar = DevelopmentSigner(folder).akar()
    berdua = DevelopmentSigner(folder).tanda_tangani(bertanda, penanda=lain, waktu=WAKTU)
    assert berdua.startswith(bertanda)
    hasil = periksa(berdua, akar)
    assert (hasil.sah, hasil.kode, hasil.penanda) == (True, "utuh", lain.nama)
    asing = DevelopmentSigner(tmp_path).tanda_tangani(bertanda, penanda=lain, waktu=WAKTU)
    hasil = periksa(asing, akar)
    assert (hasil.sah, hasil.kode) == (False, "sertifikat_tidak_dikenal")


def test_berkas_orang_lain_diperiksa_dalam_proses_terbatas_dengan_putusan_sama(
    folder: Path, bertanda: bytes, asli: bytes, monkeypatch: pytest.MonkeyPatch
):
    dipanggil = []
    asli_jalankan = child.jalankan
    monkeypatch.setattr(child, "jalankan", lambda *a, **k: dipanggil.append(a[0]) or asli_jalankan(*a, **k))
    signer = DevelopmentSigner(folder)
    akar = signer.akar()
    for pdf in (bertanda, asli, bertanda + b"x", bertanda[:-300]):
        assert signer.periksa(pdf) == periksa(pdf, akar)
    assert dipanggil == ["periksa_tanda_tangan"] * 4
    baru = signer.tanda_tangani(asli, penanda=PENANDA, waktu=WAKTU)
    assert signer.periksa(baru).sah
    assert len(dipanggil) == 4, "what this signer has just made needs no child"


def test_pemeriksaan_yang_dihentikan_menjadi_putusan(monkeypatch: pytest.MonkeyPatch):
    def habis(*_a: object, **_k: object) -> bytes:
        raise AturanDilanggar("Berkas terlalu rumit", field="berkas")

    monkeypatch.setattr(child, "jalankan", habis)
    hasil = periksa_asing(b"%PDF-1.7", b"")
    assert (hasil.sah, hasil.kode) == (False, "diubah")


def _contents(pdf: bytes) -> tuple[int, int]:
    awal = pdf.index(b"/Contents <") if b"/Contents <" in pdf else pdf.index(b"/Contents<")
    return awal, pdf.index(b">", awal + 12)


@pytest.mark.parametrize(
    "isi", [b"", b"%PDF-", b"%PDF-1.7\n" + b"9 0 obj<<" * 5000, b"\x00" * 100, b"%PDF-1.4\nxref\n0 99999999\n"]
)
def test_masukan_jahat_menjadi_putusan_bukan_galat(folder: Path, isi: bytes):
    assert not periksa(isi, DevelopmentSigner(folder).akar()).sah


def test_pdfa_dan_xmp_tetap(bertanda: bytes, asli: bytes):
    def xmp(isi: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(isi)) as dokumen:
            return dokumen.Root.Metadata.read_raw_bytes()

    assert xmp(asli) == xmp(bertanda)
    with pikepdf.open(io.BytesIO(bertanda)) as dokumen, dokumen.open_metadata() as meta:
        assert meta.pdfa_status == "2B"


def test_keterangan_menyebut_sertifikat_pengembangan_dan_bukan_penerbit_lain(bertanda: bytes):
    teks = " ".join(keterangan_penanda("development")[0])
    assert "sertifikat pengembangan" in teks
    assert "BSrE" not in teks
    assert b"BSrE" not in bertanda


@pytest.mark.alat_pdf
def test_alat_lain_sependapat(folder: Path, bertanda: bytes, tmp_path: Path):
    if shutil.which("certutil") is None:
        lewati_atau_gagal(
            "pdfsig test skipped: certutil not found. Install libnss3-tools (as root `make test` does so)."
        )
    berkas = tmp_path / "surat.pdf"
    berkas.write_bytes(bertanda)
    assert subprocess.run(["qpdf", "--check", berkas], capture_output=True).returncode == 0
    huruf = subprocess.run(["pdffonts", berkas], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert huruf
    assert all(baris.split()[-5] == "yes" for baris in huruf), huruf
    nss = tmp_path / "nss"
    nss.mkdir()
    subprocess.run(["certutil", "-N", "-d", f"sql:{nss}", "--empty-password"], check=True)
    subprocess.run(
        ["certutil", "-A", "-d", f"sql:{nss}", "-n", "dev", "-t", "CT,C,C", "-i", folder / "ca.pem"], check=True
    )
    keluar = subprocess.run(["pdfsig", "-nssdir", nss, berkas], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid." in keluar
    assert "Certificate is Trusted." in keluar
    assert "Total document signed" in keluar


def _tanda_tangani(argumen: tuple[str, bytes, str]) -> bytes:
    folder, pdf, nip = argumen
    return DevelopmentSigner(Path(folder)).tanda_tangani(pdf, penanda=Penanda("Orang", nip, "Kepala"), waktu=WAKTU)


def test_delapan_proses_memakai_satu_ca_yang_sama(tmp_path: Path, asli: bytes):
    with ProcessPoolExecutor(4) as kolam:
        hasil = list(kolam.map(_tanda_tangani, [(str(tmp_path), asli, f"19690815199503100{i % 2}") for i in range(8)]))
    akar = DevelopmentSigner(tmp_path).akar()
    assert all(periksa(h, akar).sah for h in hasil)
    assert (tmp_path / "ca.key.pem").stat().st_mode & 0o077 == 0
