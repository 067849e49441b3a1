"""What the system does by itself: seal the audit, escalate what is overdue, throw away what nobody needs."""

from __future__ import annotations

from datetime import time, timedelta
from functools import partial
from typing import Any

from sqlalchemy import delete, func, select

from suite.core import ratelimit
from suite.core.api import idempotensi
from suite.core.audit.seal import segel
from suite.core.clock import now
from suite.core.db import session, setelah_selesai
from suite.core.drafts import UMUR_HARI, Draf
from suite.core.files.models import StoredFile
from suite.core.files.services import buang_bita
from suite.core.files.store import gudang
from suite.core.identity.models import PercobaanMasuk, SesiMasuk
from suite.core.jobs.kinds import Langkah, berkala
from suite.core.jobs.models import Job
from suite.core.workflow import inbox

SIMPAN_SESI = timedelta(days=30)
SIMPAN_PERCOBAAN = timedelta(days=1)
SIMPAN_BERKALA = timedelta(days=1)
SIMPAN_PEKERJAAN = timedelta(days=365)
SEKALI_HAPUS = 1000
SIMPAN_SISA_MUSNAH = timedelta(days=30)


def pasang() -> None:
    """Importing this module registers its work; the call keeps the import visible."""


@berkala("segel_audit", setiap=60, uraian="Menyegel catatan audit")
def segel_audit(langkah: Langkah) -> dict[str, Any]:
    return {"disegel": segel(langkah.config.var)}


@berkala("segel_audit_penuh", harian=time(1, 30), uraian="Menyegel catatan audit yang tertinggal")
def segel_audit_penuh(langkah: Langkah) -> dict[str, Any]:
    return {"disegel": segel(langkah.config.var, seluruhnya=True)}


@berkala("eskalasi", setiap=300, uraian="Mengingatkan tugas yang lewat tenggat")
def eskalasi(langkah: Langkah) -> dict[str, Any] | None:
    sudah = int(langkah.kursor or 0) + (n := inbox.eskalasi(batas=100))
    if n == 100:
        langkah.kemajuan(sudah, sudah + 1, "Mengingatkan tugas yang lewat tenggat")
        return langkah.lanjut(sudah)
    return {"diingatkan": sudah}


@berkala("bersih_bersih", harian=time(2, 0), uraian="Membuang sesi, draf, dan catatan pekerjaan yang usang")
def bersih_bersih(langkah: Langkah) -> dict[str, Any] | None:
    """A thousand rows of each a step, until nothing is left."""
    pada = now()
    usang = (
        (SesiMasuk, SesiMasuk.terakhir_pada < pada - SIMPAN_SESI),
        (PercobaanMasuk, PercobaanMasuk.terakhir_pada < pada - SIMPAN_PERCOBAAN),
        (Draf, Draf.disimpan_pada < pada - timedelta(days=UMUR_HARI)),
        (Job, (Job.selesai_pada < pada - SIMPAN_BERKALA) & Job.kunci.startswith("jadwal:")),
        (Job, Job.selesai_pada < pada - SIMPAN_PEKERJAAN),
    )
    dibuang = 0
    for model, syarat in usang:
        calon = select(model.id).where(syarat).order_by(model.id).limit(SEKALI_HAPUS)
        ada = list(session.scalars(calon))
        if ada:
            session.execute(delete(model).where(model.id.in_(ada)).execution_options(synchronize_session=False))
        dibuang += len(ada)
    ratelimit.bersihkan()
    dibuang += idempotensi.bersihkan(SEKALI_HAPUS)
    sudah = int(langkah.kursor or 0) + dibuang
    if dibuang:
        langkah.kemajuan(sudah, sudah + 1, "Membuang yang usang")
        return langkah.lanjut(sudah)
    return {"dibuang": sudah, "tersisa": session.scalar(select(func.count()).select_from(Job)) or 0}


@berkala("buang_sisa_musnah", harian=time(2, 30), uraian="Membuang sisa berkas arsip yang dimusnahkan")
def buang_sisa_musnah(langkah: Langkah) -> dict[str, Any]:
    """The bytes go right after the destruction has committed; this finds those that a power cut left behind."""
    q = select(StoredFile.sidik).where(StoredFile.dimusnahkan_pada >= now() - SIMPAN_SISA_MUSNAH).distinct()
    sisa = [x for x in session.scalars(q.order_by(StoredFile.sidik)) if gudang().ada(x)][:SEKALI_HAPUS]
    for sidik in sisa:
        setelah_selesai(partial(buang_bita, sidik))
    return {"dibuang": len(sisa)}
