"""Topics of what is taken from pay, and what the family adds: PPh 21, contributions, household allowance."""

from __future__ import annotations

from datetime import date
from typing import Any

from suite.core.aturan import aturan, jelaskan
from suite.core.aturan.isian import Bulat, Daftar, Objek, Pilihan, Skema, Tanggal, Teks, YaTidak
from suite.core.uang import Uang
from suite.kepegawaian.rules.bulat import kali, terdekat
from suite.kepegawaian.rules.gaji.fakta import Fakta, tanggungan
from suite.kepegawaian.rules.gaji.iuran import Iuran, iuran
from suite.kepegawaian.rules.gaji.ketentuan import ketentuan_gaji, ketentuan_iuran
from suite.kepegawaian.rules.gaji.pph21 import PajakBulan, PajakTahun, pph21_bulan, pph21_setahun
from suite.kepegawaian.rules.gaji.uraian import persen, rp, tarif
from suite.kepegawaian.rules.isian_gaji import MasukanKeluarga, Rupiah, baca_keluarga
from suite.kepegawaian.rules.tabel import JENIS_ASN, baca_bulan, salah_isi

SUMBER_PPH = "PP 58/2023 Ps 2; UU PPh Ps 17, 21; PMK 101/2016; PMK 168/2023; PP 80/2010"


# --- pajak, iuran --------------------------------------------------------------------------------------------------


class MasukanPph21(Skema):
    ptkp = Teks(required=True, panjang=20)
    bruto_gaji = Rupiah()
    bruto_lain = Rupiah()
    pph_gaji = Pilihan("ditanggung", "dipotong", load_default="ditanggung")
    pph_lain = Pilihan("ditanggung", "dipotong", load_default="dipotong")
    bruto_setahun = Rupiah()
    iuran_setahun = Rupiah(load_default=0)
    bulan_kerja = Bulat(load_default=12, paling_kecil=1, paling_besar=12)
    zakat = Rupiah(load_default=0)
    sudah_dipotong = Rupiah(load_default=0)
    bulan = Teks(allow_none=True, load_default=None, panjang=20)


class HasilPph21(Skema):
    kategori = Teks()
    tarif = Teks()
    pph = Rupiah()
    pph_gaji = Rupiah()
    pph_lain = Rupiah()
    dipotong = Rupiah()
    ditanggung = Rupiah()
    ptkp = Rupiah()
    pkp = Rupiah()
    pph_setahun = Rupiah()
    sudah_dipotong = Rupiah()
    jenis = Teks()


@aturan(
    "kepegawaian.pph21_bulanan",
    masukan=MasukanPph21,
    hasil=HasilPph21,
    sumber=SUMBER_PPH,
    uraian="PPh 21 sebulan menurut tarif efektif; dengan bruto_setahun: perhitungan masa pajak terakhir",
)
def topik_pph21_bulanan(
    ptkp: str,
    pph_gaji: str,
    pph_lain: str,
    iuran_setahun: int,
    bulan_kerja: int,
    zakat: int,
    sudah_dipotong: int,
    bulan: str | None,
    bruto_setahun: int | None = None,
    **bruto: int,
) -> PajakBulan | PajakTahun:
    pada = None if bulan is None else baca_bulan(bulan)
    if bruto_setahun is not None:
        if bruto:
            raise salah_isi("Isi bruto sebulan atau bruto setahun, tidak keduanya.", "bruto_setahun")
        tahun = pph21_setahun(
            ptkp, bruto_setahun, iuran_setahun, sudah_dipotong, bulan_kerja=bulan_kerja, zakat=zakat, pada=pada
        )
        _uraikan_setahun(tahun, bruto_setahun, iuran_setahun, zakat)
        return tahun
    if not bruto:
        raise salah_isi("Isi bruto_gaji dan bruto_lain, atau bruto_setahun.", "bruto_gaji")
    gaji, lain = bruto.get("bruto_gaji", 0), bruto.get("bruto_lain", 0)
    p = pph21_bulan(
        ptkp, gaji, lain, gaji_ditanggung=pph_gaji == "ditanggung", lain_ditanggung=pph_lain == "ditanggung", pada=pada
    )
    jelaskan(
        f"Pajak atas seluruh penghasilan, kategori {p.kategori}",
        rp(p.pph),
        rumus=f"{tarif(p.tarif)} × {rp(gaji + lain)}, ke bawah",
        sumber="PP 58/2023 Ps 2",
    )
    jelaskan("Pajak atas gaji saja", rp(p.pph_gaji), sumber="PP 80/2010")
    jelaskan(
        "Pajak atas penghasilan lain", rp(p.pph_lain), rumus=f"{rp(p.pph)} − {rp(p.pph_gaji)}", sumber="PP 58/2023 Ps 2"
    )
    jelaskan(
        "Dipotong dari pegawai", rp(p.dipotong), rumus=f"ditanggung pemerintah {rp(p.ditanggung)}", sumber="PP 80/2010"
    )
    return p


def _uraikan_setahun(p: PajakTahun, bruto: int, iuran_setahun: int, zakat: int) -> None:
    biaya = Uang(terdekat(p.biaya_jabatan.numerator * 100, p.biaya_jabatan.denominator))
    jelaskan("Biaya jabatan", str(biaya), sumber="UU PPh Ps 21")
    jelaskan(
        "Penghasilan kena pajak",
        rp(p.pkp),
        rumus=f"{rp(bruto)} − biaya jabatan − iuran {rp(iuran_setahun)} − zakat {rp(zakat)} − PTKP {rp(p.ptkp)}, "
        "ke bawah menjadi kelipatan ribuan",
        sumber="PMK 101/2016; UU PPh Ps 17",
    )
    jelaskan("Pajak setahun", rp(p.pph_setahun), rumus="tarif berlapis", sumber="UU PPh Ps 17 ayat (1) huruf a")
    jelaskan("Masih dipotong", rp(p.pph), rumus=f"{rp(p.pph_setahun)} − {rp(p.sudah_dipotong)}")


class MasukanIuran(Skema):
    jenis = Pilihan(*JENIS_ASN, required=True)
    gaji_pokok = Rupiah(required=True)
    tunj_keluarga = Rupiah(load_default=0)
    tunj_jabatan = Rupiah(load_default=0)
    tpp = Rupiah(load_default=0)
    tanggal = Tanggal(allow_none=True, load_default=None)


class HasilIuran(Skema):
    iwp = Rupiah()
    jht = Rupiah()
    bpjs_1 = Rupiah()
    bpjs_4 = Rupiah()
    jkk = Rupiah()
    jkm = Rupiah()
    bpjs_1_tpp = Rupiah()
    bpjs_4_tpp = Rupiah()


@aturan(
    "kepegawaian.iuran",
    masukan=MasukanIuran,
    hasil=HasilIuran,
    sumber="Keppres 8/1977; Perpres 75/2019 Ps 30, 33; PP 70/2015 jo 66/2017",
    uraian="Iuran pegawai dan pemberi kerja atas gaji dan TPP",
)
def topik_iuran(
    jenis: str, gaji_pokok: int, tunj_keluarga: int, tunj_jabatan: int, tpp: int, tanggal: date | None
) -> Iuran:
    k = ketentuan_iuran(tanggal)
    i = iuran(jenis, gaji_pokok, tunj_keluarga, tunj_jabatan, tpp, k)
    dasar = gaji_pokok + tunj_keluarga
    if jenis == "PPPK":
        jelaskan("Jaminan hari tua", rp(i.jht), rumus=f"{persen(k.jht)} × {rp(dasar)}", sumber=k.sumber)
    else:
        jelaskan("Iuran wajib pegawai", rp(i.iwp), rumus=f"{persen(k.iwp)} × {rp(dasar)}", sumber=k.sumber)
    upah = min(dasar + tunj_jabatan, k.batas_upah)
    semua = min(dasar + tunj_jabatan + tpp, k.batas_upah)
    for nama, faktor, gaji, lain in (
        ("bagian pegawai", k.jkn_pegawai, i.bpjs_1, i.bpjs_1_tpp),
        ("bagian pemberi kerja", k.jkn_pemberi_kerja, i.bpjs_4, i.bpjs_4_tpp),
    ):
        rumus = f"{persen(faktor)} × {rp(upah)}"
        jelaskan(f"Jaminan kesehatan atas gaji, {nama}", rp(gaji), rumus=rumus, sumber=k.sumber)
        if tpp:
            rumus = f"{persen(faktor)} × {rp(semua)} − {rp(gaji)}; batas upah {rp(k.batas_upah)}"
            jelaskan(f"Jaminan kesehatan atas TPP, {nama}", rp(lain), rumus=rumus, sumber=k.sumber)
    jelaskan("Jaminan kecelakaan kerja", rp(i.jkk), rumus=f"{persen(k.jkk)} × {rp(gaji_pokok)}", sumber=k.sumber)
    jelaskan("Jaminan kematian", rp(i.jkm), rumus=f"{persen(k.jkm)} × {rp(gaji_pokok)}", sumber=k.sumber)
    return i


# --- family --------------------------------------------------------------------------------------------------------


class MasukanTunjanganKeluarga(Skema):
    tanggal = Tanggal(required=True)
    gaji_pokok = Rupiah(required=True)
    gaji_pokok_tabel = Rupiah(allow_none=True, load_default=None)
    keluarga = Daftar(Objek(MasukanKeluarga), required=True, paling_banyak=100)


class HasilTunjanganKeluarga(Skema):
    pasangan = YaTidak()
    anak = Bulat()
    jiwa_beras = Bulat()
    tunj_pasangan = Rupiah()
    tunj_anak = Rupiah()
    tunj_beras = Rupiah()


@aturan(
    "kepegawaian.tunjangan_keluarga",
    masukan=MasukanTunjanganKeluarga,
    hasil=HasilTunjanganKeluarga,
    sumber="PP 7/1977 Ps 16; PER-3/PB/2015",
    uraian="Keluarga yang ditanggung pada tanggal 1 bulan itu, dan tunjangannya dari gaji pokok yang dibayar",
)
def topik_tunjangan_keluarga(
    tanggal: date, gaji_pokok: int, gaji_pokok_tabel: int | None, keluarga: list[dict[str, Any]]
) -> dict[str, Any]:
    k = ketentuan_gaji(tanggal.replace(day=1))
    pasangan, anak = baca_keluarga(keluarga)
    fakta = Fakta(status=(), pasangan=pasangan, anak=anak)
    t = tanggungan(fakta, tanggal.replace(day=1), gaji_pokok_tabel or gaji_pokok, k)
    tunj_pasangan = kali(gaji_pokok, k.pasangan, k.bulatkan_keluarga) if t.pasangan else 0
    tunj_anak = kali(gaji_pokok * t.anak, k.anak, k.bulatkan_keluarga)
    sumber = k.sumber["keluarga"]
    if t.pasangan:
        jelaskan("Suami/istri", rp(tunj_pasangan), rumus=f"{persen(k.pasangan)} × {rp(gaji_pokok)}", sumber=sumber)
    jelaskan(
        f"{t.anak} anak, paling banyak {k.anak_paling_banyak}",
        rp(tunj_anak),
        rumus=f"{persen(k.anak)} × {t.anak} × {rp(gaji_pokok)}",
        sumber=sumber,
    )
    tunj_beras = t.jiwa_beras * k.beras_jiwa
    jelaskan("Beras", rp(tunj_beras), rumus=f"{t.jiwa_beras} jiwa × {rp(k.beras_jiwa)}", sumber=k.sumber["beras"])
    return {
        "pasangan": t.pasangan,
        "anak": t.anak,
        "jiwa_beras": t.jiwa_beras,
        "tunj_pasangan": tunj_pasangan,
        "tunj_anak": tunj_anak,
        "tunj_beras": tunj_beras,
    }
