"""Numbers in between: asking for one on a letter, and the page on which the archivist decides."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from wtforms import DateField, TextAreaField
from wtforms.validators import InputRequired, Length

from suite.core import policy, workflow
from suite.core.clock import today
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.policy import current_actor, izin
from suite.core.web.tindakan import (
    halaman_alasan,
    jalankan,
    tempel_galat,
    tombol_bilah,
    transisi,
)
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.models_sisipan import NomorSisipan
from suite.naskah_dinas.rules.akses import unit_boleh_melihat
from suite.naskah_dinas.services import sisipan
from suite.naskah_dinas.views.keluar import ID_TERBESAR
from suite.naskah_dinas.views.keluar import surat as muat_surat

bp = Blueprint("nomor_sisipan", __name__, template_folder="../templates")


class SisipanForm(FlaskForm):
    tanggal = DateField("Tanggal surat", [InputRequired("Isi tanggal yang harus tercantum pada surat.")])
    alasan = TextAreaField(
        "Alasan",
        [
            InputRequired("Tulis alasan mengapa naskah ini memerlukan nomor sisipan."),
            Length(max=500, message="Paling panjang 500 huruf."),
        ],
    )


def _permintaan(id: int, **_: Any) -> NomorSisipan | None:
    return session.get(NomorSisipan, id) if id < ID_TERBESAR else None


@bp.get("/surat-keluar/<int:id>/nomor-sisipan")
@izin("surat_keluar.ubah", objek=muat_surat)
def minta(surat: SuratKeluar):
    return _formulir(SisipanForm(), surat)


@bp.post("/surat-keluar/<int:id>/nomor-sisipan")
@izin("surat_keluar.ubah", objek=muat_surat)
def simpan(surat: SuratKeluar):
    form = SisipanForm()
    if form.validate():
        try:
            assert form.tanggal.data is not None
            with session.begin_nested():
                p = sisipan.minta(current_actor(), surat, form.tanggal.data, form.alasan.data or "")
            flash("Permintaan nomor sisipan dikirim kepada arsiparis.", "sah")
            return redirect(url_for(".lihat", id=p.id))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {}, lain="tanggal")
    return _formulir(form, surat), 422


def _formulir(form: SisipanForm, surat: SuratKeluar) -> str:
    return render_template(
        "naskah_dinas/sisipan/minta.html",
        form=form,
        surat=surat,
        paling_akhir=(today() - timedelta(days=1)).isoformat(),
    )


@bp.get("/nomor-sisipan/<int:id>")
@izin("nomor_sisipan.lihat", objek=_permintaan)
def lihat(p: NomorSisipan):
    actor = current_actor()
    bilah = workflow.bilah(p, actor)
    boleh_surat = policy.boleh("surat_keluar.lihat", actor, p.surat)
    return render_template(
        "naskah_dinas/sisipan/lihat.html",
        p=p,
        hal=p.surat.hal if boleh_surat or unit_boleh_melihat(p.surat.keamanan) else "Surat rahasia",
        boleh_surat=boleh_surat,
        usulan=p.surat.nomor if p.surat.sisipan else sisipan.pratinjau(p),
        bilah=tombol_bilah(p, bilah, "nomor_sisipan"),
        status=bilah,
        riwayat=workflow.riwayat(p),
    )


@bp.get("/nomor-sisipan/<int:id>/aksi/<nama>")
@izin("nomor_sisipan.lihat", objek=_permintaan)
def tanya(p: NomorSisipan):
    return halaman_alasan(p, transisi(p, str((request.view_args or {})["nama"])), "nomor_sisipan", "Nomor sisipan")


@bp.post("/nomor-sisipan/<int:id>/aksi/<nama>")
@izin("nomor_sisipan.lihat", objek=_permintaan)
def aksi(p: NomorSisipan):
    return jalankan(p, "nomor_sisipan", "Nomor sisipan")
