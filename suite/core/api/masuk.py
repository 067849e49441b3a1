"""Who calls the API: the owner of the bearer token, in the post that a header names. A login cookie proves nothing here,
so there is nothing for another site to forge."""

from __future__ import annotations

import importlib
from dataclasses import replace
from datetime import timedelta

from flask import Flask, Response, current_app, g, request

from suite.core import db, pengaturan, ratelimit
from suite.core.actor import Actor
from suite.core.api import tokens
from suite.core.errors import BelumMasuk, MasukanSalah, TanpaIzin, TerlaluSering
from suite.core.identity.queries import susun_actor

SEBAGAI = "X-Bertindak-Sebagai"
JENDELA = timedelta(minutes=1)


def operasi_api() -> bool:
    """Is this request for an operation of the API?"""
    view = current_app.view_functions.get(request.endpoint or "")
    return bool(getattr(view, "_operasi_api", False))


def hitung() -> None:
    """Count the request for its token, or for its address when it has no living one.

    In a transaction of its own before the request's: a GET cannot write, and what was counted must stay when the answer
    refuses. Whether it was one too many is said by `aktor`, inside the request, where refusals have their form.
    """
    teks = _bearer()
    with db.transaksi():
        batas = pengaturan.kelompok("api.permintaan")
        token_id = tokens.kenali(teks) if teks else None
        if token_id is not None:
            g.laju = ratelimit.pakai(
                "api.token", str(token_id), batas=int(batas["api.permintaan_per_menit"]), jendela=JENDELA
            )
        else:
            g.laju = ratelimit.pakai(
                "api.alamat",
                request.remote_addr or "",
                batas=int(batas["api.permintaan_anonim_per_menit"]),
                jendela=JENDELA,
            )


def aktor(*, ip: str, request_id: str) -> Actor | None:
    """The actor of this API request, None without a token.

    Raises `TerlaluSering`, `BelumMasuk` for a token that is not (any more) alive, `TanpaIzin` for a post not
    held, and for an owner who must have a second factor by now and has none.
    """
    laju: ratelimit.Pemakaian = g.laju
    if laju.lewat:
        raise TerlaluSering(
            f"Lebih dari {laju.batas} permintaan dalam semenit. Coba lagi dalam {laju.tunggu} detik.",
            tunggu=laju.tunggu,
        )
    teks = _bearer()
    if not teks:
        return None
    kenal = tokens.muat(teks)
    if kenal is None:
        raise BelumMasuk(
            "Token tidak dikenal, sudah dicabut, atau habis masa berlakunya. Buat token baru di Akun saya."
        )
    g.token_api, account, terakhir = kenal
    tokens.sentuh_setelah(g.token_api.id, ip, terakhir)
    actor = susun_actor(account, ip=ip, request_id=request_id)
    tokens.pastikan_faktor(account, actor)
    return replace(actor, sebagai=_sebagai(actor), melalui=f"token {g.token_api.nama}")


def _sebagai(actor: Actor):
    diminta = request.headers.get(SEBAGAI)
    if diminta is None:
        return actor.sebagai
    if not (diminta.isascii() and diminta.isdigit() and len(diminta) < 16):
        raise MasukanSalah(f"Kepala {SEBAGAI} berisi id penugasan. Lihat `GET /saya`.", field=SEBAGAI)
    pilihan = next((p for p in actor.penugasan if p.penugasan_id == int(diminta)), None)
    if pilihan is None:
        raise TanpaIzin("Anda tidak memegang penugasan itu hari ini. Lihat daftar penugasan Anda pada `GET /saya`.")
    return pilihan


def _bearer() -> str:
    skema, _, isi = request.headers.get("Authorization", "").partition(" ")
    return isi.strip() if skema.lower() == "bearer" and isi.isascii() else ""


def pasang(app: Flask) -> None:
    """Headers of the API's answers, and the job that sends webhooks."""
    importlib.import_module("suite.core.api.webhook")  # stands upon this module
    app.after_request(_kepala)


def _kepala(jawab: Response) -> Response:
    laju: ratelimit.Pemakaian | None = g.get("laju")
    if laju is not None:
        jawab.headers["RateLimit-Policy"] = f'"menit";q={laju.batas};w={int(JENDELA.total_seconds())}'
        jawab.headers["RateLimit"] = f'"menit";r={laju.sisa};t={laju.tunggu}'
        if jawab.status_code == 401:
            jawab.headers["WWW-Authenticate"] = 'Bearer realm="api"'
    return jawab
