"""Acts on a berkas and on the letters in it: close, reopen, merge, hold, appraise, move. Routes of blueprint `berkas`."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from suite.core import policy, workflow
from suite.core.clock import today
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.policy import current_actor, izin
from suite.core.web.tindakan import halaman_alasan, jalankan, tempel_galat, transisi, versi_terlihat
from suite.naskah_dinas.forms.penyusutan import GabungForm, NilaiForm, PindahForm, TutupForm
from suite.naskah_dinas.models import Berkas, SuratKeluar, SuratMasuk
from suite.naskah_dinas.queries import berkas as queries
from suite.naskah_dinas.views.berkas import berkas, bp, surat_keluar, surat_masuk

Surat = SuratKeluar | SuratMasuk
PILIHAN = 100
"""Open berkas offered at once: those under the same code first."""


@bp.get("/<int:id>/aksi/<nama>")
@izin("berkas.lihat", objek=berkas)
def tanya(b: Berkas):
    """The page that asks for a reason, for who has no JavaScript."""
    return halaman_alasan(b, transisi(b, str((request.view_args or {})["nama"])), "berkas", "Berkas")


@bp.post("/<int:id>/aksi/<nama>")
@izin("berkas.lihat", objek=berkas)
def aksi(b: Berkas):
    g.kembali_url = url_for(".lihat", id=b.id)
    return jalankan(b, "berkas", "Berkas")


def halaman(dok: Any, form: FlaskForm, judul: str, label: str, kembali: dict[str, str], **lain: Any):
    """A page with one form and one act."""
    isi = render_template(
        "naskah_dinas/berkas/urus.html", dok=dok, form=form, judul=judul, label=label, kembali=kembali,
        versi=request.form.get("versi", dok.versi), bahaya=lain.pop("bahaya", False), bantuan=lain.pop("bantuan", {}),
        topik=lain.pop("topik", "berkas"), **lain,
    )  # fmt: skip
    return isi, 422 if form.errors else 200


def lakukan(dok: Any, nama: str, form: FlaskForm, data: dict[str, Any], lain: str, catatan: str = "") -> bool:
    """Do the act with what the form says; a refusal stands beside its field and nothing typed is lost."""
    try:
        with session.begin_nested():
            workflow.jalankan(dok, nama, current_actor(), versi=versi_terlihat(), data=data, catatan=catatan)
        return True
    except AturanDilanggar as galat:
        session.refresh(dok)
        tempel_galat(form, galat, {}, lain=lain)
        return False


def _kembali(b: Berkas) -> dict[str, str]:
    return {"label": b.judul, "url": url_for("berkas.lihat", id=b.id)}


@bp.route("/<int:id>/tutup", methods=["GET", "POST"])
@izin("berkas.urus", objek=berkas)
def tutup(b: Berkas):
    form = TutupForm()
    if request.method == "GET":
        form.tanggal.data = today()
    elif form.validate() and lakukan(b, "tutup", form, {"tanggal": form.tanggal.data}, "tanggal"):
        flash(f"Berkas “{b.judul}” ditutup. Retensinya mulai dihitung.", "sah")
        return redirect(url_for(".lihat", id=b.id))
    masa = queries.retensi_kata(b)
    kalimat = f"Aktif {masa['aktif']}, inaktif {masa['inaktif']}, lalu {masa['nasib']}." if masa else ""
    return halaman(
        b, form, "Tutup berkas", "Tutup berkas", _kembali(b), uraian=kalimat, ikon_aksi="archive",
        bantuan={"tanggal": "Hari peristiwa yang disebut jadwal retensi, misalnya kegiatan selesai. Paling lambat hari ini."},
    )  # fmt: skip


@bp.route("/<int:id>/gabung", methods=["GET", "POST"])
@izin("berkas.urus", objek=berkas)
def gabung(b: Berkas):
    form = GabungForm()
    form.ke.choices = [(str(s["nilai"]), f"{s['label']} ({s['ket']})") for s in _lain(b) if s["cocok"]]
    if request.method == "POST" and form.validate():
        ke = _terpilih(form.ke.data)
        if lakukan(b, "gabung", form, {"ke": ke}, "ke") and ke is not None:
            flash(f"Berkas “{b.judul}” digabungkan ke “{ke.judul}”.", "sah")
            return redirect(url_for(".lihat", id=ke.id))
    return halaman(
        b, form, "Gabungkan berkas", "Gabungkan berkas", _kembali(b), ikon_aksi="archive", kosong="Pilih berkas",
        uraian=f"Semua surat di “{b.judul}” pindah ke berkas yang dipilih. Berkas ini tidak dapat dibuka lagi.",
        bantuan={"ke": f"Berkas terbuka dengan kode {b.klasifikasi}." if form.ke.choices else
                 f"Belum ada berkas lain yang terbuka dengan kode {b.klasifikasi}."},
    )  # fmt: skip


@bp.route("/<int:id>/nilai", methods=["GET", "POST"])
@izin("berkas.urus", objek=berkas)
def nilai(b: Berkas):
    form = NilaiForm()
    if (
        request.method == "POST"
        and form.validate()
        and lakukan(b, "nilai", form, {"nasib": form.nasib.data}, "nasib", form.catatan.data or "")
    ):
        flash("Hasil penilaian tercatat.", "sah")
        return redirect(url_for(".lihat", id=b.id))
    return halaman(
        b, form, "Catat hasil penilaian", "Simpan hasil penilaian", _kembali(b), ikon_aksi="clipboard-check",
        uraian="Jadwal retensi meminta berkas ini dinilai kembali sebelum nasib akhirnya dilaksanakan.",
    )  # fmt: skip


@bp.route("/pindah/keluar/<int:id>", methods=["GET", "POST"])
@izin("surat.pindah.keluar", objek=surat_keluar)
def pindah_keluar(surat: SuratKeluar):
    return _pindah(surat)


@bp.route("/pindah/masuk/<int:id>", methods=["GET", "POST"])
@izin("surat.pindah.masuk", objek=surat_masuk)
def pindah_masuk(surat: SuratMasuk):
    return _pindah(surat)


def _pindah(surat: Surat):
    assert surat.berkas is not None
    form = PindahForm()
    form.berkas_id.choices = [(str(s["nilai"]), f"{s['label']} ({s['ket']})") for s in _lain(surat.berkas)]
    url = f"/{surat.__tablename__.replace('_', '-')}/{surat.id}"
    if request.method == "POST" and form.validate():
        ke = _terpilih(form.berkas_id.data)
        if lakukan(surat, "pindah_berkas", form, {"berkas": ke}, "berkas_id") and ke is not None:
            flash(f"Surat dipindahkan ke berkas “{ke.judul}”.", "sah")
            return redirect(url)
    return halaman(
        surat, form, "Pindahkan ke berkas lain", "Pindahkan surat", {"label": surat.hal, "url": url}, ikon_aksi="archive",
        uraian=f"Sekarang di berkas “{surat.berkas.judul}”.", kosong="Pilih berkas",
        bantuan={"berkas_id": "Berkas terbuka perangkat daerah ini; yang kodenya sama ada paling atas."},
    )  # fmt: skip


def _lain(b: Berkas) -> list[dict[str, Any]]:
    return [s for s in queries.saran(current_actor(), b.opd_id, b.klasifikasi, PILIHAN) if s["nilai"] != b.id]


def _terpilih(nilai: str | None) -> Berkas | None:
    """The berkas chosen, if the actor may see it."""
    b = berkas(id=int(nilai)) if nilai and nilai.isascii() and nilai.isdigit() and len(nilai) < 16 else None
    return b if b is not None and policy.boleh("berkas.lihat", current_actor(), b) else None
