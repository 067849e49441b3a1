"""Proposals: the list, one with its preview and differences, its amendments and mapping, and the acts on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from sqlalchemy import select

from suite.core import workflow
from suite.core.daftar import tampilkan
from suite.core.daftar.lembar import FORMAT
from suite.core.daftar_kode import ubahan, usulan
from suite.core.daftar_kode.banding import PEMETAAN, PERBEDAAN, saring
from suite.core.daftar_kode.daftar import USULAN
from suite.core.daftar_kode.forms import (
    ImporForm,
    PetaForm,
    form_perubahan,
    isi_perubahan,
    judul_kolom,
    tindakan_dari,
)
from suite.core.daftar_kode.jenis import jenis_daftar
from suite.core.daftar_kode.models import PemetaanKode, UsulanDaftar
from suite.core.daftar_kode.policy import pengusul
from suite.core.daftar_kode.services import isi_versi
from suite.core.daftar_kode.ubahan import TINDAKAN
from suite.core.daftar_kode.views.daftar import UKURAN, berkas_terkirim, isian_awal, kirim, nomor_arg
from suite.core.daftar_kode.views.daftar import baris_beda as susun_beda
from suite.core.daftar_kode.workflow import judul
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TidakDitemukan
from suite.core.identity.queries import sebutan_kunci
from suite.core.policy import current_actor, izin
from suite.core.web.berkas import kirim_berkas, naskah_terkirim, susun_kejadian
from suite.core.web.tindakan import (
    halaman_alasan,
    jalankan,
    tempel_galat,
    tombol_bilah,
    transisi,
    versi_terlihat,
)

bp = Blueprint("usulan_daftar", __name__, url_prefix="/daftar-kode/usulan", template_folder="../templates")

ID_TERBESAR = 2**53
GALAT_TAMPIL = 50


def dok(**argumen: Any) -> UsulanDaftar | None:
    """The proposal of a route, for `@izin(objek=...)`."""
    return session.get(UsulanDaftar, argumen["id"]) if argumen["id"] < ID_TERBESAR else None


@bp.get("")
@izin("usulan_daftar.daftar")
def daftar():
    return tampilkan(USULAN)


@bp.get("/<int:id>")
@izin("usulan_daftar.lihat", objek=dok)
def lihat(u: UsulanDaftar):
    return _halaman_usulan(u)


def _halaman_usulan(u: UsulanDaftar, galat_naskah: str = "") -> str:
    actor = current_actor()
    h = usulan.hitung(u)
    bilah = workflow.bilah(u, actor)
    jenis = request.args.get("jenis", "")
    jenis = jenis if jenis in PERBEDAAN else ""
    beda, n = saring(h.beda, jenis), nomor_arg("n")
    alur = workflow.ambil("usulan_daftar", u.alur_versi)
    kata = {t.nama: t.lampau for t in alur.transitions}
    return render_template(
        "daftar_kode/usulan.html",
        u=u,
        judul_usulan=judul(u),
        h=h,
        galat=h.pratinjau.galat[:GALAT_TAMPIL],
        catatan=h.pratinjau.catatan[:GALAT_TAMPIL],
        beda=beda[n : n + UKURAN],
        banyak=len(beda),
        n=n,
        ukuran=UKURAN,
        jenis=jenis,
        perbedaan=PERBEDAAN,
        jumlah={p: len(saring(h.beda, p)) for p in PERBEDAAN},
        pemetaan=PEMETAAN,
        banyak_pemetaan=usulan.banyak_pemetaan(u),
        tindakan=TINDAKAN,
        status=bilah,
        bilah=tombol_bilah(u, bilah, "usulan_daftar"),
        pengusul=sebutan_kunci(f"p:{u.pengusul_id}"),
        boleh_ubah=u.status == "konsep" and pengusul(actor, u),
        maks_mb=current_app.config["SUITE"].upload_mb,
        galat_naskah=galat_naskah or None,
        kejadian=susun_kejadian(
            [
                {
                    "judul": f"{r.nama} {kata.get(r.transisi) or 'menyusun usulan'}",
                    "waktu": r.pada,
                    "isi": f"“{r.catatan}”" if r.catatan else None,
                    "makna": {"setujui": "sah", "kembalikan": "perhatian", "ajukan": "berjalan"}.get(
                        r.transisi, "netral"
                    ),
                    "oleh": r.sebutan if r.sebutan and r.sebutan != r.nama else None,
                }
                for r in reversed(workflow.riwayat(u))
            ],
            u,
            url_for(".naskah", id=u.id),
        ),
        judul_kolom=judul_kolom,
        tersedia=FORMAT,
    )


@bp.get("/<int:id>/naskah")
@izin("usulan_daftar.lihat", objek=dok)
def naskah(u: UsulanDaftar):
    """The text of the regulation, as it was attached."""
    if u.naskah is None:
        raise TidakDitemukan("Usulan ini tidak melampirkan naskah peraturan.")
    return kirim_berkas(u.naskah)


@bp.post("/<int:id>/naskah")
@izin("usulan_daftar.ubah", objek=dok)
def lampirkan(u: UsulanDaftar):
    id = u.id
    try:
        with session.begin_nested():
            flash(naskah_terkirim(u), "sah")
    except AturanDilanggar as galat:
        return _halaman_usulan(session.get_one(UsulanDaftar, id), galat.pesan), 422
    return redirect(url_for(".lihat", id=id))


@bp.get("/<int:id>/beda/<format>")
@izin("usulan_daftar.lihat", objek=dok)
def unduh_beda(u: UsulanDaftar):
    format = str((request.view_args or {})["format"])
    if format not in FORMAT:
        raise TidakDitemukan("Bentuk berkas itu tidak ada.")
    beda = saring(usulan.hitung(u).beda, request.args.get("jenis", ""))
    return kirim(susun_beda(beda), format, jenis_daftar(u.daftar.nama), f"usulan-{u.id}-perbedaan")


@bp.get("/<int:id>/galat.csv")
@izin("usulan_daftar.lihat", objek=dok)
def galat(u: UsulanDaftar):
    """The file as it was read, with a column that says what is wrong in each row: to mend and to upload again."""
    tabel = usulan.tabel_usulan(u)
    per_baris: dict[int, list[str]] = {}
    for x in usulan.hitung(u).pratinjau.galat:
        per_baris.setdefault(x.baris, []).append(f"{x.kolom}: {x.pesan}" if x.kolom else x.pesan)

    def baris() -> Iterator[Sequence[Any]]:
        for n, satu in enumerate(tabel, 1):
            yield ["; ".join(per_baris.get(n, ())) if n > 1 else "galat", *satu]

    return kirim(baris(), "csv", jenis_daftar(u.daftar.nama), f"usulan-{u.id}-perbaiki")


# Acts --------------------------------------------------------------------------------------------------------------


@bp.get("/<int:id>/aksi/<nama>")
@izin("usulan_daftar.lihat", objek=dok)
def tanya(u: UsulanDaftar):
    """The page that asks for a reason, for who has no JavaScript."""
    return halaman_alasan(u, transisi(u, str((request.view_args or {})["nama"])), "usulan_daftar", "Usulan")


@bp.post("/<int:id>/aksi/<nama>")
@izin("usulan_daftar.lihat", objek=dok)
def aksi(u: UsulanDaftar):
    g.kembali_url = url_for(".lihat", id=u.id)
    return jalankan(u, "usulan_daftar", "Usulan")


# Editing -----------------------------------------------------------------------------------------------------------


@bp.get("/<int:id>/perbaiki")
@izin("usulan_daftar.ubah", objek=dok)
def perbaiki(u: UsulanDaftar):
    form = ImporForm(mulai=u.mulai, regulasi=u.regulasi, sumber=u.sumber, versi=u.versi)
    return _halaman_perbaiki(u, form)


@bp.post("/<int:id>/perbaiki")
@izin("usulan_daftar.ubah", objek=dok)
def simpan_perbaiki(u: UsulanDaftar):
    form, id = ImporForm(), u.id
    if form.validate() and form.mulai.data is not None:
        kiriman = form.berkas.data
        try:
            with session.begin_nested():
                usulan.perbaiki(
                    current_actor(), u, versi=versi_terlihat(), mulai=form.mulai.data,
                    regulasi=form.regulasi.data or "", sumber=form.sumber.data or "",
                    berkas=berkas_terkirim(form) if kiriman and kiriman.filename else None,
                )  # fmt: skip
            flash("Usulan disimpan dan dihitung ulang terhadap versi terakhir.", "sah")
            return redirect(url_for(".lihat", id=id))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {"kode": "mulai"}, lain="mulai")
    return _halaman_perbaiki(session.get_one(UsulanDaftar, id), form), 422


def _halaman_perbaiki(u: UsulanDaftar, form: ImporForm) -> str:
    j = jenis_daftar(u.daftar.nama)
    return render_template("daftar_kode/impor.html", j=j, form=form, terbaru=usulan.terbaru(j.nama), usulan=u)


@bp.get("/<int:id>/perubahan")
@izin("usulan_daftar.ubah", objek=dok)
def perubahan(u: UsulanDaftar):
    _pastikan_perubahan(u)
    tindakan = tindakan_dari(request.args.get("tindakan"))
    form = form_perubahan(jenis_daftar(u.daftar.nama), tindakan, kepala=False)
    dasar = isi_versi(u.dasar_versi_id) if u.dasar_versi_id else {}
    isian_awal(form, tindakan, ubahan.terapkan(dasar, u.perubahan)[0])
    return _halaman_perubahan(u, form, tindakan)


@bp.post("/<int:id>/perubahan")
@izin("usulan_daftar.ubah", objek=dok)
def simpan_perubahan(u: UsulanDaftar):
    _pastikan_perubahan(u)
    tindakan, id = tindakan_dari(request.form.get("tindakan")), u.id
    form = form_perubahan(jenis_daftar(u.daftar.nama), tindakan, kepala=False)
    if form.validate():
        try:
            with session.begin_nested():
                usulan.tambah_perubahan(current_actor(), u, isi_perubahan(form, tindakan), versi=versi_terlihat())
            flash("Perubahan ditambahkan.", "sah")
            return redirect(url_for(".lihat", id=id))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {}, lain="kode")
    return _halaman_perubahan(session.get_one(UsulanDaftar, id), form, tindakan), 422


def _halaman_perubahan(u: UsulanDaftar, form: Any, tindakan: str) -> str:
    j = jenis_daftar(u.daftar.nama)
    return render_template(
        "daftar_kode/ubah.html", j=j, form=form, tindakan=tindakan, pilihan=TINDAKAN, usulan=u, terbaru=u.dasar,
        alamat=url_for(".perubahan", id=u.id), versi=request.form.get("versi") or u.versi,
    )  # fmt: skip


def _pastikan_perubahan(u: UsulanDaftar) -> None:
    if u.jenis != "perubahan":
        raise TidakDitemukan("Usulan ini satu versi utuh. Ganti berkasnya lewat Perbaiki.")


@bp.post("/<int:id>/perubahan/<int:n>/buang")
@izin("usulan_daftar.ubah", objek=dok)
def buang_perubahan(u: UsulanDaftar):
    usulan.buang_perubahan(current_actor(), u, int((request.view_args or {})["n"]), versi=versi_terlihat())
    flash("Perubahan dikeluarkan dari usulan.", "sah")
    return redirect(url_for(".lihat", id=u.id))


# Mapping -----------------------------------------------------------------------------------------------------------


@bp.get("/<int:id>/pemetaan")
@izin("usulan_daftar.lihat", objek=dok)
def pemetaan(u: UsulanDaftar):
    form = PetaForm(formdata=None, versi=u.versi)
    dipilih = request.args.get("kode", "").replace("\x00", "")[:70]
    if dipilih:
        form.kode_lama.data = dipilih
        form.kode_baru.data = ", ".join(b for p in _peta(u, "") if p["kode"] == dipilih for b in p["baru"])
    return _halaman_pemetaan(u, form)


@bp.post("/<int:id>/pemetaan")
@izin("usulan_daftar.ubah", objek=dok)
def simpan_pemetaan(u: UsulanDaftar):
    form, id = PetaForm(), u.id
    if form.validate():
        try:
            with session.begin_nested():
                usulan.petakan_kode(current_actor(), u, form.kode_lama.data or "", form.tujuan, versi=versi_terlihat())
            flash(f"Pemetaan kode {form.kode_lama.data} disimpan.", "sah")
            return redirect(url_for(".pemetaan", id=id))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {}, lain="kode_lama")
    return _halaman_pemetaan(session.get_one(UsulanDaftar, id), form), 422


def _halaman_pemetaan(u: UsulanDaftar, form: PetaForm) -> str:
    jenis, n = request.args.get("jenis", ""), nomor_arg("n")
    jenis = jenis if jenis in PEMETAAN else ""
    semua = _peta(u, jenis)
    h = usulan.hitung(u)
    return render_template(
        "daftar_kode/pemetaan.html",
        u=u,
        judul_usulan=judul(u),
        form=form,
        baris=semua[n : n + UKURAN],
        banyak=len(semua),
        n=n,
        ukuran=UKURAN,
        jenis=jenis,
        pemetaan=PEMETAAN,
        jumlah=usulan.banyak_pemetaan(u),
        lama=h.lama,
        baru=h.baru,
        boleh_ubah=u.status == "konsep" and pengusul(current_actor(), u),
        versi=request.form.get("versi") or u.versi,
    )


def _peta(u: UsulanDaftar, jenis: str) -> list[dict[str, Any]]:
    """The mapping by old code: [{kode, jenis, baru}], in the order of the codes; of one kind when `jenis`."""
    q = select(PemetaanKode).where(PemetaanKode.usulan_id == u.id).order_by(PemetaanKode.id)
    if jenis:
        q = q.where(PemetaanKode.jenis == jenis)
    hasil: dict[str, dict[str, Any]] = {}
    for p in session.scalars(q):
        satu = hasil.setdefault(p.kode_lama, {"kode": p.kode_lama, "jenis": p.jenis, "baru": []})
        if p.kode_baru is not None:
            satu["baru"].append(p.kode_baru)
    return list(hasil.values())
