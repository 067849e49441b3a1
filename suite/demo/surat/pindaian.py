"""The page that the registry scanned: letters from outside as a small PDF, marked as sample data."""

from __future__ import annotations

from suite.core.actor import Actor
from suite.core.documents.render import cetak
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.core.kalender import tanggal_surat
from suite.demo.organisasi import Rancangan
from suite.demo.surat.alur import MasukRencana


def pindai(r: Rancangan, actor: Actor, m: MasukRencana) -> StoredFile:
    """Print and keep the letter of the plan."""
    assert m.luar is not None and m.tanggal is not None
    t = m.luar
    kop = t.pengirim.split(" ", 1)[1] if t.pengirim.split(" ", 1)[0] in _JABATAN else t.pengirim
    kepada = r.jabatan[m.jabatan].nama
    pdf = cetak(
        "demo/documents/surat_luar.typ",
        {
            "kop": kop,
            "pengirim": t.pengirim,
            "nama": "Nama Contoh",
            "nomor": t.nomor,
            "hal": t.hal,
            "tempat_tanggal": f"Pontianak, {tanggal_surat(m.tanggal)}",
            "kepada": kepada,
            "isi": [
                f"Dengan hormat, sehubungan dengan {t.hal[:1].lower()}{t.hal[1:]}, bersama ini kami sampaikan kepada "
                f"{kepada} untuk mendapat perhatian dan tindak lanjut sesuai kewenangan.",
                "Bahan yang berkaitan kami sertakan bersama surat ini. Keterangan lebih lanjut dapat diperoleh "
                "pada jam "
                "kerja di kantor kami.",
                "Demikian kami sampaikan. Atas perhatian dan kerja sama Bapak/Ibu kami ucapkan terima kasih.",
            ],
        },
    )
    nama = "".join(c if c.isalnum() or c in " -." else "-" for c in f"Surat {t.nomor}")
    return files.simpan(pdf, nama=f"{nama}.pdf", actor=actor, halaman=1)


_JABATAN = {"Kepala", "Sekretaris", "Rektor", "Direktur", "Ketua", "Komandan"}
