"""Disposisi: instructions down the tree, reports up it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select

from suite.core import akses, workflow
from suite.core.actor import SISTEM, Actor
from suite.core.aturan import parameter
from suite.core.clock import awal_hari, local_date, now, today
from suite.core.db import session
from suite.core.errors import AturanDilanggar, GalatSuite
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan
from suite.core.kalender import tanggal_pendek
from suite.naskah_dinas.models import Disposisi, SuratMasuk
from suite.naskah_dinas.rules.akses import unit_boleh_melihat


@dataclass(frozen=True)
class IsianDisposisi:
    """Receivers (posts), instruction codes, note, last day (included)."""

    kepada: Sequence[int]
    instruksi: Sequence[str]
    catatan: str = ""
    sampai: date | None = None


def daftar_instruksi(pada: date | None = None) -> list[Any]:
    """The instructions that may be given: `[{kode, nama, tuntas}]` (data of the city)."""
    return list(parameter("naskah_dinas.instruksi", pada or today())["daftar"])


def sebut_instruksi(kode: Sequence[str], pada: date | None = None) -> str:
    nama = {x["kode"]: x["nama"] for x in daftar_instruksi(pada)}
    return ", ".join(nama.get(k, k) for k in kode)


def perlu_lapor(instruksi: Sequence[str], pada: date | None = None) -> bool:
    """Must the receiver say what was done? Not of what is only given to be known."""
    tuntas = {x["kode"] for x in daftar_instruksi(pada) if x["tuntas"]}
    return bool(set(instruksi) & tuntas)


def alasan(d: Disposisi) -> str:
    """Why it waits for its receiver: 'Disposisi Kepala Dinas: tindak lanjuti'."""
    return f"Disposisi {d.dari_jabatan.nama}: {sebut_instruksi(d.instruksi).lower()}"


def pilihan_penerima(dari_jabatan_id: int) -> Sequence[Jabatan]:
    """Whom a post may give it to: the posts directly below it."""
    return identitas.bawahan(dari_jabatan_id)


def buat(
    actor: Actor, m: SuratMasuk, induk: Disposisi | None, dari_jabatan_id: int, isian: IsianDisposisi
) -> list[Disposisi]:
    """Give the letter to each receiver. Raises `AturanDilanggar` beside the field that is wrong."""
    _periksa(m, induk, dari_jabatan_id, isian)
    assert actor.pegawai_id is not None
    tenggat = _tenggat(induk.tenggat if induk else m.tenggat, isian.sampai, di_bawah=induk is not None)
    hasil = []
    for jabatan_id in dict.fromkeys(isian.kepada):
        d = Disposisi(
            surat_masuk=m,
            induk=induk,
            dari_jabatan_id=dari_jabatan_id,
            dari_pegawai_id=actor.pegawai_id,
            kepada_jabatan_id=jabatan_id,
            instruksi=list(isian.instruksi),
            catatan=isian.catatan.strip(),
            tenggat=tenggat,
            status="baru",
            dibuat_pada=now(),
        )
        session.add(d)
        session.flush()
        akses.tambah("surat_masuk", m.id, _kunci_penerima(m, jabatan_id))
        workflow.mulai(d, actor)
        hasil.append(d)
    return hasil


def _tenggat(batas: datetime | None, sampai: date | None, *, di_bawah: bool) -> datetime | None:
    """The end of the day chosen, not after the giver's own deadline while that still runs; without a day, that one."""
    if sampai is None:
        return batas
    akhir = awal_hari(sampai + timedelta(days=1))
    return min(akhir, batas) if di_bawah and batas and batas > now() else akhir


def _kunci_penerima(m: SuratMasuk, jabatan_id: int) -> set[str]:
    """The receiver reads the letter: by post; of ordinary letters the receiver's whole office already may."""
    kunci = {akses.kunci_jabatan(jabatan_id)}
    if unit_boleh_melihat(m.keamanan) and m.keamanan == "B":
        unit = session.get_one(Jabatan, jabatan_id).unit
        kunci.add(akses.kunci_unit(unit.opd_id or unit.id))
    return kunci


def _periksa(m: SuratMasuk, induk: Disposisi | None, dari_jabatan_id: int, isian: IsianDisposisi) -> None:
    if not isian.kepada:
        raise AturanDilanggar("Pilih paling sedikit satu penerima.", field="kepada")
    boleh = {j.id for j in pilihan_penerima(dari_jabatan_id)}
    if set(isian.kepada) - boleh:
        raise AturanDilanggar("Disposisi hanya kepada pejabat atau staf langsung di bawah Anda.", field="kepada")
    if not isian.instruksi:
        raise AturanDilanggar("Pilih paling sedikit satu instruksi.", field="instruksi")
    dikenal = {x["kode"] for x in daftar_instruksi()}
    if set(isian.instruksi) - dikenal:
        raise AturanDilanggar("Instruksi itu tidak ada dalam daftar. Pilih dari daftar.", field="instruksi")
    if isian.sampai is not None and isian.sampai < today():
        raise AturanDilanggar("Batas waktu sudah lewat. Pilih hari ini atau sesudahnya.", field="sampai")
    # Who is late already must still be able to give it on: then only the past is refused.
    if induk is not None and induk.tenggat and isian.sampai and induk.tenggat > now():
        hari_akhir = local_date(induk.tenggat - timedelta(seconds=1))
        if isian.sampai > hari_akhir:
            batas = tanggal_pendek(hari_akhir)
            raise AturanDilanggar(
                f"Batas waktu melewati batas Anda sendiri, {batas}. Pilih lebih awal.", field="sampai"
            )


def teruskan_efek(d: Disposisi, actor: Actor, data: dict[str, Any]) -> None:
    """Give it one level further down."""
    buat(actor, d.surat_masuk, d, d.kepada_jabatan_id, data["isian"])


def laporkan_efek(d: Disposisi, actor: Actor, data: dict[str, Any]) -> None:
    """Report what was done, with evidence if there is any, and tell the next one up."""
    laporan = str(data.get("laporan", "")).strip()
    if not laporan and not perlu_lapor(d.instruksi, local_date(d.dibuat_pada)):
        laporan = "Sudah diketahui."
    if not laporan:
        raise AturanDilanggar("Tuliskan apa yang sudah Anda lakukan.", field="laporan")
    d.laporan = laporan
    d.laporan_file = data.get("berkas")
    d.selesai_pada = now()
    _pastikan_bawahan_melapor(d)


def _pastikan_bawahan_melapor(d: Disposisi) -> None:
    """Nobody below goes on working for nothing: what was given on is reported first."""
    terbuka = [t for t in _segar(Disposisi.induk_id == d.id) if t.status not in {"selesai", "ditarik"}]
    if terbuka:
        nama = ", ".join(t.kepada_jabatan.nama for t in terbuka[:3])
        raise AturanDilanggar(
            f"Disposisi kepada {nama} belum dilaporkan. Tunggu laporannya, atau minta dikembalikan.", field="laporan"
        )


def tarik_efek(d: Disposisi, actor: Actor, data: dict[str, Any]) -> None:
    d.selesai_pada = now()


def pemberi(actor: Actor, d: Disposisi) -> bool:
    return actor.sebagai_jabatan(d.dari_jabatan_id) is not None


def bawahan_selesai(d: Disposisi) -> bool:
    """Has everyone below finished (and is there anyone)?"""
    bawah = _segar(Disposisi.induk_id == d.id)
    return bool(bawah) and all(t.status in {"selesai", "ditarik"} for t in bawah)


def _segar(syarat: ColumnElement[bool]) -> Sequence[Disposisi]:
    """Disposisi as committed now, not as this session first read them: another report may have come in between."""
    session.flush()
    return session.scalars(select(Disposisi).where(syarat).execution_options(populate_existing=True)).all()


def jalankan(
    d: Disposisi, nama: str, actor: Actor, *, versi: int, catatan: str = "", data: dict[str, Any] | None = None
) -> None:
    """Do one act on a disposisi, and let what it means go up the tree.

    The letter is locked first, whatever lies between: of two reports at one moment the second must see the first (else
    neither lets the letter go on), and on PostgreSQL two that lock it last, over their own changes, would deadlock.
    """
    workflow.kunci(d.surat_masuk)
    workflow.jalankan(d, nama, actor, versi=versi, catatan=catatan, data=data)
    _naik(actor, d)


def _naik(actor: Actor, d: Disposisi) -> None:
    """After an act on `d`: open the task of the next one up, or let the letter go on when all have reported."""
    if d.induk is not None:
        workflow.kunci(d.induk)
        workflow.selaraskan(d.induk, actor)
        return
    m = d.surat_masuk
    akar = _segar((Disposisi.surat_masuk_id == m.id) & Disposisi.induk_id.is_(None))
    if m.status == "didisposisi" and all(x.status in {"selesai", "ditarik"} for x in akar):
        workflow.jalankan(m, "tindak_lanjut", SISTEM)


def disposisikan_banyak(
    actor: Actor, dokumen: Sequence[tuple[SuratMasuk, int]], isian: IsianDisposisi
) -> list[tuple[SuratMasuk, str]]:
    """Give several letters `(letter, version seen)` on alike: each with the refusal, empty when it went well.

    Each stands in its own savepoint: one refusal does not undo the others.
    """
    hasil: list[tuple[SuratMasuk, str]] = []
    for m, versi in dokumen:
        try:
            with session.begin_nested():
                workflow.jalankan(m, "disposisi", actor, versi=versi, data={"isian": isian})
            hasil.append((m, ""))
        except GalatSuite as galat:
            hasil.append((m, galat.pesan))
    return hasil
