"""`suite mode [baca|normal]`: the read-only switch from the command line."""

from __future__ import annotations

from datetime import datetime

import click
from sqlalchemy.exc import DBAPIError

from suite.cli.lingkungan import konfigurasi, perintah
from suite.core import clock
from suite.core.actor import SISTEM
from suite.core.config import Config
from suite.core.pulih import mode as saklar


@click.command()
@click.argument("ke", required=False, type=click.Choice(["baca", "normal"]))
@click.option("--alasan", default="Pemeliharaan sistem.", show_default=True, help="What people read above every page.")
@click.option("--sampai", help="Until when, office time: '2026-11-24 18:00'.")
def mode(ke: str | None, alasan: str, sampai: str | None) -> None:
    """Let the suite be read only (`baca`) or whole again (`normal`), for every process at once; without an argument: say which."""
    batas = _waktu(sampai) if sampai else None
    if ke is not None:
        try:
            with perintah() as config:
                if ke == "baca":
                    saklar.baca_saja(config.var, SISTEM, alasan=alasan, sampai=batas)
                else:
                    saklar.normal(config.var, SISTEM)
        except DBAPIError as galat:
            config = konfigurasi()
            saklar.tulis(config.var, saklar.ModeBaca(alasan, batas, clock.now(), "Sistem") if ke == "baca" else None)
            click.echo(
                f"Basis data tidak dapat mencatatnya ({type(galat.orig).__name__}); mode tetap diganti.", err=True
            )
    click.echo(_sebut(konfigurasi()))


def _sebut(config: Config) -> str:
    kini = saklar.kini(config.var)
    if kini is None:
        return "normal"
    sampai = f", sampai {clock.local(kini.sampai):%Y-%m-%d %H:%M}" if kini.sampai else ""
    return f"hanya baca sejak {clock.local(kini.sejak):%Y-%m-%d %H:%M}{sampai}: {kini.alasan}"


def _waktu(teks: str) -> datetime:
    try:
        pada = datetime.strptime(teks, "%Y-%m-%d %H:%M").replace(tzinfo=clock.ZONE)
    except ValueError:
        raise click.ClickException("Tulis waktunya seperti 2026-11-24 18:00.") from None
    if pada <= clock.now():
        raise click.ClickException("Waktu itu sudah lewat.")
    return pada
