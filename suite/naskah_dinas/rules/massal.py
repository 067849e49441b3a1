"""One letter to many: how it is numbered, and when its addressees stand on a page of their own.

Source: Permendagri 1/2023 (bagian tujuan surat: banyak tujuan ditulis pada daftar terlampir). That arahan keeps one number for
all whom it binds follows from its nature; the rest is chosen.
"""

from __future__ import annotations

from suite.core.errors import AturanDilanggar
from suite.naskah_dinas.rules.jenis import JenisNaskah

TUJUAN_TERBANYAK = 1000
"""Addressees that one letter may have."""
TUJUAN_TERCETAK = 8
"""More than these do not stand in the head of the letter but on a list after it."""
CARA_NOMOR = {"satu": "Satu nomor untuk semua tujuan", "masing": "Nomor sendiri untuk tiap tujuan"}
SATU_SAJA = ("pengaturan", "penetapan")
"""Groups of kinds that bind all their addressees by one and the same act."""


def cara_nomor(jenis: JenisNaskah) -> tuple[str, ...]:
    """The ways in which a letter of that kind to many may be numbered, the usual one first."""
    return ("satu",) if jenis.golongan in SATU_SAJA or not jenis.butuh_tujuan else ("satu", "masing")


def periksa_masing(jenis: JenisNaskah, kepada: int, tembusan: int) -> None:
    """May a letter of that kind be issued apart to each of so many addressees?

    Raises `AturanDilanggar` (kode `massal`): a kind with one number for all, fewer than two addressees, copies (each
    copy would come once an addressee), or more than `TUJUAN_TERBANYAK`.
    """
    if "masing" not in cara_nomor(jenis):
        raise _tolak(f"{jenis.nama} memakai satu nomor untuk semua tujuannya.", "nomor_massal")
    if kepada < 2:
        raise _tolak("Nomor sendiri tiap tujuan memerlukan paling sedikit dua tujuan.", "tujuan")
    if kepada > TUJUAN_TERBANYAK:
        raise _tolak(f"Paling banyak {TUJUAN_TERBANYAK} tujuan. Bagi menjadi beberapa surat.", "tujuan")
    if tembusan:
        raise _tolak(
            "Surat bernomor sendiri tiap tujuan tidak memakai tembusan: tembusannya akan datang sekali tiap tujuan. "
            "Hapus tembusan, atau pakai satu nomor untuk semua.",
            "tembusan",
        )


def _tolak(pesan: str, field: str) -> AturanDilanggar:
    return AturanDilanggar(
        pesan, kode="massal", field=field, sumber="Permendagri 1/2023 (tujuan dan nomor naskah dinas)"
    )
