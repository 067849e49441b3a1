"""Writing the search index. The only writer of `indeks_cari`; runs in the caller's transaction."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select, text, update

from suite.core.akses import AksesDokumen
from suite.core.clock import now
from suite.core.db import adalah_sqlite, session
from suite.core.search.models import IndeksCari
from suite.core.search.words import token_jenis, token_kunci, vektor

JUDUL_TERPANJANG = 500
TEKS_TERPANJANG = 20_000
"""Characters of a body that are searched: about seven pages."""
SEKALI = 1000
_AWAL = datetime(2000, 1, 1, tzinfo=UTC)
_BIT_TEMPAT = 20


@dataclass(frozen=True)
class Entri:
    """One document for `indeks_massal`. `kunci_tambahan` are metadata words besides the title (number, sender)."""

    jenis: str
    objek_id: int
    judul: str
    teks: str = ""
    kunci_tambahan: str = ""
    waktu: datetime | None = None


def indeks(
    jenis: str, objek_id: int, *, judul: str, teks: str = "", kunci_tambahan: str = "", waktu: datetime | None = None
) -> None:
    """Let the document be found by these words; calling it again replaces them.

    `judul` (500 characters) and `kunci_tambahan` are metadata, which an auditor may search in every document; `teks`
    (20,000) only who may open it. `waktu` orders the results. Call it after the access keys are set.
    """
    indeks_massal([Entri(jenis, objek_id, judul, teks, kunci_tambahan, waktu)])


def indeks_massal(baris: Iterable[Entri]) -> int:
    """`indeks` for many documents, set-based; returns how many. Entries of one document: the last one counts."""
    semua = list({(b.jenis, b.objek_id): b for b in baris}.values())
    session.flush()
    for i in range(0, len(semua), SEKALI):
        _tulis(semua[i : i + SEKALI])
    return len(semua)


def hapus(jenis: str, objek_id: int) -> None:
    """The document is not to be found any more."""
    session.flush()
    session.execute(delete(IndeksCari).where(IndeksCari.jenis == jenis, IndeksCari.objek_id == objek_id))


def buang_teks(jenis: str, objek_ids: Iterable[int]) -> None:
    """The bodies of these documents are to be found no more; title and metadata stay."""
    ids = sorted(set(objek_ids))
    session.flush()
    for i in range(0, len(ids), SEKALI):
        q = select(IndeksCari).where(IndeksCari.jenis == jenis, IndeksCari.objek_id.in_(ids[i : i + SEKALI]))
        ada = session.scalars(q.execution_options(populate_existing=True)).all()
        for e in ada:
            session.expunge(e)
        _perbarui([{**_nilai_lama(e), "teks": ""} for e in ada if e.teks])


def segarkan_kunci(jenis: str, objek_ids: int | Iterable[int]) -> None:
    """Take over the documents' access keys after they changed (`akses` calls it; bulk writers of keys must)."""
    ids = [objek_ids] if isinstance(objek_ids, int) else sorted(set(objek_ids))
    session.flush()
    for i in range(0, len(ids), SEKALI):
        potong = ids[i : i + SEKALI]
        q = select(IndeksCari).where(IndeksCari.jenis == jenis, IndeksCari.objek_id.in_(potong))
        ada = session.scalars(q.execution_options(populate_existing=True)).all()
        kunci = _kunci([(jenis, o) for o in potong])
        ubah = [(e, baru) for e in ada if (baru := kunci[(jenis, e.objek_id)]) != e.kunci]
        for e, _ in ubah:
            session.expunge(e)
        _perbarui([{**_nilai_lama(e), "kunci": baru} for e, baru in ubah])


def susun_ulang() -> int:
    """Build the word index anew from `indeks_cari` and the present keys (after a restore); returns how many rows."""
    n = 0
    for jenis in session.scalars(select(IndeksCari.jenis).distinct()).all():
        ids = session.scalars(select(IndeksCari.objek_id).where(IndeksCari.jenis == jenis)).all()
        segarkan_kunci(jenis, ids)
        n += len(ids)
    if adalah_sqlite():
        session.execute(text("INSERT INTO cari_fts (cari_fts) VALUES ('rebuild')"))
    return n


def urutan(jenis: str, objek_id: int, waktu: datetime) -> int:
    """Where the document stands: minutes since 2000, then a place of its own within the minute."""
    return tempat_waktu(waktu) | ((objek_id * 8 + zlib.crc32(jenis.encode())) % (1 << _BIT_TEMPAT))


def tempat_waktu(waktu: datetime) -> int:
    """The first place of a minute: documents of that minute and later stand at or after it."""
    return max(int((waktu - _AWAL).total_seconds()) // 60, 0) << _BIT_TEMPAT


def _tulis(baris: Sequence[Entri]) -> None:
    pasangan = [(b.jenis, b.objek_id) for b in baris]
    kunci = _kunci(pasangan)
    lama = {
        (j, o): (i, w)
        for i, j, o, w in session.execute(
            select(IndeksCari.id, IndeksCari.jenis, IndeksCari.objek_id, IndeksCari.waktu).where(
                _salah_satu(IndeksCari, pasangan)
            )
        )
    }
    isi = [_nilai(b, kunci[(b.jenis, b.objek_id)], lama.get((b.jenis, b.objek_id))) for b in baris]
    tetap = [n for n in isi if lama.get((n["jenis"], n["objek_id"]), (None,))[0] == n["id"]]
    pindah = [n for n in isi if n not in tetap] if len(tetap) < len(isi) else []
    if buang := [lama[k][0] for n in pindah if (k := (n["jenis"], n["objek_id"])) in lama]:
        session.execute(delete(IndeksCari).where(IndeksCari.id.in_(buang)))
    _perbarui(tetap)
    _sisipkan(pindah)


def _nilai(b: Entri, kunci: str, lama: tuple[int, datetime] | None) -> dict[str, Any]:
    waktu = b.waktu or (lama[1] if lama else now())
    tempat = urutan(b.jenis, b.objek_id, waktu)
    if lama is not None and lama[0] >> _BIT_TEMPAT == tempat >> _BIT_TEMPAT:
        tempat = lama[0]  # the same minute: it stays where it is
    return {
        "id": tempat,
        "jenis": b.jenis,
        "objek_id": b.objek_id,
        "judul": b.judul.replace("\x00", " ")[:JUDUL_TERPANJANG],
        "tambahan": b.kunci_tambahan.replace("\x00", " ")[:JUDUL_TERPANJANG],
        "teks": b.teks.replace("\x00", " ")[:TEKS_TERPANJANG],
        "kunci": kunci,
        "waktu": waktu,
    }


def _nilai_lama(e: IndeksCari) -> dict[str, Any]:
    return {k: getattr(e, k) for k in ("id", "jenis", "objek_id", "judul", "tambahan", "teks", "kunci", "waktu")}


def _salah_satu(model: Any, pasangan: Sequence[tuple[str, int]]) -> ColumnElement[bool]:
    """The row belongs to one of these documents. Kind by kind: for a row value (`(jenis, objek_id) IN ...`) SQLite uses
    the index by kind only and reads every row of it."""
    ids: dict[str, list[int]] = {}
    for jenis, objek_id in pasangan:
        ids.setdefault(jenis, []).append(objek_id)
    return or_(*(and_(model.jenis == jenis, model.objek_id.in_(semua)) for jenis, semua in ids.items()))


def _kunci(pasangan: Sequence[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Kind and access keys of documents as tokens of the index."""
    q = select(AksesDokumen.jenis, AksesDokumen.objek_id, AksesDokumen.kunci).where(_salah_satu(AksesDokumen, pasangan))
    hasil = {(jenis, objek_id): [token_jenis(jenis)] for jenis, objek_id in pasangan}
    for jenis, objek_id, kunci in session.execute(q):
        hasil[(jenis, objek_id)].append(token_kunci(kunci))
    return {k: " ".join(sorted(v)) for k, v in hasil.items()}


def _sisipkan(baris: list[dict[str, Any]]) -> None:
    if not baris:
        return
    _beri_tempat(baris)
    if adalah_sqlite():
        baris.sort(key=lambda n: n["id"])  # FTS5 writes its segments in order of rowid
        session.execute(insert(IndeksCari), baris)
        return
    session.execute(_SISIP, _lajur(baris))


def _perbarui(baris: list[dict[str, Any]]) -> None:
    if not baris:
        return
    if adalah_sqlite():
        for n in baris:
            q = update(IndeksCari).where(IndeksCari.id == n["id"]).values({k: v for k, v in n.items() if k != "id"})
            session.execute(q.execution_options(synchronize_session=False))
        return
    session.execute(_UBAH, _lajur(baris))


_SUMBER = (
    "unnest(CAST(:id AS bigint[]), CAST(:jenis AS text[]), CAST(:objek_id AS bigint[]), CAST(:judul AS text[]), "
    "CAST(:tambahan AS text[]), CAST(:teks AS text[]), CAST(:kunci AS text[]), CAST(:waktu AS timestamptz[]), "
    "CAST(:kata AS text[])) AS b (id, jenis, objek_id, judul, tambahan, teks, kunci, waktu, kata)"
)
_SISIP = text(
    "INSERT INTO indeks_cari (id, jenis, objek_id, judul, tambahan, teks, kunci, waktu, kata) "  # noqa: S608  (names are our own)
    f"SELECT id, jenis, objek_id, judul, tambahan, teks, kunci, waktu, CAST(kata AS tsvector) FROM {_SUMBER}"
)
_UBAH = text(
    "UPDATE indeks_cari AS i SET judul = b.judul, tambahan = b.tambahan, teks = b.teks, kunci = b.kunci, "  # noqa: S608  (names are our own)
    f"waktu = b.waktu, kata = CAST(b.kata AS tsvector) FROM {_SUMBER} WHERE i.id = b.id"
)
"""PostgreSQL takes a thousand rows as columns of one statement."""


def _lajur(baris: list[dict[str, Any]]) -> dict[str, list[Any]]:
    kata = [vektor(n["judul"], n["tambahan"], n["teks"], n["kunci"]) for n in baris]
    return {k: [n[k] for n in baris] for k in baris[0]} | {"kata": kata}


def _beri_tempat(baris: list[dict[str, Any]]) -> None:
    """Give each row a place that is free: another document of the same minute may hold it (hardly ever)."""
    ambil = {n["id"] for n in baris}
    terpakai = set(session.scalars(select(IndeksCari.id).where(IndeksCari.id.in_(ambil))))
    for n in baris:
        while n["id"] in terpakai:
            n["id"] += 1
            if n["id"] not in terpakai and session.get(IndeksCari, n["id"]) is not None:
                terpakai.add(n["id"])
        terpakai.add(n["id"])
