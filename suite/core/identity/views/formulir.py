"""What the form pages of identity share: one template, refusals beside their field, safe addresses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from suite.core.db import session
from suite.core.errors import AturanDilanggar


@contextmanager
def galat_pada(form: FlaskForm) -> Iterator[None]:
    """Do something inside; a refusal by the rules lands beside the field it names, and nothing of the act stays."""
    try:
        yield
    except AturanDilanggar as galat:
        session.rollback()
        pesan = f"{galat.pesan} ({galat.sumber})" if galat.sumber else galat.pesan
        field = form._fields.get(galat.field or "")
        if field is None or field.type == "HiddenField":
            form.form_errors.append(pesan)
        else:
            field.errors = [*field.errors, pesan]


def halaman_form(form: FlaskForm, judul: str, label: str, *, status: int = 200, **konteks: Any) -> ResponseReturnValue:
    """A page with one form in one column. `konteks`: uraian, remah, kembali {label, url}, bahaya, putih."""
    return render_template("identitas/formulir.html", form=form, judul=judul, label=label, **konteks), status


def alamat_aman(alamat: str | None, *, lain: str = "/") -> str:
    """Where to go next: only a path on this site, else `lain` (a login must not send people to a stranger's page)."""
    if not alamat or not alamat.startswith("/") or alamat.startswith("//") or "\\" in alamat:
        return lain
    if any(ord(c) < 32 for c in alamat):
        return lain
    bagian = urlsplit(alamat)
    return lain if bagian.scheme or bagian.netloc else alamat
