"""The desk and the calculator in a real browser: propose, approve, ask before and after, keep the link; both widths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from suite.core import db
from suite.core.clock import today
from suite.core.http.application import Suite
from suite.core.identity.models import Account
from tests.factories import PeranFactory, pejabat
from tests.harness.login import kuki_masuk
from tests.harness.server import ServerUji

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.peramban
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
ATURAN = "/kalkulator/naskah_dinas.tenggat"


@pytest.fixture
def orang(app: Suite) -> dict[str, Account]:
    with db.transaksi():
        usul, akun_usul = pejabat("Analis Hukum")
        sah, akun_sah = pejabat("Kepala Bagian Hukum")
        _, akun_lain = pejabat("Analis Data")
        PeranFactory(pegawai=usul.pegawai, nama="admin_regulasi", unit=None)
        PeranFactory(pegawai=sah.pegawai, nama="penyetuju_regulasi", unit=None)
        return {"usul": akun_usul, "sah": akun_sah, "lain": akun_lain}


@pytest.fixture
def sebagai(app: Suite, orang: dict[str, Account], server: ServerUji, buka: Callable[..., Any]) -> Callable[..., Any]:
    @contextmanager
    def masuk(siapa: str, lebar: int, **kw: Any) -> Iterator[Page]:
        with buka(lebar, **kw) as page:
            kuki = kuki_masuk(app, orang[siapa])
            page.context.add_cookies([{"name": "suite_sesi", "value": kuki, "url": server.alamat}])
            galat: list[str] = []
            page.on("pageerror", lambda e: galat.append(str(e)))
            page.on("console", lambda m: galat.append(m.text) if m.type == "error" and "422" not in m.text else None)
            yield page
            assert galat == []

    return masuk


def periksa(page: Page, javascript: bool) -> None:
    """WCAG 2.2 AA by axe, and no sideways scrolling."""
    if not javascript:
        return
    from axe_playwright_python.sync_playwright import Axe

    hasil = Axe().run(page, options=AXE).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:150]) for v in hasil] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def tanya(page: Page, hari: str) -> str:
    """The calculator's answer for an urgent letter received at nine on that day."""
    page.goto(ATURAN)
    page.select_option("main select[name='m/sifat']", "segera")
    page.fill("main [name='m/diterima']", f"{hari}T09:00")
    page.click("main button:has-text('Hitung')")
    page.wait_for_load_state()
    return page.locator(".s-kalkulator-jawab dd").first.inner_text()


@pytest.mark.parametrize(("lebar", "javascript"), [(1280, True), (390, True), (390, False)])
def test_dari_usulan_sampai_hitungan_berubah(sebagai: Callable[..., Any], lebar: int, javascript: bool):
    mulai = today() + timedelta(days=20)
    sejak, sebelum = mulai.isoformat(), (mulai - timedelta(days=1)).isoformat()
    with sebagai("lain", lebar, javascript=javascript) as page:
        lama = tanya(page, sejak)
        kemarin = tanya(page, sebelum)
        periksa(page, javascript)
        page.goto(ATURAN)
        tanya(page, sejak)
        tautan = page.get_attribute("main a:has-text('Tautan hitungan ini')", "href")
        assert tautan is not None
        page.goto("/ketentuan")
        periksa(page, javascript)
        assert page.locator("main a:has-text('Usulkan perubahan')").count() == 0
    with sebagai("usul", lebar, javascript=javascript) as page:
        page.goto("/ketentuan/naskah_dinas.tenggat")
        periksa(page, javascript)
        page.click("main a:has-text('Usulkan perubahan')")
        page.fill("main [name='n/segera/jam']", "empat")
        page.fill("main [name=mulai]", sejak)
        page.fill("main [name=sumber]", "Perwali 12/2026 Ps 7")
        page.click("text=Simpan usulan")
        assert "bilangan bulat" in page.locator(".s-galat-isian").first.inner_text()
        assert page.input_value("main [name='n/segera/jam']") == "empat"
        assert page.input_value("main [name=sumber]") == "Perwali 12/2026 Ps 7"
        periksa(page, javascript)
        page.fill("main [name='n/segera/jam']", "4")
        page.fill("main [name=alasan]", "Layanan dipercepat")
        page.click("text=Simpan usulan")
        page.wait_for_url(re.compile(r"/ketentuan/usulan/\d+$"))
        assert "Segera › Jam" in page.inner_text("main") and "Berubah" in page.inner_text("main")
        periksa(page, javascript)
        page.click("button:has-text('Ajukan pemeriksaan')")
        page.wait_for_load_state()
        assert page.locator("button:has-text('Sahkan perubahan')").count() == 0
    with sebagai("sah", lebar, javascript=javascript) as page:
        page.goto("/tindakan")
        page.click("main a:has-text('Perubahan: Batas waktu')")
        page.click(".s-bilah button:has-text('Sahkan perubahan')")
        page.click(
            "dialog[open] button:has-text('Sahkan perubahan')"
            if javascript
            else "main button:has-text('Sahkan perubahan')"
        )
        page.wait_for_url(re.compile(r"/ketentuan/usulan/\d+$"))
        assert "Disahkan, belum berlaku" in page.inner_text("main")
        periksa(page, javascript)
    with sebagai("lain", lebar, javascript=javascript) as page:
        assert tanya(page, sebelum) == kemarin
        baru = tanya(page, sejak)
        assert baru != lama and "13.00 WIB" in baru
        page.goto(tautan)
        assert page.locator(".s-kalkulator-jawab dd").first.inner_text() == lama
        assert "Ketentuan sudah berubah" in page.inner_text("main")
        periksa(page, javascript)
        page.click("main a:has-text('Hitung dengan ketentuan sekarang')")
        assert page.locator(".s-kalkulator-jawab dd").first.inner_text() == baru
