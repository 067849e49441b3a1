"""Co-drafting: who reads a draft proposes other words, its drafter takes or refuses them place by place.

The only writer of `SaranIsi`. A proposal changes nothing by itself; what is taken becomes the draft's words, by its drafter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from suite.core import notifications, workflow
from suite.core.actor import Actor
from suite.core.beda import Baris, beda_teks
from suite.core.clock import now
from suite.core.db import session
from suite.core.documents import isi as dokumen_isi
from suite.core.errors import AturanDilanggar, Konflik, TanpaIzin
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.models_saran import SaranIsi
from suite.naskah_dinas.policy import konseptor, penyaran
from suite.naskah_dinas.rules import saran as aturan

TERBUKA_TERBANYAK = 100
TERPANJANG = 1000
TAMPIL = 200

notifications.daftarkan_jenis("saran", "Saran perubahan pada konsep surat", bawaan="segera")


@dataclass(frozen=True)
class SaranTampil:
    """A proposal for a page. `beda`: words that go and come, [] when only their form changes; `cocok`: its place still
    stands in the body."""

    saran: SaranIsi
    beda: list[Baris]
    cocok: bool


def usulkan(actor: Actor, surat: SuratKeluar, isi: str, alasan: str, *, asal: str) -> list[SaranIsi]:
    """Propose the body `isi` over `asal`, the body as it was read: one proposal for each place that differs.

    The drafter is told once. Raises `AturanDilanggar` beside `isi` or `alasan`, `TanpaIzin` also once it is signed.
    """
    workflow.kunci(surat)
    if not penyaran(actor, surat) or actor.pegawai_id is None:
        raise TanpaIzin("Saran ditulis oleh yang menangani surat ini, sebelum ditandatangani.")
    alasan = _bersih(alasan, "alasan")
    semua = aturan.potongan(asal, isi)
    if not semua:
        raise AturanDilanggar("Belum ada yang berubah. Ubah bagian yang Anda sarankan lain.", field="isi")
    if banyak_terbuka(surat) + len(semua) > TERBUKA_TERBANYAK:
        raise AturanDilanggar(
            f"Surat ini sudah mempunyai banyak saran, batasnya {TERBUKA_TERBANYAK}. Tunggu konseptor memutuskannya, "
            "atau kembalikan suratnya dengan catatan.",
            field="isi",
        )
    baru = [
        SaranIsi(
            surat_id=surat.id, pegawai_id=actor.pegawai_id, sebutan=actor.sebutan[:300], alasan=alasan,
            lama=p.lama, baru=p.baru, sebelum=p.sebelum, di=p.di,
        )
        for p in semua
    ]  # fmt: skip
    session.add_all(baru)
    session.flush()
    _kabari(
        surat.konseptor_id, actor, f"{actor.nama} menyarankan {len(baru)} perubahan", surat.hal,
        f"/surat-keluar/{surat.id}/saran",
    )  # fmt: skip
    return baru


def terima(actor: Actor, surat: SuratKeluar, ids: Sequence[int], *, versi: int) -> int:
    """Take these proposals into the draft, in the order of the letter; returns how many.

    All or none: raises `AturanDilanggar` naming the one whose place is not there any more, `Konflik` when the draft was
    changed since it was read, `TanpaIzin`.
    """
    workflow.kunci(surat)
    _pastikan_konseptor(actor, surat)
    if surat.versi != versi or surat.status != "konsep":
        raise Konflik("Konsep ini sudah berubah sejak Anda membukanya. Muat ulang, lalu putuskan lagi sarannya.")
    dipilih = _terbuka(surat, ids)
    # From the foot upwards, so that what is taken does not move the places of the others.
    isi = surat.isi
    for s in sorted(dipilih, key=lambda s: s.di, reverse=True):
        hasil = aturan.terapkan(isi, _potongan(s))
        if hasil is None:
            raise AturanDilanggar(
                f"Bagian yang disarankan {s.pegawai.nama_lengkap} sudah berubah, jadi sarannya tidak dapat diterima "
                "begitu saja. Ubah konsepnya sendiri, lalu tolak saran itu dengan keterangan.",
                kode="saran_usang",
            )
        isi = hasil
    surat.isi = dokumen_isi.bersihkan(isi)
    for s in dipilih:
        _putuskan(actor, s, "diterima")
    session.flush()
    for pegawai_id in dict.fromkeys(s.pegawai_id for s in dipilih):
        _kabari(pegawai_id, actor, "Saran Anda diterima", surat.hal, f"/surat-keluar/{surat.id}/saran")
    return len(dipilih)


def tolak(actor: Actor, surat: SuratKeluar, id: int, jawaban: str) -> None:
    """Refuse a proposal, with or without a word. Raises `AturanDilanggar(field="jawaban")`, `Konflik`, `TanpaIzin`."""
    workflow.kunci(surat)
    _pastikan_konseptor(actor, surat)
    (s,) = _terbuka(surat, [id])
    s.jawaban = _bersih(jawaban, "jawaban")
    _putuskan(actor, s, "ditolak")
    session.flush()
    _kabari(s.pegawai_id, actor, "Saran Anda tidak dipakai", s.jawaban or surat.hal, f"/surat-keluar/{surat.id}/saran")


def tarik(actor: Actor, surat: SuratKeluar, id: int) -> None:
    """Take an own proposal back while it is open. Raises `Konflik`, `TanpaIzin`."""
    workflow.kunci(surat)
    (s,) = _terbuka(surat, [id])
    if s.pegawai_id != actor.pegawai_id:
        raise TanpaIzin("Saran hanya ditarik oleh yang menulisnya.")
    _putuskan(actor, s, "ditarik")
    session.flush()


def banyak_terbuka(surat: SuratKeluar) -> int:
    q = select(func.count()).where(SaranIsi.surat_id == surat.id, SaranIsi.putusan == "terbuka")
    return session.scalar(q) or 0


def daftar(surat: SuratKeluar) -> list[SaranTampil]:
    """Its proposals, open ones first in the order of the letter, then those decided, the newest first (200 in all)."""
    q = select(SaranIsi).where(SaranIsi.surat_id == surat.id).order_by(SaranIsi.id.desc()).limit(TAMPIL)
    semua = session.scalars(q.options(joinedload(SaranIsi.pegawai), joinedload(SaranIsi.diputus_oleh))).all()
    terbuka = sorted((s for s in semua if s.putusan == "terbuka"), key=lambda s: (s.di, s.id))
    return [_tampil(surat, s) for s in (*terbuka, *(s for s in semua if s.putusan != "terbuka"))]


def _tampil(surat: SuratKeluar, s: SaranIsi) -> SaranTampil:
    lama, baru = (dokumen_isi.teks(x) if x else "" for x in (s.lama, s.baru))
    return SaranTampil(s, beda_teks(lama, baru), s.putusan != "terbuka" or aturan.cocok(surat.isi, _potongan(s)))


def _terbuka(surat: SuratKeluar, ids: Sequence[int]) -> list[SaranIsi]:
    """These proposals of the letter, all open. Raises `AturanDilanggar` for none, `Konflik` for one that is decided."""
    if not ids:
        raise AturanDilanggar("Pilih saran yang diterima.")
    q = select(SaranIsi).where(SaranIsi.surat_id == surat.id, SaranIsi.id.in_(ids), SaranIsi.putusan == "terbuka")
    ada = session.scalars(q.options(joinedload(SaranIsi.pegawai)).order_by(SaranIsi.id)).all()
    if len(ada) != len(set(ids)):
        raise Konflik("Saran itu sudah diputuskan atau ditarik. Muat ulang halamannya.")
    return list(ada)


def _potongan(s: SaranIsi) -> aturan.Potongan:
    return aturan.Potongan(s.lama, s.baru, s.sebelum, s.di)


def _putuskan(actor: Actor, s: SaranIsi, putusan: str) -> None:
    s.putusan, s.diputus_oleh_id, s.diputus_pada = putusan, actor.pegawai_id, now()


def _pastikan_konseptor(actor: Actor, surat: SuratKeluar) -> None:
    if not konseptor(actor, surat):
        raise TanpaIzin("Saran diputuskan oleh konseptor surat ini.")


def _kabari(pegawai_id: int, actor: Actor, judul: str, isi: str, url: str) -> None:
    notifications.beri_tahu(f"p:{pegawai_id}", judul=judul, isi=isi, url=url, kecuali=actor.pegawai_id, jenis="saran")


def _bersih(teks: str, field: str) -> str:
    teks = dokumen_isi.rapikan(teks).replace("\r\n", "\n").strip()
    if len(teks) > TERPANJANG:
        raise AturanDilanggar(f"Paling panjang {TERPANJANG} huruf; ini {len(teks)}. Ringkas dahulu.", field=field)
    return teks
