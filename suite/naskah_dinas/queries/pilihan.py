"""What may be chosen in forms: addressees, posts, people, codes and signers, found by a few words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from suite.core.actor import Actor
from suite.core.clock import today
from suite.core.daftar_kode import queries as kode
from suite.core.daftar_kode.models import EntriKode, VersiDaftar
from suite.core.db import session
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan, Mandat, Pegawai, UnitKerja
from suite.core.nip import format_nip
from suite.naskah_dinas.models import SuratTujuan
from suite.naskah_dinas.rules.jenis import JenisNaskah
from suite.naskah_dinas.services.keluar import Penanda

BATAS = 20
LUAR = "di luar pemerintah kota"


@dataclass(frozen=True)
class Pilihan:
    """One choice: what is posted, what is read, and what tells it from others of that name."""

    nilai: str
    label: str
    ket: str = ""


def rapikan(kata: str | None) -> str:
    """Words of a search as we take them: one line, at most 200 characters."""
    return " ".join((kata or "").replace("\x00", "").split())[:200]


def cari_tujuan(kata: str) -> list[Pilihan]:
    """Units and posts that hold all the words, and the words themselves as somebody outside. At most 21."""
    kata = rapikan(kata)
    if len(kata) < 2:
        return []
    unit = list(identitas.cari_unit(kata, batas=8))
    kepala = _kepala({u.id for u in unit})
    hasil = [Pilihan(f"u:{u.id}", u.nama, f"diterima {kepala[u.id].nama}") for u in unit if u.id in kepala]
    sudah = {j.id for j in kepala.values()}
    hasil += [
        Pilihan(f"j:{j.id}", j.nama, j.unit.nama)
        for j in identitas.cari_jabatan(kata, batas=BATAS)
        if j.id not in sudah
    ]
    return [*hasil[:BATAS], Pilihan(f"t:{kata}", kata, LUAR)]


def cari_jabatan(kata: str) -> list[Pilihan]:
    """Posts with who holds them today."""
    kata = rapikan(kata)
    return _jabatan(identitas.cari_jabatan(kata, batas=BATAS)) if len(kata) >= 2 else []


def cari_pegawai(kata: str) -> list[Pilihan]:
    """People by name or NIP, with post and NIP as a directory shows them."""
    kata = rapikan(kata)
    return _pegawai(identitas.cari_pegawai(kata, batas=BATAS)) if len(kata) >= 2 else []


def cari_klasifikasi(kata: str) -> list[Pilihan]:
    """Leaves of the classification in force today, with the heading above each."""
    kata = rapikan(kata)
    return _klasifikasi(kode.cari("klasifikasi", kata, today(), limit=30, hanya_daun=True)) if kata else []


def sebut(nilai: Iterable[str]) -> list[Pilihan]:
    """The choices behind posted values (`u:`, `j:`, `p:`, `t:`), unknown ones left out, in the order given."""
    nilai = list(dict.fromkeys(nilai))
    unit = {u.id: u for u in _ambil(UnitKerja, nilai, "u:")}
    jabatan = {p.nilai: p for p in _jabatan(_ambil(Jabatan, nilai, "j:"), pemegang=False)}
    pegawai = {p.nilai: p for p in _pegawai(_ambil(Pegawai, nilai, "p:"))}
    hasil: list[Pilihan] = []
    for v in nilai:
        if v.startswith("u:") and (u := unit.get(nomor(v) or 0)) is not None:
            hasil.append(Pilihan(v, u.nama))
        elif v in jabatan:
            hasil.append(jabatan[v])
        elif v in pegawai:
            hasil.append(pegawai[v])
        elif v.startswith("t:") and (teks := rapikan(v[2:])):
            hasil.append(Pilihan(f"t:{teks}", teks, LUAR))
    return hasil


def sebut_klasifikasi(nilai: str) -> list[Pilihan]:
    """The chosen code with its words, also one that is no leaf or no longer in force: nothing chosen vanishes."""
    if not nilai:
        return []
    ada = kode.entri("klasifikasi", nilai, today())
    return _klasifikasi([ada]) if ada is not None else [Pilihan(nilai, nilai, "tidak ada dalam klasifikasi sekarang")]


def nilai_tujuan(t: SuratTujuan) -> str:
    """An addressee as one form value."""
    return f"j:{t.jabatan_id}" if t.jabatan_id else f"u:{t.unit_id}" if t.unit_id else f"t:{t.teks}"


def nomor(nilai: str) -> int | None:
    """The id in 'j:12'; None when there is none that a database could hold."""
    isi = nilai[2:]
    return int(isi) if isi.isascii() and isi.isdigit() and len(isi) < 18 else None


def _ambil(model: type, nilai: Sequence[str], awalan: str) -> list:
    ids = {n for v in nilai if v.startswith(awalan) and (n := nomor(v)) is not None}
    return list(session.scalars(select(model).where(model.id.in_(ids)))) if ids else []  # type: ignore[attr-defined]


def _kepala(unit_ids: set[int]) -> dict[int, Jabatan]:
    if not unit_ids:
        return {}
    q = select(Jabatan).where(Jabatan.unit_id.in_(unit_ids), Jabatan.kepala.is_(True), identitas.berlaku(Jabatan))
    return {j.unit_id: j for j in session.scalars(q.order_by(Jabatan.id.desc()))}


def _jabatan(daftar: Sequence[Jabatan], *, pemegang: bool = True) -> list[Pilihan]:
    orang = identitas.pemegang_banyak([j.id for j in daftar]) if pemegang else {}
    return [
        Pilihan(
            f"j:{j.id}",
            j.nama,
            " · ".join(x for x in (orang[j.id].pegawai.nama_lengkap if j.id in orang else "", j.unit.nama) if x),
        )
        for j in daftar
    ]


def _pegawai(daftar: Sequence[Pegawai]) -> list[Pilihan]:
    jabatan = identitas.jabatan_banyak([p.id for p in daftar])
    return [
        Pilihan(f"p:{p.id}", p.nama_lengkap, " · ".join(x for x in (jabatan.get(p.id, ""), format_nip(p.nip)) if x))
        for p in daftar
    ]


def _klasifikasi(daftar: Sequence[EntriKode]) -> list[Pilihan]:
    induk: dict[tuple[int, str | None], str] = {}
    if daftar:
        q = select(EntriKode.versi_id, EntriKode.kode, EntriKode.uraian).where(
            EntriKode.versi_id.in_({e.versi_id for e in daftar}),
            EntriKode.kode.in_({e.induk_kode for e in daftar if e.induk_kode}),
        )
        induk = {(v, k): u for v, k, u in session.execute(q)}
    return [Pilihan(e.kode, f"{e.kode} {e.uraian}", induk.get((e.versi_id, e.induk_kode), "")) for e in daftar]


def regulasi_klasifikasi() -> str:
    """The regulation behind the classification in force: help beside the field."""
    versi: VersiDaftar | None = kode.versi_pada("klasifikasi", today())
    return versi.regulasi if versi else ""


# Signers -----------------------------------------------------------------------------------------------------------


def nilai_penanda(p: Penanda | None) -> str:
    """A signer as one form value: '34', '34|a.n.|12', '34|u.b.|12|30'."""
    if p is None:
        return ""
    return "|".join(str(x) for x in (p.jabatan_id, p.cara, p.atas_nama_id, p.melalui_id) if x)


def pilihan_penanda(konseptor_jabatan_id: int, jenis: JenisNaskah) -> list[tuple[Penanda, Pilihan]]:
    """Who may sign a letter of this kind that this post drafts: the post itself and its superiors by own authority, and
    a.n. and u.b. for the mandates that hold today. Posts that nobody holds today are left out.

    Source of a.n. and u.b.: Permendagri 1/2023 (one level below, on written mandate for the matter; u.b. once below).
    """
    sendiri = session.get_one(Jabatan, konseptor_jabatan_id)
    jenjang = [sendiri, *identitas.atasan_pada(konseptor_jabatan_id)]
    calon = [(Penanda(j.id), [j]) for j in jenjang]
    for m in _mandat(jenjang, jenis.urusan):
        if m.kepada.atasan_id != m.dari_id:
            continue
        calon.append((Penanda(m.kepada_id, "a.n.", m.dari_id), [m.dari, m.kepada]))
        calon += [
            (Penanda(j.id, "u.b.", m.dari_id, m.kepada_id), [m.dari, m.kepada, j])
            for j in jenjang
            if j.atasan_id == m.kepada_id
        ]
    calon = [(p, js) for p, js in calon if jenis.boleh_ditandatangani(js[-1].jenis, js[-1].eselon)]
    pemegang = identitas.pemegang_banyak(p.jabatan_id for p, _ in calon)
    return [
        (p, Pilihan(nilai_penanda(p), _sebut_penanda(p, js, pemegang[p.jabatan_id])))
        for p, js in calon
        if p.jabatan_id in pemegang
    ]


def _mandat(jenjang: Sequence[Jabatan], urusan: str) -> list[Mandat]:
    q = select(Mandat).where(Mandat.dari_id.in_([j.id for j in jenjang]), identitas.berlaku(Mandat))
    return [m for m in session.scalars(q.order_by(Mandat.id).limit(100)) if urusan in m.urusan]


def _sebut_penanda(p: Penanda, jabatan: Sequence[Jabatan], pemegang: identitas.Pemegang) -> str:
    """'Ir. Iskandar Mahmud, M.T., Kepala Dinas' and 'Asisten ..., a.n. Sekretaris Daerah'."""
    sebutan = jabatan[-1].nama if pemegang.jenis == "definitif" else f"{pemegang.jenis} {jabatan[-1].nama}"
    untuk = f", {p.cara} {jabatan[-2].nama}" if p.cara else ""
    return f"{pemegang.pegawai.nama_lengkap}, {sebutan}{untuk}"


def penanda_actor(actor: Actor, jenis: JenisNaskah) -> list[tuple[Penanda, Pilihan]]:
    """`pilihan_penanda` for a new letter of the actor in the post chosen in *Bertindak sebagai*."""
    return pilihan_penanda(actor.sebagai.jabatan_id, jenis) if actor.sebagai is not None else []
