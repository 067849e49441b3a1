"""`suite jobs run|status`."""

from __future__ import annotations

import sys

import click

from suite.cli.lingkungan import aplikasi, perintah


@click.group()
def jobs() -> None:
    """Long work: do it, or see how it stands."""


@jobs.command()
@click.option("--once", is_flag=True, help="Do what is due now and end.")
def run(once: bool) -> None:
    """Do queued and periodic work until told to stop (TERM and INT finish the running step)."""
    from suite.core.jobs.worker import Pekerja

    pekerja = Pekerja(aplikasi())
    pekerja.pasang_sinyal()
    diambil = pekerja.jalan(sekali=once)
    if once:
        click.echo(f"{diambil} pekerjaan dikerjakan")


@jobs.command()
def status() -> None:
    """How many jobs of each kind wait, run, are done or failed; exit 1 when one failed."""
    from suite.core.jobs import ringkasan

    with perintah(baca=True):
        baris = ringkasan()
    lebar = max((len(j) for j, _, _ in baris), default=0)
    for jenis, keadaan, n in baris:
        click.echo(f"{jenis:{lebar}}  {keadaan:10}  {n:>7}")
    if not baris:
        click.echo("belum ada pekerjaan")
    sys.exit(1 if any(k == "gagal" for _, k, _ in baris) else 0)
