"""Many processes that sign at once: `python -m tests.serempak.pekerja TUGAS.json HASIL.json`.

One process imports everything and forks the others before any typesetting has begun (the typesetter's threads do not
survive a fork). The task file: `{"daftar": [[[surat_id, account_id], ...] for each process], "bunuh_setelah": seconds}`.
One process is killed outright on its way, and another one takes over its list.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask

from suite.app import create_app
from suite.core import db
from suite.core.config import Config
from suite.core.documents.signing import Penanda
from suite.core.errors import Konflik, LayananTerganggu
from suite.core.identity.models import Account
from suite.core.identity.queries import susun_actor
from suite.core.workflow import jalankan
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.services import keluar, kirim, masuk
from tests.matrix.dunia import PenandaUji

SEBELUM_TERIKAT = 0.03
TANPA_JAWABAN = 0.03
JAWABAN_HILANG = 0.02
SAAT_TERBIT = 0.02
"""Shares of attempts that fail: after the number is taken, at the signer, after it has signed, while publishing."""
MENYERAH = 0.2
"""How many of those whose signer failed cancel the letter instead of trying again."""
PERCOBAAN = 12


class GagalBuatan(RuntimeError):
    """A failure made on purpose inside a transaction."""


class PenandaSial(PenandaUji):
    def __init__(self, nasib: random.Random):
        self.nasib = nasib

    def tanda_tangani(self, pdf: bytes, *, penanda: Penanda, waktu: Any) -> bytes:
        undi = self.nasib.random()
        if undi < TANPA_JAWABAN:
            raise ConnectionError("no answer")
        hasil = super().tanda_tangani(pdf, penanda=penanda, waktu=waktu)
        if undi < TANPA_JAWABAN + JAWABAN_HILANG:
            raise TimeoutError("signed, but the answer was lost")
        return hasil


def _sial(fungsi: Callable[..., Any], nasib: random.Random, peluang: float) -> Callable[..., Any]:
    def bungkus(*a: Any, **kw: Any) -> Any:
        hasil = fungsi(*a, **kw)
        if nasib.random() < peluang:
            raise GagalBuatan(fungsi.__name__)
        return hasil

    return bungkus


def kerjakan(app: Flask, daftar: list[list[int]], benih: int) -> Counter[str]:
    """Sign every letter of the list until it is published, cancelled, or done by somebody else; what happened, counted."""
    nasib = random.Random(benih)
    signer = PenandaSial(nasib)
    keluar.naskah.pdf = _sial(keluar.naskah.pdf, nasib, SEBELUM_TERIKAT)
    masuk.terima_dari_dalam = _sial(masuk.terima_dari_dalam, nasib, SAAT_TERBIT)
    hitung: Counter[str] = Counter()
    with app.app_context():
        for surat_id, account_id in daftar:
            for _ in range(PERCOBAAN):
                if _sekali(surat_id, account_id, signer, nasib, hitung):
                    break
            else:
                hitung["tidak selesai"] += 1
    return hitung


def _sekali(surat_id: int, account_id: int, signer: PenandaSial, nasib: random.Random, hitung: Counter[str]) -> bool:
    """One attempt of one person; True when there is nothing left to do."""
    with db.transaksi(baca=True):
        satu = db.session.get_one(SuratKeluar, surat_id)
        versi, status = satu.versi, satu.status
    if status not in {"siap_ttd", "menandatangani"}:
        return True
    hitung["percobaan"] += 1
    try:
        with db.transaksi():
            actor = susun_actor(db.session.get_one(Account, account_id))
            kirim.tandatangani(actor, db.session.get_one(SuratKeluar, surat_id), versi=versi, signer=signer)
    except GagalBuatan as galat:
        hitung[f"gagal: {galat}"] += 1
        return False
    except LayananTerganggu:
        hitung["gagal: penanda"] += 1
        return nasib.random() < MENYERAH and _urungkan(surat_id, account_id, hitung)
    except Konflik:
        hitung["konflik"] += 1
        return False
    hitung["terbit"] += 1
    return True


def _urungkan(surat_id: int, account_id: int, hitung: Counter[str]) -> bool:
    try:
        with db.transaksi():
            actor = susun_actor(db.session.get_one(Account, account_id))
            surat = db.session.get_one(SuratKeluar, surat_id)
            jalankan(surat, "urungkan", actor, versi=surat.versi, catatan="Layanan tidak menjawab.")
    except Konflik:
        hitung["konflik"] += 1
        return False
    hitung["batal"] += 1
    return True


def _cabang(app: Flask, daftar: list[list[int]], benih: int, keluaran: Path) -> int:
    """Fork a process that works through the list; returns its id."""
    pid = os.fork()
    if pid:
        return pid
    kode = 1
    try:
        db.engine().dispose(close=False)
        keluaran.write_text(json.dumps(kerjakan(app, daftar, benih)))
        kode = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(kode)


def utama(tugas: Path, hasil: Path) -> int:
    isi = json.loads(tugas.read_text())
    app = create_app(Config.dari_lingkungan())
    db.engine().dispose()
    mulai = time.perf_counter()
    berkas = [hasil.with_suffix(f".{i}") for i in range(len(isi["daftar"]))]
    anak = {_cabang(app, d, i, berkas[i]): i for i, d in enumerate(isi["daftar"])}
    korban = next(iter(anak))
    time.sleep(isi["bunuh_setelah"])
    os.kill(korban, signal.SIGKILL)
    kode = 0
    while anak:
        pid, status = os.wait()
        i = anak.pop(pid)
        if pid == korban:
            anak[_cabang(app, isi["daftar"][i], 1000 + i, berkas[i])] = i
        elif status:
            kode = 1
    jumlah = sum((Counter(json.loads(b.read_text())) for b in berkas if b.exists()), Counter())
    hasil.write_text(json.dumps({"detik": time.perf_counter() - mulai, **jumlah}))
    return kode


if __name__ == "__main__":
    raise SystemExit(utama(Path(sys.argv[1]), Path(sys.argv[2])))
