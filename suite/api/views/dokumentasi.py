"""The OpenAPI document, as JSON for programs and as pages for people. All are open: they tell what the suite can do,
nothing of what is in it."""

from __future__ import annotations

from flask import Blueprint, current_app, jsonify, render_template

from suite.api import baca_spek
from suite.api.dokumen import AWALAN
from suite.core.api import semua_lingkup
from suite.core.errors import TidakDitemukan
from suite.core.policy import publik

bp = Blueprint("dokumentasi_api", __name__, url_prefix=AWALAN, template_folder="../templates")


@bp.get("/openapi.json")
@publik
def openapi():
    return jsonify(current_app.extensions["openapi"])


@bp.get("/dokumentasi")
@publik
def daftar():
    spek = current_app.extensions["openapi"]
    return render_template(
        "api/dokumentasi.html", kelompok=baca_spek.kelompok(spek), lingkup=semua_lingkup(), alamat=_alamat(),
        versi=spek["info"]["version"], galat=baca_spek.GALAT, kode=baca_spek.kode, contoh_galat=baca_spek.CONTOH_GALAT,
    )  # fmt: skip


@bp.get("/dokumentasi/<id>")
@publik
def operasi(id: str):
    satu = baca_spek.operasi(current_app.extensions["openapi"], id, _alamat())
    if satu is None:
        raise TidakDitemukan("Operasi itu tidak ada. Lihat daftar operasi.")
    return render_template("api/operasi.html", o=satu, kode=baca_spek.kode)


def _alamat() -> str:
    return current_app.config["SUITE"].base_url + AWALAN
