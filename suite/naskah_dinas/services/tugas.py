"""Surat tugas: its issue writes who is away on which days (a deed)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from suite.core.actor import Actor
from suite.core.db import session
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.models_tugas import TugasLuar
from suite.naskah_dinas.services import susunan

JENIS = "surat_tugas"
ISIAN = ("pelaksana", "mulai", "selesai", "tempat")


def catat_dari_surat(surat: SuratKeluar, actor: Actor) -> None:
    """The deed: on issue, every person named is on duty from the first to the last day of the letter."""
    isian: dict[str, Any] = susunan.nilai(surat)
    selesai = date.fromisoformat(isian["selesai"]) + timedelta(days=1)
    session.add_all(
        TugasLuar(
            surat_id=surat.id, pegawai_id=int(p), mulai=date.fromisoformat(isian["mulai"]), selesai=selesai,
            tempat=isian["tempat"][:300],
        )
        for p in dict.fromkeys(isian["pelaksana"])
    )  # fmt: skip
    session.flush()
