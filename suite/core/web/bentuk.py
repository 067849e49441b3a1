"""Forms for structured data: the shape of what is asked, its fields on a page, and the way back from what was typed.

The rule calculator draws a rule's input schema with it, the regulation desk a parameter set. Everything is plain fields
with dotted names (`m/penunjukan/mulai`), so that it works as a link, without JavaScript, and on a phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields
from werkzeug.datastructures import MultiDict

from suite.core.aturan import isian
from suite.core.aturan.ketentuan import Isian
from suite.core.clock import ZONE
from suite.core.errors import MasukanSalah
from suite.core.uang import MINUS, Uang

PISAH = "/"
BARIS_TERBANYAK = 200
ISI_TERBANYAK = 2_000
PENDEK = ("teks", "bulat", "rupiah", "pecahan", "yatidak", "pilihan", "tanggal")
"""Kinds whose fields may stand side by side."""


@dataclass(frozen=True)
class Bentuk:
    """One place of the data. `jenis`: teks, panjang, bulat, rupiah (whole), pecahan (an exact decimal, kept as text with
    a point), yatidak, pilihan, tanggal, saat, daftar (one item a line), centang (a list of some of `pilihan`), objek
    (`anak` by name), tabel (rows of `anak`), kamus (lines "nama = nilai")."""

    jenis: str
    label: str = ""
    wajib: bool = True
    boleh_null: bool = False
    pilihan: tuple[str, ...] = ()
    anak: Mapping[str, Bentuk] = field(default_factory=dict)
    butir: str = "teks"
    """Kind of the items of daftar, centang and kamus: teks or bulat."""
    bantuan: str = ""
    satuan: str = ""
    terkecil: int | None = None
    terbesar: int | None = None
    """Bounds of a number, both allowed; of every item of a daftar."""
    sebutan: Mapping[str, str] = field(default_factory=dict)
    """Words of choices that do not say themselves."""
    boleh_kosong: bool = False
    """An empty text is a value here."""

    @property
    def pilihan_berlabel(self) -> list[tuple[str, str]]:
        """The choices as (value, label)."""
        return [(p, self.sebut_pilihan(p)) for p in self.pilihan]

    def sebut_pilihan(self, nilai: str) -> str:
        return self.sebutan.get(nilai) or sebut(nilai)

    @property
    def ringkas(self) -> bool:
        """Do its parts stand side by side?"""
        return len(self.anak) > 1 and all(a.jenis in PENDEK for a in self.anak.values())


@dataclass
class Simpul:
    """A place as the page draws it: field name, shape, present text, children, what is wrong with it.

    `terpilih`: what is ticked of a centang. `asing`: a value that is none of the choices; it stays to be seen."""

    nama: str
    bentuk: Bentuk
    teks: str = ""
    anak: list[Simpul] = field(default_factory=list)
    galat: str = ""
    terpilih: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return "f-" + re.sub(r"[^A-Za-z0-9-]", "_", self.nama.replace(PISAH, "-"))

    @property
    def pilihan(self) -> list[tuple[str, str]]:
        """The choices as (value, label), and whatever is there that is none of them: nothing gets lost unseen."""
        ada = self.terpilih if self.bentuk.jenis == "centang" else (self.teks,) if self.teks else ()
        return self.bentuk.pilihan_berlabel + [(v, v) for v in ada if v not in self.bentuk.pilihan]

    def semua(self) -> Iterator[Simpul]:
        """This place and all beneath it."""
        yield self
        for a in self.anak:
            yield from a.semua()

    @property
    def ada_galat(self) -> bool:
        return any(s.galat for s in self.semua())

    @property
    def terisi(self) -> bool:
        return any(s.teks or s.terpilih for s in self.semua())

    @property
    def banyak(self) -> int:
        """How many fields it has."""
        return sum(not s.anak for s in self.semua())


def sebut(kunci: str) -> str:
    """A key as a label: 'hari_kerja' → 'Hari kerja', 'tmt_cpns' → 'TMT CPNS'."""
    kata = " ".join(SINGKATAN.get(k, k) for k in kunci.replace("_", " ").split())
    return kata[:1].upper() + kata[1:]


SINGKATAN = {
    k.lower(): k
    for k in (
        "ANRI", "ASN", "BKN", "BUP", "CLTN", "CPNS", "IWP", "JHT", "JKK", "JKM", "JKN", "MKG", "NIK", "NIP", "PMK", "PNS",
        "PPPK", "PSW", "PTKP", "SPMT", "TK", "TMT", "TPP", "THR", "PKP", "Plh", "Plt",
    )
} | {"pph": "PPh", "pph21": "PPh 21", "tunj": "tunjangan"}  # fmt: skip
"""Abbreviations of the law as they are written."""


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
        (isian.Rupiah, "rupiah"),
        (isian.Bulat, "bulat"),
        (isian.Tanggal, "tanggal"),
        (isian.Saat, "saat"),
    ):
        if isinstance(f, kelas):
            return Bentuk(jenis, **umum)
    return Bentuk("teks", **umum)


def dari_nilai(nilai: Any, isian: Sequence[Isian] = (), jalur: tuple[str, ...] = ()) -> Bentuk:
    """The shape of a parameter set: names and types as they are today, labels, units, bounds and choices of `isian`."""
    blok = next((i for i in reversed(isian) if i.cocok(jalur)), None) or Isian(jalur)
    if isinstance(nilai, Mapping):
        nama = nilai.get("nama")
        label = _label(blok, jalur, nama if isinstance(nama, str) else "")
        anak = {k: dari_nilai(v, isian, (*jalur, k)) for k, v in nilai.items()}
        return Bentuk("objek", label, anak=anak, bantuan=blok.bantuan)
    umum: dict[str, Any] = {
        "label": _label(blok, jalur),
        "bantuan": blok.bantuan,
        "satuan": "%" if blok.jenis == "persen" else blok.satuan,
        "terkecil": blok.paling_kecil,
        "terbesar": blok.paling_besar,
        "pilihan": tuple(blok.pilihan),
        "sebutan": blok.pilihan,
    }
    if isinstance(nilai, Sequence) and not isinstance(nilai, str):
        if nilai and all(isinstance(v, Mapping) for v in nilai):
            return Bentuk("tabel", umum["label"], anak=_kolom(nilai, isian, jalur), bantuan=blok.bantuan)
        bulat = all(type(v) is int for v in nilai) if nilai else blok.jenis == "bulat"
        return Bentuk("centang" if blok.pilihan else "daftar", butir="bulat" if bulat else "teks", **umum)
    if isinstance(nilai, bool):
        return Bentuk("yatidak", **umum)
    if isinstance(nilai, int):
        return Bentuk("rupiah" if blok.jenis == "rupiah" else "bulat", **umum)
    if isinstance(nilai, date):
        return Bentuk("tanggal", **umum)
    if blok.pilihan:
        return Bentuk("pilihan", **umum)
    if blok.jenis in ("persen", "pecahan"):
        return Bentuk("pecahan", **umum)
    panjang = blok.jenis == "panjang" or len(str(nilai)) > 100
    return Bentuk("panjang" if panjang else "teks", boleh_kosong=not str(nilai), **umum)


def _kolom(baris: Sequence[Mapping[str, Any]], isian: Sequence[Isian], jalur: tuple[str, ...]) -> dict[str, Bentuk]:
    """Columns of a table: all that any row has; what some row lacks may be left empty."""
    kunci = list(dict.fromkeys(k for v in baris for k in v))
    hasil = {}
    for k in kunci:
        b = dari_nilai(next(v[k] for v in baris if k in v), isian, (*jalur, k))
        semua = all(k in v for v in baris)
        hasil[k] = b if semua else replace(b, wajib=False, boleh_null=True, boleh_kosong=False)
    return hasil


def _label(blok: Isian, jalur: tuple[str, ...], nama: str = "") -> str:
    kunci = jalur[-1] if jalur else ""
    return blok.label.replace("{kunci}", kunci) or nama or sebut(kunci)


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
    elif isinstance(nilai, str) and (s.galat or b.jenis in ("daftar", "kamus")):
        s.teks = nilai  # as it was typed
    elif b.jenis == "centang":
        s.terpilih = tuple(str(v) for v in nilai or ())
    elif b.jenis == "daftar":
        s.teks = "\n".join(str(v) for v in nilai or ())
    elif b.jenis == "kamus":
        isi = nilai if isinstance(nilai, Mapping) else {}
        s.teks = "\n".join(f"{k} = {v}" for k, v in isi.items())
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
    if b.jenis == "rupiah" and type(nilai) is int:
        return str(Uang.rupiah(nilai)).replace("Rp", "").replace(MINUS, "-")
    if b.jenis == "pecahan" and _PECAHAN.fullmatch(str(nilai)):
        return str(nilai).replace(".", ",")
    return nilai.isoformat() if isinstance(nilai, date) else str(nilai)


def galat_bernama(akar: Simpul) -> list[dict[str, str]]:
    """What is wrong beneath `akar` for the error summary: {id, label (the way to the field), pesan}."""

    def jalan(s: Simpul, awal: str) -> Iterator[dict[str, str]]:
        if s.galat:
            yield {"id": s.id, "label": awal or "Isian", "pesan": s.galat}
        for i, a in enumerate(s.anak, 1):
            label = f"baris {i}" if s.bentuk.jenis == "tabel" else a.bentuk.label
            yield from jalan(a, f"{awal} › {label}" if awal else label)

    return list(jalan(akar, ""))


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
    if b.jenis == "centang":
        return _baca_centang(b, nama, kiriman, galat)
    teks = kiriman.get(nama, "").replace("\r\n", "\n").strip()
    if b.jenis in ("daftar", "kamus"):
        return _baca_baris(b, nama, teks, galat)
    if not teks:
        if b.boleh_null and b.wajib:
            return None
        return "" if b.jenis in ("teks", "panjang") and b.wajib else KOSONG
    return _satu(b, teks, nama, galat)


def _baca_baris(b: Bentuk, nama: str, teks: str, galat: dict[str, str]) -> Any:
    baris = [t.strip() for t in teks.splitlines() if t.strip()]
    if not baris and not b.wajib:
        return None if b.boleh_null else KOSONG
    if len(baris) > ISI_TERBANYAK:
        galat[nama] = f"Paling banyak {ISI_TERBANYAK} baris; di sini {len(baris)}."
        return teks
    butir = replace(b, jenis=b.butir)
    salah: dict[str, str] = {}
    if b.jenis == "daftar":
        hasil: Any = [_satu(butir, t, nama, salah) for t in baris]
    else:
        pasang = [(k.strip(), v.strip()) for k, _, v in (t.partition("=") for t in baris)]
        hasil = {k: _satu(butir, v, nama, salah) for k, v in pasang}
        if tanpa := next((k for t, (k, v) in zip(baris, pasang, strict=True) if "=" not in t or not k or not v), None):
            salah[nama] = f"Tulis tiap baris sebagai nama = nilai. Periksa baris '{tanpa[:40]}'."
        elif len(hasil) < len(pasang):
            salah[nama] = "Ada nama yang ditulis dua kali. Sisakan satu baris untuk tiap nama."
    galat.update(salah)
    return teks if salah else hasil


def _baca_centang(b: Bentuk, nama: str, kiriman: MultiDict[str, str], galat: dict[str, str]) -> Any:
    kirim = set(kiriman.getlist(nama)) - {""}
    if asing := sorted(kirim - set(b.pilihan)):
        galat[nama] = f"Bukan pilihan yang ada: {', '.join(asing)[:100]}."
        return [*(p for p in b.pilihan if p in kirim), *asing]
    return [int(p) if b.butir == "bulat" else p for p in b.pilihan if p in kirim]


def _baca_tabel(b: Bentuk, nama: str, kiriman: MultiDict[str, str], galat: dict[str, str]) -> Any:
    awalan = nama + PISAH
    nomor = {k[len(awalan) :].split(PISAH)[0] for k in kiriman if k.startswith(awalan)}
    urut = sorted({int(x) for x in nomor if x.isascii() and x.isdigit() and len(x) < 7})
    objek = Bentuk("objek", anak=b.anak)
    hasil: list[Any] = []
    for i in urut[: 2 * BARIS_TERBANYAK]:
        if kiriman.get(f"{awalan}{i}{PISAH}hapus"):
            continue
        sementara: dict[str, str] = {}
        isi = baca(objek, f"{awalan}{i}", kiriman, sementara)
        if all(_hampa(v) for v in isi.values()):
            continue  # the empty row that waits to be filled
        baru = f"{awalan}{len(hasil)}"  # rows are counted anew: an error must stand beside the row as it is drawn again
        galat.update({baru + k[len(f"{awalan}{i}") :]: p for k, p in sementara.items()})
        hasil.append(isi)
    if len(hasil) > BARIS_TERBANYAK:
        galat[nama] = f"Paling banyak {BARIS_TERBANYAK} baris."
    return hasil if hasil or b.wajib else (None if b.boleh_null else KOSONG)


_BULAT = re.compile(r"-?([0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,18})")
_PECAHAN = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")


def _satu(b: Bentuk, teks: str, nama: str, galat: dict[str, str]) -> Any:
    """One plain value; the text itself, with a note in `galat`, where it is none."""
    try:
        return _nilai(b, teks)
    except MasukanSalah as e:
        galat[nama] = e.pesan
        return teks


def _nilai(b: Bentuk, teks: str) -> Any:
    if b.jenis == "bulat":
        angka = teks.replace(" ", "").replace(MINUS, "-")
        if not _BULAT.fullmatch(angka) or len(angka) > 24:
            raise MasukanSalah("Isi dengan bilangan bulat, misalnya 1250000.")
        bulat = int(angka.replace(".", ""))
        _pastikan_batas(b, bulat)
        return bulat
    if b.jenis == "rupiah":
        uang = Uang.parse(teks)
        if not uang.utuh or abs(uang.sen) > 10**17:
            raise MasukanSalah("Isi dengan rupiah utuh, misalnya 1.250.000.")
        _pastikan_batas(b, uang.ke_rupiah())
        return uang.ke_rupiah()
    if b.jenis == "pecahan":
        return _baca_pecahan(b, teks)
    if b.jenis == "yatidak":
        if teks not in ("ya", "tidak"):
            raise MasukanSalah("Pilih Ya atau Tidak.")
        return teks == "ya"
    if b.jenis == "pilihan" and teks not in b.pilihan:
        raise MasukanSalah("Pilih salah satu: " + ", ".join(label for _, label in b.pilihan_berlabel) + ".")
    if b.jenis == "tanggal":
        try:
            return date.fromisoformat(teks).isoformat()
        except ValueError:
            raise MasukanSalah("Tanggal itu tidak ada. Tulis tahun-bulan-hari, misalnya 2026-11-24.") from None
    if b.jenis == "saat":
        try:
            saat = datetime.fromisoformat(teks)
        except ValueError:
            raise MasukanSalah("Waktu itu tidak terbaca. Tulis misalnya 2026-11-24T09:00.") from None
        return (saat if saat.tzinfo else saat.replace(tzinfo=ZONE)).isoformat()
    return teks


def _baca_pecahan(b: Bentuk, teks: str) -> str:
    """An exact decimal in its shortest writing: '8,50' → '8.5'. A point before three digits may be meant for thousands and
    is refused."""
    angka = teks.removesuffix("%").replace(" ", "").replace(MINUS, "-")
    if "," in angka:
        angka = angka.replace(".", "!").replace(",", ".")
    elif re.search(r"\.[0-9]{3}$", angka):
        angka = "!"
    if not _PECAHAN.fullmatch(angka):
        raise MasukanSalah("Isi dengan bilangan, pecahannya sesudah koma, misalnya 3,25.")
    nilai = Decimal(angka)
    _pastikan_batas(b, nilai)
    return format(nilai.normalize() + 0, "f")


def _pastikan_batas(b: Bentuk, nilai: int | Decimal) -> None:
    if (b.terkecil is not None and nilai < b.terkecil) or (b.terbesar is not None and nilai > b.terbesar):
        batas = (("paling sedikit", b.terkecil), ("paling banyak", b.terbesar))
        raise MasukanSalah(f"Isi {' dan '.join(f'{kata} {sebut_nilai(b, n)}' for kata, n in batas if n is not None)}.")


class _Kosong:
    def __repr__(self) -> str:
        return "KOSONG"


KOSONG: Any = _Kosong()
"""Left empty, and so absent from the data."""


def _hampa(v: Any) -> bool:
    return v is KOSONG or v is None or v in ("", [], {})


def ratakan(nilai: Any, b: Bentuk | None = None, nama: str = "") -> dict[str, str]:
    """Every place of structured data with its text: {path in words: value}, in the words of `b` where there is one. For
    differences and for reading; two places never share a path."""
    bagian = _bagian(nilai, b)
    if bagian is None:
        isi = nilai if isinstance(nilai, Sequence) and not isinstance(nilai, str) else [nilai]
        return {nama: ", ".join(sebut_nilai(b, v) for v in isi) or "(kosong)"}
    label = [x[0] for x in bagian]
    hasil: dict[str, str] = {}
    for sebutan, pembeda, anak, isi in bagian:
        satu = f"{sebutan} ({pembeda})" if label.count(sebutan) > 1 else sebutan
        hasil |= ratakan(isi, anak, f"{nama} › {satu}" if nama else satu)
    return hasil


def _bagian(nilai: Any, b: Bentuk | None) -> list[tuple[str, str, Bentuk | None, Any]] | None:
    """The parts of a mapping or of a table as (label, what tells it from another of that label, shape, value); None: it
    has no parts."""
    if isinstance(nilai, Mapping):
        anak = {n: b.anak.get(n) if b is not None else None for n in nilai}
        return [((a.label if a is not None else "") or sebut(n), n, a, nilai[n]) for n, a in anak.items()]
    if (
        isinstance(nilai, Sequence)
        and not isinstance(nilai, str)
        and nilai
        and all(isinstance(v, Mapping) for v in nilai)
    ):
        objek = None if b is None else Bentuk("objek", anak=b.anak)
        return [(_nama_baris(isi, i), f"baris {i}", objek, isi) for i, isi in enumerate(nilai, 1)]
    return None


def sebut_nilai(b: Bentuk | None, nilai: Any) -> str:
    """A plain value as people write it, with its unit: 'Rp1.250.000', '3,25%', '5 hari kerja', 'ya'."""
    if nilai is None or nilai == "":
        return "(kosong)"
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if b is None:
        return str(nilai)
    if b.jenis == "rupiah" and type(nilai) is int:
        return str(Uang.rupiah(nilai))
    if b.pilihan:
        return b.sebut_pilihan(str(nilai))
    teks = str(nilai).replace(".", ",") if b.jenis == "pecahan" else str(nilai)
    return teks + (b.satuan if b.satuan == "%" else f" {b.satuan}" if b.satuan else "")


def _nama_baris(isi: Mapping[str, Any], urut: int) -> str:
    nama = isi.get("kode") or isi.get("nama")
    return nama if isinstance(nama, str) else f"baris {urut}"
