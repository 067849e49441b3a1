"""What commands share: configuration, app, one transaction a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from suite.app import create_app, siapkan_dasar
from suite.core import audit, db, kota
from suite.core.actor import SISTEM
from suite.core.config import Config, KonfigurasiTidakAman
from suite.core.errors import GalatSuite
from suite.core.http.application import Suite


def konfigurasi() -> Config:
    """The configuration, or a clear end of the command."""
    try:
        return Config.dari_lingkungan()
    except KonfigurasiTidakAman as galat:
        raise click.ClickException(str(galat)) from None


def aplikasi() -> Suite:
    return create_app(konfigurasi())


@contextmanager
def perintah(*, baca: bool = False) -> Iterator[Config]:
    """Run a command in one transaction as the system; a refusal ends it with its message."""
    config = konfigurasi()
    siapkan_dasar(config)
    try:
        with db.transaksi(baca=baca):
            audit.atas_nama(SISTEM)
            kota.profil()
            yield config
    except GalatSuite as galat:
        raise click.ClickException(galat.pesan) from None
