"""Arithmetic that components need and templates should not do: weeks of a month, scales of a chart, HTML attributes."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jinja2 import Undefined
from markupsafe import Markup


def atribut(nilai: Mapping[str, Any] | None) -> Markup:
    """HTML attributes from a mapping, values escaped: None, False and undefined leave one out, True writes its name."""
    bagian = [
        Markup(" {}").format(nama) if isi is True else Markup(' {}="{}"').format(nama, isi)
        for nama, isi in (nilai or {}).items()
        if isi is not None and isi is not False and not isinstance(isi, Undefined)
    ]
    return Markup("").join(bagian)


def pekan_bulan(tahun: int, bulan: int) -> list[list[date]]:
    """The weeks (Monday first) that a month's grid shows, with the days of its neighbours."""
    return calendar.Calendar(firstweekday=0).monthdatescalendar(tahun, bulan)


def skala_batang(nilai: Sequence[float], lebar: float) -> list[float]:
    """Lengths of bars (0..`lebar`) for values, the greatest being the full width. Negative values draw nothing."""
    puncak = max([*nilai, 0]) or 1
    return [round(max(n, 0) / puncak * lebar, 1) for n in nilai]


def titik_garis(nilai: Sequence[float], lebar: float, tinggi: float) -> list[tuple[float, float]]:
    """Points of a line chart in a box of `lebar` x `tinggi` (y grows downward), from 0 to the greatest value."""
    if not nilai:
        return []
    puncak, langkah = max([*nilai, 0]) or 1, lebar / max(len(nilai) - 1, 1)
    return [(round(i * langkah, 1), round(tinggi - max(n, 0) / puncak * tinggi, 1)) for i, n in enumerate(nilai)]


GLOBAL = {f.__name__: f for f in (atribut, pekan_bulan, skala_batang, titik_garis)}
