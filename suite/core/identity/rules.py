"""The rules of logging in and of appointing: no session, no clock.

Source of appointments: UU 30/2014 Ps 14 ayat (2): a pelaksana harian (Plh.) does the routine work of a definite holder
who is temporarily prevented, a pelaksana tugas (Plt.) that of one who is permanently so; parameter `core.penunjukan`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from suite.core.aturan import Parameter
from suite.core.errors import AturanDilanggar
from suite.core.kalender import tambah_bulan, tanggal_pendek

SUMBER = "UU 30/2014 Ps 14 ayat (2)"

# Logging in --------------------------------------------------------------------------------------------------------

BATAS_NAMA = 5
"""Wrong passwords for one name before it must wait."""
BATAS_ALAMAT = 60
"""Wrong passwords from one address before it must wait: a whole office stands behind one address."""
ALIR_ALAMAT = 10
"""So many wrong ones a minute an address is forgiven: the honest slips of a busy morning."""
JEDA_AWAL = timedelta(seconds=30)
JEDA_TERLAMA = timedelta(minutes=15)
LUPA = timedelta(days=1)
"""A name without a wrong password for so long begins anew."""


def jeda_masuk(gagal: int, batas: int) -> timedelta:
    """How long to wait after so many wrong passwords: none below `batas`, then 30 s, doubling up to 15 minutes."""
    if gagal < batas:
        return timedelta(0)
    return min(JEDA_AWAL * 2 ** min(gagal - batas, 10), JEDA_TERLAMA)


def gagal_nama(gagal: int, terakhir: datetime, kini: datetime) -> int:
    """The count of wrong passwords of a name with one more, forgotten after a day of none."""
    return 1 if kini - terakhir > LUPA else gagal + 1


def gagal_alamat(gagal: int, terakhir: datetime, kini: datetime) -> int:
    """The count of wrong passwords of an address with one more; it drains by `ALIR_ALAMAT` a minute."""
    reda = int((kini - terakhir).total_seconds() / 60 * ALIR_ALAMAT)
    return max(gagal - reda, 0) + 1


# Intervals ---------------------------------------------------------------------------------------------------------


def selesai_dari_sampai(sampai: date | None) -> date | None:
    """The half-open end of what lasts up to and including `sampai` (the one place that converts)."""
    return sampai + timedelta(days=1) if sampai else None


def sampai_dari_selesai(selesai: date | None) -> date | None:
    """Last day of a half-open interval, as people and letters say it."""
    return selesai - timedelta(days=1) if selesai else None


# Appointments ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pegang:
    """One assignment to the post in question, as the rules see it. Interval half-open."""

    pegawai_id: int
    nama: str
    jenis: str
    mulai: date
    selesai: date | None

    def menyentuh(self, mulai: date, selesai: date | None) -> bool:
        return (selesai is None or self.mulai < selesai) and (self.selesai is None or mulai < self.selesai)

    def meliputi(self, pada: date) -> bool:
        return self.mulai <= pada and (self.selesai is None or pada < self.selesai)

    @property
    def kapan(self) -> str:
        awal = f"sejak {tanggal_pendek(self.mulai)}"
        return f"{awal} sampai {tanggal_pendek(self.selesai - timedelta(days=1))}" if self.selesai else awal


def periksa_penunjukan(
    jabatan: str,
    jenis: str,
    pegawai_id: int,
    mulai: date,
    selesai: date | None,
    pemegang: Sequence[Pegang],
    batas: Parameter,
    *,
    berturut: int = 0,
) -> None:
    """May this person be given this post from `mulai` to before `selesai`? Raises `AturanDilanggar` with the reason.

    `pemegang` are all assignments to the post that touch the interval, but for the one that is being confirmed;
    `berturut` the Plt. periods of the same person that end where this one begins. Source: UU 30/2014 Ps 14 ayat (2);
    lengths by parameter `core.penunjukan`.
    """
    if selesai is not None and selesai <= mulai:
        raise AturanDilanggar("Tanggal akhir mendahului tanggal mulai. Periksa kedua tanggal.", field="sampai")
    kena = [p for p in pemegang if p.menyentuh(mulai, selesai)]
    sama = next((p for p in kena if p.jenis == jenis), None)
    if sama is not None:
        siapa = "orang yang sama" if sama.pegawai_id == pegawai_id else sama.nama
        raise AturanDilanggar(
            f"{jabatan} sudah dipegang {siapa} ({jenis}) {sama.kapan}. Akhiri penugasan itu lebih dahulu.",
            kode="tumpang_tindih",
            field="jabatan",
        )
    if jenis in ("Plt.", "Pj."):
        _periksa_kosong(jabatan, jenis, kena)
    if jenis == "Plh.":
        _periksa_ada_pejabat(jabatan, pegawai_id, mulai, selesai, kena)
    if jenis in ("Plt.", "Plh.") and selesai is None:
        raise AturanDilanggar(f"{jenis} ditunjuk untuk jangka waktu tertentu. Isi tanggal akhirnya.", field="sampai")
    if jenis == "Plt.":
        _periksa_lama_plt(mulai, selesai, batas, berturut)


def _periksa_kosong(jabatan: str, jenis: str, kena: Sequence[Pegang]) -> None:
    ada = next((p for p in kena if p.jenis in ("definitif", "Pj.", "Plt.")), None)
    if ada is None:
        return
    saran = " Pakai Plh. bila pejabatnya hanya berhalangan sementara." if ada.jenis == "definitif" else ""
    raise AturanDilanggar(
        f"{jenis} hanya untuk jabatan yang kosong; {jabatan} dipegang {ada.nama} ({ada.jenis}) {ada.kapan}.{saran}",
        kode="jabatan_terisi",
        field="jenis",
        sumber=SUMBER,
    )


def _periksa_ada_pejabat(
    jabatan: str, pegawai_id: int, mulai: date, selesai: date | None, kena: Sequence[Pegang]
) -> None:
    pejabat = [p for p in kena if p.jenis in ("definitif", "Pj.")]
    akhir = sampai_dari_selesai(selesai) or mulai
    if not any(p.meliputi(mulai) for p in pejabat) or not any(p.meliputi(akhir) for p in pejabat):
        raise AturanDilanggar(
            f"Plh. menggantikan pejabat yang berhalangan sementara; {jabatan} tidak ada pejabatnya pada tanggal itu. "
            "Pakai Plt. untuk jabatan yang kosong.",
            kode="jabatan_kosong",
            field="jenis",
            sumber=SUMBER,
        )
    if any(p.pegawai_id == pegawai_id for p in pejabat):
        raise AturanDilanggar(f"Yang ditunjuk adalah pejabat {jabatan} sendiri. Pilih orang lain.", field="pegawai")


def _periksa_lama_plt(mulai: date, selesai: date | None, batas: Parameter, berturut: int) -> None:
    aturan: Any = batas["Plt."]
    bulan = aturan["perpanjangan_bulan"] if berturut else aturan["paling_lama_bulan"]
    terakhir = tambah_bulan(mulai, bulan)
    if selesai is not None and selesai > terakhir:
        raise AturanDilanggar(
            f"Plt. paling lama {bulan} bulan: sampai {tanggal_pendek(terakhir - timedelta(days=1))}.",
            kode="terlalu_lama",
            field="sampai",
            sumber=batas.sumber,
        )
    if berturut > aturan["perpanjangan_kali"]:
        raise AturanDilanggar(
            f"Masa Plt. orang ini sudah diperpanjang {aturan['perpanjangan_kali']} kali. Tunjuk orang lain.",
            kode="terlalu_lama",
            field="pegawai",
            sumber=batas.sumber,
        )


def periksa_sementara(jabatan: str, mulai: date, selesai: date, batas: Parameter) -> None:
    """A provisional appointment is short: by parameter `core.penunjukan_sementara`. Raises `AturanDilanggar`."""
    hari = batas["paling_lama_hari"]
    if not 1 <= (selesai - mulai).days <= hari:
        raise AturanDilanggar(
            f"Penunjukan sementara {jabatan} paling lama {hari} hari, "
            f"sampai {tanggal_pendek(mulai + timedelta(days=hari - 1))}. Selebihnya memerlukan surat perintah.",
            kode="terlalu_lama",
            field="sampai",
            sumber=batas.sumber,
        )
