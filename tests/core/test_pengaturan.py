"""Settings: defaults, changes, secrets at rest, names that nobody registered."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from suite.core import db, keys, pengaturan
from suite.core.audit.models import AuditEvent
from tests.harness.stores import Basis

pengaturan.daftarkan("uji.nama", "Nama uji", bawaan="Kota Contoh")
pengaturan.daftarkan("uji.batas", "Batas uji", bawaan=3)
pengaturan.daftarkan("uji.sandi", "Sandi uji", rahasia=True)


def test_bawaan_berlaku_sampai_diubah_dan_kembali_dengan_none(basis: Basis) -> None:
    with db.transaksi():
        assert pengaturan.kelompok("uji.") == {"uji.nama": "Kota Contoh", "uji.batas": 3, "uji.sandi": None}
        assert pengaturan.simpan({"uji.nama": "Kota Lain", "uji.batas": 3}) == ["uji.nama"]
    with db.transaksi(baca=True):
        assert pengaturan.ambil("uji.nama") == "Kota Lain"
    with db.transaksi():
        assert pengaturan.simpan({"uji.nama": None}) == ["uji.nama"]
        assert pengaturan.ambil("uji.nama") == "Kota Contoh"


def test_rahasia_tidak_terbaca_di_basis_data_maupun_audit(basis: Basis, tmp_path_factory) -> None:
    with db.transaksi():
        pengaturan.simpan({"uji.sandi": "mawar-7"})
    with db.transaksi(baca=True) as s:
        assert pengaturan.ambil("uji.sandi") == "mawar-7"
        assert "mawar" not in str(s.execute(text("SELECT nilai FROM pengaturan")).all())
        jejak = s.scalars(select(AuditEvent).where(AuditEvent.rantai.startswith("pengaturan:"))).all()
        assert jejak and all("mawar" not in str(e.__dict__) for e in jejak)
    folder = keys._folder
    assert folder is not None
    keys.siapkan(tmp_path_factory.mktemp("kunci"))
    try:
        with db.transaksi(baca=True), pytest.raises(pengaturan.RahasiaTidakTerbaca):
            pengaturan.ambil("uji.sandi")
    finally:
        keys.siapkan(folder)


def test_nama_asing_ditolak_tanpa_menyimpan_apa_pun(basis: Basis) -> None:
    with db.transaksi():
        with pytest.raises(KeyError, match=r"uji\.tidak_ada"):
            pengaturan.simpan({"uji.batas": 9, "uji.tidak_ada": 1})
        assert pengaturan.ambil("uji.batas") == 3
        with pytest.raises(KeyError):
            pengaturan.kelompok("antah.")
    with pytest.raises(RuntimeError, match="twice"):
        pengaturan.daftarkan("uji.batas", "Batas uji", bawaan=4)
