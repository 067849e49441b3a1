"""Pages of letters received: the agenda, registering by hand, one letter with its tree, the acts, the paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for

from suite.core import policy, workflow
from suite.core.actor import Actor
from suite.core.clock import today
from suite.core.daftar import tampilkan
from suite.core.db import session
from suite.core.documents import raster
from suite.core.errors import AturanDilanggar, MasukanSalah, TidakDitemukan
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.core.http import menu as menu_suite
from suite.core.http.application import simpan_juga
from suite.core.identity.queries import pemegang_banyak
from suite.core.komentar import panel as panel_komentar
from suite.core.policy import current_actor, izin
from suite.core.web.berkas import kirim_berkas
from suite.core.web.tindakan import (
    halaman_alasan,
    konfirmasi,
    tempel_galat,
    tombol_bilah,
    transisi,
    versi_terlihat,
)
from suite.naskah_dinas.daftar import SURAT_MASUK, hari_jam
from suite.naskah_dinas.forms.disposisi import DisposisiForm
from suite.naskah_dinas.forms.masuk import CatatForm
from suite.naskah_dinas.models import SuratMasuk
from suite.naskah_dinas.queries import disposisi as queries_disposisi
from suite.naskah_dinas.queries import masuk as queries
from suite.naskah_dinas.queries import pilihan
from suite.naskah_dinas.rules import unit_boleh_melihat
from suite.naskah_dinas.services import disposisi as layanan_disposisi
from suite.naskah_dinas.services import masuk as layanan
from suite.naskah_dinas.services import pembacaan, tarik
from suite.naskah_dinas.services.berkas import dimusnahkan, pastikan_tersimpan
from suite.naskah_dinas.views import masuk_tampil as tampil

bp = Blueprint("surat_masuk", __name__, url_prefix="/surat-masuk", template_folder="../templates")

ID_TERBESAR = 2**53
LEBAR_HALAMAN = 840
BIDANG_ATURAN = {"opd": "tujuan_jabatan_id"}
NAMA_KEAMANAN = {"T": "Terbatas", "R": "Rahasia", "SR": "Sangat rahasia"}


bp.add_app_template_filter(hari_jam)


def menu() -> None:
    menu_suite.daftarkan(
        menu_suite.Butir(
            "Naskah", "Surat masuk", "surat_masuk.daftar", "mail", izin="surat_masuk.daftar", jenis=("surat_masuk",),
            urut=10, awalan="surat_masuk.",
        )
    )  # fmt: skip


def surat(**argumen: Any) -> SuratMasuk | None:
    """The letter of a route, for `@izin(objek=...)`."""
    return session.get(SuratMasuk, argumen["id"]) if argumen["id"] < ID_TERBESAR else None


# Agenda ------------------------------------------------------------------------------------------------------------


@bp.get("")
@izin("surat_masuk.daftar")
def daftar():
    return tampilkan(SURAT_MASUK)


# Registering by hand -----------------------------------------------------------------------------------------------


@bp.get("/catat")
@izin("surat_masuk.catat")
def catat():
    return _halaman_catat(_form_catat(), [])


@bp.post("/catat")
@izin("surat_masuk.catat")
def simpan_catat():
    actor = current_actor()
    form = _form_catat()
    sah = form.validate()
    berkas = _terima_surat(actor, form)
    kembar: list[SuratMasuk] = []
    if sah and not form.berkas.errors:
        try:
            isian = form.isian(queries.opd_tujuan(actor))
            with session.begin_nested():
                m = layanan.catat(actor, isian, berkas[0] if berkas else None)
            return _tercatat(actor, m)
        except AturanDilanggar as galat:
            if galat.kode == "kembar":
                kembar = layanan.kembar(actor, isian, berkas[0] if berkas else None)
            tempel_galat(form, galat, BIDANG_ATURAN, lain="pengirim")
    if berkas:
        simpan_juga()  # the accepted scan stays, so that nobody photographs twelve pages again
    return _halaman_catat(form, berkas, kembar), 422


def _form_catat() -> CatatForm:
    form = CatatForm()
    opd = queries.opd_agenda(current_actor())
    form.susun(opd, queries.pilihan_tujuan([u.id for u in opd]))
    return form


def _terima_surat(actor: Actor, form: CatatForm) -> list[StoredFile]:
    """The scan: the one accepted in the round before (only this account's own), or what was sent now."""
    lembar = form.lembar()
    if not unit_boleh_melihat(form.keamanan.data or "B"):
        if lembar:
            form.berkas.errors = ["Surat rahasia dicatat tanpa dibuka. Hapus pilihan berkasnya; serahkan sampulnya."]
        return []
    if not lembar:
        return _tersimpan(actor)
    try:
        with session.begin_nested():
            nama = f"Surat masuk {form.nomor.data or form.pengirim.data or ''}".replace("/", "-").strip() + ".pdf"
            batas = current_app.config["SUITE"].upload_mb
            bagian = [(f.filename or "", f.stream) for f in lembar]
            return [files.terima_pindaian(actor, nama, bagian, batas_mb=batas)]
    except AturanDilanggar as galat:
        form.berkas.errors = [galat.pesan]
        return []


def _tersimpan(actor: Actor) -> list[StoredFile]:
    tanda = request.form.get("berkas_tersimpan", "")
    ada = session.get(StoredFile, int(tanda)) if tanda.isascii() and tanda.isdigit() and len(tanda) < 16 else None
    milik = ada is not None and actor.account_id is not None and ada.dibuat_oleh == actor.account_id
    return [ada] if ada is not None and milik else []


def _tercatat(actor: Actor, m: SuratMasuk):
    kepada = m.tujuan_jabatan.nama
    if policy.boleh("surat_masuk.lihat", actor, m):
        flash(f"Tercatat dengan nomor agenda {m.agenda} dan diteruskan kepada {kepada}.", "sah")
        return redirect(url_for(".lihat", id=m.id))
    flash(
        f"Surat rahasia tercatat dengan nomor agenda {m.agenda}. Serahkan sampulnya tanpa dibuka kepada {kepada}; "
        "isinya tidak tampil lagi bagi Anda.",
        "sah",
    )
    return redirect(url_for(".daftar"))


def _halaman_catat(form: CatatForm, berkas: list[StoredFile], kembar: Sequence[SuratMasuk] = ()) -> str:
    return render_template(
        "naskah_dinas/masuk/catat.html",
        form=form,
        berkas=berkas,
        kembar=kembar,
        klasifikasi=pilihan.sebut_klasifikasi(form.klasifikasi.data or ""),
        hari_ini_iso=today().isoformat(),
        maks_mb=current_app.config["SUITE"].upload_mb,
    )


# One letter --------------------------------------------------------------------------------------------------------


@bp.get("/<int:id>")
@izin("surat_masuk.lihat", objek=surat)
def lihat(surat: SuratMasuk):
    actor = current_actor()
    boleh_isi = policy.boleh("surat_masuk.isi", actor, surat)
    if boleh_isi:
        pembacaan.catat(actor, surat)
    disposisi = queries_disposisi.semua_disposisi(surat)
    balasan = queries.balasan(actor, surat)
    bilah = workflow.bilah(surat, actor)
    berkas = queries.berkas_surat(surat) if boleh_isi else None
    kejadian = tampil.lini_masa(queries.kejadian(surat, disposisi), disposisi, surat, boleh_isi=boleh_isi)
    komentar = panel_komentar(actor, "surat_masuk", surat, boleh_isi=boleh_isi)
    return render_template(
        "naskah_dinas/masuk/lihat.html",
        surat=surat,
        boleh_isi=boleh_isi,
        dimusnahkan=dimusnahkan(surat),
        berkas=berkas,
        lampiran=queries.lampiran(surat) if boleh_isi else [],
        halaman=tampil.halaman_surat(surat, berkas),
        pohon=queries_disposisi.pohon(surat, disposisi, actor, boleh_isi=boleh_isi, balasan=balasan),
        balasan=balasan,
        boleh_balas=tampil.boleh_balas(actor, surat),
        penarikan=tarik.penarikan(surat.surat_keluar_id or 0) if surat.status == "ditarik" else None,
        rincian=tampil.rincian(surat, boleh_isi=boleh_isi),
        status=tampil.status_dokumen(bilah),
        bilah=tombol_bilah(surat, bilah, "surat_masuk", sebagai=actor.sebagai_jabatan(surat.tujuan_jabatan_id)),
        kejadian=komentar.gabung(kejadian) if komentar else kejadian,
        komentar=komentar,
        keamanan=NAMA_KEAMANAN.get(surat.keamanan, ""),
    )


@bp.get("/<int:id>/lembar")
@izin("surat_masuk.lihat", objek=surat)
def lembar(surat: SuratMasuk):
    """The letter on paper: its lembar disposisi as offices print it (empty lines where nothing is given yet), and its
    history."""
    actor = current_actor()
    boleh_isi = policy.boleh("surat_masuk.isi", actor, surat)
    if boleh_isi:
        pembacaan.catat(actor, surat, "cetak lembar disposisi")
    disposisi = [d for d in queries_disposisi.semua_disposisi(surat) if d.status != "ditarik"]
    kejadian = tampil.lini_masa(queries.kejadian(surat, disposisi), disposisi, surat, boleh_isi=boleh_isi)
    return render_template(
        "naskah_dinas/masuk/lembar.html",
        surat=surat,
        boleh_isi=boleh_isi,
        sifat=tampil.sebut_sifat(surat),
        keamanan=NAMA_KEAMANAN.get(surat.keamanan, "Biasa"),
        disposisi=tampil.baris_lembar(disposisi, boleh_isi=boleh_isi),
        diminta={k for d in disposisi if d.induk_id is None for k in d.instruksi},
        instruksi=layanan_disposisi.daftar_instruksi(),
        pejabat=pemegang_banyak([surat.tujuan_jabatan_id]).get(surat.tujuan_jabatan_id),
        kejadian=kejadian,
    )


@bp.get("/<int:id>/halaman/<int:n>.png")
@izin("surat_masuk.isi", objek=surat)
def halaman(surat: SuratMasuk):
    n = int((request.view_args or {})["n"])
    pastikan_tersimpan(surat)
    berkas = queries.berkas_surat(surat)
    if berkas is None or not 1 <= n <= (berkas.halaman or 1):
        raise TidakDitemukan("Halaman itu tidak ada pada surat ini.")
    if n == 1:
        pembacaan.catat(current_actor(), surat, "gambar halaman")
    gambar = raster.halaman_png_sendiri if surat.surat_keluar_id is not None else raster.halaman_png
    isi = gambar(files.isi(berkas), n, LEBAR_HALAMAN)
    return Response(isi, mimetype="image/png", headers={"Cache-Control": "private, no-store"})


@bp.get("/<int:id>/pdf")
@izin("surat_masuk.isi", objek=surat)
def pdf(surat: SuratMasuk):
    pastikan_tersimpan(surat)
    berkas = queries.berkas_surat(surat)
    if berkas is None:
        raise TidakDitemukan("Surat ini tidak mempunyai berkas.")
    pembacaan.catat(current_actor(), surat, "unduh PDF")
    return kirim_berkas(berkas)


@bp.get("/<int:id>/lampiran/<int:lampiran_id>")
@izin("surat_masuk.isi", objek=surat)
def lampiran(surat: SuratMasuk):
    pastikan_tersimpan(surat)
    cari = int((request.view_args or {})["lampiran_id"])
    satu = next((x for x in queries.lampiran(surat) if x.id == cari), None)
    if satu is None:
        raise TidakDitemukan("Lampiran itu tidak ada pada surat ini.")
    pembacaan.catat(current_actor(), surat, f"lampiran {satu.urut}")
    return kirim_berkas(satu.file)


# Acts --------------------------------------------------------------------------------------------------------------


@bp.get("/<int:id>/aksi/<nama>")
@izin("surat_masuk.lihat", objek=surat)
def tanya(surat: SuratMasuk):
    """The page that asks for a reason or once more, for who has no JavaScript."""
    t = transisi(surat, str((request.view_args or {})["nama"]))
    return halaman_alasan(surat, t, "surat_masuk", f"Surat masuk · agenda {surat.agenda}")


@bp.post("/<int:id>/aksi/<nama>")
@izin("surat_masuk.lihat", objek=surat)
def aksi(surat: SuratMasuk):
    nama = str((request.view_args or {})["nama"])
    t = transisi(surat, nama)
    if t.tegas and request.form.get("konfirmasi") != "ya":
        return konfirmasi(surat, t, "surat_masuk")
    workflow.jalankan(
        surat, nama, current_actor(), versi=versi_terlihat(), catatan=request.form.get("catatan", "")[:2000]
    )
    flash(f"Anda {t.lampau}.", "sah")
    return redirect(url_for(".lihat", id=surat.id))


@bp.get("/<int:id>/disposisi")
@izin("surat_masuk.disposisi", objek=surat)
def disposisi(surat: SuratMasuk):
    pembacaan.catat(current_actor(), surat)
    return _halaman_disposisi(surat, _form_disposisi(surat))


@bp.post("/<int:id>/disposisi")
@izin("surat_masuk.disposisi", objek=surat)
def kirim_disposisi(surat: SuratMasuk):
    form = _form_disposisi(surat)
    if form.validate():
        try:
            isian = form.isian()
            with session.begin_nested():
                workflow.jalankan(surat, "disposisi", current_actor(), versi=versi_terlihat(), data={"isian": isian})
            flash(tampil.terkirim(len(set(isian.kepada))), "sah")
            return redirect(url_for(".lihat", id=surat.id))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {}, lain="kepada")
    return _halaman_disposisi(surat, form), 422


SEKALIGUS = 100
"""Letters that one act may give on."""


@bp.post("/disposisi/banyak")
@izin("surat_masuk.daftar")
def disposisi_banyak():
    """Letters ticked in the list (`pilih`: 'masuk:ID:VERSION') given on alike: first it asks to whom, then a result each."""
    actor = current_actor()
    pilih = list(dict.fromkeys(request.form.getlist("pilih")))[:SEKALIGUS]
    dokumen = [
        (m, versi) for m, versi in map(_terpilih, pilih) if m and policy.boleh("surat_masuk.disposisi", actor, m)
    ]
    if not dokumen:
        raise MasukanSalah(
            "Belum ada surat yang dapat Anda disposisikan. Centang surat pada daftar, lalu disposisikan."
        )
    if len({m.tujuan_jabatan_id for m, _ in dokumen}) > 1:
        raise AturanDilanggar("Surat yang dipilih menunggu beberapa jabatan Anda. Disposisikan satu per satu jabatan.")
    surat = [m for m, _ in dokumen]
    form = _form_disposisi(min(surat, key=lambda m: (m.tenggat is None, m.tenggat or m.diterima_pada)))
    if "lakukan" in request.form and form.validate() and _terisi(form):
        hasil = layanan_disposisi.disposisikan_banyak(actor, dokumen, form.isian())
        return render_template(
            "daftar/hasil_banyak.html",
            hasil=[(url_for(".lihat", id=m.id), m.hal, galat) for m, galat in hasil],
            benda="surat",
            kata="didisposisikan",
            daftar_url=url_for(".daftar", tampilan="menunggu"),
            daftar_judul="Surat masuk",
        )
    isi = tampil.halaman_disposisi(
        form,
        surat[0],
        judul=f"Disposisikan {len(surat)} surat",
        aksi=url_for(".disposisi_banyak"),
        kembali={"label": "Surat masuk", "url": url_for(".daftar", tampilan="menunggu")},
        versi="",
        batas=None,
        aturan="",
        banyak=surat,
        pilih=pilih,
    )
    return isi, 422 if form.errors else 200


def _terisi(form: DisposisiForm) -> bool:
    """Are receivers and instructions chosen? What is missing stands beside its field, once for all the letters."""
    for field, kata in ((form.kepada, "Pilih penerimanya."), (form.instruksi, "Pilih instruksinya.")):
        field.errors = [] if field.data else [kata]
    return bool(form.kepada.data and form.instruksi.data)


def _terpilih(nilai: str) -> tuple[SuratMasuk | None, int]:
    """(letter, version seen) of a ticked row. Raises `MasukanSalah` for what is none."""
    jenis, _, sisa = nilai.partition(":")
    kiri, _, kanan = sisa.partition(":")
    if jenis != "masuk" or not all(x.isascii() and x.isdigit() and len(x) < 16 for x in (kiri, kanan)):
        raise MasukanSalah("Pilihan tidak terbaca. Muat ulang daftar, lalu pilih lagi.")
    return session.get(SuratMasuk, int(kiri)), int(kanan)


def _form_disposisi(surat: SuratMasuk) -> DisposisiForm:
    form = DisposisiForm()
    bawahan = layanan_disposisi.pilihan_penerima(surat.tujuan_jabatan_id)
    form.susun(queries_disposisi.pilihan_penerima(bawahan), surat.tenggat)
    return form


def _halaman_disposisi(surat: SuratMasuk, form: DisposisiForm) -> str:
    return tampil.halaman_disposisi(
        form,
        surat,
        judul="Disposisikan surat",
        aksi=url_for(".kirim_disposisi", id=surat.id),
        kembali={"label": f"Surat masuk · agenda {surat.agenda}", "url": url_for(".lihat", id=surat.id)},
        versi=request.form.get("versi") or surat.versi,
        batas=surat.tenggat,
        aturan=queries.aturan_tenggat(surat),
    )
