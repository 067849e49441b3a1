"""Who may see a document: one row per key, written by the service that owns the document.

Lists, counts, searches, notifications and file links all ask this one table, so that a person without access cannot
learn anywhere that the document exists. Keys: see `suite.core.actor.Actor.kunci`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Index, PrimaryKeyConstraint, String, delete, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.actor import Actor
from suite.core.db import Base, BigId, session


class AksesDokumen(Base):
    __tablename__ = "akses_dokumen"
    __mapper_args__ = {"primary_key": ["kunci", "jenis", "objek_id"]}  # noqa: RUF012
    __table_args__ = (
        PrimaryKeyConstraint("kunci", "jenis", "objek_id"),
        Index("ix_akses_dokumen_objek", "jenis", "objek_id", "kunci"),
    )

    id = None  # type: ignore[assignment]
    kunci: Mapped[str] = mapped_column(String(30))
    jenis: Mapped[str] = mapped_column(String(30))
    objek_id: Mapped[int] = mapped_column(BigId)

    def __rantai__(self) -> str:
        return f"{self.jenis}:{self.objek_id}"


def kunci_unit(unit_id: int) -> str:
    return f"u:{unit_id}"


def kunci_jabatan(jabatan_id: int) -> str:
    return f"j:{jabatan_id}"


def kunci_pegawai(pegawai_id: int) -> str:
    return f"p:{pegawai_id}"


def tetapkan(jenis: str, objek_id: int, kunci: Iterable[str]) -> None:
    """Make `kunci` the whole set of keys of this document (adds and removes what differs)."""
    ingin = set(kunci)
    ada = set(
        session.scalars(
            select(AksesDokumen.kunci).where(AksesDokumen.jenis == jenis, AksesDokumen.objek_id == objek_id)
        )
    )
    if buang := ada - ingin:
        session.execute(
            delete(AksesDokumen).where(
                AksesDokumen.jenis == jenis, AksesDokumen.objek_id == objek_id, AksesDokumen.kunci.in_(buang)
            )
        )
    session.add_all(AksesDokumen(kunci=k, jenis=jenis, objek_id=objek_id) for k in sorted(ingin - ada))
    if ingin != ada:
        _segarkan_pencarian(jenis, objek_id)


def tambah(jenis: str, objek_id: int, kunci: Iterable[str]) -> None:
    """Open the document to further keys (a disposisi lets its receiver read the letter)."""
    ada = set(
        session.scalars(
            select(AksesDokumen.kunci).where(AksesDokumen.jenis == jenis, AksesDokumen.objek_id == objek_id)
        )
    )
    if baru := sorted(set(kunci) - ada):
        session.add_all(AksesDokumen(kunci=k, jenis=jenis, objek_id=objek_id) for k in baru)
        _segarkan_pencarian(jenis, objek_id)


def _segarkan_pencarian(jenis: str, objek_id: int) -> None:
    """Search narrows by these keys in its own index; it reads this table, hence the late import."""
    from suite.core.search import segarkan_kunci

    segarkan_kunci(jenis, objek_id)


def terbuka_bagi(actor: Actor, jenis: str, objek_id: Any) -> ColumnElement[bool]:
    """SQL condition: the document `objek_id` (a column) of this kind is open to the actor."""
    return exists().where(
        AksesDokumen.jenis == jenis, AksesDokumen.objek_id == objek_id, AksesDokumen.kunci.in_(sorted(actor.kunci))
    )
