"""Writing a letter: the form, its live preview, saving and submitting. Routes of the blueprint `surat_keluar`."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import current_app, flash, g, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from suite.core import drafts, policy, workflow
from suite.core.actor import Actor
from suite.core.clock import local, today
from suite.core.db import session
from suite.core.errors import AturanDilanggar, GalatSuite, Konflik, MasukanSalah, TidakDitemukan
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.core.http.application import simpan_juga
from suite.core.policy import current_actor, izin
from suite.naskah_dinas.documents import cetak_naskah
from suite.naskah_dinas.forms.balasan import data_balasan
from suite.naskah_dinas.forms.keluar import SuratForm, angka, data_baru, data_draf, data_surat, jenis_diminta
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from suite.naskah_dinas.policy import konseptor
from suite.naskah_dinas.queries import keluar as queries
from suite.naskah_dinas.queries import pilihan
from suite.naskah_dinas.queries.keluar import rantai
from suite.naskah_dinas.rules.jenis import JenisNaskah, jenis_naskah, jenis_untuk_konsep, semua_jenis_naskah
from suite.naskah_dinas.rules.pemeriksaan import Temuan
from suite.naskah_dinas.services import contoh, keluar, pemeriksaan, pratinjau
from suite.naskah_dinas.views.gambar import gambar
from suite.naskah_dinas.views.keluar import bp, surat

LAMPIRAN_TERBANYAK = 20
DAFTAR_TERBESAR = 25 * 1024 * 1024


@bp.get("/baru")
@izin("surat_keluar.buat")
def baru():
    """Choose the kind; then the form of that kind. Nothing is written by opening it."""
    actor = current_actor()
    if actor.sebagai is None:
        raise AturanDilanggar("Surat hanya dapat ditulis oleh pegawai yang memegang jabatan.")
    if not request.args.get("jenis"):
        return render_template("naskah_dinas/keluar/jenis.html", kelompok=_kelompok(actor), contoh=_contoh(actor))
    jenis = jenis_untuk_konsep(request.args["jenis"][:40], today())
    draf = drafts.ambil(actor, kunci_draf(jenis))
    calon = pilihan.penanda_actor(actor, jenis)
    data = data_baru(jenis, calon[0][1].nilai if len(calon) == 1 else "")
    if draf is not None:
        data = data_draf(draf.isi)
    elif (m := _dijawab(actor)) is not None:
        data = MultiDict(data.to_dict() | data_balasan(m, jenis).to_dict())
    elif (c := contoh.terpilih(actor, _awal()[1])) is not None and c.jenis == jenis.kode:
        data = data_draf(c.isi)
    return _formulir(SuratForm.baca(actor, jenis, data), jenis, draf=draf)


def _kelompok(actor: Actor) -> list[tuple[str, list[JenisNaskah]]]:
    """The kinds in their groups, before them the three that the person wrote last."""
    semua = semua_jenis_naskah(today())
    ada = {j.kode: j for j in semua}
    terakhir = [ada[k] for k in queries.jenis_terakhir(actor) if k in ada]
    kelompok: dict[str, list[JenisNaskah]] = {}
    for j in semua:
        kelompok.setdefault(j.kelompok, []).append(j)
    return [*([("Terakhir Anda pakai", terakhir)] if terakhir else []), *kelompok.items()]


def _contoh(actor: Actor) -> list[dict[str, Any]]:
    """Examples of kinds that may be written today."""
    ada = {j.kode: j.nama for j in semua_jenis_naskah(today())}
    semua = contoh.daftar(actor)
    return [{"id": c.id, "nama": c.nama, "jenis": c.jenis, "nama_jenis": ada[c.jenis]} for c in semua if c.jenis in ada]


def _awal() -> tuple[int | None, int | None]:
    """What a new letter begins from, as address or form say: (letter answered, example)."""
    return angka(request.values.get("menjawab") or request.values.get("menjawab_id")), angka(
        request.values.get("contoh")
    )


def _dijawab(actor: Actor) -> SuratMasuk | None:
    """The letter that is answered. Raises `TidakDitemukan` for one whose content the actor may not read."""
    id = _awal()[0]
    m = session.get(SuratMasuk, id) if id is not None else None
    if id is not None and (m is None or not policy.boleh("surat_masuk.isi", actor, m)):
        raise TidakDitemukan("Surat yang hendak dijawab tidak ditemukan, atau bukan untuk Anda.")
    return m


@bp.post("/baru")
@izin("surat_keluar.buat")
def simpan():
    actor = current_actor()
    jenis = jenis_diminta(request.form.get("jenis"))
    form = SuratForm.baca(actor, jenis, _isian_terkirim())
    return _proses(actor, form, jenis, None)


@bp.get("/<int:id>/ubah")
@izin("surat_keluar.ubah", objek=surat)
def ubah(surat: SuratKeluar):
    if surat.status != "konsep":
        g.kembali_url = url_for(".lihat", id=surat.id)
        raise Konflik("Surat ini sudah diajukan dan tidak lagi berupa konsep. Buka suratnya untuk melihat keadaannya.")
    actor = current_actor()
    jenis = jenis_naskah(surat.jenis, today())
    draf = drafts.ambil(actor, kunci_draf(jenis, surat))
    data = data_surat(surat)
    # What was typed over an older version of the letter is not put over the newer one unasked.
    if draf is not None and draf.isi.get("versi") in (data["versi"], [data["versi"]]):
        data = data_draf(draf.isi)
    else:
        draf = None
    return _formulir(SuratForm.baca(actor, jenis, data, surat), jenis, surat=surat, draf=draf)


@bp.post("/<int:id>/ubah")
@izin("surat_keluar.ubah", objek=surat)
def simpan_ubah(surat: SuratKeluar):
    actor = current_actor()
    g.kembali_url = url_for(".ubah", id=surat.id)
    jenis = jenis_naskah(surat.jenis, today())
    return _proses(actor, SuratForm.baca(actor, jenis, _isian_terkirim(), surat), jenis, surat)


@bp.post("/draf/buang")
@izin("surat_keluar.buat")
def buang_draf():
    """Throw the autosaved fields away and begin again from what is stored."""
    actor = current_actor()
    id = angka(request.form.get("id"))
    asal = surat(id) if id is not None else None
    jenis = jenis_diminta(asal.jenis if asal else request.form.get("jenis"))
    drafts.buang(actor, kunci_draf(jenis, asal))
    flash("Isian yang tersimpan otomatis dibuang.", "netral")
    menjawab, dari = _awal()
    awal = url_for(".baru", jenis=jenis.kode, menjawab=menjawab, contoh=dari)
    return redirect(url_for(".ubah", id=asal.id) if asal else awal)


def kunci_draf(jenis: JenisNaskah, surat: SuratKeluar | None = None) -> str:
    """Name of the autosave: one form a letter for what exists; for what is new one a kind, letter answered or example."""
    if surat is not None:
        return f"surat_keluar:{surat.id}"
    menjawab, dari = _awal()
    return f"surat_keluar:baru:{jenis.kode}" + (f":m{menjawab}" if menjawab else f":c{dari}" if dari else "")


# Saving ------------------------------------------------------------------------------------------------------------


def _isian_terkirim() -> MultiDict[str, Any]:
    return MultiDict([*request.form.items(multi=True), *(("lampiran", f) for f in request.files.getlist("lampiran"))])


def _proses(actor: Actor, form: SuratForm, jenis: JenisNaskah, surat: SuratKeluar | None):
    """What the button asked for: search, remedy, keep as draft, or submit."""
    lakukan, _, isi = request.form.get("lakukan", "simpan").partition(":")
    berkas, galat_berkas = _terima_lampiran(actor)
    if lakukan == "cari":
        form.cari(isi)
        return _formulir(form, jenis, surat=surat, berkas=berkas, fokus=isi)
    if lakukan == "tambah_tujuan":
        form.tambah_tujuan(_daftar_tujuan())
        return _formulir(form, jenis, surat=surat, berkas=berkas, fokus="kelompok")
    if lakukan == "perbaiki":
        for t in _temuan(actor, form, surat, len(berkas)):
            if t.kunci == isi:
                form.perbaiki(t)
        return _formulir(form, jenis, surat=surat, berkas=berkas, fokus="pemeriksaan")
    if lakukan == "simpan_contoh":
        return _simpan_contoh(actor, form, jenis, surat, berkas)
    ajukan = lakukan == "ajukan"
    terbaca = form.terbaca()
    for pesan in galat_berkas:
        form.tempel("lampiran", pesan)
    if not terbaca or galat_berkas:
        return _ditolak(form, jenis, surat, berkas)
    try:
        with session.begin_nested():
            hasil = _simpan(actor, form, surat, berkas)
            if ajukan:
                workflow.jalankan(hasil, "ajukan", actor, versi=hasil.versi)
    except AturanDilanggar as galat:
        _tempel(actor, form, surat, galat, len(berkas))
        return _ditolak(form, jenis, surat, berkas)
    drafts.buang(actor, kunci_draf(jenis, surat))
    flash(f"Diajukan. {workflow.bilah(hasil, actor).giliran}." if ajukan else "Konsep tersimpan.", "sah")
    return redirect(url_for(".lihat", id=hasil.id))


def _simpan_contoh(
    actor: Actor, form: SuratForm, jenis: JenisNaskah, surat: SuratKeluar | None, berkas: list[StoredFile]
):
    """Keep what stands in the form as an example; the form stays as it is."""
    try:
        satu = contoh.simpan(actor, jenis.kode, request.form.get("nama_contoh", ""), request.form)
    except AturanDilanggar as galat:
        form.tempel("nama_contoh", galat.pesan)
        return _ditolak(form, jenis, surat, berkas)
    flash(f"Tersimpan sebagai contoh “{satu.nama}”. Pilih contoh itu pada Tulis surat.", "sah")
    simpan_juga()
    return _formulir(form, jenis, surat=surat, berkas=berkas)


def _simpan(actor: Actor, form: SuratForm, asal: SuratKeluar | None, berkas: list[StoredFile]) -> SuratKeluar:
    lampiran = [(f.nama, f) for f in berkas]
    if asal is None:
        _dijawab(actor)
        return keluar.buat(actor, form.isian(), lampiran)
    versi = angka(form.versi.data)
    if versi is None:
        raise MasukanSalah("Versi dokumen tidak terbaca. Muat ulang halaman surat.")
    buang = [n for x in request.form.getlist("buang_lampiran") if (n := angka(x)) is not None]
    return keluar.ubah(actor, asal, form.isian(), versi=versi, lampiran=lampiran, buang_lampiran=buang)


def _tempel(actor: Actor, form: SuratForm, asal: SuratKeluar | None, galat: AturanDilanggar, lampiran: int) -> None:
    """Put the refusal beside its field; of an incomplete letter all that is missing at once, not one at a time."""
    if galat.kode != "belum_lengkap":
        form.tempel_galat(galat)
        return
    for k in keluar.kekurangan(pratinjau.sementara(actor, form.isian(), asal, lampiran)):
        form.tempel(k.field, k.pesan)


def _ditolak(form: SuratForm, jenis: JenisNaskah, surat: SuratKeluar | None, berkas: list[StoredFile]):
    """Nothing typed is lost: fields as they were, chosen files kept aside for this person."""
    if berkas:
        simpan_juga()
    return _formulir(form, jenis, surat=surat, berkas=berkas), 422


def _daftar_tujuan() -> bytes | None:
    """The sheet of addressees as it was sent; larger than any such sheet is not read to its end."""
    f = request.files.get("berkas_tujuan")
    return f.stream.read(DAFTAR_TERBESAR + 1) if f is not None and f.filename else None


# Attachments -------------------------------------------------------------------------------------------------------


def _terima_lampiran(actor: Actor) -> tuple[list[StoredFile], list[str]]:
    """Files kept from the round before (only those that this account sent) and those sent now; and what was refused."""
    berkas: list[StoredFile] = []
    ditolak: list[str] = []
    for tanda in request.form.getlist("berkas_tersimpan")[:LAMPIRAN_TERBANYAK]:
        id = angka(tanda)
        ada = session.get(StoredFile, id) if id is not None else None
        if ada is not None and actor.account_id is not None and ada.dibuat_oleh == actor.account_id:
            berkas.append(ada)
    for f in request.files.getlist("lampiran"):
        if not f.filename:
            continue
        if len(berkas) >= LAMPIRAN_TERBANYAK:
            ditolak.append(f"Paling banyak {LAMPIRAN_TERBANYAK} lampiran. Gabungkan beberapa berkas menjadi satu PDF.")
            break
        try:
            with session.begin_nested():
                batas = current_app.config["SUITE"].upload_mb
                berkas.append(files.terima(actor, f.filename, f.stream, boleh=files.LAMPIRAN, batas_mb=batas))
        except GalatSuite as galat:
            ditolak.append(f"{files.nama_bersih(f.filename)}: {galat.pesan}")
    return berkas, ditolak


# The form ----------------------------------------------------------------------------------------------------------


def _formulir(
    form: SuratForm,
    jenis: JenisNaskah,
    *,
    surat: SuratKeluar | None = None,
    draf: drafts.Draf | None = None,
    berkas: list[StoredFile] | None = None,
    fokus: str = "",
) -> str:
    actor = current_actor()
    return render_template(
        "naskah_dinas/keluar/formulir.html",
        form=form,
        jenis=jenis,
        surat=surat,
        pulih=f"{local(draf.disimpan_pada):%H.%M}" if draf is not None else "",
        kunci=kunci_draf(jenis, surat),
        dari_contoh=_awal()[1],
        berkas=berkas or [],
        temuan=_temuan(actor, form, surat, len(berkas or [])),
        rantai=_calon_rantai(actor, form, surat),
        fokus=fokus,
        regulasi=pilihan.regulasi_klasifikasi(),
        maks_mb=current_app.config["SUITE"].upload_mb,
    )


def _temuan(actor: Actor, form: SuratForm, asal: SuratKeluar | None, lampiran: int) -> list[Temuan]:
    """What the form, read as a letter, says against itself; a fresh form says nothing yet."""
    lampiran += len(asal.lampiran) if asal else 0
    try:
        return pemeriksaan.periksa(actor, pratinjau.sementara(actor, form.isian(), asal), lampiran, form.calon)
    except AturanDilanggar:
        return []


def _calon_rantai(actor: Actor, form: SuratForm, surat: SuratKeluar | None) -> list[dict[str, Any]]:
    try:
        return rantai(pratinjau.sementara(actor, form.isian(), surat), actor)
    except AturanDilanggar:
        return []


# Preview -----------------------------------------------------------------------------------------------------------


@bp.post("/pratinjau")
@izin("surat_keluar.buat")
def lihat_pratinjau():
    """The unsaved form as the very PDF, in pictures; with it the chain and what the letter says against itself.

    A fragment for htmx, a page of its own without JavaScript and on phones. Nothing is written: the transaction ends
    before the printing, so that nobody waits for it.
    """
    actor = current_actor()
    jenis = jenis_diminta(request.form.get("jenis"))
    asal = _asal(actor)
    form = SuratForm.baca(actor, jenis, MultiDict(request.form.items(multi=True)), asal)
    lampiran = len(request.form.getlist("berkas_tersimpan")) + (len(asal.lampiran) if asal else 0)
    isi: dict[str, Any] = {"form": form, "jenis": jenis, "galat": "", "halaman": [], "temuan": [], "rantai": []}
    try:
        konsep = pratinjau.sementara(actor, form.isian(), asal, lampiran)
        isi |= {
            "temuan": pemeriksaan.periksa(actor, konsep, lampiran, form.calon),
            "rantai": rantai(konsep, actor),
        }
        template, data = pratinjau.susun(konsep)
        fragmen = request.headers.get("HX-Request") == "true"
        if fragmen:
            session.rollback()
            g.tanpa_kerangka = True
        pdf = cetak_naskah(template, data)  # type: ignore[arg-type]
        sidik = hashlib.sha256(pdf + repr((isi["rantai"], isi["temuan"])).encode()).hexdigest()[:16]
        isi |= {"sidik": sidik, "halaman": [] if request.form.get("sidik") == sidik else gambar(pdf)}
        if fragmen and not isi["halaman"]:
            return "", 204
    except AturanDilanggar as galat:
        fragmen = request.headers.get("HX-Request") == "true"
        isi["galat"] = galat.pesan
    nama = "pratinjau" if fragmen else "pratinjau_halaman"
    return render_template(f"naskah_dinas/keluar/{nama}.html", **isi)


def _asal(actor: Actor) -> SuratKeluar | None:
    """The draft whose form this is; only its drafter's own."""
    if not request.form.get("id"):
        return None
    id = angka(request.form["id"])
    asal = surat(id) if id is not None else None
    if asal is None or not konseptor(actor, asal):
        raise TidakDitemukan()
    return asal
