"""Notifications of the person, newest first."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for

from suite.core import notifications
from suite.core.errors import MasukanSalah
from suite.core.policy import current_actor, izin

bp = Blueprint("pemberitahuan", __name__, url_prefix="/pemberitahuan", template_folder="../templates")

UKURAN = 25


def _angka(teks: str) -> int | None:
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 16 else None


@bp.get("")
@izin("masuk")
def daftar():
    pegawai_id = current_actor().pegawai_id
    sebelum = _angka(request.args.get("sebelum", ""))
    semua = list(notifications.daftar(pegawai_id, sebelum=sebelum, batas=UKURAN + 1)) if pegawai_id else []
    lama = url_for(".daftar", sebelum=semua[UKURAN - 1].id) if len(semua) > UKURAN else None
    semua = semua[:UKURAN]
    return render_template(
        "portal/pemberitahuan.html",
        semua=semua,
        halaman={"url_baru": url_for(".daftar") if sebelum else None, "url_lama": lama, "ringkasan": ""},
        terbaru=semua[0].id if semua else 0,
        ada_baru=any(n.dibaca_pada is None for n in semua),
    )


@bp.post("/dibaca")
@izin("masuk")
def dibaca():
    pegawai_id = current_actor().pegawai_id
    sampai = _angka(request.form.get("sampai", ""))
    if sampai is None:
        raise MasukanSalah("Pilihan tidak terbaca. Muat ulang halamannya.")
    if pegawai_id is not None:
        notifications.tandai_dibaca(pegawai_id, sampai)
    return redirect(url_for(".daftar"))
