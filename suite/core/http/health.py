"""`/healthz`: the process answers. `/readyz`: it can do its work (database reached, migrated, folder writable)."""

from __future__ import annotations

import os

from flask import Blueprint, current_app, jsonify
from sqlalchemy import text

from suite.core.db import session
from suite.core.policy import publik

bp = Blueprint("sehat", __name__)


@bp.get("/healthz")
@publik
def healthz():
    return jsonify(status="ok")


@bp.get("/readyz")
@publik
def readyz():
    var = current_app.config["SUITE"].var
    versi = session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    siap = bool(versi) and os.access(var, os.W_OK)
    return jsonify(status="ok" if siap else "belum siap", migrasi=versi), 200 if siap else 503
