"""Jejak audit: every change of every document, for an auditor: who, as what, when, on which document, which columns.

The values themselves stay in the log; of private columns it holds keyed hashes only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Flask, url_for
from flask.typing import ResponseReturnValue

from suite.core import audit, policy
from suite.core.daftar import Daftar, Kolom, Konteks, daftarkan, tampilkan
from suite.core.http.menu import Butir
from suite.core.http.menu import daftarkan as daftarkan_menu
from suite.core.policy import izin
from suite.core.web import Kursor
from suite.core.web.format import tanggal_jam

bp = Blueprint("audit", __name__)
policy.daftarkan("audit.lihat", "membaca jejak audit", periksa=lambda a, o: "auditor" in a.kunci)


def pasang(app: Flask) -> None:
    """Mount the page and register its list and menu entry."""
    daftarkan(PERISTIWA)
    app.register_blueprint(bp)
    daftarkan_menu(
        Butir("Admin", "Jejak audit", "audit.daftar", "history", izin="audit.lihat", urut=80, awalan="audit.")
    )


@bp.get("/admin/audit")
@izin("audit.lihat")
def daftar() -> ResponseReturnValue:
    return tampilkan(PERISTIWA)


def _ambil(k: Konteks, kursor: Kursor | None, ukuran: int) -> Sequence[audit.AuditEvent]:
    return audit.peristiwa(kata=k.kata, rantai=k.nilai.get("rantai", ""), kursor=kursor, batas=ukuran + 1, urut=k.urut)


def _diubah(b: audit.AuditEvent, _k: Konteks) -> str:
    """The columns that changed, by name: 'status, versi'."""
    nama: dict[str, None] = {}
    for p in b.perubahan:
        isi = p.get("sesudah") or p.get("sebelum") or {}
        nama |= dict.fromkeys(str(n) for n in isi) if isinstance(isi, dict) else {}
    return ", ".join(nama)


def _dokumen(b: audit.AuditEvent, k: Konteks) -> dict[str, Any]:
    return {"teks": b.rantai, "url": url_for("audit.daftar", rantai=b.rantai), "sub": f"kejadian ke-{b.urut}"}


PERISTIWA = Daftar(
    "audit",
    "Jejak audit",
    benda="kejadian",
    meta="Siapa mengubah apa, sebagai apa, dan kapan. Isi dokumen tidak tampil di sini.",
    izin="audit.lihat",
    endpoint="audit.daftar",
    argumen=("rantai",),
    cari="Orang, jabatan, atau tindakan",
    ambil=_ambil,
    kunci=lambda b: (b.id,),
    kosong=lambda k: {"judul": "Tidak ada kejadian yang cocok", "uraian": "Ubah kata yang dicari.", "tersaring": True},
    kolom=(
        Kolom(
            "dokumen", "Dokumen", _dokumen, (("Dokumen", lambda b, k: b.rantai), ("Urut", lambda b, k: b.urut)),
            kartu="judul", wajib=True,
        ),
        Kolom("aksi", "Tindakan", lambda b, k: b.aksi),
        Kolom(
            "pelaku", "Oleh", lambda b, k: {"teks": b.pelaku, "sub": b.sebagai},
            (("Oleh", lambda b, k: b.pelaku), ("Sebagai", lambda b, k: b.sebagai)), lebar="isi",
        ),
        Kolom("diubah", "Yang berubah", _diubah, awal=False),
        Kolom("ip", "Alamat IP", lambda b, k: b.ip, awal=False),
        Kolom(
            "pada", "Pada", lambda b, k: {"waktu": b.pada, "teks": tanggal_jam(b.pada)}, lambda b, k: b.pada,
            lebar="tetap", urutan=lambda b: b.id,
        ),
    ),
)  # fmt: skip
