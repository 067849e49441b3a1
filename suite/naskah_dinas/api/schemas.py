"""What the operations of naskah dinas take and answer."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from suite.core.api.bidang import (
    Bulat,
    Daftar,
    Halaman,
    Objek,
    Pilihan,
    Skema,
    Tanggal,
    Teks,
    Versi,
    Waktu,
    Ya,
    halaman,
    wajib,
)
from suite.naskah_dinas.queries import disposisi as queries_disposisi
from suite.naskah_dinas.queries import keluar as queries_keluar
from suite.naskah_dinas.queries import masuk as queries_masuk
from suite.naskah_dinas.services.naskah import NAMA_SIFAT
from suite.naskah_dinas.workflow import SURAT_KELUAR, SURAT_MASUK

KEAMANAN = ("B", "T", "R", "SR")
SIFAT = tuple(NAMA_SIFAT)
BEBAS: dict[str, Any] = {"required": True, "allow_none": True}
"""An answer's field that is always there and may be null."""


def ket(uraian: str) -> dict[str, Any]:
    return {"metadata": {"description": uraian}}


# Shared ------------------------------------------------------------------------------------------------------------


class VersiCatatan(Versi):
    catatan = Teks(2000, load_default="", **ket("Alasan; wajib untuk mengembalikan."))


class Rujukan(Skema):
    id = Bulat(**wajib())
    nama = fields.String(required=True)


class Tindakan(Skema):
    nama = fields.String(required=True)
    label = fields.String(required=True)
    utama = Ya(**wajib())
    catatan_wajib = Ya(**wajib())
    pertanyaan = fields.String(
        required=True, **ket("Yang ditanyakan kepada orang sebelum tindakan yang tidak dapat ditarik.")
    )
    halangan = fields.String(required=True, **ket("Mengapa belum dapat dilakukan; kosong bila dapat."))
    operasi = fields.String(**BEBAS, **ket("operationId yang melakukannya; null bila tidak ada pada API."))


class DaftarTindakan(Skema):
    versi = Bulat(**wajib())
    giliran = fields.String(required=True, **ket("Siapa yang ditunggu, dalam satu kalimat."))
    giliran_saya = Ya(**wajib())
    tindakan = fields.List(fields.Nested(Tindakan), required=True)


class Lampiran(Skema):
    id = Bulat(**wajib())
    judul = fields.String(required=True)
    nama = fields.String(required=True)
    jenis_mime = fields.String(required=True)
    ukuran = Bulat(**wajib(), **ket("Dalam bita."))


# Letters of ours ---------------------------------------------------------------------------------------------------


class Tujuan(Skema):
    """Exactly one of the three: a unit, a post, or the name of somebody outside."""

    unit_id = Bulat(allow_none=True, load_default=None)
    jabatan_id = Bulat(allow_none=True, load_default=None)
    teks = Teks(300, load_default="", **ket("Nama tujuan di luar pemerintah kota, seperti tercetak setelah Yth."))
    surel = Teks(200, load_default="", **ket("Alamat surel tujuan luar; surat biasa dikirim ke sana saat terbit."))


class PenandaTangan(Skema):
    jabatan_id = Bulat(**wajib())
    cara = Pilihan(("", "a.n.", "u.b."), load_default="")
    atas_nama_id = Bulat(allow_none=True, load_default=None)
    melalui_id = Bulat(allow_none=True, load_default=None)


class Penunjukan(Skema):
    """Facts of a surat perintah Plh./Plt."""

    sebagai = Pilihan(("Plh.", "Plt."), **wajib())
    jabatan_id = Bulat(**wajib())
    pegawai_id = Bulat(**wajib())
    mulai = Tanggal(**wajib())
    sampai = Tanggal(**wajib())
    sebab = Teks(300, load_default="")
    dasar = Daftar(Teks(500), maks=20, load_default=[])


class NilaiIsian(Skema):
    """One field of the kind: one line for a single value, a line each for lists, an id each for people."""

    kode = Teks(40, minimal=1, **wajib())
    nilai = Daftar(Teks(5000), maks=100, **wajib())


class LampiranTercetak(Skema):
    judul = Teks(200, minimal=1, **wajib())
    isi = Teks(400_000, minimal=1, **wajib(), **ket("HTML sederhana, seperti `isi` surat."))


class IsiSurat(Skema):
    hal = Teks(400, load_default="")
    isi = Teks(
        400_000, load_default="", **ket("HTML sederhana: p, ol, ul, li, table, strong, em, u. Selainnya dibuang.")
    )
    klasifikasi = Teks(20, load_default="", **ket("Kode klasifikasi paling rinci (lihat `cariKlasifikasi`)."))
    sifat = Pilihan(SIFAT, load_default="biasa")
    keamanan = Pilihan(KEAMANAN, load_default="B", **ket("B biasa, T terbatas, R rahasia, SR sangat rahasia."))
    kepada = Daftar(Objek(Tujuan), maks=1000, load_default=[])
    nomor_masing = Ya(load_default=False, **ket("Tiap tujuan menerima surat sendiri dengan nomor sendiri."))
    tembusan = Daftar(Objek(Tujuan), maks=200, load_default=[])
    penanda_tangan = Objek(
        PenandaTangan, allow_none=True, load_default=None, **ket("Salah satu dari `daftarPenandaTangan`.")
    )
    koordinasi = Daftar(Bulat(), maks=50, load_default=[], **ket("Jabatan di unit lain yang ikut memaraf."))
    cukup = Bulat(allow_none=True, load_default=None, **ket("Cukup berapa paraf koordinasi; null: semuanya."))
    kirim_pada = Waktu(allow_none=True, load_default=None, **ket("Sesudah terbit menunggu saat ini untuk terkirim."))
    penunjukan = Objek(Penunjukan, allow_none=True, load_default=None)
    isian = Daftar(
        Objek(NilaiIsian), maks=40, load_default=[], **ket("Isian jenis naskah itu (lihat `daftarJenisNaskah`).")
    )
    lampiran_unggahan = Daftar(Bulat(), maks=20, load_default=[], **ket("Id unggahan dari `unggahBerkas`."))
    lampiran_tercetak = Daftar(
        Objek(LampiranTercetak), maks=5, load_default=[], **ket("Ditulis di sini, dicetak di belakang suratnya.")
    )


class SuratBaru(IsiSurat):
    jenis = Teks(40, minimal=1, **wajib(), **ket("Kode jenis naskah (lihat `daftarJenisNaskah`)."))
    menjawab_id = Bulat(allow_none=True, load_default=None, **ket("Surat masuk yang dijawab."))


class UbahSurat(IsiSurat, Versi):
    buang_lampiran = Daftar(Bulat(), maks=20, load_default=[])


class LampirkanBerkas(Versi):
    unggahan_id = Bulat(**wajib(), **ket("Id dari `unggahBerkas`."))
    judul = Teks(200, load_default="", **ket("Kosong: nama berkasnya."))


class TujuanSurat(Skema):
    unit_id = Bulat(**BEBAS)
    jabatan_id = Bulat(**BEBAS)
    teks = fields.String(required=True)
    surel = fields.String(required=True)


class PenandaSurat(Skema):
    jabatan_id = Bulat(**wajib())
    jabatan = fields.String(required=True)
    cara = fields.String(required=True)
    atas_nama_id = Bulat(**BEBAS)
    melalui_id = Bulat(**BEBAS)


class IsianTerisi(Skema):
    kode = fields.String(required=True)
    nilai = fields.List(fields.String(), required=True)


class SuratKeluarRingkas(Skema):
    id = Bulat(**wajib())
    versi = Bulat(**wajib())
    jenis = fields.String(required=True)
    hal = fields.String(required=True)
    status = fields.String(required=True)
    sifat = fields.String(required=True)
    nomor = fields.String(**BEBAS)
    tanggal = Tanggal(**BEBAS)
    dibuat_pada = Waktu(**wajib())
    konseptor = fields.String(required=True)
    tujuan = fields.String(**BEBAS)
    banyak_tujuan = Bulat(**wajib())


class SuratKeluarRinci(Skema):
    id = Bulat(**wajib())
    versi = Bulat(**wajib())
    jenis = fields.String(required=True)
    hal = fields.String(required=True)
    status = fields.String(required=True)
    giliran = fields.String(required=True)
    sifat = fields.String(required=True)
    keamanan = fields.String(required=True)
    klasifikasi = fields.String(required=True)
    nomor = fields.String(**BEBAS)
    tanggal = Tanggal(**BEBAS)
    opd = fields.Nested(Rujukan, required=True)
    unit = fields.Nested(Rujukan, required=True)
    konseptor = fields.Nested(Rujukan, required=True)
    penanda_tangan = fields.Nested(PenandaSurat, **BEBAS)
    kepada = fields.List(fields.Nested(TujuanSurat), required=True)
    tembusan = fields.List(fields.Nested(TujuanSurat), required=True)
    menjawab_id = Bulat(**BEBAS)
    meralat_id = Bulat(**BEBAS)
    nomor_masing = Ya(**wajib())
    kirim_pada = Waktu(**BEBAS)
    induk_id = Bulat(**BEBAS, **ket("Surat untuk banyak tujuan yang surat ini bagiannya."))
    isi = fields.String(**BEBAS, **ket("HTML; null bila Anda hanya boleh melihat keterangannya."))
    isian = fields.List(
        fields.Nested(IsianTerisi),
        **BEBAS,
        **ket("Isian jenisnya; null bila Anda hanya boleh melihat keterangannya."),
    )
    lampiran = fields.List(fields.Nested(Lampiran), **BEBAS)
    lampiran_tercetak = fields.List(fields.Nested(LampiranTercetak), **BEBAS)
    dibuat_pada = Waktu(**wajib())
    terbit_pada = Waktu(**BEBAS)
    dimusnahkan = Ya(**wajib(), **ket("Isinya sudah dimusnahkan menurut jadwal retensi; keterangannya tetap."))


HalamanSuratKeluar = halaman(SuratKeluarRingkas, "HalamanSuratKeluar")


class SaringSuratKeluar(Halaman):
    tampilan = Pilihan(tuple(queries_keluar.TAMPILAN), load_default="semua")
    q = Teks(200, load_default="")
    jenis = Teks(40, load_default="")
    status = Pilihan(tuple(s.nama for s in SURAT_KELUAR.states), load_default="")
    sifat = Pilihan(SIFAT, load_default="")
    luar = Pilihan(("gagal",), load_default="", **ket("`gagal`: pengiriman ke luar gagal atau belum pasti."))
    dari = Tanggal(load_default=None)
    sampai = Tanggal(load_default=None)


class IsianJenis(Skema):
    kode = fields.String(required=True)
    label = fields.String(required=True)
    bentuk = fields.String(
        required=True,
        **ket(
            "teks, paragraf, daftar, tanggal, hari_tanggal, tanggal_huruf (AAAA-BB-HH), waktu (JJ:MM), rupiah (angka), "
            "orang (id pegawai), atau pilihan."
        ),
    )
    wajib = Ya(**wajib())
    bantuan = fields.String(required=True)
    pilihan = fields.List(fields.String(), required=True)


class JenisNaskah(Skema):
    kode = fields.String(required=True)
    nama = fields.String(required=True)
    uraian = fields.String(required=True)
    isian = fields.List(fields.Nested(IsianJenis), required=True)
    isi_wajib = Ya(**wajib())
    golongan = fields.String(required=True)
    butuh_tujuan = Ya(**wajib())
    butuh_hal = Ya(**wajib())
    sifat = fields.List(fields.String(), required=True)
    sumber = fields.String(required=True)


class DaftarJenisNaskah(Skema):
    isi = fields.List(fields.Nested(JenisNaskah), required=True)


class SaringPenanda(Halaman):
    jenis = Teks(40, minimal=1, **wajib())


class CalonPenanda(PenandaTangan):
    label = fields.String(required=True)


class DaftarPenanda(Skema):
    isi = fields.List(fields.Nested(CalonPenanda), required=True)


# Letters received --------------------------------------------------------------------------------------------------


class SaringSuratMasuk(Halaman):
    tampilan = Pilihan(tuple(queries_masuk.TAMPILAN), load_default="semua")
    q = Teks(200, load_default="")
    status = Pilihan(tuple(s.nama for s in SURAT_MASUK.states), load_default="")
    sifat = Pilihan(SIFAT, load_default="")
    dari = Tanggal(load_default=None)
    sampai = Tanggal(load_default=None)
    terlambat = Ya(load_default=False)


class SuratMasukRingkas(Skema):
    id = Bulat(**wajib())
    versi = Bulat(**wajib())
    agenda = Bulat(**wajib())
    tahun = Bulat(**wajib())
    pengirim = fields.String(required=True)
    nomor = fields.String(required=True)
    tanggal = Tanggal(**wajib())
    hal = fields.String(required=True)
    sifat = fields.String(required=True)
    keamanan = fields.String(required=True)
    status = fields.String(required=True)
    tembusan = Ya(**wajib())
    diterima_pada = Waktu(**wajib())
    tenggat = Waktu(**BEBAS)
    tujuan = fields.String(required=True)


HalamanSuratMasuk = halaman(SuratMasukRingkas, "HalamanSuratMasuk")


class DisposisiRinci(Skema):
    id = Bulat(**wajib())
    versi = Bulat(**wajib())
    surat_masuk_id = Bulat(**wajib())
    induk_id = Bulat(**BEBAS)
    dari = fields.Nested(Rujukan, required=True)
    kepada = fields.Nested(Rujukan, required=True)
    instruksi = fields.List(fields.String(), required=True)
    status = fields.String(required=True)
    tenggat = Waktu(**BEBAS)
    dibuat_pada = Waktu(**wajib())
    selesai_pada = Waktu(**BEBAS)
    catatan = fields.String(**BEBAS, **ket("null bila Anda tidak boleh membaca isi suratnya."))
    laporan = fields.String(**BEBAS)


class SuratMasukRinci(SuratMasukRingkas):
    giliran = fields.String(required=True)
    klasifikasi = fields.String(required=True)
    opd = fields.Nested(Rujukan, required=True)
    surat_keluar_id = Bulat(**BEBAS, **ket("Surat asalnya bila dari dalam pemerintah kota dan Anda boleh melihatnya."))
    ada_berkas = Ya(**wajib())
    dimusnahkan = Ya(**wajib(), **ket("Isinya sudah dimusnahkan menurut jadwal retensi; keterangannya tetap."))
    disposisi = fields.List(fields.Nested(DisposisiRinci), required=True)


class CatatSuratMasuk(Skema):
    tujuan_jabatan_id = Bulat(**wajib())
    pengirim = Teks(300, minimal=1, **wajib())
    nomor = Teks(120, minimal=1, **wajib(), **ket("Nomor pada surat, atau tanda hubung."))
    tanggal = Tanggal(**wajib())
    hal = Teks(400, load_default="", **ket("Boleh kosong hanya untuk surat rahasia, yang dicatat tanpa dibuka."))
    sifat = Pilihan(SIFAT, load_default="biasa")
    keamanan = Pilihan(KEAMANAN, load_default="B")
    klasifikasi = Teks(20, load_default="")
    unggahan_id = Bulat(
        allow_none=True, load_default=None, **ket("Pindaian PDF dari `unggahBerkas`; tidak untuk surat rahasia.")
    )
    alasan_kembar = Teks(
        300, load_default="",
        **ket("Wajib (422, kode `kembar`) bila pindaiannya, atau pengirim dan nomornya, sudah ada dalam agenda itu."),
    )  # fmt: skip


class Tercatat(Skema):
    agenda = Bulat(**wajib())
    tahun = Bulat(**wajib())
    id = Bulat(**BEBAS, **ket("null untuk surat rahasia, yang tidak dapat dibuka oleh pencatatnya."))


class TujuanMasuk(Skema):
    id = Bulat(**wajib())
    nama = fields.String(required=True)
    unit = fields.String(required=True)


class DaftarTujuanMasuk(Skema):
    isi = fields.List(fields.Nested(TujuanMasuk), required=True)


# Disposisi ---------------------------------------------------------------------------------------------------------


class SaringDisposisi(Halaman):
    tampilan = Pilihan(tuple(queries_disposisi.TAMPILAN), load_default="untuk")
    keadaan = Pilihan(tuple(queries_disposisi.KEADAAN), load_default="terbuka")
    q = Teks(200, load_default="")


class DisposisiRingkas(Skema):
    id = Bulat(**wajib())
    hal = fields.String(required=True)
    pengirim = fields.String(required=True)
    agenda = Bulat(**wajib())
    sifat = fields.String(required=True)
    keamanan = fields.String(required=True)
    dari = fields.String(required=True)
    kepada = fields.String(required=True)
    instruksi = fields.String(required=True)
    status = fields.String(required=True)
    tenggat = Waktu(**BEBAS)
    dibuat_pada = Waktu(**wajib())
    dibaca_pada = Waktu(**BEBAS)


HalamanDisposisi = halaman(DisposisiRingkas, "HalamanDisposisi")


class BeriDisposisi(Versi):
    kepada = Daftar(Bulat(), minimal=1, maks=100, **wajib(), **ket("Jabatan langsung di bawah (lihat penerima)."))
    instruksi = Daftar(Teks(40), minimal=1, maks=20, **wajib(), **ket("Kode dari `daftarInstruksi`."))
    catatan = Teks(2000, load_default="")
    sampai = Tanggal(allow_none=True, load_default=None, **ket("Hari terakhir; tanpa ini batas pemberinya."))


class Laporkan(Versi):
    laporan = Teks(10_000, load_default="", **ket("Boleh kosong bila hanya untuk diketahui."))
    unggahan_id = Bulat(allow_none=True, load_default=None, **ket("Bukti dari `unggahBerkas`."))


class Penerima(Skema):
    id = Bulat(**wajib())
    nama = fields.String(required=True)
    keterangan = fields.String(required=True)


class DaftarPenerima(Skema):
    isi = fields.List(fields.Nested(Penerima), required=True)


class Instruksi(Skema):
    kode = fields.String(required=True)
    nama = fields.String(required=True)
    tuntas = Ya(**wajib(), **ket("Harus dilaporkan."))


class DaftarInstruksi(Skema):
    isi = fields.List(fields.Nested(Instruksi), required=True)


# Verification ------------------------------------------------------------------------------------------------------


class SuratPublik(Skema):
    keadaan = fields.String(required=True, **ket("`asli`, `ditarik`, `batal`, atau `belum`."))
    ditarik_pada = Tanggal(**BEBAS)
    terbuka = Ya(**wajib())
    hal = fields.String(**BEBAS)
    nomor = fields.String(**BEBAS)
    tanggal = Tanggal(**BEBAS)
    penanda = fields.String(**BEBAS)
    jabatan = fields.String(**BEBAS)
    kewenangan = fields.String(**BEBAS)
    unit = fields.String(**BEBAS)
    dimusnahkan = Ya(**wajib())


class Putusan(Skema):
    kode = fields.String(required=True, **ket("`asli`: bita demi bita yang ditandatangani. `tidak_dikenal`: bukan."))
    sidik = fields.String(required=True)
    surat = fields.Nested(SuratPublik, **BEBAS)
