"""Letters received: delivered from inside by themselves, or registered by hand; then the first disposisi."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from suite.core import akses, notifications, numbering, search, workflow
from suite.core import policy as izin
from suite.core.actor import SISTEM, Actor
from suite.core.clock import local_date, now, today
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.files.models import StoredFile
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan, UnitKerja
from suite.core.kalender import tanggal_pendek
from suite.naskah_dinas import policy
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk, SuratTujuan
from suite.naskah_dinas.models_surel import LampiranMasuk
from suite.naskah_dinas.rules import tenggat as rule_tenggat
from suite.naskah_dinas.rules.akses import unit_boleh_melihat
from suite.naskah_dinas.rules.kembar import sidik_asal


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
    alasan_kembar: str = ""
    """Why it is registered although one like it stands in the agenda."""


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


def catat(actor: Actor, isian: IsianMasuk, berkas: StoredFile | None, *, asli: StoredFile | None = None) -> SuratMasuk:
    """Register a letter from outside by hand, with its scan. `asli`: the message that it came as.

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
    sama = kembar(actor, isian, asli or berkas)
    if sama and not isian.alasan_kembar.strip():
        m = sama[0]
        raise AturanDilanggar(
            f"Surat ini sudah tercatat dengan nomor agenda {m.agenda}/{m.tahun} pada {tanggal_pendek(local_date(m.diterima_pada))}. "
            "Buka yang sudah ada, atau tulis alasan untuk tetap mencatatnya.",
            kode="kembar",
            field="alasan_kembar",
        )
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
        alasan_kembar=isian.alasan_kembar.strip()[:300] if sama else "",
        unit_tersebut=set(),
        file=berkas,
        dicatat_oleh=None if rahasia else actor.pegawai_id,
    )


def kembar(actor: Actor, isian: IsianMasuk, berkas: StoredFile | None) -> list[SuratMasuk]:
    """Letters in the agenda of that office with the same scan or message, or the same sender and number, newest first (3 at
    most).

    Only those that the actor may see: a warning must not give a secret letter away.
    """
    sama: list[ColumnElement[bool]] = []
    if sidik := sidik_asal(isian.pengirim, isian.nomor):
        sama.append(SuratMasuk.sidik_asal == sidik)
    if berkas is not None:
        serupa = select(StoredFile.id).where(StoredFile.sidik == berkas.sidik)
        sama.append(SuratMasuk.file_id.in_(serupa))
        sama.append(SuratMasuk.id.in_(select(LampiranMasuk.surat_masuk_id).where(LampiranMasuk.file_id.in_(serupa))))
    if not sama:
        return []
    q = select(SuratMasuk).where(
        SuratMasuk.opd_id == isian.opd_id, or_(*sama), izin.lingkup("surat_masuk.lihat", actor)
    )
    return list(session.scalars(q.order_by(SuratMasuk.id.desc()).limit(3)))


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
        sidik_asal=sidik_asal(isi["pengirim"], isi["nomor"]),
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
