"""Home: what waits for me, what I wait for, who stands in for whom."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for

from suite.core.errors import AturanDilanggar
from suite.core.policy import current_actor, izin
from suite.portal import queries, services

bp = Blueprint("beranda", __name__, template_folder="../templates")


@bp.get("/")
@izin("masuk")
def beranda():
    actor = current_actor()
    tugas = queries.tugas_saya(actor)
    return render_template(
        "portal/beranda.html",
        kelompok=queries.kelompok(tugas),
        baris=queries.baris(tugas),
        massal=queries.massal(tugas),
        penuh=len(tugas) >= queries.BATAS_TUGAS,
        ditunggu=queries.yang_ditunggu(actor),
        pengganti=queries.pengganti(actor),
    )


@bp.post("/ingatkan/<int:task_id>")
@izin("masuk")
def ingatkan(task_id: int):
    try:
        siapa = services.ingatkan(current_actor(), task_id)
        flash(f"{siapa} sudah diingatkan.", "sah")
    except AturanDilanggar as galat:
        flash(galat.pesan, "perhatian")
    return redirect(url_for(".beranda"))
