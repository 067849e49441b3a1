"""The archive classification that ships with the suite, for a city that has none yet."""

from __future__ import annotations

from pathlib import Path

from suite.core.actor import Actor
from suite.core.clock import today
from suite.core.daftar_kode import services as daftar_kode
from suite.core.daftar_kode.queries import versi_pada

BERKAS = Path(__file__).parents[1] / "data" / "klasifikasi.csv"


def tersedia() -> bool:
    """A classification is in force today."""
    return versi_pada("klasifikasi", today()) is not None


def impor_bawaan(actor: Actor) -> int:
    """Bring in the shipped list unless one is in force; returns how many codes hold then."""
    ada = versi_pada("klasifikasi", today())
    if ada is not None:
        return ada.banyak
    return daftar_kode.impor(actor, "klasifikasi", BERKAS.read_bytes()).versi.banyak
