"""Surel: the address at which news reach a person, what goes there and when."""

from __future__ import annotations

import re

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from suite.core import mail, notifications
from suite.core.db import session
from suite.core.errors import MasukanSalah
from suite.core.http.application import simpan_juga
from suite.core.identity.forms import AlamatForm, KodeSurelForm
from suite.core.identity.models import Pegawai
from suite.core.identity.views.akun import bp
from suite.core.identity.views.formulir import galat_pada
from suite.core.kabar import services as kabar
from suite.core.policy import current_actor, izin

JAM = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")


@bp.get("/akun/surel")
@izin("masuk")
def surel() -> ResponseReturnValue:
    return _halaman()


def _halaman(
    alamat: AlamatForm | None = None, kode: KodeSurelForm | None = None, galat_jam: str = "", status: int = 200
) -> ResponseReturnValue:
    actor = current_actor()
    setelan = kabar.setelan(actor.pegawai_id or 0)
    pegawai = session.get(Pegawai, actor.pegawai_id) if actor.pegawai_id else None
    usul = setelan.calon or (pegawai.surel if pegawai and not setelan.alamat else "")
    return render_template(
        "identitas/surel.html",
        setelan=setelan,
        aktif=mail.aktif(),
        jenis=[(j, kabar.saluran(setelan.pilihan, j)) for j in notifications.jenis()],
        saluran=notifications.SALURAN,
        form_alamat=alamat or AlamatForm(formdata=None, alamat=usul),
        form_kode=kode or KodeSurelForm(formdata=None, kode=request.args.get("kode", "")[:6]),
        tenang=[_jam(setelan.tenang_mulai), _jam(setelan.tenang_selesai)]
        if setelan.tenang_mulai != setelan.tenang_selesai
        else ["", ""],
        galat_jam=galat_jam,
        ketikan=request.form if galat_jam else {},
    ), status


@bp.post("/akun/surel/alamat")
@izin("masuk")
def minta_kode_surel() -> ResponseReturnValue:
    form = AlamatForm()
    if form.validate():
        try:
            with galat_pada(form):
                kabar.minta_kode(current_actor(), form.alamat.data or "")
                flash("Kode dikirim. Buka surel Anda, lalu isi kodenya di bawah.", "sah")
                return redirect(url_for("akun.surel", _anchor="kode"))
        except MasukanSalah as galat:
            form.alamat.errors = [galat.pesan]
    return _halaman(alamat=form, status=422)


@bp.post("/akun/surel/kode")
@izin("masuk")
def pastikan_surel() -> ResponseReturnValue:
    form = KodeSurelForm()
    if form.validate():
        hasil = kabar.pastikan(current_actor(), form.kode.data or "")
        if hasil.berhasil:
            flash("Alamat surel Anda sudah dipastikan.", "sah")
            return redirect(url_for("akun.surel"))
        simpan_juga()
        form.kode.errors = [hasil.pesan]
    return _halaman(kode=form, status=422)


@bp.post("/akun/surel/hapus")
@izin("masuk")
def hapus_surel() -> ResponseReturnValue:
    kabar.hapus_alamat(current_actor())
    flash("Alamat dihapus. Kabar tetap muncul di dalam sistem.", "sah")
    return redirect(url_for("akun.surel"))


@bp.post("/akun/surel")
@izin("masuk")
def simpan_surel() -> ResponseReturnValue:
    isian = request.form
    mulai, selesai = _menit(isian.get("tenang_mulai", "")), _menit(isian.get("tenang_selesai", ""))
    jam = isian.get("jam_harian", "7")
    if mulai is None or selesai is None:
        return _halaman(galat_jam="Tulis jam seperti 21.00, atau kosongkan keduanya.", status=422)
    kabar.simpan(
        current_actor(),
        pilihan={j.nama: isian.get(f"jenis-{j.nama}", "") for j in notifications.jenis()},
        tenang_mulai=mulai,
        tenang_selesai=selesai,
        harian=bool(isian.get("harian")),
        jam_harian=int(jam) if jam.isascii() and jam.isdigit() and len(jam) < 3 else 7,
    )
    flash("Setelan surel diterapkan.", "sah")
    return redirect(url_for("akun.surel"))


def _jam(menit: int) -> str:
    return f"{menit // 60:02d}.{menit % 60:02d}"


def _menit(teks: str) -> int | None:
    """Minutes since midnight; empty is 0 (equal ends: no quiet hours); None: not a time."""
    if not teks.strip():
        return 0
    cocok = JAM.fullmatch(teks.strip())
    return int(cocok[1]) * 60 + int(cocok[2]) if cocok else None
