"""`suite aturan`: read and compute the registered rules. No database, no network, no web application.

Imports stay light: this command answers in a fraction of a second, and its path pulls in neither Flask nor SQLAlchemy.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from suite.core.aturan import hitung_berkas, muat_semua, semua_topik
from suite.core.errors import MasukanSalah


@click.group("aturan")
def aturan() -> None:
    """Rules as data and functions: list them, compute a case file."""


@aturan.command("list")
@click.option("--json", "sebagai_json", is_flag=True, help="Print JSON.")
def daftar(sebagai_json: bool) -> None:
    """Print every topic with its inputs (an optional one in brackets) and its source."""
    muat_semua()
    if sebagai_json:
        isi = [{"topik": t.nama, "uraian": t.uraian, "masukan": t.isian, "sumber": t.sumber} for t in semua_topik()]
        click.echo(json.dumps(isi, indent=2))
        return
    for t in semua_topik():
        click.secho(t.nama, bold=True)
        click.echo(f"  {t.uraian}")
        click.echo("  masukan: " + ", ".join(nama if wajib else f"[{nama}]" for nama, wajib in t.isian.items()))
        click.echo(f"  sumber:  {t.sumber}")


@aturan.command("hitung")
@click.argument("berkas", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "sebagai_json", is_flag=True, help="Print [{id, hasil}] in the order of the file.")
def hitung_(berkas: Path, sebagai_json: bool) -> None:
    """Compute the cases of FILE: a JSON list of {id, topik, masukan}.

    A case that cannot be read answers {"sah": false, "alasan": "masukan"}; the others go on.
    """
    muat_semua()
    try:
        jawaban = hitung_berkas(berkas.read_bytes())
    except MasukanSalah as e:
        raise click.ClickException(e.pesan) from None
    if sebagai_json:
        # ASCII escapes: readable by every terminal and pipe, whatever a case carries
        click.echo(json.dumps(jawaban, indent=1))
        return
    for satu in jawaban:
        _cetak(satu["id"], satu["hasil"])


def _cetak(nomor: Any, hasil: dict[str, Any]) -> None:
    if hasil.get("sah") is False:
        click.secho(f"{nomor}  ditolak: {hasil['alasan']}", fg="red")
        click.echo(f"    {hasil['pesan']}")
    else:
        click.secho(str(nomor), bold=True)
        lebar = max((len(k) for k in hasil), default=0)
        for kunci, nilai in hasil.items():
            if kunci != "sumber":
                click.echo(f"    {kunci:<{lebar}}  {json.dumps(nilai, ensure_ascii=True)}")
    if hasil.get("sumber"):
        click.echo(f"    ({hasil['sumber']})")
