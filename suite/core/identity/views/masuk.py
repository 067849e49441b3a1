"""Logging in and out, and a new password by a one-time code."""

from __future__ import annotations

from typing import Any

import flask
from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from suite.core.http.application import simpan_juga
from suite.core.identity import services, sessions
from suite.core.identity.forms import LupaSandiForm
from suite.core.identity.services import pasang
from suite.core.identity.views.formulir import alamat_aman
from suite.core.policy import publik

bp = Blueprint("masuk", __name__, template_folder="../templates")


@bp.route("/masuk", methods=["GET", "POST"])
@publik
def masuk() -> ResponseReturnValue:
    berikut = alamat_aman(request.values.get("berikut") or request.args.get("lanjut"))
    if request.method == "GET":
        if not current_user.is_authenticated and pasang.kosong():
            return redirect(url_for("siapkan.mulai"))
        return redirect(berikut) if current_user.is_authenticated else _halaman(berikut)
    pengenal = request.form.get("pengenal", "").replace("\x00", "")
    hasil = services.masukkan(pengenal, request.form.get("sandi", ""), ip=_ip(), peramban=_peramban())
    if not hasil.berhasil:
        simpan_juga()  # the wrong attempt counts although the answer refuses
        return _halaman(berikut, pengenal=pengenal, galat=hasil.pesan), *_tolak(hasil.tunggu)
    if current_user.is_authenticated:
        sessions.cabut(current_user.account.id, current_user.sesi_id)
    flask.session.clear()  # nothing of what was before the login lives on
    flask.session.permanent = True
    login_user(sessions.muat(hasil.token))
    return redirect(berikut)


def _halaman(berikut: str, **konteks: Any) -> str:
    return render_template(
        "masuk.html", berikut=berikut, akun_peragaan=current_app.config.get("AKUN_PERAGAAN"), **konteks
    )


def _tolak(tunggu: int) -> tuple[int, dict[str, str]]:
    return (429, {"Retry-After": str(tunggu)}) if tunggu else (422, {})


def _ip() -> str:
    return (request.remote_addr or "")[:45]


def _peramban() -> str:
    return request.headers.get("User-Agent", "")[:200]


@bp.post("/keluar")
@publik
def keluar() -> ResponseReturnValue:
    if current_user.is_authenticated:
        sessions.cabut(current_user.account.id, current_user.sesi_id)
        logout_user()
    flask.session.clear()
    flash("Anda sudah keluar.", "sah")
    return redirect(url_for("masuk.masuk"))


@bp.route("/lupa-sandi", methods=["GET", "POST"])
@publik
def lupa_sandi() -> ResponseReturnValue:
    form = LupaSandiForm()
    status: tuple[Any, ...] = (200,)
    if request.method == "POST":
        status = (422,)
        if form.validate():
            hasil = services.setel_sandi_dengan_kode(
                form.pengenal.data or "", form.kode.data or "", form.sandi_baru.data or "", ip=_ip()
            )
            if hasil.berhasil:
                flash("Kata sandi baru tersimpan. Masuk dengan kata sandi itu.", "sah")
                return redirect(url_for("masuk.masuk"))
            simpan_juga()
            status = _tolak(hasil.tunggu)
            field = form._fields.get(hasil.field)
            (field.errors if field is not None else form.form_errors).append(hasil.pesan)  # type: ignore[union-attr]
    return render_template("identitas/lupa_sandi.html", form=form), *status
