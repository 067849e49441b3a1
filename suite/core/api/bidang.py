"""Fields and schemas of the API: strict, with Indonesian messages, and such that the OpenAPI document says what they take.

JSON types are taken as they are (no "12" for 12, no 1 for true). In a query string, where all is text, a number or a
boolean is read from its one way of writing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate

ID_TERBESAR = 2**53
"""Larger numbers are no id of ours, and no number that every JSON reader keeps exactly."""
_TANGGAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PESAN = {
    "required": "Wajib diisi.",
    "null": "Tidak boleh null.",
    "validator_failed": "Nilai tidak sah.",
}


class Skema(Schema):
    """Base of all bodies: what it does not know is an error, so that a misspelt field is never silently ignored."""

    error_messages = {  # noqa: RUF012
        "unknown": "Bidang ini tidak dikenal.",
        "type": "Harus berupa objek JSON.",
    }

    class Meta:
        unknown = RAISE


class Penyaring(Skema):
    """Base of query strings."""

    class Meta:
        unknown = EXCLUDE


class Teks(fields.String):
    """A string of at most `maks` characters, without control characters (but tab and line ends) or broken Unicode."""

    default_error_messages = _PESAN | {"invalid": "Harus berupa teks.", "invalid_utf8": "Harus berupa teks."}

    def __init__(self, maks: int = 2000, *, minimal: int = 0, pola: str | None = None, **kw: Any):
        pesan = (
            f"Paling sedikit {minimal} dan paling banyak {maks} huruf." if minimal else f"Paling banyak {maks} huruf."
        )
        periksa: list[Any] = [validate.Length(min=minimal or None, max=maks, error=pesan)]
        if pola is not None:
            periksa.append(validate.Regexp(rf"^(?:{pola})$", error="Bentuknya tidak dikenal."))
        super().__init__(validate=periksa, **kw)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> str:
        teks = super()._deserialize(value, attr, data, **kw)
        if any((c < " " and c not in "\t\n\r") or c == "\x7f" or "\ud800" <= c <= "\udfff" for c in teks):
            raise ValidationError("Memuat tanda yang tidak dapat dicetak.")
        return teks


class Bulat(fields.Integer):
    """A whole number between two limits."""

    default_error_messages = _PESAN | {"invalid": "Harus bilangan bulat.", "too_large": "Terlalu besar."}

    def __init__(self, *, minimal: int = 0, maks: int = ID_TERBESAR, **kw: Any):
        periksa = validate.Range(minimal, maks, error=f"Antara {minimal} dan {maks}.")
        super().__init__(validate=periksa, **kw)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> int:
        if isinstance(value, str) and _dari_query(self):
            if not re.fullmatch(r"-?[0-9]{1,18}", value, re.ASCII):
                raise self.make_error("invalid")
            return int(value)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value // 1:
            raise self.make_error("invalid")
        return int(value)


class Versi(Skema):
    """Base of bodies that change a document: the version that was read, here or in `If-Match` (see `core/api/etag`)."""

    versi = Bulat(
        allow_none=True,
        load_default=None,
        metadata={"description": "Versi yang Anda baca, bila tidak dikirim sebagai If-Match. Sudah berubah: 409."},
    )


class Ya(fields.Boolean):
    """true or false."""

    default_error_messages = _PESAN | {"invalid": "Harus true atau false."}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> bool:
        if isinstance(value, str) and _dari_query(self) and value in {"true", "false"}:
            return value == "true"
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Tanggal(fields.Date):
    """A day as `2026-11-24`."""

    default_error_messages = _PESAN | {
        "invalid": "Tulis tanggal seperti 2026-11-24.",
        "format": "Tulis tanggal seperti 2026-11-24.",
    }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> date:
        if not isinstance(value, str) or not _TANGGAL.fullmatch(value):
            raise self.make_error("invalid", input=value, obj_type="date")
        return super()._deserialize(value, attr, data, **kw)


class Waktu(fields.AwareDateTime):
    """An instant in UTC, ISO 8601."""

    def __init__(self, **kw: Any):
        super().__init__(format="iso", **kw)


class Pilihan(Teks):
    """One of a few words."""

    def __init__(self, pilihan: Sequence[str], **kw: Any):
        super().__init__(maks=max(map(len, pilihan)), **kw)
        pesan = "Harus salah satu dari: " + ", ".join(pilihan) + "."
        self.validators = [validate.OneOf(list(pilihan), error=pesan)]


class Daftar(fields.List):
    """A list of at most `maks` items."""

    default_error_messages = _PESAN | {"invalid": "Harus berupa daftar."}

    def __init__(self, isi: Any, *, maks: int = 100, minimal: int = 0, **kw: Any):
        pesan = f"Paling sedikit {minimal} dan paling banyak {maks}." if minimal else f"Paling banyak {maks}."
        super().__init__(isi, validate=validate.Length(min=minimal or None, max=maks, error=pesan), **kw)


class Objek(fields.Nested):
    """An object of a schema."""

    default_error_messages = _PESAN | {"type": "Harus berupa objek JSON."}


def wajib(**kw: Any) -> dict[str, Any]:
    return {"required": True} | kw


def _dari_query(bidang: fields.Field[Any]) -> bool:
    return isinstance(bidang.parent, Penyaring)


class Halaman(Penyaring):
    """Where a list goes on and how many of it are asked for."""

    setelah = Teks(300, metadata={"description": "Penanda dari `berikut` pada halaman sebelumnya."})
    batas = Bulat(minimal=1, maks=100, load_default=25, metadata={"description": "Banyak baris, paling banyak 100."})


def halaman(baris: type[Schema], nama: str) -> type[Schema]:
    """The schema of one page of a list: `isi`, and `berikut` (null on the last page)."""
    return type(
        nama,
        (Skema,),
        {
            "isi": fields.List(fields.Nested(baris), required=True),
            "berikut": fields.String(
                required=True,
                allow_none=True,
                metadata={"description": "Nilai `setelah` untuk halaman berikutnya; null pada halaman terakhir."},
            ),
        },
    )


class GalatIsian(Skema):
    bidang = fields.String(
        required=True, metadata={"description": "Bidang yang keliru, dengan titik di antara tingkat."}
    )
    pesan = fields.String(required=True)


class Problem(Skema):
    """RFC 9457, with the field of the refusal, the regulation behind it, and each field that could not be read."""

    type = fields.String(required=True, metadata={"description": "`urn:suite:galat:<kode>`"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True, metadata={"description": "Apa yang terjadi dan apa yang perlu dilakukan."})
    field = fields.String(metadata={"description": "Bidang yang dimaksud penolakan."})
    sumber = fields.String(metadata={"description": "Peraturan yang menjadi dasar penolakan."})
    errors = fields.List(fields.Nested(GalatIsian), metadata={"description": "Bidang yang tidak terbaca."})
    request_id = fields.String(required=True)
