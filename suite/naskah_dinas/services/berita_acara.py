"""The berita acara of a disposal on paper, with its list: what was done, on which approval, before whom."""

from __future__ import annotations

from typing import Any

from flask import current_app

from suite.core import kota
from suite.core.clock import now, today
from suite.core.documents.render import cetak
from suite.core.kalender import nama_hari, tanggal_surat, tanggal_terbilang
from suite.core.workflow import route
from suite.naskah_dinas.models_penyusutan import Penyusutan
from suite.naskah_dinas.rules import penyusutan as rules
from suite.naskah_dinas.services.naskah import kop_opd

KERJA = {
    rules.PEMINDAHAN: "memindahkan arsip inaktif ke pusat arsip inaktif (record center)",
    rules.PEMUSNAHAN: "memusnahkan arsip yang habis retensinya dan tidak bernilai guna",
    rules.PENYERAHAN: "menyerahkan arsip permanen kepada lembaga kearsipan daerah",
}
TANDA = {
    rules.PEMINDAHAN: ("Yang memindahkan", "Yang menerima"),
    rules.PEMUSNAHAN: ("Pelaksana pemusnahan", "Penyetuju"),
    rules.PENYERAHAN: ("Yang menyerahkan", "Yang menerima"),
}


def pdf(dok: Penyusutan) -> bytes:
    """The berita acara as PDF/A; before it is carried out with dots where number and day will stand."""
    return cetak("naskah_dinas/documents/berita_acara_penyusutan.typ", susun(dok))


def susun(dok: Penyusutan) -> dict[str, Any]:
    """The data of the template. The list names berkas, not letters: what a letter is called may be secret."""
    hari = dok.dilaksanakan_pada
    jadi = hari is not None
    judul = f"Berita Acara {rules.JENIS[dok.jenis]} Arsip"
    return {
        "kop": kop_opd(kota.profil(segar=jadi), dok.opd.nama, dok.opd.alamat, dok.opd.kontak),
        "mode": "terbit" if jadi else "konsep",
        "versi": max(dok.ronde, 1),
        "judul_dokumen": f"{judul} {dok.nomor}".strip(),
        "penerbit": dok.opd.nama,
        "judul": judul,
        "nomor": dok.nomor,
        "hari": nama_hari(hari) if hari else "",
        "tanggal": tanggal_surat(hari) if hari else "",
        "terbilang": tanggal_terbilang(hari) if hari else "",
        "tempat": dok.tempat,
        "kerja": KERJA[dok.jenis],
        "opd": dok.opd.nama,
        "jumlah": len(dok.baris),
        "dasar": _dasar(dok),
        "saksi": dok.saksi,
        "tanda": TANDA[dok.jenis],
        "baris": [
            [
                str(x.urut),
                x.berkas.klasifikasi,
                x.berkas.judul,
                str(x.berkas.tahun),
                _masa(x.berkas),
                _nasib(x.berkas.nasib),
            ]
            for x in dok.baris
        ],
        "keterangan_tanda_tangan": [f"Dicetak oleh suite dari dokumen penyusutan nomor urut {dok.id}."],
        **({"waktu": now().isoformat()} if jadi else {}),
        "contoh": current_app.config["SUITE"].peragaan,
    }


def _dasar(dok: Penyusutan) -> list[str]:
    hasil = [rules.SUMBER]
    langkah = [x for x in route.rute(dok) if x.selesai_pada]
    if langkah:
        hasil.append(
            "Pertimbangan tertulis panitia penilai arsip: "
            + "; ".join(f"{x.oleh_nama} ({x.oleh_sebutan})" for x in langkah)
        )
    if dok.anri_nomor and dok.anri_tanggal:
        hasil.append(f"Persetujuan Kepala ANRI nomor {dok.anri_nomor} tanggal {tanggal_surat(dok.anri_tanggal)}")
    if dok.penyetuju is not None and dok.status not in {"konsep", "dinilai", "anri", "diputuskan"}:
        hasil.append(f"Persetujuan {dok.penyetuju.nama}")
    return hasil


def _masa(b: Any) -> str:
    return tanggal_surat(b.keputusan_mulai) if b.keputusan_mulai else "-"


def _nasib(nasib: str) -> str:
    return {"musnah": "Musnah", "serah": "Permanen", "nilai": "Dinilai kembali"}.get(nasib, "-")


def nama_unduhan(dok: Penyusutan) -> str:
    return f"Berita acara {dok.nomor or f'konsep {dok.id} {today().isoformat()}'}".replace("/", "-") + ".pdf"
