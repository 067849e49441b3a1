"""Pages of imports: templates to download, upload, what a file would do, broken rows to mend."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from suite.core.db import session
from suite.core.errors import AturanDilanggar, MasukanSalah, TidakDitemukan
from suite.core.files.services import baca_terbatas
from suite.core.files.store import gudang
from suite.core.impor import berkas, services
from suite.core.impor import jenis as kinds
from suite.core.impor.jenis import JenisImpor
from suite.core.impor.models import Impor
from suite.core.policy import current_actor, izin

bp = Blueprint("impor", __name__, template_folder="templates")

TAMPIL = 50
"""Rows of each state that the page shows; the file of broken rows holds them all."""
CONTOH = 10
"""New rows shown: they say nothing that the file does not."""
RIWAYAT = 20


def _jenis(nama: str) -> JenisImpor:
    ada = kinds.cari(nama)
    if ada is None:
        raise TidakDitemukan()
    return ada


def _impor(id: int) -> Impor | None:
    return session.get(Impor, id)


@bp.get("/admin/impor")
@izin(services.IZIN)
def daftar() -> ResponseReturnValue:
    return _halaman()


def _halaman(galat: dict[str, str] | None = None) -> ResponseReturnValue:
    riwayat = session.scalars(
        select(Impor).where(Impor.keadaan != "dibuang").order_by(Impor.id.desc()).limit(RIWAYAT)
    ).all()
    isi = render_template("impor/daftar.html", semua=kinds.semua(), riwayat=riwayat, galat=galat or {})
    return isi, 422 if galat else 200


@bp.get("/admin/impor/<jenis>/templat.<any(xlsx, csv):format>")
@izin(services.IZIN)
def templat(jenis: str, format: str) -> ResponseReturnValue:
    satu = _jenis(jenis)
    isi = berkas.templat_xlsx(satu) if format == "xlsx" else berkas.templat_csv(satu)
    return _unduh(isi, f"contoh-{satu.nama}.{format}", xlsx=format == "xlsx")


@bp.post("/admin/impor/<jenis>")
@izin(services.IZIN)
def unggah(jenis: str) -> ResponseReturnValue:
    satu, kiriman = _jenis(jenis), request.files.get("berkas")
    try:
        if kiriman is None or not kiriman.filename:
            raise MasukanSalah("Pilih berkas CSV atau XLSX dahulu.")
        impor = services.unggah(current_actor(), satu.nama, kiriman.filename, baca_terbatas(kiriman.stream))
    except (MasukanSalah, AturanDilanggar) as galat:
        session.rollback()
        return _halaman({satu.nama: galat.pesan})
    return redirect(url_for(".lihat", id=impor.id))


@bp.get("/admin/impor/berkas/<int:id>")
@izin(services.IZIN, objek=_impor)
def lihat(impor: Impor) -> ResponseReturnValue:
    tabel = services.tabel(impor)
    banyak = {"salah": TAMPIL, "ubah": TAMPIL, "baru": CONTOH}
    baris = {k: [b for b in tabel.baris if b.keadaan == k][:n] for k, n in banyak.items()}
    konteks: dict[str, Any] = {"hitung": tabel.hitung(), "baris": baris, "tampil": TAMPIL, "tabel": tabel}
    return render_template("impor/lihat.html", impor=impor, jenis=tabel.jenis, **konteks)


@bp.get("/admin/impor/berkas/<int:id>/perbaiki")
@izin(services.IZIN, objek=_impor)
def perbaiki(impor: Impor) -> ResponseReturnValue:
    tabel = services.tabel(impor)
    xlsx = gudang().baca(impor.sidik).startswith(b"PK")
    return _unduh(
        berkas.baris_salah(tabel, xlsx=xlsx),
        f"perbaiki-{impor.jenis}-{impor.id}.{'xlsx' if xlsx else 'csv'}",
        xlsx=xlsx,
    )


@bp.post("/admin/impor/berkas/<int:id>/jalankan")
@izin(services.IZIN, objek=_impor)
def jalankan(impor: Impor) -> ResponseReturnValue:
    job = services.jalankan(current_actor(), impor)
    return redirect(url_for("pekerjaan.lihat", id=job.id))


@bp.post("/admin/impor/berkas/<int:id>/buang")
@izin(services.IZIN, objek=_impor)
def buang(impor: Impor) -> ResponseReturnValue:
    services.buang(current_actor(), impor)
    flash("Berkas dibuang. Tidak ada yang diimpor dari berkas itu.", "sah")
    return redirect(url_for(".daftar"))


def _unduh(isi: bytes, nama: str, *, xlsx: bool) -> Response:
    jawab = Response(isi, mimetype=berkas.XLSX if xlsx else "text/csv")
    jawab.headers["Content-Disposition"] = f'attachment; filename="{nama}"'
    return jawab
