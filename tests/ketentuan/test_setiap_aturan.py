"""A parameter changed from a date gives the new result from it on and the old before it, for every rule that reads it.

Over the register: a rule or a parameter that comes later is held to it without a line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import suite
from suite.core import aturan, clock, db
from suite.core.aturan import ketentuan, register
from suite.core.ketentuan import lapisan, services
from suite.core.ketentuan.models import UsulanKetentuan
from tests.factories import PegawaiFactory
from tests.harness.stores import Basis
from tests.ketentuan.perubahan import HARI, dasar, jawab, pasangan, perkara

PASANGAN = pasangan()
TANPA_ATURAN = {
    "core.faktor_kedua",
    "core.penunjukan_sementara",
    "naskah_dinas.instruksi",
}
"""Read by pages alone, by no rule that can be asked."""


@pytest.fixture
def lapisan_kota(basis: Basis) -> Iterator[None]:
    ketentuan.pasang_lapisan(lapisan.cari, clock.today)
    yield
    ketentuan.pasang_lapisan(None)


@contextmanager
def _disahkan(pengusul_id: int, nama: str, mulai: date, nilai: Any) -> Iterator[int]:
    """That decision of the city within this block; its stamp."""
    titik = db.session.begin_nested()
    urut = lapisan.stempel() + 1
    db.session.add(
        UsulanKetentuan(
            nama=nama, mulai=mulai, nilai=nilai, nilai_lama={}, sumber=dasar(nama, mulai).sumber, alasan="uji",
            pengusul_id=pengusul_id, status="disahkan", sah_urut=urut,
        )
    )  # fmt: skip
    db.session.flush()
    lapisan.berubah()
    try:
        yield urut
    finally:
        titik.rollback()
        lapisan.berubah()


@pytest.mark.parametrize("ruang", sorted({topik.partition(".")[0] for topik, _ in PASANGAN}))
def test_baru_sejak_tanggalnya_lama_sebelumnya_dan_tautan_mengulangnya(lapisan_kota: None, ruang: str) -> None:
    with db.transaksi():
        orang = PegawaiFactory()
        for topik, nama in PASANGAN:
            if topik.partition(".")[0] != ruang:
                continue
            p = perkara(topik, nama)
            # The law of the case is read for the days `awal` to `akhir`: seen from a change on the next day they lie
            # before it, from a change on their first day after it.
            with _disahkan(orang.id, nama, p.akhir + timedelta(days=1), p.nilai):
                assert services.hitung(topik, p.masukan, HARI).hasil == p.lama, (topik, nama, "before")
            semula = lapisan.stempel()
            with _disahkan(orang.id, nama, p.awal, p.nilai) as urut:
                kini = services.hitung(topik, p.masukan, HARI)
                assert kini.hasil == p.baru, (topik, nama, "after")
                assert kini.versi == urut
                assert nama in {x.nama for x in kini.parameter}
                assert services.hitung(topik, p.masukan, HARI, semula).hasil == p.lama, (topik, nama, "old link")
                # a later decision changes neither link
                with _disahkan(orang.id, nama, p.awal, services.biasa(dasar(nama, p.awal).nilai)):
                    assert services.hitung(topik, p.masukan, HARI, urut).hasil == p.baru, (topik, nama, "link")
                    assert services.hitung(topik, p.masukan, HARI).hasil == p.lama, (topik, nama, "superseded")


def test_setiap_ketentuan_mengubah_sekurangnya_satu_aturan() -> None:
    berubah = {nama for topik, nama in PASANGAN if perkara(topik, nama).berubah}
    assert set(ketentuan.nama_parameter()) - berubah == TANPA_ATURAN, "give a rule an example that depends on it"


def test_yang_tidak_dibaca_aturan_dibaca_halaman() -> None:
    kode = "\n".join(p.read_text() for p in Path(suite.__file__).parent.rglob("*.py"))
    assert not {nama for nama in TANPA_ATURAN if f'"{nama}"' not in kode}, "a parameter that nothing reads"


def test_setiap_aturan_mempunyai_contoh_yang_dijawabnya() -> None:
    for t in aturan.semua_topik():
        assert t.semua_contoh, f"{t.nama}: add an example to the room's data/contoh_aturan.json"
        assert aturan.hitung(t.nama, t.contoh).get("sah") is not False, f"{t.nama} refuses its first example"
        for contoh in t.semua_contoh:
            assert jawab(t.nama, contoh).get("alasan") != "masukan", (t.nama, contoh)


def test_pembaca_tercatat() -> None:
    assert ("naskah_dinas.tenggat", "naskah_dinas.tenggat") in PASANGAN
    assert register.topik("naskah_dinas.penunjukan") in services.pembaca("core.penunjukan")
