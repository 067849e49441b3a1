"""Talking to the mail server, and saying in words what went wrong and what to do."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from suite.core.clock import now
from suite.core.errors import GalatSuite
from suite.core.mail.setelan import Setelan

TUNGGU = 10.0
"""Seconds that one answer of the server may take."""
TUNGGU_SELURUHNYA = 25.0
"""Seconds that a connection may live: a server that answers a byte at a time must not hold a worker."""
Lampiran = tuple[str, str, bytes]
"""A file that goes with a letter: (name, MIME type, bytes)."""


class SurelGagal(GalatSuite):
    """The mail server did not take the letter. `sementara`: another attempt may succeed; `sambungan`: no letter can
    pass at the moment, so the others need not be tried; `ragu`: the letter was handed over whole and no answer came, so that
    it may have been taken."""

    status = 422
    judul = "Surel tidak terkirim"

    def __init__(self, pesan: str, *, field: str | None = None, sementara: bool = True, sambungan: bool = False):
        super().__init__(pesan, kode="surel", field=field)
        self.sementara = sementara
        self.sambungan = sambungan
        self.ragu = False


def susun(
    setelan: Setelan,
    *,
    kepada: str,
    perihal: str,
    teks: str,
    html: str | None = None,
    sidik: str,
    nama_pengirim: str,
    lampiran: Sequence[Lampiran] = (),
) -> EmailMessage:
    """The letter as it goes over the wire. Nothing in a header can hold a line break."""
    surat = EmailMessage(policy=SMTP)
    pengirim = Address(display_name=satu_baris(nama_pengirim), addr_spec=setelan.dari)
    surat["From"] = pengirim
    surat["To"] = Address(addr_spec=kepada)
    surat["Subject"] = satu_baris(perihal)
    surat["Date"] = format_datetime(now())
    surat["Message-ID"] = f"<{sidik}@{pengirim.domain}>"
    surat["Auto-Submitted"] = "auto-generated"
    surat.set_content(teks)
    if html is not None:
        surat.add_alternative(html, subtype="html")
    for nama, mime, isi in lampiran:
        utama, _, bawah = mime.partition("/")
        surat.add_attachment(isi, maintype=utama, subtype=bawah or "octet-stream", filename=satu_baris(nama))
    return surat


def satu_baris(teks: str) -> str:
    """Without control characters and line breaks of any kind, blanks made one."""
    return " ".join("".join(c if c.isprintable() else " " for c in teks).split())


class _Smtp(smtplib.SMTP):
    isi_keluar = False
    """The body has gone out: from here on silence does not say that the letter was not taken."""
    jawaban = ""

    def __init__(self, setelan: Setelan, konteks: ssl.SSLContext | None):
        self._konteks = konteks
        super().__init__(timeout=TUNGGU, local_hostname=setelan.dari.rpartition("@")[2] or "localhost")
        self._host = setelan.host  # the name that STARTTLS compares with the certificate; only __init__ sets it

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        saluran = socket.create_connection((host, port), timeout)
        return self._konteks.wrap_socket(saluran, server_hostname=host) if self._konteks else saluran

    def send(self, s: Any) -> None:
        self.isi_keluar = self.isi_keluar or isinstance(s, bytes)  # commands go as text, only a body as bytes
        super().send(s)

    def data(self, msg: Any) -> tuple[int, bytes]:
        kode, kata = super().data(msg)
        self.jawaban = f"{kode} {_kata(kata)}"
        return kode, kata


class Sambungan:
    """An open connection, over which several letters may go."""

    def __init__(self, smtp: _Smtp, setelan: Setelan):
        self._smtp = smtp
        self._setelan = setelan

    def kirim(self, surat: EmailMessage) -> str:
        """Hand over one letter; what the server answered. Raises `SurelGagal`."""
        self._smtp.isi_keluar = False
        try:
            with _diterjemahkan(self._setelan):
                self._smtp.send_message(surat)
        except SurelGagal as galat:
            # A refusal is an answer; a connection that ends after the body is none.
            galat.ragu = self._smtp.isi_keluar and not isinstance(galat.__cause__, smtplib.SMTPResponseException)
            raise
        return self._smtp.jawaban


@contextmanager
def sambung(setelan: Setelan, *, seluruhnya: float = TUNGGU_SELURUHNYA) -> Iterator[Sambungan]:
    """Connect, protect, log in; the connection lives `seluruhnya` seconds at most. Raises `SurelGagal`, with the field of
    the settings it belongs to."""
    konteks = ssl.create_default_context() if setelan.keamanan != "none" else None
    smtp = _Smtp(setelan, konteks if setelan.keamanan == "tls" else None)
    penjaga = threading.Timer(seluruhnya, _putuskan, (smtp,))
    penjaga.daemon = True
    penjaga.start()
    try:
        with _diterjemahkan(setelan):
            smtp.connect(setelan.host, setelan.port)
            smtp.ehlo_or_helo_if_needed()
            if setelan.keamanan == "starttls":
                smtp.starttls(context=konteks)
                smtp.ehlo()
            if setelan.pengguna:
                smtp.login(setelan.pengguna, setelan.sandi)
        yield Sambungan(smtp, setelan)
        with contextlib.suppress(OSError, smtplib.SMTPException):
            smtp.quit()
    finally:
        penjaga.cancel()
        smtp.close()


def _putuskan(smtp: smtplib.SMTP) -> None:
    saluran = smtp.sock
    if saluran is not None:
        with contextlib.suppress(OSError):
            saluran.shutdown(socket.SHUT_RDWR)


@contextmanager
def _diterjemahkan(setelan: Setelan) -> Iterator[None]:
    """What can go wrong between us and the server, as a sentence that says what to do."""
    tempat = f"{setelan.host} port {setelan.port}"
    try:
        yield
    except smtplib.SMTPAuthenticationError as galat:
        raise SurelGagal(
            f"Peladen surel menolak nama pengguna atau kata sandi ({_jawab(galat)}). Periksa keduanya; sebagian penyedia "
            "meminta sandi aplikasi.", field="sandi", sambungan=True,
        ) from galat  # fmt: skip
    except smtplib.SMTPSenderRefused as galat:
        raise SurelGagal(
            f"Peladen surel menolak alamat pengirim {setelan.dari} ({_jawab(galat)}). Pakai alamat yang boleh dikirim "
            "oleh pengguna ini.", field="dari", sambungan=True,
        ) from galat  # fmt: skip
    except smtplib.SMTPRecipientsRefused as galat:
        kode, alasan = next(iter(galat.recipients.values()))
        raise SurelGagal(
            f"Alamat tujuan ditolak ({kode} {_kata(alasan)}). Periksa alamat surelnya.",
            field="kepada",
            sementara=kode < 500,
        ) from galat
    except smtplib.SMTPNotSupportedError as galat:
        if "STARTTLS" in str(galat):
            raise SurelGagal(
                f"{tempat} tidak menawarkan STARTTLS. Pilih TLS dengan port 465, atau periksa alamat dan port.",
                field="keamanan", sambungan=True,
            ) from galat  # fmt: skip
        raise SurelGagal(
            f"{tempat} tidak menerima masuk dengan nama pengguna. Kosongkan nama pengguna dan kata sandi, atau pilih "
            "pengamanan STARTTLS.", field="pengguna", sambungan=True,
        ) from galat  # fmt: skip
    except smtplib.SMTPServerDisconnected as galat:
        if isinstance(galat.__context__, TimeoutError):  # smtplib says of both that the connection closed
            raise _dari_saluran(galat.__context__, setelan, tempat) from galat
        raise SurelGagal(
            f"{tempat} memutus sambungan sebelum selesai. Periksa port dan pengamanan, lalu coba lagi.",
            field="port", sambungan=True,
        ) from galat  # fmt: skip
    except smtplib.SMTPResponseException as galat:
        raise SurelGagal(
            f"Peladen surel menolak surat ({_jawab(galat)}).",
            sementara=galat.smtp_code < 500,
            sambungan=galat.smtp_code == 421,
        ) from galat
    except (OSError, smtplib.SMTPException, UnicodeError) as galat:
        raise _dari_saluran(galat, setelan, tempat) from galat


def _dari_saluran(galat: Exception, setelan: Setelan, tempat: str) -> SurelGagal:
    if isinstance(galat, socket.gaierror):
        return SurelGagal(
            f"Alamat peladen surel {setelan.host} tidak ditemukan. Periksa ejaannya.", field="host", sambungan=True
        )
    if isinstance(galat, ConnectionRefusedError):
        pesan = f"{tempat} menolak sambungan. Periksa port: biasanya 587 untuk STARTTLS, 465 untuk TLS."
        return SurelGagal(pesan, field="port", sambungan=True)
    if isinstance(galat, TimeoutError):
        pesan = f"{tempat} tidak menjawab dalam {TUNGGU:.0f} detik. Periksa port, pengamanan, dan tembok api."
        return SurelGagal(pesan, field="port", sambungan=True)
    if isinstance(galat, ssl.SSLCertVerificationError):
        pesan = (
            f"Sertifikat {setelan.host} tidak dapat dipercaya ({galat.verify_message}). Pakai nama yang tertulis pada "
            "sertifikat, atau minta pengelola surel memperbaikinya."
        )
        return SurelGagal(pesan, field="host", sambungan=True)
    if isinstance(galat, ssl.SSLError):
        pesan = f"Sambungan aman ke {tempat} gagal. Port 465 memakai TLS, port 587 memakai STARTTLS."
        return SurelGagal(pesan, field="keamanan", sambungan=True)
    return SurelGagal(
        f"Sambungan ke {tempat} gagal ({type(galat).__name__}). Periksa alamat dan port.", field="host", sambungan=True
    )


def _jawab(galat: smtplib.SMTPResponseException) -> str:
    return f"{galat.smtp_code} {_kata(galat.smtp_error)}"


def _kata(alasan: bytes | str) -> str:
    """What the server said, on one line and short."""
    return satu_baris(alasan.decode("utf-8", "replace") if isinstance(alasan, bytes) else alasan)[:160]
