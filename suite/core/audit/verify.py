"""Proof: every chain whole, every seal true, nothing sealed missing, moved, changed or slipped in."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from sqlalchemy import select

from suite.core import db, keys
from suite.core.audit.events import AWAL, BIDANG, sidik_peristiwa
from suite.core.audit.models import AuditEvent, AuditSeal, AuditSealItem
from suite.core.audit.seal import akar_merkle, baca_berkas, sidik_segel


@dataclass
class HasilVerifikasi:
    """Counts, and each finding as (object, event id or None, what is wrong)."""

    peristiwa: int = 0
    rantai: int = 0
    segel: int = 0
    belum_disegel: int = 0
    temuan: list[tuple[str, int | None, str]] = field(default_factory=list)

    @property
    def utuh(self) -> bool:
        return not self.temuan


def verifikasi(folder: Path) -> HasilVerifikasi:
    """Check the whole audit in one pass over the events and one over the seals. Reads in batches of 5,000."""
    hasil = HasilVerifikasi()
    disegel = _periksa_segel(folder, hasil)
    _periksa_rantai(hasil, disegel)
    return hasil


def _periksa_rantai(hasil: HasilVerifikasi, disegel: dict[int, tuple[str, int, str]]) -> None:
    rantai, urut, sebelum = "", 0, AWAL
    belum = dict(disegel)
    for e in _peristiwa():
        hasil.peristiwa += 1
        if e.rantai != rantai:
            rantai, urut, sebelum = e.rantai, 0, AWAL
            hasil.rantai += 1
        if e.urut != urut + 1:
            hasil.temuan.append((e.rantai, e.id, f"urutan melompat dari {urut} ke {e.urut}: ada peristiwa yang hilang"))
        elif e.sebelum != sebelum:
            hasil.temuan.append((e.rantai, e.id, "tidak bersambung dengan peristiwa sebelumnya"))
        if sidik_peristiwa(_baris(e)) != e.sidik:
            hasil.temuan.append((e.rantai, e.id, "isi diubah: sidik tidak cocok"))
        tercatat = belum.pop(e.id, None)
        if tercatat is None:
            hasil.belum_disegel += 1
        elif tercatat != (e.rantai, e.urut, e.sidik):
            hasil.temuan.append((tercatat[0], e.id, "tidak sama dengan yang disegel (diubah atau dipindahkan)"))
        urut, sebelum = e.urut, e.sidik
    for event_id, (nama, nomor, _) in sorted(belum.items()):
        hasil.temuan.append((nama, event_id, f"peristiwa ke-{nomor} yang sudah disegel hilang"))


def _periksa_segel(folder: Path, hasil: HasilVerifikasi) -> dict[int, tuple[str, int, str]]:
    """Check the seals of the database against themselves and the file; returns event id → (chain, place, hash)."""
    kunci = keys.kunci_segel().public_key()
    luar = {c["segel"]: c for c in baca_berkas(folder)}
    sebelum = AWAL
    daun_semua: dict[int, tuple[str, int, str]] = {}
    ada: set[int] = set()
    for segel in db.session.scalars(select(AuditSeal).order_by(AuditSeal.id)):
        hasil.segel += 1
        ada.add(segel.id)
        nama = f"segel:{segel.id}"
        q = select(AuditSealItem).where(AuditSealItem.seal_id == segel.id).order_by(AuditSealItem.daun)
        daun = [(i.event_id, i.rantai, i.urut, i.sidik) for i in db.session.scalars(q)]
        if catatan := luar.get(segel.id):
            luar_daun = [tuple(d) for d in catatan["daun"]]
            if catatan["sidik"] != segel.sidik or luar_daun != daun:
                hasil.temuan.append((nama, None, "segel di basis data berbeda dari yang tersimpan di luar"))
            daun = luar_daun
        elif luar or segel.id:
            hasil.temuan.append((nama, None, "segel tidak ada dalam berkas di luar basis data"))
        if akar_merkle([d[3] for d in daun]) != segel.akar or len(daun) != segel.jumlah:
            hasil.temuan.append((nama, None, "akar segel tidak cocok dengan isinya"))
        if segel.sebelum != sebelum or sidik_segel(segel.pada, segel.jumlah, segel.akar, segel.sebelum) != segel.sidik:
            hasil.temuan.append((nama, None, "rantai segel terputus"))
        if not _sah(kunci, segel.sidik, segel.tanda_tangan):
            hasil.temuan.append((nama, None, "tanda tangan segel tidak sah"))
        daun_semua.update({d[0]: (d[1], d[2], d[3]) for d in daun})
        sebelum = segel.sidik
    for nomor, catatan in luar.items():
        if nomor not in ada:
            hasil.temuan.append((f"segel:{nomor}", None, "segel hilang dari basis data"))
            daun_semua.update({d[0]: (d[1], d[2], d[3]) for d in catatan["daun"]})
    return daun_semua


def _sah(kunci: Any, sidik: str, tanda_tangan: str) -> bool:
    try:
        kunci.verify(base64.b64decode(tanda_tangan), bytes.fromhex(sidik))
    except (InvalidSignature, ValueError):
        return False
    return True


def _peristiwa() -> Iterator[AuditEvent]:
    q = select(AuditEvent).order_by(AuditEvent.rantai, AuditEvent.urut, AuditEvent.id)
    yield from db.session.scalars(q.execution_options(yield_per=5000))


def _baris(e: AuditEvent) -> dict[str, Any]:
    return {k: getattr(e, k) for k in BIDANG}
