"""Letters from outside on the desk of Diskominfo, disposed of one to three levels down."""

from __future__ import annotations

from suite.demo.surat.adegan.sutradara import (
    ADMIN,
    ARSIPARIS,
    KABID,
    KADIS,
    KASUBAG,
    KETUA_2,
    LAMA,
    SEKRETARIS,
    STAF,
    TATAUSAHA,
    D,
    Sutradara,
)


def masuk_diskominfo(s: Sutradara) -> None:
    bps = "Kepala Badan Pusat Statistik Kota Pontianak"
    s.luar(
        bps,
        "Permintaan Data Pengguna Layanan Daring",
        jabatan=KADIS,
        petugas=TATAUSAHA,
        diterima=-2000,
        sifat="segera",
        didisposisi=-1900,
        disposisi=[
            s.tugas(
                SEKRETARIS, "diketahui", "Pantau.", dibuat=-1900, sampai=-1, berakhir=-1500, laporan="Sudah dipantau."
            ),
            s.tugas(
                KABID,
                "konsep_jawaban",
                "Siapkan jawaban, lampirkan data per layanan.",
                dibuat=-1900,
                sampai=-1,
                diteruskan=-1700,
                anak=[
                    s.tugas(
                        KASUBAG,
                        "konsep_jawaban",
                        "Susun konsep balasan.",
                        dibuat=-1700,
                        sampai=-1,
                        diteruskan=-1600,
                        anak=[
                            s.tugas(
                                STAF,
                                "tindak_lanjut",
                                "Tarik data tiga tahun terakhir.",
                                dibuat=-1600,
                                sampai=-1,
                                dikerjakan=-1500,
                            ),
                        ],
                    ),
                ],
            ),
            s.tugas(
                f"{D}/B2#kepala",
                "tindak_lanjut",
                "Lengkapi data akses internet.",
                dibuat=-1900,
                sampai=-1,
                berakhir=-900,
                hasil="dikembalikan",
                laporan="Data akses internet ada pada Bidang Aplikasi Informatika.",
            ),
        ],
    )
    s.luar(bps, "Undangan Pembahasan Publikasi Statistik Daerah", jabatan=KADIS, petugas=TATAUSAHA, diterima=-90)
    s.luar(
        "Sekretaris Daerah Provinsi Kalimantan Barat",
        "Permintaan Bahan Rapat Keamanan Informasi",
        jabatan=KADIS,
        petugas=TATAUSAHA,
        diterima=-1600,
        sifat="segera",
        klasifikasi="500.12.10.1",
    )
    s.luar(
        "Ketua RW 007 Kelurahan Sungai Beliung",
        "Permohonan Penambahan Titik Internet Publik",
        jabatan=KADIS,
        petugas=TATAUSAHA,
        diterima=-1200,
        klasifikasi="500.12.2.1",
        didisposisi=-1100,
        disposisi=[s.tugas(KABID, "saran", "Pelajari ketersediaan jaringan.", dibuat=-1100, sampai=1)],
    )
    s.luar(
        "PT Contoh Jaringan Nusantara",
        "Pemberitahuan Pemeliharaan Jaringan",
        jabatan=KADIS,
        petugas=TATAUSAHA,
        diterima=-1700,
        klasifikasi="400.14.5.3",
        didisposisi=-1650,
        disposisi=[s.tugas(KABID, "koordinasi", "Koordinasikan dengan pusat data.", dibuat=-1650, sampai=-2)],
    )
    s.luar(
        "Rektor Universitas Contoh Khatulistiwa",
        "Undangan Narasumber Kuliah Umum Pemerintahan Digital",
        jabatan=KADIS,
        petugas=TATAUSAHA,
        diterima=-1000,
        klasifikasi="400.14.5.1",
        didisposisi=-950,
        disposisi=[
            s.tugas(
                KABID,
                "hadiri",
                "Tugaskan yang menguasai.",
                dibuat=-950,
                sampai=3,
                diteruskan=-900,
                anak=[
                    s.tugas(KASUBAG, "hadiri", "Mewakili kepala dinas.", dibuat=-900, sampai=2),
                ],
            ),
        ],
    )
    s.luar(
        "Yayasan Contoh Bakti Kapuas",
        "Proposal Kerja Sama Literasi Digital",
        jabatan=KADIS,
        petugas=TATAUSAHA,
        diterima=-2400,
        klasifikasi="400.14.5.2",
        didisposisi=-2300,
        disposisi=[
            s.tugas(
                KABID,
                "saran",
                "Telaah manfaatnya.",
                dibuat=-2300,
                sampai=2,
                diteruskan=-2200,
                anak=[
                    s.tugas(
                        KETUA_2,
                        "saran",
                        "Buat telaahan singkat.",
                        dibuat=-2200,
                        sampai=1,
                        diteruskan=-2100,
                        anak=[
                            s.tugas(
                                ADMIN,
                                "tindak_lanjut",
                                "Himpun pengalaman kerja sama sebelumnya.",
                                dibuat=-2100,
                                sampai=1,
                                dikerjakan=-2000,
                            ),
                        ],
                    ),
                ],
            ),
        ],
    )
    s.luar(
        "Kepala Kantor Kementerian Contoh Kota Pontianak",
        "Permintaan Data Aplikasi Layanan Publik",
        jabatan=KADIS,
        petugas=TATAUSAHA,
        diterima=-1900,
        klasifikasi="500.12.6.5",
        didisposisi=-1850,
        disposisi=[
            s.tugas(
                KABID,
                "tindak_lanjut",
                "Penuhi.",
                dibuat=-1850,
                sampai=1,
                diteruskan=-1800,
                anak=[
                    s.tugas(
                        KASUBAG,
                        "tindak_lanjut",
                        "Himpun datanya.",
                        dibuat=-1800,
                        sampai=0,
                        berakhir=-300,
                        laporan="Data 42 aplikasi sudah dihimpun dan diperiksa.",
                    ),
                ],
            ),
        ],
    )
    s.luar(
        "Direktur Politeknik Contoh Pontianak",
        "Permohonan Kunjungan ke Pusat Data",
        jabatan=KADIS,
        petugas=TATAUSAHA,
        diterima=-1300,
        klasifikasi="400.14.1.4",
        didisposisi=-1250,
        selesai=LAMA,
        disposisi=[
            s.tugas(
                SEKRETARIS,
                "tindak_lanjut",
                "Atur jadwalnya.",
                dibuat=-1250,
                sampai=1,
                berakhir=-200,
                laporan="Kunjungan dijadwalkan pekan depan, sudah disepakati dengan pemohon.",
            )
        ],
    )
    s.luar(
        "CV Contoh Karya Kapuas",
        "Permohonan Jadwal Pemasangan Perangkat",
        jabatan=KADIS,
        petugas=TATAUSAHA,
        diterima=-1150,
        klasifikasi="400.14.5.3",
        didisposisi=-1100,
        disposisi=[
            s.tugas(
                SEKRETARIS,
                "tindak_lanjut",
                "Atur jadwal dan pengamanannya.",
                dibuat=-1100,
                sampai=2,
                diteruskan=-1050,
                anak=[
                    s.tugas(TATAUSAHA, "tindak_lanjut", "Siapkan ruang dan petugas.", dibuat=-1050, sampai=1),
                ],
            ),
            s.tugas(f"{D}/B2#kepala", "koordinasi", "Dampingi pemasangan.", dibuat=-1100, sampai=2),
        ],
    )
    s.luar(
        "Sekretaris Daerah Provinsi Kalimantan Barat",
        "Pelaporan Penataan Arsip Digital",
        jabatan=KADIS,
        petugas=TATAUSAHA,
        diterima=-1400,
        klasifikasi="000.5.3.2",
        didisposisi=-1350,
        disposisi=[
            s.tugas(
                SEKRETARIS,
                "selesaikan",
                "Lengkapi laporannya.",
                dibuat=-1350,
                sampai=2,
                diteruskan=-1300,
                anak=[
                    s.tugas(
                        TATAUSAHA,
                        "selesaikan",
                        "Laporkan keadaan berkas.",
                        dibuat=-1300,
                        sampai=2,
                        diteruskan=-1200,
                        anak=[
                            s.tugas(
                                ARSIPARIS,
                                "arsipkan",
                                "Tata berkas tahun berjalan, hitung jumlahnya.",
                                dibuat=-1200,
                                sampai=1,
                            ),
                        ],
                    ),
                ],
            ),
        ],
    )
    s.luar(
        bps,
        "Pemberitahuan Survei Pemakaian Internet",
        jabatan=KADIS,
        petugas=TATAUSAHA,
        diterima=-480,
        didisposisi=-440,
        disposisi=[s.tugas(SEKRETARIS, "edarkan", "Edarkan kepada seluruh bidang.", dibuat=-440, sampai=1)],
    )
