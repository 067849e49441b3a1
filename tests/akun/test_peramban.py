"""Second factors in a real browser: the whole walk of an app on a phone, and a passkey made and used."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pyotp
import pytest

from suite.core import db
from suite.core.identity import password
from suite.core.identity.models import Account
from tests.factories import UnitFactory
from tests.harness import browser as peramban_uji
from tests.harness.server import jalankan_server, port_bebas
from tests.harness.stores import Basis
from tests.identity.dunia import orang

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SANDI = "perahu layar senja kelabu"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
ATURAN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def akun(basis: Basis) -> Account:
    with db.transaksi():
        satu = orang("Bayu Saputra", "Pranata Komputer", unit=UnitFactory()).account
        satu.sandi = password.sandikan(SANDI)
        return satu


@pytest.fixture
def alamat(basis: Basis, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The server under a name: browsers make no passkey for a number."""
    port = port_bebas()
    monkeypatch.setattr("tests.harness.server.port_bebas", lambda: port)
    tujuan = f"http://localhost:{port}"
    with jalankan_server(basis, lain={"SUITE_BASE_URL": tujuan}):
        yield tujuan


@contextmanager
def buka(peramban: Browser, alamat: str, lebar: int, **kw: Any) -> Iterator[Page]:
    with peramban_uji.buka_halaman(peramban, lebar, alamat=alamat, **kw) as page:
        yield page


def lupakan(page: Page) -> None:
    """Forget the session, after the last answer: a late one would bring its cookie back."""
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies()


def masuk(page: Page, akun: Account) -> None:
    page.goto("/masuk")
    page.fill("#pengenal", akun.nama_login)
    page.fill("#sandi", SANDI)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: not url.endswith("/masuk"))


def bersih(page: Page) -> None:
    """axe finds nothing and the page does not scroll sideways."""
    page.evaluate(AXE)
    hasil = page.evaluate("a => axe.run(document, {runOnly: a, resultTypes: ['violations']})", ATURAN)
    assert not hasil["violations"], [(v["id"], v["nodes"][0]["html"][:200]) for v in hasil["violations"]]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def kode_baru(rahasia: str, sesudah: str) -> str:
    """A code of this moment that is not the one used last."""
    while (kode := pyotp.TOTP(rahasia).now()) == sesudah:
        time.sleep(0.5)
    return kode


@pytest.mark.lambat
@pytest.mark.parametrize("javascript", [True, False])
def test_jalan_aplikasi_kode_di_ponsel(peramban: Browser, alamat: str, akun: Account, javascript: bool) -> None:
    with buka(peramban, alamat, 390, javascript=javascript) as page:
        periksa = bersih if javascript else (lambda p: None)
        masuk(page, akun)
        page.goto("/akun/keamanan")
        periksa(page)
        page.get_by_role("link", name="Pasang aplikasi kode").click()
        periksa(page)
        assert page.locator(".s-qr svg").bounding_box()["width"] > 120  # type: ignore[index]
        rahasia = page.locator("[data-rahasia]").inner_text().replace(" ", "")
        pertama = pyotp.TOTP(rahasia).now()
        page.fill("#kode", pertama)
        page.get_by_role("button", name="Pasang aplikasi kode").click()
        pemulihan = page.locator(".s-kode-pemulihan li").all_inner_texts()
        assert len(pemulihan) == 10
        periksa(page)
        lupakan(page)
        masuk(page, akun)
        assert page.url.endswith("/masuk/kedua")
        periksa(page)
        page.fill("#kode", pertama)
        page.get_by_role("button", name="Masuk", exact=True).click()
        assert "sudah dipakai" in page.locator("#kode-galat").inner_text()
        page.locator("summary").click()
        page.fill("#pemulihan", pemulihan[0])
        page.get_by_role("button", name="Masuk dengan kode pemulihan").click()
        page.wait_for_url("**/")
        page.goto("/akun/sesi")
        assert "dengan kode pemulihan" in page.locator("main").inner_text()


@pytest.mark.lambat
def test_kunci_sandi_dibuat_dan_dipakai_sendiri_dan_sebagai_langkah_kedua(
    peramban: Browser, alamat: str, akun: Account
) -> None:
    with buka(peramban, alamat, 1280) as page:
        keluhan: list[str] = []
        page.on("console", lambda m: keluhan.append(m.text) if m.type == "error" and "422" not in m.text else None)
        cdp = page.context.new_cdp_session(page)
        cdp.send("WebAuthn.enable")
        pilihan = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        gawai = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": pilihan})["authenticatorId"]
        masuk(page, akun)
        page.goto("/akun/keamanan")
        page.fill("#nama", "Laptop kantor")
        page.get_by_role("button", name="Tambah kunci sandi").click()
        page.wait_for_selector(".s-kode-pemulihan")
        page.goto("/akun/keamanan")
        assert "Laptop kantor" in page.locator("main").inner_text()
        bersih(page)

        lupakan(page)
        page.goto("/masuk")
        page.get_by_role("button", name="Masuk dengan kunci sandi").click()
        page.wait_for_url("**/")
        page.goto("/akun/sesi")
        assert "dengan kunci sandi" in page.locator("main").inner_text()

        lupakan(page)
        masuk(page, akun)
        bersih(page)
        page.get_by_role("button", name="Pakai kunci sandi").click()
        page.wait_for_url("**/")

        # A copy of the key: its counter stands still while ours rose.
        kunci = cdp.send("WebAuthn.getCredentials", {"authenticatorId": gawai})["credentials"][0]
        cdp.send("WebAuthn.removeCredential", {"authenticatorId": gawai, "credentialId": kunci["credentialId"]})
        cdp.send("WebAuthn.addCredential", {"authenticatorId": gawai, "credential": {**kunci, "signCount": 0}})
        lupakan(page)
        page.goto("/masuk")
        page.get_by_role("button", name="Masuk dengan kunci sandi").click()
        page.wait_for_selector("text=Kunci sandi tidak dikenali")
        assert not keluhan
