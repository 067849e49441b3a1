"""`suite user`: the first admin of an empty city, and help when nobody gets in any more."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from suite.cli.user import user
from suite.core import db
from suite.core.identity import queries, services
from tests.factories import JabatanFactory, UnitFactory
from tests.harness.stores import Basis

NIP = "198209172006042008"
Jalankan = Callable[..., Result]


@pytest.fixture
def jalankan(basis: Basis, monkeypatch: pytest.MonkeyPatch) -> Jalankan:
    for nama, nilai in basis.lingkungan().items():
        monkeypatch.setenv(nama, nilai)
    with db.transaksi():
        dinas = UnitFactory(kode="2.16", nama="Dinas Kominfo")
        JabatanFactory(kode="KD-216", nama="Kepala Dinas Kominfo", unit=dinas, kepala=True)

    def perintah(*argumen: str) -> Result:
        hasil = CliRunner().invoke(user, argumen)
        db.engine().dispose()
        db.ikat(basis.engine)
        return hasil

    return perintah


def test_add_lalu_masuk_dengan_kode(jalankan: Jalankan) -> None:
    hasil = jalankan("add", "19820917 200604 2 008", "Ratna Dewi", "--unit", "2.16", "--post", "Kepala Dinas Kominfo")
    assert hasil.exit_code == 0, hasil.output
    assert "Kepala Dinas Kominfo, Dinas Kominfo" in hasil.output
    kode = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", hasil.output)
    assert kode is not None
    with db.transaksi():
        assert services.setel_sandi_dengan_kode(NIP, kode[0], "perahu layar senja kelabu").berhasil
    with db.transaksi():
        assert services.masukkan(NIP, "perahu layar senja kelabu").berhasil


def test_role_dan_reset(jalankan: Jalankan) -> None:
    jalankan("add", NIP, "Ratna Dewi", "--unit", "2.16", "--post", "KD-216")
    assert jalankan("role", NIP, "grant", "admin", "--reason", "SK 1").exit_code == 0
    with db.transaksi(baca=True):
        pegawai = queries.pegawai_menurut_nip(NIP)
        assert pegawai is not None
        assert [(p.nama, p.unit_id, p.dasar) for p in queries.peran_semua(pegawai.id)] == [("admin", None, "SK 1")]
    assert jalankan("role", NIP, "end", "admin", "--reason", "selesai").exit_code == 0
    with db.transaksi(baca=True):
        assert queries.peran_semua(pegawai.id) == []
    assert re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", jalankan("reset", NIP).output)


@pytest.mark.parametrize(
    ("argumen", "kata"),
    [
        (("reset", NIP), "tidak tercatat"),
        (("role", NIP, "grant", "admin", "--reason", "x"), "tidak tercatat"),
        (("add", "198213172006042008", "R", "--unit", "2.16", "--post", "KD-216"), "bulan lahir 13"),
        (("add", NIP, "R", "--unit", "9.99", "--post", "KD-216"), "unit 9.99 tidak ada"),
        (("add", NIP, "R", "--unit", "2.16", "--post", "Kepala Seksi"), "Yang ada: KD-216 Kepala Dinas Kominfo"),
    ],
)
def test_galat_menyebut_apa_yang_keliru(jalankan: Jalankan, argumen: tuple[str, ...], kata: str) -> None:
    hasil = jalankan(*argumen)
    assert hasil.exit_code == 1
    assert kata in hasil.output
    assert "Traceback" not in hasil.output


def test_jabatan_yang_terisi_ditolak_dan_tidak_meninggalkan_apa_pun(jalankan: Jalankan) -> None:
    jalankan("add", NIP, "Ratna Dewi", "--unit", "2.16", "--post", "KD-216")
    hasil = jalankan("add", "199001012015011001", "Budi", "--unit", "2.16", "--post", "KD-216")
    assert hasil.exit_code == 1 and "sudah dipegang Ratna Dewi" in hasil.output
    with db.transaksi(baca=True):
        assert queries.pegawai_menurut_nip("199001012015011001") is None
