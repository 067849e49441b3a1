"""Naskah dinas: official letters from draft to archive.

A letter is drafted, initialled, signed and numbered in one act, delivered to the agendas of its addressees, disposed of
down the tree, followed up and filed. Every service issues its letters, SK and payment orders through this room; what the
issue of a kind *does* is registered as a deed (`suite deeds`).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def muat_model() -> None:
    """Import the tables of this room."""
    importlib.import_module("suite.naskah_dinas.models")
    importlib.import_module("suite.naskah_dinas.models_penyusutan")
    importlib.import_module("suite.naskah_dinas.models_massal")
    importlib.import_module("suite.naskah_dinas.models_sisipan")
    importlib.import_module("suite.naskah_dinas.models_tugas")
    importlib.import_module("suite.naskah_dinas.models_contoh")
    importlib.import_module("suite.naskah_dinas.models_surel")
    importlib.import_module("suite.naskah_dinas.models_saran")
    importlib.import_module("suite.naskah_dinas.models_luar")


def pasang(app: Flask) -> None:
    """Mount pages, workflows, permissions, menu, search and the deeds of this room."""
    from suite.core import deeds
    from suite.naskah_dinas import (
        api,
        daftar,
        daftar_berkas,
        daftar_penyusutan,
        daftar_tugas,
        komentar,
        policy,
        views,
        workflow,
    )
    from suite.naskah_dinas.rules.jenis import pasang_lapisan
    from suite.naskah_dinas.services import jenis, penunjukan, tugas

    pasang_lapisan(jenis.milik_kota)
    policy.pasang()
    workflow.pasang()
    deeds.daftarkan(
        "surat_perintah_plh_plt",
        "menugaskan Plh. atau Plt. pada jabatan, dari tanggal sampai tanggal dalam surat",
        penunjukan.tugaskan_dari_surat,
    )
    deeds.daftarkan(
        tugas.JENIS, "mencatat siapa bertugas di luar, di mana, dan pada tanggal berapa", tugas.catat_dari_surat,
        isian=tugas.ISIAN, mengikuti_surat=True,
    )  # fmt: skip
    daftar.pasang()
    daftar_berkas.pasang()
    daftar_penyusutan.pasang()
    daftar_tugas.pasang()
    komentar.pasang()
    views.pasang(app)
    api.pasang()
