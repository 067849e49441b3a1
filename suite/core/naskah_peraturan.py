"""The text of the regulation (a PDF) that a proposal of a parameter or of a code list may carry: whoever approves reads it."""

from __future__ import annotations

from typing import IO

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from suite.core import workflow
from suite.core.actor import Actor
from suite.core.db import session
from suite.core.errors import Konflik
from suite.core.files import services as files
from suite.core.files import sniff
from suite.core.files.models import StoredFile
from suite.core.workflow.models import Dokumen


class BerNaskah(Dokumen):
    """A document of the workflow with at most one regulation text."""

    naskah_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))

    @declared_attr
    def naskah(cls) -> Mapped[StoredFile | None]:  # noqa: N805  (declared_attr hands the class)
        return relationship(foreign_keys=[cls.naskah_id])  # type: ignore[list-item]


def lampirkan(actor: Actor, dok: BerNaskah, nama: str, aliran: IO[bytes], *, versi: int, batas_mb: int) -> None:
    """Take in the PDF, in place of the one before, which the audit log still names.

    Raises `Konflik` when the proposal is no draft or not as it was seen, `AturanDilanggar` (field `berkas`) for a file
    that is no readable PDF or larger than `batas_mb`.
    """
    _buka(dok, versi)
    dok.naskah = files.terima(actor, nama, aliran, boleh=(sniff.PDF,), batas_mb=batas_mb)
    session.flush()


def lepaskan(dok: BerNaskah, *, versi: int) -> None:
    """Take the text out again. Raises as `lampirkan`."""
    _buka(dok, versi)
    dok.naskah = None
    session.flush()


def _buka(dok: BerNaskah, versi: int) -> None:
    workflow.kunci(dok)
    if dok.status != "konsep":
        raise Konflik("Usulan ini sedang atau sudah diperiksa; naskahnya tetap seperti saat diajukan.")
    if dok.versi != versi:
        raise Konflik("Usulan ini sudah berubah sejak Anda membukanya. Muat ulang, lalu ulangi.")
