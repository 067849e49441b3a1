"""`suite signer check NIK`: is the signing service set up, does it answer, and can this person sign? Signs nothing."""

from __future__ import annotations

import sys

import click

from suite.cli.lingkungan import konfigurasi
from suite.core.documents.bsre import STATUS, BsreSigner
from suite.core.errors import GalatSuite


@click.group()
def signer() -> None:
    """The electronic signing service."""


@signer.command()
@click.argument("nik")
def check(nik: str) -> None:
    """Ask the configured service for the state of the certificate of NIK (16 digits). Exit 1 says what is wrong."""
    if len(nik) != 16 or not nik.isascii() or not nik.isdigit():
        raise click.BadParameter("NIK has 16 digits.")
    config = konfigurasi()
    if config.signer != "bsre":
        click.echo(f"SUITE_SIGNER={config.signer}: this signer asks no service.")
        return
    click.echo(f"{config.bsre_url}, v{config.bsre_versi}, {config.bsre_pengguna}")
    try:
        kata = BsreSigner(config).status(nik)
    except GalatSuite as galat:
        click.echo(galat.pesan, err=True)
        sys.exit(1)
    click.echo(f"{kata}: {STATUS.get(kata, 'Status tidak dikenal.')}")
    sys.exit(0 if kata == "ISSUE" else 1)
