"""Activation: the board of the admin, sheets with slips, and the page where a person sets the first password."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from suite.core import audit, mail
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TidakDitemukan
from suite.core.identity.aktivasi import queries, services
from suite.core.identity.aktivasi.models import GelombangAktivasi, LembarAktivasi
from suite.core.identity.forms import AktivasiForm
from suite.core.identity.policy import lingkup_admin
from suite.core.identity.views.masuk import sandi_dengan_kode
from suite.core.policy import current_actor, izin, publik

bp = Blueprint("aktivasi", __name__, template_folder="../templates")


@bp.get("/admin/aktivasi")
@izin(services.IZIN)
def papan() -> ResponseReturnValue:
    return _papan()


def _papan(galat: str = "") -> ResponseReturnValue:
    actor = current_actor()
    lingkup = lingkup_admin(actor)
    isi = render_template(
        "aktivasi/papan.html",
        papan=queries.papan(lingkup),
        gelombang=queries.gelombang_terakhir(None if lingkup is None else actor.account_id),
        surel=mail.aktif(),
        kota=lingkup is None,
        hari=services.UMUR_KODE_HARI,
        galat=galat,
        isian=request.form,
    )
    return isi, 422 if galat else 200


@bp.post("/admin/aktivasi")
@izin(services.IZIN)
def buat() -> ResponseReturnValue:
    opd = request.form.get("opd", "")
    try:
        gelombang = services.buat_gelombang(
            current_actor(),
            cara="surel" if request.form.get("cara") == "surel" else "cetak",
            opd=[int(opd)] if opd.isdecimal() and len(opd) < 19 else None,
            ulang=bool(request.form.get("ulang")),
        )
    except AturanDilanggar as galat:
        session.rollback()
        return _papan(galat.pesan)
    return redirect(url_for("pekerjaan.lihat", id=gelombang.job_id))


def _gelombang(id: int) -> GelombangAktivasi:
    gelombang, lingkup = session.get(GelombangAktivasi, id), lingkup_admin(current_actor())
    if gelombang is None or (lingkup is not None and not set(gelombang.pilihan.get("opd") or [0]) <= lingkup):
        raise TidakDitemukan()
    return gelombang


def _lembar(id: int) -> LembarAktivasi:
    lembar = session.get(LembarAktivasi, id)
    if lembar is None:
        raise TidakDitemukan()
    _gelombang(lembar.gelombang_id)
    return lembar


@bp.get("/admin/aktivasi/<int:id>")
@izin(services.IZIN, objek=_gelombang)
def lihat(gelombang: GelombangAktivasi) -> ResponseReturnValue:
    return render_template("aktivasi/lihat.html", gelombang=gelombang, lembar=queries.lembar(gelombang.id))


@bp.get("/admin/aktivasi/lembar/<int:id>")
@izin(services.IZIN, objek=_lembar)
def lembar(satu: LembarAktivasi) -> ResponseReturnValue:
    audit.catat_baca(current_actor(), "lembar_aktivasi", satu.id, f"Kode aktivasi {satu.judul}")
    jawab = Response(services.isi_lembar(satu), mimetype="application/pdf")
    jawab.headers["Content-Disposition"] = f'attachment; filename="kode-aktivasi-{satu.id}.pdf"'
    return jawab


@bp.post("/admin/aktivasi/lembar/<int:id>/hapus")
@izin(services.IZIN, objek=_lembar)
def hapus(satu: LembarAktivasi) -> ResponseReturnValue:
    services.hapus_lembar(current_actor(), satu)
    flash(f"Lembar {satu.judul} dihapus. Kode pada kertas tetap berlaku.", "sah")
    return redirect(url_for(".lihat", id=satu.gelombang_id))


@bp.route("/aktivasi", methods=["GET", "POST"])
@publik
def aktifkan() -> ResponseReturnValue:
    return sandi_dengan_kode(
        AktivasiForm(), services.aktifkan, "aktivasi/aktifkan.html",
        "Akun Anda aktif. Masuk dengan kata sandi yang baru saja Anda tentukan.",
    )  # fmt: skip
