"""One small office for the tests of identity: a head, a secretary, a section, an admin, and the office above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from suite.core.actor import Actor
from suite.core.identity.models import Account, Jabatan, Pegawai, Penugasan, Peran, UnitKerja
from tests.factories import (
    AccountFactory,
    JabatanFactory,
    PegawaiFactory,
    PenugasanFactory,
    PeranFactory,
    UnitFactory,
    actor_dari,
)


@dataclass
class Orang:
    """Somebody of the story: person, post, account."""

    pegawai: Pegawai
    jabatan: Jabatan
    account: Account
    tugas: Penugasan

    @property
    def actor(self) -> Actor:
        return actor_dari(self.account)


@dataclass
class Dunia:
    dinas: UnitKerja
    setda: UnitKerja
    sekda: Orang
    kadis: Orang
    sekretaris: Orang
    kabid: Orang
    staf: Orang
    admin: Orang
    """Admin of the dinas."""
    admin_kota: Orang
    kosong: Jabatan
    """A vacant post below the head: Kepala Bidang Statistik."""


def orang(nama: str, jabatan: str, **kw: Any) -> Orang:
    pegawai = PegawaiFactory(nama=nama)
    tugas = PenugasanFactory(pegawai=pegawai, jabatan=JabatanFactory(nama=jabatan, **kw))
    return Orang(pegawai, tugas.jabatan, AccountFactory(pegawai=pegawai), tugas)


def beri(siapa: Orang, nama: str, unit: UnitKerja | None) -> Peran:
    return PeranFactory(pegawai=siapa.pegawai, nama=nama, unit=unit)


def bangun() -> Dunia:
    setda, dinas = UnitFactory(nama="Sekretariat Daerah"), UnitFactory(nama="Dinas Kominfo")
    bidang = UnitFactory(nama="Bidang Aplikasi", induk=dinas, jenis="bidang")
    sekda = orang("Mulyadi", "Sekretaris Daerah", unit=setda, kepala=True, eselon="II.a")
    kadis = orang("Zulkarnain", "Kepala Dinas Kominfo", unit=dinas, kepala=True, eselon="II.b", atasan=sekda.jabatan)
    sekretaris = orang("Syarifah", "Sekretaris Dinas Kominfo", unit=dinas, eselon="III.a", atasan=kadis.jabatan)
    kabid = orang("Ratna", "Kepala Bidang Aplikasi", unit=bidang, kepala=True, eselon="III.b", atasan=kadis.jabatan)
    staf = orang("Bayu", "Pranata Komputer", unit=bidang, atasan=kabid.jabatan)
    admin = orang("Dewi", "Analis Tata Usaha", unit=dinas, atasan=sekretaris.jabatan)
    admin_kota = orang("Herman", "Analis Sistem", unit=setda, atasan=sekda.jabatan)
    beri(admin, "admin", dinas)
    beri(admin_kota, "admin", None)
    kosong = JabatanFactory(nama="Kepala Bidang Statistik", unit=dinas, eselon="III.b", atasan=kadis.jabatan)
    return Dunia(dinas, setda, sekda, kadis, sekretaris, kabid, staf, admin, admin_kota, kosong)
