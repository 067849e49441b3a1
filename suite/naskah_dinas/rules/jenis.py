"""Kinds of letters as data: `data/jenis_naskah.toml`, read by the date of the letter.

A kind prints either by a template of its own or, with `template = "susunan"`, by its `susunan`: the parts (`Unsur`) in
their order. What the drafter fills in beside subject and body are its `isian`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from suite.core.errors import AturanDilanggar

BERKAS = Path(__file__).parent.parent / "data" / "jenis_naskah.toml"


UNSUR = {
    "kop": "letterhead",
    "judul": "centred title with number; `tentang` adds TENTANG and the subject, `tanpa_nomor` leaves the number out",
    "kepala": "Nomor, Sifat, Lampiran, Hal on the left, place and date on the right",
    "kepala_nota": "Yth., Dari, Tembusan, Tanggal, Nomor, Sifat, Lampiran, Hal, and a line under them",
    "tujuan": "Yth. with the addressees",
    "pejabat": "the post that decides, in capitals with a comma (keputusan, instruksi)",
    "alinea": "a paragraph of `teks`, or of the field `isian`",
    "bab": "a heading `label` over the field `isian`",
    "butir": "`label` : the lines of the field `isian` as a list (`penomoran` 1. or a.)",
    "label": "`label` : `teks`, or the value of the field `isian`",
    "rincian": "rows label : value of the fields `daftar`",
    "orang": "`label` : people of the field `isian` with NIP, rank and post",
    "penanda_rincian": "name, NIP, rank and post of the signer as rows",
    "diktum": "KESATU, KEDUA ... : the lines of the field `isian`",
    "amar": "a centred word: MEMUTUSKAN, MEMERINTAHKAN",
    "tabel": "a numbered table of the field `isian` (cells parted by |), headed by `kolom`; `kosong` empty rows",
    "isi": "the body; `opsional` where the fields may say all",
    "pihak": "the parties of the field `isian` (lines `nama | jabatan`), numbered; as signatures with `tanda_tangan`",
    "penanda": "the signer; `tanggal` puts place and date over it, `ditetapkan` the words for them",
    "tembusan": "copies",
}
"""Parts of a letter, and what they print."""
BENTUK = {
    "teks": "one line",
    "paragraf": "several lines, each a paragraph",
    "daftar": "one item a line",
    "tanggal": "a day: 24 November 2026",
    "hari_tanggal": "a day with its weekday: Selasa, 24 November 2026",
    "tanggal_huruf": "a day in words, as a berita acara opens",
    "waktu": "a time of day: 09.00 WIB",
    "rupiah": "whole rupiah: Rp1.500.000 (satu juta lima ratus ribu rupiah)",
    "orang": "people of the city, each with NIP, rank and post on the day of the letter",
    "pilihan": "one of `pilihan`",
}
"""Forms of a field: what is filled in, and how paper says it."""
HARI = ("tanggal", "hari_tanggal", "tanggal_huruf")
_BERISIAN = {"bab", "butir", "orang", "diktum", "tabel", "pihak"}


@dataclass(frozen=True)
class Isian:
    """One field of a kind besides subject and body. `bawaan` stands in a fresh form."""

    kode: str
    label: str
    bentuk: str = "teks"
    wajib: bool = False
    bantuan: str = ""
    bawaan: str = ""
    pilihan: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unsur:
    """One printed part; which of the other fields count is said in `UNSUR`.

    In `teks` stand `{hal}` (`{HAL}` in capitals), `{pejabat}`, `{kota}` and the codes of fields in braces.
    """

    unsur: str
    teks: str = ""
    label: str = ""
    isian: str = ""
    penomoran: str = "1."
    daftar: tuple[str, ...] = ()
    kolom: tuple[str, ...] = ()
    kosong: int = 0
    tentang: bool = False
    tanpa_nomor: bool = False
    tanggal: bool = False
    ditetapkan: str = ""
    tanda_tangan: bool = False
    opsional: bool = False


@dataclass(frozen=True)
class JenisNaskah:
    """One kind of letter, valid `[mulai, selesai)` (None: open). Meaning of each field: head of the data file."""

    kode: str
    nama: str
    golongan: str
    template: str
    kop: str
    kode_jenis: str
    pola: str
    register: str
    penanda_jenis: tuple[str, ...]
    penanda_eselon: tuple[str, ...]
    butuh_tujuan: bool
    butuh_tembusan: bool
    butuh_hal: bool
    klasifikasi: str
    keamanan: str
    sifat: tuple[str, ...]
    urusan: str
    sumber: str
    mulai: date | None = None
    selesai: date | None = None
    dihentikan: bool = False
    uraian: str = ""
    kelompok: str = ""
    susunan: tuple[Unsur, ...] = ()
    isian: tuple[Isian, ...] = ()

    def kunci_register(self, opd_id: int) -> str:
        """Key of the book that numbers the kind in an office: one for all kinds, or one of its own."""
        return f"surat:{'*' if self.register == 'unit' else self.kode}:{opd_id}"

    @property
    def berisi(self) -> bool:
        """Has a body of its own; a kind without one is made of its fields alone."""
        return any(u.unsur == "isi" for u in self.susunan) if self.susunan else self.template != "surat_perintah"

    @property
    def isi_wajib(self) -> bool:
        return self.berisi and not any(u.unsur == "isi" and u.opsional for u in self.susunan)

    def boleh_ditandatangani(self, jenis_jabatan: str, eselon: str = "") -> bool:
        """May a post of that jenis and eselon sign this kind? Eselon matters only where the kind lists some."""
        if jenis_jabatan not in self.penanda_jenis:
            return False
        return not self.penanda_eselon or eselon in self.penanda_eselon

    def berlaku(self, pada: date) -> bool:
        return (self.mulai is None or self.mulai <= pada) and (self.selesai is None or pada < self.selesai)


def kode_dari(nama: str) -> str:
    """A name as a code of small letters, digits and underscores, at most 40; empty when it has none of them."""
    polos = unicodedata.normalize("NFKD", nama).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", polos).strip("_")[:40]


@cache
def _semua() -> tuple[JenisNaskah, ...]:
    isi = tomllib.loads(BERKAS.read_text(encoding="utf-8"))
    return tuple(baca_jenis(satu) for satu in isi["jenis"])


def baca_jenis(isi: dict[str, Any]) -> JenisNaskah:
    """A kind from plain data. Raises `AturanDilanggar` that names the first part or field that cannot be."""
    isi = dict(isi)
    isian = tuple(Isian(**_beku(x)) for x in isi.pop("isian", ()))
    susunan = tuple(Unsur(**_beku(x)) for x in isi.pop("susunan", ()))
    jenis = JenisNaskah(**_beku(isi), isian=isian, susunan=susunan)
    _periksa(jenis)
    return jenis


def _beku(satu: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in satu.items()}


def _periksa(jenis: JenisNaskah) -> None:
    ada = {x.kode: x for x in jenis.isian}
    if len(ada) < len(jenis.isian):
        raise _keliru(jenis, "dua isian berkode sama", "isian")
    for x in jenis.isian:
        if x.bentuk not in BENTUK or (x.bentuk == "pilihan") != bool(x.pilihan):
            raise _keliru(jenis, f"isian {x.kode} berbentuk {x.bentuk}", "isian")
    for u in jenis.susunan:
        if u.unsur not in UNSUR:
            raise _keliru(jenis, f"unsur {u.unsur} tidak dikenal", "susunan")
        if u.unsur in _BERISIAN and not u.isian:
            raise _keliru(jenis, f"unsur {u.unsur} perlu isian", "susunan")
        for kode in (*u.daftar, *([u.isian] if u.isian else []), *re.findall(r"{(\w+)}", u.teks)):
            if kode not in ada and kode not in ("hal", "HAL", "pejabat", "kota"):
                raise _keliru(jenis, f"unsur {u.unsur} menyebut isian {kode} yang tidak ada", "susunan")
        if u.unsur == "orang" and ada[u.isian].bentuk != "orang":
            raise _keliru(jenis, f"isian {u.isian} harus berbentuk orang", "isian")
    if jenis.susunan and [u.unsur for u in jenis.susunan].count("penanda") != 1:
        raise _keliru(jenis, "penanda tangan harus ada tepat satu", "susunan")


def _keliru(jenis: JenisNaskah, pesan: str, field: str) -> AturanDilanggar:
    return AturanDilanggar(f"Jenis naskah {jenis.nama}: {pesan}.", kode="jenis", field=field)


_lapisan: Callable[[], Sequence[JenisNaskah]] = tuple


def pasang_lapisan(lapisan: Callable[[], Sequence[JenisNaskah]]) -> None:
    """Put the city's own kinds over the shipped ones. `lapisan()` gives them, those that begin first before the others."""
    global _lapisan
    _lapisan = lapisan


def semua_jenis_naskah(pada: date) -> list[JenisNaskah]:
    """The kinds in use on that day: the shipped ones in the order of the file, then those that only the city has."""
    return [j for j in _berlaku(pada).values() if not j.dihentikan]


def _berlaku(pada: date) -> dict[str, JenisNaskah]:
    return {j.kode: j for j in (*_semua(), *_lapisan()) if j.berlaku(pada)}


def jenis_naskah(kode: str, pada: date) -> JenisNaskah:
    """The kind of that code on that day, a stopped one too: what was begun is finished. Raises `AturanDilanggar` (kode
    `jenis`) when there was none then."""
    if (jenis := _berlaku(pada).get(kode)) is None:
        raise AturanDilanggar(
            f"Jenis naskah {kode} tidak dipakai pada {pada.isoformat()}.", kode="jenis", field="jenis"
        )
    return jenis


def jenis_untuk_konsep(kode: str, pada: date) -> JenisNaskah:
    """The kind of that code, for a letter that begins on that day. Raises `AturanDilanggar` also for a stopped one."""
    if (jenis := jenis_naskah(kode, pada)).dihentikan:
        raise AturanDilanggar(f"{jenis.nama} tidak dipakai lagi. Pilih jenis lain.", kode="jenis", field="jenis")
    return jenis
