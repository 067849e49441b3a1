"""Pages of disposisi: what I was given and gave, one disposisi in its tree, give on, report."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for

from suite.core import policy, workflow
from suite.core.actor import Actor
from suite.core.clock import local_date
from suite.core.daftar import tampilkan
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TanpaIzin, TidakDitemukan
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.core.http import menu as menu_suite
from suite.core.http.application import simpan_juga
from suite.core.komentar import panel as panel_komentar
from suite.core.policy import current_actor, izin
from suite.core.web.berkas import kirim_berkas
from suite.core.web.tindakan import (
    halaman_alasan,
    jalankan,
    tempel_galat,
    tombol_bilah,
    transisi,
    versi_terlihat,
)
from suite.naskah_dinas.daftar import DISPOSISI
from suite.naskah_dinas.forms.disposisi import DisposisiForm, LaporanForm
from suite.naskah_dinas.models import Disposisi
from suite.naskah_dinas.queries import disposisi as queries
from suite.naskah_dinas.queries import masuk as queries_masuk
from suite.naskah_dinas.services import disposisi as layanan
from suite.naskah_dinas.services import pembacaan
from suite.naskah_dinas.views import masuk_tampil as tampil

bp = Blueprint("disposisi", __name__, url_prefix="/disposisi", template_folder="../templates")

ID_TERBESAR = 2**53


def menu() -> None:
    menu_suite.daftarkan(
        menu_suite.Butir(
            "Naskah", "Disposisi", "disposisi.daftar", "sitemap", izin="disposisi.daftar", jenis=("disposisi",),
            urut=30, awalan="disposisi.",
        )
    )  # fmt: skip


def disposisi(**argumen: Any) -> Disposisi | None:
    """The disposisi of a route, for `@izin(objek=...)`."""
    return session.get(Disposisi, argumen["id"]) if argumen["id"] < ID_TERBESAR else None


@bp.get("")
@izin("disposisi.daftar")
def daftar():
    return tampilkan(DISPOSISI)


@bp.get("/<int:id>")
@izin("disposisi.lihat", objek=disposisi)
def lihat(d: Disposisi):
    actor = current_actor()
    m = d.surat_masuk
    boleh_isi = policy.boleh("surat_masuk.isi", actor, m)
    if boleh_isi:
        pembacaan.catat(actor, m)
    semua = queries.semua_disposisi(m)
    balasan = queries_masuk.balasan(actor, m)
    bilah = workflow.bilah(d, actor)
    penerima = actor.sebagai_jabatan(d.kepada_jabatan_id)
    kejadian = tampil.lini_masa(queries_masuk.kejadian(m, semua), semua, m, boleh_isi=boleh_isi)
    komentar = panel_komentar(actor, "disposisi", d, boleh_isi=boleh_isi)
    return render_template(
        "naskah_dinas/disposisi/lihat.html",
        disposisi=d,
        surat=m,
        boleh_isi=boleh_isi,
        halaman=tampil.halaman_surat(m, queries_masuk.berkas_surat(m)) if boleh_isi else [],
        pohon=queries.pohon(m, semua, actor, boleh_isi=boleh_isi, kini=d.id, balasan=balasan),
        bilah=tombol_bilah(d, bilah, "disposisi", sebagai=penerima or actor.sebagai_jabatan(d.dari_jabatan_id)),
        meta=tampil.meta(m),
        kejadian=komentar.gabung(kejadian) if komentar else kejadian,
        komentar=komentar,
        boleh_balas=tampil.boleh_balas(actor, m),
    )


@bp.get("/<int:id>/berkas")
@izin("disposisi.lihat", objek=disposisi)
def berkas(d: Disposisi):
    """The evidence of a report: content, so whoever may read the letter's content."""
    if d.laporan_file is None or not policy.boleh("surat_masuk.isi", current_actor(), d.surat_masuk):
        raise TidakDitemukan()
    pembacaan.catat(current_actor(), d.surat_masuk, "bukti laporan disposisi")
    return kirim_berkas(d.laporan_file)


# Acts --------------------------------------------------------------------------------------------------------------


@bp.get("/<int:id>/aksi/<nama>")
@izin("disposisi.lihat", objek=disposisi)
def tanya(d: Disposisi):
    """The page that asks for a reason, for who has no JavaScript."""
    t = transisi(d, str((request.view_args or {})["nama"]))
    return halaman_alasan(d, t, "disposisi", _label(d))


@bp.post("/<int:id>/aksi/<nama>")
@izin("disposisi.lihat", objek=disposisi)
def aksi(d: Disposisi):
    return jalankan(d, "disposisi", _label(d), kerjakan=layanan.jalankan)


def _label(d: Disposisi) -> str:
    return f"Disposisi · agenda {d.surat_masuk.agenda}"


@bp.get("/<int:id>/teruskan")
@izin("disposisi.kerjakan", objek=disposisi)
def teruskan(d: Disposisi):
    pembacaan.catat(current_actor(), d.surat_masuk)
    return _halaman_teruskan(d, _form_teruskan(d))


@bp.post("/<int:id>/teruskan")
@izin("disposisi.kerjakan", objek=disposisi)
def kirim_terusan(d: Disposisi):
    form = _form_teruskan(d)
    if form.validate():
        try:
            isian = form.isian()
            with session.begin_nested():
                layanan.jalankan(d, "teruskan", current_actor(), versi=versi_terlihat(), data={"isian": isian})
            flash(tampil.terkirim(len(set(isian.kepada))), "sah")
            return redirect(url_for(".lihat", id=d.id))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {}, lain="kepada")
    return _halaman_teruskan(d, form), 422


def _form_teruskan(d: Disposisi) -> DisposisiForm:
    form = DisposisiForm()
    form.susun(queries.pilihan_penerima(layanan.pilihan_penerima(d.kepada_jabatan_id)), d.tenggat)
    return form


def _halaman_teruskan(d: Disposisi, form: DisposisiForm) -> str:
    return tampil.halaman_disposisi(
        form,
        d.surat_masuk,
        judul="Teruskan disposisi",
        aksi=url_for(".kirim_terusan", id=d.id),
        kembali={"label": _label(d), "url": url_for(".lihat", id=d.id)},
        versi=request.form.get("versi") or d.versi,
        batas=d.tenggat,
        aturan="Batas Anda sendiri" if d.tenggat else "",
    )


@bp.get("/<int:id>/laporkan")
@izin("disposisi.kerjakan", objek=disposisi)
def laporkan(d: Disposisi):
    return _halaman_laporan(d, LaporanForm(), [])


@bp.post("/<int:id>/laporkan")
@izin("disposisi.kerjakan", objek=disposisi)
def kirim_laporan(d: Disposisi):
    actor = current_actor()
    form = LaporanForm()
    sah = form.validate()
    bukti = _terima_bukti(actor, form)
    if sah and not form.berkas.errors:
        data = {"laporan": form.laporan.data or "", "berkas": bukti[0] if bukti else None}
        try:
            with session.begin_nested():
                layanan.jalankan(d, "laporkan", actor, versi=versi_terlihat(), data=data)
            flash("Laporan terkirim. Pemberi disposisi sudah diberi tahu.", "sah")
            return redirect(url_for(".lihat", id=d.id))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {}, lain="laporan")
    if bukti:
        simpan_juga()
    return _halaman_laporan(d, form, bukti), 422


def _terima_bukti(actor: Actor, form: LaporanForm) -> list[StoredFile]:
    """The file sent now, or the one accepted in the round before (only this account's own)."""
    kiriman = request.files.get("berkas")
    if kiriman is not None and kiriman.filename:
        try:
            with session.begin_nested():
                batas = current_app.config["SUITE"].upload_mb
                return [files.terima(actor, kiriman.filename, kiriman.stream, boleh=files.LAMPIRAN, batas_mb=batas)]
        except AturanDilanggar as galat:
            form.berkas.errors = [galat.pesan]
            return []
    tanda = request.form.get("berkas_tersimpan", "")
    ada = session.get(StoredFile, int(tanda)) if tanda.isascii() and tanda.isdigit() and len(tanda) < 16 else None
    milik = ada is not None and actor.account_id is not None and ada.dibuat_oleh == actor.account_id
    return [ada] if ada is not None and milik else []


def _halaman_laporan(d: Disposisi, form: LaporanForm, bukti: list[StoredFile]) -> str:
    if d.status not in queries.TERBUKA:
        raise TanpaIzin("Disposisi ini sudah selesai. Tidak ada yang perlu Anda laporkan lagi.")
    return render_template(
        "naskah_dinas/disposisi/laporkan.html",
        form=form,
        disposisi=d,
        surat=d.surat_masuk,
        bukti=bukti,
        instruksi=layanan.sebut_instruksi(d.instruksi, local_date(d.dibuat_pada)),
        perlu_lapor=layanan.perlu_lapor(d.instruksi, local_date(d.dibuat_pada)),
        versi=request.form.get("versi") or d.versi,
        label=_label(d),
        maks_mb=current_app.config["SUITE"].upload_mb,
    )
