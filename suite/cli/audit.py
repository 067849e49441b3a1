"""`suite audit verify|seal`."""

from __future__ import annotations

import sys

import click

from suite.cli.lingkungan import konfigurasi
from suite.core import db


@click.group()
def audit() -> None:
    """Prove that nothing was changed behind the suite's back."""


@audit.command()
@click.option("--limit", default=50, help="At most so many findings are printed.")
def verify(limit: int) -> None:
    """Check every chain and every seal; exit 1 when something is wrong."""
    from suite.app import siapkan_dasar
    from suite.core.audit.verify import verifikasi

    config = konfigurasi()
    siapkan_dasar(config)
    with db.transaksi(baca=True):
        hasil = verifikasi(config.var)
    for objek, event_id, apa in hasil.temuan[:limit]:
        click.echo(f"{objek}  peristiwa {event_id if event_id is not None else '-'}: {apa}")
    if len(hasil.temuan) > limit:
        click.echo(f"... dan {len(hasil.temuan) - limit} temuan lain")
    click.echo(
        f"{hasil.peristiwa} peristiwa dalam {hasil.rantai} rantai, {hasil.segel} segel, "
        f"{hasil.belum_disegel} belum disegel, {len(hasil.temuan)} temuan"
    )
    sys.exit(0 if hasil.utuh else 1)


@audit.command()
def seal() -> None:
    """Seal everything that is not sealed yet (a job does this every minute)."""
    from suite.app import siapkan_dasar
    from suite.core.audit.seal import segel

    config = konfigurasi()
    siapkan_dasar(config)
    with db.transaksi():
        n = segel(config.var, seluruhnya=True)
    click.echo(f"{n} peristiwa disegel")
