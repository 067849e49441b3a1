"""The list of who is on duty away from the office (see core/daftar)."""

from __future__ import annotations

from typing import Any

from flask import url_for

from suite.core.daftar import Daftar, Kolom, Konteks, Saring, daftarkan
from suite.core.web.format import tanggal_pendek
from suite.naskah_dinas.daftar import kosong_tersaring
from suite.naskah_dinas.queries import tugas as q_tugas


def pasang() -> None:
    """Register the list."""
    daftarkan(TUGAS_LUAR)


def _kosong_tugas(k: Konteks) -> dict[str, Any]:
    if k.tersaring:
        return kosong_tersaring("tugas")
    tulis = {
        "label": "Tulis surat tugas",
        "url": url_for("surat_keluar.baru", jenis="surat_tugas"),
        "ikon": "pencil-plus",
    }
    siapa = "Anda" if k.tab == "saya" else "kantor Anda"
    return {
        "judul": "Tidak ada yang bertugas di luar",
        "uraian": f"Tugas {siapa} tercatat di sini dengan sendirinya begitu surat tugasnya terbit.",
        "aksi": tulis if k.actor.penugasan else None,
    }


TUGAS_LUAR = Daftar(
    "tugas_luar",
    "Tugas di luar",
    benda="tugas",
    izin="tugas_luar.daftar",
    endpoint="tugas_luar.daftar",
    bantuan="tugas-luar",
    tab=q_tugas.TAMPILAN,
    tab_awal=lambda actor: "kantor",
    label_tab="Tugas siapa",
    cari="Nama, tempat, atau nomor surat",
    saring=(Saring("keadaan", "Waktu", pilihan=lambda: q_tugas.KEADAAN, awal="kini"),),
    ambil=lambda k, kursor, ukuran: q_tugas.daftar(
        k.actor, k.tab, k.nilai["keadaan"], k.kata, kursor, ukuran=ukuran, urut=k.urut
    ),
    kunci=lambda b: (b.id,),
    kosong=_kosong_tugas,
    kolom=(
        Kolom("nama", "Pegawai", lambda b, k: b.nama, kartu="judul", lebar="isi", wajib=True),
        Kolom("tempat", "Tempat", lambda b, k: b.tempat),
        Kolom("mulai", "Mulai", lambda b, k: tanggal_pendek(b.mulai), lambda b, k: b.mulai, urutan=lambda b: b.mulai),
        Kolom("sampai", "Sampai", lambda b, k: tanggal_pendek(b.sampai), lambda b, k: b.sampai),
        Kolom(
            "surat", "Surat tugas",
            lambda b, k: {"teks": b.nomor, "url": url_for("surat_keluar.lihat", id=b.surat_id)} if b.terbuka else None,
            lambda b, k: b.nomor if b.terbuka else None,
        ),
    ),
)  # fmt: skip
