"""The second step of a login, and login by a passkey alone."""

from __future__ import annotations

from typing import Any

import flask
from flask import current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from suite.core.clock import now
from suite.core.db import session
from suite.core.http.application import simpan_juga
from suite.core.identity.faktor import kunci, pemulihan, services
from suite.core.identity.faktor.punya import punya
from suite.core.identity.models import Account
from suite.core.identity.views.formulir import alamat_aman
from suite.core.identity.views.masuk import (
    UMUR_LANGKAH_DUA,
    bp,
    gawai,
    ip,
    peramban,
    selesai,
    sidik_sandi,
    tampil_masuk,
    tolak,
)
from suite.core.policy import publik


def _menunggu() -> tuple[Account, str] | None:
    """Whose password was right a moment ago in this browser, and where to go afterwards; None when nobody's."""
    catatan = flask.session.get("kedua")
    if not isinstance(catatan, dict) or now().timestamp() - catatan["t"] > UMUR_LANGKAH_DUA.total_seconds():
        return None
    account = session.get(Account, catatan["a"])
    if account is None or not account.aktif or sidik_sandi(account) != catatan["s"]:
        return None
    return account, alamat_aman(catatan["b"])


@bp.route("/masuk/kedua", methods=["GET", "POST"])
@publik
def kedua() -> ResponseReturnValue:
    menunggu = _menunggu()
    if menunggu is None:
        flask.session.pop("kedua", None)
        return redirect(url_for("masuk.masuk"))
    account, berikut = menunggu
    if request.method == "GET":
        return _halaman(account)
    isian = {n: request.form.get(n, "").replace("\x00", "")[:20_000] for n in ("kode", "pemulihan", "kredensial")}
    hasil = services.langkah_dua(
        current_app.config["SUITE"],
        account,
        kode=isian["kode"],
        kode_pemulihan=isian["pemulihan"],
        kredensial=isian["kredensial"],
        ip=ip(),
        peramban=peramban(),
        gawai=gawai(),
    )
    if hasil.berhasil:
        return selesai(hasil, berikut)
    simpan_juga()  # the wrong attempt counts although the answer refuses
    bidang = "pemulihan" if isian["pemulihan"].strip() else ("kredensial" if isian["kredensial"] else "kode")
    return _halaman(account, galat=hasil.pesan, bidang=bidang), *tolak(hasil.tunggu)


def _halaman(account: Account, **konteks: Any) -> str:
    ada = punya(account.id)
    return render_template(
        "identitas/langkah_dua.html",
        ada=ada,
        bisa_kunci=ada.kunci and kunci.tersedia(current_app.config["SUITE"]),
        sisa_kode=pemulihan.sisa(account.id),
        **konteks,
    )


@bp.get("/masuk/kunci")
@publik
def pilihan_kunci() -> ResponseReturnValue:
    """What the browser needs to prove a passkey, as JSON."""
    menunggu = _menunggu() if request.args.get("langkah") == "kedua" else None
    return jsonify(kunci.pilihan_masuk(current_app.config["SUITE"], menunggu[0].id if menunggu else None))


@bp.post("/masuk/kunci")
@publik
def masuk_kunci() -> ResponseReturnValue:
    berikut = alamat_aman(request.form.get("berikut"))
    hasil = services.masuk_dengan_kunci(
        current_app.config["SUITE"],
        request.form.get("kredensial", "")[:20_000],
        ip=ip(),
        peramban=peramban(),
        gawai=gawai(),
    )
    if hasil.berhasil:
        return selesai(hasil, berikut)
    simpan_juga()
    return tampil_masuk(berikut, galat=hasil.pesan), *tolak(hasil.tunggu)
