"""The same walk by hand, in a browser at phone and desktop width: an empty installation to a person's first login.

Each page is looked at on the way: axe, console, sideways scrolling.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pytest

from suite.core import clock, kota
from suite.core.identity.services import pasang
from tests.harness.server import jalankan_server
from tests.harness.stores import Basis
from tests.kota_baru.berkas import buat
from tests.kota_baru.langkah import kode_dari_pdf

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
ATURAN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SANDI = "empat kata tidak berhubungan"


def periksa(page: Page) -> None:
    """One h1, nothing that axe finds, no sideways scrolling."""
    page.locator("h1").wait_for()
    assert page.locator("h1").count() == 1
    page.evaluate(AXE)
    hasil = page.evaluate("a => axe.run(document, {runOnly: a, resultTypes: ['violations']})", ATURAN)
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in hasil["violations"]] == [], page.url
    lebih = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert lebih <= 0, f"{page.url} scrolls sideways by {lebih}"


@pytest.mark.lambat
@pytest.mark.parametrize("lebar", [390, 1280])
def test_kota_baru_dengan_tangan(
    basis: Basis, peramban: Browser, lebar: int, tmp_path: Path, buka_lebar: Callable[..., Any]
) -> None:
    k = buat(orang=30, rusak=3, opd=3)
    with jalankan_server(basis, jobs=True) as server, buka_lebar(lebar, server.alamat) as page:
        galat: list[str] = []
        page.on("pageerror", lambda e: galat.append(str(e)))
        page.on(
            "console",
            lambda m: galat.append(m.text) if m.type == "error" and "status of 4" not in m.text else None,
        )
        kode = re.search(r"kode pemasangan ([A-Z2-9-]{19})", server.catatan.read_text())
        assert kode is not None and kode[1] == pasang.kode_pasang()
        page.goto("/")
        assert page.url.endswith("/siapkan")
        periksa(page)
        page.get_by_label("Kode pemasangan").fill("AAAA-AAAA-AAAA-AAAA")
        page.get_by_label("Nama daerah").fill("Khatulistiwa")
        page.get_by_label("Nama admin").fill("Rina Uji")
        page.get_by_label("Kata sandi", exact=True).fill(SANDI)
        page.get_by_role("button", name="Buat kota dan admin").click()
        page.get_by_text("Kode pemasangan tidak cocok").first.wait_for()
        periksa(page)
        assert page.get_by_label("Nama daerah").input_value() == "Khatulistiwa"
        page.get_by_label("Kode pemasangan").first.fill(kode[1].lower())
        page.get_by_label("Kata sandi", exact=True).fill(SANDI)
        page.get_by_role("button", name="Buat kota dan admin").click()
        page.wait_for_url("**/admin/kota")
        periksa(page)
        page.get_by_role("link", name="Nama dan zona").click()
        periksa(page)
        page.get_by_label("Nama daerah").fill("Khatulistiwa")
        page.get_by_role("button", name="Simpan nama dan lanjut").click()
        page.wait_for_url("**/lambang")
        periksa(page)
        page.get_by_role("link", name="Lewati", exact=True).click()
        page.get_by_label("Alamat", exact=False).first.fill("Jalan Contoh Nomor 1")
        page.get_by_role("button", name="Simpan dan lihat").click()
        page.get_by_text("Kop surat tersimpan").wait_for()
        periksa(page)
        contoh = page.locator("img[alt^='Contoh surat']")
        assert contoh.evaluate("g => g.decode().then(() => g.naturalWidth)") == 840
        page.get_by_role("link", name="Lewati", exact=True).click()
        periksa(page)
        page.get_by_role("link", name="Lewati", exact=True).click()
        page.goto("/admin/kota/identitas")
        page.get_by_role("button", name="Impor klasifikasi bawaan").click()
        page.get_by_text("Klasifikasi arsip berlaku").wait_for()
        for jenis in ("unit", "jabatan", "pegawai"):
            impor(page, jenis, getattr(k, jenis), tmp_path)
        with page.expect_download() as unduhan:
            page.get_by_role("link", name=re.compile("baris untuk diperbaiki")).click()
        perbaiki = k.perbaiki(Path(unduhan.value.path()).read_bytes())
        impor(page, "pegawai", perbaiki, tmp_path)
        page.goto("/admin/aktivasi")
        periksa(page)
        page.get_by_role("button", name="Buat kode aktivasi").click()
        page.get_by_role("link", name="Buka hasilnya").click(timeout=30_000)
        periksa(page)
        baris = page.locator("li", has_text="Dinas Urusan 2").filter(has=page.get_by_role("link", name="Unduh PDF"))
        with page.expect_download() as unduhan:
            baris.get_by_role("link", name="Unduh PDF").click()
        slip = kode_dari_pdf(Path(unduhan.value.path()).read_bytes())
        nip = k.nip_kepala[1]
        page.context.clear_cookies()
        page.goto("/aktivasi")
        periksa(page)
        page.get_by_label("NIP atau nama akun").fill(nip)
        page.get_by_label("Kode aktivasi").fill(slip[nip])
        page.get_by_label("Kata sandi baru", exact=True).fill(SANDI)
        page.get_by_role("button", name="Aktifkan akun").click()
        page.wait_for_url("**/masuk")
        page.get_by_label("NIP atau surel dinas").fill(nip)
        page.locator("input[name=sandi]").fill(SANDI)
        page.get_by_role("button", name="Masuk", exact=True).click()
        page.get_by_text("Tidak ada yang menunggu Anda").wait_for()
        assert galat == []


def impor(page: Page, jenis: str, isi: bytes, folder: Path) -> None:
    """Upload, look at what it would do, let it be written, and open the result."""
    berkas = folder / f"{jenis}.csv"
    berkas.write_bytes(isi)
    page.goto("/admin/impor")
    periksa(page)
    page.locator(f"#berkas-{jenis}").set_input_files(berkas)
    page.get_by_role("button", name=f"Periksa berkas {'unit kerja' if jenis == 'unit' else jenis}").click()
    page.wait_for_url("**/admin/impor/berkas/*")
    periksa(page)
    page.get_by_role("button", name=re.compile(r"Impor \d+ baris")).click()
    page.get_by_role("link", name="Buka hasilnya").click(timeout=30_000)
    page.get_by_text("Selesai diimpor").wait_for()


@pytest.fixture
def buka_lebar(peramban: Browser) -> Any:
    from tests.harness import browser as peramban_uji

    yield lambda lebar, alamat: peramban_uji.buka_halaman(peramban, lebar, alamat=alamat)
    clock.set_zone("WIB")
    kota.lupakan()
