"""What surrounds every request: request id, actor, security headers, log line, and what the shell shows."""

from __future__ import annotations

import secrets
import time
from functools import cache
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, request
from flask_login import current_user
from sqlalchemy import CompoundSelect, literal, select, union_all

from suite.core import audit, clock, kota, notifications
from suite.core.actor import Actor
from suite.core.api import masuk as api_masuk
from suite.core.db import session
from suite.core.http import menu
from suite.core.identity import queries as identitas
from suite.core.workflow import inbox

log = structlog.get_logger("suite.permintaan")

CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; connect-src 'self'"
)


def pasang(app: Flask) -> None:
    app.before_request(_mulai)
    app.after_request(_akhiri)
    app.context_processor(_kerangka)


def _mulai() -> None:
    g.mulai = time.perf_counter()
    g.request_id = secrets.token_hex(8)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)
    if request.endpoint in {"static", "sehat.healthz", None}:
        return
    kota.profil()  # its zone is the clock of everything that follows
    if api_masuk.operasi_api():
        g.actor = api_masuk.aktor(ip=_ip(), request_id=g.request_id)
    elif current_user.is_authenticated:
        g.actor = identitas.susun_actor(current_user.account, ip=_ip(), request_id=g.request_id)
    if (actor := g.get("actor")) is not None:
        audit.atas_nama(actor)


def _ip() -> str:
    return (request.remote_addr or "")[:45]


def _akhiri(response: Response) -> Response:
    h = response.headers
    h["X-Request-Id"] = g.get("request_id", "")
    h.setdefault("Content-Security-Policy", CSP)
    h["X-Content-Type-Options"] = "nosniff"
    h["X-Frame-Options"] = "DENY"
    h["Referrer-Policy"] = "same-origin"
    h["Cross-Origin-Opener-Policy"] = "same-origin"
    h["Cross-Origin-Resource-Policy"] = "same-origin"
    h["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()"
    if current_app.config["SUITE"].cookie_secure:
        h["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint != "static" and not h.get("Cache-Control"):
        h["Cache-Control"] = "no-store"
    if request.endpoint not in {"static", "sehat.healthz"}:
        log.info(
            "permintaan",
            metode=request.method,
            endpoint=request.endpoint,
            status=response.status_code,
            ms=round((time.perf_counter() - g.get("mulai", time.perf_counter())) * 1000, 1),
            account=getattr(g.get("actor"), "account_id", None),
        )
    return response


def _kerangka() -> dict[str, Any]:
    """Variables of the shell (see templates/kerangka.html)."""
    config = current_app.config["SUITE"]
    dasar: dict[str, Any] = {
        "nama_kota": (kota.terakhir() if g.get("tanpa_kerangka") else kota.profil()).nama,
        "peragaan": config.peragaan,
        "request_id": g.get("request_id", ""),
        "sekarang": clock.now(),
        "aktor": None,
    }
    actor = g.get("actor")
    if actor is None or g.get("tanpa_kerangka"):
        return dasar
    if "kerangka" not in g:
        jumlah, belum = _hitungan(actor)
        g.kerangka = {
            "aktor": {
                "nama": actor.nama,
                "inisial": _inisial(actor.nama),
                "jabatan": actor.sebutan,
                "sebagai_id": actor.sebagai.penugasan_id if actor.sebagai else None,
                "pilihan_bertindak": [
                    {"id": p.penugasan_id, "label": p.jabatan, "jenis": p.jenis} for p in actor.penugasan
                ],
            },
            "actor": actor,
            "menu": menu.susun(actor, jumlah),
            "jumlah_tindakan": sum(jumlah.values()),
            "jumlah_jenis": jumlah,
            "ada_pemberitahuan": bool(belum),
        }
    return dasar | g.kerangka


def _hitungan(actor: Actor) -> tuple[dict[str, int], int]:
    """What waits for the actor per document type, and how many notifications are unread. One query for both."""
    isi = {"kunci": inbox.kunci_tugas(actor), "pegawai": actor.pegawai_id or 0}
    jumlah = {jenis: n for jenis, n in session.execute(_q_hitungan(), isi)}  # noqa: C416  (a row is no pair to the type checker)
    return jumlah, jumlah.pop("", 0)


@cache
def _q_hitungan() -> CompoundSelect[str, int]:
    return union_all(inbox.q_jumlah(), select(literal(""), notifications.q_belum().scalar_subquery()))


def _inisial(nama: str) -> str:
    kata = [k for k in nama.split(",")[0].split() if not k.endswith(".")]
    return "".join(k[0] for k in kata[:2]).upper() or "?"
