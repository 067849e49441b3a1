"""A letter of ours from the signature on: publication, deed, delivery to the agendas of the addressees."""

from __future__ import annotations

from typing import Any

import structlog
from sqlalchemy import select

from suite.core import deeds, numbering, workflow
from suite.core.actor import SISTEM, Actor
from suite.core.clock import now
from suite.core.db import session
from suite.core.documents.signing import HasilPeriksa, Penanda, Signer
from suite.core.errors import AturanDilanggar, GalatSuite, Konflik, LayananTerganggu
from suite.core.files import services as files
from suite.core.jobs.kinds import Langkah, berkala
from suite.core.signing import dua_langkah, minta_frasa
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.services import keluar, kirim_luar, massal, masuk, naskah

log = structlog.get_logger()


def tandatangani(actor: Actor, surat: SuratKeluar, *, versi: int, signer: Signer) -> None:
    """The signature, one act for the person, two transactions for us: bind and commit, sign outside, publish.

    A letter that each addressee gets by himself is handed to the job that issues those (`services/massal.py`).
    A letter whose answer was lost stays `menandatangani` with its number; calling this again signs the same bytes and
    publishes exactly once. Raises `LayananTerganggu` when the signer does not answer, `Konflik` when somebody was first.
    """
    if surat.nomor_masing and surat.status != "menandatangani":
        if minta_frasa(signer):
            raise AturanDilanggar(massal.SATU_SATU, kode="minta_frasa")
        workflow.jalankan(surat, "tandatangani", actor, versi=versi)  # a job issues the addressees' letters
        return
    nama = "ulangi" if surat.status == "menandatangani" else "tandatangani"

    def ikat() -> tuple[bytes, Penanda, Any]:
        workflow.jalankan(surat, nama, actor, versi=versi)
        assert surat.final is not None and surat.ditandatangani_pada is not None and surat.penanda is not None
        orang = surat.penanda
        penanda = Penanda(
            nama=orang.nama_lengkap, nip=orang.nip or "", jabatan=surat.penanda_sebutan, nik=orang.nik or ""
        )
        return files.isi(surat.final), penanda, surat.ditandatangani_pada

    dua_langkah(
        ikat,
        signer,
        lambda pdf, hasil: terbitkan(surat.id, pdf, hasil),
        gagal=lambda: LayananTerganggu(
            f"Layanan tanda tangan belum menjawab. Nomor {surat.nomor} sudah terikat pada surat ini dan tidak hilang; "
            "tanda tangani lagi sebentar lagi."
        ),
    )


def terbitkan(surat_id: int, pdf: bytes, hasil: HasilPeriksa) -> SuratKeluar:
    """Second half: the signature stands over exactly the bound bytes (`hasil`, the signer's verdict over `pdf`): publish
    once, do the deed, deliver (or leave that to the hour chosen)."""
    surat = session.get_one(SuratKeluar, surat_id)
    workflow.kunci(surat)
    if surat.status != "menandatangani":
        raise Konflik("Surat ini sudah selesai ditandatangani. Tidak ada yang perlu Anda lakukan.")
    workflow.jalankan(surat, "terbit", SISTEM, data={"pdf": pdf, "hasil": hasil})
    if surat.kirim_pada is None or surat.kirim_pada <= now():
        workflow.jalankan(surat, "kirim", SISTEM)
    return surat


def terbitkan_efek(surat: SuratKeluar, actor: Actor, data: dict[str, Any]) -> None:
    """Publish: the signed bytes must begin with the bound ones and carry a valid signature over the whole file."""
    pdf: bytes = data["pdf"]
    hasil: HasilPeriksa = data["hasil"]
    assert surat.final is not None
    if not pdf.startswith(files.isi(surat.final)):
        raise AturanDilanggar(
            "Berkas yang ditandatangani bukan berkas yang diikat pada nomor ini.", kode="bukan_berkas"
        )
    if not hasil.sah:
        raise AturanDilanggar("Tanda tangan elektronik pada berkas tidak sah. Tanda tangani lagi.", kode=hasil.kode)
    bertanda = files.simpan(pdf, nama=naskah.nama_berkas(surat), halaman=surat.final.halaman, actor=SISTEM)
    surat.signed, surat.signed_sidik = bertanda, bertanda.sidik
    surat.terbit_pada = now()
    numbering.tandai("surat_keluar", surat.id, "terbit")
    deeds.jalankan(surat.jenis, surat, actor)


def kirim_efek(surat: SuratKeluar, actor: Actor, data: dict[str, Any]) -> None:
    """Deliver: to every addressee inside at once, registered in the agenda of the office by itself; to those outside who
    have an e-mail address by a job."""
    keluar.perbarui_akses(surat)
    masuk.terima_dari_dalam(surat)
    kirim_luar.antrekan(surat)


@berkala("surat_keluar.kirim_terjadwal", setiap=30, uraian="Mengirim surat yang waktunya tiba")
def kirim_terjadwal(langkah: Langkah) -> dict[str, Any] | None:
    """Deliver the letters whose hour has come, one a step: one that cannot be delivered holds up none of the others."""
    kirim, lewat = langkah.kursor or (0, 0)
    q = select(SuratKeluar).where(
        SuratKeluar.status == "terbit", SuratKeluar.kirim_pada.is_not(None), SuratKeluar.kirim_pada <= now(),
        SuratKeluar.id > lewat,
    )  # fmt: skip
    surat = session.scalars(q.order_by(SuratKeluar.id).limit(1)).first()
    if surat is None:
        return {"surat": kirim}
    try:
        with session.begin_nested():
            workflow.kunci(surat)
            if surat.status == "terbit":
                workflow.jalankan(surat, "kirim", SISTEM)
                kirim += 1
    except GalatSuite as galat:
        log.warning("surat terjadwal belum terkirim", surat=surat.id, sebab=galat.pesan)
    langkah.kemajuan(kirim, kirim + 1)
    return langkah.lanjut([kirim, surat.id])
