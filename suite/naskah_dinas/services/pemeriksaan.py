"""A draft read against the calendar, itself and the organisation of today, before anybody initials it.

The pure part is `rules.pemeriksaan`; here is what the database knows. Nothing here says more than the actor may see:
a letter that is closed to him is "not found", as one that does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from suite.core import search
from suite.core.actor import Actor
from suite.core.clock import today
from suite.core.db import session
from suite.core.documents import isi as dokumen_isi
from suite.core.errors import AturanDilanggar
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan, Pegawai, Penugasan, UnitKerja
from suite.core.kalender import tanggal_surat
from suite.core.nip import baca_nip
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk, SuratTujuan
from suite.naskah_dinas.queries import tugas as q_tugas
from suite.naskah_dinas.queries.pilihan import Pilihan, nilai_penanda, nilai_tujuan
from suite.naskah_dinas.rules import pemeriksaan as aturan
from suite.naskah_dinas.rules.pemeriksaan import Temuan
from suite.naskah_dinas.services import keluar, lampiran, susunan
from suite.naskah_dinas.services.keluar import Penanda
from suite.naskah_dinas.services.tugas import JENIS as JENIS_TUGAS

TERBANYAK = 12
"""Findings shown at once; the rest follow when these are mended."""


def periksa(
    actor: Actor, surat: SuratKeluar, banyak_lampiran: int, calon: Sequence[tuple[Penanda, Pilihan]] = ()
) -> list[Temuan]:
    """What a reader would stumble over in the letter, at most 12.

    `surat` may be one that is not saved (see `pratinjau.sementara`); `calon` are the signers to choose from. A body that
    cannot be read has no findings: the form says so itself.
    """
    try:
        pohon = dokumen_isi.pohon(surat.isi)
    except AturanDilanggar:
        return []
    kepala = f"{surat.hal}\n\n{susunan.teks(surat)}"
    sendiri = aturan.periksa_naskah(kepala, pohon, banyak_lampiran + len(lampiran.tercetak(surat)))
    teks = f"{kepala}\n\n{dokumen_isi.teks_pohon(pohon)}"
    temuan = [
        *_tujuan(surat),
        *sendiri,
        *_rujukan(actor, teks),
        *_pejabat(teks),
        *_tugas(actor, surat),
        *_penanda(surat, calon),
    ]
    return list({t.kunci: t for t in temuan}.values())[:TERBANYAK]


# Addressees --------------------------------------------------------------------------------------------------------


def _tujuan(surat: SuratKeluar) -> list[Temuan]:
    """Addressees whose post is abolished or held by nobody today; the remedy is who stands above it."""
    jabatan = {t: j for t in surat.tujuan if (j := _jabatan_tujuan(t)) is not None}
    pemegang = identitas.pemegang_banyak(j.id for j in jabatan.values())
    temuan = []
    for t, j in jabatan.items():
        if not (hapus := j.selesai is not None and j.selesai <= today()) and j.id in pemegang:
            continue
        pesan = f"Jabatan {j.nama} tidak ada lagi sejak {tanggal_surat(j.selesai)}." if hapus and j.selesai else ""
        pesan = pesan or f"{j.nama} sedang kosong: belum ada yang menerima surat ini."
        atas = next((a for a in identitas.atasan_pada(j.id) if identitas.pemegang_pada(a.id)), None)
        nilai, tombol = (f"j:{atas.id}", f"Tujukan kepada {atas.nama}") if atas else ("", "Hapus dari daftar")
        temuan.append(Temuan("pejabat", pesan, nilai_tujuan(t), field=t.macam, nilai=nilai, tombol=tombol))
    return temuan


def _jabatan_tujuan(t: SuratTujuan) -> Jabatan | None:
    if t.jabatan_id is not None:
        return session.get(Jabatan, t.jabatan_id)
    return identitas.kepala_unit(t.unit_id) if t.unit_id is not None else None


# Letters referred to -----------------------------------------------------------------------------------------------


def _rujukan(actor: Actor, teks: str) -> list[Temuan]:
    """Numbers of ours under which nothing is found, and dates that are not the date of that letter."""
    disebut = aturan.rujukan(teks)
    if not disebut:
        return []
    kode = [k for k in session.scalars(select(func.lower(UnitKerja.kode_surat)).distinct().limit(2000)) if k]
    temuan = []
    for r in disebut:
        ada = _surat_bernomor(actor, r.nomor)
        tepat = [(nomor, tanggal) for nomor, tanggal in ada if nomor.lower() == r.nomor.lower()]
        if tepat:
            benar = {tanggal for _, tanggal in tepat}
            if r.tanggal is not None and r.tanggal not in benar and len(benar) == 1:
                tanggal = tanggal_surat(benar.pop())
                temuan.append(
                    Temuan(
                        "rujukan",
                        f"Surat nomor {r.nomor} bertanggal {tanggal}, bukan {r.tanggal_tertulis}.",
                        r.tanggal_tertulis,
                        tanggal,
                        tombol=f"Ganti menjadi {tanggal}",
                    )
                )
        elif any(f"/{k}/" in f"/{r.nomor.lower()}/" for k in kode):
            mirip = _mirip(actor, r.nomor)
            temuan.append(
                Temuan(
                    "rujukan",
                    f"Surat nomor {r.nomor} tidak ditemukan di antara surat yang dapat Anda buka.",
                    r.nomor,
                    mirip,
                    tombol=f"Ganti menjadi {mirip}" if mirip else "",
                )
            )
    return temuan


def _surat_bernomor(actor: Actor, kata: str) -> list[tuple[str, date]]:
    """Number and date of letters, sent or received, that hold these words and that the actor may see."""
    hasil: list[tuple[str, date]] = []
    for jenis, model in (("surat_keluar", SuratKeluar), ("surat_masuk", SuratMasuk)):
        ids = [t.objek_id for t in search.cari(actor, kata, jenis=jenis, batas=20)]
        q = select(model.nomor, model.tanggal).where(model.id.in_(ids))
        hasil += [(nomor, tanggal) for nomor, tanggal in session.execute(q) if nomor and tanggal] if ids else []
    return hasil


def _mirip(actor: Actor, nomor: str) -> str:
    """The one letter that has this number but for a single part (mostly the code of the classification); "" for none."""
    bagian = nomor.lower().split("/")
    calon = set()
    for buang in range(len(bagian)):
        kata = " ".join(b for i, b in enumerate(bagian) if i != buang)
        for ada, _ in _surat_bernomor(actor, kata):
            lain = ada.lower().split("/")
            if len(lain) == len(bagian) and sum(a != b for a, b in zip(lain, bagian, strict=True)) == 1:
                calon.add(ada)
    return calon.pop() if len(calon) == 1 else ""


# Officials in the text ---------------------------------------------------------------------------------------------


def _pejabat(teks: str) -> list[Temuan]:
    """People named by NIP: the number must be one, be that person's, and the post beside it the one held today."""
    disebut = {tertulis: "".join(tertulis.split()) for tertulis in aturan.nip_disebut(teks)}
    if not disebut:
        return []
    orang = {p.nip: p for p in session.scalars(select(Pegawai).where(Pegawai.nip.in_(disebut.values())))}
    temuan = []
    for tertulis, nip in disebut.items():
        pegawai = orang.get(nip)
        if pegawai is None:
            temuan.append(Temuan("pejabat", _alasan_nip(nip) or f"NIP {tertulis} tidak dikenal di kota ini."))
        elif pegawai.nama.lower() not in teks.lower():
            pesan = f"NIP {tertulis} milik {pegawai.nama_lengkap}, yang namanya tidak disebut dalam surat."
            temuan.append(Temuan("pejabat", pesan))
        else:
            temuan += _jabatan_lama(pegawai, teks)
    return temuan


def _alasan_nip(nip: str) -> str:
    try:
        baca_nip(nip)
    except AturanDilanggar as galat:
        return f"NIP {nip} keliru. {galat.pesan}"
    return ""


def _jabatan_lama(pegawai: Pegawai, teks: str) -> list[Temuan]:
    """A post in the text that this person has left, while the one held today is not in it."""
    kini = identitas.jabatan_pada(pegawai.id)
    if kini is None or kini.nama.lower() in teks.lower():
        return []
    q = (
        select(Jabatan.nama)
        .join(Penugasan, Penugasan.jabatan_id == Jabatan.id)
        .where(Penugasan.pegawai_id == pegawai.id, Penugasan.selesai.is_not(None), Penugasan.selesai <= today())
    )
    lama = next((nama for nama in session.scalars(q.distinct().limit(50)) if nama in teks), "")
    if not lama:
        return []
    pesan = f"{pegawai.nama_lengkap} kini {kini.nama}, bukan lagi {lama}."
    return [Temuan("pejabat", pesan, lama, kini.nama, tombol=f"Ganti menjadi {kini.nama}")]


# Duty away ---------------------------------------------------------------------------------------------------------


def _tugas(actor: Actor, surat: SuratKeluar) -> list[Temuan]:
    """People of a surat tugas who are already sent elsewhere on the same days, by a letter that the actor may see."""
    isian = susunan.nilai(surat)
    mulai, selesai, orang = isian.get("mulai"), isian.get("selesai"), isian.get("pelaksana")
    if surat.jenis != JENIS_TUGAS or not (
        isinstance(mulai, str) and isinstance(selesai, str) and isinstance(orang, list)
    ):
        return []
    ada = q_tugas.bentrok(
        actor, [int(p) for p in orang], date.fromisoformat(mulai), date.fromisoformat(selesai), kecuali=surat.meralat_id
    )
    return [
        Temuan(
            "tugas",
            f"{t.nama} sudah bertugas di {t.tempat} {tanggal_surat(t.mulai)} sampai {tanggal_surat(t.sampai)} (surat tugas {t.nomor}).",
            t.nama,
            field="x_pelaksana",
        )
        for t in ada
    ]


# The signer --------------------------------------------------------------------------------------------------------


def _penanda(surat: SuratKeluar, calon: Sequence[tuple[Penanda, Pilihan]]) -> list[Temuan]:
    """The signer chosen may not sign this today; the first of the choices who may is the remedy."""
    if surat.penanda_jabatan_id is None:
        return []
    dipilih = keluar.penanda_surat(surat)
    if not (pesan := _halangan(surat, dipilih)):
        return []
    lain = next(((p, x) for p, x in calon if p != dipilih and not _halangan(surat, p)), None)
    if lain is None:
        return [Temuan("penanda", pesan, nilai_penanda(dipilih), field="penanda_tangan")]
    return [
        Temuan(
            "penanda",
            f"{pesan} Yang berwenang: {lain[1].label}.",
            nilai_penanda(dipilih),
            field="penanda_tangan",
            nilai=lain[1].nilai,
            tombol=f"Ganti penanda tangan: {lain[1].label}",
        )
    ]


def _halangan(surat: SuratKeluar, p: Penanda) -> str:
    """Why nobody can sign in that way today; "" when the holder of the post can."""
    pemegang = identitas.pemegang_pada(p.jabatan_id)
    if pemegang is None:
        return "Jabatan penanda tangan sedang kosong."
    try:
        keluar.periksa_kewenangan(surat.jenis, p, pemegang.penugasan)
    except AturanDilanggar as galat:
        return galat.pesan
    return ""
