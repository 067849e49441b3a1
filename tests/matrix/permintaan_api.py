"""What is asked of each operation of the API: address, body, and the token of the role."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from flask import url_for

from suite.core import db
from suite.core.api import semua_lingkup, tokens
from suite.core.clock import today
from suite.core.files import services as files
from suite.core.identity.models import Account
from suite.naskah_dinas.services.disposisi import daftar_instruksi
from tests.matrix import dunia
from tests.matrix.dunia import Dunia

if TYPE_CHECKING:
    from tests.matrix.harapan import Baris


KIRIMAN: dict[str, dict[str, Any]] = {
    "kirimSurelSuratKeluar": {"surel": "hendra@rumah.test"},
    "catatDiterimaSuratKeluar": {"tanggal": today().isoformat(), "penerima": "Hendra"},
    "catatGagalSuratKeluar": {"sebab": "Kotak surat penuh."},
}


def nyalakan_surel() -> None:
    """The city sends mail, for this one request."""
    from suite.core import pengaturan

    with db.transaksi():
        pengaturan.simpan({"mail.aktif": True})


def adalah_api(b: Baris) -> bool:
    return b.endpoint.startswith("api_")


def token_baru(account: Account, lingkup: list[str] | None = None, nama: str = "uji") -> str:
    """A token of the account with these scopes (default: all); a transaction of its own."""
    with db.transaksi():
        akun = db.session.get_one(Account, account.id)
        return tokens.buat(akun, nama=nama, lingkup=lingkup or [x.nama for x in semua_lingkup()], hari=30)[1]


def lengkapi(d: Dunia) -> None:
    """A token for every role, uploads of who attaches and registers, and limits that the trials do not reach."""
    from suite.core import pengaturan

    with db.transaksi():
        pengaturan.simpan({"api.permintaan_per_menit": 1_000_000, "api.permintaan_anonim_per_menit": 1_000_000})
        for peran in d.akun:
            d.lain[f"unggahan:{peran}"] = files.simpan(dunia.pdf_uji(), nama="unggahan.pdf", actor=d.aktor(peran)).id
    for peran, akun in d.akun.items():
        d.lain[f"token:{peran}"] = token_baru(akun)

    _webhook(d)


def _webhook(d: Dunia) -> None:
    """A webhook of the drafter with one delivery that was tried."""
    from suite.core.api import webhook
    from suite.core.api.models import Kiriman, TokenApi
    from suite.core.config import Config

    with db.transaksi():
        akun = db.session.get_one(Account, d.akun["konseptor"].id)
        satu, _ = webhook.buat(
            akun,
            nama="Arsip",
            url="https://arsip.contoh.go.id/terima",
            jenis=["surat.selesai"],
            config=Config(env="test"),
        )
        kiriman = Kiriman(
            langganan=satu, jenis="surat.terbit", objek_jenis="surat_keluar", objek_id=d.surat["terkirim"].id,
            isi='{"id": 1}', keadaan="gagal", percobaan=7, status_http=500, jawaban="Internal Server Error",
        )  # fmt: skip
        db.session.add(kiriman)
        db.session.flush()
        d.lain["webhook"], d.lain["kiriman"] = satu.id, kiriman.id
        d.lain["token_api"] = db.session.query(TokenApi.id).filter_by(account_id=akun.id).scalar()


def halaman(b: Baris, d: Dunia) -> str | None:
    """The address of a page of tokens, webhooks or documentation; None for every other route."""
    if b.endpoint == "dokumentasi_api.operasi":
        return url_for(b.endpoint, id="tulisSuratKeluar")
    if b.endpoint == "token_api.cabut":
        return url_for(b.endpoint, id=d.lain["token_api"])
    if b.endpoint == "webhook.ulangi":
        return url_for(b.endpoint, id=d.lain["webhook"], kiriman_id=d.lain["kiriman"])
    if b.endpoint.startswith("webhook.") and b.objek:
        return url_for(b.endpoint, id=d.lain["webhook"])
    return None


FORMULIR = {
    "token_api.buat": {"nama": "Uji", "hari": "30", "lingkup": ["surat:baca"]},
    "webhook.buat": {"nama": "Uji", "url": "https://contoh.go.id/terima", "jenis": ["surat.terbit"]},
}


def kepala(d: Dunia, peran: str) -> dict[str, str]:
    token = d.lain.get(f"token:{peran}")
    return {"Authorization": f"Bearer {token}"} if token else {}


def alamat(b: Baris, d: Dunia) -> str:
    grup, id = b.endpoint.split(".")
    nilai: dict[str, Any] = {}
    tambah = ""
    if grup == "api_verifikasi":
        nilai = {"sidik": d.surat[b.objek].signed_sidik}
    elif grup == "api_aturan" and id != "daftarAturan":
        nilai = {"topik": "naskah_dinas.tenggat"}
    elif grup == "api_webhook" and b.objek:
        nilai = {"id": d.lain["webhook"]} | ({"kiriman_id": d.lain["kiriman"]} if id.startswith("ulangi") else {})
    elif id == "cabutToken":
        nilai = {"id": d.lain["token_api"]}
    elif id in {"daftarTampilan", "hapusTampilan"}:
        nilai = {"nama": "surat_keluar"} | ({"id": d.lain["hapus_tampilan:konseptor"]} if id.startswith("h") else {})
    elif id in {"ubahKomentar", "hapusKomentar"}:
        nilai = {"id": d.lain["komentar:konseptor"]}
    elif grup == "api_komentar":
        jenis, satu = b.objek.split()
        nilai = {"jenis": jenis, "id": _dokumen(d, jenis)[satu].id}
    elif id == "lakukanTugas":
        nilai = {"id": d.lain["tugas:paraf"]}
    elif id == "bacaPekerjaan":
        nilai = {"id": d.lain[f"job:{b.objek}"].id}
    elif id in {"berkaskanSuratKeluar", "berkaskanSuratMasuk"}:
        nilai = {"id": (d.surat if id.endswith("Keluar") else d.masuk)[b.objek].id}
    elif b.objek and id != "bukaBerkas":
        kamus = {
            "api_surat_keluar": d.surat,
            "api_surat_masuk": d.masuk,
            "api_disposisi": d.disposisi,
            "api_berkas": d.berkas,
        }
        nilai = {"id": kamus[grup][b.objek].id}
        if id in KIRIMAN:
            nilai["tujuan_id"] = d.lain["tujuan:kiriman"]
        if id == "unduhLampiranSuratKeluar":
            nilai["lampiran_id"] = d.lain[f"lampiran:{b.objek}"]
        if id in {"tolakSaranSurat", "tarikSaranSurat"}:
            nilai["saran_id"] = d.lain["saran"].id
    tambah = {"cari": "?q=rapat", "cariKlasifikasi": "?q=rapat", "daftarPenandaTangan": "?jenis=surat_dinas"}.get(
        id, ""
    )
    return url_for(b.endpoint, **nilai) + tambah


def _dokumen(d: Dunia, jenis: str) -> dict[str, Any]:
    return {"surat_keluar": d.surat, "surat_masuk": d.masuk, "disposisi": d.disposisi}[jenis]


def isian(b: Baris, d: Dunia, peran: str, versi: Any) -> dict[str, Any]:
    """Keywords of the test client's request: `json` or `data`. `versi(dok)` tells the present version."""
    id = b.endpoint.split(".")[1]
    if id == "unggahBerkas":
        return {"data": {"berkas": (io.BytesIO(dunia.pdf_uji()), "surat.pdf")}}
    if b.metode == "DELETE":
        return {"headers": {"If-Match": f'"{versi(d.surat[b.objek])}"'}} if id == "hapusKonsepSuratKeluar" else {}
    if id in {"jedaWebhook", "hidupkanWebhook", "ulangiKirimanWebhook"}:
        return {}
    return {"json": _badan(id, b.objek, d, peran, lambda dok: int(versi(dok)))}


def _badan(id: str, objek: str, d: Dunia, peran: str, versi: Any) -> dict[str, Any]:
    instruksi = [x["kode"] for x in daftar_instruksi() if x["tuntas"]][:1]
    unggahan = d.lain.get(f"unggahan:{peran}", 0)
    if id == "buatWebhook":
        return FORMULIR["webhook.buat"]
    if id == "tulisKomentar":
        return {"isi": "Tanggalnya sudah benar.", "sebut": [d.lain["pegawai:pemaraf"].id]}
    if id == "ubahKomentar":
        return {"versi": 1, "isi": "Tanggalnya keliru."}
    if id == "tandaiPemberitahuanDibaca":
        return {"sampai": 0}
    if id == "lakukanTugas":
        return {"versi": versi(d.surat["paraf"]), "aksi": "paraf"}
    if id == "hitungAturan":
        return {"masukan": {"sifat": "segera", "diterima": "2026-11-24T09:00:00+07:00"}}
    if id in KIRIMAN:
        if id == "kirimSurelSuratKeluar":
            nyalakan_surel()
        return {"ke": 2} | KIRIMAN[id]
    if id == "tulisSuratKeluar":
        return {"jenis": "surat_dinas", "hal": "Konsep dari API", "isi": "<p>Isi.</p>"}
    if id == "ubahSuratKeluar":
        return {"versi": versi(d.surat[objek]), "hal": "Konsep yang diubah"}
    if id == "lampirkanSuratKeluar":
        return {"versi": versi(d.surat[objek]), "unggahan_id": unggahan, "judul": "Peta"}
    if id == "sarankanSuratKeluar":
        return {"asal": "<p>Isi.</p>", "isi": "<p>Isi yang lain.</p>"}
    if id == "terimaSaranSurat":
        return {"versi": versi(d.surat[objek]), "saran": [d.lain["saran"].id]}
    if id in {"tolakSaranSurat", "tarikSaranSurat"}:
        return {}
    if id == "catatSuratMasuk":
        return {
            "tujuan_jabatan_id": d.jabatan["pimpinan_tujuan"].id, "pengirim": "PT Uji", "nomor": "1/U",
            "tanggal": today().isoformat(), "hal": "Penawaran", "unggahan_id": unggahan, "alasan_kembar": "Uji.",
        }  # fmt: skip
    if id == "disposisikanSuratMasuk":
        return {"versi": versi(d.masuk[objek]), "kepada": [d.jabatan["penerima_disposisi"].id], "instruksi": instruksi}
    if id == "teruskanDisposisi":
        return {"versi": versi(d.disposisi[objek]), "kepada": [d.jabatan["pelaksana"].id], "instruksi": instruksi}
    if id == "laporkanDisposisi":
        return {"versi": versi(d.disposisi[objek]), "laporan": "Sudah dikerjakan."}
    if id == "bukaBerkas":
        return {"opd_id": d.unit[objek].id, "klasifikasi": dunia.KLASIFIKASI, "judul": "Berkas dari API"}
    if id == "berkaskanSuratKeluar":
        return {"versi": versi(d.surat[objek]), "berkas_id": d.berkas["komunikasi"].id}
    if id == "berkaskanSuratMasuk":
        return {"versi": versi(d.masuk[objek]), "berkas_id": d.berkas["kesehatan"].id}
    kamus = d.surat if "SuratKeluar" in id else d.masuk if "SuratMasuk" in id else d.disposisi
    isi: dict[str, Any] = {"versi": versi(kamus[objek])}
    return isi | ({"catatan": "Dasar hukum keliru."} if id.startswith(("kembalikan", "tarikSurat")) else {})
