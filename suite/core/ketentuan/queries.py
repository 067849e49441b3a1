"""Reads of the desk: every parameter with what holds today, its sets in time, proposals that wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from suite.core.aturan import Parameter
from suite.core.aturan.ketentuan import beku, nama_parameter, parameter_bila_ada, uraian_parameter, versi_terkirim
from suite.core.clock import today
from suite.core.db import session
from suite.core.ketentuan.models import UsulanKetentuan

BATAS = 200


@dataclass(frozen=True)
class BarisParameter:
    """A parameter in the list: what it is, the set of today (None: none holds), who set it, what is coming."""

    nama: str
    uraian: str
    kini: Parameter | None
    kota: bool
    datang: date | None


@dataclass(frozen=True)
class Masa:
    """A set on the timeline: shipped (`usulan` None) or the city's own. `keadaan`: lalu, berlaku, datang, dicabut."""

    mulai: date
    selesai: date | None
    sumber: str
    keadaan: str
    usulan: UsulanKetentuan | None


def semua_parameter() -> list[BarisParameter]:
    """Every parameter, by name (as many as the rooms ship). One query."""
    sah: dict[str, list[UsulanKetentuan]] = {}
    q = select(UsulanKetentuan).where(UsulanKetentuan.sah_urut.is_not(None), UsulanKetentuan.cabut_urut.is_(None))
    for u in session.scalars(q.order_by(UsulanKetentuan.mulai).limit(5000)):
        sah.setdefault(u.nama, []).append(u)
    hasil = []
    for nama in nama_parameter():
        kini = parameter_bila_ada(nama, today())
        milik = sah.get(nama, [])
        hasil.append(
            BarisParameter(
                nama, uraian_parameter(nama), kini,
                kota=kini is not None and any(u.mulai == kini.mulai and u.sumber == kini.sumber for u in milik),
                datang=min((u.mulai for u in milik if u.mulai > today()), default=None),
            )
        )  # fmt: skip
    return hasil


def masa(nama: str) -> list[Masa]:
    """All sets of a parameter, newest first."""
    kini = parameter_bila_ada(nama, today())
    hasil = [
        Masa(v.mulai, v.selesai, v.sumber, "berlaku" if v is kini else "datang" if v.mulai > today() else "lalu", None)
        for v in versi_terkirim(nama)
    ]
    q = select(UsulanKetentuan).where(UsulanKetentuan.nama == nama, UsulanKetentuan.sah_urut.is_not(None))
    milik = session.scalars(
        q.options(joinedload(UsulanKetentuan.pengusul), joinedload(UsulanKetentuan.naskah))
        .order_by(UsulanKetentuan.id.desc())
        .limit(BATAS)
    )
    for u in milik:
        if u.cabut_urut is not None:
            keadaan = "dicabut"
        elif u.mulai > today():
            keadaan = "datang"
        elif kini is not None and (kini.mulai, kini.sumber) == (u.mulai, u.sumber) and kini.nilai == beku(u.nilai):
            keadaan = "berlaku"
        else:
            keadaan = "lalu"
        hasil.append(Masa(u.mulai, u.selesai, u.sumber, keadaan, u))
    return sorted(hasil, key=lambda m: (m.mulai, m.usulan.id if m.usulan else 0), reverse=True)


def menunggu(pegawai_id: int | None, *, semua: bool) -> Sequence[UsulanKetentuan]:
    """Proposals that are not decided yet: all of them for who decides or audits, else one's own. Newest first."""
    q = select(UsulanKetentuan).where(UsulanKetentuan.status.in_(("konsep", "diperiksa")))
    if not semua:
        q = q.where(UsulanKetentuan.pengusul_id == pegawai_id)
    return session.scalars(
        q.options(joinedload(UsulanKetentuan.pengusul)).order_by(UsulanKetentuan.id.desc()).limit(50)
    ).all()
