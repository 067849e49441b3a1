"""Pages of identity: login, own account, administration of people, the board of Plh. and Plt."""

from __future__ import annotations

from flask import Flask, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from suite.core.http import menu
from suite.core.http.menu import Butir
from suite.core.identity import daftar, sessions
from suite.core.identity import policy as _policy  # noqa: F401  registers the permissions
from suite.core.identity.impor import daftarkan_semua
from suite.core.identity.views import (  # noqa: F401  some only add to a blueprint
    aktivasi,
    akun,
    delegasi,
    keamanan,
    kelola,
    langkah_dua,
    masuk,
    pembaca,
    serah,
    setelan,
    siapkan,
)
from suite.core.impor import services as impor_services
from suite.core.impor import views as impor

_SELALU = {"masuk.keluar", "static", "sehat.healthz", "sehat.readyz"}
BOLEH_SEBELUM_GANTI = frozenset({"akun.sandi", *_SELALU})
BOLEH_SEBELUM_FAKTOR = frozenset(
    {"akun.keamanan", "akun.totp", "akun.tambah_kunci", "akun.pilihan_kunci", "akun.pastikan", *_SELALU}
)


def pasang(app: Flask) -> None:
    """Mount the pages, tell Flask-Login how to find who is logged in, and register menu entries."""
    app.login_manager.user_loader(sessions.muat)  # type: ignore[attr-defined]
    daftarkan_semua()
    for bp in (masuk.bp, akun.bp, kelola.bp, serah.bp, delegasi.bp, aktivasi.bp, impor.bp, siapkan.bp):
        app.register_blueprint(bp)
    daftar.pasang()
    app.before_request(_wajib_ganti_sandi)
    app.before_request(_wajib_faktor)
    app.context_processor(_pengaturan)
    menu.daftarkan(
        Butir("Saya", "Akun saya", "akun.saya", "user-circle", urut=900, awalan="akun."),
        Butir("Unit", "Plh. dan Plt.", "delegasi.papan", "users", izin="delegasi.lihat", urut=50, awalan="delegasi."),
        Butir("Admin", "Pegawai dan akun", "kelola.daftar", "user-cog", izin="akun.kelola", urut=10, awalan="kelola."),
        Butir("Admin", "Aktivasi akun", "aktivasi.papan", "key", izin="aktivasi.kelola", urut=12, awalan="aktivasi."),
        Butir(
            "Admin",
            "Impor data organisasi",
            "impor.daftar",
            "upload",
            izin=impor_services.IZIN,
            urut=14,
            awalan="impor.",
        ),
        Butir("Admin", "Serah tugas", "serah.tugas", "arrows-exchange", izin="tugas.serahkan", urut=20),
    )


def _wajib_ganti_sandi() -> ResponseReturnValue | None:
    """Who logged in with a password that somebody else knows sets an own one before anything else."""
    if g.get("actor") is None or request.endpoint in BOLEH_SEBELUM_GANTI:
        return None
    if not current_user.is_authenticated or not current_user.sandi_harus_ganti:  # a token asks for that itself
        return None
    return redirect(url_for("akun.sandi"))


def _wajib_faktor() -> ResponseReturnValue | None:
    """Who must have a second factor and whose time of grace is over adds one before anything else."""
    if g.get("actor") is None or not current_user.wajib_faktor or current_user.sandi_harus_ganti:
        return None
    return None if request.endpoint in BOLEH_SEBELUM_FAKTOR else redirect(url_for("akun.keamanan"))


def _pengaturan() -> dict[str, object]:
    """The person's display settings, for the shell: `tema`, `kerapatan`, `pintasan_huruf` (see `PengaturanForm`)."""
    dikenal = current_user.is_authenticated and g.get("actor") and not g.get("tanpa_kerangka")
    return {"pengaturan": current_user.pengaturan if dikenal else {}}
