"""Look-ups in the tables of pay: by kind of employee, golongan and length of service, as on a day.

Tables are dated parameter sets (`data/parameter`). Amounts are whole rupiah a month. What the table does not hold is
refused, never guessed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from suite.core.aturan import Parameter, parameter, parameter_terbaru
from suite.core.errors import AturanDilanggar, MasukanSalah

JENIS_ASN = ("PNS", "CPNS", "PPPK")
_TABEL = {
    "PNS": "kepegawaian.gaji_pokok_pns",
    "CPNS": "kepegawaian.gaji_pokok_pns",
    "PPPK": "kepegawaian.gaji_pokok_pppk",
}


@dataclass(frozen=True)
class TabelGaji:
    """One salary table: per golongan the rungs (years of service, ascending) and the amounts beside them."""

    sumber: str
    anak_tangga: Mapping[str, Sequence[int]]
    jumlah: Mapping[str, Sequence[int]]

    def tangga(self, golongan: str) -> Sequence[int]:
        """Rungs of a golongan, in years. Raises `AturanDilanggar` (golongan) when the table has no such golongan."""
        if golongan not in self.anak_tangga:
            raise AturanDilanggar(
                f"Golongan {golongan[:20]} tidak ada dalam tabel gaji. Periksa golongan dan jenis pegawainya.",
                kode="golongan",
                field="golongan",
                sumber=self.sumber,
            )
        return self.anak_tangga[golongan]

    def cari(self, golongan: str, mkg_tahun: int) -> int | None:
        """Gaji pokok of the last rung reached; None below the first rung."""
        urut = bisect_right(self.tangga(golongan), mkg_tahun) - 1
        return self.jumlah[golongan][urut] if urut >= 0 else None

    def gaji_pokok(self, golongan: str, mkg_tahun: int) -> int:
        """Gaji pokok in rupiah. Raises `AturanDilanggar` (golongan) when golongan or length of service has none."""
        jumlah = self.cari(golongan, mkg_tahun)
        if jumlah is None:
            raise AturanDilanggar(
                f"Tabel gaji golongan {golongan} mulai dari masa kerja {self.anak_tangga[golongan][0]} tahun, "
                f"bukan {mkg_tahun}. Periksa masa kerja golongan pada SK.",
                kode="golongan",
                field="mkg_tahun",
                sumber=self.sumber,
            )
        return jumlah


@lru_cache(maxsize=32)
def _baca(p: Parameter) -> TabelGaji:
    baris = {gol: sorted((int(tahun), int(rupiah)) for tahun, rupiah in isi.items()) for gol, isi in p.nilai.items()}
    return TabelGaji(
        p.sumber,
        {gol: tuple(t for t, _ in isi) for gol, isi in baris.items()},
        {gol: tuple(r for _, r in isi) for gol, isi in baris.items()},
    )


def tabel_gaji(jenis: str, pada: date | None) -> TabelGaji:
    """The salary table for PNS, CPNS (the whole amounts) or PPPK that held on `pada`; None asks for the latest.

    Raises `AturanDilanggar` (tabel) for a day before the first table that is shipped.
    """
    nama = _TABEL[jenis]
    return _baca(parameter_terbaru(nama) if pada is None else pada_tanggal(nama, pada))


def pada_tanggal(nama: str, pada: date) -> Parameter:
    """`parameter`, whose refusal for a day without a set is named `tabel` in this room's topics."""
    try:
        return parameter(nama, pada)
    except AturanDilanggar as e:
        if e.kode != "parameter":
            raise
        raise AturanDilanggar(
            f"Tabel {nama} belum ada untuk {pada.isoformat()}. Minta admin memuat tabel yang berlaku pada tanggal itu.",
            kode="tabel",
        ) from None


def kelompok_golongan(jenis: str, golongan: str, umum: Parameter) -> str:
    """I, II, III or IV: the group of a golongan ruang (`III/c`), or the one a PPPK golongan (`IX`) is likened to.

    Source: Perpres 12/2006, Perpres 98/2020. Raises `AturanDilanggar` (golongan) for what has no group.
    """
    kelompok = umum["pppk"].get(golongan) if jenis == "PPPK" else golongan.partition("/")[0]
    if kelompok not in ("I", "II", "III", "IV"):
        raise AturanDilanggar(f"Golongan {golongan[:20]} tidak dikenal.", kode="golongan", field="golongan")
    return kelompok


def baca_bulan(teks: str, field: str = "bulan") -> date:
    """The first day of `YYYY-MM`. Raises `AturanDilanggar` (bulan) for anything else."""
    tahun, tanda, bulan = teks.partition("-")
    if not (tanda and teks.isascii() and len(tahun) == 4 and len(bulan) == 2 and tahun.isdigit() and bulan.isdigit()):
        raise _bulan_salah(teks, field)
    try:
        return date(int(tahun), int(bulan), 1)
    except ValueError:
        raise _bulan_salah(teks, field) from None


def tulis_bulan(bulan: date) -> str:
    """`2026-05`."""
    return f"{bulan.year:04}-{bulan.month:02}"


def _bulan_salah(teks: str, field: str) -> AturanDilanggar:
    return AturanDilanggar(
        f"Bulan tidak terbaca: {teks[:20]}. Tulis tahun dan bulan, misalnya 2026-05.", kode="bulan", field=field
    )


def salah_isi(pesan: str, field: str) -> MasukanSalah:
    """The values contradict each other: refused as `masukan`."""
    return MasukanSalah(pesan, kode="masukan", field=field)
