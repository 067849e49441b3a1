"""The slips with codes, cut from a sheet an office, and the same by mail."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

import segno

from suite.core import kota
from suite.core.documents.render import cetak
from suite.core.identity.aktivasi.queries import Calon
from suite.core.kalender import tanggal_pendek
from suite.core.nip import format_nip

HALAMAN = "/aktivasi"


def lembar(
    judul: str,
    orang: Sequence[Calon],
    nama_login: Mapping[int, str],
    kode: Mapping[int, str],
    berlaku_sampai: datetime,
    base_url: str,
) -> bytes:
    """The PDF of one office: a slip a person, sorted by unit and name."""
    alamat = base_url + HALAMAN
    qr = io.BytesIO()
    segno.make(alamat, error="m", micro=False).save(qr, kind="svg", border=1, xmldecl=False, svgns=True, omitsize=True)
    data = {
        "judul": f"Kode aktivasi {judul}",
        "kota": f"Pemerintah {kota.profil().nama}",
        "unit": judul,
        "alamat": alamat,
        "qr": qr.getvalue().decode(),
        "sampai": tanggal_pendek(berlaku_sampai),
        "slip": [
            {
                "unit": o.unit or judul,
                "nama": o.nama,
                "jabatan": o.jabatan,
                "nip": format_nip(o.nip),
                "login": nama_login[o.pegawai_id],
                "kode": kode[o.pegawai_id],
            }
            for o in orang
        ],
    }
    return cetak("core/identity/aktivasi/slip.typ", data)
