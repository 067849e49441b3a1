"""The board of Plh. and Plt., and the sudden appointment of a Plh."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from suite.core import policy, workflow
from suite.core.actor import Actor
from suite.core.aturan import parameter
from suite.core.clock import today
from suite.core.daftar import tampilkan
from suite.core.db import session
from suite.core.errors import TidakDitemukan
from suite.core.identity import papan as papan_hari_ini
from suite.core.identity import queries, services
from suite.core.identity.daftar import MASA, PENGGANTI
from suite.core.identity.forms import AlasanForm, SementaraForm
from suite.core.identity.models import Jabatan, Pegawai
from suite.core.identity.penunjukan import PenunjukanSementara
from suite.core.identity.views.formulir import galat_pada, halaman_form
from suite.core.identity.views.kelola import pemuat
from suite.core.policy import current_actor, izin

bp = Blueprint("delegasi", __name__, template_folder="../templates")


@bp.get("/delegasi")
@izin("delegasi.lihat")
def papan() -> ResponseReturnValue:
    return tampilkan(PENGGANTI, "identitas/delegasi.html")


@bp.get("/delegasi/hari-ini")
@izin("delegasi.lihat")
def keadaan() -> ResponseReturnValue:
    """Who runs what today, what waits with whom is away, and the acts that mend it, on one page."""
    actor = current_actor()
    semua = papan_hari_ini.papan(actor)
    return render_template(
        "identitas/papan.html",
        semua=semua,
        semua_masa=MASA,
        boleh={b.jabatan.id: policy.boleh("penugasan.sementara", actor, b.jabatan) for b in semua},
        boleh_serah=policy.boleh("tugas.serahkan", actor),
        boleh_tunjuk=policy.boleh("penugasan.sementara", actor),
    )


@bp.route("/delegasi/tunjuk", methods=["GET", "POST"])
@izin("penugasan.sementara")
def tunjuk() -> ResponseReturnValue:
    actor = current_actor()
    jabatan = _jabatan_dipilih()
    if jabatan is None:
        kata = request.args.get("q", "").strip()[:100]
        return render_template("identitas/tunjuk_jabatan.html", kata=kata, **_pilihan_jabatan(actor, kata))
    policy.pastikan("penugasan.sementara", actor, jabatan)
    kata = request.args.get("orang", "").strip()[:100]
    calon = queries.calon_pelaksana(jabatan, kata)
    form = SementaraForm(jabatan=str(jabatan.id))
    form.pegawai.choices = [(str(p.id), f"{p.nama_lengkap}, {j}" if j else p.nama_lengkap) for p, j in calon]
    form.pegawai.validate_choice = False  # the search may have offered others; the service decides
    hari = parameter("core.penunjukan_sementara", pada=today())["paling_lama_hari"]
    if request.method == "GET":
        form.sampai.data = today() + timedelta(days=min(hari, 3) - 1)
    elif form.validate_on_submit():
        with galat_pada(form):
            dok = services.tugaskan_sementara(
                actor, _pegawai(form.pegawai.data), jabatan, form.sampai.data or date.max, form.alasan.data or ""
            )
            flash("Plh. sementara berlaku sekarang juga. Terbitkan surat perintahnya sebelum masa ini habis.", "sah")
            return redirect(url_for(".lihat", id=dok.id))
    return render_template(
        "identitas/tunjuk.html",
        form=form,
        jabatan=jabatan,
        pejabat=queries.pemegang_pada(jabatan.id),
        kata=kata,
        hari=hari,
        terakhir=today() + timedelta(days=hari - 1),
    ), 422 if request.method == "POST" else 200


def _jabatan_dipilih() -> Jabatan | None:
    isi = request.values.get("jabatan", "")
    if not isi:
        return None
    jabatan = session.get(Jabatan, int(isi)) if isi.isdecimal() and len(isi) < 19 else None
    if jabatan is None:
        raise TidakDitemukan("Jabatan itu tidak ada.")
    return jabatan


def _pegawai(isi: str) -> Pegawai:
    pegawai = session.get(Pegawai, int(isi)) if isi.isdecimal() and len(isi) < 19 else None
    if pegawai is None:
        raise TidakDitemukan("Pegawai itu tidak ada.")
    return pegawai


def _pilihan_jabatan(actor: Actor, kata: str) -> dict[str, object]:
    """Posts for which the actor may appoint: those directly below, and for an admin what the words find."""
    pilihan = {j.id: j for atasan in sorted(actor.jabatan_ids) for j in queries.bawahan(atasan)}
    if kata:
        cocok = queries.cari_jabatan(kata)
        pilihan = {j.id: j for j in cocok if j.id in pilihan or policy.boleh("penugasan.sementara", actor, j)}
    jabatan = [j for j in list(pilihan.values())[:100] if j.eselon or j.kepala or kata]
    return {"jabatan": jabatan, "pemegang": queries.pemegang_banyak(j.id for j in jabatan)}


@bp.get("/delegasi/sementara/<int:id>")
@izin("penunjukan.lihat", objek=pemuat(PenunjukanSementara))
def lihat(dok: PenunjukanSementara) -> ResponseReturnValue:
    actor = current_actor()
    tugas = dok.penugasan
    return render_template(
        "identitas/sementara.html",
        dok=dok,
        tugas=tugas,
        bilah=workflow.bilah(dok, actor),
        riwayat=workflow.riwayat(dok),
        menunggu=queries.sebutan_kunci(dok.untuk),
        boleh_akhiri=dok.status == "sementara" and policy.boleh("penugasan.sementara", actor, tugas.jabatan),
    )


@bp.route("/delegasi/sementara/<int:id>/akhiri", methods=["GET", "POST"])
@izin("penunjukan.lihat", objek=pemuat(PenunjukanSementara))
def akhiri(dok: PenunjukanSementara) -> ResponseReturnValue:
    actor, form, tugas = current_actor(), AlasanForm(), dok.penugasan
    policy.pastikan("penugasan.sementara", actor, tugas.jabatan)
    if form.validate_on_submit():
        with galat_pada(form):
            services.akhiri_sementara(actor, dok, form.alasan.data or "")
            flash("Penunjukan sementara diakhiri.", "sah")
            return redirect(url_for(".lihat", id=dok.id))
    return halaman_form(
        form,
        f"Akhiri {tugas.jenis} {tugas.jabatan.nama}",
        "Akhiri penunjukan",
        status=422 if request.method == "POST" else 200,
        uraian=f"{tugas.pegawai.nama_lengkap} berhenti bertindak dalam jabatan ini, paling cepat mulai besok bila baru "
        "ditunjuk hari ini. Tugas jabatan kembali kepada pejabatnya.",
        remah=[
            {"label": "Plh. dan Plt.", "url": url_for(".papan")},
            {"label": "Penunjukan", "url": url_for(".lihat", id=dok.id)},
        ],
        kembali={"label": "Penunjukan", "url": url_for(".lihat", id=dok.id)},
        bahaya=True,
    )
