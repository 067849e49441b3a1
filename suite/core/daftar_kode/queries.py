"""Reads of code lists: one entry, its children, its path, search. Always of the version in force on a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from sqlalchemy import ColumnElement, Select, and_, case, or_, select
from sqlalchemy.orm import joinedload

from suite.core.daftar_kode.kode import leluhur
from suite.core.daftar_kode.models import DaftarKode, EntriKode, PemetaanKode, UsulanDaftar, VersiDaftar
from suite.core.db import memuat, session
from suite.core.errors import MasukanSalah
from suite.core.web.halaman import Kursor
from suite.core.web.urutan import berurut

EJAAN = {
    "ijin": "izin",
    "perijinan": "perizinan",
    "perlindungan": "pelindungan",
    "standarisasi": "standardisasi",
    "diklat": "pendidikan dan pelatihan",
}
"""Spellings that people and printed annexes mix; both sides of a search are brought to one."""


def bentuk_cari(teks: str) -> str:
    """Text as search compares it: lower case, words only, one spelling, a blank at each end."""
    kata: list[str] = re.findall(r"\w+", teks.casefold())
    return " " + " ".join(EJAAN.get(k, k) for k in kata) + " "


def berlaku(pada: date) -> ColumnElement[bool]:
    """SQL condition: the version is in force on that day."""
    return and_(VersiDaftar.mulai <= pada, or_(VersiDaftar.selesai.is_(None), VersiDaftar.selesai > pada))


def versi_pada(daftar: str, pada: date) -> VersiDaftar | None:
    """The version of the list in force on that day."""
    q = select(VersiDaftar).join(VersiDaftar.daftar).where(DaftarKode.nama == daftar, berlaku(pada))
    return session.scalars(q).one_or_none()


def _entri(daftar: str, pada: date) -> Select[EntriKode]:
    return (
        select(EntriKode)
        .join(EntriKode.versi)
        .join(VersiDaftar.daftar)
        .where(DaftarKode.nama == daftar, berlaku(pada))
        .order_by(EntriKode.urutan)
    )


def semua(daftar: str, pada: date) -> list[EntriKode]:
    """The whole list as it stood on that day, in the order of the codes."""
    return list(session.scalars(_entri(daftar, pada)))


def entri(daftar: str, kode: str, pada: date) -> EntriKode | None:
    """One code as it stood on that day, or None."""
    return session.scalars(_entri(daftar, pada).where(EntriKode.kode == kode)).one_or_none()


def anak(daftar: str, kode: str | None, pada: date) -> list[EntriKode]:
    """The codes one level below, in order; with None those at the top."""
    return list(session.scalars(_entri(daftar, pada).where(EntriKode.induk_kode == kode)))


def jalur(daftar: str, kode: str, pada: date) -> list[EntriKode]:
    """The code and all above it, highest first; empty when it does not exist on that day."""
    hasil = list(session.scalars(_entri(daftar, pada).where(EntriKode.kode.in_([*leluhur(kode), kode]))))
    return hasil if hasil and hasil[-1].kode == kode else []


def cari(daftar: str, kata: str, pada: date, *, limit: int = 20, hanya_daun: bool = False) -> list[EntriKode]:
    """Codes that begin with `kata` when it looks like a code, else those whose description has all its words.

    A word matches the beginning of a word. Whole-word hits and leaves come first, then the order of the codes.
    """
    kata = kata.strip()
    q = _entri(daftar, pada)
    if re.fullmatch(r"[0-9][0-9.]*", kata):
        q = q.where(EntriKode.kode.startswith(kata, autoescape=True))
        peringkat = case((EntriKode.kode == kata, 0), else_=1)
    else:
        bentuk = bentuk_cari(kata).split()
        if not bentuk:
            return []
        q = q.where(*(EntriKode.cari.contains(f" {b}", autoescape=True) for b in bentuk))
        peringkat = case((and_(*(EntriKode.cari.contains(f" {b} ", autoescape=True) for b in bentuk)), 0), else_=1)
    if hanya_daun:
        q = q.where(EntriKode.daun)
    return list(
        session.scalars(q.order_by(None).order_by(peringkat, EntriKode.daun.desc(), EntriKode.urutan).limit(limit))
    )


# Versions ----------------------------------------------------------------------------------------------------------


VERSI_TERBANYAK = 500
"""Versions of one list that are read at once: a list gets a few a year."""


def versi_semua(daftar: str) -> Sequence[VersiDaftar]:
    """All versions of a list, newest first."""
    q = select(VersiDaftar).join(VersiDaftar.daftar).where(DaftarKode.nama == daftar)
    return session.scalars(q.order_by(VersiDaftar.mulai.desc()).limit(VERSI_TERBANYAK)).all()


def anak_halaman(versi: VersiDaftar, kode: str | None, setelah: str | None, batas: int) -> Sequence[EntriKode]:
    """At most `batas` codes one level below (None: at the top) of a version, in order, those after the code `setelah`."""
    q = select(EntriKode).where(EntriKode.versi_id == versi.id, EntriKode.induk_kode == kode)
    if setelah is not None:
        dari = select(EntriKode.urutan).where(EntriKode.versi_id == versi.id, EntriKode.kode == setelah)
        q = q.where(EntriKode.urutan > dari.scalar_subquery())
    return session.scalars(q.order_by(EntriKode.urutan).limit(batas)).all()


def usulan_halaman(
    kursor: Kursor | None, ukuran: int, *, kata: str = "", status: str = "", urut: str = ""
) -> Sequence[UsulanDaftar]:
    """One page of proposals, newest first or in the order `urut` ("dibuat", "-dibuat"), narrowed by words of the
    regulation or source and by status (one row too many, read from `kursor` on)."""
    q = select(UsulanDaftar).options(joinedload(UsulanDaftar.daftar))
    if status:
        q = q.where(UsulanDaftar.status == status)
    for k in kata.split()[:6]:
        q = q.where(memuat(k, UsulanDaftar.regulasi, UsulanDaftar.sumber))
    q = berurut(q, UsulanDaftar.id, kursor, urut, {"dibuat": UsulanDaftar.id})
    return session.scalars(q.limit(ukuran + 1)).all()


def riwayat_kode(daftar: str, kode: str) -> Sequence[EntriKode]:
    """The code in each version that has it, newest first."""
    q = select(EntriKode).join(EntriKode.versi).join(VersiDaftar.daftar)
    q = q.where(DaftarKode.nama == daftar, EntriKode.kode == kode)
    return session.scalars(q.order_by(VersiDaftar.mulai.desc()).limit(VERSI_TERBANYAK)).all()


def pemetaan(dari: VersiDaftar, ke: VersiDaftar, kode: str | None = None) -> Sequence[PemetaanKode]:
    """The approved mapping between two neighbouring versions, of one old code or of all; only what does not stay."""
    q = select(PemetaanKode).join(UsulanDaftar, UsulanDaftar.id == PemetaanKode.usulan_id)
    q = q.where(UsulanDaftar.dasar_versi_id == dari.id, UsulanDaftar.hasil_versi_id == ke.id)
    if kode is not None:
        q = q.where(PemetaanKode.kode_lama == kode)
    return session.scalars(q.order_by(PemetaanKode.kode_lama, PemetaanKode.kode_baru)).all()


def asal_kode(dari: VersiDaftar, ke: VersiDaftar, kode: str) -> Sequence[PemetaanKode]:
    """The approved mapping rows of two neighbouring versions that lead to a new code."""
    q = select(PemetaanKode).join(UsulanDaftar, UsulanDaftar.id == PemetaanKode.usulan_id)
    q = q.where(
        UsulanDaftar.dasar_versi_id == dari.id, UsulanDaftar.hasil_versi_id == ke.id, PemetaanKode.kode_baru == kode
    )
    return session.scalars(q.order_by(PemetaanKode.kode_lama)).all()


def petakan(kode: str, dari_versi: VersiDaftar, ke_versi: VersiDaftar) -> list[str]:
    """What a code of one version is called in a later one of the same list, over all versions between; none: it ended.

    Each step takes the approved mapping; a code that it does not name stays as long as it exists. Raises `MasukanSalah`
    when the versions are of different lists or in the wrong order, or the code is not in the first.
    """
    if dari_versi.daftar_id != ke_versi.daftar_id or dari_versi.mulai > ke_versi.mulai:
        raise MasukanSalah("Pemetaan berjalan dari versi lama ke versi baru daftar yang sama.")
    q = select(VersiDaftar).where(
        VersiDaftar.daftar_id == dari_versi.daftar_id,
        VersiDaftar.mulai >= dari_versi.mulai,
        VersiDaftar.mulai <= ke_versi.mulai,
    )
    urut = session.scalars(q.order_by(VersiDaftar.mulai)).all()
    kini = [kode]
    if not _yang_ada(dari_versi.id, kini):
        raise MasukanSalah(f"Kode {kode[:40]} tidak ada pada versi {dari_versi.regulasi}.")
    for lama, baru in pairwise(urut):
        q_peta = select(PemetaanKode.kode_lama, PemetaanKode.kode_baru).join(
            UsulanDaftar, UsulanDaftar.id == PemetaanKode.usulan_id
        )
        q_peta = q_peta.where(
            UsulanDaftar.dasar_versi_id == lama.id,
            UsulanDaftar.hasil_versi_id == baru.id,
            PemetaanKode.kode_lama.in_(kini),
        )
        tujuan: dict[str, list[str]] = {}
        for asal, ke in session.execute(q_peta.order_by(PemetaanKode.id)):
            tujuan.setdefault(asal, []).extend([ke] if ke is not None else [])
        lanjut = list(dict.fromkeys(t for k in kini for t in tujuan.get(k, [k])))
        kini = _yang_ada(baru.id, lanjut)
    return kini


def _yang_ada(versi_id: int, kode: list[str]) -> list[str]:
    q = select(EntriKode.kode).where(EntriKode.versi_id == versi_id, EntriKode.kode.in_(kode))
    ada = set(session.scalars(q))
    return [k for k in kode if k in ada]
