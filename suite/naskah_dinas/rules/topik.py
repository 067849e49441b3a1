"""Topics of letters in the rule register: schemas of input and output around the pure rules beside this file.

Field names are those of the case files; services call the rules themselves.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from suite.core.aturan import aturan, jelaskan
from suite.core.aturan.isian import Bulat, Daftar, Kamus, Kode, Objek, Pilihan, Saat, Skema, Tanggal, Teks, YaTidak
from suite.core.daftar_kode.kode import leluhur, urutkan
from suite.core.documents.isi import pohon
from suite.naskah_dinas.rules.akses import KELAS, DataPublik, data_publik, tampak
from suite.naskah_dinas.rules.jra import Retensi, retensi
from suite.naskah_dinas.rules.klasifikasi import klasifikasi_terkirim, kode_dimaksud
from suite.naskah_dinas.rules.nama import GOLONGAN_NASKAH, JABATAN, STATUS, SyaratNama, syarat_nama
from suite.naskah_dinas.rules.nomor import Nomor, Sisipan, nomor_berikut, sisipan
from suite.naskah_dinas.rules.pemeriksaan import MACAM, periksa_naskah
from suite.naskah_dinas.rules.sifat import tenggat
from suite.naskah_dinas.rules.wewenang import (
    CARA,
    SEBAGAI,
    Mandat,
    Penunjukan,
    baris_penanda,
    periksa_penunjukan,
    periksa_wewenang,
)

TATA_NASKAH = "Permendagri 1/2023"
KLASIFIKASI = "Permendagri 83/2022"
NOMOR_TERBESAR = 10**9


# --- nomor, sisipan ------------------------------------------------------------------------------------------------


class MasukanNomor(Skema):
    pola = Teks(required=True, boleh_kosong=True, panjang=200)
    penghitung = Kamus(r"[0-9]{4}", Bulat(paling_besar=NOMOR_TERBESAR), required=True)
    ditandatangani = Saat(required=True)
    tanggal_naskah = Tanggal(allow_none=True)
    klasifikasi = Teks(panjang=70)
    unit = Teks(panjang=70)
    keamanan = Pilihan(*KELAS)
    jenis = Teks(panjang=70)


class HasilNomor(Skema):
    nomor = Teks()
    urut = Bulat()
    tahun = Bulat()


@aturan(
    "naskah_dinas.nomor",
    masukan=MasukanNomor,
    hasil=HasilNomor,
    sumber=f"{TATA_NASKAH} (nomor naskah dinas); pola ditetapkan kota",
    uraian="Nomor naskah yang ditandatangani pada saat itu, menurut pola dan penghitung tahunnya",
)
def topik_nomor(
    pola: str,
    penghitung: dict[str, int],
    ditandatangani: datetime,
    tanggal_naskah: date | None = None,
    **bagian: str,
) -> Nomor:
    menurut_tahun = {int(tahun): n for tahun, n in penghitung.items()}
    return nomor_berikut(pola, menurut_tahun, ditandatangani, tanggal_naskah=tanggal_naskah, **bagian)


class MasukanSisipan(Skema):
    setelah = Bulat(required=True, paling_kecil=1, paling_besar=NOMOR_TERBESAR)
    sudah = Daftar(Teks(panjang=20), required=True)
    terakhir = Bulat(required=True, paling_besar=NOMOR_TERBESAR)
    persetujuan_arsiparis = YaTidak(required=True)
    alasan = Teks(required=True, boleh_kosong=True)


class HasilSisipan(Skema):
    urut = Teks()
    huruf = Teks()
    terakhir = Bulat()


@aturan(
    "naskah_dinas.sisipan",
    masukan=MasukanSisipan,
    hasil=HasilSisipan,
    sumber=f"{TATA_NASKAH} (nomor naskah dinas); tata cara ditetapkan kota",
    uraian="Nomor sisipan berikutnya; penghitung tidak berubah",
)
def topik_sisipan(setelah: int, sudah: list[str], terakhir: int, persetujuan_arsiparis: bool, alasan: str) -> Sisipan:
    return sisipan(setelah, sudah, terakhir, persetujuan_arsiparis, alasan)


# --- tenggat -------------------------------------------------------------------------------------------------------


class MasukanTenggat(Skema):
    sifat = Pilihan("amat_segera", "segera", "penting", "biasa", required=True)
    diterima = Saat(required=True)


class HasilTenggat(Skema):
    tenggat = Teks()
    kalender_lengkap = YaTidak()


@aturan(
    "naskah_dinas.tenggat",
    masukan=MasukanTenggat,
    hasil=HasilTenggat,
    sumber=f"{TATA_NASKAH} (sifat naskah); lama waktu ditetapkan kota; hari libur: SKB 3 Menteri",
    uraian="Batas waktu tindak lanjut menurut sifat naskah",
)
def topik_tenggat(sifat: str, diterima: datetime) -> dict[str, Any]:
    t = tenggat(sifat, diterima)
    return {"tenggat": t.nilai, "kalender_lengkap": t.kalender_lengkap}


# --- wewenang, penunjukan, nama ------------------------------------------------------------------------------------


class MasukanMandat(Skema):
    mulai = Tanggal(required=True)
    sampai = Tanggal(required=True)
    urusan = Daftar(Teks(panjang=100), required=True)


class MasukanPenunjukan(Skema):
    sebagai = Pilihan(*SEBAGAI, required=True)
    jabatan_kosong = YaTidak(required=True)
    mulai = Tanggal(required=True)
    sampai = Tanggal(required=True)


class MasukanWewenang(Skema):
    jenjang = Daftar(Teks(panjang=200), required=True, paling_banyak=20)
    cara = Pilihan(*CARA, allow_none=True, load_default=None)
    mandat = Objek(MasukanMandat, allow_none=True, load_default=None)
    penunjukan = Objek(MasukanPenunjukan, allow_none=True, load_default=None)
    urusan = Teks(required=True, panjang=100)
    tanggal = Tanggal(required=True)


class HasilWewenang(Skema):
    sah = YaTidak()
    baris = Daftar(Teks())


@aturan(
    "naskah_dinas.wewenang",
    masukan=MasukanWewenang,
    hasil=HasilWewenang,
    sumber=f"{TATA_NASKAH} (a.n., u.b.); UU 30/2014 Ps 14; SE Kepala BKN 1/SE/I/2021 (Plt., Plh.)",
    uraian="Bolehkah pejabat ini menandatangani pada tanggal itu, dan apa yang tercetak di atas namanya",
)
def topik_wewenang(
    jenjang: list[str],
    cara: str | None,
    mandat: dict[str, Any] | None,
    penunjukan: dict[str, Any] | None,
    urusan: str,
    tanggal: date,
) -> dict[str, Any]:
    penunjukan_ = Penunjukan(**penunjukan) if penunjukan else None
    periksa_wewenang(
        jenjang, urusan, tanggal, cara=cara, penunjukan=penunjukan_, mandat=Mandat(**mandat) if mandat else None
    )
    return {
        "sah": True,
        "baris": baris_penanda(jenjang, cara=cara, sebagai=penunjukan_.sebagai if penunjukan_ else None),
    }


class MasukanPenunjukanBaru(MasukanPenunjukan):
    ditunjuk = Teks(required=True, panjang=100)
    penanda_tangan = Teks(required=True, panjang=100)
    pejabat = Teks(panjang=100, allow_none=True, load_default=None)


class HasilPenunjukan(Skema):
    sah = YaTidak()


@aturan(
    "naskah_dinas.penunjukan",
    masukan=MasukanPenunjukanBaru,
    hasil=HasilPenunjukan,
    sumber="UU 30/2014 Ps 14; SE Kepala BKN 1/SE/I/2021",
    uraian="Bolehkah Plt. atau Plh. ini ditunjuk untuk masa itu",
)
def topik_penunjukan(ditunjuk: str, penanda_tangan: str, pejabat: str | None, **penunjukan: Any) -> dict[str, Any]:
    periksa_penunjukan(Penunjukan(**penunjukan), ditunjuk=ditunjuk, penanda_tangan=penanda_tangan, pejabat=pejabat)
    return {"sah": True}


class MasukanNama(Skema):
    golongan_naskah = Pilihan(*GOLONGAN_NASKAH, required=True)
    jenis = Teks(required=True, panjang=100)
    jabatan = Pilihan(*JABATAN, required=True)
    status = Pilihan(*STATUS, required=True)


class HasilNama(Skema):
    gelar = YaTidak()
    nip = YaTidak()
    pangkat = YaTidak()


@aturan(
    "naskah_dinas.nama",
    masukan=MasukanNama,
    hasil=HasilNama,
    sumber=f"{TATA_NASKAH} Ps 44",
    uraian="Gelar, NIP, dan pangkat yang tercetak bersama nama penanda tangan",
)
def topik_nama(golongan_naskah: str, jenis: str, jabatan: str, status: str) -> SyaratNama:
    return syarat_nama(golongan_naskah, jenis, jabatan, status)


# --- arsip: retensi, klasifikasi, urut_kode ------------------------------------------------------------------------


class MasukanRetensi(Skema):
    aktif = Teks(required=True, panjang=300)
    inaktif = Teks(required=True, panjang=300)
    nasib_akhir = Teks(required=True, panjang=300)
    pemicu = Tanggal(required=True, allow_none=True)
    hari_ini = Tanggal(allow_none=True, load_default=None)


class HasilRetensi(Skema):
    inaktif_mulai = Tanggal(allow_none=True)
    keputusan_mulai = Tanggal(allow_none=True)
    tindakan = Teks()
    persetujuan = Teks()
    tahap = Teks(allow_none=True)


@aturan(
    "naskah_dinas.retensi",
    masukan=MasukanRetensi,
    hasil=HasilRetensi,
    sumber="PP 28/2012; jadwal retensi arsip kota",
    uraian="Kapan berkas menjadi inaktif, kapan nasib akhirnya diputuskan, dan atas persetujuan siapa",
)
def topik_retensi(aktif: str, inaktif: str, nasib_akhir: str, pemicu: date | None, hari_ini: date | None) -> Retensi:
    return retensi(aktif, inaktif, nasib_akhir, pemicu, hari_ini)


class MasukanKlasifikasi(Skema):
    kode = Teks(required=True)


class HasilKlasifikasi(Skema):
    ada = YaTidak()
    kode = Teks()
    daun = YaTidak(allow_none=True)
    uraian = Teks(allow_none=True)
    induk = Teks(allow_none=True)
    aktif = Teks(allow_none=True)
    inaktif = Teks(allow_none=True)
    nasib_akhir = Teks(allow_none=True)
    keamanan = Teks(allow_none=True)
    dimaksud = Teks(allow_none=True)


@aturan(
    "naskah_dinas.klasifikasi",
    masukan=MasukanKlasifikasi,
    hasil=HasilKlasifikasi,
    sumber="Permendagri 83/2022 (kode); jadwal retensi satu provinsi (masa simpan); usulan kelas keamanan",
    uraian="Satu kode klasifikasi arsip dengan retensinya; kode salah cetak menyebut kode yang dimaksud",
)
def topik_klasifikasi(kode: str) -> dict[str, Any]:
    baris = klasifikasi_terkirim().get(kode)
    if baris is None:
        kosong = dict.fromkeys(("daun", "uraian", "induk", "aktif", "inaktif", "nasib_akhir", "keamanan"))
        dimaksud = kode_dimaksud(kode)
        jelaskan(f"Kode {kode} tidak ada dalam daftar", f"dimaksud {dimaksud}" if dimaksud else "", sumber=KLASIFIKASI)
        return {"ada": False, "kode": kode, **kosong, "dimaksud": dimaksud}
    for k in (*leluhur(kode), kode):
        jelaskan(k, klasifikasi_terkirim()[k].uraian if k in klasifikasi_terkirim() else "", sumber=KLASIFIKASI)
    if baris.daun:
        retensi_ = f"aktif {baris.aktif or 'tidak disebut'}, inaktif {baris.inaktif or 'tidak disebut'}"
        jelaskan(
            "Retensi dan nasib akhir", baris.nasib_akhir or "", rumus=retensi_, sumber="jadwal retensi satu provinsi"
        )
    jelaskan("Kelas keamanan yang diusulkan", baris.keamanan, sumber="usulan kelas keamanan")
    return {
        "ada": True,
        "kode": kode,
        "daun": baris.daun,
        "uraian": baris.uraian,
        "induk": baris.induk,
        "aktif": baris.aktif or None,
        "inaktif": baris.inaktif or None,
        "nasib_akhir": baris.nasib_akhir or None,
        "keamanan": baris.keamanan,
        "dimaksud": None,
    }


class MasukanUrutKode(Skema):
    kode = Daftar(Kode(), required=True)


class HasilUrutKode(Skema):
    urut = Daftar(Teks())


@aturan(
    "naskah_dinas.urut_kode",
    masukan=MasukanUrutKode,
    hasil=HasilUrutKode,
    sumber=KLASIFIKASI,
    uraian="Kode klasifikasi terurut menurut bilangan tiap ruas",
)
def topik_urut_kode(kode: list[str]) -> dict[str, Any]:
    urut = urutkan(kode)
    jelaskan(
        "Tiap ruas dibandingkan sebagai bilangan, bukan sebagai teks",
        f"{len(urut)} kode",
        rumus="100.3.2 mendahului 100.3.10",
        sumber=KLASIFIKASI,
    )
    return {"urut": urut}


# --- akses, verifikasi ---------------------------------------------------------------------------------------------


class MasukanPengguna(Skema):
    id = Teks(required=True, panjang=100)
    unit = Teks(required=True, allow_none=True, panjang=100)


class MasukanAkses(Skema):
    kelas = Pilihan(*KELAS, required=True)
    unit = Daftar(Teks(panjang=100), required=True)
    disebut = Daftar(Teks(panjang=100), required=True)
    penanda_tangan = Teks(required=True, allow_none=True, panjang=100)
    pengguna = Objek(MasukanPengguna, required=True)


class HasilAkses(Skema):
    tampak = YaTidak()


@aturan(
    "naskah_dinas.akses",
    masukan=MasukanAkses,
    hasil=HasilAkses,
    sumber=f"PP 28/2012; {TATA_NASKAH} (kelas keamanan)",
    uraian="Tampakkah naskah kelas itu bagi pembaca ini",
)
def topik_akses(
    kelas: str, unit: list[str], disebut: list[str], penanda_tangan: str | None, pengguna: dict[str, Any]
) -> dict[str, Any]:
    return {
        "tampak": tampak(
            kelas,
            unit=unit,
            disebut=disebut,
            penanda_tangan=penanda_tangan,
            pengguna=pengguna["id"],
            unit_pengguna=pengguna["unit"],
        )
    }


class MasukanVerifikasi(Skema):
    kelas = Pilihan(*KELAS, required=True)


class HasilVerifikasi(Skema):
    keaslian = YaTidak()
    penanda_tangan = YaTidak()
    nomor = YaTidak()
    tanggal = YaTidak()
    hal = YaTidak()


@aturan(
    "naskah_dinas.verifikasi",
    masukan=MasukanVerifikasi,
    hasil=HasilVerifikasi,
    sumber=f"PP 28/2012; {TATA_NASKAH} (kelas keamanan)",
    uraian="Apa yang ditampilkan halaman verifikasi publik",
)
def topik_verifikasi(kelas: str) -> DataPublik:
    return data_publik(kelas)


# --- pemeriksaan ---------------------------------------------------------------------------------------------------


class MasukanPemeriksaan(Skema):
    hal = Teks(required=True, boleh_kosong=True, panjang=400)
    isi = Teks(required=True, boleh_kosong=True, panjang=20_000)
    banyak_lampiran = Bulat(load_default=0, paling_besar=100)


class HasilTemuan(Skema):
    macam = Pilihan(*MACAM)
    pesan = Teks()
    tertulis = Teks()
    saran = Teks()


class HasilPemeriksaan(Skema):
    temuan = Daftar(Objek(HasilTemuan))


@aturan(
    "naskah_dinas.pemeriksaan",
    masukan=MasukanPemeriksaan,
    hasil=HasilPemeriksaan,
    sumber=f"{TATA_NASKAH} (penyusunan naskah dinas)",
    uraian="Yang bertentangan di dalam teks naskah: hari dan tanggal, angka dan terbilang, daftar, lampiran",
)
def topik_pemeriksaan(hal: str, isi: str, banyak_lampiran: int) -> dict[str, Any]:
    temuan = periksa_naskah(hal, pohon(isi), banyak_lampiran)
    for t in temuan:
        jelaskan(t.pesan, t.saran, rumus=t.tertulis, sumber=TATA_NASKAH)
    return {"temuan": [{k: getattr(t, k) for k in ("macam", "pesan", "tertulis", "saran")} for t in temuan]}
