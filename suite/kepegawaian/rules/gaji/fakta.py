"""Dated facts of one person, as pay reads them. The last one that began on or before the 1st of the month holds.

Source: `gaji` is paid in advance, so nothing is pro rata by day (PP 7/1977; practice of the treasury, medium certainty).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from suite.core import kalender
from suite.core.kalender import tambah_bulan, tambah_tahun
from suite.kepegawaian.rules.gaji.ketentuan import KetentuanGaji

STATUS = ("CPNS", "PNS", "PPPK", "CLTN", "HENTI_BAYAR", "PENSIUN", "BERHENTI", "MENINGGAL")
BEKERJA = ("CPNS", "PNS", "PPPK")
TIDAK_DIBAYAR = {"CLTN": "cltn", "HENTI_BAYAR": "hukuman", "PENSIUN": "pensiun", "BERHENTI": "berhenti"}


@dataclass(frozen=True)
class FaktaStatus:
    """Status from `tmt`; of MENINGGAL the day of death."""

    tmt: date
    status: str


@dataclass(frozen=True)
class FaktaGaji:
    """Golongan and years of service in the grade by the last decree; the amount comes from the table."""

    tmt: date
    golongan: str
    mkg_tahun: int


@dataclass(frozen=True)
class FaktaJabatan:
    """`jenis` struktural (with eselon), fungsional (with jabatan, jenjang) or pelaksana."""

    tmt: date
    jenis: str
    eselon: str | None = None
    jabatan: str | None = None
    jenjang: str | None = None


@dataclass(frozen=True)
class FaktaPasangan:
    """A spouse: `mulai` wedding, `selesai` divorce or death, `asn_gaji_pokok` by the table when the spouse is ASN,
    `pada` who claims (sendiri | pasangan)."""

    mulai: date
    selesai: date | None = None
    asn_gaji_pokok: int | None = None
    pada: str | None = None


@dataclass(frozen=True)
class FaktaAnak:
    """A child: own or adopted (`mulai`: day of adoption), and the days on which the right may end."""

    lahir: date
    mulai: date | None = None
    kawin: date | None = None
    bekerja: date | None = None
    selesai: date | None = None
    sekolah_sampai: date | None = None
    pada: str | None = None


@dataclass(frozen=True)
class SetahunSebelum:
    """The year up to the month before the last one, for the reckoning in December or the last month of work.

    Rupiah: taxable gross (`bruto_pajak` of the months and whatever else was paid), IWP or JHT paid, tax withheld or
    borne; `bulan_kerja` counts this month too.
    """

    bruto: int
    iuran: int
    sudah_dipotong: int
    zakat: int = 0
    bulan_kerja: int = 12


@dataclass(frozen=True)
class Fakta:
    """All facts of one person that pay reads."""

    status: Sequence[FaktaStatus]
    gaji: Sequence[FaktaGaji] = ()
    jabatan: Sequence[FaktaJabatan] = ()
    pasangan: Sequence[FaktaPasangan] = ()
    anak: Sequence[FaktaAnak] = ()
    spmt: date | None = None
    ptkp: str | None = None
    pph_gaji: str = "ditanggung"
    potongan_lain: int = 0
    setahun: SetahunSebelum | None = None


class Bertanggal(Protocol):
    @property
    def tmt(self) -> date: ...


T = TypeVar("T", bound=Bertanggal)


def berlaku(fakta: Sequence[T], pada: date) -> T | None:
    """The fact with the latest TMT on or before `pada`; of two with the same TMT the one written later."""
    pilihan: T | None = None
    for f in fakta:
        if f.tmt <= pada and (pilihan is None or f.tmt >= pilihan.tmt):
            pilihan = f
    return pilihan


@dataclass(frozen=True)
class Dasar:
    """On what a month is paid: facts of `acuan` (first of the month, of the month of death for terusan), as `status`.

    `alasan` is empty when it is paid; else belum_diangkat, belum_spmt, cltn, hukuman, pensiun, berhenti, meninggal.
    """

    alasan: str
    acuan: date
    status: str = ""
    terusan: bool = False


def dasar_bayar(fakta: Fakta, bulan: date, terusan_bulan: int) -> Dasar:
    """Is the month that begins on `bulan` paid, and by the facts of which day?

    The month of death stays as usual; then terusan for `terusan_bulan` months by the facts of the month of death, none
    for a PPPK. A new CPNS or PPPK is paid from the month on whose first work day the SPMT has begun.
    """
    wafat = min((s.tmt for s in fakta.status if s.status == "MENINGGAL"), default=None)
    bulan_wafat = None if wafat is None else wafat.replace(day=1)
    sesudah_wafat = bulan_wafat is not None and bulan > bulan_wafat
    acuan = bulan_wafat if sesudah_wafat and bulan_wafat is not None else bulan
    kini = berlaku([s for s in fakta.status if s.status != "MENINGGAL"], acuan)
    if kini is None:
        return Dasar("meninggal" if sesudah_wafat else "belum_diangkat", acuan)
    if sesudah_wafat:
        boleh = kini.status in ("PNS", "CPNS") and bulan <= tambah_bulan(acuan, terusan_bulan)
        if not boleh or _belum_spmt(fakta, acuan):
            return Dasar("meninggal", acuan, kini.status)
        return Dasar("", acuan, kini.status, terusan=True)
    if kini.status in TIDAK_DIBAYAR:
        return Dasar(TIDAK_DIBAYAR[kini.status], acuan, kini.status)
    if _belum_spmt(fakta, acuan):
        return Dasar("belum_spmt", acuan, kini.status)
    return Dasar("", acuan, kini.status)


def _belum_spmt(fakta: Fakta, bulan: date) -> bool:
    return fakta.spmt is not None and fakta.spmt > hari_kerja_pertama(bulan)


def hari_kerja_pertama(bulan: date) -> date:
    """First work day of a month, five-day week."""
    return bulan if kalender.apakah_hari_kerja(bulan) else kalender.tambah_hari_kerja(bulan, 1)


# --- family --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tanggungan:
    """Whom the allowances count: the spouse (`pasangan`), the children (at most two), and persons for rice."""

    pasangan: bool
    anak: int
    jiwa_beras: int


def tanggungan(fakta: Fakta, pada: date, gaji_pokok_tabel: int, ketentuan: KetentuanGaji) -> Tanggungan:
    """Family that counts on `pada`, the first of a month. Source: PP 7/1977 Ps 16.

    An event (divorce, death, wedding, work) ends the right in the month after it. Of two ASN the one with the higher
    gaji pokok by the table (before 80%) has the spouse's allowance, when equal who is named (`pada: sendiri`).
    Rice: self, a spouse who is paid for and no ASN, the children paid.
    """
    dibayar = beras = False
    for p in fakta.pasangan:
        if p.mulai <= pada and _masih(p.selesai, pada) and _berhak_pasangan(p, gaji_pokok_tabel):
            dibayar = True
            beras = beras or p.asn_gaji_pokok is None
    anak = min(sum(_anak_berhak(a, pada, ketentuan) for a in fakta.anak), ketentuan.anak_paling_banyak)
    return Tanggungan(dibayar, anak, 1 + beras + anak)


def _masih(akhir: date | None, pada: date) -> bool:
    """An event on the 1st still leaves that month paid: it ends the month after."""
    return akhir is None or akhir >= pada


def _berhak_pasangan(p: FaktaPasangan, gaji_pokok_tabel: int) -> bool:
    if p.pada == "pasangan":
        return False
    if p.asn_gaji_pokok is None or p.asn_gaji_pokok < gaji_pokok_tabel:
        return True
    return p.asn_gaji_pokok == gaji_pokok_tabel and p.pada == "sendiri"


def _anak_berhak(a: FaktaAnak, pada: date, k: KetentuanGaji) -> bool:
    if max(a.lahir, a.mulai or a.lahir) > pada or a.pada == "pasangan":
        return False
    if not (_masih(a.kawin, pada) and _masih(a.bekerja, pada) and _masih(a.selesai, pada)):
        return False
    if pada < tambah_tahun(a.lahir, k.usia_anak):
        return True
    sekolah = a.sekolah_sampai is not None and a.sekolah_sampai >= pada
    return sekolah and pada < tambah_tahun(a.lahir, k.usia_sekolah)
