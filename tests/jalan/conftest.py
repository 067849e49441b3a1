"""The city of the walks, and a browser in which a person logs in through the form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from suite.core import db
from suite.core.identity.models import Account, Jabatan
from suite.core.identity.password import sandikan
from tests.factories import AccountFactory, JabatanFactory, PegawaiFactory, PenugasanFactory, PeranFactory
from tests.naskah_dinas.kantor import Kantor, bangun

if TYPE_CHECKING:
    from playwright.sync_api import Page

SANDI = "sandi-uji-yang-panjang"


@pytest.fixture
def kota(app) -> Kantor:
    """The world of the letter tests, and below the other office's head: a kabid, a staf, its arsiparis and registry."""
    k = bangun()
    with db.transaksi():
        lain, atas = k.unit["lain"], db.session.get_one(Jabatan, k.jabatan["tetangga"].id)
        kabid = JabatanFactory(nama="Kepala Bidang Pelayanan Kesehatan", unit=lain, jenis="administrator", atasan=atas)
        staf = JabatanFactory(nama="Analis Data Kesehatan", unit=lain, jenis="fungsional", atasan=kabid)
        for nama, jabatan, orang in (("kabid_kes", kabid, "Markus Rajang"), ("staf_kes", staf, "Uray Khairani")):
            tugas = PenugasanFactory(jabatan=jabatan, pegawai__nama=orang)
            k.akun[nama], k.jabatan[nama] = AccountFactory(pegawai=tugas.pegawai), jabatan
        petugas = PenugasanFactory(
            jabatan=JabatanFactory(nama="Arsiparis Terampil", unit=lain, atasan=kabid),
            pegawai=PegawaiFactory(nama="Yosefina Suli"),
        )
        PeranFactory(pegawai=petugas.pegawai, nama="arsiparis", unit=lain)
        k.akun["arsip_kes"] = AccountFactory(pegawai=petugas.pegawai)
        for akun in db.session.scalars(select(Account)):
            akun.sandi = sandikan(SANDI)
    return k


@pytest.fixture
def sebagai(kota: Kantor, server, buka) -> Callable[..., Any]:
    """A browser that logged in through the form, as a person does; script or policy errors fail the test."""

    @contextmanager
    def masuk(nama: str, lebar: int) -> Iterator[Page]:
        with buka(lebar) as page:
            galat: list[str] = []
            page.on("pageerror", lambda e: galat.append(str(e)))
            page.on("console", lambda m: galat.append(m.text) if m.type == "error" else None)
            page.goto("/")
            page.get_by_label("NIP atau surel dinas").fill(kota.akun[nama].nama_login)
            page.locator("input[name=sandi]").fill(SANDI)
            page.get_by_role("button", name="Masuk", exact=True).click()
            page.locator("h1").wait_for()
            yield page
            assert galat == []

    return masuk
