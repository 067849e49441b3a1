"""Retention: when a closed berkas leaves the active and the inactive phase, what then, and who approves.

Source: PP 28/2012; the periods stand in the retention list (JRA) with each classification code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from suite.core.aturan import Parameter, jelaskan, parameter, parameter_terbaru
from suite.core.errors import MasukanSalah
from suite.core.kalender import tambah_tahun, tanggal_surat

SUMBER = "PP 28/2012; jadwal retensi arsip kota"
_LAMA = re.compile(r"([0-9]{1,3}) Tahun(?: (\S.*))?")

TINDAKAN = ("musnah", "serah", "nilai")
TAHAP = ("belum_mulai", "aktif", "inaktif", "menunggu_keputusan")


@dataclass(frozen=True)
class Retensi:
    """`inaktif_mulai` and `keputusan_mulai` are the first days of those phases; None while the trigger is not known.

    `tindakan` musnah | serah | nilai, `persetujuan` who decides it, `tahap` the phase on the day asked (None: no day).
    """

    inaktif_mulai: date | None
    keputusan_mulai: date | None
    tindakan: str
    persetujuan: str
    tahap: str | None


def baca_lama(teks: str, field: str) -> tuple[int, str]:
    """Years and trigger of `2 Tahun Setelah Pemeriksaan`: (2, "Setelah Pemeriksaan"). Raises `MasukanSalah`."""
    cocok = _LAMA.fullmatch(teks.strip())
    if cocok is None:
        raise MasukanSalah(
            f"Masa retensi tidak terbaca: {teks[:60]}. Tulis seperti 2 Tahun Setelah Pemeriksaan.",
            kode="masukan",
            field=field,
        )
    return int(cocok[1]), cocok[2] or ""


def baca_tindakan(nasib_akhir: str) -> str:
    """musnah of Musnah, serah of Permanen, nilai of `Musnah, kecuali ...` (part is kept) or Dinilai kembali.

    Raises `MasukanSalah` for any other wording.
    """
    kata = " ".join(nasib_akhir.lower().split())
    if kata == "musnah":
        return "musnah"
    if kata == "permanen":
        return "serah"
    if re.match(r"musnah,? kecuali \S", kata) or kata == "dinilai kembali":
        return "nilai"
    raise MasukanSalah(
        f"Nasib akhir tidak dikenal: {nasib_akhir[:60]}. Pilih Musnah, Permanen, atau Musnah, kecuali ...",
        kode="masukan",
        field="nasib_akhir",
    )


def retensi(
    aktif: str,
    inaktif: str,
    nasib_akhir: str,
    pemicu: date | None,
    hari_ini: date | None,
    *,
    menurut: Parameter | None = None,
) -> Retensi:
    """Phases of a berkas whose retention began with the event on `pemicu` (None: it has not happened yet).

    Both periods are counted from `pemicu`: n years later on the same date (29 February becomes 28), and the next phase
    starts the day after. Ten years or more together need the head of ANRI (PP 28/2012); permanent archives go to the
    archive institution. Raises `MasukanSalah` for wording that the list does not use, `OverflowError` past 9999.
    """
    tahun_aktif, _ = baca_lama(aktif, "aktif")
    tahun_inaktif, _ = baca_lama(inaktif, "inaktif")
    tindakan = baca_tindakan(nasib_akhir)
    lama = tahun_aktif + tahun_inaktif
    acuan = hari_ini or pemicu
    if menurut is None:
        menurut = parameter("naskah_dinas.retensi", acuan) if acuan else parameter_terbaru("naskah_dinas.retensi")
    if tindakan == "serah":
        persetujuan = menurut["permanen"]
    else:
        persetujuan = menurut["mulai_batas"] if lama >= menurut["anri_mulai_tahun"] else menurut["di_bawah_batas"]
    jelaskan(
        f"Retensi seluruhnya {lama} tahun, nasib akhir {nasib_akhir.strip()}",
        persetujuan.replace("_", " "),
        rumus=f"{tahun_aktif} + {tahun_inaktif}; batas persetujuan ANRI {menurut['anri_mulai_tahun']} tahun",
        sumber=menurut.sumber,
    )
    if pemicu is None:
        jelaskan("Peristiwa pemicu belum terjadi: retensi belum berjalan", sumber=SUMBER)
        return Retensi(None, None, tindakan, persetujuan, "belum_mulai")
    inaktif_mulai = _esok(tambah_tahun(pemicu, tahun_aktif))
    keputusan_mulai = _esok(tambah_tahun(pemicu, lama))
    sejak = tanggal_surat(pemicu)
    jelaskan(
        "Inaktif sehari sesudah masa aktif",
        tanggal_surat(inaktif_mulai),
        rumus=f"{sejak} + {tahun_aktif} tahun + 1 hari",
        sumber=SUMBER,
    )
    jelaskan(
        "Nasib akhir diputuskan sesudah masa inaktif",
        tanggal_surat(keputusan_mulai),
        rumus=f"{sejak} + {lama} tahun + 1 hari",
        sumber=SUMBER,
    )
    tahap = None if hari_ini is None else _tahap(hari_ini, pemicu, inaktif_mulai, keputusan_mulai)
    return Retensi(inaktif_mulai, keputusan_mulai, tindakan, persetujuan, tahap)


def _tahap(hari: date, pemicu: date, inaktif_mulai: date, keputusan_mulai: date) -> str:
    if hari < pemicu:
        return "belum_mulai"
    if hari < inaktif_mulai:
        return "aktif"
    return "inaktif" if hari < keputusan_mulai else "menunggu_keputusan"


def _esok(tanggal: date) -> date:
    return tanggal + timedelta(days=1)
