"""What is printed with the signer's name: titles, NIP, rank. Source: Permendagri 1/2023 Ps 44."""

from __future__ import annotations

from dataclasses import dataclass

from suite.core.aturan import Parameter, jelaskan, parameter_terbaru
from suite.core.errors import MasukanSalah

SUMBER = "Permendagri 1/2023 Ps 44"
GOLONGAN_NASKAH = ("pengaturan", "penetapan", "penugasan", "korespondensi", "khusus")
JABATAN = ("kepala_daerah", "wakil_kepala_daerah", "sekretaris_daerah", "lain")
STATUS = ("definitif", "Pj.", "Pjs.", "Plt.", "Plh.")


@dataclass(frozen=True)
class SyaratNama:
    """Which of the three stand with the name."""

    gelar: bool
    nip: bool
    pangkat: bool


def syarat_nama(
    golongan_naskah: str, jenis: str, jabatan: str, status: str, *, menurut: Parameter | None = None
) -> SyaratNama:
    """Titles, NIP and rank with the name of who signs a letter of that group and kind.

    Permendagri 1/2023 Ps 44: (1) no titles under pengaturan and penetapan; (2) titles under the other groups, except
    piagam, sertifikat and STTPP; (3) officials other than head, deputy and sekda print NIP and rank; (4), (5) who acts
    for the head of region (any way) or as Pj. or Plh. sekda prints none of the three.
    Raises `MasukanSalah` for a group that is not in the rule.
    """
    aturan = menurut or parameter_terbaru("naskah_dinas.nama")
    if status in aturan["tanpa_semua"].get(jabatan, ()):
        jelaskan(
            f"{status} untuk {jabatan.replace('_', ' ')}: tanpa gelar, NIP, dan pangkat",
            sumber=f"{SUMBER} ayat (4), (5)",
        )
        return SyaratNama(False, False, False)
    if golongan_naskah not in aturan["tanpa_gelar"] and golongan_naskah not in aturan["dengan_gelar"]:
        raise MasukanSalah(
            f"Golongan naskah tidak dikenal: {golongan_naskah[:40]}.", kode="masukan", field="golongan_naskah"
        )
    gelar = golongan_naskah in aturan["dengan_gelar"] and jenis not in aturan["jenis_tanpa_gelar"]
    lain = jabatan not in aturan["tanpa_nip"]
    jelaskan(
        f"Gelar {'dicantumkan' if gelar else 'tidak dicantumkan'} pada naskah {golongan_naskah}",
        sumber=f"{SUMBER} ayat (1), (2)",
    )
    jelaskan(f"NIP dan pangkat {'dicantumkan' if lain else 'tidak dicantumkan'}", sumber=f"{SUMBER} ayat (3)")
    return SyaratNama(gelar, lain, lain)
