"""Webhooks on *Akun saya*: list, make (secret shown once), log of one with its last answers, send again, on and off."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from suite.api.forms import WebhookForm
from suite.core import peristiwa
from suite.core.api import webhook
from suite.core.api.models import Langganan
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TidakDitemukan
from suite.core.policy import izin

bp = Blueprint("webhook", __name__, url_prefix="/akun/webhook", template_folder="../templates")

UKURAN = 25


def _milik(id: int) -> Langganan | None:
    return webhook.milik(current_user.account.id, id)


@bp.get("")
@izin("masuk")
def daftar():
    return _halaman(WebhookForm(formdata=None))


@bp.post("")
@izin("masuk")
def buat():
    form = WebhookForm()
    if form.validate():
        try:
            with session.begin_nested():
                satu, rahasia = webhook.buat(
                    current_user.account,
                    nama=form.nama.data or "",
                    url=form.url.data or "",
                    jenis=form.jenis.data or [],
                    config=current_app.config["SUITE"],
                )
            return render_template("api/webhook_baru.html", langganan=satu, rahasia=rahasia)
        except AturanDilanggar as galat:
            form[galat.field or "nama"].errors = [galat.pesan]
    return _halaman(form), 422


def _halaman(form: WebhookForm) -> str:
    return render_template(
        "api/webhook.html",
        form=form,
        semua=webhook.daftar(current_user.account.id),
        dijeda=webhook.dijeda,
        pilihan=[{"nilai": j.nama, "label": j.nama, "ket": j.uraian} for j in peristiwa.semua_jenis()],
    )


@bp.get("/<int:id>")
@izin("masuk", objek=_milik)
def lihat(langganan: Langganan):
    tanda = request.args.get("sebelum", "")
    sebelum = int(tanda) if tanda.isascii() and tanda.isdigit() and len(tanda) < 16 else None
    baris = list(webhook.kiriman(langganan, sebelum=sebelum, batas=UKURAN + 1))
    lama = url_for(".lihat", id=langganan.id, sebelum=baris[UKURAN - 1].id) if len(baris) > UKURAN else None
    return render_template(
        "api/webhook_lihat.html",
        langganan=langganan,
        dijeda=webhook.dijeda(langganan),
        kiriman=baris[:UKURAN],
        halaman={
            "url_baru": url_for(".lihat", id=langganan.id) if sebelum else None,
            "url_lama": lama,
            "ringkasan": "",
        },
        uraian={j.nama: j.uraian for j in peristiwa.semua_jenis()},
    )


@bp.post("/<int:id>/kiriman/<int:kiriman_id>")
@izin("masuk", objek=lambda id, kiriman_id: _milik(id))
def ulangi(langganan: Langganan):
    if not webhook.ulangi(langganan, int((request.view_args or {})["kiriman_id"])):
        raise TidakDitemukan("Kiriman itu tidak ada pada webhook ini.")
    flash("Kiriman diantrekan lagi. Muat ulang sebentar lagi untuk melihat jawabannya.", "sah")
    return redirect(url_for(".lihat", id=langganan.id))


@bp.post("/<int:id>/jeda")
@izin("masuk", objek=_milik)
def jeda(langganan: Langganan):
    webhook.jeda(langganan)
    flash("Webhook dijeda. Peristiwa selama jeda tidak dikabarkan.", "sah")
    return redirect(url_for(".lihat", id=langganan.id))


@bp.post("/<int:id>/hidupkan")
@izin("masuk", objek=_milik)
def hidupkan(langganan: Langganan):
    webhook.hidupkan(langganan)
    flash("Webhook hidup lagi. Yang terlewat dapat dikirim ulang dari daftar di bawah.", "sah")
    return redirect(url_for(".lihat", id=langganan.id))


@bp.post("/<int:id>/hapus")
@izin("masuk", objek=_milik)
def hapus(langganan: Langganan):
    webhook.hapus(langganan)
    flash("Webhook dihapus.", "sah")
    return redirect(url_for(".daftar"))
