"""Logging in and out, and a new password by a one-time code. The second step is in `langkah_dua`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import flask
from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from suite.core.clock import now
from suite.core.http.application import simpan_juga
from suite.core.identity import services, sessions
from suite.core.identity.faktor import kunci
from suite.core.identity.forms import LupaSandiForm
from suite.core.identity.models import Account
from suite.core.identity.services import pasang
from suite.core.identity.views.formulir import alamat_aman
from suite.core.policy import publik

bp = Blueprint("masuk", __name__, template_folder="../templates")


UMUR_LANGKAH_DUA = timedelta(minutes=10)
"""How long after the password the second step may come."""
KUKI_GAWAI = "suite_gawai"
UMUR_GAWAI = timedelta(days=400)


@bp.route("/masuk", methods=["GET", "POST"])
@publik
def masuk() -> ResponseReturnValue:
    berikut = alamat_aman(request.values.get("berikut") or request.args.get("lanjut"))
    if request.method == "GET":
        if not current_user.is_authenticated and pasang.kosong():
            return redirect(url_for("siapkan.mulai"))
        return redirect(berikut) if current_user.is_authenticated else tampil_masuk(berikut)
    pengenal = request.form.get("pengenal", "").replace("\x00", "")
    hasil = services.masukkan(pengenal, request.form.get("sandi", ""), ip=ip(), peramban=peramban(), gawai=gawai())
    if not hasil.berhasil:
        simpan_juga()  # the wrong attempt counts although the answer refuses
        return tampil_masuk(berikut, pengenal=pengenal, galat=hasil.pesan), *tolak(hasil.tunggu)
    if hasil.perlu_faktor and hasil.account is not None:
        isi = {"a": hasil.account.id, "t": int(now().timestamp()), "s": sidik_sandi(hasil.account), "b": berikut}
        flask.session["kedua"] = isi
        return redirect(url_for("masuk.kedua"))
    return selesai(hasil, berikut)


def selesai(hasil: services.HasilMasuk, berikut: str) -> ResponseReturnValue:
    """Both steps are done: a new session, in place of whatever was before, and the browser known from now on."""
    if current_user.is_authenticated:
        sessions.cabut(current_user.account.id, current_user.sesi_id)
    flask.session.clear()  # nothing of what was before the login lives on
    flask.session.permanent = True
    login_user(sessions.muat(hasil.token))
    if (t := hasil.tenggang) is not None and not t.habis:
        sisa = (
            f"Masih {t.sisa_masuk} kali masuk, paling lama {t.sisa_hari} hari."
            if t.sisa_masuk
            else "Ini yang terakhir."
        )
        flash(f"Tugas Anda mewajibkan faktor kedua. Pasang di Akun saya, Keamanan. {sisa}", "perhatian")
    jawab = redirect(berikut)
    jawab.set_cookie(
        KUKI_GAWAI,
        hasil.gawai,
        max_age=UMUR_GAWAI,
        secure=current_app.config["SUITE"].cookie_secure,
        httponly=True,
        samesite="Lax",
    )
    return jawab


def sidik_sandi(account: Account) -> str:
    """Changes with the password, so that a second step begun before the change leads nowhere."""
    return hashlib.sha256((account.sandi or "").encode()).hexdigest()[:16]


def tampil_masuk(berikut: str, **konteks: Any) -> str:
    return render_template(
        "masuk.html",
        berikut=berikut,
        akun_peragaan=current_app.config.get("AKUN_PERAGAAN"),
        bisa_kunci=kunci.tersedia(current_app.config["SUITE"]),
        **konteks,
    )


def tolak(tunggu: int) -> tuple[int, dict[str, str]]:
    """Status and headers of a refused attempt."""
    return (429, {"Retry-After": str(tunggu)}) if tunggu else (422, {})


def ip() -> str:
    return (request.remote_addr or "")[:45]


def peramban() -> str:
    return request.headers.get("User-Agent", "")[:200]


def gawai() -> str:
    """The token by which this browser is known, if it is."""
    return request.cookies.get(KUKI_GAWAI, "")


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
    return sandi_dengan_kode(
        LupaSandiForm(), services.setel_sandi_dengan_kode, "identitas/lupa_sandi.html",
        "Kata sandi baru tersimpan. Masuk dengan kata sandi itu.",
    )  # fmt: skip


def sandi_dengan_kode(
    form: Any, setel: Callable[..., services.HasilSandi], templat: str, kabar: str
) -> ResponseReturnValue:
    """The page that sets a password with a code: what was refused stands beside its field, a success leads to the login."""
    status: tuple[Any, ...] = (200,)
    if request.method == "POST":
        status = (422,)
        if form.validate():
            hasil = setel(form.pengenal.data or "", form.kode.data or "", form.sandi_baru.data or "", ip=ip())
            if hasil.berhasil:
                flash(kabar, "sah")
                return redirect(url_for("masuk.masuk"))
            simpan_juga()
            status = tolak(hasil.tunggu)
            field = form._fields.get(hasil.field)
            (field.errors if field is not None else form.form_errors).append(hasil.pesan)
    return render_template(templat, form=form), *status
