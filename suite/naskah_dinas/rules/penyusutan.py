"""Disposal of archives: which berkas may be moved, destroyed or handed over on a day, and who has to approve it.

Source: UU 43/2009; PP 28/2012 (penyusutan arsip); Peraturan Kepala ANRI 37/2016. The periods are the retention list's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from suite.core.kalender import tanggal_pendek

SUMBER = "PP 28/2012; Peraturan Kepala ANRI 37/2016"
PEMINDAHAN, PEMUSNAHAN, PENYERAHAN = "pemindahan", "pemusnahan", "penyerahan"
JENIS = {PEMINDAHAN: "Pemindahan", PEMUSNAHAN: "Pemusnahan", PENYERAHAN: "Penyerahan"}
ANRI = "kepala_anri"
PANITIA_PALING_SEDIKIT = 3
"""An odd number, so that there is a chair and no stalemate (Peraturan Kepala ANRI 37/2016)."""
SAKSI_PALING_SEDIKIT = 2
"""From the legal and from the supervisory unit."""
TAHAP = {
    "aktif": "Aktif",
    "inaktif": "Waktunya pindah",
    "tersimpan": "Inaktif",
    "musnah": "Usul musnah",
    "serah": "Usul serah",
    "nilai": "Dinilai kembali",
    "tanpa_jadwal": "Tanpa jadwal",
}


@dataclass(frozen=True)
class FaktaBerkas:
    """What decides about a berkas. `di_dokumen_lain`: it stands in another open document; `berubah`: it is not what it was
    when the list was submitted."""

    status: str
    ditahan: bool
    nasib: str
    inaktif_mulai: date | None
    keputusan_mulai: date | None
    di_dokumen_lain: bool = False
    berubah: bool = False


def tahap(f: FaktaBerkas, hari: date) -> str | None:
    """Where a closed berkas stands on the day: a key of `TAHAP`; None while it is open, and when its fate is done."""
    if f.status not in {"ditutup", "dipindahkan"}:
        return None
    if f.inaktif_mulai is None or f.keputusan_mulai is None:
        return "tanpa_jadwal"
    if hari >= f.keputusan_mulai:
        return f.nasib
    if f.status == "dipindahkan":
        return "tersimpan"
    return "inaktif" if hari >= f.inaktif_mulai else "aktif"


def keberatan(jenis: str, f: FaktaBerkas, hari: date) -> str:
    """Why the berkas may not take part in that disposal on the day; empty when it may."""
    if f.di_dokumen_lain:
        return "Sudah masuk dokumen penyusutan lain yang belum selesai."
    if f.ditahan:
        return "Ditahan: tidak boleh ikut penyusutan sampai penahanannya dilepas."
    if f.berubah:
        return "Berubah sejak daftar diajukan. Kembalikan dokumen, periksa, lalu ajukan lagi."
    if f.status not in {"ditutup", "dipindahkan"}:
        return "Belum ditutup." if f.status == "terbuka" else "Nasib akhirnya sudah dilaksanakan."
    if f.inaktif_mulai is None or f.keputusan_mulai is None:
        return "Kodenya tidak mempunyai jadwal retensi."
    if jenis == PEMINDAHAN:
        if f.status == "dipindahkan":
            return "Sudah dipindahkan."
        return "" if hari >= f.inaktif_mulai else f"Masih aktif sampai {tanggal_pendek(f.inaktif_mulai)}."
    if hari < f.keputusan_mulai:
        return f"Belum jatuh tempo: baru {tanggal_pendek(f.keputusan_mulai)}."
    if f.nasib == "nilai":
        return "Harus dinilai kembali dahulu: musnah atau permanen."
    if jenis == PEMUSNAHAN and f.nasib != "musnah":
        return "Permanen: tidak boleh dimusnahkan."
    if jenis == PENYERAHAN and f.nasib != "serah":
        return "Bukan arsip permanen."
    return ""


def perlu_anri(jenis: str, persetujuan: Iterable[str]) -> bool:
    """Must the head of ANRI approve in writing? For a destruction as soon as one berkas of the list asks for it."""
    return jenis == PEMUSNAHAN and ANRI in set(persetujuan)


def keberatan_panitia(jumlah: int) -> str:
    """Why a panitia penilai of so many posts is none; empty when it is one."""
    if jumlah < PANITIA_PALING_SEDIKIT:
        return f"Panitia penilai paling sedikit {PANITIA_PALING_SEDIKIT} pejabat."
    return "" if jumlah % 2 else "Jumlah panitia penilai harus ganjil."
