"""Discipline for absence without reason: what the system may propose. A person decides, the SK is a letter.

Source: PP 94/2021 Ps 9-11 (work days in a calendar year), Ps 11 and 15 (ten work days running; pay stops).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from suite.core import kalender
from suite.core.aturan import Parameter
from suite.core.kalender import tambah_bulan
from suite.kepegawaian.rules.tabel import pada_tanggal, salah_isi


@dataclass(frozen=True)
class UsulDisiplin:
    """What absence came to. `usul_kode` is the id of BKN's list of penalties, None where nothing heavier is due.

    `kumulatif`: absent work days in the year; `berturut_terpanjang`: longest run that has a day in the year;
    `gaji_dihentikan_mulai`: first day without pay after ten days running.
    """

    kumulatif: int
    berturut_terpanjang: int
    usul_kode: int | None
    usul: str | None
    tingkat: str | None
    pasal: str | None
    pemicu: str | None
    gaji_dihentikan_mulai: date | None


def usul_disiplin(
    tahun: int,
    tanpa_keterangan: Collection[date],
    hukuman_dijatuhkan: Collection[int] = (),
    *,
    hari_kerja: Callable[[date], bool] = kalender.apakah_hari_kerja,
    menurut: Parameter | None = None,
) -> UsulDisiplin:
    """What is proposed for the absent days of a year; days of neighbouring years count for runs only.

    Days that are no work day of the person (`hari_kerja`, by default the office's) count for nothing, and free days do
    not break a run. Nothing is proposed unless it is heavier than what was imposed this year.
    Raises `AturanDilanggar` (tabel) for a year before PP 94/2021, `MasukanSalah` for an unknown penalty.
    """
    p = menurut or pada_tanggal("kepegawaian.disiplin", date(tahun, 12, 31))
    urutan = p["urutan"]
    if asing := [k for k in hukuman_dijatuhkan if k not in urutan]:
        raise salah_isi(f"Jenis hukuman {asing[0]} tidak ada dalam daftar BKN.", "hukuman_dijatuhkan")
    hari = sorted({t for t in tanpa_keterangan if hari_kerja(t)})
    kumulatif = sum(t.year == tahun for t in hari)
    deret = [d for d in _deret(hari, hari_kerja) if d[0].year <= tahun <= d[-1].year]
    batas = p["berturut"]["dari"]
    melewati = next((d for d in deret if len(d) >= batas), None)

    baris, pemicu = _menurut_jumlah(p["kumulatif"], kumulatif), "kumulatif"
    if melewati is not None:
        baris, pemicu = p["berturut"], "berturut"
    terberat = max((urutan.index(k) for k in hukuman_dijatuhkan), default=-1)
    if baris is not None and urutan.index(baris["kode"]) <= terberat:
        baris = None
    return UsulDisiplin(
        kumulatif=kumulatif,
        berturut_terpanjang=max(map(len, deret), default=0),
        usul_kode=baris["kode"] if baris else None,
        usul=baris["hukuman"] if baris else None,
        tingkat=baris["tingkat"] if baris else None,
        pasal=baris["pasal"] if baris else None,
        pemicu=pemicu if baris else None,
        gaji_dihentikan_mulai=None if melewati is None else tambah_bulan(melewati[batas - 1].replace(day=1), 1),
    )


def _menurut_jumlah(tabel: Collection[Mapping[str, Any]], jumlah: int) -> Mapping[str, Any] | None:
    for baris in tabel:
        if baris["dari"] <= jumlah <= baris.get("sampai", jumlah):
            return baris
    return None


def _deret(hari: list[date], hari_kerja: Callable[[date], bool]) -> list[list[date]]:
    """Runs of absent work days between which there is no other work day."""
    deret: list[list[date]] = []
    for t in hari:
        if deret and _bersambung(deret[-1][-1], t, hari_kerja):
            deret[-1].append(t)
        else:
            deret.append([t])
    return deret


def _bersambung(kemarin: date, hari: date, hari_kerja: Callable[[date], bool]) -> bool:
    sela = kemarin + timedelta(days=1)
    while sela < hari:
        if hari_kerja(sela):
            return False
        sela += timedelta(days=1)
    return True
