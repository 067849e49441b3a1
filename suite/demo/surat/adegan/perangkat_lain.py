"""The second office of the walk (Dinkes), the auditor of the Inspektorat, the city's archivist."""

from __future__ import annotations

from suite.demo.surat.adegan.sutradara import (
    DINSOS,
    DISPUSTAKA,
    INSPEKTORAT,
    KABIDDINKES,
    KADINKES,
    KADIS,
    STAFDINKES,
    D,
    K,
    Sutradara,
    surat_perintah,
)
from suite.demo.surat.peta import SEKDA, SETDA, WALI_KOTA
from suite.demo.surat.rencana import TujuanRencana


def dinkes(s: Sutradara) -> None:
    s.surat(
        "Kesiapsiagaan Menghadapi Demam Berdarah Dengue",
        [
            "Memasuki musim hujan, bersama ini kami sampaikan langkah pencegahan demam berdarah dengue untuk "
            "dilaksanakan "
            "bersama di wilayah kecamatan.",
            "Mohon Saudara menggerakkan kerja bakti pemberantasan sarang nyamuk setiap Jumat.",
        ],
        oleh=STAFDINKES,
        ttd=KADINKES,
        kepada=[TujuanRencana(unit=o) for o in s.peta.opd if o.startswith("7.01.")],
        disusun=-260,
        selesai=520,
        klasifikasi="400.7.9.2",
        sifat="segera",
    )
    s.surat(
        "Laporan Capaian Imunisasi Rutin",
        ["Bersama ini dilaporkan capaian imunisasi rutin lengkap sampai dengan akhir bulan lalu sebesar 91 persen."],
        oleh=f"{K}/B2#pertama-1",
        ttd=KADINKES,
        kepada=[TujuanRencana(jabatan=SEKDA)],
        disusun=-120,
        selesai=700,
        klasifikasi="400.7.7.2",
    )
    s.surat(
        "Permohonan Penambahan Akun Aplikasi Perkantoran",
        [
            "Sehubungan dengan bertambahnya pegawai, mohon Saudara menambahkan akun aplikasi bagi 12 orang "
            "pegawai puskesmas."
        ],
        oleh=f"{K}/S1#kepala",
        ttd=KADINKES,
        kepada=[TujuanRencana(unit=D)],
        disusun=-800,
        selesai=-180,
        klasifikasi="500.12.6.4",
        masuk=[s.masuk(KADIS)],
    )
    surat_perintah(
        s,
        oleh=f"{K}/S1#kepala",
        ttd=KADINKES,
        jabatan=f"{K}/B1#kepala",
        orang=f"{K}/B3#kepala",
        mulai=2,
        sampai=4,
        disusun=-380,
        selesai=300,
    )
    surat_perintah(
        s,
        oleh=f"{SETDA}/B7/1#arsiparis",
        ttd=WALI_KOTA,
        jabatan=f"{DINSOS}#kepala",
        orang=f"{DINSOS}/S#kepala",
        mulai=3,
        sampai=6,
        disusun=-1300,
        selesai=260,
    )
    s.luar(
        "Kepala Badan Pusat Statistik Kota Pontianak",
        "Permintaan Data Tenaga Kesehatan",
        jabatan=KADINKES,
        petugas=f"{K}/S1#kepala",
        diterima=-1300,
        klasifikasi="400.7.28.1",
        didisposisi=-1200,
        disposisi=[
            s.tugas(
                KABIDDINKES,
                "tindak_lanjut",
                "Penuhi datanya.",
                dibuat=-1200,
                sampai=-1,
                diteruskan=-1150,
                anak=[
                    s.tugas(
                        STAFDINKES, "tindak_lanjut", "Himpun dari puskesmas.", dibuat=-1150, sampai=-1, dikerjakan=-1000
                    ),
                ],
            ),
        ],
    )
    s.luar(
        "Yayasan Contoh Bakti Kapuas",
        "Permohonan Pemeriksaan Kesehatan Gratis",
        jabatan=KADINKES,
        petugas=f"{K}/S1#kepala",
        diterima=-200,
        klasifikasi="400.14.5.2",
    )
    s.luar(
        "Rektor Universitas Contoh Khatulistiwa",
        "Permohonan Izin Penelitian Mahasiswa",
        jabatan=KADINKES,
        petugas=f"{K}/S1#kepala",
        diterima=-700,
        klasifikasi="800.1.4.1",
        didisposisi=-650,
        disposisi=[s.tugas(KABIDDINKES, "saran", "Pelajari proposalnya.", dibuat=-650, sampai=2)],
    )


def pengawasan(s: Sutradara) -> None:
    irban, auditor = f"{INSPEKTORAT}/B1#kepala", f"{INSPEKTORAT}/B1#madya-1"
    s.luar(
        "Kepala Kantor Kementerian Contoh Kota Pontianak",
        "Permintaan Bahan Pemantauan Pengendalian Intern",
        jabatan=f"{INSPEKTORAT}#kepala",
        petugas=f"{INSPEKTORAT}/S1#kepala",
        diterima=-1250,
        klasifikasi="700.1.2.7",
        didisposisi=-1200,
        disposisi=[
            s.tugas(
                irban,
                "tindak_lanjut",
                "Siapkan bahannya.",
                dibuat=-1200,
                sampai=1,
                diteruskan=-1150,
                anak=[
                    s.tugas(auditor, "saran", "Susun kertas kerja ringkas.", dibuat=-1150, sampai=0, dikerjakan=-1000),
                ],
            ),
        ],
    )
    kabid, ketua = f"{DISPUSTAKA}/B3#kepala", f"{DISPUSTAKA}/B3#ketua-1"
    s.luar(
        "Sekretaris Daerah Provinsi Kalimantan Barat",
        "Permintaan Laporan Pengawasan Kearsipan",
        jabatan=f"{DISPUSTAKA}#kepala",
        petugas=f"{DISPUSTAKA}/S1#kepala",
        diterima=-1350,
        klasifikasi="000.5.2.7",
        didisposisi=-1300,
        disposisi=[
            s.tugas(
                kabid,
                "tindak_lanjut",
                "Siapkan laporannya.",
                dibuat=-1300,
                sampai=2,
                diteruskan=-1250,
                anak=[
                    s.tugas(
                        ketua, "tindak_lanjut", "Himpun hasil pengawasan perangkat daerah.", dibuat=-1250, sampai=1
                    ),
                ],
            ),
        ],
    )
