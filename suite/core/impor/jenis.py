"""The kinds of imports, and the rows of a file as they are checked: what the service that owns the tables says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from suite.core.errors import MasukanSalah
from suite.core.impor.baca import Sel
from suite.core.impor.kolom import Kolom, Nilai, normal, teks_sel
from suite.core.massal import Massal

KOLOM_GALAT = "galat"
"""Column of the file of broken rows; passed over when that file comes back."""


@dataclass
class Baris:
    """One row. `nilai` holds filled cells only; `keadaan` is baru, ubah, sama or salah; `beda` what changes in words.

    `rencana` is what the kind wants to write (its own data), made by its comparison.
    """

    nomor: int
    mentah: Sequence[Sel]
    nilai: dict[str, Nilai] = field(default_factory=dict)
    galat: list[tuple[str, str]] = field(default_factory=list)
    keadaan: str = "baru"
    beda: list[tuple[str, str, str]] = field(default_factory=list)
    rencana: dict[str, Any] = field(default_factory=dict)

    def salah(self, kolom: str, pesan: str) -> None:
        self.galat.append((kolom, pesan))
        self.keadaan = "salah"

    @property
    def sebab(self) -> str:
        return " ".join(f"{k}: {p}" if k else p for k, p in self.galat)


@dataclass(frozen=True)
class Tahap:
    """One pass of writing over the rows in order. `sekaligus`: all rows in one step, else in chunks."""

    uraian: str
    perlu: Callable[[Baris], bool]
    tulis: Callable[[Massal, Sequence[Baris], str], None]
    sekaligus: bool = False


@dataclass(frozen=True)
class JenisImpor:
    """One kind. `bandingkan(rows)` checks against file and database, sets state, differences and plan; `urutkan` puts
    what others need first; `sebut(row)` names a row for people."""

    nama: str
    judul: str
    uraian: str
    kolom: tuple[Kolom, ...]
    bandingkan: Callable[[list[Baris]], None]
    tahap: tuple[Tahap, ...]
    sebut: Callable[[Baris], str]
    alias: tuple[str, ...] = ()
    urutkan: Callable[[list[Baris]], list[Baris]] = list
    urut: int = 100


@dataclass(frozen=True)
class Tabel:
    """A file as it was read: headings as typed, rows in the order of the file, headings that nobody knows."""

    jenis: JenisImpor
    kepala: tuple[str, ...]
    baris: list[Baris]
    tak_dikenal: tuple[str, ...]

    def hitung(self) -> dict[str, int]:
        hasil: dict[str, int] = {"baru": 0, "ubah": 0, "sama": 0, "salah": 0}
        for b in self.baris:
            hasil[b.keadaan] += 1
        return hasil


_jenis: dict[str, JenisImpor] = {}


def daftarkan(jenis: JenisImpor) -> None:
    """Register a kind (at import of the service that owns it). A second one of that name is a bug."""
    if _jenis.setdefault(jenis.nama, jenis) is not jenis:
        raise RuntimeError(f"import kind {jenis.nama} is registered twice")


def semua() -> list[JenisImpor]:
    """In the order in which a new city needs them."""
    return sorted(_jenis.values(), key=lambda j: j.urut)


def cari(nama: str) -> JenisImpor | None:
    """The kind of that name or alias, None when there is none."""
    return next((j for j in _jenis.values() if nama == j.nama or nama in j.alias), None)


def baca(jenis: JenisImpor, tabel: Sequence[Sequence[Sel]]) -> Tabel:
    """The rows of a table, heading first; each cell read by its column. Errors in cells stay with their row.

    Blank rows and rows whose first cell begins with # (examples of the template) are passed over. Raises `MasukanSalah`
    when a column that must be there is not, or stands twice.
    """
    if not tabel:
        raise MasukanSalah("Berkas kosong. Unduh contoh berkas, isi, lalu unggah.")
    kepala = [normal(j) for j in tabel[0]]
    peta = {normal(n): k for k in jenis.kolom for n in (k.nama, *k.sinonim)}
    letak: dict[str, int] = {}
    for i, judul in enumerate(kepala):
        kolom = peta.get(judul)
        if kolom is not None and letak.setdefault(kolom.nama, i) != i:
            raise MasukanSalah(f"Kolom {kolom.nama} ada lebih dari satu. Hapus salah satunya.", field="berkas")
    kurang = [k.nama for k in jenis.kolom if k.wajib and k.nama not in letak]
    if kurang:
        raise MasukanSalah(
            f"Kolom {', '.join(kurang)} tidak ada pada baris pertama. Yang dikenal: "
            f"{', '.join(k.nama for k in jenis.kolom)}. Urutannya bebas.",
            field="berkas",
        )
    hasil = []
    for nomor, sel in enumerate(tabel[1:], 2):
        if not any(teks_sel(s) for s in sel) or teks_sel(sel[0]).startswith("#"):
            continue
        hasil.append(_baris(jenis, nomor, sel, letak))
    if not hasil:
        raise MasukanSalah("Berkas tidak memuat satu pun baris isi. Isi mulai baris kedua.", field="berkas")
    asing = tuple(str(a) for a, n in zip(tabel[0], kepala, strict=True) if n and n not in peta and n != KOLOM_GALAT)
    return Tabel(jenis, tuple(str(j or "") for j in tabel[0]), hasil, asing)


def _baris(jenis: JenisImpor, nomor: int, sel: Sequence[Sel], letak: dict[str, int]) -> Baris:
    b = Baris(nomor, sel)
    for k in jenis.kolom:
        isi = sel[letak[k.nama]] if k.nama in letak and letak[k.nama] < len(sel) else None
        if not teks_sel(isi):
            if k.wajib:
                b.salah(k.nama, f"Wajib diisi, misalnya {k.contoh}.")
            continue
        try:
            b.nilai[k.nama] = k.baca(isi)
        except ValueError as e:
            b.salah(k.nama, str(e))
    return b
