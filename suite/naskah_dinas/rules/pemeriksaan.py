"""What a letter says against itself: weekdays, figures in words, lists left open, attachments, references.

Reading only: a finding never stops a letter. Each says what is wrong in one sentence and, where the remedy is certain,
the text that puts it right. What only the database knows (does that letter exist, who holds that post) is asked by
`services.pemeriksaan`, which finds the places with `rujukan` and `nip_disebut`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from suite.core.documents.isi import teks_pohon
from suite.core.kalender import BULAN, BULAN_PENDEK, HARI, nama_hari, terbilang

MACAM = ("hari", "terbilang", "daftar", "lampiran", "rujukan", "pejabat", "penanda")


@dataclass(frozen=True)
class Temuan:
    """One finding. `tertulis` is what stands in subject or body, `saran` what replaces it wherever it stands.

    Without `saran` a remedy may still be one tap: `field` takes the value `nilai`, or the body ends in `tambah`.
    None of the three: only the writer can know. `tombol` is what the remedy's button says.
    """

    macam: str
    pesan: str
    tertulis: str = ""
    saran: str = ""
    field: str = "isi"
    nilai: str | None = None
    tambah: str = ""
    tombol: str = ""
    mulai: int = 0
    akhir: int = 0
    """Half-open character range of `tertulis` in the text that was read."""

    @property
    def kunci(self) -> str:
        """What tells this finding from others, so that an old button never does a new thing."""
        isi = "\0".join((self.macam, self.field, self.tertulis, self.saran, self.nilai or "", self.tambah))
        return hashlib.sha256(isi.encode()).hexdigest()[:12]

    @property
    def dapat_diperbaiki(self) -> bool:
        return bool(self.saran or self.tambah) or self.nilai is not None


def periksa_naskah(hal: str, pohon: list[dict[str, Any]], banyak_lampiran: int) -> list[Temuan]:
    """All that the text of a letter says against itself: subject as text, body as its tree (`documents.isi.pohon`)."""
    isi = teks_pohon(pohon)
    teks = f"{hal}\n\n{isi}"
    return [
        *periksa_hari(teks),
        *periksa_terbilang(teks),
        *periksa_daftar(pohon),
        *periksa_lampiran(isi, banyak_lampiran),
    ]


# --- weekday against date ------------------------------------------------------------------------------------------

_HARI_LAIN = {"ahad": "Minggu", "jum'at": "Jumat", "jum\u2019at": "Jumat"}
_NAMA_BULAN = {n.lower(): i for i, n in enumerate(BULAN, 1)} | {n.lower(): i for i, n in enumerate(BULAN_PENDEK, 1)}
_NAMA_BULAN |= {"agt": 8, "agust": 8, "sept": 9, "nop": 11, "nopember": 11, "pebruari": 2}
_BULAN = "|".join(sorted(_NAMA_BULAN, key=len, reverse=True))

_TANGGAL = re.compile(
    r"(?<!\w)(?:(?P<hari>"
    + "|".join([*HARI, *_HARI_LAIN])
    + r")(?P<sela>\s*[,/]\s*(?:tanggal\s+)?|\s+(?:tanggal\s+)?))?"
    + r"(?P<tgl>\d{1,2})(?:\s+(?P<bulan>"
    + _BULAN
    + r")\.?\s+|(?P<pisah>[-/.])(?P<angka>\d{1,2})(?P=pisah))(?P<tahun>\d{4})(?!\w)",
    re.IGNORECASE,
)


def periksa_hari(teks: str) -> list[Temuan]:
    """Dates in a text whose weekday does not fit (`Senin, 24 November 2026` is a Selasa), or that do not exist.

    Reads `24 November 2026`, `24 Nov 2026`, `24-11-2026` and `24/11/2026`, with a weekday before it or without.
    """
    temuan = []
    for c in _TANGGAL.finditer(teks):
        tanggal = _tanggal(int(c["tahun"]), _bulan(c), int(c["tgl"]))
        if tanggal is None:
            if c["bulan"] or c["hari"]:
                # bare 99-99-2026 may be any number (a code, a telephone); a named month or weekday makes it a date
                temuan.append(_temuan("hari", c, f"Tanggal ini tidak ada: {c[0]}."))
            continue
        if not c["hari"]:
            continue
        tertulis = _HARI_LAIN.get(c["hari"].lower(), c["hari"].capitalize())
        benar = nama_hari(tanggal)
        if tertulis != benar:
            hari = benar.upper() if c["hari"].isupper() else benar
            sisa = c[0][len(c["hari"]) + len(c["sela"]) :]
            pesan = f"{sisa} adalah hari {benar}, bukan {tertulis}."
            temuan.append(_temuan("hari", c, pesan, hari + c[0][len(c["hari"]) :], f"Ganti menjadi {hari}"))
    return temuan


def _bulan(c: re.Match[str]) -> int:
    return _NAMA_BULAN[c["bulan"].lower()] if c["bulan"] else int(c["angka"])


def _tanggal(tahun: int, bulan: int, hari: int) -> date | None:
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        return None


def _temuan(macam: str, c: re.Match[str], pesan: str, saran: str = "", tombol: str = "") -> Temuan:
    return Temuan(macam, pesan, c[0], saran, tombol=tombol, mulai=c.start(), akhir=c.end())


# --- figures against their words -----------------------------------------------------------------------------------

_BILANGAN = (
    r"nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas|puluh|seratus|ratus|seribu|ribu|"
    r"juta|miliar|milyar|triliun|koma|minus"
)
_KATA_BILANGAN = re.compile(rf"(?:{_BILANGAN}|\s)+", re.IGNORECASE)
_TERBILANG = re.compile(
    r"(?<![\w.,/-])(?:Rp\.?\s*)?(?P<angka>\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(?P<pecahan>\d{1,4}|-))?-?\s*"
    r"\((?P<kata>[^()\n]{2,300})\)",
    re.IGNORECASE,
)
_SATUAN = re.compile(r"\s*(rupiah|persen)\s*$", re.IGNORECASE)


def periksa_terbilang(teks: str) -> list[Temuan]:
    """Figures whose words in brackets say another number: `3 (empat) hari`, `Rp1.500.000,00 (satu juta rupiah)`.

    The words are put right, the figure stays: it is what was counted. Brackets that hold anything but a number
    (`2 (lihat lampiran)`) are not read; two ways to write one number (`duapuluh`, `milyar`) are both right.
    """
    temuan = []
    for c in _TERBILANG.finditer(teks):
        kata = _SATUAN.sub("", c["kata"]).strip()
        if not kata or not _KATA_BILANGAN.fullmatch(kata):
            continue
        benar = terbilang(int(c["angka"].replace(".", "")))
        pecahan = (c["pecahan"] or "").strip("-0")
        if pecahan:
            benar += " koma " + " ".join(terbilang(int(d)) for d in c["pecahan"].rstrip("0"))
        if _rapat(kata) == _rapat(benar):
            continue
        if kata[0].isupper():
            benar = benar.capitalize()
        satuan = c["kata"][len(c["kata"].rstrip()[: len(kata)]) :] if c["kata"].startswith(kata) else ""
        awal = c.start("kata") - c.start()
        saran = f"{c[0][:awal]}{benar}{satuan})"
        temuan.append(_temuan("terbilang", c, f"Angka {c['angka']} ditulis “{kata}”.", saran, f"Ganti menjadi {benar}"))
    return temuan


def _rapat(kata: str) -> str:
    return "".join(kata.lower().split()).replace("milyar", "miliar")


# --- lists left open -----------------------------------------------------------------------------------------------


def periksa_daftar(pohon: list[dict[str, Any]]) -> list[Temuan]:
    """Lists of the body (tree of `documents.isi`) that are not closed, and a last line that promises one.

    Where the items of a list end in semicolons, the last one ends in a full stop.
    """
    temuan = []
    for butir in _daftar(pohon):
        if ekor := _ekor_terbuka(butir):
            pesan = "Daftar ini belum ditutup: butir terakhirnya tidak diakhiri titik."
            temuan.append(Temuan("daftar", pesan, ekor, _tutup(ekor), tombol="Tutup dengan titik"))
    if pohon and pohon[-1]["jenis"] == "paragraf" and (akhir := _teks_akhir([pohon[-1]])).endswith(":"):
        pesan = "Surat berakhir dengan titik dua: rincian yang dijanjikan belum ditulis."
        temuan.append(Temuan("daftar", pesan, akhir))
    return temuan


def tutup_daftar(pohon: list[dict[str, Any]], temuan: Temuan) -> None:
    """Close, in place, the list of which the finding tells; the same words elsewhere stay as they are."""
    for butir in _daftar(pohon):
        if _ekor_terbuka(butir) == temuan.tertulis:
            _run_akhir(butir[-1])["teks"] = temuan.saran
            return


def _ekor_terbuka(butir: list[list[dict[str, Any]]]) -> str:
    """The end of a list whose items end in semicolons and which no full stop closes; "" for any other list."""
    ujung = [_teks_akhir(b) for b in butir]
    if not any(u.endswith(";") for u in ujung[:-1]) or ujung[-1].endswith((".", ":", "?", "!")):
        return ""
    return ujung[-1]


def _tutup(ekor: str) -> str:
    return re.sub(r"[;,]?(\s+(dan|atau))?$", "", ekor).rstrip(";, ") + "."


def _daftar(blok: list[dict[str, Any]]) -> Iterator[list[list[dict[str, Any]]]]:
    for b in blok:
        if b["jenis"] == "daftar":
            yield b["butir"]
            for satu in b["butir"]:
                yield from _daftar(satu)
        elif b["jenis"] == "kutipan":
            yield from _daftar(b["isi"])


def _teks_akhir(blok: list[dict[str, Any]]) -> str:
    """The last words of an item, in one style; "" for an item that ends in a list, a table or nothing."""
    return _run_akhir(blok).get("teks", "")


def _run_akhir(blok: list[dict[str, Any]]) -> dict[str, Any]:
    if not blok or blok[-1]["jenis"] != "paragraf":
        return {}
    return next((r for r in reversed(blok[-1]["isi"]) if "teks" in r), {})


# --- attachments ---------------------------------------------------------------------------------------------------

_SEBUT_LAMPIRAN = re.compile(
    r"(?<!\w)(?:terlampir|dilampirkan|lampirkan|melampirkan|(?:dalam|pada|sesuai|lihat)\s+lampiran(?:\s+(?:surat|ini)|[\s.,;]*$)"
    r"|lampiran\s+(?:surat|nota|naskah|keputusan)\s+ini)(?!\w)",
    re.IGNORECASE | re.MULTILINE,
)
KALIMAT_LAMPIRAN = "Berkas selengkapnya terlampir."


def periksa_lampiran(teks: str, banyak: int) -> list[Temuan]:
    """An attachment that the body mentions and nobody attached, or one that is attached and never mentioned."""
    sebut = _SEBUT_LAMPIRAN.search(teks)
    if sebut and not banyak:
        pesan = f"Surat menyebut “{sebut[0].strip()}”, tetapi belum ada berkas yang dilampirkan."
        return [Temuan("lampiran", pesan, field="lampiran")]
    if banyak and not re.search(r"(?<!\w)(?:ter|di|me|me?n)?lampir", teks, re.IGNORECASE):
        pesan = f"Ada {banyak} lampiran yang tidak disebut dalam isi surat."
        return [Temuan("lampiran", pesan, tambah=KALIMAT_LAMPIRAN, tombol="Tambahkan kalimatnya")]
    return []


# --- what only the database can answer -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Rujukan:
    """A letter that the text names: `nomor` as written, `tanggal` when one follows it and exists."""

    nomor: str
    tanggal: date | None
    tanggal_tertulis: str = ""


_RUJUKAN = re.compile(
    r"(?<!\w)nomor\s*:?\s*(?P<nomor>[\w.\-]+(?:/[\w.\-]+){2,}\w)"
    r"(?:\s*,?\s*(?:tanggal|tgl\.?|bertanggal)\s+(?P<tanggal>(?P<tgl>\d{1,2})\s+(?P<bulan>"
    + _BULAN
    + r")\s+(?P<tahun>\d{4})))?",
    re.IGNORECASE,
)
BANYAK_RUJUKAN = 20


def rujukan(teks: str) -> list[Rujukan]:
    """Letters referred to by number, each once, at most 20: `surat Nomor 000.1.5/214/Diskominfo/2026 tanggal 3 Mei 2026`."""
    hasil: dict[str, Rujukan] = {}
    for c in _RUJUKAN.finditer(teks):
        tanggal = _tanggal(int(c["tahun"]), _bulan(c), int(c["tgl"])) if c["tanggal"] else None
        hasil.setdefault(c["nomor"], Rujukan(c["nomor"], tanggal, c["tanggal"] or ""))
    return list(hasil.values())[:BANYAK_RUJUKAN]


_NIP = re.compile(r"(?<!\d)\d{8}\s?\d{6}\s?\d\s?\d{3}(?!\d)")


def nip_disebut(teks: str) -> list[str]:
    """Numbers of 18 digits as they are written, each once, at most 20."""
    return list(dict.fromkeys(c[0] for c in _NIP.finditer(teks)))[:BANYAK_RUJUKAN]
