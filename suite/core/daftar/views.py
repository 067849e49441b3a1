"""What every list offers by address: saved views, columns, sheets, the print view."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from suite.core import policy
from suite.core.actor import Actor
from suite.core.daftar import ekspor, halaman, lembar, susunan
from suite.core.daftar import tampilan as layanan
from suite.core.daftar.susunan import Daftar
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TidakDitemukan
from suite.core.jobs import Job
from suite.core.policy import current_actor, izin
from suite.core.web.berkas import kirim_hasil

bp = Blueprint("daftar", __name__, url_prefix="/daftar", template_folder="templates")

policy.daftarkan(
    "daftar.pakai", "memakai daftar ini", periksa=lambda a, d: d is not None and policy.boleh(d.izin, a), rahasia=False
)
policy.daftarkan(
    "daftar.unduhan", "mengunduh berkas yang Anda minta",
    periksa=lambda a, job: job is not None and job.account_id is not None and job.account_id == a.account_id,
)  # fmt: skip


def daftar(nama: str, **_: Any) -> Daftar:
    """The list of a route, for `@izin(objek=...)`."""
    return susunan.ambil(nama)


def job(id: int) -> Job | None:
    return session.get(Job, id)


# Sheets and print --------------------------------------------------------------------------------------------------


@bp.get("/<nama>/unduh/<format>")
@izin("daftar.pakai", objek=daftar)
def unduh(d: Daftar) -> ResponseReturnValue:
    format = _format()
    k = halaman.konteks_dari(d)
    isi = ekspor.langsung(k, d, format)
    if isi is None:
        return render_template(
            "daftar/panjang.html",
            daftar=d,
            format=format,
            batas=ekspor.LANGSUNG,
            saring=halaman.saring_kata(d, k),
            query=urlencode(halaman.query(k)),
            kembali_url=url_for(d.endpoint, **halaman.query(k)),
        )
    jawab = Response(isi, mimetype=lembar.FORMAT[format])
    jawab.headers.set("Content-Disposition", "attachment", filename=ekspor.nama_berkas(d, format))
    jawab.headers["Cache-Control"] = "private, no-store"
    return jawab


@bp.post("/<nama>/unduh/<format>")
@izin("daftar.pakai", objek=daftar)
def minta(d: Daftar) -> ResponseReturnValue:
    """A long list: a job makes the file."""
    satu = ekspor.minta(d.baca(current_actor(), _query()), d, _format())
    return redirect(url_for("pekerjaan.lihat", id=satu.id), code=303)


@bp.get("/unduhan/<int:id>")
@izin("daftar.unduhan", objek=job)
def unduhan(satu: Job) -> ResponseReturnValue:
    """The finished file, for who asked for it and still may see the list."""
    policy.pastikan(susunan.ambil(str(satu.argumen.get("daftar", ""))).izin, current_actor())
    jalur, nama = ekspor.berkas_jadi(current_app.config["SUITE"].var, satu)
    return kirim_hasil(jalur, lembar.FORMAT[jalur.suffix[1:]], nama)


@bp.get("/<nama>/cetak")
@izin("daftar.pakai", objek=daftar)
def cetak(d: Daftar) -> ResponseReturnValue:
    return halaman.cetak(d, halaman.konteks_dari(d))


def _format() -> str:
    format = str((request.view_args or {})["format"])
    if format not in lembar.FORMAT:
        raise TidakDitemukan("Daftar diunduh sebagai XLSX atau CSV.")
    return format


# Saved views and columns -------------------------------------------------------------------------------------------


@bp.get("/<nama>/tampilan")
@izin("daftar.pakai", objek=daftar)
def tampilan(d: Daftar) -> ResponseReturnValue:
    return _halaman_tampilan(d, request.args.to_dict())


@bp.post("/<nama>/tampilan")
@izin("daftar.pakai", objek=daftar)
def simpan_tampilan(d: Daftar) -> ResponseReturnValue:
    actor, isi = current_actor(), request.form
    k = d.baca(actor, _query())
    bagikan = isi.get("unit", "")
    try:
        with session.begin_nested():
            baru = layanan.simpan(
                actor,
                d,
                isi.get("judul", ""),
                k,
                unit_id=int(bagikan) if bagikan.isdecimal() and len(bagikan) < 18 else None,
                jadikan_awal=isi.get("awal") == "ya",
            )
    except AturanDilanggar as galat:
        return _halaman_tampilan(d, _query(), galat=galat.pesan), 422
    flash(f"Tampilan {baru.nama} tersimpan.", "sah")
    return redirect(url_for(d.endpoint, **halaman.query(k), t=baru.id))


@bp.post("/<nama>/tampilan/<int:id>/hapus")
@izin("daftar.pakai", objek=daftar)
def hapus_tampilan(d: Daftar) -> ResponseReturnValue:
    nama = layanan.hapus(current_actor(), d, int((request.view_args or {})["id"]))
    flash(f"Tampilan {nama} dihapus.", "sah")
    return redirect(url_for(".tampilan", nama=d.nama))


@bp.post("/<nama>/awal")
@izin("daftar.pakai", objek=daftar)
def awal(d: Daftar) -> ResponseReturnValue:
    layanan.tetapkan_awal(current_actor(), d, request.form.get("awal", "")[:60])
    flash("Daftar ini dibuka dengan tampilan pilihan Anda.", "sah")
    return redirect(url_for(".tampilan", nama=d.nama))


@bp.post("/<nama>/kolom")
@izin("daftar.pakai", objek=daftar)
def kolom(d: Daftar) -> ResponseReturnValue:
    actor = current_actor()
    k = d.baca(actor, _query())
    tampak = None if request.form.get("bawaan") else request.form.getlist("kolom")
    layanan.tetapkan_kolom(actor, d, k, tampak)
    return redirect(url_for(d.endpoint, **halaman.query(k)))


def _query() -> dict[str, str]:
    """The filters that a form carries in one field, as the list's address has them."""
    return dict(parse_qsl(request.form.get("query", "")[:2000]))


def _halaman_tampilan(d: Daftar, args: dict[str, str], galat: str = "") -> str:
    actor: Actor = current_actor()
    k = d.baca(actor, args)
    pilihan = layanan.muat(d, actor)
    return render_template(
        "daftar/tampilan.html",
        daftar=d,
        k=k,
        saring=halaman.saring_kata(d, k),
        query=urlencode(halaman.query(k)),
        kembali_url=url_for(d.endpoint, **halaman.query(k)),
        pilihan=pilihan,
        terhapus=layanan.yang_dapat_dihapus(actor, d, [t.id for t in pilihan.tampilan]),
        unit=[(u.id, u.nama) for u in layanan.unit_berbagi(actor)],
        galat=galat,
        isian=request.form,
    )
