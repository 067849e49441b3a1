"""Eight people at once on mixed pages of the served suite: home, inbox, lists, a letter, search, notifications.

Real server processes over real sockets, 100,000 letters, each person with pauses as a reader has them. The limit is the
same walk by one person alone in the same run: what eight cost each other.
"""

from __future__ import annotations

import http.client
import random
import threading
import time
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select

from bench.alat import TOKO, baris, basis, persentil
from bench.daftar import BANYAK, _app, _isi, _tambah
from suite.core import db
from suite.core.identity.models import Account
from tests.harness.login import kuki_masuk
from tests.harness.server import jalankan_server

ORANG = 8
HALAMAN = (
    "/", "/tindakan", "/surat-keluar?tampilan=semua", "/surat-masuk?tampilan=semua", "/surat-keluar/{id}", "/surat-masuk/{id}",
    "/cari?q=undangan+rapat", "/pemberitahuan",
)  # fmt: skip
PUTARAN = 6
BACA = 0.6
"""Mean seconds between two pages of one person."""
REACH = 3.0


def ukur() -> list[dict[str, Any]]:
    """A row a store: p95 of a page in milliseconds with eight people, beside one alone. Equal answers are asserted."""
    return [_satu_toko(toko) for toko in TOKO]


def _satu_toko(toko: str) -> dict[str, Any]:
    with basis(toko) as satu:
        app = _app(satu)
        _isi(app)
        _tambah(BANYAK[1])
        with db.transaksi() as s:
            akun = s.scalars(select(Account).order_by(Account.id.desc())).first()
            assert akun is not None
            kuki = kuki_masuk(app, akun)
        db.engine().dispose()
        with jalankan_server(satu, pekerja=2, lain={"SUITE_SECRET_KEY": app.secret_key}) as server:
            _jalan(server.alamat, kuki, 0, 1)  # statements and templates are compiled once
            sendiri = _bersama(server.alamat, kuki, 1)
            bersama = _bersama(server.alamat, kuki, ORANG)
    p95, batas = persentil(bersama, 95), persentil(sendiri, 95)
    nama = f"mixed pages, {ORANG} people at once, {BANYAK[1]:,} letters ({toko})"
    return baris(nama, p95, batas, reach=f"p95 <= {REACH:g}x one alone", ok=p95 <= REACH * batas)


def _bersama(alamat: str, kuki: str, orang: int) -> list[float]:
    waktu: list[float] = []
    utas = [
        threading.Thread(target=lambda i=i: waktu.extend(_jalan(alamat, kuki, i, PUTARAN, BACA))) for i in range(orang)
    ]
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    assert len(waktu) == orang * PUTARAN * len(HALAMAN), "a page was refused"
    return waktu


def _jalan(alamat: str, kuki: str, orang: int, putaran: int, jeda: float = 0.0) -> list[float]:
    acak = random.Random(orang)
    bagian = urlsplit(alamat)
    assert bagian.hostname is not None
    sambungan = http.client.HTTPConnection(bagian.hostname, bagian.port, timeout=30)
    waktu: list[float] = []
    time.sleep(acak.random() * jeda)
    for _ in range(putaran):
        for halaman in acak.sample(HALAMAN, len(HALAMAN)):
            jalur = halaman.format(id=acak.randint(1, BANYAK[1]))
            mulai = time.perf_counter()
            sambungan.request("GET", jalur, headers={"Cookie": f"suite_sesi={kuki}"})
            jawab = sambungan.getresponse()
            isi = jawab.read()
            waktu.append((time.perf_counter() - mulai) * 1000)
            assert jawab.status == 200 and b"</html>" in isi, (jalur, jawab.status)
            time.sleep(acak.uniform(0.5, 1.5) * jeda)
    sambungan.close()
    return waktu


if __name__ == "__main__":
    for b in ukur():
        print(b)
