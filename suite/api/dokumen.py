"""The OpenAPI 3.1 document: what smorest gathers from the operations, in the order of the rooms."""

from __future__ import annotations

from typing import Any

import flask_smorest
from flask import Flask

from suite.core.api.bidang import Problem
from suite.core.api.operasi import (
    KEPALA_ETAG,
    KEPALA_IDEMPOTENSI,
    KEPALA_SEBAGAI,
    Kelompok,
    kepala_versi,
    semua_kelompok,
)

AWALAN = "/api/v1"
VERSI = "1.0"
URAIAN = """Antarmuka program (API) pemerintahan terpadu.

Setiap permintaan memakai token pribadi: `Authorization: Bearer spd_...`. Token dibuat di *Akun saya*, menurut lingkup.
Lingkup mempersempit hak pemiliknya dan tidak pernah memperluasnya. Penolakan dijawab sebagai `application/problem+json`
(RFC 9457). Daftar dibaca halaman demi halaman dengan `setelah` dan `batas`. Setiap
jawaban membawa `ETag`: kirim sebagai `If-None-Match` untuk membaca lagi hanya bila berubah (304), dan sebagai `If-Match`
untuk mengubah yang Anda baca. Tanpa itu, dan tanpa `versi` di dalam badan, perubahan ditolak (428); yang usang ditolak
(412, atau 409 untuk `versi`). Kirim `Idempotency-Key` pada permintaan yang mengubah agar yang diulang tidak dikerjakan dua
kali."""


class Api(flask_smorest.Api):
    """smorest with the suite's own refusals: problem+json, made by `core/http/errors`."""

    ERROR_SCHEMA = Problem

    def _register_error_handlers(self) -> None:
        """None of smorest's: it would take the whole application's pages over."""

    def _register_responses(self) -> None:
        self.DEFAULT_RESPONSE_CONTENT_TYPE = "application/problem+json"
        try:
            super()._register_responses()
        finally:
            del self.DEFAULT_RESPONSE_CONTENT_TYPE


def pasang(app: Flask) -> None:
    """Mount every group of operations under `/api/v1`, without the CSRF check: no cookie is looked at there."""
    app.config.update(API_TITLE="Pemerintahan terpadu", API_VERSION=VERSI, OPENAPI_VERSION="3.1.0")
    api = Api(app, spec_kwargs={"info": {"description": URAIAN}, "servers": [{"url": AWALAN}]})
    spek = api.spec
    assert spek is not None
    spek.components.security_scheme(
        "token", {"type": "http", "scheme": "bearer", "description": "Token pribadi dari Akun saya, menurut lingkup."}
    )
    for grup in _urut(semua_kelompok()):
        api.register_blueprint(grup, url_prefix=AWALAN)
        app.extensions["csrf"].exempt(grup)
    app.extensions["openapi"] = _rapikan(spek.to_dict(), semua_kelompok())


URUT = (
    "saya",
    "tugas",
    "umum",
    "surat_keluar",
    "surat_masuk",
    "disposisi",
    "berkas",
    "komentar",
    "verifikasi",
    "direktori",
    "aturan",
    "webhook",
    "token",
)


def _urut(semua: list[Kelompok]) -> list[Kelompok]:
    """The order of reading; groups of later rooms come after those named."""
    nama = [f"api_{n}" for n in URUT]
    return sorted(semua, key=lambda g: nama.index(g.name) if g.name in nama else len(nama))


def _rapikan(spek: dict[str, Any], semua: list[Kelompok]) -> dict[str, Any]:
    """Tags by their headings, and addresses below the server's."""
    spek["tags"] = [{"name": g.judul, "description": g.description} for g in _urut(semua)]
    spek["paths"] = {p.removeprefix(AWALAN): x for p, x in spek["paths"].items()}
    for jalur in spek["paths"].values():
        for metode, operasi in jalur.items():
            if metode != "parameters":
                operasi["parameters"] = [*operasi.get("parameters", []), *_kepala(metode, operasi)]
    return spek


def _kepala(metode: str, operasi: dict[str, Any]) -> list[dict[str, Any]]:
    """The headers that an operation reads."""
    hasil = [KEPALA_ETAG] if metode == "get" else []
    if operasi["security"]:
        hasil.append(KEPALA_SEBAGAI)
        if metode != "get":
            hasil.append(KEPALA_IDEMPOTENSI)
    if "428" in operasi["responses"]:
        hasil.append(kepala_versi(wajib="requestBody" not in operasi))
    return hasil
