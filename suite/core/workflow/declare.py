"""A document type's states and transitions, as a table one can read aloud.

From this one declaration come the moves the engine allows, the approval bar, the tasks, the timeline's words, the
API's allowed actions and the diagrams in docs/. A running document keeps the version of the workflow it began with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from suite.core.actor import Actor

Siapa = Callable[[Actor, Any], bool]
Syarat = Callable[[Any, Actor], None]
Efek = Callable[[Any, Actor, dict[str, Any]], None]


@dataclass(frozen=True)
class Untuk:
    """A task to open: for which key, to do what, why, by when."""

    untuk: str
    aksi: str
    alasan: str = ""
    tenggat: datetime | None = None
    judul: str = ""


@dataclass(frozen=True)
class S:
    """A state: its word on the screen, its meaning (netral, berjalan, perhatian, sah, bahaya), whom it waits for."""

    nama: str
    label: str
    makna: str = "berjalan"
    tugas: Callable[[Any], Sequence[Untuk]] | None = None
    akhir: bool = False


@dataclass(frozen=True)
class T:
    """A transition. `bila(dok)` chooses between transitions of one name from one state (first that holds).

    `siapa(actor, dok)` is the policy, `syarat(dok, actor)` raises `AturanDilanggar`, `efek(dok, actor, data)` does what
    is done. `pisah` names earlier transitions whose doer may not do this one. `tegas` is the question asked once before
    an irreversible act. `massal`: may be done to many from the inbox. `sistem`: no person does it.
    """

    nama: str
    dari: str
    ke: str
    siapa: Siapa
    syarat: Syarat | None = None
    efek: Efek | None = None
    label: str = ""
    lampau: str = ""
    """What the timeline says: 'membubuhkan paraf'."""
    bila: Callable[[Any], bool] | None = None
    utama: bool = False
    catatan_wajib: bool = False
    pisah: tuple[str, ...] = ()
    tegas: Callable[[Any], str] | None = None
    massal: bool = False
    sistem: bool = False
    lewat: str = ""
    """Endpoint of the form that performs it when it needs more than a note (a disposisi, a signature)."""


@dataclass(frozen=True)
class Workflow:
    """One version of a document type's life."""

    nama: str
    start: str
    states: tuple[S, ...]
    transitions: tuple[T, ...]
    versi: int = 1
    judul: str = ""
    _peta: dict[str, S] = field(init=False, default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        self._peta.update({s.nama: s for s in self.states})
        for t in self.transitions:
            if t.dari not in self._peta or t.ke not in self._peta:
                raise ValueError(f"workflow {self.nama}: transition {t.nama} names an unknown state")
        if self.start not in self._peta:
            raise ValueError(f"workflow {self.nama}: unknown start {self.start}")

    def state(self, nama: str) -> S:
        return self._peta[nama]

    def dari(self, status: str) -> list[T]:
        return [t for t in self.transitions if t.dari == status]

    def pilih(self, nama: str, dok: Any) -> T | None:
        """The transition of this name that applies to the document as it stands."""
        return next((t for t in self.dari(dok.status) if t.nama == nama and (t.bila is None or t.bila(dok))), None)


@dataclass(frozen=True)
class Terdaftar:
    """What the engine knows of a document type besides its workflow."""

    nama: str
    model: Any
    judul: Callable[[Any], str]
    url: Callable[[Any], str]
    pemilik: Callable[[Any], int | None]
    """Person whose work it is (`pegawai_id`), for *Yang Anda tunggu*."""
    versi: dict[int, Workflow]
    ikon: str = "mail"
    rahasia: Callable[[], Any] | None = None
    """SELECT of the ids that only the persons and posts concerned may see: an admin's act must not open them."""


_daftar: dict[str, Terdaftar] = {}


def daftarkan(
    workflow: Workflow,
    *,
    model: Any,
    judul: Callable[[Any], str],
    url: Callable[[Any], str],
    pemilik: Callable[[Any], int | None] = lambda dok: None,
    ikon: str = "mail",
    rahasia: Callable[[], Any] | None = None,
) -> None:
    """Register a workflow version for a document type; a new version leaves running documents on their own."""
    ada = _daftar.get(workflow.nama)
    versi = dict(ada.versi) if ada else {}
    versi[workflow.versi] = workflow
    _daftar[workflow.nama] = Terdaftar(workflow.nama, model, judul, url, pemilik, versi, ikon, rahasia)


def jenis_dari(dok: Any) -> Terdaftar:
    """The registration of a document's type."""
    return next(t for t in _daftar.values() if isinstance(dok, t.model))


def ambil(nama: str, versi: int | None = None) -> Workflow:
    terdaftar = _daftar[nama]
    return terdaftar.versi[versi or max(terdaftar.versi)]


def terdaftar(nama: str) -> Terdaftar:
    return _daftar[nama]


def alamat(jenis: str, objek_id: int) -> str:
    """The page of a document, without loading it: addresses are made of the id alone."""
    return _daftar[jenis].url(SimpleNamespace(id=objek_id))


def alur(dok: Any) -> Workflow:
    """The workflow version that this document began with."""
    return jenis_dari(dok).versi[dok.alur_versi]


def semua() -> list[Terdaftar]:
    return [_daftar[n] for n in sorted(_daftar)]
