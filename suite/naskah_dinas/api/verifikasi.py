"""Is this file a letter of ours? For anyone, by the SHA-256 of its bytes: the file itself never leaves its holder."""

from __future__ import annotations

from typing import Any

from suite.core.api import kelompok
from suite.core.errors import MasukanSalah
from suite.naskah_dinas.api import schemas
from suite.naskah_dinas.queries import verifikasi as queries

grup = kelompok("verifikasi", "Verifikasi", "Pemeriksaan keaslian surat, terbuka tanpa token.")


@grup.operasi(
    "GET", "/verifikasi/<sidik>", id="periksaKeaslian", izin="publik", jawab=schemas.Putusan,
    contoh={"kode": "tidak_dikenal", "sidik": "0" * 64, "surat": None},
    ringkas="Periksa keaslian berkas surat dari SHA-256-nya",
    uraian="`sidik` adalah SHA-256 berkas PDF dalam 64 angka heksadesimal kecil. Yang diceritakan tentang surat sama "
    "dengan halaman verifikasi, menurut klasifikasi keamanannya.",
)  # fmt: skip
def periksa(sidik: str) -> dict[str, Any]:
    if len(sidik) != 64 or set(sidik) - set("0123456789abcdef"):
        raise MasukanSalah("Tulis SHA-256 berkas sebagai 64 angka heksadesimal kecil.", field="sidik")
    surat = queries.data_bersidik(sidik)
    return {"kode": "asli" if surat is not None else "tidak_dikenal", "sidik": sidik, "surat": surat}
