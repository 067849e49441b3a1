"""Parameters changed from a date: maker and checker, the new answer after it, the old before it, links that reproduce."""

from __future__ import annotations

import copy
from datetime import date, timedelta

import pytest

from suite.core import aturan, db, workflow
from suite.core.actor import Actor
from suite.core.aturan import ketentuan, register
from suite.core.clock import today
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TanpaIzin
from suite.core.identity.models import Account, Pegawai
from suite.core.identity.queries import susun_actor
from suite.core.ketentuan import lapisan, services
from suite.core.ketentuan import workflow as alur
from suite.core.ketentuan.models import UsulanKetentuan
from tests.factories import PeranFactory, pejabat
from tests.harness.stores import Basis

TENGGAT = "naskah_dinas.tenggat"


@pytest.fixture
def lapisan_kota(basis: Basis):
    """The layer that the running suite has."""
    from suite.core import clock

    aturan.muat_semua()
    alur.pasang()
    ketentuan.pasang_lapisan(lapisan.cari, clock.today)
    yield
    ketentuan.pasang_lapisan(None)


def _orang() -> tuple[Actor, Actor]:
    tugas, usul = pejabat("Analis Hukum")
    lain, sah = pejabat("Kepala Bagian Hukum")
    PeranFactory(pegawai=tugas.pegawai, nama="admin_regulasi", unit=None)
    PeranFactory(pegawai=lain.pegawai, nama="penyetuju_regulasi", unit=None)
    return susun_actor(usul), susun_actor(sah)


def _isian(mulai: date, nilai: dict, **lain) -> services.Isian:
    isi = {
        "nama": TENGGAT,
        "mulai": mulai,
        "selesai": None,
        "sumber": "Perwali 12/2026 Ps 7",
        "tautan": "",
        "alasan": "Layanan dipercepat",
        "surut": False,
        "nilai": nilai,
    }
    return services.Isian(**isi | lain)


def _nilai(jam: int) -> dict:
    nilai = services.biasa(ketentuan.versi_terkirim(TENGGAT)[-1].nilai)
    nilai["segera"]["jam"] = jam
    return nilai


def _sahkan(usul: Actor, sah: Actor, isian: services.Isian) -> UsulanKetentuan:
    u = services.usulkan(usul, isian)
    workflow.jalankan(u, "ajukan", usul, versi=u.versi)
    workflow.jalankan(u, "setujui", sah, versi=u.versi)
    return u


def _hitung(hari: date, versi: int | None = None) -> str:
    masukan = {"sifat": "segera", "diterima": f"{hari.isoformat()}T09:00:00+07:00"}
    return services.hitung(TENGGAT, masukan, versi=versi).hasil["tenggat"]


def test_hasil_baru_sejak_tanggalnya_dan_lama_sebelumnya(lapisan_kota) -> None:
    mulai = today() + timedelta(days=10)
    sebelum, sejak = mulai - timedelta(days=1), mulai
    with db.transaksi():
        usul, sah = _orang()
        lama = {h: _hitung(h) for h in (sebelum, sejak)}
        semula = lapisan.stempel()
        _sahkan(usul, sah, _isian(mulai, _nilai(4)))
        assert _hitung(sebelum) == lama[sebelum]
        assert _hitung(sejak) == f"{sejak.isoformat()}T13:00:00+07:00" != lama[sejak]
    with db.transaksi(baca=True):
        kini = lapisan.stempel()
        assert kini == semula + 1
        assert _hitung(sejak, versi=semula) == lama[sejak], "the old link gives the old answer"
        assert _hitung(sejak, versi=kini) == f"{sejak.isoformat()}T13:00:00+07:00"
        assert _hitung(sejak) == _hitung(sejak, versi=kini)


def test_pengusul_tidak_mengesahkan_sendiri_dan_yang_lain_tidak_mengusulkan(lapisan_kota) -> None:
    with db.transaksi():
        usul, sah = _orang()
        PeranFactory(pegawai=session.get_one(Pegawai, usul.pegawai_id), nama="penyetuju_regulasi", unit=None)
        usul = susun_actor(session.get_one(Account, usul.account_id))
        u = services.usulkan(usul, _isian(today() + timedelta(days=3), _nilai(5)))
        with pytest.raises(TanpaIzin):
            workflow.jalankan(u, "ajukan", sah, versi=u.versi)
        workflow.jalankan(u, "ajukan", usul, versi=u.versi)
        with pytest.raises(AturanDilanggar, match="menyetujui sendiri"):
            workflow.jalankan(u, "setujui", usul, versi=u.versi)
        workflow.jalankan(u, "setujui", sah, versi=u.versi)
        assert u.sah_urut == lapisan.stempel()


def test_dicabut_sebelum_berlaku_tetapi_tidak_sesudahnya(lapisan_kota) -> None:
    besok = today() + timedelta(days=1)
    with db.transaksi():
        usul, sah = _orang()
        lama = _hitung(besok)
        u = _sahkan(usul, sah, _isian(besok, _nilai(6)))
        dengan = lapisan.stempel()
        assert _hitung(besok) != lama
        workflow.jalankan(u, "cabut", sah, versi=u.versi, catatan="Perwali batal diundangkan")
        assert _hitung(besok) == lama
        assert _hitung(besok, versi=dengan) != lama, "what was known then stays known"
        hari_ini = _sahkan(usul, sah, _isian(today(), _nilai(7)))
        with pytest.raises(AturanDilanggar, match="sudah berlaku"):
            workflow.jalankan(hari_ini, "cabut", sah, versi=hari_ini.versi, catatan="keliru")


def test_usulan_usang_dikembalikan_karena_dasarnya_berubah(lapisan_kota) -> None:
    mulai = today() + timedelta(days=2)
    with db.transaksi():
        usul, sah = _orang()
        tua = services.usulkan(usul, _isian(mulai, _nilai(9)))
        workflow.jalankan(tua, "ajukan", usul, versi=tua.versi)
        _sahkan(usul, sah, _isian(mulai, _nilai(8)))
        with pytest.raises(AturanDilanggar, match="sudah berubah sejak usulan"):
            workflow.jalankan(tua, "setujui", sah, versi=tua.versi)


@pytest.mark.parametrize(
    ("ubah", "field"),
    [
        ({"sumber": " "}, "sumber"),
        ({"alasan": ""}, "alasan"),
        ({"mulai": date(2020, 1, 1)}, "surut"),
        ({"selesai": date(2020, 1, 1)}, "selesai"),
    ],
)
def test_penolakan_menunjuk_isiannya(lapisan_kota, ubah: dict, field: str) -> None:
    with db.transaksi():
        usul, _ = _orang()
        with pytest.raises(AturanDilanggar) as galat:
            services.usulkan(usul, _isian(**{"mulai": today() + timedelta(days=1), "nilai": _nilai(3)} | ubah))
        assert galat.value.field == field


def test_nilai_yang_menghentikan_aturan_ditolak_dan_yang_sama_tidak_diusulkan(lapisan_kota) -> None:
    with db.transaksi():
        usul, _ = _orang()
        rusak = copy.deepcopy(_nilai(3))
        rusak["segera"]["jam"] = "empat"
        with pytest.raises(AturanDilanggar, match="tidak dapat dihitung"):
            services.usulkan(usul, _isian(today() + timedelta(days=1), rusak))
        sama = services.biasa(ketentuan.versi_terkirim(TENGGAT)[-1].nilai)
        with pytest.raises(AturanDilanggar, match="Tidak ada yang berubah"):
            services.usulkan(usul, _isian(today() + timedelta(days=1), sama))


def test_setiap_aturan_mempunyai_contoh_yang_dapat_dihitung() -> None:
    aturan.muat_semua()
    alur.pasang()
    tanpa = [t.nama for t in aturan.semua_topik() if t.contoh is None]
    assert tanpa == [], "add an example to the room's data/contoh_aturan.json"
    for t in aturan.semua_topik():
        hasil = aturan.hitung(t.nama, t.contoh)
        assert hasil.get("alasan") != "masukan", (t.nama, hasil)
    assert register.dibaca_oleh(register.topik(TENGGAT)) == [TENGGAT]  # type: ignore[arg-type]


def test_aturan_hitung_tetap_memakai_ketentuan_bawaan() -> None:
    """`suite aturan hitung` has no database: without the layer nothing of a city is read."""
    masukan = {"sifat": "segera", "diterima": "2026-03-06T15:00:00+07:00"}
    assert aturan.hitung(TENGGAT, masukan)["tenggat"] == "2026-03-08T15:00:00+07:00"
