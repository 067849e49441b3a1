"""The rule register: topic → schema of the input, function, schema of the output, source.

A rule that refuses is a result too: `{"sah": false, "alasan", "pesan", "field", "sumber"}`. What cannot be read at all
answers `alasan: "masukan"` and never stops the other cases of a file.
"""

from __future__ import annotations

import importlib
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from marshmallow import Schema, ValidationError

from suite.core.aturan.jejak import merekam
from suite.core.errors import AturanDilanggar, MasukanSalah

Hitungan = Callable[..., Any]

DIGIT_TERBANYAK = 40
"""Longer integers of a case file are read as infinity, which every field refuses."""


@dataclass(frozen=True)
class Topik:
    """One registered rule. `fungsi` takes the loaded input by name and answers a mapping or a dataclass."""

    nama: str
    fungsi: Hitungan
    masukan: type[Schema]
    hasil: type[Schema]
    sumber: str
    uraian: str

    @property
    def contoh(self) -> dict[str, Any] | None:
        """An example input (`data/contoh_aturan.json` of the room): the calculator offers it."""
        return next(iter(self.semua_contoh), None)

    @property
    def semua_contoh(self) -> tuple[dict[str, Any], ...]:
        """All examples. By asking them the register knows which parameter sets the rule reads, so that a rule which
        reads one set or another has an example for each."""
        return _contoh().get(self.nama, ())

    @property
    def skema(self) -> Schema:
        return _skema(self.masukan)

    @property
    def isian(self) -> dict[str, bool]:
        """Input names → required or not, in the order of the schema."""
        return {nama: f.required for nama, f in _skema(self.masukan).fields.items()}


_topik: dict[str, Topik] = {}


@cache
def _skema(kelas: type[Schema]) -> Schema:
    return kelas()


def aturan(
    nama: str, *, masukan: type[Schema], hasil: type[Schema], sumber: str, uraian: str
) -> Callable[[Hitungan], Hitungan]:
    """Register a function as topic `<room>.<rule>`. It stays callable as it is.

    Its parameters are the fields of `masukan`, by name; what it returns is dumped through `hasil` (dates become ISO
    text). `sumber` names regulation and article. Raises `RuntimeError` when the topic is taken by another function.
    """

    def daftar(fungsi: Hitungan) -> Hitungan:
        lama = _topik.get(nama)
        if lama is not None and lama.fungsi.__qualname__ != fungsi.__qualname__:
            raise RuntimeError(f"topic {nama} is registered twice")
        _topik[nama] = Topik(nama, fungsi, masukan, hasil, sumber, uraian)
        return fungsi

    return daftar


def muat_semua() -> list[str]:
    """Import the rules of every room (`suite/<room>/rules.py` or a package of that name); returns the module names.

    By convention, not by import: `core` must not know the services that stand above it.
    """
    import suite

    nama = [
        f"suite.{ruang.name}.rules"
        for akar in map(Path, suite.__path__)
        for ruang in sorted(akar.iterdir())
        if any((ruang / berkas).is_file() for berkas in ("rules.py", "rules/__init__.py"))
    ]
    for modul in nama:
        importlib.import_module(modul)
    return nama


def semua_topik() -> list[Topik]:
    """Every registered topic, by name. Call `muat_semua` first to have those of all rooms."""
    return [_topik[nama] for nama in sorted(_topik)]


@cache
def _contoh() -> dict[str, tuple[dict[str, Any], ...]]:
    import suite

    hasil: dict[str, tuple[dict[str, Any], ...]] = {}
    for akar in suite.__path__:
        for berkas in sorted(Path(akar).glob("*/data/contoh_aturan.json")):
            for nama, isi in json.loads(berkas.read_text(encoding="utf-8")).items():
                hasil[nama] = tuple(isi) if isinstance(isi, list) else (isi,)
    return hasil


def topik(nama: str) -> Topik | None:
    """The registered topic of this name."""
    return _topik.get(nama)


def dibaca_oleh(topik: Topik) -> list[str]:
    """Names of the parameters that the rule reads when it answers its examples."""
    with merekam() as jejak:
        for contoh in topik.semua_contoh:
            hitung(topik.nama, contoh)
    return sorted({p.nama for p in jejak.parameter})


def hitung(topik: str, masukan: Any) -> dict[str, Any]:
    """Answer one question to a rule: the result, or the refusal as a result. Never raises for bad input.

    `masukan` is plain JSON data (as `json.loads` gives it). The answer is JSON data too, with `sumber` added.
    """
    t = _topik.get(topik) if isinstance(topik, str) else None
    if t is None:
        return _tolak_masukan("Topik tidak dikenal. Lihat `suite aturan list`.", field="topik")
    if type(masukan) is not dict:
        return _tolak_masukan("Masukan harus berupa objek.", sumber=t.sumber)
    try:
        isi = cast("dict[str, Any]", _skema(t.masukan).load(masukan))
        hasil = cast("dict[str, Any]", _skema(t.hasil).dump(t.fungsi(**isi)))
    except ValidationError as e:
        field, pesan = _galat_pertama(e.normalized_messages())
        return _tolak_masukan(f"{field}: {pesan}" if field else pesan, field=field, sumber=t.sumber)
    except AturanDilanggar as e:
        return _tolak(e.kode, e.pesan, e.field, e.sumber or t.sumber)
    except MasukanSalah as e:
        return _tolak_masukan(e.pesan, field=e.field, sumber=e.sumber or t.sumber)
    except (OverflowError, RecursionError):
        # a date beyond year 9999, an object nested without end: well-formed, yet no rule can answer it
        return _tolak_masukan("Nilai di luar batas yang dapat dihitung.", sumber=t.sumber)
    return hasil if "sumber" in hasil else hasil | {"sumber": t.sumber}


def hitung_kasus(kasus: Any) -> dict[str, Any]:
    """Answer one case of a case file: `{"id", "hasil"}`; fields other than id, topik and masukan are not looked at."""
    if type(kasus) is not dict:
        return {"id": None, "hasil": _tolak_masukan("Kasus harus berupa objek.")}
    nomor = kasus.get("id")
    return {
        "id": nomor if type(nomor) in (str, int) else None,
        "hasil": hitung(kasus.get("topik"), kasus.get("masukan")),  # type: ignore[arg-type]
    }


def hitung_berkas(isi: str | bytes) -> list[dict[str, Any]]:
    """Answer every case of a case file, in order. Raises `MasukanSalah` when the file is no JSON list at all."""
    try:
        kasus = json.loads(isi, parse_int=_bulat)
    except (ValueError, RecursionError) as e:
        raise MasukanSalah(f"Berkas kasus bukan JSON yang terbaca: {e}") from None
    if type(kasus) is not list:
        raise MasukanSalah("Berkas kasus harus berupa daftar kasus.")
    return [hitung_kasus(k) for k in kasus]


def _bulat(digit: str) -> int | float:
    return int(digit) if len(digit) <= DIGIT_TERBANYAK else math.inf


def _tolak(alasan: str, pesan: str, field: str | None, sumber: str | None) -> dict[str, Any]:
    return {"sah": False, "alasan": alasan, "pesan": pesan, "field": field, "sumber": sumber}


def _tolak_masukan(pesan: str, *, field: str | None = None, sumber: str | None = None) -> dict[str, Any]:
    return _tolak("masukan", pesan, field, sumber)


def _galat_pertama(pesan: Mapping[Any, Any], awal: str = "") -> tuple[str, str]:
    """The first error of marshmallow's tree, as (dotted field, message)."""
    nama, isi = next(iter(pesan.items()))
    jalur = awal if nama == "_schema" else f"{awal}.{nama}" if awal else str(nama)
    if isinstance(isi, Mapping):
        return _galat_pertama(isi, jalur)
    while isinstance(isi, list) and isi:
        isi = isi[0]
    if isinstance(isi, Mapping):
        return _galat_pertama(isi, jalur)
    return jalur, str(isi)
