"""Pages of the code lists: reading them (everybody), proposing and approving changes (regulation roles)."""

from __future__ import annotations

from flask import Flask


def pasang(app: Flask) -> None:
    """Register roles, permissions, workflow, pages and the menu entry."""
    from suite.core.daftar_kode import daftar as daftar_usulan
    from suite.core.daftar_kode import policy, workflow
    from suite.core.daftar_kode.views import daftar, usulan
    from suite.core.http.menu import Butir, daftarkan

    policy.pasang()
    workflow.pasang()
    daftar_usulan.pasang()
    app.register_blueprint(daftar.bp)
    app.register_blueprint(usulan.bp)
    daftarkan(
        Butir("Peraturan", "Daftar kode", "daftar_kode.daftar", "list-tree", urut=20, awalan="daftar_kode."),
        Butir(
            "Peraturan", "Usulan daftar kode", "usulan_daftar.daftar", "git-compare", izin="usulan_daftar.daftar", urut=25,
            jenis=("usulan_daftar",), awalan="usulan_daftar.",
        ),
    )  # fmt: skip
