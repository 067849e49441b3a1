"""The inbox: everything that waits for me in any post or role I hold today, with batch acts of one kind."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from suite.core import workflow
from suite.core.errors import MasukanSalah
from suite.core.policy import current_actor, izin
from suite.core.workflow import declare
from suite.naskah_dinas.views.keluar import pasangan
from suite.portal import queries

bp = Blueprint("tindakan", __name__, url_prefix="/tindakan", template_folder="../templates")


@bp.get("")
@izin("masuk")
def daftar():
    actor = current_actor()
    semua = queries.tugas_saya(actor)
    massal = queries.massal(semua)
    pilih = request.args.get("pilih", "")
    tugas = massal.get(pilih, semua)
    versi: dict[int, int] = {}
    if pilih in massal:
        versi = queries.versi_dokumen(tugas[0].jenis, [t.objek_id for t in tugas])
    return render_template(
        "portal/tindakan.html",
        kelompok=queries.kelompok(tugas),
        baris=queries.baris(tugas),
        jumlah=len(semua),
        penuh=len(semua) >= queries.BATAS_TUGAS,
        massal=[
            {"kunci": k, "label": f"{queries.kata_aksi(v[0])}: {_judul(v[0].jenis)}", "jumlah": len(v)}
            for k, v in massal.items()
        ],
        pilih=pilih if pilih in massal else "",
        kata=queries.kata_aksi(tugas[0]) if pilih in massal else "",
        benda=_judul(tugas[0].jenis).lower() if pilih in massal else "",
        versi=versi,
    )


def _judul(jenis: str) -> str:
    return workflow.ambil(jenis).judul


@bp.post("/banyak")
@izin("masuk")
def banyak():
    """One act on several documents of one kind: who may is asked for each by the engine."""
    jenis, _, aksi = request.form.get("pilih_aksi", "").partition(".")
    if jenis not in {t.nama for t in declare.semua()}:
        raise MasukanSalah("Jenis tindakan tidak terbaca. Muat ulang daftar, lalu pilih lagi.")
    hasil = workflow.jalankan_banyak(jenis, pasangan(request.form.getlist("pilih")), aksi, current_actor())
    url = declare.terdaftar(jenis).url
    return render_template(
        "daftar/hasil_banyak.html",
        hasil=[(url(_Rujukan(i)) if j != "Dokumen" else None, j, g) for i, j, g in hasil],
        benda="",
        kata="",
        lanjut="Diteruskan ke langkah berikutnya",
        daftar_url=url_for(".daftar"),
        daftar_judul="Perlu tindakan saya",
    )


class _Rujukan:
    """A document by its id alone: addresses need no more."""

    def __init__(self, id: int):
        self.id = id
