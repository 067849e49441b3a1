"""Preview and import of a code list. Set-based: thousands of codes in a handful of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from suite.core import audit
from suite.core.actor import Actor
from suite.core.clock import now
from suite.core.daftar_kode.jenis import BarisSah, JenisDaftar, jenis_daftar
from suite.core.daftar_kode.models import DaftarKode, EntriKode, VersiDaftar
from suite.core.daftar_kode.periksa import Beda, Catatan, Galat, beda, periksa, sidik
from suite.core.daftar_kode.queries import bentuk_cari, versi_pada
from suite.core.db import session
from suite.core.errors import AturanDilanggar, Konflik
from suite.core.impor.baca import Sel, baca_tabel

POTONG = 5_000
"""Rows or codes a statement."""


@dataclass(frozen=True)
class Pratinjau:
    """What an import would do. `beda` is against the version in force on `mulai` (none: everything is new)."""

    jenis: JenisDaftar
    mulai: date
    baris: tuple[BarisSah, ...]
    galat: tuple[Galat, ...]
    catatan: tuple[Catatan, ...]
    beda: Beda
    sidik: str
    pembanding: VersiDaftar | None

    @property
    def sama(self) -> bool:
        """The version in force already says exactly this."""
        return not self.galat and self.pembanding is not None and self.pembanding.sidik == self.sidik


@dataclass(frozen=True)
class HasilImpor:
    """`keadaan`: `baru` (a new version), `diperbaiki` (that version was corrected), `sama` (nothing to do)."""

    keadaan: str
    versi: VersiDaftar
    pratinjau: Pratinjau


def pratinjau(jenis: str, isi: bytes, *, mulai: date | None = None) -> Pratinjau:
    """Read and check a file (CSV or XLSX bytes) and compare it with what is in force. Writes nothing.

    Raises `MasukanSalah` for an unknown list or a file that is no table; errors in rows are in the answer.
    """
    return pratinjau_tabel(jenis, baca_tabel(isi), mulai=mulai)


def pratinjau_tabel(jenis: str, tabel: Sequence[Sequence[Sel]], *, mulai: date | None = None) -> Pratinjau:
    """As `pratinjau`, for rows that have been read already (heading first)."""
    j = jenis_daftar(jenis)
    hasil = periksa(j, tabel)
    mulai = mulai or j.mulai
    ada = versi_pada(jenis, mulai)
    lama = isi_versi(ada.id) if ada else {}
    return Pratinjau(
        jenis=j,
        mulai=mulai,
        baris=hasil.baris,
        galat=hasil.galat,
        catatan=hasil.catatan,
        beda=beda(lama, hasil.baris),
        sidik=sidik(hasil.baris),
        pembanding=ada,
    )


def impor(
    actor: Actor,
    jenis: str,
    isi: bytes,
    *,
    mulai: date | None = None,
    regulasi: str | None = None,
    sumber: str | None = None,
) -> HasilImpor:
    """Import a file as the version in force from `mulai` on (default: the list's own).

    The same content again changes nothing. Another content with the same `mulai` corrects that version; a later `mulai`
    closes the version before it. Raises `AturanDilanggar` (kode `berkas`) when a row is wrong, `Konflik` when a code
    that is in use would vanish. To see first what would happen: `pratinjau`.
    """
    return impor_tabel(actor, jenis, baca_tabel(isi), mulai=mulai, regulasi=regulasi, sumber=sumber)


def impor_tabel(
    actor: Actor,
    jenis: str,
    tabel: Sequence[Sequence[Sel]],
    *,
    mulai: date | None = None,
    regulasi: str | None = None,
    sumber: str | None = None,
) -> HasilImpor:
    """As `impor`, for rows that have been read already (heading first)."""
    j = jenis_daftar(jenis)
    daftar = kunci_daftar(j)
    p = pratinjau_tabel(jenis, tabel, mulai=mulai)
    if p.galat:
        g = p.galat[0]
        raise AturanDilanggar(
            f"Berkas belum dapat diimpor: {len(p.galat)} galat. Baris {g.baris}, {g.kolom}: {g.pesan}",
            kode="berkas",
            field=g.kolom or None,
        )
    if p.sama and p.pembanding is not None:
        return HasilImpor("sama", p.pembanding, p)
    versi = p.pembanding
    if versi is not None and versi.mulai == p.mulai:
        keadaan = "diperbaiki"
        _perbaiki(versi, p)
    else:
        keadaan = "baru"
        versi = _versi_baru(daftar, p.mulai)
        versi.regulasi, versi.sumber = j.regulasi, j.sumber
    versi.regulasi = regulasi or versi.regulasi
    versi.sumber = sumber or versi.sumber
    versi.sidik, versi.banyak, versi.diimpor_pada = p.sidik, len(p.baris), now()
    session.add(versi)
    session.flush()
    if keadaan == "baru":
        _sisipkan(versi.id, p.baris)
    audit.catat(
        f"daftar_kode:{daftar.id}",
        "daftar_kode.impor",
        {
            "tabel": "versi_daftar",
            "id": versi.id,
            "op": keadaan,
            "sidik": p.sidik,
            "tambah": len(p.beda.tambah),
            "hapus": len(p.beda.hapus),
            "ubah": len(p.beda.ubah),
        },
        actor,
    )
    return HasilImpor(keadaan, versi, p)


def kunci_daftar(j: JenisDaftar) -> DaftarKode:
    """The list's row, locked: two imports of one list wait for each other."""
    daftar = session.scalars(select(DaftarKode).where(DaftarKode.nama == j.nama).with_for_update()).one_or_none()
    if daftar is None:
        daftar = DaftarKode(nama=j.nama, judul=j.judul)
        session.add(daftar)
        session.flush()
    return daftar


def isi_versi(versi_id: int) -> dict[str, tuple[str, dict[str, str]]]:
    """The whole content of a version: code → (description, further columns), in the order of the codes."""
    q = (
        select(EntriKode.kode, EntriKode.uraian, EntriKode.data)
        .where(EntriKode.versi_id == versi_id)
        .order_by(EntriKode.urutan)
    )
    return {kode: (uraian, data) for kode, uraian, data in session.execute(q)}


def _versi_baru(daftar: DaftarKode, mulai: date) -> VersiDaftar:
    """A version from `mulai` on: the one before it ends there, and it ends where the next one begins."""
    batas = select(func.min(VersiDaftar.mulai)).where(VersiDaftar.daftar_id == daftar.id, VersiDaftar.mulai > mulai)
    sebelum = session.scalars(
        select(VersiDaftar)
        .where(VersiDaftar.daftar_id == daftar.id, VersiDaftar.mulai < mulai)
        .order_by(VersiDaftar.mulai.desc())
        .limit(1)
    ).one_or_none()
    if sebelum is not None and (sebelum.selesai is None or sebelum.selesai > mulai):
        sebelum.selesai = mulai
    return VersiDaftar(daftar_id=daftar.id, mulai=mulai, selesai=session.scalar(batas))


def _perbaiki(versi: VersiDaftar, p: Pratinjau) -> None:
    """Bring the rows of a version to the file's: change, add, drop only what differs."""
    menurut_kode = {b.kode: b for b in p.baris}
    tabel = _tabel()
    if p.beda.tambah:
        _sisipkan(versi.id, [menurut_kode[k] for k in p.beda.tambah])
    q = (
        update(tabel)
        .where(tabel.c.versi_id == versi.id, tabel.c.kode == bindparam("b_kode"))
        .values(uraian=bindparam("b_uraian"), cari=bindparam("b_cari"), data=bindparam("b_data"))
    )
    ubah = [
        {"b_kode": k, "b_uraian": b.uraian, "b_cari": bentuk_cari(b.uraian), "b_data": dict(b.data)}
        for k, b in ((k, menurut_kode[k]) for k in p.beda.ubah)
    ]
    if ubah:
        session.execute(q, ubah)
    try:
        # children before parents: a code may go only when nothing stands below it any more
        for potong in _potong(list(reversed(p.beda.hapus))):
            session.execute(
                delete(tabel).where(tabel.c.versi_id == versi.id, tabel.c.kode == bindparam("b_kode")),
                [{"b_kode": k} for k in potong],
            )
    except IntegrityError:
        raise Konflik(
            f"{len(p.beda.hapus)} kode tidak ada lagi dalam berkas, tetapi masih dipakai. Impor berkas ini sebagai "
            "versi baru dengan tanggal mulai berlaku yang lebih kemudian."
        ) from None
    _perbarui_daun(versi.id)


def _perbarui_daun(versi_id: int) -> None:
    """A code is a leaf exactly when no other names it as parent."""
    tabel = _tabel()
    bawah = tabel.alias()
    punya_anak = select(bawah.c.id).where(bawah.c.versi_id == versi_id, bawah.c.induk_kode == tabel.c.kode).exists()
    session.execute(
        update(tabel).where(tabel.c.versi_id == versi_id, tabel.c.daun == punya_anak).values(daun=~punya_anak)
    )


def _sisipkan(versi_id: int, baris: tuple[BarisSah, ...] | list[BarisSah]) -> None:
    """Insert in the order of the codes, so that a parent always stands before its children."""
    nilai: list[dict[str, Any]] = [
        {
            "versi_id": versi_id,
            "kode": b.kode,
            "induk_kode": b.induk,
            "urutan": b.urutan,
            "tingkat": b.kode.count(".") + 1,
            "uraian": b.uraian,
            "cari": bentuk_cari(b.uraian),
            "daun": b.daun,
            "data": dict(b.data),
        }
        for b in baris
    ]
    for potong in _potong(nilai):
        session.execute(insert(_tabel()), potong)


def _tabel() -> Table:
    return cast("Table", EntriKode.__table__)


def _potong(isi: list[Any]) -> list[list[Any]]:
    return [isi[i : i + POTONG] for i in range(0, len(isi), POTONG)]
