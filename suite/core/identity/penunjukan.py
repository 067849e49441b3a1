"""The sudden appointment of a Plh. as a document: in force at once, confirmed later by a surat perintah.

The assignment itself is a `Penugasan` with `sementara`; this row carries who must see to the surat perintah and how
that ended. Its task stays open, and escalates, until a deed confirms it: acts were done in the post, and they need a
deed even when the absence is over.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from suite.core.actor import Actor
from suite.core.clock import ZONE
from suite.core.db import Base
from suite.core.errors import AturanDilanggar
from suite.core.identity.models import Penugasan
from suite.core.workflow.declare import S, T, Untuk, Workflow, daftarkan
from suite.core.workflow.models import Dokumen

ALUR = "penunjukan_sementara"
JAM_TENGGAT = time(16, 0)


class PenunjukanSementara(Dokumen, Base):
    """A provisional Plh., from the moment it is made to its confirmation or its end."""

    __tablename__ = "penunjukan_sementara"
    __table_args__ = (UniqueConstraint("penugasan_id", name="uq_penunjukan_sementara_penugasan_id"),)

    penugasan_id: Mapped[int] = mapped_column(ForeignKey("penugasan.id"))
    untuk: Mapped[str] = mapped_column(String(60))
    """Access key of who must confirm it: the superior post or the admin who made it."""
    dibuat_oleh_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    alasan: Mapped[str] = mapped_column(String(300))

    penugasan: Mapped[Penugasan] = relationship()


def sebutan(dok: PenunjukanSementara) -> str:
    return f"{dok.penugasan.jenis} {dok.penugasan.jabatan.nama}: {dok.penugasan.pegawai.nama_lengkap}"


def _tugas(dok: PenunjukanSementara) -> list[Untuk]:
    sampai = dok.penugasan.sampai
    return [
        Untuk(
            dok.untuk,
            "konfirmasi",
            alasan="Konfirmasi dengan surat perintah",
            judul=f"Penunjukan sementara {sebutan(dok)}",
            tenggat=datetime.combine(sampai, JAM_TENGGAT, ZONE) if sampai else None,
        )
    ]


def _ada_akta(dok: PenunjukanSementara, _actor: Actor) -> None:
    if not dok.penugasan.akta:
        raise AturanDilanggar("Penunjukan ini dikonfirmasi oleh surat perintah yang terbit, bukan dari halaman ini.")


def _boleh_akhiri(actor: Actor, dok: PenunjukanSementara) -> bool:
    from suite.core import policy

    return policy.boleh("penugasan.sementara", actor, dok.penugasan.jabatan)


def _siapa_pun(_actor: Actor, _dok: Any) -> bool:
    """The deed decides who: its signer. `_ada_akta` holds everybody else off."""
    return True


daftarkan(
    Workflow(
        ALUR,
        judul="Penunjukan Plh. sementara",
        start="sementara",
        states=(
            S("sementara", "Sementara, menunggu surat perintah", "perhatian", tugas=_tugas),
            S("dikonfirmasi", "Dikonfirmasi surat perintah", "sah", akhir=True),
            S("diakhiri", "Diakhiri tanpa surat perintah", "netral", akhir=True),
        ),
        transitions=(
            T(
                "konfirmasi",
                "sementara",
                "dikonfirmasi",
                siapa=_siapa_pun,
                syarat=_ada_akta,
                label="Konfirmasi dengan surat perintah",
                lampau="mengonfirmasi dengan surat perintah",
            ),
            T(
                "akhiri",
                "sementara",
                "diakhiri",
                siapa=_boleh_akhiri,
                catatan_wajib=True,
                label="Akhiri penunjukan",
                lampau="mengakhiri penunjukan",
            ),
        ),
    ),
    model=PenunjukanSementara,
    judul=lambda dok: f"Penunjukan sementara {sebutan(dok)}",
    url=lambda dok: f"/delegasi/sementara/{dok.id}",
    pemilik=lambda dok: dok.dibuat_oleh_id,
    ikon="users",
)
