"""Pages *Siapkan kota* and *Pengaturan kota*: the same pages, walked once in order and mended one by one later."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from suite.core import clock, kota, mail
from suite.core.db import session
from suite.core.documents.raster import halaman_png_sendiri
from suite.core.errors import AturanDilanggar, GalatSuite, MasukanSalah, TidakDitemukan
from suite.core.http.application import simpan_juga
from suite.core.mail.setelan import KEAMANAN
from suite.core.policy import current_actor, izin
from suite.naskah_dinas.services import klasifikasi as daftar_klasifikasi
from suite.portal.kota import queries, services

bp = Blueprint("kota", __name__, template_folder="../templates")

LANGKAH = {
    "identitas": "Nama dan zona",
    "lambang": "Lambang",
    "kop": "Kop surat",
    "surel": "Surel",
}
"""The steps in order, by endpoint. After the last comes the checklist with imports and activation."""


def _halaman(langkah: str, status: int = 200, **konteks: Any) -> ResponseReturnValue:
    urut = list(LANGKAH)
    i = urut.index(langkah)
    konteks.setdefault("galat", {})
    lanjut = url_for(f".{urut[i + 1]}") if i + 1 < len(urut) else url_for(".siap")
    isi = render_template(f"kota/{langkah}.html", langkah=langkah, semua_langkah=LANGKAH, lanjut=lanjut, **konteks)
    return isi, status


def _berikut(langkah: str) -> ResponseReturnValue:
    if request.form.get("lakukan") == "tetap":
        return redirect(url_for(f".{langkah}"))
    urut = list(LANGKAH)
    i = urut.index(langkah) + 1
    return redirect(url_for(f".{urut[i]}") if i < len(urut) else url_for(".siap"))


def _isian() -> dict[str, str]:
    return {k: v.replace("\x00", "").strip() for k, v in request.form.items()}


@bp.get("/admin/kota")
@izin(services.IZIN)
def siap() -> ResponseReturnValue:
    butir = queries.daftar_periksa(kota.profil(segar=True), current_app.config["SUITE"])
    return render_template("kota/siap.html", butir=butir, semua_langkah=LANGKAH)


@bp.get("/admin/kota/identitas")
@izin(services.IZIN)
def identitas() -> ResponseReturnValue:
    p = kota.profil(segar=True)
    isian = {
        "nama": p.pendek if p.diisi else "",
        "jenis": p.jenis,
        "tempat": p.tempat if p.diisi else "",
        "zona": p.zona,
    }
    return _identitas(isian)


def _identitas(isian: dict[str, str], galat: dict[str, str] | None = None) -> ResponseReturnValue:
    return _halaman(
        "identitas", 422 if galat else 200, isian=isian, galat=galat or {}, jenis=kota.JENIS, zona=clock.ZONA,
        klasifikasi=daftar_klasifikasi.tersedia(),
    )  # fmt: skip


@bp.post("/admin/kota/identitas")
@izin(services.IZIN)
def simpan_identitas() -> ResponseReturnValue:
    isian = _isian()
    try:
        kota.simpan(current_actor(), {f"kota.{k}": isian.get(k, "") for k in ("nama", "jenis", "tempat", "zona")})
    except AturanDilanggar as galat:
        session.rollback()
        return _identitas(isian, {galat.field or "nama": galat.pesan})
    flash("Nama dan zona waktu tersimpan.", "sah")
    return _berikut("identitas")


@bp.post("/admin/kota/klasifikasi")
@izin(services.IZIN)
def klasifikasi() -> ResponseReturnValue:
    n = daftar_klasifikasi.impor_bawaan(current_actor())
    flash(f"Klasifikasi arsip berlaku: {n} kode.", "sah")
    return redirect(url_for(".siap"))


@bp.get("/admin/kota/lambang")
@izin(services.IZIN)
def lambang() -> ResponseReturnValue:
    return _halaman("lambang", ada=bool(kota.profil(segar=True).lambang), maks=services.BATAS_LAMBANG_MB)


@bp.post("/admin/kota/lambang")
@izin(services.IZIN)
def simpan_lambang() -> ResponseReturnValue:
    kiriman = request.files.get("berkas")
    try:
        if request.form.get("lakukan") == "hapus":
            services.hapus_lambang(current_actor())
        elif kiriman is None or not kiriman.filename:
            raise AturanDilanggar("Pilih berkas PNG atau SVG dahulu, atau lewati langkah ini.", field="berkas")
        else:
            services.simpan_lambang(current_actor(), kiriman.stream)
    except AturanDilanggar as galat:
        session.rollback()
        ada = bool(kota.profil().lambang)
        return _halaman("lambang", 422, ada=ada, maks=services.BATAS_LAMBANG_MB, galat={"berkas": galat.pesan})
    flash("Lambang tersimpan." if request.form.get("lakukan") != "hapus" else "Lambang dihapus.", "sah")
    return redirect(url_for(".lambang"))


@bp.get("/admin/kota/lambang.png")
@izin(services.IZIN)
def gambar_lambang() -> ResponseReturnValue:
    gambar = services.gambar_lambang()
    if gambar is None:
        raise TidakDitemukan()
    return send_file(gambar, mimetype="image/png", max_age=0)


KOP = ("kop_alamat", "kop_kodepos", "kop_telepon", "kop_faks", "kop_laman", "kop_surel")


@bp.get("/admin/kota/kop")
@izin(services.IZIN)
def kop() -> ResponseReturnValue:
    from suite.core import pengaturan

    nilai = pengaturan.kelompok("kota.kop_")
    return _halaman("kop", isian={k.removeprefix("kota."): v for k, v in nilai.items()})


@bp.post("/admin/kota/kop")
@izin(services.IZIN)
def simpan_kop() -> ResponseReturnValue:
    isian = _isian()
    try:
        kota.simpan(current_actor(), {f"kota.{k}": isian.get(k, "") for k in KOP})
        services.contoh_kop()  # what cannot be printed is refused here and not at the first letter
    except AturanDilanggar as galat:
        session.rollback()
        return _halaman("kop", 422, isian=isian, galat={galat.field if galat.field in KOP else KOP[0]: galat.pesan})
    flash("Kop surat tersimpan.", "sah")
    return _berikut("kop")


@bp.get("/admin/kota/kop.pdf")
@izin(services.IZIN)
def contoh_kop() -> ResponseReturnValue:
    return Response(services.contoh_kop(), mimetype="application/pdf")


@bp.get("/admin/kota/kop.png")
@izin(services.IZIN)
def gambar_kop() -> ResponseReturnValue:
    return Response(halaman_png_sendiri(services.contoh_kop(), 1, 840), mimetype="image/png")


@bp.get("/admin/kota/surel")
@izin(services.IZIN)
def surel() -> ResponseReturnValue:
    s = mail.Setelan.tersimpan()
    isian = {
        "host": s.host,
        "port": str(s.port),
        "keamanan": s.keamanan,
        "pengguna": s.pengguna,
        "dari": s.dari,
        "aktif": "1" if s.aktif else "",
    }
    return _surel(isian, ada_sandi=bool(s.sandi))


def _surel(isian: dict[str, str], *, ada_sandi: bool, galat: dict[str, str] | None = None) -> ResponseReturnValue:
    return _halaman(
        "surel", 422 if galat else 200, isian=isian, galat=galat or {}, keamanan=KEAMANAN, ada_sandi=ada_sandi
    )


@bp.post("/admin/kota/surel")
@izin(services.IZIN)
def simpan_surel() -> ResponseReturnValue:
    isian = _isian() | {"sandi": request.form.get("sandi", "")}
    uji = isian.get("lakukan") == "uji"
    try:
        if uji:
            mail.uji(services.susun_surel(isian), isian.get("kepada", ""))
        services.simpan_surel(current_actor(), isian)
    except MasukanSalah as galat:
        session.rollback()
        return _surel(isian, ada_sandi=False, galat={galat.field or "host": galat.pesan})
    except GalatSuite as galat:
        session.rollback()
        simpan_juga()
        return _surel(isian, ada_sandi=False, galat={galat.field or "kepada": galat.pesan})
    if uji:
        flash(f"Surat uji diterima peladen untuk {isian['kepada']}, dan setelan tersimpan.", "sah")
        return redirect(url_for(".surel"))
    flash("Setelan surel tersimpan.", "sah")
    return _berikut("surel")
