"""Every rule, every parameter that it reads, and changes of that parameter: found in the register, so that rules to come
are covered without a line of test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from suite.core import aturan, db
from suite.core.aturan import Parameter, ketentuan, register
from suite.core.aturan.ketentuan import beku
from suite.core.ketentuan import lapisan
from suite.core.ketentuan.models import UsulanKetentuan
from suite.core.ketentuan.services import biasa

Jalur = tuple[str | int, ...]

HARI = date(2026, 5, 4)
"""The day for questions that carry none."""


@dataclass(frozen=True)
class Perkara:
    """A rule, an example of it, a change of a parameter, and the answers without and with it.

    `awal` and `akhir` are the first and last day for which the rule asks that parameter.
    """

    topik: str
    nama: str
    masukan: Any
    nilai: Any
    lama: Any
    baru: Any
    awal: date
    akhir: date

    @property
    def berubah(self) -> bool:
        return self.baru != self.lama and self.baru.get("alasan") != "masukan"


@contextmanager
def selapis(lapisan: ketentuan.Lapisan | None) -> Iterator[None]:
    """Another layer than the running one for a while, without any database."""
    semula = list(ketentuan._lapisan)
    ketentuan.pasang_lapisan(lapisan)
    try:
        yield
    finally:
        ketentuan._lapisan[:] = semula


def jawab(topik: str, masukan: Any, nama: str = "", nilai: Any = None, mulai: date | None = None) -> dict[str, Any]:
    """What the rule says with that set of `nama` in force from `mulai` on: reckoned beside the suite's own layer."""

    def kota(n: str, pada: date) -> Parameter | None:
        if n != nama or mulai is None or pada < mulai:
            return None
        return Parameter(nama, mulai, None, dasar(nama, mulai).sumber, beku(nilai))

    with selapis(kota if nama else None), aturan.merekam(HARI):
        return aturan.hitung(topik, masukan)


def hari_dibaca(topik: str, masukan: Any) -> dict[str, list[date]]:
    """Parameter → days for which the rule asks it, ascending."""
    hasil: dict[str, set[date]] = {}

    def catat(nama: str, pada: date) -> None:
        hasil.setdefault(nama, set()).add(pada)

    with selapis(catat), aturan.merekam(HARI):
        aturan.hitung(topik, masukan)
    return {n: sorted(h) for n, h in hasil.items()}


BESAR = 50
"""Leaves above which one change each must do."""


def ubahan(nilai: Any) -> Iterator[Any]:
    """Sets that differ from this one in one place."""
    semua = list(daun(nilai))
    kata = list(dict.fromkeys(v for _, v in semua if isinstance(v, str)))
    for jalur, isi in semua:
        for lain in _lain(isi, kata)[: 1 if len(semua) > BESAR else 6]:
            yield ganti(nilai, jalur, lain)


def daun(nilai: Any, jalur: Jalur = ()) -> Iterator[tuple[Jalur, Any]]:
    """(path, value) of every plain value, and of every list of words as a whole."""
    if isinstance(nilai, dict):
        for k, v in nilai.items():
            yield from daun(v, (*jalur, k))
    elif isinstance(nilai, list) and any(isinstance(v, dict) for v in nilai):
        for i, v in enumerate(nilai):
            yield from daun(v, (*jalur, i))
    else:
        yield jalur, nilai


def ganti(nilai: Any, jalur: Jalur, lain: Any) -> Any:
    if not jalur:
        return lain
    kunci, *sisa = jalur
    if isinstance(nilai, list):
        return [ganti(v, tuple(sisa), lain) if i == kunci else v for i, v in enumerate(nilai)]
    return {k: ganti(v, tuple(sisa), lain) if k == kunci else v for k, v in nilai.items()}


def _lain(isi: Any, kata: list[str]) -> list[Any]:
    if isinstance(isi, bool):
        return [not isi]
    if isinstance(isi, int):
        return [isi + 1, isi * 2 + 3, max(isi - 1, 0), isi // 2]
    if isinstance(isi, list):
        return [[v for v in isi if v != satu] for satu in isi] + [[*isi, v + 1] for v in isi if type(v) is int]
    if isinstance(isi, str) and re.fullmatch(r"[0-9]+(\.[0-9]+)?", isi):
        return [str(Decimal(isi) * 2 + 1), str(Decimal(isi) / 2)]
    return [k for k in kata if k != isi][:4] if isinstance(isi, str) else []


@cache
def perkara(topik: str, nama: str) -> Perkara:
    """The first change of `nama` that alters what the rule answers to one of its examples.

    A rule may read a set whole and use none of it for its examples: then some change that alters nothing.
    """
    t = register.topik(topik)
    assert t is not None
    tetap: Perkara | None = None
    for masukan in t.semua_contoh:
        hari = hari_dibaca(topik, masukan).get(nama)
        if not hari:
            continue
        lama = jawab(topik, masukan)
        for nilai in ubahan(biasa(dasar(nama, hari[0]).nilai)):
            try:
                baru = jawab(topik, masukan, nama, nilai, hari[0])
            except Exception:  # noqa: S112  a set that the rule cannot read: the desk refuses it
                continue
            satu = Perkara(topik, nama, masukan, nilai, lama, baru, hari[0], hari[-1])
            if satu.berubah:
                return satu
            tetap = tetap or satu
    assert tetap is not None, f"no change of {nama} can be tried on {topik}"
    return tetap


def dasar(nama: str, pada: date) -> Parameter:
    """The shipped set of that day, before the first the first one. Changes keep its source, which some rules quote."""
    semua = ketentuan.versi_terkirim(nama)
    return next((v for v in semua if v.berlaku(pada)), semua[0])


def pasangan() -> list[tuple[str, str]]:
    """Every (rule, parameter that it reads)."""
    aturan.muat_semua()
    return [(t.nama, nama) for t in aturan.semua_topik() for nama in register.dibaca_oleh(t)]


def perkara_tiap_ketentuan() -> dict[str, Perkara]:
    """Parameter → the first question whose answer its change alters."""
    hasil: dict[str, Perkara] = {}
    for topik, nama in pasangan():
        if nama not in hasil and (p := perkara(topik, nama)).berubah:
            hasil[nama] = p
    return hasil


def sahkan_langsung(pengusul_id: int, p: Perkara, urut: int) -> int:
    """That change in force for everybody (a transaction of its own) under the stamp `urut`; the id of its decision."""
    with db.transaksi():
        u = UsulanKetentuan(
            nama=p.nama, mulai=p.awal, nilai=p.nilai, nilai_lama={}, sumber=dasar(p.nama, p.awal).sumber, alasan="uji",
            pengusul_id=pengusul_id, status="disahkan", sah_urut=urut,
        )  # fmt: skip
        db.session.add(u)
        db.session.flush()
        lapisan.berubah()
        return u.id


def cabut_langsung(id: int, urut: int) -> None:
    """Take it back under the stamp `urut`."""
    with db.transaksi():
        db.session.get_one(UsulanKetentuan, id).cabut_urut = urut
        lapisan.berubah()
