"""Versions of a letter: what was submitted each time, and what changed from one to another in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from suite.core.beda import Baris, Potong, beda_daftar, beda_teks
from suite.core.clock import now, today
from suite.core.daftar_kode.queries import entri
from suite.core.db import session
from suite.core.documents import isi as dokumen_isi
from suite.core.errors import TidakDitemukan
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan, Pegawai
from suite.core.kalender import saat_panjang
from suite.naskah_dinas.models import SuratKeluar, SuratVersi
from suite.naskah_dinas.rules.akses import NAMA_KEAMANAN
from suite.naskah_dinas.rules.jenis import jenis_naskah
from suite.naskah_dinas.services import naskah

KINI = "kini"
PENUNJUKAN = {
    "sebagai": "Sebagai", "jabatan_id": "Jabatan", "pegawai_id": "Pegawai", "mulai": "Mulai", "sampai": "Sampai",
    "alasan": "Alasan",
}  # fmt: skip
"""Facts of a surat perintah Plh./Plt., as its form calls them."""


@dataclass(frozen=True)
class Versi:
    """One version. `kunci`: the round as text, or "kini" for a draft that was changed since."""

    kunci: str
    nama: str
    pada: datetime
    isi: dict[str, Any]


@dataclass(frozen=True)
class Perubahan:
    """One place of the letter that changed: its name, and the paragraphs with what went and what came."""

    label: str
    baris: list[Baris]


def daftar_versi(surat: SuratKeluar) -> list[Versi]:
    """Every version that was submitted, oldest first, and the draft as it is now when it is one again."""
    q = select(SuratVersi).where(SuratVersi.surat_id == surat.id).order_by(SuratVersi.ronde)
    semua = [Versi(str(v.ronde), f"Pengajuan ke-{v.ronde}", v.dibuat_pada, v.isi) for v in session.scalars(q)]
    if semua and surat.status == "konsep":
        semua.append(Versi(KINI, "Konsep sekarang", now(), naskah.isi_versi(surat)))
    return semua


def pilih(semua: Sequence[Versi], lama: str, baru: str) -> tuple[Versi, Versi]:
    """The two versions to compare, the earlier first; without a wish the last two. Raises `TidakDitemukan`."""
    if len(semua) < 2:
        raise TidakDitemukan("Surat ini baru mempunyai satu versi; belum ada yang dapat dibandingkan.")
    ada = {v.kunci: n for n, v in enumerate(semua)}
    kiri, kanan = ada.get(lama, len(semua) - 2), ada.get(baru, len(semua) - 1)
    if kiri == kanan:
        kiri, kanan = (kiri - 1, kanan) if kiri else (0, 1)
    return semua[min(kiri, kanan)], semua[max(kiri, kanan)]


def bandingkan(lama: Versi, baru: Versi) -> list[Perubahan]:
    """Everything that differs, place by place in the order of the form; [] when nothing does."""
    a, b = _nilai(lama.isi), _nilai(baru.isi)
    hasil = []
    for label in dict.fromkeys([*b, *a]):
        kiri, kanan = a.get(label, ""), b.get(label, "")
        if kiri == kanan:
            continue
        if isinstance(kiri, tuple) or isinstance(kanan, tuple):
            hasil.append(Perubahan(label, beda_daftar(kiri or (), kanan or ())))
        else:
            hasil.append(Perubahan(label, beda_teks(kiri, kanan) or [_ganti(kiri, kanan)]))
    return hasil


def _ganti(lama: str, baru: str) -> Baris:
    """Only blanks differ: shown whole."""
    return Baris(tuple(Potong(r, x) for r, x in (("hapus", lama), ("tambah", baru)) if x))  # type: ignore[arg-type]


def _nilai(isi: dict[str, Any]) -> dict[str, str | tuple[str, ...]]:
    """What a version says, by the name of the place: text, or the entries of a list."""
    data: dict[str, Any] = isi["data"]
    hasil: dict[str, Any] = {
        "Kepada": tuple(isi["kepada"]),
        "Hal": isi["hal"],
        "Sifat": naskah.NAMA_SIFAT.get(isi["sifat"], isi["sifat"]),
        "Keamanan": NAMA_KEAMANAN.get(isi["keamanan"], isi["keamanan"]),
        "Klasifikasi": _klasifikasi(isi["klasifikasi"]),
        **_isian(isi["jenis"], data.get("isian", {})),
        **{label: _fakta(k, data[k]) for k, label in PENUNJUKAN.items() if data.get(k)},
        "Isi": dokumen_isi.teks(isi["isi"]) if isi["isi"] else "",
        "Penanda tangan": _penanda(*isi["penanda"]),
        "Paraf koordinasi": tuple(_nama(Jabatan, data.get("koordinasi", []))),
        "Cukup berapa paraf koordinasi": str(data.get("cukup") or ""),
        "Tembusan": tuple(isi["tembusan"]),
        **{
            f"Lampiran tercetak {n}": f"{x['judul']}\n{dokumen_isi.teks(x['isi'])}"
            for n, x in enumerate(data.get("lampiran", []), 1)
        },
        "Lampiran": tuple(f"{x['judul']} (sidik {x['sidik'][:8]})" for x in isi["lampiran"]),
        "Dikirim": saat_panjang(datetime.fromisoformat(isi["kirim_pada"])) if isi.get("kirim_pada") else "",
        "Penomoran": "sendiri untuk tiap tujuan" if isi.get("nomor_masing") else "",
    }
    return {k: v for k, v in hasil.items() if v}


def _isian(jenis: str, isian: dict[str, Any]) -> dict[str, str | tuple[str, ...]]:
    """The kind's own fields by their labels; one that the kind has no more goes by its code."""
    label = {x.kode: x.label for x in jenis_naskah(jenis, today()).isian}
    hasil: dict[str, str | tuple[str, ...]] = {}
    for kode in [*(k for k in label if k in isian), *(k for k in isian if k not in label)]:
        nilai = isian[kode]
        if isinstance(nilai, list):
            orang = all(isinstance(x, int) for x in nilai)
            nilai = tuple(_nama(Pegawai, nilai)) if orang else "\n".join(nilai)
        hasil[label.get(kode, kode)] = nilai
    return hasil


def _fakta(kode: str, nilai: Any) -> str:
    model: type[Jabatan] | type[Pegawai] | None = {"jabatan_id": Jabatan, "pegawai_id": Pegawai}.get(kode)
    return "".join(_nama(model, [int(nilai)])) if model else str(nilai)


def _nama(model: type[Jabatan] | type[Pegawai], ids: Iterable[int]) -> list[str]:
    """Names in the order of the ids."""
    urut = [int(i) for i in ids]
    ada = identitas.nama_banyak(model, urut)
    return [ada[i] for i in urut if i in ada]


def _klasifikasi(kode: str) -> str:
    ada = entri("klasifikasi", kode, today()) if kode else None
    return f"{kode} {ada.uraian}" if ada else kode


def _penanda(atas_nama: int | None, melalui: int | None, jabatan: int | None, cara: str) -> str:
    """'a.n. Sekretaris Daerah: Asisten Administrasi Umum'."""
    sebut = " ".join(_nama(Jabatan, [i for i in (jabatan,) if i]))
    atas = ", u.b. ".join(_nama(Jabatan, [i for i in (atas_nama, melalui) if i]))
    return f"a.n. {atas}: {sebut}" if cara and atas else sebut
