"""Letters of Diskominfo at every step between draft and delivery."""

from __future__ import annotations

from suite.core.kalender import tanggal_panjang
from suite.demo.surat.adegan.sutradara import (
    B1,
    DISPUSTAKA,
    KADINKES,
    KADIS,
    KASUBAG,
    LAMA,
    STAF,
    TATAUSAHA,
    D,
    K,
    Sutradara,
)
from suite.demo.surat.kalimat import rincian
from suite.demo.surat.peta import SEKDA, SETDA
from suite.demo.surat.rencana import TujuanRencana


def surat_diskominfo(s: Sutradara) -> None:
    rapat = s.hari(4)
    s.surat(
        "Undangan Rapat Koordinasi Penerapan Tanda Tangan Elektronik",
        [
            "Menindaklanjuti Peraturan Presiden Nomor 95 Tahun 2018 tentang Sistem Pemerintahan Berbasis "
            "Elektronik dan dalam "
            "rangka penerapan tanda tangan elektronik pada seluruh naskah dinas, bersama ini kami mengundang "
            "Saudara untuk "
            "hadir pada rapat koordinasi yang akan dilaksanakan pada:",
            rincian(
                (
                    ("hari, tanggal", tanggal_panjang(rapat)),
                    ("waktu", "09.00 WIB sampai dengan selesai"),
                    ("tempat", "Ruang Rapat Lantai 2 Dinas Komunikasi dan Informatika"),
                    ("acara", "Kesiapan sertifikat elektronik dan penunjukan verifikator"),
                )
            ),
            "Mengingat pentingnya acara tersebut, mohon Saudara hadir tepat waktu dan membawa daftar pejabat "
            "yang belum "
            "memiliki sertifikat elektronik. Konfirmasi kehadiran disampaikan paling lambat "
            f"{tanggal_panjang(s.hari(3))}.",
            "Demikian, atas perhatian dan kerja sama Saudara diucapkan terima kasih.",
        ],
        oleh=STAF,
        ttd=KADIS,
        kepada=[TujuanRencana(unit=o) for o in s.peta.opd if o not in (D, SETDA)],
        disusun=-330,
        selesai=330,
        klasifikasi="000.1.5",
        sifat="segera",
    )
    s.surat(
        "Laporan Pemakaian Aplikasi Perkantoran",
        [
            "Bersama ini disampaikan laporan pemakaian aplikasi perkantoran oleh perangkat daerah pada bulan "
            "yang lalu. Sebanyak "
            "29 perangkat daerah telah memakai aplikasi setiap hari kerja, dua perangkat daerah masih memerlukan "
            "pendampingan.",
            "Demikian disampaikan, mohon arahan lebih lanjut.",
        ],
        oleh=STAF,
        ttd=KADIS,
        kepada=[TujuanRencana(jabatan=SEKDA)],
        disusun=-60,
        selesai=900,
    )
    s.surat(
        "Jadwal Pemeliharaan Aplikasi Persuratan",
        [
            "Dengan hormat disampaikan bahwa aplikasi persuratan akan dipelihara pada "
            f"{tanggal_panjang(s.hari(5))} pukul 22.00 "
            "sampai dengan 23.00 WIB. Selama pemeliharaan, aplikasi tidak dapat diakses.",
            "Mohon Saudara menyampaikannya kepada pegawai di lingkungan masing-masing.",
        ],
        oleh=f"{B1}#pertama-2",
        ttd=KADIS,
        kepada=[TujuanRencana(unit=K), TujuanRencana(unit=DISPUSTAKA)],
        disusun=-700,
        selesai=720,
        sifat="biasa",
    )
    s.surat(
        "Pergantian Kata Sandi Berkala",
        [
            "Untuk menjaga keamanan informasi, setiap pemegang akun agar mengganti kata sandi paling lambat "
            "akhir bulan ini.",
            "Demikian untuk dilaksanakan.",
        ],
        oleh=STAF,
        ttd=KADIS,
        kepada=[TujuanRencana(jabatan=k) for k in s.peta.bawahan.get(KADIS, [])[:4]],
        disusun=-1500,
        selesai=300,
        klasifikasi="500.12.10.1",
        jenis="nota_dinas",
        kembali=(-700, "Lengkapi dasar hukum pada alinea pertama."),
    )
    s.surat(
        "Permintaan Data Aplikasi Perangkat Daerah",
        [
            "Dalam rangka pemutakhiran peta aplikasi, mohon Saudara menyampaikan daftar aplikasi yang dikelola "
            "perangkat daerah "
            "beserta penanggung jawabnya.",
        ],
        oleh=STAF,
        ttd=KADIS,
        kepada=[TujuanRencana(unit=K)],
        disusun=-200,
        selesai=LAMA,
        ajukan=False,
    )
    s.surat(
        "Jawaban Usulan Titik Internet Publik di Sungai Beliung",
        [
            "Menjawab surat Saudara tentang usulan titik internet publik di Kelurahan Sungai Beliung, dengan ini "
            "disampaikan "
            "bahwa dua titik telah masuk rencana pemasangan triwulan berikutnya, yaitu di kantor kelurahan dan "
            "taman bacaan.",
            "Pemasangan menunggu tersedianya jaringan utama. Perkembangannya akan kami sampaikan kemudian.",
            "Demikian, atas perhatian Saudara diucapkan terima kasih.",
        ],
        oleh=KASUBAG,
        ttd=KADIS,
        kepada=[TujuanRencana(unit="7.01.0.00.0.00.03.0000")],
        disusun=-2300,
        selesai=1700,
        klasifikasi="500.12.2.1",
        sifat="segera",
    )
    s.surat(
        "Pendampingan Sertifikat Elektronik Kecamatan Pontianak Utara",
        [
            "Menindaklanjuti permohonan Saudara, kami menugaskan tim pendamping untuk membantu pendaftaran "
            "sertifikat elektronik "
            f"para lurah dan pejabat kecamatan pada {tanggal_panjang(s.hari(2))}.",
            "Mohon Saudara menyiapkan ruang dan daftar pejabat yang akan didaftarkan.",
        ],
        oleh=f"{B1}#manggala",
        ttd=KADIS,
        kepada=[TujuanRencana(unit="7.01.0.00.0.00.01.0000")],
        disusun=-420,
        selesai=380,
        klasifikasi="500.12.6.4",
        sifat="segera",
    )
    s.surat(
        "Persetujuan Praktik Kerja Lapangan Mahasiswa",
        [
            "Menjawab surat Saudara, pada prinsipnya kami dapat menerima empat orang mahasiswa untuk praktik "
            "kerja lapangan "
            "selama dua bulan.",
            "Mahasiswa wajib menaati tata tertib kantor dan menyampaikan laporan pada akhir kegiatan.",
        ],
        oleh=TATAUSAHA,
        ttd=KADIS,
        kepada=[TujuanRencana(teks="Direktur Politeknik Contoh Pontianak")],
        disusun=-650,
        selesai=600,
        klasifikasi="800.1.4.1",
        sifat="biasa",
    )
    s.surat(
        "Pengadaan Sertifikat SSL Tahun Berikutnya",
        [
            "Bersama ini disampaikan kebutuhan perpanjangan sertifikat SSL bagi 14 situs perangkat daerah yang "
            "berakhir pada "
            "triwulan pertama tahun berikutnya.",
            "Anggarannya tersedia pada kegiatan pengelolaan aplikasi. Mohon persetujuan Bapak untuk memprosesnya.",
        ],
        oleh=f"{D}/S2#kepala",
        ttd=KADIS,
        kepada=[TujuanRencana(jabatan=SEKDA)],
        disusun=-520,
        selesai=700,
        klasifikasi="000.3.1",
        jenis="nota_dinas",
    )
    s.surat(
        "Permintaan Data Layanan Daring Puskesmas",
        [
            "Dalam rangka penyelenggaraan statistik sektoral, mohon Saudara menyampaikan jumlah kunjungan "
            "layanan daring "
            "puskesmas selama tahun berjalan.",
            f"Data disampaikan paling lambat {tanggal_panjang(s.hari(3))}. Atas kerja sama Saudara diucapkan "
            "terima kasih.",
        ],
        oleh=STAF,
        ttd=KADIS,
        kepada=[TujuanRencana(unit=K)],
        disusun=-900,
        selesai=-260,
        klasifikasi="500.14.1",
        sifat="segera",
        masuk=[s.masuk(KADINKES)],
    )
