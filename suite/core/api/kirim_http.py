"""One POST to an address that a user chose, such that it cannot be turned against our own network.

The host is resolved once, every address it has must be public, and the connection goes to the very address that was
checked (a second resolution could answer otherwise). Redirects are not followed, environment proxies not used, the
answer is read to a small bound within a time bound.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

from suite.core.errors import AturanDilanggar

BATAS_DETIK = 5
"""For the whole of it: one who answers drop by drop must not hold the worker."""
BACA_TERBESAR = 4096


def periksa_alamat(url: str, *, lokal: bool) -> SplitResult:
    """The parts of an address that webhooks may be sent to. Raises `AturanDilanggar(field="url")`.

    `lokal` allows http and addresses of the own network (development).
    """
    try:
        bagian = urlsplit(url)
        port = bagian.port
    except ValueError:
        raise _ditolak("Alamat itu tidak terbaca. Tulis seperti https://contoh.go.id/penerima.") from None
    if len(url) > 500 or any(c <= " " or c > "~" for c in url):
        raise _ditolak("Alamat memuat tanda yang tidak boleh, atau lebih dari 500 huruf.")
    if bagian.scheme != "https" and not (lokal and bagian.scheme == "http"):
        raise _ditolak("Alamat harus dimulai dengan https://, agar isinya tidak terbaca di jalan.")
    if not bagian.hostname or bagian.username is not None or bagian.fragment:
        raise _ditolak("Tulis nama server saja, tanpa nama pengguna dan tanpa tanda #.")
    if not lokal and (_bukan_publik(bagian.hostname) or port not in {None, 443, 8443}):
        raise _ditolak("Alamat itu di dalam jaringan sendiri, atau memakai port selain 443 dan 8443.")
    return bagian


def kirim(url: str, isi: bytes, kepala: dict[str, str], *, lokal: bool) -> tuple[int | None, str]:
    """POST `isi`; returns (status, first words of the answer), or (None, why it could not be sent). Never raises."""
    sambungan: _Sambungan | None = None
    try:
        bagian = periksa_alamat(url, lokal=lokal)
        host, tls = bagian.hostname or "", bagian.scheme == "https"
        port = bagian.port or (443 if tls else 80)
        alamat = _alamat(host, port, lokal=lokal)
        sambungan = _Sambungan(host, port, alamat, tls)
        habis = threading.Timer(BATAS_DETIK, sambungan.putuskan)
        habis.start()
        try:
            jalur = (bagian.path or "/") + (f"?{bagian.query}" if bagian.query else "")
            sambungan.request("POST", jalur, body=isi, headers=kepala)
            jawab = sambungan.getresponse()
            return jawab.status, " ".join(jawab.read(BACA_TERBESAR).decode("utf-8", "replace").split())[:300]
        finally:
            habis.cancel()
            sambungan.close()
    except AturanDilanggar as galat:
        return None, galat.pesan
    except TimeoutError:
        return None, f"Tidak menjawab dalam {BATAS_DETIK} detik."
    except ssl.SSLCertVerificationError:
        return None, "Sertifikat TLS penerima tidak dapat dipercaya."
    except (OSError, http.client.HTTPException):
        if sambungan is not None and sambungan.habis:
            return None, f"Tidak menjawab dalam {BATAS_DETIK} detik."
        return None, "Tidak dapat dihubungi."


class _Sambungan(http.client.HTTPConnection):
    """A connection to one checked address, by the name of the host (Host header, TLS name)."""

    def __init__(self, host: str, port: int, alamat: str, tls: bool):
        super().__init__(host, port, timeout=BATAS_DETIK)
        self._alamat, self._tls = alamat, tls
        self.habis = False

    def putuskan(self) -> None:
        """The time is over: whatever waits on the socket ends with an error."""
        self.habis = True
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)

    def connect(self) -> None:
        self.sock = socket.create_connection((self._alamat, self.port), self.timeout)
        if self.habis:
            raise TimeoutError
        if self._tls:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _alamat(host: str, port: int, *, lokal: bool) -> str:
    """The address to connect to. Raises `AturanDilanggar` when any address of the host is not public."""
    semua = {str(x[4][0]) for x in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not semua or (not lokal and any(_bukan_publik(a) for a in semua)):
        raise _ditolak("Alamat itu berada di dalam jaringan sendiri.")
    return sorted(semua, key=lambda a: ":" in a)[0]


def _bukan_publik(host: str) -> bool:
    """Is this an address that is not public? Names are not addresses: they are judged once resolved."""
    try:
        ip = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return host.lower() == "localhost" or host.lower().endswith((".localhost", ".local", ".internal"))
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip.sixtofour is not None or ip.teredo is not None or ip in _NAT64:
            return True  # an IPv4 address in disguise
    return not ip.is_global or ip.is_multicast or ip.is_reserved


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _ditolak(pesan: str) -> AturanDilanggar:
    return AturanDilanggar(pesan, field="url")
