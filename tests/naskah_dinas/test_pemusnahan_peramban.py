"""The destruction of an archive file in a real browser, from the due list to the berita acara; also without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from suite.naskah_dinas.models import Berkas
from tests.harness.browser import peramban_sebagai, periksa_halaman
from tests.harness.server import ServerUji
from tests.harness.stores import Basis
from tests.naskah_dinas.dunia_arsip import buka as buka_berkas
from tests.naskah_dinas.dunia_arsip import isi, lengkapi, tutup
from tests.naskah_dinas.dunia_masuk import Dunia, bangun, status

if TYPE_CHECKING:
    from playwright.sync_api import Page

CARA = [(390, True), (1280, True), (390, False)]
PANITIA = ("Sekretaris Dinas", "Kepala Bidang Aplikasi", "Kepala Bidang Infrastruktur")


@pytest.fixture
def kota(basis: Basis) -> Dunia:
    return lengkapi(bangun(basis))


@pytest.fixture
def sebagai(kota: Dunia, server: ServerUji, buka: Callable[..., Any]) -> Callable[..., Any]:
    return peramban_sebagai(kota.app, server.alamat, buka, kota.akun)


def utama(page: Page) -> None:
    """The one primary act of the page."""
    page.locator(".s-bilah:not([data-bilah-pilih]) button.s-tombol-utama, .s-bilah a.s-tombol-utama").click()
    page.wait_for_load_state()


def beralasan(page: Page, javascript: bool, nama: str, alasan: str) -> None:
    """The primary act with its note: in a dialog, without JavaScript on a page of its own."""
    utama(page)
    if javascript:
        dialog = page.locator(f"#dialog-{nama}")
        dialog.wait_for()
        dialog.locator("textarea").fill(alasan)
        periksa_halaman(page)
        dialog.locator("button[type=submit]").click()
    else:
        page.fill("#catatan", alasan)
        page.locator("main button.s-tombol-utama").click()
    page.wait_for_load_state()


def yakin(page: Page, javascript: bool) -> None:
    """The primary act that is asked once more."""
    utama(page)
    if javascript:
        page.locator("dialog[open] button[type=submit], dialog[open] button.s-tombol-utama").first.click()
    else:
        page.locator("main button.s-tombol-utama").click()
    page.wait_for_load_state()


@pytest.mark.parametrize(("lebar", "javascript"), CARA)
def test_dari_jatuh_tempo_sampai_berita_acara(
    kota: Dunia, sebagai: Callable[..., Any], lebar: int, javascript: bool
) -> None:
    cara = {"javascript": javascript}
    b_id = buka_berkas(kota, "Rapat triwulan 2014")
    m_id = isi(kota, b_id, "Undangan rapat lama")
    tutup(kota, b_id, date(2015, 1, 1))

    with sebagai("bayu", lebar, **cara) as page:
        page.goto("/penyusutan/jatuh-tempo")
        periksa_halaman(page, javascript)
        page.goto("/penyusutan/jatuh-tempo?tampilan=musnah")
        page.get_by_label("Pilih Rapat triwulan 2014").check()
        periksa_halaman(page, javascript)
        page.locator("[data-bilah-pilih] button.s-tombol-utama").click()
        page.wait_for_load_state()
        cocok = re.search(r"/penyusutan/\d+$", page.url)
        assert cocok, page.url
        dokumen = cocok[0]
        periksa_halaman(page, javascript)
        page.get_by_role("link", name="Pilih panitia").click()
        page.wait_for_load_state()
        page.locator(".s-bilah button.s-tombol-utama").click()
        page.wait_for_load_state()
        assert "paling sedikit 3 pejabat" in page.locator("main").inner_text()
        periksa_halaman(page, javascript)
        for nama in PANITIA:
            page.locator("label.s-keping-pilih", has_text=nama).first.click()
        utama(page)
        assert "Panitia penilai tersimpan." in page.locator("#kabar").inner_text()
        utama(page)
        assert "Dinilai panitia" in page.locator("main").inner_text()

    for siapa in ("sekre", "kabid", "infra"):
        with sebagai(siapa, lebar, **cara) as page:
            page.goto("/tindakan")
            page.get_by_role("link", name=re.compile("Pemusnahan arsip Diskominfo")).first.click()
            page.wait_for_load_state()
            beralasan(page, javascript, "nilai", "Tidak bernilai guna lagi.")
            assert "Anda memberi pertimbangan." in page.locator("#kabar").inner_text()

    with sebagai("walikota", lebar, **cara) as page:
        page.goto(dokumen)
        periksa_halaman(page, javascript)
        yakin(page, javascript)
        assert "Anda menyetujui." in page.locator("#kabar").inner_text()

    with sebagai("bayu", lebar, **cara) as page:
        page.goto(dokumen)
        utama(page)
        assert page.url.endswith("/laksanakan")
        assert "dihapus untuk selamanya" in page.locator("main").inner_text()
        utama(page)
        assert page.locator(".s-ringkasan-galat").count() == 1
        periksa_halaman(page, javascript)
        for medan, nilai in (
            ("tempat", "Ruang arsip Diskominfo"), ("saksi_1", "Rudi Hartono"), ("jabatan_1", "Analis Hukum"),
            ("saksi_2", "Dewi Sartika"), ("jabatan_2", "Auditor"),
        ):  # fmt: skip
            page.fill(f"#{medan}", nilai)
        utama(page)
        assert "Pemusnahan dilaksanakan. Berita acara BA/1/" in page.locator("#kabar").inner_text()
        periksa_halaman(page, javascript)
        assert "Rudi Hartono, Dewi Sartika" in page.locator("main").inner_text()
        pdf = page.request.get(f"{dokumen}/berita-acara.pdf")
        assert pdf.status == 200 and pdf.body().startswith(b"%PDF")
        page.goto(f"/berkas/{b_id}")
        assert "Isi berkas ini sudah dimusnahkan" in page.locator("main").inner_text()
        periksa_halaman(page, javascript)
    assert status(Berkas, b_id) == "dimusnahkan"

    with sebagai("kadis", lebar, **cara) as page:
        page.goto(f"/surat-masuk/{m_id}")
        assert "Isi surat ini sudah dimusnahkan" in page.locator("main").inner_text()
        periksa_halaman(page, javascript)
