"""Writes the city into the tables of identity: units, posts, people, ranks, assignments, roles, mandates, accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from sqlalchemy import update

from suite.core import pengaturan
from suite.core.db import session
from suite.core.identity.models import (
    Account,
    Jabatan,
    Mandat,
    Pangkat,
    Pegawai,
    Penugasan,
    Peran,
    Pihak,
    UnitKerja,
)
from suite.core.identity.password import sandikan
from suite.demo.akun import SANDI
from suite.demo.bahan import tabel
from suite.demo.massal import Massal, id_berikut
from suite.demo.orang import Isi
from suite.demo.organisasi import Rancangan
from suite.demo.organisasi.bangun import DISKOMINFO, KOTA, SETDA
from suite.demo.organisasi.rancangan import KELAS

MULAI_ORGANISASI = date(2021, 1, 1)
MULAI_TAHUN = date(2026, 1, 1)
DASAR_PERAN = "Keputusan Wali Kota Nomor 100.3.3.3/12/Setda/2026 tanggal 2 Januari 2026"
DASAR_MANDAT = "Keputusan Wali Kota Nomor 100.3.3.3/7/Setda/2026 tanggal 2 Januari 2026"


@dataclass
class Kota:
    """The city as it stands in the database: ids by code. `pegawai` by code of the post held definitif."""

    unit: dict[str, int] = field(default_factory=dict)
    jabatan: dict[str, int] = field(default_factory=dict)
    pegawai: dict[str, int] = field(default_factory=dict)
    login: dict[str, int] = field(default_factory=dict)


def tulis_kota(r: Rancangan, isi: Isi, acak: Random) -> Kota:
    """Insert everything in the caller's transaction; the accounts stay closed until `buka_akun`."""
    kota, m = Kota(), Massal()
    _unit(m, r, kota)
    _jabatan(m, r, kota)
    orang_id = _orang(m, isi)
    kota.pegawai = {kode: orang_id[ke] for kode, ke in isi.pemegang.items()}
    _penugasan(m, isi, kota, orang_id)
    _peran(m, r, kota, isi)
    _mandat(m, kota)
    _akun(m, kota)
    m.selesai()
    return kota


def buka_akun() -> None:
    """Let the README accounts log in: the last act of a load, so that a half-loaded city is recognised."""
    for akun in session.query(Account).order_by(Account.id):
        akun.aktif = True
    # Who only tries the suite logs in with the documented password alone; the data that ask for more stay as shipped.
    pengaturan.simpan({"akun.faktor_kedua_wajib": False})


def _unit(m: Massal, r: Rancangan, kota: Kota) -> None:
    awal = id_berikut(UnitKerja)
    kota.unit = {kode: awal + i for i, kode in enumerate(r.unit)}
    baris = [
        {
            "id": kota.unit[u.kode],
            "kode": u.kode,
            "nama": u.nama,
            "nama_singkat": u.nama_singkat,
            "kode_surat": u.kode_surat,
            "jenis": u.jenis,
            "induk_id": kota.unit[u.induk] if u.induk else None,
            # The city itself is registered by the Setda, which comes after it: filled in below.
            "opd_id": kota.unit[u.opd] if u.opd and u.kode != KOTA else None,
            "alamat": u.alamat,
            "kontak": u.kontak,
            "mulai": MULAI_ORGANISASI,
            "selesai": None,
        }
        for u in r.unit.values()
    ]
    m.sisip(UnitKerja, baris)
    session.execute(update(UnitKerja).where(UnitKerja.id == kota.unit[KOTA]).values(opd_id=kota.unit[SETDA]))


def _jabatan(m: Massal, r: Rancangan, kota: Kota) -> None:
    awal = id_berikut(Jabatan)
    urut = _atasan_dahulu(r)
    kota.jabatan = {kode: awal + i for i, kode in enumerate(urut)}
    m.sisip(
        Jabatan,
        [
            {
                "id": kota.jabatan[kode],
                "kode": j.kode,
                "nama": j.nama,
                "unit_id": kota.unit[j.unit],
                "jenis": j.jenis,
                "eselon": j.eselon,
                "kelas": KELAS.get(j.tingkat, 0),
                "kepala": j.kepala,
                "atasan_id": kota.jabatan[j.atasan] if j.atasan else None,
                "mulai": MULAI_ORGANISASI,
                "selesai": None,
            }
            for kode in urut
            for j in (r.jabatan[kode],)
        ],
    )


def _atasan_dahulu(r: Rancangan) -> list[str]:
    dalam: dict[str, int] = {}

    def tingkat(kode: str) -> int:
        atasan = r.jabatan[kode].atasan
        if kode not in dalam:
            dalam[kode] = 0 if atasan is None else tingkat(atasan) + 1
        return dalam[kode]

    return sorted(r.jabatan, key=tingkat)


def _orang(m: Massal, isi: Isi) -> list[int]:
    awal = id_berikut(Pihak)
    ids = [awal + i for i in range(len(isi.orang))]
    m.sisip(Pihak, [{"id": i, "jenis": "pegawai", "nama": o.nama} for i, o in zip(ids, isi.orang, strict=True)])
    m.sisip(
        Pegawai,
        [
            {
                "id": i,
                "nip": o.nip,
                "nik": None,
                "nama": o.nama,
                "gelar_depan": o.gelar_depan,
                "gelar_belakang": o.gelar_belakang,
                "jenis_kelamin": o.jenis_kelamin,
                "jenis_asn": o.jenis_asn,
                "surel": None,
            }
            for i, o in zip(ids, isi.orang, strict=True)
        ],
    )
    awal_pangkat = id_berikut(Pangkat)
    berpangkat = [(i, o) for i, o in zip(ids, isi.orang, strict=True) if o.golongan]
    m.sisip(
        Pangkat,
        [
            {
                "id": awal_pangkat + k,
                "pegawai_id": i,
                "golongan": o.golongan,
                "nama": o.nama_pangkat,
                "dasar": "",
                "mulai": o.tmt_golongan,
                "selesai": None,
            }
            for k, (i, o) in enumerate(berpangkat)
        ],
    )
    return ids


def _penugasan(m: Massal, isi: Isi, kota: Kota, orang_id: list[int]) -> None:
    awal = id_berikut(Penugasan)
    m.sisip(
        Penugasan,
        [
            {
                "id": awal + k,
                "pegawai_id": orang_id[p.orang],
                "jabatan_id": kota.jabatan[p.jabatan],
                "jenis": p.jenis,
                "mulai": p.mulai,
                "selesai": p.selesai,
                "akta": None,
                "dasar": p.dasar,
                "sementara": False,
                "alasan": p.alasan,
                "dibuat_oleh": None,
            }
            for k, p in enumerate(isi.penugasan)
        ],
    )


def _peran(m: Massal, r: Rancangan, kota: Kota, isi: Isi) -> None:
    """Per office: admin and pengadministrasi (head of general affairs), arsiparis; city: LKD, auditor, admin."""
    baris: list[dict[str, Any]] = []

    def beri(nama: str, kode_jabatan: str, unit: str | None) -> None:
        if kode_jabatan in kota.pegawai:
            baris.append(
                {
                    "pegawai_id": kota.pegawai[kode_jabatan],
                    "nama": nama,
                    "unit_id": kota.unit[unit] if unit else None,
                    "tahun": None,
                    "dasar": DASAR_PERAN,
                    "mulai": MULAI_TAHUN,
                    "selesai": None,
                }
            )

    for u in r.unit.values():
        if u.opd != u.kode:
            continue
        umum = _umum(r, u.kode)
        kasubbag = f"{umum}#kepala"
        for nama in ("admin", "pengadministrasi", "pengelola_kepegawaian"):
            beri(nama, kasubbag, u.kode)
        beri("arsiparis", f"{umum}#arsiparis", u.kode)
    for t in tabel("tokoh"):
        if t["login"] == "lkd":
            beri("arsiparis", t["jabatan"], None)
        elif t["login"] == "admin":
            beri("admin", t["jabatan"], None)
            beri("admin_regulasi", t["jabatan"], None)
        elif t["login"] == "sekda":
            beri("penyetuju_regulasi", t["jabatan"], None)
        elif t["login"] == "auditor":
            beri("auditor", t["jabatan"], None)
    auditor = [j for j in r.jabatan.values() if j.nama.startswith("Auditor Ahli") and j.utama > 0]
    for j in auditor[:3]:
        beri("auditor", j.kode, None)
    awal = id_berikut(Peran)
    m.sisip(Peran, [{"id": awal + k, **b} for k, b in enumerate(baris)])


def _umum(r: Rancangan, opd: str) -> str:
    """The unit that keeps the office's agenda: its subbagian umum; in the Setda the TU pimpinan; else the office."""
    if opd == SETDA:
        return f"{SETDA}/B7/1"
    return f"{opd}/S1" if f"{opd}/S1" in r.unit else opd


def _mandat(m: Massal, kota: Kota) -> None:
    """Wali Kota to Sekda, Sekda to the asisten and, for ordinary letters, two heads of offices to their secretary."""
    sekda = f"{SETDA}#kepala"
    pasangan = [(f"{KOTA}#wali-kota", sekda, ["surat_dinas", "penunjukan_plh_plt"])]
    pasangan += [(sekda, f"{SETDA}/A{i}#kepala", ["surat_dinas"]) for i in (1, 2, 3)]
    pasangan += [(f"{o}#kepala", f"{o}/S#kepala", ["surat_dinas"]) for o in (DISKOMINFO, "1.02.0.00.0.00.01.0000")]
    awal = id_berikut(Mandat)
    m.sisip(
        Mandat,
        [
            {
                "id": awal + k,
                "dari_id": kota.jabatan[dari],
                "kepada_id": kota.jabatan[ke],
                "urusan": urusan,
                "dasar": DASAR_MANDAT,
                "mulai": MULAI_TAHUN,
                "selesai": None,
            }
            for k, (dari, ke, urusan) in enumerate(pasangan)
        ],
    )


def _akun(m: Massal, kota: Kota) -> None:
    sidik = sandikan(SANDI)  # one hash for all: it is printed in the README anyway
    awal = id_berikut(Account)
    tokoh = [t for t in tabel("tokoh") if t["login"]]
    kota.login = {t["login"]: kota.pegawai[t["jabatan"]] for t in tokoh}
    m.sisip(
        Account,
        [
            {
                "id": awal + k,
                "nama_login": t["login"],
                "pihak_id": kota.login[t["login"]],
                "sandi": sidik,
                "aktif": False,
                "sandi_harus_ganti": False,
                "penugasan_aktif_id": None,
                "pengaturan": {},
            }
            for k, t in enumerate(tokoh)
        ],
    )
