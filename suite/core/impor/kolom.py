"""Pure: columns by name and synonym, cells → values. What cannot be read is a sentence that says what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from suite.core.impor.baca import Sel

Nilai = str | int | bool | date | None
Pembaca = Callable[[Sel], Nilai]
"""A filled cell → its value. Raises `ValueError` with the sentence for the person."""

KOSONGKAN = "-"
"""An empty cell leaves what stands; this empties it."""

BULAN = {
    nama: n
    for n, semua in enumerate(
        (
            "jan januari january", "feb februari pebruari february", "mar maret march", "apr april", "mei may",
            "jun juni june", "jul juli july", "agu agt agustus ags aug august", "sep september sept",
            "okt oktober oct october", "nov november nopember", "des desember dec december",
        ),
        1,
    )
    for nama in semua.split()
}  # fmt: skip


@dataclass(frozen=True)
class Kolom:
    """One column. `nama` is its heading in our templates; `sinonim` are other headings that people use for it."""

    nama: str
    baca: Pembaca
    keterangan: str
    contoh: str = ""
    sinonim: tuple[str, ...] = ()
    wajib: bool = False


def normal(judul: Sel) -> str:
    """A heading as it is compared: `Nama Jabatan`, `nama_jabatan` and `NAMA JABATAN.` are one."""
    return re.sub(r"[^a-z0-9]+", "_", str(judul or "").lower()).strip("_")


def teks_sel(sel: Sel) -> str:
    """A cell as clean text: one space between words, whole numbers without a decimal point, no unseen signs."""
    if sel is None:
        return ""
    if isinstance(sel, float) and sel.is_integer() and abs(sel) < 2**53:
        return str(int(sel))
    bersih = "".join(c for c in str(sel) if c.isprintable() or c.isspace())
    return " ".join(bersih.split())


def teks(maks: int) -> Pembaca:
    def baca(sel: Sel) -> str:
        isi = teks_sel(sel)
        if len(isi) > maks:
            raise ValueError(f"Paling panjang {maks} karakter; yang diisi {len(isi)}. Singkatkan.")
        return "" if isi == KOSONGKAN else isi

    return baca


def kode(maks: int) -> Pembaca:
    """A code: text. A number with decimals is refused, because a spreadsheet turns 1.10 into 1.1."""
    biasa = teks(maks)

    def baca(sel: Sel) -> Nilai:
        if isinstance(sel, float) and not sel.is_integer():
            raise ValueError(f"Kode tersimpan sebagai angka ({sel}). Ubah kolom ini menjadi teks, lalu isi kembali.")
        return biasa(sel)

    return baca


def angka_panjang(sel: Sel) -> str:
    """Digits of NIP or NIK, without blanks, dots and apostrophe. A rounded number is refused: its end is lost."""
    if isinstance(sel, int | float) and not isinstance(sel, bool):
        raise ValueError("Nomor tersimpan sebagai angka dan ujungnya sudah dibulatkan. Ubah kolom menjadi teks.")
    isi = re.sub(r"[\s.'’`-]", "", teks_sel(sel))
    if re.fullmatch(r"\d[.,]\d+E\+?\d+", teks_sel(sel), re.IGNORECASE):
        raise ValueError("Nomor ditulis sebagai 1,98E+17 dan ujungnya hilang. Ubah kolom menjadi teks, isi kembali.")
    return isi


def bilangan(terendah: int, tertinggi: int) -> Pembaca:
    def baca(sel: Sel) -> int:
        isi = teks_sel(sel)
        if not isi.lstrip("-").isdigit() or not terendah <= int(isi) <= tertinggi:
            raise ValueError(f"Isi bilangan {terendah} sampai {tertinggi}, bukan {isi[:20]}.")
        return int(isi)

    return baca


def tanggal(sel: Sel) -> date:
    """2024-03-01, 01/03/2024, 1-3-2024, 1 Maret 2024: always day before month."""
    isi = teks_sel(sel)
    if m := re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$", isi):
        return _hari(int(m[1]), int(m[2]), int(m[3]), isi)
    if m := re.match(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$", isi):
        return _hari(int(m[3]), int(m[2]), int(m[1]), isi)
    m = re.match(r"(\d{1,2})[ \-]([A-Za-z]+)\.?[ \-](\d{4})$", isi)
    if m and m[2].lower() in BULAN:
        return _hari(int(m[3]), BULAN[m[2].lower()], int(m[1]), isi)
    raise ValueError(f"Tanggal {isi[:30]} tidak terbaca. Tulis seperti 01/03/2024 atau 1 Maret 2024.")


def _hari(tahun: int, bulan: int, hari: int, isi: str) -> date:
    try:
        hasil = datetime(tahun, bulan, hari).date()  # noqa: DTZ001
    except ValueError:
        raise ValueError(f"Tanggal {isi[:30]} tidak ada pada kalender. Periksa hari dan bulannya.") from None
    if not 1900 <= tahun <= 2100:
        raise ValueError(f"Tahun {tahun} di luar 1900 sampai 2100. Periksa tahunnya.")
    return hasil


YA = frozenset({"ya", "y", "1", "true", "benar", "x", "v", "✓"})
TIDAK = frozenset({"tidak", "t", "n", "0", "false", "bukan"})


def ya_tidak(sel: Sel) -> bool:
    isi = teks_sel(sel).lower()
    if isi in YA:
        return True
    if isi in TIDAK or isi == KOSONGKAN:
        return False
    raise ValueError(f"Isi ya atau tidak, bukan {isi[:20]}.")


def pilihan(nilai: dict[str, tuple[str, ...]]) -> Pembaca:
    """One of the keys; each with the other words that mean it. Upper and lower case, blanks and signs do not matter."""
    peta = {normal(kata): arti for arti, semua in nilai.items() for kata in (arti, *semua)}

    def baca(sel: Sel) -> str:
        isi = normal(teks_sel(sel))
        if isi not in peta:
            raise ValueError(f"{teks_sel(sel)[:30]} tidak dikenal. Pilih salah satu: {', '.join(nilai)}.")
        return peta[isi]

    return baca
