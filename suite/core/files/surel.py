"""Mail as files: a mailbox cut into messages, a message taken apart in a child process."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime

from suite.core.files import child

EML = "message/rfc822"
MBOX = "application/mbox"

_AWAL = re.compile(rb"^From [^\r\n]*\r?\n(?=[!-9;-~]+:|From )", re.M)
"""A line that begins a message of an mbox: a header must follow, or it is a sentence of somebody's letter."""
_TERLINDUNG = re.compile(rb"^>(>*From )", re.M)


@dataclass(frozen=True)
class Surel:
    """A message in plain parts. `tanggal` is None without a Date that is one; `ditolak` holds (name, why) of what was left
    out already, `catatan` what the reader should know about how it could be read."""

    pengirim: str
    alamat: str
    kepada: str
    tanggal: datetime | None
    hal: str
    pengenal: str
    teks: str
    catatan: list[str]
    ditolak: list[tuple[str, str]]
    lampiran: list[tuple[str, bytes]]


def adalah_mbox(isi: bytes) -> bool:
    return _AWAL.match(isi) is not None


def potong(isi: bytes) -> list[tuple[int, int]]:
    """Where the messages of an mbox lie (begin, end); of a single message the whole."""
    if not adalah_mbox(isi):
        return [(0, len(isi))]
    awal = list(_AWAL.finditer(isi))
    akhir = [*(m.start() for m in awal[1:]), len(isi)]
    return [(m.end(), e) for m, e in zip(awal, akhir, strict=True)]


def ambil(isi: bytes, awal: int, akhir: int) -> bytes:
    """One message of an mbox, its quoted 'From ' lines as they were written (mboxrd)."""
    satu = isi[awal:akhir]
    return _TERLINDUNG.sub(rb"\1", satu) if awal else satu


def urai(isi: bytes) -> Surel:
    """The message's parts. Raises `AturanDilanggar(field="berkas")` for what is no mail or hostile beyond reading."""
    baris, _, sisa = child.jalankan("urai_surel", isi).partition(b"\n")
    data = json.loads(baris)
    lampiran, posisi = [], 0
    for nama, panjang in data.pop("lampiran"):
        lampiran.append((nama, sisa[posisi : posisi + panjang]))
        posisi += panjang
    saat = data.pop("tanggal")
    ditolak = [(nama, sebab) for nama, sebab in data.pop("ditolak")]
    return Surel(**data, tanggal=datetime.fromisoformat(saat) if saat else None, ditolak=ditolak, lampiran=lampiran)
