"""Choices for the pickers of forms, as JSON: `[{nilai, label, ket}]`, at most a screenful."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from flask import Blueprint, jsonify, request

from suite.core.policy import izin
from suite.naskah_dinas.queries import pilihan

bp = Blueprint("pilihan", __name__, url_prefix="/pilihan")


def _jawab(cari: Callable[[str], list[pilihan.Pilihan]]):
    return jsonify([asdict(p) for p in cari(request.args.get("q", ""))])


@bp.get("/tujuan")
@izin("surat_keluar.buat")
def tujuan():
    return _jawab(pilihan.cari_tujuan)


@bp.get("/jabatan")
@izin("surat_keluar.buat")
def jabatan():
    return _jawab(pilihan.cari_jabatan)


@bp.get("/pegawai")
@izin("surat_keluar.buat")
def pegawai():
    return _jawab(pilihan.cari_pegawai)


@bp.get("/klasifikasi")
@izin("masuk")
def klasifikasi():
    return _jawab(pilihan.cari_klasifikasi)
