"""The law of letters: pure functions. No session, no clock, no Flask: values in, values or a violation out.

Services call these directly; `topik` offers the same functions to the rule register (`suite aturan hitung`).
"""

from suite.naskah_dinas.rules import daftar_klasifikasi, topik
from suite.naskah_dinas.rules.akses import DataPublik, data_publik, tampak, unit_boleh_melihat
from suite.naskah_dinas.rules.jenis import JenisNaskah, jenis_naskah, semua_jenis_naskah
from suite.naskah_dinas.rules.jra import Retensi, retensi
from suite.naskah_dinas.rules.kelengkapan import Kekurangan, Konsep, kekurangan, lengkap
from suite.naskah_dinas.rules.klasifikasi import klasifikasi_terkirim, kode_dimaksud, usul_keamanan
from suite.naskah_dinas.rules.nama import SyaratNama, syarat_nama
from suite.naskah_dinas.rules.nomor import (
    KonteksNomor,
    Nomor,
    Sisipan,
    nomor_berikut,
    periksa_pola,
    periksa_tanggal,
    sisipan,
    susun_nomor,
)
from suite.naskah_dinas.rules.pemeriksaan import (
    Rujukan,
    Temuan,
    nip_disebut,
    periksa_daftar,
    periksa_hari,
    periksa_lampiran,
    periksa_terbilang,
    rujukan,
    tutup_daftar,
)
from suite.naskah_dinas.rules.sifat import Tenggat, tenggat
from suite.naskah_dinas.rules.wewenang import (
    Mandat,
    Penunjukan,
    baris_penanda,
    periksa_penunjukan,
    periksa_wewenang,
    rantai_paraf,
    sebut_jenjang,
)

__all__ = [
    "DataPublik",
    "JenisNaskah",
    "Kekurangan",
    "Konsep",
    "KonteksNomor",
    "Mandat",
    "Nomor",
    "Penunjukan",
    "Retensi",
    "Rujukan",
    "Sisipan",
    "SyaratNama",
    "Temuan",
    "Tenggat",
    "baris_penanda",
    "daftar_klasifikasi",
    "data_publik",
    "jenis_naskah",
    "kekurangan",
    "klasifikasi_terkirim",
    "kode_dimaksud",
    "lengkap",
    "nip_disebut",
    "nomor_berikut",
    "periksa_daftar",
    "periksa_hari",
    "periksa_lampiran",
    "periksa_penunjukan",
    "periksa_pola",
    "periksa_tanggal",
    "periksa_terbilang",
    "periksa_wewenang",
    "rantai_paraf",
    "retensi",
    "rujukan",
    "sebut_jenjang",
    "semua_jenis_naskah",
    "sisipan",
    "susun_nomor",
    "syarat_nama",
    "tampak",
    "tenggat",
    "topik",
    "tutup_daftar",
    "unit_boleh_melihat",
    "usul_keamanan",
]
