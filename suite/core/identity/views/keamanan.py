"""Keamanan akun: second factors and recovery codes. Who logged in a while ago proves oneself once more first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

import flask
from flask import current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from suite.core.clock import now
from suite.core.http.application import simpan_juga
from suite.core.identity import services as identitas
from suite.core.identity.faktor import kunci, pemulihan, services, totp, wajib
from suite.core.identity.forms import KunciForm, PastikanForm, TotpForm
from suite.core.identity.views.akun import bp
from suite.core.identity.views.formulir import alamat_aman, galat_pada
from suite.core.policy import current_actor, izin

SEGAR = timedelta(minutes=15)
"""How long a login, or a password typed again, stands for the person."""


def baru_dipastikan() -> bool:
    """Did the person prove oneself in this session a short while ago?"""
    catatan = flask.session.get("dipastikan")
    saat = [current_user.masuk_pada.timestamp()]
    if isinstance(catatan, list) and len(catatan) == 2 and catatan[0] == current_user.sesi_id:
        saat.append(catatan[1])
    return max(saat) > now().timestamp() - SEGAR.total_seconds()


def perlu_dipastikan(view: Callable[..., Any]) -> Callable[..., Any]:
    """Ask for the password once more before this view, unless that was just done. Put it under `@izin`."""

    @wraps(view)
    def jalankan(**argumen: Any) -> Any:
        if baru_dipastikan():
            return view(**argumen)
        berikut = request.path if request.method == "GET" else url_for("akun.keamanan")
        return redirect(url_for("akun.pastikan", berikut=berikut))

    return jalankan


@bp.route("/akun/keamanan/pastikan", methods=["GET", "POST"])
@izin("masuk")
def pastikan() -> ResponseReturnValue:
    form = PastikanForm()
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            hasil = identitas.pastikan_sandi(current_user.account, form.sandi.data or "")
            if hasil.berhasil:
                flask.session["dipastikan"] = [current_user.sesi_id, int(now().timestamp())]
                return redirect(alamat_aman(request.values.get("berikut"), lain=url_for("akun.keamanan")))
            simpan_juga()
            form.sandi.errors = [hasil.pesan]
            status = 429 if hasil.tunggu else 422
    berikut = alamat_aman(request.values.get("berikut"), lain=url_for("akun.keamanan"))
    return render_template("identitas/pastikan.html", form=form, berikut=berikut), status


@bp.get("/akun/keamanan")
@izin("masuk")
def keamanan() -> ResponseReturnValue:
    return _halaman(KunciForm())


def _halaman(form: KunciForm, status: int = 200) -> ResponseReturnValue:
    account, config = current_user.account, current_app.config["SUITE"]
    return render_template(
        "identitas/keamanan.html",
        totp=totp.ambil(account.id),
        daftar_kunci=kunci.milik(account.id),
        bisa_kunci=kunci.tersedia(config),
        sisa_kode=pemulihan.sisa(account.id),
        wajib=wajib.wajib(current_actor()),
        harus=current_user.wajib_faktor,
        form=form,
    ), status


@bp.route("/akun/keamanan/aplikasi", methods=["GET", "POST"], endpoint="totp")
@izin("masuk")
@perlu_dipastikan
def pasang_totp() -> ResponseReturnValue:
    account, config, form = current_user.account, current_app.config["SUITE"], TotpForm()
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            with galat_pada(form):
                kode = services.pasang_totp(
                    current_actor(), account, form.tanda.data or "", form.kode.data or "", current_user.sesi_id
                )
                return _terpasang(kode, "Aplikasi pembuat kode terpasang.")
    elif totp.ambil(account.id) is not None:
        return redirect(url_for("akun.keamanan"))
    daftar = totp.mulai(account, f"Pemerintah {config.kota}", form.tanda.data or "")
    return render_template("identitas/totp.html", form=form, daftar=daftar), status


@bp.post("/akun/keamanan/aplikasi/lepas")
@izin("masuk")
@perlu_dipastikan
def lepas_totp() -> ResponseReturnValue:
    services.lepas_totp(current_actor(), current_user.account)
    flash("Aplikasi pembuat kode dilepas.", "sah")
    return redirect(url_for("akun.keamanan"))


@bp.get("/akun/keamanan/kunci/pilihan")
@izin("masuk")
def pilihan_kunci() -> ResponseReturnValue:
    """What the browser needs to make a passkey, as JSON."""
    return jsonify(kunci.pilihan_daftar(current_app.config["SUITE"], current_user.account, current_actor().nama))


@bp.post("/akun/keamanan/kunci")
@izin("masuk")
@perlu_dipastikan
def tambah_kunci() -> ResponseReturnValue:
    form = KunciForm()
    if form.validate():
        with galat_pada(form):
            kode = services.pasang_kunci(
                current_actor(),
                current_app.config["SUITE"],
                current_user.account,
                form.kredensial.data or "",
                form.nama.data or "",
                current_user.sesi_id,
            )
            return _terpasang(kode, "Kunci sandi ditambahkan.")
    return _halaman(form, 422)


@bp.post("/akun/keamanan/kunci/<int:id>/hapus")
@izin("masuk")
@perlu_dipastikan
def hapus_kunci(id: int) -> ResponseReturnValue:
    services.hapus_kunci(current_actor(), current_user.account, id)
    flash("Kunci sandi dihapus.", "sah")
    return redirect(url_for("akun.keamanan"))


@bp.post("/akun/keamanan/kode-pemulihan")
@izin("masuk")
@perlu_dipastikan
def kode_pemulihan() -> ResponseReturnValue:
    return _tampilkan_kode(services.buat_kode_pemulihan(current_actor(), current_user.account))


def _terpasang(kode: list[str], kabar: str) -> ResponseReturnValue:
    flash(kabar, "sah")
    return _tampilkan_kode(kode) if kode else redirect(url_for("akun.keamanan"))


def _tampilkan_kode(kode: list[str]) -> ResponseReturnValue:
    # Shown in the answer itself: they are kept nowhere from which a second page could take them.
    return render_template("identitas/kode_pemulihan.html", kode=kode, account=current_user.account)
