"""Leave: the balance of annual leave, work days and end of a leave, what a kind requires, and who decides.

Source: Peraturan BKN 24/2017 jo 7/2021; PPPK: Peraturan BKN 7/2022; cuti bersama never reduces annual leave (Keppres).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from suite.core import kalender
from suite.core.aturan import Parameter
from suite.core.errors import AturanDilanggar
from suite.core.kalender import Libur, tambah_bulan
from suite.core.penunjukan import batas_plt
from suite.kepegawaian.rules.tabel import pada_tanggal, salah_isi

TINDAKAN_LUAR_NEGERI = "cuti_dijalankan_di_luar_negeri"


@dataclass(frozen=True)
class TahunCuti:
    """An earlier year: days of that year's own right used, and days of it the office deferred formally."""

    tahun: int
    dipakai: int
    ditangguhkan: int = 0


@dataclass(frozen=True)
class SaldoCuti:
    """Work days. `jumlah` = hak + bawaan + tambahan; carried days are used first, so `sisa_bawaan` empties first."""

    hak: int
    bawaan: int
    tambahan: int
    jumlah: int
    dipakai: int
    sisa: int
    sisa_bawaan: int
    dasar_bawaan: str


def saldo_cuti(
    tahun: int,
    riwayat: Sequence[TahunCuti],
    dipakai_tahun_ini: int,
    *,
    tambahan: int = 0,
    masa_kerja_bulan: int | None = None,
    cuti_besar: bool = False,
    menurut: Parameter | None = None,
) -> SaldoCuti:
    """The balance of annual leave in `tahun`, in work days.

    Carried from last year: what was unused, at most 6; at most 12 of what was formally deferred; 12 when the last two
    years were wholly unused. A year that is not in `riwayat` gave no right and carries nothing. `tambahan`: days
    added by decision (cuti bersama that had to be worked, places hard to reach). Under a year's service (when it is
    given) there is no right yet; cuti besar this year takes this year's right, what is carried stays.
    Raises `AturanDilanggar` (saldo) when more was used than there is, `MasukanSalah` for a history that contradicts
    itself. Source: Peraturan BKN 24/2017 lampiran III.A.
    """
    p = menurut or pada_tanggal("kepegawaian.cuti_tahunan", date(tahun, 12, 31))
    menurut_tahun = _periksa_riwayat(tahun, riwayat, p)
    bawaan, dasar = _bawaan(tahun, menurut_tahun, p)
    hak = 0 if cuti_besar or (masa_kerja_bulan is not None and masa_kerja_bulan < p["masa_kerja_bulan"]) else p["hak"]
    jumlah = hak + bawaan + tambahan
    if dipakai_tahun_ini > jumlah:
        raise AturanDilanggar(
            f"Cuti tahunan {tahun} yang dipakai {dipakai_tahun_ini} hari kerja, haknya {jumlah}. "
            "Kurangi harinya, atau pilih jenis cuti lain.",
            kode="saldo",
            field="dipakai_tahun_ini",
            sumber=p.sumber,
        )
    return SaldoCuti(
        hak=hak,
        bawaan=bawaan,
        tambahan=tambahan,
        jumlah=jumlah,
        dipakai=dipakai_tahun_ini,
        sisa=jumlah - dipakai_tahun_ini,
        sisa_bawaan=max(0, bawaan - dipakai_tahun_ini),
        dasar_bawaan=dasar,
    )


def _periksa_riwayat(tahun: int, riwayat: Sequence[TahunCuti], p: Parameter) -> dict[int, TahunCuti]:
    menurut_tahun: dict[int, TahunCuti] = {}
    for t in riwayat:
        if t.tahun >= tahun:
            raise salah_isi(f"Riwayat memuat tahun {t.tahun}, yang tidak mendahului {tahun}.", "riwayat")
        if t.tahun in menurut_tahun:
            raise salah_isi(f"Riwayat memuat tahun {t.tahun} dua kali.", "riwayat")
        if t.dipakai + t.ditangguhkan > p["hak"]:
            raise salah_isi(
                f"Tahun {t.tahun}: {t.dipakai} hari dipakai dan {t.ditangguhkan} ditangguhkan melebihi hak {p['hak']}.",
                "riwayat",
            )
        menurut_tahun[t.tahun] = t
    return menurut_tahun


def _bawaan(tahun: int, riwayat: Mapping[int, TahunCuti], p: Parameter) -> tuple[int, str]:
    lalu = riwayat.get(tahun - 1)
    if lalu is None:
        return 0, "tidak ada hak tahun lalu"
    sebelumnya = [riwayat.get(tahun - 1 - i) for i in range(p["tahun_tak_dipakai"])]
    if all(t is not None and t.dipakai == 0 for t in sebelumnya):
        return p["bawaan_penuh"], f"{p['tahun_tak_dipakai']} tahun berturut-turut tidak dipakai sama sekali"
    biasa = min(p["hak"] - lalu.dipakai, p["bawaan"])
    tangguh = min(lalu.ditangguhkan, p["bawaan_penuh"])
    if tangguh > biasa:
        return tangguh, "ditangguhkan resmi tahun lalu"
    return biasa, f"sisa tahun lalu, paling banyak {p['bawaan']}"


@dataclass(frozen=True)
class HariCuti:
    """Work days of a leave, in all and by calendar year, and the days off inside it that are not counted."""

    hari_kerja: int
    menurut_tahun: Mapping[int, int]
    libur: tuple[Libur, ...]
    kalender_lengkap: bool


def hari_cuti(mulai: date, selesai: date, *, pola: int = 5) -> HariCuti:
    """Work days from `mulai` through `selesai` for 5 or 6 work days a week. Raises `MasukanSalah` (selesai) when reversed.

    Cuti bersama and holidays are not counted. `kalender_lengkap` is False when the holidays of a year are not out yet.
    """
    if selesai < mulai:
        raise salah_isi("Tanggal selesai mendahului tanggal mulai.", "selesai")
    menurut_tahun = {
        t: kalender.hari_kerja(max(mulai, date(t, 1, 1)), min(selesai, date(t, 12, 31)), pola=pola)
        for t in range(mulai.year, selesai.year + 1)
    }
    terkirim = kalender.kalender_terkirim().libur
    libur = tuple(terkirim[t] for t in sorted(terkirim) if mulai <= t <= selesai and t.weekday() < pola)
    return HariCuti(sum(menurut_tahun.values()), menurut_tahun, libur, all(map(kalender.tahun_berdata, menurut_tahun)))


# --- kinds ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SyaratCuti:
    """A leave that the kind allows. `hari` work or calendar days, as the kind counts; `paling_lambat` its last possible
    day by the limit of the kind (None: no limit by the calendar)."""

    nama: str
    hari: int
    satuan: str
    paling_lambat: date | None
    perlu_dokter_pemerintah: bool
    perlu_persetujuan_bkn: bool


def periksa_cuti(
    kode: str,
    asn: str,
    mulai: date,
    selesai: date,
    masa_kerja_bulan: int,
    *,
    pola: int = 5,
    anak_ke: int | None = None,
    alasan: str | None = None,
    diperpanjang: bool = False,
    menurut: Parameter | None = None,
) -> SyaratCuti:
    """May this person take this kind of leave from `mulai` through `selesai`? The balance of annual leave is `saldo_cuti`.

    Raises `AturanDilanggar`, the first that applies: jenis_cuti, asn (kind not for this kind of employee), masa_kerja,
    anak_ke (fourth child and later: cuti besar), lama; `MasukanSalah` when the days are reversed.
    Source: Peraturan BKN 24/2017 jo 7/2021; 7/2022.
    """
    jenis = jenis_cuti(kode, mulai, menurut=menurut)
    sumber = (menurut or pada_tanggal("kepegawaian.cuti", mulai)).sumber
    if selesai < mulai:
        raise salah_isi("Tanggal selesai mendahului tanggal mulai.", "selesai")
    if asn not in jenis["asn"]:
        raise _tolak("asn", f"{jenis['nama']} untuk {' dan '.join(jenis['asn'])}, bukan {asn}.", "kode", sumber)
    bebas_syarat = alasan is not None and alasan == jenis.get("tanpa_masa_kerja_untuk")
    if masa_kerja_bulan < jenis["masa_kerja_tahun"] * 12 and not bebas_syarat:
        raise _tolak(
            "masa_kerja",
            f"{jenis['nama']} setelah bekerja {jenis['masa_kerja_tahun']} tahun terus-menerus.",
            "masa_kerja_bulan",
            sumber,
        )
    if "anak_sampai" in jenis and anak_ke is not None and anak_ke > jenis["anak_sampai"]:
        raise _tolak(
            "anak_ke", f"{jenis['nama']} sampai anak ke-{jenis['anak_sampai']}. Pakai cuti besar.", "anak_ke", sumber
        )
    kerja = jenis["hitung"] == "hari_kerja"
    hari = kalender.hari_kerja(mulai, selesai, pola=pola) if kerja else (selesai - mulai).days + 1
    batas = akhir_cuti(jenis, mulai, diperpanjang=diperpanjang)
    if batas is not None and selesai > batas:
        raise _tolak("lama", f"{jenis['nama']} paling lama sampai {kalender.tanggal_surat(batas)}.", "selesai", sumber)
    dokter = jenis.get("dokter_pemerintah_lebih_dari_hari")
    return SyaratCuti(
        nama=jenis["nama"],
        hari=hari,
        satuan="hari kerja" if kerja else "hari kalender",
        paling_lambat=batas,
        perlu_dokter_pemerintah=dokter is not None and hari > dokter,
        perlu_persetujuan_bkn=jenis["pejabat"] == "ppk",
    )


def jenis_cuti(kode: str, pada: date, *, menurut: Parameter | None = None) -> Mapping[str, Any]:
    """The rules of one kind of leave. Raises `AturanDilanggar` (jenis_cuti, tabel)."""
    p = menurut or pada_tanggal("kepegawaian.cuti", pada)
    if kode not in p:
        raise _tolak("jenis_cuti", f"Jenis cuti {kode[:20]} tidak dikenal. Pilih: {', '.join(p)}.", "kode", p.sumber)
    return p[kode]


def akhir_cuti(jenis: Mapping[str, Any], mulai: date, *, diperpanjang: bool = False) -> date | None:
    """Last day that a kind counted by months or years allows; half a month is 15 days. None: no such limit."""
    if "paling_lama" not in jenis or jenis["satuan"] == "hari_kerja":
        return None
    bulan = Fraction(jenis["paling_lama"]) * (12 if jenis["satuan"] == "tahun" else 1)
    if diperpanjang:
        bulan += jenis.get("perpanjangan_bulan", 0)
    penuh = bulan.numerator // bulan.denominator
    sisa = (bulan - penuh) * 30
    return tambah_bulan(mulai, penuh) + timedelta(days=sisa.numerator // sisa.denominator) - timedelta(days=1)


# --- who decides ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PejabatCuti:
    """Who decides a leave after the direct superior: pejabat_berwenang (delegated by the PPK) or ppk.

    `plt_boleh`: may a Plt. or Plh. of that post decide it?
    """

    penilai: str
    pemutus: str
    plt_boleh: bool
    perlu_persetujuan_bkn: bool


def pejabat_cuti(
    kode: str, mulai: date, *, di_luar_negeri: bool = False, menurut: Parameter | None = None
) -> PejabatCuti:
    """Who decides a leave of that kind. CLTN and leave spent abroad are never decided by a Plt. or Plh.

    Source: PP 11/2017 Ps 310-342; SE Kepala BKN 1/SE/I/2021. Raises `AturanDilanggar` (jenis_cuti).
    """
    jenis = jenis_cuti(kode, mulai, menurut=menurut)
    return PejabatCuti(
        "atasan_langsung",
        jenis["pejabat"],
        boleh_plt(jenis["tindakan"], di_luar_negeri=di_luar_negeri).boleh,
        jenis["pejabat"] == "ppk",
    )


@dataclass(frozen=True)
class Wewenang:
    """May it be decided, by what rule, and what the rule adds."""

    boleh: bool
    catatan: str
    sumber: str


def boleh_plt(tindakan: str, *, di_luar_negeri: bool = False) -> Wewenang:
    """May a Plt. or Plh. decide this matter of personnel? Leave spent abroad he may not grant, whatever its kind.

    The table is core's, which the letters of naskah dinas ask too. Source: SE Kepala BKN 1/SE/I/2021.
    Raises `AturanDilanggar` (tindakan) for what the circular does not name: silence is no permission here.
    """
    batas = batas_plt(tindakan)
    if batas is None:
        raise _tolak(
            "tindakan",
            f"Tindakan {tindakan[:60]} tidak disebut dalam daftar wewenang Plt. dan Plh.",
            "tindakan",
            "SE Kepala BKN 1/SE/I/2021",
        )
    if di_luar_negeri and tindakan.startswith("cuti_"):
        luar = batas_plt(TINDAKAN_LUAR_NEGERI)
        if luar is not None and not luar.boleh:
            batas = luar
    return Wewenang(batas.boleh, batas.catatan, batas.sumber)


def _tolak(kode: str, pesan: str, field: str, sumber: str) -> AturanDilanggar:
    return AturanDilanggar(pesan, kode=kode, field=field, sumber=sumber)
