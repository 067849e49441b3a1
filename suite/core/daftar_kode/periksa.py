"""Pure: the rows of a file → checked rows, row errors, notes; differences between two versions; fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from suite.core.daftar_kode.jenis import BarisSah, JenisDaftar
from suite.core.daftar_kode.kode import LEBAR_RUAS, induk, kunci_urut, ruas
from suite.core.impor.baca import Sel

PANJANG_URAIAN = 1000


@dataclass(frozen=True)
class Galat:
    """One error: line of the file (the heading is line 1), column, what to do."""

    baris: int
    kolom: str
    pesan: str


@dataclass(frozen=True)
class Catatan:
    """Something the person should know that does not stop the import."""

    baris: int
    pesan: str


@dataclass(frozen=True)
class HasilPeriksa:
    """Checked rows in the order of their codes; usable only while `galat` is empty."""

    baris: tuple[BarisSah, ...]
    galat: tuple[Galat, ...]
    catatan: tuple[Catatan, ...]


@dataclass(frozen=True)
class Beda:
    """Codes that a new version adds, drops and changes against an old one, each in the order of the codes."""

    tambah: tuple[str, ...]
    hapus: tuple[str, ...]
    ubah: tuple[str, ...]

    @property
    def kosong(self) -> bool:
        return not (self.tambah or self.hapus or self.ubah)


class _Pemeriksa:
    """Gathers errors and notes while the rows of one file are read."""

    def __init__(self, jenis: JenisDaftar) -> None:
        self.jenis = jenis
        self.galat: list[Galat] = []
        self.catatan: list[Catatan] = []
        self.baris_kode: dict[str, int] = {}
        self.mentah: list[tuple[int, str, str, dict[str, str]]] = []

    def salah(self, baris: int, kolom: str, pesan: str) -> None:
        self.galat.append(Galat(baris, kolom, pesan))

    def kepala(self, judul: Sequence[Sel]) -> dict[str, int] | None:
        """Column name → position. None when the file lacks a column (then nothing can be read)."""
        nama = [str(j or "").strip().lower() for j in judul]
        dikenal = ["kode", "uraian", *(k.nama for k in self.jenis.kolom)]
        kurang = [k for k in dikenal if k not in nama]
        for k in kurang:
            self.salah(1, k, f"Kolom {k} tidak ada. Baris pertama harus memuat: {', '.join(dikenal)}.")
        for k in sorted({n for n in nama if n and nama.count(n) > 1}):
            self.salah(1, k, f"Kolom {k} ada lebih dari satu.")
        if lebih := [n for n in nama if n and n not in dikenal]:
            self.catatan.append(Catatan(1, f"Kolom yang tidak dipakai: {', '.join(lebih)}."))
        return None if self.galat else {k: nama.index(k) for k in dikenal}

    def baca(self, nomor: int, isi: Sequence[Sel], letak: Mapping[str, int]) -> None:
        def sel(kolom: str) -> Sel:
            return isi[letak[kolom]] if letak[kolom] < len(isi) else None

        kode = self._kode(nomor, sel("kode"))
        uraian = _teks(sel("uraian"))
        if not uraian:
            self.salah(nomor, "uraian", "Uraian wajib diisi.")
        elif len(uraian) > PANJANG_URAIAN:
            self.salah(nomor, "uraian", f"Uraian paling panjang {PANJANG_URAIAN} huruf.")
        data = {}
        for k in self.jenis.kolom:
            nilai = _teks(sel(k.nama))
            if nilai and k.periksa is not None:
                try:
                    nilai = k.periksa(nilai)
                except ValueError as e:
                    self.salah(nomor, k.nama, str(e))
                    continue
            if nilai:
                data[k.nama] = nilai
        if kode is not None:
            self._simpan(nomor, kode, uraian, data)

    def _kode(self, nomor: int, sel: Sel) -> str | None:
        if isinstance(sel, float) and not sel.is_integer():
            # a spreadsheet turns 100.10 into 100.1: what was meant cannot be known any more
            self.salah(
                nomor, "kode", f"Kode tersimpan sebagai angka ({sel}). Ubah kolom kode menjadi teks, lalu isi kembali."
            )
            return None
        kode = _teks(sel)
        if not kode:
            self.salah(nomor, "kode", "Kode wajib diisi.")
            return None
        return kode

    def _simpan(self, nomor: int, kode: str, uraian: str, data: dict[str, str]) -> None:
        if self.jenis.alias is not None and (dimaksud := self.jenis.alias(kode, uraian)):
            self.catatan.append(Catatan(nomor, f"Kode {kode} dikenal salah cetak; dibaca sebagai {dimaksud}."))
            kode = dimaksud
        if not self.jenis.pola.fullmatch(kode):
            self.salah(nomor, "kode", f"Kode {kode[:40]} tidak sesuai pola, misalnya {self.jenis.contoh_kode}.")
        elif any(len(r) > LEBAR_RUAS for r in kode.split(".")):
            self.salah(nomor, "kode", f"Setiap ruas kode paling panjang {LEBAR_RUAS} angka.")
        elif kode in self.baris_kode:
            self.salah(nomor, "kode", f"Kode {kode} sudah ada pada baris {self.baris_kode[kode]}.")
        else:
            self.baris_kode[kode] = nomor
            self.mentah.append((nomor, kode, uraian, data))

    def selesai(self) -> list[BarisSah]:
        """Parents, leaves, and the checks that need them."""
        berkembang = {induk(kode) for kode in self.baris_kode}
        hasil = []
        for nomor, kode, uraian, data in self.mentah:
            atas = induk(kode)
            if atas is not None and atas not in self.baris_kode:
                self.salah(nomor, "kode", f"Induk {atas} dari kode {kode} tidak ada dalam berkas.")
            satu = BarisSah(nomor, kode, uraian, atas, kunci_urut(kode), kode not in berkembang, data)
            if self.jenis.periksa_baris is not None:
                for kolom, pesan in self.jenis.periksa_baris(satu):
                    self.salah(nomor, kolom, pesan)
            if self.jenis.catatan_baris is not None:
                self.catatan += [Catatan(nomor, pesan) for pesan in self.jenis.catatan_baris(satu)]
            if self.jenis.lengkapi is not None:
                for kolom, usul in self.jenis.lengkapi(satu).items():
                    data.setdefault(kolom, usul)
            hasil.append(satu)
        hasil.sort(key=lambda b: b.urutan)
        self._lompatan(hasil)
        return hasil

    def _lompatan(self, baris: Iterable[BarisSah]) -> None:
        """Note a gap in a run of siblings (…4 is missing before …5): usually a misprint."""
        terakhir: dict[str, int] = {}
        for b in baris:
            if b.induk is None:
                continue
            urut = ruas(b.kode)[-1]
            seharusnya = terakhir.get(b.induk, 0) + 1
            if urut > seharusnya:
                self.catatan.append(Catatan(b.baris, f"Sebelum {b.kode} tidak ada {b.induk}.{seharusnya}."))
            terakhir[b.induk] = urut


def periksa(jenis: JenisDaftar, tabel: Sequence[Sequence[Sel]]) -> HasilPeriksa:
    """Check a whole table, heading first. Never raises for what is in it; every error names line and column.

    Blank lines are passed over; aliases of known misprints are applied and noted.
    """
    p = _Pemeriksa(jenis)
    letak = p.kepala(tabel[0]) if tabel else None
    if not tabel:
        p.salah(1, "", "Berkas kosong.")
    if letak is None:
        return HasilPeriksa((), tuple(p.galat), tuple(p.catatan))
    for nomor, isi in enumerate(tabel[1:], 2):
        if any(_teks(s) for s in isi):
            p.baca(nomor, isi, letak)
    baris = p.selesai()
    if not baris and not p.galat:
        p.salah(1, "", "Berkas tidak memuat satu pun kode.")
    return HasilPeriksa(
        tuple(baris), tuple(sorted(p.galat, key=lambda g: g.baris)), tuple(sorted(p.catatan, key=lambda c: c.baris))
    )


def sidik(baris: Iterable[BarisSah]) -> str:
    """SHA-256 (hex) of what the rows say; independent of the file's format, line order and spacing."""
    h = hashlib.sha256()
    for b in baris:
        h.update(json.dumps([b.kode, b.uraian, b.data], ensure_ascii=False, sort_keys=True).encode() + b"\n")
    return h.hexdigest()


def beda(lama: Mapping[str, tuple[str, Mapping[str, str]]], baru: Iterable[BarisSah]) -> Beda:
    """What `baru` changes against `lama` (code → description, data)."""
    menurut_kode = {b.kode: (b.uraian, b.data) for b in baru}
    return Beda(
        tambah=tuple(k for k in menurut_kode if k not in lama),
        hapus=tuple(sorted((k for k in lama if k not in menurut_kode), key=ruas)),
        ubah=tuple(k for k, isi in menurut_kode.items() if k in lama and lama[k] != isi),
    )


def _teks(sel: Sel) -> str:
    """A cell as clean text: one space between words, whole numbers without a decimal point."""
    if sel is None:
        return ""
    if isinstance(sel, float) and sel.is_integer():
        return str(int(sel))
    teks = " ".join(str(sel).split())
    # our own exports put an apostrophe before what a spreadsheet would take for a formula
    return teks[1:] if teks[:1] == "'" and teks[1:].lstrip()[:1] in {"=", "+", "-", "@"} else teks
