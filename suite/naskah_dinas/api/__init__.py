"""Operations of naskah dinas under `/api/v1`: the same services, queries and permissions as the pages."""

from __future__ import annotations


def pasang() -> None:
    """Register scopes, the acts that may be done from the inbox, and the groups of operations."""
    from suite.core import peristiwa, workflow
    from suite.core.api import daftarkan
    from suite.core.api.lingkup import Lingkup, daftarkan_lingkup, lingkup_aksi
    from suite.naskah_dinas.api import berkas, disposisi, keluar, kirim_luar, masuk, tugas, verifikasi
    from suite.naskah_dinas.api import saran as saran  # adds its operations to the group of `keluar`
    from suite.naskah_dinas.services import disposisi as layanan

    daftarkan_lingkup(
        Lingkup("surat:baca", "membaca dan mencari surat keluar, surat masuk, dan disposisi"),
        Lingkup("surat:tulis", "menulis, mengubah, mengajukan, dan membatalkan konsep surat"),
        Lingkup("surat:paraf", "memaraf dan mengembalikan surat pada giliran Anda"),
        Lingkup("surat:tandatangan", "menandatangani surat atas jabatan Anda", berat=True),
        Lingkup("agenda:tulis", "mencatat surat masuk dan menandainya selesai"),
        Lingkup("disposisi:tulis", "memberi, meneruskan, mengerjakan, dan melaporkan disposisi"),
        Lingkup("arsip:baca", "membaca berkas arsip"),
        Lingkup("arsip:tulis", "membuka berkas arsip dan memberkaskan surat"),
    )
    for jenis, aksi, lingkup, lakukan in (
        ("surat_keluar", "ajukan", "surat:tulis", workflow.jalankan),
        ("surat_keluar", "paraf", "surat:paraf", workflow.jalankan),
        ("surat_keluar", "kembalikan", "surat:paraf", workflow.jalankan),
        ("surat_masuk", "selesaikan", "agenda:tulis", workflow.jalankan),
        ("disposisi", "kerjakan", "disposisi:tulis", layanan.jalankan),
        ("disposisi", "kembalikan", "disposisi:tulis", layanan.jalankan),
        ("disposisi", "tarik", "disposisi:tulis", layanan.jalankan),
    ):
        lingkup_aksi(jenis, aksi, lingkup, lakukan)
    for nama, uraian, alur, transisi, izin in (
        (
            "surat.terbit",
            "surat keluar ditandatangani dan terkirim",
            "surat_keluar",
            "kirim kirim_sekarang",
            "surat_keluar.lihat",
        ),
        ("surat.dikembalikan", "surat keluar dikembalikan", "surat_keluar", "kembalikan", "surat_keluar.lihat"),
        ("surat.diterima", "surat masuk tercatat dalam agenda", "surat_masuk", "buat", "surat_masuk.lihat"),
        ("surat.selesai", "surat masuk selesai", "surat_masuk", "selesaikan", "surat_masuk.lihat"),
        ("disposisi.dibuat", "disposisi diberikan atau diteruskan", "disposisi", "buat", "disposisi.lihat"),
        ("disposisi.dilaporkan", "disposisi dilaporkan", "disposisi", "laporkan", "disposisi.lihat"),
    ):
        peristiwa.daftarkan(nama, uraian, alur=alur, transisi=tuple(transisi.split()), izin=izin, lingkup="surat:baca")
    assert kirim_luar.grup is keluar.grup  # its operations stand in the group of the letters
    daftarkan(keluar.grup, masuk.grup, disposisi.grup, berkas.grup, tugas.grup, verifikasi.grup)
