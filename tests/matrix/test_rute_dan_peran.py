"""Every route with every role, on real objects: exactly who stands in the table may."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from types import ModuleType
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import inspect, text
from werkzeug.test import TestResponse

import suite.app
from suite.core import db
from suite.core.config import Config
from suite.core.policy import IzinTidakDinyatakan, izin, izin_rute
from suite.naskah_dinas.models import SuratKeluar
from tests.matrix import permintaan, permintaan_api
from tests.matrix.conftest import Panggung
from tests.matrix.harapan import HARAPAN as HARAPAN_HALAMAN
from tests.matrix.harapan import PERAN, TANPA_MASUK, Baris
from tests.matrix.harapan import PUBLIK as PUBLIK_HALAMAN
from tests.matrix.harapan_api import HARAPAN_API, PUBLIK_API

HARAPAN = [*HARAPAN_HALAMAN, *HARAPAN_API]
PUBLIK = PUBLIK_HALAMAN | PUBLIK_API

LOG_BACA = {"log_baca", "batas_laju", "token_api"}
"""What a GET may leave behind: that somebody read something sensitive, and that a token was used."""


def _rute(app: Flask) -> set[tuple[str, str]]:
    return {(m, r.endpoint) for r in app.url_map.iter_rules() for m in (r.methods or set()) - {"HEAD", "OPTIONS"}}


def _kirim(klien: FlaskClient, b: Baris, panggung: Panggung, peran: str) -> TestResponse:
    if permintaan_api.adalah_api(b):
        return _kirim_api(b, panggung, peran)
    with panggung.app.test_request_context():
        alamat = permintaan.alamat(b, panggung.dunia, peran)
    if b.metode == "GET":
        return klien.get(alamat)
    isian = permintaan.isian(b, panggung.dunia, peran)
    if "json" in isian:
        return klien.post(alamat, json=isian["json"])
    return klien.post(alamat, data=isian)


def _kirim_api(b: Baris, panggung: Panggung, peran: str) -> TestResponse:
    """With the token of the role, and nothing of a browser."""
    d = panggung.dunia
    with panggung.app.test_request_context():
        alamat = permintaan_api.alamat(b, d)
    isian = {} if b.metode == "GET" else permintaan_api.isian(b, d, peran, permintaan._versi)
    kepala = permintaan_api.kepala(d, peran) | isian.pop("headers", {})
    jawab = panggung.app.test_client().open(alamat, method=b.metode, headers=kepala, **isian)
    if jawab.status_code < 300:
        BERHASIL.add((panggung.basis.toko, b.endpoint))
    return jawab


BERHASIL: set[tuple[str, str]] = set()
"""(store, operation) of the API that have answered 2xx in the trials below."""


def _salah(b: Baris, peran: str, jawab: TestResponse) -> str:
    """What is wrong with the answer, or nothing."""
    ke_masuk = jawab.status_code == 302 and jawab.location.startswith("/masuk?lanjut=")
    if peran in b.boleh:
        baik = jawab.status_code in b.jawab and not ke_masuk
        harap: Any = b.jawab
    elif peran == TANPA_MASUK:
        halaman = b.metode == "GET" and not permintaan_api.adalah_api(b)
        baik = ke_masuk if halaman else jawab.status_code == 401
        harap = "ke halaman masuk" if halaman else 401
    else:
        baik, harap = jawab.status_code in b.tolak, b.tolak
    if baik:
        return ""
    return f"{b.metode} {b.endpoint} [{b.objek}] {peran}: {jawab.status_code} {jawab.headers.get('Location', '')}, harus {harap}"


def test_setiap_rute_ada_dalam_tabel_dan_setiap_baris_ada_rutenya(panggung: Panggung):
    tabel = {(b.metode, b.endpoint) for b in HARAPAN}
    rute = _rute(panggung.app)
    assert rute - tabel == set(), "route without a line in tests/matrix/harapan.py"
    assert tabel - rute == set(), "line without a route"
    ganda = [k for k, n in Counter((b.metode, b.endpoint, b.objek) for b in HARAPAN).items() if n > 1]
    assert not ganda


def test_setiap_rute_mengizinkan_dan_menolak_paling_sedikit_satu_peran(panggung: Panggung):
    boleh: dict[tuple[str, str], set[str]] = {}
    for b in HARAPAN:
        boleh.setdefault((b.metode, b.endpoint), set()).update(b.boleh)
    for (metode, endpoint), peran in boleh.items():
        assert peran, f"{metode} {endpoint}: nobody may"
        if endpoint not in PUBLIK:
            assert TANPA_MASUK not in peran and set(PERAN) - peran, f"{metode} {endpoint}: nobody is refused"
    assert {e for e, nama in izin_rute(panggung.app).items() if nama == "publik"} == PUBLIK


def test_setiap_get_menurut_tabel_dan_tidak_satu_pun_mengubah_keadaan(panggung: Panggung):
    sebelum = _isi_tabel()
    salah, lama = [], []
    for b in HARAPAN:
        if b.metode == "GET":
            for peran in PERAN:
                jawab = _kirim(panggung.klien[peran], b, panggung, peran)
                if galat := _salah(b, peran, jawab):
                    salah.append(galat)
        else:
            lama.append(b)
    assert not salah, "\n".join(salah)
    assert lama
    sesudah = _isi_tabel()
    assert {t for t in sebelum if sebelum[t] != sesudah[t]} <= LOG_BACA
    assert sesudah["log_baca"] != sebelum["log_baca"], "the world has sensitive letters: reading them is logged"
    _pastikan_operasi_berhasil(panggung, baca=True)


def _isi_tabel() -> dict[str, str]:
    """A fingerprint of the rows of every table."""
    with db.transaksi(baca=True):
        tabel = [t for t in inspect(db.session.connection()).get_table_names() if not t.startswith("cari_fts")]
        return {
            t: hashlib.sha256(
                "\n".join(sorted(repr(tuple(r)) for r in db.session.execute(text(f'SELECT * FROM "{t}"')))).encode()
            ).hexdigest()
            for t in tabel
        }


def test_setiap_post_menurut_tabel_pada_objek_segar(panggung: Panggung):
    sebelum = _isi_tabel()
    salah = []
    for b in HARAPAN:
        if b.metode == "GET":
            continue
        for peran in PERAN:
            klien = panggung.klien[peran] if peran != TANPA_MASUK else panggung.app.test_client()
            with panggung.dibatalkan(), _kuki_tetap(klien):
                jawab = _kirim(klien, b, panggung, peran)
            if galat := _salah(b, peran, jawab):
                salah.append(galat + " " + _kalimat(jawab))
    assert not salah, "\n".join(salah)
    assert _isi_tabel() == sebelum
    _pastikan_operasi_berhasil(panggung, baca=False)


def test_setiap_operasi_api_tertulis_dalam_dokumennya(panggung: Panggung):
    operasi = set(_operasi(panggung))
    ditulis = set(_metode_tertulis(panggung))
    assert operasi == ditulis and len(ditulis) > 50


def _pastikan_operasi_berhasil(panggung: Panggung, *, baca: bool) -> None:
    """Each operation of the document that reads (or writes) has answered 2xx at least once in the trials just made.

    Asked where the trials are made: another test may run in another process.
    """
    metode, operasi = _metode_tertulis(panggung), _operasi(panggung)
    harus = {operasi[nama] for nama in metode if (metode[nama] == "get") == baca}
    assert harus - {e for toko, e in BERHASIL if toko == panggung.basis.toko} == set()


def _operasi(panggung: Panggung) -> dict[str, str]:
    """Operations of the API: name → endpoint."""
    fungsi = panggung.app.view_functions
    return {e.split(".")[1]: e for e, view in fungsi.items() if getattr(view, "_operasi_api", False)}


def _metode_tertulis(panggung: Panggung) -> dict[str, str]:
    """Operations of the OpenAPI document: name → method."""
    jalur = panggung.app.extensions["openapi"]["paths"].values()
    return {o["operationId"]: metode for p in jalur for metode, o in p.items() if "operationId" in o}


def _kalimat(jawab: TestResponse) -> str:
    isi = jawab.get_data(as_text=True)
    return " ".join(isi[isi.find("<main") :].split())[:300] if "<main" in isi else isi[:200]


class _kuki_tetap:  # noqa: N801  (reads as a claim in the with statement)
    """A post that logs out must not log the client out of the trials that follow."""

    def __init__(self, klien: FlaskClient):
        self.klien = klien

    def __enter__(self) -> None:
        self.kuki = self.klien.get_cookie("suite_sesi")

    def __exit__(self, *_: object) -> None:
        if self.kuki is not None:
            self.klien.set_cookie("suite_sesi", self.kuki.value)


@pytest.mark.parametrize("alamat", ["/tindakan/banyak", "/surat-keluar/paraf-banyak"])
@pytest.mark.parametrize("objek", ["paraf", "rahasia"])
def test_tindakan_banyak_hanya_menggerakkan_surat_milik_gilirannya(panggung: Panggung, alamat: str, objek: str):
    """The batch pages answer everyone with a result for each letter: only whose turn it is moves it, and a letter that
    one may not see is not even named."""
    surat = panggung.dunia.surat[objek]
    for peran in PERAN:
        with panggung.dibatalkan():
            versi = permintaan._versi(surat)
            data = {"pilih_aksi": "surat_keluar.paraf", "pilih": [f"{surat.id}:{versi}"]}
            jawab = panggung.klien[peran].post(alamat, data=data)
            with db.transaksi(baca=True):
                bergerak = db.session.get_one(SuratKeluar, surat.id).versi != int(versi)
        assert bergerak == (objek == "paraf" and peran == "pemaraf"), peran
        if peran in {"staf_lain", "staf"} and objek == "rahasia":
            assert surat.hal not in jawab.text


def _kamar(monkeypatch: pytest.MonkeyPatch, pasang: Any) -> None:
    modul = ModuleType("suite.kamar_uji")
    modul.pasang = pasang  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "suite.kamar_uji", modul)
    semua = suite.app.rooms()
    monkeypatch.setattr(suite.app, "rooms", lambda: [*semua, "kamar_uji"])


@pytest.mark.parametrize("bentuk", ["tanpa izin", "izin tak dikenal"])
def test_rute_tanpa_izin_menggagalkan_mulai(
    panggung: Panggung, config_uji: Config, monkeypatch: pytest.MonkeyPatch, bentuk: str
):
    def pasang(app: Flask) -> None:
        view = (lambda: "halo") if bentuk == "tanpa izin" else izin("kamar.rahasia")(lambda: "halo")
        app.add_url_rule("/kamar", "kamar", view)

    _kamar(monkeypatch, pasang)
    with pytest.raises(IzinTidakDinyatakan, match="kamar"):
        suite.app.create_app(config_uji)


def test_kamar_yang_menyatakan_izin_dapat_mulai(
    panggung: Panggung, config_uji: Config, monkeypatch: pytest.MonkeyPatch
):
    _kamar(monkeypatch, lambda app: app.add_url_rule("/kamar", "kamar", izin("masuk")(lambda: request.path)))
    assert "kamar" in suite.app.create_app(config_uji).view_functions


@pytest.fixture
def config_uji(panggung: Panggung) -> Any:
    """The configuration of the stage; the app that is made with it must leave the session where it was."""
    yield panggung.app.config["SUITE"]
    db.engine().dispose()
    db.ikat(panggung.basis.engine)
