"""A mail server of our own on the loopback, that takes letters, refuses, is slow, or breaks off."""

from __future__ import annotations

import contextlib
import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass
class Surat:
    dari: str
    kepada: list[str]
    mentah: bytes

    @property
    def isi(self) -> EmailMessage:
        return message_from_bytes(self.mentah, policy=policy.default)  # type: ignore[return-value]

    @property
    def teks(self) -> str:
        bagian = self.isi.get_body(("plain",))
        return bagian.get_content() if bagian is not None else ""


@dataclass
class Peladen:
    """`tingkah`: "", "bisu" (no banner), "tetes" (a byte a moment), "putus" (closes after DATA's dot, letter taken),
    "lambat" (letter taken, the answer comes after seconds), "putus_awal" (closes at once), "sibuk" (451 to every
    letter). `tolak` maps an address to its refusal."""

    tingkah: str = ""
    tolak: dict[str, str] = field(default_factory=dict)
    sandi: str | None = None
    sertifikat: Path | None = None
    tls_awal: bool = False
    surat: list[Surat] = field(default_factory=list)
    host: str = "127.0.0.1"
    port: int = 0
    sambungan: int = 0


class _Percakapan(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            self._layani(self.server.peladen)

    def _jawab(self, teks: str) -> None:
        self.wfile.write(teks.encode() + b"\r\n")

    def _bungkus(self, p: Peladen) -> None:
        konteks = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        konteks.load_cert_chain(str(p.sertifikat))
        self.request = self.connection = konteks.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)

    def _layani(self, p: Peladen) -> None:
        p.sambungan += 1
        if p.tls_awal:
            self._bungkus(p)
        if p.tingkah == "putus_awal":
            return
        if p.tingkah == "bisu":
            time.sleep(3)
            return
        if p.tingkah == "tetes":
            for c in b"220 " + b"a" * 200:
                self.wfile.write(bytes([c]))
                time.sleep(0.1)
            return
        self._jawab("220 peladen uji")
        dari, kepada = "", []
        for baris in iter(lambda: self.rfile.readline(), b""):
            perintah, _, isi = baris.decode().strip().partition(" ")
            match perintah.upper():
                case "EHLO":
                    tambahan = ["STARTTLS"] if p.sertifikat and not p.tls_awal else []
                    tambahan += ["AUTH PLAIN"] if p.sandi is not None else []
                    self._jawab("250-peladen")
                    for t in tambahan:
                        self._jawab(f"250-{t}")
                    self._jawab("250 8BITMIME")
                case "STARTTLS":
                    self._jawab("220 mulai")
                    self._bungkus(p)
                case "AUTH":
                    from base64 import b64decode

                    benar = b64decode(isi.split()[1]).split(b"\0")[-1].decode() == p.sandi
                    self._jawab("235 masuk" if benar else "535 5.7.8 sandi salah")
                case "MAIL":
                    dari, kepada = isi, []
                    self._jawab("250 baik")
                case "RCPT":
                    alamat = isi.partition("<")[2].partition(">")[0]
                    if alamat in p.tolak:
                        self._jawab(p.tolak[alamat])
                    else:
                        kepada.append(alamat)
                        self._jawab("250 baik")
                case "DATA":
                    self._jawab("354 silakan")
                    mentah = b""
                    while (potong := self.rfile.readline()) not in (b".\r\n", b""):
                        mentah += potong.removeprefix(b".") if potong.startswith(b"..") else potong
                    if p.tingkah == "sibuk":
                        self._jawab("451 4.3.0 sibuk sebentar")
                        continue
                    p.surat.append(Surat(dari, kepada, mentah))
                    if p.tingkah == "putus":
                        return
                    if p.tingkah == "lambat":
                        time.sleep(2)
                    self._jawab("250 diterima")
                case "QUIT":
                    self._jawab("221 sampai jumpa")
                    return
                case _:
                    self._jawab("250 baik")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False


@contextmanager
def peladen_surel(**kw: Any) -> Iterator[Peladen]:
    """A running mail server; `.port`, and what it took in `.surat`. Its behaviour may be changed while it runs."""
    p = Peladen(**kw)
    with _Server((p.host, 0), _Percakapan) as server:
        server.peladen = p  # type: ignore[attr-defined]
        p.port = server.server_address[1]
        benang = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        benang.start()
        try:
            yield p
        finally:
            server.shutdown()


def sertifikat_uji(folder: Path, nama: str = "localhost") -> Path:
    """A certificate that signed itself, with its key, in one PEM file."""
    kunci = ec.generate_private_key(ec.SECP256R1())
    subjek = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, nama)])
    kini = datetime.now(UTC)
    surat = (
        x509.CertificateBuilder()
        .subject_name(subjek)
        .issuer_name(subjek)
        .public_key(kunci.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(kini - timedelta(days=1))
        .not_valid_after(kini + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(nama)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(kunci, hashes.SHA256())
    )
    berkas = folder / f"{nama}.pem"
    tutup = serialization.NoEncryption()
    pem = kunci.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, tutup)
    berkas.write_bytes(pem + surat.public_bytes(serialization.Encoding.PEM))
    return berkas
