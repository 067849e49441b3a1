"""A signing service that hangs, loses its answer or fails holds nobody up, and never makes two results."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import func, select

from suite.core import db, workflow
from suite.core.documents.signing import HasilPeriksa, Penanda
from suite.core.errors import Konflik, LayananTerganggu
from suite.core.http.application import Suite
from suite.core.identity.models import Account
from suite.core.numbering import NomorTerpakai
from suite.core.workflow import RiwayatAlur
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from suite.naskah_dinas.services import keluar, kirim
from tests.factories import actor_dari
from tests.matrix.dunia import KLASIFIKASI, PenandaUji
from tests.serempak import kantor

SABAR = 20
"""Seconds within which work of others must be done; a held lock would let them wait longer, or for ever."""


class PenandaMenggantung(PenandaUji):
    """Does not come back from one of its two calls until it is let go."""

    def __init__(self, di: str):
        self.di, self.tiba, self.lepas = di, threading.Event(), threading.Event()

    def _gantung(self, di: str) -> None:
        if di == self.di:
            self.tiba.set()
            assert self.lepas.wait(120)

    def tanda_tangani(self, pdf: bytes, *, penanda: Penanda, waktu: Any) -> bytes:
        self._gantung("tanda_tangani")
        return super().tanda_tangani(pdf, penanda=penanda, waktu=waktu)

    def periksa(self, pdf: bytes) -> HasilPeriksa:
        self._gantung("periksa")
        return super().periksa(pdf)


class PenandaLupa(PenandaUji):
    """Signs, and then the answer is lost; every time gives other bytes, as a real signature does."""

    def __init__(self) -> None:
        self.kali = 0

    def tanda_tangani(self, pdf: bytes, *, penanda: Penanda, waktu: Any) -> bytes:
        self.kali += 1
        hasil = super().tanda_tangani(pdf, penanda=penanda, waktu=waktu) + b"%" + str(self.kali).encode() + b"\n"
        if self.kali == 1:
            raise TimeoutError("answer lost")
        return hasil


@pytest.fixture
def kantor_uji(app: Suite) -> kantor.Kantor:
    """An office with eight letters ready to be signed."""
    with app.app_context():
        return kantor.bangun(20)[0]


@contextmanager
def _orang_lain(app: Suite) -> Iterator[Callable[..., Future[Any]]]:
    """`kerjakan(fungsi, ...)` in a thread of its own, as another request would."""
    kolam = ThreadPoolExecutor(8)

    def dalam(fungsi: Callable[..., Any], *a: Any) -> Any:
        with app.app_context():
            return fungsi(*a)

    try:
        yield lambda fungsi, *a: kolam.submit(dalam, fungsi, *a)
    finally:
        kolam.shutdown(wait=True)


def _tanda_tangani(surat_id: int, account: Account, signer: PenandaUji) -> str:
    with db.transaksi():
        satu = db.session.get_one(SuratKeluar, surat_id)
        kirim.tandatangani(actor_dari(account), satu, versi=satu.versi, signer=signer)
        return str(db.session.get_one(SuratKeluar, surat_id).nomor)


def _tulis_konsep(account: Account) -> int:
    with db.transaksi():
        aktor = actor_dari(account)
        surat = keluar.buat(aktor, keluar.IsianSurat(jenis="surat_dinas", hal="Konsep baru"))
        keluar.ubah(
            aktor,
            surat,
            keluar.IsianSurat(jenis="surat_dinas", hal="Konsep lain", klasifikasi=KLASIFIKASI),
            versi=surat.versi,
        )
        return surat.id


def _baca(surat_id: int) -> str:
    with db.transaksi(baca=True):
        return workflow.bilah(db.session.get_one(SuratKeluar, surat_id), actor_dari(_pemilik(surat_id))).status


def _pemilik(surat_id: int) -> Account:
    surat = db.session.get_one(SuratKeluar, surat_id)
    return db.session.scalars(select(Account).where(Account.pihak_id == surat.konseptor_id)).one()


def _hasil(surat_id: int) -> tuple[str, int, int, int, list[str]]:
    """Status, and how often it was published, delivered, and put into an agenda; states of its numbers."""
    with db.transaksi(baca=True):
        surat = db.session.get_one(SuratKeluar, surat_id)

        def kali(transisi: str) -> int:
            q = select(func.count()).where(
                RiwayatAlur.jenis == "surat_keluar", RiwayatAlur.objek_id == surat_id, RiwayatAlur.transisi == transisi
            )
            return db.session.execute(q).scalar_one()

        agenda = db.session.execute(select(func.count()).where(SuratMasuk.surat_keluar_id == surat_id)).scalar_one()
        nomor = db.session.scalars(
            select(NomorTerpakai.keadaan).where(
                NomorTerpakai.jenis == "surat_keluar", NomorTerpakai.objek_id == surat_id
            )
        )
        return surat.status, kali("terbit"), kali("kirim"), agenda, list(nomor)


SEKALI = ("terkirim", 1, 1, 1, ["terbit"])


@pytest.mark.parametrize("di", ["tanda_tangani", "periksa"])
def test_penanda_yang_menggantung_tidak_menahan_siapa_pun(app: Suite, kantor_uji: kantor.Kantor, di: str):
    macet, lain, lagi = kantor_uji.surat[:3]
    signer = PenandaMenggantung(di)
    with _orang_lain(app) as kerjakan:
        try:
            tergantung = kerjakan(_tanda_tangani, macet, kantor_uji.kepala, signer)
            assert signer.tiba.wait(SABAR)
            # The same signer, the same register, the next numbers; a drafter writes; anyone reads the hanging letter.
            nomor = [kerjakan(_tanda_tangani, s, kantor_uji.kepala, PenandaUji()).result(SABAR) for s in (lain, lagi)]
            kerjakan(_tulis_konsep, kantor_uji.konseptor).result(SABAR)
            assert kerjakan(_baca, macet).result(SABAR) == "Menandatangani"
            assert not tergantung.done()
            assert _hasil(macet) == ("menandatangani", 0, 0, 0, ["terikat"])
        finally:
            signer.lepas.set()
        nomor.insert(0, tergantung.result(SABAR))
    assert [int(n.split("/")[1]) for n in nomor] == [1, 2, 3]
    assert _hasil(macet) == _hasil(lain) == _hasil(lagi) == SEKALI


@pytest.mark.parametrize("di", ["tanda_tangani", "periksa"])
def test_yang_menggantung_ditandatangani_lagi_dan_hanya_satu_yang_terbit(
    app: Suite, kantor_uji: kantor.Kantor, di: str
):
    """The person does not wait, presses again and it is published; the first answer comes at last and changes nothing."""
    macet = kantor_uji.surat[0]
    signer = PenandaMenggantung(di)
    with _orang_lain(app) as kerjakan:
        try:
            tergantung = kerjakan(_tanda_tangani, macet, kantor_uji.kepala, signer)
            assert signer.tiba.wait(SABAR)
            nomor = kerjakan(_tanda_tangani, macet, kantor_uji.kepala, PenandaLupa()).exception(SABAR)
            assert isinstance(nomor, LayananTerganggu)
            kerjakan(_tanda_tangani, macet, kantor_uji.kepala, PenandaUji()).result(SABAR)
            with db.transaksi(baca=True):
                pertama = db.session.get_one(SuratKeluar, macet).signed_sidik
        finally:
            signer.lepas.set()
        assert isinstance(tergantung.exception(SABAR), Konflik)
    assert _hasil(macet) == SEKALI
    with db.transaksi(baca=True):
        assert db.session.get_one(SuratKeluar, macet).signed_sidik == pertama


def test_banyak_jawaban_yang_tiba_bersamaan_menerbitkan_satu(app: Suite, kantor_uji: kantor.Kantor):
    """Six answers for one letter come at one moment: one publication, five polite conflicts."""
    macet = kantor_uji.surat[0]
    semua = [PenandaMenggantung("tanda_tangani") for _ in range(6)]
    with _orang_lain(app) as kerjakan:
        janji = []
        for signer in semua:
            janji.append(kerjakan(_tanda_tangani, macet, kantor_uji.kepala, signer))
            assert signer.tiba.wait(SABAR)
        for signer in semua:
            signer.lepas.set()
        galat = [j.exception(SABAR * 2) for j in janji]
    assert sum(g is None for g in galat) == 1
    assert sum(isinstance(g, Konflik) for g in galat) == 5
    assert _hasil(macet) == SEKALI


def test_jawaban_yang_hilang_diulang_dengan_bita_yang_sama(app: Suite, kantor_uji: kantor.Kantor):
    surat_id = kantor_uji.surat[0]
    signer = PenandaLupa()
    with app.app_context():
        with pytest.raises(LayananTerganggu, match="sudah terikat"):
            _tanda_tangani(surat_id, kantor_uji.kepala, signer)
        with db.transaksi(baca=True):
            terikat = db.session.get_one(SuratKeluar, surat_id)
        assert _hasil(surat_id) == ("menandatangani", 0, 0, 0, ["terikat"])
        nomor = _tanda_tangani(surat_id, kantor_uji.kepala, signer)
        with pytest.raises(Konflik):
            _tanda_tangani(surat_id, kantor_uji.kepala, signer)
    with db.transaksi(baca=True):
        terbit = db.session.get_one(SuratKeluar, surat_id)
    assert (terbit.nomor, terbit.final_sidik, terbit.token, terbit.tanggal) == (
        nomor, terikat.final_sidik, terikat.token, terikat.tanggal,
    )  # fmt: skip
    assert terbit.nomor == terikat.nomor
    assert signer.kali == 2 and _hasil(surat_id) == SEKALI
