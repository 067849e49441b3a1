"""The state of one person's day, from schedule, raw events and what the day is recorded as. Events are never changed.

Source: Perpres 21/2023 (hours); thresholds and window are the city's (`kepegawaian.presensi`). Answers are in WIB.
"""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from suite.core.aturan import Parameter, parameter
from suite.core.clock import local
from suite.core.errors import AturanDilanggar
from suite.kepegawaian.rules.tabel import salah_isi

STATUS_LAIN = ("DL", "TB", "S", "I", "WFH", "L")
JENIS_CUTI = ("CT", "CB", "CS", "CSG", "CSK", "CM", "CAP", "CLTN", "CBER", "CT-P", "CS-P", "CM-P")
SHIFT_TERPANJANG = timedelta(hours=24)


@dataclass(frozen=True)
class Jadwal:
    """One shift: instants with a zone. It belongs to the WIB day on which it starts."""

    mulai: datetime
    selesai: datetime

    @property
    def tanggal(self) -> date:
        return local(self.mulai).date()


@dataclass(frozen=True)
class KeadaanHari:
    """State of one day. `kode`: H, TK, L, or one TL and one PSW at most, or the status recorded; minutes late and early.

    A side without a record has 0 minutes and its heaviest code. `di_luar_jadwal`: events were found on a free day or on
    a day of leave, which somebody should look at.
    """

    tanggal: date
    kode: tuple[str, ...]
    menit_telat: int = 0
    menit_psw: int = 0
    masuk: datetime | None = None
    pulang: datetime | None = None
    di_luar_jadwal: bool = False


def keadaan_hari(
    jadwal: Jadwal | None,
    kejadian: Iterable[datetime],
    *,
    status_lain: str | None = None,
    tanggal: date | None = None,
    menurut: Parameter | None = None,
) -> KeadaanHari:
    """The state of the day of one shift; without a shift (then `tanggal` is needed) the day is free.

    Seconds are dropped; events from 180 minutes before the shift to 180 after it count, the first is in, the last out;
    a single one is in before the middle of the shift, else out. No event: TK. Leave (C*), DL, TB, S, I beat events.
    Raises `MasukanSalah` (shift that does not end after it begins, or lasts over 24 hours; no day), `AturanDilanggar`
    (status_lain).
    """
    if status_lain:
        periksa_status(status_lain)
    if jadwal is None:
        if tanggal is None:
            raise salah_isi("Hari tanpa jadwal memerlukan tanggal.", "tanggal")
        ada = any(local(k).date() == tanggal for k in kejadian)
        return KeadaanHari(tanggal, (status_lain or "L",), di_luar_jadwal=ada)
    mulai, selesai = _menit(jadwal.mulai), _menit(jadwal.selesai)
    if not mulai < selesai <= mulai + SHIFT_TERPANJANG:
        raise salah_isi("Jadwal harus selesai sesudah mulai, paling lama 24 jam.", "jadwal")
    hari = mulai.date()
    p = menurut or parameter("kepegawaian.presensi", hari)
    jendela = timedelta(minutes=p["jendela_menit"])
    catatan = sorted({m for m in map(_menit, kejadian) if mulai - jendela <= m <= selesai + jendela})
    if status_lain:
        return KeadaanHari(hari, (status_lain,), di_luar_jadwal=bool(catatan))
    if not catatan:
        return KeadaanHari(hari, ("TK",))
    masuk, pulang = _masuk_pulang(catatan, mulai, selesai)
    telat = 0 if masuk is None else max(0, (masuk - mulai) // timedelta(minutes=1))
    psw = 0 if pulang is None else max(0, (selesai - pulang) // timedelta(minutes=1))
    terberat = len(p["batas_menit"]) + 1
    kode = [
        f"{nama}{terberat if rekaman is None else _tingkat(p, menit)}"
        for nama, rekaman, menit in (("TL", masuk, telat), ("PSW", pulang, psw))
        if rekaman is None or menit
    ]
    return KeadaanHari(hari, tuple(kode) or ("H",), telat, psw, masuk, pulang)


def periksa_status(status: str) -> None:
    """Is it a code that may be recorded for a day? C, C and a kind of leave (`CCT`, or `CT` itself), DL, TB, S, I, WFH, L.

    Raises `AturanDilanggar` (status_lain).
    """
    if (
        status in STATUS_LAIN
        or status == "C"
        or status in JENIS_CUTI
        or (status[:1] == "C" and status[1:] in JENIS_CUTI)
    ):
        return
    raise AturanDilanggar(f"Kode presensi {status[:20]} tidak dikenal.", kode="status_lain", field="status_lain")


def keadaan_bulan(
    bulan: date,
    jadwal: Mapping[date, Jadwal],
    kejadian: Sequence[datetime],
    status: Mapping[date, str] | None = None,
    *,
    menurut: Parameter | None = None,
) -> list[KeadaanHari]:
    """One state for each day of the month of `bulan`, in order; a day without a shift is free.

    An event belongs to the shift whose window holds it and whose middle is nearest; so the out of a night is not the in
    of the next morning. `jadwal` should also hold the shifts of the day before and after the month.
    """
    awal = bulan.replace(day=1)
    hari = [awal + timedelta(days=i) for i in range(calendar.monthrange(awal.year, awal.month)[1])]
    milik = _bagi(jadwal, kejadian, menurut)
    bebas = [k for k in kejadian if local(k).date() not in jadwal]
    return [
        keadaan_hari(
            jadwal.get(h),
            milik.get(h, ()) if h in jadwal else [k for k in bebas if local(k).date() == h],
            status_lain=(status or {}).get(h),
            tanggal=h,
            menurut=menurut,
        )
        for h in hari
    ]


def _bagi(
    jadwal: Mapping[date, Jadwal], kejadian: Sequence[datetime], menurut: Parameter | None
) -> dict[date, list[datetime]]:
    milik: dict[date, list[datetime]] = {}
    for k in kejadian:
        hari = local(k).date()
        calon = []
        for h in (hari - timedelta(days=1), hari, hari + timedelta(days=1)):
            if h not in jadwal:
                continue
            j = jadwal[h]
            jendela = timedelta(minutes=(menurut or parameter("kepegawaian.presensi", h))["jendela_menit"])
            if j.mulai - jendela <= k <= j.selesai + jendela + timedelta(seconds=59):
                calon.append((abs(k - (j.mulai + (j.selesai - j.mulai) / 2)), h))
        if calon:
            milik.setdefault(min(calon)[1], []).append(k)
    return milik


def _menit(saat: datetime) -> datetime:
    return local(saat).replace(second=0, microsecond=0)


def _masuk_pulang(
    catatan: Sequence[datetime], mulai: datetime, selesai: datetime
) -> tuple[datetime | None, datetime | None]:
    if len(catatan) > 1:
        return catatan[0], catatan[-1]
    satu = catatan[0]
    return (satu, None) if satu - mulai < selesai - satu else (None, satu)


def _tingkat(p: Parameter, menit: int) -> int:
    return bisect_left(p["batas_menit"], menit) + 1
