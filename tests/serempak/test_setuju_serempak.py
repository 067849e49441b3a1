"""Fifty people press one button at once, over HTTP: one act, forty-nine polite refusals, no error page."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from suite.core import db
from suite.core.audit.models import AuditEvent
from suite.core.db import session
from suite.core.http.application import Suite
from suite.core.identity.models import Account
from suite.core.notifications import Notifikasi
from suite.core.numbering import NomorTerpakai
from suite.core.workflow import LangkahRute, RiwayatAlur, Task
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from tests.harness.login import klien_masuk
from tests.matrix import dunia
from tests.serempak.kantor import segarkan_versi

ORANG = 50


@pytest.fixture
def kota(app: Suite) -> dunia.Dunia:
    app.extensions["signer"] = dunia.PenandaUji()
    with app.app_context():
        return dunia.bangun()


def _serempak(
    app: Suite, akun: Account, alamat: str, isian: dict[str, str], *, json: bool = False
) -> list[TestResponse]:
    """The same post from fifty sessions of who may act, let go at one moment."""
    klien = [klien_masuk(app, akun) for _ in range(ORANG)]
    gerbang = threading.Barrier(ORANG)
    kepala = {"Accept": "application/json"} if json else {"Accept": "text/html"}

    def tekan(i: int) -> TestResponse:
        gerbang.wait(30)
        return klien[i].post(alamat, data=isian, headers=kepala)

    with ThreadPoolExecutor(ORANG) as kolam:
        return list(kolam.map(tekan, range(ORANG)))


def _hitung(jenis: str, objek_id: int, transisi: str) -> int:
    q = select(func.count()).where(
        RiwayatAlur.jenis == jenis, RiwayatAlur.objek_id == objek_id, RiwayatAlur.transisi == transisi
    )
    return session.execute(q).scalar_one()


def _satu_dan_sisanya_sopan(jawaban: list[TestResponse], kata: str) -> None:
    status = Counter(j.status_code for j in jawaban)
    assert status == {302: 1, 409: ORANG - 1}
    for j in jawaban:
        if j.status_code == 409:
            assert kata in j.text and "Traceback" not in j.text


@pytest.mark.parametrize("json", [False, True], ids=["halaman", "problem+json"])
def test_lima_puluh_orang_memaraf_satu_surat(app: Suite, kota: dunia.Dunia, json: bool):
    surat_id = kota.surat["paraf"].id
    kunci = f"j:{kota.jabatan['penanda'].id}"
    with db.transaksi(baca=True):
        sebelum = _jejak(surat_id, kota)
    versi = str(segarkan_versi(surat_id))
    jawaban = _serempak(app, kota.akun["pemaraf"], f"/surat-keluar/{surat_id}/aksi/paraf", {"versi": versi}, json=json)
    _satu_dan_sisanya_sopan(jawaban, "sudah membubuhkan paraf")
    if json:
        tolak = next(j for j in jawaban if j.status_code == 409)
        assert tolak.content_type == "application/problem+json" and tolak.json and tolak.json["status"] == 409
    with db.transaksi(baca=True):
        surat = session.get_one(SuratKeluar, surat_id)
        assert (surat.status, surat.versi) == ("siap_ttd", int(versi) + 1)
        assert _hitung("surat_keluar", surat_id, "paraf") == 1
        selesai = select(func.count()).where(LangkahRute.objek_id == surat_id, LangkahRute.selesai_pada.is_not(None))
        assert session.scalar(selesai) == 1
        terbuka = session.scalars(
            select(Task.untuk).where(
                Task.objek_id == surat_id, Task.ditutup_pada.is_(None), Task.jenis == "surat_keluar"
            )
        )
        assert list(terbuka) == [kunci]
        sesudah = _jejak(surat_id, kota)
    assert (sesudah[0] - sebelum[0], sesudah[1] - sebelum[1]) == (1, 1)


def _jejak(surat_id: int, kota: dunia.Dunia) -> tuple[int, int]:
    """Events in the letter's chain, notifications of who is next."""
    penanda = kota.lain["pegawai:penanda"].id
    return (
        session.execute(select(func.count()).where(AuditEvent.rantai == f"surat_keluar:{surat_id}")).scalar_one(),
        session.execute(select(func.count()).where(Notifikasi.pegawai_id == penanda)).scalar_one(),
    )


def test_lima_puluh_orang_menandatangani_satu_surat(app: Suite, kota: dunia.Dunia):
    surat_id = kota.surat["siap_ttd"].id
    isian = {"versi": str(segarkan_versi(surat_id)), "konfirmasi": "ya"}
    jawaban = _serempak(app, kota.akun["penanda"], f"/surat-keluar/{surat_id}/tandatangani", isian)
    _satu_dan_sisanya_sopan(jawaban, "sudah")
    with db.transaksi(baca=True):
        assert session.get_one(SuratKeluar, surat_id).status == "terkirim"
        assert _hitung("surat_keluar", surat_id, "tandatangani") == _hitung("surat_keluar", surat_id, "terbit") == 1
        for model, kolom in ((NomorTerpakai, NomorTerpakai.objek_id), (SuratMasuk, SuratMasuk.surat_keluar_id)):
            q = select(func.count()).select_from(model).where(kolom == surat_id)
            if model is NomorTerpakai:
                q = q.where(NomorTerpakai.jenis == "surat_keluar")
            assert session.scalar(q) == 1


@pytest.mark.parametrize(
    ("objek", "akun", "alamat", "kata"),
    [("luar", "pimpinan_tujuan", "/surat-masuk/{}/aksi/selesaikan", "sudah menyelesaikan surat")],
    ids=["surat masuk diselesaikan"],
)
def test_lima_puluh_orang_menyelesaikan(app: Suite, kota: dunia.Dunia, objek: str, akun: str, alamat: str, kata: str):
    m = kota.masuk[objek]
    with db.transaksi(baca=True):
        versi = session.execute(select(SuratMasuk.versi).where(SuratMasuk.id == m.id)).scalar_one()
    jawaban = _serempak(app, kota.akun[akun], alamat.format(m.id), {"versi": str(versi), "konfirmasi": "ya"})
    _satu_dan_sisanya_sopan(jawaban, kata)
    with db.transaksi(baca=True):
        assert _hitung("surat_masuk", m.id, "selesaikan") == 1
