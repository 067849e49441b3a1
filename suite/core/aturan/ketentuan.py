"""Dated parameter sets: what a regulation may change, with its source, read by the date of the document.

Shipped as TOML in `suite/<room>/data/parameter/*.toml`, one file a parameter:

    nama = "naskah_dinas.tenggat"
    uraian = "Batas waktu tindak lanjut menurut sifat naskah"

    [[versi]]
    mulai = 2023-01-20          # absent: valid since always
    selesai = 2027-01-01        # first day on which it no longer holds; absent: still valid
    sumber = "Permendagri 1/2023; lama waktu ditetapkan kota (M)"
    [versi.nilai]
    biasa = { hari_kerja = 5 }

    [[isian]]                   # how the regulation desk asks for a place of the set and shows it, see `Isian`
    jalur = "*/hari_kerja"
    label = "Lama"
    satuan = "hari kerja"
    paling_kecil = 1
    paling_besar = 365

Intervals are half-open `[mulai, selesai)`; versions of one parameter may not overlap.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from fnmatch import fnmatchcase
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from suite.core.aturan import jejak
from suite.core.errors import AturanDilanggar


@dataclass(frozen=True)
class Parameter(Mapping[str, Any]):
    """One set that held from `mulai` to before `selesai`. Read values by name: `p["biasa"]["hari_kerja"]`.

    Wholly immutable: nested tables are read-only mappings, lists are tuples.
    """

    nama: str
    mulai: date
    selesai: date | None
    sumber: str
    nilai: Mapping[str, Any]

    def __getitem__(self, kunci: str) -> Any:
        return self.nilai[kunci]

    def __iter__(self) -> Iterator[str]:
        return iter(self.nilai)

    def __len__(self) -> int:
        return len(self.nilai)

    def __hash__(self) -> int:
        return hash((self.nama, self.mulai, self.selesai))

    def berlaku(self, pada: date) -> bool:
        return self.mulai <= pada and (self.selesai is None or pada < self.selesai)

    @property
    def sampai(self) -> date | None:
        """Last day on which the set holds, as people and letters say it; None while it still holds."""
        return None if self.selesai is None else self.selesai - timedelta(days=1)


JENIS_ISIAN = ("", "bulat", "rupiah", "persen", "pecahan", "panjang")


@dataclass(frozen=True)
class Isian:
    """How one place of a set is asked for and shown. Which type it has, the set itself says.

    `jalur`: names from the outermost, `*` stands for any (part of a) name; rows of a table have none of their own. Of
    blocks that fit the last counts. `label`: `{kunci}` becomes the name at that place. `jenis`: rupiah (whole rupiah),
    persen and pecahan (exact decimals, kept as text), bulat (for a list without items), panjang (text of several
    lines). Bounds are inclusive and hold for every item of a list. `pilihan`: allowed value → its words, empty where the
    value says it well enough.
    """

    jalur: tuple[str, ...]
    label: str = ""
    bantuan: str = ""
    satuan: str = ""
    jenis: str = ""
    paling_kecil: int | None = None
    paling_besar: int | None = None
    pilihan: Mapping[str, str] = field(default_factory=dict)

    def cocok(self, jalur: tuple[str, ...]) -> bool:
        return len(jalur) == len(self.jalur) and all(map(fnmatchcase, jalur, self.jalur))


Lapisan = Callable[[str, date], Parameter | None]
HariIni = Callable[[], date]

_lapisan: list[tuple[Lapisan, HariIni | None]] = []


def pasang_lapisan(lapisan: Lapisan | None, hari_ini: HariIni | None = None) -> None:
    """Put a city's own sets (from its database) beside the shipped files; None takes them away again.

    Of both the set that began last holds; on the same first day the city's. So a change of the city holds until a newer
    regulation comes with the files. `hari_ini` answers questions that carry no date.
    """
    _lapisan[:] = [] if lapisan is None else [(lapisan, hari_ini)]


def parameter(nama: str, pada: date) -> Parameter:
    """The set of `nama` that held on `pada`.

    Raises `AturanDilanggar` (kode `parameter`) when none held on that day, `LookupError` when no room ships such a
    parameter (a bug).
    """
    if (berlaku := parameter_bila_ada(nama, pada)) is None:
        raise AturanDilanggar(
            f"Tidak ada ketentuan {nama} yang berlaku pada {pada.isoformat()}. Minta admin memuatnya untuk tanggal itu.",
            kode="parameter",
        )
    return berlaku


def parameter_bila_ada(nama: str, pada: date) -> Parameter | None:
    """The set of `nama` that held on `pada`; None when none did. Raises `LookupError` as `parameter` does."""
    calon = [v for v in versi_terkirim(nama) if v.berlaku(pada)]
    calon += [milik_kota for lapisan, _ in _lapisan if (milik_kota := lapisan(nama, pada)) is not None]
    if not calon:
        return None
    terpilih = max(enumerate(calon), key=lambda x: (x[1].mulai, x[0]))[1]
    jejak.dibaca(terpilih)
    return terpilih


def parameter_terbaru(nama: str) -> Parameter:
    """The set for a question that carries no date: of the day that the asker named (`jejak.merekam`), in the running
    suite of today, else (the command line, without a database) the last shipped one, which does not age."""
    pada = jejak.hari_tanya()
    if pada is None and _lapisan and (hari_ini := _lapisan[0][1]) is not None:
        pada = hari_ini()
    if pada is not None:
        return parameter(nama, pada)
    terpilih = versi_terkirim(nama)[-1]
    jejak.dibaca(terpilih)
    return terpilih


def nama_parameter() -> list[str]:
    """Every parameter that a room ships, by name."""
    return sorted(_terkirim())


def uraian_parameter(nama: str) -> str:
    """What the parameter is, in a sentence. Raises `LookupError`."""
    versi_terkirim(nama)
    return _uraian()[nama]


def isian_parameter(nama: str) -> tuple[Isian, ...]:
    """How the places of the parameter are asked for, in the order of its file. Raises `LookupError`."""
    versi_terkirim(nama)
    return _isian()[nama]


def versi_terkirim(nama: str) -> tuple[Parameter, ...]:
    """The shipped sets of a parameter, oldest first. Raises `LookupError` when no room ships it."""
    semua = _terkirim()
    if nama not in semua:
        raise LookupError(f"no room ships parameter {nama}")
    return semua[nama]


@cache
def _terkirim() -> Mapping[str, tuple[Parameter, ...]]:
    return muat_parameter(_berkas())


@cache
def _uraian() -> Mapping[str, str]:
    return MappingProxyType({i["nama"]: i.get("uraian", "") for i in map(_baca, _berkas())})


@cache
def _isian() -> Mapping[str, tuple[Isian, ...]]:
    return MappingProxyType({i["nama"]: tuple(map(_satu_isian, i.get("isian", ()))) for i in map(_baca, _berkas())})


def _baca(berkas: Path) -> dict[str, Any]:
    return tomllib.loads(berkas.read_text(encoding="utf-8"))


def _satu_isian(blok: Mapping[str, Any]) -> Isian:
    """Raises `ValueError` for a block that says what no `Isian` knows: a typing error would else be silent."""
    if asing := set(blok) - {f.name for f in fields(Isian)}:
        raise ValueError(f"isian {blok.get('jalur')}: unknown {', '.join(sorted(asing))}")
    if blok.get("jenis", "") not in JENIS_ISIAN:
        raise ValueError(f"isian {blok['jalur']}: unknown jenis {blok['jenis']}")
    pilihan = blok.get("pilihan", {})
    if isinstance(pilihan, list):
        pilihan = dict.fromkeys(pilihan, "")
    return Isian(**{**blok, "jalur": tuple(blok["jalur"].split("/")), "pilihan": MappingProxyType(pilihan)})


def _berkas() -> list[Path]:
    import suite

    return [b for akar in suite.__path__ for b in sorted(Path(akar).glob("*/data/parameter/*.toml"))]


def muat_parameter(berkas: Iterable[Path]) -> Mapping[str, tuple[Parameter, ...]]:
    """Read parameter files: name → versions, oldest first.

    Raises `ValueError` for a name given twice, a version without source, an empty interval, or an overlap.
    """
    hasil: dict[str, tuple[Parameter, ...]] = {}
    for b in berkas:
        isi = _baca(b)
        nama = isi["nama"]
        if nama in hasil:
            raise ValueError(f"{b.name}: parameter {nama} is given twice")
        versi = sorted((_satu(b.name, nama, v) for v in isi["versi"]), key=lambda v: v.mulai)
        for dulu, nanti in pairwise(versi):
            if dulu.selesai is None or dulu.selesai > nanti.mulai:
                raise ValueError(f"{b.name}: versions of {nama} overlap at {nanti.mulai}")
        hasil[nama] = tuple(versi)
    return MappingProxyType(hasil)


def _satu(berkas: str, nama: str, versi: Mapping[str, Any]) -> Parameter:
    mulai, selesai = versi.get("mulai", date.min), versi.get("selesai")
    if not versi.get("sumber"):
        raise ValueError(f"{berkas}: a version of {nama} names no source")
    if selesai is not None and selesai <= mulai:
        raise ValueError(f"{berkas}: a version of {nama} ends before it begins")
    return Parameter(nama, mulai, selesai, versi["sumber"], beku(versi["nilai"]))


def beku(nilai: Any) -> Any:
    """Plain data as read-only mappings and tuples."""
    if isinstance(nilai, dict):
        return MappingProxyType({k: beku(v) for k, v in nilai.items()})
    if isinstance(nilai, list):
        return tuple(beku(v) for v in nilai)
    return nilai
