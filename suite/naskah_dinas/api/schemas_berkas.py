"""What the operations of the archive take and answer."""

from __future__ import annotations

from marshmallow import fields

from suite.core.api.bidang import (
    Bulat,
    Halaman,
    Pilihan,
    Skema,
    Tanggal,
    Teks,
    Versi,
    Waktu,
    halaman,
    wajib,
)
from suite.naskah_dinas.api.schemas import BEBAS, Rujukan, ket


class SaringBerkas(Halaman):
    q = Teks(200, load_default="")
    keadaan = Pilihan(("", "terbuka", "ditutup"), load_default="")


class BerkasRingkas(Skema):
    id = Bulat(**wajib())
    klasifikasi = fields.String(required=True)
    judul = fields.String(required=True)
    tahun = Bulat(**wajib())
    opd = fields.String(required=True)
    dibuka_pada = Waktu(**wajib())
    ditutup_pada = Tanggal(**BEBAS)
    jumlah = Bulat(**wajib(), **ket("Banyak surat di dalamnya yang boleh Anda lihat."))


HalamanBerkas = halaman(BerkasRingkas, "HalamanBerkas")


class SuratBerkas(Skema):
    jenis = fields.String(required=True)
    id = Bulat(**wajib())
    nomor = fields.String(required=True)
    hal = fields.String(required=True)
    pihak = fields.String(required=True)
    tanggal = Tanggal(**BEBAS)


HalamanIsiBerkas = halaman(SuratBerkas, "HalamanIsiBerkas")


class Retensi(Skema):
    uraian = fields.String(required=True)
    aktif = fields.String(required=True)
    inaktif = fields.String(required=True)
    nasib = fields.String(required=True)
    tahap = fields.String(required=True)


class BerkasRinci(Skema):
    id = Bulat(**wajib())
    klasifikasi = fields.String(required=True)
    uraian = fields.String(required=True)
    judul = fields.String(required=True)
    tahun = Bulat(**wajib())
    opd = fields.Nested(Rujukan, required=True)
    dibuka_pada = Waktu(**wajib())
    ditutup_pada = Tanggal(**BEBAS)
    retensi = fields.Nested(Retensi, **BEBAS)


class BukaBerkas(Skema):
    opd_id = Bulat(**wajib())
    klasifikasi = Teks(20, minimal=1, **wajib())
    judul = Teks(200, minimal=1, **wajib())


class Berkaskan(Versi):
    berkas_id = Bulat(**wajib())
