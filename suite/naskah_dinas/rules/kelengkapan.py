"""What a draft must have before it may be initialled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from suite.core.errors import AturanDilanggar
from suite.naskah_dinas.rules.akses import KELAS
from suite.naskah_dinas.rules.jenis import JenisNaskah

MASA = (("mulai", "selesai"), ("mulai", "sampai"))
"""Codes of fields that hold the first and the last day of something."""
SUMBER = "Permendagri 1/2023 (bagian naskah dinas)"


@dataclass(frozen=True)
class Konsep:
    """What the completeness of a draft depends on, taken from it by the service. Counts, not contents."""

    hal: str
    isi_terisi: bool
    banyak_tujuan: int
    banyak_tembusan: int
    klasifikasi: str
    klasifikasi_daun: bool
    keamanan: str
    sifat: str
    penanda_jenis: str | None
    """`jenis` of the signing post; None while no signer is chosen."""
    penanda_eselon: str = ""
    isian_kosong: frozenset[str] = frozenset()
    """Codes of the kind's own fields in which nothing stands."""
    hari: Mapping[str, str] = field(default_factory=dict)
    """Days in the kind's own fields, as ISO, by code."""
    lampiran: Sequence[tuple[bool, bool]] = ()
    """Of each printed attachment: has it a title, has it a content?"""


@dataclass(frozen=True)
class Kekurangan:
    """One thing that is missing or wrong: the form field it belongs to, and what to do."""

    field: str
    pesan: str


def kekurangan(konsep: Konsep, jenis: JenisNaskah) -> list[Kekurangan]:
    """Everything that a draft of this kind still lacks, in the order of the form; empty when it is complete."""
    k: list[Kekurangan] = []
    if jenis.butuh_tujuan and not konsep.banyak_tujuan:
        k.append(Kekurangan("tujuan", "Pilih paling sedikit satu tujuan."))
    if jenis.butuh_hal and not konsep.hal.strip():
        k.append(Kekurangan("hal", "Isi hal naskah."))
    if not konsep.klasifikasi:
        k.append(Kekurangan("klasifikasi", "Pilih kode klasifikasi."))
    elif not konsep.klasifikasi_daun:
        k.append(
            Kekurangan(
                "klasifikasi", f"Kode {konsep.klasifikasi} masih berjenjang. Pilih kode paling rinci di bawahnya."
            )
        )
    if konsep.keamanan not in KELAS:
        k.append(Kekurangan("keamanan", "Pilih kelas keamanan."))
    if konsep.sifat not in jenis.sifat:
        k.append(Kekurangan("sifat", "Pilih sifat naskah."))
    k += [
        Kekurangan(f"x_{x.kode}", f"Isi {x.label[:1].lower()}{x.label[1:]}.")
        for x in jenis.isian
        if x.wajib and x.kode in konsep.isian_kosong
    ]
    for awal, akhir in MASA:
        if konsep.hari.get(awal, "") > konsep.hari.get(akhir, "9999"):
            k.append(Kekurangan(f"x_{akhir}", "Mendahului tanggal mulainya. Perbaiki salah satu tanggalnya."))
    if jenis.isi_wajib and not konsep.isi_terisi:
        k.append(Kekurangan("isi", "Tulis isi naskah."))
    for n, (judul, isi) in enumerate(konsep.lampiran, 1):
        if not judul:
            k.append(Kekurangan(f"lampiran_judul_{n}", "Beri judul lampiran ini."))
        if not isi:
            k.append(Kekurangan(f"lampiran_isi_{n}", "Isi lampiran ini, atau kosongkan judulnya."))
    if konsep.penanda_jenis is None:
        k.append(Kekurangan("penanda_tangan", "Pilih penanda tangan."))
    elif not jenis.boleh_ditandatangani(konsep.penanda_jenis, konsep.penanda_eselon):
        k.append(
            Kekurangan(
                "penanda_tangan",
                f"Jabatan ini tidak berwenang menandatangani {jenis.nama.lower()}. Pilih jabatan lain.",
            )
        )
    if jenis.butuh_tembusan and not konsep.banyak_tembusan:
        k.append(Kekurangan("tembusan", "Pilih paling sedikit satu tembusan."))
    return k


def lengkap(konsep: Konsep, jenis: JenisNaskah) -> None:
    """Raise `AturanDilanggar` (kode `belum_lengkap`) for the first thing a draft lacks, counting the others."""
    if kurang := kekurangan(konsep, jenis):
        lagi = f" ({len(kurang) - 1} isian lain juga belum lengkap.)" if len(kurang) > 1 else ""
        raise AturanDilanggar(kurang[0].pesan + lagi, kode="belum_lengkap", field=kurang[0].field, sumber=SUMBER)
