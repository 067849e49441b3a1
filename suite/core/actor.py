"""Who acts, and as what. Handed to every use case; nothing reads the logged-in user from a global."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class PenugasanAktif:
    """One assignment (`Penugasan`) that the actor holds today, flattened for policy and letterheads."""

    penugasan_id: int
    jabatan_id: int
    jabatan: str
    unit_id: int
    unit: str
    opd_id: int
    jenis: str
    """definitif, Plt., Plh. or Pj."""
    eselon: str = ""
    kepala: bool = False
    mulai: date | None = None
    selesai: date | None = None

    @property
    def sebutan(self) -> str:
        return self.jabatan if self.jenis == "definitif" else f"{self.jenis} {self.jabatan}"


@dataclass(frozen=True)
class Actor:
    """The person (or the system) who acts.

    `kunci` are the access keys that open documents to this actor: `u:<unit>` for the own unit and those above it,
    `j:<jabatan>` for posts held today, `p:<pegawai>` for the person, `r:<peran>@<unit>` for roles, `auditor` for who
    may see all metadata. `peran` are functional roles as `nama` and `nama@unit_id` (`nama@*`: the whole city).
    """

    account_id: int | None
    pegawai_id: int | None
    nama: str
    sebagai: PenugasanAktif | None = None
    penugasan: tuple[PenugasanAktif, ...] = ()
    peran: frozenset[str] = frozenset()
    kunci: frozenset[str] = frozenset()
    ip: str = ""
    request_id: str = ""
    sistem: bool = field(default=False)
    melalui: str = ""
    """By what the act came in, when not by the person's own hand: 'token Sinkron arsip'. Stands in the audit."""

    def punya_peran(self, *nama: str, unit_ids: frozenset[int] | None = None) -> bool:
        """Holds one of the roles, anywhere or (with `unit_ids`) in one of those units."""
        if unit_ids is None:
            return any(n in self.peran for n in nama)
        return any(f"{n}@{u}" in self.peran for n in nama for u in unit_ids) or any(
            f"{n}@*" in self.peran for n in nama
        )

    @property
    def pelaku(self) -> str:
        """Who acted, as the audit names it: 'Rina Wulandari (token Sinkron arsip)'."""
        return f"{self.nama[: 196 - len(self.melalui)]} ({self.melalui})" if self.melalui else self.nama

    @property
    def jabatan_ids(self) -> frozenset[int]:
        return frozenset(t.jabatan_id for t in self.penugasan)

    @property
    def opd_ids(self) -> frozenset[int]:
        return frozenset(t.opd_id for t in self.penugasan)

    def sebagai_jabatan(self, *jabatan_ids: int) -> PenugasanAktif | None:
        """The assignment through which the actor holds one of these posts today (the chosen one first)."""
        pilihan = ([self.sebagai] if self.sebagai else []) + list(self.penugasan)
        return next((p for p in pilihan if p.jabatan_id in jabatan_ids), None)

    @property
    def sebutan(self) -> str:
        return self.sebagai.sebutan if self.sebagai else ("Sistem" if self.sistem else "")


SISTEM = Actor(account_id=None, pegawai_id=None, nama="Sistem", sistem=True, kunci=frozenset({"auditor"}))
"""The suite itself: jobs, publication after a signature, migrations."""
