"""Strict fields for the inputs of rules. JSON types are taken as they are: no string becomes a number, no number a
boolean, nothing is rounded. marshmallow's own fields are lenient by design, which is right for forms and wrong for law.

Messages are Indonesian; they are shown to the person who filled in the rule calculator.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

PANJANG_TEKS = 2_000
BANYAK_ISI = 5_000
BILANGAN_TERBESAR = 10**15

_TANGGAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SAAT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})")


class Skema(Schema):
    """Base of input and output schemas: an unknown field is an error, and names keep the order of writing."""

    error_messages = {  # noqa: RUF012
        "unknown": "Isian ini tidak dikenal.",
        "type": "Masukan harus berupa objek.",
    }


class _Isian(fields.Field[Any]):
    default_error_messages = {  # noqa: RUF012
        "required": "Wajib diisi.",
        "null": "Tidak boleh kosong (null).",
        "validator_failed": "Nilai tidak sah.",
    }


class Teks(_Isian):
    """A string; by default not blank. No control characters or broken Unicode: it may end up in an official letter."""

    def __init__(self, *, boleh_kosong: bool = False, panjang: int = PANJANG_TEKS, **kw: Any) -> None:
        super().__init__(**kw)
        self.boleh_kosong = boleh_kosong
        self.panjang = panjang

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> str:
        if type(value) is not str:
            raise ValidationError("Harus berupa teks.")
        if len(value) > self.panjang:
            raise ValidationError(f"Paling panjang {self.panjang} huruf.")
        if any((c < " " and c not in "\t\n\r") or c == "\x7f" or "\ud800" <= c <= "\udfff" for c in value):
            raise ValidationError("Memuat tanda yang tidak dapat dicetak.")
        if not self.boleh_kosong and not value.strip():
            raise ValidationError("Tidak boleh kosong.")
        return value


class Pilihan(_Isian):
    """One of a few words, exactly as written."""

    def __init__(self, *pilihan: str, **kw: Any) -> None:
        super().__init__(**kw)
        self.pilihan = pilihan

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> str:
        if type(value) is not str or value not in self.pilihan:
            raise ValidationError("Harus salah satu dari: " + ", ".join(self.pilihan) + ".")
        return value


class Bulat(_Isian):
    """A whole number; not a boolean, not 72.0, not "72"."""

    def __init__(self, *, paling_kecil: int = 0, paling_besar: int = BILANGAN_TERBESAR, **kw: Any) -> None:
        super().__init__(**kw)
        self.paling_kecil, self.paling_besar = paling_kecil, paling_besar

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> int:
        if type(value) is not int:
            raise ValidationError("Harus berupa bilangan bulat.")
        if not self.paling_kecil <= value <= self.paling_besar:
            raise ValidationError(f"Harus antara {self.paling_kecil} dan {self.paling_besar}.")
        return value


RUPIAH_TERBESAR = 10**13


class Rupiah(Bulat):
    """Whole rupiah, not negative."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(paling_besar=RUPIAH_TERBESAR, **kw)


class YaTidak(_Isian):
    """true or false, nothing that merely looks like it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> bool:
        if type(value) is not bool:
            raise ValidationError("Harus true atau false.")
        return value


class Tanggal(_Isian):
    """A date as YYYY-MM-DD."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> date:
        if type(value) is str and _TANGGAL.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                raise ValidationError("Tanggal ini tidak ada.") from None
        raise ValidationError("Harus tanggal berbentuk TTTT-BB-HH.")

    def _serialize(self, value: date | None, attr: str | None, obj: Any, **kw: Any) -> str | None:
        return None if value is None else value.isoformat()


class Saat(_Isian):
    """An instant with its offset, such as 2026-05-01T09:00:00+07:00."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> datetime:
        if type(value) is str and _SAAT.fullmatch(value):
            try:
                return datetime.fromisoformat(value)
            except ValueError:
                raise ValidationError("Waktu ini tidak ada.") from None
        raise ValidationError("Harus waktu dengan selisih zona, misalnya 2026-05-01T09:00:00+07:00.")

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kw: Any) -> str | None:
        return None if value is None else value.isoformat()


class Daftar(_Isian):
    """A list whose items all satisfy one field."""

    def __init__(self, isi: fields.Field[Any], *, paling_banyak: int = BANYAK_ISI, **kw: Any) -> None:
        super().__init__(**kw)
        self.isi = isi
        self.paling_banyak = paling_banyak

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> list[Any]:
        if type(value) is not list:
            raise ValidationError("Harus berupa daftar.")
        if len(value) > self.paling_banyak:
            raise ValidationError(f"Paling banyak {self.paling_banyak} isi.")
        hasil, galat = [], {}
        for urut, isi in enumerate(value):
            try:
                hasil.append(self.isi.deserialize(isi, attr, data))
            except ValidationError as e:
                galat[urut] = e.messages
        if galat:
            raise ValidationError(galat)
        return hasil

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kw: Any) -> list[Any] | None:
        return None if value is None else [self.isi._serialize(v, attr, obj) for v in value]


class Kamus(_Isian):
    """An object with free names, each of which matches `nama`, and values of one field."""

    def __init__(self, nama: str, isi: fields.Field[Any], *, paling_banyak: int = BANYAK_ISI, **kw: Any) -> None:
        super().__init__(**kw)
        self.nama_pola = re.compile(nama)
        self.isi = isi
        self.paling_banyak = paling_banyak

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise ValidationError("Harus berupa objek.")
        if len(value) > self.paling_banyak:
            raise ValidationError(f"Paling banyak {self.paling_banyak} isi.")
        hasil, galat = {}, {}
        for nama, isi in value.items():
            if not self.nama_pola.fullmatch(nama):
                galat[nama] = ["Nama ini tidak dikenal."]
                continue
            try:
                hasil[nama] = self.isi.deserialize(isi, attr, data)
            except ValidationError as e:
                galat[nama] = e.messages
        if galat:
            raise ValidationError(galat)
        return hasil


class Objek(fields.Nested):
    """A nested object with a schema of its own."""

    default_error_messages = {  # noqa: RUF012
        "type": "Harus berupa objek.",
        "required": "Wajib diisi.",
        "null": "Tidak boleh kosong (null).",
    }


POLA_KODE = r"[0-9]{1,6}(\.[0-9]{1,6}){0,9}"
"""A dotted code of any list: parts are numbers."""


class Kode(Teks):
    """A dotted code such as 800.1.11.1."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(panjang=70, validate=validate.Regexp(re.compile(POLA_KODE + r"\Z"), error="Bukan kode."), **kw)
