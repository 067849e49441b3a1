"""Units, posts, people and codes of the classification, as every employee may see them."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from suite.core.api import kelompok
from suite.core.api.bidang import Bulat, Halaman, Penyaring, Skema, Tanggal, Teks, Ya, halaman, wajib
from suite.core.api.halaman import kursor, susun
from suite.core.clock import today
from suite.core.daftar_kode import queries as kode
from suite.core.identity import direktori

grup = kelompok("direktori", "Direktori", "Unit, jabatan, pegawai, dan kode klasifikasi yang berlaku hari ini.")
_CARI: dict[str, Any] = {"metadata": {"description": "Kata yang semuanya harus ada."}}

CONTOH_UNIT = {
    "id": 12,
    "kode": "1.02",
    "nama": "Dinas Kesehatan",
    "nama_singkat": "Dinkes",
    "jenis": "dinas",
    "induk_id": None,
    "opd_id": 12,
}
CONTOH_JABATAN = {
    "id": 34,
    "nama": "Kepala Dinas Kesehatan",
    "unit_id": 12,
    "unit": "Dinas Kesehatan",
    "jenis": "pimpinan_tinggi",
    "eselon": "II.b",
    "kepala": True,
    "atasan_id": None,
    "pegawai_id": 501,
    "pegawai": "dr. Hendra Wijaya, M.Kes.",
    "sebagai": "definitif",
}
CONTOH_PEGAWAI = {
    "id": 501,
    "nama": "dr. Hendra Wijaya, M.Kes.",
    "nip": "197506122002121004",
    "jabatan": [
        {
            "jabatan_id": 34,
            "jabatan": "Kepala Dinas Kesehatan",
            "unit_id": 12,
            "unit": "Dinas Kesehatan",
            "jenis": "definitif",
            "mulai": "2024-03-01",
        }
    ],
}


class Unit(Skema):
    id = Bulat(**wajib())
    kode = fields.String(required=True)
    nama = fields.String(required=True)
    nama_singkat = fields.String(required=True)
    jenis = fields.String(required=True)
    induk_id = Bulat(required=True, allow_none=True)
    opd_id = Bulat(required=True, allow_none=True)


class SaringUnit(Halaman):
    q = Teks(200, load_default="", **_CARI)
    opd_id = Bulat(load_default=None)


HalamanUnit = halaman(Unit, "HalamanUnit")


def _setelah(saring: dict[str, Any]) -> int | None:
    k = kursor(saring.get("setelah"))
    return k.kunci[0] if k else None


@grup.operasi(
    "GET", "/unit", id="daftarUnit", izin="masuk", lingkup="direktori:baca", query=SaringUnit, jawab=HalamanUnit,
    contoh={"isi": [CONTOH_UNIT], "berikut": None}, ringkas="Unit kerja yang berlaku hari ini",
)  # fmt: skip
def unit(saring: dict[str, Any]) -> dict[str, Any]:
    baris = direktori.daftar_unit(
        saring["q"], opd_id=saring["opd_id"], setelah=_setelah(saring), batas=saring["batas"] + 1
    )
    return susun(baris, saring["batas"], lambda u: (u.id,))


class Jabatan(Skema):
    id = Bulat(**wajib())
    nama = fields.String(required=True)
    unit_id = Bulat(**wajib())
    unit = fields.String(required=True)
    jenis = fields.String(required=True)
    eselon = fields.String(required=True)
    kepala = Ya(**wajib())
    atasan_id = Bulat(required=True, allow_none=True)
    pegawai_id = Bulat(
        required=True, allow_none=True, metadata={"description": "Yang bertindak hari ini; null bila kosong."}
    )
    pegawai = fields.String(required=True, allow_none=True)
    sebagai = fields.String(required=True, allow_none=True, metadata={"description": "definitif, Plh., Plt., atau Pj."})


class SaringJabatan(Halaman):
    q = Teks(200, load_default="", **_CARI)
    unit_id = Bulat(load_default=None)


HalamanJabatan = halaman(Jabatan, "HalamanJabatan")


@grup.operasi(
    "GET", "/jabatan", id="daftarJabatan", izin="masuk", lingkup="direktori:baca", query=SaringJabatan,
    jawab=HalamanJabatan, contoh={"isi": [CONTOH_JABATAN], "berikut": None}, ringkas="Jabatan dan siapa yang bertindak di dalamnya",
)  # fmt: skip
def jabatan(saring: dict[str, Any]) -> dict[str, Any]:
    baris = direktori.daftar_jabatan(
        saring["q"], unit_id=saring["unit_id"], setelah=_setelah(saring), batas=saring["batas"] + 1
    )
    hasil = susun(baris, saring["batas"], lambda b: (b.jabatan.id,))
    hasil["isi"] = [_jabatan(b) for b in hasil["isi"]]
    return hasil


def _jabatan(b: direktori.BarisJabatan) -> dict[str, Any]:
    j, orang = b.jabatan, b.pemegang
    return {
        **{k: getattr(j, k) for k in ("id", "nama", "unit_id", "jenis", "eselon", "kepala", "atasan_id")},
        "unit": j.unit.nama,
        "pegawai_id": orang.pegawai.id if orang else None,
        "pegawai": orang.pegawai.nama_lengkap if orang else None,
        "sebagai": orang.jenis if orang else None,
    }


class JabatanPegawai(Skema):
    jabatan_id = Bulat(**wajib())
    jabatan = fields.String(required=True)
    unit_id = Bulat(**wajib())
    unit = fields.String(required=True)
    jenis = fields.String(required=True)
    mulai = Tanggal(**wajib())


class Pegawai(Skema):
    id = Bulat(**wajib())
    nama = fields.String(required=True)
    nip = fields.String(required=True)
    jabatan = fields.List(fields.Nested(JabatanPegawai), required=True)


HalamanPegawai = halaman(Pegawai, "HalamanPegawai")


@grup.operasi(
    "GET", "/pegawai", id="daftarPegawai", izin="masuk", lingkup="direktori:baca", query=SaringJabatan,
    jawab=HalamanPegawai, contoh={"isi": [CONTOH_PEGAWAI], "berikut": None}, ringkas="Pegawai yang memegang jabatan hari ini",
)  # fmt: skip
def pegawai(saring: dict[str, Any]) -> dict[str, Any]:
    baris = direktori.daftar_pegawai(
        saring["q"], unit_id=saring["unit_id"], setelah=_setelah(saring), batas=saring["batas"] + 1
    )
    hasil = susun(baris, saring["batas"], lambda b: (b[0].id,))
    hasil["isi"] = [
        {
            "id": p.id,
            "nama": p.nama_lengkap,
            "nip": p.nip,
            "jabatan": [
                {
                    "jabatan_id": t.jabatan_id,
                    "jabatan": t.jabatan.nama,
                    "unit_id": t.jabatan.unit_id,
                    "unit": t.jabatan.unit.nama,
                    "jenis": t.jenis,
                    "mulai": t.mulai,
                }
                for t in tugas
            ],
        }
        for p, tugas in hasil["isi"]
    ]
    return hasil


class Klasifikasi(Skema):
    kode = fields.String(required=True)
    uraian = fields.String(required=True)
    daun = Ya(**wajib(metadata={"description": "Kode paling rinci: hanya ini yang dipakai pada surat."}))


class DaftarKlasifikasi(Skema):
    isi = fields.List(fields.Nested(Klasifikasi), required=True)


class SaringKlasifikasi(Penyaring):
    q = Teks(200, minimal=1, **wajib(metadata={"description": "Kata dalam uraian, atau angka depan kode."}))
    hanya_daun = Ya(load_default=True)
    batas = Bulat(minimal=1, maks=100, load_default=30)


@grup.operasi(
    "GET", "/klasifikasi", id="cariKlasifikasi", izin="masuk", lingkup="direktori:baca", query=SaringKlasifikasi,
    jawab=DaftarKlasifikasi, contoh={"isi": [{"kode": "000.1.5", "uraian": "Rapat pimpinan", "daun": True}]},
    ringkas="Cari kode klasifikasi arsip",
)  # fmt: skip
def klasifikasi(saring: dict[str, Any]) -> dict[str, Any]:
    ada = kode.cari("klasifikasi", saring["q"], today(), limit=saring["batas"], hanya_daun=saring["hanya_daun"])
    return {"isi": ada}
