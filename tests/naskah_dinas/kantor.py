"""A small office with one chain: staf → kabid → sekretaris → kepala dinas → sekda → wali kota; and a second office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from suite.core import db, workflow
from suite.core.actor import SISTEM
from suite.core.daftar_kode import services as daftar_kode
from suite.core.identity.models import Account, Jabatan, Penugasan, UnitKerja
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.services import keluar
from tests.factories import (
    AccountFactory,
    JabatanFactory,
    PegawaiFactory,
    PenugasanFactory,
    PeranFactory,
    UnitFactory,
    actor_dari,
)

KLASIFIKASI = """kode,uraian,aktif,inaktif,nasib_akhir,keamanan
000,Umum,,,,
000.1,Ketatausahaan,,,,
000.1.5,Rapat,1 Tahun Setelah Kegiatan Selesai,2 Tahun,Musnah,B
000.1.6,Undangan,1 Tahun Setelah Kegiatan Selesai,2 Tahun,Musnah,B
800,Kepegawaian,,,,
800.1,Sumber daya manusia,,,,
800.1.3,Mutasi,,,,
800.1.3.3,Penunjukan pelaksana,2 Tahun Setelah Kegiatan Selesai,3 Tahun,Musnah,B
"""


@dataclass(frozen=True)
class Kantor:
    """Accounts by role, posts and units by name."""

    akun: dict[str, Account]
    jabatan: dict[str, Jabatan]
    unit: dict[str, UnitKerja]

    def actor(self, nama: str) -> Any:
        with db.transaksi(baca=True):
            return actor_dari(self.akun[nama])


def bangun() -> Kantor:
    """Commits. Roles: staf, kabid, sekretaris, kadis, sekda, walikota, tetangga (head next door), asing, auditor."""
    with db.transaksi():
        daftar_kode.impor(
            SISTEM,
            "klasifikasi",
            KLASIFIKASI.encode(),
            mulai=date(2023, 1, 1),
            regulasi="Permendagri 83/2022",
            sumber="uji",
        )
        kota = UnitFactory(nama="Kota Pontianak", jenis="kota", kode_surat="KOTA")
        setda = UnitFactory(
            nama="Sekretariat Daerah", nama_singkat="Setda", jenis="setda", kode_surat="Setda", induk=kota, opd=None
        )
        dinas = UnitFactory(nama="Dinas Komunikasi dan Informatika", nama_singkat="Diskominfo", kode_surat="Diskominfo")
        bidang = UnitFactory(nama="Bidang Aplikasi Informatika", nama_singkat="Aptika", jenis="bidang", induk=dinas)
        lain = UnitFactory(nama="Dinas Kesehatan", nama_singkat="Dinkes", kode_surat="Dinkes")
        j: dict[str, Jabatan] = {}
        j["walikota"] = JabatanFactory(nama="Wali Kota", unit=kota, jenis="politik", kepala=True)
        j["sekda"] = JabatanFactory(
            nama="Sekretaris Daerah",
            unit=setda,
            jenis="pimpinan_tinggi",
            eselon="II.a",
            kepala=True,
            atasan=j["walikota"],
        )
        j["kadis"] = JabatanFactory(
            nama="Kepala Dinas Komunikasi dan Informatika",
            unit=dinas,
            jenis="pimpinan_tinggi",
            eselon="II.b",
            kepala=True,
            atasan=j["sekda"],
        )
        j["sekretaris"] = JabatanFactory(
            nama="Sekretaris Dinas", unit=dinas, jenis="administrator", eselon="III.a", atasan=j["kadis"]
        )
        j["kabid"] = JabatanFactory(
            nama="Kepala Bidang Aplikasi Informatika",
            unit=bidang,
            jenis="administrator",
            eselon="III.b",
            kepala=True,
            atasan=j["sekretaris"],
        )
        j["staf"] = JabatanFactory(
            nama="Pranata Komputer Ahli Pertama", unit=bidang, jenis="fungsional", atasan=j["kabid"]
        )
        j["tetangga"] = JabatanFactory(
            nama="Kepala Dinas Kesehatan",
            unit=lain,
            jenis="pimpinan_tinggi",
            eselon="II.b",
            kepala=True,
            atasan=j["sekda"],
        )
        j["asing"] = JabatanFactory(nama="Perawat", unit=lain, jenis="fungsional", atasan=j["tetangga"])
        nama = {
            "walikota": ("Arif Setiawan", "", "S.Sos."),
            "sekda": ("Maria Yosefa", "Dra.", "M.Si."),
            "kadis": ("Iskandar Mahmud", "Ir.", "M.T."),
            "sekretaris": ("Syarifah Nurhaliza", "", "M.Si."),
            "kabid": ("Ratna Dewi Anggraini", "", "S.Kom."),
            "staf": ("Bayu Saputra", "", "S.Kom."),
            "tetangga": ("Dewi Kartika Sari", "dr.", ""),
            "asing": ("Abdul Rahim", "", "S.Kep."),
        }
        akun: dict[str, Account] = {}
        for peran, jabatan in j.items():
            n, depan, belakang = nama[peran]
            tugas: Penugasan = PenugasanFactory(
                jabatan=jabatan, pegawai__nama=n, pegawai__gelar_depan=depan, pegawai__gelar_belakang=belakang
            )
            akun[peran] = AccountFactory(pegawai=tugas.pegawai)
        auditor = PegawaiFactory(nama="Florensia Lidia")
        PeranFactory(pegawai=auditor, nama="auditor")
        akun["auditor"] = AccountFactory(pegawai=auditor)
    return Kantor(akun, j, {"kota": kota, "setda": setda, "dinas": dinas, "bidang": bidang, "lain": lain})


def isian(k: Kantor, **ganti: Any) -> keluar.IsianSurat:
    """A complete surat dinas to the other office, signed by the kepala dinas."""
    dasar: dict[str, Any] = {
        "jenis": "surat_dinas",
        "hal": "Undangan rapat koordinasi sertifikat elektronik",
        "isi": "<p>Kami mengundang Saudara pada rapat hari Senin, 30 November 2026.</p>",
        "klasifikasi": "000.1.5",
        "sifat": "segera",
        "kepada": [keluar.Tujuan(unit_id=k.unit["lain"].id)],
        "penanda": keluar.Penanda(k.jabatan["kadis"].id),
    }
    return keluar.IsianSurat(**(dasar | ganti))


def konsep(k: Kantor, **ganti: Any) -> int:
    """A draft of the staf; returns its id. Commits."""
    with db.transaksi():
        return keluar.buat(actor_dari(k.akun["staf"]), isian(k, **ganti)).id


def diajukan(k: Kantor, **ganti: Any) -> int:
    """The same, submitted: it waits for the kabid."""
    id = konsep(k, **ganti)
    with db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        workflow.jalankan(surat, "ajukan", actor_dari(k.akun["staf"]), versi=surat.versi)
    return id


def diparaf(k: Kantor, *siapa: str, **ganti: Any) -> int:
    """Submitted, and initialled by these in turn."""
    id = diajukan(k, **ganti)
    for nama in siapa:
        with db.transaksi() as s:
            surat = s.get_one(SuratKeluar, id)
            workflow.jalankan(surat, "paraf", actor_dari(k.akun[nama]), versi=surat.versi)
    return id


def versi(id: int) -> int:
    with db.transaksi(baca=True) as s:
        return s.get_one(SuratKeluar, id).versi
