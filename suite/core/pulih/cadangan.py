"""Backup: database, files and keys of one instant in one file, while people work.

Order is what makes it whole: first the database's snapshot is fixed, then every file that it names is read. A stored file is
written before the row that names it and nothing ever deletes one, so all of them are there; keys are read last and
are those with which anything in the snapshot was made. The seals written outside the database are cut at the snapshot.
"""

from __future__ import annotations

import gzip
import json
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, func, select

from suite.core import db
from suite.core.audit.models import AuditSeal
from suite.core.audit.seal import baris_segel, berkas_segel
from suite.core.clock import local, now
from suite.core.config import Config
from suite.core.files.models import StoredFile
from suite.core.files.store import BerkasRusak, gudang
from suite.core.pulih import arsip, sandi, tabel

IKUT = ("keys", "ca", "secret_key")
"""What of SUITE_VAR is needed besides database, files and seals: keys, the development CA, the cookies' secret."""
CATATAN = "cadangan.json"
AKHIRAN = ".cadangan"


@dataclass(frozen=True)
class HasilCadangan:
    """What a backup holds; `hilang` are stored files that are missing or damaged on the disk (SHA-256)."""

    berkas: str
    pada: str
    ukuran: int
    detik: float
    tabel: int
    baris: int
    dokumen: int
    tersandi: bool
    hilang: list[str]

    @property
    def utuh(self) -> bool:
        return not self.hilang


def cadangkan(config: Config, tujuan: Path, kunci: bytes | None = None) -> HasilCadangan:
    """Write a backup to `tujuan` (readable by its owner only), prove it, and note it for the status page.

    The file appears under its name only when it is whole and was read back. Raises `FileExistsError`, `OSError` for a full
    disk, `CadanganRusak` when what was read back is not what was written.
    """
    if tujuan.exists():
        raise FileExistsError(tujuan)
    mulai, pada = time.monotonic(), now()
    sementara = tujuan.with_name(f".{tujuan.name}.{secrets.token_hex(4)}")
    try:
        fd = os.open(sementara, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(fd, "wb") as f:
            keluar: Any = sandi.Penyandi(f, kunci) if kunci is not None else f
            with tabel.potret() as koneksi:
                manifes = _tulis(config, keluar, koneksi, pada)
            if keluar is not f:
                keluar.close()
            f.flush()
            os.fsync(f.fileno())
        arsip.periksa(sementara, kunci)
        os.link(sementara, tujuan)  # never over a file that came meanwhile
        _sinkron(tujuan.parent)
    finally:
        sementara.unlink(missing_ok=True)
    hasil = HasilCadangan(
        berkas=str(tujuan.resolve()), pada=pada.isoformat(), ukuran=tujuan.stat().st_size,
        detik=round(time.monotonic() - mulai, 2), tabel=len(manifes["tabel"]), baris=sum(t["baris"] for t in manifes["tabel"]),
        dokumen=manifes["berkas"]["jumlah"], tersandi=kunci is not None, hilang=manifes["berkas"]["hilang"],
    )  # fmt: skip
    if hasil.utuh:
        _catat(config.var, hasil)
    return hasil


def _tulis(config: Config, keluar: IO[bytes], koneksi: Connection, pada: datetime) -> dict[str, Any]:
    penulis = arsip.Penulis(keluar, int(pada.timestamp()))
    revisi = koneksi.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    semua = tabel.susunan(koneksi)
    for t in semua:
        for i, bagian in enumerate(tabel.keluarkan(koneksi, t), 1):
            penulis.tambah(f"data/{t.nama}/{i:06}.tsv.gz", gzip.compress(bagian, 1, mtime=0))
    jumlah, ukuran, hilang = 0, 0, []
    for sidik in _sidik_berkas():
        try:
            isi = gudang().baca(sidik)
        except (FileNotFoundError, BerkasRusak):
            hilang.append(sidik)
            continue
        penulis.tambah(f"files/{sidik[:2]}/{sidik[2:4]}/{sidik}", isi, catat=False)
        jumlah, ukuran = jumlah + 1, ukuran + len(isi)
    terakhir = db.session.scalar(select(func.max(AuditSeal.id))) or 0
    for i, bagian in enumerate(_segel(config.var, terakhir), 1):
        penulis.tambah(f"segel/{i:06}.jsonl", bagian)
    for berkas in _ikut(config.var):
        penulis.tambah(f"var/{berkas.relative_to(config.var)}", berkas.read_bytes())
    manifes = {
        "format": arsip.FORMAT,
        "dibuat": pada.astimezone(UTC).isoformat(timespec="seconds"),
        "program": version("suite-pemda"),
        "revisi": revisi,
        "toko": koneksi.dialect.name,
        "kota": config.kota,
        "tabel": [t.manifes() for t in semua],
        "berkas": {"jumlah": jumlah, "ukuran": ukuran, "hilang": hilang},
        "segel_terakhir": terakhir,
    }
    penulis.tutup(manifes)
    return manifes


def _sidik_berkas() -> Iterator[str]:
    q = select(StoredFile.sidik).where(StoredFile.dimusnahkan_pada.is_(None)).distinct().order_by(StoredFile.sidik)
    yield from db.session.scalars(q.execution_options(yield_per=5000))


def _segel(var: Path, terakhir: int) -> Iterator[bytes]:
    """The lines of the seal file up to the snapshot's last seal, in parts; one that a power cut kept from the file, or that
    another process is writing this moment, is taken from the database, as sealing itself would."""
    ada, sisa = 0, bytearray()
    berkas = berkas_segel(var)
    if berkas.exists():
        with open(berkas, "rb") as f:
            for baris in f:
                if not baris.endswith(b"\n") or (nomor := json.loads(baris)["segel"]) > terakhir:
                    break
                ada = nomor
                sisa += baris
                if len(sisa) >= tabel.BAGIAN:
                    yield bytes(sisa)
                    sisa.clear()
    for baris in baris_segel(ada, terakhir):
        sisa += baris
    if sisa:
        yield bytes(sisa)


def _ikut(var: Path) -> list[Path]:
    hasil = []
    for nama in IKUT:
        jalur = var / nama
        if jalur.is_file():
            hasil.append(jalur)
        elif jalur.is_dir():
            hasil += sorted(p for p in jalur.rglob("*") if p.is_file() and not p.name.startswith("."))
    return hasil


def _sinkron(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


# The last good one -------------------------------------------------------------------------------------------------


def _catat(var: Path, hasil: HasilCadangan) -> None:
    sementara = var / f".{CATATAN}.{secrets.token_hex(4)}"
    sementara.write_text(json.dumps(asdict(hasil)), encoding="utf-8")
    os.replace(sementara, var / CATATAN)


def terakhir(var: Path) -> HasilCadangan | None:
    """The last backup that was whole, as this installation noted it; None when there was none."""
    try:
        return HasilCadangan(**json.loads((var / CATATAN).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def nama_baru() -> str:
    """A name that sorts by time (office time)."""
    return f"suite-{local(now()):%Y%m%d-%H%M%S}{AKHIRAN}"


def sisakan(folder: Path, n: int) -> list[Path]:
    """Rotation: delete all but the newest `n` of our backups in the folder (by name, so by time); returns what went."""
    semua = sorted(folder.glob(f"suite-[0-9]*{AKHIRAN}"))
    buang = semua[:-n] if n > 0 else []
    for berkas in buang:
        berkas.unlink()
    return buang
