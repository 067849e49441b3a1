"""What follows from a letter: its ralat, what changed from version to version, letters like it. Routes of the
blueprints `surat_keluar` and `surat_masuk`."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for

from suite.core import search
from suite.core.policy import current_actor, izin
from suite.core.workflow import declare
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from suite.naskah_dinas.services import berkas, tarik, versi
from suite.naskah_dinas.views.keluar import bp, catat_baca, surat
from suite.naskah_dinas.views.masuk import bp as bp_masuk
from suite.naskah_dinas.views.masuk import surat as surat_masuk


@bp.post("/<int:id>/ralat")
@izin("surat_keluar.ralat", objek=surat)
def ralat(surat: SuratKeluar):
    """A draft that corrects the letter, ready to be changed."""
    g.kembali_url = url_for(".lihat", id=surat.id)
    baru = tarik.buat_ralat(current_actor(), surat)
    flash(f"Konsep ralat atas surat nomor {surat.nomor} dibuat. Perbaiki bagian yang keliru, lalu ajukan.", "sah")
    return redirect(url_for(".ubah", id=baru.id))


@bp.get("/<int:id>/perubahan")
@izin("surat_keluar.isi", objek=surat)
def perubahan(surat: SuratKeluar):
    """What changed between two versions (`lama`, `baru`: rounds, or "kini"); without a wish between the last two."""
    g.kembali_url = url_for(".lihat", id=surat.id)
    berkas.pastikan_tersimpan(surat)
    catat_baca(current_actor(), surat, "perbandingan versi")
    semua = versi.daftar_versi(surat)
    lama, baru = versi.pilih(semua, request.args.get("lama", ""), request.args.get("baru", ""))
    return render_template(
        "naskah_dinas/keluar/perubahan.html", surat=surat, versi=semua, lama=lama, baru=baru,
        perubahan=versi.bandingkan(lama, baru),
    )  # fmt: skip


@bp.get("/<int:id>/serupa")
@izin("surat_keluar.lihat", objek=surat)
def serupa(surat: SuratKeluar):
    return _halaman_serupa("surat_keluar", surat, surat.hal or "Surat", url_for(".lihat", id=surat.id))


@bp_masuk.get("/<int:id>/serupa")
@izin("surat_masuk.lihat", objek=surat_masuk)
def serupa_masuk(surat: SuratMasuk):
    return _halaman_serupa("surat_masuk", surat, surat.hal, url_for("surat_masuk.lihat", id=surat.id))


def _halaman_serupa(jenis: str, dok: SuratKeluar | SuratMasuk, hal: str, url: str) -> str:
    """Letters like one, among those that the actor may see."""
    temuan = search.serupa(current_actor(), dok.hal, kecuali=(jenis, dok.id))
    return render_template(
        "naskah_dinas/serupa.html", hal=hal, asal_url=url,
        temuan=[
            {
                "url": declare.alamat(t.jenis, t.objek_id), "judul": t.judul,
                "cuplikan": t.cuplikan, "jenis": declare.ambil(t.jenis).judul, "waktu": t.waktu,
            }
            for t in temuan
        ],
    )  # fmt: skip
