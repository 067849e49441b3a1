"""Topics of the person in the rule register: identity number, discipline, DUK, authority of Plt./Plh., angka kredit.

Field names are those of the case files; services call the rules themselves.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from suite.core import kalender
from suite.core import rules as inti
from suite.core.aturan import aturan, jelaskan
from suite.core.aturan.isian import Bulat, Daftar, Objek, Pilihan, Skema, Tanggal, Teks, YaTidak
from suite.core.kalender import tanggal_surat
from suite.core.nip import SUMBER_NIP
from suite.kepegawaian.rules.cuti import boleh_plt
from suite.kepegawaian.rules.disiplin import UsulDisiplin, usul_disiplin
from suite.kepegawaian.rules.duk import Peserta, urut_kepangkatan
from suite.kepegawaian.rules.karier import angka_kredit

BULAN_KERJA = 70 * 12


class MasukanNip(Skema):
    nip = Teks(required=True, panjang=40, boleh_kosong=True)


class HasilNip(inti.HasilNip):
    class Meta:
        exclude = ("nip",)


@aturan(
    "kepegawaian.nip",
    masukan=MasukanNip,
    hasil=HasilNip,
    sumber=SUMBER_NIP,
    uraian="Membaca dan memeriksa NIP atau NI PPPK",
)
def topik_nip(nip: str) -> dict[str, Any]:
    return inti.topik_nip(nip)


# --- disiplin, duk, wewenang, angka kredit -------------------------------------------------------------------------


class MasukanDisiplin(Skema):
    tahun = Bulat(required=True, paling_kecil=1900, paling_besar=2200)
    tk = Daftar(Tanggal(), required=True)
    hukuman_dijatuhkan = Daftar(Bulat(paling_besar=1000), load_default=list, paling_banyak=100)
    pola = Pilihan("5", "6", load_default="5")


class HasilDisiplin(Skema):
    kumulatif = Bulat()
    berturut_terpanjang = Bulat()
    usul_kode = Bulat(allow_none=True)
    usul = Teks(allow_none=True)
    tingkat = Teks(allow_none=True)
    pasal = Teks(allow_none=True)
    pemicu = Teks(allow_none=True)
    gaji_dihentikan_mulai = Tanggal(allow_none=True)


@aturan(
    "kepegawaian.disiplin",
    masukan=MasukanDisiplin,
    hasil=HasilDisiplin,
    sumber="PP 94/2021 Ps 9-11 dan 15",
    uraian="Usul hukuman disiplin dari hari tanpa keterangan; yang memutuskan tetap pejabat",
)
def topik_disiplin(tahun: int, tk: list[date], hukuman_dijatuhkan: list[int], pola: str) -> UsulDisiplin:
    hari_kerja = partial(kalender.apakah_hari_kerja, pola=int(pola))
    u = usul_disiplin(tahun, tk, hukuman_dijatuhkan, hari_kerja=hari_kerja)
    jelaskan(f"Hari kerja tanpa keterangan dalam tahun {tahun}", f"{u.kumulatif} hari", sumber="PP 94/2021 Ps 9-11")
    jelaskan("Berturut-turut paling panjang", f"{u.berturut_terpanjang} hari kerja", sumber="PP 94/2021 Ps 11")
    jelaskan(
        "Usul hukuman",
        u.usul or "tidak ada yang lebih berat daripada yang sudah dijatuhkan",
        rumus=f"pemicu: {u.pemicu}" if u.pemicu else "",
        sumber=u.pasal or "",
    )
    if u.gaji_dihentikan_mulai:
        jelaskan("Gaji dihentikan mulai", tanggal_surat(u.gaji_dihentikan_mulai), sumber="PP 94/2021 Ps 15")
    return u


class MasukanPeserta(Skema):
    id = Teks(required=True, panjang=100)
    golongan = Teks(required=True, panjang=20)
    tmt_pangkat = Tanggal(required=True)
    masa_kerja_bulan = Bulat(required=True, paling_besar=BULAN_KERJA)
    tanggal_lahir = Tanggal(required=True)
    eselon = Teks(allow_none=True, boleh_kosong=True, panjang=20)
    diklat = Teks(allow_none=True, boleh_kosong=True, panjang=40)
    diklat_tanggal = Tanggal(allow_none=True)
    pendidikan = Teks(allow_none=True, boleh_kosong=True, panjang=40)
    pendidikan_tanggal = Tanggal(allow_none=True)


class MasukanDuk(Skema):
    pegawai = Daftar(Objek(MasukanPeserta), required=True)


class HasilDuk(Skema):
    urutan = Daftar(Teks())


@aturan(
    "kepegawaian.duk",
    masukan=MasukanDuk,
    hasil=HasilDuk,
    sumber="PP 15/1979",
    uraian="Daftar urut kepangkatan, yang tertinggi lebih dahulu",
)
def topik_duk(pegawai: list[dict[str, Any]]) -> dict[str, Any]:
    urutan = urut_kepangkatan(Peserta(**p) for p in pegawai)
    jelaskan(
        "Diurutkan menurut",
        f"{len(urutan)} pegawai",
        rumus="pangkat, TMT pangkat, jabatan, masa kerja, diklat, pendidikan, usia",
        sumber="PP 15/1979",
    )
    return {"urutan": urutan}


class MasukanWewenang(Skema):
    peran = Pilihan("Plt", "Plh", "Plt.", "Plh.", "definitif", required=True)
    tindakan = Teks(required=True, panjang=100)
    di_luar_negeri = YaTidak(load_default=False)


class HasilWewenang(Skema):
    boleh = YaTidak()
    catatan = Teks()
    sumber = Teks()


@aturan(
    "kepegawaian.wewenang",
    masukan=MasukanWewenang,
    hasil=HasilWewenang,
    sumber="UU 30/2014 Ps 14; SE Kepala BKN 1/SE/I/2021",
    uraian="Bolehkah Plt. atau Plh. memutuskan urusan kepegawaian ini",
)
def topik_wewenang(peran: str, tindakan: str, di_luar_negeri: bool) -> Any:
    batas = boleh_plt(tindakan, di_luar_negeri=di_luar_negeri)
    if peran == "definitif":
        jelaskan("Pejabat definitif memutuskan sendiri", "boleh")
        return {"boleh": True, "catatan": "", "sumber": batas.sumber}
    uraian = f"{peran.rstrip('.')}. memutuskan {tindakan.replace('_', ' ')}"
    jelaskan(uraian, "boleh" if batas.boleh else "tidak boleh", rumus=batas.catatan, sumber=batas.sumber)
    return batas


class MasukanAngkaKredit(Skema):
    jenjang = Teks(required=True, panjang=40)
    predikat = Teks(required=True, panjang=40)
    bulan = Bulat(load_default=12, paling_besar=12)


class HasilAngkaKredit(Skema):
    angka_kredit = Teks()


@aturan(
    "kepegawaian.angka_kredit",
    masukan=MasukanAngkaKredit,
    hasil=HasilAngkaKredit,
    sumber="PermenPANRB 1/2023; Peraturan BKN 3/2023",
    uraian="Angka kredit dari predikat kinerja: bulan/12 × persen × koefisien, dua desimal",
)
def topik_angka_kredit(jenjang: str, predikat: str, bulan: int) -> dict[str, Any]:
    ratusan = angka_kredit(jenjang, predikat, bulan) * 100
    nilai = f"{ratusan.numerator // 100}.{ratusan.numerator % 100:02}"
    rumus = f"{bulan}/12 × persen predikat {predikat} × koefisien {jenjang}"
    jelaskan("Angka kredit", nilai.replace(".", ","), rumus=rumus, sumber="Peraturan BKN 3/2023")
    return {"angka_kredit": nilai}
