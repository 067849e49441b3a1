"""Filing: a finished letter belongs to exactly one berkas under a leaf of the archive classification."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from suite.core import workflow
from suite.core.actor import Actor
from suite.core.clock import local_date, now, today
from suite.core.daftar_kode.queries import entri
from suite.core.db import session
from suite.core.errors import AturanDilanggar, GalatSuite
from suite.naskah_dinas import policy
from suite.naskah_dinas.models import Berkas, SuratKeluar, SuratMasuk


def buka_berkas(actor: Actor, *, opd_id: int, klasifikasi: str, judul: str) -> Berkas:
    """Open a berkas of this year. Raises `AturanDilanggar` for a code that is no leaf, or a title already in use."""
    if not policy.petugas_agenda(actor, opd_id):
        raise AturanDilanggar("Berkas dibuka oleh arsiparis atau pengadministrasi perangkat daerahnya.", field="judul")
    judul = " ".join(judul.split())[:200]
    if not judul:
        raise AturanDilanggar("Beri judul berkas, misalnya nama kegiatannya.", field="judul")
    kode = entri("klasifikasi", klasifikasi, today())
    if kode is None:
        raise AturanDilanggar(
            "Kode klasifikasi itu tidak ada. Cari dengan kata atau angka depannya.", field="klasifikasi"
        )
    if not kode.daun:
        raise AturanDilanggar(
            f"Kode {klasifikasi} masih berjenjang. Pilih kode paling rinci di bawahnya.", field="klasifikasi"
        )
    tahun = local_date(now()).year
    sama = select(Berkas.id).where(
        Berkas.opd_id == opd_id, Berkas.klasifikasi == klasifikasi, Berkas.tahun == tahun, Berkas.judul == judul
    )
    if session.execute(sama).first() is not None:
        raise AturanDilanggar("Berkas dengan judul dan kode itu sudah ada tahun ini. Pakai berkas itu.", field="judul")
    berkas = Berkas(opd_id=opd_id, klasifikasi=klasifikasi, judul=judul, tahun=tahun, dibuka_pada=now())
    workflow.mulai(berkas, actor)
    return berkas


def berkaskan(actor: Actor, dok: SuratKeluar | SuratMasuk, berkas: Berkas, *, versi: int) -> None:
    """Put the letter into the berkas and close its life."""
    if berkas.opd_id != dok.opd_id:
        raise AturanDilanggar("Berkas itu milik perangkat daerah lain. Pilih berkas unit surat ini.", field="berkas_id")
    workflow.kunci(berkas)  # nobody closes it meanwhile
    if berkas.status != "terbuka":
        raise AturanDilanggar("Berkas itu sudah ditutup. Pilih berkas yang masih terbuka.", field="berkas_id")
    workflow.kunci(dok)
    if dok.versi == versi:
        dok.berkas_id = berkas.id
        session.flush()
        versi = dok.versi
    workflow.jalankan(dok, "arsipkan", actor, versi=versi)


def berkaskan_banyak(
    actor: Actor, dokumen: Sequence[tuple[SuratKeluar | SuratMasuk, int]], berkas: Berkas
) -> list[tuple[SuratKeluar | SuratMasuk, str]]:
    """Put several letters `(letter, version seen)` into one berkas: each with the refusal, empty when it went well.

    Each stands in its own savepoint: one refusal does not undo the others.
    """
    hasil: list[tuple[SuratKeluar | SuratMasuk, str]] = []
    for dok, versi in dokumen:
        try:
            with session.begin_nested():
                berkaskan(actor, dok, berkas, versi=versi)
            hasil.append((dok, ""))
        except GalatSuite as galat:
            hasil.append((dok, galat.pesan))
    return hasil


def pastikan_berkas(dok: SuratKeluar | SuratMasuk, actor: Actor) -> None:
    """Guard: a letter is archived only into a berkas."""
    if dok.berkas_id is None:
        raise AturanDilanggar("Pilih berkas tempat surat ini disimpan.", field="berkas_id", sumber="PP 28/2012")
