"""Saved views and chosen columns of a list. The only writer of `TampilanDaftar` and `PilihanDaftar`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import cast, literal, null, or_, select, union_all
from sqlalchemy.exc import IntegrityError

from suite.core.actor import Actor
from suite.core.daftar.models import PilihanDaftar, TampilanDaftar
from suite.core.daftar.susunan import Daftar, Kolom, Konteks
from suite.core.db import BigId, session
from suite.core.errors import AturanDilanggar, TanpaIzin, TidakDitemukan
from suite.core.identity.models import UnitKerja
from suite.core.identity.policy import lingkup_admin, mengelola_opd
from suite.core.identity.queries import berlaku

PALING_BANYAK = 20
"""Views that one person keeps of one list, and that one unit shares."""


@dataclass(frozen=True)
class Tersimpan:
    """A saved view as the tabs show it. `bersama`: shared by a unit, not the person's own."""

    id: int
    nama: str
    saring: Mapping[str, str]
    bersama: bool


@dataclass(frozen=True)
class Pilihan:
    """What a person has chosen for a list."""

    tampilan: Sequence[Tersimpan] = ()
    sembunyi: frozenset[str] = frozenset()
    tambah: frozenset[str] = frozenset()
    awal: str = ""
    isi: Mapping[str, Any] = field(default_factory=dict)

    def args_awal(self, daftar: Daftar) -> dict[str, str]:
        """The address that the list opens with: of the default view, {} when there is none (any more)."""
        macam, _, nilai = self.awal.partition(":")
        if macam == "tab" and nilai in daftar.tab:
            return {"tampilan": nilai}
        if macam == "t":
            ada = next((t for t in self.tampilan if str(t.id) == nilai), None)
            return {**ada.saring, "t": nilai} if ada else {}
        return {}


def muat(daftar: Daftar, actor: Actor) -> Pilihan:
    """Views and choices of the actor for this list. One query."""
    if actor.pegawai_id is None:
        return Pilihan()
    t, p = TampilanDaftar, PilihanDaftar
    kosong = cast(null(), BigId)
    tampilan = select(literal(1).label("macam"), t.id, t.nama, t.saring.label("isi"), t.unit_id).where(
        t.daftar == daftar.nama, _terlihat(actor)
    )
    pilihan = select(literal(0), p.id, literal(""), p.isi, kosong).where(
        p.daftar == daftar.nama, p.pegawai_id == actor.pegawai_id
    )
    isi: Mapping[str, Any] = {}
    ada: list[Tersimpan] = []
    for macam, id_, nama, nilai, unit_id in session.execute(union_all(tampilan, pilihan)):
        if macam:
            ada.append(Tersimpan(id_, nama, nilai, unit_id is not None))
        else:
            isi = nilai
    ada.sort(key=lambda x: (x.bersama, x.id))
    return Pilihan(ada, frozenset(isi.get("sembunyi", ())), frozenset(isi.get("tambah", ())), isi.get("awal", ""), isi)


def _terlihat(actor: Actor) -> Any:
    """Own views, and those that a unit of the actor (or one above it) shares."""
    t = TampilanDaftar
    unit = sorted(int(k[2:]) for k in actor.kunci if k.startswith("u:"))
    milik = (t.pegawai_id == (actor.pegawai_id or 0)) & t.unit_id.is_(None)
    return or_(milik, t.unit_id.in_(unit)) if unit else milik


def unit_berbagi(actor: Actor) -> Sequence[UnitKerja]:
    """The offices with which the actor may share a view: those administered (200 at most)."""
    opd = lingkup_admin(actor)
    if opd is not None and not opd:
        return ()
    q = select(UnitKerja).where(berlaku(UnitKerja), or_(UnitKerja.opd_id == UnitKerja.id, UnitKerja.opd_id.is_(None)))
    if opd is not None:
        q = q.where(UnitKerja.id.in_(sorted(opd)))
    return session.scalars(q.order_by(UnitKerja.id).limit(200)).all()


def simpan(
    actor: Actor, daftar: Daftar, nama: str, k: Konteks, *, unit_id: int | None = None, jadikan_awal: bool = False
) -> TampilanDaftar:
    """Save the filters of a context under a name, for oneself or (its admin) for a unit.

    Raises `AturanDilanggar(field="nama")` for an empty or used name or too many views, `TanpaIzin` for a unit that the
    actor does not administer.
    """
    nama = " ".join(nama.split())[:60]
    if actor.pegawai_id is None:
        raise TanpaIzin("Tampilan disimpan atas nama pegawai. Akun Anda belum terhubung dengan pegawai.")
    if not nama:
        raise AturanDilanggar("Beri nama tampilan ini, misalnya Undangan bulan ini.", field="nama")
    if unit_id is not None:
        unit = session.get(UnitKerja, unit_id)
        if unit is None or not mengelola_opd(actor, unit.opd_id or unit.id):
            raise TanpaIzin("Tampilan hanya dapat dibagikan kepada perangkat daerah yang Anda kelola.")
    t = TampilanDaftar
    milik = (t.unit_id == unit_id) if unit_id is not None else (t.pegawai_id == actor.pegawai_id) & t.unit_id.is_(None)
    nama_ada = list(session.scalars(select(t.nama).where(t.daftar == daftar.nama, milik)))
    if nama.lower() in {n.lower() for n in nama_ada}:
        raise AturanDilanggar(
            f"Sudah ada tampilan bernama {nama}. Pakai nama lain, atau hapus yang lama.", field="nama"
        )
    if len(nama_ada) >= PALING_BANYAK:
        raise AturanDilanggar(
            f"Paling banyak {PALING_BANYAK} tampilan untuk satu daftar. Hapus yang tidak dipakai.", field="nama"
        )
    saring = dict(k.mentah)
    if k.tab:
        saring["tampilan"] = k.tab
    baru = t(daftar=daftar.nama, nama=nama, saring=saring, pegawai_id=actor.pegawai_id, unit_id=unit_id)
    try:
        with session.begin_nested():
            session.add(baru)
    except IntegrityError:
        raise AturanDilanggar(f"Sudah ada tampilan bernama {nama}. Pakai nama lain.", field="nama") from None
    if jadikan_awal:
        tetapkan_awal(actor, daftar, f"t:{baru.id}")
    return baru


def hapus(actor: Actor, daftar: Daftar, id: int) -> str:
    """Delete an own view, or a shared one of an office that the actor administers; returns its name.

    Raises `TidakDitemukan` for any other.
    """
    t = session.get(TampilanDaftar, id)
    if t is None or t.daftar != daftar.nama or not boleh_hapus(actor, t):
        raise TidakDitemukan("Tampilan itu tidak ada.")
    session.delete(t)
    return t.nama


def boleh_hapus(actor: Actor, t: TampilanDaftar) -> bool:
    if t.unit_id is None:
        return t.pegawai_id == actor.pegawai_id
    unit = session.get(UnitKerja, t.unit_id)
    return unit is not None and mengelola_opd(actor, unit.opd_id or unit.id)


def yang_dapat_dihapus(actor: Actor, daftar: Daftar, ids: Iterable[int]) -> set[int]:
    """Which of these views the actor may delete."""
    q = select(TampilanDaftar).where(TampilanDaftar.daftar == daftar.nama, TampilanDaftar.id.in_(list(ids)))
    return {t.id for t in session.scalars(q) if boleh_hapus(actor, t)}


def tetapkan_awal(actor: Actor, daftar: Daftar, awal: str) -> None:
    """Which view opens first: "tab:<tab>", "t:<id>" of a view that the actor sees, or "" for the list's own choice."""
    pilihan = muat(daftar, actor)
    macam, _, nilai = awal.partition(":")
    sah = (
        not awal
        or (macam == "tab" and nilai in daftar.tab)
        or (macam == "t" and any(str(t.id) == nilai for t in pilihan.tampilan))
    )
    if not sah:
        raise TidakDitemukan("Tampilan itu tidak ada.")
    _ubah(actor, daftar, {**pilihan.isi, "awal": awal})


def tetapkan_kolom(actor: Actor, daftar: Daftar, k: Konteks, tampak: Iterable[str] | None) -> None:
    """Show these columns of the tab (None: as the list is made). Columns of other tabs keep what was chosen for them."""
    pilihan = muat(daftar, actor)
    kolom = {c.kunci: c for c in daftar.kolom_tab(k)}
    sembunyi, tambah = set(pilihan.sembunyi) - set(kolom), set(pilihan.tambah) - set(kolom)
    if tampak is not None:
        dipilih = set(tampak) & set(kolom)
        sembunyi |= {n for n, c in kolom.items() if c.awal and not c.wajib and n not in dipilih}
        tambah |= {n for n, c in kolom.items() if not c.awal and n in dipilih}
    _ubah(actor, daftar, {**pilihan.isi, "sembunyi": sorted(sembunyi), "tambah": sorted(tambah)})


def kolom_tampak(daftar: Daftar, k: Konteks, pilihan: Pilihan) -> list[Kolom]:
    """The columns that this person sees in this tab, in the order of the list: what the page shows and a sheet holds."""
    return [c for c in daftar.kolom_tab(k) if tampak(c, pilihan)]


def tampak(c: Kolom, pilihan: Pilihan) -> bool:
    """Does the person see this column?"""
    return c.wajib or (c.kunci not in pilihan.sembunyi if c.awal else c.kunci in pilihan.tambah)


def _ubah(actor: Actor, daftar: Daftar, isi: dict[str, Any]) -> None:
    if actor.pegawai_id is None:
        raise TanpaIzin("Pilihan daftar disimpan atas nama pegawai. Akun Anda belum terhubung dengan pegawai.")
    p = PilihanDaftar
    ada = session.scalar(select(p).where(p.pegawai_id == actor.pegawai_id, p.daftar == daftar.nama))
    if ada is None:
        session.add(p(daftar=daftar.nama, pegawai_id=actor.pegawai_id, isi=isi))
    else:
        ada.isi = isi
    session.flush()
