"""The lists of the archive's life: what is due, and the documents of disposal. One declaration each (see core/daftar)."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for

from suite.core import workflow
from suite.core.clock import today
from suite.core.daftar import Daftar, Kolom, Konteks, Massal, Saring, daftarkan
from suite.core.web.format import tanggal_pendek
from suite.naskah_dinas.daftar import kosong_tersaring
from suite.naskah_dinas.policy import petugas_agenda
from suite.naskah_dinas.queries import penyusutan as queries
from suite.naskah_dinas.queries.berkas import PERSETUJUAN
from suite.naskah_dinas.rules.penyusutan import JENIS, TAHAP

SARING_TEMPO = {"bebas": "Belum diproses", "diproses": "Dalam dokumen", "ditahan": "Ditahan"}


def pasang() -> None:
    """Register the lists."""
    daftarkan(JATUH_TEMPO, PENYUSUTAN)


def _hari(k: Konteks) -> date:
    return k.nilai["pada"] or today()


def _status_tempo(b: queries.BarisTempo, _k: Konteks) -> dict[str, Any]:
    if b.ditahan:
        return {"lencana": ("perhatian", "Ditahan", "lock")}
    if b.penyusutan_id is not None:
        return {"lencana": ("berjalan", "Dalam dokumen", "clock")}
    s = workflow.ambil("berkas").state(b.status)
    return {"lencana": (s.makna, s.label, "archive")}


def _massal(k: Konteks) -> Massal | None:
    """The act that the stage leads to, for who prepares disposals, and only as things stand today."""
    jenis = queries.JENIS_TAHAP.get(k.tab)
    if jenis is None or not petugas_agenda(k.actor) or _hari(k) > today():
        return None
    return Massal(f"Usulkan {jenis} {{n}} berkas", url_for("penyusutan.buat"), "archive", data={"jenis": jenis})


def _kosong_tempo(k: Konteks) -> dict[str, Any]:
    if k.tersaring:
        return kosong_tersaring("berkas")
    return {
        "judul": f"Tidak ada berkas pada tahap “{TAHAP[k.tab]}”",
        "uraian": "Berkas muncul di sini sesudah ditutup, menurut jadwal retensi kodenya.",
    }


def _tanggal(nilai: date | None) -> str | None:
    return tanggal_pendek(nilai) if nilai else None


JATUH_TEMPO = Daftar(
    "jatuh_tempo",
    "Jatuh tempo retensi",
    benda="berkas",
    izin="penyusutan.daftar",
    endpoint="penyusutan.jatuh_tempo",
    bantuan="penyusutan",
    tab=TAHAP,
    tab_awal=lambda a: "inaktif",
    label_tab="Berkas menurut tahap retensi",
    cari="Judul atau kode berkas",
    saring=(
        Saring("keadaan", "Keadaan", pilihan=lambda: SARING_TEMPO),
        Saring("pada", "Keadaan pada tanggal", jenis="tanggal", keping="Pada"),
    ),
    ambil=lambda k, kursor, ukuran: queries.jatuh_tempo(
        k.actor, k.tab, _hari(k), k.kata, k.nilai["keadaan"], kursor, ukuran=ukuran, urut=k.urut
    ),
    hitung=lambda k: queries.hitung_tempo(k.actor, k.tab, _hari(k), k.kata, k.nilai["keadaan"]),
    kunci=lambda b: (b.id,),
    baris=lambda b, k: {"nilai": b.id, "label": b.judul, "redup": b.ditahan or b.penyusutan_id is not None},
    massal=_massal,
    kosong=_kosong_tempo,
    aksi=lambda k: [{"label": "Dokumen penyusutan", "url": url_for("penyusutan.daftar"), "ikon": "file-text"}],
    kolom=(
        Kolom(
            "judul", "Berkas", lambda b, k: {"teks": b.judul, "url": url_for("berkas.lihat", id=b.id)}, kartu="judul",
            lebar="isi", wajib=True,
        ),
        Kolom("kode", "Kode", lambda b, k: b.klasifikasi),
        Kolom("tahun", "Tahun", lambda b, k: b.tahun),
        Kolom("opd", "Perangkat daerah", lambda b, k: b.opd),
        Kolom("status", "Keadaan", _status_tempo, lambda b, k: _status_tempo(b, k)["lencana"][1], kartu="status"),
        Kolom(
            "inaktif", "Inaktif mulai", lambda b, k: _tanggal(b.inaktif_mulai), lambda b, k: b.inaktif_mulai, rata="kanan",
            urutan=lambda b: b.inaktif_mulai, kartu="sembunyi",
        ),
        Kolom(
            "keputusan", "Nasib akhir mulai", lambda b, k: _tanggal(b.keputusan_mulai), lambda b, k: b.keputusan_mulai,
            rata="kanan", urutan=lambda b: b.keputusan_mulai,
        ),
        Kolom("persetujuan", "Penyetuju", lambda b, k: PERSETUJUAN.get(b.persetujuan), awal=False),
    ),
)  # fmt: skip


def _status(b: queries.BarisDokumen, _k: Konteks) -> dict[str, Any]:
    s = workflow.ambil("penyusutan").state(b.status)
    return {"lencana": (s.makna, s.label, None)}


PENYUSUTAN = Daftar(
    "penyusutan",
    "Penyusutan arsip",
    benda="dokumen",
    izin="penyusutan.daftar",
    endpoint="penyusutan.daftar",
    bantuan="penyusutan",
    saring=(
        Saring("jenis", "Jenis", pilihan=lambda: JENIS),
        Saring("status", "Status", pilihan=lambda: {s.nama: s.label for s in workflow.ambil("penyusutan").states}),
    ),
    ambil=lambda k, kursor, ukuran: queries.dokumen(
        k.actor, k.nilai["jenis"], k.nilai["status"], kursor, ukuran=ukuran, urut=k.urut
    ),
    kunci=lambda b: (b.id,),
    kosong=lambda k: {"judul": "Tidak ada dokumen yang cocok", "uraian": "Ubah penyaringnya.", "tersaring": True}
    if k.tersaring
    else {
        "judul": "Belum ada dokumen penyusutan",
        "uraian": "Pilih berkas pada daftar jatuh tempo, lalu usulkan.",
        "aksi": {"label": "Buka daftar jatuh tempo", "url": url_for("penyusutan.jatuh_tempo"), "ikon": "clock"},
    },
    aksi=lambda k: [{"label": "Jatuh tempo retensi", "url": url_for("penyusutan.jatuh_tempo"), "ikon": "clock"}],
    kolom=(
        Kolom(
            "jenis", "Dokumen",
            lambda b, k: {
                "teks": f"{JENIS[b.jenis]} {b.jumlah} berkas", "url": url_for("penyusutan.lihat", id=b.id), "sub": b.nomor or None,
            },
            (("Jenis", lambda b, k: JENIS[b.jenis]), ("Berkas", lambda b, k: b.jumlah), ("Nomor", lambda b, k: b.nomor)),
            kartu="judul", lebar="isi", wajib=True,
        ),
        Kolom("opd", "Perangkat daerah", lambda b, k: b.opd),
        Kolom("status", "Status", _status, lambda b, k: _status(b, k)["lencana"][1], kartu="status"),
        Kolom(
            "dibuat", "Disusun", lambda b, k: tanggal_pendek(b.dibuat_pada), lambda b, k: b.dibuat_pada, rata="kanan",
            urutan=lambda b: b.id,
        ),
        Kolom(
            "dilaksanakan", "Dilaksanakan", lambda b, k: _tanggal(b.dilaksanakan_pada), lambda b, k: b.dilaksanakan_pada,
            rata="kanan",
        ),
    ),
)  # fmt: skip
