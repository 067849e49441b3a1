"""The slips with codes, cut from a sheet an office, and the same by mail."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

import segno

from suite.core import kota, mail
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


def kirim_surel(
    orang: Sequence[Calon],
    nama_login: Mapping[int, str],
    kode: Mapping[int, str],
    berlaku_sampai: datetime,
    base_url: str,
) -> None:
    """One letter a person into the outbox."""
    daerah = kota.profil().nama
    for o in orang:
        teks = (
            f"{o.nama},\n\nakun Anda pada sistem Pemerintah {daerah} siap diaktifkan.\n\n"
            f"Buka {base_url}{HALAMAN}, lalu isi:\n  nama akun: {nama_login[o.pegawai_id]}\n  kode: {kode[o.pegawai_id]}\n\n"
            f"Kode berlaku sampai {tanggal_pendek(berlaku_sampai)}, satu kali. Jangan diberikan kepada siapa pun.\n"
        )
        mail.kirim(o.surel, "Aktifkan akun Anda", teks, jenis="aktivasi", pegawai_id=o.pegawai_id)
