"""What waits for the Wali Kota, the Sekda and an asisten."""

from __future__ import annotations

from suite.core.kalender import tanggal_panjang
from suite.demo.surat.adegan.sutradara import ASISTEN, DISPUSTAKA, TU_PIMPINAN, D, K, Sutradara
from suite.demo.surat.kalimat import rincian
from suite.demo.surat.peta import SEKDA, SETDA, WALI_KOTA
from suite.demo.surat.rencana import TujuanRencana


def pimpinan(s: Sutradara) -> None:
    konseptor = f"{SETDA}/B7/1#arsiparis"
    s.surat(
        "Penataan Naskah Dinas Elektronik di Lingkungan Perangkat Daerah",
        [
            "Untuk tertib penyelenggaraan naskah dinas elektronik, setiap perangkat daerah agar menunjuk "
            "pengadministrasi dan "
            "arsiparis yang mengelola agenda serta berkas.",
            f"Daftar petugas disampaikan paling lambat {tanggal_panjang(s.hari(4))} melalui Dinas Komunikasi dan "
            "Informatika.",
            "Demikian untuk dilaksanakan.",
        ],
        oleh=konseptor,
        ttd=SEKDA,
        kepada=[TujuanRencana(unit=D), TujuanRencana(unit=K), TujuanRencana(unit=DISPUSTAKA)],
        disusun=-1100,
        selesai=240,
        klasifikasi="000.8.3.3",
    )
    s.surat(
        "Jawaban atas Permintaan Bahan Rapat Koordinasi Pemerintahan",
        [
            "Memenuhi surat Saudara, bersama ini disampaikan bahan rapat koordinasi pemerintahan Kota Pontianak.",
            "Demikian, atas perhatian Saudara diucapkan terima kasih.",
        ],
        oleh=konseptor,
        ttd=SEKDA,
        kepada=[TujuanRencana(teks="Sekretaris Daerah Provinsi Kalimantan Barat")],
        disusun=-1900,
        selesai=480,
        klasifikasi="100.2.2.2",
        sifat="segera",
    )
    s.surat(
        "Permohonan Pemakaian Aula untuk Pelatihan Arsip",
        [
            "Bersama ini disampaikan rencana pelatihan pengelolaan arsip bagi petugas perangkat daerah.",
            "Demikian disampaikan.",
        ],
        oleh=konseptor,
        ttd=SEKDA,
        kepada=[TujuanRencana(unit=DISPUSTAKA)],
        disusun=-560,
        selesai=300,
        klasifikasi="000.5.2.9",
        sifat="biasa",
    )
    s.surat(
        "Undangan Rapat Pimpinan Evaluasi Akhir Tahun",
        [
            "Mengharap kehadiran Saudara pada rapat pimpinan evaluasi pelaksanaan program tahun berjalan.",
            rincian(
                (
                    ("hari, tanggal", tanggal_panjang(s.hari(5))),
                    ("waktu", "08.30 WIB sampai dengan selesai"),
                    ("tempat", "Aula Kantor Wali Kota"),
                )
            ),
            "Mohon membawa bahan capaian kinerja masing-masing.",
        ],
        oleh=konseptor,
        ttd=WALI_KOTA,
        kepada=[TujuanRencana(unit=o) for o in s.peta.opd if o != SETDA],
        disusun=-1500,
        selesai=200,
        klasifikasi="000.1.5",
        sifat="segera",
    )
    s.surat(
        "Ucapan Terima Kasih atas Dukungan Penyelenggaraan Festival",
        [
            "Atas dukungan Saudara dalam penyelenggaraan festival budaya, kami menyampaikan penghargaan dan "
            "terima kasih."
        ],
        oleh=konseptor,
        ttd=WALI_KOTA,
        kepada=[TujuanRencana(teks="Panitia Festival Contoh Khatulistiwa")],
        disusun=-760,
        selesai=180,
        klasifikasi="400.14.5.2",
        sifat="biasa",
    )
    prov = "Sekretaris Daerah Provinsi Kalimantan Barat"
    s.luar(
        prov,
        "Undangan Rapat Koordinasi Kepala Daerah",
        jabatan=WALI_KOTA,
        petugas=TU_PIMPINAN,
        diterima=-70,
        sifat="segera",
        klasifikasi="100.2.2.2",
    )
    s.luar(
        "Perkumpulan Contoh Peduli Lingkungan",
        "Permohonan Audiensi Gerakan Sungai Bersih",
        jabatan=WALI_KOTA,
        petugas=TU_PIMPINAN,
        diterima=-2600,
        klasifikasi="400.14.5.2",
    )
    s.luar(
        "Forum Warga Kelurahan Batu Layang",
        "Permohonan Perbaikan Saluran Tersumbat",
        jabatan=WALI_KOTA,
        petugas=TU_PIMPINAN,
        diterima=-1500,
        klasifikasi="400.10.3.1",
        didisposisi=-1400,
        disposisi=[s.tugas(SEKDA, "tindak_lanjut", "Segera ditangani, laporkan.", dibuat=-1400, sampai=-1)],
    )
    s.luar(
        prov,
        "Pelaporan Kinerja Pemerintahan Daerah",
        jabatan=SEKDA,
        petugas=TU_PIMPINAN,
        diterima=-150,
        klasifikasi="100.1.6.1",
    )
    s.luar(
        prov,
        "Permintaan Data Pelayanan Publik",
        jabatan=SEKDA,
        petugas=TU_PIMPINAN,
        diterima=-900,
        klasifikasi="000.8.3.4",
        didisposisi=-850,
        disposisi=[s.tugas(ASISTEN, "konsep_jawaban", "Siapkan jawaban.", dibuat=-850, sampai=1)],
    )
