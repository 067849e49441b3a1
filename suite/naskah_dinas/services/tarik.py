"""After the issue: a letter taken back before anybody has read it, and a letter that corrects another (ralat).

Source: Permendagri 1/2023 (ralat by a letter of the same kind); that a letter is taken back only unread, and that its number
stays used, is the house's own rule.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from suite.core import deeds, notifications, numbering, workflow
from suite.core.actor import SISTEM, Actor
from suite.core.akses import kunci_jabatan
from suite.core.audit import LogBaca
from suite.core.clock import local_date, now
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.kalender import tanggal_surat
from suite.core.workflow import RiwayatAlur
from suite.naskah_dinas.models import SuratKeluar, SuratLampiran, SuratMasuk, SuratTujuan
from suite.naskah_dinas.services import keluar

TERBIT = ("terbit", "terkirim", "diarsipkan")
"""States of a letter that a ralat may correct."""


def diterima(surat: SuratKeluar) -> Sequence[SuratMasuk]:
    """What the letter became in the agendas of its addressees, in the order of delivery (at most 1,000)."""
    q = select(SuratMasuk).where(SuratMasuk.surat_keluar_id == surat.id).order_by(SuratMasuk.id).limit(1000)
    return session.scalars(q).all()


def pastikan_belum_dibaca(surat: SuratKeluar, actor: Actor) -> None:
    """Guard of taking back: nobody addressed has read it or acted on it, and its issue has done no deed.

    Of an ordinary letter the reading of whom it is addressed to counts, of T, R and SR any reading: the log holds no other.
    Raises `AturanDilanggar` (kode `dibaca` or `akta`).
    """
    if deeds.tetap(surat.jenis):
        raise AturanDilanggar(
            "Surat jenis ini langsung berlaku saat terbit, jadi tidak dapat ditarik. Terbitkan surat baru yang mencabutnya.",
            kode="akta",
        )
    masuk = diterima(surat)
    maju = next((m for m in masuk if m.status != "diterima"), None)
    baca = session.scalars(
        select(LogBaca)
        .where(LogBaca.jenis == "surat_masuk", LogBaca.objek_id.in_([m.id for m in masuk]))
        .order_by(LogBaca.id)
        .limit(1)
    ).first()
    if maju is not None or baca is not None:
        oleh = maju.tujuan_jabatan.nama if baca is None and maju is not None else baca.sebagai or baca.nama  # type: ignore[union-attr]
        pada = f" pada {tanggal_surat(local_date(baca.pada))}" if baca is not None else ""
        raise AturanDilanggar(
            f"Sudah dibaca {oleh}{pada}, jadi tidak dapat ditarik. Perbaiki dengan surat ralat.", kode="dibaca"
        )


def tegas_tarik(surat: SuratKeluar) -> str:
    """What is asked once before taking back."""
    luar = sum(1 for t in surat.tujuan if t.unit_id is None and t.jabatan_id is None)
    kabari = f" Beri tahu sendiri {luar} tujuan di luar pemerintah kota." if luar else ""
    return (
        f"Tarik kembali surat ini? Nomor {surat.nomor} tetap terpakai dan ditandai batal; penerima melihat bahwa surat "
        f"ditarik beserta alasan Anda.{kabari}"
    )


def tarik_efek(surat: SuratKeluar, actor: Actor, data: dict[str, Any]) -> None:
    """Take the letter out of every agenda (the row stays, marked), and mark its number."""
    for m in diterima(surat):
        workflow.jalankan(m, "ditarik", SISTEM, catatan=data["catatan"])
        notifications.beri_tahu(
            kunci_jabatan(m.tujuan_jabatan_id),
            judul=f"Surat nomor {m.nomor} ditarik pengirimnya",
            isi=m.hal,
            url=f"/surat-masuk/{m.id}",
        )
    numbering.tandai("surat_keluar", surat.id, "batal", dari="terbit")


def penarikan(surat_id: int) -> RiwayatAlur | None:
    """Who took the letter back, when and why; None when nobody did."""
    q = select(RiwayatAlur).where(
        RiwayatAlur.jenis == "surat_keluar", RiwayatAlur.objek_id == surat_id, RiwayatAlur.transisi == "tarik"
    )
    return session.scalars(q.order_by(RiwayatAlur.id.desc()).limit(1)).first()


# Ralat -------------------------------------------------------------------------------------------------------------


def buat_ralat(actor: Actor, asal: SuratKeluar) -> SuratKeluar:
    """A draft of the actor that corrects an issued letter: a copy of it, linked, to be changed where it was wrong.

    Raises `AturanDilanggar` for a letter that is not issued.
    """
    if asal.status not in TERBIT or asal.nomor is None or asal.tanggal is None:
        raise AturanDilanggar(
            "Hanya surat yang sudah terbit yang dapat diralat. Konsep cukup diubah.", kode="belum_terbit"
        )
    isi = asal.isi
    if isi:
        rujukan = f"Meralat surat kami nomor {asal.nomor} tanggal {tanggal_surat(asal.tanggal)}, sehingga berbunyi sebagai berikut."
        isi = f"<p>{html.escape(rujukan)}</p>{isi}"
    baru = keluar.buat(actor, salinan(asal, hal=f"Ralat: {asal.hal}"[:400], isi=isi))
    baru.meralat_id = asal.id
    _salin_lampiran(asal, baru)
    session.flush()
    return baru


def salinan(asal: SuratKeluar, **ganti: Any) -> keluar.IsianSurat:
    """What the drafter of a letter filled in, to be filled into another; `ganti` says what differs."""
    penanda = keluar.penanda_surat(asal) if asal.penanda_jabatan_id else None
    dasar: dict[str, Any] = {
        "jenis": asal.jenis,
        "hal": asal.hal,
        "isi": asal.isi,
        "klasifikasi": asal.klasifikasi,
        "sifat": asal.sifat,
        "keamanan": asal.keamanan,
        "kepada": [tujuan_isian(t) for t in asal.kepada],
        "tembusan": [tujuan_isian(t) for t in asal.tembusan],
        "penanda": penanda,
        "koordinasi": [int(j) for j in asal.data.get("koordinasi", [])],
        "cukup": asal.data.get("cukup"),
        "kirim_pada": asal.kirim_pada if asal.kirim_pada is not None and asal.kirim_pada > now() else None,
        "data": {k: v for k, v in asal.data.items() if k not in ("koordinasi", "cukup")},
        "menjawab_id": asal.menjawab_id,
    }
    return keluar.IsianSurat(**(dasar | ganti))


def tujuan_isian(t: SuratTujuan) -> keluar.Tujuan:
    """An addressee as it was chosen."""
    luar = t.unit_id is None and t.jabatan_id is None
    return keluar.Tujuan(t.unit_id, t.jabatan_id, t.teks if luar else "", t.surel)


def _salin_lampiran(asal: SuratKeluar, baru: SuratKeluar) -> None:
    baru.lampiran = [SuratLampiran(urut=x.urut, judul=x.judul, file=x.file) for x in asal.lampiran]


def ralat_dari(surat: SuratKeluar) -> Sequence[SuratKeluar]:
    """The letters that correct this one, oldest first, drafts among them."""
    q = select(SuratKeluar).where(SuratKeluar.meralat_id == surat.id, SuratKeluar.status != "batal")
    return session.scalars(q.order_by(SuratKeluar.id).limit(20)).all()


def yang_diralat(surat: SuratKeluar) -> SuratKeluar | None:
    """The letter that this one corrects."""
    return session.get(SuratKeluar, surat.meralat_id) if surat.meralat_id is not None else None
