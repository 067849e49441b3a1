"""A letter signed now and delivered at a chosen hour; and paraf of which some are enough."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import func, select

from suite.core import db, workflow
from suite.core.actor import SISTEM
from suite.core.clock import local, now
from suite.core.errors import Konflik
from suite.core.jobs import queue
from suite.core.jobs.worker import Pekerja
from suite.core.numbering import NomorTerpakai
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from suite.naskah_dinas.services import kirim
from tests.factories import AccountFactory, JabatanFactory, PenugasanFactory, actor_dari
from tests.naskah_dinas.kantor import Kantor, diajukan, diparaf, versi
from tests.naskah_dinas.test_keluar_konsep import isian


def teks(jawab) -> str:
    return unescape(jawab.get_data(as_text=True))


def tandatangani(app, kantor: Kantor, id: int) -> None:
    with app.app_context(), db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        kirim.tandatangani(actor_dari(kantor.akun["kadis"]), surat, versi=surat.versi, signer=app.extensions["signer"])


@pytest.fixture
def terjadwal(app, kantor) -> int:
    """Signed, to be delivered in an hour."""
    id = diparaf(kantor, "kabid", "sekretaris", kirim_pada=now() + timedelta(hours=1))
    tandatangani(app, kantor, id)
    return id


def keadaan(id: int) -> tuple[str, int]:
    """(status, agendas that hold the letter)."""
    with db.transaksi(baca=True) as s:
        diterima = select(func.count()).select_from(SuratMasuk).where(SuratMasuk.surat_keluar_id == id)
        return s.get_one(SuratKeluar, id).status, s.scalar(diterima) or 0


def tiba_waktunya(*ids: int) -> None:
    with db.transaksi() as s:
        for id in ids:
            s.get_one(SuratKeluar, id).kirim_pada = now() - timedelta(seconds=1)


def giliran(app) -> None:
    """One turn of the periodic work."""
    with db.transaksi():
        queue.antrekan("surat_keluar.kirim_terjadwal", {}, SISTEM)
    Pekerja(app, berkala=False).jalan(sekali=True)


def lakukan(kantor: Kantor, id: int, siapa: str, transisi: str, **isi: str) -> None:
    with db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        workflow.jalankan(surat, transisi, actor_dari(kantor.akun[siapa]), versi=surat.versi, **isi)


def test_menunggu_waktunya_lalu_terkirim_satu_kali(app, kantor, terjadwal, masuk_sebagai):
    assert keadaan(terjadwal) == ("terbit", 0)
    with db.transaksi(baca=True) as s:
        assert s.get_one(SuratKeluar, terjadwal).nomor
    giliran(app)
    assert keadaan(terjadwal) == ("terbit", 0)
    tetangga = masuk_sebagai(kantor.akun["tetangga"])
    assert "Undangan rapat koordinasi" not in teks(tetangga.get("/surat-masuk?tampilan=semua"))
    tiba_waktunya(terjadwal)
    giliran(app)
    giliran(app)
    assert keadaan(terjadwal) == ("terkirim", 1)
    assert "Undangan rapat koordinasi" in teks(tetangga.get("/surat-masuk?tampilan=semua"))


def test_penanda_tangan_diberi_tahu_kapan_terkirim(app, kantor, masuk_sebagai):
    """Nobody is told that a letter is delivered which still waits."""
    kadis = masuk_sebagai(kantor.akun["kadis"])
    for nanti, kata in ((None, "terkirim ke 1 tujuan"), (now() + timedelta(hours=2), "dikirim ")):
        id = diparaf(kantor, "kabid", "sekretaris", kirim_pada=nanti)
        data = {"versi": versi(id), "konfirmasi": "ya"}
        halaman = teks(kadis.post(f"/surat-keluar/{id}/tandatangani", data=data, follow_redirects=True))
        assert re.search(rf"Terbit dengan nomor [^,]+, {kata}", halaman)
        assert ("terkirim ke 1 tujuan" in halaman) is (nanti is None)


def test_yang_waktunya_sudah_lewat_saat_ditandatangani_langsung_terkirim(app, kantor):
    id = diparaf(kantor, "kabid", "sekretaris", kirim_pada=now() + timedelta(hours=1))
    tiba_waktunya(id)
    tandatangani(app, kantor, id)
    assert keadaan(id) == ("terkirim", 1)


def test_kirim_sekarang(app, kantor, terjadwal, masuk_sebagai):
    halaman = teks(masuk_sebagai(kantor.akun["staf"]).get(f"/surat-keluar/{terjadwal}"))
    assert "Kirim sekarang" in halaman and "Dikirim" in halaman
    lakukan(kantor, terjadwal, "staf", "kirim_sekarang")
    assert keadaan(terjadwal) == ("terkirim", 1)


def test_ditarik_sebelum_terkirim(app, kantor, terjadwal):
    lakukan(kantor, terjadwal, "kadis", "tarik", catatan="Rapatnya batal.")
    assert keadaan(terjadwal) == ("ditarik", 0)
    with db.transaksi(baca=True) as s:
        assert s.scalars(select(NomorTerpakai.keadaan)).one() == "batal"
    tiba_waktunya(terjadwal)
    giliran(app)
    assert keadaan(terjadwal) == ("ditarik", 0)


def test_surat_biasa_tidak_menawarkannya(app, kantor, masuk_sebagai):
    id = diparaf(kantor, "kabid", "sekretaris")
    tandatangani(app, kantor, id)
    assert keadaan(id) == ("terkirim", 1)
    assert "Kirim sekarang" not in teks(masuk_sebagai(kantor.akun["staf"]).get(f"/surat-keluar/{id}"))


def test_waktu_lampau_dan_terlalu_jauh_ditolak_di_sebelah_isiannya(kantor, staf):
    for lama in (timedelta(hours=-1), timedelta(days=91)):
        waktu = local(now() + lama).strftime("%Y-%m-%dT%H:%M")
        jawab = staf.post("/surat-keluar/baru", data=isian(kantor, kirim_pada=waktu, hal="Tetap ada"))
        halaman = teks(jawab)
        assert jawab.status_code == 422 and "Waktu kirim harus sesudah saat ini" in halaman
        assert f'value="{waktu}"' in halaman and "Tetap ada" in halaman
    waktu = local(now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    assert staf.post("/surat-keluar/baru", data=isian(kantor, kirim_pada=waktu)).status_code == 302
    with db.transaksi(baca=True) as s:
        assert local(s.scalars(select(SuratKeluar.kirim_pada)).one()).strftime("%Y-%m-%dT%H:%M") == waktu


# Some of several ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cukup", "paraf"), [(None, 3), (2, 2), (1, 1), (9, 3)])
def test_cukup_sebagian_paraf_koordinasi(app, kantor, cukup, paraf):
    with db.transaksi():
        para = [
            JabatanFactory(nama=f"Kepala Bagian {n}", unit=kantor.unit["setda"], jenis="administrator")
            for n in range(3)
        ]
        orang = [PenugasanFactory(jabatan=j).pegawai for j in para]
        akun = [AccountFactory(pegawai=p) for p in orang]
    id = diajukan(kantor, koordinasi=[j.id for j in para], cukup=cukup)
    for siapa in ("kabid", "sekretaris"):
        lakukan(kantor, id, siapa, "paraf")
    for n, a in enumerate(akun[:paraf]):
        with db.transaksi() as s:
            surat = s.get_one(SuratKeluar, id)
            assert surat.status == "paraf", n
            workflow.jalankan(surat, "paraf", actor_dari(a), versi=surat.versi)
    with db.transaksi(baca=True) as s:
        assert s.get_one(SuratKeluar, id).status == "siap_ttd"
    if paraf < 3:
        with db.transaksi() as s, pytest.raises(Konflik):  # not asked any more, and no step is jumped
            surat = s.get_one(SuratKeluar, id)
            workflow.jalankan(surat, "paraf", actor_dari(akun[2]), versi=surat.versi)
