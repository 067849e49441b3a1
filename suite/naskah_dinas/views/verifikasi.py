"""The public pages: is this letter genuine? By the address in its QR code, or by uploading the PDF. No login."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, current_app, render_template, request

from suite.core import db, ratelimit
from suite.core.clock import now
from suite.core.db import session
from suite.core.documents.signing import HasilPeriksa, keterangan_penanda
from suite.core.errors import AturanDilanggar
from suite.core.files import child
from suite.core.files.services import baca_terbatas
from suite.core.policy import publik
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.queries import verifikasi as queries

bp = Blueprint("verifikasi", __name__, template_folder="../templates")

BATAS_MB = 25
BATAS_UNGGAH = 30
"""Uploads that one address may have examined in a minute."""


@bp.url_value_preprocessor
def batasi_ukuran(_endpoint: str | None, _nilai: dict[str, Any] | None) -> None:
    """Refuse a larger upload before the form is parsed (the CSRF check parses it)."""
    request.max_content_length = BATAS_MB * 1024 * 1024 + 64 * 1024


@bp.get("/v/<token>")
@publik
def lihat(token: str):
    surat = queries.surat_bertoken(token)
    if surat is None:
        return _halaman(token, None, tidak_dikenal=True), 404
    return _halaman(token, surat)


@bp.post("/v/<token>")
@publik
def bandingkan(token: str):
    surat = queries.surat_bertoken(token)
    if surat is None:
        return _halaman(token, None, tidak_dikenal=True), 404
    return _periksa_unggahan(token, surat)


@bp.get("/periksa")
@publik
def periksa():
    return _halaman(None, None)


@bp.post("/periksa")
@publik
def periksa_unggahan():
    return _periksa_unggahan(None, None)


def _periksa_unggahan(token: str | None, surat: SuratKeluar | None):
    """Count first and for good, so that a flood of files that cannot be read is counted as well."""
    ratelimit.batasi("verifikasi.unggah", request.remote_addr or "", batas=BATAS_UNGGAH, jendela=timedelta(minutes=1))
    db.bagi_transaksi()
    unggahan = request.files.get("berkas")
    if unggahan is None or not unggahan.filename:
        return _halaman(token, surat, galat="Pilih berkas PDF yang akan diperiksa."), 422
    try:
        pdf = baca_terbatas(unggahan.stream, BATAS_MB)
    except AturanDilanggar as galat:
        return _halaman(token, surat, galat=galat.pesan), 422
    finally:
        unggahan.close()  # the spooled copy is gone with it; nothing of the file is kept
    return _halaman(token, surat, banding=queries.bandingkan(pdf, _tanda_tangan, surat))


def _tanda_tangan(pdf: bytes) -> HasilPeriksa:
    """The signer's verdict over a stranger's file, with no lock held: a child with limits looks at it first."""
    session.rollback()
    try:
        child.jalankan("periksa_pdf", pdf)
    except AturanDilanggar:
        return HasilPeriksa(False, "diubah")
    return current_app.extensions["signer"].periksa(pdf)


def _halaman(
    token: str | None,
    surat: SuratKeluar | None,
    *,
    tidak_dikenal: bool = False,
    banding: queries.Banding | None = None,
    galat: str = "",
) -> str:
    _, pengembangan = keterangan_penanda(current_app.config["SUITE"].signer)
    return render_template(
        "naskah_dinas/verifikasi/halaman.html",
        token=token,
        data=queries.data_surat(surat) if surat is not None else None,
        tidak_dikenal=tidak_dikenal,
        banding=banding,
        galat=galat,
        diperiksa=now(),
        pengembangan=pengembangan,
        maks_mb=BATAS_MB,
    )
