"""A mass invitation to 60 units, in a real browser at 390 and 1280 px: chosen in a few taps, each unit its own number."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from suite.core import db
from suite.core.jobs.worker import Pekerja
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from tests.factories import UnitFactory, pejabat
from tests.harness.browser import peramban_sebagai, periksa_halaman
from tests.naskah_dinas.test_keluar_peramban import pilih


@pytest.fixture
def sebagai(app, kantor, server, buka) -> Callable[..., Any]:
    with db.transaksi():
        for jenis, n in (("kecamatan", 20), ("kelurahan", 40)):
            for i in range(1, n + 1):
                unit = UnitFactory(nama=f"{jenis.capitalize()} {i:02}", jenis=jenis)
                pejabat(f"Kepala {jenis.capitalize()} {i:02}", unit=unit, kepala=True)
    return peramban_sebagai(app, server.alamat, buka, kantor.akun)


@pytest.mark.parametrize("lebar", [390, 1280])
def test_undangan_massal_ke_60_unit(app, sebagai, lebar):
    with sebagai("staf", lebar) as page:
        page.goto("/surat-keluar/baru?jenis=surat_dinas", wait_until="networkidle")
        page.locator("#hal").fill("Undangan musyawarah perencanaan")
        page.get_by_text("Kirim ke banyak tujuan").click()
        page.get_by_label("Semua kecamatan (20)").check()
        page.get_by_label("Semua kelurahan (40)").check()
        page.get_by_role("button", name="Tambahkan tujuan").click()
        page.get_by_text("60 tujuan ditambahkan.").wait_for()
        page.wait_for_load_state("networkidle")
        assert page.locator("#hal").input_value() == "Undangan musyawarah perencanaan"
        periksa_halaman(page)
        page.get_by_label("Nomor sendiri untuk tiap tujuan").check()
        pilih(page, "klasifikasi", "rapat", "000.1.5")
        page.get_by_role("textbox", name="Isi").click()
        page.keyboard.type("Kami mengundang Saudara.")
        page.locator("#penanda_tangan").select_option(
            label="Ir. Iskandar Mahmud, M.T., Kepala Dinas Komunikasi dan Informatika"
        )
        page.get_by_role("button", name="Ajukan paraf").click()
        page.get_by_text("Diajukan. Menunggu").wait_for()
        alamat = page.url
        periksa_halaman(page)
    for nama in ("kabid", "sekretaris"):
        with sebagai(nama, lebar) as page:
            page.goto(alamat)
            page.get_by_role("button", name="Paraf surat").click()
            page.get_by_text("Anda membubuhkan paraf.").wait_for()
    with sebagai("kadis", lebar) as page:
        page.goto(alamat)
        page.get_by_role("button", name="Tanda tangani semua").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_text("Terbit 60 surat, masing-masing dengan nomor sendiri").wait_for()
        dialog.get_by_role("button", name="Tanda tangani semua").click()
        page.wait_for_url("**/pekerjaan/*")
        periksa_halaman(page)
        # A worker beside the server, as a city has it; the page follows it by itself.
        pekerja = threading.Thread(target=Pekerja(app, jeda=0.01, berkala=False).jalan, kwargs={"sekali": True})
        pekerja.start()
        page.get_by_text("60 surat terbit.").wait_for(timeout=180_000)
        pekerja.join()
        page.get_by_role("link", name="Buka hasilnya").click()
        page.get_by_role("heading", name="60 dari 60 surat terbit").wait_for()
        periksa_halaman(page)
        page.get_by_role("link", name="Berikutnya").click()
        page.wait_for_url("**setelah=50*")
        page.goto(alamat)
        page.get_by_text(re.compile("Terbit tiap tujuan")).first.wait_for()
        periksa_halaman(page)
    with db.transaksi(baca=True) as s:
        anak = s.scalars(select(SuratKeluar.nomor).where(SuratKeluar.induk_id.is_not(None))).all()
        assert len(set(anak)) == 60
        assert s.scalar(select(func.count()).select_from(SuratMasuk)) == 60
