"""Who owns the database takes the triggers off and tampers with sealed history: each time object and event are named.

The tamperer knows our format and mends whatever can be mended without the suite's key and without the file outside.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select, text

from suite.core import db
from suite.core.audit.ddl import DDL_POSTGRESQL_HAPUS, DDL_SQLITE_HAPUS
from suite.core.audit.events import AWAL, sidik_peristiwa
from suite.core.audit.models import AuditEvent, AuditSeal, AuditSealItem
from suite.core.audit.seal import akar_merkle, berkas_segel, segel, sidik_segel
from suite.core.audit.verify import HasilVerifikasi, _baris, verifikasi
from suite.core.identity.models import UnitKerja
from tests.factories import UnitFactory
from tests.harness.stores import Basis

UBAHAN = 5
"""Events of each office's chain: made once, renamed four times."""


@dataclass(frozen=True)
class Sejarah:
    """Three offices with a sealed history of five events each, in three seals."""

    basis: Basis
    satu: str
    dua: str
    tiga: str

    def peristiwa(self, rantai: str, urut: int) -> int:
        with db.transaksi(baca=True):
            q = select(AuditEvent.id).where(AuditEvent.rantai == rantai, AuditEvent.urut == urut)
            return db.session.execute(q).scalar_one()


@pytest.fixture
def sejarah(basis: Basis) -> Sejarah:
    with db.transaksi():
        ids = [UnitFactory(nama=f"Dinas Bukti {n}").id for n in range(3)]
    _segel(basis)
    for putaran in range(1, UBAHAN):
        with db.transaksi():
            for i in ids:
                db.session.get_one(UnitKerja, i).nama = f"Dinas Bukti {i} putaran {putaran}"
        if putaran % 2 == 0:
            _segel(basis)
    with db.transaksi():
        for perintah in DDL_SQLITE_HAPUS if basis.sqlite else DDL_POSTGRESQL_HAPUS:
            db.session.execute(text(perintah))
    return Sejarah(basis, *(f"unit_kerja:{i}" for i in ids))


def _segel(basis: Basis) -> None:
    with db.transaksi():
        assert segel(basis.var) > 0


def _periksa(basis: Basis) -> HasilVerifikasi:
    with db.transaksi(baca=True):
        return verifikasi(basis.var)


def _jalankan(perintah: str, **nilai: Any) -> int:
    with db.transaksi():
        return db.session.execute(text(perintah), nilai).rowcount  # type: ignore[attr-defined]


def _rajut_ulang(rantai: str) -> None:
    """What a clever owner does after tampering: number, link and hash the whole chain anew, so that it looks whole."""
    with db.transaksi():
        sebelum = AWAL
        semua = list(
            db.session.scalars(select(AuditEvent).where(AuditEvent.rantai == rantai).order_by(AuditEvent.urut))
        )
        # Two steps: the unique place in the chain must not be met twice on the way.
        for e in semua:
            db.session.execute(text("UPDATE audit_event SET urut = urut + 1000 WHERE id = :id"), {"id": e.id})
        for urut, e in enumerate(semua, 1):
            sidik = sidik_peristiwa(_baris(e) | {"urut": urut, "sebelum": sebelum})
            db.session.execute(
                text("UPDATE audit_event SET urut = :urut, sebelum = :sebelum, sidik = :sidik WHERE id = :id"),
                {"urut": urut, "sebelum": sebelum, "sidik": sidik, "id": e.id},
            )
            sebelum = sidik


def _temuan(hasil: HasilVerifikasi) -> set[tuple[str, int | None]]:
    return {(objek, peristiwa) for objek, peristiwa, _ in hasil.temuan}


def test_sejarah_yang_tidak_dirusak_lulus_dan_yang_belum_disegel_dihitung(sejarah: Sejarah):
    with db.transaksi():
        db.session.get_one(UnitKerja, int(sejarah.satu.split(":")[1])).nama = "Dinas Bukti terakhir"
    hasil = _periksa(sejarah.basis)
    assert hasil.utuh, hasil.temuan
    assert (hasil.peristiwa, hasil.rantai, hasil.segel, hasil.belum_disegel) == (3 * UBAHAN + 1, 3, 3, 1)


@pytest.mark.parametrize("rapi", [False, True], ids=["begitu saja", "rantai dirajut ulang"])
@pytest.mark.parametrize(
    ("kolom", "nilai"),
    [
        ("pelaku", "'Orang Lain'"),
        ("aksi", "'unit_kerja.hapus'"),
        ("pada", "'2020-01-01 00:00:00'"),
        ("perubahan", "'[]'"),
        ("request_id", "'palsu'"),
    ],
)
def test_peristiwa_yang_diubah_disebut(sejarah: Sejarah, kolom: str, nilai: str, rapi: bool):
    sasaran = sejarah.peristiwa(sejarah.dua, 3)
    assert _jalankan(f"UPDATE audit_event SET {kolom} = {nilai} WHERE id = :id", id=sasaran) == 1
    if rapi:
        _rajut_ulang(sejarah.dua)
    temuan = _temuan(_periksa(sejarah.basis))
    assert (sejarah.dua, sasaran) in temuan
    assert {objek for objek, _ in temuan} == {sejarah.dua}


@pytest.mark.parametrize("rapi", [False, True], ids=["begitu saja", "rantai dirajut ulang"])
@pytest.mark.parametrize("urut", [1, 3, UBAHAN], ids=["yang pertama", "yang di tengah", "ujungnya dipotong"])
def test_peristiwa_yang_dihapus_disebut(sejarah: Sejarah, urut: int, rapi: bool):
    sasaran = sejarah.peristiwa(sejarah.dua, urut)
    assert _jalankan("DELETE FROM audit_event WHERE id = :id", id=sasaran) == 1
    if rapi:
        _rajut_ulang(sejarah.dua)
    hasil = _periksa(sejarah.basis)
    assert (sejarah.dua, sasaran) in _temuan(hasil)
    assert (sejarah.dua, sasaran, f"peristiwa ke-{urut} yang sudah disegel hilang") in hasil.temuan


def test_seluruh_rantai_yang_dihapus_disebut_setiap_peristiwanya(sejarah: Sejarah):
    semua = {(sejarah.tiga, sejarah.peristiwa(sejarah.tiga, n)) for n in range(1, UBAHAN + 1)}
    assert _jalankan("DELETE FROM audit_event WHERE rantai = :r", r=sejarah.tiga) == UBAHAN
    assert _temuan(_periksa(sejarah.basis)) == semua


@pytest.mark.parametrize("rapi", [False, True], ids=["begitu saja", "rantai dirajut ulang"])
def test_peristiwa_yang_dipindahkan_ke_objek_lain_disebut(sejarah: Sejarah, rapi: bool):
    sasaran = sejarah.peristiwa(sejarah.satu, UBAHAN)
    assert _jalankan("UPDATE audit_event SET rantai = :r, urut = 6 WHERE id = :id", r=sejarah.dua, id=sasaran) == 1
    if rapi:
        _rajut_ulang(sejarah.dua)
    assert (sejarah.satu, sasaran) in _temuan(_periksa(sejarah.basis))


@pytest.mark.parametrize("rapi", [False, True], ids=["begitu saja", "rantai dirajut ulang"])
def test_dua_peristiwa_yang_bertukar_tempat_disebut(sejarah: Sejarah, rapi: bool):
    dua, tiga = sejarah.peristiwa(sejarah.satu, 2), sejarah.peristiwa(sejarah.satu, 3)
    for sasaran, urut in ((dua, 99), (tiga, 2), (dua, 3)):
        assert _jalankan("UPDATE audit_event SET urut = :u WHERE id = :id", u=urut, id=sasaran) == 1
    if rapi:
        _rajut_ulang(sejarah.satu)
    assert {(sejarah.satu, dua), (sejarah.satu, tiga)} <= _temuan(_periksa(sejarah.basis))


def _sisipkan(rantai: str, urut: int, id: int | None = None) -> int:
    """Slip an event in before place `urut`: those behind it move up."""
    with db.transaksi():
        for e in db.session.scalars(
            select(AuditEvent)
            .where(AuditEvent.rantai == rantai, AuditEvent.urut >= urut)
            .order_by(AuditEvent.urut.desc())
        ):
            db.session.execute(text("UPDATE audit_event SET urut = urut + 1 WHERE id = :id"), {"id": e.id})
        baru = AuditEvent(
            rantai=rantai, urut=urut, aksi="unit_kerja.ubah", pelaku="Hantu", perubahan=[], sebelum=AWAL, sidik=AWAL
        )
        if id is not None:
            baru.id = id
        db.session.add(baru)
        db.session.flush()
        hasil = baru.id
    _rajut_ulang(rantai)
    return hasil


def test_peristiwa_yang_diselipkan_di_antara_yang_disegel_menggeser_dan_disebut(sejarah: Sejarah):
    tergeser = {(sejarah.dua, sejarah.peristiwa(sejarah.dua, n)) for n in (3, 4, 5)}
    _sisipkan(sejarah.dua, 3)
    assert tergeser <= _temuan(_periksa(sejarah.basis))


def test_peristiwa_yang_diganti_dengan_karangan_bernomor_sama_disebut(sejarah: Sejarah):
    """Taken out and another put in its place under the same id: neither numbers nor counts change."""
    sasaran = sejarah.peristiwa(sejarah.dua, UBAHAN)
    _jalankan("DELETE FROM audit_event WHERE id = :id", id=sasaran)
    assert _sisipkan(sejarah.dua, UBAHAN, sasaran) == sasaran
    hasil = _periksa(sejarah.basis)
    assert (sejarah.dua, sasaran) in _temuan(hasil)
    assert hasil.peristiwa == 3 * UBAHAN


def test_peristiwa_yang_diselipkan_ke_bawah_segel_merusak_akarnya(sejarah: Sejarah):
    """Also written under a seal as if it had been sealed then: the root of that seal no longer fits."""
    baru = _sisipkan(sejarah.tiga, UBAHAN + 1)
    with db.transaksi():
        e = db.session.get_one(AuditEvent, baru)
        akhir = db.session.scalars(select(AuditSeal).order_by(AuditSeal.id.desc())).first()
        assert akhir is not None
        db.session.add(
            AuditSealItem(
                seal_id=akhir.id, daun=akhir.jumlah, event_id=e.id, rantai=e.rantai, urut=e.urut, sidik=e.sidik
            )
        )
        nomor = akhir.id
    assert (f"segel:{nomor}", None) in _temuan(_periksa(sejarah.basis))


def _dengan_segel_palsu(sejarah: Sejarah, nomor: int) -> None:
    """Make the seal in the database agree with a tampered event: leaves, root, hash and all seals after it."""
    with db.transaksi():
        sebelum = AWAL
        for s in db.session.scalars(select(AuditSeal).order_by(AuditSeal.id)):
            if s.id >= nomor:
                q = select(AuditSealItem).where(AuditSealItem.seal_id == s.id).order_by(AuditSealItem.daun)
                daun = []
                for item in db.session.scalars(q):
                    sidik = db.session.get_one(AuditEvent, item.event_id).sidik
                    db.session.execute(
                        text("UPDATE audit_seal_item SET sidik = :s WHERE id = :id"), {"s": sidik, "id": item.id}
                    )
                    daun.append(sidik)
                akar = akar_merkle(daun)
                sidik_baru = sidik_segel(s.pada, len(daun), akar, sebelum)
                db.session.execute(
                    text("UPDATE audit_seal SET akar = :a, sebelum = :b, sidik = :c WHERE id = :id"),
                    {"a": akar, "b": sebelum, "c": sidik_baru, "id": s.id},
                )
                sebelum = sidik_baru
            else:
                sebelum = s.sidik


def test_pemilik_basis_data_yang_ikut_memalsukan_segel_tetap_ketahuan(sejarah: Sejarah):
    """Event, chain, leaves, root and seal chain all mended: the file outside and the signature still tell."""
    sasaran = sejarah.peristiwa(sejarah.dua, 3)
    _jalankan("UPDATE audit_event SET pelaku = 'Orang Lain' WHERE id = :id", id=sasaran)
    _rajut_ulang(sejarah.dua)
    _dengan_segel_palsu(sejarah, 2)
    hasil = _periksa(sejarah.basis)
    assert (sejarah.dua, sasaran) in _temuan(hasil)
    assert ("segel:2", None, "tanda tangan segel tidak sah") in hasil.temuan
    assert ("segel:2", None, "segel di basis data berbeda dari yang tersimpan di luar") in hasil.temuan


@pytest.mark.parametrize("nomor", [1, 2, 3])
def test_segel_yang_dihapus_dari_basis_data_disebut_dan_isinya_tetap_terjaga(sejarah: Sejarah, nomor: int):
    """The file outside still holds the seal: what it sealed stays provable."""
    _jalankan("DELETE FROM audit_seal_item WHERE seal_id = :n", n=nomor)
    assert _jalankan("DELETE FROM audit_seal WHERE id = :n", n=nomor) == 1
    hasil = _periksa(sejarah.basis)
    assert (f"segel:{nomor}", None, "segel hilang dari basis data") in hasil.temuan
    assert hasil.belum_disegel == 0
    terakhir = sejarah.peristiwa(sejarah.satu, {1: 1, 2: 3, 3: 5}[nomor])
    _jalankan("DELETE FROM audit_event WHERE id = :id", id=terakhir)
    assert (sejarah.satu, terakhir) in _temuan(_periksa(sejarah.basis))


def test_satu_daun_segel_yang_dihapus_disebut(sejarah: Sejarah):
    sasaran = sejarah.peristiwa(sejarah.dua, 2)
    assert _jalankan("DELETE FROM audit_seal_item WHERE event_id = :id", id=sasaran) == 1
    assert ("segel:2", None) in _temuan(_periksa(sejarah.basis))


def _ubah_berkas(basis: Basis, ubah: Callable[[list[str]], list[str]]) -> None:
    berkas = berkas_segel(basis.var)
    berkas.write_text("".join(ubah(berkas.read_text().splitlines(keepends=True))))


@pytest.mark.parametrize("nomor", [1, 2, 3])
def test_baris_yang_hilang_dari_berkas_segel_disebut(sejarah: Sejarah, nomor: int):
    _ubah_berkas(sejarah.basis, lambda baris: baris[: nomor - 1] + baris[nomor:])
    assert _temuan(_periksa(sejarah.basis)) == {(f"segel:{nomor}", None)}


def test_berkas_segel_yang_dibuang_seluruhnya_disebut(sejarah: Sejarah):
    berkas_segel(sejarah.basis.var).unlink()
    assert _temuan(_periksa(sejarah.basis)) == {(f"segel:{n}", None) for n in (1, 2, 3)}


def test_daun_yang_diubah_dalam_berkas_segel_disebut(sejarah: Sejarah):
    def ganti(baris: list[str]) -> list[str]:
        catatan = json.loads(baris[1])
        catatan["daun"][0][3] = AWAL
        return [baris[0], json.dumps(catatan) + "\n", *baris[2:]]

    _ubah_berkas(sejarah.basis, ganti)
    assert ("segel:2", None) in _temuan(_periksa(sejarah.basis))


def test_segel_tengah_yang_dihapus_dari_keduanya_memutus_rantai_segel(sejarah: Sejarah):
    """Database and file changed alike, as who owns both would do: the next seal still stands on the one taken away."""
    _jalankan("DELETE FROM audit_seal_item WHERE seal_id = 2")
    _jalankan("DELETE FROM audit_seal WHERE id = 2")
    _ubah_berkas(sejarah.basis, lambda baris: [baris[0], *baris[2:]])
    hasil = _periksa(sejarah.basis)
    assert ("segel:3", None, "rantai segel terputus") in hasil.temuan
    assert hasil.belum_disegel == 6
