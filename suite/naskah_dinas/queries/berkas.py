"""Reads about archive files: the list of an office, one berkas with the letters one may see, its retention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, literal, or_, select, union_all

from suite.core import policy
from suite.core.actor import Actor
from suite.core.clock import today
from suite.core.daftar_kode import queries as kode
from suite.core.daftar_kode.models import EntriKode
from suite.core.db import memuat, session, untuk_pola
from suite.core.errors import MasukanSalah
from suite.core.identity.models import UnitKerja
from suite.core.kalender import tanggal_pendek
from suite.core.web import Kursor
from suite.core.web.urutan import atau_akhir, berurut
from suite.naskah_dinas.models import Berkas, SuratKeluar, SuratMasuk
from suite.naskah_dinas.rules import retensi
from suite.naskah_dinas.rules.jra import baca_lama

UKURAN = 25
URUTAN = {"judul": Berkas.judul, "kode": Berkas.klasifikasi}
PERSETUJUAN = {
    "kepala_daerah": "kepala daerah",
    "kepala_anri": "Kepala ANRI",
    "lembaga_kearsipan": "lembaga kearsipan daerah",
}
TINDAKAN = {"musnah": "dimusnahkan", "serah": "diserahkan ke lembaga kearsipan daerah", "nilai": "dinilai kembali"}

SELESAI = {
    "dimusnahkan": "Sudah dimusnahkan.",
    "diserahkan": "Sudah diserahkan ke lembaga kearsipan daerah.",
    "digabung": "Tidak dihitung: isinya digabungkan ke berkas lain.",
}
"""What its retention came to."""


@dataclass(frozen=True)
class BarisBerkas:
    """One row of the list. `jumlah` counts only the letters that the actor may see."""

    id: int
    klasifikasi: str
    judul: str
    tahun: int
    opd: str
    dibuka_pada: datetime
    ditutup_pada: date | None
    jumlah: int
    status: str
    ditahan: bool


def daftar(
    actor: Actor, kata: str, keadaan: str, kursor: Kursor | None, *, ukuran: int = UKURAN, urut: str = ""
) -> list[BarisBerkas]:
    """At most one page and one row of the berkas that the actor may see, newest first or in the order `urut` of `URUTAN`
    (reversed when going back)."""
    q = (
        select(Berkas, UnitKerja.nama_singkat)
        .join(UnitKerja, UnitKerja.id == Berkas.opd_id)
        .where(policy.lingkup("berkas.lihat", actor))
        .limit(ukuran + 1)
    )
    for k in kata.split()[:6]:
        q = q.where(or_(memuat(k, Berkas.judul), Berkas.klasifikasi.like(f"{untuk_pola(k)}%", escape="\\")))
    if keadaan == "ditahan":
        q = q.where(Berkas.ditahan_pada.is_not(None))
    elif keadaan:
        q = q.where(Berkas.status == keadaan)
    baris = session.execute(berurut(q, Berkas.id, kursor, urut, URUTAN)).all()
    jumlah = _jumlah(actor, [b.id for b, _ in baris])
    return [
        BarisBerkas(
            b.id,
            b.klasifikasi,
            b.judul,
            b.tahun,
            opd,
            b.dibuka_pada,
            b.ditutup_pada,
            jumlah.get(b.id, 0),
            b.status,
            b.ditahan_pada is not None,
        )
        for b, opd in baris
    ]


def _jumlah(actor: Actor, ids: Sequence[int]) -> dict[int, int]:
    """How many letters of each berkas the actor may see: a hidden one is not even counted. One query."""
    if not ids:
        return {}
    keluar = select(SuratKeluar.berkas_id.label("b")).where(
        SuratKeluar.berkas_id.in_(ids), policy.lingkup("surat_keluar.lihat", actor)
    )
    masuk = select(SuratMasuk.berkas_id.label("b")).where(
        SuratMasuk.berkas_id.in_(ids), policy.lingkup("surat_masuk.lihat", actor)
    )
    semua = union_all(keluar, masuk).subquery()
    q = select(semua.c.b, func.count()).group_by(semua.c.b)
    return {b: n for b, n in session.execute(q)}  # noqa: C416  (a row is no pair to the type checker)


@dataclass(frozen=True)
class SuratBerkas:
    """A letter in a berkas, sent or received."""

    jenis: str
    id: int
    nomor: str
    hal: str
    pihak: str
    tanggal: date | None


def isi(
    actor: Actor,
    b: Berkas,
    kursor: Kursor | None,
    *,
    kata: str = "",
    jenis: str = "",
    ukuran: int = UKURAN,
    urut: str = "",
) -> list[SuratBerkas]:
    """At most one page and one row of the letters in the berkas that the actor may see, newest letter first or by their
    date (`urut` "tanggal", "-tanggal"), narrowed by words and by kind ("surat_masuk", "surat_keluar")."""
    keluar = select(
        literal("surat_keluar").label("jenis"),
        SuratKeluar.id.label("id"),
        func.coalesce(SuratKeluar.nomor, "").label("nomor"),
        SuratKeluar.hal.label("hal"),
        SuratKeluar.penanda_sebutan.label("pihak"),
        SuratKeluar.tanggal.label("tanggal"),
    ).where(SuratKeluar.berkas_id == b.id, policy.lingkup("surat_keluar.lihat", actor))
    masuk = select(
        literal("surat_masuk"), SuratMasuk.id, SuratMasuk.nomor, SuratMasuk.hal, SuratMasuk.pengirim, SuratMasuk.tanggal
    ).where(SuratMasuk.berkas_id == b.id, policy.lingkup("surat_masuk.lihat", actor))
    s = union_all(keluar, masuk).subquery()
    nomor = case((s.c.jenis == "surat_masuk", s.c.id * 2), else_=s.c.id * 2 + 1)
    q = select(s).limit(ukuran + 1)
    if jenis:
        q = q.where(s.c.jenis == jenis)
    for k in kata.split()[:6]:
        q = q.where(memuat(k, s.c.hal, s.c.nomor, s.c.pihak))
    baris = session.execute(berurut(q, nomor, kursor, urut, {"tanggal": atau_akhir(s.c.tanggal)})).all()
    return [SuratBerkas(r.jenis, r.id, r.nomor, r.hal, r.pihak, r.tanggal) for r in baris]


def urut_isi(s: SuratBerkas) -> int:
    """The key by which `isi` pages."""
    return s.id * 2 + (s.jenis != "surat_masuk")


def saran(actor: Actor, opd_id: int, klasifikasi: str, batas: int = 30) -> list[dict[str, Any]]:
    """Open berkas of an office as choices {nilai, label, ket}: those under the letter's code first, then newest."""
    cocok = case(
        (Berkas.klasifikasi == klasifikasi, 0),
        (Berkas.klasifikasi.startswith(klasifikasi.rsplit(".", 1)[0] + ".", autoescape=True), 1),
        else_=2,
    )
    q = select(Berkas).where(Berkas.opd_id == opd_id, Berkas.status == "terbuka", policy.lingkup("berkas.lihat", actor))
    q = q.order_by(cocok if klasifikasi else Berkas.id.desc(), Berkas.id.desc()).limit(batas)
    return [
        {"nilai": b.id, "label": b.judul, "ket": f"{b.klasifikasi}, {b.tahun}", "cocok": b.klasifikasi == klasifikasi}
        for b in session.scalars(q)
    ]


# Retention ---------------------------------------------------------------------------------------------------------


def retensi_kata(b: Berkas) -> dict[str, str] | None:
    """The retention of the code in words: {aktif, inaktif, nasib, tahap}. None when the code has none (any more)."""
    entri = _entri(b)
    data = {k: str(v) for k, v in entri.data.items()} if entri is not None else {}
    if not all(data.get(k) for k in ("aktif", "inaktif", "nasib_akhir")):
        return None
    try:
        r = retensi(data["aktif"], data["inaktif"], data["nasib_akhir"], b.ditutup_pada, today())
        _, pemicu = baca_lama(data["aktif"], "aktif")
    except MasukanSalah:
        return None  # a list imported before its wording was checked
    setelah = pemicu[:1].lower() + pemicu[1:] if pemicu else "setelah berkas ditutup"
    if b.status in SELESAI:
        tahap = SELESAI[b.status]
    elif r.tahap == "belum_mulai":
        tahap = f"Belum berjalan: dihitung {setelah}."
    elif r.inaktif_mulai is not None and r.keputusan_mulai is not None:
        hari = {"inaktif": tanggal_pendek(r.inaktif_mulai), "putus": tanggal_pendek(r.keputusan_mulai)}
        tahap = {
            "aktif": f"Aktif. Inaktif mulai {hari['inaktif']}, diputuskan mulai {hari['putus']}.",
            "inaktif": f"Inaktif. Diputuskan mulai {hari['putus']}.",
            "menunggu_keputusan": f"Menunggu keputusan sejak {hari['putus']}.",
        }[r.tahap or "aktif"]
    else:
        tahap = "Belum berjalan."
    return {
        "uraian": entri.uraian if entri is not None else "",
        "aktif": data["aktif"],
        "inaktif": data["inaktif"],
        "nasib": f"{data['nasib_akhir']}: {TINDAKAN[r.tindakan]} dengan persetujuan {PERSETUJUAN[r.persetujuan]}",
        "tahap": tahap,
    }


def uraian_kode(b: Berkas) -> str:
    """The words of the berkas's code."""
    entri = _entri(b)
    return entri.uraian if entri is not None else ""


def _entri(b: Berkas) -> EntriKode | None:
    """The code as it stood when the berkas was closed; of older ones as it stands today."""
    pada = kode.entri("klasifikasi", b.klasifikasi, b.ditutup_pada) if b.ditutup_pada else None
    return pada or kode.entri("klasifikasi", b.klasifikasi, today())
