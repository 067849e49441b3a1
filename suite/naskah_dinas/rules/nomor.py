"""The number of a letter: pattern, counter, year; and the letter that follows a number taken in between (sisipan).

Source: Permendagri 1/2023 (composition of the number); the pattern is data of the city.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from suite.core.aturan import jelaskan
from suite.core.clock import local_date
from suite.core.errors import AturanDilanggar, MasukanSalah
from suite.core.kalender import bulan_romawi, tanggal_surat

SUMBER = "Permendagri 1/2023 (nomor naskah dinas)"

ISIAN_POLA = ("klasifikasi", "nomor", "unit", "keamanan", "jenis", "bulan", "bulan_romawi", "tahun")
_ISIAN = re.compile(r"\{([^{}]*)\}")
_NOMOR = re.compile(r"nomor(?::0([1-9]))?")


@dataclass(frozen=True)
class KonteksNomor:
    """What a pattern may print besides the counter. `tanggal` is the office's date of signing.

    A part that the pattern does not name may stay empty.
    """

    tanggal: date
    klasifikasi: str = ""
    unit: str = ""
    keamanan: str = ""
    jenis: str = ""


@dataclass(frozen=True)
class Nomor:
    """A composed number: the text, the counter value in it, and the year whose counter it took."""

    nomor: str
    urut: int
    tahun: int


def periksa_pola(pola: str) -> None:
    """Refuse a pattern without `{nomor}`, with a field that does not exist, or with a stray brace (kode `pola`)."""
    isian = _ISIAN.findall(pola)
    if "{" in _ISIAN.sub("", pola) or "}" in _ISIAN.sub("", pola):
        raise _pola_salah("Kurung kurawal pada pola nomor tidak berpasangan.")
    for nama in isian:
        if nama not in ISIAN_POLA and not _NOMOR.fullmatch(nama):
            raise _pola_salah(f"Pola nomor memuat isian yang tidak dikenal: {{{nama[:40]}}}.")
    if not any(_NOMOR.fullmatch(nama) for nama in isian):
        raise _pola_salah("Pola nomor harus memuat {nomor}.")


BELUM = "\u2026\u2026"
"""Stands in a draft where the counter will."""


def susun_nomor(pola: str, urut: int | None, konteks: KonteksNomor, *, huruf: str = "") -> str:
    """The text of a number: `800.1.11.1/73/434.100/2026`. `huruf` is the letter of a sisipan (`73a`);
    without `urut` dots stand for the counter, as in a draft.

    `{nomor:03}` pads with zeros and never cuts; everything outside the fields is literal. Raises `AturanDilanggar`
    (kode `pola`) for a bad pattern, `MasukanSalah` when the pattern names a part that `konteks` leaves empty.
    """
    periksa_pola(pola)

    def isi(cocok: re.Match[str]) -> str:
        nama = cocok[1]
        if n := _NOMOR.fullmatch(nama):
            return BELUM if urut is None else str(urut).zfill(int(n[1] or 0)) + huruf
        if nama == "tahun":
            return str(konteks.tanggal.year)
        if nama == "bulan":
            return str(konteks.tanggal.month)
        if nama == "bulan_romawi":
            return bulan_romawi(konteks.tanggal.month)
        nilai = getattr(konteks, nama)
        if not nilai.strip():
            raise MasukanSalah(f"Pola nomor memakai {nama}, tetapi {nama} belum diisi.", kode="masukan", field=nama)
        return nilai

    return _ISIAN.sub(isi, pola)


def periksa_tanggal(tanggal_naskah: date, ditandatangani: datetime) -> None:
    """A letter may not bear a date before the office's day of signing (kode `tanggal_mundur`)."""
    hari = local_date(ditandatangani)
    if tanggal_naskah < hari:
        raise AturanDilanggar(
            f"Tanggal naskah {tanggal_surat(tanggal_naskah)} mendahului hari penandatanganan {tanggal_surat(hari)}. "
            "Pakai tanggal penandatanganan, atau minta nomor sisipan kepada arsiparis.",
            kode="tanggal_mundur",
            field="tanggal_naskah",
            sumber=SUMBER,
        )


def nomor_berikut(
    pola: str,
    penghitung: Mapping[int, int],
    ditandatangani: datetime,
    *,
    klasifikasi: str = "",
    unit: str = "",
    keamanan: str = "",
    jenis: str = "",
    tanggal_naskah: date | None = None,
) -> Nomor:
    """The number that a letter signed at that instant takes. `penghitung`: year → last number used (none: 0).

    Year and month are those of the office (Asia/Pontianak). Refusals in order: `tanggal_mundur`, `pola`.
    """
    if tanggal_naskah is not None:
        periksa_tanggal(tanggal_naskah, ditandatangani)
    tanggal = local_date(ditandatangani)
    terakhir = penghitung.get(tanggal.year, 0)
    urut = terakhir + 1
    konteks = KonteksNomor(tanggal, klasifikasi=klasifikasi, unit=unit, keamanan=keamanan, jenis=jenis)
    hasil = Nomor(susun_nomor(pola, urut, konteks), urut, tanggal.year)
    jelaskan("Penghitung menurut tanggal penandatanganan", tanggal.year, rumus=tanggal_surat(tanggal), sumber=SUMBER)
    jelaskan("Nomor urut berikutnya", urut, rumus=f"{terakhir} + 1", sumber=SUMBER)
    jelaskan("Disusun menurut pola", hasil.nomor, rumus=pola, sumber=f"{SUMBER}; pola ditetapkan kota")
    return hasil


@dataclass(frozen=True)
class Sisipan:
    """A number in between: `urut` is `73a`; the counter stays at `terakhir`."""

    urut: str
    huruf: str
    terakhir: int


_TERPAKAI = re.compile(r"([0-9]{0,15})([a-z]{1,4})")


def sisipan(setelah: int, sudah: Iterable[str], terakhir: int, persetujuan_arsiparis: bool, alasan: str) -> Sisipan:
    """The next free letter after number `setelah`: a to z, then aa, ab and so on. The counter does not move.

    `sudah` are the letters taken, as `73a` or `a`; those of other numbers do not matter. Refusals in order:
    `persetujuan` (of the arsiparis), `alasan_kosong`, `belum_terbit` (that number has not been used yet).
    Raises `MasukanSalah` for an entry of `sudah` that is no such letter.
    """
    terpakai = {t for s in sudah if (t := _huruf_terpakai(s, setelah))}
    if not persetujuan_arsiparis:
        raise _sisipan_ditolak("persetujuan", "Nomor sisipan perlu persetujuan arsiparis.", "persetujuan_arsiparis")
    if _kosong(alasan):
        raise _sisipan_ditolak("alasan_kosong", "Tulis alasan mengapa naskah ini memerlukan nomor sisipan.", "alasan")
    if setelah > terakhir:
        raise _sisipan_ditolak(
            "belum_terbit",
            f"Nomor {setelah} belum terbit; nomor terakhir {terakhir}. Pakai nomor berikutnya.",
            "setelah",
        )
    urut = 1
    while (huruf := _huruf(urut)) in terpakai:
        urut += 1
    jelaskan("Disetujui arsiparis, dengan alasan", alasan.strip(), sumber=SUMBER)
    jelaskan(
        f"Huruf bebas pertama sesudah nomor {setelah}",
        huruf,
        rumus=f"terpakai: {', '.join(sorted(terpakai)) or 'belum ada'}",
        sumber=SUMBER,
    )
    jelaskan("Penghitung tidak berubah", terakhir, sumber=SUMBER)
    return Sisipan(f"{setelah}{huruf}", huruf, terakhir)


def _huruf(n: int) -> str:
    teks = ""
    while n:
        n, sisa = divmod(n - 1, 26)
        teks = chr(ord("a") + sisa) + teks
    return teks


def _huruf_terpakai(tulisan: str, setelah: int) -> str | None:
    cocok = _TERPAKAI.fullmatch(tulisan.strip().lower())
    if cocok is None:
        raise MasukanSalah(f"Bukan nomor sisipan: {tulisan[:40]}. Tulis seperti 73a.", kode="masukan", field="sudah")
    return cocok[2] if not cocok[1] or int(cocok[1]) == setelah else None


def _kosong(teks: str) -> bool:
    """Nothing visible: spaces, zero-width marks and the like."""
    return all(unicodedata.category(c)[0] in "ZC" for c in teks)


def _pola_salah(pesan: str) -> AturanDilanggar:
    return AturanDilanggar(pesan, kode="pola", field="pola", sumber=SUMBER)


def _sisipan_ditolak(kode: str, pesan: str, field: str) -> AturanDilanggar:
    return AturanDilanggar(pesan, kode=kode, field=field, sumber=SUMBER)
