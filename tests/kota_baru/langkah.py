"""Steps that the walks of a new city share."""

from __future__ import annotations

import io
import re

import pypdfium2
from flask.testing import FlaskClient


def unggah(klien: FlaskClient, jenis: str, isi: bytes, nama: str) -> str:
    """Upload a file; the address of the page that says what it would do."""
    jawab = klien.post(f"/admin/impor/{jenis}", data={"berkas": (io.BytesIO(isi), nama)})
    assert jawab.status_code == 302, jawab.text[-2000:]
    return jawab.location


def kode_dari_pdf(pdf: bytes) -> dict[str, str]:
    """Account name → code, read off a sheet of slips as a person would."""
    dokumen = pypdfium2.PdfDocument(pdf)
    teks = "\n".join(dokumen[i].get_textpage().get_text_range() for i in range(len(dokumen)))
    dokumen.close()
    return dict(re.findall(r"Nama akun\s+(\S+)\s+Kode\s+([A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4})", teks))
