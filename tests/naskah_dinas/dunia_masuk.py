"""Two offices for the tests of surat masuk, disposisi, berkas and verification: Kesehatan sends, Komunikasi receives.

Letters go through the real services and are signed by the real development CA. One world a module and store: each test
makes the letters that it needs.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pikepdf
from flask.testing import FlaskClient

from suite.app import create_app
from suite.core import db, workflow
from suite.core.actor import SISTEM, Actor
from suite.core.clock import today
from suite.core.config import Config
from suite.core.daftar_kode import services as daftar_kode
from suite.core.files import services as files
from suite.core.http.application import Suite
from suite.core.identity.models import Account, Jabatan, Pegawai, UnitKerja
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from suite.naskah_dinas.services import keluar, kirim, masuk
from suite.naskah_dinas.services.disposisi import IsianDisposisi
from tests.factories import (
    AccountFactory,
    JabatanFactory,
    PegawaiFactory,
    PenugasanFactory,
    PeranFactory,
    UnitFactory,
    actor_dari,
)
from tests.harness.login import klien_masuk
from tests.harness.stores import Basis

KLASIFIKASI = """kode,uraian,aktif,inaktif,nasib_akhir,keamanan
000,Umum,,,,
000.1,Ketatausahaan,,,,
000.1.5,Rapat,2 Tahun Setelah Kegiatan Selesai,3 Tahun,Musnah,B
000.1.6,Undangan,1 Tahun,2 Tahun,Permanen,B
"""
KODE = "000.1.5"
TUJUAN = ["tindak_lanjut"]


@dataclass
class Dunia:
    """Accounts, posts, people and units by short name."""

    app: Suite
    akun: dict[str, Account] = field(default_factory=dict)
    jabatan: dict[str, Jabatan] = field(default_factory=dict)
    pegawai: dict[str, Pegawai] = field(default_factory=dict)
    unit: dict[str, UnitKerja] = field(default_factory=dict)

    def aktor(self, siapa: str) -> Actor:
        if db.sedang_transaksi():
            return actor_dari(self.akun[siapa])
        with db.transaksi(baca=True):
            return actor_dari(self.akun[siapa])

    def klien(self, siapa: str | None) -> FlaskClient:
        return klien_masuk(self.app, self.akun[siapa]) if siapa else self.app.test_client()

    def kirim(self, hal: str, *, keamanan: str = "B", sifat: str = "segera") -> tuple[int, int]:
        """A letter of Kesehatan to Komunikasi, signed and delivered: ids of (surat keluar, surat masuk)."""
        konseptor = self.aktor("staf_kes")
        with self.app.app_context(), db.transaksi():
            surat = keluar.buat(
                konseptor,
                keluar.IsianSurat(
                    jenis="surat_dinas", hal=hal, isi="<p>Kami sampaikan.</p>", klasifikasi=KODE, sifat=sifat,
                    keamanan=keamanan, kepada=[keluar.Tujuan(unit_id=self.unit["kom"].id)],
                    penanda=keluar.Penanda(self.jabatan["kadis_kes"].id),
                ),
                [("Peta", files.simpan(pdf_kecil(f"Peta {hal}"), nama="peta.pdf", actor=konseptor))],
            )  # fmt: skip
            workflow.jalankan(surat, "ajukan", konseptor, versi=surat.versi)
            surat_id = surat.id
        with self.app.app_context(), db.transaksi():
            surat = db.session.get_one(SuratKeluar, surat_id)
            kirim.tandatangani(self.aktor("kadis_kes"), surat, versi=surat.versi, signer=self.app.extensions["signer"])
        with db.transaksi(baca=True):
            return surat_id, db.session.query(SuratMasuk.id).filter_by(surat_keluar_id=surat_id).scalar()

    def catat(self, hal: str, *, keamanan: str = "B", sifat: str = "biasa") -> int:
        """A letter from outside, registered by hand: its id."""
        petugas = self.aktor("agenda")
        with self.app.app_context(), db.transaksi():
            pindaian = None
            if keamanan in {"B", "T"}:
                pindaian = files.simpan(pdf_kecil(hal), nama="pindaian.pdf", actor=petugas)
            isian = masuk.IsianMasuk(
                opd_id=self.unit["kom"].id, tujuan_jabatan_id=self.jabatan["kadis"].id, pengirim="PT Khatulistiwa Data",
                nomor="12/PK/2026", tanggal=today(), hal=hal, sifat=sifat, keamanan=keamanan, alasan_kembar="Surat uji.",
            )  # fmt: skip
            return masuk.catat(petugas, isian, pindaian).id

    def disposisi(
        self, m_id: int, kepada: list[str], *, catatan: str = "", sampai: date | None = None
    ) -> dict[str, int]:
        """The head of Komunikasi gives the letter on: ids of the disposisi by receiver."""
        with self.app.app_context(), db.transaksi():
            m = db.session.get_one(SuratMasuk, m_id)
            isian = IsianDisposisi([self.jabatan[k].id for k in kepada], TUJUAN, catatan, sampai)
            workflow.jalankan(m, "disposisi", self.aktor("kadis"), versi=m.versi, data={"isian": isian})
            menurut = {d.kepada_jabatan_id: d.id for d in m.disposisi}
            return {k: menurut[self.jabatan[k].id] for k in kepada}


def pdf_kecil(judul: str, halaman: int = 1) -> bytes:
    pdf, keluar_ = pikepdf.new(), io.BytesIO()
    for _ in range(halaman):
        pdf.add_blank_page()
    pdf.docinfo["/Title"] = judul
    pdf.save(keluar_)
    return keluar_.getvalue()


def versi(model: Any, objek_id: int) -> int:
    with db.transaksi(baca=True):
        return db.session.get_one(model, objek_id).versi


def status(model: Any, objek_id: int) -> str:
    with db.transaksi(baca=True):
        return db.session.get_one(model, objek_id).status


def bangun(basis: Basis) -> Dunia:
    """The suite on this database, with the two offices in it. Commits."""
    config = Config(
        env="test",
        var=basis.var,
        database_url=basis.url,
        secret_key="kunci-uji-" * 5,
        base_url="http://localhost",
        cookie_secure=False,
    )
    app = create_app(config)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    db.engine().dispose()
    db.ikat(basis.engine)
    d = Dunia(app)
    klasifikasi = {"mulai": date(2023, 1, 1), "regulasi": "Permendagri 83/2022", "sumber": "uji"}
    with db.transaksi():
        daftar_kode.impor(SISTEM, "klasifikasi", KLASIFIKASI.encode(), **klasifikasi)
        _susun(d)
    return d


def _susun(d: Dunia) -> None:
    kom = UnitFactory(nama="Dinas Komunikasi dan Informatika", nama_singkat="Diskominfo", kode_surat="Diskominfo")
    kes = UnitFactory(nama="Dinas Kesehatan", nama_singkat="Dinkes", kode_surat="Dinkes", kontak="(0561) 000000")
    aptika = UnitFactory(nama="Bidang Aplikasi Informatika", nama_singkat="Aptika", jenis="bidang", induk=kom)
    d.unit = {"kom": kom, "kes": kes, "aptika": aptika}
    tinggi = {"jenis": "pimpinan_tinggi", "eselon": "II.b", "kepala": True}
    madya = {"jenis": "administrator", "eselon": "III.b"}
    _orang(d, "kadis", "Iskandar Mahmud", "Kepala Dinas Komunikasi dan Informatika", unit=kom, **tinggi)
    _orang(d, "sekre", "Syarifah Nurhaliza", "Sekretaris Dinas", unit=kom, atasan=d.jabatan["kadis"], **madya)
    _orang(
        d, "kabid", "Ratna Dewi", "Kepala Bidang Aplikasi", unit=aptika, atasan=d.jabatan["kadis"], kepala=True, **madya
    )
    _orang(d, "bayu", "Bayu Saputra", "Pranata Komputer", unit=aptika, atasan=d.jabatan["kabid"], jenis="fungsional")
    _orang(d, "flor", "Florensia Lidia", "Analis Sistem", unit=aptika, atasan=d.jabatan["kabid"], jenis="fungsional")
    _orang(d, "agenda", "Abdul Rahim", "Pengadministrasi Umum", unit=kom, atasan=d.jabatan["sekre"])
    _orang(d, "kadis_kes", "Sidiq Handanu", "Kepala Dinas Kesehatan", unit=kes, **tinggi)
    _orang(d, "staf_kes", "Maria Yosefa", "Epidemiolog", unit=kes, atasan=d.jabatan["kadis_kes"], jenis="fungsional")
    _orang(d, "auditor", "Agustinus Tandi", "Auditor", unit=kes, atasan=d.jabatan["kadis_kes"], jenis="fungsional")
    PeranFactory(pegawai=d.pegawai["agenda"], nama="pengadministrasi", unit=kom)
    PeranFactory(pegawai=d.pegawai["auditor"], nama="auditor", unit=None)
    # A vacant section with a deputy for some days.
    d.jabatan["infra"] = JabatanFactory(
        nama="Kepala Bidang Infrastruktur", unit=kom, atasan=d.jabatan["kadis"], **madya
    )
    d.pegawai["infra"] = PegawaiFactory(nama="Lina Marlina")
    PenugasanFactory(
        pegawai=d.pegawai["infra"], jabatan=d.jabatan["infra"], jenis="Plt.", mulai=today() - timedelta(days=3),
        selesai=today() + timedelta(days=12),
    )  # fmt: skip
    d.akun["infra"] = AccountFactory(pegawai=d.pegawai["infra"])


def _orang(d: Dunia, kunci: str, nama: str, jabatan: str, **kw: Any) -> None:
    pegawai = PegawaiFactory(nama=nama)
    tugas = PenugasanFactory(pegawai=pegawai, jabatan=JabatanFactory(nama=jabatan, **kw))
    d.pegawai[kunci], d.jabatan[kunci], d.akun[kunci] = pegawai, tugas.jabatan, AccountFactory(pegawai=pegawai)
