"""Official numbers: none twice, none missing, a new year from one."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, NoResultFound

from suite.core import clock, db, numbering
from suite.core.numbering import NomorTerpakai, Penghitung
from tests.harness.stores import Basis

PADA = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


def _register() -> numbering.Register:
    return numbering.register("surat:uji:1", "Surat keluar", "800/{nomor}")


def test_enam_belas_penulis_dengan_sepersepuluh_gagal_tanpa_celah_dan_kembar(basis: Basis) -> None:
    proses = [
        subprocess.Popen([sys.executable, "-m", "tests.harness.nomor_uji", "12", "4", str(n)], env=basis.lingkungan())
        for n in range(1, 5)
    ]
    assert [p.wait(120) for p in proses] == [0, 0, 0, 0]
    with db.transaksi(baca=True) as s:
        urut = sorted(s.scalars(select(NomorTerpakai.urut)))
        assert urut == list(range(1, 16 * 12 + 1))
        assert s.scalar(select(Penghitung.terakhir)) == 192
        assert s.scalar(select(func.count(func.distinct(NomorTerpakai.objek_id)))) == 192


def test_tahun_baru_menurut_jam_kantor_mulai_dari_satu(basis: Basis) -> None:
    sebelum, sesudah = datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC), datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    with db.transaksi():
        reg = _register()
        assert [numbering.ambil(reg, sebelum) for _ in range(3)] == [(2026, 1), (2026, 2), (2026, 3)]
        assert numbering.ambil(reg, sesudah) == (2027, 1)
        assert numbering.ambil(reg, sebelum) == (2026, 4)


def test_nomor_yang_batal_tetap_terpakai(basis: Basis) -> None:
    with clock.frozen(PADA), db.transaksi():
        reg = _register()
        numbering.catat(reg, *numbering.ambil(reg, PADA), "800/1", "surat", 1)
        numbering.tandai("surat", 1, "batal")
        numbering.catat(reg, *numbering.ambil(reg, PADA), "800/2", "surat", 2)
        numbering.tandai("surat", 2, "terbit")
    with db.transaksi(baca=True) as s:
        baris = s.execute(select(NomorTerpakai.urut, NomorTerpakai.keadaan).order_by(NomorTerpakai.urut)).all()
        assert [tuple(b) for b in baris] == [(1, "batal"), (2, "terbit")]
        assert numbering.terakhir(_register_ada(), 2026) == 2
    with pytest.raises(NoResultFound), db.transaksi():
        numbering.tandai("surat", 2, "batal")


def test_nomor_kembar_ditolak_basis_data(basis: Basis) -> None:
    with db.transaksi():
        reg = _register()
        numbering.catat(reg, 2026, 7, "800/7", "surat", 1)
    with pytest.raises(IntegrityError), db.transaksi():
        numbering.catat(_register_ada(), 2026, 7, "800/7", "surat", 2)


def test_nomor_surat_lama_tidak_pernah_diberikan_lagi(basis: Basis) -> None:
    with db.transaksi():
        reg = _register()
        numbering.mulai_dari(reg, 2026, 40)
        assert numbering.ambil(reg, PADA) == (2026, 41)
        numbering.mulai_dari(reg, 2026, 10)
        assert numbering.ambil(reg, PADA) == (2026, 42)


def test_register_lain_menghitung_sendiri(basis: Basis) -> None:
    with db.transaksi():
        a, b = _register(), numbering.register("surat:uji:2", "Lain", "{nomor}")
        assert a.id != b.id and numbering.register("surat:uji:2", "Lain", "{nomor}").id == b.id
        assert [numbering.ambil(r, PADA)[1] for r in (a, b, a)] == [1, 1, 2]


def _register_ada() -> numbering.Register:
    return db.session.scalars(select(numbering.Register).where(numbering.Register.kunci == "surat:uji:1")).one()
