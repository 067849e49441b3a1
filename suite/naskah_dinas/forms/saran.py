"""The form in which other words for a draft are proposed."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from suite.naskah_dinas.forms.badan import BadanForm
from suite.naskah_dinas.services.saran import TERPANJANG


class SaranForm(BadanForm):
    """`asal`: the body as it was when the form was opened, so that what others change meanwhile is not proposed back."""

    asal = HiddenField()
    alasan = TextAreaField("Alasan", [Length(max=TERPANJANG, message=f"Paling panjang {TERPANJANG} huruf.")])

    def isi_asal(self) -> str:
        return self.asal.data or ""


def data_saran(isi: str) -> dict[str, Any]:
    """A fresh form over a body."""
    return {"isi": isi, "asal": isi}
