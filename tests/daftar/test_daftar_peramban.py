"""A list in a real browser: by keyboard, with a selection, its columns, its sheet and its print view."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from tests.harness.login import kuki_masuk
from tests.naskah_dinas.kantor import Kantor, bangun, diajukan

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def kantor(app) -> Kantor:
    k = bangun()
    for i in range(4):
        diajukan(k, hal=f"Undangan rapat ke-{i}")
    return k


@pytest.fixture
def sebagai(app, kantor, server, buka) -> Callable[..., Any]:
    @contextmanager
    def masuk(nama: str, lebar: int) -> Iterator[Page]:
        with buka(lebar) as page:
            page.context.add_cookies(
                [{"name": "suite_sesi", "value": kuki_masuk(app, kantor.akun[nama]), "url": server.alamat}]
            )
            yield page

    return masuk


def test_papan_tombol_memilih_dan_memaraf_beberapa_surat(sebagai):
    with sebagai("kabid", 1280) as page:
        page.goto("/surat-keluar")
        page.keyboard.press("j")
        page.keyboard.press("x")
        page.keyboard.press("j")
        page.keyboard.press("x")
        assert page.locator("tbody input:checked").count() == 2
        page.get_by_text("2 surat dipilih").wait_for()
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        page.locator("#bantuan-tombol[open]").wait_for()
        page.keyboard.press("Escape")
        page.locator("#bantuan-tombol:not([open])").wait_for(state="attached")
        page.keyboard.press("Control+Enter")
        page.get_by_role("heading", name="2 dari 2 surat diparaf").wait_for()
        page.goto("/surat-keluar")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/surat-keluar/*")
        page.keyboard.press("g")
        page.keyboard.press("b")
        page.wait_for_url(lambda url: url.rstrip("/").count("/") == 2)


def test_kolom_unduhan_dan_cetak_pada_layar_lebar_dan_ponsel(sebagai):
    with sebagai("staf", 1280) as page:
        page.goto("/surat-keluar?tampilan=konsep&q=rapat")
        page.get_by_text("Kolom", exact=True).click()
        page.get_by_role("checkbox", name="Sifat").uncheck()
        page.get_by_role("button", name="Pakai kolom ini").click()
        page.wait_for_url("**q=rapat**")
        assert not page.get_by_role("columnheader", name="Sifat").is_visible()
        page.get_by_text("Unduh", exact=True).click()
        with page.expect_download() as unduhan:
            page.get_by_role("link", name="XLSX").click()
        isi = CalamineWorkbook.from_filelike(io.BytesIO(unduhan.value.path().read_bytes())).get_sheet_by_index(0)
        baris = isi.to_python()
        assert "Sifat" not in baris[0]
        di_layar = page.locator("tbody .s-sel-tautan").all_inner_texts()
        assert [b[0] for b in baris[1:]] == di_layar and len(di_layar) == 4
        page.goto("/daftar/surat_keluar/cetak?tampilan=konsep")
        page.emulate_media(media="print")
        assert page.locator(".s-kaki-cetak").is_visible() and not page.locator(".s-cetak-alat").is_visible()
        assert page.locator("thead").evaluate("e => getComputedStyle(e).display") == "table-header-group"
    with sebagai("staf", 390) as page:
        page.goto("/surat-keluar?tampilan=konsep")
        assert page.locator("tbody td").filter(has_text="Segera").first.is_visible(), "cards stay as they are"
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
