"""The lists of the archive: berkas, and the letters in one. One declaration each (see core/daftar)."""

from __future__ import annotations

from typing import Any

from flask import url_for

from suite.core import policy, workflow
from suite.core.daftar import Daftar, Kolom, Konteks, Saring, daftarkan
from suite.core.db import session
from suite.core.errors import TidakDitemukan
from suite.core.web.format import tanggal_pendek
from suite.naskah_dinas.daftar import kosong_tersaring, status_alur
from suite.naskah_dinas.models import Berkas
from suite.naskah_dinas.policy import petugas_agenda
from suite.naskah_dinas.queries import berkas as q_berkas


def pasang() -> None:
    """Register the lists."""
    daftarkan(BERKAS, ISI_BERKAS)


def _buka(k: Konteks) -> list[dict[str, Any]]:
    if not petugas_agenda(k.actor):
        return []
    return [{"label": "Buka berkas", "url": url_for("berkas.buka"), "ikon": "folder-plus"}]


def keadaan_berkas(status: str, *, ditahan: bool = False) -> tuple[str, str, str]:
    """(meaning, word, icon) of a berkas; a hold is told before anything else."""
    s = workflow.ambil("berkas").state(status)
    if ditahan:
        return ("perhatian", f"{s.label}, ditahan", "lock")
    return (s.makna, s.label, "folder-open" if status == "terbuka" else "archive")


def _kosong_berkas(k: Konteks) -> dict[str, Any]:
    if k.tersaring:
        return kosong_tersaring("berkas")
    return {
        "judul": "Belum ada berkas",
        "uraian": "Berkas menyimpan surat satu urusan di bawah satu kode klasifikasi.",
        "aksi": next(iter(_buka(k)), None),
    }


def _banyak_opd(k: Konteks) -> bool:
    a = k.actor
    return len(a.opd_ids) != 1 or "auditor" in a.kunci or a.punya_peran("arsiparis@*")


BERKAS = Daftar(
    "berkas",
    "Berkas dan arsip",
    benda="berkas",
    izin="berkas.daftar",
    endpoint="berkas.daftar",
    bantuan="berkas",
    cari="Judul atau kode berkas",
    saring=(Saring("keadaan", "Keadaan", pilihan=lambda: status_alur("berkas") | {"ditahan": "Ditahan"}),),
    ambil=lambda k, kursor, ukuran: q_berkas.daftar(
        k.actor, k.kata, k.nilai["keadaan"], kursor, ukuran=ukuran, urut=k.urut
    ),
    kunci=lambda b: (b.id,),
    baris=lambda b, k: {"redup": b.ditutup_pada is not None},
    kosong=_kosong_berkas,
    aksi=_buka,
    kolom=(
        Kolom(
            "judul", "Berkas", lambda b, k: {"teks": b.judul, "url": url_for("berkas.lihat", id=b.id)},
            kartu="judul", lebar="isi", wajib=True, urutan=lambda b: b.judul,
        ),
        Kolom("kode", "Kode", lambda b, k: b.klasifikasi, urutan=lambda b: b.klasifikasi),
        Kolom("tahun", "Tahun", lambda b, k: b.tahun),
        Kolom("opd", "Perangkat daerah", lambda b, k: b.opd, bila=_banyak_opd),
        Kolom(
            "status", "Keadaan",
            lambda b, k: {"lencana": keadaan_berkas(b.status, ditahan=b.ditahan)},
            (
                ("Keadaan", lambda b, k: keadaan_berkas(b.status, ditahan=b.ditahan)[1]),
                ("Dibuka", lambda b, k: b.dibuka_pada), ("Ditutup", lambda b, k: b.ditutup_pada),
            ),
            kartu="status",
        ),
        Kolom("jumlah", "Surat", lambda b, k: f"{b.jumlah} surat", lambda b, k: b.jumlah, rata="kanan"),
    ),
)  # fmt: skip


JENIS_SURAT = {"surat_masuk": "Surat masuk", "surat_keluar": "Surat keluar"}


def _berkas(k: Konteks) -> Berkas:
    """The berkas that the address names. Raises `TidakDitemukan` for none and for one that the actor may not see."""
    nomor = str(k.nilai.get("id", ""))
    b = session.get(Berkas, int(nomor)) if nomor.isascii() and nomor.isdigit() and len(nomor) < 16 else None
    if b is None or not policy.boleh("berkas.lihat", k.actor, b):
        raise TidakDitemukan("Berkas itu tidak ada.")
    return b


ISI_BERKAS = Daftar(
    "isi_berkas",
    "Isi berkas",
    benda="surat",
    izin="berkas.daftar",
    endpoint="berkas.lihat",
    argumen=("id",),
    cari="Hal, nomor, atau pihak",
    saring=(Saring("jenis", "Jenis", pilihan=lambda: JENIS_SURAT),),
    ambil=lambda k, kursor, ukuran: q_berkas.isi(
        k.actor, _berkas(k), kursor, kata=k.kata, jenis=k.nilai["jenis"], ukuran=ukuran, urut=k.urut
    ),
    kunci=lambda s: (q_berkas.urut_isi(s),),
    kosong=lambda k: kosong_tersaring("surat")
    if k.tersaring
    else {"judul": "Belum ada surat di berkas ini", "uraian": "Buka surat yang sudah selesai, lalu pilih Berkaskan."},
    kolom=(
        Kolom(
            "hal", "Hal", lambda s, k: {"teks": s.hal, "url": url_for(f"{s.jenis}.lihat", id=s.id), "sub": s.pihak},
            (("Hal", lambda s, k: s.hal), ("Pengirim atau penanda tangan", lambda s, k: s.pihak)),
            kartu="judul", lebar="isi", wajib=True,
        ),
        Kolom("nomor", "Nomor", lambda s, k: s.nomor),
        Kolom("jenis", "Jenis", lambda s, k: JENIS_SURAT[s.jenis]),
        Kolom(
            "tanggal", "Tanggal", lambda s, k: tanggal_pendek(s.tanggal) if s.tanggal else None, lambda s, k: s.tanggal,
            rata="kanan", urutan=lambda s: s.tanggal,
        ),
    ),
)  # fmt: skip
