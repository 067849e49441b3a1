"""Reads of code lists: one entry, its children, its path, search. Always of the version in force on a date."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, or_, select

from suite.core.daftar_kode.kode import leluhur
from suite.core.daftar_kode.models import DaftarKode, EntriKode, VersiDaftar
from suite.core.db import session

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
