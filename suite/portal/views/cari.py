"""Search over everything: a fragment for the palette (Ctrl+K), a page without JavaScript."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from suite.core.actor import Actor
from suite.core.daftar import tampilkan
from suite.core.http import menu
from suite.core.policy import current_actor, izin
from suite.portal import queries
from suite.portal.daftar import SURAT
from suite.portal.queries import Hasil, KelompokHasil

bp = Blueprint("cari", __name__, template_folder="../templates")

SEDIKIT, BANYAK = 4, 50
"""Results of a group: in the palette and among others, and alone on its page."""


@bp.get("/cari")
@izin("masuk")
def cari():
    actor = current_actor()
    fragmen = request.headers.get("HX-Request") == "true"
    q = request.args.get("q", "")[:200]
    sempit, kata = queries.pisah_persempit(q)
    kelompok = _kelompok(actor, sempit, kata, BANYAK if sempit else SEDIKIT if fragmen else 10)
    if fragmen:
        g.tanpa_kerangka = True
    isi: dict[str, Any] = {
        "q": kata,
        "kelompok": kelompok,
        "jumlah": sum(len(k.hasil) for k in kelompok),
        "semua_url": url_for(".cari", q=q) if fragmen and kata else None,
    }
    return render_template("cari_hasil.html" if fragmen else "portal/cari.html", **isi, asli=q, sempit=sempit)


@bp.get("/cari/surat")
@izin("masuk")
def surat():
    """Letters of both directions by words, kind and days, each with the words in their context; the search may be kept."""
    return tampilkan(SURAT)


def _kelompok(actor: Actor, sempit: str, kata: str, batas: int) -> list[KelompokHasil]:
    if not kata:
        return [KelompokHasil("Lakukan", _lakukan(actor, "", 6))] if not sempit else []
    semua = {
        "surat": KelompokHasil("Surat", queries.surat(actor, kata, batas) if sempit in {"", "surat"} else []),
        "pegawai": KelompokHasil("Pegawai", queries.pegawai(kata, batas) if sempit in {"", "pegawai"} else []),
        "kode": KelompokHasil(
            "Aturan dan kode",
            [*queries.aturan(kata, 2 if not sempit else 20), *queries.kode(kata, batas)]
            if sempit in {"", "kode"}
            else [],
        ),
    }
    lakukan = KelompokHasil("Lakukan", _lakukan(actor, kata, 5) if not sempit else [])
    return [lakukan, semua["pegawai"], semua["surat"], semua["kode"]]


def _lakukan(actor: Actor, kata: str, batas: int) -> list[Hasil]:
    """What waits for me, and pages of my menu, that hold all the words."""
    dicari = kata.lower().split()
    hasil = []
    if dicari:
        tugas = queries.tugas_saya(actor)
        baris = queries.baris(tugas)
        for t in tugas:
            judul = f"{queries.kata_aksi(t)}: {t.judul}"
            if all(k in f"{judul} {baris[t.id]['ket']}".lower() for k in dicari):
                hasil.append(Hasil(baris[t.id]["url"], baris[t.id]["ikon"], judul, baris[t.id]["ket"]))
    for label, url, ikon in [("Tulis surat", url_for("surat_keluar.baru"), "pencil-plus"), *_menu(actor)]:
        if all(k in label.lower() for k in dicari):
            hasil.append(Hasil(url, ikon, label))
    return hasil[:batas]


def _menu(actor: Actor) -> list[tuple[str, str, str]]:
    return [(m["label"], m["url"], m["ikon"]) for grup in menu.susun(actor, {}) for m in grup["items"]]
