"""The rule register: topics, what each takes, and a calculation by one."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from suite.core.api import kelompok
from suite.core.api.bidang import Skema, Ya, wajib
from suite.core.aturan import isian, register
from suite.core.aturan.register import Topik
from suite.core.errors import TidakDitemukan

grup = kelompok("aturan", "Aturan", "Peraturan sebagai hitungan: topik, masukannya, dan hasilnya dengan sumbernya.")
CONTOH = {
    "topik": "naskah_dinas.tenggat",
    "uraian": "Batas waktu tindak lanjut menurut sifat naskah",
    "sumber": "Permendagri 1/2023",
}


class RingkasTopik(Skema):
    topik = fields.String(required=True)
    uraian = fields.String(required=True)
    sumber = fields.String(required=True)


class DaftarTopik(Skema):
    isi = fields.List(fields.Nested(RingkasTopik), required=True)


class RinciTopik(RingkasTopik):
    masukan = fields.Dict(required=True, metadata={"description": "JSON Schema dari masukannya."})


class Hitung(Skema):
    masukan = fields.Dict(
        required=True,
        keys=fields.String(),
        metadata={"description": "Menurut `masukan` pada topiknya."},
        error_messages={"required": "Wajib diisi.", "null": "Tidak boleh null.", "invalid": "Harus berupa objek JSON."},
    )


class HasilHitung(Skema):
    sah = Ya(**wajib(metadata={"description": "false bila aturannya menolak; alasannya ada dalam `hasil`."}))
    hasil = fields.Dict(required=True)


def _ringkas(t: Topik) -> dict[str, Any]:
    return {"topik": t.nama, "uraian": t.uraian, "sumber": t.sumber}


def _topik(topik: str) -> Topik:
    satu = next((t for t in register.semua_topik() if t.nama == topik), None)
    if satu is None:
        raise TidakDitemukan("Topik aturan itu tidak ada. Lihat daftarnya pada `GET /aturan`.")
    return satu


@grup.operasi(
    "GET", "/aturan", id="daftarAturan", izin="masuk", lingkup="aturan:baca", jawab=DaftarTopik,
    contoh={"isi": [CONTOH]}, ringkas="Semua topik aturan dengan sumbernya",
)  # fmt: skip
def daftar() -> dict[str, Any]:
    return {"isi": [_ringkas(t) for t in register.semua_topik()]}


@grup.operasi(
    "GET", "/aturan/<topik>", id="bacaAturan", izin="masuk", lingkup="aturan:baca", jawab=RinciTopik,
    contoh=CONTOH | {"masukan": {"type": "object", "properties": {}}}, ringkas="Satu topik dengan skema masukannya",
)  # fmt: skip
def baca(topik: str) -> dict[str, Any]:
    t = _topik(topik)
    return _ringkas(t) | {"masukan": skema_json(t.masukan())}


@grup.operasi(
    "POST", "/aturan/<topik>/hitung", id="hitungAturan", izin="masuk", lingkup="aturan:baca", isi=Hitung,
    contoh_isi={"masukan": {"sifat": "segera", "diterima": "2026-11-24T09:00:00+07:00"}}, jawab=HasilHitung,
    contoh={"sah": True, "hasil": {"sumber": "Permendagri 1/2023"}}, ringkas="Hitung dengan satu aturan",
    uraian="Tidak menyimpan apa pun. Penolakan oleh aturan adalah hasil juga: `sah` false, dengan alasan dan sumbernya.",
)  # fmt: skip
def hitung(isi: dict[str, Any], topik: str) -> dict[str, Any]:
    _topik(topik)
    hasil = register.hitung(topik, isi["masukan"])
    return {"sah": hasil.get("sah") is not False, "hasil": hasil}


def skema_json(skema: Schema) -> dict[str, Any]:
    """The input of a rule as JSON Schema."""
    return {
        "type": "object",
        "properties": {nama: _bidang(f) for nama, f in skema.fields.items()},
        "required": [nama for nama, f in skema.fields.items() if f.required],
        "additionalProperties": False,
    }


def _bidang(f: fields.Field[Any]) -> dict[str, Any]:
    bentuk: dict[str, Any] = {}
    if isinstance(f, isian.Teks):
        bentuk = {"type": "string", "maxLength": f.panjang}
    elif isinstance(f, isian.Pilihan):
        bentuk = {"type": "string", "enum": list(f.pilihan)}
    elif isinstance(f, isian.Bulat):
        bentuk = {"type": "integer", "minimum": f.paling_kecil, "maximum": f.paling_besar}
    elif isinstance(f, isian.YaTidak):
        bentuk = {"type": "boolean"}
    elif isinstance(f, isian.Tanggal):
        bentuk = {"type": "string", "format": "date"}
    elif isinstance(f, isian.Saat):
        bentuk = {"type": "string", "format": "date-time"}
    elif isinstance(f, isian.Daftar):
        bentuk = {"type": "array", "items": _bidang(f.isi), "maxItems": f.paling_banyak}
    elif isinstance(f, isian.Kamus):
        bentuk = {"type": "object", "additionalProperties": _bidang(f.isi)}
    elif isinstance(f, fields.Nested):
        bentuk = skema_json(f.schema)
        if f.many:
            bentuk = {"type": "array", "items": bentuk}
    if f.allow_none and isinstance(bentuk.get("type"), str):
        bentuk["type"] = [bentuk["type"], "null"]
    return bentuk
