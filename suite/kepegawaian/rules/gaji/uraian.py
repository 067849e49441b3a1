"""The working of pay, line by line, made from the same values as the amounts: for the slip and the rule calculator."""

from __future__ import annotations

from fractions import Fraction

from suite.core.aturan import jelaskan
from suite.core.uang import Uang
from suite.kepegawaian.rules.gaji.bulanan import Gaji, Penghasilan
from suite.kepegawaian.rules.gaji.ketentuan import KetentuanGaji, ketentuan_gaji
from suite.kepegawaian.rules.gaji.ketiga_belas import GajiKetigaBelas
from suite.kepegawaian.rules.gaji.rapel import Rapel
from suite.kepegawaian.rules.tabel import tulis_bulan

ALASAN = {
    "belum_diangkat": "belum diangkat pada tanggal 1 bulan itu",
    "belum_spmt": "surat pernyataan melaksanakan tugas belum mulai pada hari kerja pertama",
    "cltn": "menjalankan cuti di luar tanggungan negara",
    "hukuman": "gaji dihentikan karena hukuman disiplin",
    "pensiun": "sudah pensiun",
    "berhenti": "sudah berhenti",
    "meninggal": "sudah meninggal, gaji terusan habis atau tidak ada",
    "kurang_satu_bulan": "bekerja kurang dari satu bulan",
}
KE_13 = "PP 14/2024; PP 11/2025; PP 9/2026"
PPH = "PP 58/2023 Ps 2; PP 80/2010"


def rp(jumlah: int) -> str:
    """`Rp3.252.900`."""
    return str(Uang.rupiah(jumlah))


def persen(faktor: Fraction) -> str:
    """`3,25%` of the factor 13/400."""
    nilai = faktor * 100
    return f"{float(nilai):g}%".replace(".", ",") if nilai.denominator != 1 else f"{nilai.numerator}%"


def tarif(teks: str) -> str:
    """`1,5%` of the table's "1.5"."""
    return f"{teks.replace('.', ',')}%"


def uraikan_gaji(g: Gaji) -> None:
    """Say each step of a month's pay."""
    if g.hasil is None:
        jelaskan("Tidak dibayar", ALASAN[g.alasan])
        return
    k = ketentuan_gaji(g.dasar.acuan)
    if g.dasar.terusan:
        jelaskan("Gaji terusan menurut fakta bulan wafat", tulis_bulan(g.dasar.acuan), sumber=k.sumber["gaji"])
    _penghasilan(g.hasil, g.dasar.status, k)
    p, i = g.hasil, k.iuran
    dasar = p.gaji_pokok + p.keluarga
    if g.iwp:
        jelaskan("Iuran wajib pegawai", rp(g.iwp), rumus=f"{persen(i.iwp)} × {rp(dasar)}, terdekat", sumber=i.sumber)
    if g.jht:
        jelaskan("Jaminan hari tua", rp(g.jht), rumus=f"{persen(i.jht)} × {rp(dasar)}, terdekat", sumber=i.sumber)
    upah = min(dasar + p.jabatan, i.batas_upah)
    jelaskan(
        "Jaminan kesehatan, bagian pegawai",
        rp(g.bpjs_1),
        rumus=f"{persen(i.jkn_pegawai)} × {rp(upah)}, terdekat",
        sumber=i.sumber,
    )
    jelaskan(
        "Ditanggung pemberi kerja: kesehatan, kecelakaan kerja, kematian",
        rp(g.bpjs_4 + g.jkk + g.jkm),
        rumus=f"{rp(g.bpjs_4)} + {rp(g.jkk)} + {rp(g.jkm)}",
        sumber=i.sumber,
    )
    _pajak(g)
    jelaskan(
        "Pembulatan",
        rp(g.pembulatan),
        rumus=f"gaji bersih dibulatkan ke atas menjadi kelipatan {rp(k.bulat_ke)}",
        sumber=k.sumber["gaji"],
    )
    if g.potongan_lain:
        jelaskan("Potongan lain", rp(g.potongan_lain))
    jelaskan("Diterima", rp(g.neto), rumus=f"{rp(g.bruto)} − {rp(g.potongan)}")


def _penghasilan(p: Penghasilan, status: str, k: KetentuanGaji) -> None:
    tabel = k.sumber["gaji_pokok_pppk" if status == "PPPK" else "gaji_pokok_pns"]
    jelaskan(f"Gaji pokok {p.golongan}, masa kerja {p.mkg_tahun} tahun", rp(p.gaji_pokok_tabel), sumber=tabel)
    if status == "CPNS":
        rumus = f"{persen(k.cpns)} × {rp(p.gaji_pokok_tabel)}"
        jelaskan("Gaji pokok CPNS", rp(p.gaji_pokok), rumus=rumus, sumber=k.sumber["gaji"])
    jelaskan(
        "Tunjangan suami/istri",
        rp(p.tunj_pasangan),
        rumus=f"{persen(k.pasangan)} × {rp(p.gaji_pokok)}, ke atas" if p.tunj_pasangan else "tidak ada yang ditanggung",
        sumber=k.sumber["keluarga"],
    )
    jelaskan(
        f"Tunjangan {p.anak} anak",
        rp(p.tunj_anak),
        rumus=f"{persen(k.anak)} × {p.anak} × {rp(p.gaji_pokok)}, ke atas",
        sumber=k.sumber["keluarga"],
    )
    jenis = "struktural" if p.tunj_jabatan else "fungsional" if p.tunj_fungsional else "umum"
    jelaskan(f"Tunjangan {jenis}", rp(p.jabatan), sumber=p.sumber_jabatan)
    rumus = f"{p.jiwa_beras} jiwa × {rp(k.beras_jiwa)}"
    jelaskan("Tunjangan beras", rp(p.tunj_beras), rumus=rumus, sumber=k.sumber["beras"])


def _pajak(g: Gaji) -> None:
    menurut_tarif = f"{tarif(g.tarif_pph)} × {rp(g.bruto_pajak)}, ke bawah"
    rumus = menurut_tarif if g.tarif_pph else "pajak setahun dikurangi yang sudah dipotong"
    jelaskan("PPh 21", rp(g.pph), rumus=rumus, sumber=PPH)
    if g.tunj_pph:
        jelaskan("Tunjangan pajak, ditanggung pemerintah", rp(g.tunj_pph), sumber="PP 80/2010")


def uraikan_rapel(r: Rapel) -> None:
    """Say what changed in each month."""
    for b in r.rincian:
        rumus = "; ".join(f"{nama.replace('_', ' ')} {rp(beda)}" for nama, beda in b.komponen.items())
        jelaskan(f"Selisih {tulis_bulan(b.bulan)}", rp(b.neto), rumus=rumus or "tidak ada yang berubah")
    jelaskan(
        "Rapel", rp(r.neto), rumus=f"{rp(r.kotor)} − {rp(r.potongan)}", sumber="tanpa PPh, dihitung pada bulan bayar"
    )


def uraikan_ketiga_belas(g: GajiKetigaBelas) -> None:
    """Say the parts of THR or gaji 13."""
    if not g.berhak:
        jelaskan("Tidak berhak", ALASAN[g.alasan], sumber=KE_13)
        return
    for nama, jumlah in g.bagian.items():
        if jumlah:
            jelaskan(nama.replace("tunj_", "tunjangan ").replace("_", " ").capitalize(), rp(jumlah), sumber=KE_13)
    jelaskan("Pembulatan bagian gaji", rp(g.pembulatan), sumber=KE_13)
    if g.tpp:
        jelaskan("Bagian tambahan penghasilan pegawai", rp(g.tpp), rumus="dibulatkan ke bawah", sumber=KE_13)
    jelaskan(
        "PPh 21 ditanggung pemerintah",
        rp(g.pph_ditanggung),
        rumus="pajak atas seluruhnya dikurangi pajak atas penghasilan bulan itu",
        sumber=PPH,
    )
    jelaskan("Diterima", rp(g.neto), rumus="tanpa potongan", sumber=KE_13)
