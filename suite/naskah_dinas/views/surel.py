"""Letters that come by mail: bring in an .eml or an mbox, look the messages over, register the chosen ones."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for

from suite.core.clock import today
from suite.core.db import session
from suite.core.errors import AturanDilanggar, MasukanSalah, TidakDitemukan
from suite.core.files.models import StoredFile
from suite.core.http.application import simpan_juga
from suite.core.policy import current_actor, izin
from suite.core.web.berkas import kirim_berkas
from suite.naskah_dinas.forms.surel import SurelForm, pilih_usulan
from suite.naskah_dinas.models_surel import UsulanSurel
from suite.naskah_dinas.queries import masuk as queries
from suite.naskah_dinas.services import surel as layanan

bp = Blueprint("surel_masuk", __name__, url_prefix="/surat-masuk/surel", template_folder="../templates")

ID_TERBESAR = 2**53
SEHALAMAN = 20
"""Messages shown, and registered, at once."""


@bp.get("")
@izin("surat_masuk.catat")
def daftar():
    return _halaman()


@bp.post("")
@izin("surat_masuk.catat")
def unggah():
    kiriman = request.files.get("berkas")
    try:
        if kiriman is None or not kiriman.filename:
            raise AturanDilanggar("Pilih berkas .eml atau .mbox.", field="berkas")
        batas = current_app.config["SUITE"].upload_mb
        with session.begin_nested():
            job = layanan.unggah(current_actor(), kiriman.filename, kiriman.stream, batas_mb=batas)
        return redirect(url_for("pekerjaan.lihat", id=job.id), code=303)
    except AturanDilanggar as galat:
        return _halaman(galat_berkas=galat.pesan), 422


@bp.post("/pilihan")
@izin("surat_masuk.catat")
def putuskan():
    """Register the ticked messages, or throw them away. What is not right stays, as typed, with why beside it."""
    actor = current_actor()
    usulan = layanan.milik(actor, pilih_usulan(request.form.getlist("pilih")), terbanyak=SEHALAMAN)
    if not usulan:
        raise MasukanSalah("Belum ada surel yang dipilih. Centang surelnya, lalu catat atau buang.")
    if request.form.get("lakukan") == "buang":
        flash(f"{layanan.buang(actor, usulan)} surel dibuang.", "sah")
        return redirect(url_for(".daftar"))
    form = _form()
    galat: dict[int, dict[str, str]] = {}
    tercatat = []
    if form.validate():
        for u in usulan:
            satu, keliru = form.isian(u, queries.opd_tujuan(current_actor()))
            if satu is None:
                galat[u.id] = keliru
                continue
            try:
                with session.begin_nested():
                    tercatat.append(layanan.daftarkan(actor, u, satu))
            except AturanDilanggar as e:
                galat[u.id] = {e.field if e.field in SurelForm.PER_SUREL else "pengirim": e.pesan}
    if tercatat:
        agenda = ", ".join(str(m.agenda) for m in tercatat)
        flash(f"{len(tercatat)} surel tercatat dengan nomor agenda {agenda}.", "sah")
    if not galat and not form.errors:
        return redirect(url_for(".daftar"))
    if tercatat:
        simpan_juga()  # what was right is registered; only the rest is asked again
    return _halaman(form=form, galat=galat), 422


@bp.get("/<int:id>/berkas/<int:n>")
@izin("surat_masuk.catat")
def berkas(id: int, n: int):
    """The n-th attachment of a message that waits; 0 is the message itself."""
    ada = layanan.milik(current_actor(), [id]) if id < ID_TERBESAR else []
    if not ada or not 0 <= n <= len(ada[0].lampiran):
        raise TidakDitemukan("Berkas itu tidak ada.")
    file_id = ada[0].mentah_id if n == 0 else ada[0].lampiran[n - 1]["file_id"]
    if file_id is None:
        raise TidakDitemukan("Berkas ini tidak disimpan; aslinya ada dalam berkas .eml.")
    return kirim_berkas(session.get_one(StoredFile, file_id))


def _form() -> SurelForm:
    form = SurelForm()
    opd = queries.opd_agenda(current_actor())
    form.susun(opd, queries.pilihan_tujuan([u.id for u in opd]))
    return form


def _halaman(
    *, form: SurelForm | None = None, galat: dict[int, dict[str, str]] | None = None, galat_berkas: str = ""
) -> str:
    actor = current_actor()
    usulan = layanan.milik(actor, terbanyak=SEHALAMAN)
    return render_template(
        "naskah_dinas/masuk/surel.html",
        form=form or _form(),
        usulan=usulan,
        jumlah=layanan.jumlah(actor),
        galat=galat or {},
        galat_berkas=galat_berkas,
        isi={u.id: _terisi(u) for u in usulan},
        dipilih=set(request.form.getlist("pilih")),
        hari_ini_iso=today().isoformat(),
        maks_mb=current_app.config["SUITE"].upload_mb,
    )


def _terisi(u: UsulanSurel) -> dict[str, Any]:
    """What stands in the fields of a message: what was typed, else what the message says."""
    bawaan = {
        "pengirim": u.pengirim,
        "nomor": "-",
        "tanggal": u.tanggal.isoformat() if u.tanggal else "",
        "hal": u.hal,
        "alasan_kembar": "",
    }
    return {k: request.form.get(f"{k}-{u.id}", v) for k, v in bawaan.items()}
