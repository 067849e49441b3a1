"""The list of proposals to change a code list (see core/daftar)."""

from __future__ import annotations

from typing import Any

from flask import url_for

from suite.core import workflow
from suite.core.daftar import Daftar, Kolom, Konteks, Saring, daftarkan
from suite.core.daftar_kode import queries
from suite.core.daftar_kode.models import UsulanDaftar
from suite.core.daftar_kode.workflow import judul
from suite.core.web.format import tanggal_pendek


def pasang() -> None:
    """Register the list."""
    daftarkan(USULAN)


def _status() -> dict[str, str]:
    return {s.nama: s.label for s in workflow.ambil("usulan_daftar").states}


def _lencana(u: UsulanDaftar, _k: Konteks) -> dict[str, Any]:
    s = workflow.ambil("usulan_daftar", u.alur_versi).state(u.status)
    return {"lencana": (s.makna, s.label, None)}


USULAN = Daftar(
    "usulan_daftar",
    "Usulan daftar kode",
    benda="usulan",
    izin="usulan_daftar.daftar",
    endpoint="usulan_daftar.daftar",
    bantuan="daftar-kode",
    cari="Regulasi atau sumber",
    saring=(Saring("status", "Keadaan", pilihan=_status),),
    ambil=lambda k, kursor, ukuran: queries.usulan_halaman(
        kursor, ukuran, kata=k.kata, status=k.nilai["status"], urut=k.urut
    ),
    kunci=lambda u: (u.id,),
    kosong=lambda k: {
        "judul": "Tidak ada usulan yang cocok" if k.tersaring else "Belum ada usulan",
        "uraian": "Ubah kata atau penyaringnya."
        if k.tersaring
        else "Usulan dibuat admin regulasi dari halaman Daftar kode.",
        "tersaring": k.tersaring,
        "aksi": {"label": "Buka daftar kode", "url": url_for("daftar_kode.daftar")},
    },
    kolom=(
        Kolom(
            "judul", "Usulan",
            lambda u, k: {"teks": judul(u), "url": url_for("usulan_daftar.lihat", id=u.id), "sub": u.regulasi},
            (("Usulan", lambda u, k: judul(u)), ("Regulasi", lambda u, k: u.regulasi), ("Sumber", lambda u, k: u.sumber)),
            kartu="judul", lebar="isi", wajib=True,
        ),
        Kolom("mulai", "Mulai berlaku", lambda u, k: tanggal_pendek(u.mulai), lambda u, k: u.mulai, awal=False),
        Kolom("status", "Keadaan", _lencana, lambda u, k: _lencana(u, k)["lencana"][1], kartu="status"),
        Kolom(
            "dibuat", "Dibuat", lambda u, k: {"waktu": u.dibuat_pada, "teks": tanggal_pendek(u.dibuat_pada)},
            lambda u, k: u.dibuat_pada, rata="kanan", urutan=lambda u: u.id,
        ),
    ),
)  # fmt: skip
