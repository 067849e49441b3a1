"""Finding: one page of documents that hold all words, newest first, within what the actor may see.

The access keys of the actor stand in the word index beside the words (column `kunci`), so that the store joins two
postings lists instead of asking row by row; the outer condition on `akses_dokumen` then decides, in the same statement.

PostgreSQL must read all hits of its index before it can sort them, which is slow for a word that half of the letters
hold; walking from the newest is slow for a rare word. Neither can be known beforehand, so the newest `JENDELA` documents
are walked first, at a bounded cost. For who does not fill a page there, the index is asked for the actor's keys and the
rare words, and the common words are checked on what it finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import BigInteger, TextClause, column, literal, select, text

from suite.core.actor import Actor
from suite.core.akses import AksesDokumen
from suite.core.db import adalah_sqlite, session
from suite.core.search.models import IndeksCari
from suite.core.search.words import cuplik, kata_query, tandai, token_jenis, token_kunci

JENDELA = 2000
"""Documents walked first: 2 ms. Who does not fill a page there finds less than one in a hundred."""
SAMPEL = 500
SERING = 0.1
"""The share of documents above which a word is common."""
BATAS_TERBESAR = 100


@dataclass(frozen=True)
class Temuan:
    """One document found. `judul` and `cuplikan` are safe HTML with the words marked; `urutan` continues a page
    (`cari(..., Batas(sebelum=temuan[-1].urutan))`)."""

    jenis: str
    objek_id: int
    judul: Markup
    cuplikan: Markup
    waktu: datetime
    urutan: int


@dataclass(frozen=True)
class Batas:
    """Where a page lies: before and after these places (`Temuan.urutan`, `tempat_waktu`); `mundur`: the oldest first."""

    sebelum: int | None = None
    sesudah: int | None = None
    mundur: bool = False

    def syarat(self, kolom: str, awal: str) -> str:
        """The condition in SQL ("WHERE id < :sebelum AND id > :sesudah"), or "" without bounds."""
        isi = [f"{kolom} < :sebelum"] * (self.sebelum is not None) + [f"{kolom} > :sesudah"] * (
            self.sesudah is not None
        )
        return f"{awal} {' AND '.join(isi)}" if isi else ""

    @property
    def nilai(self) -> dict[str, int]:
        return {k: v for k, v in (("sebelum", self.sebelum), ("sesudah", self.sesudah)) if v is not None}

    @property
    def arah(self) -> str:
        return "ASC" if self.mundur else "DESC"


SEMUA = Batas()


def cari(
    actor: Actor,
    kata: str,
    letak: Batas = SEMUA,
    *,
    jenis: str | None = None,
    batas: int = 20,
    seluruh_metadata: bool = False,
) -> list[Temuan]:
    """A page of the documents that hold every word (each as a prefix), newest first (oldest first with `letak.mundur`);
    [] for a query without words.

    Only documents open to the actor. `seluruh_metadata` lets an actor with the key `auditor` find the others by title
    and metadata too, never by their text, and without an excerpt.
    """
    dicari = kata_query(kata)
    if not dicari or not actor.kunci:
        return []
    batas = max(1, min(batas, BATAS_TERBESAR))
    luas = seluruh_metadata and "auditor" in actor.kunci
    ambil = _sqlite if adalah_sqlite() else _postgresql
    hasil = []
    for jenis_, objek_id, judul, teks, waktu, urutan, terbuka in ambil(actor, dicari, jenis, letak, batas, luas):
        isi = cuplik(teks, dicari) if terbuka else Markup("")
        hasil.append(Temuan(jenis_, objek_id, tandai(judul, dicari), isi, waktu, urutan))
    return hasil


def serupa(actor: Actor, judul: str, *, kecuali: tuple[str, int], batas: int = 10) -> list[Temuan]:
    """Documents whose words are like those of a title, most alike first: those that hold its four longest words, then
    its three, two longest, then the longest; at most four queries. `kecuali`: the document itself, (kind, id)."""
    kata = [k for k in kata_query(judul) if len(k) > 3 and not k.isdigit()][:4]
    hasil: dict[tuple[str, int], Temuan] = {}
    for n in range(len(kata), 0, -1):
        for t in cari(actor, " ".join(kata[:n]), batas=batas + 1):
            if (t.jenis, t.objek_id) != kecuali:
                hasil.setdefault((t.jenis, t.objek_id), t)
        if len(hasil) >= batas:
            break
    return list(hasil.values())[:batas]


def _sqlite(actor: Actor, dicari: list[str], jenis: str | None, letak: Batas, batas: int, luas: bool) -> Sequence[Any]:
    """FTS5 walks its postings from the newest and stops after a page."""
    semua = " AND ".join(f'"{k}" *' for k in dicari)
    kunci = " OR ".join(f'"{token_kunci(k)}"' for k in sorted(actor.kunci))
    cocok = f"({{judul tambahan teks}} : ({semua}) AND kunci : ({kunci}))"
    if luas:
        cocok = f"({cocok} OR ({{judul tambahan}} : ({semua})))"
    if jenis:
        cocok += f' AND kunci : ("{token_jenis(jenis)}")'
    sempit = letak.syarat("rowid", "AND")
    calon = text(
        f"SELECT rowid AS id FROM cari_fts WHERE cari_fts MATCH :cocok {sempit} ORDER BY rowid {letak.arah} LIMIT :batas"  # noqa: S608
    )
    return _halaman(actor, calon, {"cocok": cocok, "batas": batas, **letak.nilai}, luas, letak)


def _postgresql(
    actor: Actor, dicari: list[str], jenis: str | None, letak: Batas, batas: int, luas: bool
) -> Sequence[Any]:
    """The newest by walking, what is rare by GIN (see the head of this module)."""
    sejenis = f" & 'k:{token_jenis(jenis)}'" if jenis else ""
    kata = " & ".join(f"'{k}':*" for k in dicari)
    kunci = "(" + " | ".join(f"'k:{token_kunci(k)}'" for k in sorted(actor.kunci)) + ")" + sejenis
    meta = " & ".join(f"'m:{k}':*" for k in dicari) + sejenis
    isi: dict[str, Any] = {
        "batas": batas,
        "kata": kata,
        "kunci": kunci,
        "meta": meta,
        "jendela": JENDELA,
        **letak.nilai,
    }
    isi["cocok"] = f"({kata} & {kunci}) | ({meta})" if luas else f"{kata} & {kunci}"
    sempit = letak.syarat("id", "WHERE")
    terbaru = text(
        f"SELECT id FROM (SELECT id, kata FROM indeks_cari {sempit} ORDER BY id {letak.arah} LIMIT :jendela) AS baru "  # noqa: S608
        "WHERE kata @@ CAST(:cocok AS tsquery) LIMIT :batas"
    )
    if len(hasil := _halaman(actor, terbaru, isi, luas, letak)) == batas:
        return hasil
    isi["jarang"] = " & ".join([kunci, *(f"'{k}':*" for k in _jarang(dicari, isi, letak))])
    # A function call instead of `@@` keeps common words out of GIN, which would gather all that begin with them.
    milik = "kata @@ CAST(:jarang AS tsquery) AND ts_match_vq(kata, CAST(:kata AS tsquery))"
    lain = "UNION SELECT id FROM indeks_cari WHERE kata @@ CAST(:meta AS tsquery)" if luas else ""
    # MATERIALIZED: else the planner may walk all rows from the newest, hoping to fill the page soon.
    lewat_indeks = text(
        f"WITH kena AS MATERIALIZED (SELECT id FROM indeks_cari WHERE {milik} {lain}) "  # noqa: S608
        f"SELECT id FROM kena {sempit} ORDER BY id {letak.arah} LIMIT :batas"
    )
    return _halaman(actor, lewat_indeks, isi, luas, letak)


def _jarang(dicari: list[str], isi: dict[str, Any], letak: Batas) -> list[str]:
    """The words that are rare among the newest documents, hence worth asking the index for. None may be, when few
    documents are open to the actor: then the keys alone narrow enough; else the rarest word is asked for all the same."""
    hitung = [f"count(*) FILTER (WHERE kata @@ CAST(:k{n} AS tsquery))" for n in range(len(dicari))]
    q = text(
        f"SELECT count(*) FILTER (WHERE kata @@ CAST(:kunci AS tsquery)), {', '.join(hitung)} "  # noqa: S608
        f"FROM (SELECT kata FROM indeks_cari {letak.syarat('id', 'WHERE')} ORDER BY id {letak.arah} LIMIT {SAMPEL}) AS contoh"
    )
    nilai = {"kunci": isi["kunci"]} | {f"k{n}": f"'{k}':*" for n, k in enumerate(dicari)}
    milik, *per_kata = session.execute(q, nilai | letak.nilai).one()
    jarang = [k for n, k in zip(per_kata, dicari, strict=True) if n <= SAMPEL * SERING]
    if jarang or milik <= SAMPEL * SERING:
        return jarang
    return [min(zip(per_kata, dicari, strict=True))[1]]


def _halaman(actor: Actor, calon: TextClause, isi: dict[str, Any], luas: bool, letak: Batas) -> Sequence[Any]:
    """The rows of the candidates, each judged by `akses_dokumen` itself in the same statement."""
    sub = (
        calon.bindparams(**{k: v for k, v in isi.items() if f":{k}" in calon.text})
        .columns(column("id", BigInteger))
        .subquery("calon")
    )
    i, a = IndeksCari, AksesDokumen
    boleh = (
        select(literal(1))
        .where(a.jenis == i.jenis, a.objek_id == i.objek_id, a.kunci.in_(sorted(actor.kunci)))
        .exists()
    )
    q = select(i.jenis, i.objek_id, i.judul, i.teks, i.waktu, i.id, boleh.label("terbuka")).join(sub, sub.c.id == i.id)
    return session.execute((q if luas else q.where(boleh)).order_by(i.id if letak.mundur else i.id.desc())).all()
