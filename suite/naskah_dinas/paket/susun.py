"""Writing a package: letters go into the zip one file after the other; nothing of them is held in memory longer."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

VERSI = "1"
KOLOM = (
    "urut", "jenis", "nomor", "tanggal", "hal", "pihak", "kepada", "klasifikasi", "sifat", "keamanan", "agenda",
    "diterima_pada", "isi", "berkas",
)  # fmt: skip
"""Columns of metadata.csv. `isi`: ada, tanpa berkas, terbatas or dimusnahkan; `berkas`: paths, parted by blanks."""
EKOR = {
    "application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "text/plain": "txt", "message/rfc822": "eml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
SAAT = (1980, 1, 1, 0, 0, 0)
"""The same time on every entry: the same berkas makes the same bytes."""


@dataclass(frozen=True)
class Kepala:
    """What the package says of the berkas: fields as (name, value), in order."""

    folder: str
    berkas: tuple[tuple[str, str], ...]
    asal: str
    """Who made it: the city and its office."""
    dibuat: str
    """Day, ISO."""


class _Sidik(io.RawIOBase):
    """Writes on and hashes what passes."""

    def __init__(self, tujuan: IO[bytes]):
        self._tujuan, self.sidik, self.ukuran = tujuan, hashlib.sha256(), 0

    def writable(self) -> bool:
        return True

    def write(self, isi: Any) -> int:
        self.sidik.update(isi)
        self.ukuran += len(isi)
        return self._tujuan.write(isi)


class Paket:
    """A package being written. `tulis` and `aliran` take files; `tutup` writes the manifests."""

    def __init__(self, keluar: IO[bytes], folder: str):
        self._zip = zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._folder = folder
        self._manifes: list[tuple[str, str]] = []
        self._tag: list[tuple[str, str]] = []
        self.bita = 0

    @contextmanager
    def aliran(self, jalur: str, *, padat: bool = True) -> Iterator[_Sidik]:
        """A file of the package to write to. `padat` False: it is compressed already (PDF, pictures)."""
        info = zipfile.ZipInfo(f"{self._folder}/{jalur}", SAAT)
        info.compress_type = zipfile.ZIP_DEFLATED if padat else zipfile.ZIP_STORED
        info.external_attr = 0o644 << 16
        with self._zip.open(info, "w", force_zip64=True) as tujuan:
            satu = _Sidik(tujuan)
            yield satu
        (self._manifes if jalur.startswith("data/") else self._tag).append((jalur, satu.sidik.hexdigest()))
        self.bita += satu.ukuran

    def tulis(self, jalur: str, isi: bytes, *, padat: bool = True) -> None:
        with self.aliran(jalur, padat=padat) as f:
            f.write(isi)

    def tutup(self, kepala: Kepala) -> None:
        """Manifests and what BagIt asks for; nothing may be added afterwards."""
        oxum = f"{self.bita}.{len(self._manifes)}"
        self.tulis("manifest-sha256.txt", _baris(self._manifes))
        self.tulis("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        info = [
            ("Source-Organization", kepala.asal), ("Bagging-Date", kepala.dibuat), ("Payload-Oxum", oxum),
            ("Paket-Berkas-Versi", VERSI), *kepala.berkas,
        ]  # fmt: skip
        self.tulis("bag-info.txt", "".join(f"{k}: {' '.join(v.split())}\n" for k, v in info).encode())
        self.tulis("periksa.py", (Path(__file__).parent / "periksa.py").read_bytes())
        self.tulis("BACA-DAHULU.txt", _baca_dahulu(kepala).encode())
        tag = _baris(sorted(self._tag))
        self._zip.writestr(zipfile.ZipInfo(f"{self._folder}/tagmanifest-sha256.txt", SAAT), tag, zipfile.ZIP_DEFLATED)
        self._zip.close()


def susun(
    keluar: IO[bytes], kepala: Kepala, surat: Callable[[], Iterable[dict[str, Any]]], bita: Callable[[str], bytes],
    maju: Callable[[int], None],
) -> None:  # fmt: skip
    """Write the whole package. `surat` gives the letters anew each time it is called (see `baris_surat`): the fields of
    `KOLOM` and `file`, a list of {jalur, sidik, ukuran, mime, judul}; `bita` the bytes of a hash; `maju` hears how many
    letters are written."""
    paket = Paket(keluar, kepala.folder)
    for n, s in enumerate(surat(), 1):
        for f in s["file"]:
            paket.tulis(f["jalur"], bita(f["sidik"]), padat=not f["mime"].startswith(("application/pdf", "image/")))
        maju(n)
    with paket.aliran("data/metadata.csv") as tujuan:
        _csv(tujuan, surat())
    with paket.aliran("data/mets.xml") as tujuan:
        for potong in _mets(kepala, surat):
            tujuan.write(potong.encode())
    paket.tutup(kepala)


def jalur_file(urut: int, jenis: str, ke: int, mime: str) -> str:
    """'data/surat/00012-keluar/surat.pdf', '.../lampiran-02.xlsx': no name that a person typed is a path."""
    nama = "surat" if ke == 0 else f"lampiran-{ke:02}"
    return f"data/surat/{urut:05}-{jenis.removeprefix('surat_')}/{nama}.{EKOR.get(mime, 'bin')}"


def _csv(tujuan: _Sidik, surat: Iterable[dict[str, Any]]) -> None:
    teks = io.TextIOWrapper(tujuan, encoding="utf-8-sig", newline="", write_through=True)  # type: ignore[arg-type]
    tulis = csv.writer(teks)
    tulis.writerow(KOLOM)
    for s in surat:
        isi = s | {"berkas": " ".join(f["jalur"].removeprefix("data/") for f in s["file"])}
        tulis.writerow([_sel(isi.get(k)) for k in KOLOM])
    teks.flush()
    teks.detach()


def _sel(nilai: Any) -> str:
    """A cell; one that a spreadsheet would take for a formula begins with an apostrophe."""
    teks = "" if nilai is None else str(nilai)
    return f"'{teks}" if teks[:1] in ("=", "+", "-", "@", "\t") else teks


def _baris(semua: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{sidik}  {jalur}\n" for jalur, sidik in semua).encode()


# METS --------------------------------------------------------------------------------------------------------------


def _mets(kepala: Kepala, surat: Callable[[], Iterable[dict[str, Any]]]) -> Iterator[str]:
    """A METS document, piece by piece: what each letter is, its files with their hashes, and how they belong together."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<mets xmlns="http://www.loc.gov/METS/" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:b="urn:paket-berkas:1" '
        f'TYPE="berkas" LABEL={_atribut(dict(kepala.berkas).get("Berkas-Judul", ""))}>\n'
        f'<metsHdr CREATEDATE="{kepala.dibuat}T00:00:00"><agent ROLE="CREATOR" TYPE="ORGANIZATION"><name>'
        f"{escape(kepala.asal)}</name></agent></metsHdr>\n"
    )
    yield _dmd("berkas", [(k.removeprefix("Berkas-").lower(), v) for k, v in kepala.berkas])
    for s in surat():
        yield _dmd(
            f"s{s['urut']}", [(k, "" if s.get(k) is None else str(s[k])) for k in KOLOM if k not in ("urut", "berkas")]
        )
    yield '<fileSec><fileGrp USE="arsip">\n'
    for s in surat():
        for n, f in enumerate(s["file"]):
            yield (
                f'<file ID="f{s["urut"]}-{n}" MIMETYPE={_atribut(f["mime"])} SIZE="{f["ukuran"]}" CHECKSUMTYPE="SHA-256" '
                f'CHECKSUM="{f["sidik"]}"><FLocat LOCTYPE="URL" xlink:href={_atribut(f["jalur"])} '
                f"xlink:title={_atribut(f['judul'])}/></file>\n"
            )
    yield '</fileGrp></fileSec>\n<structMap TYPE="logical"><div TYPE="berkas" DMDID="berkas">\n'
    for s in surat():
        isi = "".join(f'<fptr FILEID="f{s["urut"]}-{n}"/>' for n in range(len(s["file"])))
        yield f'<div TYPE="{s["jenis"]}" ORDER="{s["urut"]}" DMDID="s{s["urut"]}">{isi}</div>\n'
    yield "</div></structMap>\n</mets>\n"


def _dmd(id_: str, isi: Iterable[tuple[str, str]]) -> str:
    unsur = "".join(f"<b:{k}>{escape(_xml(v))}</b:{k}>" for k, v in isi if v)
    return f'<dmdSec ID="{id_}"><mdWrap MDTYPE="OTHER" OTHERMDTYPE="PAKET-BERKAS"><xmlData>{unsur}</xmlData></mdWrap></dmdSec>\n'


def _atribut(nilai: str) -> str:
    return quoteattr(_xml(nilai))


def _xml(teks: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(c for c in teks if c in "\t\n" or (ord(c) >= 32 and ord(c) not in (0xFFFE, 0xFFFF)))


def _baca_dahulu(kepala: Kepala) -> str:
    isi = "\n".join(f"{k.removeprefix('Berkas-')}: {v}" for k, v in kepala.berkas)
    return f"""PAKET BERKAS ARSIP

{isi}
Dari: {kepala.asal}, {kepala.dibuat}

Isi paket
  data/metadata.csv        satu baris tiap surat (UTF-8); kolom "berkas" menyebut berkasnya
  data/mets.xml            keterangan yang sama sebagai METS, dengan sidik SHA-256 tiap berkas
  data/surat/              surat (PDF) dan lampirannya, satu folder tiap surat
  manifest-sha256.txt      sidik semua berkas di dalam data/ (BagIt, RFC 8493)
  tagmanifest-sha256.txt   sidik berkas pelengkap
  periksa.py               memeriksa paket ini tanpa aplikasi lain

Memeriksa keutuhannya
  python3 periksa.py

Tanda tangan elektronik tiap surat ada di dalam PDF-nya dan dapat diperiksa dengan pembaca PDF mana pun. Surat yang kolom
"isi"-nya "terbatas" atau "dimusnahkan" hanya disertakan keterangannya.
"""
