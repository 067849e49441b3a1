"""Portal: what waits for me, search over everything, notifications and help. It stands above all other rooms.

Home and inbox read the shared tasks of `core.workflow`; search asks each room's queries; help renders the user help
that every room ships in its folder `help/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def pasang(app: Flask) -> None:
    """Mount the pages and register their menu entries."""
    from suite.core.http.menu import Butir, daftarkan
    from suite.portal import daftar
    from suite.portal.kota import services as kota_services
    from suite.portal.kota import views as kota_views
    from suite.portal.views import bantuan, beranda, cari, pemberitahuan, tindakan

    daftar.pasang()
    for modul in (beranda, tindakan, cari, pemberitahuan, bantuan):
        app.register_blueprint(modul.bp)
    app.register_blueprint(bantuan.bp_alur)
    app.register_blueprint(kota_views.bp)
    daftarkan(
        Butir("", "Beranda", "beranda.beranda", "home", urut=10),
        Butir("", "Perlu tindakan saya", "tindakan.daftar", "inbox", jenis=("*",), urut=20, awalan="tindakan."),
        Butir("Admin", "Pengaturan kota", "kota.siap", "building", izin=kota_services.IZIN, urut=5, awalan="kota."),
    )
