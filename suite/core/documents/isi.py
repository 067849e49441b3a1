"""The body of a letter: what the editor may send, kept as clean HTML, and its tree for typst.

One normal form: `pohon` reads HTML (from ProseMirror, from paste, from anybody) into a tree of plain dicts, and
`bersihkan` writes that same tree back as HTML. What is stored, shown, searched and printed is therefore one thing.

Tree (JSON): a list of blocks, each a dict with `jenis`:

- `paragraf`: `rata` (penuh, kiri, tengah, kanan), `menjorok` (first line), `isi` (runs)
- `judul`: `isi` (runs), a heading inside the letter
- `daftar`: `urut` (bool), `mulai` (int), `tipe` (1, a, A, i, I), `butir` (list of lists of blocks)
- `kutipan`: `isi` (blocks), indented
- `tabel`: `rincian` (bool: borderless label : value rows), `kolom` (int), `kepala` (rows that repeat),
  `baris` (int), `sel` (list of `x y w h kepala rata isi`)

A run is `{"teks": str}` plus `tebal`, `miring`, `garis` when true, or `{"ganti": True}` (line break).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import escape
from typing import Any

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from suite.core.documents.isi_tulis import Blok, ganti_runs, ke_html, ke_teks, setiap_baris
from suite.core.errors import AturanDilanggar

MAKS_BYTE = 300_000
"""Bytes of HTML: about a hundred pages of text."""
MAKS_TINGKAT_DAFTAR = 8
"""typst fails between 20 and 40 nested lists; a letter needs three."""
MAKS_KEDALAMAN = 40
MAKS_KOLOM = 16
MAKS_SEL = 4_000
_MAKS_TAG_LONGGAR = 1_000
"""HTML that is not strictly nested costs the parser more than its size; it may hold only so many tags."""

_BLOK = {"p", "h3", "ol", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "blockquote"}
_HURUF = {"strong": "tebal", "b": "tebal", "em": "miring", "i": "miring", "u": "garis"}
_TAG = _BLOK | set(_HURUF) | {"br"}
_BOLEH_BERSARANG = _TAG | {"div", "span", "a", "h1", "h2", "h4", "h5", "h6", "tfoot", "colgroup", "s", "sub", "sup"}
_KOSONG = {"br", "hr", "img", "col", "wbr"}
_ATRIBUT = {"ol": {"start", "type"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_KELAS = {
    "p": {"kiri", "tengah", "kanan", "rapat"},
    "table": {"rincian"},
    "td": {"tengah", "kanan"},
    "th": {"tengah", "kanan"},
}
_BUANG_ISI = {
    "script",
    "style",
    "title",
    "template",
    "noscript",
    "iframe",
    "object",
    "svg",
    "math",
    "select",
    "textarea",
}
_RATA = ("kiri", "tengah", "kanan")
_PENANDA_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z-]+(?:=\"[^\"<>]*\")?)*)\s*(/?)>")
_AWAL_TAG = re.compile(r"<[a-zA-Z/!?]")
# Controls, zero-width and direction-changing characters: invisible on paper, useful only to deceive or from paste.
_TAK_TAMPAK = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_GANTI = str.maketrans(
    {"\u2028": "\n", "\u2029": "\n", "\u2010": "-", "\u2011": "-", "\uf0b7": "\u2022", "\uf0a7": "\u2022"}
)
_SPASI = re.compile(r"[ \t\r\n]+")


def bersihkan(html: str) -> str:
    """The HTML that is stored: only letter elements, no links, no images, balanced, tables rectangular.

    Applying it again changes nothing. Raises `AturanDilanggar(field="isi")` when the body is too large or too deep.
    """
    return ke_html(pohon(html))


def pohon(html: str) -> list[Blok]:
    """The body as a tree (module docstring), for typst and for comparison. Raises as `bersihkan`."""
    html = _periksa_ukuran(html)
    bersih = nh3.clean(
        html,
        tags=_TAG,
        clean_content_tags=_BUANG_ISI,
        attributes=_ATRIBUT,
        allowed_classes=_KELAS,
        url_schemes=set(),
    )
    bersih = rapikan(bersih)  # again: entities are letters by now
    if len(bersih) > 2 * MAKS_BYTE:
        raise _terlalu_besar(len(bersih))
    badan = LexborHTMLParser(bersih).body
    return _Pembaca().blok(badan) if badan else []


def teks(html: str) -> str:
    """The body as plain text, for search, comparison and the textarea: a blank line between blocks, list markers kept.

    `dari_teks(teks(x))` keeps paragraphs, one-level lists and label : value rows; other tables lose their lines.
    """
    return teks_pohon(pohon(html))


def teks_pohon(blok: list[Blok]) -> str:
    """`teks` of a body that is a tree already."""
    return "\n\n".join(ke_teks(blok))


def dari_teks(isi: str) -> str:
    """HTML of what was typed into a plain textarea.

    A blank line ends a paragraph; lines that all begin with `1.`, `a.` or `-` become a list; two or more lines of
    the form `label : nilai` become label : value rows. Raises as `bersihkan`.
    """
    if len(isi.encode("utf-8", "replace")) > MAKS_BYTE:
        raise _terlalu_besar(len(isi))
    bagian = [b for b in re.split(r"\n[ \t]*\n", rapikan(isi).replace("\r\n", "\n").strip("\n")) if b.strip()]
    return bersihkan("".join(_bagian_ke_html([x.strip() for x in b.strip().split("\n")]) for b in bagian))


def ganti(html: str, lama: str, baru: str) -> str:
    """The body, clean, with `baru` wherever a paragraph says `lama`. Raises as `bersihkan`."""
    isi = pohon(html)
    for runs in setiap_baris(isi):
        ganti_runs(runs, lama, baru)
    return ke_html(isi)


def kosong(html: str) -> bool:
    """True when nothing would be printed."""
    return not teks(html).strip()


# Before parsing


def rapikan(isi: str) -> str:
    """Composed letters (NFC), no surrogates, nothing invisible: what people typed, as paper can show it."""
    return _TAK_TAMPAK.sub("", unicodedata.normalize("NFC", _SURROGATE.sub("", isi)).translate(_GANTI))


def _periksa_ukuran(html: str) -> str:
    """Bytes and depth before any parser sees them: nh3 needs 3.3 s for 20,000 levels."""
    if len(html) > MAKS_BYTE:
        raise _terlalu_besar(len(html))
    html = rapikan(html)
    if (besar := len(html.encode())) > MAKS_BYTE:
        raise _terlalu_besar(besar)
    if len(_AWAL_TAG.findall(html)) > _MAKS_TAG_LONGGAR and not _bersarang_rapi(html):
        raise AturanDilanggar(
            "Isi surat memuat susunan yang tidak dikenali, biasanya karena ditempel dari aplikasi lain. "
            "Tempel ulang sebagai teks biasa.",
            kode="isi_rumit",
            field="isi",
        )
    return html


def _bersarang_rapi(html: str) -> bool:
    """Every tag is a known one, closed in order, and never deeper than `MAKS_KEDALAMAN`: parsing is then linear."""
    tumpukan: list[str] = []
    akhir = 0
    for m in _PENANDA_TAG.finditer(html):
        if "<" in html[akhir : m.start()]:
            return False
        akhir = m.end()
        tutup, nama = m[1], m[2].lower()
        if nama in _KOSONG:
            continue
        if nama not in _BOLEH_BERSARANG:
            return False
        if tutup:
            if not tumpukan or tumpukan.pop() != nama:
                return False
        else:
            tumpukan.append(nama)
            if len(tumpukan) > MAKS_KEDALAMAN:
                return False
    return not tumpukan and "<" not in html[akhir:]


def _terlalu_besar(besar: int) -> AturanDilanggar:
    return AturanDilanggar(
        f"Isi surat {max(besar // 1000, 1)} kB, batasnya {MAKS_BYTE // 1000} kB. Pindahkan sebagian ke lampiran.",
        kode="isi_terlalu_besar",
        field="isi",
    )


def _terlalu_dalam(apa: str) -> AturanDilanggar:
    return AturanDilanggar(apa, kode="isi_terlalu_dalam", field="isi")


# HTML to tree


class _Pembaca:
    """Reads one body; holds only the counters that bound it."""

    def __init__(self) -> None:
        self.daftar = 0
        self.dalam = 0
        self.di_tabel = False
        self.jumlah_sel = 0

    def blok(self, induk: LexborNode) -> list[Blok]:
        """The blocks inside an element; text that stands loose becomes paragraphs."""
        self.dalam += 1
        if self.dalam > MAKS_KEDALAMAN:
            raise _terlalu_dalam("Isi surat bersusun terlalu dalam. Tempel ulang sebagai teks biasa.")
        hasil: list[Blok] = []
        lepas: list[dict[str, Any]] = []

        def tutup() -> None:
            if runs := _padatkan(lepas):
                hasil.append({"jenis": "paragraf", "rata": "penuh", "menjorok": True, "isi": runs})
            lepas.clear()

        for anak in _anak(induk):
            if anak.tag in _BLOK or (anak.tag != "-text" and anak.css_first(", ".join(_BLOK)) is not None):
                tutup()
                hasil += self._satu(anak)
            else:
                lepas += self._runs(anak, {})
        tutup()
        self.dalam -= 1
        return hasil

    def _satu(self, n: LexborNode) -> list[Blok]:
        kelas = (n.attributes.get("class") or "").split()
        match n.tag:
            case "p" | "h3":
                runs = _padatkan([r for a in _anak(n) for r in self._runs(a, {})])
                if not runs:
                    return []
                if n.tag == "h3":
                    return [{"jenis": "judul", "isi": runs}]
                rata = next((r for r in _RATA if r in kelas), "penuh")
                menjorok = rata == "penuh" and "rapat" not in kelas
                return [{"jenis": "paragraf", "rata": rata, "menjorok": menjorok, "isi": runs}]
            case "ol" | "ul":
                return self._daftar(n)
            case "blockquote":
                isi = self.blok(n)
                return [{"jenis": "kutipan", "isi": isi}] if isi else []
            case "table":
                return self._tabel(n, "rincian" in kelas)
        return self.blok(n)  # a stray li, td or marked-up block: its content stays

    def _daftar(self, n: LexborNode) -> list[Blok]:
        self.daftar += 1
        if self.daftar > MAKS_TINGKAT_DAFTAR:
            raise _terlalu_dalam(f"Daftar bertingkat paling banyak {MAKS_TINGKAT_DAFTAR} tingkat. Kurangi tingkatnya.")
        butir: list[list[Blok]] = []
        for anak in _anak(n):
            if anak.tag == "li":
                isi = self.blok(anak)
            elif anak.tag in ("ol", "ul") and butir:  # Word nests the list beside the item instead of inside it
                butir[-1] += self._satu(anak)
                continue
            elif anak.tag == "-text":
                runs = _padatkan(self._runs(anak, {}))
                isi = [{"jenis": "paragraf", "rata": "penuh", "menjorok": True, "isi": runs}] if runs else []
            else:
                isi = self._satu(anak)
            if isi:
                butir.append(isi)
        self.daftar -= 1
        if not butir:
            return []
        tipe = n.attributes.get("type") or "1"
        urut = n.tag == "ol"
        return [
            {
                "jenis": "daftar",
                "urut": urut,
                "mulai": _bilangan(n.attributes.get("start"), 1, 9_999) if urut else 1,
                "tipe": tipe if urut and tipe in ("1", "a", "A", "i", "I") else "1",
                "butir": butir,
            }
        ]

    def _tabel(self, n: LexborNode, rincian: bool) -> list[Blok]:
        if self.di_tabel:
            raise _terlalu_dalam("Tabel di dalam tabel tidak dapat dicetak. Pisahkan menjadi dua tabel.")
        self.di_tabel = True
        daftar, self.daftar = self.daftar, 0
        baris = [tr for tr in n.css("tr") if any(c.tag in ("td", "th") for c in _anak(tr))]
        sel: list[dict[str, Any]] = []
        terisi: set[tuple[int, int]] = set()
        kepala = 0
        for y, tr in enumerate(baris):
            anak = [c for c in _anak(tr) if c.tag in ("td", "th")]
            if kepala == y and (
                all(c.tag == "th" for c in anak) or (tr.parent is not None and tr.parent.tag == "thead")
            ):
                kepala += 1
            x = 0
            for c in anak:
                while (x, y) in terisi:
                    x += 1
                w, h = _bilangan(c.attributes.get("colspan"), 1, MAKS_KOLOM), 1
                tinggi = min(_bilangan(c.attributes.get("rowspan"), 1, len(baris)), len(baris) - y)
                while any((x + i, y) in terisi for i in range(w)):
                    w -= 1
                if x + w > MAKS_KOLOM:
                    raise _terlalu_dalam(f"Tabel paling banyak {MAKS_KOLOM} kolom. Bagi menjadi dua tabel.")
                while h < tinggi and not any((x + i, y + h) in terisi for i in range(w)):
                    h += 1
                terisi |= {(x + i, y + j) for i in range(w) for j in range(h)}
                self.jumlah_sel += 1
                if self.jumlah_sel > MAKS_SEL or len(terisi) > 4 * MAKS_SEL:
                    raise AturanDilanggar(
                        f"Tabel lebih dari {MAKS_SEL} sel. Pindahkan ke lampiran.",
                        kode="isi_terlalu_besar",
                        field="isi",
                    )
                kelas = (c.attributes.get("class") or "").split()
                rata = next((r for r in ("tengah", "kanan") if r in kelas), "kiri")
                sel.append({"x": x, "y": y, "w": w, "h": h, "kepala": c.tag == "th", "rata": rata, "isi": self.blok(c)})
                x += w
        self.di_tabel, self.daftar = False, daftar
        if not any(c["isi"] for c in sel):
            return []
        kepala = _kepala_utuh(sel, min(kepala, len(baris) - 1))
        sel += [  # the grid is rectangular: what the HTML leaves out is an empty cell
            {"x": x, "y": y, "w": 1, "h": 1, "kepala": False, "rata": "kiri", "isi": []}
            for y in range(len(baris))
            for x in range(max(i for i, _ in terisi) + 1)
            if (x, y) not in terisi
        ]
        kolom = max(c["x"] + c["w"] for c in sel)
        sel.sort(key=lambda c: (c["y"], c["x"]))
        polos = all(c["w"] == c["h"] == 1 and not c["kepala"] for c in sel)
        if rincian and kolom in (2, 3) and polos:
            return [{"jenis": "tabel", "rincian": True, "kolom": kolom, "kepala": 0, "baris": len(baris), "sel": sel}]
        return [{"jenis": "tabel", "rincian": False, "kolom": kolom, "kepala": kepala, "baris": len(baris), "sel": sel}]

    def _runs(self, n: LexborNode, gaya: dict[str, bool]) -> list[dict[str, Any]]:
        if n.tag == "-text":
            isi = _SPASI.sub(" ", n.text_content or "")
            return [{"teks": isi} | gaya] if isi else []
        if n.tag == "br":
            return [{"ganti": True}]
        self.dalam += 1
        if self.dalam > MAKS_KEDALAMAN:
            raise _terlalu_dalam("Isi surat bersusun terlalu dalam. Tempel ulang sebagai teks biasa.")
        gaya = gaya | {_HURUF[n.tag]: True} if n.tag in _HURUF else gaya
        hasil = [r for a in _anak(n) for r in self._runs(a, gaya)]
        self.dalam -= 1
        return hasil


def _anak(n: LexborNode) -> Iterator[LexborNode]:
    anak = n.child
    while anak is not None:
        yield anak
        anak = anak.next


def _bilangan(nilai: str | None, bawah: int, atas: int) -> int:
    """A clamped whole number from an attribute; anything else is the lower bound."""
    return min(max(int(nilai), bawah), atas) if nilai and re.fullmatch(r"[0-9]{1,6}", nilai) else bawah


def _kepala_utuh(sel: list[dict[str, Any]], kepala: int) -> int:
    """Header rows that no merged cell crosses: a header that repeats must end where its cells end."""
    while kepala and any(c["y"] < kepala < c["y"] + c["h"] for c in sel):
        kepala -= 1
    return kepala


def _padatkan(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join neighbours of one style, single spaces, no space or break at either end."""
    hasil: list[dict[str, Any]] = []
    for r in runs:
        if "ganti" in r:
            if hasil and "teks" in hasil[-1]:
                hasil[-1] = hasil[-1] | {"teks": hasil[-1]["teks"].rstrip(" ")}
                if not hasil[-1]["teks"]:
                    hasil.pop()
            hasil.append(r)
            continue
        isi = r["teks"]
        if not hasil or "ganti" in hasil[-1] or hasil[-1]["teks"].endswith(" "):
            isi = isi.lstrip(" ")
        if not isi:
            continue
        gaya = {k: v for k, v in r.items() if k != "teks"}
        if hasil and "teks" in hasil[-1] and {k: v for k, v in hasil[-1].items() if k != "teks"} == gaya:
            hasil[-1] = hasil[-1] | {"teks": hasil[-1]["teks"] + isi}
        else:
            hasil.append({"teks": isi} | gaya)
    while hasil and ("ganti" in hasil[-1] or not hasil[-1]["teks"].strip(" ")):
        hasil.pop()
    while hasil and "ganti" in hasil[0]:
        hasil.pop(0)
    if hasil:
        hasil[-1] = hasil[-1] | {"teks": hasil[-1]["teks"].rstrip(" ")}
    return hasil


# Plain text to HTML

_BUTIR_ANGKA = re.compile(r"(\d{1,4})[.)]\s+(.+)")
_BUTIR_HURUF = re.compile(r"([a-z])[.)]\s+(.+)")
_BUTIR_TITIK = re.compile(r"[-*\u2022]\s+(.+)")
_RINCIAN = re.compile(r"([^:]{1,60}?)\s+:\s+(.+)")


def _bagian_ke_html(baris: list[str]) -> str:
    if all(m := [_BUTIR_ANGKA.fullmatch(b) for b in baris]):
        return f'<ol start="{m[0][1]}">' + "".join(_li(x[2]) for x in m) + "</ol>"  # type: ignore[index]
    if all(m := [_BUTIR_HURUF.fullmatch(b) for b in baris]):
        return f'<ol type="a" start="{ord(m[0][1]) - 96}">' + "".join(_li(x[2]) for x in m) + "</ol>"  # type: ignore[index]
    if all(m := [_BUTIR_TITIK.fullmatch(b) for b in baris]):
        return "<ul>" + "".join(_li(x[1]) for x in m) + "</ul>"  # type: ignore[index]
    if len(baris) > 1 and all(m := [_RINCIAN.fullmatch(b) for b in baris]):
        tr = "".join(f"<tr><td><p>{escape(x[1])}</p></td><td><p>{escape(x[2])}</p></td></tr>" for x in m)  # type: ignore[index]
        return f'<table class="rincian"><tbody>{tr}</tbody></table>'
    return "<p>" + "<br>".join(escape(b) for b in baris) + "</p>"


def _li(isi: str) -> str:
    return f"<li><p>{escape(isi)}</p></li>"
