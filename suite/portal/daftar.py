"""Lists of the portal that can be downloaded and printed: what waits for me, the archive classification."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from suite.core import search
from suite.core.clock import awal_hari, today
from suite.core.daftar import Daftar, Kolom, Konteks, Saring, daftarkan
from suite.core.daftar_kode import queries as kode
from suite.core.daftar_kode.models import EntriKode
from suite.core.web.format import tanggal_pendek
from suite.core.web.halaman import Kursor, kursor_bilangan
from suite.core.workflow import Task, declare
from suite.portal import queries


def pasang() -> None:
    """Register the lists."""
    daftarkan(TINDAKAN, KLASIFIKASI, SURAT)


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


# Letters of both directions, by their words ------------------------------------------------------------------------

JENIS_SURAT = {"surat_keluar": "Surat keluar", "surat_masuk": "Surat masuk"}


def _temukan(k: Konteks, kursor: Kursor | None, ukuran: int) -> Sequence[search.Temuan]:
    """At most one page and one row of letters that hold all the words, within the days chosen."""
    n = k.nilai
    bawah = search.tempat_waktu(awal_hari(n["dari"])) - 1 if n["dari"] else None
    atas = search.tempat_waktu(awal_hari(n["sampai"] + timedelta(days=1))) if n["sampai"] else None
    mundur = kursor is not None and kursor.mundur
    if kursor is not None:
        tepi = kursor_bilangan(kursor)
        if mundur:
            bawah = max(tepi, bawah) if bawah is not None else tepi
        else:
            atas = min(tepi, atas) if atas is not None else tepi
    letak = search.Batas(atas, bawah, mundur)
    return search.cari(k.actor, k.kata, letak, jenis=n["jenis"] or None, batas=ukuran + 1, seluruh_metadata=True)


def _judul(t: search.Temuan, _k: Konteks) -> dict[str, Any]:
    return {"teks": t.judul, "url": declare.alamat(t.jenis, t.objek_id), "sub": t.cuplikan or None}


def _kosong_surat(k: Konteks) -> dict[str, Any]:
    if not k.kata:
        return {
            "judul": "Ketik kata yang dicari",
            "uraian": "Kata dari hal, isi, nomor, nama orang, atau unit; awalannya sudah cukup. Semua kata harus ada.",
        }
    return {
        "judul": "Tidak ada surat yang cocok",
        "uraian": "Kurangi katanya, atau lapangkan tanggalnya.",
        "tersaring": True,
    }


SURAT = Daftar(
    "cari_surat",
    "Cari surat",
    benda="surat",
    izin="masuk",
    endpoint="cari.surat",
    bantuan="mencari",
    cari="Kata, nomor, nama orang, atau unit",
    saring=(
        Saring("jenis", "Jenis", pilihan=lambda: JENIS_SURAT),
        Saring("dari", "Tanggal sejak", "tanggal", keping="Sejak"),
        Saring("sampai", "Tanggal sampai", "tanggal", keping="Sampai"),
    ),
    ambil=_temukan,
    kunci=lambda t: (t.urutan,),
    kosong=_kosong_surat,
    kolom=(
        Kolom(
            "judul", "Surat", _judul,
            (("Surat", lambda t, k: t.judul.striptags()), ("Cuplikan", lambda t, k: t.cuplikan.striptags())),
            kartu="judul", lebar="isi", wajib=True,
        ),
        Kolom("jenis", "Jenis", lambda t, k: declare.ambil(t.jenis).judul),
        Kolom(
            "waktu", "Tanggal", lambda t, k: {"waktu": t.waktu, "teks": tanggal_pendek(t.waktu)}, lambda t, k: t.waktu,
        ),
    ),
)  # fmt: skip
