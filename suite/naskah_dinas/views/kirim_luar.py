"""How a letter reaches an addressee outside: the page of one addressee with its acts, and the address fields of the
letter's form. Routes of the blueprint `surat_keluar`."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, g, redirect, render_template, request, url_for

from suite.core import mail, policy
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TidakDitemukan
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.core.policy import current_actor, izin
from suite.core.web.berkas import kirim_berkas
from suite.core.web.tindakan import tempel_galat
from suite.naskah_dinas.forms.keluar import SuratForm, jenis_diminta
from suite.naskah_dinas.forms.kirim_luar import DiterimaForm, GagalForm, SurelForm
from suite.naskah_dinas.models import SuratKeluar, SuratTujuan
from suite.naskah_dinas.models_luar import KirimanLuar
from suite.naskah_dinas.rules.akses import NAMA_KEAMANAN
from suite.naskah_dinas.services import kirim_luar as layanan
from suite.naskah_dinas.views.keluar import bp, catat_baca, surat
from suite.naskah_dinas.views.keluar_tampil import status_kiriman


@bp.post("/surel-luar")
@izin("surat_keluar.buat")
def surel_luar():
    """A fragment for htmx: the address fields of the addressees outside that stand in the form now."""
    g.tanpa_kerangka = True
    form = SuratForm.baca(current_actor(), jenis_diminta(request.form.get("jenis")), request.form)
    return render_template("naskah_dinas/keluar/surel_luar.html", form=form)


@bp.get("/<int:id>/kiriman/<int:tujuan_id>")
@izin("surat_keluar.lihat", objek=surat)
def kiriman(surat: SuratKeluar):
    return _halaman(surat, _tujuan(surat))


@bp.post("/<int:id>/kiriman/<int:tujuan_id>/surel")
@izin("surat_keluar.kirim_luar", objek=surat)
def kirim_surel(surat: SuratKeluar):
    tujuan, form = _tujuan(surat), SurelForm()
    if form.validate():
        try:
            with session.begin_nested():
                baru = layanan.kirim_surel(current_actor(), surat, tujuan, form.surel.data or "", ke=form.ke_terlihat)
            flash(f"Surel ke {baru.alamat} masuk antrean kirim.", "sah")
            return redirect(url_for(".kiriman", id=surat.id, tujuan_id=tujuan.id))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {}, lain="surel")
    return _halaman(surat, tujuan, surel=form), 422


@bp.post("/<int:id>/kiriman/<int:tujuan_id>/diterima")
@izin("surat_keluar.kirim_luar", objek=surat)
def catat_kiriman(surat: SuratKeluar):
    tujuan, form = _tujuan(surat), DiterimaForm()
    if form.validate():
        try:
            assert form.tanggal.data is not None
            with session.begin_nested():
                layanan.catat_diterima(
                    current_actor(), surat, tujuan, ke=form.ke_terlihat, tanggal=form.tanggal.data,
                    penerima=form.penerima.data or "", pembawa=form.pembawa.data or "", bukti=_bukti(),
                )  # fmt: skip
            flash(f"Tercatat: diterima {form.penerima.data}.", "sah")
            return redirect(url_for(".kiriman", id=surat.id, tujuan_id=tujuan.id))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {"berkas": "bukti"}, lain="penerima")
    return _halaman(surat, tujuan, diterima=form), 422


@bp.post("/<int:id>/kiriman/<int:tujuan_id>/gagal")
@izin("surat_keluar.kirim_luar", objek=surat)
def catat_gagal_kirim(surat: SuratKeluar):
    tujuan, form = _tujuan(surat), GagalForm()
    if form.validate():
        try:
            with session.begin_nested():
                layanan.catat_gagal(current_actor(), surat, tujuan, ke=form.ke_terlihat, sebab=form.sebab.data or "")
            flash("Tercatat gagal. Ganti alamatnya, atau kirim dengan cara lain.", "sah")
            return redirect(url_for(".kiriman", id=surat.id, tujuan_id=tujuan.id))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {}, lain="sebab")
    return _halaman(surat, tujuan, gagal=form), 422


@bp.get("/<int:id>/kiriman/<int:tujuan_id>/bukti/<int:ke>")
@izin("surat_keluar.bukti", objek=surat)
def bukti_kiriman(surat: SuratKeluar):
    tujuan, ke = _tujuan(surat), int((request.view_args or {})["ke"])
    satu = next((k for k in _riwayat(surat, tujuan) if k.ke == ke), None)
    if satu is None or satu.bukti is None:
        raise TidakDitemukan("Bukti itu tidak ada.")
    catat_baca(current_actor(), surat, "bukti penyerahan")
    return kirim_berkas(satu.bukti)


def _tujuan(surat: SuratKeluar) -> SuratTujuan:
    """The addressee of the address, one outside. Raises `TidakDitemukan`. A conflict leads back to its page."""
    id = int((request.view_args or {})["tujuan_id"])
    satu = next((t for t in layanan.di_luar(surat) if t.id == id), None)
    if satu is None:
        raise TidakDitemukan("Tujuan itu tidak ada pada surat ini.")
    g.kembali_url = url_for(".kiriman", id=surat.id, tujuan_id=satu.id)
    return satu


def _riwayat(surat: SuratKeluar, tujuan: SuratTujuan) -> list[KirimanLuar]:
    return layanan.riwayat(surat).get(tujuan.id, [])


def _bukti() -> StoredFile | None:
    kiriman = next((f for f in request.files.getlist("bukti") if f.filename), None)  # camera or file
    if kiriman is None or not kiriman.filename:
        return None
    batas = current_app.config["SUITE"].upload_mb
    return files.terima(current_actor(), kiriman.filename, kiriman.stream, batas_mb=batas)


def _halaman(
    surat: SuratKeluar,
    tujuan: SuratTujuan,
    *,
    surel: SurelForm | None = None,
    diterima: DiterimaForm | None = None,
    gagal: GagalForm | None = None,
) -> str:
    riwayat = _riwayat(surat, tujuan)
    kini = riwayat[0] if riwayat else None
    ke = str(kini.ke if kini else 0)
    if surel is None:
        surel = SurelForm(
            formdata=None, surel=tujuan.surel or layanan.saran([surat.opd_id], [tujuan.teks]).get(tujuan.teks)
        )
    isi: dict[str, Any] = {
        "surel": surel, "diterima": diterima or DiterimaForm(formdata=None), "gagal": gagal or GagalForm(formdata=None)
    }  # fmt: skip
    for form in isi.values():
        form.ke.data = form.ke.data or ke
    return render_template(
        "naskah_dinas/keluar/kiriman.html",
        surat=surat,
        tujuan=tujuan,
        riwayat=[(k, status_kiriman(k)) for k in riwayat],
        terakhir=kini,
        status=status_kiriman(kini),
        sampai=surat.status in layanan.SAMPAI,
        boleh=policy.boleh("surat_keluar.kirim_luar", current_actor(), surat),
        boleh_bukti=policy.boleh("surat_keluar.bukti", current_actor(), surat),
        biasa=layanan.boleh_surel(surat),
        keamanan=NAMA_KEAMANAN[surat.keamanan].lower(),
        surel_aktif=mail.aktif(),
        maks_mb=current_app.config["SUITE"].upload_mb,
        f=isi,
    )
