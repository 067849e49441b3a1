"""The one command line: `suite`. Subcommands are loaded when they are asked for, so that rules answer at once."""

from __future__ import annotations

import importlib

import click

PERINTAH = {
    "aturan": ("suite.cli.aturan", "aturan"),
    "audit": ("suite.cli.audit", "audit"),
    "backup": ("suite.cli.cadangan", "backup"),
    "db": ("suite.cli.database", "database"),
    "deeds": ("suite.cli.server", "deeds"),
    "demo": ("suite.cli.demo", "demo"),
    "init": ("suite.cli.init", "init"),
    "import": ("suite.cli.impor", "impor"),
    "jobs": ("suite.cli.jobs", "jobs"),
    "mode": ("suite.cli.mode", "mode"),
    "restore": ("suite.cli.cadangan", "restore"),
    "routes": ("suite.cli.server", "routes"),
    "serve": ("suite.cli.server", "serve"),
    "signer": ("suite.cli.signer", "signer"),
    "user": ("suite.cli.user", "user"),
    "workflow": ("suite.cli.server", "workflow"),
}


class Malas(click.Group):
    """A group that imports a subcommand's module only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(PERINTAH)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in PERINTAH:
            return None
        modul, nama = PERINTAH[cmd_name]
        return getattr(importlib.import_module(modul), nama)


@click.group(cls=Malas)
@click.version_option(package_name="suite-pemda")
def main() -> None:
    """The suite for an Indonesian city's administration."""
