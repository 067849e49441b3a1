"""Writing, changing and striking comments. The only writer of `Komentar`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import literal, select

from suite.core import akses, audit, notifications
from suite.core.actor import Actor
from suite.core.akses import AksesDokumen
from suite.core.clock import now
from suite.core.db import session
from suite.core.errors import AturanDilanggar, Konflik, TanpaIzin
from suite.core.identity.models import Account, Pegawai
from suite.core.identity.queries import pemegang_banyak, susun_actor
from suite.core.komentar.models import Komentar, KomentarSebut

BATAS_UBAH = timedelta(minutes=15)
"""How long a comment may be changed or taken back; afterwards it is struck through and stays readable."""
TERPANJANG = 4000
SEBUT_TERBANYAK = 10
TAMPIL = 100


@dataclass(frozen=True)
class Jenis:
    """A kind of document that takes comments. `boleh(actor, dok)`: may read its content. `akses(dok)` is the document
    (kind, id) whose access keys decide who is concerned."""

    nama: str
    model: Any
    boleh: Callable[[Actor, Any], bool]
    judul: Callable[[Any], str]
    url: Callable[[Any], str]
    akses: Callable[[Any], tuple[str, int]]


_jenis: dict[str, Jenis] = {}


def daftarkan(*jenis: Jenis) -> None:
    """Register kinds of documents (when the room that owns them is mounted)."""
    for j in jenis:
        _jenis[j.nama] = j


def semua_jenis() -> dict[str, Jenis]:
    return dict(_jenis)


def dokumen(jenis: str, id: int) -> Any:
    """The document, None when there is none of this kind and number."""
    return session.get(_jenis[jenis].model, id) if jenis in _jenis else None


def boleh_baca(actor: Actor, jenis: str, dok: Any) -> bool:
    return _jenis[jenis].boleh(actor, dok)


def boleh_tulis(actor: Actor, jenis: str, dok: Any) -> bool:
    """Who is concerned with the document; an auditor reads along and writes nothing."""
    if actor.pegawai_id is None or not boleh_baca(actor, jenis, dok):
        return False
    milik, id = _jenis[jenis].akses(dok)
    return session.execute(select(literal(1)).where(akses.terbuka_bagi(actor, milik, literal(id)))).first() is not None


def tulis(actor: Actor, jenis: str, dok: Any, isi: str, sebut: Iterable[int] = ()) -> tuple[Komentar, list[str]]:
    """Write a comment, naming people. Returns it and the names of those who are not told: the document is closed to them.

    Raises `AturanDilanggar(field="isi")` for an empty or too long one, `TanpaIzin`.
    """
    if not boleh_tulis(actor, jenis, dok):
        raise TanpaIzin("Komentar ditulis oleh yang menangani dokumen ini.")
    assert actor.pegawai_id is not None
    baru = Komentar(
        jenis=jenis,
        objek_id=dok.id,
        isi=_bersih(isi),
        pegawai_id=actor.pegawai_id,
        nama=actor.nama,
        sebutan=actor.sebutan[:300],
    )
    session.add(baru)
    session.flush()
    audit.sebut("komentar.tulis", baru, actor)
    return baru, _sebut(actor, baru, dok, sebut)


def ubah(actor: Actor, k: Komentar, isi: str, versi: int) -> None:
    """Change an own comment within `BATAS_UBAH`. Raises `AturanDilanggar`, `Konflik` when it was changed meanwhile."""
    _pastikan_milik(actor, k)
    if not masih_baru(k):
        raise AturanDilanggar("Komentar hanya dapat diubah dalam 15 menit. Tulis komentar baru.", field="isi")
    if k.versi != versi:
        raise Konflik("Komentar ini sudah Anda ubah di tempat lain. Muat ulang halamannya.")
    bersih = _bersih(isi)
    if bersih != k.isi:
        k.isi, k.diubah_pada, k.versi = bersih, now(), k.versi + 1
        audit.sebut("komentar.ubah", k, actor)


def hapus(actor: Actor, k: Komentar) -> bool:
    """Take an own comment back within `BATAS_UBAH`; later it is struck through. Returns whether it is gone."""
    _pastikan_milik(actor, k)
    if k.dicoret_pada is not None:
        raise AturanDilanggar("Komentar ini sudah dicoret.")
    if masih_baru(k):
        audit.sebut("komentar.hapus", k, actor)
        session.delete(k)
        return True
    k.dicoret_pada = now()
    audit.sebut("komentar.coret", k, actor)
    return False


def masih_baru(k: Komentar) -> bool:
    return k.dicoret_pada is None and now() - k.dibuat_pada <= BATAS_UBAH


def _pastikan_milik(actor: Actor, k: Komentar) -> None:
    if k.pegawai_id != actor.pegawai_id:
        raise TanpaIzin("Komentar hanya diubah oleh penulisnya.")


def _bersih(isi: str) -> str:
    teks = isi.replace("\x00", "").replace("\r\n", "\n").strip()
    if not teks:
        raise AturanDilanggar("Tulis komentarnya dahulu.", field="isi")
    if len(teks) > TERPANJANG:
        raise AturanDilanggar(f"Komentar {len(teks)} huruf, batasnya {TERPANJANG}. Ringkas atau bagi dua.", field="isi")
    return teks


def _sebut(actor: Actor, k: Komentar, dok: Any, sebut: Iterable[int]) -> list[str]:
    """Tell the people named who may read the document; returns the names of the others."""
    ids = sorted({i for i in sebut if i != actor.pegawai_id})[:SEBUT_TERBANYAK]
    if not ids:
        return []
    akun = {a.pihak_id: a for a in session.scalars(select(Account).where(Account.pihak_id.in_(ids), Account.aktif))}
    jenis, tertutup = _jenis[k.jenis], []
    for pegawai in session.scalars(select(Pegawai).where(Pegawai.id.in_(ids)).order_by(Pegawai.id)):
        terbuka = pegawai.id in akun and jenis.boleh(susun_actor(akun[pegawai.id]), dok)
        k.sebut.append(KomentarSebut(pegawai_id=pegawai.id, diberitahu=terbuka))
        if not terbuka:
            tertutup.append(pegawai.nama_lengkap)
            continue
        notifications.beri_tahu(
            f"p:{pegawai.id}",
            judul=f"{actor.nama} menyebut Anda dalam komentar",
            isi=jenis.judul(dok),
            url=f"{jenis.url(dok)}#komentar-{k.id}",
            jenis="komentar",
        )
    return tertutup


# Reading -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Panel:
    """What a document's page shows of its comments."""

    jenis: str
    objek_id: int
    komentar: Sequence[Komentar]
    boleh_tulis: bool
    calon: Sequence[dict[str, Any]]
    saya: int | None

    def kejadian(self) -> list[dict[str, Any]]:
        """The comments as events of the timeline."""
        return [
            {
                "judul": f"{k.nama} berkomentar",
                "waktu": k.dibuat_pada,
                "ikon": "message-2",
                "makna": "netral",
                "oleh": k.sebutan or None,
                "url": f"#komentar-{k.id}",
            }
            for k in self.komentar
        ]

    def gabung(self, kejadian: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """A timeline (newest first) with the comments in their places."""
        return sorted([*kejadian, *self.kejadian()], key=lambda x: x["waktu"], reverse=True)


def panel(actor: Actor, jenis: str, dok: Any, *, boleh_isi: bool) -> Panel | None:
    """Comments of a document, oldest first (the last 100), for who may read its content; None for the others."""
    if not boleh_isi:
        return None
    q = select(Komentar).where(Komentar.jenis == jenis, Komentar.objek_id == dok.id)
    semua = list(reversed(session.scalars(q.order_by(Komentar.id.desc()).limit(TAMPIL)).all()))
    boleh = boleh_tulis(actor, jenis, dok)
    return Panel(jenis, dok.id, semua, boleh, calon(jenis, dok) if boleh else [], actor.pegawai_id)


def calon(jenis: str, dok: Any) -> list[dict[str, Any]]:
    """People whom one would name: who is concerned by person or post (50 at most). Two queries."""
    milik, id = _jenis[jenis].akses(dok)
    a = AksesDokumen
    kunci = session.scalars(select(a.kunci).where(a.jenis == milik, a.objek_id == id).order_by(a.kunci).limit(50)).all()
    orang: dict[int, dict[str, Any]] = {}
    pribadi = [int(k[2:]) for k in kunci if k.startswith("p:")]
    if pribadi:
        for p in session.scalars(select(Pegawai).where(Pegawai.id.in_(pribadi))):
            orang[p.id] = {"nilai": p.id, "label": p.nama_lengkap, "ket": ""}
    for p in pemegang_banyak(int(k[2:]) for k in kunci if k.startswith("j:")).values():
        orang.setdefault(p.pegawai.id, {"nilai": p.pegawai.id, "label": p.pegawai.nama_lengkap, "ket": ""})
    return sorted(orang.values(), key=lambda o: o["label"])
