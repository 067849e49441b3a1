"""Who is on duty away from the office, as their surat tugas say."""

from __future__ import annotations

from flask import Blueprint

from suite.core.daftar import tampilkan
from suite.core.http import menu as menu_suite
from suite.core.policy import izin
from suite.naskah_dinas.daftar_tugas import TUGAS_LUAR

bp = Blueprint("tugas_luar", __name__, url_prefix="/tugas-luar")


def menu() -> None:
    menu_suite.daftarkan(
        menu_suite.Butir(
            "Unit", "Tugas di luar", "tugas_luar.daftar", "briefcase", izin="tugas_luar.daftar", urut=20,
            awalan="tugas_luar.",
        )
    )  # fmt: skip


@bp.get("")
@izin("tugas_luar.daftar")
def daftar():
    return tampilkan(TUGAS_LUAR)
