"""Signing many letters in one act, and what became of each. Routes of the blueprint `surat_keluar`."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.jobs import Job
from suite.core.policy import boleh, current_actor, izin
from suite.naskah_dinas.forms.keluar import angka
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.models_massal import TandaTanganMassal
from suite.naskah_dinas.queries import massal as queries
from suite.naskah_dinas.services import massal
from suite.naskah_dinas.views.keluar import ID_TERBESAR, bp, pasangan

TAMPIL = 100
"""Letters that are listed to be ticked; beyond them one may sign all that wait."""


def _massal(id: int, **_: Any) -> TandaTanganMassal | None:
    return session.get(TandaTanganMassal, id) if id < ID_TERBESAR else None


@bp.get("/tanda-tangan")
@izin("surat_keluar.daftar")
def pilih_tanda_tangan():
    return _halaman(set())


@bp.post("/tanda-tangan")
@izin("surat_keluar.daftar")
def tanda_tangan_banyak():
    """First it asks, with the number of letters to be typed; then a job signs them, each with a result of its own."""
    actor = current_actor()
    pilih = pasangan(request.form.getlist("pilih"))
    if request.form.get("lakukan") != "ya":
        return _halaman(set(pilih))
    if request.form.get("semua") == "ya":
        pilih = [(s.id, s.versi) for s in queries.menunggu_tanda_tangan(actor, massal.TERBANYAK)]
    diketik = angka(request.form.get("jumlah", "").strip())
    if diketik != len(pilih) or not pilih:
        galat = (
            f"Anda memilih {len(pilih)} surat. Ketik {len(pilih)} untuk menandatangani semuanya."
            if pilih
            else "Pilih dahulu suratnya."
        )
        return _halaman(set(pilih), galat), 422
    try:
        act = massal.mulai(actor, pilih)
    except AturanDilanggar as e:
        return _halaman(set(pilih), e.pesan), 422
    return redirect(url_for("pekerjaan.lihat", id=act.job_id), code=303)


def _halaman(pilih: set[tuple[int, int]], galat: str = "") -> str:
    actor = current_actor()
    semua = queries.menunggu_tanda_tangan(actor, massal.TERBANYAK)
    ids = {id for id, _ in pilih}
    semua.sort(key=lambda s: s.id not in ids)  # what was ticked in the list comes first
    tampil = semua[: max(TAMPIL, len(ids))]
    dapat = {s.id for s in semua}
    return render_template(
        "naskah_dinas/keluar/tanda_tangan.html",
        surat=tampil,
        jumlah=len(semua),
        terpilih=ids,
        lain=len(ids - dapat),
        galat=galat,
        jumlah_ketik=request.form.get("jumlah", ""),
        semua=request.form.get("semua") == "ya",
    )


@bp.get("/tanda-tangan/<int:id>")
@izin("surat_keluar.massal", objek=_massal)
def hasil_tanda_tangan(act: TandaTanganMassal):
    setelah = angka(request.args.get("setelah")) or 0
    keadaan = request.args.get("keadaan", "")
    keadaan = keadaan if keadaan in {"menunggu", "terbit", "gagal"} else ""
    baris = queries.baris(act.id, setelah=setelah, keadaan=keadaan)
    terbit, gagal, semua = massal.hitung(act.id)
    actor = current_actor()
    job = session.get(Job, act.job_id) if act.job_id is not None else None
    return render_template(
        "naskah_dinas/keluar/hasil_massal.html",
        act=act,
        induk=session.get(SuratKeluar, act.induk_id) if act.induk_id is not None else None,
        baris=baris[: queries.UKURAN],
        berikut=baris[queries.UKURAN - 1].urut if len(baris) > queries.UKURAN else None,
        setelah=setelah,
        keadaan=keadaan,
        terbit=terbit,
        gagal=gagal,
        semua=semua,
        boleh_ulang=boleh("surat_keluar.ulangi_massal", actor, act) and gagal and terbit + gagal == semua,
        job=job if job is not None and boleh("pekerjaan.lihat", actor, job) else None,
    )


@bp.post("/tanda-tangan/<int:id>/ulangi")
@izin("surat_keluar.ulangi_massal", objek=_massal)
def ulangi_tanda_tangan(act: TandaTanganMassal):
    massal.ulangi(current_actor(), act)
    return redirect(url_for("pekerjaan.lihat", id=act.job_id), code=303)
