"""Idempotency keys: a POST that is sent again under its key does nothing again and answers the same.

The answer is kept in the transaction of the act: either both stand or neither. Refusals (>= 400) are not kept, since
they leave nothing behind. An act that commits in two steps (a signature) leaves its key open meanwhile; should it die
there, the key may be tried again after `SEWA`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Response, g, request
from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from suite.core import db, keys
from suite.core.api.masuk import SEBAGAI
from suite.core.api.models import JawabanTersimpan
from suite.core.clock import now
from suite.core.db import session
from suite.core.errors import AturanDilanggar, Konflik, MasukanSalah

KEPALA = "Idempotency-Key"
KUNCI = "idempotensi"
"""The key under which answers are kept: one may hold a secret that is shown once."""
SIMPAN = timedelta(hours=24)
SEWA = timedelta(minutes=2)
"""How long an act may be under way before its key may be tried again."""


def jalankan(kunci: str, lakukan: Callable[[], Response]) -> Response:
    """The kept answer to this key, or what `lakukan` answers now, kept.

    Raises `AturanDilanggar` (422) when the key was used for something else, `Konflik` (409) while the same request is
    still being worked on.
    """
    if not 1 <= len(kunci) <= 100 or not all(" " < c <= "~" for c in kunci):
        raise MasukanSalah(f"{KEPALA} berisi 1 sampai 100 tanda ASCII tanpa spasi.", field=KEPALA)
    token_id, sidik = g.token_api.id, _sidik()
    _sendirian(token_id, kunci)
    permintaan = secrets.token_hex(16)
    _tempatkan(token_id, kunci, sidik, permintaan)
    ada = session.execute(
        select(JawabanTersimpan)
        .where(JawabanTersimpan.token_id == token_id, JawabanTersimpan.kunci == kunci)
        .execution_options(populate_existing=True)
    ).scalar_one()
    if ada.sidik != sidik:
        raise AturanDilanggar(
            f"{KEPALA} ini sudah dipakai untuk permintaan lain. Pakai kunci baru untuk permintaan baru.",
            kode="idempotensi",
            field=KEPALA,
        )
    if ada.status is not None:
        jawab = Response(keys.buka(KUNCI, ada.isi), status=ada.status, mimetype="application/json")
        jawab.headers["Idempotency-Replayed"] = "true"
        return jawab
    if ada.permintaan != permintaan:
        raise _masih_dikerjakan()
    jawab = lakukan()
    if jawab.status_code < 400:
        _simpan(ada.id, jawab)
    return jawab


def _masih_dikerjakan() -> Konflik:
    return Konflik(
        "Permintaan dengan kunci ini masih dikerjakan. Kirim lagi sebentar lagi untuk jawabannya.", kode="idempotensi"
    )


def _sendirian(token_id: int, kunci: str) -> None:
    """On PostgreSQL a duplicate is told at once; on SQLite it waited for its turn to write, and finds the answer."""
    if db.adalah_sqlite():
        return
    angka = int.from_bytes(hashlib.sha256(f"idempotensi:{token_id}:{kunci}".encode()).digest()[:8], "big", signed=True)
    if not session.execute(text("SELECT pg_try_advisory_xact_lock(:k)"), {"k": angka}).scalar_one():
        raise _masih_dikerjakan()


def _tempatkan(token_id: int, kunci: str, sidik: str, permintaan: str) -> None:
    """Put the key down for this request, unless it is there; one that is too old, or died half-way, is taken over."""
    sisip: Any = sqlite.insert if db.adalah_sqlite() else postgresql.insert
    pada = now()
    nilai = {
        "token_id": token_id,
        "kunci": kunci,
        "sidik": sidik,
        "permintaan": permintaan,
        "isi": "",
        "dibuat_pada": pada,
    }
    baru = sisip(JawabanTersimpan).values(**nilai)
    t = JawabanTersimpan
    usang = (t.dibuat_pada < pada - SIMPAN) | (t.status.is_(None) & (t.dibuat_pada < pada - SEWA))
    session.execute(
        baru.on_conflict_do_update(
            index_elements=["token_id", "kunci"],
            set_={
                "sidik": baru.excluded.sidik,
                "permintaan": baru.excluded.permintaan,
                "status": None,
                "isi": "",
                "dibuat_pada": baru.excluded.dibuat_pada,
            },
            where=usang,
        )
    )


def _simpan(id: int, jawab: Response) -> None:
    session.flush()
    session.execute(
        update(JawabanTersimpan)
        .where(JawabanTersimpan.id == id)
        .values(status=jawab.status_code, isi=keys.tutup(KUNCI, jawab.get_data()))
        .execution_options(synchronize_session=False)
    )


def _sidik() -> str:
    """HMAC-SHA-256 (hex) over what is asked, keyed because a passphrase may be in it.

    Of a multipart body the parts, since its boundary is new each time.
    """
    h = hmac.new(keys.rahasia(KUNCI), digestmod=hashlib.sha256)
    for bagian in (request.method, request.full_path, request.headers.get(SEBAGAI, "")):
        h.update(bagian.encode() + b"\0")
    if request.mimetype == "multipart/form-data":
        h.update(json.dumps(sorted(request.form.items(multi=True))).encode())
        for nama, berkas in sorted(request.files.items(multi=True), key=lambda x: x[0]):
            h.update(f"\0{nama}\0{berkas.filename}\0".encode())
            while blok := berkas.stream.read(1 << 20):
                h.update(blok)
            berkas.stream.seek(0)
    else:
        h.update(request.get_data(cache=True))
    return h.hexdigest()


def bersihkan(batas: int = 1000) -> int:
    """Delete answers older than a day; returns how many (at most `batas`)."""
    usang = (
        select(JawabanTersimpan.id)
        .where(JawabanTersimpan.dibuat_pada < now() - SIMPAN)
        .order_by(JawabanTersimpan.id)
        .limit(batas)
    )
    ids = list(session.scalars(usang))
    if ids:
        session.execute(
            delete(JawabanTersimpan).where(JawabanTersimpan.id.in_(ids)).execution_options(synchronize_session=False)
        )
    return len(ids)
