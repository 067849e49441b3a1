"""Who is on duty away from the office, as surat tugas say."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from suite.core.api import kelompok
from suite.core.api.bidang import Bulat, Halaman, Pilihan, Skema, Tanggal, Teks, Ya, halaman, wajib
from suite.core.api.halaman import kursor, susun
from suite.core.policy import current_actor
from suite.naskah_dinas.queries import pilihan
from suite.naskah_dinas.queries import tugas as queries

grup = kelompok(
    "tugas_luar", "Tugas di luar", "Siapa bertugas di luar kantor pada tanggal berapa, menurut surat tugas yang terbit."
)

CONTOH = {
    "id": 4, "pegawai_id": 31, "nama": "Bayu Saputra", "mulai": "2026-12-01", "sampai": "2026-12-03",
    "tempat": "Singkawang", "surat_id": 101, "nomor": "000.1.5/214/Diskominfo/2026", "terbuka": True,
}  # fmt: skip


class SaringTugas(Halaman):
    tampilan = Pilihan(tuple(queries.TAMPILAN), load_default="kantor")
    keadaan = Pilihan(tuple(queries.KEADAAN), load_default="kini")
    q = Teks(200, load_default="")


class TugasLuar(Skema):
    id = Bulat(**wajib())
    pegawai_id = Bulat(**wajib())
    nama = fields.String(required=True)
    mulai = Tanggal(**wajib())
    sampai = Tanggal(**wajib())
    tempat = fields.String(required=True)
    surat_id = Bulat(**wajib())
    nomor = fields.String(required=True)
    terbuka = Ya(**wajib())


HalamanTugas = halaman(TugasLuar, "HalamanTugasLuar")


@grup.operasi(
    "GET", "/tugas-luar", id="daftarTugasLuar", izin="tugas_luar.daftar", lingkup="surat:baca", query=SaringTugas,
    jawab=HalamanTugas, contoh={"isi": [CONTOH], "berikut": None}, ringkas="Tugas di luar Anda atau kantor Anda",
)  # fmt: skip
def daftar(saring: dict[str, Any]) -> dict[str, Any]:
    baris = queries.daftar(
        current_actor(), saring["tampilan"], saring["keadaan"], pilihan.rapikan(saring["q"]),
        kursor(saring.get("setelah")), ukuran=saring["batas"],
    )  # fmt: skip
    return susun(baris, saring["batas"], lambda b: (b.id,))
