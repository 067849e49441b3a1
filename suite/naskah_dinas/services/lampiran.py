"""Attachments that are written with the letter and printed behind it, each beginning a page of its own.

They stand in `SuratKeluar.data["lampiran"]` as [{"judul": text, "isi": clean HTML}]; files attached are `SuratLampiran`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from suite.core.documents import isi as dokumen_isi
from suite.core.errors import AturanDilanggar
from suite.naskah_dinas.models import SuratKeluar

TERBANYAK = 5
JUDUL_TERPANJANG = 200


def bersihkan(semua: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """(title, HTML) as they are kept; those that say nothing are left out. That a title lacks its content, or a content its
    title, is told before the letter goes on its way (`rules.kelengkapan`).

    Raises `AturanDilanggar` beside `lampiran_judul_n` or `lampiran_isi_n` for what is too long to keep.
    """
    hasil = []
    for n, (judul, isi) in enumerate(semua, 1):
        judul = " ".join(dokumen_isi.rapikan(judul).split())
        try:
            isi = dokumen_isi.bersihkan(isi)
        except AturanDilanggar as galat:
            raise AturanDilanggar(galat.pesan, kode=galat.kode, field=f"lampiran_isi_{n}") from None
        if len(judul) > JUDUL_TERPANJANG:
            pesan = f"Judul lampiran paling panjang {JUDUL_TERPANJANG} huruf."
            raise AturanDilanggar(pesan, field=f"lampiran_judul_{n}")
        if judul or isi:
            hasil.append({"judul": judul, "isi": isi})
    if len(hasil) > TERBANYAK:
        raise AturanDilanggar(
            f"Paling banyak {TERBANYAK} lampiran tercetak. Unggah selebihnya sebagai berkas.", field="lampiran"
        )
    return hasil


def tercetak(surat: SuratKeluar) -> list[dict[str, str]]:
    return surat.data.get("lampiran", [])


def banyak(surat: SuratKeluar) -> int:
    """How many attachments the letter mentions: printed ones and files."""
    return len(tercetak(surat)) + len(surat.lampiran)


def teks(surat: SuratKeluar) -> str:
    """The words of the printed ones, for search and comparison."""
    return "\n\n".join(f"{x['judul']}\n\n{dokumen_isi.teks(x['isi'])}" for x in tercetak(surat))


def cetakan(surat: SuratKeluar) -> list[dict[str, Any]]:
    """As the templates take them."""
    return [{"judul": x["judul"], "isi": dokumen_isi.pohon(x["isi"])} for x in tercetak(surat)]
