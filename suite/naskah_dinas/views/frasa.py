"""Signing with a service that asks the person for a passphrase: asked, used in this request, never shown or kept.

Every question to the service is asked after the running transaction has ended: no lock waits for it.
"""

from __future__ import annotations

from flask import render_template, request

from suite.core import db
from suite.core.actor import Actor
from suite.core.db import session
from suite.core.documents.bsre import STATUS, BsreSigner
from suite.core.errors import AturanDilanggar, GalatSuite, LayananTerganggu
from suite.core.identity.models import Pegawai
from suite.core.signing import TANPA_NIK, buka
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.services import keluar, kirim
from suite.naskah_dinas.views.keluar_tampil import halaman_terbit


def tandatangani(actor: Actor, surat: SuratKeluar, signer: BsreSigner, *, versi: int):
    """Ask for the passphrase, send a one-time code, or sign; a refusal comes back beside the field with its status."""
    id, pegawai = surat.id, session.get(Pegawai, actor.pegawai_id or 0)
    isian, totp = request.form.get("frasa", ""), request.form.get("cara") == "totp"
    if "frasa" not in request.form:
        return _halaman(id, signer, versi, status=_status(signer, pegawai))
    if request.form.get("kirim_kode") == "ya":
        return _kirim_kode(id, signer, pegawai, versi)
    try:
        kirim.tandatangani(actor, surat, versi=versi, signer=buka(signer, pegawai, isian, totp=totp))
    except (AturanDilanggar, LayananTerganggu) as galat:
        if galat.field != "frasa" and not isinstance(galat, LayananTerganggu):
            raise
        session.expire_all()  # the number may be bound now: the next press continues there
        return _halaman(id, signer, session.get_one(SuratKeluar, id).versi, galat=galat.pesan), galat.status
    return halaman_terbit(session.get_one(SuratKeluar, id))


def _status(signer: BsreSigner, pegawai: Pegawai | None) -> str:
    """What to do first when the certificate cannot sign; nothing when it can, or when the service does not say."""
    if pegawai is None or not pegawai.nik:
        return TANPA_NIK
    nik = pegawai.nik
    db.bagi_transaksi()
    try:
        kata = signer.status(nik)
    except GalatSuite:
        return "Status sertifikat Anda tidak dapat ditanyakan sekarang."
    return "" if kata == "ISSUE" else STATUS.get(kata, "Status sertifikat Anda tidak dikenal.")


def _kirim_kode(id: int, signer: BsreSigner, pegawai: Pegawai | None, versi: int):
    try:
        if pegawai is None or not pegawai.nik:
            raise AturanDilanggar(TANPA_NIK, field="frasa")
        nik = pegawai.nik
        db.bagi_transaksi()
        signer.kirim_kode(nik)
    except GalatSuite as galat:
        return _halaman(id, signer, versi, galat=galat.pesan), galat.status
    return _halaman(id, signer, versi, pesan="Kode sekali pakai sudah dikirim kepada Anda. Ketik kodenya.", cara="totp")


def _halaman(
    id: int, signer: BsreSigner, versi: int, *, galat: str = "", pesan: str = "", status: str = "", cara: str = ""
) -> str:
    surat = session.get_one(SuratKeluar, id)
    terikat = surat.status == "menandatangani"
    judul, _, uraian = keluar.tegas_tanda_tangan(surat).partition("? ")
    return render_template(
        "naskah_dinas/keluar/frasa.html",
        surat=surat,
        versi=versi,
        judul=judul + "?",
        uraian=f"Nomor {surat.nomor} sudah terikat pada surat ini." if terikat else uraian,
        label="Tanda tangani lagi" if terikat else "Tanda tangani",
        kode=signer.v2,
        cara=cara or request.form.get("cara", ""),
        galat=galat,
        pesan=pesan,
        status=status,
    )
