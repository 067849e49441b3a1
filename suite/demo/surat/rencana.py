"""The year's letters on paper: who writes what to whom, signed when, numbered how; by codes, without a database."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from suite.core.clock import local_date
from suite.demo.surat.alur import MasukRencana, rencanakan
from suite.demo.surat.kalimat import Tulisan, hari_surat, isian, tulis, tulis_luar
from suite.demo.surat.peta import DINKES, DISKOMINFO, SEKDA, SETDA, WALI_KOTA, Peta
from suite.demo.surat.waktu import hari_kerja_antara, maju, mundur, saat_acak, tambah_hari_kerja
from suite.naskah_dinas.rules.jenis import jenis_naskah

BOBOT_OPD = {
    "Setda": 30, "BKPSDM": 12, "Disdikbud": 12, "Dinkes": 14, "BKD": 9, "Bappeda": 8, "Diskominfo": 11,
    "Inspektorat": 6,
}  # fmt: skip
"""How much an office writes; 4 where nothing is said."""
PERINTIS = (DISKOMINFO, DINKES, SETDA, "5.03.5.04.0.00.01.0000", "2.23.2.24.0.00.01.0000", "7.01.0.00.0.00.06.0000")
"""Offices whose letters of the year went partly through the suite from the first day."""
HARI_TERAKHIR = 15
"""Work days before now in which two in five of those letters fall."""
ALASAN_KEMBALI = (
    "Lengkapi dasar hukum pada alinea pertama.",
    "Perbaiki tanggal rapat, belum sesuai jadwal ruang.",
    "Sebutkan batas waktu penyampaian data.",
    "Ringkas isi surat, dan rinci tujuannya.",
)


@dataclass(frozen=True, slots=True)
class TujuanRencana:
    """An addressee by code: a unit, a post, or text for somebody outside."""

    unit: str | None = None
    jabatan: str | None = None
    teks: str = ""


@dataclass(slots=True)
class KeluarRencana:
    """A letter to be. `ditandatangani` fixes its place in the register; `kembali`: returned once, when and why."""

    tulisan: Tulisan
    opd: str
    konseptor: str
    penanda: str
    cara: str
    atas_nama: str | None
    kepada: list[TujuanRencana]
    tembusan: list[TujuanRencana]
    disusun: datetime
    ditandatangani: datetime
    diarsipkan: datetime | None
    masuk: list[MasukRencana]
    layanan: bool = False
    kembali: tuple[datetime, str] | None = None
    koordinasi: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    diajukan: bool = True
    """False: it stays a draft."""
    diperbaiki: bool = True
    """False: once returned it stays with its drafter."""
    urut: int = 0

    @property
    def register(self) -> tuple[str, str]:
        """(kind or `*`, office): which book numbers it."""
        bersama = jenis_naskah(self.tulisan.jenis, local_date(self.ditandatangani)).register == "unit"
        return ("*" if bersama else self.tulisan.jenis, self.opd)


@dataclass
class Rencana:
    """The letters of the period in the order of signing, and those from outside in the order of arrival."""

    mulai: date
    kini: datetime
    keluar: list[KeluarRencana] = field(default_factory=list)
    luar: list[MasukRencana] = field(default_factory=list)

    def nomori(self) -> None:
        """Give each letter its place: registers and agendas run without a gap in the order of time, year by year."""
        self.keluar.sort(key=lambda k: k.ditandatangani)
        hitung: dict[tuple[object, ...], int] = defaultdict(int)
        for k in self.keluar:
            kunci = (*k.register, local_date(k.ditandatangani).year)
            hitung[kunci] += 1
            k.urut = hitung[kunci]
        terima = [m for k in self.keluar for m in k.masuk] + self.luar
        # sorted() is stable: the entries that one letter makes stay in the order of its addressees
        for m in sorted(terima, key=lambda m: m.diterima):
            kunci = ("agenda", m.opd, local_date(m.diterima).year)
            hitung[kunci] += 1
            m.agenda = hitung[kunci]


def awal_tahun(kini: datetime) -> date:
    """First day of the year of letters: this 1 January; early in a year the one before, so that there are letters."""
    return date((local_date(kini) - timedelta(days=60)).year, 1, 1)


def susun_rencana(peta: Peta, acak: Random, kini: datetime, banyak: int) -> Rencana:
    """`banyak` letters signed or received before `kini` (two in three our own), some hundreds for the services."""
    r = Rencana(awal_tahun(kini), kini)
    hari = [h for h in hari_kerja_antara(r.mulai, local_date(kini)) if h > r.mulai]
    bobot_hari = [acak.uniform(0.6, 1.4) * (1.5 if h.weekday() == 0 else 1.0) for h in hari]
    lewat_layanan = min(502, max(24, banyak * 8 // 100))
    for _ in range(banyak * 65 // 100):
        r.keluar.append(_keluar(acak, peta, _sebelum(acak, hari, bobot_hari, kini)))
    for _ in range(banyak - len(r.keluar)):
        r.luar.append(_luar(acak, peta, _sebelum(acak, hari, bobot_hari, kini)))
    _pilih_layanan(acak, peta, r, lewat_layanan)
    _menyusul(acak, peta, r, max(4, lewat_layanan // 20))
    return r


def _sebelum(acak: Random, hari: list[date], bobot: list[float], kini: datetime) -> datetime:
    while True:
        saat = saat_acak(acak.choices(hari, bobot)[0], acak)
        if saat < kini:
            return saat


def _pilih_layanan(acak: Random, peta: Peta, r: Rencana, banyak: int) -> None:
    """Two in five of the last weeks, the rest from the whole year; no circulars."""
    batas = tambah_hari_kerja(local_date(r.kini), -HARI_TERAKHIR)
    calon = [k for k in r.keluar if k.opd in PERINTIS and len(k.masuk) < 3]
    baru = [k for k in calon if local_date(k.ditandatangani) >= batas]
    # Old ones mostly to addressees outside: a delivery and its handling cost as much as a signature.
    lama = [k for k in calon if local_date(k.ditandatangani) < batas and (not k.masuk or acak.random() < 0.15)]
    pilih = acak.sample(baru, min(len(baru), banyak * 2 // 5))
    pilih += acak.sample(lama, min(len(lama), banyak - len(pilih)))
    terpilih = {id(k) for k in pilih}
    sisa = [k for k in r.keluar if id(k) not in terpilih and len(k.masuk) < 8]
    pilih += acak.sample(sisa, min(len(sisa), banyak - len(pilih)))
    for k in pilih:
        k.layanan = True
        lampau = local_date(k.ditandatangani) < batas
        if acak.random() < 0.6:
            k.diarsipkan = None
        langsung = [
            j for j in peta.bawahan.get(k.penanda, []) if peta.opd_dari(j) == k.opd and peta.r.jabatan[j].eselon
        ]
        if langsung and acak.random() < (0.75 if lampau else 0.4):
            k.konseptor = acak.choice(langsung)
        for m in k.masuk:
            m.layanan = True
            if acak.random() < (0.85 if lampau else 0.5):
                # Most old ones were simply read: what happened to them months ago nobody looks at, yet it costs time.
                m.didisposisi, m.disposisi, m.diarsipkan = None, [], None
                m.selesai = maju(m.diterima, 30 + min(acak.expovariate(1 / 260), 1500))
        if acak.random() < 0.07:
            k.kembali = (mundur(k.ditandatangani, 200), acak.choice(ALASAN_KEMBALI))


def _menyusul(acak: Random, peta: Peta, r: Rencana, banyak: int) -> None:
    """Letters on their way now: drafted already, to be signed in the coming days."""
    besok = hari_kerja_antara(local_date(r.kini), tambah_hari_kerja(local_date(r.kini), 3))
    for _ in range(banyak):
        saat = max(saat_acak(acak.choice(besok), acak), maju(r.kini, 45))
        k = _keluar(acak, peta, saat, opd=acak.choice([o for o in PERINTIS if o in peta.kepala]))
        if len(k.masuk) < 8 and k.disusun < r.kini:
            k.layanan = True
            for m in k.masuk:
                m.layanan = True
            r.keluar.append(k)


def _keluar(acak: Random, peta: Peta, saat: datetime, opd: str | None = None) -> KeluarRencana:
    opd = opd or _opd(acak, peta)
    unit = peta.r.unit[opd]
    t = tulis(acak, unit.nama_singkat, unit.jenis, unit.nama, saat)
    konseptor = acak.choice(peta.konseptor[opd])
    penanda, cara, atas_nama = _penanda(acak, peta, opd, konseptor, t)
    kepada = _kepada(acak, peta, opd, t, penanda)
    tembusan = []
    if t.jenis == "surat_dinas" and t.keamanan == "B" and acak.random() < 0.12:
        tembusan = [TujuanRencana(jabatan=k) for k in (SEKDA,) if k != penanda and all(x.jabatan != k for x in kepada)]
    disusun = mundur(saat, 120 + acak.expovariate(1 / 420))
    masuk = _terkirim(acak, peta, saat, t.sifat, kepada, tembusan)
    diarsipkan = maju(saat, acak.uniform(600, 5000)) if acak.random() < 0.5 else None
    return KeluarRencana(
        t, opd, konseptor, penanda, cara, atas_nama, kepada, tembusan, disusun, saat, diarsipkan, masuk
    )  # fmt: skip


def _terkirim(
    acak: Random, peta: Peta, saat: datetime, sifat: str, kepada: list[TujuanRencana], tembusan: list[TujuanRencana]
) -> list[MasukRencana]:
    hasil: list[MasukRencana] = []
    sudah: set[str] = set()
    lancar = len(kepada) > 6
    for daftar, salinan in ((kepada, False), (tembusan, True)):
        for x in daftar:
            jabatan = x.jabatan or (f"{x.unit}#kepala" if x.unit else None)
            if jabatan is not None and jabatan not in sudah:
                sudah.add(jabatan)
                hasil.append(rencanakan(acak, peta, jabatan, saat, sifat, tembusan=salinan, lancar=lancar))
    return hasil


def _opd(acak: Random, peta: Peta) -> str:
    return acak.choices(peta.opd, [BOBOT_OPD.get(peta.r.unit[o].nama_singkat, 4) for o in peta.opd])[0]


def _penanda(acak: Random, peta: Peta, opd: str, konseptor: str, t: Tulisan) -> tuple[str, str, str | None]:
    kepala = peta.kepala[opd]
    if t.jenis == "nota_dinas" and t.kepada == "kepala":
        atasan = [
            k for k in peta.atasan(konseptor)
            if k != kepala and peta.r.jabatan[k].eselon.startswith("III") and not peta.r.jabatan[k].kosong
        ]  # fmt: skip
        if atasan:
            return atasan[0], "", None
        bawah = [k for k in peta.bawahan.get(kepala, []) if peta.r.jabatan[k].eselon]
        return (acak.choice(bawah) if bawah else kepala), "", None
    if opd == SETDA and t.keamanan == "B" and t.jenis == "surat_dinas" and t.kepada != "wali_kota":
        asisten = [k for k in peta.atasan(konseptor) if "/A" in k and k.endswith("#kepala")]
        peluang = acak.random()
        if peluang < 0.08 and t.kepada in ("semua", "luar", "perangkat"):
            return WALI_KOTA, "", None
        if peluang < 0.22 and asisten:
            return asisten[0], "a.n.", SEKDA
    return kepala, "", None


def _kepada(acak: Random, peta: Peta, opd: str, t: Tulisan, penanda: str) -> list[TujuanRencana]:
    lain = [o for o in peta.opd if o != opd]
    if t.kepada == "semua":
        return [TujuanRencana(unit=o) for o in lain]
    if t.kepada == "luar":
        return [TujuanRencana(teks=acak.choice(isian("luar")))]
    if t.kepada in ("sekda", "wali_kota"):
        tujuan = WALI_KOTA if t.kepada == "wali_kota" or penanda == SEKDA else SEKDA
        if penanda != tujuan:
            return [TujuanRencana(jabatan=tujuan)]
    if t.kepada == "kepala" and penanda != peta.kepala[opd]:
        return [TujuanRencana(jabatan=peta.kepala[opd])]
    if t.kepada in ("kepala", "kabid"):
        bawah = [k for k in peta.bawahan.get(penanda, []) if peta.r.jabatan[k].eselon and peta.opd_dari(k) == opd]
        if bawah:
            return [TujuanRencana(jabatan=k) for k in bawah[:6]]
    if t.kepada.startswith("opd:"):
        cari = [o for o in lain if peta.r.unit[o].nama_singkat == t.kepada[4:]]
        if cari:
            return [TujuanRencana(unit=cari[0])]
    return [TujuanRencana(unit=o) for o in acak.sample(lain, acak.choices((1, 2, 3), (62, 26, 12))[0])]


def _luar(acak: Random, peta: Peta, saat: datetime) -> MasukRencana:
    opd = _opd(acak, peta)
    jabatan = WALI_KOTA if opd == SETDA and acak.random() < 0.35 else peta.kepala[opd]
    t = tulis_luar(acak, saat)
    m = rencanakan(acak, peta, jabatan, saat, t.sifat)
    m.luar, m.tanggal = t, hari_surat(saat, acak)
    return m
