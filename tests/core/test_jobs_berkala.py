"""What the system does by itself, on time and once, however many workers there are."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import func, insert, select

from suite.core import clock, db
from suite.core.audit import AuditEvent, AuditSeal
from suite.core.audit.seal import berkas_segel
from suite.core.config import Config
from suite.core.drafts import Draf
from suite.core.identity.models import SesiMasuk
from suite.core.jobs import Jadwal, Job, jadwal, periodic, queue
from suite.core.jobs.worker import Pekerja
from suite.core.notifications import Notifikasi
from suite.core.workflow import Task
from tests.factories import AccountFactory, UnitFactory, pejabat
from tests.harness.pekerja_uji import aplikasi

PADA = datetime(2026, 3, 2, 3, 0, 30, tzinfo=UTC)

periodic.pasang()


def test_giliran_harian_berganti_pada_jam_kantor_bukan_tengah_malam_utc() -> None:
    j = Jadwal("x", harian=time(2, 0))
    assert j.giliran(datetime(2026, 3, 1, 18, 59, tzinfo=UTC)) == "2026-03-01"  # 01.59 WIB on the 2nd
    assert j.giliran(datetime(2026, 3, 1, 19, 0, tzinfo=UTC)) == "2026-03-02"


def test_jadwal_memuat_segel_tiap_menit_dan_eskalasi_tiap_lima_menit() -> None:
    ada = {j.jenis: (j.setiap, j.harian) for j in jadwal()}
    assert ada["segel_audit"] == (60, None)
    assert ada["eskalasi"] == (300, None)
    assert ada["segel_audit_penuh"][1] and ada["bersih_bersih"][1]


@pytest.mark.usefixtures("basis")
def test_dua_penjadwal_membuat_satu_pekerjaan_per_giliran() -> None:
    with db.transaksi():
        assert "segel_audit" in queue.antrekan_berkala(PADA)
        assert queue.antrekan_berkala(PADA) == []
    with db.transaksi() as s:
        s.execute(Job.__table__.update().values(keadaan="selesai"))  # type: ignore[attr-defined]
    with db.transaksi():
        assert "segel_audit" not in queue.antrekan_berkala(PADA + timedelta(seconds=19)), "still the same turn"
        assert "segel_audit" in queue.antrekan_berkala(PADA + timedelta(seconds=60))
        assert not queue.ada_berkala(PADA + timedelta(seconds=60))


def test_giliran_terlewat_selama_yang_lama_masih_berjalan(basis: object) -> None:
    with db.transaksi():
        queue.antrekan_berkala(PADA)
        assert queue.antrekan_berkala(PADA + timedelta(hours=2)) == []


def test_pekerja_menyegel_peristiwa_baru_dan_menulisnya_di_luar_basis_data(config: Config) -> None:
    with db.transaksi():
        UnitFactory()
    Pekerja(aplikasi(config)).jalan(sekali=True)
    with db.transaksi(baca=True) as s:
        segel = s.scalars(select(AuditSeal)).all()
        peristiwa = s.scalar(select(func.count()).select_from(AuditEvent))
    assert [x.jumlah for x in segel] == [peristiwa]
    assert len(berkas_segel(config.var).read_text().splitlines()) == 1


def test_tugas_lewat_tenggat_diingatkan_sekali_kepada_pemegang_dan_atasannya(config: Config) -> None:
    with db.transaksi() as s:
        kepala, _ = pejabat("Kepala Dinas")
        staf, _ = pejabat("Analis", atasan=kepala.jabatan)
        s.add(
            Task(
                jenis="uji",
                objek_id=1,
                aksi="telaah",
                untuk=f"j:{staf.jabatan_id}",
                judul="Telaah",
                tenggat=clock.now() - timedelta(hours=1),
            )  # fmt: skip
        )
        penerima = {staf.pegawai_id, kepala.pegawai_id}
    from suite.core.workflow import inbox

    asli, inbox.url = inbox.url, lambda task: "/uji"
    try:
        Pekerja(aplikasi(config)).jalan(sekali=True)
        with db.transaksi():
            assert inbox.eskalasi() == 0
    finally:
        inbox.url = asli
    with db.transaksi(baca=True) as s:
        assert set(s.scalars(select(Notifikasi.pegawai_id))) == penerima


def test_bersih_bersih_membuang_yang_usang_dan_menyimpan_yang_masih_dipakai(config: Config) -> None:
    with db.transaksi() as s:
        account = AccountFactory()
        for hari, kunci in ((100, "lama"), (1, "baru")):
            s.add(Draf(account_id=account.id, kunci=kunci, isi={}, disimpan_pada=clock.now() - timedelta(days=hari)))
            sesi = {"token_hash": kunci, "account_id": account.id, "ip": "", "peramban": ""}
            pada = clock.now() - timedelta(days=hari)
            s.execute(insert(SesiMasuk).values(**sesi, dibuat_pada=pada, terakhir_pada=pada))
            s.add(
                Job(
                    jenis="segel_audit",
                    kunci=f"jadwal:uji:{kunci}",
                    izin="sistem",
                    keadaan="selesai",
                    selesai_pada=clock.now() - timedelta(days=hari / 3),
                )  # fmt: skip
            )
    Pekerja(aplikasi(config)).jalan(sekali=True)
    with db.transaksi(baca=True) as s:
        assert list(s.scalars(select(Draf.kunci))) == ["baru"]
        assert list(s.scalars(select(SesiMasuk.token_hash))) == ["baru"]
        assert list(s.scalars(select(Job.kunci).where(Job.kunci.startswith("jadwal:uji:")))) == ["jadwal:uji:baru"]
        assert s.scalars(select(Job.keadaan).where(Job.jenis == "bersih_bersih")).all() == ["selesai"]
