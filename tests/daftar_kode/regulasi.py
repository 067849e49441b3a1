"""An admin of regulations, one who approves, one who is both, and a small list in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from suite.core import db, workflow
from suite.core.actor import SISTEM, Actor
from suite.core.daftar_kode import policy, services, usulan
from suite.core.daftar_kode import workflow as alur
from suite.core.daftar_kode.models import UsulanDaftar, VersiDaftar
from suite.core.daftar_kode.queries import versi_semua
from suite.core.identity.models import Account
from tests.factories import PeranFactory, actor_dari, pejabat

MULAI = date(2023, 1, 1)
KECIL = """kode,uraian,aktif,inaktif,nasib_akhir,keamanan
900,Keuangan,,,,B
900.1,Anggaran,,,,B
900.1.1,Rencana,1 Tahun,1 Tahun,Musnah,B
900.1.2,Pergeseran,1 Tahun,1 Tahun,Musnah,B
900.1.3,Laporan,1 Tahun,1 Tahun,Permanen,B
900.2,Perbendaharaan,,,,B
900.2.1,Laporan,1 Tahun,1 Tahun,Musnah,B
"""


@dataclass
class Meja:
    akun: dict[str, Account]

    def aktor(self, nama: str) -> Actor:
        return actor_dari(self.akun[nama])


def siapkan() -> Meja:
    """Inside a transaction of its own."""
    policy.pasang()
    alur.pasang()
    akun = {}
    with db.transaksi():
        for nama, peran in (
            ("admin", ("admin_regulasi",)),
            ("admin_lain", ("admin_regulasi",)),
            ("penyetuju", ("penyetuju_regulasi",)),
            ("rangkap", ("admin_regulasi", "penyetuju_regulasi")),
            ("staf", ()),
        ):
            tugas, akun[nama] = pejabat(f"Analis {nama}")
            for p in peran:
                PeranFactory(pegawai=tugas.pegawai, nama=p, unit=None)
        services.impor(SISTEM, "klasifikasi", KECIL.encode(), mulai=MULAI)
    return Meja(akun)


def setujui(meja: Meja, u: UsulanDaftar, *, oleh: str = "penyetuju") -> VersiDaftar:
    """Submit as its maker and approve, inside the running transaction."""
    pembuat = next(a for n in meja.akun if (a := meja.aktor(n)).pegawai_id == u.pengusul_id)
    workflow.jalankan(u, "ajukan", pembuat, versi=u.versi)
    workflow.jalankan(u, "setujui", meja.aktor(oleh), versi=u.versi)
    assert u.hasil_versi_id is not None
    return db.session.get_one(VersiDaftar, u.hasil_versi_id)


def versi_baru(meja: Meja, isi: str, mulai: date, regulasi: str = "Permendagri Baru") -> UsulanDaftar:
    return usulan.usulkan_versi(
        meja.aktor("admin"),
        "klasifikasi",
        "baru.csv",
        isi.encode(),
        mulai=mulai,
        regulasi=regulasi,
        sumber="Berita Negara",
    )


def perubahan(meja: Meja, mulai: date, oleh: str = "admin", **isi: object) -> UsulanDaftar:
    return usulan.usulkan_perubahan(
        meja.aktor(oleh), "klasifikasi", isi, mulai=mulai, regulasi="Kepwal 1/2027", sumber="JDIH"
    )


def versi() -> list[VersiDaftar]:
    return list(versi_semua("klasifikasi"))
