"""The middle and the worst of times, as the store counts them, beside Python's own."""

from __future__ import annotations

import random
import statistics
from datetime import timedelta

import pytest
from sqlalchemy import select

from suite.core import db
from suite.core.clock import now
from suite.core.statistik import detik, ringkas
from suite.core.workflow import Task


@pytest.mark.parametrize("banyak", [1, 2, 3, 7, 40, 101])
def test_tengah_dan_terburuk(app, banyak):
    acak, kini = random.Random(banyak), now()
    harapan: dict[str, list[float]] = {"a": [], "b": []}
    with db.transaksi() as s:
        for n in range(banyak * 2):
            lama = acak.choice([acak.randrange(60), acak.randrange(10**7)]) + acak.randrange(1000) / 1000
            kelompok = "ab"[n % 2]
            harapan[kelompok].append(lama)
            s.add(Task(jenis="uji", objek_id=n, aksi=kelompok, untuk="j:1", judul="uji", dibuka_pada=kini,
                       ditutup_pada=kini + timedelta(seconds=lama)))  # fmt: skip
    with db.transaksi(baca=True):
        hasil = ringkas(select(Task.aksi, detik(Task.dibuka_pada, Task.ditutup_pada)).where(Task.jenis == "uji"))
    assert set(hasil) == {"a", "b"}
    for k, semua in harapan.items():
        assert hasil[k].n == banyak
        assert hasil[k].tengah == pytest.approx(statistics.median(semua), abs=0.01)
        assert hasil[k].terburuk == pytest.approx(max(semua), abs=0.01)


def test_tanpa_isi(app):
    with db.transaksi(baca=True):
        assert ringkas(select(Task.aksi, detik(Task.dibuka_pada, Task.ditutup_pada))) == {}
