"""Approval routes as rows: built when a document is submitted, answered one step after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, event, select
from sqlalchemy.orm import Session

from suite.core.actor import Actor
from suite.core.clock import now
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.workflow import declare
from suite.core.workflow.models import LangkahRute


@dataclass(frozen=True)
class Langkah:
    """One step to be: post, act, order. Equal `urut` = parallel, `perlu` of them must act."""

    urut: int
    jabatan_id: int
    aksi: str = "paraf"
    kelompok: str = "hierarki"
    perlu: int = 1


def susun(dok: Any, langkah: Sequence[Langkah]) -> None:
    """Write the route of the document's present round."""
    nama = declare.jenis_dari(dok).nama
    session.add_all(
        LangkahRute(
            jenis=nama,
            objek_id=dok.id,
            ronde=dok.ronde,
            urut=x.urut,
            aksi=x.aksi,
            kelompok=x.kelompok,
            perlu=x.perlu,
            jabatan_id=x.jabatan_id,
        )
        for x in langkah
    )
    session.flush()
    lupakan(dok)


def rute(dok: Any, ronde: int | None = None) -> Sequence[LangkahRute]:
    """All rows of a round (the present one by default), in order.

    Read once a transaction: who writes them holds the document's lock, and `engine.kunci` forgets what was read before.
    """
    nama = declare.jenis_dari(dok).nama
    tersimpan: dict[tuple[str, int, int], Sequence[LangkahRute]] = session.info.setdefault("rute", {})
    kunci = (nama, dok.id, dok.ronde if ronde is None else ronde)
    if kunci not in tersimpan:
        tersimpan[kunci] = _baca(*kunci)
    return tersimpan[kunci]


@event.listens_for(Session, "after_soft_rollback")
def _batal(batal: Session, _sebelum: Any) -> None:
    """What a savepoint took back must not be remembered."""
    batal.info.pop("rute", None)


def lupakan(dok: Any) -> None:
    """The rows may have changed since they were read: read them again when they are asked for."""
    nama = declare.jenis_dari(dok).nama
    tersimpan = session.info.get("rute", {})
    for kunci in [k for k in tersimpan if k[:2] == (nama, dok.id)]:
        del tersimpan[kunci]


def _baca(nama: str, objek_id: int, ronde: int) -> Sequence[LangkahRute]:
    return session.scalars(_q_rute(), {"jenis": nama, "objek": objek_id, "ronde": ronde}).all()


@cache
def _q_rute() -> Select[Any]:
    q = select(LangkahRute).where(
        LangkahRute.jenis == bindparam("jenis"),
        LangkahRute.objek_id == bindparam("objek"),
        LangkahRute.ronde == bindparam("ronde"),
    )
    return q.order_by(LangkahRute.urut, LangkahRute.id).limit(200).execution_options(populate_existing=True)


def berjalan(dok: Any) -> list[LangkahRute]:
    """The rows whose turn it is: those still open at the lowest unfinished step."""
    semua = rute(dok)
    for urut in sorted({x.urut for x in semua}):
        kelompok = [x for x in semua if x.urut == urut]
        sudah = sum(1 for x in kelompok if x.selesai_pada)
        if sudah < min(kelompok[0].perlu, len(kelompok)):
            return [x for x in kelompok if not x.selesai_pada and not x.dilewati]
    return []


def sisa_setelah(dok: Any) -> bool:
    """Is anything of the same kind left after the present row acts?"""
    semua = [x for x in rute(dok) if not x.selesai_pada and not x.dilewati]
    kini = berjalan(dok)
    if not kini:
        return bool(semua)
    kelompok = [x for x in rute(dok) if x.urut == kini[0].urut]
    sudah = sum(1 for x in kelompok if x.selesai_pada)
    if sudah + 1 < min(kelompok[0].perlu, len(kelompok)):
        return True
    return any(x.urut > kini[0].urut and x.aksi == kini[0].aksi for x in semua)


def bubuhkan(dok: Any, actor: Actor, sidik: str) -> LangkahRute:
    """Record the actor's paraf (or signature) over the hash of the version read.

    Raises `AturanDilanggar` when no open row of the present step is the actor's.
    """
    for x in berjalan(dok):
        sebagai = actor.sebagai_jabatan(x.jabatan_id)
        if sebagai is None:
            continue
        x.selesai_pada = now()
        x.oleh_pegawai_id = actor.pegawai_id
        x.oleh_nama = actor.nama
        x.oleh_sebutan = sebagai.sebutan
        x.sidik = sidik
        _lewati_sisanya(dok, x.urut)
        return x
    raise AturanDilanggar("Belum giliran Anda pada rantai persetujuan ini.", kode="giliran")


def _lewati_sisanya(dok: Any, urut: int) -> None:
    kelompok = [x for x in rute(dok) if x.urut == urut]
    if sum(1 for x in kelompok if x.selesai_pada) >= kelompok[0].perlu:
        for x in kelompok:
            if not x.selesai_pada:
                x.dilewati = True
