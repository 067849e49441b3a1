"""What the admin sets about the city, and the letterhead as it will print."""

from __future__ import annotations

import io
from typing import IO

from suite.core import audit, kota, mail, pengaturan, policy
from suite.core.actor import Actor
from suite.core.clock import today
from suite.core.db import session
from suite.core.documents import isi as dokumen_isi
from suite.core.errors import AturanDilanggar, MasukanSalah
from suite.core.files import child, sniff
from suite.core.files.services import baca_terbatas
from suite.core.files.store import gudang
from suite.core.kalender import tanggal_surat
from suite.naskah_dinas.documents import cetak_naskah
from suite.naskah_dinas.services.naskah import kop_opd

IZIN = "kota.atur"
BATAS_LAMBANG_MB = 2

policy.daftarkan(IZIN, "mengatur nama, lambang, kop, dan surel daerah", periksa=lambda a, o: "admin@*" in a.peran)


def simpan_lambang(actor: Actor, aliran: IO[bytes]) -> None:
    """Take an emblem in: a PNG, or an SVG that is drawn as PNG in a limited child process. Raises `AturanDilanggar`."""
    isi = baca_terbatas(aliran, BATAS_LAMBANG_MB)
    svg = isi.lstrip(b"\xef\xbb\xbf \r\n\t")[:5].lower() in {b"<?xml", b"<svg ", b"<svg>", b"<!-- "}
    if sniff.jenis(isi) != sniff.PNG and not svg:
        raise AturanDilanggar("Berkas ini bukan PNG atau SVG. Simpan lambang sebagai PNG.", field="berkas")
    png = child.jalankan("rapikan_lambang", isi, "svg" if svg else "png")
    kota.simpan(actor, {"kota.lambang": gudang().simpan(png)})


def hapus_lambang(actor: Actor) -> None:
    """Back to the neutral shield that is shipped."""
    kota.simpan(actor, {"kota.lambang": ""})


def contoh_kop() -> bytes:
    """A letter without content as PDF: the letterhead is the one that every office's letters get."""
    daerah = kota.profil(segar=True)
    return cetak_naskah(
        "surat_dinas",
        {
            "kop": kop_opd(daerah, "Dinas Contoh"),
            "mode": "konsep",
            "hal": "Contoh kop surat",
            "isi": dokumen_isi.pohon("<p>Beginilah kop dan tempat surat tercetak.</p>"),
            "penanda": {
                "baris": ["Kepala Dinas Contoh,"], "nama": "Nama Pejabat", "nama_bergelar": "Nama Pejabat", "pangkat": "",
                "nip": "", "tampil": {"gelar": False, "pangkat": False, "nip": False},
            },
            "tempat": daerah.tempat,
            "nomor": "",
            "tanggal": tanggal_surat(today()),
            "sifat": "Biasa",
            "lampiran": "-",
            "tujuan": ["Kepala Badan Contoh"],
        },
    )  # fmt: skip


def simpan_surel(actor: Actor, isian: dict[str, str]) -> mail.Setelan:
    """Keep the mail server. An empty password field keeps the one that is stored. Raises `MasukanSalah` by field."""
    setelan = susun_surel(isian)
    if setelan.aktif or setelan.host:
        setelan.periksa()
    berubah = pengaturan.simpan(
        {
            "mail.aktif": setelan.aktif,
            "mail.host": setelan.host,
            "mail.port": setelan.port,
            "mail.keamanan": setelan.keamanan,
            "mail.pengguna": setelan.pengguna,
            "mail.sandi": setelan.sandi,
            "mail.dari": setelan.dari,
        }
    )
    if berubah:
        audit.catat("kota:1", "kota.surel", {"butir": berubah}, actor)
    session.flush()
    return setelan


def susun_surel(isian: dict[str, str]) -> mail.Setelan:
    """The settings that a form says, with the stored password where none was typed."""
    nilai = dict(isian)
    if not nilai.get("sandi") and nilai.get("pengguna"):
        nilai["sandi"] = mail.Setelan.tersimpan().sandi
    if nilai.get("aktif") and not nilai.get("host"):
        raise MasukanSalah("Isi alamat peladen surel, atau matikan pengiriman.", field="host")
    return mail.Setelan.dari_isian(nilai)


def gambar_lambang() -> io.BytesIO | None:
    """The emblem that was set, None while there is none."""
    sidik = kota.profil(segar=True).lambang
    return io.BytesIO(gudang().baca(sidik)) if sidik and gudang().ada(sidik) else None
