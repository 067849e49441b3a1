"""Long work as jobs: asked for in the business transaction, done in steps that survive `kill -9`, shown with progress.

    @pekerjaan("impor_kode", izin="kode.impor", uraian="Impor daftar kode")
    def impor(langkah: Langkah, *, berkas: str) -> dict | None:
        mulai = langkah.kursor or 0
        ...                                        # some rows, within this step's own transaction
        if masih_ada:
            langkah.kemajuan(mulai + 500, 2986, "Mengimpor klasifikasi")
            return langkah.lanjut(mulai + 500)     # committed together with what the step did
        return {"pesan": "2.986 kode diimpor", "url": "/kode/klasifikasi"}

    antrekan("impor_kode", {"berkas": sidik}, actor, kunci=f"impor_kode:{sidik}")

`suite jobs run` does the work (`suite serve` starts it); no second server is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suite.core.jobs.kinds import Jadwal, Jenis, Langkah, berkala, jadwal, jenis, pekerjaan, periksa_izin, semua
from suite.core.jobs.models import Job
from suite.core.jobs.queue import antrekan, batalkan, ringkasan, ulangi

if TYPE_CHECKING:
    from flask import Flask

__all__ = [
    "Jadwal",
    "Jenis",
    "Job",
    "Langkah",
    "antrekan",
    "batalkan",
    "berkala",
    "jadwal",
    "jenis",
    "pasang",
    "pekerjaan",
    "periksa_izin",
    "ringkasan",
    "semua",
    "ulangi",
]


def pasang(app: Flask) -> None:
    """Mount the list and the progress page, and register the suite's own periodic work."""
    from suite.core.http.menu import Butir
    from suite.core.http.menu import daftarkan as daftarkan_menu
    from suite.core.jobs import daftar, periodic, views

    periodic.pasang()
    daftar.pasang()
    app.register_blueprint(views.bp)
    daftarkan_menu(Butir("Saya", "Pekerjaan", "pekerjaan.daftar", "clock", urut=910, awalan="pekerjaan."))
