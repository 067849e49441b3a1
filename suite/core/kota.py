"""Who the city is: name, kind, place, zone, emblem and the letterhead's defaults, as its admin set them.

Every page and every letter needs them, and they change once in years: each process keeps them for some seconds instead
of asking at every request. `SUITE_KOTA` is what holds while nobody has set a name.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from suite.core import audit, clock, db, pengaturan
from suite.core.actor import Actor
from suite.core.errors import AturanDilanggar
from suite.core.files.store import gudang

JENIS = {"kota": "Kota", "kabupaten": "Kabupaten", "provinsi": "Provinsi"}
UMUR = 15.0
"""Seconds for which a process uses what it read: so long another process may still show the old name."""

BUTIR = {
    "kota.nama": "Nama daerah tanpa kata Kota atau Kabupaten",
    "kota.jenis": "Jenis daerah: kota, kabupaten, atau provinsi",
    "kota.tempat": "Tempat yang tertulis pada tanggal surat",
    "kota.zona": "Zona waktu kantor: WIB, WITA, atau WIT",
    "kota.lambang": "Lambang daerah (sidik berkas)",
    "kota.kop_alamat": "Alamat pada kop surat",
    "kota.kop_kodepos": "Kode pos pada kop surat",
    "kota.kop_telepon": "Telepon pada kop surat",
    "kota.kop_faks": "Faksimile pada kop surat",
    "kota.kop_laman": "Laman pada kop surat",
    "kota.kop_surel": "Pos-el pada kop surat",
}
for _kunci, _uraian in BUTIR.items():
    pengaturan.daftarkan(_kunci, _uraian, bawaan="")


@dataclass(frozen=True)
class Profil:
    """The city. `nama` is whole ("Kota Pontianak"), `pendek` without its kind, `kop` the lines under an office's name."""

    nama: str
    pendek: str
    jenis: str
    tempat: str
    zona: str
    lambang: str = ""
    """SHA-256 of the emblem (PNG) in the file store; empty: the one that is shipped."""
    kop_alamat: str = ""
    kop_kontak: str = ""
    diisi: bool = False
    """Somebody has set the name."""

    @property
    def lambang_svg(self) -> str:
        """The emblem for the printer, which takes SVG text; empty: the one that is shipped."""
        return bungkus_png(gudang().baca(self.lambang)) if self.lambang and gudang().ada(self.lambang) else ""


_bawaan = "Kota Pontianak"
_ingat: tuple[Engine, float, Profil] | None = None


def siapkan(nama: str) -> None:
    """Say what the city is called until its admin says so (called at start, from the configuration)."""
    global _bawaan, _ingat
    _bawaan, _ingat = nama, None


def terakhir() -> Profil:
    """The city as this process knew it last, without asking: for the page that says that nothing can be asked."""
    return _ingat[2] if _ingat else susun({})


def profil(*, segar: bool = False) -> Profil:
    """The city as it stands now; at most `UMUR` seconds old, or just read with `segar`. Sets the office's clock too.

    Outside a transaction (an error page after a rollback) what was known last.
    """
    global _ingat
    if not db.sedang_transaksi():
        return terakhir()
    mesin = db.engine()
    if not segar and _ingat is not None and _ingat[0] is mesin and time.monotonic() - _ingat[1] < UMUR:
        return _ingat[2]
    baru = susun(pengaturan.kelompok("kota."))
    _ingat = (mesin, time.monotonic(), baru)
    clock.set_zone(baru.zona)
    return baru


def susun(nilai: Mapping[str, Any]) -> Profil:
    """The profile that these settings make (full names of settings; missing ones are empty)."""

    def isi(kunci: str) -> str:
        return str(nilai.get(f"kota.{kunci}") or "")

    jenis_bawaan, pendek_bawaan = pisah(_bawaan)
    jenis, pendek = isi("jenis") or jenis_bawaan, isi("nama") or pendek_bawaan
    alamat = " ".join(x for x in (isi("kop_alamat"), isi("kop_kodepos")) if x)
    kontak = [("Telepon", "kop_telepon"), ("Faksimile", "kop_faks"), ("Laman", "kop_laman"), ("Pos-el", "kop_surel")]
    return Profil(
        nama=f"{JENIS.get(jenis, 'Kota')} {pendek}",
        pendek=pendek,
        jenis=jenis,
        tempat=isi("tempat") or pendek,
        zona=isi("zona") if isi("zona") in clock.ZONA else "WIB",
        lambang=isi("lambang"),
        kop_alamat=alamat,
        kop_kontak=", ".join(f"{label} {isi(kunci)}" for label, kunci in kontak if isi(kunci)),
        diisi=bool(isi("nama")),
    )


def pisah(nama: str) -> tuple[str, str]:
    """(kind, name without it): ('kabupaten', 'Sambas') of "Kabupaten Sambas"; a bare name is a kota's."""
    kata, _, sisa = nama.strip().partition(" ")
    for jenis, label in JENIS.items():
        if kata.lower() in {jenis, label.lower()} and sisa.strip():
            return jenis, sisa.strip()
    return "kota", nama.strip()


def simpan(actor: Actor, nilai: Mapping[str, str]) -> list[str]:
    """Set some of `BUTIR` (full names; empty returns to the default). Returns the names that changed.

    Raises `AturanDilanggar` with the field (the name without `kota.`) for a value that cannot be. Who may is the view's.
    """
    baru = {k: " ".join(str(v).split()) for k, v in nilai.items()}
    if "kota.nama" in baru:
        jenis, pendek = pisah(baru["kota.nama"])
        if not pendek:
            raise AturanDilanggar("Isi nama daerah, misalnya Pontianak.", field="nama")
        if pendek != baru["kota.nama"]:  # typed with its kind: what the kind says must not be said twice
            baru["kota.nama"] = pendek
            baru.setdefault("kota.jenis", jenis)
    if baru.get("kota.jenis") and baru["kota.jenis"] not in JENIS:
        raise AturanDilanggar("Pilih kota, kabupaten, atau provinsi.", field="jenis")
    if baru.get("kota.zona") and baru["kota.zona"] not in clock.ZONA:
        raise AturanDilanggar("Pilih WIB, WITA, atau WIT.", field="zona")
    for kunci, teks in baru.items():
        if len(teks) > 200:
            raise AturanDilanggar("Paling panjang 200 karakter.", field=kunci.removeprefix("kota."))
    berubah = pengaturan.simpan({k: v or None for k, v in baru.items()})
    if berubah:
        audit.catat("kota:1", "kota.atur", {"butir": berubah}, actor)
        db.setelah_selesai(lupakan)
    return berubah


def lupakan() -> None:
    """Read the settings anew at the next question of this process."""
    global _ingat
    _ingat = None


def bungkus_png(png: bytes) -> str:
    """A PNG as SVG text around it: the printer's letterhead takes its emblem as SVG."""
    lebar, tinggi = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    data = base64.b64encode(png).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{lebar}" height="{tinggi}" viewBox="0 0 {lebar} {tinggi}">'
        f'<image width="{lebar}" height="{tinggi}" href="data:image/png;base64,{data}"/></svg>'
    )
