"""Who is running: a lock that every serving process holds, and a heartbeat that the worker leaves.

Both are files in SUITE_VAR, because they must answer also when the database does not.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from suite.core.clock import now

SEGAR = timedelta(seconds=60)
"""A worker looks at the queue at least so often, unless one step takes longer."""
SIMPAN = timedelta(days=1)


@dataclass(frozen=True)
class Denyut:
    """The last sign of a worker: its name, what it was doing (job kind, "" for nothing), when."""

    pekerja: str
    sedang: str
    pada: datetime

    @property
    def segar(self) -> bool:
        return now() - self.pada < SEGAR


def _folder(var: Path) -> Path:
    return var / "denyut"


def tandai(var: Path, pekerja: str, sedang: str = "") -> None:
    """Leave a sign of life (one small file a worker, replaced whole)."""
    folder = _folder(var)
    folder.mkdir(parents=True, exist_ok=True)
    berkas = folder / f"{socket.gethostname()}-{os.getpid()}.json"
    sementara = berkas.with_suffix(".baru")
    sementara.write_text(
        json.dumps({"pekerja": pekerja, "sedang": sedang, "pada": now().isoformat()}), encoding="utf-8"
    )
    os.replace(sementara, berkas)


def hapus(var: Path) -> None:
    """The worker ends in order: it is not missing, it is gone."""
    (_folder(var) / f"{socket.gethostname()}-{os.getpid()}.json").unlink(missing_ok=True)


def semua(var: Path) -> list[Denyut]:
    """The workers that gave a sign within a day, latest first; older signs are thrown away by `buang_usang`."""
    hasil = []
    for berkas in _folder(var).glob("*.json"):
        try:
            isi = json.loads(berkas.read_text(encoding="utf-8"))
            satu = Denyut(str(isi["pekerja"]), str(isi["sedang"]), datetime.fromisoformat(isi["pada"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if now() - satu.pada < SIMPAN:
            hasil.append(satu)
    return sorted(hasil, key=lambda d: d.pada, reverse=True)


def buang_usang(var: Path) -> None:
    """A new worker clears away the signs of those that were killed: they cannot do it themselves."""
    for berkas in _folder(var).glob("*.json"):
        try:
            isi = json.loads(berkas.read_text(encoding="utf-8"))
            if now() - datetime.fromisoformat(isi["pada"]) > SEGAR:
                berkas.unlink()
        except (OSError, ValueError, KeyError, TypeError):
            berkas.unlink(missing_ok=True)


class SedangDipakai(RuntimeError):
    """The suite serves from this folder: what is asked for must not be done meanwhile."""


def pegang(var: Path, *, sendiri: bool = False) -> IO[bytes]:
    """Hold the installation's lock until the returned file is closed: shared (serving), or alone (restoring).

    Raises `SedangDipakai` when it cannot be had at once.
    """
    var.mkdir(parents=True, exist_ok=True)
    berkas = open(var / ".dipakai", "ab")  # noqa: SIM115  (held by the caller)
    try:
        fcntl.flock(berkas, (fcntl.LOCK_EX if sendiri else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        berkas.close()
        raise SedangDipakai(str(var)) from None
    return berkas
