"""Lists of the portal that can be downloaded and printed: what waits for me, the archive classification."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from suite.core.clock import today
from suite.core.daftar import Daftar, Kolom, Konteks, daftarkan
from suite.core.daftar_kode import queries as kode
from suite.core.daftar_kode.models import EntriKode
from suite.core.workflow import Task, declare
from suite.portal import queries


def pasang() -> None:
    """Register the lists."""
    daftarkan(TINDAKAN, KLASIFIKASI)


def _tugas(k: Konteks) -> list[tuple[Task, dict[str, Any]]]:
    tugas = queries.tugas_saya(k.actor)
    baris = queries.baris(tugas)
    return [(t, baris[t.id]) for t in tugas]


TINDAKAN = Daftar(
    "tindakan",
    "Perlu tindakan saya",
    benda="hal",
    izin="masuk",
    endpoint="tindakan.daftar",
    ambil=lambda k, kursor, ukuran: [] if kursor else _tugas(k),  # the inbox is bounded: one page holds it
    kunci=lambda b: (b[0].id,),
    kolom=(
        Kolom("judul", "Hal", lambda b, k: {"teks": b[0].judul, "url": b[1]["url"]}, kartu="judul", lebar="isi", wajib=True),
        Kolom("jenis", "Jenis", lambda b, k: declare.ambil(b[0].jenis).judul),
        Kolom("aksi", "Diminta", lambda b, k: queries.kata_aksi(b[0])),
        Kolom("ket", "Keterangan", lambda b, k: b[1]["ket"]),
        Kolom("sejak", "Sejak", lambda b, k: {"waktu": b[0].dibuka_pada}, lambda b, k: b[0].dibuka_pada),
        Kolom(
            "tenggat", "Tenggat", lambda b, k: {"tenggat": b[0].tenggat} if b[0].tenggat else None,
            lambda b, k: b[0].tenggat, rata="kanan",
        ),
    ),
)  # fmt: skip


def _kode(k: Konteks) -> Sequence[EntriKode]:
    return kode.anak("klasifikasi", k.nilai.get("kode") or None, today())


KLASIFIKASI = Daftar(
    "klasifikasi",
    "Klasifikasi arsip",
    benda="kode",
    izin="masuk",
    endpoint="bantuan.klasifikasi",
    argumen=("kode",),
    ambil=lambda k, kursor, ukuran: [] if kursor else _kode(k),
    kunci=lambda e: (e.id,),
    kolom=(
        Kolom("kode", "Kode", lambda e, k: e.kode, kartu="judul", wajib=True),
        Kolom("uraian", "Uraian", lambda e, k: e.uraian, lebar="isi"),
        Kolom("aktif", "Retensi aktif", lambda e, k: e.data.get("aktif")),
        Kolom("inaktif", "Retensi inaktif", lambda e, k: e.data.get("inaktif")),
        Kolom("nasib", "Nasib akhir", lambda e, k: e.data.get("nasib_akhir")),
        Kolom("daun", "Dipakai pada surat", lambda e, k: "ya" if e.daun else "tidak"),
    ),
)
