"""A letter to somebody outside in a real browser, on a phone: the address beside the name, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from suite.core.clock import today
from tests.harness.browser import peramban_sebagai, periksa_halaman
from tests.naskah_dinas.test_keluar_peramban import pilih
from tests.naskah_dinas.test_kirim_luar import alamat_halaman, giliran, peladen, terbitkan

__all__ = ["peladen"]


@pytest.fixture
def sebagai(app, kantor, server, buka) -> Callable[..., Any]:
    return peramban_sebagai(app, server.alamat, buka, kantor.akun)


def test_alamat_saat_menulis_lalu_gagal_diurus_di_ponsel(app, kantor, peladen, sebagai):
    peladen.tolak["hendra@warga.test"] = "550 5.1.1 tidak ada kotak ini"
    with ThreadPoolExecutor(1) as lain:  # a signature cannot be made within the browser's event loop
        id = lain.submit(terbitkan, app, kantor).result()
    giliran(app)
    with sebagai("staf", 390) as page:
        page.goto("/surat-keluar/baru?jenis=surat_dinas")
        pilih(page, "kepada", "Sdr. Hendra Wijaya", "Sdr. Hendra Wijaya")
        alamat = page.get_by_label("Surel Sdr. Hendra Wijaya")
        alamat.wait_for()
        page.get_by_text("Dipakai pada surat terdahulu: hendra@warga.test").wait_for()
        assert alamat.input_value() == ""
        alamat.fill("bukan alamat")
        periksa_halaman(page)
        page.get_by_role("button", name="Simpan konsep").last.click()
        page.locator(".s-ringkasan-galat").wait_for()
        assert "Alamat surel tidak lengkap" in page.locator(".s-ringkasan-galat").inner_text()
        assert page.get_by_label("Surel Sdr. Hendra Wijaya").input_value() == "bukan alamat"

        page.goto(f"/surat-keluar/{id}?bagian=rantai")
        panel = page.locator("#kiriman-luar")
        assert "Gagal terkirim" in panel.inner_text()
        periksa_halaman(page)
        panel.get_by_role("link", name="Sdr. Hendra Wijaya").click()
        page.get_by_text("550 5.1.1 tidak ada kotak ini").first.wait_for()
        periksa_halaman(page)
        page.get_by_label("Alamat surel").fill("hendra@rumah.test")
        page.get_by_role("button", name="Kirim ulang").click()
        page.get_by_text("Surel ke hendra@rumah.test masuk antrean kirim.").wait_for()
        giliran(app)
        page.goto(alamat_halaman(id))
        assert "Terkirim ke peladen surel" in page.locator("main").inner_text()
        page.get_by_label("Tanggal diterima").fill(today().isoformat())
        page.get_by_label("Diterima oleh").fill("Hendra Wijaya")
        page.get_by_role("button", name="Catat diterima").click()
        page.get_by_text("Tercatat: diterima Hendra Wijaya.").wait_for()
        periksa_halaman(page)
