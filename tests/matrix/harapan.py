"""Who may do what, written by hand: one line a route and kind of object. The routes themselves come from the app.

A line names method, endpoint, object (see `permintaan.py`: what is asked of it, with which form), the roles that are
allowed, and what those get. Everybody else must be refused: who is not logged in by the way to the login page (401 for
a post), the others by 403, or by 404 where the existence of the object is secret.
"""

from __future__ import annotations

from dataclasses import dataclass

TANPA_MASUK = "tanpa_masuk"
PERAN = (
    TANPA_MASUK, "staf", "staf_lain", "konseptor", "pemaraf", "penanda", "pimpinan_tujuan", "penerima_disposisi",
    "pengadministrasi", "arsiparis", "admin_opd", "admin_kota", "auditor",
    "admin_regulasi", "penyetuju_regulasi",
)  # fmt: skip
"""`staf` sits in the drafter's unit, `staf_lain` in an office that has nothing to do with the letter; pengadministrasi
works in the receiving office, arsiparis and admin_opd in the sending one; admin_kota, auditor and the two of the
regulations are roles for the whole city."""


def _p(daftar: str) -> frozenset[str]:
    peran = frozenset(daftar.split())
    assert peran <= set(PERAN), peran - set(PERAN)
    return peran


SIAPA_PUN = frozenset(PERAN)
MASUK = SIAPA_PUN - {TANPA_MASUK}
BIDANG = _p("konseptor staf pemaraf penanda auditor")
"""The drafter's unit, the route, the auditor: a draft, and a restricted letter."""
KOMUNIKASI = BIDANG | _p("arsiparis admin_opd")
"""The sending office: a published ordinary letter."""
KESEHATAN = _p("pimpinan_tujuan penerima_disposisi pengadministrasi auditor")
"""The receiving office: an ordinary letter received."""
RUTE = _p("konseptor pemaraf penanda")
PENERIMA_RAHASIA = _p("pimpinan_tujuan penerima_disposisi")
AUDITOR = _p("auditor")
MEMIMPIN = _p("penanda pemaraf pimpinan_tujuan penerima_disposisi")
AGENDA = _p("pengadministrasi arsiparis")
ADMIN = _p("admin_opd admin_kota")
ADMIN_KOTA = _p("admin_kota")
PENGUSUL = _p("admin_regulasi")
REGULASI = _p("admin_regulasi penyetuju_regulasi auditor")
JENIS = _p("admin_regulasi admin_kota")
TAK_SEORANG_PUN: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Baris:
    metode: str
    endpoint: str
    objek: str
    boleh: frozenset[str]
    jawab: tuple[int, ...] = (200,)
    tolak: tuple[int, ...] = (403, 404)


def _get(
    endpoint: str, boleh: frozenset[str], *objek: str, jawab: int = 200, tolak: tuple[int, ...] = (403, 404)
) -> list[Baris]:
    return [Baris("GET", endpoint, o, boleh, (jawab,), tolak) for o in objek or ("",)]


def _post(
    endpoint: str, boleh: frozenset[str], *objek: str, jawab: int = 302, tolak: tuple[int, ...] = (403, 404)
) -> list[Baris]:
    return [Baris("POST", endpoint, o, boleh, (jawab,), tolak) for o in objek or ("",)]


RAHASIA = (404,)
"""What a person without access gets from a document: never 403, which would tell that it exists."""

HARAPAN: list[Baris] = [
    # Public: no login. Nothing of them is refused to anybody; what they do not tell is proven by their own tests.
    *_get("static", SIAPA_PUN),
    *_get("sehat.healthz", SIAPA_PUN),
    *_get("sehat.readyz", SIAPA_PUN),
    *_get("komponen.komponen", SIAPA_PUN),
    *_get("komponen.dokumen", SIAPA_PUN),
    *_get("masuk.masuk", frozenset({TANPA_MASUK}), tolak=(302,)),  # who is logged in goes home
    *_post("masuk.masuk", SIAPA_PUN, "sandi salah", jawab=422),
    *_get("masuk.lupa_sandi", SIAPA_PUN),
    *_post("masuk.lupa_sandi", SIAPA_PUN, "kode salah", jawab=422),
    *_post("masuk.keluar", SIAPA_PUN),
    *_get("verifikasi.periksa", SIAPA_PUN),
    *_post("verifikasi.periksa_unggahan", SIAPA_PUN, "pdf asing", jawab=200),
    *_get("verifikasi.lihat", SIAPA_PUN, "terkirim", "rahasia"),
    *_post("verifikasi.bandingkan", SIAPA_PUN, "terkirim", jawab=200),
    # Anyone who is logged in.
    *_get("beranda.beranda", MASUK),
    *_get("tindakan.daftar", MASUK),
    *_post("tindakan.banyak", MASUK, "paraf", jawab=200),  # a result for each document: see test_tindakan_banyak
    *_get("pemberitahuan.daftar", MASUK),
    *_post("pemberitahuan.dibaca", MASUK),
    *_get("cari.cari", MASUK),
    *_get("bantuan.daftar", MASUK),
    *_get("bantuan.topik", MASUK),
    *_get("bantuan.aturan", MASUK),
    *_get("bantuan.klasifikasi", MASUK),
    *_get("alur.lihat", MASUK),
    *_get("akun.saya", MASUK),
    *_get("akun.pengaturan", MASUK),
    *_post("akun.pengaturan", MASUK),
    *_get("akun.sandi", MASUK),
    *_post("akun.sandi", MASUK, "sandi lama salah", jawab=422),
    *_get("akun.sesi", MASUK),
    *_post("akun.cabut_sesi", MASUK, "milik sendiri"),
    *_post("akun.cabut_sesi", TAK_SEORANG_PUN, "milik orang lain", tolak=RAHASIA),
    *_post("akun.cabut_semua_sesi", MASUK),
    *_post("akun.bertindak", MASUK, "jabatan sendiri"),
    *_post("draf.simpan_otomatis", MASUK, jawab=200),
    *_post("beranda.ingatkan", _p("konseptor"), "paraf", tolak=RAHASIA),
    *_get("pilihan.klasifikasi", MASUK),
    *_get("pilihan.tujuan", MASUK),
    *_get("pilihan.jabatan", MASUK),
    *_get("pilihan.pegawai", MASUK),
    # Jobs: who asked for it, and admins.
    *_get("pekerjaan.daftar", MASUK),
    *_get("pekerjaan.lihat", _p("konseptor") | ADMIN, "antre"),
    *_post("pekerjaan.hentikan", _p("konseptor") | ADMIN, "antre", jawab=303),
    *_post("pekerjaan.ulangi", _p("konseptor") | ADMIN, "gagal", jawab=303),
    # People, within the administrator's own office.
    *_get("kelola.daftar", ADMIN),
    *_get("kelola.pegawai", ADMIN, "staf"),
    *_get("kelola.pegawai", ADMIN_KOTA, "staf_lain", tolak=(*RAHASIA, 403)),
    *_post("kelola.buat_akun", ADMIN, "tanpa_akun", jawab=200),
    *_post("kelola.kode", ADMIN, "pindahan", jawab=200),
    *_post("kelola.kode", ADMIN_KOTA, "pelaksana", jawab=200),
    *_get("kelola.nonaktif", ADMIN, "pindahan"),
    *_post("kelola.nonaktif", ADMIN, "pindahan"),
    *_post("kelola.nonaktif", ADMIN_KOTA, "auditor"),
    *_get("kelola.aktif", ADMIN, "nonaktif"),
    *_post("kelola.aktif", ADMIN, "nonaktif"),
    *_post("kelola.nonaktif_banyak", ADMIN, "pindahan", jawab=200),
    *_post(
        "kelola.nonaktif_banyak", ADMIN_KOTA, "auditor", jawab=200, tolak=(400, 403)
    ),  # of another office: none chosen
    *_post("kelola.aktif_banyak", ADMIN, "nonaktif", jawab=200),
    *_post("kelola.kode_banyak", ADMIN, "pindahan", jawab=200),
    *_get("kelola.peran", ADMIN, "pindahan"),
    *_post("kelola.peran", ADMIN, "pindahan"),
    *_get("kelola.akhiri_peran", ADMIN, "pindahan"),
    *_post("kelola.akhiri_peran", ADMIN, "pindahan"),
    *_post("kelola.akhiri_peran", ADMIN_KOTA, "auditor"),
    *_get("kelola.akhiri_penugasan", ADMIN, "pindahan"),
    *_post("kelola.akhiri_penugasan", ADMIN, "pindahan"),
    *_get("serah.tugas", ADMIN),
    *_post("serah.tugas", ADMIN, "konseptor"),
    # Plh. and Plt.
    *_get("delegasi.papan", MEMIMPIN | ADMIN | AUDITOR),
    *_get("delegasi.keadaan", MEMIMPIN | ADMIN | AUDITOR),
    *_get("delegasi.tunjuk", MEMIMPIN | ADMIN),
    *_post("delegasi.tunjuk", _p("penanda") | ADMIN, "kabid lain"),
    *_get("delegasi.lihat", _p("penanda auditor") | ADMIN, "sementara"),
    *_get("delegasi.akhiri", _p("penanda") | ADMIN, "sementara"),
    *_post("delegasi.akhiri", _p("penanda") | ADMIN, "sementara"),
    # Letters of ours.
    *_get("surat_keluar.daftar", MASUK),
    *_get("surat_keluar.baru", MASUK),
    *_post("surat_keluar.simpan", MASUK),
    *_post("surat_keluar.lihat_pratinjau", MASUK, jawab=200),
    *_post("surat_keluar.buang_draf", MASUK),
    *_post(
        "surat_keluar.paraf_banyak", MASUK, "paraf", jawab=200
    ),  # a result for each letter: see test_tindakan_banyak
    *_get("surat_keluar.lihat", BIDANG, "konsep", "siap_ttd", "menandatangani", "terbatas", tolak=RAHASIA),
    *_get("surat_keluar.lihat", KOMUNIKASI, "terkirim", tolak=RAHASIA),
    *_get("surat_keluar.lihat", RUTE | AUDITOR, "rahasia", tolak=RAHASIA),
    *[
        b
        for rute in ("surat_keluar.pdf", "surat_keluar.halaman")
        for b in (
            *_get(rute, BIDANG, "konsep", "menandatangani", tolak=RAHASIA),
            *_get(rute, KOMUNIKASI | KESEHATAN, "terkirim", tolak=RAHASIA),
            *_get(rute, BIDANG - AUDITOR | KESEHATAN - AUDITOR, "terbatas", tolak=RAHASIA),
            *_get(rute, RUTE | PENERIMA_RAHASIA, "rahasia", tolak=RAHASIA),
        )
    ],
    *_get("surat_keluar.lampiran", BIDANG, "konsep", "siap_ttd", tolak=RAHASIA),
    *_get("surat_keluar.lampiran", KOMUNIKASI | KESEHATAN, "terkirim", tolak=RAHASIA),
    *_get("surat_keluar.ubah", _p("konseptor"), "konsep", "kembali", tolak=RAHASIA),
    *_post("surat_keluar.simpan_ubah", _p("konseptor"), "konsep", tolak=RAHASIA),
    *_get("surat_keluar.tanya", BIDANG, "paraf kembalikan", tolak=RAHASIA),
    *_post("surat_keluar.aksi", _p("konseptor"), "konsep ajukan"),
    *_post("surat_keluar.aksi", _p("konseptor"), "konsep batalkan"),
    *_post("surat_keluar.aksi", _p("pemaraf"), "paraf paraf"),
    *_post("surat_keluar.aksi", _p("pemaraf"), "paraf kembalikan"),
    *_post("surat_keluar.aksi", _p("penanda"), "siap_ttd kembalikan"),
    *_post("surat_keluar.aksi", _p("penanda"), "menandatangani urungkan"),
    *_post("surat_keluar.tandatangani", _p("penanda"), "siap_ttd", "menandatangani", tolak=RAHASIA),
    # Letters received.
    *_post("surat_keluar.aksi", _p("konseptor penanda"), "belum_dibaca tarik"),
    *_get("nomor_sisipan.minta", _p("konseptor"), "konsep", tolak=RAHASIA),
    *_post("nomor_sisipan.simpan", _p("konseptor"), "konsep", tolak=RAHASIA),
    *_get("nomor_sisipan.lihat", _p("konseptor arsiparis"), "diminta", tolak=RAHASIA),
    *_get("nomor_sisipan.tanya", _p("konseptor arsiparis"), "diminta tolak", tolak=RAHASIA),
    *_post("nomor_sisipan.aksi", _p("arsiparis"), "diminta setujui"),
    *_get("surat_keluar.pilih_tanda_tangan", MASUK),
    *_post(
        "surat_keluar.tanda_tangan_banyak", MASUK, "siap_ttd", jawab=200
    ),  # it asks; what is another's is not offered
    *_get("surat_keluar.hasil_tanda_tangan", _p("penanda"), "massal", tolak=RAHASIA),
    *_post("surat_keluar.ulangi_tanda_tangan", _p("penanda"), "massal", jawab=303, tolak=RAHASIA),
    *_get("surat_keluar.perubahan", BIDANG, "kembali", tolak=RAHASIA),
    *_get("surat_keluar.saran", BIDANG, "kembali", tolak=RAHASIA),
    *_get("surat_keluar.tulis_saran", BIDANG - AUDITOR - _p("konseptor"), "kembali", tolak=(403, 404)),
    *_post("surat_keluar.simpan_saran", BIDANG - AUDITOR - _p("konseptor"), "kembali", tolak=(403, 404)),
    *_post("surat_keluar.terima_saran", _p("konseptor"), "kembali", tolak=RAHASIA),
    *_post("surat_keluar.tolak_saran", _p("konseptor"), "kembali", tolak=RAHASIA),
    *_post("surat_keluar.tarik_saran", _p("pemaraf"), "kembali", tolak=(403, 404)),
    *_post("surat_keluar.ralat", _p("konseptor staf pemaraf penanda"), "terkirim"),
    *_post("surat_keluar.surel_luar", MASUK, jawab=200),
    *_get("surat_keluar.kiriman", KOMUNIKASI, "kiriman", tolak=RAHASIA),
    *_post("surat_keluar.kirim_surel", _p("konseptor penanda arsiparis"), "kiriman", tolak=RAHASIA),
    *_post("surat_keluar.catat_kiriman", _p("konseptor penanda arsiparis"), "kiriman", tolak=RAHASIA),
    *_post("surat_keluar.catat_gagal_kirim", _p("konseptor penanda arsiparis"), "kiriman", tolak=RAHASIA),
    *_get("surat_keluar.bukti_kiriman", KOMUNIKASI, "kiriman", tolak=RAHASIA),
    *_get("surat_masuk.daftar", MASUK),
    *_get("surat_masuk.catat", AGENDA),
    *_post(
        "surat_masuk.simpan_catat", _p("pengadministrasi"), "dinkes", tolak=(403, 422)
    ),  # 422: another office's agenda
    *_get("surel_masuk.daftar", AGENDA),
    *_post("surel_masuk.unggah", AGENDA, jawab=303),
    *_post(
        "surel_masuk.putuskan", _p("pengadministrasi"), "surel", tolak=(403, 400)
    ),  # 400: another's mail is not there
    *_get("surel_masuk.berkas", _p("pengadministrasi"), "surel"),
    *_get("surat_masuk.lihat", KESEHATAN, "terkirim", "terbatas", "luar", "selesai", "arsip", tolak=RAHASIA),
    *_get("surat_masuk.lihat", PENERIMA_RAHASIA | AUDITOR, "rahasia", tolak=RAHASIA),
    *[
        b
        for rute in ("surat_masuk.pdf", "surat_masuk.halaman")
        for b in (
            *_get(rute, KESEHATAN, "terkirim", "luar", tolak=RAHASIA),
            *_get(rute, KESEHATAN - AUDITOR, "terbatas", tolak=RAHASIA),
            *_get(rute, PENERIMA_RAHASIA, "rahasia", tolak=RAHASIA),
        )
    ],
    *_get("surat_masuk.lampiran", KESEHATAN, "terkirim", tolak=RAHASIA),
    *_get("surat_masuk.tanya", KESEHATAN, "luar selesaikan", tolak=RAHASIA),
    *_post("surat_masuk.aksi", _p("pimpinan_tujuan"), "luar selesaikan"),
    *_get("surat_masuk.lembar", KESEHATAN, "terkirim", "terlapor", "luar", tolak=RAHASIA),
    *_get("surat_masuk.lembar", PENERIMA_RAHASIA | AUDITOR, "rahasia", tolak=RAHASIA),
    *_post("surat_masuk.disposisi_banyak", _p("pimpinan_tujuan"), "luar", jawab=200, tolak=(400,)),  # else: none chosen
    *_get("surat_masuk.disposisi", _p("pimpinan_tujuan"), "luar", "rahasia", tolak=RAHASIA),
    *_post("surat_masuk.kirim_disposisi", _p("pimpinan_tujuan"), "luar", tolak=RAHASIA),
    # Disposisi.
    *_get("disposisi.daftar", MASUK),
    *_get("disposisi.lihat", KESEHATAN, "baru", "bawah", "terlapor", tolak=RAHASIA),
    *_get("disposisi.lihat", PENERIMA_RAHASIA | AUDITOR, "rahasia", tolak=RAHASIA),
    *_get("disposisi.berkas", KESEHATAN, "terlapor", tolak=RAHASIA),
    *_get("disposisi.tanya", KESEHATAN, "baru kembalikan", tolak=RAHASIA),
    *_post("disposisi.aksi", _p("penerima_disposisi"), "baru kerjakan"),
    *_post("disposisi.aksi", _p("penerima_disposisi"), "baru kembalikan"),
    *_post("disposisi.aksi", _p("pimpinan_tujuan"), "ditolak tarik"),
    *_get("disposisi.teruskan", _p("penerima_disposisi"), "baru", tolak=RAHASIA),
    *_post("disposisi.kirim_terusan", _p("penerima_disposisi"), "baru", tolak=RAHASIA),
    *_get("disposisi.laporkan", _p("penerima_disposisi"), "baru", tolak=RAHASIA),
    *_post("disposisi.kirim_laporan", _p("penerima_disposisi"), "baru", tolak=RAHASIA),
    # Archive.
    *_get("berkas.daftar", MASUK),
    *_get("berkas.lihat", KOMUNIKASI, "komunikasi", tolak=RAHASIA),
    *_get("berkas.lihat", KESEHATAN, "kesehatan", tolak=RAHASIA),
    *_get("berkas.buka", AGENDA),
    *_post("berkas.simpan_buka", AGENDA, "komunikasi"),  # in the own office, whatever office the form names
    *_get("berkas.berkaskan_keluar", _p("arsiparis konseptor"), "terkirim", tolak=RAHASIA),
    *_post("berkas.simpan_keluar", _p("arsiparis konseptor"), "terkirim", tolak=RAHASIA),
    *_get("berkas.berkaskan_masuk", _p("pengadministrasi pimpinan_tujuan"), "selesai", tolak=RAHASIA),
    *_post("berkas.simpan_masuk", _p("pengadministrasi pimpinan_tujuan"), "selesai", tolak=RAHASIA),
    *_post("berkas.berkaskan_banyak", KESEHATAN, "selesai", jawab=200, tolak=(400,)),  # who sees none has chosen none
    *_get("berkas.tanya", KOMUNIKASI, "komunikasi tahan", tolak=RAHASIA),
    *_post("berkas.aksi", _p("arsiparis"), "komunikasi tahan"),
    *_get("berkas.tutup", _p("arsiparis"), "komunikasi"),
    *_get("berkas.tutup", _p("pengadministrasi"), "kesehatan"),
    *_post("berkas.tutup", _p("arsiparis"), "komunikasi"),
    *_get("berkas.gabung", _p("arsiparis"), "komunikasi"),
    *_post("berkas.gabung", _p("arsiparis"), "komunikasi"),
    *_get("berkas.nilai", _p("arsiparis"), "dinilai"),
    *_post("berkas.nilai", _p("arsiparis"), "dinilai"),
    *_get("berkas.pindah_keluar", _p("arsiparis"), "arsip"),
    *_post("berkas.pindah_keluar", _p("arsiparis"), "arsip"),
    *_get("berkas.pindah_masuk", _p("pengadministrasi"), "arsip"),
    *_post("berkas.pindah_masuk", _p("pengadministrasi"), "arsip"),
    # Disposal: the office's archivist prepares; the auditor reads along; panitia and who decides see theirs.
    *_get("contoh_surat.daftar", MASUK),
    *_post("contoh_surat.bagikan", _p("konseptor"), "bersama"),
    *_post("contoh_surat.hapus", _p("konseptor"), "bersama"),
    *_get("cari.surat", MASUK),
    *_get("surat_keluar.serupa", BIDANG, "konsep", tolak=RAHASIA),
    *_get("surat_masuk.serupa_masuk", KESEHATAN, "terkirim", tolak=RAHASIA),
    *_get("papan_surat.lihat", MASUK),
    *_post("berkas.minta_paket", KOMUNIKASI, "komunikasi", tolak=RAHASIA),
    *_get("berkas.unduh_paket", _p("konseptor"), "milik"),
    *_get("tugas_luar.daftar", MASUK),
    *_get("penyusutan.daftar", AGENDA | AUDITOR),
    *_get("penyusutan.jatuh_tempo", AGENDA | AUDITOR),
    *_post(
        "penyusutan.buat", _p("arsiparis"), "tua", tolak=(403, 404, 422)
    ),  # another office's berkas: refused by the rule
    *_get("penyusutan.lihat", _p("arsiparis auditor"), "konsep", tolak=RAHASIA),
    *_get("penyusutan.lihat", _p("arsiparis auditor penanda"), "disetujui", tolak=RAHASIA),
    *_get("penyusutan.unduh", _p("arsiparis auditor"), "konsep", tolak=RAHASIA),
    *_get("penyusutan.tanya", _p("arsiparis auditor penanda"), "disetujui kembalikan", tolak=RAHASIA),
    *_post("penyusutan.aksi", _p("arsiparis"), "konsep batalkan"),
    *_post("penyusutan.aksi", _p("penanda"), "diputuskan setujui"),
    *_post("penyusutan.keluarkan", _p("arsiparis"), "konsep"),
    *_get("penyusutan.panitia", _p("arsiparis"), "konsep"),
    *_post("penyusutan.panitia", _p("arsiparis"), "konsep", jawab=422),  # a panitia of nobody is none
    *_get("penyusutan.anri", _p("arsiparis"), "konsep"),
    *_post("penyusutan.anri", _p("arsiparis"), "konsep", jawab=409),  # it does not wait for ANRI
    *_get("penyusutan.laksanakan", _p("arsiparis"), "disetujui"),
    *_post("penyusutan.laksanakan", _p("arsiparis"), "disetujui"),
    # Code lists: everybody reads, one proposes, another approves; undecided proposals are for those and the auditor.
    *_get("daftar_kode.daftar", MASUK),
    *_get("daftar_kode.lihat", MASUK),
    *_get("daftar_kode.kode", MASUK),
    *_get("daftar_kode.unduh", MASUK),
    *_get("daftar_kode.unduh_semua", MASUK),
    *_get("daftar_kode.banding", MASUK),
    *_get("daftar_kode.unduh_banding", MASUK),
    *_get("daftar_kode.impor", _p("admin_regulasi")),
    *_post("daftar_kode.simpan_impor", _p("admin_regulasi")),
    *_get("daftar_kode.ubah", _p("admin_regulasi")),
    *_post("daftar_kode.simpan_ubah", _p("admin_regulasi")),
    *_get("usulan_daftar.daftar", REGULASI),
    *_get("usulan_daftar.lihat", REGULASI, "konsep", "diajukan", tolak=RAHASIA),
    *_get("usulan_daftar.unduh_beda", REGULASI, "konsep", tolak=RAHASIA),
    *_get("usulan_daftar.galat", REGULASI, "konsep", tolak=RAHASIA),
    *_get("usulan_daftar.pemetaan", REGULASI, "konsep", tolak=RAHASIA),
    *_post("usulan_daftar.simpan_pemetaan", _p("admin_regulasi"), "konsep", tolak=RAHASIA),
    *_get("usulan_daftar.perbaiki", _p("admin_regulasi"), "konsep", tolak=RAHASIA),
    *_post("usulan_daftar.simpan_perbaiki", _p("admin_regulasi"), "konsep", tolak=RAHASIA),
    *_get("usulan_daftar.perubahan", _p("admin_regulasi"), "konsep", tolak=RAHASIA),
    *_post("usulan_daftar.simpan_perubahan", _p("admin_regulasi"), "konsep", tolak=RAHASIA),
    *_post("usulan_daftar.buang_perubahan", _p("admin_regulasi"), "konsep", tolak=RAHASIA),
    *_get("usulan_daftar.naskah", REGULASI, "konsep", tolak=RAHASIA),
    *_post("usulan_daftar.lampirkan", _p("admin_regulasi"), "konsep", tolak=RAHASIA),
    *_get("usulan_daftar.tanya", REGULASI, "diajukan kembalikan", tolak=RAHASIA),
    *_post("usulan_daftar.aksi", _p("admin_regulasi"), "konsep ajukan"),
    *_post("usulan_daftar.aksi", _p("admin_regulasi"), "konsep batalkan"),
    *_post("usulan_daftar.aksi", _p("admin_regulasi"), "diajukan cabut"),
    *_post("usulan_daftar.aksi", _p("penyetuju_regulasi"), "diajukan setujui"),
    *_post("usulan_daftar.aksi", _p("penyetuju_regulasi"), "diajukan kembalikan"),
    # Account safety, news by e-mail, who read my data.
    *_get("masuk.kedua", SIAPA_PUN, jawab=302),  # without a right password before it: to the login page
    *_post("masuk.kedua", SIAPA_PUN),
    *_get("masuk.pilihan_kunci", SIAPA_PUN),
    *_post("masuk.masuk_kunci", SIAPA_PUN, "kunci salah", jawab=422),
    *_get("akun.keamanan", MASUK),
    *_get("akun.totp", MASUK - _p("staf"), tolak=(302,)),  # who has an app goes back
    *_post("akun.totp", MASUK, "kode salah", jawab=422),
    *_post("akun.lepas_totp", _p("staf"), tolak=RAHASIA),  # the one in this world who has an app
    *_get("akun.pilihan_kunci", MASUK),
    *_post("akun.tambah_kunci", MASUK, "kunci salah", jawab=422),
    *_post("akun.hapus_kunci", MASUK, "milik sendiri"),
    *_post("akun.hapus_kunci", TAK_SEORANG_PUN, "milik orang lain", tolak=RAHASIA),
    *_post("akun.kode_pemulihan", MASUK, jawab=200),
    *_get("akun.pastikan", MASUK),
    *_post("akun.pastikan", MASUK, "sandi salah", jawab=422),
    *_get("akun.surel", MASUK),
    *_post("akun.simpan_surel", MASUK),
    *_post("akun.minta_kode_surel", MASUK, "kota tanpa surel", jawab=422),
    *_post("akun.pastikan_surel", MASUK, "kode salah", jawab=422),
    *_post("akun.hapus_surel", MASUK),
    *_get("akun.pembaca", MASUK),
    *_get("kelola.setel_ulang_faktor", ADMIN, "pindahan"),
    *_post("kelola.setel_ulang_faktor", ADMIN, "pindahan"),
    *_post("kelola.setel_ulang_faktor", ADMIN_KOTA, "auditor"),
    # A new city: first page (over since there are accounts), settings, imports, activation.
    *_get("siapkan.mulai", SIAPA_PUN, jawab=302),
    *_post("siapkan.simpan", SIAPA_PUN),
    *_get("aktivasi.aktifkan", SIAPA_PUN),
    *_post("aktivasi.aktifkan", SIAPA_PUN, "kode salah", jawab=422),
    *_get("aktivasi.papan", ADMIN),
    *_post("aktivasi.buat", ADMIN),
    *_get("aktivasi.lihat", ADMIN, "gelombang"),
    *_get("aktivasi.lembar", ADMIN, "lembar"),
    *_post("aktivasi.hapus", ADMIN, "lembar"),
    *_get("impor.daftar", ADMIN_KOTA),
    *_get("impor.templat", ADMIN_KOTA, "unit"),
    *_post("impor.unggah", ADMIN_KOTA, "unit"),
    *_get("impor.lihat", ADMIN_KOTA, "impor"),
    *_get("impor.perbaiki", ADMIN_KOTA, "impor"),
    *_post("impor.jalankan", ADMIN_KOTA, "impor"),
    *_post("impor.buang", ADMIN_KOTA, "impor"),
    *[
        b
        for rute in ("siap", "identitas", "lambang", "gambar_lambang", "kop", "contoh_kop", "gambar_kop", "surel")
        for b in _get(f"kota.{rute}", ADMIN_KOTA)
    ],
    *_post("kota.simpan_identitas", ADMIN_KOTA),
    *_post("kota.klasifikasi", ADMIN_KOTA),
    *_post("kota.simpan_lambang", ADMIN_KOTA),
    *_post("kota.simpan_kop", ADMIN_KOTA),
    *_post("kota.simpan_surel", ADMIN_KOTA),
    # Comments: whom the document's keys concern; an auditor reads along and writes nothing.
    *_get("komentar.orang", MASUK),
    *_post("komentar.tulis", BIDANG - AUDITOR, "surat_keluar konsep", tolak=RAHASIA),
    *_post("komentar.tulis", KOMUNIKASI - AUDITOR, "surat_keluar terkirim", tolak=RAHASIA),
    *_post("komentar.tulis", RUTE, "surat_keluar rahasia", tolak=RAHASIA),
    *_post("komentar.tulis", KESEHATAN - AUDITOR, "surat_masuk terkirim", "disposisi baru", tolak=RAHASIA),
    *_post("komentar.tulis", PENERIMA_RAHASIA, "surat_masuk rahasia", "disposisi rahasia", tolak=RAHASIA),
    *_get("komentar.ubah", _p("konseptor"), "milik konseptor", tolak=RAHASIA),
    *_post("komentar.simpan", _p("konseptor"), "milik konseptor", tolak=RAHASIA),
    *_post("komentar.hapus", _p("konseptor"), "milik konseptor", tolak=RAHASIA),
    # Lists: whoever may open the list may save views of it, choose its columns, download and print it.
    *_get("daftar.unduh", MASUK, "surat_keluar"),
    *_get("daftar.unduh", ADMIN, "pegawai"),
    *_post("daftar.minta", MASUK, "surat_masuk", jawab=303),
    *_get("daftar.unduhan", _p("konseptor"), "milik konseptor", tolak=RAHASIA),
    *_get("daftar.cetak", MASUK, "surat_keluar"),
    *_get("daftar.tampilan", MASUK, "surat_keluar"),
    *_post("daftar.simpan_tampilan", MASUK, "surat_keluar"),
    *_post("daftar.hapus_tampilan", _p("konseptor"), "milik konseptor", tolak=RAHASIA),
    *_post("daftar.awal", MASUK, "surat_keluar"),
    *_post("daftar.kolom", MASUK, "surat_keluar"),
    *_get("daftar.unduh", KOMUNIKASI, "isi_berkas", tolak=RAHASIA),
    *_get("audit.daftar", AUDITOR),
    # Recovery: the state of the machine (an auditor looks; the switch is an admin's of the whole city).
    *_get("keadaan.lihat", AUDITOR | ADMIN_KOTA),
    *_get("keadaan.mode_form", ADMIN_KOTA),
    *_post("keadaan.simpan_mode", ADMIN_KOTA, jawab=303),
    *_post("keadaan.mode_normal", ADMIN_KOTA, jawab=303),
    *_get("keadaan.angka", SIAPA_PUN),
    # Regulation desk: a proposal is for who proposes, who approves and the auditor until it is approved; then it is law.
    *_get("kalkulator.daftar", MASUK),
    *_get("kalkulator.lihat", MASUK, "naskah_dinas.retensi", "kepegawaian.gaji"),
    *_get("ketentuan.daftar", MASUK),
    *_get("ketentuan.lihat_parameter", MASUK, "naskah_dinas.tenggat"),
    *_get("ketentuan.usul", PENGUSUL, "naskah_dinas.tenggat", "naskah_dinas.instruksi"),
    *_post("ketentuan.kirim_usul", PENGUSUL, "core.penunjukan_sementara"),
    *_get("ketentuan.lihat", REGULASI, "konsep", "diperiksa", tolak=RAHASIA),
    *_get("ketentuan.lihat", MASUK, "disahkan"),
    *_get("ketentuan.naskah", REGULASI, "konsep", tolak=RAHASIA),
    *_get("ketentuan.naskah", MASUK, "disahkan"),
    *_post("ketentuan.lampirkan", PENGUSUL, "konsep"),
    *_get("ketentuan.ubah", PENGUSUL, "konsep"),
    *_post("ketentuan.simpan_ubah", PENGUSUL, "konsep"),
    *_get("ketentuan.tanya", REGULASI, "diperiksa kembalikan", tolak=RAHASIA),
    *_post("ketentuan.aksi", PENGUSUL, "konsep ajukan"),
    *_post("ketentuan.aksi", _p("penyetuju_regulasi"), "diperiksa setujui"),
    *_post("ketentuan.aksi", _p("penyetuju_regulasi"), "disahkan cabut"),
    # Kinds of letters: who regulates, and the city's admin.
    *_get("jenis_naskah.daftar", JENIS),
    *_get("jenis_naskah.baru", JENIS),
    *_get("jenis_naskah.lihat", JENIS, "surat_edaran"),
    *_get("jenis_naskah.ubah", JENIS, "surat_edaran"),
    *_post("jenis_naskah.pratinjau", JENIS, jawab=200),
    *_post("jenis_naskah.simpan_baru", JENIS, jawab=200),
    *_post("jenis_naskah.simpan_ubah", JENIS, "surat_tugas", jawab=200),
    *_post("jenis_naskah.hentikan", JENIS, "surat_tugas"),
    *_post("jenis_naskah.pakai", JENIS, "surat_tugas"),
]

PUBLIK = frozenset(
    [
        *("static", "sehat.healthz", "sehat.readyz", "komponen.komponen", "komponen.dokumen"),
        *("masuk.masuk", "masuk.lupa_sandi", "masuk.keluar", "masuk.kedua", "masuk.pilihan_kunci", "masuk.masuk_kunci"),
        *("siapkan.mulai", "siapkan.simpan", "aktivasi.aktifkan"),
        "keadaan.angka",  # by token, or on the machine itself
        *("verifikasi.periksa", "verifikasi.periksa_unggahan", "verifikasi.lihat", "verifikasi.bandingkan"),
    ]
)
"""Endpoints that are open without login, by intention: every other one refuses at least one role."""
