"""The file of a backup: a plain tar (readable by any tar in ten years), written in one go and checked to the last byte.

    data/<table>/000001.tsv.gz ...   rows as PostgreSQL's COPY text, in parts of some megabytes
    files/<ab>/<cd>/<sha256>         the content-addressed store; a name is its own proof
    var/keys/..., var/ca/..., var/segel/audit.jsonl
    MANIFEST.json                    revision, tables with counts, sums and hashes, SHA-256 of each member
    SIDIK                            SHA-256 of everything before it, and of the manifest

Nothing is larger in memory than one part or one stored file. The end (`SIDIK` to the last zero block) is a function of the
digest alone, headers carry checksums, padding must be zero: so every byte of the file is proven by something.
"""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from suite.core.pulih import sandi
from suite.core.pulih.sandi import CadanganRusak, KunciSalah

MANIFES, SIDIK = "MANIFEST.json", "SIDIK"
FORMAT = 1
BALOK = 512
TERBESAR = 1 << 30
"""No member is larger (a stored file has at most some tens of megabytes, a part of a table eight)."""


def _kepala(nama: str, ukuran: int, pada: int) -> bytes:
    if len(nama.encode()) > 99:
        raise ValueError(f"name too long for a backup: {nama}")
    info = tarfile.TarInfo(nama)
    info.size, info.mtime, info.mode = ukuran, pada, 0o600
    return info.tobuf(tarfile.GNU_FORMAT, "utf-8", "strict")


def _ekor(semua: str, manifes: str, pada: int) -> bytes:
    """The last bytes of the file, given the digest of those before."""
    isi = f"{semua}\n{manifes}\n".encode()
    return _kepala(SIDIK, len(isi), pada) + isi + bytes(-len(isi) % BALOK) + bytes(2 * BALOK)


class Penulis:
    """Writes members to a stream that is never sought in."""

    def __init__(self, keluar: IO[bytes], pada: int):
        self._keluar, self._pada = keluar, pada
        self._sidik = hashlib.sha256()
        self.anggota: dict[str, str] = {}

    def tambah(self, nama: str, isi: bytes, *, catat: bool = True) -> None:
        """A member whole; `catat` puts its SHA-256 into the manifest (not needed for what is named by it)."""
        self._tulis(_kepala(nama, len(isi), self._pada))
        self._tulis(isi)
        self._tulis(bytes(-len(isi) % BALOK))
        if catat:
            self.anggota[nama] = hashlib.sha256(isi).hexdigest()

    def tutup(self, manifes: dict[str, Any]) -> str:
        """Write manifest and end; returns the SHA-256 of all that stands before the end."""
        isi = json.dumps(manifes | {"anggota": self.anggota}, ensure_ascii=False, indent=1).encode()
        self.tambah(MANIFES, isi, catat=False)
        semua = self._sidik.hexdigest()
        self._keluar.write(_ekor(semua, hashlib.sha256(isi).hexdigest(), self._pada))
        return semua

    def _tulis(self, isi: bytes) -> None:
        self._sidik.update(isi)
        self._keluar.write(isi)


def tersandi(berkas: Path) -> bool:
    """Is it an encrypted backup?"""
    with open(berkas, "rb") as f:
        return f.read(len(sandi.MAGIS)) == sandi.MAGIS


def buka(berkas: Path, kunci: bytes | None) -> IO[bytes]:
    """The plain stream of a backup. Raises `KunciSalah` when it is encrypted and no key is given (or the reverse)."""
    with open(berkas, "rb") as f:
        awal = f.read(BALOK)
    masuk = open(berkas, "rb")  # noqa: SIM115  (handed to the caller)
    try:
        if awal.startswith(sandi.MAGIS):
            if kunci is None:
                raise KunciSalah("Cadangan ini tersandi: sebutkan berkas kuncinya dengan --key-file.")
            return io.BufferedReader(sandi.Pembuka(masuk, kunci), 1 << 16)  # type: ignore[arg-type]
        if kunci is not None:
            raise KunciSalah("Cadangan ini tidak tersandi, atau kepala berkasnya rusak (posisi 0).")
        return masuk
    except BaseException:
        masuk.close()
        raise


class Pembaca:
    """Goes through a backup once and proves it on the way; `manifes` is there after the last member.

    Raises `CadanganRusak` with the place. Whoever uses what it yields before the end must undo it when it raises.
    """

    def __init__(self, masuk: IO[bytes]):
        self._masuk = masuk
        self._sidik = hashlib.sha256()
        self._posisi = 0
        self._pada = 0
        self._terbaca: dict[str, tuple[str, int]] = {}
        self.manifes: dict[str, Any] = {}

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """(name, content) of every member but manifest and end."""
        sidik_manifes = ""
        while True:
            awal = self._posisi
            kepala = self._baca(BALOK, "kepala anggota")
            info = self._info(kepala, awal)
            if info.name == SIDIK:
                if not self.manifes:
                    raise CadanganRusak(f"Cadangan rusak: MANIFEST.json tidak ada (posisi {awal}).")
                self._akhir(kepala, awal, sidik_manifes)
                return
            if self.manifes:
                raise CadanganRusak(f"Cadangan rusak: ada anggota sesudah manifes (posisi {awal}).")
            isi = self._baca(info.size, info.name)
            isian = self._baca(-info.size % BALOK, info.name)
            if isian.strip(b"\0"):
                raise CadanganRusak(f"Cadangan rusak sesudah {info.name} (posisi {self._posisi - len(isian)}).")
            for potong in (kepala, isi, isian):
                self._sidik.update(potong)
            sidik = hashlib.sha256(isi).hexdigest()
            if info.name == MANIFES:
                sidik_manifes = sidik
                self.manifes = self._manifes(isi, awal)
                continue
            if info.name.startswith("files/"):
                if info.name.rpartition("/")[2] != sidik:
                    raise CadanganRusak(
                        f"Cadangan rusak: berkas {info.name} tidak cocok dengan sidiknya (posisi {awal})."
                    )
            else:
                self._terbaca[info.name] = (sidik, awal)
            yield info.name, isi

    def _info(self, kepala: bytes, awal: int) -> tarfile.TarInfo:
        try:
            info = tarfile.TarInfo.frombuf(kepala, "utf-8", "strict")
            if self._pada == 0:
                self._pada = int(info.mtime)
            # What we write has one shape; whatever else a tar header can say, we never said it.
            if info.size > TERBESAR or _kepala(info.name, info.size, self._pada) != kepala:
                raise ValueError("not our header")
        except (tarfile.HeaderError, ValueError, UnicodeError):
            raise CadanganRusak(f"Cadangan rusak pada kepala anggota (posisi {awal}).") from None
        return info

    def _manifes(self, isi: bytes, awal: int) -> dict[str, Any]:
        try:
            manifes = json.loads(isi)
            anggota: dict[str, str] = manifes["anggota"]
            versi = manifes["format"]
        except (ValueError, KeyError, TypeError):
            raise CadanganRusak(f"Cadangan rusak: MANIFEST.json tidak terbaca (posisi {awal}).") from None
        if versi != FORMAT:
            raise CadanganRusak(f"Cadangan ini berformat {versi}; program ini membaca format {FORMAT}.")
        for nama in sorted(set(anggota) | set(self._terbaca)):
            sidik, posisi = self._terbaca.get(nama, ("", awal))
            if anggota.get(nama) != sidik:
                apa = "tidak ada" if not sidik else "isinya tidak cocok dengan manifes"
                raise CadanganRusak(f"Cadangan rusak: {nama} {apa} (posisi {posisi}).")
        return manifes

    def _akhir(self, kepala: bytes, awal: int, sidik_manifes: str) -> None:
        harus = _ekor(self._sidik.hexdigest(), sidik_manifes, self._pada)
        ekor = kepala + self._baca(len(harus) - BALOK, SIDIK)
        if ekor != harus:
            beda = next(i for i, (a, b) in enumerate(zip(ekor, harus, strict=True)) if a != b)
            raise CadanganRusak(f"Cadangan rusak: sidik keseluruhan tidak cocok (posisi {awal + beda}).")
        if self._masuk.read(1):
            raise CadanganRusak(f"Cadangan rusak: ada data sesudah akhir (posisi {self._posisi}).")

    def _baca(self, n: int, apa: str) -> bytes:
        isi = self._masuk.read(n) if n else b""
        while len(isi) < n and (lagi := self._masuk.read(n - len(isi))):
            isi += lagi
        if len(isi) != n:
            raise CadanganRusak(f"Cadangan terpotong pada {apa} (posisi {self._posisi + len(isi)}).")
        self._posisi += n
        return isi


def periksa(berkas: Path, kunci: bytes | None) -> dict[str, Any]:
    """Prove a backup from the first byte to the last; returns its manifest. Raises `CadanganRusak` or `KunciSalah`."""
    with buka(berkas, kunci) as masuk:
        pembaca = Pembaca(masuk)
        for _ in pembaca:
            pass
    return pembaca.manifes
