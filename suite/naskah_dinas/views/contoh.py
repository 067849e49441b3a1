"""Examples of letters: one's own and those of the unit; begin from one, share it, delete it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for

from suite.core.clock import today
from suite.core.db import session
from suite.core.policy import current_actor, izin
from suite.naskah_dinas.models_contoh import ContohSurat
from suite.naskah_dinas.rules.jenis import semua_jenis_naskah
from suite.naskah_dinas.services import contoh
from suite.naskah_dinas.views.berkas import ID_TERBESAR

bp = Blueprint("contoh_surat", __name__, url_prefix="/contoh-surat", template_folder="../templates")


def satu(**argumen: Any) -> ContohSurat | None:
    """The example of a route, for `@izin(objek=...)`."""
    return session.get(ContohSurat, argumen["id"]) if argumen["id"] < ID_TERBESAR else None


@bp.get("")
@izin("surat_keluar.buat")
def daftar():
    return render_template(
        "naskah_dinas/contoh.html", semua=contoh.daftar(current_actor()), saya=current_actor().pegawai_id,
        jenis={j.kode: j.nama for j in semua_jenis_naskah(today())},
    )  # fmt: skip


@bp.post("/<int:id>/bagikan")
@izin("contoh_surat.urus", objek=satu)
def bagikan(c: ContohSurat):
    g.kembali_url = url_for(".daftar")
    ya = request.form.get("bagikan") == "ya"
    contoh.bagikan(current_actor(), c, ya)
    flash(f"Contoh “{c.nama}” {'dibagikan dengan unit Anda' if ya else 'tidak dibagikan lagi'}.", "sah")
    return redirect(url_for(".daftar"))


@bp.post("/<int:id>/hapus")
@izin("contoh_surat.urus", objek=satu)
def hapus(c: ContohSurat):
    nama = c.nama
    contoh.hapus(c)
    flash(f"Contoh “{nama}” dihapus. Surat yang dimulai darinya tidak berubah.", "netral")
    return redirect(url_for(".daftar"))
