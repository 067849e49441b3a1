"""One month's pay of one person. Order of computation and roundings: PP 7/1977; SE Dirjen Anggaran SE-2/A/522/0193.

Allowances go up to a rupiah, contributions to the nearest, tax down, the net of the register up to Rp100 by an earning
called pembulatan; other deductions come after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from suite.core.errors import AturanDilanggar
from suite.core.uang import Uang
from suite.kepegawaian.rules.bulat import kali, ke_atas
from suite.kepegawaian.rules.gaji.fakta import Dasar, Fakta, FaktaJabatan, berlaku, dasar_bayar, tanggungan
from suite.kepegawaian.rules.gaji.iuran import iuran
from suite.kepegawaian.rules.gaji.ketentuan import KetentuanGaji, ketentuan_gaji
from suite.kepegawaian.rules.gaji.pph21 import KetentuanPajak, ketentuan_pajak, pajak_ter, pph21_setahun
from suite.kepegawaian.rules.tabel import kelompok_golongan, pada_tanggal

PELAKSANA = FaktaJabatan(date.min, "pelaksana")


@dataclass(frozen=True)
class Penghasilan:
    """Steps 2 to 5: what is earned before contributions and tax, in whole rupiah a month, and the facts behind it."""

    golongan: str
    mkg_tahun: int
    gaji_pokok_tabel: int
    gaji_pokok: int
    tunj_pasangan: int
    anak: int
    tunj_anak: int
    tunj_jabatan: int
    tunj_fungsional: int
    tunj_umum: int
    sumber_jabatan: str
    jiwa_beras: int
    tunj_beras: int

    @property
    def keluarga(self) -> int:
        return self.tunj_pasangan + self.tunj_anak

    @property
    def jabatan(self) -> int:
        """Whichever of the three allowances of the post is paid."""
        return self.tunj_jabatan + self.tunj_fungsional + self.tunj_umum

    @property
    def jumlah(self) -> int:
        return self.gaji_pokok + self.keluarga + self.jabatan + self.tunj_beras


@dataclass(frozen=True)
class Gaji:
    """One month, whole rupiah. When `dibayar` is False only `alasan` says something and `hasil` is None."""

    dibayar: bool
    alasan: str
    dasar: Dasar
    hasil: Penghasilan | None = None
    tunj_pph: int = 0
    pembulatan: int = 0
    bruto: int = 0
    iwp: int = 0
    jht: int = 0
    bpjs_1: int = 0
    pph: int = 0
    tarif_pph: str = "0"
    potongan_lain: int = 0
    potongan: int = 0
    neto: int = 0
    bpjs_4: int = 0
    jkk: int = 0
    jkm: int = 0
    bruto_pajak: int = 0


def gaji_bulan(fakta: Fakta, bulan: date, *, ketentuan: KetentuanGaji | None = None) -> Gaji:
    """Pay of the month that begins on `bulan` (its first day). A run hands over `ketentuan` once for everybody.

    Without a PTKP no tax is computed. With `fakta.setahun` the tax is the year's reckoning minus what was withheld, which
    may be negative (paid back); December has no effective rate and is refused without it. Raises `AturanDilanggar`: bulan, tabel, golongan,
    tunjangan_jabatan, ptkp, potongan_melebihi_gaji.
    """
    # whether anything is paid needs no tables: a month before them may still be one in which nobody was appointed
    dasar = dasar_bayar(fakta, bulan, _terusan_bulan(bulan, ketentuan))
    if dasar.alasan:
        return Gaji(False, dasar.alasan, dasar)
    if fakta.ptkp is not None and fakta.setahun is None and bulan.month == 12:
        raise AturanDilanggar(
            "PPh 21 bulan Desember dihitung setahun. Isi penghasilan sebelumnya (setahun), atau hitung tanpa PTKP.",
            kode="bulan",
            field="bulan",
            sumber="PP 58/2023 Ps 2; UU PPh Ps 21",
        )
    k = ketentuan if ketentuan is not None and dasar.acuan == bulan else ketentuan_gaji(dasar.acuan)
    p = penghasilan(fakta, dasar, k)
    i = iuran(dasar.status, p.gaji_pokok, p.keluarga, p.jabatan, 0, k.iuran)
    iwp, jkk, jkm = (0, 0, 0) if dasar.terusan else (i.iwp, i.jkk, i.jkm)
    bruto_pajak = p.jumlah + i.bpjs_4 + jkk + jkm
    tarif, pph = _pajak(fakta, bulan, bruto_pajak, iwp + i.jht, k.pajak if dasar.acuan == bulan else None)
    tunj_pph = pph if fakta.pph_gaji == "ditanggung" else 0
    wajib = iwp + i.jht + i.bpjs_1 + pph
    pembulatan = -(p.jumlah + tunj_pph - wajib) % k.bulat_ke
    bruto = p.jumlah + tunj_pph + pembulatan
    potongan = wajib + fakta.potongan_lain
    if potongan > bruto:
        raise AturanDilanggar(
            f"Potongan lain {Uang.rupiah(fakta.potongan_lain)} melebihi gaji bersih {Uang.rupiah(bruto - wajib)}. "
            "Kurangi potongannya.",
            kode="potongan_melebihi_gaji",
            field="potongan_lain",
        )
    return Gaji(
        dibayar=True,
        alasan="",
        dasar=dasar,
        hasil=p,
        tunj_pph=tunj_pph,
        pembulatan=pembulatan,
        bruto=bruto,
        iwp=iwp,
        jht=i.jht,
        bpjs_1=i.bpjs_1,
        pph=pph,
        tarif_pph=tarif,
        potongan_lain=fakta.potongan_lain,
        potongan=potongan,
        neto=bruto - potongan,
        bpjs_4=i.bpjs_4,
        jkk=jkk,
        jkm=jkm,
        bruto_pajak=bruto_pajak,
    )


def _pajak(
    fakta: Fakta, bulan: date, bruto_pajak: int, iuran_pensiun: int, ketentuan: KetentuanPajak | None
) -> tuple[str, int]:
    """Rate as text (empty for the year's reckoning) and tax of the month."""
    if fakta.ptkp is None:
        return "0", 0
    if (lalu := fakta.setahun) is not None:
        tahun = pph21_setahun(
            fakta.ptkp,
            lalu.bruto + bruto_pajak,
            lalu.iuran + iuran_pensiun,
            lalu.sudah_dipotong,
            bulan_kerja=lalu.bulan_kerja,
            zakat=lalu.zakat,
            pada=bulan,
        )
        return "", tahun.pph
    return pajak_ter(fakta.ptkp, bruto_pajak, ketentuan or ketentuan_pajak(bulan))


def penghasilan(fakta: Fakta, dasar: Dasar, k: KetentuanGaji) -> Penghasilan:
    """Gaji pokok and allowances on `dasar.acuan`. Raises `AturanDilanggar` (golongan, tunjangan_jabatan)."""
    pada = dasar.acuan
    sk = berlaku(fakta.gaji, pada)
    if sk is None:
        raise AturanDilanggar(
            f"Belum ada SK golongan dan gaji yang berlaku pada {pada.isoformat()}.", kode="golongan", field="gaji"
        )
    tabel = k.tabel(dasar.status).gaji_pokok(sk.golongan, sk.mkg_tahun)
    pokok = kali(tabel, k.cpns, ke_atas) if dasar.status == "CPNS" else tabel
    t = tanggungan(fakta, pada, tabel, k)
    jabatan, fungsional, umum, sumber = _tunjangan_jabatan(fakta, dasar, sk.golongan, k)
    return Penghasilan(
        golongan=sk.golongan,
        mkg_tahun=sk.mkg_tahun,
        gaji_pokok_tabel=tabel,
        gaji_pokok=pokok,
        tunj_pasangan=kali(pokok, k.pasangan, k.bulatkan_keluarga) if t.pasangan else 0,
        anak=t.anak,
        tunj_anak=kali(pokok * t.anak, k.anak, k.bulatkan_keluarga),
        tunj_jabatan=jabatan,
        tunj_fungsional=fungsional,
        tunj_umum=umum,
        sumber_jabatan=sumber,
        jiwa_beras=t.jiwa_beras,
        tunj_beras=t.jiwa_beras * k.beras_jiwa,
    )


def _tunjangan_jabatan(fakta: Fakta, dasar: Dasar, golongan: str, k: KetentuanGaji) -> tuple[int, int, int, str]:
    """One of structural, functional, general: (struktural, fungsional, umum, source). A CPNS gets the whole umum."""
    j = berlaku(fakta.jabatan, dasar.acuan) or PELAKSANA
    if dasar.status == "CPNS":
        j = PELAKSANA
    kelompok = kelompok_golongan(dasar.status, golongan, k.umum)
    if j.jenis == "struktural":
        if j.eselon is None or j.eselon not in k.struktural:
            raise _tanpa_tunjangan(f"Eselon {j.eselon or '-'}", k.sumber["struktural"])
        return k.struktural[j.eselon], 0, 0, k.sumber["struktural"]
    if j.jenis == "fungsional":
        jenjang = j.jenjang or f"golongan {kelompok}"
        satu = k.fungsional.get(j.jabatan or "", {}).get(jenjang)
        if satu is None:
            raise _tanpa_tunjangan(f"Jabatan fungsional {j.jabatan or '-'} {jenjang}", k.fungsional.sumber)
        return 0, satu["rupiah"], 0, satu["sumber"]
    return 0, 0, k.umum[kelompok], k.sumber["umum"]


def _tanpa_tunjangan(jabatan: str, sumber: str) -> AturanDilanggar:
    return AturanDilanggar(
        f"{jabatan[:80]} tidak ada dalam tabel tunjangan. Minta admin memuat Perpresnya.",
        kode="tunjangan_jabatan",
        field="jabatan",
        sumber=sumber,
    )


def _terusan_bulan(bulan: date, ketentuan: KetentuanGaji | None) -> int:
    return pada_tanggal("kepegawaian.gaji", bulan)["terusan_bulan"] if ketentuan is None else ketentuan.terusan_bulan
