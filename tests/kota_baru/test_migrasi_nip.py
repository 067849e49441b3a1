"""A person without NIP through the migration that allows it, both ways, and the guards of assignments meanwhile."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from suite.cli import database
from suite.core import db
from suite.core.identity.models import Pegawai, Pihak
from tests.factories import PenugasanFactory
from tests.harness.stores import Basis


def test_tanpa_nip_turun_menjadi_penanda_dan_naik_menjadi_kosong(basis: Basis) -> None:
    with db.transaksi() as s:
        for nama in ("Wali Kota Uji", "Wakil Uji"):
            s.add(Pegawai(pihak=Pihak(jenis="pegawai", nama=nama), nama=nama, jenis_kelamin="L", jenis_asn="non-ASN"))
        tugas = PenugasanFactory()
        jabatan_id, nip = tugas.jabatan_id, tugas.pegawai.nip
    basis.engine.dispose()
    database.turun(basis.url, "0004")
    with basis.engine.connect() as koneksi:
        nilai = koneksi.execute(text("SELECT nip FROM pegawai ORDER BY id")).scalars().all()
    assert [n[:8] for n in nilai[:2]] == ["NON-ASN-"] * 2 and nilai[2] == nip and len(set(nilai)) == 3
    basis.engine.dispose()
    database.naik(basis.url)
    with db.transaksi(baca=True) as s:
        assert s.execute(text("SELECT nip FROM pegawai ORDER BY id")).scalars().all() == [None, None, nip]
    with pytest.raises(IntegrityError), db.transaksi():  # triggers and exclusions stand as before
        PenugasanFactory(jabatan_id=jabatan_id, jabatan=None)
    with pytest.raises(IntegrityError), db.transaksi() as s:
        pihak = Pihak(jenis="pegawai", nama="Ganda")
        s.add(Pegawai(pihak=pihak, nip=nip, nama="Ganda", jenis_kelamin="L"))
