"""A process of its own that calls the API: `python -m tests.api.pekerja TOKEN BANYAK [KUNCI]`; prints the statuses as JSON.

Without a key it asks who it is; with one it writes the same letter under that key.
"""

from __future__ import annotations

import json
import sys

from suite.app import create_app
from suite.core.config import Config


def main() -> None:
    token, banyak, *kunci = sys.argv[1:]
    app = create_app(Config.dari_lingkungan())
    klien = app.test_client()
    kepala = {"Authorization": f"Bearer {token}"}
    hasil = []
    for _ in range(int(banyak)):
        if kunci:
            isi = {"jenis": "surat_dinas", "hal": "Surat sekali saja"}
            jawab = klien.post("/api/v1/surat-keluar", json=isi, headers=kepala | {"Idempotency-Key": kunci[0]})
            hasil.append([jawab.status_code, (jawab.json or {}).get("id")])
        else:
            hasil.append([klien.get("/api/v1/saya", headers=kepala).status_code, None])
    print("HASIL" + json.dumps(hasil))


if __name__ == "__main__":
    main()
