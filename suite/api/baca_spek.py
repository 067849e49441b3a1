"""The OpenAPI document as people read it: operations by heading, fields as flat rows, an example as a command line."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

Spek = dict[str, Any]
TERDALAM = 4
KATA_JENIS = {
    "string": "teks",
    "integer": "bilangan bulat",
    "number": "bilangan",
    "boolean": "true/false",
    "object": "objek",
    "array": "daftar",
}
KATA_BENTUK = {"date": "tanggal", "date-time": "waktu", "binary": "berkas"}
KATA_STATUS = {
    "400": "Permintaan tidak terbaca.",
    "401": "Token tidak ada, mati, atau tidak dikenal.",
    "403": "Lingkup token atau hak Anda tidak cukup.",
    "404": "Tidak ada, atau bukan untuk Anda: keduanya dijawab sama.",
    "304": "Tidak berubah sejak ETag yang Anda sebut; tanpa badan.",
    "409": "Orang lain lebih dahulu, atau versi yang dikirim sudah basi.",
    "412": "If-Match menyebut versi yang sudah usang.",
    "413": "Badan permintaan terlalu besar (JSON 2 MB, berkas 25 MB).",
    "415": "Jenis isi tidak diterima.",
    "422": "Belum sesuai aturan, atau ada bidang yang tidak terbaca.",
    "428": "Versi yang diubah belum disebut: kirim If-Match, atau `versi`.",
    "429": "Terlalu sering; lihat Retry-After.",
    "503": "Sedang sibuk, hanya-baca, atau layanan di luar tidak menjawab; lihat Retry-After, lalu ulangi.",
    "default": "Penolakan lain.",
}
GALAT = (
    ("400", "MasukanSalah", "Permintaan tidak terbaca: JSON rusak, penanda halaman, atau kepala yang keliru."),
    ("401", "BelumMasuk", "Token tidak ada, dicabut, atau habis. Buat yang baru di Akun saya."),
    ("403", "TanpaIzin", "Anda tidak berhak, atau belum giliran Anda."),
    ("403", "lingkup", "Token tidak mempunyai lingkup yang disebut. Buat token dengan lingkup itu."),
    (
        "403",
        "faktor_kedua",
        "Pemilik token wajib memasang faktor kedua dan tenggangnya habis. Pasang di Akun saya, Keamanan.",
    ),
    ("404", "TidakDitemukan", "Tidak ada, atau bukan untuk Anda."),
    ("405", "MetodeSalah", "Alamat itu tidak menerima metode ini; lihat kepala Allow."),
    ("409", "Konflik", "Orang lain lebih dahulu; `detail` menyebut siapa. Baca lagi."),
    ("409", "idempotensi", "Permintaan dengan kunci ini masih dikerjakan. Kirim lagi sebentar lagi."),
    ("410", "Dimusnahkan", "Isinya sudah dimusnahkan menurut jadwal retensi arsip; keterangannya tetap ada."),
    ("412", "versi_usang", "ETag pada If-Match sudah usang. Baca lagi, lalu kirim dengan yang baru."),
    ("413", "TerlaluBesar", "JSON lebih dari 2 MB, atau berkas lebih dari 25 MB."),
    ("415", "JenisIsiSalah", "Kirim application/json (unggahan: multipart/form-data)."),
    ("422", "isian", "Bidang tidak terbaca; `errors` menyebut masing-masing."),
    (
        "422",
        "AturanDilanggar",
        "Aturan menolak; `field` dan `sumber` menyebut mana. Aturan tertentu memakai kode sendiri.",
    ),
    ("422", "idempotensi", "Kunci idempotensi sudah dipakai untuk permintaan lain."),
    ("428", "perlu_versi", "Sebut versi yang diubah: If-Match, atau `versi` di dalam badan."),
    ("429", "TerlaluSering", "Tunggu sebanyak detik pada Retry-After."),
    ("500", "KesalahanSistem", "Kesalahan pada suite. Laporkan `request_id`; tidak ada yang setengah tersimpan."),
    ("503", "SedangBaca", "Suite sedang hanya-baca (pemeliharaan). Tunggu sebanyak detik pada Retry-After."),
    (
        "503",
        "LayananTerganggu",
        "Sibuk, hanya-baca, atau layanan luar tidak menjawab. Ulangi dengan kunci idempotensi yang sama.",
    ),
)
"""(status, the last part of `type`, what it means and what to do): every refusal that is not a room's own rule."""
CONTOH_GALAT = """HTTP/1.1 412 PRECONDITION FAILED
Content-Type: application/problem+json

{
  "type": "urn:suite:galat:versi_usang",
  "title": "Sudah berubah",
  "status": 412,
  "detail": "Sekretaris Dinas sudah memarafnya hari ini pukul 14.02. Baca lagi dengan GET, ...",
  "field": "If-Match",
  "request_id": "3f1c0a9b7d2e4c58"
}"""
LETAK = {"path": "alamat", "query": "kueri", "header": "kepala"}


@dataclass(frozen=True)
class Baris:
    """One field: its name with dots for what it lies in, its type in words, whether it must be there, what it is."""

    nama: str
    jenis: str
    wajib: bool
    ket: str
    letak: str = ""


@dataclass(frozen=True)
class Jawaban:
    status: str
    uraian: str
    mime: str


@dataclass(frozen=True)
class Operasi:
    """One operation, ready for its page."""

    id: str
    metode: str
    jalur: str
    tag: str
    ringkas: str
    uraian: str
    lingkup: str
    publik: bool
    parameter: list[Baris]
    isi: list[Baris]
    contoh_isi: str
    hasil: list[Baris]
    contoh_hasil: str
    jawaban: list[Jawaban]
    curl: str


def kode(teks: str) -> Markup:
    """A text of the document with its `words of the machine` as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(teks))))  # noqa: S704  escaped before


def kelompok(spek: Spek) -> list[tuple[dict[str, str], list[dict[str, str]]]]:
    """(heading, operations {id, metode, jalur, ringkas}) in the order of the document."""
    per_tag: dict[str, list[dict[str, str]]] = {t["name"]: [] for t in spek["tags"]}
    for jalur, metode, o in _semua(spek):
        per_tag[o["tags"][0]].append(
            {"id": o["operationId"], "metode": metode.upper(), "jalur": jalur, "ringkas": o["summary"]}
        )
    return [(t, per_tag[t["name"]]) for t in spek["tags"] if per_tag[t["name"]]]


def operasi(spek: Spek, id: str, alamat: str) -> Operasi | None:
    """One operation by its operationId; `alamat` is where the API is, for the command line."""
    for jalur, metode, o in _semua(spek):
        if o["operationId"] == id:
            return _operasi(spek, jalur, metode, o, spek["paths"][jalur].get("parameters", []), alamat)
    return None


def _semua(spek: Spek):
    for jalur, isi in spek["paths"].items():
        for metode, o in isi.items():
            if isinstance(o, dict) and "operationId" in o:
                yield jalur, metode, o


def _operasi(spek: Spek, jalur: str, metode: str, o: Spek, umum: list[Spek], alamat: str) -> Operasi:
    publik = not o["security"]
    mime_isi, badan = next(iter(o.get("requestBody", {}).get("content", {}).items()), ("", {}))
    baik = next((x for k, x in sorted(o["responses"].items()) if str(k).startswith("2")), {})
    mime_hasil, hasil = next(iter(baik.get("content", {}).items()), ("", {}))
    lingkup = [x for s in o["security"] for x in s.get("token", [])]
    return Operasi(
        id=o["operationId"],
        metode=metode.upper(),
        jalur=jalur,
        tag=o["tags"][0],
        ringkas=o["summary"],
        uraian=o.get("description", ""),
        lingkup=", ".join(lingkup),
        publik=publik,
        parameter=[_parameter(spek, _tuju(spek, p)) for p in [*umum, *o.get("parameters", [])]],
        isi=_baris(spek, badan.get("schema", {})),
        contoh_isi=_json(badan.get("example")),
        hasil=_baris(spek, hasil.get("schema", {})) if mime_hasil == "application/json" else [],
        contoh_hasil=_json(hasil.get("example")),
        jawaban=[_jawaban(spek, str(k), x) for k, x in sorted(o["responses"].items(), key=lambda x: str(x[0]))],
        curl=_curl(jalur, metode, publik, mime_isi, badan, mime_hasil, alamat, "428" in o["responses"]),
    )


def _tuju(spek: Spek, x: Spek) -> Spek:
    """What a `$ref` points to."""
    while "$ref" in x:
        _, bagian, jenis, nama = x["$ref"].split("/")
        x = spek[bagian][jenis][nama]
    return x


def _parameter(spek: Spek, p: Spek) -> Baris:
    skema = _tuju(spek, p.get("schema", {}))
    ket = p.get("description") or skema.get("description", "")
    return Baris(p["name"], _kata(spek, skema), bool(p.get("required")), ket, LETAK.get(str(p["in"]), str(p["in"])))


def _baris(spek: Spek, skema: Spek, awal: str = "", dalam: int = 0) -> list[Baris]:
    skema = _pokok(spek, skema)
    if skema.get("type") == "array":
        return _baris(spek, skema["items"], f"{awal}[]", dalam)
    hasil = []
    for nama, s in skema.get("properties", {}).items():
        penuh = f"{awal}.{nama}".lstrip(".")
        pokok = _pokok(spek, s)
        ket = s.get("description") or pokok.get("description", "")
        hasil.append(Baris(penuh, _kata(spek, s), nama in skema.get("required", []), ket))
        if dalam < TERDALAM:
            anak = _pokok(spek, pokok["items"]) if pokok.get("type") == "array" else pokok
            if anak.get("properties"):
                lanjut = f"{penuh}[]" if pokok.get("type") == "array" else penuh
                hasil += _baris(spek, anak, lanjut, dalam + 1)
    return hasil


def _pokok(spek: Spek, skema: Spek) -> Spek:
    """The schema itself behind a reference, or behind "this or null"."""
    skema = _tuju(spek, skema)
    for gabung in ("allOf", "anyOf", "oneOf"):
        if gabung in skema:
            isi = [x for x in skema[gabung] if x.get("type") != "null"]
            return _pokok(spek, isi[0]) if isi else {}
    return skema


def _kata(spek: Spek, skema: Spek) -> str:
    """'teks, paling banyak 400 huruf', 'bilangan bulat atau null'."""
    pokok = _pokok(spek, skema)
    jenis = pokok.get("type", "")
    semua = [jenis] if isinstance(jenis, str) else list(jenis)
    kosong = "null" in semua or any(x.get("type") == "null" for x in skema.get("anyOf", skema.get("oneOf", [])))
    nama = next((j for j in semua if j != "null"), "")
    kata = KATA_BENTUK.get(pokok.get("format", "")) or KATA_JENIS.get(nama, nama or "apa saja")
    if pokok.get("enum"):
        kata = "salah satu: " + ", ".join(f"“{x}”" for x in pokok["enum"] if x is not None)
    elif nama == "string" and "maxLength" in pokok:
        kata += f", paling banyak {pokok['maxLength']} huruf"
    elif nama == "array" and "maxItems" in pokok:
        kata += f", paling banyak {pokok['maxItems']}"
    return kata + (" atau null" if kosong else "")


def _jawaban(spek: Spek, kode: str, x: Spek) -> Jawaban:
    x = _tuju(spek, x)
    return Jawaban(kode, KATA_STATUS.get(kode) or x.get("description", ""), ", ".join(x.get("content", {})))


def _json(contoh: Any) -> str:
    return json.dumps(contoh, ensure_ascii=False, indent=2) if contoh is not None else ""


def _curl(
    jalur: str, metode: str, publik: bool, mime: str, badan: Spek, mime_hasil: str, alamat: str, berversi: bool
) -> str:
    """A command that one can paste, with words in braces to fill in."""
    baris = [f"curl -X {metode.upper()} {shlex.quote(alamat + jalur)}"]
    if not publik:
        baris.append('-H "Authorization: Bearer $TOKEN"')
    if berversi and not mime:
        baris.append("-H 'If-Match: \"1\"'")
    if mime == "application/json":
        baris.append("-H 'Content-Type: application/json'")
        if metode == "post":
            baris.append('-H "Idempotency-Key: $(uuidgen)"')
        baris.append("-d " + shlex.quote(json.dumps(badan.get("example", {}), ensure_ascii=False)))
    elif mime:
        baris.append("-F berkas=@surat.pdf")
    if mime_hasil not in {"", "application/json"}:
        baris.append("-o berkas.pdf")
    return " \\\n  ".join(baris)
