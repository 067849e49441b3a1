"""Menu entries, registered by the services and shown by permission; counts only for what waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from suite.core import policy
from suite.core.actor import Actor


@dataclass(frozen=True)
class Butir:
    """One entry. `jenis` are the task types counted beside it; `bila(actor)` narrows whom it is shown to."""

    grup: str
    label: str
    endpoint: str
    ikon: str
    izin: str = "masuk"
    jenis: tuple[str, ...] = ()
    urut: int = 100
    bila: Callable[[Actor], bool] | None = None
    awalan: str = ""
    """Endpoint prefix under which the entry counts as current; default: the endpoint's blueprint and name."""


_butir: list[Butir] = []

URUT_GRUP = ["", "Naskah", "Saya", "Unit", "Peraturan", "Admin", "Pengawasan"]


def daftarkan(*butir: Butir) -> None:
    for b in butir:
        if b not in _butir:
            _butir.append(b)


def susun(actor: Actor, jumlah: Mapping[str, int]) -> list[dict[str, Any]]:
    """Groups with entries for this actor: `[{label, items: [{label, url, ikon, jumlah, aktif}]}]`."""
    grup: dict[str, list[dict[str, Any]]] = {}
    for b in sorted(_butir, key=lambda b: (URUT_GRUP.index(b.grup) if b.grup in URUT_GRUP else 99, b.urut)):
        if (b.bila is not None and not b.bila(actor)) or not policy.boleh(b.izin, actor):
            continue
        kini = request.endpoint or ""
        grup.setdefault(b.grup, []).append(
            {
                "label": b.label,
                "url": url_for(b.endpoint),
                "ikon": b.ikon,
                "jumlah": sum(jumlah.get(j, 0) for j in b.jenis) if b.jenis != ("*",) else sum(jumlah.values()),
                "aktif": kini == b.endpoint or bool(b.awalan and kini.startswith(b.awalan)),
            }
        )
    return [{"label": g, "items": items} for g, items in grup.items()]
