"""What one process puts in force the others use at once, without a restart; and links give the same in all of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest

from suite.core import db, workflow
from suite.core.clock import today
from suite.core.ketentuan.models import UsulanKetentuan
from tests.factories import PegawaiFactory
from tests.harness.server import akhiri
from tests.harness.stores import Basis
from tests.ketentuan.perubahan import HARI, cabut_langsung, perkara_tiap_ketentuan, sahkan_langsung
from tests.ketentuan.test_ketentuan import TENGGAT, _isian, _nilai, _orang, _sahkan, lapisan_kota  # noqa: F401

Penghitung = Callable[..., dict[str, Any]]


@contextmanager
def penghitung(basis: Basis) -> Iterator[Penghitung]:
    """A process that answers rules; it is never told of any change."""
    p = subprocess.Popen(
        [sys.executable, "-m", "tests.harness.penghitung_uji"],
        env=basis.lingkungan(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert p.stdin is not None and p.stdout is not None
    masuk, keluar = p.stdin, p.stdout

    def tanya(topik: str, masukan: Any, pada: date = HARI, versi: int | None = None) -> dict[str, Any]:
        print(
            json.dumps({"topik": topik, "masukan": masukan, "pada": pada.isoformat(), "versi": versi}),
            file=masuk,
            flush=True,
        )
        return json.loads(keluar.readline())

    try:
        assert keluar.readline() == "siap\n"
        yield tanya
    finally:
        akhiri(p)


@pytest.mark.usefixtures("lapisan_kota")
def test_setiap_ketentuan_yang_disahkan_di_satu_proses_dipakai_proses_lain(basis: Basis) -> None:
    semua = perkara_tiap_ketentuan()
    assert len(semua) > 20
    with db.transaksi():
        pengusul_id = PegawaiFactory().id
    with penghitung(basis) as tanya:
        for p in semua.values():
            assert tanya(p.topik, p.masukan)["hasil"] == p.lama
        for urut, p in enumerate(semua.values(), 1):
            # one at a time, so that the answer of each is altered by its own change and not by another's
            berlaku, dicabut = 2 * urut - 1, 2 * urut
            id = sahkan_langsung(pengusul_id, p, berlaku)
            assert tanya(p.topik, p.masukan) == {"hasil": p.baru, "versi": berlaku}, p.nama
            assert tanya(p.topik, p.masukan, versi=berlaku - 1)["hasil"] == p.lama, f"{p.nama}: the old link"
            cabut_langsung(id, dicabut)
            assert tanya(p.topik, p.masukan)["hasil"] == p.lama, f"{p.nama}: withdrawn"
            assert tanya(p.topik, p.masukan, versi=berlaku)["hasil"] == p.baru, f"{p.nama}: the new link"


@pytest.mark.usefixtures("lapisan_kota")
def test_pengesahan_yang_batal_tidak_pernah_sampai_ke_proses_lain(basis: Basis) -> None:
    mulai = today() + timedelta(days=10)
    masukan = {"sifat": "segera", "diterima": f"{mulai.isoformat()}T09:00:00+07:00"}
    with penghitung(basis) as satu, penghitung(basis) as dua:
        lama = satu(TENGGAT, masukan)["hasil"]
        with db.transaksi():
            usul, sah = _orang()
            _sahkan(usul, sah, _isian(mulai, _nilai(4)))
            assert dua(TENGGAT, masukan)["hasil"] == lama, "not committed yet"
            db.session.rollback()
        assert dua(TENGGAT, masukan)["hasil"] == lama
        with db.transaksi():
            usul, sah = _orang()
            u = _sahkan(usul, sah, _isian(mulai, _nilai(4)))
        for tanya in (satu, dua):
            assert tanya(TENGGAT, masukan)["hasil"]["tenggat"] == f"{mulai.isoformat()}T13:00:00+07:00"
            sebelum = {"sifat": "segera", "diterima": f"{(mulai - timedelta(days=1)).isoformat()}T09:00:00+07:00"}
            assert (
                tanya(TENGGAT, sebelum)["hasil"]["tenggat"]
                == f"{(mulai + timedelta(days=1)).isoformat()}T09:00:00+07:00"
            )
        with db.transaksi():
            u = db.session.get_one(UsulanKetentuan, u.id)
            workflow.jalankan(u, "cabut", sah, versi=u.versi, catatan="Perwali batal")
        assert satu(TENGGAT, masukan)["hasil"] == dua(TENGGAT, masukan)["hasil"] == lama
