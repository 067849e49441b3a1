"""What follows from a letter: its ralat. Routes of the blueprint `surat_keluar`."""

from __future__ import annotations

from flask import flash, g, redirect, url_for

from suite.core.policy import current_actor, izin
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.services import tarik
from suite.naskah_dinas.views.keluar import bp, surat


@bp.post("/<int:id>/ralat")
@izin("surat_keluar.ralat", objek=surat)
def ralat(surat: SuratKeluar):
    """A draft that corrects the letter, ready to be changed."""
    g.kembali_url = url_for(".lihat", id=surat.id)
    baru = tarik.buat_ralat(current_actor(), surat)
    flash(f"Konsep ralat atas surat nomor {surat.nomor} dibuat. Perbaiki bagian yang keliru, lalu ajukan.", "sah")
    return redirect(url_for(".ubah", id=baru.id))
