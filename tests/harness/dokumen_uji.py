"""A tiny document type with every feature of the workflow engine, for tests of the engine itself."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.actor import Actor
from suite.core.db import Base, BigId, session
from suite.core.errors import AturanDilanggar
from suite.core.workflow import S, T, Untuk, Workflow, daftarkan, route
from suite.core.workflow.models import Dokumen
from tests.harness.stores import Basis


class SuratUji(Dokumen, Base):
    __tablename__ = "surat_uji"

    judul: Mapped[str] = mapped_column(String(100))
    isi: Mapped[str] = mapped_column(String(200), default="", info={"audit": "hash"})
    rahasia: Mapped[str] = mapped_column(String(50), default="", info={"audit": "lewati"})
    pembuat_id: Mapped[int] = mapped_column(BigId)
    pemaraf: Mapped[list] = mapped_column(default=list)
    """Posts that initial: [[urut, jabatan_id, perlu], ...]."""
    penyetuju_id: Mapped[int] = mapped_column(BigId)


def pembuat(actor: Actor, dok: SuratUji) -> bool:
    """Pembuat konsep."""
    return actor.pegawai_id == dok.pembuat_id


def pemaraf(actor: Actor, dok: SuratUji) -> bool:
    return any(actor.sebagai_jabatan(x.jabatan_id) for x in route.berjalan(dok))


def penyetuju(actor: Actor, dok: SuratUji) -> bool:
    return actor.sebagai_jabatan(dok.penyetuju_id) is not None


def lengkap(dok: SuratUji, actor: Actor) -> None:
    """Isi surat sudah ada."""
    if not dok.isi:
        raise AturanDilanggar("Isi surat belum ada.", field="isi", sumber="Uji Ps 1")


def susun_rute(dok: SuratUji, actor: Actor, data: dict[str, Any]) -> None:
    dok.ronde += 1
    session.flush()
    route.susun(dok, [route.Langkah(u, j, perlu=p) for u, j, p in dok.pemaraf])


def paraf(dok: SuratUji, actor: Actor, data: dict[str, Any]) -> None:
    route.bubuhkan(dok, actor, "a" * 64)


ALUR = Workflow(
    "surat_uji",
    "konsep",
    states=(
        S("konsep", "Konsep", "netral", tugas=lambda d: [Untuk(f"p:{d.pembuat_id}", "ajukan", "Lengkapi konsep")]),
        S(
            "paraf",
            "Diparaf",
            tugas=lambda d: [Untuk(f"j:{x.jabatan_id}", "paraf", f"Paraf ke-{x.urut}") for x in route.berjalan(d)],
        ),
        S("siap", "Siap disetujui", tugas=lambda d: [Untuk(f"j:{d.penyetuju_id}", "setujui", "Setujui surat")]),
        S("terbit", "Terbit", "sah", akhir=True),
    ),
    transitions=(
        T("ajukan", "konsep", "paraf", pembuat, lengkap, susun_rute, label="Ajukan paraf", utama=True, lampau="mengajukan"),
        T(
            "paraf", "paraf", "paraf", pemaraf, efek=paraf, label="Paraf", utama=True, lampau="membubuhkan paraf",
            bila=route.sisa_setelah,
        ),
        T(
            "paraf", "paraf", "siap", pemaraf, efek=paraf, label="Paraf", utama=True, lampau="membubuhkan paraf",
            bila=lambda d: not route.sisa_setelah(d),
        ),
        T("kembalikan", "paraf", "konsep", pemaraf, label="Kembalikan", catatan_wajib=True, lampau="mengembalikan"),
        T(
            "setujui", "siap", "terbit", penyetuju, label="Setujui", utama=True, lampau="menyetujui", massal=True,
            pisah=("ajukan",), tegas=lambda d: f"Setujui {d.judul}?",
        ),
        T("tutup", "terbit", "terbit", penyetuju, sistem=True, label="Tutup", lampau="menutup"),
    ),
    judul="Surat uji",
)  # fmt: skip


def pasang(basis: Basis) -> None:
    """Make the table in the test's database and register the workflow."""
    SuratUji.__table__.create(basis.engine, checkfirst=True)  # type: ignore[attr-defined]
    daftarkan(
        ALUR,
        model=SuratUji,
        judul=lambda d: d.judul,
        url=lambda d: f"/uji/{d.id}",
        pemilik=lambda d: d.pembuat_id,
    )
