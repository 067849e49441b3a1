"""A worker as a process of its own, for tests that kill it: `python -m tests.harness.pekerja_uji SEWA [sekali]`.

Its kind `uji_langkah` writes one register a step and dawdles inside the transaction, so that a kill lands in it.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from typing import Any

from suite.app import siapkan_dasar
from suite.core import numbering, policy
from suite.core.config import Config
from suite.core.db import session
from suite.core.http.application import Suite
from suite.core.jobs import Langkah, pekerjaan
from suite.core.jobs.worker import Pekerja

policy.daftarkan("uji.kerja", "meminta pekerjaan uji", periksa=lambda a, o: a.sistem or a.account_id is not None)


@pekerjaan("uji_langkah", izin="uji.kerja", uraian="Pekerjaan uji", maks=50)
def uji_langkah(langkah: Langkah, *, banyak: int, tidur: float = 0.0) -> dict[str, Any] | None:
    n = int(langkah.kursor or 0)
    session.add(numbering.Register(kunci=f"uji:{langkah.job_id}:{n}", nama=f"Langkah {n}"))
    session.flush()
    time.sleep(tidur)
    langkah.kemajuan(n + 1, banyak, "Menulis register")
    if n + 1 < banyak:
        return langkah.lanjut(n + 1)
    return {"pesan": f"{banyak} register"}


def aplikasi(config: Config) -> Suite:
    """As much of an application as the worker needs."""
    app = Suite("uji")
    app.config["SUITE"] = config
    app.secret_key = config.secret_key
    return app


def main() -> None:
    config = Config.dari_lingkungan()
    siapkan_dasar(config)
    pekerja = Pekerja(aplikasi(config), sewa=timedelta(seconds=float(sys.argv[1])), jeda=0.05, berkala=False)
    pekerja.pasang_sinyal()
    print("siap", flush=True)
    pekerja.jalan(sekali="sekali" in sys.argv[2:])


if __name__ == "__main__":
    main()
