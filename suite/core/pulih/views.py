"""The status page, the read-only switch and `/metrics`."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import DateTimeLocalField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from suite.core import clock, policy
from suite.core.actor import Actor
from suite.core.http.menu import Butir, daftarkan
from suite.core.identity.policy import lingkup_admin
from suite.core.identity.views.formulir import halaman_form
from suite.core.policy import current_actor, izin, publik
from suite.core.pulih import keadaan, metrik, mode

bp = Blueprint("keadaan", __name__, template_folder="templates")


def _admin_kota(actor: Actor, _objek: Any) -> bool:
    return lingkup_admin(actor) is None


policy.daftarkan(
    "sistem.lihat", "melihat keadaan sistem", periksa=lambda a, o: _admin_kota(a, o) or "auditor" in a.kunci
)
policy.daftarkan("sistem.kelola", "mengubah mode sistem", periksa=_admin_kota)
daftarkan(Butir("Admin", "Keadaan sistem", "keadaan.lihat", "gauge", izin="sistem.lihat", urut=90, awalan="keadaan."))


class ModeForm(FlaskForm):
    alasan = TextAreaField(
        "Alasan",
        [
            DataRequired("Tulis alasannya: kalimat ini dibaca semua orang."),
            Length(max=300, message="Paling panjang 300 karakter."),
        ],
        description="Dibaca semua orang, di atas setiap halaman.",
    )
    sampai = DateTimeLocalField(
        "Perkiraan selesai", [Optional()], description="Bila diisi, orang tahu kapan mencoba lagi."
    )


@bp.get("/admin/keadaan")
@izin("sistem.lihat")
def lihat() -> ResponseReturnValue:
    semua = keadaan.periksa(current_app.config["SUITE"])
    return render_template(
        "pulih/keadaan.html",
        bagian=semua,
        ringkasan=keadaan.ringkasan(semua),
        boleh_mode=policy.boleh("sistem.kelola", current_actor()),
    )


@bp.get("/admin/keadaan/mode")
@izin("sistem.kelola")
def mode_form() -> ResponseReturnValue:
    return _formulir(ModeForm())


@bp.post("/admin/keadaan/mode")
@izin("sistem.kelola")
def simpan_mode() -> ResponseReturnValue:
    form = ModeForm()
    if not form.validate_on_submit():
        return _formulir(form, 422)
    sampai = form.sampai.data.replace(tzinfo=clock.ZONE) if form.sampai.data else None
    if sampai is not None and sampai <= clock.now():
        form.sampai.errors = ["Waktu ini sudah lewat. Isi waktu yang akan datang, atau kosongkan."]
        return _formulir(form, 422)
    mode.baca_saja(_var(), current_actor(), alasan=form.alasan.data or "", sampai=sampai)
    flash("Suite sekarang hanya dapat dibaca.", "perhatian")
    return redirect(url_for(".lihat"), code=303)


@bp.post("/admin/keadaan/normal")
@izin("sistem.kelola")
def mode_normal() -> ResponseReturnValue:
    mode.normal(_var(), current_actor())
    flash("Suite kembali normal.", "sah")
    return redirect(url_for(".lihat"), code=303)


@bp.get("/metrics")
@publik
def angka() -> ResponseReturnValue:
    return metrik.jawab()


def _var() -> Any:
    return current_app.config["SUITE"].var


def _formulir(form: ModeForm, status: int = 200) -> ResponseReturnValue:
    uraian = (
        "Semua orang tetap dapat membaca; yang mengirim isian diminta mengirim lagi nanti, tanpa kehilangan isiannya. "
        "Pekerjaan latar menunggu."
    )
    balik = {"label": "Keadaan sistem", "url": url_for(".lihat")}
    return halaman_form(
        form,
        "Hanya baca",
        "Jadikan hanya baca",
        status=status,
        uraian=uraian,
        remah=[balik, {"label": "Hanya baca"}],
        kembali=balik,
    )
