"""Seals: every minute the new events of all documents are bound together and signed.

A seal is the Merkle root (RFC 6962 hashing) of the events' hashes, chained to the seal before it, signed with the
suite's key and appended to a file outside the database. Whoever owns the database can then neither cut events off nor
slip one in, unless the file and the key are changed as well.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import mmap
import os
import re
from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select, text

from suite.core import db, keys
from suite.core.audit.events import AWAL, kanonik
from suite.core.audit.models import AuditEvent, AuditSeal, AuditSealItem
from suite.core.clock import now

JENDELA = 100_000
"""How far behind the newest sealed event to look for late ones (a transaction may commit after younger ids)."""


def akar_merkle(sidik: Sequence[str]) -> str:
    """Merkle tree root (hex) of event hashes (hex), hashed as in RFC 6962: leaves 0x00, nodes 0x01."""
    if not sidik:
        return hashlib.sha256(b"").hexdigest()
    lapis = [hashlib.sha256(b"\x00" + bytes.fromhex(s)).digest() for s in sidik]
    while len(lapis) > 1:
        atas = [hashlib.sha256(b"\x01" + lapis[i] + lapis[i + 1]).digest() for i in range(0, len(lapis) - 1, 2)]
        if len(lapis) % 2:
            atas.append(lapis[-1])
        lapis = atas
    return lapis[0].hex()


def sidik_segel(pada: Any, jumlah: int, akar: str, sebelum: str) -> str:
    isi = {
        "pada": pada.astimezone(UTC).isoformat(timespec="microseconds"),
        "jumlah": jumlah,
        "akar": akar,
        "sebelum": sebelum,
    }
    return hashlib.sha256(kanonik(isi)).hexdigest()


def segel(folder: Path, *, seluruhnya: bool = False) -> int:
    """Seal all events that are not sealed yet; returns how many. Must run in a writing transaction of its own.

    `seluruhnya` looks through the whole table instead of the recent window (daily, and in the demo).
    """
    s = db.session
    if s.get_bind().dialect.name == "postgresql":
        s.execute(text("SELECT pg_advisory_xact_lock(7301)"))  # one sealer at a time
    terakhir = s.scalar(select(func.max(AuditSealItem.event_id))) or 0
    batas = 0 if seluruhnya else max(0, terakhir - JENDELA)
    q = (
        select(AuditEvent.id, AuditEvent.rantai, AuditEvent.urut, AuditEvent.sidik)
        .outerjoin(AuditSealItem, AuditSealItem.event_id == AuditEvent.id)
        .where(AuditEvent.id > batas, AuditSealItem.id.is_(None))
        .order_by(AuditEvent.id)
        .limit(200_000)
    )
    baru = s.execute(q).all()
    _susulkan(folder)
    if not baru:
        return 0
    sebelum = s.scalar(select(AuditSeal.sidik).order_by(AuditSeal.id.desc()).limit(1)) or AWAL
    pada, akar = now(), akar_merkle([b.sidik for b in baru])
    sidik = sidik_segel(pada, len(baru), akar, sebelum)
    tanda_tangan = base64.b64encode(keys.kunci_segel().sign(bytes.fromhex(sidik))).decode()
    seal = AuditSeal(pada=pada, jumlah=len(baru), akar=akar, sebelum=sebelum, sidik=sidik, tanda_tangan=tanda_tangan)
    s.add(seal)
    s.flush()
    for i in range(0, len(baru), 5000):
        s.execute(
            insert(AuditSealItem),
            [
                {
                    "seal_id": seal.id,
                    "daun": i + n,
                    "event_id": b.id,
                    "rantai": b.rantai,
                    "urut": b.urut,
                    "sidik": b.sidik,
                }
                for n, b in enumerate(baru[i : i + 5000])
            ],
        )
    catatan = _catatan(seal, [[b.id, b.rantai, b.urut, b.sidik] for b in baru])
    # After the commit: a line in the file without a seal in the database would accuse an honest database.
    db.setelah_selesai(lambda: _tambah_baris(folder, catatan))
    return len(baru)


def _susulkan(folder: Path) -> None:
    """Write to the file the seals that a power cut kept from it (committed, signed, not yet written out).

    The file holds the seals in order, so only those after its last line can be missing; a line torn by the cut is
    taken off first, and its seal written again.
    """
    terakhir = _rapikan_ekor(berkas_segel(folder))
    for seal in db.session.scalars(select(AuditSeal).where(AuditSeal.id > terakhir).order_by(AuditSeal.id)):
        _tambah_baris(folder, _catatan_tersimpan(seal))


def _catatan_tersimpan(seal: AuditSeal) -> dict[str, Any]:
    q = select(AuditSealItem).where(AuditSealItem.seal_id == seal.id).order_by(AuditSealItem.daun)
    return _catatan(seal, [[i.event_id, i.rantai, i.urut, i.sidik] for i in db.session.scalars(q)])


def baris_segel(setelah: int, sampai: int) -> Iterator[bytes]:
    """Lines of the seal file made from the database, for the seals with `setelah` < number <= `sampai` (a backup)."""
    q = select(AuditSeal).where(AuditSeal.id > setelah, AuditSeal.id <= sampai).order_by(AuditSeal.id)
    for seal in db.session.scalars(q):
        yield (_baris(_catatan_tersimpan(seal))).encode()


def _rapikan_ekor(berkas: Path) -> int:
    """Number of the last whole seal in the file (0: none); cuts off a line that was not written to its end.

    Raises `ValueError` for a last line that is no seal: the file was changed, and sealing must not paper over it.
    """
    if not berkas.exists() or not berkas.stat().st_size:
        return 0
    with open(berkas, "r+b") as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        with mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as isi:
            panjang, utuh = len(isi), isi.rfind(b"\n") + 1
            awal = isi.rfind(b"\n", 0, max(utuh - 1, 0)) + 1
            kepala = isi[awal : min(utuh, awal + 40)]
        if utuh != panjang:
            f.truncate(utuh)
    if not utuh:
        return 0
    if (cocok := re.match(rb'{"segel":(\d+),', kepala)) is None:
        raise ValueError(f"{berkas.name}: the last line is no seal")
    return int(cocok[1])


def _catatan(seal: AuditSeal, daun: list[list[Any]]) -> dict[str, Any]:
    return {
        "segel": seal.id,
        "pada": seal.pada.astimezone(UTC).isoformat(timespec="microseconds"),
        "jumlah": seal.jumlah,
        "akar": seal.akar,
        "sebelum": seal.sebelum,
        "sidik": seal.sidik,
        "tanda_tangan": seal.tanda_tangan,
        "daun": daun,
    }


def berkas_segel(folder: Path) -> Path:
    return folder / "segel" / "audit.jsonl"


def _baris(catatan: dict[str, Any]) -> str:
    return json.dumps(catatan, separators=(",", ":")) + "\n"


def _tambah_baris(folder: Path, catatan: dict[str, Any]) -> None:
    berkas = berkas_segel(folder)
    berkas.parent.mkdir(parents=True, exist_ok=True)
    with open(berkas, "a", encoding="utf-8") as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        f.write(_baris(catatan))
        f.flush()
        os.fsync(f.fileno())


def baca_berkas(folder: Path) -> list[dict[str, Any]]:
    """The seals as written outside the database, in order; a line torn by a power cut does not count."""
    berkas = berkas_segel(folder)
    if not berkas.exists():
        return []
    with open(berkas, encoding="utf-8") as f:
        return [json.loads(baris) for baris in f if baris.endswith("\n") and baris.strip()]
