"""A letter that is not saved yet, as paper: what the form shows while one writes."""

from __future__ import annotations

from suite.core.actor import Actor
from suite.core.clock import now, today
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.identity.models import Jabatan, Pegawai, UnitKerja
from suite.naskah_dinas.documents import Naskah
from suite.naskah_dinas.models import SuratKeluar, SuratLampiran
from suite.naskah_dinas.rules.jenis import jenis_naskah
from suite.naskah_dinas.services import keluar, naskah


def sementara(
    actor: Actor, isian: keluar.IsianSurat, asal: SuratKeluar | None = None, lampiran: int = 0
) -> SuratKeluar:
    """The letter as it would be saved, outside the session: nothing of it is ever written.

    `asal` is the draft being changed, `lampiran` how many files go with it.
    """
    if asal is None and actor.sebagai is None:
        raise AturanDilanggar("Surat hanya dapat ditulis oleh pegawai yang memegang jabatan.", field="penanda_tangan")
    if asal is not None:
        kepala = {k: getattr(asal, k) for k in ("unit_id", "opd_id", "konseptor_id", "konseptor_jabatan_id", "ronde")}
    else:
        assert actor.sebagai is not None
        kepala = {
            "unit_id": actor.sebagai.unit_id,
            "opd_id": actor.sebagai.opd_id,
            "konseptor_id": actor.pegawai_id,
            "konseptor_jabatan_id": actor.sebagai.jabatan_id,
            "ronde": 0,
        }
    surat = SuratKeluar(jenis=isian.jenis, hal="", status="konsep", sisipan="", dibuat_pada=now(), **kepala)
    with session.no_autoflush:
        keluar.isikan(surat, isian)
        # Outside the session nothing loads by itself: the posts that its paper names are handed to it.
        surat.konseptor = session.get_one(Pegawai, surat.konseptor_id)
        surat.konseptor_jabatan = session.get_one(Jabatan, surat.konseptor_jabatan_id)
        surat.penanda_jabatan = _jabatan(surat.penanda_jabatan_id)
        surat.atas_nama = _jabatan(surat.atas_nama_id)
        surat.melalui = _jabatan(surat.melalui_id)
        for t in surat.tujuan:
            t.unit = session.get(UnitKerja, t.unit_id) if t.unit_id else None
        surat.lampiran = [SuratLampiran(urut=i, judul="") for i in range(1, lampiran + 1)]
    return surat


def _jabatan(jabatan_id: int | None) -> Jabatan | None:
    return session.get(Jabatan, jabatan_id) if jabatan_id is not None else None


def susun(surat: SuratKeluar) -> tuple[str, Naskah]:
    """Template and data of the paper: all that the database has to give, so that printing needs no transaction."""
    jenis = jenis_naskah(surat.jenis, today())
    return jenis.template, naskah.susun(surat, jenis, "konsep")
