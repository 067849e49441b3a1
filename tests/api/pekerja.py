"""Processes of their own that call the API: `python -m tests.api.pekerja PROSES TOKEN BANYAK [KUNCI]`; prints the
statuses as JSON.

One process imports everything and forks the others, which then begin at the same moment. Without a key they ask who they
are; with one they write the same letter under that key.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import Any

from flask import Flask

from suite.app import create_app
from suite.core import db
from suite.core.config import Config


def panggil(app: Flask, token: str, banyak: int, kunci: str) -> list[list[Any]]:
    klien = app.test_client()
    kepala = {"Authorization": f"Bearer {token}"}
    hasil: list[list[Any]] = []
    for _ in range(banyak):
        if kunci:
            isi = {"jenis": "surat_dinas", "hal": "Surat sekali saja"}
            jawab = klien.post("/api/v1/surat-keluar", json=isi, headers=kepala | {"Idempotency-Key": kunci})
            hasil.append([jawab.status_code, (jawab.json or {}).get("id")])
        else:
            hasil.append([klien.get("/api/v1/saya", headers=kepala).status_code, None])
    return hasil


def main() -> int:
    proses, token, banyak, *kunci = sys.argv[1:]
    app = create_app(Config.dari_lingkungan())
    # The first request builds what is built once: the others must not wait for each other with it. It says 401.
    app.test_client().get("/api/v1/saya")
    db.engine().dispose()
    sys.stdout.flush()
    anak: list[tuple[int, int]] = []
    for _ in range(int(proses)):
        baca, tulis = os.pipe()
        pid = os.fork()
        if not pid:
            kode = 1
            try:
                db.engine().dispose(close=False)
                os.write(tulis, json.dumps(panggil(app, token, int(banyak), "".join(kunci))).encode())
                kode = 0
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(kode)
        os.close(tulis)
        anak.append((pid, baca))
    hasil: list[list[Any]] = []
    for pid, baca in anak:
        with os.fdopen(baca) as isi:
            teks = isi.read()
        if os.waitpid(pid, 0)[1]:
            return 1
        hasil += json.loads(teks)
    print("HASIL" + json.dumps(hasil))
    return 0


if __name__ == "__main__":
    sys.exit(main())
