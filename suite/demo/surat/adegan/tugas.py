"""People of Diskominfo whom surat tugas send away: one journey under way, one next week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from suite.demo.surat.adegan.sutradara import KADIS, KASUBAG, KETUA_2, STAF, Sutradara


def tugas_luar(s: Sutradara) -> None:
    _tugas(
        s, "Pendampingan Aplikasi Persuratan", [STAF, KETUA_2], "Kecamatan Pontianak Utara", s.hari(-1), s.hari(1), -900,
        ["Mendampingi penerapan aplikasi persuratan pada kecamatan dan kelurahan."],
    )  # fmt: skip
    _tugas(
        s, "Rapat Koordinasi SPBE Tingkat Provinsi", [KASUBAG], "Singkawang", s.hari(5), s.hari(6), -300,
        ["Mengikuti rapat koordinasi SPBE se-Kalimantan Barat.", "Melaporkan hasilnya secara tertulis."],
    )  # fmt: skip


def _tugas(
    s: Sutradara, hal: str, orang: Sequence[str], tempat: str, mulai: date, selesai: date, terbit: float,
    untuk: list[str],
) -> None:  # fmt: skip
    if not s.ada(*orang):
        return
    isian = {
        "dasar": ["Rencana Kerja Dinas Komunikasi dan Informatika Tahun Anggaran berjalan"], "pelaksana": list(orang),
        "untuk": untuk, "mulai": mulai.isoformat(), "selesai": selesai.isoformat(), "tempat": tempat,
    }  # fmt: skip
    s.surat(
        hal, [], oleh=STAF, ttd=KADIS, kepada=[], disusun=terbit - 600, selesai=terbit, klasifikasi="000.1.2.3",
        jenis="surat_tugas", data={"isian": isian},
    )  # fmt: skip
