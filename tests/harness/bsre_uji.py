"""A stub of the BSrE e-sign client service: real HTTP on 127.0.0.1, signing with the development CA, failing as it is told."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from suite.core.config import Config
from suite.core.documents import bsre
from suite.core.documents.signing import DevelopmentSigner, Penanda

FRASA = "Kuda-Laut-Biru!77"
KODE = "482913"
NIK = "6171010101800001"
AKUN = {"bsre_pengguna": "suite", "bsre_sandi": "sandi-layanan-99"}


class Layanan:
    """`keadaan` decides how the next answers fail; `masuk` holds the paths asked."""

    def __init__(self, folder: Path):
        self.ca = DevelopmentSigner(folder)
        self.keadaan, self.status, self.masuk, self.kode_dikirim = "", "ISSUE", [], 0
        self.simpanan: dict[str, bytes] = {}
        self.lepas = threading.Event()

    def tanda(self, pdf: bytes) -> bytes:
        penanda = Penanda("Iskandar Mahmud", "196908151995031004", "Kepala Dinas")
        return self.ca.tanda_tangani(pdf, penanda=penanda, waktu=datetime.now(UTC))


def _penangan(layanan: Layanan) -> type[BaseHTTPRequestHandler]:
    class Penangan(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None: ...

        def _jawab(self, kode: int, isi: bytes | dict[str, Any], **kepala: str) -> None:
            bita = json.dumps(isi).encode() if isinstance(isi, dict) else isi
            self.send_response(kode)
            for nama, nilai in kepala.items():
                self.send_header(nama, nilai)
            self.send_header("Content-Length", str(len(bita) + (10 if layanan.keadaan == "putus" else 0)))
            self.end_headers()
            self.wfile.write(bita[: len(bita) // 2] if layanan.keadaan == "putus" else bita)

        def do_GET(self) -> None:
            self._layani(b"")

        def do_POST(self) -> None:
            self._layani(self.rfile.read(int(self.headers["Content-Length"])))

        def _layani(self, isi: bytes) -> None:
            layanan.masuk.append(self.path)
            sandi = base64.b64encode(f"{AKUN['bsre_pengguna']}:{AKUN['bsre_sandi']}".encode()).decode()
            if self.headers["Authorization"] != f"Basic {sandi}":
                return self._jawab(401, {"error": "Unauthorized", "status_code": 401})
            if self.path.startswith("/api/sign/download/"):
                layanan.keadaan = ""
                return self._jawab(200, layanan.simpanan[self.path.rsplit("/", 1)[1]])
            if self.path == f"/api/user/status/{NIK}":
                return self._jawab(200, {"status": layanan.status})
            if self.path == "/api/v2/user/check/status":
                assert json.loads(isi) == {"nik": NIK}
                return self._jawab(200, {"status": layanan.status})
            if self.path == "/api/v2/sign/get/totp":
                layanan.kode_dikirim += 1
                return self._jawab(200, {"message": "ok"})
            self._tanda_tangani(isi)

        def _tanda_tangani(self, isi: bytes) -> None:
            v2 = self.path == "/api/v2/sign/pdf"
            if v2:
                o = json.loads(isi)
                (berkas,), nik = o["file"], o["nik"]
                pdf, rahasia, benar = base64.b64decode(berkas), o.get("passphrase"), FRASA
                if "totp" in o:
                    rahasia, benar = o["totp"], KODE
                assert o["signatureProperties"][0]["tampilan"] == "INVISIBLE"
            else:
                assert self.path == "/api/sign/pdf"
                o = _multipart(self.headers["Content-Type"], isi)
                pdf, rahasia, benar, nik = o["file"], o["passphrase"].decode(), FRASA, o["nik"].decode()
                assert o["tampilan"] == b"invisible"
            k = layanan.keadaan
            if nik != NIK:
                return self._jawab(400, {"error": "User tidak terdaftar", "status_code": 2011})
            if rahasia != benar:
                kata = "totp" if v2 and "totp" in o else f"passphrase {rahasia}"
                return self._jawab(400, {"error": f"{kata} salah", "status_code": 2031})
            if k == "habis":
                return self._jawab(400, {"error": "certificate expired", "status_code": 2041})
            if k == "500":
                return self._jawab(500, {"error": f"boom {rahasia}"})
            if k == "alihkan":
                return self._jawab(302, b"", Location=f"http://127.0.0.1:{self.server.server_address[1]}/api/lain")
            hasil = layanan.tanda(pdf)
            if k == "lambat":
                layanan.lepas.wait(20)
                return None
            if k == "menetes":
                self.send_response(200)
                self.end_headers()
                while not layanan.lepas.wait(0.1):
                    try:
                        self.wfile.write(b"x")
                    except OSError:
                        return None
                return None
            if k == "sampah":
                return self._jawab(200, b"<html>selamat datang</html>")
            if k == "orang_lain":
                hasil = layanan.tanda(pdf.replace(b"%PDF-1.7", b"%PDF-1.6", 1))
            if k == "tanpa_tanda":
                hasil = pdf + b"\n%%EOF\n"
            if k == "besar":
                hasil += b"x" * 200_000
            if not v2:
                layanan.simpanan["id-1"] = hasil
                return self._jawab(200, hasil, id_dokumen="id-1")
            self._jawab(200, {"time": 5, "file": [base64.b64encode(hasil).decode()]})

    return Penangan


def _multipart(jenis: str, isi: bytes) -> dict[str, bytes]:
    batas = b"--" + jenis.partition("boundary=")[2].encode()
    hasil = {}
    for bagian in isi.split(batas)[1:-1]:
        kepala, _, nilai = bagian.partition(b"\r\n\r\n")
        hasil[kepala.partition(b'name="')[2].partition(b'"')[0].decode()] = nilai[:-2]
    return hasil


@contextmanager
def layanan_bsre(folder: Path) -> Iterator[tuple[Layanan, dict[str, Any]]]:
    """The running service and the settings of `Config` that lead to it."""
    layanan = Layanan(folder / "ca-bsre")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _penangan(layanan))
    server.daemon_threads = True
    utas = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    utas.start()
    akar = folder / "akar.pem"
    akar.write_bytes(layanan.ca.akar())
    try:
        yield (
            layanan,
            AKUN | {"signer": "bsre", "bsre_url": f"http://127.0.0.1:{server.server_port}", "bsre_akar": akar},
        )
    finally:
        layanan.lepas.set()
        server.shutdown()
        server.server_close()


def penanda(setelan: dict[str, Any], versi: int = 2, **lain: Any) -> bsre.BsreSigner:
    return bsre.BsreSigner(Config(**setelan | {"bsre_versi": versi, "bsre_baca": 5} | lain))
