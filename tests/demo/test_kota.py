"""The demo city on both stores: small, loaded once per store, then only read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest
from sqlalchemy import func, select

from suite.app import create_app
from suite.cli.demo import siapkan
from suite.core import clock, db
from suite.core.audit.models import AuditEvent
from suite.core.audit.verify import verifikasi
from suite.core.config import Config
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.http.application import Suite
from suite.core.identity.models import Account, Jabatan, Pegawai, Penugasan, UnitKerja
from suite.core.identity.queries import susun_actor
from suite.core.identity.services import masukkan
from suite.core.nip import baca_nip
from suite.core.numbering import NomorTerpakai, Penghitung, Register
from suite.core.workflow import inbox
from suite.demo.akun import SANDI, daftar_akun
from suite.demo.muat import HasilMuat, Keadaan, keadaan, muat
from suite.naskah_dinas.models import Disposisi, SuratKeluar, SuratMasuk
from suite.naskah_dinas.queries import tugas as queries_tugas
from tests.harness.stores import Basis

KINI = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
"""Selasa, 24 November 2026, 13.00 WIB: a work day."""
ORANG, SURAT = 200, 300

pytestmark = pytest.mark.lambat


class Kota(NamedTuple):
    app: Suite
    config: Config
    hasil: HasilMuat
    basis: Basis


@pytest.fixture(scope="module")
def kota(basis_modul: Basis) -> Iterator[Kota]:
    """A loaded city, bound to the suite."""
    config = Config(
        env="demo",
        var=basis_modul.var,
        database_url=basis_modul.url,
        secret_key="kunci-uji-" * 5,
        base_url="http://localhost",
        cookie_secure=False,
    )
    app = create_app(config)
    db.engine().dispose()
    db.ikat(basis_modul.engine)
    with clock.frozen(KINI):
        hasil = muat(app, config, orang=ORANG, surat=SURAT)
        yield Kota(app, config, hasil, basis_modul)


def test_jumlah_orang_dan_surat_seperti_diminta(kota: Kota) -> None:
    with db.transaksi(baca=True):
        orang = session.scalar(select(func.count()).select_from(Pegawai))
        keluar = session.scalar(select(func.count()).select_from(SuratKeluar).where(SuratKeluar.nomor.is_not(None)))
        luar = session.scalar(select(func.count()).select_from(SuratMasuk).where(SuratMasuk.surat_keluar_id.is_(None)))
    assert orang == ORANG
    assert keluar is not None and luar is not None and keluar + luar >= SURAT


def test_nip_sah_dan_tunggal(kota: Kota) -> None:
    with db.transaksi(baca=True):
        semua = session.scalars(select(Pegawai)).all()
    asn = [p for p in semua if p.jenis_asn != "non-ASN"]
    assert len(asn) == ORANG - 2  # the head of region and his deputy are no civil servants
    assert len({p.nip for p in asn}) == len(asn) and all(p.nip is None for p in semua if p not in asn)
    for p in asn:
        nip = baca_nip(p.nip)
        assert (nip.jenis, nip.jenis_kelamin) == (p.jenis_asn, p.jenis_kelamin)


def test_atasan_setiap_jabatan_berujung_pada_wali_kota(kota: Kota) -> None:
    with db.transaksi(baca=True):
        atasan = {j.id: j.atasan_id for j in session.scalars(select(Jabatan))}
        wali = session.scalars(select(Jabatan.id).where(Jabatan.nama == "Wali Kota Pontianak")).one()
    for jabatan_id in atasan:
        kini, langkah = jabatan_id, 0
        while atasan[kini] is not None:
            kini, langkah = atasan[kini] or 0, langkah + 1
            assert langkah < 12
        assert kini == wali


def test_kepala_kota_diagendakan_sekretariat_daerah(kota: Kota) -> None:
    with db.transaksi(baca=True):
        pusat = session.scalars(select(UnitKerja).where(UnitKerja.jenis == "kota")).one()
        assert pusat.opd is not None and pusat.opd.jenis == "setda"


def test_setiap_akun_readme_dapat_masuk_dan_ada_pekerjaannya(kota: Kota) -> None:
    kosong = []
    for a in daftar_akun():
        with db.transaksi():
            hasil = masukkan(a.login, SANDI)
            assert hasil.berhasil and hasil.account is not None, a.login
            actor = susun_actor(hasil.account)
            assert actor.sebagai is not None, a.login
            if not inbox.tugas_saya(actor):
                kosong.append(a.login)
        if a.nip:
            with db.transaksi():
                assert masukkan(a.nip, SANDI).berhasil, a.nip
    assert kosong == []


def test_hanya_akun_readme_dapat_masuk(kota: Kota) -> None:
    with db.transaksi(baca=True):
        nama = set(session.scalars(select(Account.nama_login)))
    assert nama == {a.login for a in daftar_akun()}


def test_peran_kota_dan_perangkat_daerah(kota: Kota) -> None:
    def peran(login: str) -> frozenset[str]:
        akun = session.scalars(select(Account).where(Account.nama_login == login)).one()
        return susun_actor(akun).peran

    with db.transaksi(baca=True):
        assert "auditor@*" in peran("auditor")
        assert "arsiparis@*" in peran("lkd")
        assert {"admin@*", "admin_regulasi@*"} <= peran("admin")
        assert "penyetuju_regulasi@*" in peran("sekda")
        assert "arsiparis@*" not in peran("arsiparis") and "arsiparis" in peran("arsiparis")
        assert {"pengadministrasi", "admin"} <= peran("tatausaha")


def test_nomor_dan_agenda_tanpa_celah_menurut_waktu(kota: Kota) -> None:
    with db.transaksi(baca=True):
        penghitung = {(p.register_id, p.tahun): p.terakhir for p in session.scalars(select(Penghitung))}
        isi: dict[tuple[int, int], list[tuple[int, datetime]]] = {}
        for n in session.scalars(select(NomorTerpakai).order_by(NomorTerpakai.urut)):
            isi.setdefault((n.register_id, n.tahun), []).append((n.urut, n.diambil_pada))
        banyak_buku = session.scalar(select(func.count()).select_from(Register))
    assert banyak_buku and len(isi) > 10
    for kunci, nomor in isi.items():
        assert [u for u, _ in nomor] == list(range(1, penghitung[kunci] + 1))
        waktu = [w for _, w in nomor]
        assert waktu == sorted(waktu)


def test_surat_migrasi_ditandai_dan_tanpa_berkas(kota: Kota) -> None:
    with db.transaksi(baca=True):
        lama = session.scalars(select(SuratKeluar).where(SuratKeluar.migrasi.is_(True))).all()
        baru = session.scalars(
            select(SuratKeluar).where(SuratKeluar.migrasi.is_(False), SuratKeluar.nomor.is_not(None))
        ).all()
        tercatat = set(session.scalars(select(AuditEvent.rantai).where(AuditEvent.aksi == "surat_keluar.migrasi")))
    assert lama and all(s.signed_id is None and s.token is None for s in lama)
    assert {f"surat_keluar:{s.id}" for s in lama} == tercatat
    assert len(baru) == kota.hasil.layanan and all(s.signed_id and s.token for s in baru)


def test_surat_dan_disposisi_ada_pada_setiap_keadaan(kota: Kota) -> None:
    with db.transaksi(baca=True):
        surat = set(session.scalars(select(SuratKeluar.status).distinct()))
        masuk = set(session.scalars(select(SuratMasuk.status).distinct()))
        disposisi = set(session.scalars(select(Disposisi.status).distinct()))
    assert {"konsep", "paraf", "siap_ttd", "terkirim", "diarsipkan"} <= surat
    assert {"diterima", "didisposisi", "ditindaklanjuti", "selesai", "diarsipkan"} <= masuk
    assert {"baru", "dikerjakan", "diteruskan", "selesai", "dikembalikan"} <= disposisi


def test_jabatan_kosong_dijalankan_plt(kota: Kota) -> None:
    with db.transaksi(baca=True):
        plt = session.scalars(select(Penugasan).where(Penugasan.jenis == "Plt.")).all()
        assert {p.jabatan.nama for p in plt} >= {"Kepala Bidang Informasi Publik"}
        definitif = set(session.scalars(select(Penugasan.jabatan_id).where(Penugasan.jenis == "definitif")))
    assert not definitif & {p.jabatan_id for p in plt}


def test_audit_utuh_dan_tersegel_seluruhnya(kota: Kota) -> None:
    with db.transaksi(baca=True):
        hasil = verifikasi(kota.config.var)
    assert hasil.temuan == []
    assert hasil.peristiwa >= kota.hasil.peristiwa > ORANG


def test_pemuatan_kedua_mempertahankan_data(kota: Kota, capsys: pytest.CaptureFixture[str]) -> None:
    with db.transaksi(baca=True):
        sebelum = session.scalar(select(func.max(SuratKeluar.id)))
    siapkan(kota.config, people=1000, letters=1000)
    db.ikat(kota.basis.engine)
    with db.transaksi(baca=True):
        assert session.scalar(select(func.max(SuratKeluar.id))) == sebelum
    assert "dipakai lagi" in capsys.readouterr().out
    assert keadaan() is Keadaan.BERISI


def test_pegawai_baru_mendapat_id_sesudah_peragaan(kota: Kota) -> None:
    """Explicit ids must not leave PostgreSQL's sequences behind."""
    with pytest.raises(AturanDilanggar), db.transaksi():
        unit = UnitKerja(
            kode="uji", nama="Uji", nama_singkat="Uji", kode_surat="UJI", jenis="dinas", mulai=date(2026, 1, 1)
        )
        session.add(unit)
        session.flush()
        assert unit.id > kota.hasil.unit - 1
        raise AturanDilanggar("batal")


def test_ada_yang_bertugas_di_luar_hari_ini_dan_pekan_depan(kota: Kota) -> None:
    with clock.frozen(KINI), db.transaksi(baca=True):
        semua = queries_tugas.surat_tugas_pada(
            session.scalars(select(Pegawai.id)).all(), clock.today(), date(2026, 12, 31)
        )
    tempat = {t.tempat for daftar in semua.values() for t in daftar}
    assert len(semua) == 3 and tempat == {"Kecamatan Pontianak Utara", "Singkawang"}
