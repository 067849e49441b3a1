"""Tokens on *Akun saya*: list, make (shown once), revoke."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("token_api", __name__, url_prefix="/akun", template_folder="../templates")
