"""The e-sign client service of BSrE, v1 and v2, behind `Signer`.

The service holds the person's certificate; the passphrase (or the one-time code, v2) opens it and lives only in the memory of
the request in which it was typed. It is in no `repr`, and what the service answers in words is neither logged nor shown: it
may repeat what it was sent. Wire format: public clients of the service; docs/keputusan/0008-frasa-hanya-di-permintaan.md
says what of it could not be known.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

import structlog
import urllib3

from suite.core.config import Config
from suite.core.documents.signing import HasilPeriksa, Penanda, periksa_asing
from suite.core.errors import AturanDilanggar, GalatSuite, LayananTerganggu

log = structlog.get_logger("suite.bsre")

JAWABAN_TERBESAR = 64 * 2**20
"""Bytes that an answer may have: the largest letter, as base64, and its signature."""
_GAGAL = (urllib3.exceptions.HTTPError, OSError)
_ID = re.compile(r"[A-Za-z0-9-]{1,100}")

STATUS = {
    "ISSUE": "Sertifikat elektronik Anda aktif.",
    "EXPIRED": "Sertifikat elektronik Anda sudah habis masa berlakunya. Ajukan sertifikat baru melalui admin sertifikat kota.",
    "REVOKE": "Sertifikat elektronik Anda sudah dicabut. Ajukan sertifikat baru melalui admin sertifikat kota.",
    "SUSPEND": "Sertifikat elektronik Anda sedang ditangguhkan. Hubungi admin sertifikat kota untuk mengaktifkannya.",
    "NEW": "Sertifikat elektronik Anda belum diterbitkan. Selesaikan pendaftaran lewat surel dari BSrE.",
    "RENEW": "Sertifikat elektronik Anda harus diperpanjang. Buka tautan perpanjangan di surel dari BSrE.",
    "NOT_REGISTERED": "NIK Anda belum terdaftar di BSrE. Minta admin sertifikat kota mendaftarkan Anda.",
}
"""States of a certificate, each with what to do. Only `ISSUE` can sign."""

LAGI = " Nomor surat tetap terikat dan tidak hilang; tanda tangani lagi sebentar lagi."


@dataclass(frozen=True)
class Rahasia:
    """What opens the certificate: a passphrase, or a one-time code (`totp`, v2)."""

    nilai: str = field(repr=False)
    totp: bool = False


@dataclass(frozen=True)
class BsreSigner:
    """One service as configured. `dengan(rahasia)` gives the signer of one act; without a secret it signs nothing."""

    config: Config = field(repr=False)
    rahasia: Rahasia | None = field(default=None, repr=False)
    nama = "bsre"

    @property
    def v2(self) -> bool:
        return self.config.bsre_versi == 2

    def dengan(self, rahasia: Rahasia) -> BsreSigner:
        return replace(self, rahasia=rahasia)

    def tanda_tangani(self, pdf: bytes, *, penanda: Penanda, waktu: datetime) -> bytes:
        """The bound bytes and a signature behind them. `AturanDilanggar` (field `frasa`) when the person must do something,
        `LayananTerganggu` when the service failed or answered anything else than this document."""
        assert self.rahasia is not None
        hasil = self._v2(pdf, penanda, self.rahasia) if self.v2 else self._v1(pdf, penanda, self.rahasia)
        if len(hasil) <= len(pdf) or not hasil.startswith(pdf):
            log.error("jawaban BSrE bukan dokumen yang dikirim")
            raise LayananTerganggu("Layanan BSrE mengembalikan dokumen lain, jadi tidak diterbitkan." + LAGI)
        return hasil

    def periksa(self, pdf: bytes) -> HasilPeriksa:
        """Verdict, trusting the roots of `SUITE_BSRE_ROOTS`; read in a child process with limits."""
        assert self.config.bsre_akar is not None
        return periksa_asing(pdf, self.config.bsre_akar.read_bytes(), wadah_ketat=False)

    def status(self, nik: str) -> str:
        """State of the person's certificate: a key of `STATUS`, or `TIDAK_DIKETAHUI`. Raises `LayananTerganggu`."""
        if self.v2:
            kode, isi, _ = self._minta("POST", "/api/v2/user/check/status", json={"nik": nik})
        else:
            kode, isi, _ = self._minta("GET", f"/api/user/status/{nik}")
        if kode == 404:
            return "NOT_REGISTERED"
        if kode != 200:
            raise _galat(kode, isi)
        kata = str(_objek(isi).get("status", "")).upper().replace(" ", "_")
        return kata if kata in STATUS else "TIDAK_DIKETAHUI"

    def kirim_kode(self, nik: str) -> None:
        """Let the service send the person a one-time code (v2)."""
        kode, isi, _ = self._minta("POST", "/api/v2/sign/get/totp", json={"nik": nik})
        if kode != 200:
            raise _galat(kode, isi)

    def _v1(self, pdf: bytes, penanda: Penanda, rahasia: Rahasia) -> bytes:
        fields = {
            "file": ("surat.pdf", pdf, "application/pdf"),
            "nik": penanda.nik,
            "passphrase": rahasia.nilai,
            "tampilan": "invisible",
        }
        kode, isi, id = self._minta("POST", "/api/sign/pdf", fields=fields)
        if isi is None and kode == 200 and _ID.fullmatch(id):  # signed; the answer broke off, but it can be fetched
            kode, isi, _ = self._minta("GET", f"/api/sign/download/{id}")
        if kode != 200 or isi is None:
            raise _galat(kode, isi)
        return isi

    def _v2(self, pdf: bytes, penanda: Penanda, rahasia: Rahasia) -> bytes:
        kirim = {
            "nik": penanda.nik,
            "totp" if rahasia.totp else "passphrase": rahasia.nilai,
            "signatureProperties": [{"tampilan": "INVISIBLE", "reason": penanda.jabatan}],
            "file": [base64.b64encode(pdf).decode()],
        }
        kode, isi, _ = self._minta("POST", "/api/v2/sign/pdf", json=kirim)
        if kode != 200 or isi is None:
            raise _galat(kode, isi)
        try:
            (satu,) = _objek(isi)["file"]
            return base64.b64decode(satu, validate=True)
        except (KeyError, ValueError, TypeError, binascii.Error):
            raise LayananTerganggu("Jawaban layanan BSrE tidak dapat dibaca." + LAGI) from None

    def _minta(self, metode: str, jalur: str, **isi: Any) -> tuple[int, bytes | None, str]:
        """(status, body, id of the document). Body None: it broke off after the headers. Follows no redirect, repeats nothing."""
        c = self.config
        pilihan: dict[str, Any] = {"ca_certs": str(c.bsre_ca)} if c.bsre_ca else {}
        batas = time.monotonic() + c.bsre_baca
        kepala = urllib3.make_headers(basic_auth=f"{c.bsre_pengguna}:{c.bsre_sandi}") | {"Accept": "*/*"}
        waktu = urllib3.Timeout(connect=c.bsre_sambung, read=c.bsre_baca)
        with urllib3.PoolManager(cert_reqs="CERT_REQUIRED", timeout=waktu, retries=False, **pilihan) as kolam:
            try:
                jawab = cast(
                    urllib3.HTTPResponse,
                    kolam.request(
                        metode, c.bsre_url + jalur, headers=kepala, redirect=False, preload_content=False, **isi
                    ),
                )
            except _GAGAL as galat:
                # The error's own words may hold the address only; its cause is cut off all the same.
                log.warning("layanan BSrE tidak menjawab", jenis=type(galat).__name__, jalur=jalur.split("/")[-2:-1])
                raise LayananTerganggu("Layanan BSrE belum menjawab." + LAGI) from None
            return jawab.status, _baca(jawab, batas), jawab.headers.get("id_dokumen", "")


def _baca(jawab: urllib3.HTTPResponse, batas: float) -> bytes | None:
    """The body, bounded in size and time (`batas`, monotonic seconds). None when it broke off."""
    isi = bytearray()
    try:
        while potong := jawab.read1(2**16):  # what has come, so that a trickle is noticed too
            isi += potong
            if len(isi) > JAWABAN_TERBESAR:
                raise LayananTerganggu("Jawaban layanan BSrE terlalu besar, jadi tidak diterima." + LAGI)
            if time.monotonic() > batas:
                return None
    except _GAGAL:
        return None
    finally:
        jawab.close()
    return bytes(isi)


def _objek(isi: bytes | None) -> dict[str, Any]:
    try:
        hasil = json.loads(isi or b"")
    except ValueError:
        return {}
    return hasil if isinstance(hasil, dict) else {}


def _galat(kode: int, isi: bytes | None) -> GalatSuite:
    """The refusal in our words. The service's own words only decide which."""
    o = _objek(isi)
    kata = f"{o.get('error', '')} {o.get('message', '')}".lower()
    sebab = o.get("status_code")
    log.warning("layanan BSrE menolak", status=kode, sebab=sebab if isinstance(sebab, int) else None)
    if kode in (401, 403):
        return LayananTerganggu(
            "Layanan BSrE menolak akun aplikasi ini. Beri tahu pengelola sistem: nama pengguna atau sandi layanan keliru."
        )
    if 400 <= kode < 500:
        for pola, nama, pesan in _PENOLAKAN:
            if re.search(pola, kata):
                return AturanDilanggar(pesan, kode=nama, field="frasa")
        return AturanDilanggar(
            "Layanan BSrE menolak menandatangani. Periksa status sertifikat Anda pada admin sertifikat kota, lalu coba lagi.",
            kode="ditolak",
            field="frasa",
        )
    return LayananTerganggu("Layanan BSrE sedang terganggu." + LAGI)


_PENOLAKAN = [
    (r"expired|kedaluwarsa|kadaluarsa|habis", "sertifikat_habis", STATUS["EXPIRED"]),
    (r"revoke|dicabut", "sertifikat_dicabut", STATUS["REVOKE"]),
    (r"suspend|ditangguhkan", "sertifikat_ditangguhkan", STATUS["SUSPEND"]),
    (r"renew|perpanjang", "sertifikat_diperpanjang", STATUS["RENEW"]),
    (r"not.registered|(belum|tidak) terdaftar", "tidak_terdaftar", STATUS["NOT_REGISTERED"]),
    (r"\bt?otp\b", "kode_salah", "Kode sekali pakai salah atau sudah lewat waktunya. Minta kode baru, lalu ketik lagi."),
    (r"passphrase|frasa", "frasa_salah", "Frasa sandi salah. Ketik lagi; huruf besar dan kecil dibedakan."),
]  # fmt: skip
