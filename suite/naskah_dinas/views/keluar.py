"""Pages of letters of ours: the list, one letter with its approval bar, the acts, the paper."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for

from suite.core import audit, mail, policy, workflow
from suite.core.actor import Actor
from suite.core.clock import today
from suite.core.daftar import tampilkan
from suite.core.db import session
from suite.core.documents import isi as dokumen_isi
from suite.core.documents import raster
from suite.core.documents.bsre import BsreSigner
from suite.core.errors import AturanDilanggar, MasukanSalah, TidakDitemukan
from suite.core.http import menu as menu_suite
from suite.core.komentar import panel as panel_komentar
from suite.core.policy import current_actor, izin
from suite.core.web.berkas import kirim_berkas, kirim_bita
from suite.core.workflow import T, declare
from suite.naskah_dinas.daftar import SURAT_KELUAR
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.queries import keluar as queries
from suite.naskah_dinas.queries import pilihan
from suite.naskah_dinas.rules.akses import NAMA_KEAMANAN
from suite.naskah_dinas.rules.jenis import jenis_naskah
from suite.naskah_dinas.services import kirim, kirim_luar, massal, naskah, pemeriksaan, saran
from suite.naskah_dinas.services.berkas import dimusnahkan, pastikan_tersimpan
from suite.naskah_dinas.views import frasa
from suite.naskah_dinas.views.keluar_tampil import (
    audit_tampil,
    bilah_tampil,
    halaman_terbit,
    kaitan,
    kiriman_luar,
    lini_masa,
    meta,
    rantai_tampil,
    status_dokumen,
    tiap_tujuan,
)

bp = Blueprint("surat_keluar", __name__, url_prefix="/surat-keluar", template_folder="../templates")

LEBAR_HALAMAN = 1260
"""Pixels of a page's picture: sharp on a desktop and on a phone."""
ID_TERBESAR = 2**53
"""Larger numbers are no id of ours (and no number that a browser keeps exactly)."""


def menu() -> None:
    menu_suite.daftarkan(
        menu_suite.Butir(
            "Naskah",
            "Surat keluar",
            "surat_keluar.daftar",
            "send",
            izin="surat_keluar.daftar",
            jenis=("surat_keluar",),
            urut=20,
            awalan="surat_keluar.",
        )
    )  # fmt: skip


def surat(id: int, **_: Any) -> SuratKeluar | None:
    """The letter of a route, for `@izin(objek=...)`."""
    return session.get(SuratKeluar, id) if id < ID_TERBESAR else None


# List --------------------------------------------------------------------------------------------------------------


@bp.get("")
@izin("surat_keluar.daftar")
def daftar():
    return tampilkan(SURAT_KELUAR)


@bp.post("/paraf-banyak")
@izin("surat_keluar.daftar")
def paraf_banyak():
    hasil = workflow.jalankan_banyak("surat_keluar", pasangan(request.form.getlist("pilih")), "paraf", current_actor())
    return render_template(
        "daftar/hasil_banyak.html",
        hasil=[(url_for(".lihat", id=id) if judul != "Dokumen" else None, judul, galat) for id, judul, galat in hasil],
        benda="surat",
        kata="diparaf",
        lanjut="Diteruskan ke langkah berikutnya",
        daftar_url=url_for(".daftar"),
        daftar_judul="Surat keluar",
    )


def pasangan(nilai: list[str]) -> list[tuple[int, int]]:
    """`["7:3", ...]` → `[(id, versi), ...]`, at most 100. Raises `MasukanSalah` for what is none."""
    hasil = []
    for v in nilai[:100]:
        kiri, _, kanan = v.partition(":")
        if not (kiri.isascii() and kiri.isdigit() and kanan.isascii() and kanan.isdigit() and len(v) < 32):
            raise MasukanSalah("Pilihan tidak terbaca. Muat ulang daftar, lalu pilih lagi.")
        hasil.append((int(kiri), int(kanan)))
    return hasil


# One letter --------------------------------------------------------------------------------------------------------


@bp.get("/<int:id>")
@izin("surat_keluar.lihat", objek=surat)
def lihat(surat: SuratKeluar):
    actor = current_actor()
    boleh_isi = policy.boleh("surat_keluar.isi", actor, surat)
    bagian = request.args.get("bagian", "surat")
    teks = ""
    if boleh_isi and bagian == "teks":
        catat_baca(actor, surat, "isi sebagai teks")
        teks = dokumen_isi.bersihkan(surat.isi)
    musnah = dimusnahkan(surat)
    langkah = queries.rantai(surat, actor)
    bilah = workflow.bilah(surat, actor)
    boleh_ubah = surat.status == "konsep" and policy.boleh("surat_keluar.ubah", actor, surat)
    jenis = jenis_naskah(surat.jenis, surat.tanggal or today())
    komentar = panel_komentar(actor, "surat_keluar", surat, boleh_isi=boleh_isi)
    return render_template(
        "naskah_dinas/keluar/lihat.html",
        surat=surat,
        jenis=jenis,
        bagian=bagian if bagian in {"surat", "rantai", "riwayat", "teks"} else "surat",
        boleh_isi=boleh_isi,
        banyak_halaman=_banyak_halaman(surat) if boleh_isi and bagian != "teks" and not musnah else 0,
        dimusnahkan=musnah,
        teks=teks,
        langkah=rantai_tampil(surat, actor, langkah),
        keamanan=NAMA_KEAMANAN,
        sifat=naskah.NAMA_SIFAT,
        status=status_dokumen(surat, bilah, langkah),
        bilah=bilah_tampil(surat, actor, bilah, langkah),
        meta=meta(surat),
        kaitan=kaitan(surat, actor),
        tiap_tujuan=tiap_tujuan(surat),
        tetangga=queries.tetangga(actor, surat.id),
        penerimaan=queries.penerimaan(surat),
        kiriman_luar=kiriman_luar(surat) if surat.status in kirim_luar.SAMPAI else [],
        surel_aktif=mail.aktif(),
        kejadian=komentar.gabung(lini_masa(surat)) if komentar else lini_masa(surat),
        komentar=komentar,
        audit=audit_tampil(surat),
        klasifikasi=next(iter(pilihan.sebut_klasifikasi(surat.klasifikasi)), None),
        boleh_ubah=boleh_ubah,
        boleh_sarankan=jenis.berisi and policy.boleh("surat_keluar.sarankan", actor, surat),
        saran=saran.banyak_terbuka(surat) if boleh_isi and surat.nomor is None and not musnah else 0,
        berversi=boleh_isi and not musnah and surat.ronde > (0 if surat.status == "konsep" else 1),
        temuan=pemeriksaan.periksa(actor, surat, len(surat.lampiran))
        if boleh_isi and (boleh_ubah or bilah.giliran_saya)
        else [],
    )


def _banyak_halaman(surat: SuratKeluar) -> int:
    berkas = surat.signed or surat.final
    if berkas is not None and berkas.halaman:
        return berkas.halaman
    return 0 if surat.migrasi else raster.jumlah_halaman(naskah.kertas(surat))


def catat_baca(actor: Actor, surat: SuratKeluar, uraian: str) -> None:
    """Ordinary letters are read freely; of the others each reading is logged."""
    if surat.keamanan != "B":
        audit.catat_baca(actor, "surat_keluar", surat.id, uraian)


@bp.get("/<int:id>/halaman/<int:n>.png")
@izin("surat_keluar.isi", objek=surat)
def halaman(surat: SuratKeluar):
    n = int((request.view_args or {})["n"])
    if n == 1:
        catat_baca(current_actor(), surat, "pratinjau")
    try:
        gambar = raster.halaman_png_sendiri(naskah.kertas(surat), n, LEBAR_HALAMAN)
    except IndexError:
        raise TidakDitemukan("Halaman itu tidak ada pada surat ini.") from None
    return Response(gambar, mimetype="image/png", headers={"Cache-Control": "private, no-store"})


@bp.get("/<int:id>/pdf")
@izin("surat_keluar.isi", objek=surat)
def pdf(surat: SuratKeluar):
    catat_baca(current_actor(), surat, "PDF")
    return kirim_bita(naskah.kertas(surat), "application/pdf", naskah.nama_berkas(surat))


@bp.get("/<int:id>/lampiran/<int:lampiran_id>")
@izin("surat_keluar.isi", objek=surat)
def lampiran(surat: SuratKeluar):
    cari = int((request.view_args or {})["lampiran_id"])
    satu = next((x for x in surat.lampiran if x.id == cari), None)
    if satu is None:
        raise TidakDitemukan("Lampiran itu tidak ada pada surat ini.")
    pastikan_tersimpan(surat)
    catat_baca(current_actor(), surat, f"lampiran {satu.urut}"[:200])
    return kirim_berkas(satu.file)


# Acts --------------------------------------------------------------------------------------------------------------


def _versi() -> int:
    """The version that the person saw."""
    v = request.form.get("versi", "")
    if not (v.isascii() and v.isdigit() and len(v) < 10):
        raise MasukanSalah("Versi dokumen tidak terbaca. Muat ulang halaman surat.")
    return int(v)


def _transisi(surat: SuratKeluar) -> T:
    t = declare.alur(surat).pilih(str((request.view_args or {})["nama"]), surat)
    if t is None or t.sistem or t.lewat:
        raise TidakDitemukan("Tindakan itu tidak ada pada keadaan surat ini sekarang.")
    return t


@bp.get("/<int:id>/aksi/<nama>")
@izin("surat_keluar.lihat", objek=surat)
def tanya(surat: SuratKeluar):
    """The page that asks for a reason, for who has no JavaScript."""
    return _tanya(surat, _transisi(surat))


def _tanya(surat: SuratKeluar, t: T, galat: str = "", status: int = 200):
    isi = render_template(
        "naskah_dinas/keluar/alasan.html", surat=surat, t=t, galat=galat, versi=request.form.get("versi", surat.versi),
        catatan=request.form.get("catatan", ""), tegas=t.tegas(surat) if t.tegas else "",
    )  # fmt: skip
    return isi, status


@bp.post("/<int:id>/aksi/<nama>")
@izin("surat_keluar.lihat", objek=surat)
def aksi(surat: SuratKeluar):
    nama = str((request.view_args or {})["nama"])
    g.kembali_url = url_for(".lihat", id=surat.id)  # where a conflict leads back to
    t = declare.alur(surat).pilih(nama, surat)
    if t is not None and t.tegas and not t.catatan_wajib and request.form.get("konfirmasi") != "ya":
        return _konfirmasi(surat, t.tegas(surat), t.label, url_for(".aksi", id=surat.id, nama=nama), bahaya=True)
    try:
        _bukan_lewat(t)
        workflow.jalankan(surat, nama, current_actor(), versi=_versi(), catatan=request.form.get("catatan", "")[:2000])
    except AturanDilanggar as galat:
        if galat.field == "catatan" and t is not None:
            return _tanya(surat, t, galat.pesan, 422)
        raise
    flash(_lampau(t, surat), "sah")
    return redirect(url_for(".lihat", id=surat.id))


def _bukan_lewat(t: T | None) -> None:
    if t is not None and t.lewat:
        raise TidakDitemukan("Tindakan ini mempunyai halamannya sendiri.")


def _lampau(t: T | None, surat: SuratKeluar) -> str:
    """'Anda membubuhkan paraf. Menunggu Sekretaris Dinas.'"""
    kata = t.lampau if t is not None else "mengubah surat"
    b = workflow.bilah(surat, current_actor())
    return f"Anda {kata}." + ("" if b.giliran_saya else f" {b.giliran}.")


def _konfirmasi(surat: SuratKeluar, judul: str, label: str, aksi: str, *, bahaya: bool = False) -> str:
    pertanyaan, _, uraian = judul.partition("? ")
    return render_template(
        "konfirmasi.html",
        judul=pertanyaan + "?",
        uraian=uraian,
        label=label,
        aksi=aksi,
        data={"versi": request.form.get("versi", "")},
        kembali={"label": "Kembali ke surat", "url": url_for(".lihat", id=surat.id)},
        bahaya=bahaya,
    )


@bp.post("/<int:id>/tandatangani")
@izin("surat_keluar.tandatangani", objek=surat)
def tandatangani(surat: SuratKeluar):
    """Number, date and signature in one act of the person."""
    actor = current_actor()
    g.kembali_url = url_for(".lihat", id=surat.id)
    signer = current_app.extensions["signer"]
    if isinstance(signer, BsreSigner):
        return frasa.tandatangani(actor, surat, signer, versi=_versi())
    t = declare.alur(surat).pilih("tandatangani", surat)
    if t is not None and t.tegas and request.form.get("konfirmasi") != "ya":
        return _konfirmasi(surat, t.tegas(surat), t.label, url_for(".tandatangani", id=surat.id))
    id = surat.id
    kirim.tandatangani(actor, surat, versi=_versi(), signer=signer)
    terbit = session.get_one(SuratKeluar, id)
    if (act := massal.milik(terbit)) is not None and terbit.nomor_masing:
        return redirect(url_for("pekerjaan.lihat", id=act.job_id), code=303)
    return halaman_terbit(terbit)
