"""Careers: pension, periods of promotion, regular promotion, end of a PPPK contract, angka kredit.

Each function names its regulation; ages, months and ceilings are dated parameter sets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from suite.core.aturan import Parameter, parameter_terbaru
from suite.core.errors import AturanDilanggar
from suite.core.kalender import tambah_bulan, tambah_tahun
from suite.core.pangkat import semua_golongan
from suite.kepegawaian.rules.bulat import terdekat
from suite.kepegawaian.rules.tabel import pada_tanggal, salah_isi


@dataclass(frozen=True)
class Pensiun:
    """`bup` in years, `tanggal_bup` the birthday on which it is reached, `tmt_pensiun` the first day of pension."""

    bup: int
    tanggal_bup: date
    tmt_pensiun: date
    jabatan: str
    sumber: str


def pensiun(lahir: date, jabatan: str, *, menurut: Parameter | None = None) -> Pensiun:
    """Pension of someone recorded as born on `lahir` at the first appointment, in that kind of post.

    Only the date on record at appointment counts, not a later one of the civil register (UU 11/1969 Ps 10). TMT is the
    first day of the month after the birthday (UU 20/2023 Ps 55; PP 11/2017 Ps 239; guru and dosen: UU 14/2005).
    Raises `AturanDilanggar`: jabatan (not in the list), tabel (a TMT before the first ages that are shipped).
    """
    batas = menurut or parameter_terbaru("kepegawaian.bup")
    satu = _bup(batas, jabatan)
    tmt = _awal_bulan_berikut(tambah_tahun(lahir, satu["tahun"]))
    if menurut is None:
        satu = _bup(pada_tanggal("kepegawaian.bup", tmt), jabatan)
        tmt = _awal_bulan_berikut(tambah_tahun(lahir, satu["tahun"]))
    return Pensiun(satu["tahun"], tambah_tahun(lahir, satu["tahun"]), tmt, satu["nama"], satu["sumber"])


def _bup(batas: Parameter, jabatan: str) -> Parameter:
    if jabatan not in batas:
        raise AturanDilanggar(
            f"Jenis jabatan {jabatan[:40]} tidak ada dalam daftar batas usia pensiun. Pilih: {', '.join(batas)}.",
            kode="jabatan",
            field="jabatan",
            sumber=batas.sumber,
        )
    return batas[jabatan]


def _awal_bulan_berikut(tanggal: date) -> date:
    return tambah_bulan(tanggal.replace(day=1), 1)


def periode_kenaikan_pangkat(memenuhi_pada: date) -> date:
    """TMT of the first period of promotion on or after the day on which the conditions are met.

    Each month is judged by the periods in force on its first day (PP 99/2000; Peraturan BKN 4/2023; 4/2025).
    Raises `AturanDilanggar` (tabel) for a day before the first period known.
    """
    bulan = memenuhi_pada if memenuhi_pada.day == 1 else _awal_bulan_berikut(memenuhi_pada)
    while bulan.month not in pada_tanggal("kepegawaian.periode_kp", bulan)["bulan"]:
        bulan = tambah_bulan(bulan, 1)
    return bulan


@dataclass(frozen=True)
class PangkatReguler:
    """The regular promotion that comes next: its golongan, the day on which the years are full, and its TMT."""

    golongan_baru: str
    pangkat_baru: str
    memenuhi_pada: date
    tmt_pangkat: date
    golongan_tertinggi: str


def pangkat_reguler(
    golongan: str,
    tmt_pangkat: date,
    pendidikan: str,
    penilaian: Sequence[str],
    *,
    menurut: Parameter | None = None,
) -> PangkatReguler:
    """May somebody be promoted regularly, and from when? `penilaian` are the last yearly ratings, latest last.

    Four years in the rank and good ratings of the last two years, up to the ceiling of the schooling (PP 99/2000 jo
    12/2002; Peraturan BKN 2/2025). Raises `AturanDilanggar`: golongan, pendidikan, pangkat_puncak,
    penilaian, tabel (a TMT before the first ceilings that are shipped).
    """
    semua = [g for (jenis, _), g in semua_golongan().items() if jenis == "PNS"]
    kode = [g.golongan for g in semua]
    if golongan not in kode:
        raise AturanDilanggar(f"Golongan ruang {golongan[:20]} tidak dikenal.", kode="golongan", field="golongan")
    syarat = menurut or pada_tanggal("kepegawaian.pangkat_reguler", tmt_pangkat)
    memenuhi = tambah_tahun(tmt_pangkat, syarat["tahun_dalam_pangkat"])
    tmt_baru = periode_kenaikan_pangkat(memenuhi)
    puncak = pada_tanggal("kepegawaian.pangkat_puncak", tmt_baru)
    if pendidikan not in puncak:
        raise AturanDilanggar(
            f"Pendidikan {pendidikan[:40]} tidak dikenal. Pilih: {', '.join(puncak)}.",
            kode="pendidikan",
            field="pendidikan",
        )
    tertinggi = puncak[pendidikan]
    if kode.index(golongan) >= kode.index(tertinggi):
        raise AturanDilanggar(
            f"Kenaikan pangkat reguler dengan pendidikan {pendidikan} paling tinggi sampai {tertinggi}.",
            kode="pangkat_puncak",
            field="golongan",
            sumber=puncak.sumber,
        )
    akhir = penilaian[-syarat["tahun_penilaian"] :]
    if len(akhir) < syarat["tahun_penilaian"] or any(p not in syarat["penilaian"] for p in akhir):
        raise AturanDilanggar(
            f"Penilaian kinerja {syarat['tahun_penilaian']} tahun terakhir harus paling rendah Baik.",
            kode="penilaian",
            field="penilaian",
            sumber=syarat.sumber,
        )
    baru = semua[kode.index(golongan) + 1]
    return PangkatReguler(baru.golongan, baru.pangkat, memenuhi, tmt_baru, tertinggi)


@dataclass(frozen=True)
class AkhirKontrak:
    """Last day of a PPPK contract, and whether the pension age rather than the agreement ends it."""

    selesai: date
    karena_usia: bool


def akhir_kontrak(mulai: date, lama_bulan: int, lahir: date, jabatan: str) -> AkhirKontrak:
    """When a PPPK contract ends: after the months agreed, at the latest the day before the pension TMT.

    Source: PP 49/2018 Ps 37 (length), Ps 57 (age). Raises `AturanDilanggar` (usia) when it would begin after that.
    """
    menurut_kontrak = tambah_bulan(mulai, lama_bulan) - timedelta(days=1)
    batas = pensiun(lahir, jabatan).tmt_pensiun - timedelta(days=1)
    if mulai > batas:
        raise AturanDilanggar(
            "Kontrak mulai sesudah batas usia jabatan ini.", kode="usia", field="mulai", sumber="PP 49/2018"
        )
    return AkhirKontrak(min(menurut_kontrak, batas), menurut_kontrak > batas)


def angka_kredit(jenjang: str, predikat: str, bulan: int, *, menurut: Parameter | None = None) -> Fraction:
    """Angka kredit earned: months/12 × percent of the predikat × yearly coefficient; two decimals, nearest.

    Source: PermenPANRB 1/2023; Peraturan BKN 3/2023. Raises `AturanDilanggar` (jenjang, predikat), `MasukanSalah`.
    """
    p = menurut or parameter_terbaru("kepegawaian.angka_kredit")
    if jenjang not in p["koefisien"]:
        raise AturanDilanggar(f"Jenjang {jenjang[:40]} tidak dikenal.", kode="jenjang", field="jenjang")
    if predikat not in p["persen"]:
        raise AturanDilanggar(f"Predikat {predikat[:40]} tidak dikenal.", kode="predikat", field="predikat")
    if not 0 <= bulan <= 12:
        raise salah_isi("Bulan penilaian 0 sampai 12.", "bulan")
    # coefficient × percent is already in hundredths
    ratusan = Fraction(p["koefisien"][jenjang]) * p["persen"][predikat] * bulan / 12
    return Fraction(terdekat(ratusan.numerator, ratusan.denominator), 100)
