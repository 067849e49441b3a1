"""The lives of a letter sent, a letter received and a disposisi, as tables one can read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from suite.core import akses, workflow
from suite.core.clock import now
from suite.core.workflow import S, T, Untuk, Workflow, route
from suite.naskah_dinas import alur_arsip, policy
from suite.naskah_dinas.models import Disposisi, SuratKeluar, SuratMasuk
from suite.naskah_dinas.models_sisipan import NomorSisipan
from suite.naskah_dinas.rules import tenggat as rule_tenggat
from suite.naskah_dinas.rules.akses import KELAS, unit_boleh_melihat
from suite.naskah_dinas.services import arsip, keluar, kirim, massal, masuk, sisipan, tarik
from suite.naskah_dinas.services import berkas as urus_berkas
from suite.naskah_dinas.services import disposisi as disp


def _batas(sifat: str) -> datetime:
    return rule_tenggat(sifat, now()).berakhir


def _tugas_konsep(surat: SuratKeluar) -> Sequence[Untuk]:
    """Only a returned draft waits for its drafter; a fresh one is simply not sent yet."""
    if surat.ronde == 0:
        return ()
    return (
        Untuk(
            akses.kunci_pegawai(surat.konseptor_id), "ajukan", "Dikembalikan kepada Anda: perbaiki", _batas(surat.sifat)
        ),
    )


def _tugas_paraf(surat: SuratKeluar) -> Sequence[Untuk]:
    semua = [x for x in route.rute(surat) if x.aksi == "paraf"]
    return [
        Untuk(
            akses.kunci_jabatan(x.jabatan_id),
            "paraf",
            f"Paraf Anda ke-{[y.id for y in semua].index(x.id) + 1} dari {len(semua)}",
            _batas(surat.sifat),
        )
        for x in route.berjalan(surat)
    ]


def _tugas_ttd(surat: SuratKeluar) -> Sequence[Untuk]:
    assert surat.penanda_jabatan_id is not None
    return (
        Untuk(akses.kunci_jabatan(surat.penanda_jabatan_id), "tandatangani", "Tanda tangan Anda", _batas(surat.sifat)),
    )


def _tugas_ulang(surat: SuratKeluar) -> Sequence[Untuk]:
    assert surat.penanda_jabatan_id is not None
    return (
        Untuk(
            akses.kunci_jabatan(surat.penanda_jabatan_id),
            "ulangi",
            f"Tanda tangan nomor {surat.nomor} belum selesai",
            _batas(surat.sifat),
        ),
    )


def _tugas_diterima(m: SuratMasuk) -> Sequence[Untuk]:
    """The post it is addressed to: whoever holds it today, or takes it over (the registry is told of a vacant one)."""
    alasan = "Tembusan untuk Anda: baca" if m.tembusan else f"Surat masuk agenda {m.agenda}: disposisikan"
    return (Untuk(akses.kunci_jabatan(m.tujuan_jabatan_id), "disposisi", alasan, m.tenggat),)


def _tugas_tindak_lanjut(m: SuratMasuk) -> Sequence[Untuk]:
    return (
        Untuk(
            akses.kunci_jabatan(m.tujuan_jabatan_id), "selesaikan", "Semua disposisi dilaporkan: selesaikan", m.tenggat
        ),
    )


def _tugas_disposisi(d: Disposisi) -> Sequence[Untuk]:
    return (Untuk(akses.kunci_jabatan(d.kepada_jabatan_id), "laporkan", disp.alasan(d), d.tenggat, d.surat_masuk.hal),)


def _tugas_diteruskan(d: Disposisi) -> Sequence[Untuk]:
    if disp.bawahan_selesai(d):
        return (
            Untuk(
                akses.kunci_jabatan(d.kepada_jabatan_id),
                "laporkan",
                "Bawahan sudah melapor: laporkan",
                d.tenggat,
                d.surat_masuk.hal,
            ),
        )
    return ()


def _tugas_dikembalikan(d: Disposisi) -> Sequence[Untuk]:
    return (
        Untuk(
            akses.kunci_jabatan(d.dari_jabatan_id),
            "tarik",
            "Disposisi dikembalikan: alihkan",
            d.tenggat,
            d.surat_masuk.hal,
        ),
    )


def _ada_paraf_lain(surat: SuratKeluar) -> bool:
    return route.sisa_setelah(surat)


def _tanpa_paraf(surat: SuratKeluar) -> bool:
    return not keluar.calon_rantai(surat)


SURAT_KELUAR = Workflow(
    "surat_keluar",
    start="konsep",
    judul="Surat keluar",
    states=(
        S("konsep", "Konsep", "netral", _tugas_konsep),
        S("paraf", "Diparaf", "berjalan", _tugas_paraf),
        S("siap_ttd", "Siap ditandatangani", "berjalan", _tugas_ttd),
        S("menandatangani", "Menandatangani", "berjalan", _tugas_ulang),
        S("terbit", "Terbit", "sah"),
        S("terkirim", "Terkirim", "sah"),
        S("diarsipkan", "Diarsipkan", "netral", akhir=True),
        S("batal", "Batal", "netral", akhir=True),
        S("ditarik", "Ditarik", "netral", akhir=True),
        S("memecah", "Diterbitkan tiap tujuan", "berjalan"),
        S("dipecah", "Terbit tiap tujuan", "sah", akhir=True),
    ),
    transitions=(
        T("ajukan", "konsep", "siap_ttd", policy.konseptor, keluar.pastikan_lengkap, keluar.ajukan_efek,
          label="Ajukan tanda tangan", lampau="mengajukan tanda tangan", bila=_tanpa_paraf, utama=True),
        T("ajukan", "konsep", "paraf", policy.konseptor, keluar.pastikan_lengkap, keluar.ajukan_efek,
          label="Ajukan paraf", lampau="mengajukan paraf", utama=True),
        T("batalkan", "konsep", "batal", policy.konseptor, None, None, label="Batalkan konsep",
          lampau="membatalkan konsep", tegas=lambda s: "Batalkan konsep ini? Konsep tidak dapat diajukan lagi."),
        T("paraf", "paraf", "paraf", policy.pemaraf_berikut, None, keluar.paraf_efek,
          label="Paraf surat", lampau="membubuhkan paraf", bila=_ada_paraf_lain, utama=True, massal=True),
        T("paraf", "paraf", "siap_ttd", policy.pemaraf_berikut, None, keluar.paraf_efek,
          label="Paraf surat", lampau="membubuhkan paraf", utama=True, massal=True),
        T("kembalikan", "paraf", "konsep", policy.pemaraf_berikut, None, None,
          label="Kembalikan", lampau="mengembalikan surat", catatan_wajib=True),
        T("tandatangani", "siap_ttd", "memecah", policy.penanda_tangan, keluar.pastikan_berwenang, massal.pecah_efek,
          label="Tanda tangani semua", lampau="menandatangani untuk tiap tujuan", bila=lambda s: s.nomor_masing,
          utama=True, lewat="surat_keluar.tandatangani", tegas=massal.tegas_pecah),
        T("turunkan", "konsep", "siap_ttd", massal.penanda_induk, None, massal.turunkan_efek,
          label="Terbitkan", lampau="menurunkan dari surat untuk banyak tujuan", bila=lambda s: s.induk_id is not None),
        T("hentikan", "memecah", "dipecah", policy.penanda_tangan, None, massal.hentikan_efek,
          label="Hentikan yang belum terbit", lampau="menghentikan penerbitan", catatan_wajib=True,
          tegas=lambda s: "Hentikan yang belum terbit? Surat yang sudah terbit tetap berlaku."),
        T("tuntas", "memecah", "dipecah", policy.penanda_tangan, None, None,
          label="Tuntas", lampau="terbit untuk semua tujuan", sistem=True),
        T("tandatangani", "siap_ttd", "menandatangani", policy.penanda_tangan, keluar.pastikan_berwenang,
          keluar.ikat_nomor, label="Tanda tangani", lampau="menandatangani", utama=True,
          lewat="surat_keluar.tandatangani", tegas=keluar.tegas_tanda_tangan),
        T("kembalikan", "siap_ttd", "konsep", policy.penanda_tangan, None, None,
          label="Kembalikan", lampau="mengembalikan surat", catatan_wajib=True),
        T("ulangi", "menandatangani", "menandatangani", policy.penanda_tangan, keluar.pastikan_berwenang, None,
          label="Tanda tangani lagi", lampau="menandatangani lagi", utama=True, lewat="surat_keluar.tandatangani"),
        T("urungkan", "menandatangani", "batal", policy.penanda_tangan, None, keluar.tandai_batal,
          label="Urungkan", lampau="mengurungkan tanda tangan", catatan_wajib=True,
          tegas=lambda s: f"Batalkan surat ini? Nomor {s.nomor} tetap terpakai dan ditandai batal."),
        T("terbit", "menandatangani", "terbit", policy.konseptor, None, kirim.terbitkan_efek,
          label="Terbit", lampau="menerbitkan surat", sistem=True),
        T("kirim", "terbit", "terkirim", policy.konseptor, None, kirim.kirim_efek,
          label="Kirim", lampau="mengirim surat", sistem=True),
        T("kirim_sekarang", "terbit", "terkirim", policy.penarik, None, kirim.kirim_efek, label="Kirim sekarang",
          lampau="mengirim surat sebelum waktunya", bila=lambda s: s.kirim_pada is not None, utama=True),
        T("tarik", "terbit", "ditarik", policy.penarik, tarik.pastikan_belum_dibaca, tarik.tarik_efek,
          label="Tarik sebelum terkirim", lampau="menarik surat sebelum terkirim", catatan_wajib=True,
          bila=lambda s: s.kirim_pada is not None,
          tegas=lambda s: f"Tarik surat ini sebelum terkirim? Nomor {s.nomor} tetap terpakai dan ditandai batal."),
        T("arsipkan", "terkirim", "diarsipkan", policy.pengarsip, arsip.pastikan_berkas, None,
          label="Berkaskan", lampau="memberkaskan surat", lewat="berkas.berkaskan_keluar"),
        T("pindah_berkas", "diarsipkan", "diarsipkan", policy.pemindah_surat, None, urus_berkas.pindah_efek,
          label="Pindahkan ke berkas lain", lampau="memindahkan surat ke berkas lain", lewat="berkas.pindah_keluar"),
        T("tarik", "terkirim", "ditarik", policy.penarik, tarik.pastikan_belum_dibaca, tarik.tarik_efek,
          label="Tarik kembali", lampau="menarik kembali surat", catatan_wajib=True, tegas=tarik.tegas_tarik),
    ),
)  # fmt: skip

SURAT_MASUK = Workflow(
    "surat_masuk",
    start="diterima",
    judul="Surat masuk",
    states=(
        S("diterima", "Diterima", "berjalan", _tugas_diterima),
        S("didisposisi", "Didisposisi", "berjalan"),
        S("ditindaklanjuti", "Ditindaklanjuti", "berjalan", _tugas_tindak_lanjut),
        S("selesai", "Selesai", "sah"),
        S("diarsipkan", "Diarsipkan", "netral", akhir=True),
        S("ditarik", "Ditarik pengirim", "netral", akhir=True),
    ),
    transitions=(
        T("disposisi", "diterima", "didisposisi", policy.pimpinan_tujuan, None, masuk.disposisi_efek,
          label="Disposisikan", lampau="mendisposisikan surat", utama=True, lewat="surat_masuk.disposisi"),
        T("disposisi", "didisposisi", "didisposisi", policy.pimpinan_tujuan, None, masuk.disposisi_efek,
          label="Tambah disposisi", lampau="menambah disposisi", lewat="surat_masuk.disposisi"),
        T("disposisi", "ditindaklanjuti", "didisposisi", policy.pimpinan_tujuan, None, masuk.disposisi_efek,
          label="Disposisikan lagi", lampau="menambah disposisi", lewat="surat_masuk.disposisi"),
        T("tindak_lanjut", "didisposisi", "ditindaklanjuti", policy.pimpinan_tujuan, None, None,
          label="Ditindaklanjuti", lampau="menuntaskan disposisi", sistem=True),
        T("selesaikan", "diterima", "selesai", policy.pimpinan_tujuan, None, None,
          label="Tandai selesai", lampau="menyelesaikan surat", massal=True),
        T("selesaikan", "ditindaklanjuti", "selesai", policy.pimpinan_tujuan, None, None,
          label="Selesaikan", lampau="menyelesaikan surat", utama=True, massal=True),
        T("arsipkan", "selesai", "diarsipkan", policy.pengarsip, arsip.pastikan_berkas, None,
          label="Berkaskan", lampau="memberkaskan surat", utama=True, lewat="berkas.berkaskan_masuk"),
        T("pindah_berkas", "diarsipkan", "diarsipkan", policy.pemindah_surat, None, urus_berkas.pindah_efek,
          label="Pindahkan ke berkas lain", lampau="memindahkan surat ke berkas lain", lewat="berkas.pindah_masuk"),
        T("ditarik", "diterima", "ditarik", policy.pimpinan_tujuan, None, None,
          label="Ditarik", lampau="menarik surat ini kembali", sistem=True),
    ),
)  # fmt: skip

DISPOSISI = Workflow(
    "disposisi",
    start="baru",
    judul="Disposisi",
    states=(
        S("baru", "Baru", "berjalan", _tugas_disposisi),
        S("dikerjakan", "Dikerjakan", "berjalan", _tugas_disposisi),
        S("diteruskan", "Diteruskan", "berjalan", _tugas_diteruskan),
        S("selesai", "Selesai", "sah", akhir=True),
        S("dikembalikan", "Dikembalikan", "perhatian", _tugas_dikembalikan),
        S("ditarik", "Dialihkan", "netral", akhir=True),
    ),
    transitions=(
        *(
            T("laporkan", dari, "selesai", policy.penerima, None, disp.laporkan_efek, label="Laporkan tindak lanjut",
              lampau="melaporkan tindak lanjut", utama=True, lewat="disposisi.laporkan")
            for dari in ("baru", "dikerjakan", "diteruskan")
        ),
        *(
            T("teruskan", dari, "diteruskan", policy.penerima, None, disp.teruskan_efek, label="Teruskan",
              lampau="meneruskan disposisi", lewat="disposisi.teruskan")
            for dari in ("baru", "dikerjakan", "diteruskan")
        ),
        T("kerjakan", "baru", "dikerjakan", policy.penerima, None, None, label="Mulai kerjakan",
          lampau="mulai mengerjakan"),
        *(
            T("kembalikan", dari, "dikembalikan", policy.penerima, None, None, label="Kembalikan",
              lampau="mengembalikan disposisi", catatan_wajib=True)
            for dari in ("baru", "dikerjakan")
        ),
        T("tarik", "dikembalikan", "ditarik", disp.pemberi, None, disp.tarik_efek, label="Akhiri, alihkan ke lain",
          lampau="mengakhiri disposisi yang dikembalikan", utama=True),
    ),
)  # fmt: skip


def _tugas_sisipan(p: NomorSisipan) -> Sequence[Untuk]:
    """The archivists of the office that numbers."""
    return (Untuk(f"r:arsiparis@{p.opd_id}", "setujui", "Nomor sisipan diminta: putuskan", None, _hal_sisipan(p)),)


def _hal_sisipan(p: NomorSisipan) -> str:
    """The subject of the letter, unless only the persons concerned may know of it."""
    return p.surat.hal if unit_boleh_melihat(p.surat.keamanan) else "Surat rahasia"


NOMOR_SISIPAN = Workflow(
    "nomor_sisipan",
    start="diminta",
    judul="Nomor sisipan",
    states=(
        S("diminta", "Menunggu arsiparis", "berjalan", _tugas_sisipan),
        S("disetujui", "Disetujui", "sah"),
        S("ditolak", "Ditolak", "bahaya", akhir=True),
        S("batal", "Batal", "netral", akhir=True),
    ),
    transitions=(
        T("setujui", "diminta", "disetujui", sisipan.arsiparis, sisipan.pastikan_belum_bernomor, sisipan.kabari_efek,
          label="Setujui", lampau="menyetujui nomor sisipan", utama=True, pisah=("buat",), tegas=sisipan.tegas_setujui),
        T("tolak", "diminta", "ditolak", sisipan.arsiparis, None, sisipan.kabari_efek, label="Tolak",
          lampau="menolak nomor sisipan", catatan_wajib=True),
        T("batalkan", "diminta", "batal", sisipan.pemohon, None, None, label="Batalkan permintaan",
          lampau="membatalkan permintaan nomor sisipan"),
        T("batalkan", "disetujui", "batal", sisipan.pemohon, sisipan.pastikan_belum_bernomor, None,
          label="Batalkan permintaan", lampau="membatalkan permintaan nomor sisipan"),
    ),
)  # fmt: skip


def _url(awalan: str) -> Any:
    """Plain paths, so that jobs and commands can name them without a request."""
    return lambda dok: f"/{awalan}/{dok.id}"


def _pemilik_disposisi(d: Disposisi) -> int | None:
    return d.dari_pegawai_id


def _tertutup() -> list[str]:
    """The classes that only persons and posts concerned may see: R and SR."""
    return [k for k in KELAS if not unit_boleh_melihat(k)]


def pasang() -> None:
    """Register the document types with the engine."""
    alur_arsip.pasang()
    workflow.daftarkan(
        SURAT_KELUAR, model=SuratKeluar, judul=lambda s: s.hal, url=_url("surat-keluar"),
        pemilik=lambda s: s.konseptor_id, ikon="send",
        rahasia=lambda: select(SuratKeluar.id).where(SuratKeluar.keamanan.in_(_tertutup())),
    )  # fmt: skip
    workflow.daftarkan(
        SURAT_MASUK, model=SuratMasuk, judul=lambda m: m.hal, url=_url("surat-masuk"), ikon="mail",
        rahasia=lambda: select(SuratMasuk.id).where(SuratMasuk.keamanan.in_(_tertutup())),
    )  # fmt: skip
    workflow.daftarkan(
        DISPOSISI, model=Disposisi, judul=lambda d: d.surat_masuk.hal, url=_url("disposisi"),
        pemilik=_pemilik_disposisi, ikon="sitemap",
        rahasia=lambda: select(Disposisi.id).join(SuratMasuk, SuratMasuk.id == Disposisi.surat_masuk_id).where(
            SuratMasuk.keamanan.in_(_tertutup())
        ),
    )  # fmt: skip
    workflow.daftarkan(
        NOMOR_SISIPAN, model=NomorSisipan, judul=_hal_sisipan, url=_url("nomor-sisipan"),
        pemilik=lambda p: p.pemohon_id, ikon="list-numbers",
        rahasia=lambda: select(NomorSisipan.id).join(SuratKeluar, SuratKeluar.id == NomorSisipan.surat_id).where(
            SuratKeluar.keamanan.in_(_tertutup())
        ),
    )  # fmt: skip
