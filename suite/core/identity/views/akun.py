"""Akun saya: who I am to the suite, my password, my sessions, my display settings, and as what I act."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from suite.core.api import tokens
from suite.core.clock import today
from suite.core.db import session
from suite.core.errors import TidakDitemukan
from suite.core.http.application import simpan_juga
from suite.core.identity import queries, services, sessions
from suite.core.identity.forms import GantiSandiForm, PengaturanForm
from suite.core.identity.models import Pegawai
from suite.core.identity.services import PERAN
from suite.core.identity.views.formulir import alamat_aman
from suite.core.policy import current_actor, izin

bp = Blueprint("akun", __name__, template_folder="../templates")

bp.add_app_template_filter(sessions.sebut_peramban, "peramban")


@bp.get("/akun")
@izin("masuk")
def saya() -> ResponseReturnValue:
    actor = current_actor()
    pegawai = session.get(Pegawai, actor.pegawai_id) if actor.pegawai_id else None
    return render_template(
        "identitas/akun.html",
        pegawai=pegawai,
        account=current_user.account,
        pangkat=queries.pangkat_pada(pegawai.id) if pegawai else None,
        peran=[p for p in queries.peran_semua(pegawai.id) if p.berlaku_pada(today())] if pegawai else [],
        jenis_peran=PERAN,
    )


@bp.route("/akun/sandi", methods=["GET", "POST"])
@izin("masuk")
def sandi() -> ResponseReturnValue:
    form, status = GantiSandiForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            hasil = services.ganti_sandi(
                current_actor(),
                current_user.account,
                form.sandi_lama.data or "",
                form.sandi_baru.data or "",
                sesi_id=current_user.sesi_id,
                cabut_token=form.cabut_token.data,
            )
            if hasil.berhasil:
                flash("Kata sandi diganti. Gawai lain yang masuk dengan akun Anda sudah dikeluarkan.", "sah")
                return redirect(url_for("akun.saya"))
            simpan_juga()
            form[hasil.field].errors.append(hasil.pesan)  # type: ignore[union-attr]
            status = 429 if hasil.tunggu else 422
    token = sum(map(tokens.hidup, tokens.daftar(current_user.account.id)))
    isi = render_template("identitas/sandi.html", form=form, wajib=current_user.sandi_harus_ganti, token=token)
    return isi, status


@bp.get("/akun/sesi")
@izin("masuk")
def sesi() -> ResponseReturnValue:
    daftar_sesi = sessions.daftar_sesi(current_user.account.id)
    return render_template("identitas/sesi.html", daftar_sesi=daftar_sesi, ini=current_user.sesi_id)


@bp.post("/akun/sesi/<int:sesi_id>/cabut")
@izin("masuk")
def cabut_sesi(sesi_id: int) -> ResponseReturnValue:
    if not sessions.cabut(current_user.account.id, sesi_id):
        raise TidakDitemukan("Sesi itu bukan milik Anda atau sudah tidak ada.")
    if sesi_id == current_user.sesi_id:
        return redirect(url_for("masuk.masuk"))
    flash("Gawai itu sudah dikeluarkan.", "sah")
    return redirect(url_for("akun.sesi"))


@bp.post("/akun/sesi/cabut-semua")
@izin("masuk")
def cabut_semua_sesi() -> ResponseReturnValue:
    n = sessions.cabut_semua(current_user.account.id, kecuali=current_user.sesi_id)
    flash(f"{n} gawai lain dikeluarkan." if n else "Tidak ada gawai lain yang masuk.", "sah")
    return redirect(url_for("akun.sesi"))


@bp.route("/akun/pengaturan", methods=["GET", "POST"])
@izin("masuk")
def pengaturan() -> ResponseReturnValue:
    actor = current_actor()
    form = PengaturanForm(data=None if request.method == "POST" else current_user.pengaturan)
    form.bertindak.choices = [
        ("", "Yang terakhir dipilih"),
        *((str(p.penugasan_id), p.sebutan) for p in actor.penugasan),
    ]
    if request.method == "GET":
        form.bertindak.data = str(current_user.pengaturan.get("bertindak", ""))
    if form.validate_on_submit():
        isian = {n: form[n].data for n in (*services.PILIHAN_PENGATURAN, "bertindak")}
        services.simpan_pengaturan(actor, current_user.account, isian)
        flash("Setelan diterapkan.", "sah")
        return redirect(url_for("akun.pengaturan"))
    return render_template("identitas/pengaturan.html", form=form), 422 if request.method == "POST" else 200


@bp.post("/bertindak")
@izin("masuk")
def bertindak() -> ResponseReturnValue:
    pilihan = request.form.get("penugasan", "")
    services.bertindak_sebagai(current_actor(), current_user.account, int(pilihan) if pilihan.isdecimal() else 0)
    return redirect(alamat_aman(request.form.get("berikut")))
