"""The OpenAPI document, as JSON for programs and as a page for people. Both are open: they tell what the suite can do,
nothing of what is in it."""

from __future__ import annotations

from flask import Blueprint, current_app, jsonify

from suite.core.policy import publik

bp = Blueprint("dokumentasi_api", __name__, url_prefix="/api/v1", template_folder="../templates")


@bp.get("/openapi.json")
@publik
def openapi():
    return jsonify(current_app.extensions["openapi"])
