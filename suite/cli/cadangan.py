"""`suite backup FILE`, `suite restore FILE`."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

import click
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from suite.cli import database
from suite.cli.lingkungan import konfigurasi
from suite.core import db
from suite.core.clock import local, now
from suite.core.config import Config
from suite.core.pulih import arsip, cadangan, denyut, pemulihan, sandi

KUNCI = click.option(
    "--key-file", type=click.Path(path_type=Path), help="Encrypt with (or open by) the secret in this file."
)


def _kunci(berkas: Path | None) -> bytes | None:
    try:
        return None if berkas is None else sandi.baca_kunci(berkas)
    except sandi.KunciSalah as galat:
        raise click.ClickException(str(galat)) from None


@click.command()
@click.argument("tujuan", metavar="FILE", type=click.Path(path_type=Path))
@KUNCI
@click.option("--keep", type=click.IntRange(min=1), help="FILE is a folder: keep the newest N backups in it.")
@click.option("--check", "periksa", is_flag=True, help="Make nothing: prove the backup FILE from end to end.")
def backup(tujuan: Path, key_file: Path | None, keep: int | None, periksa: bool) -> None:
    """Save database, files and keys as one file while the suite is in use; read it back; note it for the status page.

    When FILE is a folder, the backup gets a name by its time. Exit 1 when stored files were missing or damaged.
    """
    kunci = _kunci(key_file)
    if periksa:
        _periksa(tujuan, kunci)
        return
    if keep is not None and not tujuan.is_dir():
        raise click.ClickException("--keep menyisakan cadangan dalam sebuah folder: sebutkan folder yang sudah ada.")
    config = konfigurasi()
    from suite.app import siapkan_dasar

    siapkan_dasar(config)
    folder = tujuan.is_dir()
    berkas = tujuan / cadangan.nama_baru() if folder else tujuan
    if kunci is None:
        click.echo("Perhatian: cadangan ini tidak disandi dan memuat kunci-kunci suite. Pakai --key-file.", err=True)
    try:
        hasil = cadangan.cadangkan(config, berkas, kunci)
    except FileExistsError:
        raise click.ClickException(f"{berkas} sudah ada; cadangan tidak pernah menimpa berkas.") from None
    except (OSError, RuntimeError, sandi.CadanganRusak) as galat:
        raise click.ClickException(f"Cadangan gagal dan tidak disimpan: {galat}") from None
    click.echo(
        f"{berkas}: {hasil.baris} baris dari {hasil.tabel} tabel, {hasil.dokumen} berkas, {_mb(hasil.ukuran)}, {hasil.detik:.1f} detik"
        + (", tersandi" if hasil.tersandi else "")
    )
    for sidik in hasil.hilang[:20]:
        click.echo(f"Berkas tersimpan hilang atau rusak: {sidik}", err=True)
    if not hasil.utuh:
        raise click.ClickException(
            f"{len(hasil.hilang)} berkas hilang atau rusak; selebihnya tersimpan dalam cadangan."
        )
    for lama in cadangan.sisakan(tujuan, keep) if keep is not None else []:
        click.echo(f"dibuang: {lama.name}")


def _periksa(berkas: Path, kunci: bytes | None) -> None:
    manifes = _terbukti(berkas, kunci)
    baris = sum(t["baris"] for t in manifes["tabel"])
    click.echo(
        f"utuh: {manifes['kota']}, dibuat {manifes['dibuat']}, revisi {manifes['revisi']} ({manifes['toko']}), "
        f"{baris} baris dari {len(manifes['tabel'])} tabel, {manifes['berkas']['jumlah']} berkas"
    )


def _terbukti(berkas: Path, kunci: bytes | None) -> dict:
    try:
        return arsip.periksa(berkas, kunci)
    except (sandi.CadanganRusak, sandi.KunciSalah) as galat:
        raise click.ClickException(str(galat)) from None
    except OSError as galat:
        raise click.ClickException(f"{berkas}: {galat.strerror}") from None


@click.command()
@click.argument("berkas", metavar="FILE", type=click.Path(path_type=Path))
@KUNCI
@click.option("--replace", "ganti", is_flag=True, help="Over an installation in use: it is put aside first.")
def restore(berkas: Path, key_file: Path | None, ganti: bool) -> None:
    """Restore a backup into the empty database and SUITE_VAR that the environment names; prove it before and after.

    The suite must not be serving. With --replace what is there is put aside first: a folder `sebelum-pemulihan-...` in
    SUITE_VAR, which holds a backup of it (PostgreSQL) or the files themselves (SQLite).
    """
    kunci = _kunci(key_file)
    config = konfigurasi()
    _terbukti(berkas, kunci)
    with ExitStack() as tumpukan:
        try:
            tumpukan.enter_context(denyut.pegang(config.var, sendiri=True))
        except denyut.SedangDipakai:
            raise click.ClickException("Suite sedang melayani dari SUITE_VAR ini. Hentikan lebih dahulu.") from None
        if ganti:
            click.echo(f"yang lama disimpan di {_sisihkan(config)}")
        try:
            hasil = pemulihan.pulihkan(config, berkas, kunci, SKEMA)
        except (pemulihan.PemulihanDitolak, sandi.CadanganRusak, sandi.KunciSalah) as galat:
            raise click.ClickException(str(galat)) from None
        click.echo(
            f"dipulihkan: revisi {hasil.revisi}, {hasil.baris} baris dari {hasil.tabel} tabel, {hasil.dokumen} berkas; "
            f"jumlah{', nilai, dan sidik' if hasil.toko_sama else ' dan nilai'} sama dengan cadangan"
        )
        for sidik in hasil.hilang:
            click.echo(f"Sudah hilang ketika dicadangkan: berkas {sidik}", err=True)
        sah = _audit(config)
    if database.tertunda(config.database_url):
        click.echo("Program lebih baru daripada cadangan. Jalankan: suite db upgrade")
    sys.exit(0 if sah else 1)


def _audit(config: Config) -> bool:
    from suite.app import siapkan_dasar
    from suite.core.audit.verify import verifikasi

    siapkan_dasar(config)
    with db.transaksi(baca=True):
        hasil = verifikasi(config.var)
    click.echo(f"audit: {hasil.peristiwa} peristiwa, {hasil.segel} segel, {len(hasil.temuan)} temuan")
    for objek, event_id, apa in hasil.temuan[:10]:
        click.echo(f"{objek}  peristiwa {event_id if event_id is not None else '-'}: {apa}", err=True)
    return hasil.utuh


def _sisihkan(config: Config) -> Path:
    """Put the present installation aside, so that the target is empty and nothing is lost."""
    from suite.app import siapkan_dasar

    samping = config.var / f"sebelum-pemulihan-{local(now()):%Y%m%d-%H%M%S}"
    samping.mkdir(mode=0o700)
    if not config.sqlite:
        if database.versi_kini(config.database_url) is not None:
            siapkan_dasar(config)
            cadangan.cadangkan(config, samping / cadangan.nama_baru())
            db.engine().dispose()
            database.turun(config.database_url, "base")
    else:
        basis = Path(config.database_url.removeprefix("sqlite:///"))
        for akhiran in ("", "-wal", "-shm"):
            if (satu := basis.with_name(basis.name + akhiran)).exists():
                satu.rename(samping / satu.name)
    for nama in ("files", "segel", *cadangan.IKUT):
        if (config.var / nama).exists():
            (config.var / nama).rename(samping / nama)
    return samping


def _dikenal(revisi: str) -> bool:
    try:
        return ScriptDirectory.from_config(database.alembic_config()).get_revision(revisi) is not None
    except CommandError:
        return False


SKEMA = pemulihan.Skema(buka=database.buka, naik=database.naik, dikenal=_dikenal)


def _mb(n: int) -> str:
    return f"{n / 1e6:.1f} MB"
