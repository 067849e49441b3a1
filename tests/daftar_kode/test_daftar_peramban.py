"""The desk in a real browser, from an amendment to the version in force, on a desk and on a phone; also without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from suite.core import db
from suite.core.actor import SISTEM
from suite.core.aturan import muat_semua
from suite.core.clock import today
from suite.core.daftar_kode import services
from suite.core.daftar_kode.queries import entri, petakan
from suite.core.http.application import Suite
from suite.naskah_dinas.rules.klasifikasi import BERKAS_KLASIFIKASI
from tests.daftar_kode.regulasi import MULAI, Meja, siapkan, versi
from tests.harness.browser import peramban_sebagai, periksa_halaman
from tests.harness.server import ServerUji

if TYPE_CHECKING:
    from playwright.sync_api import Page

muat_semua()


@pytest.fixture
def meja(app: Suite) -> Meja:
    meja = siapkan()
    with db.transaksi():  # the whole classification instead of the few codes
        services.impor(SISTEM, "klasifikasi", BERKAS_KLASIFIKASI.read_bytes(), mulai=MULAI)
    return meja


@pytest.fixture
def sebagai(app: Suite, meja: Meja, server: ServerUji, buka: Callable[..., Any]) -> Callable[..., Any]:
    return peramban_sebagai(app, server.alamat, buka, meja.akun)


def isi(page: Page, **isian: str) -> None:
    for nama, nilai in isian.items():
        page.fill(f"main [name={nama}]", nilai)


@pytest.mark.parametrize(("lebar", "javascript"), [(1280, True), (390, True), (390, False)])
def test_dari_satu_perubahan_sampai_berlaku(meja: Meja, sebagai: Callable[..., Any], lebar: int, javascript: bool):
    mulai = (today() + timedelta(days=30)).isoformat()
    with sebagai("admin", lebar, javascript=javascript) as page:
        page.goto("/daftar-kode")
        periksa_halaman(page, javascript)
        page.click("main a:has-text('Usulkan perubahan')")
        page.click("main a:has-text('Pindah ke kode lain')")
        isi(page, kode="000.1.5", kode_baru="000.1.1", mulai=mulai, regulasi="Kepwal 12", sumber="JDIH")
        page.click("text=Simpan usulan")
        assert page.locator(".s-galat-isian").first.inner_text().strip().endswith("Pilih tempat lain.") or (
            "sudah ada" in page.locator(".s-galat-isian").first.inner_text()
        )
        assert page.input_value("main [name=regulasi]") == "Kepwal 12"
        periksa_halaman(page, javascript)
        isi(page, kode_baru="000.1.99")
        page.click("text=Simpan usulan")
        page.wait_for_url(re.compile(r"/daftar-kode/usulan/\d+$"))
        usulan = page.url
        page.click("main a:has-text('Tambah perubahan')")
        page.click("main a:has-text('Tutup kode')")
        isi(page, kode="000.1.2")
        periksa_halaman(page, javascript)
        page.click("text=Tambah ke usulan")
        page.wait_for_url(usulan)
        periksa_halaman(page, javascript)
        page.click("main a:has-text('Buka pemetaan')")
        page.click("main a:has-text('000.1.2 ')")
        isi(page, kode_baru="000.1.1")
        periksa_halaman(page, javascript)
        page.click("text=Simpan pemetaan")
        assert "Digabung" in page.inner_text("main")
        page.goto(usulan)
        page.click("button:has-text('Ajukan usulan')")
        page.wait_for_load_state()
        assert "Setujui usulan" not in page.inner_text("main")
    with sebagai("penyetuju", lebar, javascript=javascript) as page:
        page.goto("/tindakan")
        page.click("main a:has-text('Klasifikasi arsip')")
        assert page.url == usulan
        periksa_halaman(page, javascript)
        page.click("main button:has-text('Setujui usulan')")
        if javascript:
            page.click("dialog[open] button.s-tombol-utama")
        else:
            page.click("main button:has-text('Setujui usulan')")
        page.wait_for_url(usulan)
        page.get_by_text("Menjadi versi").first.wait_for()
        periksa_halaman(page, javascript)
        page.goto("/daftar-kode/klasifikasi/banding")
        assert "dari 000.1.5" in page.inner_text("main")
        periksa_halaman(page, javascript)
    with db.transaksi(baca=True):
        baru, lama = versi()
        assert entri("klasifikasi", "000.1.5", baru.mulai) is None and entri("klasifikasi", "000.1.5", today())
        assert petakan("000.1.5", lama, baru) == ["000.1.99"]
        assert petakan("000.1.2", lama, baru) == ["000.1.1"]
