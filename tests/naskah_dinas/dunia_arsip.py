"""The people whom the archive needs besides those of `dunia_masuk`: an archivist, the head of region, the archive institution."""

from __future__ import annotations

from datetime import date

from suite.core import db, workflow
from suite.naskah_dinas.models import Berkas, SuratMasuk
from suite.naskah_dinas.services import arsip
from tests.factories import PeranFactory, UnitFactory
from tests.naskah_dinas.dunia_masuk import KODE, Dunia, _orang, versi


def lengkapi(d: Dunia) -> Dunia:
    """Bayu is the archivist of Komunikasi, Flor of the city; a wali kota decides."""
    with db.transaksi():
        kota = UnitFactory(nama="Kota Pontianak", nama_singkat="Kota", jenis="kota")
        _orang(d, "walikota", "Edi Kamtono", "Wali Kota Pontianak", unit=kota, jenis="politik", kepala=True)
        _orang(d, "lkd", "Siti Arsip", "Arsiparis Madya", unit=d.unit["kes"], jenis="fungsional")
        PeranFactory(pegawai=d.pegawai["bayu"], nama="arsiparis", unit=d.unit["kom"])
        PeranFactory(pegawai=d.pegawai["lkd"], nama="arsiparis", unit=None)
    return d


def buka(d: Dunia, judul: str, kode: str = KODE) -> int:
    with d.app.app_context(), db.transaksi():
        return arsip.buka_berkas(d.aktor("bayu"), opd_id=d.unit["kom"].id, klasifikasi=kode, judul=judul).id


def isi(d: Dunia, berkas_id: int, hal: str, m_id: int | None = None, *, keamanan: str = "B") -> int:
    """A letter received (a new one from outside, or `m_id`), finished and filed: its id."""
    m_id = m_id or d.catat(hal, keamanan=keamanan)
    with d.app.app_context(), db.transaksi():
        m = db.session.get_one(SuratMasuk, m_id)
        workflow.jalankan(m, "selesaikan", d.aktor("kadis"), versi=m.versi)
    with d.app.app_context(), db.transaksi():
        m = db.session.get_one(SuratMasuk, m_id)
        arsip.berkaskan(
            d.aktor("agenda" if keamanan == "B" else "kadis"), m, db.session.get_one(Berkas, berkas_id), versi=m.versi
        )
    return m_id


def tutup(d: Dunia, berkas_id: int, tanggal: date) -> None:
    """Close it as if long ago: an empty one, or one whose letters are older in the database."""
    with d.app.app_context(), db.transaksi():
        b = db.session.get_one(Berkas, berkas_id)
        for m in db.session.query(SuratMasuk).filter_by(berkas_id=berkas_id):
            m.tanggal = min(m.tanggal, tanggal)
        db.session.flush()
        workflow.jalankan(b, "tutup", d.aktor("bayu"), versi=b.versi, data={"tanggal": tanggal})


def aksi(d: Dunia, siapa: str, alamat: str, model: type, objek_id: int, **data: str):
    """Post an act with the version as it stands."""
    return d.klien(siapa).post(alamat, data={"versi": str(versi(model, objek_id)), **data})
