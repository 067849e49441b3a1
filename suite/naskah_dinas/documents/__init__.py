"""Letters on paper: the data contract of the typst templates, and the one function that prints them.

Layout: Permendagri 1/2023 and the layout ministries copy from ANRI's general guide (see docs of the templates). The
templates decide nothing: who signs, with which lines, titles and number is decided by `rules` and handed in.
"""

from __future__ import annotations

import io
from typing import Any, Literal, NotRequired, TypedDict

import segno

from suite.core.documents.isi import Blok
from suite.core.documents.render import cetak

Jenis = Literal["surat_dinas", "nota_dinas", "surat_perintah", "susunan"]


class Kop(TypedDict):
    """The letterhead. `opd`: city emblem left, `pemda` over `nama` (sizes 3 : 4), `alamat` lines; `kepala_daerah`: state
    emblem centred over `nama` ("WALI KOTA PONTIANAK") and, when given, `wilayah`. An own emblem comes as SVG text."""

    jenis: Literal["opd", "kepala_daerah", "tanpa"]
    nama: str
    pemda: NotRequired[str]
    alamat: NotRequired[list[str]]
    wilayah: NotRequired[str]
    lambang_svg: NotRequired[str]


class Tampil(TypedDict):
    """Which parts stand under the name (Permendagri 1/2023 Pasal 44); the rule decides."""

    gelar: bool
    pangkat: bool
    nip: bool


class PenandaTangan(TypedDict):
    """The signer block. `baris` are printed as given: capitals and the comma after the last line are the rule's.

    A line that begins with a.n., u.b., Plt., Plh. or Pj. hangs behind it. `pangkat` is the whole line
    ("Pembina Tingkat I (IV/b)"), `nip` is spaced as printed.
    """

    baris: list[str]
    nama: str
    nama_bergelar: str
    pangkat: str
    nip: str
    tampil: Tampil


class OrangDiperintah(TypedDict):
    """A person of "Kepada" in a surat perintah."""

    nama: str
    jabatan: str
    nip: NotRequired[str]
    pangkat: NotRequired[str]


class Naskah(TypedDict):
    """Everything a letter prints. Texts are final Indonesian; empty `nomor` and `tanggal` print dots.

    `mode` konsep prints "KONSEP, versi n" in the footer; terbit prints the QR box and `keterangan_tanda_tangan`, the
    footer lines of the `Signer` in use. `waktu` (ISO 8601 with zone) is the creation date inside the file. `isi` is a
    tree of `suite.core.documents.isi.pohon`. `contoh` prints "DATA CONTOH" in the footer (demo data).
    """

    kop: Kop
    mode: Literal["konsep", "terbit"]
    hal: str
    isi: list[Blok]
    penanda: PenandaTangan
    tempat: str  # of the date: "Pontianak"
    nomor: str
    tanggal: str  # "24 November 2026"
    versi: NotRequired[int]
    waktu: NotRequired[str]
    sifat: NotRequired[str]
    lampiran: NotRequired[str]  # "-", "1 (satu) berkas"
    lampiran_tercetak: NotRequired[list[dict[str, Any]]]  # {judul, isi}, each on pages of its own after the letter
    naskah_lampiran: NotRequired[str]  # what they are attached to: "KEPUTUSAN WALI KOTA PONTIANAK"
    lampiran_tentang: NotRequired[bool]  # named by TENTANG and subject, else by HAL
    lampiran_ditandatangani: NotRequired[bool]
    tujuan: NotRequired[list[str]]
    daftar_tujuan: NotRequired[list[str]]  # on a page of their own after the letter
    tujuan_di: NotRequired[str]  # place of the addressees, printed as "di" over the place
    tembusan: NotRequired[list[str]]
    dari: NotRequired[str]  # nota dinas
    # surat perintah and surat tugas
    judul: NotRequired[str]
    amar: NotRequired[str]  # MEMERINTAHKAN (default) or MENUGASKAN
    menimbang: NotRequired[list[str]]
    dasar: NotRequired[list[str]]
    kepada: NotRequired[list[OrangDiperintah]]
    untuk: NotRequired[list[str]]
    # kinds that are data: their parts in order (services/susunan.py), and the name of the kind
    susunan: NotRequired[list[dict[str, Any]]]
    jenis: NotRequired[str]
    # signed
    verifikasi: NotRequired[str]  # public address of the verification page; also in the QR
    keterangan_tanda_tangan: NotRequired[list[str]]
    tanda_pengembangan: NotRequired[bool]
    contoh: NotRequired[bool]
    # page
    kertas: NotRequired[Literal["A4", "F4"]]
    huruf: NotRequired[Literal["Arial", "Bookman"]]
    ukuran: NotRequired[int]  # points, Arial 11 (default) or 12


JUDUL = {"surat_dinas": "Surat Dinas", "nota_dinas": "Nota Dinas", "surat_perintah": "Surat Perintah"}


def cetak_naskah(jenis: Jenis, naskah: Naskah) -> bytes:
    """The letter as PDF/A-2b. Equal data give equal bytes.

    Raises `AturanDilanggar` for characters that the official fonts lack; `GagalMencetak` when a template fails.
    """
    data: dict[str, Any] = dict(naskah)
    data["judul_dokumen"] = " ".join(
        x for x in (naskah.get("jenis") or JUDUL[jenis], naskah["nomor"], "-", naskah["hal"]) if x
    )
    data["penerbit"] = naskah["kop"]["nama"] or naskah["penanda"]["nama"]
    if naskah["mode"] == "terbit":
        data["qr"] = qr_svg(naskah.get("verifikasi", ""))
    return cetak(f"naskah_dinas/documents/{jenis}.typ", data)


def qr_svg(alamat: str) -> str:
    """The QR code of an address as SVG text (error correction M, no margin: the box around it gives the quiet zone)."""
    keluar = io.BytesIO()
    segno.make(alamat, error="m", micro=False, boost_error=False).save(
        keluar, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True, dark="#000"
    )
    return keluar.getvalue().decode()
