"""An import that is cut off: it goes on where it stopped, nothing twice; moves between posts; the rows that refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from suite.core import db
from suite.core.actor import SISTEM
from suite.core.clock import today
from suite.core.identity.impor import daftarkan_semua
from suite.core.identity.models import Jabatan, Pangkat, Pegawai, Penugasan
from suite.core.impor import services
from suite.core.impor.models import Impor
from tests.harness.stores import Basis
from tests.kota_baru.berkas import buat, tulis


def muat(jenis: str, isi: bytes) -> None:
    with db.transaksi():
        id_ = services.unggah(SISTEM, jenis, f"{jenis}.csv", isi).id
    services.langsung(SISTEM, id_, lambda maju: None)


def banyak() -> tuple[int, ...]:
    with db.transaksi(baca=True):
        return tuple(db.session.scalar(select(func.count(m.id))) or 0 for m in (Pegawai, Pangkat, Penugasan))


@pytest.fixture
def kota_kecil(basis: Basis):
    daftarkan_semua()
    k = buat(orang=25, rusak=0, opd=3)
    muat("unit", k.unit)
    muat("jabatan", k.jabatan)
    return k


def test_terputus_di_tengah_lalu_dilanjutkan_tanpa_ganda(kota_kecil, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "POTONG", 10)
    with db.transaksi():
        id_ = services.unggah(SISTEM, "pegawai", "pegawai.csv", kota_kecil.pegawai).id
    with db.transaksi():
        maju = services.langkah(SISTEM, db.session.get_one(Impor, id_), None)
    assert maju.kursor == [1, 10] and banyak()[0] == 10
    with pytest.raises(RuntimeError), db.transaksi():  # the power goes in the middle of the second chunk
        services.langkah(SISTEM, db.session.get_one(Impor, id_), maju.kursor)
        raise RuntimeError
    assert banyak()[0] == 10
    for kursor in (maju.kursor, None):  # on from where it stopped; and all over again
        while True:
            with db.transaksi():
                maju = services.langkah(SISTEM, db.session.get_one(Impor, id_), kursor)
            if maju.kursor is None:
                break
            kursor = maju.kursor
        assert banyak() == (26, 25, 26)


def test_dua_orang_bertukar_jabatan_dan_yang_terisi_ditolak(kota_kecil) -> None:
    muat("pegawai", kota_kecil.pegawai)
    kini = today().isoformat()
    a, b, c = kota_kecil.nip_kepala
    with db.transaksi(baca=True):
        q = select(Pegawai.nip, Pegawai.nama, Jabatan.kode).join(Penugasan, Penugasan.pegawai_id == Pegawai.id)
        orang = {n: (nama, kode) for n, nama, kode in db.session.execute(q.join(Jabatan))}
    kolom = ["nip", "nama", "jabatan", "tmt_jabatan"]

    def baris(nip: str, ke: str) -> dict[str, str]:
        return {"nip": nip, "nama": orang[nip][0], "jabatan": orang[ke][1], "tmt_jabatan": kini}

    with db.transaksi(baca=True):
        satu = services.periksa(services.jenis_impor("people"), tulis(kolom, [baris(a, c)]))
        assert "dipegang" in satu.baris[0].sebab and satu.hitung()["salah"] == 1
        # Who cannot move keeps his post taken: the one who wanted it is refused too.
        rantai = services.periksa(services.jenis_impor("people"), tulis(kolom, [baris(a, b), baris(b, c)]))
        assert rantai.hitung()["salah"] == 2
    muat("pegawai", tulis(kolom, [baris(a, b), baris(b, a)]))
    with db.transaksi(baca=True):
        q = select(Penugasan).join(Pegawai, Pegawai.id == Penugasan.pegawai_id).where(Pegawai.nip == a)
        lama, baru = db.session.scalars(q.order_by(Penugasan.mulai)).all()
        assert lama.selesai == today() and baru.mulai == today() and baru.selesai is None
        assert baru.jabatan.kode == orang[b][1] and lama.sampai == today() - timedelta(days=1)
