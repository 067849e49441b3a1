"""A letter received in a real browser, from the camera to the archive, and the public page; also without JavaScript."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageDraw

from suite.core import db
from suite.core.files import services as files
from suite.naskah_dinas.models import SuratKeluar
from tests.harness.browser import peramban_sebagai, periksa_halaman
from tests.harness.server import ServerUji
from tests.harness.stores import Basis
from tests.naskah_dinas.dunia_masuk import KODE, Dunia, bangun

if TYPE_CHECKING:
    from playwright.sync_api import Page

CARA = [(390, True), (1280, True), (390, False)]


@pytest.fixture
def kota(basis: Basis) -> Dunia:
    return bangun(basis)


@pytest.fixture
def sebagai(kota: Dunia, server: ServerUji, buka: Callable[..., Any]) -> Callable[..., Any]:
    return peramban_sebagai(kota.app, server.alamat, buka, kota.akun)


def keping(page: Page, label: str) -> None:
    page.locator("label.s-keping-pilih", has_text=label).first.click()


def kirim(page: Page) -> None:
    """The one primary act of the page."""
    page.locator(".s-bilah button.s-tombol-utama, .s-bilah a.s-tombol-utama").click()
    page.wait_for_load_state()


def foto(nomor: int) -> dict[str, Any]:
    gambar, isi = Image.new("RGB", (900, 1200), "white"), io.BytesIO()
    ImageDraw.Draw(gambar).text((100, 100), f"Halaman {nomor}", fill="black")
    gambar.save(isi, "JPEG")
    return {"name": f"halaman-{nomor}.jpg", "mimeType": "image/jpeg", "buffer": isi.getvalue()}


@pytest.mark.parametrize(("lebar", "javascript"), CARA)
def test_dari_kamera_sampai_berkas(sebagai: Callable[..., Any], lebar: int, javascript: bool) -> None:
    cara = {"javascript": javascript}
    with sebagai("agenda", lebar, **cara) as page:
        page.goto("/surat-masuk/catat")
        page.set_input_files("input#berkas", [foto(1), foto(2)])
        page.fill("#pengirim", "SMP Negeri 3 Pontianak")
        kirim(page)
        assert "3 isian perlu diperbaiki" in page.locator(".s-ringkasan-galat").inner_text()
        assert "Pindaian tadi tersimpan" in page.locator("main").inner_text()
        periksa_halaman(page, javascript)
        page.fill("#nomor", "421/77/SMP3/2026")
        page.fill("#tanggal", "2026-01-05")
        page.fill("#hal", "Permohonan narasumber")
        kirim(page)
        surat = re.search(r"/surat-masuk/\d+$", page.url)
        assert surat
        assert page.locator("img.s-kertas").count() == 2
        periksa_halaman(page, javascript)

    with sebagai("kadis", lebar, **cara) as page:
        page.goto(surat[0])
        kirim(page)
        assert page.url.endswith("/disposisi")
        periksa_halaman(page, javascript)
        for label in ("Sekretaris Dinas", "Kepala Bidang Aplikasi", "Tindak lanjuti", "Besok"):
            keping(page, label)
        tombol = page.locator(".s-bilah button.s-tombol-utama").inner_text()
        assert ("Kirim disposisi ke 2 orang" if javascript else "Kirim disposisi") in tombol
        kirim(page)
        assert "Disposisi terkirim ke 2 orang." in page.locator("#kabar").inner_text()
        periksa_halaman(page, javascript)

    with sebagai("kabid", lebar, **cara) as page:
        page.goto("/disposisi")
        periksa_halaman(page, javascript)
        page.get_by_role("link", name="Permohonan narasumber").click()
        page.wait_for_load_state()
        assert "0 dari 2 selesai" in page.locator("main").inner_text()
        periksa_halaman(page, javascript)
        page.goto(page.url + "/teruskan")
        keping(page, "Bayu Saputra")
        keping(page, "Siapkan konsep jawaban")
        kirim(page)
        assert "Diteruskan" in page.locator(".s-bilah").inner_text()

    for siapa in ("bayu", "kabid", "sekre"):
        with sebagai(siapa, lebar, **cara) as page:
            page.goto("/disposisi")
            page.get_by_role("link", name="Permohonan narasumber").click()
            page.wait_for_load_state()
            kirim(page)
            page.fill("#laporan", "Sudah dikerjakan.")
            periksa_halaman(page, javascript)
            kirim(page)
            assert "Laporan terkirim." in page.locator("#kabar").inner_text()

    with sebagai("kadis", lebar, **cara) as page:
        page.goto(surat[0] + "?bagian=disposisi")
        assert "3 dari 3 selesai" in page.locator("main").inner_text()
        periksa_halaman(page, javascript)
        kirim(page)
        assert "Anda menyelesaikan surat." in page.locator("#kabar").inner_text()

    with sebagai("agenda", lebar, **cara) as page:
        page.goto(surat[0])
        kirim(page)
        keping(page, "Berkas baru")
        page.fill("#judul", "Literasi digital")
        if javascript:
            page.locator("#klasifikasi-ts-control").click()
            page.locator("#klasifikasi-ts-control").press_sequentially("rapat")
            page.locator(".ts-dropdown .option", has_text=KODE).first.click()
        else:
            page.fill("#klasifikasi_ketik", KODE)
        periksa_halaman(page, javascript)
        kirim(page)
        assert "Literasi digital" in page.locator("#kabar").inner_text()
        page.goto("/berkas?q=literasi")
        assert "1 surat" in page.locator("main").inner_text()
        page.get_by_role("link", name="Literasi digital").click()
        assert "Permohonan narasumber" in page.locator("main").inner_text()
        periksa_halaman(page, javascript)


@pytest.mark.parametrize(("lebar", "javascript"), CARA)
def test_halaman_publik(kota: Dunia, sebagai: Callable[..., Any], lebar: int, javascript: bool) -> None:
    # In a thread of its own: the browser's event loop lives in this one, and the signer wants to run another.
    with ThreadPoolExecutor(1) as utas:
        s_id, _ = utas.submit(kota.kirim, "Undangan yang diperiksa warga").result()
    with kota.app.app_context(), db.transaksi(baca=True):
        s = db.session.get_one(SuratKeluar, s_id)
        assert s.signed
        token, pdf = s.token, files.isi(s.signed)
    with sebagai(None, lebar, javascript=javascript) as page:
        page.goto(f"/v/{token}")
        assert page.locator("h1").inner_text() == "Surat ini asli"
        periksa_halaman(page, javascript)
        for isi, kata in (
            (pdf, "Berkas ini asli"),
            (pdf[:3000] + bytes([pdf[3000] ^ 1]) + pdf[3001:], "Berkas diubah setelah ditandatangani"),
            (pdf + b"\n% tambahan\n", "Berkas ditambah setelah ditandatangani"),
        ):
            page.set_input_files("#berkas", {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": isi})
            page.get_by_role("button", name="Periksa berkas").click()
            page.wait_for_load_state()
            assert page.locator("h1").inner_text() == kata
            periksa_halaman(page, javascript)
        page.goto("/periksa")
        periksa_halaman(page, javascript)
