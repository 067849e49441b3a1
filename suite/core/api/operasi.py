"""One way to write an operation: its address, permission, scope, what it takes and answers, in one declaration.

    surat = kelompok("surat_keluar", "Surat keluar", "Surat yang ditulis ...")

    @surat.operasi("GET", "/surat-keluar/<int:id>", id="bacaSuratKeluar", izin="surat_keluar.lihat", objek=muat,
                   lingkup="surat:baca", jawab=SuratRinci, ringkas="Baca satu surat")
    def baca(surat: SuratKeluar) -> dict: ...

The function gets, in this order: the object (when there is a loader), the query string, the body or form; parts of the
address by name when there is no loader. Whether the caller may is decided before anything of the body is read.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

import flask_smorest
from flask import Response, request
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser

from suite.core import policy
from suite.core.api import etag, idempotensi
from suite.core.api.bidang import Versi
from suite.core.api.lingkup import dikenal, pastikan_lingkup
from suite.core.api.masuk import SEBAGAI
from suite.core.errors import GalatSuite, MasukanSalah
from suite.core.http.application import HANYA_BACA

CONTENT_TOO_LARGE = HTTPStatus(413).name
"""Its name differs between versions of Python."""
JSON_TERBESAR = 2 * 1024 * 1024
_daftar: list[Kelompok] = []


class IsianTidakSah(GalatSuite):
    """Fields that cannot be read (422), each with what is wrong with it."""

    status = 422
    judul = "Isian tidak terbaca"

    def __init__(self, errors: list[dict[str, str]]):
        super().__init__("Perbaiki bidang yang disebut dalam errors, lalu kirim lagi.", kode="isian")
        self.errors = errors

    def problem(self) -> dict[str, object]:
        return super().problem() | {"errors": self.errors}


class JenisIsiSalah(GalatSuite):
    """A body of a type that the operation does not take (415)."""

    status = 415
    judul = "Jenis isi tidak diterima"


class Pengurai(FlaskParser):
    """Refusals in the form of the suite."""

    def load_json(self, req: Any, schema: Any) -> Any:
        if req.mimetype != "application/json" and not req.mimetype.endswith("+json"):
            raise JenisIsiSalah("Kirim badan permintaan sebagai application/json.")
        return super().load_json(req, schema)

    def _handle_invalid_json_error(self, error: Any, req: Any, *a: Any, **kw: Any) -> Any:
        raise MasukanSalah("Badan permintaan bukan JSON yang terbaca.") from error

    def handle_error(self, error: ValidationError, *a: Any, **kw: Any) -> Any:
        galat: list[dict[str, str]] = []
        for _, pesan in sorted(error.normalized_messages().items()):
            _ratakan("", pesan, galat)
        raise IsianTidakSah(galat[:50]) from error


def _ratakan(awal: str, pesan: Any, hasil: list[dict[str, str]]) -> None:
    if isinstance(pesan, dict):
        for k, v in pesan.items():
            _ratakan(awal if k == "_schema" else f"{awal}.{k}" if awal else str(k), v, hasil)
    elif isinstance(pesan, list):
        for satu in pesan:
            _ratakan(awal, satu, hasil)
    else:
        hasil.append({"bidang": awal, "pesan": str(pesan)})


class Kelompok(flask_smorest.Blueprint):
    """The operations of one part of a room. `judul` is its heading in the documentation."""

    ARGUMENTS_PARSER = Pengurai()

    def __init__(self, nama: str, judul: str, uraian: str):
        super().__init__(f"api_{nama}", f"api_{nama}", description=uraian)
        self.judul = judul

    def operasi(
        self,
        metode: str,
        rute: str,
        *,
        id: str,
        izin: str,
        ringkas: str,
        uraian: str = "",
        lingkup: str | None = None,
        objek: Callable[..., Any] | None = None,
        query: type[Schema] | None = None,
        isi: type[Schema] | None = None,
        contoh_isi: dict[str, Any] | None = None,
        formulir: type[Schema] | None = None,
        berkas: type[Schema] | None = None,
        jawab: type[Schema] | None = None,
        contoh: Any = None,
        mime: str | None = None,
        status: int = 200,
        berversi: bool = False,
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Declare an operation (see the head of this module).

        `izin` is a permission of the register, or `publik`. `mime` is the type of an answer that is a file. `berversi`: it
        changes the object of the address as it was read (`core/api/etag`); bodies made from `bidang.Versi` say so
        themselves, without a body the function gets the version last.
        """
        publik = izin == "publik"
        berversi = berversi or (isi is not None and issubclass(isi, Versi))

        def daftar(fungsi: Callable[..., Any]) -> Callable[..., Any]:
            f = self.response(
                status,
                {"type": "string", "format": "binary"} if mime else jawab,  # type: ignore[arg-type]
                content_type=mime,
                example=contoh,
                description=ringkas,
                headers={"ETag": ETAG},
            )(_berversi(fungsi, isi is not None) if berversi else fungsi)
            for skema, letak, tambahan in (
                (berkas, "files", {"content_type": "multipart/form-data"}),
                (formulir, "form", {"content_type": "multipart/form-data"}),
                (isi, "json", {"example": contoh_isi} if contoh_isi else {}),
                (query, "query", {}),
            ):
                if skema is not None:
                    f = self.arguments(skema, location=letak, **tambahan)(f)  # pyright: ignore[reportArgumentType]
            f = policy.publik(f) if publik else policy.izin(izin, objek=objek)(f)
            f = _bertoken(f, lingkup, metode, publik, unggahan=berkas is not None)
            galat = _galat(publik, objek is not None or "<" in rute, metode, berversi)
            if isi is not None or berkas is not None or formulir is not None:
                galat += [(413, CONTENT_TOO_LARGE), (415, "UNSUPPORTED_MEDIA_TYPE")]
            for kode, nama in galat:
                f = self.alt_response(kode, nama)(f)
            f = self.doc(
                operationId=id,
                summary=ringkas,
                description=uraian,
                security=[] if publik else [{"token": [lingkup] if lingkup else []}],
            )(f)
            f._operasi_api = True  # pyright: ignore[reportAttributeAccessIssue]
            self.route(rute, methods=[metode], endpoint=id, tags=[self.judul])(f)
            return fungsi

        return daftar


ETAG = {"schema": {"type": "string"}, "description": "Versi jawaban ini, untuk If-Match dan If-None-Match."}
KEPALA_ETAG = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "schema": {"type": "string"},
    "description": "ETag yang sudah Anda punyai: bila tidak ada yang berubah, jawabannya 304 tanpa badan.",
}
KEPALA_SEBAGAI = {
    "in": "header",
    "name": SEBAGAI,
    "required": False,
    "schema": {"type": "string", "pattern": "^[0-9]{1,15}$"},
    "description": "Id penugasan yang dipakai bertindak (lihat `GET /saya`). Tanpa kepala ini: pilihan pada halaman.",
}
KEPALA_IDEMPOTENSI = {
    "in": "header",
    "name": idempotensi.KEPALA,
    "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]{1,100}$"},
    "description": "Kunci pilihan Anda. Permintaan yang diulang dengan kunci ini dalam 24 jam tidak dikerjakan dua kali.",
}


def kepala_versi(*, wajib: bool) -> dict[str, Any]:
    """The header If-Match in the document; required where no body can name the version."""
    return {
        "in": "header",
        "name": etag.KEPALA,
        "required": wajib,
        "schema": {"type": "string"},
        "description": "ETag dari GET"
        + ("." if wajib else ", sebagai ganti `versi` di dalam badan.")
        + " Sudah usang: 412.",
    }


def _bertoken(
    f: Callable[..., Any], lingkup: str | None, metode: str, publik: bool, *, unggahan: bool
) -> Callable[..., Any]:
    """Ask for token and scope, bound the body, and answer a repeated key from what was kept."""

    @wraps(f)
    def jalankan(**argumen: Any) -> Response:
        if not unggahan:
            request.max_content_length = JSON_TERBESAR
        if not publik:
            policy.current_actor()
            if lingkup is not None:
                if not dikenal(lingkup):
                    raise RuntimeError(
                        f"operation {request.endpoint} asks for scope {lingkup}, which is not registered"
                    )
                pastikan_lingkup(lingkup)
            kunci = request.headers.get(idempotensi.KEPALA)
            if kunci is not None and metode not in HANYA_BACA:
                return _siap(idempotensi.jalankan(kunci, lambda: f(**argumen)))
        return _siap(f(**argumen))

    return jalankan


def _siap(jawab: Response) -> Response:
    if jawab.status_code == 204:
        jawab.headers.pop("Content-Type", None)
    return etag.bubuhkan(jawab)


def _berversi(f: Callable[..., Any], berbadan: bool) -> Callable[..., Any]:
    """Hand over the version that the caller has read: in the body, or where there is none as the last argument."""

    @wraps(f)
    def jalankan(objek: Any, *lain: Any) -> Any:
        if not berbadan:
            return f(objek, *lain, etag.versi_diminta(objek, None))
        *awal, isi = lain
        return f(objek, *awal, isi | {"versi": etag.versi_diminta(objek, isi)})

    return jalankan


def _galat(publik: bool, beralamat: bool, metode: str, berversi: bool) -> list[tuple[int, str]]:
    """The refusals that an operation may answer besides unreadable input."""
    hasil = [(400, "BAD_REQUEST"), (429, "TOO_MANY_REQUESTS")]
    if not publik:
        hasil += [(401, "UNAUTHORIZED"), (403, "FORBIDDEN")]
    if beralamat:
        hasil.append((404, "NOT_FOUND"))
    hasil.append((503, "SERVICE_UNAVAILABLE"))
    if metode == "GET":
        hasil.append((304, "NOT_MODIFIED"))
    else:
        hasil += [(409, "CONFLICT"), (422, "UNPROCESSABLE_ENTITY")]
    if berversi:
        hasil += [(412, "PRECONDITION_FAILED"), (428, "PRECONDITION_REQUIRED")]
    return hasil


def kelompok(nama: str, judul: str, uraian: str) -> Kelompok:
    """A new group of operations; give it to `daftarkan` in the room's `pasang(app)`."""
    return Kelompok(nama, judul, uraian)


def daftarkan(*baru: Kelompok) -> None:
    """Hand groups over to be mounted by `suite.api`."""
    for k in baru:
        if k not in _daftar:
            _daftar.append(k)


def semua_kelompok() -> list[Kelompok]:
    return list(_daftar)
