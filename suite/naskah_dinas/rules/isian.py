"""The fields that a kind has besides subject and body, read from plain text (an API client, a file)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time

from suite.core.errors import AturanDilanggar
from suite.naskah_dinas.rules.jenis import HARI, Isian, JenisNaskah

RUPIAH_TERBESAR = 10**15


def baca_isian(jenis: JenisNaskah, mentah: Mapping[str, Sequence[str]]) -> dict[str, str | list[str] | list[int]]:
    """Values as a letter keeps them: text, lines, days as ISO, ids of people; what is empty is left out.

    `mentah` has the lines of each field by code: one line for a field of one value, one id a line for people. Raises
    `AturanDilanggar(field="isian")` for a field that the kind has not, and for a value that is not of its form.
    """
    ada = {x.kode: x for x in jenis.isian}
    hasil: dict[str, str | list[str] | list[int]] = {}
    for kode, baris in mentah.items():
        if kode not in ada:
            raise _salah(f"{jenis.nama} tidak mempunyai isian {kode}.")
        if rapi := [r for b in baris if (r := " ".join(b.split()))]:
            hasil[kode] = _nilai(ada[kode], rapi)
    return hasil


def _nilai(x: Isian, baris: list[str]) -> str | list[str] | list[int]:
    if x.bentuk == "daftar":
        return baris
    if x.bentuk == "paragraf":
        return "\n".join(baris)
    if x.bentuk == "orang":
        if not all(b.isascii() and b.isdigit() and len(b) < 16 for b in baris):
            raise _salah(f"{x.label}: satu id pegawai tiap baris.")
        return [int(b) for b in baris]
    if len(baris) > 1:
        raise _salah(f"{x.label}: satu baris saja.")
    (isi,) = baris
    if x.bentuk == "pilihan" and isi not in x.pilihan:
        raise _salah(f"{x.label}: salah satu dari {', '.join(x.pilihan)}.")
    if x.bentuk == "rupiah" and not (isi.isascii() and isi.isdigit() and int(isi) <= RUPIAH_TERBESAR):
        raise _salah(f"{x.label}: rupiah tanpa titik dan koma.")
    try:
        if x.bentuk in HARI:
            return date.fromisoformat(isi).isoformat()
        if x.bentuk == "waktu":
            return time.fromisoformat(isi).strftime("%H:%M")
    except ValueError:
        contoh = "2026-11-24" if x.bentuk in HARI else "09:00"
        raise _salah(f"{x.label}: tulis seperti {contoh}.") from None
    return isi


def _salah(pesan: str) -> AturanDilanggar:
    return AturanDilanggar(pesan, kode="isian", field="isian")
