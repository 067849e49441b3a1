"""Letters of ours: list, write, submit, initial, sign, read."""

from __future__ import annotations

from typing import Any

from flask import current_app, request

from suite.core import audit, policy, workflow
from suite.core.actor import Actor
from suite.core.api import kelompok
from suite.core.api.halaman import kursor, susun
from suite.core.clock import today
from suite.core.db import session
from suite.core.errors import TidakDitemukan
from suite.core.identity.models import Pegawai
from suite.core.policy import current_actor
from suite.core.signing import buka
from suite.naskah_dinas.api import bersama, isian, schemas
from suite.naskah_dinas.api.bersama import rujuk
from suite.naskah_dinas.api.bersama import surat_keluar as muat
from suite.naskah_dinas.api.tanda_tangan import TandaTangan
from suite.naskah_dinas.models import SuratKeluar, SuratTujuan
from suite.naskah_dinas.queries import keluar as queries
from suite.naskah_dinas.queries import pilihan
from suite.naskah_dinas.rules.jenis import jenis_naskah, semua_jenis_naskah
from suite.naskah_dinas.services import keluar, kirim, naskah, susunan
from suite.naskah_dinas.services import tarik as layanan_tarik
from suite.naskah_dinas.services.berkas import dimusnahkan, pastikan_tersimpan
from suite.naskah_dinas.services.lampiran import tercetak

grup = kelompok("surat_keluar", "Surat keluar", "Surat yang ditulis di sini, dari konsep sampai terkirim.")

OPERASI = {
    "ajukan": "ajukanSuratKeluar",
    "batalkan": "batalkanSuratKeluar",
    "paraf": "parafSuratKeluar",
    "kembalikan": "kembalikanSuratKeluar",
    "tandatangani": "tandatanganiSuratKeluar",
    "ulangi": "tandatanganiSuratKeluar",
    "arsipkan": "berkaskanSuratKeluar",
    "tarik": "tarikSuratKeluar",
}
CONTOH_ISI = {
    "jenis": "surat_dinas",
    "hal": "Undangan rapat koordinasi",
    "isi": "<p>Bersama ini kami mengundang Saudara pada rapat koordinasi.</p>",
    "klasifikasi": "000.1.5",
    "kepada": [{"unit_id": 12}],
    "penanda_tangan": {"jabatan_id": 34},
}
CONTOH = {
    "id": 101,
    "versi": 1,
    "jenis": "surat_dinas",
    "hal": "Undangan rapat koordinasi",
    "status": "konsep",
    "giliran": "Konsep",
    "sifat": "biasa",
    "keamanan": "B",
    "klasifikasi": "000.1.5",
    "nomor": None,
    "tanggal": None,
    "opd": {"id": 7, "nama": "Dinas Komunikasi dan Informatika"},
    "unit": {"id": 9, "nama": "Bidang Aplikasi Informatika"},
    "konseptor": {"id": 210, "nama": "Rina Wulandari, S.Kom."},
    "penanda_tangan": {
        "jabatan_id": 34,
        "jabatan": "Kepala Dinas Komunikasi dan Informatika",
        "cara": "",
        "atas_nama_id": None,
        "melalui_id": None,
    },
    "kepada": [{"unit_id": 12, "jabatan_id": None, "teks": "Kepala Dinas Kesehatan", "surel": ""}],
    "tembusan": [],
    "menjawab_id": None,
    "meralat_id": None,
    "nomor_masing": False,
    "kirim_pada": None,
    "induk_id": None,
    "isi": "<p>Bersama ini kami mengundang Saudara pada rapat koordinasi.</p>",
    "isian": [],
    "lampiran": [],
    "lampiran_tercetak": [],
    "dibuat_pada": "2026-11-24T02:15:00+00:00",
    "terbit_pada": None,
    "dimusnahkan": False,
}

CONTOH_RINGKAS = {
    **{k: CONTOH[k] for k in ("id", "versi", "jenis", "hal", "status", "sifat", "nomor", "tanggal", "dibuat_pada")},
    "konseptor": "Rina Wulandari, S.Kom.",
    "tujuan": "Kepala Dinas Kesehatan",
    "banyak_tujuan": 1,
}
CONTOH_JENIS = {
    "kode": "surat_dinas",
    "nama": "Surat dinas",
    "uraian": "Pemberitahuan, permintaan, atau jawaban ke luar unit atau ke luar pemerintah kota.",
    "isian": [],
    "isi_wajib": True,
    "golongan": "korespondensi",
    "butuh_tujuan": True,
    "butuh_hal": True,
    "sifat": ["biasa", "segera", "sangat_segera"],
    "sumber": "Permendagri 1/2023",
}
CONTOH_PENANDA = {
    "jabatan_id": 34,
    "cara": "",
    "atas_nama_id": None,
    "melalui_id": None,
    "label": "Kepala Dinas Komunikasi dan Informatika",
}


def rinci(surat: SuratKeluar, actor: Actor) -> dict[str, Any]:
    boleh_isi = policy.boleh("surat_keluar.isi", actor, surat)
    p = surat.penanda_jabatan
    return {
        **{
            k: getattr(surat, k)
            for k in (
                "id", "versi", "jenis", "hal", "status", "sifat", "keamanan", "klasifikasi", "nomor", "tanggal",
                "menjawab_id", "meralat_id", "nomor_masing", "kirim_pada", "induk_id", "dibuat_pada", "terbit_pada",
            )
        },
        "giliran": workflow.bilah(surat, actor).giliran,
        "opd": rujuk(surat.opd),
        "unit": rujuk(surat.unit),
        "konseptor": rujuk(surat.konseptor),
        "penanda_tangan": {
            "jabatan_id": p.id,
            "jabatan": p.nama,
            "cara": surat.cara,
            "atas_nama_id": surat.atas_nama_id,
            "melalui_id": surat.melalui_id,
        }
        if p is not None
        else None,
        "kepada": [_tujuan(t) for t in surat.kepada],
        "tembusan": [_tujuan(t) for t in surat.tembusan],
        "isi": surat.isi if boleh_isi else None,
        "lampiran_tercetak": tercetak(surat) if boleh_isi else None,
        "dimusnahkan": dimusnahkan(surat),
        "isian": [
            {"kode": k, "nilai": v.split("\n") if isinstance(v, str) else [str(x) for x in v]}
            for k, v in susunan.nilai(surat).items()
        ]
        if boleh_isi
        else None,
        "lampiran": [
            {
                "id": x.id,
                "judul": x.judul,
                "nama": x.file.nama,
                "jenis_mime": x.file.jenis_mime,
                "ukuran": x.file.ukuran,
            }
            for x in surat.lampiran
        ]
        if boleh_isi
        else None,
    }  # fmt: skip


def _tujuan(t: SuratTujuan) -> dict[str, Any]:
    return {"unit_id": t.unit_id, "jabatan_id": t.jabatan_id, "teks": t.teks, "surel": t.surel}


def catat_baca(actor: Actor, surat: SuratKeluar, uraian: str) -> None:
    """As on the page: ordinary letters are read freely; of the others each reading is logged."""
    if surat.keamanan != "B":
        audit.catat_baca(actor, "surat_keluar", surat.id, uraian)


# Reading -----------------------------------------------------------------------------------------------------------


@grup.operasi(
    "GET", "/surat-keluar", id="daftarSuratKeluar", izin="surat_keluar.daftar", lingkup="surat:baca",
    query=schemas.SaringSuratKeluar, jawab=schemas.HalamanSuratKeluar,
    ringkas="Daftar surat keluar yang boleh Anda lihat, terbaru lebih dahulu",
    contoh={"isi": [CONTOH_RINGKAS], "berikut": "W2ZhbHNlLDEwMV0"},
)  # fmt: skip
def daftar(saring: dict[str, Any]) -> dict[str, Any]:
    isi = queries.Saringan(
        kata=pilihan.rapikan(saring["q"]),
        **{k: saring[k] for k in ("jenis", "status", "sifat", "luar", "dari", "sampai")},
    )
    baris = queries.daftar(
        current_actor(), saring["tampilan"], isi, kursor(saring.get("setelah")), ukuran=saring["batas"]
    )
    return susun(baris, saring["batas"], lambda b: (b.id,))


@grup.operasi(
    "GET", "/surat-keluar/<int:id>", id="bacaSuratKeluar", izin="surat_keluar.lihat", objek=muat, lingkup="surat:baca",
    jawab=schemas.SuratKeluarRinci, contoh=CONTOH, ringkas="Baca satu surat keluar",
    uraian="`isi` dan `lampiran` null bila Anda hanya boleh melihat keterangannya.",
)  # fmt: skip
def baca(surat: SuratKeluar) -> dict[str, Any]:
    actor = current_actor()
    hasil = rinci(surat, actor)
    if hasil["isi"] is not None:
        catat_baca(actor, surat, "isi melalui API")
    return hasil


@grup.operasi(
    "GET", "/surat-keluar/<int:id>/tindakan", id="tindakanSuratKeluar", izin="surat_keluar.lihat", objek=muat,
    lingkup="surat:baca", jawab=schemas.DaftarTindakan, contoh=bersama.contoh_tindakan("ajukan", "Ajukan paraf", "ajukanSuratKeluar"),
    ringkas="Tindakan yang dapat Anda lakukan pada surat sekarang",
)  # fmt: skip
def tindakan(surat: SuratKeluar) -> dict[str, Any]:
    return bersama.tindakan(surat, current_actor(), OPERASI)


@grup.operasi(
    "GET", "/surat-keluar/<int:id>/pdf", id="unduhSuratKeluar", izin="surat_keluar.isi", objek=muat,
    lingkup="surat:baca", mime="application/pdf", ringkas="Unduh surat sebagai PDF",
    uraian="Bertanda tangan bila sudah terbit; sebelum itu konsepnya, tanpa nomor.",
)  # fmt: skip
def pdf(surat: SuratKeluar):
    isi = naskah.kertas(surat)
    catat_baca(current_actor(), surat, "PDF melalui API")
    return bersama.kirim_bita(isi, naskah.nama_berkas(surat), "application/pdf")


@grup.operasi(
    "GET", "/surat-keluar/<int:id>/lampiran/<int:lampiran_id>", id="unduhLampiranSuratKeluar", izin="surat_keluar.isi",
    objek=lambda id, lampiran_id: muat(id), lingkup="surat:baca", mime="application/octet-stream",
    ringkas="Unduh satu lampiran",
)  # fmt: skip
def lampiran(surat: SuratKeluar):
    cari = int((request.view_args or {})["lampiran_id"])
    satu = next((x for x in surat.lampiran if x.id == cari), None)
    if satu is None:
        raise TidakDitemukan("Lampiran itu tidak ada pada surat ini.")
    pastikan_tersimpan(surat)
    catat_baca(current_actor(), surat, f"lampiran {satu.urut} melalui API")
    return bersama.kirim(satu.file)


@grup.operasi(
    "GET", "/jenis-naskah", id="daftarJenisNaskah", izin="surat_keluar.buat", lingkup="surat:baca",
    jawab=schemas.DaftarJenisNaskah, contoh={"isi": [CONTOH_JENIS]},
    ringkas="Jenis naskah yang dapat ditulis hari ini",
)  # fmt: skip
def jenis() -> dict[str, Any]:
    return {"isi": semua_jenis_naskah(today())}


@grup.operasi(
    "GET", "/penanda-tangan", id="daftarPenandaTangan", izin="surat_keluar.buat", lingkup="surat:baca",
    query=schemas.SaringPenanda, jawab=schemas.DaftarPenanda,
    contoh={"isi": [CONTOH_PENANDA]},
    ringkas="Pejabat yang dapat menandatangani surat jenis ini yang Anda tulis",
)  # fmt: skip
def penanda(saring: dict[str, Any]) -> dict[str, Any]:
    calon = pilihan.penanda_actor(current_actor(), jenis_naskah(saring["jenis"], today()))
    return {
        "isi": [
            {
                "jabatan_id": p.jabatan_id,
                "cara": p.cara,
                "atas_nama_id": p.atas_nama_id,
                "melalui_id": p.melalui_id,
                "label": x.label,
            }
            for p, x in calon
        ]
    }


# Writing -----------------------------------------------------------------------------------------------------------


@grup.operasi(
    "POST", "/surat-keluar", id="tulisSuratKeluar", izin="surat_keluar.buat", lingkup="surat:tulis",
    isi=schemas.SuratBaru, contoh_isi=CONTOH_ISI, jawab=schemas.SuratKeluarRinci, contoh=CONTOH, status=201,
    ringkas="Tulis konsep surat", uraian="Konsep dari pegawai pemilik token, dalam penugasan yang dipakai bertindak.",
)  # fmt: skip
def tulis(isi: dict[str, Any]) -> dict[str, Any]:
    actor = current_actor()
    baru = keluar.buat(actor, isian.surat(actor, isi), isian.lampiran(actor, isi["lampiran_unggahan"]))
    return rinci(baru, actor)


@grup.operasi(
    "PUT", "/surat-keluar/<int:id>", id="ubahSuratKeluar", izin="surat_keluar.ubah", objek=muat, lingkup="surat:tulis",
    isi=schemas.UbahSurat, contoh_isi={k: v for k, v in CONTOH_ISI.items() if k != "jenis"} | {"versi": 1},
    jawab=schemas.SuratKeluarRinci, contoh=CONTOH, ringkas="Ganti isi konsep surat",
    uraian="Seluruh isian diganti; jenisnya tetap. Lampiran yang ada tetap, kecuali disebut dalam `buang_lampiran`.",
)  # fmt: skip
def ubah(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    actor = current_actor()
    keluar.ubah(
        actor,
        surat,
        isian.surat(actor, isi, surat),
        versi=isi["versi"],
        lampiran=isian.lampiran(actor, isi["lampiran_unggahan"]),
        buang_lampiran=isi["buang_lampiran"],
    )
    return rinci(surat, actor)


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/lampiran", id="lampirkanSuratKeluar", izin="surat_keluar.ubah", objek=muat,
    lingkup="surat:tulis", isi=schemas.LampirkanBerkas,
    contoh_isi={"versi": 1, "unggahan_id": 55, "judul": "Daftar undangan"}, jawab=schemas.SuratKeluarRinci,
    contoh=CONTOH, status=201, ringkas="Lampirkan unggahan pada konsep",
)  # fmt: skip
def lampirkan(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    actor = current_actor()
    berkas = bersama.unggahan(actor, isi["unggahan_id"], "unggahan_id")
    keluar.lampirkan(actor, surat, [(isi["judul"].strip() or berkas.nama, berkas)], versi=isi["versi"])
    return rinci(surat, actor)


# Acts --------------------------------------------------------------------------------------------------------------


def _lakukan(surat: SuratKeluar, nama: str, isi: dict[str, Any]) -> dict[str, Any]:
    actor = current_actor()
    workflow.jalankan(surat, nama, actor, versi=isi["versi"], catatan=isi.get("catatan", ""))
    return rinci(surat, actor)


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/ajukan", id="ajukanSuratKeluar", izin="surat_keluar.lihat", objek=muat,
    lingkup="surat:tulis", isi=schemas.Versi, contoh_isi={"versi": 1}, jawab=schemas.SuratKeluarRinci, contoh=CONTOH,
    ringkas="Ajukan konsep untuk diparaf atau ditandatangani",
)  # fmt: skip
def ajukan(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    return _lakukan(surat, "ajukan", isi)


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/batalkan", id="batalkanSuratKeluar", izin="surat_keluar.lihat", objek=muat,
    lingkup="surat:tulis", isi=schemas.Versi, contoh_isi={"versi": 1}, jawab=schemas.SuratKeluarRinci, contoh=CONTOH,
    ringkas="Batalkan konsep", uraian="Tidak dapat ditarik kembali.",
)  # fmt: skip
def batalkan(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    return _lakukan(surat, "batalkan", isi)


@grup.operasi(
    "DELETE", "/surat-keluar/<int:id>", id="hapusKonsepSuratKeluar", izin="surat_keluar.lihat", objek=muat,
    lingkup="surat:tulis", berversi=True, jawab=schemas.SuratKeluarRinci, contoh=CONTOH | {"status": "batal", "versi": 2},
    ringkas="Batalkan konsep (sama dengan `batalkanSuratKeluar`)",
    uraian="Surat tidak hilang: konsep menjadi batal dan tetap dapat dibaca. Tidak dapat ditarik kembali.",
)  # fmt: skip
def hapus(surat: SuratKeluar, versi: int) -> dict[str, Any]:
    return _lakukan(surat, "batalkan", {"versi": versi})


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/paraf", id="parafSuratKeluar", izin="surat_keluar.lihat", objek=muat,
    lingkup="surat:paraf", isi=schemas.Versi, contoh_isi={"versi": 2}, jawab=schemas.SuratKeluarRinci, contoh=CONTOH,
    ringkas="Paraf surat pada giliran Anda",
)  # fmt: skip
def paraf(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    return _lakukan(surat, "paraf", isi)


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/kembalikan", id="kembalikanSuratKeluar", izin="surat_keluar.lihat", objek=muat,
    lingkup="surat:paraf", isi=schemas.VersiCatatan, contoh_isi={"versi": 2, "catatan": "Dasar hukum keliru."},
    jawab=schemas.SuratKeluarRinci, contoh=CONTOH, ringkas="Kembalikan surat kepada konseptornya dengan alasan",
)  # fmt: skip
def kembalikan(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    return _lakukan(surat, "kembalikan", isi)


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/tandatangani", id="tandatanganiSuratKeluar", izin="surat_keluar.tandatangani",
    objek=muat, lingkup="surat:tandatangan", isi=TandaTangan, contoh_isi={"versi": 3},
    jawab=schemas.SuratKeluarRinci, contoh=CONTOH, ringkas="Tanda tangani: nomor, tanggal, tanda tangan, dan pengiriman",
    uraian="Tidak dapat ditarik kembali. Bila layanan tanda tangan tidak menjawab (503), nomor tetap terikat pada surat "
    "ini: baca surat untuk versi barunya, lalu panggil lagi. Dengan BSrE, `frasa` wajib; ia tidak disimpan.",
)  # fmt: skip
def tandatangani(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    actor, id = current_actor(), surat.id
    pegawai = session.get(Pegawai, actor.pegawai_id or 0)
    signer = buka(current_app.extensions["signer"], pegawai, isi["frasa"], totp=isi["totp"])
    kirim.tandatangani(actor, surat, versi=isi["versi"], signer=signer)
    return rinci(session.get_one(SuratKeluar, id), actor)


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/tarik", id="tarikSuratKeluar", izin="surat_keluar.lihat", objek=muat,
    lingkup="surat:tandatangan", isi=schemas.VersiCatatan, contoh_isi={"versi": 5, "catatan": "Tanggal rapat keliru."},
    jawab=schemas.SuratKeluarRinci, contoh=CONTOH | {"status": "ditarik"},
    ringkas="Tarik kembali surat yang belum dibaca penerimanya",
    uraian="`catatan` wajib: penerima membacanya. Nomor tetap terpakai. Sesudah ada yang membaca, pakai `ralatSuratKeluar`.",
)  # fmt: skip
def tarik(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    return _lakukan(surat, "tarik", isi)


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/ralat", id="ralatSuratKeluar", izin="surat_keluar.ralat", objek=muat,
    lingkup="surat:tulis", jawab=schemas.SuratKeluarRinci, contoh=CONTOH | {"meralat_id": 100}, status=201,
    ringkas="Buat konsep surat ralat atas surat yang terbit",
    uraian="Konsep baru berisi salinan surat asal; ubah bagian yang keliru dengan `ubahSuratKeluar`, lalu ajukan.",
)  # fmt: skip
def ralat(surat: SuratKeluar) -> dict[str, Any]:
    actor = current_actor()
    return rinci(layanan_tarik.buat_ralat(actor, surat), actor)
