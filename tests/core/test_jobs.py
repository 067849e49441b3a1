"""Jobs: asked for once, done once, whatever dies in between."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from suite.core import clock, db, policy
from suite.core.actor import SISTEM, Actor
from suite.core.config import Config
from suite.core.errors import AturanDilanggar, Konflik, TanpaIzin
from suite.core.jobs import (
    Job,
    Langkah,
    antrekan,
    batalkan,
    jenis,
    kinds,
    pekerjaan,
    periksa_izin,
    queue,
    ulangi,
)
from suite.core.jobs.worker import Pekerja
from suite.core.notifications import Notifikasi
from suite.core.numbering import Register
from tests.factories import actor_dari, pejabat
from tests.harness.pekerja_uji import aplikasi
from tests.harness.stores import Basis

catatan: list[Any] = []


@pekerjaan("uji_gagal", izin="uji.kerja", uraian="Pekerjaan yang gagal", maks=3)
def _gagal(langkah: Langkah, *, bagaimana: str) -> None:
    langkah.kemajuan(1, 2)
    db.session.add(Register(kunci="uji:gagal", nama="tidak boleh tinggal"))
    db.session.flush()
    if bagaimana == "aturan":
        raise AturanDilanggar("Pagu belum ditetapkan.")
    raise ZeroDivisionError


@pekerjaan("uji_catat", izin="uji.kerja", uraian="Pekerjaan yang mencatat")
def _catat(langkah: Langkah, **isi: Any) -> dict[str, Any]:
    catatan.append((langkah.actor.nama, isi))
    return {"pesan": "tercatat"}


@pytest.fixture
def pekerja(config: Config) -> Pekerja:
    catatan.clear()
    return Pekerja(aplikasi(config), jeda=0.01, berkala=False)


def _job(job_id: int) -> Job:
    with db.transaksi(baca=True) as s:
        return s.get_one(Job, job_id)


def _minta(nama: str, argumen: dict[str, Any] | None = None, actor: Actor = SISTEM, **kw: Any) -> int:
    with db.transaksi():
        return antrekan(nama, argumen, actor, **kw).id


def test_pekerjaan_bertahap_berjalan_sampai_selesai_dengan_kemajuan(pekerja: Pekerja) -> None:
    job_id = _minta("uji_langkah", {"banyak": 3})
    assert pekerja.jalan(sekali=True) == 1
    job = _job(job_id)
    assert (job.keadaan, job.n, job.m, job.hasil) == ("selesai", 3, 3, {"pesan": "3 register"})
    with db.transaksi(baca=True) as s:
        assert s.scalar(select(func.count()).select_from(Register)) == 3


def test_permintaan_yang_dibatalkan_transaksinya_tidak_pernah_dikerjakan(pekerja: Pekerja) -> None:
    with pytest.raises(RuntimeError), db.transaksi():
        antrekan("uji_catat", {}, SISTEM)
        raise RuntimeError
    assert pekerja.jalan(sekali=True) == 0
    assert catatan == []


def test_kunci_yang_sama_diminta_dua_kali_dikerjakan_sekali(pekerja: Pekerja) -> None:
    satu = _minta("uji_catat", {"n": 1}, kunci="sekali")
    dua = _minta("uji_catat", {"n": 2}, kunci="sekali")
    assert satu == dua
    pekerja.jalan(sekali=True)
    assert catatan == [("Sistem", {"n": 1})]


def test_pekerjaan_menunggu_waktunya(pekerja: Pekerja) -> None:
    kini = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    with clock.frozen(kini):
        _minta("uji_catat", setelah=kini + timedelta(minutes=5))
        assert pekerja.jalan(sekali=True) == 0
    with clock.frozen(kini + timedelta(minutes=6)):
        assert pekerja.jalan(sekali=True) == 1


def test_izin_diperiksa_saat_diminta_dan_sekali_lagi_saat_dikerjakan(pekerja: Pekerja) -> None:
    boleh = {"ya": True}
    policy.daftarkan("uji.boleh", "pekerjaan dengan izin yang dapat dicabut", periksa=lambda a, o: boleh["ya"])
    pekerjaan("uji_izin", izin="uji.boleh", uraian="Pekerjaan berizin")(_catat)
    with db.transaksi():
        _, account = pejabat()
        orang = actor_dari(account)
    with pytest.raises(TanpaIzin):
        boleh["ya"] = False
        _minta("uji_izin", actor=orang)
    boleh["ya"] = True
    job_id = _minta("uji_izin", actor=orang)
    boleh["ya"] = False
    pekerja.jalan(sekali=True)
    assert (_job(job_id).keadaan, catatan) == ("gagal", [])


def test_jenis_dengan_izin_yang_tidak_terdaftar_menggagalkan_awal() -> None:
    pekerjaan("uji_tanpa_izin", izin="uji.tidak_ada", uraian="Salah")(lambda langkah: None)
    try:
        with pytest.raises(policy.IzinTidakDinyatakan, match="uji_tanpa_izin"):
            periksa_izin()
    finally:
        del kinds._jenis["uji_tanpa_izin"]
    periksa_izin()


def test_penolakan_aturan_mengakhiri_pekerjaan_dan_memberi_tahu_peminta(pekerja: Pekerja) -> None:
    with db.transaksi():
        tugas, account = pejabat()
        orang, pegawai_id = actor_dari(account), tugas.pegawai_id
    job_id = _minta("uji_gagal", {"bagaimana": "aturan"}, orang)
    pekerja.jalan(sekali=True)
    job = _job(job_id)
    assert (job.keadaan, job.galat, job.n) == ("gagal", "Pagu belum ditetapkan.", 0)
    with db.transaksi(baca=True) as s:
        kabar = s.scalars(select(Notifikasi)).one()
        assert (kabar.pegawai_id, kabar.judul, kabar.isi) == (
            pegawai_id, "Gagal: Pekerjaan yang gagal", "Pagu belum ditetapkan.",
        )  # fmt: skip
        assert s.scalar(select(func.count()).select_from(Register)) == 0


def test_kesalahan_dicoba_lagi_dengan_jeda_lalu_gagal_dan_dapat_diulangi(pekerja: Pekerja) -> None:
    kini = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    with clock.frozen(kini):
        job_id = _minta("uji_gagal", {"bagaimana": "kutu"})
        assert pekerja.jalan(sekali=True) == 1
        assert _job(job_id).setelah == kini + timedelta(seconds=5)
        assert pekerja.jalan(sekali=True) == 0, "not before its pause is over"
    with clock.frozen(kini + timedelta(seconds=6)):
        pekerja.jalan(sekali=True)
        assert _job(job_id).setelah == kini + timedelta(seconds=16)
    with clock.frozen(kini + timedelta(minutes=1)):
        pekerja.jalan(sekali=True)
        job = _job(job_id)
        assert (job.keadaan, job.percobaan) == ("gagal", 3)
        assert "kesalahan pada sistem" in job.galat
        with db.transaksi() as s:
            ulangi(s.get_one(Job, job_id), SISTEM)
        assert pekerja.jalan(sekali=True) == 1
        with db.transaksi(baca=True) as s:
            assert s.scalar(select(func.count()).select_from(Register)) == 0


def test_pekerjaan_yang_dihentikan_tidak_meninggalkan_langkah_berikutnya(pekerja: Pekerja) -> None:
    job_id = _minta("uji_langkah", {"banyak": 10})
    with db.transaksi():
        job = queue.klaim(pekerja.nama, timedelta(seconds=30))
        assert job is not None and job.id == job_id
    assert pekerja._langkah(job_id)
    with db.transaksi() as s:
        batalkan(s.get_one(Job, job_id), SISTEM)
    pekerja._kerjakan(job_id)
    assert _job(job_id).keadaan == "dibatalkan"
    with db.transaksi(baca=True) as s:
        assert s.scalar(select(func.count()).select_from(Register)) == 1
    with pytest.raises(Konflik), db.transaksi() as s:
        batalkan(s.get_one(Job, job_id), SISTEM)


def test_pekerja_yang_kehilangan_sewa_tidak_menulis_apa_pun(pekerja: Pekerja, config: Config) -> None:
    """The first worker stalls in a step, its lease runs out, a second takes over: the first one's step is undone."""
    kini = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    kedua = Pekerja(aplikasi(config), berkala=False)
    with clock.frozen(kini):
        job_id = _minta("uji_langkah", {"banyak": 2})
        with db.transaksi():
            queue.klaim(pekerja.nama, timedelta(seconds=30))
    with clock.frozen(kini + timedelta(seconds=31)):
        assert kedua.jalan(sekali=True) == 1
    pekerja._kerjakan(job_id)
    job = _job(job_id)
    assert (job.keadaan, job.pekerja, job.percobaan) == ("selesai", kedua.nama, 0)
    with db.transaksi(baca=True) as s:
        assert s.scalar(select(func.count()).select_from(Register)) == 2


def test_pekerjaan_yang_selalu_mematikan_pekerja_akhirnya_gagal(pekerja: Pekerja) -> None:
    kini = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    job_id = _minta("uji_catat", setelah=kini)
    for mati in range(jenis("uji_catat").maks):
        with clock.frozen(kini + timedelta(minutes=mati)), db.transaksi():
            assert queue.klaim("sudah-mati", timedelta(seconds=30)) is not None
    with clock.frozen(kini + timedelta(hours=1)):
        assert pekerja.jalan(sekali=True) == 0
    assert (_job(job_id).keadaan, catatan) == ("gagal", [])


def test_dua_pekerja_tidak_pernah_mengambil_pekerjaan_yang_sama(basis: Basis, config: Config) -> None:
    catatan.clear()
    with db.transaksi():
        for n in range(40):
            antrekan("uji_catat", {"n": n}, SISTEM)
    para = [Pekerja(aplikasi(config), berkala=False) for _ in range(4)]
    benang = [threading.Thread(target=p.jalan, kwargs={"sekali": True}) for p in para]
    for b in benang:
        b.start()
    for b in benang:
        b.join(60)
    assert sorted(isi["n"] for _, isi in catatan) == list(range(40))


def test_kill_9_di_tengah_langkah_tidak_menghilangkan_dan_tidak_menggandakan(basis: Basis) -> None:
    banyak = 60
    job_id = _minta("uji_langkah", {"banyak": banyak, "tidur": 0.02})
    acak = random.Random(7)
    for sampai in (4, 12, 20, 28):
        p = _pekerja_luar(basis, "0.3")
        akhir = time.monotonic() + 20
        while _job(job_id).n < sampai and time.monotonic() < akhir:
            time.sleep(0.005)
        time.sleep(acak.uniform(0, 0.02))
        p.send_signal(signal.SIGKILL)
        p.wait(10)
        job = _job(job_id)
        assert (job.keadaan, job.n >= sampai, job.n < banyak) == ("berjalan", True, True)
    time.sleep(0.35)
    p = _pekerja_luar(basis, "0.3", "sekali")
    assert p.wait(60) == 0
    job = _job(job_id)
    assert (job.keadaan, job.n) == ("selesai", banyak)
    with db.transaksi(baca=True) as s:
        assert sorted(int(k.rsplit(":", 1)[1]) for k in s.scalars(select(Register.kunci))) == list(range(banyak))


def test_term_mengakhiri_pekerja_sesudah_langkahnya_dan_pekerjaan_langsung_dapat_dilanjutkan(basis: Basis) -> None:
    job_id = _minta("uji_langkah", {"banyak": 200, "tidur": 0.02})
    p = _pekerja_luar(basis, "60")
    time.sleep(0.3)
    p.send_signal(signal.SIGTERM)
    assert p.wait(10) == 0
    job = _job(job_id)
    with db.transaksi(baca=True) as s:
        tertulis = s.scalar(select(func.count()).select_from(Register))
    assert (job.keadaan, job.pekerja) == ("antre", "")
    assert 0 < job.n == job.kursor == tertulis < 200


def _pekerja_luar(basis: Basis, *argumen: str) -> subprocess.Popen[bytes]:
    p = subprocess.Popen(
        [sys.executable, "-m", "tests.harness.pekerja_uji", *argumen], env=basis.lingkungan(), stdout=subprocess.PIPE
    )
    assert p.stdout is not None and p.stdout.readline() == b"siap\n"
    return p
