"""Help: topics of the rooms, the rules with their sources, codes of the classification, workflows as tables."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, render_template, request

from suite.core.aturan import register
from suite.core.clock import today
from suite.core.daftar_kode import queries as kode
from suite.core.errors import TidakDitemukan
from suite.core.policy import izin
from suite.core.workflow import T, declare, diagram
from suite.portal.help_topics import semua_topik
from suite.portal.queries import id_topik

bp = Blueprint("bantuan", __name__, url_prefix="/bantuan", template_folder="../templates")
bp_alur = Blueprint("alur", __name__, url_prefix="/alur", template_folder="../templates")


@bp.get("")
@izin("masuk")
def daftar():
    return render_template("portal/bantuan.html", topik=semua_topik(), alur=declare.semua())


@bp.get("/<topik>")
@izin("masuk")
def topik(topik: str):
    satu = semua_topik().get(topik)
    if satu is None:
        raise TidakDitemukan("Topik bantuan itu tidak ada. Cari dari daftar bantuan.")
    return render_template("portal/topik.html", topik=satu)


@bp.get("/aturan")
@izin("masuk")
def aturan():
    register.muat_semua()
    return render_template("portal/aturan.html", topik=register.semua_topik(), id_topik=id_topik)


@bp.get("/klasifikasi")
@izin("masuk")
def klasifikasi():
    dicari = request.args.get("kode", "")[:70]
    jalur = kode.jalur("klasifikasi", dicari, today()) if dicari else []
    if dicari and not jalur:
        raise TidakDitemukan("Kode itu tidak ada dalam klasifikasi yang berlaku. Cari dengan kata atau angka depannya.")
    return render_template(
        "portal/klasifikasi.html",
        jalur=jalur,
        entri=jalur[-1] if jalur else None,
        anak=kode.anak("klasifikasi", dicari or None, today()),
        versi=kode.versi_pada("klasifikasi", today()),
    )


@bp_alur.get("/<nama>")
@izin("masuk")
def lihat(nama: str):
    if nama not in {t.nama for t in declare.semua()}:
        raise TidakDitemukan("Alur itu tidak ada.")
    alur = declare.ambil(nama)
    baris = [_baris(t) | {"dari": alur.state(t.dari).label, "ke": alur.state(t.ke).label} for t in alur.transitions]
    return render_template("portal/alur.html", alur=alur, baris=baris, mermaid=diagram.mermaid(alur))


def _baris(t: T) -> dict[str, str]:
    """A transition in the words of the declaration: its functions are named in the language of the office."""
    return {
        "label": t.label or t.nama.replace("_", " ").capitalize(),
        "siapa": "Sistem" if t.sistem else _nama(t.siapa),
        "syarat": _nama(t.syarat) if t.syarat else "",
    }


def _nama(fungsi: Callable[..., object]) -> str:
    return fungsi.__name__.strip("_").replace("_", " ")
