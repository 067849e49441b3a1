"""What a working city still lacks: counted in the tables, each with the page that mends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select

from suite.core import mail
from suite.core.config import Config
from suite.core.db import session
from suite.core.identity.models import Account, Jabatan, Pegawai, Penugasan, UnitKerja
from suite.core.identity.queries import berlaku
from suite.core.kota import Profil
from suite.core.pulih import cadangan
from suite.core.web.format import angka, tanggal_jam
from suite.naskah_dinas.services import klasifikasi


@dataclass(frozen=True)
class Butir:
    """One line of the checklist. `beres`: nothing to do; else `ket` says what and `aksi` (endpoint, label) mends it."""

    judul: str
    beres: bool
    ket: str
    aksi: tuple[str, str]


def daftar_periksa(daerah: Profil, config: Config) -> list[Butir]:
    """In the order in which a new city does it."""
    unit, jabatan, orang = _banyak(UnitKerja), _banyak(Jabatan), session.scalar(select(func.count(Pegawai.id))) or 0
    tanpa_kode, tanpa_kepala, tanpa_pemegang, tanpa_tugas, tanpa_akun = (_hitung(q) for q in _kurang())
    development = config.env == "production" and config.signer == "development"
    return [
        Butir(
            "Nama daerah",
            daerah.diisi,
            daerah.nama if daerah.diisi else f"Masih bawaan: {daerah.nama}.",
            ("kota.identitas", "Isi nama"),
        ),
        Butir(
            "Lambang",
            bool(daerah.lambang),
            "Sudah diunggah." if daerah.lambang else "Surat memakai perisai netral.",
            ("kota.lambang", "Unggah lambang"),
        ),
        Butir(
            "Kop surat",
            bool(daerah.kop_alamat),
            daerah.kop_alamat or "Alamat kop belum diisi.",
            ("kota.kop", "Isi kop"),
        ),
        Butir(
            "Surel",
            mail.aktif(),
            "Aktif." if mail.aktif() else "Belum aktif: kode dan pemberitahuan hanya lewat kertas dan layar.",
            ("kota.surel", "Atur surel"),
        ),
        Butir(
            "Klasifikasi arsip",
            klasifikasi.tersedia(),
            "Berlaku." if klasifikasi.tersedia() else "Belum ada: surat belum dapat diberi nomor.",
            ("kota.identitas", "Impor klasifikasi"),
        ),
        _isi("Unit kerja", unit, "unit", "Impor unit"),
        _isi("Jabatan", jabatan, "jabatan", "Impor jabatan"),
        _isi("Pegawai", max(orang - 1, 0), "pegawai", "Impor pegawai"),
        _sisa(
            "Kode surat",
            unit,
            tanpa_kode,
            "perangkat daerah memakai nama lengkapnya dalam nomor surat",
            ("impor.daftar", "Perbaiki unit"),
        ),
        _sisa(
            "Unit berkepala",
            unit,
            tanpa_kepala,
            "unit belum mempunyai jabatan kepala, jadi surat untuknya tidak sampai",
            ("impor.daftar", "Perbaiki jabatan"),
        ),
        _sisa(
            "Jabatan terisi",
            jabatan,
            tanpa_pemegang,
            "jabatan belum ada pemegangnya",
            ("impor.daftar", "Perbaiki pegawai"),
        ),
        _sisa(
            "Pegawai bertugas", orang, tanpa_tugas, "pegawai belum memegang jabatan", ("kelola.daftar", "Lihat pegawai")
        ),
        _sisa(
            "Akun kepala unit",
            unit,
            tanpa_akun,
            "kepala unit belum mengaktifkan akunnya",
            ("aktivasi.papan", "Buat kode"),
        ),
        Butir(
            "Tanda tangan elektronik",
            not development,
            "Penanda tangan pengembangan: suratnya tidak sah secara hukum."
            if development
            else f"Layanan: {config.signer}.",
            ("bantuan.daftar", "Baca bantuan"),
        ),
        _cadangan(config),
    ]


def _cadangan(config: Config) -> Butir:
    satu = cadangan.terakhir(config.var)
    ket = f"Terakhir {tanggal_jam(datetime.fromisoformat(satu.pada))}." if satu else "Belum pernah dicadangkan."
    return Butir("Cadangan", satu is not None, ket, ("keadaan.lihat", "Lihat keadaan"))


def _isi(judul: str, n: int, kata: str, label: str) -> Butir:
    return Butir(judul, n > 0, f"{angka(n)} {kata} tercatat." if n else f"Belum ada {kata}.", ("impor.daftar", label))


def _sisa(judul: str, semua: int, kurang: int, kata: str, aksi: tuple[str, str]) -> Butir:
    if not semua:
        return Butir(judul, False, "Menunggu data di atas.", aksi)
    return Butir(judul, not kurang, f"{angka(kurang)} {kata}." if kurang else "Lengkap.", aksi)


def _banyak(model: Any) -> int:
    return session.scalar(select(func.count(model.id)).where(berlaku(model))) or 0


def _hitung(q: Any) -> int:
    return session.scalar(select(func.count()).select_from(q.subquery())) or 0


def _kurang() -> tuple[Any, Any, Any, Any, Any]:
    kepala = exists().where(Jabatan.unit_id == UnitKerja.id, Jabatan.kepala, berlaku(Jabatan))
    pemegang = exists().where(Penugasan.jabatan_id == Jabatan.id, berlaku(Penugasan))
    tugas = exists().where(Penugasan.pegawai_id == Pegawai.id, berlaku(Penugasan))
    akun = exists().where(Account.pihak_id == Penugasan.pegawai_id, Account.aktif, Account.sandi.is_not(None))
    return (
        select(UnitKerja.id).where(
            berlaku(UnitKerja),
            UnitKerja.id == UnitKerja.opd_id,
            UnitKerja.kode_surat == func.substr(UnitKerja.nama, 1, 40),
        ),
        select(UnitKerja.id).where(berlaku(UnitKerja), ~kepala),
        select(Jabatan.id).where(berlaku(Jabatan), ~pemegang),
        select(Pegawai.id).where(~tugas),
        select(Penugasan.id)
        .join(Jabatan, Jabatan.id == Penugasan.jabatan_id)
        .where(Jabatan.kepala, berlaku(Penugasan), ~akun),
    )
