"""`suite import KIND FILE`: bring units, posts, people or a code list in, after showing what would change."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suite.core.aturan import muat_semua
from suite.core.errors import GalatSuite

if TYPE_CHECKING:
    from suite.core.daftar_kode.services import Pratinjau

GALAT_TERCETAK = 50
KODE_TERCETAK = 10


@click.command("import")
@click.argument("jenis", metavar="KIND")
@click.argument("berkas", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", "coba", is_flag=True, help="Only show what would change.")
@click.option(
    "--mulai", type=click.DateTime(["%Y-%m-%d"]), help="First day on which the version holds (default: the list's own)."
)
@click.option("--regulasi", help="Regulation that fixes the version.")
@click.option("--sumber", help="Where the file comes from.")
def impor(
    jenis: str, berkas: Path, coba: bool, mulai: datetime | None, regulasi: str | None, sumber: str | None
) -> None:
    """Import FILE, a CSV or XLSX with a heading: unit, jabatan, pegawai, or a code list such as klasifikasi.

    Prints counts, errors with line and column, notes, and differences. Of unit, jabatan and pegawai the good rows are
    written and the broken ones go to FILE-perbaiki.csv, to be mended and imported in their turn (exit 1 while there are
    some). Of a code list nothing is written while a row is wrong (exit 1). The same file again changes nothing.
    """
    from suite.cli.lingkungan import perintah
    from suite.core.actor import SISTEM
    from suite.core.daftar_kode import services
    from suite.core.identity.impor import daftarkan_semua
    from suite.core.impor.jenis import cari

    daftarkan_semua()
    if cari(jenis) is not None:
        _organisasi(jenis, berkas, coba=coba)
        return
    muat_semua()
    isi = berkas.read_bytes()
    tanggal = mulai.date() if mulai else None
    with perintah(baca=coba):
        try:
            p = services.pratinjau(jenis, isi, mulai=tanggal)
        except GalatSuite as e:
            raise click.ClickException(e.pesan) from None
        _cetak(p)
        if p.galat:
            raise click.exceptions.Exit(1)
        if coba:
            click.echo("Tidak ada yang ditulis (--dry-run).")
            return
        hasil = services.impor(SISTEM, jenis, isi, mulai=tanggal, regulasi=regulasi, sumber=sumber)
    pesan = {
        "sama": "Tidak ada perubahan: isi ini sudah berlaku.",
        "baru": f"Versi baru berlaku mulai {hasil.versi.mulai}: {hasil.versi.banyak} kode.",
        "diperbaiki": f"Versi {hasil.versi.mulai} diperbaiki: {hasil.versi.banyak} kode.",
    }
    click.secho(pesan[hasil.keadaan], fg="green")


def _organisasi(jenis: str, berkas: Path, *, coba: bool) -> None:
    """Units, posts or people: check, write the good rows step by step, keep the broken ones in a file."""
    from suite.cli.lingkungan import perintah
    from suite.core.actor import SISTEM
    from suite.core.impor import berkas as keluar
    from suite.core.impor import services

    isi = berkas.read_bytes()
    with perintah(baca=True):
        tabel = services.periksa(services.jenis_impor(jenis), isi)
    h = tabel.hitung()
    click.echo(
        f"{tabel.jenis.judul}: {len(tabel.baris)} baris terbaca: {h['baru']} baru, {h['ubah']} berubah, "
        f"{h['sama']} sama, {h['salah']} keliru."
    )
    if tabel.tak_dikenal:
        click.echo(f"  kolom yang tidak dipakai: {', '.join(tabel.tak_dikenal)}")
    salah = [b for b in tabel.baris if b.keadaan == "salah"]
    for b in salah[:GALAT_TERCETAK]:
        click.secho(f"  baris {b.nomor}: {b.sebab}", fg="red", err=True)
    if len(salah) > GALAT_TERCETAK:
        click.secho(f"  ... dan {len(salah) - GALAT_TERCETAK} baris lain", fg="red", err=True)
    if coba:
        for b in [b for b in tabel.baris if b.keadaan == "ubah"][:GALAT_TERCETAK]:
            beda = "; ".join(f"{k}: {lama or '(kosong)'} menjadi {baru or '(kosong)'}" for k, lama, baru in b.beda)
            click.echo(f"  ~ baris {b.nomor}, {tabel.jenis.sebut(b)}: {beda}")
        click.echo("Tidak ada yang ditulis (--dry-run).")
        raise click.exceptions.Exit(1 if salah else 0)
    with perintah():
        impor_id = services.unggah(SISTEM, tabel.jenis.nama, berkas.name, isi).id
    services.langsung(SISTEM, impor_id, lambda maju: None)
    click.secho(f"{h['baru']} baris baru dan {h['ubah']} perubahan ditulis.", fg="green")
    if salah:
        xlsx = isi.startswith(b"PK")
        perbaiki = berkas.with_name(f"{berkas.stem}-perbaiki.{'xlsx' if xlsx else 'csv'}")
        perbaiki.write_bytes(keluar.baris_salah(tabel, xlsx=xlsx))
        click.echo(f"{len(salah)} baris keliru ada di {perbaiki}: perbaiki menurut kolom galat, lalu impor berkas itu.")
        raise click.exceptions.Exit(1)


def _cetak(p: Pratinjau) -> None:
    click.echo(f"{p.jenis.judul}: {len(p.baris)} kode terbaca, {len(p.galat)} galat, {len(p.catatan)} catatan.")
    for g in p.galat[:GALAT_TERCETAK]:
        click.secho(f"  baris {g.baris}{', ' + g.kolom if g.kolom else ''}: {g.pesan}", fg="red", err=True)
    if len(p.galat) > GALAT_TERCETAK:
        click.secho(f"  ... dan {len(p.galat) - GALAT_TERCETAK} galat lain", fg="red", err=True)
    for c in p.catatan[:GALAT_TERCETAK]:
        click.echo(f"  catatan baris {c.baris}: {c.pesan}")
    if len(p.catatan) > GALAT_TERCETAK:
        click.echo(f"  ... dan {len(p.catatan) - GALAT_TERCETAK} catatan lain")
    if p.galat:
        return
    acuan = f"versi {p.pembanding.mulai}" if p.pembanding else "belum ada versi"
    click.echo(
        f"Dibanding {acuan}: {len(p.beda.tambah)} ditambah, {len(p.beda.ubah)} diubah, {len(p.beda.hapus)} dihapus."
    )
    if p.pembanding:
        for tanda, kode in (("+", p.beda.tambah), ("~", p.beda.ubah), ("-", p.beda.hapus)):
            for k in kode[:KODE_TERCETAK]:
                click.echo(f"  {tanda} {k}")
            if len(kode) > KODE_TERCETAK:
                click.echo(f"  {tanda} ... dan {len(kode) - KODE_TERCETAK} lain")
