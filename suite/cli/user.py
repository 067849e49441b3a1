"""`suite user add|role|reset`: the first accounts, and help when nobody can log in any more."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from suite.cli.lingkungan import perintah

if TYPE_CHECKING:
    from suite.core.identity.models import Jabatan, Pegawai, Peran, UnitKerja


@click.group()
def user() -> None:
    """Make people and accounts, give and end roles, set passwords anew."""


@user.command()
@click.argument("nip")
@click.argument("nama")
@click.option("--unit", "kode_unit", required=True, help="Code of the unit (UnitKerja.kode) the post lies in.")
@click.option("--post", "jabatan", required=True, help="Code of the post, or its name within the unit.")
@click.option("--email", "surel", default="", help="Official e-mail address: a second name to log in with.")
@click.option("--start", "mulai", type=click.DateTime(["%Y-%m-%d"]), help="First day in the post (default: today).")
@click.option("--deed", "dasar", default="", help="The deed in words: number and date of the SK.")
def add(nip: str, nama: str, kode_unit: str, jabatan: str, surel: str, mulai: datetime | None, dasar: str) -> None:
    """Make the person NIP called NAMA, give the post (definitif) and an account; prints a one-time code."""
    from suite.core.actor import SISTEM
    from suite.core.clock import today
    from suite.core.identity import services

    with perintah():
        unit = _unit(kode_unit)
        pegawai = services.catat_pegawai(SISTEM, nip, nama, surel=surel)
        pos = _jabatan(unit.id, jabatan)
        services.tugaskan(
            SISTEM,
            pegawai,
            pos,
            "definitif",
            mulai.date() if mulai else today(),
            None,
            dasar=dasar or "Dicatat lewat CLI",
        )
        kode = services.buat_kode(SISTEM, services.buat_akun(SISTEM, pegawai))
        baris = f"{pegawai.nama_lengkap}, NIP {pegawai.nip}: {pos.nama}, {unit.nama}"
    click.echo(baris)
    _cetak_kode(kode)


@user.command()
@click.argument("nip")
@click.argument("tindakan", type=click.Choice(["grant", "end"]))
@click.argument("peran")
@click.option("--unit", "kode_unit", default="", help="Code of the unit; left out: the whole city.")
@click.option("--year", "tahun", type=int, default=None, help="Fiscal year, for roles that hold for one.")
@click.option("--reason", "alasan", required=True, help="The deed or reason; it is kept in the audit.")
def role(nip: str, tindakan: str, peran: str, kode_unit: str, tahun: int | None, alasan: str) -> None:
    """Give (grant) or take (end) the role PERAN of the person NIP: admin, arsiparis, auditor ..."""
    from suite.core.actor import SISTEM
    from suite.core.identity import services

    with perintah():
        pegawai = _pegawai(nip)
        unit = _unit(kode_unit) if kode_unit else None
        di = unit.nama if unit else "seluruh kota"
        if tindakan == "grant":
            services.beri_peran(SISTEM, pegawai, peran, unit, alasan=alasan, tahun=tahun)
            hasil = f"{pegawai.nama_lengkap} kini {peran} di {di}"
        else:
            services.akhiri_peran(SISTEM, _peran(pegawai.id, peran, unit.id if unit else None, tahun), alasan)
            hasil = f"{pegawai.nama_lengkap} tidak lagi {peran} di {di}"
    click.echo(hasil)


@user.command()
@click.argument("nip")
def reset(nip: str) -> None:
    """Print a one-time code with which the person NIP sets a new password at /lupa-sandi."""
    from suite.core.actor import SISTEM
    from suite.core.identity import queries, services

    with perintah():
        pegawai = _pegawai(nip)
        account = queries.akun_pegawai(pegawai.id)
        if account is None:
            account = services.buat_akun(SISTEM, pegawai)
        kode = services.buat_kode(SISTEM, account)
    _cetak_kode(kode)


def _cetak_kode(kode: str) -> None:
    click.echo(f"kode sekali pakai: {kode} (24 jam; dipakai di /lupa-sandi)")


def _pegawai(nip: str) -> Pegawai:
    from suite.core.identity import queries

    pegawai = queries.pegawai_menurut_nip(nip)
    if pegawai is None:
        raise click.ClickException(
            f"NIP {nip} tidak tercatat. Buat dahulu: suite user add NIP NAMA --unit KODE --post KODE"
        )
    return pegawai


def _unit(kode: str) -> UnitKerja:
    from sqlalchemy import select

    from suite.core.db import session
    from suite.core.identity.models import UnitKerja

    unit = session.scalar(select(UnitKerja).where(UnitKerja.kode == kode))
    if unit is None:
        raise click.ClickException(f"unit {kode} tidak ada. Lihat kolom kode pada tabel unit_kerja.")
    return unit


def _jabatan(unit_id: int, nama: str) -> Jabatan:
    """The post of this code, or of this name in the unit; of several equal ones the first that is vacant today."""
    from sqlalchemy import or_, select

    from suite.core.db import session
    from suite.core.identity import queries
    from suite.core.identity.models import Jabatan

    q = select(Jabatan).where(
        Jabatan.unit_id == unit_id, or_(Jabatan.kode == nama, Jabatan.nama == nama), queries.berlaku(Jabatan)
    )
    pilihan = session.scalars(q.order_by(Jabatan.id)).all()
    if not pilihan:
        ada = session.scalars(select(Jabatan).where(Jabatan.unit_id == unit_id).order_by(Jabatan.id).limit(20)).all()
        contoh = "; ".join(f"{j.kode} {j.nama}" for j in ada) or "unit ini belum mempunyai jabatan"
        raise click.ClickException(f"jabatan {nama} tidak ada di unit itu. Yang ada: {contoh}")
    terisi = queries.pemegang_banyak(j.id for j in pilihan)
    return next((j for j in pilihan if j.id not in terisi), pilihan[0])


def _peran(pegawai_id: int, nama: str, unit_id: int | None, tahun: int | None) -> Peran:
    from suite.core.clock import today
    from suite.core.identity import queries

    for peran in queries.peran_semua(pegawai_id):
        masih = peran.selesai is None or peran.selesai > today()
        if masih and (peran.nama, peran.unit_id, peran.tahun) == (nama, unit_id, tahun):
            return peran
    raise click.ClickException(f"orang ini tidak memegang peran {nama} itu. Periksa --unit dan --year.")
