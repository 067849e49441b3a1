"""Letters received: delivered from inside by themselves, or registered by hand; then the first disposisi."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from suite.core import akses, notifications, numbering, search, workflow
from suite.core.actor import SISTEM, Actor
from suite.core.clock import now, today
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.files.models import StoredFile
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan, UnitKerja
from suite.naskah_dinas import policy
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk, SuratTujuan
from suite.naskah_dinas.rules import tenggat as rule_tenggat
from suite.naskah_dinas.rules.akses import unit_boleh_melihat


@dataclass(frozen=True)
class IsianMasuk:
    """What the registry fills in for a letter from outside. `tanggal` is the letter's own date."""

    opd_id: int
    tujuan_jabatan_id: int
    pengirim: str
    nomor: str
    tanggal: date
    hal: str
    sifat: str = "biasa"
    keamanan: str = "B"
    klasifikasi: str = ""


def terima_dari_dalam(surat: SuratKeluar) -> list[SuratMasuk]:
    """Register a published letter in the agenda of each addressee's office; once a post, however often it is named."""
    hasil: list[SuratMasuk] = []
    sudah: set[int] = set(
        session.scalars(select(SuratMasuk.tujuan_jabatan_id).where(SuratMasuk.surat_keluar_id == surat.id))
    )
    pengirim = session.get_one(UnitKerja, surat.opd_id).nama
    for t in sorted(surat.tujuan, key=lambda t: (t.macam != "kepada", t.urut)):
        jabatan = _jabatan_tujuan(t)
        if jabatan is None or jabatan.id in sudah:
            continue
        sudah.add(jabatan.id)
        assert surat.nomor is not None and surat.tanggal is not None
        hasil.append(
            _daftarkan(
                SISTEM,
                jabatan,
                tembusan=t.macam == "tembusan",
                surat_keluar=surat,
                pengirim=pengirim,
                nomor=surat.nomor,
                tanggal=surat.tanggal,
                hal=surat.hal,
                sifat=surat.sifat,
                keamanan=surat.keamanan,
                klasifikasi=surat.klasifikasi,
                unit_tersebut={t.unit_id} if t.unit_id else set(),
            )
        )
    return hasil


def _jabatan_tujuan(t: SuratTujuan) -> Jabatan | None:
    if t.jabatan_id is not None:
        return session.get(Jabatan, t.jabatan_id)
    return identitas.kepala_unit(t.unit_id) if t.unit_id is not None else None


def catat(actor: Actor, isian: IsianMasuk, berkas: StoredFile | None) -> SuratMasuk:
    """Register a letter from outside by hand, with its scan.

    A rahasia envelope is registered without being opened: no scan of it is taken. Raises `AturanDilanggar`.
    """
    if not policy.petugas_agenda(actor, isian.opd_id):
        raise AturanDilanggar("Agenda unit ini dicatat oleh pengadministrasi atau arsiparisnya.", field="opd_id")
    rahasia = not unit_boleh_melihat(isian.keamanan)
    if rahasia and berkas is not None:
        raise AturanDilanggar(
            "Surat rahasia dicatat tanpa dibuka. Hapus pindaiannya, lalu serahkan sampulnya kepada yang dituju.",
            field="berkas",
            sumber="Permendagri 1/2023 (pengendalian surat masuk rahasia)",
        )
    if not rahasia and berkas is None:
        raise AturanDilanggar("Pindai atau unggah suratnya agar penerima dapat membacanya.", field="berkas")
    if isian.tanggal > today():
        raise AturanDilanggar("Tanggal surat belum tiba. Periksa tanggal pada surat.", field="tanggal")
    jabatan = session.get(Jabatan, isian.tujuan_jabatan_id)
    if jabatan is None or (jabatan.unit.opd_id or jabatan.unit_id) != isian.opd_id:
        raise AturanDilanggar("Pilih pejabat tujuan di lingkungan perangkat daerah ini.", field="tujuan_jabatan_id")
    return _daftarkan(
        actor,
        jabatan,
        tembusan=False,
        surat_keluar=None,
        pengirim=isian.pengirim,
        nomor=isian.nomor,
        tanggal=isian.tanggal,
        hal=isian.hal,
        sifat=isian.sifat,
        keamanan=isian.keamanan,
        klasifikasi=isian.klasifikasi,
        unit_tersebut=set(),
        file=berkas,
        dicatat_oleh=None if rahasia else actor.pegawai_id,
    )


def _daftarkan(
    actor: Actor,
    jabatan: Jabatan,
    *,
    unit_tersebut: set[int],
    surat_keluar: SuratKeluar | None,
    file: StoredFile | None = None,
    **isi: Any,
) -> SuratMasuk:
    pada = now()
    opd_id = jabatan.unit.opd_id or jabatan.unit_id
    reg = numbering.register(
        f"agenda:{opd_id}", f"Agenda surat masuk {session.get_one(UnitKerja, opd_id).nama}", "{nomor}"
    )
    tahun, urut = numbering.ambil(reg, pada)
    m = SuratMasuk(
        opd_id=opd_id,
        tahun=tahun,
        agenda=urut,
        tujuan_jabatan_id=jabatan.id,
        surat_keluar_id=surat_keluar.id if surat_keluar else None,
        diterima_pada=pada,
        tenggat=rule_tenggat(isi["sifat"], pada).berakhir,
        file=file,
        **isi,
    )
    # Access first: the first task's notification must not reach anybody before the keys stand.
    m.status = "diterima"
    session.add(m)
    session.flush()
    akses.tetapkan("surat_masuk", m.id, policy.kunci_surat_masuk(m, unit_tersebut))
    numbering.catat(reg, tahun, urut, str(urut), "surat_masuk", m.id).keadaan = "terbit"
    workflow.mulai(m, actor)
    if unit_boleh_melihat(m.keamanan) and identitas.pemegang_pada(jabatan.id) is None:
        notifications.beri_tahu(
            f"r:pengadministrasi@{opd_id}",
            judul=f"{jabatan.nama} sedang kosong: mintakan penunjukan Plt. atau Plh.",
            isi=m.hal,
            url=f"/surat-masuk/{m.id}",
            jenis="tugas",
        )
    search.indeks(
        "surat_masuk",
        m.id,
        judul=m.hal,
        kunci_tambahan=f"{m.nomor} {m.pengirim} agenda {m.agenda}",
        waktu=m.diterima_pada,
    )
    return m


def disposisi_efek(m: SuratMasuk, actor: Actor, data: dict[str, Any]) -> None:
    """The head gives the letter on: one disposisi a receiver."""
    from suite.naskah_dinas.services import disposisi

    sebagai = actor.sebagai_jabatan(m.tujuan_jabatan_id)
    assert sebagai is not None
    disposisi.buat(actor, m, None, sebagai.jabatan_id, data["isian"])
