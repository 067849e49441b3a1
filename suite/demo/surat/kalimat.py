"""Writes letters from templates: subject, body, classification, speed and class (`surat.toml`, `topik.csv`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import escape
from random import Random
from typing import Any

from suite.core.clock import local_date
from suite.core.kalender import BULAN, bulan_romawi, tanggal_panjang, tanggal_surat
from suite.demo.bahan import FOLDER, tabel
from suite.demo.surat.waktu import tambah_hari_kerja


@dataclass(frozen=True, slots=True)
class Tulisan:
    """A letter's words, before it has people. `kepada` is the kind of addressee the template names."""

    templat: str
    jenis: str
    hal: str
    isi: str
    klasifikasi: str
    sifat: str
    keamanan: str
    kepada: str


@dataclass(frozen=True, slots=True)
class TulisanLuar:
    """A letter from outside as its envelope and first page show it."""

    pengirim: str
    nomor: str
    hal: str
    klasifikasi: str
    sifat: str


@cache
def bahan() -> dict[str, Any]:
    """The tables of `data/surat.toml`."""
    with (FOLDER / "surat.toml").open("rb") as f:
        return tomllib.load(f)


def isian(nama: str) -> list[str]:
    return bahan()["isian"][nama]


def tulis(acak: Random, singkat: str, jenis_opd: str, pengirim: str, saat: datetime) -> Tulisan:
    """Something that this office would write at that time. `singkat` is its short name, `pengirim` its full one."""
    calon, bobot = _templat(singkat, jenis_opd)
    t = acak.choices(calon, bobot)[0]
    topik, klasifikasi = _topik(acak, singkat, jenis_opd) if t["topik"] else ("", t["klasifikasi"])
    kata = _kata(acak, local_date(saat), pengirim, topik)
    return Tulisan(
        templat=t["kode"],
        jenis=t.get("jenis", "surat_dinas"),
        hal=t["hal"].format_map(kata),
        isi="".join(_alinea(p, kata) for p in t["isi"]),
        klasifikasi=klasifikasi,
        sifat=acak.choice(t["sifat"]),
        keamanan=t.get("keamanan", "B"),
        kepada=t["kepada"],
    )


def tulis_luar(acak: Random, saat: datetime) -> TulisanLuar:
    """A letter that comes from outside the city's offices."""
    t = acak.choice(bahan()["luar"])
    hari = local_date(saat)
    kata = _kata(acak, hari, "", "") | {
        "nomor": str(acak.randrange(3, 900)), "romawi": bulan_romawi(hari.month),
        "Sektor": acak.choice(isian("Sektor")),
    }  # fmt: skip
    return TulisanLuar(
        pengirim=acak.choice(t["pengirim"]).format_map(kata),
        nomor=t["nomor"].format_map(kata),
        hal=acak.choice(t["hal"]).format_map(kata),
        klasifikasi=t["klasifikasi"],
        sifat=acak.choices(("biasa", "penting", "segera", "amat_segera"), (50, 30, 17, 3))[0],
    )


@cache
def _templat(singkat: str, jenis_opd: str) -> tuple[list[dict[str, Any]], list[int]]:
    cocok = {"*", singkat, jenis_opd}
    calon = [t for t in bahan()["templat"] if cocok & set(t["dari"])]
    return calon, [t["bobot"] for t in calon]


@cache
def _topik_opd(singkat: str, jenis_opd: str) -> list[tuple[str, str]]:
    sendiri = [(b["topik"], b["klasifikasi"]) for b in tabel("topik") if b["perangkat_daerah"] in (singkat, jenis_opd)]
    umum = [(b["topik"], b["klasifikasi"]) for b in tabel("topik") if b["perangkat_daerah"] == "*"]
    return sendiri * 4 + umum


def _topik(acak: Random, singkat: str, jenis_opd: str) -> tuple[str, str]:
    return acak.choice(_topik_opd(singkat, jenis_opd))


def _judul(teks: str) -> str:
    kecil = {"dan", "di", "ke", "dari", "pada", "yang", "untuk", "dengan", "dalam"}
    return " ".join(k if k in kecil else k[:1].upper() + k[1:] for k in teks.split())


def _kata(acak: Random, hari: date, pengirim: str, topik: str) -> dict[str, str]:
    acara = tambah_hari_kerja(hari, acak.randrange(2, 9))
    triwulan = isian("periode")[(hari.month - 1) // 3]
    aduan = acak.choice(isian("aduan"))
    ruang = acak.choice(isian("ruang"))
    kelurahan = acak.choice([w["nama"] for w in tabel("wilayah") if w["tingkat"] == "kelurahan"])
    return {
        "topik": topik,
        "Topik": _judul(topik),
        "pengirim": pengirim,
        "tahun": str(hari.year),
        "bulan": BULAN[hari.month - 1],
        "batas": tanggal_panjang(tambah_hari_kerja(hari, acak.randrange(3, 10))),
        "hari_tanggal": tanggal_panjang(acara),
        "tanggal_acara": tanggal_surat(acara),
        "tanggal_lalu": tanggal_panjang(tambah_hari_kerja(hari, -acak.randrange(1, 8))),
        "pukul": acak.choice(("08.00", "08.30", "09.00", "13.00", "13.30")),
        "tempat": acak.choice(isian("tempat")),
        "ruang": ruang,
        "Ruang": ruang,
        "periode": triwulan,
        "Periode": triwulan,
        "persen": str(acak.randrange(61, 99)),
        "orang": str(acak.randrange(4, 30) * 10),
        "orang_kecil": str(acak.randrange(2, 12)),
        "kota": acak.choice(isian("kota")),
        "Kota": acak.choice(isian("kota")),
        "kendala": acak.choice(isian("kendala")),
        "tindakan": acak.choice(isian("tindakan")),
        "aduan": aduan,
        "Aduan": _judul(aduan),
        "kelurahan": kelurahan,
        "rujukan": acak.choice(isian("rujukan")).format(tahun=hari.year),
    }


def _alinea(pola: str, kata: dict[str, str]) -> str:
    if pola == "@acara":
        baris = (
            ("hari, tanggal", kata["hari_tanggal"]),
            ("waktu", f"{kata['pukul']} WIB sampai dengan selesai"),
            ("tempat", kata["tempat"]),
            ("acara", _judul(kata["topik"]) or "Rapat koordinasi"),
        )
        return rincian(baris)
    if pola.startswith("@butir:"):
        butir = "".join(f"<li><p>{escape(b.format_map(kata))}</p></li>" for b in pola[7:].split("|"))
        return f'<ol type="a">{butir}</ol>'
    return f"<p>{escape(pola.format_map(kata))}</p>"


def rincian(baris: tuple[tuple[str, str], ...]) -> str:
    """The indented `label : value` rows of an invitation."""
    isi = "".join(f"<tr><td><p>{escape(a)}</p></td><td><p>{escape(b)}</p></td></tr>" for a, b in baris)
    return f'<table class="rincian"><tbody>{isi}</tbody></table>'


def hari_surat(saat: datetime, acak: Random) -> date:
    """Date of a letter from outside that arrives now: one to four work days old."""
    return tambah_hari_kerja(local_date(saat), -acak.randrange(1, 5))
