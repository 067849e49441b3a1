"""Deadlines by the speed of a letter (sifat). Lengths are data: parameter `naskah_dinas.tenggat`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from suite.core.aturan import Parameter, jelaskan, parameter, parameter_terbaru
from suite.core.clock import awal_hari, local, local_date
from suite.core.errors import MasukanSalah
from suite.core.kalender import Kalender, kalender_terkirim

NAMA = "naskah_dinas.tenggat"


@dataclass(frozen=True)
class Tenggat:
    """When a letter is due: an instant (`saat`, on the office's clock) or the end of a day (`tanggal`), never both.

    `kalender_lengkap` is False when a year on the way has no published holidays yet.
    """

    saat: datetime | None
    tanggal: date | None
    kalender_lengkap: bool

    @property
    def nilai(self) -> str:
        """ISO text of whichever it is."""
        return self.saat.isoformat() if self.saat else str(self.tanggal)

    @property
    def berakhir(self) -> datetime:
        """The instant after which it is late: the hour itself, or the midnight that ends the day."""
        if self.tanggal is not None:
            return awal_hari(self.tanggal + timedelta(days=1))
        return cast("datetime", self.saat)


def tenggat(
    sifat: str, diterima: datetime, *, menurut: Parameter | None = None, kalender: Kalender | None = None
) -> Tenggat:
    """When a letter received at that instant is due.

    Hours run by the clock, through nights and weekends. Work days begin the day after receipt. The lengths are those of
    `menurut`, by default the set that holds on the day of receipt. Raises `MasukanSalah` for an unknown `sifat`.
    """
    hari = local_date(diterima)
    menurut = menurut or parameter(NAMA, hari)
    lama = menurut.get(sifat)
    if lama is None:
        raise MasukanSalah(f"Sifat naskah tidak dikenal: {sifat[:40]}.", kode="masukan", field="sifat")
    if "jam" in lama:
        jelaskan(
            f"{lama['nama']}: {lama['jam']} jam menurut jam dinding",
            rumus=f"saat terima + {lama['jam']} jam",
            sumber=menurut.sumber,
        )
        return Tenggat(local(diterima) + timedelta(hours=lama["jam"]), None, True)
    jelaskan(
        f"{lama['nama']}: {lama['hari_kerja']} hari kerja, mulai sehari sesudah diterima",
        rumus=f"{hari.isoformat()} + {lama['hari_kerja']} hari kerja",
        sumber=menurut.sumber,
    )
    kalender = kalender or kalender_terkirim()
    akhir = kalender.tambah_hari_kerja(hari, lama["hari_kerja"])
    lengkap = kalender.tahun_berdata(hari.year) and kalender.tahun_berdata(akhir.year)
    return Tenggat(None, akhir, lengkap)


def nama_sifat() -> dict[str, str]:
    """Names of the speeds by code, the least urgent first, as the newest set has them."""
    daftar = sorted(parameter_terbaru(NAMA).items(), key=lambda x: -x[1]["urutan"])
    return {kode: isi["nama"] for kode, isi in daftar}
