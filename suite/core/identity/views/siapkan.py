"""The first page of an empty installation: its setup code from the console, the city's name, the first admin."""

from __future__ import annotations

from datetime import timedelta

import flask
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user

from suite.core import audit, kota
from suite.core.actor import SISTEM
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.http.application import simpan_juga
from suite.core.identity import sessions
from suite.core.identity.services import pasang
from suite.core.identity.views.masuk import ip, peramban
from suite.core.policy import publik
from suite.core.ratelimit import batasi

bp = Blueprint("siapkan", __name__, template_folder="../templates")

PERCOBAAN = 10
JENDELA = timedelta(minutes=10)
SALAH = "Kode pemasangan tidak cocok. Lihat pada layar tempat suite serve atau suite init dijalankan."


@bp.get("/siapkan")
@publik
def mulai() -> ResponseReturnValue:
    return _halaman() if pasang.kosong() else redirect(url_for("masuk.masuk"))


@bp.post("/siapkan")
@publik
def simpan() -> ResponseReturnValue:
    if not pasang.kosong():
        return redirect(url_for("masuk.masuk"))
    simpan_juga()  # the try counts although the answer refuses
    batasi("siapkan", ip(), batas=PERCOBAAN, jendela=JENDELA)
    isian = {k: v.replace("\x00", "").strip() for k, v in request.form.items() if k != "sandi"}
    if not pasang.kode_cocok(isian.get("kode", "")):
        return _halaman({"kode": SALAH}), 422
    try:
        with session.begin_nested():
            kota.simpan(SISTEM, {"kota.nama": isian.get("nama", ""), "kota.jenis": isian.get("jenis", "")})
            account, _ = pasang.admin_pertama(
                isian.get("admin", ""),
                isian.get("login", ""),
                nip=isian.get("nip", ""),
                sandi=request.form.get("sandi", ""),
            )
    except AturanDilanggar as galat:
        return _halaman({_BIDANG.get(galat.field or "", galat.field or "nama"): galat.pesan}), 422
    token = sessions.buka(account, ip=ip(), peramban=peramban())
    audit.sebut("account.masuk", account, SISTEM)
    flask.session.clear()
    flask.session.permanent = True
    login_user(sessions.muat(token))
    return redirect("/admin/kota")


_BIDANG = {"sandi_baru": "sandi"}


def _halaman(galat: dict[str, str] | None = None) -> str:
    p = kota.profil(segar=True)
    isian = request.form or ({"nama": p.pendek, "jenis": p.jenis} if p.diisi else {})
    return render_template("identitas/siapkan.html", galat=galat or {}, isian=isian, jenis=kota.JENIS)
