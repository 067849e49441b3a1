"""Forms for structured data: the shape of what is asked, its fields on a page, and the way back from what was typed.

The rule calculator draws a rule's input schema with it, the regulation desk a parameter set. Everything is plain fields
with dotted names (`m/penunjukan/mulai`), so that it works as a link, without JavaScript, and on a phone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from marshmallow import Schema, fields
from werkzeug.datastructures import MultiDict

from suite.core.aturan import isian
from suite.core.clock import ZONE

PISAH = "/"
BARIS_TERBANYAK = 200


@dataclass(frozen=True)
class Bentuk:
    """One place of the data. `jenis`: teks, panjang, bulat, yatidak, pilihan, tanggal, saat, daftar (one item a line),
    objek (`anak` by name), tabel (rows of `anak`), kamus (lines "nama = nilai")."""

    jenis: str
    label: str = ""
    wajib: bool = True
    boleh_null: bool = False
    pilihan: tuple[str, ...] = ()
    anak: Mapping[str, Bentuk] = field(default_factory=dict)
    butir: str = "teks"
    """Kind of the items of daftar and kamus: teks or bulat."""

    @property
    def pilihan_berlabel(self) -> list[tuple[str, str]]:
        """The choices as (value, label)."""
        return [(p, sebut(p)) for p in self.pilihan]


@dataclass
class Simpul:
    """A place as the page draws it: field name, shape, present text, children, what is wrong with it."""

    nama: str
    bentuk: Bentuk
    teks: str = ""
    anak: list[Simpul] = field(default_factory=list)
    galat: str = ""

    @property
    def id(self) -> str:
        return "f-" + self.nama.replace(PISAH, "-").replace(".", "_").replace(" ", "_")


def sebut(kunci: str) -> str:
    """A key as a label: 'hari_kerja' → 'Hari kerja'."""
    kata = kunci.replace("_", " ").strip()
    return kata[:1].upper() + kata[1:]


# Shapes ------------------------------------------------------------------------------------------------------------


def dari_skema(skema: Schema) -> dict[str, Bentuk]:
    """The shape of a rule's input, in the order of its schema."""
    return {nama: _dari_field(nama, f) for nama, f in skema.fields.items()}


def _dari_field(nama: str, f: Any) -> Bentuk:
    umum: dict[str, Any] = {"label": sebut(nama), "wajib": bool(f.required), "boleh_null": bool(f.allow_none)}
    if isinstance(f, fields.Nested):
        anak = dari_skema(f.schema)
        return Bentuk("tabel" if f.many else "objek", anak=anak, **umum)
    if isinstance(f, isian.Daftar):
        isi = _dari_field(nama, f.isi)
        if isi.jenis == "objek":
            return Bentuk("tabel", anak=isi.anak, **umum)
        return Bentuk("daftar", butir="bulat" if isi.jenis == "bulat" else "teks", **umum)
    if isinstance(f, isian.Kamus):
        isi = _dari_field(nama, f.isi)
        return Bentuk("kamus", butir="bulat" if isi.jenis == "bulat" else "teks", **umum)
    if isinstance(f, isian.Pilihan):
        return Bentuk("pilihan", pilihan=tuple(f.pilihan), **umum)
    for kelas, jenis in (
        (isian.YaTidak, "yatidak"),
        (isian.Bulat, "bulat"),
        (isian.Tanggal, "tanggal"),
        (isian.Saat, "saat"),
    ):
        if isinstance(f, kelas):
            return Bentuk(jenis, **umum)
    return Bentuk("teks", **umum)


def dari_nilai(nilai: Any, label: str = "") -> Bentuk:
    """The shape of a parameter set: names and types as they are today."""
    if isinstance(nilai, Mapping):
        return Bentuk("objek", label, anak={k: dari_nilai(v, sebut(k)) for k, v in nilai.items()})
    if isinstance(nilai, Sequence) and not isinstance(nilai, str):
        if nilai and all(isinstance(v, Mapping) for v in nilai):
            kunci = list(dict.fromkeys(k for v in nilai for k in v))
            contoh = {k: next(v[k] for v in nilai if k in v) for k in kunci}
            wajib = {k: all(k in v for v in nilai) for k in kunci}
            anak = {k: _longgar(dari_nilai(contoh[k], sebut(k)), wajib[k]) for k in kunci}
            return Bentuk("tabel", label, anak=anak)
        bulat = bool(nilai) and all(type(v) is int for v in nilai)
        return Bentuk("daftar", label, butir="bulat" if bulat else "teks")
    if isinstance(nilai, bool):
        return Bentuk("yatidak", label)
    if isinstance(nilai, int):
        return Bentuk("bulat", label)
    if isinstance(nilai, date):
        return Bentuk("tanggal", label)
    return Bentuk("panjang" if len(str(nilai)) > 100 else "teks", label, wajib=bool(str(nilai)))


def _longgar(b: Bentuk, wajib: bool) -> Bentuk:
    return Bentuk(b.jenis, b.label, wajib and b.wajib, not wajib, b.pilihan, b.anak, b.butir)


# To the page -------------------------------------------------------------------------------------------------------


def simpul(b: Bentuk, nama: str, nilai: Any, galat: Mapping[str, str] | None = None, *, tambah: str = "") -> Simpul:
    """A place with the value that it has (None: empty). `tambah` names the table that gets an empty row."""
    galat = galat or {}
    s = Simpul(nama, b, galat=galat.get(nama, ""))
    if b.jenis == "objek":
        isi = nilai if isinstance(nilai, Mapping) else {}
        s.anak = [simpul(a, nama + PISAH + k, isi.get(k), galat, tambah=tambah) for k, a in b.anak.items()]
    elif b.jenis == "tabel":
        baris = list(nilai) if isinstance(nilai, Sequence) and not isinstance(nilai, str) else []
        kosong = 1 if tambah == nama or not baris else 0
        objek = Bentuk("objek", b.label, anak=b.anak)
        s.anak = [
            simpul(objek, f"{nama}{PISAH}{i}", isi, galat, tambah=tambah)
            for i, isi in enumerate([*baris, *[None] * kosong])
        ]
    elif b.jenis == "daftar":
        s.teks = "\n".join(str(v) for v in nilai or ())
    elif b.jenis == "kamus":
        s.teks = "\n".join(f"{k} = {v}" for k, v in (nilai or {}).items())
    else:
        s.teks = _teks(b, nilai)
    return s


def _teks(b: Bentuk, nilai: Any) -> str:
    if nilai is None:
        return ""
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if b.jenis == "saat" and isinstance(nilai, str):
        try:
            return datetime.fromisoformat(nilai).astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")
        except ValueError:
            return nilai
    return nilai.isoformat() if isinstance(nilai, date) else str(nilai)


# And back ----------------------------------------------------------------------------------------------------------


def baca(b: Bentuk, nama: str, kiriman: MultiDict[str, str], galat: dict[str, str]) -> Any:
    """The value of a place from what was sent, as JSON data. What cannot be read is noted in `galat` by field name and
    kept as it was typed; a place that was left empty is `KOSONG` where it may be absent, None where null is allowed."""
    if b.jenis == "objek":
        isi = {k: baca(a, nama + PISAH + k, kiriman, galat) for k, a in b.anak.items()}
        if not b.wajib and all(_hampa(v) for v in isi.values()):
            return None if b.boleh_null else KOSONG
        return {k: v for k, v in isi.items() if v is not KOSONG}
    if b.jenis == "tabel":
        return _baca_tabel(b, nama, kiriman, galat)
    teks = kiriman.get(nama, "").strip()
    if b.jenis in ("daftar", "kamus"):
        baris = [t.strip() for t in teks.splitlines() if t.strip()][: BARIS_TERBANYAK * 10]
        if not baris and not b.wajib:
            return None if b.boleh_null else KOSONG
        if b.jenis == "daftar":
            return [_butir(b, t, nama, galat) for t in baris]
        pasang = [t.partition("=") for t in baris]
        return {k.strip(): _butir(b, v.strip(), nama, galat) for k, _, v in pasang}
    if not teks:
        if b.boleh_null and b.wajib:
            return None
        return "" if b.jenis in ("teks", "panjang") and b.wajib else KOSONG
    return _satu(b, teks, nama, galat)


def _baca_tabel(b: Bentuk, nama: str, kiriman: MultiDict[str, str], galat: dict[str, str]) -> Any:
    awalan = nama + PISAH
    urut = sorted(
        {int(x) for k in kiriman if k.startswith(awalan) and (x := k[len(awalan) :].split(PISAH)[0]).isdigit()}
    )
    objek = Bentuk("objek", anak=b.anak)
    hasil: list[Any] = []
    for i in urut[:BARIS_TERBANYAK]:
        if kiriman.get(f"{awalan}{i}{PISAH}hapus"):
            continue
        sementara: dict[str, str] = {}
        isi = baca(objek, f"{awalan}{i}", kiriman, sementara)
        if all(_hampa(v) for v in isi.values()):
            continue  # the empty row that waits to be filled
        baru = f"{awalan}{len(hasil)}"  # rows are counted anew: an error must stand beside the row as it is drawn again
        galat.update({baru + k[len(f"{awalan}{i}") :]: p for k, p in sementara.items()})
        hasil.append(isi)
    return hasil if hasil or b.wajib else (None if b.boleh_null else KOSONG)


def _butir(b: Bentuk, teks: str, nama: str, galat: dict[str, str]) -> Any:
    return _satu(Bentuk(b.butir), teks, nama, galat)


def _satu(b: Bentuk, teks: str, nama: str, galat: dict[str, str]) -> Any:
    if b.jenis == "bulat":
        angka = teks.replace(".", "").replace(" ", "")
        if angka.removeprefix("-").isdecimal() and angka.isascii() and len(angka) <= 18:
            return int(angka)
        galat[nama] = "Isi dengan bilangan bulat, misalnya 1250000."
        return teks
    if b.jenis == "yatidak":
        return teks == "ya"
    if b.jenis == "tanggal":
        try:
            return date.fromisoformat(teks).isoformat()
        except ValueError:
            galat[nama] = "Tanggal itu tidak ada. Tulis tahun-bulan-hari, misalnya 2026-11-24."
            return teks
    if b.jenis == "saat":
        try:
            saat = datetime.fromisoformat(teks)
        except ValueError:
            galat[nama] = "Waktu itu tidak terbaca. Tulis misalnya 2026-11-24T09:00."
            return teks
        return (saat if saat.tzinfo else saat.replace(tzinfo=ZONE)).isoformat()
    return teks


class _Kosong:
    def __repr__(self) -> str:
        return "KOSONG"


KOSONG: Any = _Kosong()
"""Left empty, and so absent from the data."""


def _hampa(v: Any) -> bool:
    return v is KOSONG or v is None or v in ("", [], {})


def ratakan(nilai: Any, nama: str = "") -> dict[str, str]:
    """Every place of structured data with its text: {path in words: value}. For differences and for reading."""
    if isinstance(nilai, Mapping):
        return {
            k: v
            for n, isi in nilai.items()
            for k, v in ratakan(isi, f"{nama} › {sebut(n)}" if nama else sebut(n)).items()
        }
    if isinstance(nilai, Sequence) and not isinstance(nilai, str):
        if nilai and all(isinstance(v, Mapping) for v in nilai):
            return {
                k: v for i, isi in enumerate(nilai) for k, v in ratakan(isi, f"{nama} › {_nama_baris(isi, i)}").items()
            }
        return {nama: ", ".join(str(v) for v in nilai) or "(kosong)"}
    if isinstance(nilai, bool):
        return {nama: "ya" if nilai else "tidak"}
    return {nama: str(nilai) if nilai is not None else "(kosong)"}


def _nama_baris(isi: Mapping[str, Any], urut: int) -> str:
    return str(isi.get("kode") or isi.get("nama") or f"baris {urut + 1}")
