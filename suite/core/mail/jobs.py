"""Sending, and throwing away what was sent long ago."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from sqlalchemy import delete, select

from suite.core.clock import now
from suite.core.db import session
from suite.core.jobs.kinds import Langkah, berkala
from suite.core.kota import profil
from suite.core.mail.models import SuratElektronik
from suite.core.mail.services import kirim_antrean

SIMPAN = timedelta(days=90)
SEKALI_HAPUS = 1000


def pasang() -> None:
    """Importing this module registers its work; the call keeps the import visible."""


@berkala("mail.kirim", setiap=20, uraian="Mengirim surel")
def kirim(langkah: Langkah) -> dict[str, Any] | None:
    sudah, gagal = langkah.kursor or (0, 0)
    terkirim, luput, masih = kirim_antrean(profil().nama)
    sudah, gagal = sudah + terkirim, gagal + luput
    if masih:
        langkah.kemajuan(sudah + gagal, sudah + gagal + 1, "Mengirim surel")
        return langkah.lanjut((sudah, gagal))
    return {"terkirim": sudah, "gagal": gagal}


@berkala("mail.bersih", harian=time(2, 15), uraian="Membuang catatan surel yang lama")
def bersih(langkah: Langkah) -> dict[str, Any] | None:
    q = select(SuratElektronik.id).where(
        SuratElektronik.keadaan.in_(("terkirim", "gagal")), SuratElektronik.selesai_pada < now() - SIMPAN
    )
    usang = list(session.scalars(q.limit(SEKALI_HAPUS)))
    if usang:
        session.execute(delete(SuratElektronik).where(SuratElektronik.id.in_(usang)))
        sudah = int(langkah.kursor or 0) + len(usang)
        langkah.kemajuan(sudah, sudah + 1)
        return langkah.lanjut(sudah)
    return {"dibuang": int(langkah.kursor or 0)}
