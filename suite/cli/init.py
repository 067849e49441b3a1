"""`suite init`: from an empty folder or database to a suite that an admin can open."""

from __future__ import annotations

import click

from suite.cli.database import naik
from suite.cli.lingkungan import aplikasi, konfigurasi
from suite.core.errors import GalatSuite

JENIS = ("kota", "kabupaten", "provinsi")


@click.command()
@click.option("--name", "nama", help="Name of the city without its kind, such as Singkawang.")
@click.option("--kind", "jenis", type=click.Choice(JENIS), help="What it is.")
@click.option("--admin-name", "nama_admin", help="Name of the first admin.")
@click.option("--admin-login", "login", help="Account name of the first admin.")
@click.option("--admin-nip", "nip", default="", help="NIP of the first admin, if he is a civil servant.")
@click.option("--no-admin", "tanpa_admin", is_flag=True, help="Let the first-run page make the admin, with its code.")
@click.option("--no-classification", "tanpa_klasifikasi", is_flag=True, help="Do not bring in the shipped klasifikasi.")
@click.option("--non-interactive", "diam", is_flag=True, help="Ask nothing: what no option says stays open.")
def init(
    nama: str | None,
    jenis: str | None,
    nama_admin: str | None,
    login: str | None,
    nip: str,
    tanpa_admin: bool,
    tanpa_klasifikasi: bool,
    diam: bool,
) -> None:
    """Make tables, name the city, make the first admin; prints where to go on.

    Safe to run again: what is there stays as it is.
    """
    from suite.core import db, kota
    from suite.core.actor import SISTEM
    from suite.core.identity.services import pasang

    config = konfigurasi()
    naik(config.database_url)
    click.echo("Tabel siap.")
    app = aplikasi()
    try:
        with app.app_context(), db.transaksi():
            from suite.core import audit

            audit.atas_nama(SISTEM)
            kosong, sudah = pasang.kosong(), kota.profil(segar=True).diisi
        if not sudah and not diam:
            nama = nama or click.prompt("Nama daerah (tanpa kata Kota atau Kabupaten)")
            jenis = jenis or click.prompt("Jenis daerah", type=click.Choice(JENIS), default="kota")
        if kosong and not tanpa_admin and not diam:
            nama_admin = nama_admin or click.prompt("Nama admin pertama")
            login = login or click.prompt("Nama akun admin", default="admin")
        with app.app_context(), db.transaksi():
            audit.atas_nama(SISTEM)
            if not sudah and nama:
                kota.simpan(SISTEM, {"kota.nama": nama} | ({"kota.jenis": jenis} if jenis else {}))
            kode = ""
            if kosong and nama_admin and not tanpa_admin:
                account, kode = pasang.admin_pertama(nama_admin, login or "admin", nip=nip)
                login = account.nama_login
            nama_kota, masih_kosong, pasang_kode = kota.profil(segar=True).nama, pasang.kosong(), pasang.kode_pasang()
            if not tanpa_klasifikasi:
                _klasifikasi()
    except GalatSuite as galat:
        raise click.ClickException(galat.pesan) from None
    click.echo(f"Daerah: {nama_kota}")
    if kode:
        click.echo(f"Admin: {login}, kode sekali pakai: {kode} (30 hari)")
        click.echo(f"Jalankan suite serve, buka {config.base_url}/aktivasi, lalu {config.base_url}/admin/kota")
    elif masih_kosong:
        click.echo(f"Jalankan suite serve, buka {config.base_url}/siapkan dengan kode pemasangan {pasang_kode}")
    else:
        click.echo(f"Akun sudah ada. Jalankan suite serve, lalu buka {config.base_url}/admin/kota")


def _klasifikasi() -> None:
    from suite.core.actor import SISTEM
    from suite.naskah_dinas.services.klasifikasi import impor_bawaan

    click.echo(f"Klasifikasi arsip: {impor_bawaan(SISTEM)} kode.")
