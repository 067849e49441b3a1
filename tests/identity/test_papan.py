"""The board of an office: what is vacant, who is represented, what waits; and the acts from one place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from suite.core import db
from suite.core.akses import kunci_pegawai
from suite.core.clock import today
from suite.core.db import session
from suite.core.http.application import Suite
from suite.core.identity import papan, services
from suite.core.identity.models import Account
from suite.core.workflow import Task
from tests.identity.dunia import Dunia, bangun


@pytest.fixture
def dunia(app: Suite) -> Dunia:
    """The head of a section is suddenly away: two tasks of the person, one of the post wait."""
    with db.transaksi():
        d = bangun()
        for n in (901, 902):
            milik = kunci_pegawai(d.kabid.pegawai.id)
            session.add(Task(jenis="penunjukan_sementara", objek_id=n, aksi="x", untuk=milik, judul=f"Rahasia {n}"))
        session.add(
            Task(jenis="penunjukan_sementara", objek_id=903, aksi="x", untuk=f"j:{d.kabid.jabatan.id}", judul="Jabatan")
        )
        services.tugaskan_sementara(d.kadis.actor, d.sekretaris.pegawai, d.kabid.jabatan, today(), "sakit")
        return d


def test_papan_menunjukkan_yang_lowong_dahulu_lalu_yang_diwakili_dengan_jumlah_tugas(dunia: Dunia) -> None:
    with db.transaksi(baca=True):
        baris = papan.papan(dunia.kadis.actor)
        assert [b.jabatan.id for b in baris] == [dunia.kosong.id, dunia.kabid.jabatan.id]
        lowong, wakil = baris
        assert lowong.lowong and not wakil.lowong
        assert wakil.pejabat is not None and wakil.pejabat.id == dunia.kabid.pegawai.id
        assert wakil.pengganti is not None and wakil.pengganti.pegawai_id == dunia.sekretaris.pegawai.id
        assert (wakil.tugas, wakil.pribadi, wakil.rahasia) == (1, 2, 0)


def test_papan_hanya_perangkat_daerah_sendiri(dunia: Dunia) -> None:
    with db.transaksi(baca=True):
        assert {b.jabatan.id for b in papan.papan(dunia.admin.actor)} == {dunia.kosong.id, dunia.kabid.jabatan.id}
        assert papan.papan(dunia.staf.actor) == []
        assert {b.jabatan.id for b in papan.papan(dunia.admin_kota.actor)} >= {dunia.kosong.id}


def test_dari_papan_menunjuk_mengakhiri_dan_menyerahkan(
    dunia: Dunia, masuk_sebagai: Callable[[Account], FlaskClient]
) -> None:
    isi = masuk_sebagai(dunia.admin.account).get("/delegasi/hari-ini").get_data(as_text=True)
    assert f"/delegasi/tunjuk?jabatan={dunia.kosong.id}" in isi and "/akhiri" in isi
    assert f"/admin/serah-tugas?dari={dunia.kabid.pegawai.id}&amp;ke={dunia.sekretaris.pegawai.id}" in isi
    assert "Rahasia 90" not in isi and "2 pribadi pada Ratna" in isi
    assert masuk_sebagai(dunia.staf.account).get("/delegasi/hari-ini").status_code == 403
