"""Stored files as answers, and the regulation's text that goes with a proposal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Response, current_app, request, send_file

from suite.core.errors import AturanDilanggar
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.core.naskah_peraturan import BerNaskah, lampirkan, lepaskan
from suite.core.policy import current_actor
from suite.core.web.tindakan import versi_terlihat

TAMPIL_DI_PERAMBAN = {"application/pdf", "image/png", "image/jpeg"}


def kirim_berkas(berkas: StoredFile) -> Response:
    """A stored file as an answer (see `kirim_bita`)."""
    return kirim_bita(files.isi(berkas), berkas.jenis_mime, berkas.nama)


def kirim_bita(isi: bytes, mime: str, nama: str) -> Response:
    """Bytes as a file: shown by the browser only when it is a PDF or a picture, else saved."""
    jawab = Response(isi, mimetype=mime)
    jawab.headers.set("Content-Disposition", "inline" if mime in TAMPIL_DI_PERAMBAN else "attachment", filename=nama)
    jawab.headers["Cache-Control"] = "private, no-store"
    return jawab


def kirim_hasil(jalur: Path, mime: str, nama: str) -> Response:
    """A file that a job made, to be saved; read from the disk as it goes."""
    jawab = send_file(jalur, mimetype=mime, as_attachment=True, download_name=nama, max_age=0)
    jawab.headers["Cache-Control"] = "private, no-store"
    return jawab


def naskah_terkirim(u: BerNaskah) -> str:
    """Take in (or out) the regulation's text that was posted with a proposal; what was done. Raises as
    `lampirkan`."""
    if request.form.get("lepas"):
        lepaskan(u, versi=versi_terlihat())
        return "Naskah dilepaskan dari usulan."
    kiriman = request.files.get("berkas")
    if kiriman is None or not kiriman.filename:
        raise AturanDilanggar("Pilih berkas PDF naskah peraturannya.", field="berkas")
    batas = current_app.config["SUITE"].upload_mb
    lampirkan(current_actor(), u, kiriman.filename, kiriman.stream, versi=versi_terlihat(), batas_mb=batas)
    return "Naskah peraturan terlampir."


def susun_kejadian(alur: list[dict[str, Any]], u: BerNaskah, url: str) -> list[dict[str, Any]]:
    """The timeline (newest first) with the attachment in its place; `url` shows it."""
    if u.naskah is None:
        return alur
    isi = f"{u.naskah.nama}, {u.naskah.halaman} halaman, sidik {u.naskah.sidik[:12]}"
    lampiran = {
        "judul": "Naskah peraturan dilampirkan",
        "waktu": u.naskah.dibuat_pada,
        "isi": isi,
        "makna": "netral",
        "url": url,
    }
    return sorted([lampiran, *alur], key=lambda k: k["waktu"], reverse=True)
