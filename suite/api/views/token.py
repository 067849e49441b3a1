"""Tokens on *Akun saya*: list, make (shown once), revoke."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from suite.api.forms import TokenForm
from suite.core import pengaturan
from suite.core.api import semua_lingkup, tokens
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TidakDitemukan
from suite.core.policy import izin

bp = Blueprint("token_api", __name__, url_prefix="/akun/token", template_folder="../templates")


@bp.get("")
@izin("masuk")
def daftar():
    return _halaman(TokenForm(formdata=None))


@bp.post("")
@izin("masuk")
def buat():
    form = TokenForm()
    if form.validate():
        try:
            with session.begin_nested():
                token, teks = tokens.buat(
                    current_user.account,
                    nama=form.nama.data or "",
                    lingkup=form.lingkup.data or [],
                    hari=form.hari.data or 0,
                )
            # The page itself, no redirect: the text stands nowhere else, and a GET could not show it again.
            return render_template("api/token_baru.html", token=token, teks=teks)
        except AturanDilanggar as galat:
            form[galat.field or "nama"].errors = [galat.pesan]
    return _halaman(form), 422


@bp.post("/<int:id>/cabut")
@izin("masuk")
def cabut(id: int):
    if not tokens.cabut(current_user.account.id, id):
        raise TidakDitemukan("Token itu bukan milik Anda atau sudah tidak ada.")
    flash("Token dicabut. Program yang memakainya tidak lagi dapat masuk.", "sah")
    return redirect(url_for(".daftar"))


def _halaman(form: TokenForm) -> str:
    semua = tokens.daftar(current_user.account.id)
    return render_template(
        "api/token.html",
        form=form,
        hidup=[t for t in semua if tokens.hidup(t)],
        mati=[t for t in semua if not tokens.hidup(t)][:10],
        lingkup=[
            {"nilai": x.nama, "label": x.nama, "ket": x.uraian + (" (tidak dapat ditarik kembali)" if x.berat else "")}
            for x in semua_lingkup()
        ],
        hari_maks=pengaturan.ambil("api.token_hari_maks"),
        terkirim=request.method == "POST",
    )
