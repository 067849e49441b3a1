"""The operations of the API, by hand: who may, with which scope-wide token. Refused without a token: 401."""

from __future__ import annotations

from tests.matrix.harapan import (
    AGENDA,
    AUDITOR,
    BIDANG,
    KESEHATAN,
    KOMUNIKASI,
    MASUK,
    PENERIMA_RAHASIA,
    RAHASIA,
    RUTE,
    SIAPA_PUN,
    Baris,
    _get,
    _p,
    _post,
)

SK, SM, D, B = "api_surat_keluar", "api_surat_masuk", "api_disposisi", "api_berkas"


def _put(endpoint: str, boleh: frozenset[str], *objek: str) -> list[Baris]:
    return [Baris("PUT", endpoint, o, boleh, (200,), RAHASIA) for o in objek]


def _hapus(
    endpoint: str, boleh: frozenset[str], objek: str, *, jawab: int = 204, tolak: tuple[int, ...] = RAHASIA
) -> list[Baris]:
    return [Baris("DELETE", endpoint, objek, boleh, (jawab,), tolak)]


HARAPAN_API: list[Baris] = [
    *_get("dokumentasi_api.openapi", SIAPA_PUN),
    *_get("dokumentasi_api.daftar", SIAPA_PUN),
    *_get("dokumentasi_api.operasi", SIAPA_PUN),
    # Pages on Akun saya: one's own tokens and webhooks, nobody else's.
    *_get("token_api.daftar", MASUK),
    *_post("token_api.buat", MASUK, jawab=200),
    *_post("token_api.cabut", _p("konseptor"), "konseptor", tolak=RAHASIA),
    *_get("webhook.daftar", MASUK),
    *_post("webhook.buat", MASUK, jawab=200),
    *_get("webhook.lihat", _p("konseptor"), "konseptor", tolak=RAHASIA),
    *_post("webhook.ulangi", _p("konseptor"), "konseptor", tolak=RAHASIA),
    *_post("webhook.jeda", _p("konseptor"), "konseptor", tolak=RAHASIA),
    *_post("webhook.hidupkan", _p("konseptor"), "konseptor", tolak=RAHASIA),
    *_post("webhook.hapus", _p("konseptor"), "konseptor", tolak=RAHASIA),
    *_get("api_verifikasi.periksaKeaslian", SIAPA_PUN, "terkirim", "rahasia"),
    # The caller.
    *_get("api_saya.saya", MASUK),
    *_get("api_saya.daftarPemberitahuan", MASUK),
    *_post("api_saya.tandaiPemberitahuanDibaca", MASUK, jawab=200),
    *_get("api_tugas.daftarTugas", MASUK),
    *_post("api_tugas.lakukanTugas", _p("pemaraf"), "paraf", jawab=200, tolak=RAHASIA),
    *_get("api_umum.cari", MASUK),
    *_post("api_umum.unggahBerkas", MASUK, jawab=201),
    *_get("api_umum.bacaPekerjaan", _p("konseptor admin_opd admin_kota"), "antre"),
    # One's own webhooks, tokens and saved views; comments of who reads the document.
    *_get("api_webhook.daftarPeristiwa", MASUK),
    *_get("api_webhook.daftarWebhook", MASUK),
    *_post("api_webhook.buatWebhook", MASUK, jawab=201),
    *_get("api_webhook.bacaWebhook", _p("konseptor"), "konseptor", tolak=RAHASIA),
    *_get("api_webhook.daftarKirimanWebhook", _p("konseptor"), "konseptor", tolak=RAHASIA),
    *_post("api_webhook.jedaWebhook", _p("konseptor"), "konseptor", jawab=200, tolak=RAHASIA),
    *_post("api_webhook.hidupkanWebhook", _p("konseptor"), "konseptor", jawab=200, tolak=RAHASIA),
    *_post("api_webhook.ulangiKirimanWebhook", _p("konseptor"), "konseptor", jawab=202, tolak=RAHASIA),
    *_hapus("api_webhook.hapusWebhook", _p("konseptor"), "konseptor"),
    *_get("api_token.daftarToken", MASUK),
    *_hapus("api_token.cabutToken", _p("konseptor"), "konseptor"),
    *_hapus("api_token.cabutTokenIni", MASUK, ""),
    *_get("api_komentar.daftarTampilan", MASUK, "surat_keluar"),
    *_hapus("api_komentar.hapusTampilan", _p("konseptor"), "konseptor"),
    *_get("api_komentar.daftarKomentar", BIDANG, "surat_keluar konsep", tolak=RAHASIA),
    *_get("api_komentar.daftarKomentar", KOMUNIKASI, "surat_keluar terkirim", tolak=RAHASIA),
    *_get("api_komentar.daftarKomentar", RUTE, "surat_keluar rahasia", tolak=RAHASIA),
    *_get("api_komentar.daftarKomentar", PENERIMA_RAHASIA, "surat_masuk rahasia", "disposisi rahasia", tolak=RAHASIA),
    *_post("api_komentar.tulisKomentar", BIDANG - AUDITOR, "surat_keluar konsep", jawab=201, tolak=RAHASIA),
    *_post("api_komentar.tulisKomentar", RUTE, "surat_keluar rahasia", jawab=201, tolak=RAHASIA),
    *_post("api_komentar.tulisKomentar", KESEHATAN - AUDITOR, "disposisi baru", jawab=201, tolak=RAHASIA),
    *_put("api_komentar.ubahKomentar", _p("konseptor"), "konseptor"),
    *_hapus("api_komentar.hapusKomentar", _p("konseptor"), "konseptor", jawab=200),
    # Directory and rules: what every employee sees.
    *_get("api_direktori.daftarUnit", MASUK),
    *_get("api_direktori.daftarJabatan", MASUK),
    *_get("api_direktori.daftarPegawai", MASUK),
    *_get("api_direktori.cariKlasifikasi", MASUK),
    *_get("api_aturan.daftarAturan", MASUK),
    *_get("api_aturan.bacaAturan", MASUK),
    *_post("api_aturan.hitungAturan", MASUK, jawab=200),
    # Letters of ours.
    *_get(f"{SK}.daftarSuratKeluar", MASUK),
    *_get(f"{SK}.daftarJenisNaskah", MASUK),
    *_get(f"{SK}.daftarPenandaTangan", MASUK),
    *_get(f"{SK}.bacaSuratKeluar", BIDANG, "konsep", "siap_ttd", "terbatas", tolak=RAHASIA),
    *_get(f"{SK}.bacaSuratKeluar", KOMUNIKASI, "terkirim", tolak=RAHASIA),
    *_get(f"{SK}.bacaSuratKeluar", RUTE | AUDITOR, "rahasia", tolak=RAHASIA),
    *_get(f"{SK}.tindakanSuratKeluar", BIDANG, "konsep", tolak=RAHASIA),
    *_get(f"{SK}.tindakanSuratKeluar", RUTE | AUDITOR, "rahasia", tolak=RAHASIA),
    *_get(f"{SK}.unduhSuratKeluar", BIDANG, "konsep", tolak=RAHASIA),
    *_get(f"{SK}.unduhSuratKeluar", KOMUNIKASI | KESEHATAN, "terkirim", tolak=RAHASIA),
    *_get(f"{SK}.unduhSuratKeluar", RUTE | PENERIMA_RAHASIA, "rahasia", tolak=RAHASIA),
    *_get(f"{SK}.unduhLampiranSuratKeluar", BIDANG, "konsep", tolak=RAHASIA),
    *_post(f"{SK}.tulisSuratKeluar", MASUK, jawab=201),
    *_hapus(f"{SK}.hapusKonsepSuratKeluar", _p("konseptor"), "konsep", jawab=200, tolak=(403, 404)),
    *_put(f"{SK}.ubahSuratKeluar", _p("konseptor"), "konsep"),
    *_post(f"{SK}.lampirkanSuratKeluar", _p("konseptor"), "konsep", jawab=201, tolak=RAHASIA),
    *_post(f"{SK}.ajukanSuratKeluar", _p("konseptor"), "konsep", jawab=200),
    *_post(f"{SK}.batalkanSuratKeluar", _p("konseptor"), "konsep", jawab=200),
    *_post(f"{SK}.parafSuratKeluar", _p("pemaraf"), "paraf", jawab=200),
    *_post(f"{SK}.kembalikanSuratKeluar", _p("pemaraf"), "paraf", jawab=200),
    *_post(f"{SK}.kembalikanSuratKeluar", _p("penanda"), "siap_ttd", jawab=200),
    *_post(f"{SK}.tarikSuratKeluar", _p("konseptor penanda"), "belum_dibaca", jawab=200),
    *_post(f"{SK}.ralatSuratKeluar", _p("konseptor staf pemaraf penanda"), "terkirim", jawab=201),
    *_get(f"{SK}.daftarSaranSurat", BIDANG, "kembali", tolak=RAHASIA),
    *_post(f"{SK}.sarankanSuratKeluar", BIDANG - AUDITOR - _p("konseptor"), "kembali", jawab=201, tolak=(403, 404)),
    *_post(f"{SK}.terimaSaranSurat", _p("konseptor"), "kembali", jawab=200, tolak=RAHASIA),
    *_post(f"{SK}.tolakSaranSurat", _p("konseptor"), "kembali", jawab=200, tolak=RAHASIA),
    *_post(f"{SK}.tarikSaranSurat", _p("pemaraf"), "kembali", jawab=200, tolak=(403, 404)),
    *_get(f"{SK}.pengirimanSuratKeluar", KOMUNIKASI, "kiriman", tolak=RAHASIA),
    *_post(f"{SK}.kirimSurelSuratKeluar", _p("konseptor penanda arsiparis"), "kiriman", jawab=200, tolak=RAHASIA),
    *_post(f"{SK}.catatDiterimaSuratKeluar", _p("konseptor penanda arsiparis"), "kiriman", jawab=200, tolak=RAHASIA),
    *_post(f"{SK}.catatGagalSuratKeluar", _p("konseptor penanda arsiparis"), "kiriman", jawab=200, tolak=RAHASIA),
    *_post(f"{SK}.tandatanganiSuratKeluar", _p("penanda"), "siap_ttd", jawab=200, tolak=RAHASIA),
    # Letters received.
    *_get(f"{SM}.daftarSuratMasuk", MASUK),
    *_get(f"{SM}.daftarTujuanSuratMasuk", AGENDA),
    *_get(f"{SM}.bacaSuratMasuk", KESEHATAN, "terkirim", "luar", tolak=RAHASIA),
    *_get(f"{SM}.bacaSuratMasuk", PENERIMA_RAHASIA | AUDITOR, "rahasia", tolak=RAHASIA),
    *_get(f"{SM}.tindakanSuratMasuk", KESEHATAN, "luar", tolak=RAHASIA),
    *_get(f"{SM}.unduhSuratMasuk", KESEHATAN, "terkirim", "luar", tolak=RAHASIA),
    *_get(f"{SM}.unduhSuratMasuk", PENERIMA_RAHASIA, "rahasia", tolak=RAHASIA),
    *_get(f"{SM}.penerimaDisposisiSuratMasuk", _p("pimpinan_tujuan"), "luar", tolak=RAHASIA),
    *_post(f"{SM}.catatSuratMasuk", _p("pengadministrasi"), jawab=201, tolak=(403, 422)),
    *_post(f"{SM}.selesaikanSuratMasuk", _p("pimpinan_tujuan"), "luar", jawab=200),
    *_post(f"{SM}.disposisikanSuratMasuk", _p("pimpinan_tujuan"), "luar", jawab=201, tolak=RAHASIA),
    # Disposisi.
    *_get(f"{D}.daftarDisposisi", MASUK),
    *_get("api_tugas_luar.daftarTugasLuar", MASUK),
    *_get(f"{D}.daftarInstruksi", MASUK),
    *_get(f"{D}.bacaDisposisi", KESEHATAN, "baru", "bawah", tolak=RAHASIA),
    *_get(f"{D}.bacaDisposisi", PENERIMA_RAHASIA | AUDITOR, "rahasia", tolak=RAHASIA),
    *_get(f"{D}.tindakanDisposisi", KESEHATAN, "baru", tolak=RAHASIA),
    *_get(f"{D}.unduhBuktiDisposisi", KESEHATAN, "terlapor", tolak=RAHASIA),
    *_get(f"{D}.penerimaTerusanDisposisi", _p("penerima_disposisi"), "baru", tolak=RAHASIA),
    *_post(f"{D}.teruskanDisposisi", _p("penerima_disposisi"), "baru", jawab=201, tolak=RAHASIA),
    *_post(f"{D}.laporkanDisposisi", _p("penerima_disposisi"), "baru", jawab=200, tolak=RAHASIA),
    *_post(f"{D}.kerjakanDisposisi", _p("penerima_disposisi"), "baru", jawab=200),
    *_post(f"{D}.kembalikanDisposisi", _p("penerima_disposisi"), "baru", jawab=200),
    *_post(f"{D}.tarikDisposisi", _p("pimpinan_tujuan"), "ditolak", jawab=200),
    # Archive.
    *_get(f"{B}.daftarBerkas", MASUK),
    *_get(f"{B}.bacaBerkas", KOMUNIKASI, "komunikasi", tolak=RAHASIA),
    *_get(f"{B}.isiBerkas", KESEHATAN, "kesehatan", tolak=RAHASIA),
    *_post(f"{B}.bukaBerkas", _p("arsiparis"), "komunikasi", jawab=201, tolak=(403, 422)),
    *_post(f"{B}.berkaskanSuratKeluar", _p("arsiparis konseptor"), "terkirim", jawab=200, tolak=RAHASIA),
    *_post(f"{B}.berkaskanSuratMasuk", _p("pengadministrasi pimpinan_tujuan"), "selesai", jawab=200, tolak=RAHASIA),
]

PUBLIK_API = frozenset(
    {
        "dokumentasi_api.openapi",
        "dokumentasi_api.daftar",
        "dokumentasi_api.operasi",
        "api_verifikasi.periksaKeaslian",
    }
)
