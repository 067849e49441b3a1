"""Walks of naskah dinas beside the golden one: a keputusan with its table, a secret letter, a disposisi that comes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pypdfium2 import PdfDocument
from sqlalchemy import select

from suite.core import db
from suite.core.clock import today
from suite.core.files import services as files
from suite.core.identity.models import Jabatan
from suite.naskah_dinas.models import Disposisi, SuratKeluar, SuratMasuk
from tests.factories import AccountFactory, JabatanFactory, PenugasanFactory
from tests.jalan.langkah import buka_tugas, keping, laporkan, pilih, selesaikan, yakin
from tests.naskah_dinas.dunia_masuk import pdf_kecil
from tests.naskah_dinas.kantor import Kantor

if TYPE_CHECKING:
    from playwright.sync_api import Page

LEBAR = [390, 1280]
DAFTAR = ("/surat-masuk?tampilan=semua", "/surat-keluar?tampilan=semua", "/cari/surat?q=zirkonium", "/cari?q=zirkonium")
KADIS = "Ir. Iskandar Mahmud, M.T., Kepala Dinas Komunikasi dan Informatika"


def paraf_dan_tanda_tangan(sebagai, lebar: int, hal: str) -> None:
    for nama in ("kabid", "sekretaris"):
        with sebagai(nama, lebar) as page:
            buka_tugas(page, hal)
            page.get_by_role("button", name="Paraf surat").click()
            page.get_by_text("Anda membubuhkan paraf.").wait_for()
    with sebagai("kadis", lebar) as page:
        buka_tugas(page, hal)
        page.get_by_role("button", name="Tanda tangani").click()
        yakin(page)
        page.get_by_text("Terbit dengan nomor").wait_for()


@pytest.mark.parametrize("lebar", LEBAR)
def test_keputusan_dengan_lima_pertimbangan_dan_lampiran_tabel(kota: Kantor, sebagai, basis, lebar: int):
    hal = "Tim Pengelola Sertifikat Elektronik"
    with sebagai("staf", lebar) as page:
        page.goto("/surat-keluar/baru?jenis=keputusan")
        page.locator("#hal").fill(hal)
        pilih(page, "klasifikasi", "undangan", "000.1.6")
        page.get_by_label("Menimbang").fill("\n".join(f"bahwa pertimbangan ke-{n} perlu diatur;" for n in range(1, 6)))
        page.get_by_label("Mengingat").fill("Undang-Undang Nomor 30 Tahun 2014;\nPermendagri Nomor 1 Tahun 2023;")
        page.get_by_label("Diktum").fill("Membentuk tim dengan susunan dalam lampiran.\nBerlaku sejak ditetapkan.")
        page.locator("#penanda_tangan").select_option(label=KADIS)
        page.locator("summary", has_text="Lampiran tercetak").click()
        page.locator("#lampiran_judul_1").fill("Susunan tim")
        lampiran = page.locator("details", has=page.locator("#lampiran_judul_1"))
        lampiran.locator(".ProseMirror").click()
        lampiran.get_by_role("button", name="Tabel", exact=True).click()
        for kata in ("Nama", "Jabatan", "Tugas", "Bayu Saputra", "Pranata Komputer", "Ketua"):
            page.keyboard.type(kata)
            page.keyboard.press("Tab")
        page.get_by_role("button", name="Ajukan paraf").click()
        page.get_by_text("Diajukan.").wait_for()
    paraf_dan_tanda_tangan(sebagai, lebar, hal)
    with db.transaksi(baca=True) as s:
        surat = s.scalars(select(SuratKeluar)).one()
        assert surat.signed is not None and surat.nomor is not None and "/KEP/" in surat.nomor
        dok = PdfDocument(files.isi(surat.signed))
        lembar = [re.sub(r"\s+", " ", dok[n].get_textpage().get_text_range()) for n in range(len(dok))]
    assert "e. bahwa pertimbangan ke-5 perlu diatur;" in " ".join(lembar[:-1])
    assert f"NOMOR : {surat.nomor}" in lembar[-1] and "SUSUNAN TIM" in lembar[-1]
    assert re.search(r"Bayu Saputra\s+Pranata Komputer\s+Ketua", lembar[-1])
    assert lembar[-1].index("Ketua") < lembar[-1].index("Iskandar Mahmud")


@pytest.mark.parametrize("lebar", LEBAR)
def test_surat_rahasia_tidak_tampak_bagi_yang_lain(kota: Kantor, sebagai, lebar: int):
    hal = "Hasil pemeriksaan zirkonium"
    with sebagai("staf", lebar) as page:
        page.goto("/surat-keluar/baru?jenis=surat_dinas")
        pilih(page, "kepada", "kesehatan", "Dinas Kesehatan")
        page.locator("#hal").fill(hal)
        pilih(page, "klasifikasi", "rapat", "000.1.5")
        page.locator("#keamanan").select_option("R")
        page.get_by_role("textbox", name="Isi", exact=True).click()
        page.keyboard.type("Isi yang hanya untuk kepala dinas.")
        page.locator("#penanda_tangan").select_option(label=KADIS)
        page.get_by_role("button", name="Ajukan paraf").click()
        page.get_by_text("Diajukan.").wait_for()
        alamat = page.url
    paraf_dan_tanda_tangan(sebagai, lebar, hal)
    with sebagai("tetangga", lebar) as page:
        buka_tugas(page, hal)
        masuk = page.url
        assert hal in page.content()
    # An office mate of the drafter, one of the receiving office, its registry: nothing anywhere tells of it.
    for nama in ("kabid_kes", "staf_kes", "arsip_kes", "asing"):
        with sebagai(nama, lebar) as page:
            for daftar in DAFTAR:
                page.goto(daftar)
                page.locator("h1").wait_for()
                isi = page.locator("main").inner_text()
                assert hal not in isi, (nama, daftar)
    with sebagai("staf_kes", lebar) as page:
        page.on("console", lambda _: None)
        for tertutup in (alamat, masuk):
            assert page.request.get(tertutup).status == 404
            assert page.request.get(f"{tertutup}/pdf").status == 404


@pytest.mark.parametrize("lebar", LEBAR)
def test_disposisi_tiga_tingkat_dengan_satu_dikembalikan(kota: Kantor, sebagai, lebar: int):
    hal = "Permintaan data posyandu"
    with db.transaksi():
        kasi = JabatanFactory(
            nama="Kepala Seksi Data", unit=kota.unit["lain"], jenis="pengawas",
            atasan=db.session.get_one(Jabatan, kota.jabatan["kabid_kes"].id),
        )  # fmt: skip
        analis = JabatanFactory(nama="Pengolah Data", unit=kota.unit["lain"], jenis="pelaksana", atasan=kasi)
        for nama, jabatan in (("kasi_kes", kasi), ("analis_kes", analis)):
            tugas = PenugasanFactory(jabatan=jabatan)
            kota.akun[nama] = AccountFactory(pegawai=tugas.pegawai, sandi=kota.akun["kabid_kes"].sandi)
    with sebagai("arsip_kes", lebar) as page:
        page.goto("/surat-masuk/catat")
        page.locator("#pengirim").fill("Badan Pusat Statistik")
        page.locator("#nomor").fill("7/BPS/2026")
        page.locator("#tanggal").fill(today().isoformat())
        page.locator("#hal").fill(hal)
        page.locator("input[type=file][multiple]").set_input_files(
            {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": pdf_kecil("Permintaan data")}
        )
        page.get_by_role("button", name="Catat dan teruskan").click()
        page.locator("h1").filter(has_text=hal).wait_for()
    _disposisikan(sebagai, lebar, "tetangga", hal, "Disposisikan", "Kepala Bidang Pelayanan Kesehatan")
    _disposisikan(sebagai, lebar, "kabid_kes", hal, "Teruskan", "Kepala Seksi Data")
    with sebagai("kasi_kes", lebar) as page:
        buka_tugas(page, hal)
        _tekan(page, "Kembalikan")
        page.get_by_role("dialog").locator("textarea").fill("Datanya ada pada Analis Data Kesehatan.")
        yakin(page)
        page.get_by_text("Dikembalikan").first.wait_for()
    with sebagai("kabid_kes", lebar) as page:
        buka_tugas(page, hal)
        page.get_by_role("button", name="Akhiri, alihkan ke lain").click()
        page.get_by_text("Dialihkan").first.wait_for()
    _disposisikan(sebagai, lebar, "kabid_kes", hal, "Teruskan", "Analis Data Kesehatan")
    for nama, laporan in (("staf_kes", "Data sudah ditarik."), ("kabid_kes", "Data sudah dikirim.")):
        with sebagai(nama, lebar) as page:
            laporkan(page, hal, laporan)
    with sebagai("tetangga", lebar) as page:
        selesaikan(page, hal)
    with db.transaksi(baca=True) as s:
        assert s.scalars(select(SuratMasuk.status)).one() == "selesai"
        status = sorted(s.scalars(select(Disposisi.status)))
        assert status.count("selesai") == 2 and len(status) == 3, status


def _disposisikan(sebagai, lebar: int, siapa: str, hal: str, tombol: str, kepada: str) -> None:
    with sebagai(siapa, lebar) as page:
        buka_tugas(page, hal)
        _tekan(page, tombol)
        keping(page, kepada)
        keping(page, "Tindak lanjuti")
        page.get_by_role("button", name=re.compile("^Kirim disposisi")).click()
        page.locator("h1").filter(has_text=hal).wait_for()


def _tekan(page: Page, nama: str) -> None:
    """A button or link of the approval bar, also when it stands under Lainnya."""
    kata = re.compile(f"^{nama}")
    satu = page.get_by_role("link", name=kata).or_(page.get_by_role("button", name=kata)).first
    if not satu.is_visible():
        page.get_by_text("Lainnya").first.click()
    satu.click()
