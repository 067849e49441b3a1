"""Who may do what. Every route, API operation and job declares one permission; the app refuses to start otherwise.

A permission is a small named function of (actor, object). What a list shows (`lingkup`) and what a page opens
(`periksa`) are the same definition, so that a list, a count, a search and an error can never disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Flask, g
from sqlalchemy import ColumnElement, literal, select, true

from suite.core.actor import Actor
from suite.core.db import session
from suite.core.errors import BelumMasuk, TanpaIzin, TidakDitemukan

Periksa = Callable[[Actor, Any], bool]
Lingkup = Callable[[Actor], ColumnElement[bool]]


@dataclass(frozen=True)
class Izin:
    """One permission. With `lingkup` it is about rows of `model`; `rahasia` hides that the object exists (404)."""

    nama: str
    uraian: str
    periksa: Periksa | None = None
    model: Any = None
    lingkup: Lingkup | None = None
    rahasia: bool = True


_izin: dict[str, Izin] = {}


class IzinTidakDinyatakan(RuntimeError):
    """A route or job that declares no permission, or one that is not registered: the app must not start."""


def daftarkan(
    nama: str,
    uraian: str,
    *,
    periksa: Periksa | None = None,
    model: Any = None,
    lingkup: Lingkup | None = None,
    rahasia: bool = True,
) -> None:
    """Register a permission (at import of the service that owns it).

    `periksa(actor, objek)` decides; with `model` and `lingkup(actor) -> SQL condition` the object check is the very
    condition that scopes the list. Both may be given: then both must hold.
    """
    if nama in _izin and _izin[nama].uraian != uraian:
        raise RuntimeError(f"permission {nama} is registered twice")
    _izin[nama] = Izin(nama, uraian, periksa, model, lingkup, rahasia)


def semua() -> dict[str, Izin]:
    return dict(_izin)


def boleh(nama: str, actor: Actor, objek: Any = None) -> bool:
    """May the actor do this (to this object)? The system may do everything."""
    izin_ = _izin[nama]
    if actor.sistem:
        return True
    if izin_.lingkup is not None and objek is not None:
        q = select(literal(1)).where(izin_.model.id == objek.id, izin_.lingkup(actor))
        if session.execute(q).first() is None:
            return False
    if izin_.periksa is not None:
        return izin_.periksa(actor, objek)
    return izin_.lingkup is not None or izin_.periksa is None


def pastikan(nama: str, actor: Actor, objek: Any = None) -> None:
    """Raise `TidakDitemukan` (when existence is secret) or `TanpaIzin` unless the actor may."""
    if not boleh(nama, actor, objek):
        if objek is not None and _izin[nama].rahasia:
            raise TidakDitemukan()
        raise TanpaIzin(f"Anda belum berhak untuk: {_izin[nama].uraian}. Hubungi admin perangkat daerah Anda.")


def lingkup(nama: str, actor: Actor) -> ColumnElement[bool]:
    """The SQL condition that scopes lists, counts and searches of this permission to what the actor may see."""
    izin_ = _izin[nama]
    if actor.sistem or izin_.lingkup is None:
        return true()
    return izin_.lingkup(actor)


def current_actor() -> Actor:
    """The actor of this request. Raises `BelumMasuk` when nobody is logged in."""
    actor = g.get("actor")
    if actor is None:
        raise BelumMasuk("Masuk dahulu untuk membuka halaman ini.")
    return actor


def izin(nama: str, *, objek: Callable[..., Any] | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a view's permission. With `objek` (a loader called with the view's URL arguments) the view receives the
    object itself, already authorised; a missing and a hidden object answer the same 404."""

    def bungkus(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def jalankan(**argumen: Any) -> Any:
            actor = current_actor()
            if objek is None:
                pastikan(nama, actor)
                return view(**argumen)
            sasaran = objek(**argumen)
            if sasaran is None:
                raise TidakDitemukan()
            pastikan(nama, actor, sasaran)
            return view(sasaran)

        jalankan._izin = nama  # type: ignore[attr-defined]
        return jalankan

    return bungkus


def publik(view: Callable[..., Any]) -> Callable[..., Any]:
    """Declare that a view is open to anyone, without login (verification, login, health)."""
    view._izin = "publik"  # type: ignore[attr-defined]
    return view


daftarkan("publik", "terbuka untuk siapa pun", periksa=lambda a, o: True)
daftarkan(
    "masuk", "siapa pun yang sudah masuk", periksa=lambda a, o: a.pegawai_id is not None or a.account_id is not None
)


def izin_rute(app: Flask) -> dict[str, str]:
    """Endpoint → declared permission. Raises `IzinTidakDinyatakan` for the first that has none."""
    hasil: dict[str, str] = {}
    for endpoint, view in app.view_functions.items():
        nama = getattr(view, "_izin", None) or (
            "publik" if endpoint == "static" or endpoint.endswith(".static") else None
        )
        if nama is None:
            raise IzinTidakDinyatakan(f"route {endpoint} declares no permission: add @izin(...) or @publik")
        if nama not in _izin:
            raise IzinTidakDinyatakan(f"route {endpoint} declares {nama}, which no service registers")
        hasil[endpoint] = nama
    return hasil
