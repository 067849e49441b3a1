"""The desk and the calculator in a real browser: propose, approve, ask before and after, keep the link; both widths."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from suite.core import db
from suite.core.clock import today
from suite.core.http.application import Suite
from suite.core.identity.models import Account
from tests.factories import PeranFactory, pejabat
from tests.harness.browser import peramban_sebagai, periksa_halaman
from tests.harness.server import ServerUji

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.peramban
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
    return peramban_sebagai(app, server.alamat, buka, orang)


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
        periksa_halaman(page, javascript)
        page.goto(ATURAN)
        tanya(page, sejak)
        tautan = page.get_attribute("main a:has-text('Tautan hitungan ini')", "href")
        assert tautan is not None
        page.goto("/ketentuan")
        periksa_halaman(page, javascript)
        assert page.locator("main a:has-text('Usulkan perubahan')").count() == 0
    with sebagai("usul", lebar, javascript=javascript) as page:
        page.goto("/ketentuan/naskah_dinas.tenggat")
        periksa_halaman(page, javascript)
        page.click("main a:has-text('Usulkan perubahan')")
        page.fill("main [name='n/segera/jam']", "empat")
        page.fill("main [name=mulai]", sejak)
        page.fill("main [name=sumber]", "Perwali 12/2026 Ps 7")
        page.click("text=Simpan usulan")
        assert "bilangan bulat" in page.locator(".s-galat-isian").first.inner_text()
        assert page.input_value("main [name='n/segera/jam']") == "empat"
        assert page.input_value("main [name=sumber]") == "Perwali 12/2026 Ps 7"
        periksa_halaman(page, javascript)
        page.fill("main [name='n/segera/jam']", "4")
        page.fill("main [name=alasan]", "Layanan dipercepat")
        page.click("text=Simpan usulan")
        page.wait_for_url(re.compile(r"/ketentuan/usulan/\d+$"))
        assert "Segera › Lama" in page.inner_text("main") and "Berubah" in page.inner_text("main")
        periksa_halaman(page, javascript)
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
        periksa_halaman(page, javascript)
    with sebagai("lain", lebar, javascript=javascript) as page:
        assert tanya(page, sebelum) == kemarin
        baru = tanya(page, sejak)
        assert baru != lama and "13.00 WIB" in baru
        page.goto(tautan)
        assert page.locator(".s-kalkulator-jawab dd").first.inner_text() == lama
        assert "Ketentuan sudah berubah" in page.inner_text("main")
        periksa_halaman(page, javascript)
        page.click("main a:has-text('Hitung dengan ketentuan sekarang')")
        assert page.locator(".s-kalkulator-jawab dd").first.inner_text() == baru
