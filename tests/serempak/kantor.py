"""Offices with many letters that wait for one signature: the stage of the load proofs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from suite.core import db, workflow
from suite.core.akses import AksesDokumen
from suite.core.db import session
from suite.core.identity.models import Account
from suite.core.workflow import LangkahRute, RiwayatAlur, Task
from suite.naskah_dinas.models import SuratKeluar, SuratTujuan, SuratVersi
from suite.naskah_dinas.services import keluar as sk
from tests.factories import UnitFactory, actor_dari, pejabat
from tests.matrix.dunia import ISI, KLASIFIKASI, klasifikasi

BAGIAN = (
    ("surat_dinas", 0.40),
    ("nota_dinas", 0.20),
    ("surat_dinas", 0.20),
    ("surat_dinas", 0.1),
    ("nota_dinas", 0.05),
    ("surat_dinas", 0.05),
)
"""Kind and share of the letters of each office: two of the six registers are hot."""


@dataclass(frozen=True)
class Kantor:
    """One office: its head, who signs, and its letters ready for that."""

    kepala: Account
    konseptor: Account
    surat: list[int]


def bangun(banyak: int) -> list[Kantor]:
    """Six offices with `banyak` letters at `siap_ttd` in all, each addressed to the next office. Commits."""
    with db.transaksi():
        klasifikasi()
        orang = []
        for i in range(len(BAGIAN)):
            unit = UnitFactory(nama=f"Dinas Serempak {i}", kode_surat=f"SRM{i}")
            atas, kepala = pejabat(f"Kepala Dinas {i}", unit=unit, kepala=True, jenis="pimpinan_tinggi", eselon="II.b")
            _, konseptor = pejabat(f"Analis Dinas {i}", unit=unit, atasan=atas.jabatan, jenis="fungsional")
            orang.append((unit, atas.jabatan, kepala, konseptor))
    kantor = []
    for i, (jenis, bagian) in enumerate(BAGIAN):
        _, jabatan, kepala, konseptor = orang[i]
        tujuan = orang[(i + 1) % len(orang)][0]
        with db.transaksi():
            aktor = actor_dari(konseptor)
            isian = sk.IsianSurat(
                jenis=jenis, hal=f"Undangan serempak {i}", isi=ISI, klasifikasi=KLASIFIKASI,
                kepada=[sk.Tujuan(unit_id=tujuan.id)], penanda=sk.Penanda(jabatan.id),
            )  # fmt: skip
            surat = sk.buat(aktor, isian)
            workflow.jalankan(surat, "ajukan", aktor, versi=surat.versi)
            assert surat.status == "siap_ttd"
            ids = [surat.id, *gandakan(surat.id, round(banyak * bagian) - 1)]
        kantor.append(Kantor(kepala, konseptor, ids))
    return kantor


def gandakan(surat_id: int, n: int) -> list[int]:
    """`n` more letters like this one, set-based, with all that hangs on it. Returns their ids.

    What is proven begins at the act that follows; making a thousand drafts one by one would prove nothing more.
    """
    session.flush()
    tabel: Any = SuratKeluar.__table__
    asal = session.execute(select(tabel).where(tabel.c.id == surat_id)).mappings().one()
    isi = {k: v for k, v in asal.items() if k != "id"}
    sebelum = session.scalars(select(SuratKeluar.id)).all()
    if n:
        session.execute(insert(tabel), [isi] * n)
    ids = [i for i in session.scalars(select(SuratKeluar.id).order_by(SuratKeluar.id)) if i not in set(sebelum)]
    assert len(ids) == n
    for model, kolom in ((SuratTujuan, "surat_id"), (SuratVersi, "surat_id")):
        _salin(model.__table__, kolom, surat_id, ids, {})
    for model in (LangkahRute, Task, RiwayatAlur, AksesDokumen):
        _salin(model.__table__, "objek_id", surat_id, ids, {"jenis": "surat_keluar"})
    return ids


def _salin(tabel: Any, kolom: str, dari: int, ke: list[int], syarat: dict[str, str]) -> None:
    q = select(tabel).where(tabel.c[kolom] == dari, *(tabel.c[k] == v for k, v in syarat.items()))
    baris = [{k: v for k, v in b.items() if k != "id"} for b in session.execute(q).mappings()]
    if baris and ke:
        session.execute(insert(tabel), [b | {kolom: i} for i in ke for b in baris])


def segarkan_versi(surat_id: int) -> int:
    """The version that a person who opens the letter now sees."""
    with db.transaksi(baca=True):
        return session.execute(select(SuratKeluar.versi).where(SuratKeluar.id == surat_id)).scalar_one()


__all__ = ["BAGIAN", "Kantor", "bangun", "gandakan", "segarkan_versi"]
