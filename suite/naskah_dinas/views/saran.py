"""Proposals to a draft: writing them in the editor, and taking or refusing them. Routes of the blueprint `surat_keluar`."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for

from suite.core import drafts, policy
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.policy import current_actor, izin
from suite.core.web.tindakan import tempel_galat
from suite.naskah_dinas.forms.keluar import angka
from suite.naskah_dinas.forms.saran import SaranForm, data_saran
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.policy import konseptor
from suite.naskah_dinas.services import berkas
from suite.naskah_dinas.services import saran as layanan
from suite.naskah_dinas.views.keluar import ID_TERBESAR, bp, catat_baca, surat


@bp.get("/<int:id>/saran")
@izin("surat_keluar.isi", objek=surat)
def saran(surat: SuratKeluar):
    berkas.pastikan_tersimpan(surat)
    actor = current_actor()
    catat_baca(actor, surat, "saran perubahan")
    semua = layanan.daftar(surat)
    memutuskan = konseptor(actor, surat) and surat.status == "konsep"
    return render_template(
        "naskah_dinas/keluar/saran.html", surat=surat, memutuskan=memutuskan, saya=actor.pegawai_id,
        konseptor=konseptor(actor, surat), boleh=policy.boleh("surat_keluar.sarankan", actor, surat),
        terbuka=[t for t in semua if t.saran.putusan == "terbuka"],
        lampau=[t for t in semua if t.saran.putusan != "terbuka"],
        draf=memutuskan and drafts.ambil(actor, f"surat_keluar:{surat.id}") is not None,
    )  # fmt: skip


@bp.get("/<int:id>/saran/baru")
@izin("surat_keluar.sarankan", objek=surat)
def tulis_saran(surat: SuratKeluar):
    catat_baca(current_actor(), surat, "isi untuk disarankan lain")
    return _formulir(SaranForm(None, data=data_saran(surat.isi)), surat)


@bp.post("/<int:id>/saran/baru")
@izin("surat_keluar.sarankan", objek=surat)
def simpan_saran(surat: SuratKeluar):
    form = SaranForm()
    if form.validate():
        try:
            with session.begin_nested():
                baru = layanan.usulkan(
                    current_actor(), surat, form.isi_html(), form.alasan.data or "", asal=form.isi_asal()
                )
            flash(f"{len(baru)} saran dikirim kepada konseptor.", "sah")
            return redirect(url_for(".saran", id=surat.id))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {}, lain="isi")
    return _formulir(form, surat), 422


@bp.post("/<int:id>/saran/terima")
@izin("surat_keluar.ubah", objek=surat)
def terima_saran(surat: SuratKeluar):
    g.kembali_url = url_for(".saran", id=surat.id)
    actor = current_actor()
    if drafts.ambil(actor, f"surat_keluar:{surat.id}") is not None:
        raise AturanDilanggar(
            "Ada isian konsep ini yang tersimpan otomatis tetapi belum Anda simpan. Buka Ubah, simpan atau buang isian "
            "itu, lalu terima sarannya."
        )
    n = layanan.terima(actor, surat, _dipilih(), versi=angka(request.form.get("versi")) or 0)
    flash(f"{n} saran diterima; isi konsep sudah berubah.", "sah")
    return redirect(url_for(".saran", id=surat.id))


@bp.post("/<int:id>/saran/<int:saran_id>/tolak")
@izin("surat_keluar.ubah", objek=surat)
def tolak_saran(surat: SuratKeluar):
    g.kembali_url = url_for(".saran", id=surat.id)
    layanan.tolak(current_actor(), surat, _id(), request.form.get("jawaban", ""))
    flash("Saran ditolak.", "netral")
    return redirect(url_for(".saran", id=surat.id))


@bp.post("/<int:id>/saran/<int:saran_id>/tarik")
@izin("surat_keluar.isi", objek=surat)
def tarik_saran(surat: SuratKeluar):
    g.kembali_url = url_for(".saran", id=surat.id)
    layanan.tarik(current_actor(), surat, _id())
    flash("Saran ditarik.", "netral")
    return redirect(url_for(".saran", id=surat.id))


def _formulir(form: SaranForm, surat: SuratKeluar) -> str:
    return render_template("naskah_dinas/keluar/sarankan.html", form=form, surat=surat)


def _dipilih() -> list[int]:
    return [n for x in request.form.getlist("saran")[: layanan.TERBUKA_TERBANYAK] if (n := angka(x)) is not None]


def _id() -> int:
    return min((request.view_args or {})["saran_id"], ID_TERBESAR)
