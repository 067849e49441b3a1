"""Gapless official numbers: per register (kind × unit) and year, unique, safe under concurrency.

A number is taken when signing begins and is never used again: a cancelled one stays in the register, marked batal. The
counter row is locked by the statement that raises it, so two signers of one register wait for each other and nobody else.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.clock import local_date, now
from suite.core.db import Base, BigId, session

_TETAP = datetime(2000, 1, 1, 12, tzinfo=UTC)
"""The year in which stamps are counted."""


class Register(Base):
    """A book of numbers. `kunci` names it for the service that owns it ('surat:surat_dinas:12', 'agenda:12')."""

    __tablename__ = "register"

    kunci: Mapped[str] = mapped_column(String(80), unique=True)
    nama: Mapped[str] = mapped_column(String(200))
    pola: Mapped[str] = mapped_column(String(200), default="{nomor}")


class Penghitung(Base):
    """The last number used of a register in a year. Restarts by itself: a new year is a new row."""

    __tablename__ = "penghitung"
    __audit__ = False
    __table_args__ = (UniqueConstraint("register_id", "tahun", name="uq_penghitung_tahun"),)

    register_id: Mapped[int] = mapped_column(ForeignKey("register.id"))
    tahun: Mapped[int]
    terakhir: Mapped[int] = mapped_column(default=0)


class NomorTerpakai(Base):
    """One number of the register: taken for good. `keadaan`: terikat (bound, not yet published), terbit, batal."""

    __tablename__ = "nomor_terpakai"
    __table_args__ = (
        UniqueConstraint("register_id", "tahun", "urut", "sisipan", name="uq_nomor_terpakai"),
        CheckConstraint("keadaan IN ('terikat', 'terbit', 'batal')", name="keadaan"),
        Index("ix_nomor_terpakai_objek", "jenis", "objek_id"),
    )

    register_id: Mapped[int] = mapped_column(ForeignKey("register.id"))
    tahun: Mapped[int]
    urut: Mapped[int]
    sisipan: Mapped[str] = mapped_column(String(5), default="")
    nomor: Mapped[str] = mapped_column(String(120))
    keadaan: Mapped[str] = mapped_column(String(10), default="terikat")
    jenis: Mapped[str] = mapped_column(String(40))
    objek_id: Mapped[int] = mapped_column(BigId)
    diambil_pada: Mapped[datetime] = mapped_column(default=now)

    def __rantai__(self) -> str:
        return f"{self.jenis}:{self.objek_id}"


def register(kunci: str, nama: str, pola: str) -> Register:
    """The register of this key, made when it is asked for the first time."""
    ada = session.scalar(select(Register).where(Register.kunci == kunci))
    if ada is not None:
        return ada
    _sisip_diam("register", {"kunci": kunci, "nama": nama, "pola": pola}, "kunci")
    return session.scalars(select(Register).where(Register.kunci == kunci)).one()


def ambil(reg: Register, pada: datetime) -> tuple[int, int]:
    """Take the next number of the register for the year of the instant `pada` (office date): (tahun, urut).

    The caller records it with `catat` in the same transaction; a rollback gives it back to nobody's harm.
    """
    tahun = local_date(pada).year
    naik = (
        update(Penghitung)
        .where(Penghitung.register_id == reg.id, Penghitung.tahun == tahun)
        .values(terakhir=Penghitung.terakhir + 1)
        .returning(Penghitung.terakhir)
        .execution_options(synchronize_session=False)
    )
    urut = session.execute(naik).scalar()
    if urut is None:
        _sisip_diam("penghitung", {"register_id": reg.id, "tahun": tahun, "terakhir": 0}, "register_id, tahun")
        urut = session.execute(naik).scalar_one()
    return tahun, urut


def catat(
    reg: Register, tahun: int, urut: int, nomor: str, jenis: str, objek_id: int, *, sisipan: str = ""
) -> NomorTerpakai:
    """Write the number into the register, bound to its document. `sisipan` is the letter of a number in between."""
    terpakai = NomorTerpakai(
        register_id=reg.id, tahun=tahun, urut=urut, sisipan=sisipan, nomor=nomor, jenis=jenis, objek_id=objek_id,
        diambil_pada=now(),
    )  # fmt: skip
    session.add(terpakai)
    session.flush()
    return terpakai


def tandai(jenis: str, objek_id: int, keadaan: str, *, dari: str = "terikat") -> None:
    """Mark the document's number, which stands at `dari`, as published (terbit) or cancelled (batal)."""
    terpakai = session.scalars(
        select(NomorTerpakai).where(
            NomorTerpakai.jenis == jenis, NomorTerpakai.objek_id == objek_id, NomorTerpakai.keadaan == dari
        )
    ).one()
    terpakai.keadaan = keadaan


def terakhir(reg: Register, tahun: int) -> int:
    """The last number used in a year (0: none yet)."""
    q = select(Penghitung.terakhir).where(Penghitung.register_id == reg.id, Penghitung.tahun == tahun)
    return session.scalar(q) or 0


def stempel(kunci: str, nama: str) -> int:
    """The next stamp of a book that is counted through, not by year: through one locked row, so that who reads a stamp sees
    everything that got an earlier one."""
    return ambil(register(kunci, nama, "{nomor}"), _TETAP)[1]


def kunci(reg: Register, tahun: int) -> None:
    """Hold the counter of a year until the transaction ends, without moving it: for a number in between."""
    session.execute(
        update(Penghitung)
        .where(Penghitung.register_id == reg.id, Penghitung.tahun == tahun)
        .values(terakhir=Penghitung.terakhir)
        .execution_options(synchronize_session=False)
    )


def mulai_dari(reg: Register, tahun: int, urut: int) -> None:
    """Let the counter of a year stand at least at `urut`: numbers of migrated letters are never given again."""
    _sisip_diam("penghitung", {"register_id": reg.id, "tahun": tahun, "terakhir": 0}, "register_id, tahun")
    session.execute(
        update(Penghitung)
        .where(Penghitung.register_id == reg.id, Penghitung.tahun == tahun, Penghitung.terakhir < urut)
        .values(terakhir=urut)
        .execution_options(synchronize_session=False)
    )


def _sisip_diam(tabel: str, nilai: dict[str, object], kunci: str) -> None:
    """Insert unless it is there already (two may try at once). Names come from this module, never from a person."""
    kolom = ", ".join(nilai)
    tempat = ", ".join(f":{k}" for k in nilai)
    session.execute(text(f"INSERT INTO {tabel} ({kolom}) VALUES ({tempat}) ON CONFLICT ({kunci}) DO NOTHING"), nilai)  # noqa: S608
