"""Records every change of a business table, without the services having to think of it.

Changes are gathered at each flush and written as one event per document just before the commit, in the same
transaction. A model tells its chain by `__rantai__(self) -> str` (a letter's recipients belong to the letter's chain),
opts out by `__audit__ = False`, and marks columns by `info={"audit": "hash" | "lewati"}`: of bodies, NIK and the like only
a keyed hash is kept, so that destruction and privacy stay possible.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, event, func, insert, inspect, select, text
from sqlalchemy.orm import Session, SessionTransaction

from suite.core import db, keys
from suite.core.actor import SISTEM, Actor, PenugasanAktif
from suite.core.audit.models import AuditEvent, LogBaca
from suite.core.clock import now
from suite.core.web.halaman import Kursor
from suite.core.web.urutan import berurut

AWAL = "0" * 64
"""What the first event of a chain stands on."""


def atas_nama(actor: Actor) -> None:
    """Say who acts in the running transaction (set once, where the transaction is opened)."""
    db.session.info["audit_actor"] = actor


def sebut(aksi: str, dok: Any, actor: Actor, sebagai: PenugasanAktif | None = None) -> None:
    """Name the act that changes this document ('surat_keluar.paraf'), and as what it is done."""
    db.session.info.setdefault("audit_aksi", {})[_rantai(dok)] = (aksi, actor, sebagai)
    db.session.info.setdefault("audit_ubah", []).append((_rantai(dok), {"aksi": aksi}))


def catat(rantai: str, aksi: str, perubahan: dict[str, Any], actor: Actor | None = None) -> None:
    """Record something that the session does not see: a set-based statement, a refused login, an export."""
    if actor is not None:
        db.session.info.setdefault("audit_aksi", {})[rantai] = (aksi, actor, None)
    db.session.info.setdefault("audit_ubah", []).append((rantai, {"aksi": aksi, **perubahan}))


def catat_baca(actor: Actor, jenis: str, objek_id: int, uraian: str) -> None:
    """Log a reading of sensitive data. Written in a transaction of its own once the reading one is over."""
    baris = {
        "jenis": jenis,
        "objek_id": objek_id,
        "uraian": uraian,
        "account_id": actor.account_id,
        "pegawai_id": actor.pegawai_id,
        "nama": actor.pelaku,
        "sebagai": actor.sebutan[:260],
        "ip": actor.ip,
        "request_id": actor.request_id,
        "pada": now(),
    }

    def tulis() -> None:
        with db.transaksi() as s:
            s.execute(insert(LogBaca).values(**baris))

    db.setelah_selesai(tulis)


def pembaca(
    jenis: str, objek_id: int, *, kata: str = "", kursor: Kursor | None = None, batas: int = 26, urut: str = ""
) -> Sequence[LogBaca]:
    """Who read this, newest first or in the order `urut` ("kapan", "-kapan"), narrowed by words of who and what. Keyset."""
    q = select(LogBaca).where(LogBaca.jenis == jenis, LogBaca.objek_id == objek_id)
    for k in kata.split()[:6]:
        q = q.where(db.memuat(k, LogBaca.nama, LogBaca.sebagai, LogBaca.uraian))
    return db.session.scalars(berurut(q, LogBaca.id, kursor, urut, {"kapan": LogBaca.id}).limit(batas)).all()


def peristiwa(
    *, kata: str = "", rantai: str = "", kursor: Kursor | None = None, batas: int = 26, urut: str = ""
) -> Sequence[AuditEvent]:
    """Events of all documents, newest first or in the order `urut` ("pada", "-pada"), for an auditor. `rantai` is one
    document's chain; words are looked for in who and what. Keyset."""
    q = select(AuditEvent)
    if rantai:
        q = q.where(AuditEvent.rantai == rantai)
    for k in kata.split()[:6]:
        q = q.where(db.memuat(k, AuditEvent.pelaku, AuditEvent.sebagai, AuditEvent.aksi))
    return db.session.scalars(berurut(q, AuditEvent.id, kursor, urut, {"pada": AuditEvent.id}).limit(batas)).all()


def riwayat_dokumen(rantai: str, batas: int = 200) -> Sequence[AuditEvent]:
    """The events of one document, newest first, for who may see the document."""
    q = select(AuditEvent).where(AuditEvent.rantai == rantai).order_by(AuditEvent.urut.desc()).limit(batas)
    return db.session.scalars(q).all()


# Hashing -----------------------------------------------------------------------------------------------------------


def kanonik(nilai: Any) -> bytes:
    return json.dumps(nilai, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sidik_peristiwa(baris: dict[str, Any]) -> str:
    """SHA-256 (hex) over everything the event says, its place in the chain and the hash before it."""
    isi = {k: baris[k] for k in BIDANG if k != "pada"}
    isi["pada"] = baris["pada"].astimezone(db.UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(kanonik(isi)).hexdigest()


BIDANG = (
    "rantai", "urut", "aksi", "account_id", "pelaku", "sebagai", "ip", "request_id", "pada", "perubahan", "sebelum",
)  # fmt: skip


def baris_massal(
    rantai: str,
    aksi: str,
    perubahan: list[dict[str, Any]],
    *,
    actor: Actor = SISTEM,
    pada: datetime | None = None,
    urut: int = 1,
    sebelum: str = AWAL,
) -> dict[str, Any]:
    """An event row for set-based writing (first of its chain unless told otherwise): see `tulis_massal`."""
    baris = {
        "rantai": rantai,
        "urut": urut,
        "aksi": aksi,
        "account_id": actor.account_id,
        "pelaku": actor.pelaku,
        "sebagai": actor.sebagai.sebutan if actor.sebagai else "",
        "ip": actor.ip,
        "request_id": actor.request_id,
        "pada": pada or now(),
        "perubahan": perubahan,
        "sebelum": sebelum,
    }
    baris["sidik"] = sidik_peristiwa(baris)
    return baris


def tulis_massal(baris: Iterable[dict[str, Any]]) -> None:
    """Insert many event rows in one statement (imports)."""
    semua = list(baris)
    for i in range(0, len(semua), 5000):
        db.session.execute(insert(AuditEvent), semua[i : i + 5000])


# Gathering ---------------------------------------------------------------------------------------------------------


def pasang() -> None:
    """Hook the recorder to every session (once a process)."""
    if not event.contains(Session, "after_flush", _kumpulkan):
        event.listen(Session, "after_flush", _kumpulkan)
        event.listen(Session, "before_commit", _tulis)
        event.listen(Session, "after_transaction_create", _tandai)
        event.listen(Session, "after_soft_rollback", _buang)


def _kumpulkan(session: Session, _context: Any) -> None:
    daftar = session.info.setdefault("audit_ubah", [])
    for obj in session.new:
        if getattr(obj, "__audit__", True):
            daftar.append(
                (_rantai(obj), {"tabel": obj.__tablename__, "id": _id(obj), "op": "buat", "sesudah": _nilai(obj)})
            )
    for obj in session.dirty:
        if getattr(obj, "__audit__", True) and (beda := _beda(obj)):
            daftar.append((_rantai(obj), {"tabel": obj.__tablename__, "id": _id(obj), "op": "ubah", **beda}))
    for obj in session.deleted:
        if getattr(obj, "__audit__", True):
            daftar.append(
                (_rantai(obj), {"tabel": obj.__tablename__, "id": _id(obj), "op": "hapus", "sebelum": _nilai(obj)})
            )


def _tulis(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    daftar = session.info.pop("audit_ubah", [])
    sebutan = session.info.pop("audit_aksi", {})
    if not daftar:
        return
    umum: Actor = session.info.get("audit_actor", SISTEM)
    per_rantai: dict[str, list[dict[str, Any]]] = {}
    for rantai, ubah in daftar:
        per_rantai.setdefault(rantai, []).append(ubah)
    akhir = ujung(session, sorted(per_rantai))
    baris = []
    for rantai, ubah in per_rantai.items():
        aksi, actor, sebagai = sebutan.get(rantai) or (_aksi_umum(ubah), umum, None)
        sebagai = sebagai or actor.sebagai
        urut, sebelum = akhir.get(rantai, (0, AWAL))
        satu = {
            "rantai": rantai,
            "urut": urut + 1,
            "aksi": aksi,
            "account_id": actor.account_id,
            "pelaku": actor.pelaku,
            "sebagai": sebagai.sebutan if sebagai else "",
            "ip": actor.ip,
            "request_id": actor.request_id,
            "pada": now(),
            "perubahan": [u for u in ubah if set(u) != {"aksi"}],
            "sebelum": sebelum,
        }
        satu["sidik"] = sidik_peristiwa(satu)
        baris.append(satu)
    session.execute(insert(AuditEvent), baris)


def ujung(session: Session, rantai: list[str]) -> dict[str, tuple[int, str]]:
    """The last place and hash of each chain; on PostgreSQL the chains are locked first, in one order."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text("SELECT pg_advisory_xact_lock(h) FROM unnest(CAST(:r AS bigint[])) AS h"),
            {"r": sorted({_angka_kunci(r) for r in rantai})},
        )
    hasil: dict[str, tuple[int, str]] = {}
    for i in range(0, len(rantai), 500):
        ujung = session.execute(_q_ujung(), {"rantai": rantai[i : i + 500]})
        hasil.update({r: (u, s) for r, u, s in ujung})
    return hasil


@cache
def _q_ujung() -> Select[str, int, str]:
    """Built once: every writing transaction asks it."""
    puncak = (
        select(AuditEvent.rantai, func.max(AuditEvent.urut).label("urut"))
        .where(AuditEvent.rantai.in_(bindparam("rantai", expanding=True)))
        .group_by(AuditEvent.rantai)
        .subquery()
    )
    return select(AuditEvent.rantai, AuditEvent.urut, AuditEvent.sidik).join(
        puncak, (AuditEvent.rantai == puncak.c.rantai) & (AuditEvent.urut == puncak.c.urut)
    )


def _angka_kunci(rantai: str) -> int:
    return int.from_bytes(hashlib.sha256(rantai.encode()).digest()[:8], "big", signed=True)


def _aksi_umum(ubah: list[dict[str, Any]]) -> str:
    u = next((u for u in ubah if "aksi" in u), ubah[0])
    return u["aksi"] if "aksi" in u else f"{u['tabel']}.{u['op']}"


def _tandai(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.info.setdefault("audit_tanda", {})[id(transaction)] = len(session.info.get("audit_ubah", []))


def _buang(session: Session, previous: SessionTransaction) -> None:
    if previous.nested:
        tanda = session.info.get("audit_tanda", {}).pop(id(previous), None)
        if tanda is not None:
            del session.info.setdefault("audit_ubah", [])[tanda:]
    elif previous.parent is None:
        for k in ("audit_ubah", "audit_aksi", "audit_tanda"):
            session.info.pop(k, None)


def _rantai(obj: Any) -> str:
    fungsi = getattr(obj, "__rantai__", None)
    return fungsi() if fungsi else f"{obj.__tablename__}:{_id(obj)}"


def _id(obj: Any) -> Any:
    identitas = inspect(obj).identity or inspect(obj).mapper.primary_key_from_instance(obj)
    return identitas[0] if len(identitas) == 1 else list(identitas)


def _kolom(obj: Any) -> Iterable[tuple[str, str]]:
    for prop in inspect(obj).mapper.column_attrs:
        cara = prop.columns[0].info.get("audit", "")
        if cara != "lewati":
            yield prop.key, cara


def _nilai(obj: Any) -> dict[str, Any]:
    keadaan = inspect(obj).dict
    hasil = {k: tersandi(keadaan[k], cara) for k, cara in _kolom(obj) if keadaan.get(k) not in (None, "")}
    hasil.pop("id", None)
    return hasil


def _beda(obj: Any) -> dict[str, Any]:
    sebelum, sesudah = {}, {}
    for k, cara in _kolom(obj):
        h = inspect(obj).attrs[k].history
        if h.has_changes() and k != "versi":
            sebelum[k] = tersandi(h.deleted[0] if h.deleted else None, cara)
            sesudah[k] = tersandi(h.added[0] if h.added else None, cara)
    return {"sebelum": sebelum, "sesudah": sesudah} if sesudah else {}


def tersandi(nilai: Any, cara: str) -> Any:
    """A column's value as the audit keeps it: plain data, or a keyed hash where `cara` says so."""
    if nilai is None:
        return None
    if cara == "hash":
        return "hmac:" + sidik_rahasia(nilai)
    if isinstance(nilai, datetime):
        return nilai.astimezone(db.UTC).isoformat()
    if isinstance(nilai, date):
        return nilai.isoformat()
    if isinstance(nilai, (str, int, bool, float, list, dict)):
        return nilai
    return str(nilai)


def sidik_rahasia(nilai: Any) -> str:
    """Keyed hash (HMAC-SHA-256, hex) of a value that must not stand in the audit itself."""
    isi = nilai.encode() if isinstance(nilai, str) else kanonik(nilai)
    return hmac.new(keys.rahasia("audit_hmac"), isi, hashlib.sha256).hexdigest()
