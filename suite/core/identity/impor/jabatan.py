"""Import of posts (one formasi a row): unit and superior by code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from suite.core.clock import today
from suite.core.db import session
from suite.core.identity.impor.pohon import atas_dahulu, tandai_ganda, tandai_gantung, tandai_lingkar
from suite.core.identity.models import Jabatan, UnitKerja
from suite.core.impor.jenis import Baris, JenisImpor, Tahap
from suite.core.impor.kolom import Kolom, bilangan, kode, pilihan, tanggal, teks, ya_tidak
from suite.core.massal import Massal, id_baru

JENIS_JABATAN: dict[str, tuple[str, ...]] = {
    "politik": ("kepala daerah", "pejabat negara"),
    "pimpinan_tinggi": ("jpt", "jpt pratama", "pimpinan tinggi pratama", "eselon ii"),
    "administrator": ("eselon iii",),
    "pengawas": ("eselon iv",),
    "pelaksana": ("jabatan pelaksana", "jfu", "fungsional umum"),
    "fungsional": ("jft", "fungsional tertentu", "jabatan fungsional"),
}
ESELON: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("I.a", "I.b", "II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b"), ()
) | {"-": ("non eselon", "noneselon")}
_MENURUT_ESELON = {"I": "pimpinan_tinggi", "II": "pimpinan_tinggi", "III": "administrator", "IV": "pengawas"}

KOLOM = (
    Kolom(
        "kode",
        kode(60),
        "Kode jabatan, tunggal; satu baris satu formasi.",
        "DISKOMINFO-001",
        ("kode_jabatan",),
        wajib=True,
    ),
    Kolom(
        "nama",
        teks(200),
        "Nama jabatan seperti pada surat.",
        "Kepala Dinas Komunikasi dan Informatika",
        ("nama_jabatan", "jabatan"),
        wajib=True,
    ),
    Kolom(
        "unit",
        kode(40),
        "Kode unit tempat jabatan itu.",
        "2.16.0.00.0.00.01.0000",
        ("kode_unit", "unit_kerja"),
        wajib=True,
    ),
    Kolom(
        "jenis",
        pilihan(JENIS_JABATAN),
        f"Salah satu: {', '.join(JENIS_JABATAN)}. Kosong: menurut eselon.",
        "pimpinan_tinggi",
        ("jenis_jabatan",),
    ),
    Kolom("eselon", pilihan(ESELON), "II.a sampai IV.b; kosong untuk pelaksana dan fungsional.", "II.b", ()),
    Kolom("kelas", bilangan(0, 17), "Kelas jabatan 1 sampai 17.", "14", ("kelas_jabatan",)),
    Kolom(
        "kepala",
        ya_tidak,
        "ya bila jabatan ini mengepalai unitnya dan menerima surat untuk unit itu.",
        "ya",
        ("kepala_unit", "pimpinan"),
    ),
    Kolom(
        "atasan",
        kode(60),
        "Kode jabatan atasan langsung.",
        "SETDA-001",
        ("kode_atasan", "atasan_langsung", "jabatan_atasan"),
    ),
    Kolom(
        "mulai", tanggal, "Sejak kapan jabatan ada. Kosong: hari ini.", "01/01/2025", ("tanggal_mulai", "berlaku_mulai")
    ),
)

_ISI = ("nama", "jenis", "eselon", "kelas", "kepala")


def bandingkan(baris: list[Baris]) -> None:
    """Check codes, units, superiors, circles and heads; set state, differences and plan of every row."""
    t: Any = Jabatan.__table__
    ada: dict[str, Any] = {j["kode"]: j for j in session.execute(select(t)).mappings()}
    kode_id: dict[int, str] = {j["id"]: k for k, j in ada.items()}
    unit = dict(session.execute(select(UnitKerja.kode, UnitKerja.id)).all())
    for b in baris:
        if b.nilai.get("unit") and b.nilai["unit"] not in unit:
            b.salah("unit", f"Unit {b.nilai['unit']} belum ada. Impor unitnya dahulu, atau perbaiki kodenya.")
        _jenis(b, ada)
    tandai_ganda(baris, "kode", "Kode jabatan")
    _satu_kepala(baris, unit, ada)
    tandai_gantung(baris, "atasan", set(ada), "Jabatan atasan")
    atas: dict[str, str | None] = {k: kode_id.get(j["atasan_id"] or 0) for k, j in ada.items()}
    for b in baris:
        if b.keadaan != "salah" and "atasan" in b.nilai:
            atas[str(b.nilai["kode"])] = str(b.nilai["atasan"]) or None
    tandai_lingkar(baris, atas, "atasan")
    for b in baris:
        if b.keadaan == "salah":
            continue
        k = str(b.nilai["kode"])
        lama = ada.get(k)
        baru: dict[str, Any] = {n: b.nilai[n] for n in _ISI if n in b.nilai} | {"unit_id": unit[str(b.nilai["unit"])]}
        b.rencana = {"atasan": atas.get(k)}
        if lama is None:
            kosong = {"eselon": "", "kelas": 0, "kepala": False, "mulai": b.nilai.get("mulai") or today()}
            b.rencana["baru"] = kosong | baru
            b.keadaan = "baru"
            continue
        baru |= {"mulai": b.nilai["mulai"]} if b.nilai.get("mulai") else {}
        b.rencana |= {"lama": lama, "ubah": baru}
        b.beda = [
            (n.removesuffix("_id"), str(lama[n]), str(b.nilai.get("unit") if n == "unit_id" else v))
            for n, v in baru.items()
            if lama[n] != v
        ]
        if kode_id.get(lama["atasan_id"] or 0) != atas[k]:
            b.beda.append(("atasan", kode_id.get(lama["atasan_id"] or 0) or "", atas[k] or ""))
        b.keadaan = "ubah" if b.beda else "sama"


def _jenis(b: Baris, ada: Mapping[str, Mapping[str, Any]]) -> None:
    if b.nilai.get("eselon") == "-":
        b.nilai["eselon"] = ""
    if "jenis" in b.nilai or any(k == "jenis" for k, _ in b.galat):
        return
    eselon = str(b.nilai.get("eselon") or "")
    if eselon:
        b.nilai["jenis"] = _MENURUT_ESELON[eselon.split(".")[0]]
    elif b.nilai.get("kode") not in ada:
        b.salah("jenis", "Isi jenis jabatan, misalnya pelaksana atau fungsional; hanya jabatan bereselon boleh kosong.")


def _satu_kepala(baris: list[Baris], unit: Mapping[str, int], ada: Mapping[str, Mapping[str, Any]]) -> None:
    """A unit has one head: letters to it must go to one post."""
    berkas = {str(b.nilai.get("kode")) for b in baris}
    kepala = {j["unit_id"]: k for k, j in ada.items() if j["kepala"] and j["selesai"] is None and k not in berkas}
    for b in baris:
        id_ = unit.get(str(b.nilai.get("unit")))
        if not b.nilai.get("kepala") or id_ is None or b.nilai.get("jenis") == "politik":
            continue
        if (lain := kepala.setdefault(id_, str(b.nilai.get("kode")))) != b.nilai.get("kode"):
            b.salah("kepala", f"Unit {b.nilai['unit']} sudah dikepalai jabatan {lain}. Isi ya hanya pada satu jabatan.")


def _tulis(m: Massal, baris: Sequence[Baris], _berkas: str) -> None:
    baru = [b for b in baris if b.keadaan == "baru"]
    nomor = dict(session.execute(select(Jabatan.kode, Jabatan.id)).all())
    for b, id_ in zip(baru, id_baru(Jabatan, len(baru)), strict=True):
        nomor[str(b.nilai["kode"])] = id_

    def atasan(b: Baris) -> dict[str, int | None]:
        return {"atasan_id": nomor[b.rencana["atasan"]] if b.rencana["atasan"] else None}

    m.sisip(
        Jabatan,
        [
            {"id": nomor[str(b.nilai["kode"])], "kode": b.nilai["kode"], "selesai": None, **b.rencana["baru"], **atasan(b)}
            for b in baru
        ],
    )  # fmt: skip
    m.ubah(Jabatan, [(b.rencana["lama"], b.rencana["ubah"] | atasan(b)) for b in baris if b.keadaan == "ubah"])


JENIS = JenisImpor(
    "jabatan",
    "Jabatan",
    "Jabatan di setiap unit dengan atasannya, satu baris satu formasi.",
    KOLOM,
    bandingkan,
    (Tahap("Menulis jabatan", lambda b: b.keadaan in ("baru", "ubah"), _tulis),),
    lambda b: f"{b.nilai.get('kode', '')} {b.nilai.get('nama', '')}".strip(),
    alias=("posts",),
    urutkan=lambda baris: atas_dahulu(baris, "atasan"),
    urut=20,
)
