"""The cases of the reference, and how an answer is held against what is expected of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from suite.core.aturan import hitung, muat_semua

muat_semua()

BERKAS = Path(__file__).parent.parent / "data" / "contoh_uji_kepegawaian.json"
KASUS: dict[str, dict[str, Any]] = {k["id"]: k for k in json.loads(BERKAS.read_text(encoding="utf-8"))}

Ubahan = tuple[str, dict[str, Any], dict[str, Any]]
"""A case, the inputs that differ (`...` takes one away), and what must be in the answer."""

MASUKAN = {"sah": False, "alasan": "masukan"}


def ditolak(alasan: str) -> dict[str, Any]:
    return {"sah": False, "alasan": alasan}


def cocok(mau: Any, dapat: Any) -> bool:
    """Every field named in `mau` is in `dapat`, equal in value and type."""
    if isinstance(mau, dict):
        return isinstance(dapat, dict) and all(k in dapat and cocok(v, dapat[k]) for k, v in mau.items())
    if isinstance(mau, list):
        return isinstance(dapat, list) and len(mau) == len(dapat) and all(map(cocok, mau, dapat))
    return type(mau) is type(dapat) and mau == dapat


def ubah(kasus: str, ganti: dict[str, Any]) -> dict[str, Any]:
    """The answer to an altered copy of a case."""
    masukan = {k: v for k, v in (KASUS[kasus]["masukan"] | ganti).items() if v is not ...}
    return hitung(KASUS[kasus]["topik"], masukan)


def nama(ubahan: list[Ubahan]) -> list[str]:
    return [f"{kasus}-{urut}" for urut, (kasus, _, _) in enumerate(ubahan)]
