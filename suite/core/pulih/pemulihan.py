"""Restore: a backup proven from end to end first, then put into an empty database and folder, then compared.

Nothing can be seen before all of it is there: SQLite is built as a file beside and renamed, PostgreSQL filled in one transaction,
files and keys gathered in a folder beside and renamed. The backup may come from the other store.
"""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect

from suite.core.config import Config
from suite.core.pulih import arsip, tabel
from suite.core.pulih.cadangan import IKUT
from suite.core.pulih.sandi import CadanganRusak

SEGEL = "segel"


class PemulihanDitolak(Exception):
    """The restore was not begun, or undone; the sentence says why and what to do (Indonesian, for the operator)."""


@dataclass(frozen=True)
class Skema:
    """What restoring needs of the migrations: a connection fit for it, "bring it to this revision", the known revisions."""

    buka: Callable[[str], AbstractContextManager[Connection]]
    naik: Callable[[str, str], None]
    dikenal: Callable[[str], bool]


@dataclass(frozen=True)
class HasilPemulihan:
    """What was restored; every count, sum and (from the same kind of store) hash was compared before it was shown."""

    revisi: str
    tabel: int
    baris: int
    dokumen: int
    hilang: list[str]
    toko_sama: bool


def pulihkan(config: Config, berkas: Path, kunci: bytes | None, skema: Skema) -> HasilPemulihan:
    """Restore `berkas` into the empty database and folder of `config`.

    Raises `CadanganRusak`, `KunciSalah` (nothing was touched), `PemulihanDitolak` (target not empty, backup newer than the
    program, copy not equal).
    """
    manifes = arsip.periksa(berkas, kunci)
    revisi = manifes["revisi"]
    if not skema.dikenal(revisi):
        raise PemulihanDitolak(
            f"Cadangan berada pada revisi {revisi}, yang tidak dikenal program ini. Pasang versi program yang baru."
        )
    pastikan_kosong(config, skema)
    config.var.mkdir(parents=True, exist_ok=True)
    _pastikan_muat(config, berkas, manifes)
    sementara = config.var / ".pemulihan"
    shutil.rmtree(sementara, ignore_errors=True)
    sementara.mkdir(mode=0o700)
    try:
        if config.sqlite:
            basis = _berkas_sqlite(config)
            sisi = basis.with_name(f".{basis.name}.pemulihan")
            _buang_sqlite(sisi)
            try:
                _isi(f"sqlite:///{sisi}", berkas, kunci, manifes, sementara, skema, vakum=True)
                _pasang_folder(config.var, sementara)
                _buang_sqlite(basis)
                os.replace(sisi, basis)
            finally:
                _buang_sqlite(sisi)
        else:
            _isi(config.database_url, berkas, kunci, manifes, sementara, skema)
            _pasang_folder(config.var, sementara)
    finally:
        shutil.rmtree(sementara, ignore_errors=True)
    return HasilPemulihan(
        revisi, len(manifes["tabel"]), sum(t["baris"] for t in manifes["tabel"]), manifes["berkas"]["jumlah"],
        manifes["berkas"]["hilang"], manifes["toko"] == ("sqlite" if config.sqlite else "postgresql"),
    )  # fmt: skip


def pastikan_kosong(config: Config, skema: Skema) -> None:
    """Raises `PemulihanDitolak` when the database holds rows, or the folder files or keys."""
    if not config.sqlite or _berkas_sqlite(config).exists():
        with skema.buka(config.database_url) as koneksi:
            berisi = [
                t
                for t in inspect(koneksi).get_table_names()
                if t not in tabel.BUKAN_DATA
                and not t.startswith("cari_fts")
                and koneksi.exec_driver_sql(f'SELECT 1 FROM "{t}" LIMIT 1').first()  # noqa: S608  (the catalogue's own name)
            ]
            koneksi.rollback()
        if berisi:
            raise PemulihanDitolak(
                f"Basis data tujuan tidak kosong (tabel {', '.join(berisi[:3])}). Pulihkan ke basis data kosong, atau pakai --replace."
            )
    for nama in ("files", "keys", "ca", SEGEL):
        if (config.var / nama).is_dir() and any((config.var / nama).iterdir()):
            raise PemulihanDitolak(
                f"Folder {config.var / nama} tidak kosong. Pulihkan ke SUITE_VAR yang kosong, atau pakai --replace."
            )


def _pastikan_muat(config: Config, berkas: Path, manifes: dict[str, Any]) -> None:
    """Room for the files, and for SQLite's rows (a third more than their text), before anything is written."""
    perlu = manifes["berkas"]["ukuran"] + (berkas.stat().st_size * 6 if config.sqlite else 0)
    if (sisa := shutil.disk_usage(config.var).free) < perlu:
        raise PemulihanDitolak(
            f"Ruang disk di {config.var} kurang: perlu sekitar {perlu >> 20} MB, tersisa {sisa >> 20} MB."
        )


def _isi(
    url: str,
    berkas: Path,
    kunci: bytes | None,
    manifes: dict[str, Any],
    sementara: Path,
    skema: Skema,
    *,
    vakum: bool = False,
) -> None:
    """Tables in one transaction, compared before it ends; files and keys into `sementara`."""
    skema.naik(url, manifes["revisi"])
    with skema.buka(url) as koneksi:
        try:
            pasangan = tabel.sesuaikan(manifes["tabel"], tabel.susunan(koneksi))
            pemasuk = tabel.Pemasuk(koneksi)
            if koneksi.dialect.name == "postgresql":
                for perintah in ("SET LOCAL TIME ZONE 'UTC'", "SET LOCAL datestyle TO 'ISO'"):
                    koneksi.exec_driver_sql(perintah)
            for t, _ in pasangan.values():
                pemasuk.kosongkan(t)
            pemasuk.mulai()
            with arsip.buka(berkas, kunci) as masuk:
                for nama, isi in arsip.Pembaca(masuk):
                    jenis, _, sisa = nama.partition("/")
                    if jenis == "data":
                        pemasuk.masukkan(*pasangan[sisa.partition("/")[0]], gzip.decompress(isi))
                    else:
                        _letakkan(sementara, nama, isi)
            pemasuk.selesai([(pasangan[t["nama"]][0], t["urutan"]) for t in manifes["tabel"]])
            bandingkan(koneksi, manifes)
        except ValueError as galat:
            koneksi.rollback()
            raise PemulihanDitolak(
                f"Isi cadangan tidak masuk ke basis data ini: {galat}. Tidak ada yang ditulis."
            ) from galat
        koneksi.commit()
        if koneksi.dialect.name == "sqlite":
            mentah = koneksi.connection.dbapi_connection
            assert mentah is not None
            mentah.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if vakum or koneksi.dialect.name == "postgresql":
            koneksi.exec_driver_sql("ANALYZE")
            koneksi.commit()


def bandingkan(koneksi: Connection, manifes: dict[str, Any]) -> None:
    """The database holds what the manifest says: counts, sums, and hashes when it is of the same kind.

    Raises `ValueError` for the first table that differs.
    """
    ada = {t.nama: t for t in tabel.susunan(koneksi)}
    for t in manifes["tabel"]:
        sama = ada[t["nama"]]
        baris, jumlah = tabel.hitung(koneksi, sama)
        if (baris, jumlah) != (t["baris"], t["jumlah"]):
            raise ValueError(f"{t['nama']}: {baris} rows instead of {t['baris']}, or other sums")
        if koneksi.dialect.name == manifes["toko"]:
            for _ in tabel.keluarkan(koneksi, sama):
                pass
            if sama.sidik != t["sidik"]:
                raise ValueError(f"{t['nama']}: the rows differ from those of the backup")


def _letakkan(sementara: Path, nama: str, isi: bytes) -> None:
    """A member as a file; names that would leave the folder are no backup of ours."""
    bagian = Path(nama).parts
    if ".." in bagian or bagian[0] not in {"files", "var", SEGEL} or (bagian[0] == "var" and bagian[1] not in IKUT):
        raise CadanganRusak(f"Cadangan memuat nama berkas yang asing: {nama}.")
    tujuan = sementara.joinpath(*(("isi", *bagian[1:]) if bagian[0] == "var" else ("isi", *bagian)))
    if bagian[0] == SEGEL:
        tujuan = sementara / "isi" / SEGEL / "audit.jsonl"
    tujuan.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(os.open(tujuan, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600), "ab") as f:
        f.write(isi)


def _pasang_folder(var: Path, sementara: Path) -> None:
    """Put folders and files in their place, on disk when this returns."""
    isi = sementara / "isi"
    if not isi.exists():
        return
    os.sync()
    for jalur in sorted(isi.iterdir()):
        tujuan = var / jalur.name
        if tujuan.is_dir():
            tujuan.rmdir()  # empty: proven before
        os.replace(jalur, tujuan)
    os.sync()


def _berkas_sqlite(config: Config) -> Path:
    return Path(config.database_url.removeprefix("sqlite:///"))


def _buang_sqlite(berkas: Path) -> None:
    for akhiran in ("", "-wal", "-shm"):
        berkas.with_name(berkas.name + akhiran).unlink(missing_ok=True)
