"""Serah tugas of a task on a secret letter: it follows the post, never the admin's choice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from suite.core import db, policy, workflow
from suite.core.akses import kunci_pegawai
from suite.core.clock import today
from suite.core.errors import AturanDilanggar
from suite.core.identity import services
from suite.core.identity.models import Account, Pegawai
from suite.core.workflow import Task
from suite.naskah_dinas.models import SuratKeluar
from tests.factories import AccountFactory, JabatanFactory, PegawaiFactory, PenugasanFactory, PeranFactory, actor_dari
from tests.naskah_dinas.kantor import Kantor, bangun, diajukan


@pytest.fixture
def kantor(app) -> Kantor:
    """The drafter has a returned secret letter and a returned ordinary one; the sekretaris administers the office."""
    k = bangun()
    ids = [diajukan(k, hal="Rahasia dikembalikan", keamanan="R"), diajukan(k, hal="Biasa dikembalikan")]
    with db.transaksi():
        for satu in ids:
            surat = db.session.get_one(SuratKeluar, satu)
            workflow.jalankan(surat, "kembalikan", actor_dari(k.akun["kabid"]), versi=surat.versi, catatan="Perbaiki.")
        PeranFactory(pegawai=orang(k, "sekretaris"), nama="admin", unit=k.unit["dinas"])
    return k


def orang(k: Kantor, nama: str) -> Pegawai:
    return db.session.get_one(Pegawai, k.akun[nama].pihak_id)


def judul(pegawai_id: int) -> list[str]:
    q = select(Task.judul).where(Task.untuk == kunci_pegawai(pegawai_id), Task.ditutup_pada.is_(None))
    return sorted(db.session.scalars(q))


def test_tugas_rahasia_tidak_ikut_kepada_orang_pilihan_admin(kantor, masuk_sebagai):
    staf, kabid = kantor.akun["staf"].pihak_id, kantor.akun["kabid"].pihak_id
    halaman = masuk_sebagai(kantor.akun["sekretaris"]).get(f"/admin/serah-tugas?dari={staf}&ke={kabid}")
    isi = halaman.get_data(as_text=True)
    assert "1 tugas rahasia ikut pejabat pengganti" in isi and "Serahkan 1 tugas" in isi
    with db.transaksi():
        admin = actor_dari(kantor.akun["sekretaris"])
        assert services.serahkan_tugas(admin, orang(kantor, "staf"), orang(kantor, "kabid"), "mutasi") == 1
    with db.transaksi(baca=True):
        assert judul(staf) == ["Rahasia dikembalikan"]
        assert "Rahasia dikembalikan" not in judul(kabid)
    with db.transaksi(), pytest.raises(AturanDilanggar, match="ikut pejabat pengganti"):
        services.serahkan_tugas(
            actor_dari(kantor.akun["sekretaris"]), orang(kantor, "staf"), orang(kantor, "kabid"), "x"
        )


def test_tugas_rahasia_ikut_kepada_plh_dalam_jabatan_itu(kantor):
    with db.transaksi():
        plh = PegawaiFactory()
        PenugasanFactory(
            pegawai=plh,
            jabatan=kantor.jabatan["staf"],
            jenis="Plh.",
            mulai=today(),
            selesai=today() + timedelta(days=5),
        )
        # Known to the office's admin: the person's own post lies there too.
        PenugasanFactory(pegawai=plh, jabatan=JabatanFactory(unit=kantor.unit["dinas"]))
        akun = AccountFactory(pegawai=plh)
        db.session.flush()
        id, akun_id = plh.id, akun.id
    with db.transaksi():
        admin = actor_dari(kantor.akun["sekretaris"])
        n = services.serahkan_tugas(admin, orang(kantor, "staf"), db.session.get_one(Pegawai, id), "cuti besar")
        assert n == 2
    with db.transaksi(baca=True):
        assert judul(id) == ["Biasa dikembalikan", "Rahasia dikembalikan"]
        surat = db.session.scalars(select(SuratKeluar).where(SuratKeluar.keamanan == "R")).one()
        assert policy.boleh("surat_keluar.isi", actor_dari(db.session.get_one(Account, akun_id)), surat)
