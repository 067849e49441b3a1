"""One family of refusals, two faces: a page for people, problem+json for programs. Bugs show nothing of themselves."""

from __future__ import annotations

from typing import Any

import structlog
from flask import Flask, Response, current_app, g, jsonify, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from suite.core import db
from suite.core.errors import (
    BelumMasuk,
    GalatSuite,
    Konflik,
    LayananTerganggu,
    MasukanSalah,
    TanpaIzin,
    TidakDitemukan,
)
from suite.core.http.application import sibuk, terputus

log = structlog.get_logger("suite.galat")

_HTTP = {
    400: MasukanSalah("Permintaan tidak terbaca. Muat ulang halaman, lalu coba lagi."),
    403: TanpaIzin("Anda belum berhak membuka halaman ini. Hubungi admin perangkat daerah Anda."),
    404: TidakDitemukan(),
}

_KODE = {405: "MetodeSalah", 413: "TerlaluBesar", 415: "JenisIsiSalah"}


def pasang(app: Flask) -> None:
    app.register_error_handler(GalatSuite, _galat_suite)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(IntegrityError, _konflik)
    app.register_error_handler(StaleDataError, _konflik)
    app.register_error_handler(DataError, _tak_tersimpan)
    app.register_error_handler(OperationalError, _operasional)
    app.register_error_handler(Exception, _kutu)


def ingin_json() -> bool:
    """The caller is a program: asked for JSON and not for a page."""
    terbaik = request.accept_mimetypes.best_match(["text/html", "application/json", "application/problem+json"])
    return request.path.startswith("/api/") or terbaik in {"application/json", "application/problem+json"}


def _galat_suite(galat: GalatSuite) -> tuple[Response | str, int] | Response:
    if db.sedang_transaksi():
        db.session.rollback()
    else:
        _tanpa_orang()  # the shell asks the database, and nobody would end what it begins
    if isinstance(galat, BelumMasuk) and not ingin_json() and request.method == "GET":
        return redirect(url_for("masuk.masuk", lanjut=request.full_path.rstrip("?")))  # type: ignore[return-value]
    if ingin_json():
        jawab = jsonify(galat.problem() | {"request_id": g.get("request_id", "")})
        jawab.content_type = "application/problem+json"
    else:
        jawab = Response(_halaman(galat), mimetype="text/html")
    jawab.status_code = galat.status
    if tunggu := getattr(galat, "tunggu", 0):  # too often, or read-only for a while
        jawab.headers["Retry-After"] = str(tunggu)
    return jawab


def _tanpa_orang() -> None:
    """Show the page as to a stranger: whatever asks the database who is there would fail again, and the page with it."""
    g.tanpa_kerangka = True
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]


def _halaman(galat: GalatSuite) -> str:
    return render_template(
        "galat.html",
        status=galat.status,
        judul=galat.judul,
        pesan=galat.pesan,
        sumber=galat.sumber,
        galat=galat,
        kembali_url=g.get("kembali_url"),
    )


def _csrf(_galat: CSRFError) -> Any:
    return _galat_suite(
        MasukanSalah(
            "Halaman ini sudah terlalu lama terbuka. Muat ulang lalu kirim lagi; isian Anda tersimpan di gawai."
        )
    )


def _http(galat: HTTPException) -> Any:
    if galat.code is None or galat.code < 400:
        return galat
    if galat.code == 413:
        return _galat_suite(_Umum("Berkas terlalu besar. Batasnya 25 MB; pindai dengan 150 dpi atau bagi dua.", 413))
    suite = _HTTP.get(galat.code) or _Umum(galat.name, galat.code)
    jawab = _galat_suite(suite)
    if galat.code == 405 and isinstance(jawab, Response):
        jawab.headers["Allow"] = ", ".join(galat.valid_methods or ())  # type: ignore[attr-defined]
    return jawab


class _Umum(GalatSuite):
    def __init__(self, pesan: str, status: int):
        super().__init__(pesan, kode=_KODE.get(status, "KesalahanSistem" if status >= 500 else "MasukanSalah"))
        self.status = status


def _konflik(_galat: Exception) -> Any:
    return _galat_suite(Konflik("Orang lain menyimpan hal yang sama lebih dahulu. Muat ulang, lalu periksa."))


def _tak_tersimpan(_galat: Exception) -> Any:
    """What a person sent cannot be held by the database (a NUL in a text, a number beyond 64 bits)."""
    return _galat_suite(
        MasukanSalah("Isian memuat tanda atau angka yang tidak dapat disimpan. Periksa lalu kirim lagi.")
    )


def _operasional(galat: DBAPIError) -> Any:
    if terputus(galat):
        log.warning("basis data tidak terjangkau", galat=str(galat.orig)[:200])
        _tanpa_orang()
        hal = LayananTerganggu("Basis data belum terjangkau. Isian Anda tidak hilang; coba lagi sebentar lagi.")
        hal.tunggu = 5  # type: ignore[attr-defined]
        return _galat_suite(hal)
    if sibuk(galat):
        return _galat_suite(LayananTerganggu("Sistem sedang sibuk. Isian Anda aman; coba lagi sebentar lagi."))
    return _kutu(galat)


def _kutu(galat: Exception) -> Any:
    log.exception("galat tak terduga", exc_info=galat)
    if db.sedang_transaksi():
        db.session.rollback()
    _tanpa_orang()  # the bug may be in what the shell shows
    return _galat_suite(
        _Umum("Ada kesalahan pada sistem, bukan pada isian Anda. Yang sudah tersimpan tetap aman.", 500)
    )
