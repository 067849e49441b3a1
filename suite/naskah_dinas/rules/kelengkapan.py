"""What a draft must have before it may be initialled, and what in its text contradicts the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from suite.core.errors import AturanDilanggar
from suite.core.kalender import BULAN, BULAN_PENDEK, HARI, nama_hari
from suite.naskah_dinas.rules.akses import KELAS
from suite.naskah_dinas.rules.jenis import JenisNaskah

SUMBER = "Permendagri 1/2023 (bagian naskah dinas)"


@dataclass(frozen=True)
class Konsep:
    """What the completeness of a draft depends on, taken from it by the service. Counts, not contents."""

    hal: str
    isi_terisi: bool
    banyak_tujuan: int
    banyak_tembusan: int
    klasifikasi: str
    klasifikasi_daun: bool
    keamanan: str
    sifat: str
    penanda_jenis: str | None
    """`jenis` of the signing post; None while no signer is chosen."""
    penanda_eselon: str = ""


@dataclass(frozen=True)
class Kekurangan:
    """One thing that is missing or wrong: the form field it belongs to, and what to do."""

    field: str
    pesan: str


def kekurangan(konsep: Konsep, jenis: JenisNaskah) -> list[Kekurangan]:
    """Everything that a draft of this kind still lacks, in the order of the form; empty when it is complete."""
    k: list[Kekurangan] = []
    if jenis.butuh_tujuan and not konsep.banyak_tujuan:
        k.append(Kekurangan("tujuan", "Pilih paling sedikit satu tujuan."))
    if jenis.butuh_hal and not konsep.hal.strip():
        k.append(Kekurangan("hal", "Isi hal naskah."))
    if not konsep.klasifikasi:
        k.append(Kekurangan("klasifikasi", "Pilih kode klasifikasi."))
    elif not konsep.klasifikasi_daun:
        k.append(
            Kekurangan(
                "klasifikasi", f"Kode {konsep.klasifikasi} masih berjenjang. Pilih kode paling rinci di bawahnya."
            )
        )
    if konsep.keamanan not in KELAS:
        k.append(Kekurangan("keamanan", "Pilih kelas keamanan."))
    if konsep.sifat not in jenis.sifat:
        k.append(Kekurangan("sifat", "Pilih sifat naskah."))
    if not konsep.isi_terisi:
        k.append(Kekurangan("isi", "Tulis isi naskah."))
    if konsep.penanda_jenis is None:
        k.append(Kekurangan("penanda_tangan", "Pilih penanda tangan."))
    elif not jenis.boleh_ditandatangani(konsep.penanda_jenis, konsep.penanda_eselon):
        k.append(
            Kekurangan(
                "penanda_tangan",
                f"Jabatan ini tidak berwenang menandatangani {jenis.nama.lower()}. Pilih jabatan lain.",
            )
        )
    if jenis.butuh_tembusan and not konsep.banyak_tembusan:
        k.append(Kekurangan("tembusan", "Pilih paling sedikit satu tembusan."))
    return k


def lengkap(konsep: Konsep, jenis: JenisNaskah) -> None:
    """Raise `AturanDilanggar` (kode `belum_lengkap`) for the first thing a draft lacks, counting the others."""
    if kurang := kekurangan(konsep, jenis):
        lagi = f" ({len(kurang) - 1} isian lain juga belum lengkap.)" if len(kurang) > 1 else ""
        raise AturanDilanggar(kurang[0].pesan + lagi, kode="belum_lengkap", field=kurang[0].field, sumber=SUMBER)


# --- weekday against date ------------------------------------------------------------------------------------------

_HARI_LAIN = {"ahad": "Minggu", "jum'at": "Jumat", "jum\u2019at": "Jumat"}
_NAMA_BULAN = {n.lower(): i for i, n in enumerate(BULAN, 1)} | {n.lower(): i for i, n in enumerate(BULAN_PENDEK, 1)}
_NAMA_BULAN |= {"agt": 8, "agust": 8, "sept": 9, "nop": 11, "nopember": 11, "pebruari": 2}

_TANGGAL = re.compile(
    r"(?<!\w)(?:(?P<hari>"
    + "|".join([*HARI, *_HARI_LAIN])
    + r")(?P<sela>\s*[,/]\s*(?:tanggal\s+)?|\s+(?:tanggal\s+)?))?"
    + r"(?P<tgl>\d{1,2})(?:\s+(?P<bulan>"
    + "|".join(sorted(_NAMA_BULAN, key=len, reverse=True))
    + r")\.?\s+|(?P<pisah>[-/.])(?P<angka>\d{1,2})(?P=pisah))(?P<tahun>\d{4})(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Temuan:
    """One contradiction: where it stands in the text (half-open character range), what is written, and the remedy.

    `saran` replaces `tertulis`; empty when only the writer can know (a date that does not exist).
    """

    mulai: int
    akhir: int
    tertulis: str
    saran: str
    pesan: str


def periksa_hari(teks: str) -> list[Temuan]:
    """Dates in a text whose weekday does not fit (`Senin, 24 November 2026` is a Selasa), or that do not exist.

    Reads `24 November 2026`, `24 Nov 2026`, `24-11-2026` and `24/11/2026`, with a weekday before it or without.
    """
    temuan = []
    for c in _TANGGAL.finditer(teks):
        bulan = _NAMA_BULAN[c["bulan"].lower()] if c["bulan"] else int(c["angka"])
        tanggal = _tanggal(int(c["tahun"]), bulan, int(c["tgl"]))
        if tanggal is None:
            if c["bulan"] or c["hari"]:
                # bare 99-99-2026 may be any number (a code, a telephone); a named month or weekday makes it a date
                temuan.append(Temuan(c.start(), c.end(), c[0], "", f"Tanggal ini tidak ada: {c[0]}."))
            continue
        if not c["hari"]:
            continue
        tertulis = _HARI_LAIN.get(c["hari"].lower(), c["hari"].capitalize())
        benar = nama_hari(tanggal)
        if tertulis != benar:
            hari = benar.upper() if c["hari"].isupper() else benar
            saran = hari + c[0][len(c["hari"]) :]
            sisa = c[0][len(c["hari"]) + len(c["sela"]) :]
            temuan.append(Temuan(c.start(), c.end(), c[0], saran, f"{sisa} adalah hari {benar}, bukan {tertulis}."))
    return temuan


def _tanggal(tahun: int, bulan: int, hari: int) -> date | None:
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        return None
