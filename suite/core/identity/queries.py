"""Reads about who: actors, holders, superiors, as on a date. One fragment says what "as on a date" means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    true,
    union_all,
)
from sqlalchemy.orm import aliased, joinedload

from suite.core import akses
from suite.core.actor import Actor, PenugasanAktif
from suite.core.clock import today
from suite.core.db import memuat, session
from suite.core.identity.models import Account, Jabatan, Mandat, Pangkat, Pegawai, Penugasan, Peran, UnitKerja
from suite.core.web import Kursor
from suite.core.web.urutan import berurut

URUT_JENIS = {"Plh.": 0, "Plt.": 1, "Pj.": 2, "definitif": 3}
"""Who acts when several hold a post on one day: the deputy acts, the definitif holder is away."""


def berlaku(model: Any, pada: Any = None) -> ColumnElement[bool]:
    """SQL condition: the dated row is true on the date (half-open interval); `pada` may be a bound parameter."""
    pada = today() if pada is None else pada
    return and_(model.mulai <= pada, or_(model.selesai.is_(None), model.selesai > pada))


def susun_actor(account: Account, *, ip: str = "", request_id: str = "", pada: date | None = None) -> Actor:
    """The actor of an account: assignments, roles and access keys as they stand on the date. Two queries.

    A definitif holder whose post is held by a Plh. today does not act in that post: the Plh. does.
    """
    pada = pada or today()
    pegawai = session.get(Pegawai, account.pihak_id) if account.pihak_id else None
    if pegawai is None:
        return Actor(account.id, None, account.nama_login, ip=ip, request_id=request_id)
    penugasan = penugasan_pegawai(pegawai.id, pada)
    peran, unit_kunci = _peran_dan_unit(pegawai.id, [p.unit_id for p in penugasan], pada)
    kunci = {akses.kunci_pegawai(pegawai.id)}
    kunci |= {akses.kunci_jabatan(p.jabatan_id) for p in penugasan}
    kunci |= {akses.kunci_unit(u) for u in unit_kunci}
    nama_peran: set[str] = set()
    for nama, unit_id in peran:
        nama_peran |= {nama, f"{nama}@{unit_id or '*'}"}
        kunci.add(f"r:{nama}@{unit_id or '*'}")
        if nama == "auditor":
            kunci.add("auditor")
    sebagai = next((p for p in penugasan if p.penugasan_id == account.penugasan_aktif_id), None)
    return Actor(
        account_id=account.id,
        pegawai_id=pegawai.id,
        nama=pegawai.nama_lengkap,
        sebagai=sebagai or (penugasan[-1] if penugasan else None),
        penugasan=tuple(penugasan),
        peran=frozenset(nama_peran),
        kunci=frozenset(kunci),
        ip=ip,
        request_id=request_id,
    )


def penugasan_pegawai(pegawai_id: int, pada: date | None = None) -> list[PenugasanAktif]:
    """The assignments through which a person acts on the date; Plh./Plt. first, definitif last."""
    baris = session.execute(_q_penugasan(), {"pegawai": pegawai_id, "pada": pada or today()})
    hasil = [PenugasanAktif(*aktif) for *aktif, ganti in baris if not (ganti and aktif[_JENIS] == "definitif")]
    return sorted(hasil, key=lambda x: (URUT_JENIS[x.jenis], x.penugasan_id))


# What every request asks: built once, since building the statements costs more than the store needs to answer them.


_AKTIF: tuple[Any, ...] = (
    Penugasan.id.label("penugasan_id"),
    Jabatan.id.label("jabatan_id"),
    Jabatan.nama.label("jabatan"),
    UnitKerja.id.label("unit_id"),
    UnitKerja.nama.label("unit"),
    func.coalesce(UnitKerja.opd_id, UnitKerja.id).label("opd_id"),
    Penugasan.jenis,
    Jabatan.eselon,
    Jabatan.kepala,
    Penugasan.mulai,
    Penugasan.selesai,
)
"""The columns of `PenugasanAktif`, in their order: read as plain values, since every request asks for them."""
_JENIS = [f.name for f in fields(PenugasanAktif)].index("jenis")


@cache
def _q_penugasan() -> Select[*tuple[Any, ...]]:
    """The columns of `PenugasanAktif`, then whether a Plh. holds the post meanwhile."""
    pada = bindparam("pada", type_=Date)
    plh = aliased(Penugasan)
    digantikan = exists().where(plh.jabatan_id == Penugasan.jabatan_id, plh.jenis == "Plh.", berlaku(plh, pada))
    return (
        select(*_AKTIF, digantikan)
        .join(Jabatan, Jabatan.id == Penugasan.jabatan_id)
        .join(UnitKerja, UnitKerja.id == Jabatan.unit_id)
        .where(Penugasan.pegawai_id == bindparam("pegawai"), berlaku(Penugasan, pada))
    )


@cache
def _q_pemegang() -> Select[Penugasan, Pegawai]:
    return (
        select(Penugasan, Pegawai)
        .join(Pegawai, Pegawai.id == Penugasan.pegawai_id)
        .where(
            Penugasan.jabatan_id.in_(bindparam("jabatan", expanding=True)),
            berlaku(Penugasan, bindparam("pada", type_=Date)),
        )
    )


@cache
def _q_penerima() -> Select[int, str, int]:
    return select(Penugasan.pegawai_id, Penugasan.jenis, Penugasan.id).where(
        Penugasan.jabatan_id == bindparam("jabatan"), berlaku(Penugasan, bindparam("pada", type_=Date))
    )


@cache
def _q_peran_dan_unit() -> CompoundSelect[str, int | None]:
    """Roles of a person, and (without a name) these units with all above them: one question for every page."""
    dasar = (
        select(UnitKerja.id, UnitKerja.induk_id)
        .where(UnitKerja.id.in_(bindparam("awal", expanding=True)))
        .cte("atas", recursive=True)
    )
    naik = dasar.union(select(UnitKerja.id, UnitKerja.induk_id).join(dasar, UnitKerja.id == dasar.c.induk_id))
    peran = select(Peran.nama, Peran.unit_id).where(
        Peran.pegawai_id == bindparam("pegawai"), berlaku(Peran, bindparam("pada", type_=Date))
    )
    return union_all(peran, select(literal(""), naik.c.id))


def _peran_dan_unit(
    pegawai_id: int, unit_ids: Iterable[int], pada: date
) -> tuple[list[tuple[str, int | None]], set[int]]:
    """The person's roles on the date, and these units with all above them."""
    isi = {"pegawai": pegawai_id, "pada": pada, "awal": sorted(set(unit_ids))}
    semua = [(nama, unit_id) for nama, unit_id in session.execute(_q_peran_dan_unit(), isi)]
    return [x for x in semua if x[0]], {u for nama, u in semua if not nama and u is not None}


@dataclass(frozen=True)
class Pemegang:
    """Who acts in a post on a date."""

    pegawai: Pegawai
    penugasan: Penugasan

    @property
    def jenis(self) -> str:
        return self.penugasan.jenis


def pemegang_pada(jabatan_id: int, pada: date | None = None) -> Pemegang | None:
    """Who acts in the post on the date: the Plh., else the Plt. or Pj., else the definitif holder; None: vacant."""
    return pemegang_banyak([jabatan_id], pada).get(jabatan_id)


def pemegang_banyak(jabatan_ids: Iterable[int], pada: date | None = None) -> dict[int, Pemegang]:
    """`pemegang_pada` for many posts in one query."""
    ids = sorted(set(jabatan_ids))
    if not ids:
        return {}
    baris = session.execute(_q_pemegang(), {"jabatan": ids, "pada": pada or today()})
    hasil: dict[int, Pemegang] = {}
    for penugasan, pegawai in sorted(baris, key=lambda x: (URUT_JENIS[x[0].jenis], x[0].id)):
        hasil.setdefault(penugasan.jabatan_id, Pemegang(pegawai, penugasan))
    return hasil


def pegawai_pada(jabatan_id: int, pada: date | None = None) -> Pegawai | None:
    pemegang = pemegang_pada(jabatan_id, pada)
    return pemegang.pegawai if pemegang else None


def jabatan_pada(pegawai_id: int, pada: date | None = None) -> Jabatan | None:
    """The person's definitif post on the date."""
    q = (
        select(Jabatan)
        .join(Penugasan, Penugasan.jabatan_id == Jabatan.id)
        .where(Penugasan.pegawai_id == pegawai_id, Penugasan.jenis == "definitif", berlaku(Penugasan, pada))
    )
    return session.scalars(q.limit(1)).first()


def nama_banyak(model: type[Jabatan] | type[Pegawai], ids: Iterable[int]) -> dict[int, str]:
    """Names by id, in one query; who is not there is left out."""
    semua = set(ids)
    if not semua:
        return {}
    return dict(session.execute(select(model.id, model.nama).where(model.id.in_(semua))).all())


def jabatan_banyak(pegawai_ids: Iterable[int], pada: date | None = None) -> dict[int, str]:
    """The name of each person's definitif post on the date, in one query; who has none is left out."""
    ids = set(pegawai_ids)
    q = (
        select(Penugasan.pegawai_id, Jabatan.nama)
        .join(Jabatan, Jabatan.id == Penugasan.jabatan_id)
        .where(Penugasan.pegawai_id.in_(ids), Penugasan.jenis == "definitif", berlaku(Penugasan, pada))
    )
    return dict(session.execute(q.order_by(Penugasan.id)).all()) if ids else {}


def unit_bawah(unit_ids: Iterable[int]) -> Select[int]:
    """The ids of these units and of all below them, as a subquery."""
    dasar = select(UnitKerja.id).where(UnitKerja.id.in_(sorted(set(unit_ids)))).cte("bawah", recursive=True)
    return select(dasar.union(select(UnitKerja.id).join(dasar, UnitKerja.induk_id == dasar.c.id)).c.id)


def atasan_pada(jabatan_id: int) -> list[Jabatan]:
    """The chain of superior posts, nearest first (a handful; a loop in the data ends it)."""
    hasil: list[Jabatan] = []
    kini = session.get(Jabatan, jabatan_id)
    lihat = {jabatan_id}
    while kini is not None and kini.atasan_id is not None and kini.atasan_id not in lihat:
        lihat.add(kini.atasan_id)
        kini = session.get(Jabatan, kini.atasan_id)
        if kini is not None:
            hasil.append(kini)
    return hasil


def pangkat_pada(pegawai_id: int, pada: date | None = None) -> Pangkat | None:
    q = select(Pangkat).where(Pangkat.pegawai_id == pegawai_id, berlaku(Pangkat, pada))
    return session.scalars(q.order_by(Pangkat.mulai.desc()).limit(1)).first()


def pangkat_banyak(pegawai_ids: Iterable[int], pada: date | None = None) -> dict[int, Pangkat]:
    """`pangkat_pada` for many people, in one query; who has none is left out."""
    ids = set(pegawai_ids)
    q = select(Pangkat).where(Pangkat.pegawai_id.in_(ids), berlaku(Pangkat, pada)).order_by(Pangkat.mulai)
    return {p.pegawai_id: p for p in session.scalars(q)} if ids else {}


def kepala_unit(unit_id: int, pada: date | None = None) -> Jabatan | None:
    """The post that heads the unit: receives what is addressed to it."""
    q = select(Jabatan).where(Jabatan.unit_id == unit_id, Jabatan.kepala.is_(True), berlaku(Jabatan, pada))
    return session.scalars(q.order_by(Jabatan.id).limit(1)).first()


def bawahan(jabatan_id: int, pada: date | None = None) -> Sequence[Jabatan]:
    """Posts directly below, in order of rank (for disposisi)."""
    q = (
        select(Jabatan)
        .options(joinedload(Jabatan.unit))
        .where(Jabatan.atasan_id == jabatan_id, berlaku(Jabatan, pada))
        .order_by(Jabatan.eselon == "", Jabatan.eselon, Jabatan.id)
        .limit(200)
    )
    return session.scalars(q).all()


def mandat_pada(dari_id: int, kepada_id: int, pada: date | None = None) -> Mandat | None:
    q = select(Mandat).where(Mandat.dari_id == dari_id, Mandat.kepada_id == kepada_id, berlaku(Mandat, pada))
    return session.scalars(q.order_by(Mandat.mulai.desc()).limit(1)).first()


def pegawai_dari_kunci(untuk: str, pada: date | None = None) -> list[int]:
    """Persons behind an access key today: 'p:7' → [7]; 'j:3' → who acts in the post; 'r:arsiparis@4' → role holders."""
    macam, _, isi = untuk.partition(":")
    if macam == "p":
        return [int(isi)]
    if macam == "j":
        baris = session.execute(_q_penerima(), {"jabatan": int(isi), "pada": pada or today()})
        return [p for p, *_ in sorted(baris, key=lambda x: (URUT_JENIS[x.jenis], x.id))[:1]]
    if macam == "r":
        nama, _, unit = isi.partition("@")
        q = select(Peran.pegawai_id).where(Peran.nama == nama, berlaku(Peran, pada))
        q = q.where(Peran.unit_id.is_(None)) if unit == "*" else q.where(Peran.unit_id == int(unit))
        return sorted(set(session.scalars(q.limit(200))))
    return []


def sebutan_kunci(untuk: str) -> str:
    """A key in words: 'Sekretaris Dinas', a person's name, 'arsiparis Dinas Kesehatan'."""
    macam, _, isi = untuk.partition(":")
    if macam == "j" and (jabatan := session.get(Jabatan, int(isi))) is not None:
        return jabatan.nama
    if macam == "p" and (pegawai := session.get(Pegawai, int(isi))) is not None:
        return pegawai.nama_lengkap
    if macam == "r":
        nama, _, unit_id = isi.partition("@")
        unit = session.get(UnitKerja, int(unit_id)) if unit_id.isdigit() else None
        kata = nama.replace("_", " ")
        return f"{kata} {unit.nama_singkat}" if unit else kata
    return "pejabat yang bersangkutan"


def cari_jabatan(kata: str, pada: date | None = None, batas: int = 20) -> Sequence[Jabatan]:
    """Posts whose name, or whose unit's, holds all the words typed: for recipients and pickers."""
    q = select(Jabatan).join(UnitKerja).options(joinedload(Jabatan.unit)).where(berlaku(Jabatan, pada))
    for k in kata.split()[:6]:
        pola = f"%{_lepas(k)}%"
        q = q.where(
            or_(
                Jabatan.nama.ilike(pola, escape="\\"),
                UnitKerja.nama.ilike(pola, escape="\\"),
                UnitKerja.nama_singkat.ilike(pola, escape="\\"),
            )
        )
    return session.scalars(q.order_by(Jabatan.eselon == "", Jabatan.eselon, Jabatan.id).limit(batas)).all()


def cari_unit(kata: str, pada: date | None = None, batas: int = 20) -> Sequence[UnitKerja]:
    q = select(UnitKerja).where(berlaku(UnitKerja, pada))
    for k in kata.split()[:6]:
        pola = f"%{_lepas(k)}%"
        q = q.where(or_(UnitKerja.nama.ilike(pola, escape="\\"), UnitKerja.nama_singkat.ilike(pola, escape="\\")))
    return session.scalars(q.order_by(UnitKerja.id).limit(batas)).all()


def cari_pegawai(kata: str, batas: int = 20) -> Sequence[Pegawai]:
    """People by name or NIP (what a directory shows: no private data)."""
    q = select(Pegawai).where(_cocok_kata(kata))
    return session.scalars(q.order_by(Pegawai.nama, Pegawai.id).limit(batas)).all()


# Managing people (admins, heads) ------------------------------------------------------------------------------------


def memegang_peran(pegawai_id: int, nama: Iterable[str], pada: date | None = None) -> bool:
    """Does the person hold one of these roles for the whole city on the date?"""
    q = select(Peran.id).where(
        Peran.pegawai_id == pegawai_id, Peran.nama.in_(sorted(nama)), Peran.unit_id.is_(None), berlaku(Peran, pada)
    )
    return session.execute(q.limit(1)).first() is not None


def penugasan_semua(pegawai_id: int) -> Sequence[Penugasan]:
    """All assignments of a person, past and coming, newest first."""
    q = (
        select(Penugasan)
        .options(joinedload(Penugasan.jabatan).joinedload(Jabatan.unit))
        .where(Penugasan.pegawai_id == pegawai_id)
        .order_by(Penugasan.mulai.desc(), Penugasan.id.desc())
    )
    return session.scalars(q.limit(200)).all()


def peran_semua(pegawai_id: int) -> Sequence[Peran]:
    """All roles of a person, past and coming, newest first."""
    q = (
        select(Peran)
        .options(joinedload(Peran.unit))
        .where(Peran.pegawai_id == pegawai_id)
        .order_by(Peran.mulai.desc(), Peran.id.desc())
    )
    return session.scalars(q.limit(200)).all()


def akun_pegawai(pegawai_id: int) -> Account | None:
    return session.scalar(select(Account).where(Account.pihak_id == pegawai_id))


@dataclass(frozen=True)
class BarisPegawai:
    """A line of the admin's list: the person, the account if there is one, the posts held today."""

    pegawai: Pegawai
    account: Account | None
    jabatan: tuple[PenugasanAktif, ...]


def daftar_pegawai(
    syarat: ColumnElement[bool],
    *,
    kata: str = "",
    akun: str = "",
    kursor: Kursor | None = None,
    batas: int = 26,
    urut: str = "",
) -> list[BarisPegawai]:
    """People within a scope, newest number first or by name (`urut` "nama", "-nama"), narrowed by words of name or NIP
    and by the state of their account ("aktif", "nonaktif", "belum"). Keyset, from `kursor` on. Two queries."""
    q = select(Pegawai, Account).outerjoin(Account, Account.pihak_id == Pegawai.id).where(syarat, _cocok_kata(kata))
    if akun == "belum":
        q = q.where(Account.id.is_(None))
    elif akun in ("aktif", "nonaktif"):
        q = q.where(Account.aktif.is_(akun == "aktif"))
    baris = session.execute(berurut(q, Pegawai.id, kursor, urut, {"nama": Pegawai.nama}).limit(batas)).all()
    jabatan: dict[int, list[PenugasanAktif]] = {}
    if baris:
        tugas = (
            select(Penugasan.pegawai_id, *_AKTIF)
            .join(Jabatan, Jabatan.id == Penugasan.jabatan_id)
            .join(UnitKerja, UnitKerja.id == Jabatan.unit_id)
            .where(Penugasan.pegawai_id.in_([p.id for p, _ in baris]), berlaku(Penugasan))
        )
        for pegawai_id, *aktif in session.execute(tugas):
            jabatan.setdefault(pegawai_id, []).append(PenugasanAktif(*aktif))
    return [BarisPegawai(p, a, tuple(jabatan.get(p.id, ()))) for p, a in baris]


def daftar_pengganti(
    syarat: ColumnElement[bool],
    masa: str,
    *,
    kata: str = "",
    jenis: str = "",
    kursor: Kursor | None = None,
    batas: int = 26,
    urut: str = "",
) -> Sequence[Penugasan]:
    """Plh., Plt. and Pj. within a scope, newest first or by their first day (`urut` "masa", "-masa"): `masa` "kini",
    "nanti" or "lalu", narrowed by words of the post, its unit or the person's name or NIP. Keyset, from `kursor` on."""
    hari = today()
    kapan = {
        "kini": berlaku(Penugasan, hari),
        "nanti": Penugasan.mulai > hari,
        "lalu": and_(Penugasan.selesai.is_not(None), Penugasan.selesai <= hari),
    }[masa]
    q = (
        select(Penugasan)
        .join(Jabatan, Jabatan.id == Penugasan.jabatan_id)
        .join(UnitKerja, UnitKerja.id == Jabatan.unit_id)
        .join(Pegawai, Pegawai.id == Penugasan.pegawai_id)
        .options(joinedload(Penugasan.jabatan).joinedload(Jabatan.unit), joinedload(Penugasan.pegawai))
        # As text, so that the partial index behind the order by day is seen to hold these rows.
        .where(text("penugasan.jenis != 'definitif'"), kapan, syarat)
    )
    if jenis:
        q = q.where(Penugasan.jenis == jenis)
    for k in kata.split()[:6]:
        q = q.where(or_(memuat(k, Jabatan.nama, UnitKerja.nama), _cocok_kata(k)))
    q = berurut(q, Penugasan.id, kursor, urut, {"masa": Penugasan.mulai})
    return session.scalars(q.limit(batas)).all()


def pegawai_menurut_nip(nip: str) -> Pegawai | None:
    """The person of this NIP (blanks between its groups allowed)."""
    return session.scalar(select(Pegawai).where(Pegawai.nip == "".join(nip.split())))


def unit_opd(opd_ids: Iterable[int]) -> Sequence[UnitKerja]:
    """These offices with all their parts today, the office first (an OPD has some dozens, bounded to 300)."""
    ids = sorted(set(opd_ids))
    q = select(UnitKerja).where(or_(UnitKerja.opd_id.in_(ids), UnitKerja.id.in_(ids)), berlaku(UnitKerja))
    urut = (UnitKerja.opd_id, UnitKerja.opd_id != UnitKerja.id, UnitKerja.kode)
    return session.scalars(q.order_by(*urut).limit(300)).all()


def calon_pelaksana(jabatan: Jabatan, kata: str = "", batas: int = 15) -> list[tuple[Pegawai, str]]:
    """Whom one would appoint as Plh. of a post: holders of posts below and beside it, or (with words) people of the
    same office found by name or NIP; each with the post held. The post's own holders are left out."""
    lain = select(Penugasan.pegawai_id).where(Penugasan.jabatan_id == jabatan.id, berlaku(Penugasan))
    q = (
        select(Pegawai, Jabatan.nama)
        .join(Penugasan, Penugasan.pegawai_id == Pegawai.id)
        .join(Jabatan, Jabatan.id == Penugasan.jabatan_id)
        .join(UnitKerja, UnitKerja.id == Jabatan.unit_id)
        .where(Penugasan.jenis == "definitif", berlaku(Penugasan), Pegawai.id.not_in(lain))
    )
    if kata:
        opd_id = jabatan.unit.opd_id or jabatan.unit_id
        q = q.where(or_(UnitKerja.opd_id == opd_id, UnitKerja.id == opd_id))
        q = q.where(_cocok_kata(kata))
        urut = [Pegawai.nama]
    else:
        sejajar = Jabatan.atasan_id == jabatan.atasan_id if jabatan.atasan_id else Jabatan.atasan_id == jabatan.id
        q = q.where(or_(Jabatan.atasan_id == jabatan.id, sejajar), Jabatan.eselon != "")
        urut = [Jabatan.atasan_id != jabatan.id, Jabatan.eselon, Jabatan.id]
    return [(p, j) for p, j in session.execute(q.order_by(*urut).limit(batas))]


def dokumen_sementara(penugasan_ids: Iterable[int]) -> dict[int, int]:
    """Assignment → the document of its sudden appointment."""
    from suite.core.identity.penunjukan import PenunjukanSementara

    q = select(PenunjukanSementara.penugasan_id, PenunjukanSementara.id).where(
        PenunjukanSementara.penugasan_id.in_(sorted(penugasan_ids))
    )
    return dict(session.execute(q).all())


def _cocok_kata(kata: str) -> ColumnElement[bool]:
    """SQL condition: name or NIP of the person holds each of the words."""
    return and_(
        true(),
        *(
            or_(Pegawai.nama.ilike(f"%{_lepas(k)}%", escape="\\"), Pegawai.nip.like(f"{_lepas(k)}%", escape="\\"))
            for k in kata.split()[:6]
        ),
    )


def _lepas(kata: str) -> str:
    return kata.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("\x00", "")
