"""Autosaved drafts of forms: one per person and form, kept until the form is sent or left alone for 90 days."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from flask import Blueprint, Flask, jsonify, request
from sqlalchemy import Index, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from suite.core.actor import Actor
from suite.core.clock import local, now
from suite.core.db import Base, BigId, session
from suite.core.errors import MasukanSalah
from suite.core.policy import current_actor, izin

BATAS_BYTE = 1024 * 1024
UMUR_HARI = 90


class Draf(Base):
    """What a person has typed into a form and not sent yet. `kunci` names the form and its object ('surat_keluar:7')."""

    __tablename__ = "draf"
    __audit__ = False
    __table_args__ = (
        UniqueConstraint("account_id", "kunci", name="uq_draf_kunci"),
        Index("ix_draf_disimpan_pada", "disimpan_pada"),
    )

    account_id: Mapped[int] = mapped_column(BigId)
    kunci: Mapped[str] = mapped_column(String(120))
    isi: Mapped[dict]
    disimpan_pada: Mapped[datetime] = mapped_column(default=now)


def simpan(actor: Actor, kunci: str, isi: dict[str, Any]) -> Draf:
    """Keep the form's fields for this person. Raises `MasukanSalah` above 1 MB or for a key that is none."""
    if actor.account_id is None or not kunci or len(kunci) > 120:
        raise MasukanSalah("Draf ini tidak dapat disimpan.")
    if len(json.dumps(isi, ensure_ascii=False).encode()) > BATAS_BYTE:
        raise MasukanSalah("Isian melebihi 1 MB dan tidak disimpan otomatis. Pindahkan sebagian ke lampiran.")
    draf = _baris(actor, kunci)
    if draf is None:
        draf = Draf(account_id=actor.account_id, kunci=kunci, isi=isi)
        session.add(draf)
    draf.isi, draf.disimpan_pada = isi, now()
    session.flush()
    return draf


def ambil(actor: Actor, kunci: str) -> Draf | None:
    """The person's draft of this form, if there is one."""
    return _baris(actor, kunci)


def buang(actor: Actor, kunci: str) -> None:
    """The form was sent (or the person threw the draft away)."""
    session.execute(delete(Draf).where(Draf.account_id == actor.account_id, Draf.kunci == kunci))


def _baris(actor: Actor, kunci: str) -> Draf | None:
    return session.scalars(select(Draf).where(Draf.account_id == actor.account_id, Draf.kunci == kunci)).first()


bp = Blueprint("draf", __name__)


@bp.post("/draf/<path:kunci>")
@izin("masuk")
def simpan_otomatis(kunci: str):
    """Keep what stands in the form: posted as the form itself (each field a list of texts), or as a JSON object."""
    isi = request.get_json(silent=True) if request.is_json else request.form.to_dict(flat=False)
    if not isinstance(isi, dict):
        raise MasukanSalah("Draf tidak terbaca.")
    isi.pop("csrf_token", None)
    draf = simpan(current_actor(), kunci, isi)
    return jsonify(tersimpan=f"{local(draf.disimpan_pada):%H.%M}")


def pasang(app: Flask) -> None:
    app.register_blueprint(bp)
