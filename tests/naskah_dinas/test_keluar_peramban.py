"""A letter in a real browser, from the empty form to publication: phone and desktop, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from suite.core.clock import today
from tests.harness.browser import peramban_sebagai, periksa_halaman
from tests.naskah_dinas.kantor import diajukan

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def sebagai(app, kantor, server, buka) -> Callable[..., Any]:
    """`with sebagai("kabid", 390) as page:` a browser in which that person is logged in."""

    return peramban_sebagai(app, server.alamat, buka, kantor.akun)


def pilih(page: Page, nama: str, kata: str, label: str) -> None:
    """Pick from a Tom Select by typing."""
    kotak = page.locator(f"#{nama}-ts-control")
    kotak.click()
    kotak.press_sequentially(kata)
    page.locator(".ts-dropdown .option").filter(has_text=label).first.click()


@pytest.mark.parametrize("lebar", [390, 1280])
def test_dari_formulir_kosong_sampai_terbit(sebagai, lebar):
    with sebagai("staf", lebar) as page:
        page.goto("/")
        page.goto("/surat-keluar/baru")
        periksa_halaman(page)
        page.get_by_role("link", name="Surat dinas").click()
        pilih(page, "kepada", "kesehatan", "Dinas Kesehatan")
        page.locator("#hal").fill("Undangan rapat koordinasi")
        pilih(page, "klasifikasi", "rapat", "000.1.5")
        page.locator("#sifat").select_option("segera")
        page.get_by_role("textbox", name="Isi").click()
        page.keyboard.type("Kami mengundang Saudara pada Selasa, 30 November 2026.")
        page.locator("#penanda_tangan").select_option(
            label="Ir. Iskandar Mahmud, M.T., Kepala Dinas Komunikasi dan Informatika"
        )
        # The preview is the PDF, the chain follows the organisation, the weekday is checked: all without a reload.
        page.locator("#pratinjau img.s-kertas").wait_for()
        page.get_by_text("30 November 2026 adalah hari Senin, bukan Selasa.").wait_for()
        rantai = page.locator("#calon-rantai")
        rantai.filter(has_text="Kepala Bidang Aplikasi Informatika → Sekretaris Dinas").wait_for()
        page.get_by_text("Tersimpan otomatis").wait_for()
        periksa_halaman(page)
        page.get_by_role("button", name=re.compile("Ganti menjadi Senin")).click()
        page.locator(".ProseMirror").filter(has_text="Senin, 30 November 2026").wait_for()
        assert page.locator("#hal").input_value() == "Undangan rapat koordinasi"
        page.get_by_role("button", name="Ajukan paraf").click()
        page.get_by_text("Diajukan. Menunggu Kepala Bidang Aplikasi Informatika").wait_for()
        alamat = page.url
        periksa_halaman(page)
    for nama in ("kabid", "sekretaris"):
        with sebagai(nama, lebar) as page:
            page.goto("/")
            page.get_by_role("link", name="Undangan rapat koordinasi", exact=True).click()
            assert page.url == alamat
            page.get_by_role("button", name="Paraf surat").click()
            page.get_by_text("Anda membubuhkan paraf.").wait_for()
    with sebagai("kadis", lebar) as page:
        page.goto(alamat)
        page.get_by_role("button", name="Tanda tangani").click()
        dialog = page.get_by_role("dialog")
        assert "terkirim" not in dialog.inner_text() and "dikirim ke 1 tujuan" in dialog.inner_text()
        periksa_halaman(page)
        dialog.get_by_role("button", name="Tanda tangani").click()
        page.get_by_text(f"Terbit dengan nomor 000.1.5/1/Diskominfo/{today().year}").wait_for()
        periksa_halaman(page)
    with sebagai("tetangga", lebar) as page:
        page.goto("/tindakan")
        page.get_by_role("link", name="Undangan rapat koordinasi", exact=True).wait_for()
        periksa_halaman(page)


def test_tanpa_javascript_seluruh_jalan_tetap_dapat_dilalui(sebagai):
    with sebagai("staf", 390, javascript=False) as page:
        page.goto("/surat-keluar/baru?jenis=nota_dinas")
        page.locator("[name=cari_kepada]").fill("kepala dinas komunikasi")
        page.get_by_role("button", name="Cari kepada").click()
        page.locator("#temuan-kepada").get_by_label("Kepala Dinas Komunikasi dan Informatika").first.check()
        page.locator("#hal").fill("Laporan kegiatan")
        page.locator("[name=cari_klasifikasi]").fill("undangan")
        page.get_by_role("button", name="Cari klasifikasi").click()
        assert page.locator("#hal").input_value() == "Laporan kegiatan"
        page.locator("#temuan-klasifikasi").get_by_label("000.1.6 Undangan").check()
        page.locator("#isi").fill("Paragraf pertama.\n\nParagraf kedua.")
        page.locator("#penanda_tangan").select_option(label="Syarifah Nurhaliza, M.Si., Sekretaris Dinas")
        page.get_by_role("button", name=re.compile("^Ajukan")).click()
        assert "Diajukan." in page.locator("main").inner_text()
        alamat = page.url
    with sebagai("kabid", 390, javascript=False) as page:
        page.goto(alamat)
        page.get_by_role("link", name="Kembalikan…").click()
        page.get_by_label("Alasan").fill("Tambahkan lampiran.")
        page.get_by_role("button", name="Kembalikan").click()
        assert "Anda mengembalikan surat" in page.locator("main").inner_text()
    with sebagai("staf", 390, javascript=False) as page:
        page.goto(alamat + "/ubah")
        assert page.locator("#isi").input_value() == "Paragraf pertama.\n\nParagraf kedua."


def test_kembalikan_dengan_dialog_dan_palet_dengan_papan_ketik(sebagai, kantor):
    id = diajukan(kantor, hal="Edaran hemat listrik")
    with sebagai("kabid", 1280) as page:
        page.goto("/")
        page.keyboard.press("Control+k")
        page.keyboard.type("hemat")
        page.keyboard.press("Enter")  # before the answer is there: it waits for it
        page.wait_for_url(f"**/surat-keluar/{id}")
        page.get_by_role("link", name="Kembalikan…").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Alasan").fill("Sebutkan dasarnya.")
        periksa_halaman(page)
        dialog.get_by_role("button", name="Kembalikan").click()
        page.get_by_text("Anda mengembalikan surat.").wait_for()
        assert "“Sebutkan dasarnya.”" in page.locator("main").inner_text()


@pytest.mark.parametrize("lebar", [390, 1280])
def test_bagian_halaman_dan_galat_tanpa_pelanggaran_axe(sebagai, kantor, lebar):
    """What the sweep of all pages (tests/halaman/test_sapuan.py) does not open: parts by address, a refused form."""
    biasa = diajukan(kantor, hal="Undangan rapat kerja")
    diajukan(kantor, hal="Undangan rapat kedua")
    with sebagai("kabid", lebar) as page:
        for url in (
            "/tindakan?pilih=surat_keluar.paraf",
            f"/surat-keluar/{biasa}?bagian=rantai",
            f"/surat-keluar/{biasa}?bagian=riwayat",
            f"/surat-keluar/{biasa}?bagian=teks",
        ):
            page.goto(url)
            periksa_halaman(page)
    with sebagai("staf", lebar) as page:
        page.goto("/surat-keluar/baru?jenis=surat_perintah_plh_plt", wait_until="networkidle")
        page.get_by_role("button", name=re.compile("^Ajukan")).click()
        ringkasan = page.locator(".s-ringkasan-galat")
        ringkasan.wait_for()
        assert ringkasan.evaluate("e => document.activeElement === e"), "the error summary takes the focus"
        periksa_halaman(page)


@pytest.mark.parametrize("lebar", [390, 1280])
def test_jenis_baru_dibuat_admin_dan_langsung_dipakai(sebagai, kantor, lebar):
    from suite.core import db
    from tests.factories import AccountFactory, PegawaiFactory, PeranFactory

    with db.transaksi():
        orang = PegawaiFactory(nama="Yohana Uji")
        PeranFactory(pegawai=orang, nama="admin_regulasi")
        kantor.akun["regulasi"] = AccountFactory(pegawai=orang)
    with sebagai("regulasi", lebar) as page:
        page.goto("/admin/jenis-naskah")
        page.get_by_role("link", name="Buat jenis naskah").click()
        page.get_by_label("Nama jenis naskah").fill("Surat izin penelitian")
        page.get_by_label("Kelompok").select_option("Khusus")
        page.get_by_label("Peraturan dan pasal").fill("Perwali 12/2026 Pasal 7")
        page.get_by_label("Label isian baru").fill("Judul penelitian")
        page.get_by_role("button", name="Tambah isian").click()
        page.locator("summary", has_text="Judul penelitian").wait_for()
        page.get_by_label("Bagian baru").select_option("alinea")
        page.get_by_role("button", name="Tambah bagian").click()
        bagian = page.get_by_role("group", name="Bagian 7")
        bagian.get_by_label("Teks").fill("Mengizinkan penelitian {judul_penelitian}.")
        for nomor in (7, 6, 5):  # above the signer
            page.get_by_role("button", name=f"Naikkan bagian {nomor}").click()
            page.locator("summary[autofocus]").wait_for()
        page.locator("#pratinjau img.s-kertas").first.wait_for()
        periksa_halaman(page)
        page.get_by_role("button", name="Simpan jenis naskah").click()
        page.get_by_text("Surat izin penelitian tersimpan, dipakai mulai hari ini.").wait_for()
        periksa_halaman(page)
    with sebagai("staf", lebar) as page:
        page.goto("/surat-keluar/baru")
        page.get_by_role("link", name="Surat izin penelitian").click()
        pilih(page, "kepada", "kesehatan", "Dinas Kesehatan")
        page.locator("#hal").fill("Izin penelitian mangrove")
        pilih(page, "klasifikasi", "rapat", "000.1.5")
        page.get_by_label("Judul penelitian").fill("Mangrove di tepi Kapuas")
        page.get_by_role("textbox", name="Isi").click()
        page.keyboard.type("Izin berlaku enam bulan.")
        page.locator("#penanda_tangan").select_option(
            label="Ir. Iskandar Mahmud, M.T., Kepala Dinas Komunikasi dan Informatika"
        )
        page.locator("#calon-rantai").filter(has_text="Sekretaris Dinas").wait_for()
        page.get_by_role("button", name="Ajukan paraf").click()
        page.get_by_text("Diajukan. Menunggu Kepala Bidang Aplikasi Informatika").wait_for()
