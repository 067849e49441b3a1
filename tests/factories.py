"""The smallest true world: units, posts, people with valid NIP, assignments, accounts, roles.

Use inside a transaction: `with db.transaksi(): kadis = PenugasanFactory(jabatan__nama="Kepala Dinas")`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import factory
from factory.alchemy import SQLAlchemyModelFactory

from suite.core import db
from suite.core.actor import Actor
from suite.core.identity.models import Account, Jabatan, Pangkat, Pegawai, Penugasan, Peran, Pihak, UnitKerja
from suite.core.identity.queries import susun_actor

AWAL = date(2020, 1, 1)


class _Factory(SQLAlchemyModelFactory):
    class Meta:
        abstract = True
        sqlalchemy_session_factory = lambda: db.session()  # noqa: E731
        sqlalchemy_session_persistence = "flush"


class UnitFactory(_Factory):
    """An office (its own OPD); a part of one with `induk=`: then `opd` follows the parent."""

    class Meta:
        model = UnitKerja

    kode = factory.Sequence(lambda n: f"1.{n:04d}")
    nama = factory.Sequence(lambda n: f"Dinas Uji {n}")
    nama_singkat = factory.LazyAttribute(lambda o: o.nama.replace("Dinas", "Din."))
    kode_surat = factory.Sequence(lambda n: f"UJI{n}")
    jenis = "dinas"
    induk = None
    opd = factory.LazyAttribute(lambda o: (o.induk.opd or o.induk) if o.induk else None)
    alamat = "Jalan Rahadi Usman Nomor 3"
    mulai = AWAL
    selesai = None

    @factory.post_generation
    def opd_sendiri(obj: UnitKerja, create: bool, extracted: Any, **kw: Any) -> None:  # noqa: N805
        if create and obj.opd is None:
            obj.opd_id = obj.id
            db.session.flush()


class JabatanFactory(_Factory):
    class Meta:
        model = Jabatan

    kode = factory.Sequence(lambda n: f"J{n:05d}")
    nama = factory.Sequence(lambda n: f"Analis Uji {n}")
    unit = factory.SubFactory(UnitFactory)
    jenis = "pelaksana"
    eselon = ""
    kelas = 7
    kepala = False
    atasan = None
    mulai = AWAL
    selesai = None


class PihakFactory(_Factory):
    class Meta:
        model = Pihak

    jenis = "pegawai"
    nama = factory.Sequence(lambda n: f"Orang Uji {n}")


class PegawaiFactory(_Factory):
    """A person whose NIP says: born 17 September 1982, appointed April 2006, woman."""

    class Meta:
        model = Pegawai

    nama = factory.Sequence(lambda n: f"Orang Uji {n}")
    pihak = factory.SubFactory(PihakFactory, nama=factory.SelfAttribute("..nama"))
    nip = factory.Sequence(lambda n: f"198209{1 + n // 999 % 28:02d}2006042{1 + n % 999:03d}")
    gelar_depan = ""
    gelar_belakang = ""
    jenis_kelamin = "P"


class PangkatFactory(_Factory):
    class Meta:
        model = Pangkat

    pegawai_id = factory.LazyAttribute(lambda o: PegawaiFactory().id)
    golongan = "III/d"
    nama = "Penata Tingkat I"
    mulai = AWAL


class PenugasanFactory(_Factory):
    """A person in a post; `jabatan__...` and `pegawai__...` shape both."""

    class Meta:
        model = Penugasan

    pegawai = factory.SubFactory(PegawaiFactory)
    jabatan = factory.SubFactory(JabatanFactory)
    jenis = "definitif"
    mulai = AWAL
    selesai = None


class PeranFactory(_Factory):
    class Meta:
        model = Peran

    pegawai = factory.SubFactory(PegawaiFactory)
    nama = "arsiparis"
    unit = None
    mulai = AWAL


class AccountFactory(_Factory):
    """An account without a password (`masuk_sebagai` needs none). `pegawai=` is who owns it."""

    class Meta:
        model = Account

    class Params:
        pegawai = factory.SubFactory(PegawaiFactory)

    nama_login = factory.LazyAttribute(lambda o: o.pegawai.nip)
    pihak_id = factory.LazyAttribute(lambda o: o.pegawai.id)
    aktif = True


def pejabat(nama_jabatan: str = "Analis Uji", **jabatan: Any) -> tuple[Penugasan, Account]:
    """Somebody in a post, with an account. Keywords shape the post (`unit=`, `atasan=`, `kepala=` ...)."""
    tugas = PenugasanFactory(jabatan=JabatanFactory(nama=nama_jabatan, **jabatan))
    return tugas, AccountFactory(pegawai=tugas.pegawai)


def actor_dari(account: Account) -> Actor:
    """The actor that a request of this account would have today."""
    return susun_actor(account, ip="127.0.0.1", request_id="uji")
