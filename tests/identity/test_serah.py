"""Handing over in one act what a leaver has open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from suite.core import db
from suite.core.akses import AksesDokumen, kunci_pegawai
from suite.core.audit import AuditEvent
from suite.core.clock import now, today
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TanpaIzin
from suite.core.http.application import Suite
from suite.core.identity import services
from suite.core.identity.models import Account, Penugasan
from suite.core.notifications import Notifikasi
from suite.core.workflow import Task
from tests.identity.dunia import Dunia, Orang, bangun

JENIS = "penunjukan_sementara"


@pytest.fixture
def dunia(app: Suite) -> Dunia:
    """Bayu has three open personal tasks and one that is done; a task of his post does not belong to him."""
    with db.transaksi():
        dunia = bangun()
        bayu = kunci_pegawai(dunia.staf.pegawai.id)
        for n in (1, 2, 3):
            session.add(Task(jenis=JENIS, objek_id=n, aksi="tindak_lanjut", untuk=bayu, judul=f"Rahasia {n}"))
        session.add(Task(jenis=JENIS, objek_id=4, aksi="x", untuk=bayu, judul="Selesai", ditutup_pada=now()))
        session.add(Task(jenis=JENIS, objek_id=5, aksi="x", untuk=f"j:{dunia.staf.jabatan.id}", judul="Tugas jabatan"))
        for n in (1, 2, 9):
            session.add(AksesDokumen(kunci=bayu, jenis=JENIS, objek_id=n))
        session.add(AksesDokumen(kunci=kunci_pegawai(dunia.kabid.pegawai.id), jenis=JENIS, objek_id=2))
        return dunia


def serahkan(dunia: Dunia, oleh: Orang, ke: Orang, alasan: str = "mutasi ke Dinas Kesehatan") -> int:
    with db.transaksi():
        return services.serahkan_tugas(oleh.actor, dunia.staf.pegawai, ke.pegawai, alasan)


def terbuka(kunci: str) -> int:
    with db.transaksi(baca=True):
        q = select(func.count()).select_from(Task).where(Task.untuk == kunci, Task.ditutup_pada.is_(None))
        return session.scalar(q) or 0


def test_semua_tugas_pribadi_berpindah_sekaligus(dunia: Dunia) -> None:
    assert serahkan(dunia, dunia.admin, dunia.kabid) == 3
    assert terbuka(kunci_pegawai(dunia.staf.pegawai.id)) == 0
    assert terbuka(kunci_pegawai(dunia.kabid.pegawai.id)) == 3
    assert terbuka(f"j:{dunia.staf.jabatan.id}") == 1


def test_penerima_dapat_membuka_dokumen_tugas_itu_saja(dunia: Dunia) -> None:
    serahkan(dunia, dunia.admin, dunia.kabid)
    with db.transaksi(baca=True):
        q = select(AksesDokumen.objek_id).where(AksesDokumen.kunci == kunci_pegawai(dunia.kabid.pegawai.id))
        assert sorted(session.scalars(q)) == [1, 2]


def test_penyerahan_tercatat_pada_keduanya_dan_keduanya_diberi_tahu(dunia: Dunia) -> None:
    serahkan(dunia, dunia.admin, dunia.kabid)
    with db.transaksi(baca=True):
        rantai = set(session.scalars(select(AuditEvent.rantai).where(AuditEvent.aksi == "tugas.serahkan")))
        diberi_tahu = set(session.scalars(select(Notifikasi.pegawai_id)))
    assert rantai == {f"pegawai:{dunia.staf.pegawai.id}", f"pegawai:{dunia.kabid.pegawai.id}"}
    assert {dunia.staf.pegawai.id, dunia.kabid.pegawai.id} <= diberi_tahu


def test_admin_melihat_jumlah_tetapi_tidak_judul(dunia: Dunia, masuk_sebagai: Callable[[Account], FlaskClient]) -> None:
    meja = masuk_sebagai(dunia.admin.account)
    isi = meja.get(f"/admin/serah-tugas?dari={dunia.staf.pegawai.id}&ke={dunia.kabid.pegawai.id}").get_data(
        as_text=True
    )
    assert "3 tugas terbuka" in isi and "Serahkan 3 tugas" in isi
    assert "Rahasia" not in isi


def test_menyerahkan_lewat_halaman(dunia: Dunia, masuk_sebagai: Callable[[Account], FlaskClient]) -> None:
    meja = masuk_sebagai(dunia.admin.account)
    data = {"dari": dunia.staf.pegawai.id, "ke": dunia.kabid.pegawai.id, "alasan": ""}
    assert meja.post("/admin/serah-tugas", data=data).status_code == 422
    assert terbuka(kunci_pegawai(dunia.staf.pegawai.id)) == 3
    assert meja.post("/admin/serah-tugas", data=data | {"alasan": "pensiun"}).status_code == 302
    assert terbuka(kunci_pegawai(dunia.kabid.pegawai.id)) == 3


def test_yang_ditolak(dunia: Dunia) -> None:
    with pytest.raises(TanpaIzin, match="tidak bertugas di perangkat daerah"):
        serahkan(dunia, dunia.admin, dunia.sekda)
    with pytest.raises(TanpaIzin):
        serahkan(dunia, dunia.kadis, dunia.kabid)
    with pytest.raises(TanpaIzin, match="kepada diri sendiri"):
        serahkan(dunia, dunia.admin, dunia.admin)
    with pytest.raises(AturanDilanggar, match="orang yang sama"):
        serahkan(dunia, dunia.admin, dunia.staf)
    with db.transaksi():
        session.get_one(Account, dunia.kabid.account.id).aktif = False
    with pytest.raises(AturanDilanggar, match="akun aktif"):
        serahkan(dunia, dunia.admin, dunia.kabid)
    assert terbuka(kunci_pegawai(dunia.staf.pegawai.id)) == 3


def test_yang_sudah_pergi_masih_dapat_diurus_admin_dinasnya(dunia: Dunia) -> None:
    with db.transaksi():
        session.get_one(Penugasan, dunia.staf.tugas.id).selesai = today() - timedelta(days=3)
    assert serahkan(dunia, dunia.admin, dunia.kabid) == 3
