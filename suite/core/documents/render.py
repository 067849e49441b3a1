"""Official documents as PDF, by typst.

User text never becomes typst source: it travels as JSON in `sys.inputs.data`. Only the shipped fonts exist for the
compiler, so the same data give the same bytes on every machine (the instant of the document comes from the data).
"""

from __future__ import annotations

import json
import struct
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from suite.core.documents.isi import rapikan
from suite.core.errors import AturanDilanggar

AKAR = Path(__file__).resolve().parents[2]
"""The `suite` package: typst's root. Templates import `/core/documents/isi.typ` from here."""
FONTS = AKAR / "core" / "fonts"
HURUF = ("Liberation Sans", "URW Bookman")
MAKS_DATA = 5_000_000
"""Bytes of JSON that one document may carry."""

_setempat = threading.local()


class GagalMencetak(RuntimeError):
    """A template is broken (or its data): a bug, never the user's fault."""


def cetak(template: str | Path, data: Mapping[str, Any], *, standar: str = "a-2b") -> bytes:
    """The PDF of `template` filled with `data`.

    `template` is a path inside the `suite` package, such as `naskah_dinas/documents/surat_dinas.typ`; `data` is JSON
    (the template's own contract) and may hold `waktu`, an ISO 8601 instant with zone: the creation date written into
    the file (1970 when missing, so that output never depends on the clock). `standar` is a PDF standard of typst.
    Equal data give equal bytes. Raises `AturanDilanggar` when a character cannot be printed with the shipped fonts,
    `GagalMencetak` when the template fails or names an unknown font.
    """
    jalur = (AKAR / template).resolve()
    if not jalur.is_relative_to(AKAR):
        raise GagalMencetak(f"{template} lies outside the package")
    isi = json.dumps(_rapi(data), ensure_ascii=False, sort_keys=True)
    if len(isi) > MAKS_DATA:
        raise AturanDilanggar(
            "Dokumen terlalu panjang untuk dicetak. Pindahkan sebagian ke lampiran.", kode="terlalu_besar"
        )
    periksa_huruf(isi)
    waktu = data.get("waktu")
    detik = int(datetime.fromisoformat(waktu).astimezone(UTC).timestamp()) if waktu else 0
    try:
        hasil, peringatan = _compiler().compile_with_warnings(
            input=str(jalur),
            format="pdf",
            sys_inputs={"data": isi},
            pdf_standards=[standar],  # pyright: ignore[reportArgumentType]  (the stub wants literals)
            timestamp=detik,
        )
    except typst.TypstError as galat:
        raise GagalMencetak(f"{template}: {galat.message} {galat.trace}") from galat
    if peringatan:
        raise GagalMencetak(f"{template}: {'; '.join(str(p) for p in peringatan)}")
    if not isinstance(hasil, bytes):
        raise GagalMencetak(f"{template}: no single PDF came out")
    return hasil


def _rapi(nilai: Any) -> Any:
    """The same data without letters that cannot be seen: one that turns the direction would forge a printed line."""
    if isinstance(nilai, str):
        return rapikan(nilai)
    if isinstance(nilai, Mapping):
        return {k: _rapi(v) for k, v in nilai.items()}
    return [_rapi(v) for v in nilai] if isinstance(nilai, list | tuple) else nilai


def periksa_huruf(isi: str) -> None:
    """Raises `AturanDilanggar` when `isi` holds a letter that the shipped fonts cannot print.

    typst would stop, or leave it out silently.
    """
    if asing := {h for h in set(isi) - _tersedia() if h not in "\t\n\r"}:
        contoh = ", ".join(f"“{h}” (U+{ord(h):04X})" for h in sorted(asing)[:5])
        raise AturanDilanggar(
            f"Huruf {contoh} tidak tersedia pada huruf naskah dinas. Hapus atau ganti dengan huruf Latin.",
            kode="huruf",
            field="isi",
        )


def gantikan_asing(teks: str) -> str:
    """`teks` with a question mark for every letter that the shipped fonts cannot print: words of others, printed as evidence."""
    ada = _tersedia() | set("\t\n\r")
    return "".join(h if h in ada else "?" for h in rapikan(teks))


def _compiler() -> typst.Compiler:
    """One compiler a thread: five times faster than a new one, and not safe to share."""
    if not hasattr(_setempat, "compiler"):
        huruf = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        _setempat.compiler = typst.Compiler(root=str(AKAR), font_paths=huruf, ignore_system_fonts=True)
    return _setempat.compiler


@cache
def _tersedia() -> frozenset[str]:
    """Characters that every shipped face of the first family can print."""
    return frozenset.intersection(*(_cmap(p) for p in FONTS.glob(f"{HURUF[0].replace(' ', '')}-*.ttf")))


def _cmap(jalur: Path) -> frozenset[str]:
    """The characters of a TrueType font: its `cmap` table, formats 4 and 12 (OpenType specification)."""
    data = jalur.read_bytes()
    jumlah = struct.unpack_from(">H", data, 4)[0]
    tabel = {data[i : i + 4]: struct.unpack_from(">I", data, i + 8)[0] for i in range(12, 12 + 16 * jumlah, 16)}
    awal = tabel[b"cmap"]
    ada: set[int] = set()
    for n in range(struct.unpack_from(">H", data, awal + 2)[0]):
        sub = awal + struct.unpack_from(">I", data, awal + 4 + 8 * n + 4)[0]
        bentuk = struct.unpack_from(">H", data, sub)[0]
        if bentuk == 12:
            for i in range(struct.unpack_from(">I", data, sub + 12)[0]):
                mulai, akhir = struct.unpack_from(">II", data, sub + 16 + 12 * i)
                ada |= set(range(mulai, akhir + 1))
        elif bentuk == 4:
            ruas = struct.unpack_from(">H", data, sub + 6)[0] // 2
            akhir4 = struct.unpack_from(f">{ruas}H", data, sub + 14)
            mulai4 = struct.unpack_from(f">{ruas}H", data, sub + 16 + 2 * ruas)
            for m, a in zip(mulai4, akhir4, strict=True):
                ada |= set(range(m, a + 1))
    return frozenset(chr(k) for k in ada - {0xFFFF} if not 0xD800 <= k <= 0xDFFF)
