"""Acts on a document of the workflow: as the approval bar shows them, and as a post asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from suite.core import workflow
from suite.core.actor import PenugasanAktif
from suite.core.db import session
from suite.core.errors import AturanDilanggar, MasukanSalah, TidakDitemukan
from suite.core.policy import current_actor
from suite.core.workflow import Aksi, Bilah, T, declare

IKON = {
    "disposisi": "sitemap",
    "teruskan": "arrow-forward-up",
    "laporkan": "clipboard-check",
    "kerjakan": "clock",
    "kembalikan": "arrow-back-up",
    "selesaikan": "circle-check",
    "tarik": "ban",
    "arsipkan": "archive",
    "ajukan": "send",
    "setujui": "circle-check",
    "cabut": "ban",
}


def tombol_bilah(dok: Any, b: Bilah, jenis: str, *, sebagai: PenugasanAktif | None = None) -> dict[str, Any]:
    """Arguments of the component `bilah_aksi` for a document of blueprint `jenis`, and its open acts (`aksi`)."""
    semua = [a for a in (b.utama, b.sekunder, *b.lainnya) if a is not None]
    giliran = b.giliran
    if b.giliran_saya and b.utama is not None and sebagai is not None:
        giliran = f"{b.utama.label} sebagai {sebagai.sebutan}"
    sisa = [a for a in semua if a is not b.utama]
    return {
        "giliran": giliran,
        "sesudah": f"{b.berikut}." if b.berikut else None,
        "utama": _tombol(dok, b.utama, jenis) if b.utama else None,
        "kedua": _tombol(dok, sisa[0], jenis) if sisa else None,
        "lainnya": [_tombol(dok, a, jenis) | {"data": {"versi": b.versi}} for a in sisa[1:] if not a.alasan],
        "versi": b.versi,
        "giliran_anda": b.giliran_saya,
        "aksi": semua,
    }


def _tombol(dok: Any, a: Aksi, jenis: str) -> dict[str, Any]:
    dasar: dict[str, Any] = {"label": a.label, "ikon": IKON.get(a.nama), "data": {}}
    # A form of its own says there what is still missing, e.g. "choose a berkas": it is never a dead button here.
    if a.lewat:
        ada = a.lewat in current_app.view_functions
        return dasar | ({"url": url_for(a.lewat, id=dok.id)} if ada else {"mati": "Halamannya belum tersedia."})
    if a.alasan:
        return dasar | {"mati": a.alasan}
    if a.catatan_wajib:
        return dasar | {
            "label": f"{a.label}…",
            "url": url_for(f"{jenis}.tanya", id=dok.id, nama=a.nama),
            "dialog": f"dialog-{a.nama}",
            "atribut": {"data-buka": f"#dialog-{a.nama}"},
        }
    tombol = dasar | {"aksi": url_for(f"{jenis}.aksi", id=dok.id, nama=a.nama)}
    if a.tegas:
        judul, _, isi = a.tegas.partition("? ")
        tombol["konfirmasi"] = {"judul": judul.rstrip("?") + "?", "isi": isi, "label": a.label}
    return tombol


def transisi(dok: Any, nama: str) -> T:
    """The act of this name that a plain post may do now. Raises `TidakDitemukan` for one with a page of its own."""
    t = declare.alur(dok).pilih(nama, dok)
    dikenal = any(x.nama == nama and not x.sistem and not x.lewat for x in declare.alur(dok).transitions)
    if t is None and dikenal:
        # Known, but not in this state: the engine answers with who was first, and when.
        t = next(x for x in declare.alur(dok).transitions if x.nama == nama)
    if t is None or t.sistem or t.lewat:
        raise TidakDitemukan("Tindakan itu tidak ada pada keadaan dokumen ini sekarang.")
    return t


def versi_terlihat() -> int:
    """The version that the person saw. Raises `MasukanSalah`."""
    v = request.form.get("versi", "")
    if not (v.isascii() and v.isdigit() and len(v) < 10):
        raise MasukanSalah("Versi dokumen tidak terbaca. Muat ulang halamannya.")
    return int(v)


def jalankan(
    dok: Any, jenis: str, label: str, *, kerjakan: Callable[..., Any] = workflow.jalankan
) -> ResponseReturnValue:
    """Do the act that a plain post to `<jenis>.aksi` asks for; one without its note, or not confirmed yet, is asked again.

    `label` names the document on the page that asks; `kerjakan` stands for the engine where a service goes before it.
    """
    t = transisi(dok, str((request.view_args or {})["nama"]))
    if t.tegas and request.form.get("konfirmasi") != "ya":
        return konfirmasi(dok, t, jenis)
    catatan = request.form.get("catatan", "")[:2000]
    try:
        with session.begin_nested():
            kerjakan(dok, t.nama, current_actor(), versi=versi_terlihat(), catatan=catatan)
    except AturanDilanggar as galat:
        if galat.field != "catatan":
            raise
        return halaman_alasan(dok, t, jenis, label, galat.pesan), 422
    flash(f"Anda {t.lampau}.", "sah")
    return redirect(url_for(f"{jenis}.lihat", id=dok.id))


def konfirmasi(dok: Any, t: T, jenis: str) -> str:
    """The page that asks once before an irreversible act, for who has no JavaScript."""
    judul, _, uraian = (t.tegas(dok) if t.tegas else t.label).partition("? ")
    return render_template(
        "konfirmasi.html",
        judul=judul.rstrip("?") + "?",
        uraian=uraian,
        label=t.label,
        aksi=url_for(f"{jenis}.aksi", id=dok.id, nama=t.nama),
        data={"versi": request.form.get("versi", "")},
        kembali={"label": "Kembali", "url": url_for(f"{jenis}.lihat", id=dok.id)},
    )


def halaman_alasan(dok: Any, t: T, jenis: str, label: str, galat: str = "") -> str:
    """The page of one act that needs a note (or is asked by its address without JavaScript)."""
    return render_template(
        "alasan.html",
        t=t,
        judul_dokumen=declare.jenis_dari(dok).judul(dok),
        aksi=url_for(f"{jenis}.aksi", id=dok.id, nama=t.nama),
        kembali={"label": label, "url": url_for(f"{jenis}.lihat", id=dok.id)},
        versi=request.form.get("versi", dok.versi),
        catatan=request.form.get("catatan", ""),
        galat=galat,
    )


def tempel_galat(form: FlaskForm, galat: AturanDilanggar, peta: Mapping[str, str], *, lain: str) -> None:
    """Put a refusal beside the field that it names (`peta` where the form calls it otherwise), else beside `lain`."""
    nama = galat.field or lain
    nama = peta.get(nama, nama)
    kotak = form[nama] if nama in form else form[lain]
    pesan = f"{galat.pesan} ({galat.sumber})" if galat.sumber else galat.pesan
    kotak.errors = [*kotak.errors, pesan]  # type: ignore[assignment]
