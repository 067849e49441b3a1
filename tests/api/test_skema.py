"""Schemathesis over the whole document, with real tokens of three roles on real objects: no server error, no answer that
the document does not tell, nothing unreadable accepted, nothing answered without its token."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from flask import Response
from hypothesis import HealthCheck, Phase, given, settings

from suite.app import create_app
from suite.core import db
from suite.core.config import Config
from suite.core.http.application import Suite
from tests.harness.stores import ikat
from tests.matrix import dunia, permintaan, permintaan_api

PERAN = ("konseptor", "pimpinan_tujuan", "auditor")
CONTOH = 3
"""Examples an operation and role; the same ones at every run."""

KONFIGURASI = schemathesis.Config.from_dict(
    {
        "checks": {
            # 412 and 428 are about the version that was read, which no schema knows, in a header or in the body.
            # 422 is how a rule of the office says no to what is well-formed: a code that is no leaf, a post that is none.
            "positive_data_acceptance": {
                "expected-statuses": ["2xx", "400", "401", "403", "404", "409", "412", "422", "428"]
            },
        }
    }
)


@pytest.fixture(scope="module")
def kota(
    _toko_siap: Callable[[str], Any], tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[tuple[Suite, dunia.Dunia]]:
    """One world on one store: PostgreSQL, which is the stricter about what it takes."""
    pilihan = str(request.config.getoption("--store"))
    toko = "postgresql" if pilihan == "both" else pilihan
    url, buang = _toko_siap(toko).tersendiri()
    satu = ikat(toko, url, tmp_path_factory.mktemp("var"))
    app = create_app(
        Config(
            env="test", var=satu.var, database_url=satu.url, secret_key="kunci-uji-" * 5, base_url="http://localhost",
            cookie_secure=False,
        )
    )  # fmt: skip
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)  # the CSRF check stays on, as in production
    app.extensions["signer"] = dunia.PenandaUji()
    db.engine().dispose()
    db.ikat(satu.engine)
    with app.app_context():
        d = dunia.bangun()
        permintaan.lengkapi(d)
        permintaan_api.lengkapi(d)
    yield app, d
    satu.engine.dispose()
    buang()


@pytest.mark.lambat
@pytest.mark.parametrize("peran", PERAN)
def test_dokumen_dan_jawaban_sesuai(kota: tuple[Suite, dunia.Dunia], peran: str):
    gagal, dijawab = _uji(*kota, peran)
    assert not gagal, "\n\n".join(gagal)
    assert dijawab[200] > 15 and not any(k >= 500 for k in dijawab)


@pytest.mark.parametrize("rusak", ["galat", "bentuk", "status"])
def test_pemeriksaan_melihat_kesalahan_yang_ada(
    kota: tuple[Suite, dunia.Dunia], monkeypatch: pytest.MonkeyPatch, rusak: str
):
    """That it can fail: an operation that breaks, that answers another shape, that answers an untold status."""
    app, d = kota
    jawab = {"galat": ("{}", 500), "bentuk": ('{"nama": 1}', 200), "status": ("{}", 207)}[rusak]
    monkeypatch.setitem(
        app.view_functions, "api_saya.saya", lambda: Response(jawab[0], status=jawab[1], mimetype="application/json")
    )
    gagal, _ = _uji(app, d, "konseptor", hanya="saya")
    assert gagal


def _uji(app: Suite, d: dunia.Dunia, peran: str, hanya: str = "") -> tuple[list[str], Counter[int]]:
    """What is wrong, by operation, and how often each status was answered."""
    skema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=KONFIGURASI)
    semula = permintaan_api.kepala(d, peran)
    nyata = _objek(d)
    dijawab: Counter[int] = Counter()
    gagal: list[str] = []
    for hasil in skema.get_all_operations():
        operasi = hasil.ok()
        if hanya and operasi.definition.raw.get("operationId") != hanya:
            continue

        @settings(
            max_examples=CONTOH, derandomize=True, database=None, deadline=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
        )  # fmt: skip
        @given(kasus=operasi.as_strategy())
        def coba(kasus: schemathesis.Case) -> None:
            kepala = dict(semula)
            # Half of the cases meet an object that is there.
            if "id" in (kasus.path_parameters or {}) and isinstance(kasus.path_parameters["id"], int):
                jenis = kasus.path_parameters.get("jenis")
                if jenis is not None and kasus.path_parameters["id"] % 2 == 0:
                    kasus.path_parameters["jenis"] = jenis = "surat_keluar"
                ada = nyata.get(str(jenis).replace("_", "-") if jenis else kasus.path.split("/")[1], [])
                if ada and kasus.path_parameters["id"] % 2 == 0:
                    kasus.path_parameters["id"] = ada[kasus.path_parameters["id"] % len(ada)]
            nama = kasus.operation.definition.raw["operationId"]
            if nama == "cabutTokenIni":  # each case a token of its own to revoke
                kepala["Authorization"] = "Bearer " + permintaan_api.token_baru(d.akun[peran])
            jawab = kasus.call_and_validate(headers=kepala)
            dijawab[jawab.status_code] += 1

        try:
            coba()
        except BaseException as galat:
            gagal.append(f"{operasi.label}: {_sebut(galat)}")
    return gagal, dijawab


def _sebut(galat: BaseException) -> str:
    isi = getattr(galat, "exceptions", None)
    return " | ".join(map(_sebut, isi)) if isi else f"{type(galat).__name__}: {galat}"[:1500]


def _objek(d: dunia.Dunia) -> dict[str, list[int]]:
    return {
        "surat-keluar": [s.id for s in d.surat.values()],
        "surat-masuk": [m.id for m in d.masuk.values()],
        "disposisi": [x.id for x in d.disposisi.values()],
        "berkas": [b.id for b in d.berkas.values()],
        "pekerjaan": [d.lain["job:antre"].id],
        "webhook": [d.lain["webhook"]],
        "komentar": [d.lain["komentar:konseptor"]],
    }
