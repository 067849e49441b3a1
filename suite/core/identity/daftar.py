"""Lists of identity: the admin's people and accounts, who stands in for whom, who read my data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, or_, true

from suite.core import audit, policy
from suite.core.actor import Actor
from suite.core.daftar import Daftar, Kolom, Konteks, Massal, Saring, daftarkan
from suite.core.identity import queries
from suite.core.identity.models import Jabatan, Penugasan, UnitKerja
from suite.core.identity.policy import lingkup_admin
from suite.core.nip import format_nip
from suite.core.web import Kursor
from suite.core.web.format import tanggal_jam, tanggal_pendek

AKUN = {"aktif": "Aktif", "nonaktif": "Nonaktif", "belum": "Belum punya akun"}


def pasang() -> None:
    """Register the lists."""
    daftarkan(PEGAWAI, PENGGANTI, PEMBACA)


def _ambil(k: Konteks, kursor: Kursor | None, ukuran: int) -> list[queries.BarisPegawai]:
    return queries.daftar_pegawai(
        policy.lingkup("peran.kelola", k.actor),
        kata=k.kata,
        akun=k.nilai["akun"],
        kursor=kursor,
        batas=ukuran + 1,
        urut=k.urut,
    )


def _jabatan(b: queries.BarisPegawai) -> str:
    return "; ".join(j.sebutan for j in b.jabatan)


def _akun(b: queries.BarisPegawai, _k: Konteks) -> dict[str, Any]:
    if b.account is None:
        return {"lencana": ("netral", "Belum punya akun", "minus")}
    if not b.account.aktif:
        return {"lencana": ("bahaya", "Nonaktif", "lock")}
    return {"lencana": ("sah", "Aktif", None) if b.account.sandi else ("netral", "Belum ada kata sandi", "key")}


def _massal(k: Konteks) -> Massal | None:
    """Of accounts that are of one kind: the filter says which."""
    if k.nilai["akun"] == "nonaktif":
        return Massal("Aktifkan {n} akun", url_for("kelola.aktif_banyak"), "lock-open")
    if k.nilai["akun"] == "aktif":
        kode = Massal("Cetak kode {n} akun", url_for("kelola.kode_banyak"), "key")
        return Massal("Nonaktifkan {n} akun", url_for("kelola.nonaktif_banyak"), "lock", kedua=kode)
    return None


PEGAWAI = Daftar(
    "pegawai",
    "Pegawai dan akun",
    benda="pegawai",
    meta="Pegawai perangkat daerah yang Anda kelola.",
    izin="akun.kelola",
    endpoint="kelola.daftar",
    bantuan="mengelola-pegawai",
    cari="Cari nama atau NIP",
    saring=(Saring("akun", "Akun", pilihan=lambda: AKUN),),
    ambil=_ambil,
    kunci=lambda b: (b.pegawai.id,),
    baris=lambda b, k: {"nilai": b.account.id if b.account else 0, "label": b.pegawai.nama_lengkap},
    massal=_massal,
    kosong=lambda k: {
        "judul": "Tidak ada pegawai yang cocok",
        "uraian": "Periksa ejaan nama, atau cari dengan NIP.",
        "tersaring": k.tersaring,
    },
    kolom=(
        Kolom(
            "nama", "Nama",
            lambda b, k: {"teks": b.pegawai.nama_lengkap, "url": url_for("kelola.pegawai", id=b.pegawai.id)},
            kartu="judul", wajib=True, urutan=lambda b: b.pegawai.nama,
        ),
        Kolom("nip", "NIP", lambda b, k: format_nip(b.pegawai.nip) if b.pegawai.nip else b.pegawai.jenis_asn, lambda b, k: b.pegawai.nip),
        Kolom(
            "jabatan", "Jabatan",
            lambda b, k: {"teks": _jabatan(b) or "Tidak bertugas hari ini", "sub": b.jabatan[0].unit if b.jabatan else None},
            (("Jabatan", lambda b, k: _jabatan(b)), ("Unit", lambda b, k: b.jabatan[0].unit if b.jabatan else None)),
            lebar="isi",
        ),
        Kolom("akun", "Akun", _akun, lambda b, k: _akun(b, k)["lencana"][1], kartu="status"),
    ),
)  # fmt: skip


# Plh. and Plt. -----------------------------------------------------------------------------------------------------

MASA = {"kini": "Berlaku", "nanti": "Akan datang", "lalu": "Sudah lewat"}
KOSONG = {
    "kini": "Semua jabatan dijalankan pejabatnya sendiri hari ini.",
    "nanti": "Belum ada penunjukan yang akan datang.",
    "lalu": "Belum ada penunjukan yang sudah lewat.",
}


@dataclass(frozen=True)
class BarisPengganti:
    """One row: the assignment, and the document behind one that was made at a moment's notice."""

    tugas: Penugasan
    dokumen_id: int | None


def _lingkup(actor: Actor) -> ColumnElement[bool]:
    """Posts of the offices where the actor works or is admin, and posts directly below the actor's own."""
    opd = lingkup_admin(actor)
    if opd is None or "auditor" in actor.peran:
        return true()
    return or_(UnitKerja.opd_id.in_(sorted(opd | actor.opd_ids)), Jabatan.atasan_id.in_(sorted(actor.jabatan_ids)))


def _ambil_pengganti(k: Konteks, kursor: Kursor | None, ukuran: int) -> list[BarisPengganti]:
    semua = queries.daftar_pengganti(
        _lingkup(k.actor),
        k.tab,
        kata=k.kata,
        jenis=k.nilai["jenis"],
        kursor=kursor,
        batas=ukuran + 1,
        urut=k.urut,
    )
    dokumen = queries.dokumen_sementara([p.id for p in semua if p.sementara])
    return [BarisPengganti(p, dokumen.get(p.id)) for p in semua]


def _jabatan_pengganti(b: BarisPengganti, _k: Konteks) -> dict[str, Any]:
    p = b.tugas
    url = url_for("delegasi.lihat", id=b.dokumen_id) if b.dokumen_id else None
    return {"teks": f"{p.jenis} {p.jabatan.nama}", "url": url, "sub": p.jabatan.unit.nama, "tebal": True}


def _masa(b: BarisPengganti, _k: Konteks) -> str:
    p = b.tugas
    return f"{tanggal_pendek(p.mulai)}{f' sampai {tanggal_pendek(p.sampai)}' if p.sampai else ', tanpa batas'}"


def _dasar(b: BarisPengganti, _k: Konteks) -> Any:
    p = b.tugas
    if p.sementara:
        return {"lencana": ("perhatian", "Sementara", None)}
    return p.dasar or {"lencana": ("netral", "Dasar tidak tercatat", "info-circle")}


def _tunjuk(k: Konteks) -> list[dict[str, Any]]:
    if not policy.boleh("penugasan.sementara", k.actor):
        return []
    label = "Tunjuk Plh. sekarang (mendadak)"
    return [{"label": label, "url": url_for("delegasi.tunjuk"), "jenis": "utama", "ikon": "user-plus"}]


PENGGANTI = Daftar(
    "pengganti",
    "Plh. dan Plt.",
    benda="penugasan",
    meta="Siapa bertindak untuk siapa, dari kapan sampai kapan, dan berdasar apa.",
    izin="delegasi.lihat",
    endpoint="delegasi.papan",
    tab=MASA,
    label_tab="Masa berlaku",
    cari="Jabatan, unit, atau orang",
    saring=(Saring("jenis", "Jenis", pilihan=lambda: {j: j for j in ("Plh.", "Plt.", "Pj.")}),),
    ambil=_ambil_pengganti,
    kunci=lambda b: (b.tugas.id,),
    baris=lambda b, k: {"giliran": b.tugas.sementara},
    kosong=lambda k: {
        "judul": "Tidak ada yang cocok" if k.tersaring else "Tidak ada Plh. atau Plt.",
        "uraian": "Ubah kata atau penyaringnya." if k.tersaring else KOSONG[k.tab],
        "tersaring": k.tersaring,
    },
    aksi=_tunjuk,
    kolom=(
        Kolom(
            "jabatan", "Jabatan", _jabatan_pengganti,
            (
                ("Jenis", lambda b, k: b.tugas.jenis), ("Jabatan", lambda b, k: b.tugas.jabatan.nama),
                ("Unit", lambda b, k: b.tugas.jabatan.unit.nama),
            ),
            kartu="judul", lebar="isi", wajib=True,
        ),
        Kolom(
            "pegawai", "Pelaksana", lambda b, k: b.tugas.pegawai.nama_lengkap,
            (("Pelaksana", lambda b, k: b.tugas.pegawai.nama_lengkap), ("NIP", lambda b, k: b.tugas.pegawai.nip)),
        ),
        Kolom(
            "masa", "Masa", _masa, (("Mulai", lambda b, k: b.tugas.mulai), ("Sampai", lambda b, k: b.tugas.sampai)),
            urutan=lambda b: b.tugas.mulai,
        ),
        Kolom(
            "dasar", "Dasar", _dasar, lambda b, k: "Sementara" if b.tugas.sementara else b.tugas.dasar, kartu="status",
        ),
    ),
)  # fmt: skip


# Who read my data --------------------------------------------------------------------------------------------------

PEMBACA = Daftar(
    "pembaca",
    "Pembaca data saya",
    benda="pembacaan",
    meta="Siapa membuka data kepegawaian dan akun Anda, sebagai apa, kapan, dan bagian mana.",
    izin="masuk",
    endpoint="akun.pembaca",
    bantuan="pembaca-data-saya",
    cari="Orang, jabatan, atau bagian",
    ambil=lambda k, kursor, ukuran: audit.pembaca(
        "pegawai", k.actor.pegawai_id or 0, kata=k.kata, kursor=kursor, batas=ukuran + 1, urut=k.urut
    ),
    kunci=lambda b: (b.id,),
    kosong=lambda k: {
        "judul": "Tidak ada yang cocok" if k.tersaring else "Belum ada yang membaca data Anda",
        "uraian": "Ubah kata yang dicari."
        if k.tersaring
        else "Setiap kali admin membuka halaman data Anda, catatannya muncul di sini.",
        "tersaring": k.tersaring,
    },
    kolom=(
        Kolom("siapa", "Siapa", lambda b, k: {"teks": b.nama or "Sistem", "tebal": True}, kartu="judul", wajib=True),
        Kolom("sebagai", "Sebagai", lambda b, k: b.sebagai or "jabatan tidak tercatat", lebar="isi"),
        Kolom("bagian", "Bagian", lambda b, k: b.uraian),
        Kolom(
            "kapan", "Kapan", lambda b, k: tanggal_jam(b.pada), lambda b, k: b.pada, lebar="tetap",
            urutan=lambda b: b.id,
        ),
    ),
)  # fmt: skip
