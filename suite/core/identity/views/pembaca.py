"""Siapa membaca data saya: the log of reading about oneself."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from suite.core import audit
from suite.core.errors import MasukanSalah
from suite.core.identity.views.akun import bp
from suite.core.policy import current_actor, izin
from suite.core.web import Halaman, Kursor, susun_halaman

UKURAN = 25


@bp.get("/akun/pembaca")
@izin("masuk")
def pembaca() -> ResponseReturnValue:
    kursor = Kursor.baca(request.args.get("k"))
    if kursor is not None and not isinstance(kursor.kunci[0], int):
        raise MasukanSalah("Penanda halaman tidak terbaca. Buka daftar dari awal.")
    baris = audit.pembaca(
        "pegawai",
        current_actor().pegawai_id or 0,
        setelah=kursor.kunci[0] if kursor else None,
        mundur=bool(kursor and kursor.mundur),
        batas=UKURAN + 1,
    )
    halaman: Halaman[audit.LogBaca] = susun_halaman(
        list(baris),
        ukuran=UKURAN,
        kunci=lambda b: (b.id,),
        kursor=kursor,
        url=lambda k: url_for(".pembaca", k=k),
    )
    return render_template("identitas/pembaca.html", halaman=halaman)
