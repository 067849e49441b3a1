"""`suite demo`: the demo city, loaded once, then served."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import click

from suite.cli.database import naik
from suite.cli.lingkungan import konfigurasi
from suite.core.config import Config


@click.command()
@click.option("--no-serve", is_flag=True, help="Load only.")
@click.option(
    "--people", type=click.IntRange(min=100), default=6000, show_default=True, help="Civil servants of the city."
)
@click.option("--letters", type=click.IntRange(min=1), help="Letters of the year: 20,000, at most ten a person.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, envvar="PORT")
def demo(no_serve: bool, people: int, letters: int | None, host: str, port: int) -> None:
    """Load the demo city into an empty database (once), print its accounts, and serve it.

    A second run keeps the data and starts at once. The data are marked as sample data on every page and letter.
    """
    os.environ.setdefault("SUITE_ENV", "demo")
    os.environ.setdefault("SUITE_BASE_URL", f"http://{host}:{port}")
    config = konfigurasi()
    if config.env == "production":
        raise click.ClickException("Data peragaan tidak dimuat ke lingkungan production. Kosongkan SUITE_ENV.")
    # The plan of a year spreads letters over posts that somebody holds: a small city has fewer hands than letters need.
    banyak = letters or min(20_000, 10 * people)
    if banyak > 10 * people:
        raise click.BadParameter(
            f"{people} pegawai menulis paling banyak {10 * people} surat setahun.", param_hint="--letters"
        )
    siapkan(config, people, banyak)
    _cetak_akun(f"http://{host}:{port}")
    if not no_serve:
        from suite.cli.server import layani

        alamat = f"http://{host}:{port}"
        sys.exit(
            layani(
                host,
                port,
                config.var,
                siap=lambda: click.echo(
                    f"\nBuka {alamat} dan masuk dengan salah satu akun di atas. Ctrl+C menghentikan."
                ),
            )
        )


def siapkan(config: Config, people: int, letters: int) -> None:
    """Migrate, and load when there is nothing yet; a load that was cut off begins anew (SQLite)."""
    from suite.app import create_app
    from suite.core import db
    from suite.demo.muat import Keadaan, keadaan, muat

    naik(config.database_url)
    app = create_app(config)
    isi = keadaan()
    if isi is Keadaan.TERPUTUS:
        _buang(config)
        naik(config.database_url)
        db.ikat(db.buat_engine(config.database_url))
    if isi is Keadaan.BERISI:
        click.echo("Data peragaan sudah ada dan dipakai lagi.")
        return
    click.echo(f"Memuat kota peragaan: {people} pegawai, {letters} surat.")
    mulai = time.monotonic()
    with Kemajuan() as kemajuan:
        hasil = muat(app, config, orang=people, surat=letters, lapor=kemajuan.lapor)
    db.engine().dispose()
    click.echo(
        f"Selesai dalam {time.monotonic() - mulai:.0f} detik: {hasil.orang} pegawai dalam {hasil.unit} unit, "
        f"{hasil.impor} surat diimpor, {hasil.layanan} surat ditandatangani, {hasil.peristiwa} peristiwa audit disegel."
    )


class Kemajuan:
    """One progress bar after the other, a step each."""

    def __init__(self) -> None:
        self._langkah = ""
        self._batang: object | None = None
        self._sudah = 0

    def __enter__(self) -> Kemajuan:
        return self

    def __exit__(self, *_: object) -> None:
        self._tutup()

    def lapor(self, langkah: str, n: int, dari: int) -> None:
        """`n` of `dari` steps of this kind are done; 0 of 0: it just began and nobody knows how long it takes."""
        if langkah != self._langkah:
            self._tutup()
            self._langkah, self._sudah = langkah, 0
            if not dari:
                click.echo(f"{langkah} ...")
        if dari and self._batang is None:
            self._batang = click.progressbar(length=dari, label=f"{langkah:<36}", file=sys.stderr)
            self._batang.__enter__()  # type: ignore[attr-defined]
        if self._batang is not None and n > self._sudah:
            self._batang.update(n - self._sudah)  # type: ignore[attr-defined]
            self._sudah = n

    def _tutup(self) -> None:
        if self._batang is not None:
            self._batang.__exit__(None, None, None)  # type: ignore[attr-defined]
            self._batang = None


def _buang(config: Config) -> None:
    """Remove the remains of a load that was cut off. Only a database file of ours, never a server's."""
    if not config.sqlite:
        raise click.ClickException(
            "Pemuatan sebelumnya terputus. Kosongkan basis data (suite db downgrade base), lalu jalankan lagi "
            "suite demo."
        )
    click.echo("Pemuatan sebelumnya terputus; dimulai lagi dari awal.")
    berkas = Path(config.database_url.removeprefix("sqlite:///"))
    for akhiran in ("", "-wal", "-shm"):
        berkas.with_name(berkas.name + akhiran).unlink(missing_ok=True)
    (config.var / "segel" / "audit.jsonl").unlink(missing_ok=True)


def _cetak_akun(alamat: str) -> None:
    from suite.demo.akun import SANDI, daftar_akun

    click.echo(f"\nAkun peragaan, kata sandi semuanya: {SANDI}\n")
    click.echo(f"{'Nama masuk':<12}  {'Nama':<36}  {'Peran':<46}  NIP")
    for a in daftar_akun():
        click.echo(f"{a.login:<12}  {a.nama:<36}  {a.peran:<46}  {a.nip}")
    click.echo(f"\nAlamat: {alamat}")
