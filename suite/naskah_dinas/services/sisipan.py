"""Numbers in between: asked for with a date and a reason, approved by the archivist, taken when the letter is signed.

Source: Permendagri 1/2023 (nomor naskah dinas); rule `nomor.sisipan`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select

from suite.core import akses, notifications, numbering, workflow
from suite.core.actor import Actor
from suite.core.clock import now, today
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.kalender import tanggal_surat
from suite.core.numbering import NomorTerpakai
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.models_sisipan import NomorSisipan
from suite.naskah_dinas.rules import nomor

BELUM_BERNOMOR = ("konsep", "paraf", "siap_ttd")


def minta(actor: Actor, surat: SuratKeluar, tanggal: date, alasan: str) -> NomorSisipan:
    """Ask that the letter bear the past date `tanggal` and the number in between that belongs to it.

    Raises `AturanDilanggar`: a letter with a number or one for each addressee, a date that is not past, no reason, no
    number of the register up to that date, or a request that stands already.
    """
    from suite.naskah_dinas.services import keluar

    workflow.kunci(surat)
    if surat.status not in BELUM_BERNOMOR or surat.nomor_masing:
        raise AturanDilanggar("Nomor sisipan hanya untuk satu surat yang belum bernomor.", field="tanggal")
    if tanggal >= today():
        raise AturanDilanggar(
            "Pilih tanggal sebelum hari ini. Surat hari ini memakai nomor berikutnya.", field="tanggal"
        )
    alasan = " ".join(alasan.split())
    if not alasan:
        raise AturanDilanggar("Tulis alasan mengapa naskah ini memerlukan nomor sisipan.", field="alasan")
    if berlaku(surat) is not None:
        raise AturanDilanggar("Nomor sisipan untuk surat ini sudah diminta.", field="tanggal")
    assert actor.pegawai_id is not None
    reg = keluar.register_surat(surat)
    permintaan = NomorSisipan(
        surat_id=surat.id, opd_id=surat.opd_id, register_id=reg.id, pemohon_id=actor.pegawai_id, tanggal=tanggal,
        setelah=_setelah(reg, tanggal), alasan=alasan[:500], dibuat_pada=now(), surat=surat,
    )  # fmt: skip
    workflow.mulai(permintaan, actor)
    return permintaan


def berlaku(surat: SuratKeluar) -> NomorSisipan | None:
    """The request that stands: waiting for the archivist, or approved."""
    q = select(NomorSisipan).where(NomorSisipan.surat_id == surat.id, NomorSisipan.status.in_(("diminta", "disetujui")))
    return session.scalars(q).first()


def terakhir(surat: SuratKeluar) -> NomorSisipan | None:
    """The newest request of the letter, whatever became of it."""
    q = select(NomorSisipan).where(NomorSisipan.surat_id == surat.id)
    return session.scalars(q.order_by(NomorSisipan.id.desc()).limit(1)).first()


def _setelah(reg: numbering.Register, tanggal: date) -> int:
    """The last number that the register used up to that day, in that year."""
    q = select(func.max(SuratKeluar.urut)).where(
        SuratKeluar.register_id == reg.id,
        SuratKeluar.tahun == tanggal.year,
        SuratKeluar.tanggal <= tanggal,
    )
    urut = session.scalar(q)
    if urut is None:
        raise AturanDilanggar(
            f"Belum ada nomor pada register ini sampai {tanggal_surat(tanggal)}. Pilih tanggal yang lebih baru.",
            field="tanggal",
            sumber=nomor.SUMBER,
        )
    return urut


def pratinjau(permintaan: NomorSisipan) -> str:
    """The number in between as it would be now: '73a'."""
    return nomor.sisipan(permintaan.setelah, _sudah(permintaan), permintaan.setelah, True, permintaan.alasan).urut


def pastikan_diputus(surat: SuratKeluar) -> None:
    """Guard of the signature: a request that waits for the archivist is decided first."""
    ada = berlaku(surat)
    if ada is not None and ada.status == "diminta":
        raise AturanDilanggar("Permintaan nomor sisipan masih menunggu arsiparis.", kode="sisipan", sumber=nomor.SUMBER)


def ambil(surat: SuratKeluar, reg: numbering.Register) -> tuple[int, int, str, date] | None:
    """Take the number in between of an approved request: (tahun, urut, huruf, date of the letter); None without one.

    The counter does not move; its row is locked, so that two letters never get one letter of the alphabet.
    """
    permintaan = berlaku(surat)
    if permintaan is None:
        return None
    pastikan_diputus(surat)
    if permintaan.register_id != reg.id:
        raise AturanDilanggar(
            "Penanda tangan surat berubah, sehingga nomor sisipannya tidak lagi dari register ini. Batalkan permintaannya, "
            "lalu minta lagi.",
            kode="sisipan",
            sumber=nomor.SUMBER,
        )
    tahun = permintaan.tanggal.year
    numbering.mulai_dari(reg, tahun, permintaan.setelah)
    numbering.kunci(reg, tahun)
    hasil = nomor.sisipan(
        permintaan.setelah, _sudah(permintaan), numbering.terakhir(reg, tahun), True, permintaan.alasan
    )
    return tahun, permintaan.setelah, hasil.huruf, permintaan.tanggal


def _sudah(permintaan: NomorSisipan) -> list[str]:
    q = select(NomorTerpakai.sisipan).where(
        NomorTerpakai.register_id == permintaan.register_id,
        NomorTerpakai.tahun == permintaan.tanggal.year,
        NomorTerpakai.urut == permintaan.setelah,
        NomorTerpakai.sisipan != "",
    )
    return list(session.scalars(q))


def pemohon(actor: Actor, permintaan: NomorSisipan) -> bool:
    return actor.pegawai_id is not None and actor.pegawai_id == permintaan.pemohon_id


def arsiparis(actor: Actor, permintaan: NomorSisipan) -> bool:
    """The archivist of the numbering office, or of the city."""
    return actor.punya_peran("arsiparis", unit_ids=frozenset({permintaan.opd_id}))


def tegas_setujui(permintaan: NomorSisipan) -> str:
    """What the archivist is asked once."""
    return (
        f"Setujui nomor {pratinjau(permintaan)}? Surat akan bertanggal {tanggal_surat(permintaan.tanggal)}; nomor diberikan "
        "saat surat ditandatangani."
    )


def pastikan_belum_bernomor(permintaan: NomorSisipan, actor: Actor) -> None:
    """Guard of approval, and of giving it up: a letter that has been numbered meanwhile needs none."""
    if permintaan.surat.status not in BELUM_BERNOMOR:
        raise AturanDilanggar("Surat ini sudah bernomor atau batal.", kode="bernomor")


def kabari_efek(permintaan: NomorSisipan, actor: Actor, data: dict[str, Any]) -> None:
    """Tell who asked."""
    notifications.beri_tahu(
        akses.kunci_pegawai(permintaan.pemohon_id),
        judul="Permintaan nomor sisipan sudah diputus",
        isi=permintaan.surat.hal,
        url=f"/nomor-sisipan/{permintaan.id}",
        kecuali=actor.pegawai_id,
    )
