"""The form of a reply, begun from the letter that it answers: nobody types again what that letter says."""

from __future__ import annotations

from html import escape
from typing import Any

from werkzeug.datastructures import MultiDict

from suite.core.kalender import tanggal_surat
from suite.naskah_dinas.models import SuratMasuk
from suite.naskah_dinas.queries.pilihan import sebut_klasifikasi
from suite.naskah_dinas.rules.akses import KELAS
from suite.naskah_dinas.rules.jenis import JenisNaskah


def data_balasan(m: SuratMasuk, jenis: JenisNaskah) -> MultiDict[str, Any]:
    """Fields of a reply to `m`: to its sender, about its subject, under its code, at least as closed as it is."""
    kalimat = (
        f"Menjawab surat Saudara nomor {m.nomor} tanggal {tanggal_surat(m.tanggal)} hal {m.hal}, "
        "dengan ini kami sampaikan hal-hal sebagai berikut."
    )
    isi = MultiDict(
        {
            "menjawab_id": str(m.id),
            "kepada": _pengirim(m),
            "hal": f"Jawaban atas {m.hal}"[:400],
            "keamanan": min(m.keamanan, jenis.keamanan, key=KELAS.index),
        }
    )
    if m.klasifikasi and not any(p.ket.startswith("tidak ada") for p in sebut_klasifikasi(m.klasifikasi)):
        isi["klasifikasi"] = m.klasifikasi
    if m.sifat in jenis.sifat:
        isi["sifat"] = m.sifat
    if jenis.berisi:
        isi["isi"] = f"<p>{escape(kalimat)}</p>"
    return isi


def _pengirim(m: SuratMasuk) -> str:
    """The post that signed a letter of ours, else the sender by name."""
    asal = m.surat_keluar
    return f"j:{asal.penanda_jabatan_id}" if asal is not None and asal.penanda_jabatan_id else f"t:{m.pengirim}"
