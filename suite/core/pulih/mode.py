"""Read-only mode: while the admin works on the machine, people read on and nothing they typed is lost.

The switch is a file in SUITE_VAR, looked at by every process at every request (one `stat`), so that it works at once, without
a restart, and also when the database cannot be written (a full disk, a migration under way). Throwing it is audited.

Meanwhile every writing request answers 503 with `Retry-After` and gives back what was typed; the database itself refuses
writes in it. Logging in and out and the public check of a letter go on: they write sessions and counters only. The log of
who read what goes on as well, as the law asks for it. Jobs finish the running step and wait.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask, current_app, has_request_context, request

from suite.core import audit, db
from suite.core.actor import Actor
from suite.core.clock import now
from suite.core.errors import LayananTerganggu

NAMA = "mode.json"
TUNGGU = 300
"""Seconds after which to try again, when nobody said until when."""
HANYA_BACA = frozenset({"GET", "HEAD", "OPTIONS"})
_tetap: set[str] = {
    "masuk.masuk",
    "masuk.keluar",
    "keadaan.simpan_mode",
    "keadaan.mode_normal",
    "surat_keluar.pratinjau",
    "verifikasi.periksa_unggahan",
    "verifikasi.bandingkan",
}
BATAS_KIRIM_ULANG = 256 * 1024


@dataclass(frozen=True)
class ModeBaca:
    """Why, until when (None: not said), since when, by whom."""

    alasan: str
    sampai: datetime | None
    sejak: datetime
    oleh: str

    @property
    def tunggu(self) -> int:
        """Seconds until it is worth trying again."""
        if self.sampai is None:
            return TUNGGU
        return max(30, min(int((self.sampai - now()).total_seconds()), 24 * 3600))


class SedangBaca(LayananTerganggu):
    """The suite can only be read just now (503); `kirim_ulang` are the fields that were sent, to send them again."""

    judul = "Suite sedang hanya dapat dibaca"

    def __init__(self, mode: ModeBaca, kirim_ulang: list[tuple[str, str]] | None = None, *, berkas: bool = False):
        from suite.core.web.format import tanggal_jam

        sampai = f" Perkiraan selesai: {tanggal_jam(mode.sampai)}." if mode.sampai else ""
        super().__init__(f"{mode.alasan}{sampai} Isian Anda belum disimpan, tetapi tidak hilang.", kode="mode-baca")
        self.tunggu = mode.tunggu
        self.kirim_ulang = kirim_ulang
        self.ada_berkas = berkas


_ingat: dict[Path, tuple[tuple[int, int, int], ModeBaca]] = {}


def kini(var: Path) -> ModeBaca | None:
    """The mode that holds now; None: normal. Costs one `stat` of the file."""
    berkas = var / NAMA
    try:
        st = os.stat(berkas)
    except FileNotFoundError:
        return None
    tanda = (st.st_mtime_ns, st.st_ino, st.st_size)
    if (ada := _ingat.get(berkas)) is None or ada[0] != tanda:
        try:
            isi = json.loads(berkas.read_text(encoding="utf-8"))
            sampai = datetime.fromisoformat(isi["sampai"]) if isi.get("sampai") else None
            satu = ModeBaca(str(isi["alasan"]), sampai, datetime.fromisoformat(isi["sejak"]), str(isi["oleh"]))
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):  # somebody made the file by hand: the wish is clear all the same
            satu = ModeBaca("Pemeliharaan sistem.", None, datetime.fromtimestamp(st.st_mtime).astimezone(), "")
        ada = _ingat[berkas] = (tanda, satu)
    return ada[1]


def baca_saja(var: Path, actor: Actor, *, alasan: str, sampai: datetime | None = None) -> ModeBaca:
    """Switch to read-only for every process, once the running transaction, which audits it, is committed."""
    mode = ModeBaca(alasan.strip()[:300], sampai, now(), actor.nama)
    audit.catat(
        "sistem:mode", "mode.baca", {"alasan": mode.alasan, "sampai": sampai.isoformat() if sampai else None}, actor
    )
    db.setelah_selesai(lambda: tulis(var, mode))
    return mode


def normal(var: Path, actor: Actor) -> None:
    """Switch back. Audited in the running transaction; nothing happens when it is normal already."""
    if kini(var) is not None:
        audit.catat("sistem:mode", "mode.normal", {}, actor)
        db.setelah_selesai(lambda: (var / NAMA).unlink(missing_ok=True))


def tulis(var: Path, mode: ModeBaca | None) -> None:
    """Throw the switch itself, unaudited: only where the database cannot take the record. None: normal."""
    if mode is None:
        (var / NAMA).unlink(missing_ok=True)
        return
    isi = {
        "alasan": mode.alasan, "sampai": mode.sampai.isoformat() if mode.sampai else None, "sejak": mode.sejak.isoformat(),
        "oleh": mode.oleh,
    }  # fmt: skip
    sementara = var / f".{NAMA}.{secrets.token_hex(4)}"
    sementara.write_text(json.dumps(isi, ensure_ascii=False), encoding="utf-8")
    os.replace(sementara, var / NAMA)


def kecualikan(*endpoint: str) -> None:
    """Endpoints that write nothing but sessions and counters, and so go on in read-only mode (a second step of the login)."""
    _tetap.update(endpoint)


def menolak() -> ModeBaca | None:
    """The mode that refuses this very request, or None when it may go on."""
    if request.method in HANYA_BACA or request.endpoint in _tetap:
        return None
    return kini(current_app.config["SUITE"].var)


def pasang(app: Flask) -> None:
    """Refuse writing requests in read-only mode; runs after the check of the CSRF token, so that nobody else's form is shown."""
    app.before_request(_tolak)
    app.context_processor(_banner)


def _tolak() -> None:
    mode = menolak()
    if mode is None:
        return
    isian = [(n, v) for n, v in request.form.items(multi=True) if n != "csrf_token"]
    aman = not any("sandi" in n or "password" in n for n, _ in isian)
    muat = sum(len(n) + len(v) for n, v in isian) < BATAS_KIRIM_ULANG
    raise SedangBaca(mode, isian if aman and muat else None, berkas=any(request.files.values()))


def _banner() -> dict[str, Any]:
    return {"mode_baca": kini(current_app.config["SUITE"].var) if has_request_context() else None}
