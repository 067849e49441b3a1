"""Who still needs a code, and how far each office is. Set-based: a city in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from suite.core.clock import now
from suite.core.db import session
from suite.core.identity.aktivasi.models import GelombangAktivasi, KodeAktivasi, LembarAktivasi
from suite.core.identity.models import Account, Jabatan, Pegawai, Penugasan, UnitKerja
from suite.core.identity.queries import berlaku


@dataclass(frozen=True)
class Calon:
    """Somebody who gets a code."""

    pegawai_id: int
    account_id: int | None
    login: str
    nip: str
    nama: str
    surel: str
    unit: str
    jabatan: str


@dataclass(frozen=True)
class KeadaanOpd:
    """People of an office by the state of their account. `opd_id` None: who has no post today."""

    opd_id: int | None
    nama: str
    semua: int
    aktif: int
    berkode: int
    kedaluwarsa: int

    @property
    def belum(self) -> int:
        return self.semua - self.aktif - self.berkode - self.kedaluwarsa


def _kode(*syarat: Any) -> ColumnElement[bool]:
    return exists().where(
        KodeAktivasi.account_id == Account.id, KodeAktivasi.dipakai_pada.is_(None), KodeAktivasi.dibatalkan_pada.is_(None), *syarat
    )  # fmt: skip


def _dasar(*kolom: Any) -> Any:
    """People with their definitif post today, account and office."""
    return (
        select(*kolom)
        .select_from(Pegawai)
        .outerjoin(
            Penugasan, and_(Penugasan.pegawai_id == Pegawai.id, Penugasan.jenis == "definitif", berlaku(Penugasan))
        )
        .outerjoin(Jabatan, Jabatan.id == Penugasan.jabatan_id)
        .outerjoin(UnitKerja, UnitKerja.id == Jabatan.unit_id)
        .outerjoin(Account, Account.pihak_id == Pegawai.id)
    )


OPD = func.coalesce(UnitKerja.opd_id, UnitKerja.id)


def _perlu(pilihan: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    syarat: list[ColumnElement[bool]] = [or_(Account.id.is_(None), and_(Account.sandi.is_(None), Account.aktif))]
    if pilihan.get("opd") is not None:
        syarat.append(OPD.in_(pilihan["opd"]))
    if pilihan.get("pegawai"):
        syarat.append(Pegawai.id.in_(pilihan["pegawai"]))
    if not pilihan.get("ulang"):
        syarat.append(or_(Account.id.is_(None), ~_kode(KodeAktivasi.berlaku_sampai > now())))
    return syarat


def calon_per_opd(pilihan: Mapping[str, Any]) -> list[tuple[int | None, int]]:
    """(office, how many need a code), in the order of the ids; None: who has no post today."""
    q = _dasar(OPD, func.count(Pegawai.id)).where(*_perlu(pilihan)).group_by(OPD).order_by(OPD)
    baris: Any = session.execute(q).all()
    return [(o, n) for o, n in baris]


def calon(pilihan: Mapping[str, Any], opd_id: int | None) -> list[Calon]:
    """Those of one office, by unit and name (an office has some hundreds)."""
    q = _dasar(Pegawai, Account.id, Account.nama_login, UnitKerja.nama, Jabatan.nama)
    q = q.where(*_perlu(pilihan), OPD.is_(None) if opd_id is None else opd_id == OPD)
    baris: Any = session.execute(q.order_by(UnitKerja.kode, Pegawai.nama, Pegawai.id)).all()
    return [
        Calon(p.id, a, login or "", p.nip or "", p.nama_lengkap, p.surel or "", unit or "", jabatan or "")
        for p, a, login, unit, jabatan in baris
    ]


def papan(lingkup: frozenset[int] | None) -> list[KeadaanOpd]:
    """How far each office of the scope is (None: the whole city; an office a row, some dozens)."""
    aktif = Account.sandi.is_not(None)
    kini = _kode(KodeAktivasi.berlaku_sampai > now())
    lama = _kode(KodeAktivasi.berlaku_sampai <= now())

    def banyak(*syarat: Any) -> Any:
        return func.sum(case((and_(*syarat), 1), else_=0))

    q = _dasar(
        OPD.label("opd"),
        func.count(Pegawai.id),
        banyak(Account.id.is_not(None), aktif),
        banyak(Account.id.is_not(None), ~aktif, kini),
        banyak(Account.id.is_not(None), ~aktif, ~kini, lama),
    ).group_by(OPD)
    if lingkup is not None:
        q = q.where(OPD.in_(sorted(lingkup)))
    baris: Any = session.execute(q).all()
    nama = dict(
        session.execute(select(UnitKerja.id, UnitKerja.nama).where(UnitKerja.id.in_([b[0] for b in baris if b[0]]))).all()
    )  # fmt: skip
    hasil = [KeadaanOpd(o, nama.get(o, "Belum bertugas di perangkat daerah"), s, a, k, x) for o, s, a, k, x in baris]
    return sorted(hasil, key=lambda h: (h.opd_id is None, h.nama))


def gelombang_terakhir(account_id: int | None, batas: int = 10) -> Sequence[GelombangAktivasi]:
    """The newest batches; of one account only when it is given."""
    q = select(GelombangAktivasi).order_by(GelombangAktivasi.id.desc()).limit(batas)
    return session.scalars(q.where(GelombangAktivasi.dibuat_oleh == account_id) if account_id else q).all()


def lembar(gelombang_id: int) -> Sequence[LembarAktivasi]:
    """The sheets of a batch, an office each."""
    q = select(LembarAktivasi).where(LembarAktivasi.gelombang_id == gelombang_id).order_by(LembarAktivasi.judul)
    return session.scalars(q.limit(500)).all()
