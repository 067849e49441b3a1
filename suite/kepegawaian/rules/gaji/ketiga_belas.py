"""THR and gaji 13: the salary of a reference month without deductions, with part of the TPP, tax borne by government.

Source: PP 14/2024; PP 11/2025; PP 9/2026 (its text was not read). PPPK under a year get n/12 of each part.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from suite.kepegawaian.rules.bulat import PEMBULAT, kali
from suite.kepegawaian.rules.gaji.bulanan import penghasilan
from suite.kepegawaian.rules.gaji.fakta import Fakta, dasar_bayar
from suite.kepegawaian.rules.gaji.ketentuan import ketentuan_gaji
from suite.kepegawaian.rules.gaji.pph21 import ketentuan_pajak, pajak_ter
from suite.kepegawaian.rules.tabel import pada_tanggal, salah_isi

BAGIAN = (
    "gaji_pokok",
    "tunj_pasangan",
    "tunj_anak",
    "tunj_jabatan",
    "tunj_fungsional",
    "tunj_umum",
    "tunj_beras",
)


@dataclass(frozen=True)
class GajiKetigaBelas:
    """Whole rupiah. `bagian` are the parts of the salary; when `berhak` is False only `alasan` says something."""

    berhak: bool
    alasan: str
    bagian: dict[str, int]
    pembulatan: int = 0
    tpp: int = 0
    bruto: int = 0
    pph_ditanggung: int = 0
    neto: int = 0


def gaji_ketiga_belas(
    fakta: Fakta,
    bulan_acuan: date,
    *,
    tpp: int = 0,
    tpp_persen: Fraction = Fraction(100),
    bulan_kerja: int | None = None,
    bruto_pajak_bulan_bayar: int | None = None,
) -> GajiKetigaBelas:
    """THR or gaji 13 by the facts of `bulan_acuan` (its first day); `bulan_kerja` only for a PPPK.

    n/12 of a part goes up to a rupiah, the TPP share down, pembulatan brings the salary part to Rp100. The tax borne is
    TER(gross of the month of payment + this) − TER(that gross); without PTKP none is computed.
    Raises `AturanDilanggar` (tabel, golongan, tunjangan_jabatan, ptkp), `MasukanSalah`.
    """
    dasar = dasar_bayar(fakta, bulan_acuan, pada_tanggal("kepegawaian.gaji", bulan_acuan)["terusan_bulan"])
    if dasar.alasan:
        return GajiKetigaBelas(False, dasar.alasan, {})
    k = ketentuan_gaji(dasar.acuan)
    aturan = pada_tanggal("kepegawaian.gaji_13", bulan_acuan)
    bagi = Fraction(1)
    if dasar.status == "PPPK" and bulan_kerja is not None and bulan_kerja < aturan["bulan_penuh"]:
        if bulan_kerja < aturan["bulan_terkecil"]:
            return GajiKetigaBelas(False, "kurang_satu_bulan", {})
        bagi = Fraction(bulan_kerja, aturan["bulan_penuh"])
    if not 0 <= tpp_persen <= aturan["tpp_persen_terbesar"]:
        raise salah_isi(f"Persen TPP 0 sampai {aturan['tpp_persen_terbesar']}.", "tpp_persen")
    p = penghasilan(fakta, dasar, k)
    bagian = {nama: kali(getattr(p, nama), bagi, PEMBULAT[aturan["bagian_bulatkan"]]) for nama in BAGIAN}
    gaji = sum(bagian.values())
    pembulatan = -gaji % k.bulat_ke
    bagian_tpp = kali(tpp, tpp_persen / 100 * bagi, PEMBULAT[aturan["tpp_bulatkan"]])
    bruto = gaji + pembulatan + bagian_tpp
    pph = 0
    if fakta.ptkp is not None:
        if bruto_pajak_bulan_bayar is None:
            raise salah_isi("Pajak memerlukan bruto pajak bulan pembayaran.", "bruto_pajak_bulan_bayar")
        pajak = ketentuan_pajak(bulan_acuan)
        semua = pajak_ter(fakta.ptkp, bruto_pajak_bulan_bayar + bruto, pajak)[1]
        pph = semua - pajak_ter(fakta.ptkp, bruto_pajak_bulan_bayar, pajak)[1]
    return GajiKetigaBelas(True, "", bagian, pembulatan, bagian_tpp, bruto, pph, bruto)
