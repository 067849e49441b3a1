"""The document: every operation with an example that its own schema takes, every refusal told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from suite.api import baca_spek
from suite.core import errors
from suite.core.http.application import Suite
from tests.api.test_api import V1, _kirim
from tests.matrix.conftest import Panggung


@pytest.fixture
def spek(app: Suite) -> dict[str, Any]:
    return app.extensions["openapi"]


def _contoh(spek: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(what, media type object) of every JSON body that is taken, and of every one that is answered on success."""
    for jalur in spek["paths"].values():
        for o in jalur.values():
            if isinstance(o, dict) and "operationId" in o:
                badan = [("badan", o.get("requestBody", {}))]
                badan += [(str(k), r) for k, r in o["responses"].items() if str(k).startswith("2")]
                for apa, isi in badan:
                    if (json := isi.get("content", {}).get("application/json")) is not None:
                        yield f"{o['operationId']} {apa}", json


def test_setiap_operasi_bercontoh_menurut_skemanya(spek: dict[str, Any]):
    semua = list(_contoh(spek))
    assert len(semua) > 90
    for apa, isi in semua:
        contoh = isi.get("example")
        assert contoh and contoh.get("isi") != [], f"{apa}: no example"
        skema = jsonschema_rs.validator_for({**isi["schema"], "components": spek["components"]})
        assert not [e.message for e in skema.iter_errors(contoh)], apa


def test_setiap_penolakan_tertulis_pada_halamannya(panggung: Panggung):
    halaman = panggung.app.test_client().get(V1 + "/dokumentasi").text
    kode = {k for _, k, _ in baca_spek.GALAT}
    umum = {k.__name__ for k in vars(errors).values() if isinstance(k, type) and issubclass(k, errors.GalatSuite)}
    assert umum - {"GalatSuite"} <= kode
    assert all(f"<code>{k}</code>" in halaman for k in kode)
    spek = panggung.app.extensions["openapi"]
    status = {str(s) for p in spek["paths"].values() for o in p.values() if "responses" in o for s in o["responses"]}
    assert {s for s in status if s[0] in "45"} <= {s for s, _, _ in baca_spek.GALAT}
    assert status - {"200", "201", "202", "204"} <= set(baca_spek.KATA_STATUS), "said in Indonesian on every page"


def test_yang_ditolak_kerangka_pun_berkode_tertulis(panggung: Panggung):
    kode = {k for _, k, _ in baca_spek.GALAT}
    dua_mb = b"[" + b"1," * 1_100_000 + b"1]"
    with panggung.dibatalkan():
        for metode, jalur, kw, harap in (
            ("DELETE", "/saya", {}, 405),
            ("GET", "/tiada", {}, 404),
            ("POST", "/surat-keluar", {"data": "a", "content_type": "text/plain"}, 415),
            ("POST", "/surat-keluar", {"data": dua_mb, "content_type": "application/json"}, 413),
        ):
            jawab = _kirim(panggung, "konseptor", metode, jalur, **kw)
            assert jawab.status_code == harap, (metode, jalur, jawab.status_code)
            assert jawab.json["type"].removeprefix("urn:suite:galat:") in kode
