"""Import of units: the tree of offices by code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from suite.core.clock import today
from suite.core.db import session
from suite.core.identity.impor.pohon import atas_dahulu, tandai_ganda, tandai_gantung, tandai_lingkar
from suite.core.identity.models import UnitKerja
from suite.core.impor.jenis import Baris, JenisImpor, Tahap
from suite.core.impor.kolom import Kolom, kode, pilihan, tanggal, teks, ya_tidak
from suite.core.massal import Massal, id_baru

JENIS_UNIT: dict[str, tuple[str, ...]] = {
    "kota": ("kabupaten", "provinsi", "pemerintah kota", "pemda", "pemerintah daerah"),
    "setda": ("sekretariat daerah",),
    "setwan": ("sekretariat dprd",),
    "inspektorat": (),
    "dinas": (),
    "badan": ("satuan", "satpol pp", "kantor"),
    "kecamatan": ("distrik",),
    "kelurahan": ("desa",),
    "bagian": (),
    "bidang": (),
    "subbagian": ("subbag", "sub bagian", "seksi", "subbidang"),
    "sekretariat": (),
    "inspektur_pembantu": ("irban",),
    "uptd": ("upt", "uptb"),
    "puskesmas": (),
    "rumah_sakit": ("rsud",),
    "sekolah": ("sd", "smp", "tk"),
}
OPD = frozenset({"setda", "setwan", "inspektorat", "dinas", "badan", "kecamatan"})
"""Kinds that are an office of their own (perangkat daerah): they keep registers and agendas."""

KOLOM = (
    Kolom(
        "kode", kode(40), "Kode unit, tunggal di seluruh daerah.", "2.16.0.00.0.00.01.0000", ("kode_unit",), wajib=True
    ),
    Kolom(
        "nama",
        teks(200),
        "Nama lengkap unit.",
        "Dinas Komunikasi dan Informatika",
        ("nama_unit", "unit_kerja"),
        wajib=True,
    ),
    Kolom("jenis", pilihan(JENIS_UNIT), f"Salah satu: {', '.join(JENIS_UNIT)}.", "dinas", ("jenis_unit",), wajib=True),
    Kolom(
        "induk",
        kode(40),
        "Kode unit di atasnya. Kosong hanya untuk puncak.",
        "61.71",
        ("kode_induk", "unit_induk", "kode_atasan"),
    ),
    Kolom("nama_singkat", teks(60), "Nama pendek pada daftar. Kosong: sama dengan nama.", "Diskominfo", ("singkatan",)),
    Kolom(
        "kode_surat", teks(40), "Kode unit pada nomor surat. Kosong: nama singkat.", "Diskominfo", ("kode_nomor_surat",)
    ),
    Kolom(
        "perangkat_daerah",
        ya_tidak,
        "ya bila unit ini perangkat daerah sendiri. Kosong: menurut jenisnya.",
        "ya",
        ("opd", "skpd"),
    ),
    Kolom("alamat", teks(300), "Alamat pada kop surat.", "Jalan Contoh Nomor 1, Pontianak 78000", ()),
    Kolom(
        "kontak",
        teks(300),
        "Telepon, laman, dan pos-el pada kop surat.",
        "Telepon (0561) 000000",
        ("telepon", "kontak_unit"),
    ),
    Kolom(
        "mulai", tanggal, "Sejak kapan unit ada. Kosong: hari ini.", "01/01/2025", ("tanggal_mulai", "berlaku_mulai")
    ),
)

_ISI = ("nama", "nama_singkat", "kode_surat", "jenis", "alamat", "kontak")


def bandingkan(baris: list[Baris]) -> None:
    """Check codes, parents and circles; set state, differences and plan of every row."""
    t: Any = UnitKerja.__table__
    ada: dict[str, Any] = {u["kode"]: u for u in session.execute(select(t)).mappings()}
    kode_id: dict[int, str] = {u["id"]: k for k, u in ada.items()}
    tandai_ganda(baris, "kode", "Kode unit")
    tandai_gantung(baris, "induk", set(ada), "Unit induk")
    atas: dict[str, str | None] = {k: kode_id.get(u["induk_id"] or 0) for k, u in ada.items()}
    for b in baris:
        if b.keadaan != "salah" and "induk" in b.nilai:
            atas[str(b.nilai["kode"])] = str(b.nilai["induk"]) or None
    tandai_lingkar(baris, atas, "induk")
    baik = {str(b.nilai["kode"]): b for b in baris if b.keadaan != "salah"}
    opd = _opd(baik, ada, kode_id, atas)
    for k, b in baik.items():
        lama = ada.get(k)
        baru = {n: b.nilai[n] for n in _ISI if n in b.nilai}
        if lama is None:
            baru.setdefault("nama_singkat", str(baru["nama"])[:60])
            baru.setdefault("kode_surat", str(baru["nama_singkat"])[:40])
            b.rencana = {"baru": {"alamat": "", "kontak": "", "mulai": b.nilai.get("mulai") or today(), **baru}}
            b.keadaan = "baru"
        else:
            baru |= {"mulai": b.nilai["mulai"]} if b.nilai.get("mulai") else {}
            b.rencana = {"lama": lama, "ubah": baru}
            b.beda = [(n, str(lama[n]), str(v)) for n, v in baru.items() if lama[n] != v]
            for n, kini, mau in (
                ("induk", kode_id.get(lama["induk_id"] or 0), atas[k]),
                ("perangkat_daerah", kode_id.get(lama["opd_id"] or 0), opd[k]),
            ):
                if kini != mau:
                    b.beda.append((n, kini or "", mau or ""))
            b.keadaan = "ubah" if b.beda else "sama"
        b.rencana |= {"induk": atas.get(k), "opd": opd[k]}


def _opd(
    baik: Mapping[str, Baris], ada: Mapping[str, Mapping[str, Any]], kode_id: Mapping[int, str], atas: Mapping[str, str | None]
) -> dict[str, str]:  # fmt: skip
    """Code → code of its office: itself, or that of the unit above. The city itself is registered by its Setda."""

    def sendiri(k: str) -> bool:
        if k in baik:
            b = baik[k]
            if (tegas := b.nilai.get("perangkat_daerah")) is not None:
                return bool(tegas)
            return b.nilai.get("jenis") in OPD
        return kode_id.get(ada[k]["opd_id"] or 0) == k

    setda = next((k for k, b in baik.items() if b.nilai.get("jenis") == "setda"), None)
    setda = setda or next((k for k, u in ada.items() if u["jenis"] == "setda"), None)
    hasil: dict[str, str] = {}
    for k in baik:
        kini: str | None = k
        while kini is not None and not sendiri(kini) and kini in atas:
            kini = atas.get(kini)
        hasil[k] = kini or setda or k
    return hasil


def _tulis(m: Massal, baris: Sequence[Baris], _berkas: str) -> None:
    baru = [b for b in baris if b.keadaan == "baru"]
    nomor = dict(session.execute(select(UnitKerja.kode, UnitKerja.id)).all())
    for b, id_ in zip(baru, id_baru(UnitKerja, len(baru)), strict=True):
        nomor[str(b.nilai["kode"])] = id_
    m.sisip(
        UnitKerja,
        [
            {
                "id": nomor[str(b.nilai["kode"])],
                "kode": b.nilai["kode"],
                "induk_id": nomor[b.rencana["induk"]] if b.rencana["induk"] else None,
                "opd_id": None,
                "selesai": None,
                **b.rencana["baru"],
            }
            for b in baru
        ],
    )
    m.ubah(
        UnitKerja,
        [
            (b.rencana["lama"], b.rencana["ubah"] | {"induk_id": nomor[b.rencana["induk"]] if b.rencana["induk"] else None})
            for b in baris
            if b.keadaan == "ubah"
        ],
    )  # fmt: skip


def _tulis_opd(m: Massal, baris: Sequence[Baris], _berkas: str) -> None:
    """The office of each unit, when all units are there: the city's own is the Setda, which stands below it."""
    t: Any = UnitKerja.__table__
    ada: dict[str, Any] = {u["kode"]: u for u in session.execute(select(t)).mappings()}
    m.ubah(UnitKerja, [(ada[str(b.nilai["kode"])], {"opd_id": ada[b.rencana["opd"]]["id"]}) for b in baris])


def _beda_opd(b: Baris) -> bool:
    return any(n == "perangkat_daerah" for n, _, _ in b.beda)


JENIS = JenisImpor(
    "unit",
    "Unit kerja",
    "Perangkat daerah dengan bagian, bidang, kecamatan, kelurahan, dan UPTD-nya.",
    KOLOM,
    bandingkan,
    (
        Tahap("Menulis unit", lambda b: b.keadaan == "baru" or (b.keadaan == "ubah" and not _hanya_opd(b)), _tulis),
        Tahap("Menentukan perangkat daerah", _beda_opd, _tulis_opd, sekaligus=True),
    ),
    lambda b: f"{b.nilai.get('kode', '')} {b.nilai.get('nama', '')}".strip(),
    alias=("units",),
    urutkan=lambda baris: atas_dahulu(baris, "induk"),
    urut=10,
)


def _hanya_opd(b: Baris) -> bool:
    return all(n == "perangkat_daerah" for n, _, _ in b.beda)
