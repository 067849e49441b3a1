"""The law of personnel and pay: pure functions. No session, no clock, no Flask: values in, values or a violation out.

Services call these directly; the `topik_*` modules offer the same functions to the rule register.
"""

from suite.kepegawaian.rules import topik_gaji, topik_hadir, topik_karier, topik_pajak, topik_pegawai
from suite.kepegawaian.rules.cuti import boleh_plt, hari_cuti, pejabat_cuti, periksa_cuti, saldo_cuti
from suite.kepegawaian.rules.disiplin import usul_disiplin
from suite.kepegawaian.rules.duk import urut_kepangkatan
from suite.kepegawaian.rules.gaji.bulanan import gaji_bulan
from suite.kepegawaian.rules.gaji.iuran import iuran
from suite.kepegawaian.rules.gaji.ketentuan import ketentuan_gaji, ketentuan_iuran
from suite.kepegawaian.rules.gaji.ketiga_belas import gaji_ketiga_belas
from suite.kepegawaian.rules.gaji.pph21 import pph21_bulan, pph21_setahun
from suite.kepegawaian.rules.gaji.rapel import rapel
from suite.kepegawaian.rules.karier import (
    akhir_kontrak,
    angka_kredit,
    pangkat_reguler,
    pensiun,
    periode_kenaikan_pangkat,
)
from suite.kepegawaian.rules.kgb import kgb_berikut
from suite.kepegawaian.rules.masa_kerja import bulan_penuh, masa_kerja, mkg_sesudah_pangkat
from suite.kepegawaian.rules.presensi import keadaan_bulan, keadaan_hari
from suite.kepegawaian.rules.tabel import tabel_gaji

__all__ = [
    "akhir_kontrak",
    "angka_kredit",
    "boleh_plt",
    "bulan_penuh",
    "gaji_bulan",
    "gaji_ketiga_belas",
    "hari_cuti",
    "iuran",
    "keadaan_bulan",
    "keadaan_hari",
    "ketentuan_gaji",
    "ketentuan_iuran",
    "kgb_berikut",
    "masa_kerja",
    "mkg_sesudah_pangkat",
    "pangkat_reguler",
    "pejabat_cuti",
    "pensiun",
    "periksa_cuti",
    "periode_kenaikan_pangkat",
    "pph21_bulan",
    "pph21_setahun",
    "rapel",
    "saldo_cuti",
    "tabel_gaji",
    "topik_gaji",
    "topik_hadir",
    "topik_karier",
    "topik_pajak",
    "topik_pegawai",
    "urut_kepangkatan",
    "usul_disiplin",
]
