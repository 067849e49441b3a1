"""Pages of comments: write, change, take back, and the people to name."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from suite.core import policy
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.identity.queries import cari_pegawai
from suite.core.komentar import services
from suite.core.komentar.models import Komentar
from suite.core.policy import current_actor, izin

bp = Blueprint("komentar", __name__, url_prefix="/komentar", template_folder="templates")


class Sasaran:
    """A document to comment on."""

    def __init__(self, jenis: str, dok: Any):
        self.jenis, self.dok, self.id = jenis, dok, dok.id


def sasaran(jenis: str, id: int) -> Sasaran | None:
    dok = services.dokumen(jenis, id) if id < 2**53 else None
    return Sasaran(jenis, dok) if dok is not None else None


def komentar(id: int) -> Komentar | None:
    return session.get(Komentar, id) if id < 2**53 else None


def _boleh_ubah(actor: Any, k: Any) -> bool:
    if k is None or k.pegawai_id != actor.pegawai_id:
        return False
    dok = services.dokumen(k.jenis, k.objek_id)
    return dok is not None and services.boleh_baca(actor, k.jenis, dok)


policy.daftarkan(
    "komentar.tulis", "menulis komentar pada dokumen ini",
    periksa=lambda a, s: s is not None and services.boleh_tulis(a, s.jenis, s.dok),
)  # fmt: skip
policy.daftarkan(
    "komentar.baca", "membaca komentar pada dokumen ini",
    periksa=lambda a, s: s is not None and services.boleh_baca(a, s.jenis, s.dok),
)  # fmt: skip
policy.daftarkan("komentar.ubah", "mengubah komentar Anda", periksa=_boleh_ubah)


@bp.get("/orang")
@izin("masuk")
def orang() -> ResponseReturnValue:
    """People by name or NIP, for pickers: [{nilai, label, ket}]."""
    kata = request.args.get("q", "")[:100]
    ada = cari_pegawai(kata, batas=10) if len(kata.strip()) >= 2 else []
    return jsonify([{"nilai": p.id, "label": p.nama_lengkap, "ket": ""} for p in ada])


@bp.post("/<jenis>/<int:id>")
@izin("komentar.tulis", objek=sasaran)
def tulis(s: Sasaran) -> ResponseReturnValue:
    jenis = services.semua_jenis()[s.jenis]
    sebut = [int(x) for x in request.form.getlist("sebut") if x.isascii() and x.isdigit() and len(x) < 16]
    try:
        with session.begin_nested():
            baru, tertutup = services.tulis(current_actor(), s.jenis, s.dok, request.form.get("isi", ""), sebut)
    except AturanDilanggar as galat:
        panel = services.panel(current_actor(), s.jenis, s.dok, boleh_isi=True)
        isi = render_template(
            "komentar/tulis.html", panel=panel, judul_dokumen=jenis.judul(s.dok), url=jenis.url(s.dok), galat=galat.pesan,
            isian=request.form.get("isi", ""), sebut=sebut,
        )  # fmt: skip
        return isi, 422
    if tertutup:
        flash(f"Komentar tersimpan. {', '.join(tertutup)} tidak dapat membuka dokumen ini, jadi tidak diberi tahu.", "perhatian")  # fmt: skip
    else:
        flash("Komentar tersimpan.", "sah")
    return redirect(f"{jenis.url(s.dok)}#komentar-{baru.id}")


@bp.get("/<int:id>/ubah")
@izin("komentar.ubah", objek=komentar)
def ubah(k: Komentar) -> ResponseReturnValue:
    return _halaman_ubah(k, k.isi)


@bp.post("/<int:id>/ubah")
@izin("komentar.ubah", objek=komentar)
def simpan(k: Komentar) -> ResponseReturnValue:
    versi = request.form.get("versi", "")
    try:
        with session.begin_nested():
            services.ubah(
                current_actor(),
                k,
                request.form.get("isi", ""),
                int(versi) if versi.isdecimal() and len(versi) < 9 else -1,
            )
    except AturanDilanggar as galat:
        return _halaman_ubah(k, request.form.get("isi", ""), galat.pesan), 422
    return redirect(f"{_url(k)}#komentar-{k.id}")


@bp.post("/<int:id>/hapus")
@izin("komentar.ubah", objek=komentar)
def hapus(k: Komentar) -> ResponseReturnValue:
    url = _url(k)
    hilang = services.hapus(current_actor(), k)
    flash("Komentar dihapus." if hilang else "Komentar dicoret; tulisannya tetap terbaca.", "sah")
    return redirect(url)


def _url(k: Komentar) -> str:
    return services.semua_jenis()[k.jenis].url(services.dokumen(k.jenis, k.objek_id))


def _halaman_ubah(k: Komentar, isi: str, galat: str = "") -> str:
    jenis = services.semua_jenis()[k.jenis]
    dok = services.dokumen(k.jenis, k.objek_id)
    return render_template(
        "komentar/ubah.html", k=k, isian=isi, galat=galat, judul_dokumen=jenis.judul(dok), url=jenis.url(dok),
        baru=services.masih_baru(k),
    )  # fmt: skip
