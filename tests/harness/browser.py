"""Chromium for the browser tests, and the PDF tools: where they are, or a clear word how to get them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from suite.core.http.application import Suite
from suite.core.identity.models import Account
from tests.harness.login import kuki_masuk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ALAT_PDF = ("qpdf", "pdffonts", "pdfsig", "pdftotext", "pdftoppm", "certutil")

ARGUMEN = [
    "--no-sandbox",  # the sandbox refuses root, and CI is root; only our own pages are opened
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-dev-shm-usage",
]


ATURAN_AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
"""WCAG 2.2 AA."""

Masuk = Callable[..., AbstractContextManager["Page"]]


def peramban_sebagai(app: Suite, alamat: str, buka: Masuk, akun: Mapping[str, Account]) -> Masuk:
    """`with sebagai("kadis", 390) as page:` a browser in which that person is logged in (None: the public). An error on
    the page or in its console fails the test at the end."""

    @contextmanager
    def masuk(siapa: str | None, lebar: int, **kw: Any) -> Iterator[Page]:
        with buka(lebar, **kw) as page:
            if siapa:
                kuki = kuki_masuk(app, akun[siapa])
                page.context.add_cookies([{"name": "suite_sesi", "value": kuki, "url": alamat}])
            galat: list[str] = []
            page.on("pageerror", lambda e: galat.append(str(e)))
            page.on("console", lambda m: galat.append(m.text) if m.type == "error" and "422" not in m.text else None)
            yield page
            assert galat == []

    return masuk


TERLIHAT_SEMUA = "scrollTo(0, 0); document.querySelectorAll('.s-bilah').forEach(e => { e.style.position = 'static'; })"
"""A field half beneath a bar that stays in sight counts as too small to touch, though one scrolls: the bar is put at its place."""

SEPERTI_SEMULA = "document.querySelectorAll('.s-bilah').forEach(e => { e.style.position = ''; })"


def periksa_halaman(page: Page, javascript: bool = True) -> None:
    """WCAG 2.2 AA by axe, and no sideways scrolling."""
    if not javascript:
        return
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate(TERLIHAT_SEMUA)
    hasil = Axe().run(page, options=ATURAN_AXE).response["violations"]
    page.evaluate(SEPERTI_SEMULA)
    keluhan = [(v["id"], v["nodes"][0]["html"][:200]) for v in hasil]
    assert not keluhan, f"{page.url}: {keluhan}"
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"), page.url


def jalur_chromium() -> str | None:
    """Path of the browser: `SUITE_CHROMIUM`, else chromium or Chrome on the PATH."""
    pilihan = [os.environ.get("SUITE_CHROMIUM"), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))]
    return next((p for p in pilihan if p and shutil.which(p)), None)


def lewati_atau_gagal(pesan: str) -> None:
    """Skip with a word how to enable; in CI a skipped test proves nothing, so there it fails."""
    if os.environ.get("CI"):
        pytest.fail(pesan, pytrace=False)
    pytest.skip(pesan)


def perlu_chromium() -> str:
    jalur = jalur_chromium()
    if jalur is None:
        lewati_atau_gagal(
            "browser test skipped: no Chromium. Install it (Debian: apt-get install chromium; as root `make test` does "
            "so) or set SUITE_CHROMIUM to its path."
        )
    assert jalur is not None
    return jalur


def perlu_alat_pdf() -> None:
    kurang = [a for a in ALAT_PDF if shutil.which(a) is None]
    if kurang:
        lewati_atau_gagal(
            f"PDF test skipped: {', '.join(kurang)} not found. Install qpdf, poppler-utils and libnss3-tools (as root `make test` does so)."
        )


@contextmanager
def buka_peramban() -> Iterator[Browser]:
    """A headless browser, closed at the end."""
    jalur = perlu_chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=jalur, args=ARGUMEN)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def buka_halaman(browser: Browser, lebar: int, *, alamat: str, javascript: bool = True) -> Iterator[Page]:
    """A page of its own context (390 is a phone with touch), Indonesian, in the office's zone."""
    ponsel = lebar < 700
    konteks = browser.new_context(
        base_url=alamat,
        viewport={"width": lebar, "height": 844 if ponsel else 900},
        has_touch=ponsel,
        is_mobile=ponsel,
        locale="id-ID",
        timezone_id="Asia/Pontianak",
        java_script_enabled=javascript,
    )
    konteks.set_default_timeout(15_000)
    try:
        yield konteks.new_page()
    finally:
        konteks.close()
