"""PPh 21 of employees: effective rate on a month's gross, and the year's reckoning in the last month of work.

Source: PP 58/2023 Ps 2 and annex (TER); UU PPh Ps 17, 21; PMK 101/2016 (PTKP); PP 80/2010 (tax borne by government).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from suite.core.aturan import Parameter, parameter_terbaru
from suite.core.errors import AturanDilanggar
from suite.kepegawaian.rules.bulat import PEMBULAT, Pembulat, kali, ke_bawah, pecahan_persen
from suite.kepegawaian.rules.tabel import pada_tanggal


@dataclass(frozen=True)
class PajakBulan:
    """Tax of one month in rupiah; `tarif` in percent as the table writes it. `pph` = dipotong + ditanggung."""

    tarif: str
    pph: int
    pph_gaji: int
    pph_lain: int
    dipotong: int
    ditanggung: int
    kategori: str


@dataclass(frozen=True)
class PajakTahun:
    """The year's reckoning in rupiah. `pph` is what the last month still takes, negative: paid back."""

    biaya_jabatan: Fraction
    neto_setahun: Fraction
    ptkp: int
    pkp: int
    pph_setahun: int
    sudah_dipotong: int
    pph: int
    jenis: str


@dataclass(frozen=True)
class KetentuanPajak:
    """The sets of the monthly tax that hold on one day."""

    ptkp: Parameter
    ter: Parameter
    bulatkan: Pembulat

    def kategori(self, ptkp: str) -> str:
        """TER category A, B or C of a status such as K/1. Raises `AturanDilanggar` (ptkp)."""
        return _status_ptkp(self.ptkp, ptkp)["kategori"]


def ketentuan_pajak(pada: date | None) -> KetentuanPajak:
    """The sets in force on `pada`; None: the latest. Raises `AturanDilanggar` (tabel) before PP 58/2023."""
    bulatkan = PEMBULAT[_set("kepegawaian.pph21", pada)["pajak_bulatkan"]]
    return KetentuanPajak(_set("kepegawaian.ptkp", pada), _set("kepegawaian.ter_pph21", pada), bulatkan)


@lru_cache(maxsize=64)
def _lapisan(p: Parameter, kategori: str) -> tuple[tuple[int, ...], tuple[tuple[str, Fraction], ...]]:
    """Inclusive upper bounds of all layers but the last, and every layer's rate as text and factor."""
    lapisan = p[kategori]
    return (
        tuple(x["sampai"] for x in lapisan[:-1]),
        tuple((x["tarif"], pecahan_persen(x["tarif"])) for x in lapisan),
    )


def _status_ptkp(p: Parameter, ptkp: str) -> Mapping[str, Any]:
    if ptkp not in p:
        raise AturanDilanggar(
            f"Status PTKP {ptkp[:20]} tidak dikenal. Pilih: {', '.join(p)}.", kode="ptkp", field="ptkp", sumber=p.sumber
        )
    return p[ptkp]


def pajak_ter(ptkp: str, bruto: int, ketentuan: KetentuanPajak) -> tuple[str, int]:
    """Rate (percent, as text) and tax of a month's gross: the rate of its layer × the whole gross, rounded down.

    A bound belongs to its layer ("sampai dengan"). Raises `AturanDilanggar` (ptkp).
    """
    batas, tarif = _lapisan(ketentuan.ter, ketentuan.kategori(ptkp))
    teks, faktor = tarif[bisect_left(batas, bruto)]
    return teks, kali(bruto, faktor, ketentuan.bulatkan)


def pph21_bulan(
    ptkp: str,
    bruto_gaji: int,
    bruto_lain: int = 0,
    *,
    gaji_ditanggung: bool = True,
    lain_ditanggung: bool = False,
    pada: date | None = None,
) -> PajakBulan:
    """Tax of a month other than the last: what is paid besides the salary bears TER(all) − TER(salary).

    Source: PP 58/2023 Ps 2; PMK 168/2023; PP 80/2010. Raises `AturanDilanggar` (ptkp, tabel).
    """
    k = ketentuan_pajak(pada)
    tarif, pph = pajak_ter(ptkp, bruto_gaji + bruto_lain, k)
    pph_gaji = pajak_ter(ptkp, bruto_gaji, k)[1]
    pph_lain = pph - pph_gaji
    ditanggung = pph_gaji * gaji_ditanggung + pph_lain * lain_ditanggung
    return PajakBulan(tarif, pph, pph_gaji, pph_lain, pph - ditanggung, ditanggung, k.kategori(ptkp))


def pph21_setahun(
    ptkp: str,
    bruto: int,
    iuran: int,
    sudah_dipotong: int,
    *,
    bulan_kerja: int = 12,
    zakat: int = 0,
    pada: date | None = None,
) -> PajakTahun:
    """The year's tax in December or the last month of work, minus what was withheld.

    Gross − biaya jabatan (5%, at most 500,000 × months) − pension and THT contributions − zakat through the employer −
    PTKP; PKP is rounded down to 1,000; Ps 17. Source: UU PPh Ps 17, 21 (last period: medium certainty).
    Raises `AturanDilanggar` (ptkp, tabel).
    """
    p = _set("kepegawaian.pph21", pada)
    ptkp_setahun = _status_ptkp(_set("kepegawaian.ptkp", pada), ptkp)["setahun"]
    biaya = min(bruto * pecahan_persen(p["biaya_jabatan_persen"]), Fraction(p["biaya_jabatan_sebulan"] * bulan_kerja))
    neto = bruto - biaya - iuran - zakat
    kena = max(Fraction(0), neto - ptkp_setahun)
    pkp = ke_bawah(kena.numerator, kena.denominator * p["pkp_kelipatan"]) * p["pkp_kelipatan"]
    setahun = pajak_pasal17(pkp, pada)
    pph = setahun - sudah_dipotong
    jenis = "nihil" if pph == 0 else "kurang_potong" if pph > 0 else "lebih_potong"
    return PajakTahun(biaya, neto, ptkp_setahun, pkp, setahun, sudah_dipotong, pph, jenis)


def pajak_pasal17(pkp: int, pada: date | None = None) -> int:
    """Tax of a year on `pkp`, layer by layer, rounded down. Source: UU PPh Ps 17 ayat (1) huruf a jo UU 7/2021."""
    pajak, bawah = Fraction(0), 0
    for lapisan in _set("kepegawaian.tarif_pasal17", pada)["lapisan"]:
        atas = min(pkp, lapisan.get("sampai", pkp))
        if atas > bawah:
            pajak += (atas - bawah) * pecahan_persen(lapisan["tarif"])
            bawah = atas
    return ke_bawah(pajak.numerator, pajak.denominator)


def _set(nama: str, pada: date | None) -> Parameter:
    return parameter_terbaru(nama) if pada is None else pada_tanggal(nama, pada)
