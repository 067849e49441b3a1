"""Topics of leave and attendance in the rule register."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

from suite.core.aturan import aturan, jelaskan
from suite.core.aturan.isian import Bulat, Daftar, Objek, Pilihan, Saat, Skema, Tanggal, Teks, YaTidak
from suite.core.kalender import jam, tanggal_surat
from suite.kepegawaian.rules.cuti import (
    PejabatCuti,
    SaldoCuti,
    SyaratCuti,
    TahunCuti,
    hari_cuti,
    pejabat_cuti,
    periksa_cuti,
    saldo_cuti,
)
from suite.kepegawaian.rules.presensi import Jadwal, KeadaanHari, keadaan_bulan, keadaan_hari
from suite.kepegawaian.rules.tabel import JENIS_ASN, baca_bulan, salah_isi

CUTI = "Peraturan BKN 24/2017 jo 7/2021; PPPK: Peraturan BKN 7/2022"
LIBUR = "SKB 3 Menteri 1017/2024 jo 933/2025; 1497/2025; Keppres 2/2025 dan 42/2025"
PRESENSI = "Perpres 21/2023; ambang dan jendela ditetapkan kota"
HARI_TERBANYAK = 1_000
TAHUN_TERPANJANG = 10


# --- cuti ----------------------------------------------------------------------------------------------------------


class MasukanTahunCuti(Skema):
    tahun = Bulat(required=True, paling_kecil=1900, paling_besar=2200)
    dipakai = Bulat(required=True, paling_besar=HARI_TERBANYAK)
    ditangguhkan = Bulat(load_default=0, paling_besar=HARI_TERBANYAK)


class MasukanSaldoCuti(Skema):
    tahun = Bulat(required=True, paling_kecil=1900, paling_besar=2200)
    riwayat = Daftar(Objek(MasukanTahunCuti), load_default=list, paling_banyak=100)
    dipakai_tahun_ini = Bulat(load_default=0, paling_besar=HARI_TERBANYAK)
    tambahan = Bulat(load_default=0, paling_besar=HARI_TERBANYAK)
    masa_kerja_bulan = Bulat(allow_none=True, load_default=None, paling_besar=HARI_TERBANYAK)
    cuti_besar = YaTidak(load_default=False)


class HasilSaldoCuti(Skema):
    hak = Bulat()
    bawaan = Bulat()
    tambahan = Bulat()
    jumlah = Bulat()
    dipakai = Bulat()
    sisa = Bulat()
    sisa_bawaan = Bulat()
    dasar_bawaan = Teks()


@aturan(
    "kepegawaian.saldo_cuti",
    masukan=MasukanSaldoCuti,
    hasil=HasilSaldoCuti,
    sumber=CUTI,
    uraian="Saldo cuti tahunan (hari kerja): hak, bawaan tahun lalu, tambahan, dan sisanya",
)
def topik_saldo_cuti(tahun: int, riwayat: list[dict[str, int]], dipakai_tahun_ini: int, **lain: Any) -> SaldoCuti:
    s = saldo_cuti(tahun, [TahunCuti(**r) for r in riwayat], dipakai_tahun_ini, **lain)
    jelaskan(f"Hak cuti tahunan {tahun}", f"{s.hak} hari kerja", sumber=CUTI)
    jelaskan("Dibawa dari tahun lalu", f"{s.bawaan} hari kerja", rumus=s.dasar_bawaan, sumber=CUTI)
    if s.tambahan:
        jelaskan("Tambahan", f"{s.tambahan} hari", sumber=CUTI)
    rumus = f"{s.hak} + {s.bawaan} + {s.tambahan} − {s.dipakai}"
    jelaskan("Sisa", f"{s.sisa} hari kerja", rumus=rumus)
    return s


class MasukanHariCuti(Skema):
    mulai = Tanggal(required=True)
    selesai = Tanggal(required=True)
    pola = Pilihan("5", "6", load_default="5")


class HasilTahunHari(Skema):
    tahun = Bulat()
    hari_kerja = Bulat()


class HasilLibur(Skema):
    tanggal = Tanggal()
    jenis = Teks()
    nama = Teks()


class HasilHariCuti(Skema):
    hari_kerja = Bulat()
    menurut_tahun = Daftar(Objek(HasilTahunHari))
    libur = Daftar(Objek(HasilLibur))
    kalender_lengkap = YaTidak()


@aturan(
    "kepegawaian.hari_cuti",
    masukan=MasukanHariCuti,
    hasil=HasilHariCuti,
    sumber=LIBUR,
    uraian="Hari kerja dalam cuti; hari libur dan cuti bersama tidak dihitung",
)
def topik_hari_cuti(mulai: date, selesai: date, pola: str) -> dict[str, Any]:
    if selesai.year - mulai.year > TAHUN_TERPANJANG:
        raise salah_isi(f"Cuti paling panjang {TAHUN_TERPANJANG} tahun.", "selesai")
    h = hari_cuti(mulai, selesai, pola=int(pola))
    for libur in h.libur:
        jelaskan(f"Tidak dihitung: {tanggal_surat(libur.tanggal)}", libur.nama, sumber=libur.sumber)
    rumus = f"{tanggal_surat(mulai)} sampai {tanggal_surat(selesai)}, {pola} hari kerja sepekan"
    jelaskan("Hari kerja", f"{h.hari_kerja} hari", rumus=rumus, sumber=LIBUR)
    return {
        "hari_kerja": h.hari_kerja,
        "menurut_tahun": [{"tahun": t, "hari_kerja": n} for t, n in h.menurut_tahun.items()],
        "libur": h.libur,
        "kalender_lengkap": h.kalender_lengkap,
    }


class MasukanSyaratCuti(Skema):
    kode = Teks(required=True, panjang=20)
    asn = Pilihan(*JENIS_ASN, required=True)
    mulai = Tanggal(required=True)
    selesai = Tanggal(required=True)
    masa_kerja_bulan = Bulat(required=True, paling_besar=HARI_TERBANYAK)
    pola = Pilihan("5", "6", load_default="5")
    anak_ke = Bulat(allow_none=True, load_default=None, paling_kecil=1, paling_besar=50)
    alasan = Teks(allow_none=True, load_default=None, panjang=100)
    diperpanjang = YaTidak(load_default=False)


class HasilSyaratCuti(Skema):
    sah = YaTidak()
    nama = Teks()
    hari = Bulat()
    satuan = Teks()
    paling_lambat = Tanggal(allow_none=True)
    perlu_dokter_pemerintah = YaTidak()
    perlu_persetujuan_bkn = YaTidak()


@aturan(
    "kepegawaian.syarat_cuti",
    masukan=MasukanSyaratCuti,
    hasil=HasilSyaratCuti,
    sumber=CUTI,
    uraian="Bolehkah pegawai ini mengambil cuti jenis itu selama itu",
)
def topik_syarat_cuti(pola: str, **isi: Any) -> dict[str, Any]:
    syarat: SyaratCuti = periksa_cuti(pola=int(pola), **isi)
    jelaskan(syarat.nama, f"{syarat.hari} {syarat.satuan}", sumber=CUTI)
    if syarat.paling_lambat:
        jelaskan("Paling lama sampai", tanggal_surat(syarat.paling_lambat), sumber=CUTI)
    return {"sah": True} | {n: getattr(syarat, n) for n in HasilSyaratCuti().fields if n != "sah"}


class MasukanPejabatCuti(Skema):
    kode = Teks(required=True, panjang=20)
    mulai = Tanggal(required=True)
    di_luar_negeri = YaTidak(load_default=False)


class HasilPejabatCuti(Skema):
    penilai = Teks()
    pemutus = Teks()
    plt_boleh = YaTidak()
    perlu_persetujuan_bkn = YaTidak()


@aturan(
    "kepegawaian.pejabat_cuti",
    masukan=MasukanPejabatCuti,
    hasil=HasilPejabatCuti,
    sumber="PP 11/2017 Ps 310-342; SE Kepala BKN 1/SE/I/2021",
    uraian="Siapa yang menilai dan memutus cuti jenis itu, dan bolehkah Plt. atau Plh. memutusnya",
)
def topik_pejabat_cuti(kode: str, mulai: date, di_luar_negeri: bool) -> PejabatCuti:
    p = pejabat_cuti(kode, mulai, di_luar_negeri=di_luar_negeri)
    jelaskan(
        "Diputus oleh",
        p.pemutus.replace("_", " "),
        rumus=f"sesudah {p.penilai.replace('_', ' ')}",
        sumber="PP 11/2017 Ps 310-342",
    )
    jelaskan(
        "Plt. atau Plh. jabatan itu", "boleh" if p.plt_boleh else "tidak boleh", sumber="SE Kepala BKN 1/SE/I/2021"
    )
    return p


# --- presensi ------------------------------------------------------------------------------------------------------


class MasukanJadwal(Skema):
    mulai = Saat(required=True)
    selesai = Saat(required=True)


class MasukanPresensi(Skema):
    jadwal = Objek(MasukanJadwal, required=True, allow_none=True)
    kejadian = Daftar(Saat(), load_default=list)
    status_lain = Teks(allow_none=True, boleh_kosong=True, load_default=None, panjang=20)
    tanggal = Tanggal(allow_none=True, load_default=None)


class HasilPresensi(Skema):
    tanggal = Tanggal()
    kode = Daftar(Teks())
    menit_telat = Bulat()
    menit_psw = Bulat()
    masuk = Saat(allow_none=True)
    pulang = Saat(allow_none=True)
    di_luar_jadwal = YaTidak()


@aturan(
    "kepegawaian.presensi",
    masukan=MasukanPresensi,
    hasil=HasilPresensi,
    sumber=PRESENSI,
    uraian="Keadaan satu hari dari jadwal, rekaman, dan keterangan lain",
)
def topik_presensi(
    jadwal: dict[str, datetime] | None, kejadian: list[datetime], status_lain: str | None, tanggal: date | None
) -> KeadaanHari:
    k = keadaan_hari(Jadwal(**jadwal) if jadwal else None, kejadian, status_lain=status_lain or None, tanggal=tanggal)
    if status_lain:
        jelaskan("Keterangan mengalahkan rekaman", status_lain, sumber=PRESENSI)
    elif jadwal:
        jelaskan("Rekaman masuk", jam(k.masuk) if k.masuk else "tidak ada", rumus=f"jadwal {jam(jadwal['mulai'])}")
        jelaskan("Rekaman pulang", jam(k.pulang) if k.pulang else "tidak ada", rumus=f"jadwal {jam(jadwal['selesai'])}")
    rumus = f"terlambat {k.menit_telat} menit, pulang awal {k.menit_psw} menit"
    jelaskan("Keadaan", " ".join(k.kode), rumus=rumus, sumber=PRESENSI)
    return k


class MasukanStatusHari(Skema):
    tanggal = Tanggal(required=True)
    kode = Teks(required=True, panjang=20)


class MasukanPresensiBulan(Skema):
    bulan = Teks(required=True, panjang=20)
    jadwal = Daftar(Objek(MasukanJadwal), required=True, paling_banyak=40)
    kejadian = Daftar(Saat(), load_default=list)
    status = Daftar(Objek(MasukanStatusHari), load_default=list, paling_banyak=62)


class HasilPresensiBulan(Skema):
    hari = Daftar(Objek(HasilPresensi))


@aturan(
    "kepegawaian.presensi_bulan",
    masukan=MasukanPresensiBulan,
    hasil=HasilPresensiBulan,
    sumber=PRESENSI,
    uraian="Keadaan tiap hari sebulan: setiap tanggal tepat satu kali",
)
def topik_presensi_bulan(
    bulan: str, jadwal: list[dict[str, datetime]], kejadian: list[datetime], status: list[dict[str, Any]]
) -> dict[str, Any]:
    giliran = [Jadwal(**j) for j in jadwal]
    menurut_hari = {j.tanggal: j for j in giliran}
    if len(menurut_hari) != len(giliran):
        raise salah_isi("Dua jadwal mulai pada hari yang sama.", "jadwal")
    keterangan = {s["tanggal"]: s["kode"] for s in status}
    hari = keadaan_bulan(baca_bulan(bulan), menurut_hari, kejadian, keterangan)
    for kode, n in sorted(Counter(k for h in hari for k in h.kode).items()):
        jelaskan(f"Hari dengan kode {kode}", f"{n} hari", sumber=PRESENSI)
    for h in hari:
        if h.menit_telat or h.menit_psw:
            rumus = f"terlambat {h.menit_telat} menit, pulang awal {h.menit_psw} menit"
            jelaskan(tanggal_surat(h.tanggal), " ".join(h.kode), rumus=rumus, sumber=PRESENSI)
    return {"hari": hari}
