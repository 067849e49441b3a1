"""The API `/api/v1`: mounts the operations of every room, writes the OpenAPI document, shows it as a page, and holds the
pages on which people make tokens and webhooks.

Rooms own their operations (`suite/<room>/api`); those about the caller, the directory, tasks and rules stand here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def pasang(app: Flask) -> None:
    """Mount operations and pages. Must come after every other room, which hands over its groups while it is mounted."""
    from suite.api import dokumen, views
    from suite.api.operasi import aturan, direktori, komentar, saya, token, tugas, umum, webhook
    from suite.core.api import daftarkan

    daftarkan(saya.grup, tugas.grup, umum.grup, direktori.grup, aturan.grup, komentar.grup, webhook.grup, token.grup)
    dokumen.pasang(app)
    views.pasang(app)
