"""Kinds of letters: the list, making one, changing one from a day on, stopping it; with a live preview and its numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for

from suite.core.clock import today
from suite.core.db import session
from suite.core.errors import AturanDilanggar, GalatSuite, TidakDitemukan
from suite.core.http import menu as menu_suite
from suite.core.kalender import tanggal_surat
from suite.core.policy import current_actor, izin
from suite.core.web.bentuk import Bentuk
from suite.core.web.tindakan import versi_terlihat
from suite.naskah_dinas.documents import cetak_naskah
from suite.naskah_dinas.forms.jenis import DASAR, JABATAN, SEBUT_BENTUK, SEBUT_UNSUR, JenisForm, galat_baris, rupa_dasar
from suite.naskah_dinas.rules.jenis import JenisNaskah, baca_jenis, semua_jenis_naskah
from suite.naskah_dinas.services import jenis as services
from suite.naskah_dinas.services.naskah import NAMA_SIFAT
from suite.naskah_dinas.views.gambar import gambar

bp = Blueprint("jenis_naskah", __name__, url_prefix="/admin/jenis-naskah", template_folder="../templates")

MULA = {"kode": "", "nama": "", "template": "susunan", "golongan": "korespondensi", "kop": "menurut_penanda"}
SUSUNAN_MULA = ("kop", "kepala", "tujuan", "isi", "penanda", "tembusan")


def menu() -> None:
    menu_suite.daftarkan(
        menu_suite.Butir(
            "Peraturan", "Jenis naskah", "jenis_naskah.daftar", "file-text", izin="jenis_naskah.kelola", urut=40,
            awalan="jenis_naskah.",
        )
    )  # fmt: skip


@bp.get("")
@izin("jenis_naskah.kelola")
def daftar():
    dipakai = {j.kode: j for j in semua_jenis_naskah(today())}
    milik = {j.kode: j for j in services.milik_kota()}
    lain = [j for kode, j in milik.items() if kode not in dipakai]
    return render_template(
        "naskah_dinas/jenis/daftar.html", semua=[*dipakai.values(), *lain], dipakai=dipakai, milik=milik
    )


@bp.get("/baru")
@izin("jenis_naskah.kelola")
def baru():
    """A fresh kind, or a copy of one that is like it."""
    rupa = _rupa()
    if salin := request.args.get("salin"):
        asal = _jenis(salin)
        form = JenisForm.dari_jenis(rupa, asal, today().isoformat())
        form.dasar |= {"nama": "", "uraian": ""}
    else:
        form = JenisForm(rupa, _dasar_mula(), [], [{"unsur": u} for u in SUSUNAN_MULA])
    return _formulir(form, None)


@bp.post("/baru")
@izin("jenis_naskah.kelola")
def simpan_baru():
    return _proses(None)


@bp.get("/<kode>")
@izin("jenis_naskah.kelola")
def lihat(kode: str):
    jenis = _jenis(kode)
    riwayat = services.riwayat(kode)
    return render_template(
        "naskah_dinas/jenis/lihat.html",
        jenis=jenis,
        riwayat=riwayat,
        versi=riwayat[0].urut if riwayat else 0,
        nomor=services.nomor_berikut(jenis),
        penanda=[JABATAN.get(x, x) for x in jenis.penanda_jenis],
        sebut_unsur=SEBUT_UNSUR,
        sebut_bentuk=SEBUT_BENTUK,
        hari=today(),
    )


@bp.get("/<kode>/ubah")
@izin("jenis_naskah.kelola")
def ubah(kode: str):
    jenis = _jenis(kode)
    mulai = max(today(), jenis.mulai or today())
    return _formulir(JenisForm.dari_jenis(_rupa(), jenis, mulai.isoformat()), jenis)


@bp.post("/<kode>/ubah")
@izin("jenis_naskah.kelola")
def simpan_ubah(kode: str):
    return _proses(_jenis(kode))


@bp.post("/<kode>/hentikan")
@izin("jenis_naskah.kelola")
def hentikan(kode: str):
    jenis = services.hentikan(_jenis(kode).kode, terlihat=_terlihat())
    flash(f"{jenis.nama} tidak dipakai lagi mulai hari ini. Konsep yang sudah ada tetap dapat diselesaikan.", "netral")
    return redirect(url_for(".lihat", kode=kode))


@bp.post("/<kode>/pakai")
@izin("jenis_naskah.kelola")
def pakai(kode: str):
    jenis = services.pakai_lagi(_jenis(kode).kode, terlihat=_terlihat())
    flash(f"{jenis.nama} dipakai lagi mulai hari ini.", "sah")
    return redirect(url_for(".lihat", kode=kode))


@bp.post("/pratinjau")
@izin("jenis_naskah.kelola")
def pratinjau():
    """A sample letter of the kind in the form: a fragment for htmx, a page of its own without JavaScript. Nothing is written."""
    fragmen = request.headers.get("HX-Request") == "true"
    form = JenisForm.dari_kiriman(_rupa(), request.form)
    asal = _jenis(request.form["kode"]) if request.form.get("kode") else None
    isi: dict[str, Any] = {"galat": "", "halaman": [], "jenis": {"nama": form.dasar.get("nama") or "Jenis baru"}}
    try:
        data_jenis = form.isi(asal.template if asal else "susunan")
        data_jenis |= {"kode": asal.kode if asal else "contoh", "nama": isi["jenis"]["nama"]}
        jenis = baca_jenis(data_jenis)
        template, data = services.contoh(current_actor(), jenis)
        if fragmen:
            session.rollback()
            g.tanpa_kerangka = True
        isi["halaman"] = gambar(cetak_naskah(template, data))  # type: ignore[arg-type]
    except AturanDilanggar as galat:
        isi["galat"] = galat.pesan
    nama = "naskah_dinas/jenis/pratinjau.html" if fragmen else "naskah_dinas/keluar/pratinjau_halaman.html"
    return render_template(nama, **isi)


# Inner steps -------------------------------------------------------------------------------------------------------


def _jenis(kode: str) -> JenisNaskah:
    try:
        return services.terakhir(kode[:40])
    except AturanDilanggar:
        raise TidakDitemukan("Jenis naskah itu tidak ada. Cari dari daftar jenis naskah.") from None


def _terlihat() -> int:
    return versi_terlihat() or 0


def _rupa() -> Bentuk:
    semua = [*semua_jenis_naskah(today()), *services.milik_kota()]
    kelompok = list(dict.fromkeys(j.kelompok for j in semua if j.kelompok))
    return rupa_dasar(kelompok, sorted({j.urusan for j in semua}), dict(NAMA_SIFAT))


def _dasar_mula() -> dict[str, Any]:
    return MULA | {
        "pola": "{klasifikasi}/{nomor}/{unit}/{tahun}", "register": "jenis_unit", "keamanan": "B",
        "penanda_jenis": ["pimpinan_tinggi", "administrator"], "memuat": ["butuh_hal", "butuh_tujuan"],
        "sifat": list(NAMA_SIFAT), "urusan": "surat_dinas", "mulai": today().isoformat(),
    }  # fmt: skip


def _proses(asal: JenisNaskah | None):
    """What the button asked for: a row added, moved or removed, or the kind kept."""
    form = JenisForm.dari_kiriman(_rupa(), request.form)
    aksi = request.form.get("aksi", "simpan")
    if aksi != "simpan":
        form.galat.clear()
        fokus = form.kerjakan(aksi, request.form)
        return _formulir(form, asal, fokus=fokus)
    if form.terbaca():
        try:
            with session.begin_nested():
                mulai = date.fromisoformat(form.dasar["mulai"])
                isi = form.isi(asal.template if asal else "susunan")
                jenis = services.simpan(
                    current_actor(), isi, mulai, kode=asal.kode if asal else "", terlihat=_terlihat()
                )
            flash(f"{jenis.nama} tersimpan, dipakai mulai {_kapan(mulai)}.", "sah")
            return redirect(url_for(".lihat", kode=jenis.kode))
        except GalatSuite as galat:
            if not isinstance(galat, AturanDilanggar):
                raise
            field = galat.field or "susunan"
            form.galat[field if field in ("susunan", "isian") else f"{DASAR}/{field}"] = galat.pesan
    return _formulir(form, asal), 422


def _kapan(mulai: date) -> str:
    return "hari ini" if mulai == today() else tanggal_surat(mulai)


def _formulir(form: JenisForm, asal: JenisNaskah | None, *, fokus: str = "") -> str:
    riwayat = services.riwayat(asal.kode) if asal else []
    return render_template(
        "naskah_dinas/jenis/formulir.html",
        form=form,
        asal=asal,
        versi=request.form.get("versi") or (riwayat[0].urut if riwayat else 0),
        bersusun=asal is None or asal.template == "susunan",
        galat=list(galat_baris(form)),
        sebut_unsur=SEBUT_UNSUR,
        sebut_bentuk=SEBUT_BENTUK,
        fokus=fokus,
    )
