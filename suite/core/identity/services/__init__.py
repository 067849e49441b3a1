"""Use cases of identity: the only writers of its tables, always with who acts and why. None commits."""

from suite.core.identity.services.akun import (
    PILIHAN_PENGATURAN,
    HasilSandi,
    aktifkan,
    bertindak_sebagai,
    buat_akun,
    buat_kode,
    catat_pegawai,
    ganti_sandi,
    nonaktifkan,
    pastikan_sandi,
    setel_sandi_dengan_kode,
    simpan_pengaturan,
)
from suite.core.identity.services.masuk import HasilMasuk, masukkan
from suite.core.identity.services.penugasan import (
    akhiri_penugasan,
    akhiri_sementara,
    konfirmasi_penugasan,
    periksa_tugaskan,
    tugaskan,
    tugaskan_sementara,
)
from suite.core.identity.services.peran import PERAN, JenisPeran, akhiri_peran, beri_peran, daftarkan_peran
from suite.core.identity.services.serah import jumlah_rahasia, pejabat_pengganti, pratinjau_serah, serahkan_tugas

__all__ = [
    "PERAN",
    "PILIHAN_PENGATURAN",
    "HasilMasuk",
    "HasilSandi",
    "JenisPeran",
    "akhiri_penugasan",
    "akhiri_peran",
    "akhiri_sementara",
    "aktifkan",
    "beri_peran",
    "bertindak_sebagai",
    "buat_akun",
    "buat_kode",
    "catat_pegawai",
    "daftarkan_peran",
    "ganti_sandi",
    "jumlah_rahasia",
    "konfirmasi_penugasan",
    "masukkan",
    "nonaktifkan",
    "pastikan_sandi",
    "pejabat_pengganti",
    "periksa_tugaskan",
    "pratinjau_serah",
    "serahkan_tugas",
    "setel_sandi_dengan_kode",
    "simpan_pengaturan",
    "tugaskan",
    "tugaskan_sementara",
]
