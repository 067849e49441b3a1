"""Contributions from pay: IWP or JHT, health insurance of person and employer, accident and death insurance.

Source: Keppres 8/1977 (IWP 8%); Perpres 75/2019 Ps 30, 33 (JKN 1% and 4%, cap); PP 70/2015 jo 66/2017 (JKK, JKM).
"""

from __future__ import annotations

from dataclasses import dataclass

from suite.kepegawaian.rules.bulat import kali
from suite.kepegawaian.rules.gaji.ketentuan import KetentuanIuran


@dataclass(frozen=True)
class Iuran:
    """Whole rupiah. Of the person: iwp, jht, bpjs_1, bpjs_1_tpp. Of the employer: bpjs_4, bpjs_4_tpp, jkk, jkm."""

    iwp: int
    jht: int
    bpjs_1: int
    bpjs_4: int
    jkk: int
    jkm: int
    bpjs_1_tpp: int
    bpjs_4_tpp: int


def iuran(
    jenis: str, gaji_pokok: int, tunj_keluarga: int, tunj_jabatan: int, tpp: int, ketentuan: KetentuanIuran
) -> Iuran:
    """Contributions on the gaji pokok paid and its allowances, each rounded to the nearest rupiah (half up).

    IWP (PNS, CPNS) or JHT (PPPK) on gaji pokok + keluarga; JKN on these + jabatan/umum up to the cap, TPP gets what the
    cap leaves: the contribution on everything minus that on the salary, so that the two parts add up.
    """
    k = ketentuan
    pppk = jenis == "PPPK"
    dasar = gaji_pokok + tunj_keluarga
    gaji = min(dasar + tunj_jabatan, k.batas_upah)
    semua = min(dasar + tunj_jabatan + tpp, k.batas_upah)
    bpjs_1 = kali(gaji, k.jkn_pegawai, k.bulatkan)
    bpjs_4 = kali(gaji, k.jkn_pemberi_kerja, k.bulatkan)
    return Iuran(
        iwp=0 if pppk else kali(dasar, k.iwp, k.bulatkan),
        jht=kali(dasar, k.jht, k.bulatkan) if pppk else 0,
        bpjs_1=bpjs_1,
        bpjs_4=bpjs_4,
        jkk=kali(gaji_pokok, k.jkk, k.bulatkan),
        jkm=kali(gaji_pokok, k.jkm, k.bulatkan),
        bpjs_1_tpp=kali(semua, k.jkn_pegawai, k.bulatkan) - bpjs_1,
        bpjs_4_tpp=kali(semua, k.jkn_pemberi_kerja, k.bulatkan) - bpjs_4,
    )
