"""Identity numbers of people: NIP and NI PPPK of civil servants, NIK of residents.

NIP (18 digits, Peraturan Kepala BKN 22/2007): birth date YYYYMMDD, first appointment YYYYMM, sex 1|2, sequence NNN.
NI PPPK (18 digits): birth date, year of appointment YYYY, 2 and the how-many-th contract (21, 22, ...), sex, sequence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from suite.core.errors import AturanDilanggar
from suite.core.kalender import BULAN, tambah_tahun

SUMBER_NIP = "Peraturan Kepala BKN 22/2007"
USIA_TERENDAH = 18
"""Age in years at first appointment (PP 11/2017 Ps 23 ayat (1) huruf a)."""


@dataclass(frozen=True)
class Nip:
    """A valid number, read. `tmt_cpns` is the first of the month for a NIP, 1 January for a NI PPPK (year only)."""

    nip: str
    jenis: Literal["PNS", "PPPK"]
    tanggal_lahir: date
    tmt_cpns: date
    jenis_kelamin: Literal["L", "P"]
    urut: str


def baca_nip(nip: str) -> Nip:
    """Read and check a NIP or NI PPPK; blanks between groups are allowed.

    Raises `AturanDilanggar` for the first that fails, `kode` in this order: panjang, tanggal_lahir, tmt_cpns, usia,
    jenis_kelamin, urut. Source: Peraturan Kepala BKN 22/2007; age: PP 11/2017 Ps 23.
    """
    angka = "".join(nip.split())
    if len(angka) != 18 or not (angka.isascii() and angka.isdigit()):
        raise _salah("panjang", f"NIP harus 18 angka, yang diisi {_sebut_isi(angka)}.")
    lahir = _tanggal_lahir(angka)
    pppk = angka[12] == "2"
    tmt = _tmt_pppk(angka) if pppk else _tmt_pns(angka)
    if tambah_tahun(lahir, USIA_TERENDAH) > (date(tmt.year, 12, 31) if pppk else tmt):
        raise _salah(
            "usia",
            f"Menurut NIP ini pegawai diangkat pada usia {_usia(lahir, tmt)} tahun, paling rendah {USIA_TERENDAH}. "
            "Periksa angka ke-1 sampai ke-4 dan ke-9 sampai ke-12.",
        )
    if angka[14] not in "12":
        raise _salah("jenis_kelamin", f"Angka ke-15 NIP harus 1 (pria) atau 2 (wanita), bukan {angka[14]}.")
    if angka[15:] == "000":
        raise _salah("urut", "Nomor urut NIP (angka ke-16 sampai ke-18) dimulai dari 001.")
    return Nip(angka, "PPPK" if pppk else "PNS", lahir, tmt, "L" if angka[14] == "1" else "P", angka[15:])


def format_nip(nip: str | None) -> str:
    """`19820917 200604 2 008`; a number that is not 18 digits stays as it is, none is empty."""
    if not nip:
        return ""
    angka = "".join(nip.split())
    if len(angka) != 18:
        return nip
    return f"{angka[:8]} {angka[8:14]} {angka[14]} {angka[15:]}"


def periksa_nik(nik: str) -> str:
    """The 16 digits of a NIK, checked by python-stdnum (length, region, birth date). Raises `AturanDilanggar`."""
    from stdnum.exceptions import InvalidLength, ValidationError
    from stdnum.id import nik as stdnum_nik

    try:
        return stdnum_nik.validate(nik)
    except InvalidLength:
        pesan = f"NIK harus 16 angka, yang diisi {_sebut_isi(''.join(nik.split()))}."
    except ValidationError:
        pesan = "NIK ini tidak sah. Periksa kode wilayah (6 angka awal) dan tanggal lahir (6 angka berikutnya)."
    raise AturanDilanggar(pesan, kode="nik", field="nik", sumber="Perpres 96/2018; Permendagri 109/2019")


def _sebut_isi(isi: str) -> str:
    return f"{len(isi)} angka" if isi.isascii() and isi.isdigit() else f"{len(isi)} tanda dan tidak semuanya angka"


def _tanggal_lahir(angka: str) -> date:
    tahun, bulan, hari = int(angka[:4]), int(angka[4:6]), int(angka[6:8])
    if not 1900 <= tahun <= 2100:
        raise _salah("tanggal_lahir", f"NIP memuat tahun lahir {tahun:04}. Periksa angka ke-1 sampai ke-4.")
    if not 1 <= bulan <= 12:
        raise _salah("tanggal_lahir", f"NIP memuat bulan lahir {bulan:02}. Periksa angka ke-5 dan ke-6.")
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        raise _salah(
            "tanggal_lahir", f"NIP memuat tanggal {hari} {BULAN[bulan - 1]}. Periksa angka ke-5 sampai ke-8."
        ) from None


def _tmt_pns(angka: str) -> date:
    tahun, bulan = int(angka[8:12]), int(angka[12:14])
    if tahun < 1900 or not 1 <= bulan <= 12:
        raise _salah(
            "tmt_cpns", f"NIP memuat bulan pengangkatan {bulan:02} tahun {tahun:04}. Periksa angka ke-9 sampai ke-14."
        )
    return date(tahun, bulan, 1)


def _tmt_pppk(angka: str) -> date:
    tahun = int(angka[8:12])
    if tahun < 2019 or angka[13] == "0":
        raise _salah(
            "tmt_cpns",
            f"Nomor induk PPPK memuat tahun pengangkatan {tahun:04} dan kode {angka[12:14]}. "
            "Periksa angka ke-9 sampai ke-14.",
        )
    return date(tahun, 1, 1)


def _usia(lahir: date, pada: date) -> int:
    return pada.year - lahir.year - ((pada.month, pada.day) < (lahir.month, lahir.day))


def _salah(kode: str, pesan: str) -> AturanDilanggar:
    return AturanDilanggar(pesan, kode=kode, field="nip", sumber=SUMBER_NIP)
