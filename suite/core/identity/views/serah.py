"""Serah tugas: the open personal tasks of who leaves go to another person in one act, after a look at how many."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from suite.core import policy
from suite.core.db import session
from suite.core.identity import queries, services
from suite.core.identity.forms import SerahForm
from suite.core.identity.models import Pegawai
from suite.core.identity.views.formulir import galat_pada
from suite.core.policy import current_actor, izin

bp = Blueprint("serah", __name__, template_folder="../templates")


@bp.route("/admin/serah-tugas", methods=["GET", "POST"])
@izin("tugas.serahkan")
def tugas() -> ResponseReturnValue:
    actor, form = current_actor(), SerahForm()
    dari, ke = _orang("dari"), _orang("ke")
    if dari and ke and form.validate_on_submit():
        with galat_pada(form):
            n = services.serahkan_tugas(actor, dari, ke, form.alasan.data or "")
            flash(f"{n} tugas {dari.nama_lengkap} diserahkan kepada {ke.nama_lengkap}.", "sah")
            return redirect(url_for(".tugas"))
    kata = request.args.get("q", "").strip()[:100]
    return render_template(
        "identitas/serah.html",
        form=form,
        dari=dari,
        ke=ke,
        kata=kata,
        hasil=_cari(kata) if kata else (),
        pratinjau=services.pratinjau_serah(actor, dari) if dari else (),
        rahasia=services.jumlah_rahasia(actor, dari) if dari else 0,
        pengganti=bool(dari and ke and services.pejabat_pengganti(dari, ke)),
    ), 422 if request.method == "POST" else 200


def _orang(nama: str) -> Pegawai | None:
    """A person named in the address or the form; somebody outside the actor's offices is not found."""
    isi = request.values.get(nama, "")
    if not isi.isdecimal() or len(isi) > 18:
        return None
    orang = session.get(Pegawai, int(isi))
    if orang is not None:
        policy.pastikan("peran.kelola", current_actor(), orang)
    return orang


def _cari(kata: str) -> Sequence[queries.BarisPegawai]:
    return queries.daftar_pegawai(policy.lingkup("peran.kelola", current_actor()), kata=kata, batas=20)
