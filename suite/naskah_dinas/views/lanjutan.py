"""What follows from a letter: its ralat, and what changed from version to version. Routes of the blueprint `surat_keluar`."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for

from suite.core.policy import current_actor, izin
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.services import berkas, tarik, versi
from suite.naskah_dinas.views.keluar import bp, catat_baca, surat


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
