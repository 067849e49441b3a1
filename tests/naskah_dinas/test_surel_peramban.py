"""Letters that come by mail in a real browser: brought in, looked over, registered; also without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from suite.core.jobs.worker import Pekerja
from tests.harness.browser import peramban_sebagai, periksa_halaman
from tests.harness.server import ServerUji
from tests.harness.stores import Basis
from tests.naskah_dinas.dunia_masuk import Dunia, bangun, pdf_kecil
from tests.naskah_dinas.test_surel import kotak, lampiri, pesan


@pytest.fixture
def kota(basis: Basis) -> Dunia:
    return bangun(basis)


@pytest.fixture
def sebagai(kota: Dunia, server: ServerUji, buka: Callable[..., Any]) -> Callable[..., Any]:
    return peramban_sebagai(kota.app, server.alamat, buka, kota.akun)


@pytest.mark.parametrize(("lebar", "javascript"), [(390, True), (1280, False)])
def test_kotak_surat_diperiksa_lalu_dicatat(
    kota: Dunia, sebagai: Callable[..., Any], lebar: int, javascript: bool
) -> None:
    surat = lampiri(lampiri(pesan(), "undangan.pdf", pdf_kecil("Undangan")), "program.exe", b"MZ\x90\x00")
    isi = kotak(surat, pesan("Penawaran murah")) + b"From x\nBukan: surel\n\nIsi.\n"
    with sebagai("agenda", lebar, javascript=javascript) as page:
        page.goto("/surat-masuk/surel")
        page.set_input_files("input#berkas", {"name": "kotak.mbox", "mimeType": "application/mbox", "buffer": isi})
        page.get_by_role("button", name="Baca surel").click()
        page.wait_for_url(re.compile(r"/pekerjaan/\d+$"))
        Pekerja(kota.app, jeda=0.01, berkala=False).jalan(sekali=True)
        page.goto("/surat-masuk/surel")
        utama = page.locator("main")
        assert "Menunggu diperiksa: 3 surel" in utama.inner_text()
        assert "Tidak dijadikan lampiran. Jenis berkas ini tidak diterima" in utama.inner_text()
        assert "Tidak dapat dibaca." in utama.inner_text()
        periksa_halaman(page, javascript)
        page.get_by_label("Pilih surel ini").first.check()
        page.get_by_label("Nomor surat").first.fill("")
        page.get_by_role("button", name="Catat dan teruskan").click()
        page.locator(".s-ringkasan-galat").wait_for()
        assert "Isi nomor pada surat" in page.locator(".s-ringkasan-galat").inner_text()
        periksa_halaman(page, javascript)
        page.get_by_label("Nomor surat").first.fill("005/12/DISDIK")
        page.get_by_role("button", name="Catat dan teruskan").click()
        page.get_by_text("1 surel tercatat dengan nomor agenda 1.").wait_for()
        assert "Menunggu diperiksa: 2 surel" in utama.inner_text()
        page.goto("/surat-masuk/1")
        page.get_by_text("Surel asli (.eml)").first.wait_for()
        periksa_halaman(page, javascript)
