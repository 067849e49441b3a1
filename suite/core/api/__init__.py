"""What every room's API stands on: tokens with scopes, rate limits, idempotency, strict fields, keyset pages, operations.

A room writes its operations in `suite/<room>/api` on a `Kelompok` and registers it in its `pasang(app)`; `suite/api`
mounts all of them under `/api/v1` and writes the OpenAPI document. An operation parses, asks policy, calls a service or
query, and shapes the answer: nothing is decided in it.
"""

from suite.core.api.lingkup import Lingkup, pastikan_lingkup, semua_lingkup
from suite.core.api.operasi import Kelompok, daftarkan, kelompok

__all__ = ["Kelompok", "Lingkup", "daftarkan", "kelompok", "pastikan_lingkup", "semua_lingkup"]
