"""A letter of ours until it is bound: draft, submission, paraf, number."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from suite.core import akses, numbering, search, workflow
from suite.core.actor import Actor, PenugasanAktif
from suite.core.audit.events import kanonik
from suite.core.clock import local_date, now, today
from suite.core.daftar_kode.queries import entri
from suite.core.db import session
from suite.core.documents import isi as dokumen_isi
from suite.core.errors import AturanDilanggar, Konflik
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan, Penugasan, UnitKerja
from suite.core.workflow import route
from suite.naskah_dinas import policy
from suite.naskah_dinas.models import SuratKeluar, SuratLampiran, SuratTujuan, SuratVersi
from suite.naskah_dinas.rules import kelengkapan, nomor, wewenang
from suite.naskah_dinas.rules.jenis import HARI, jenis_naskah, jenis_untuk_konsep
from suite.naskah_dinas.services import lampiran as lampiran_cetak
from suite.naskah_dinas.services import massal, naskah, penunjukan, sisipan, susunan

TERJAUH = timedelta(days=90)
"""How far ahead a delivery may be set."""


@dataclass(frozen=True)
class Tujuan:
    """One addressee as chosen: a unit, a post, or free text for somebody outside."""

    unit_id: int | None = None
    jabatan_id: int | None = None
    teks: str = ""
    surel: str = ""
    """E-mail address of somebody outside, checked where it was typed."""


@dataclass(frozen=True)
class Penanda:
    """The signer as chosen: post, way (own authority, a.n., u.b.), and for whom."""

    jabatan_id: int
    cara: str = ""
    atas_nama_id: int | None = None
    melalui_id: int | None = None


@dataclass(frozen=True)
class IsianSurat:
    """Everything that a drafter fills in. `isi` is HTML, cleaned here; `koordinasi` are posts of other units."""

    jenis: str
    hal: str = ""
    isi: str = ""
    klasifikasi: str = ""
    sifat: str = "biasa"
    keamanan: str = "B"
    kepada: Sequence[Tujuan] = ()
    tembusan: Sequence[Tujuan] = ()
    penanda: Penanda | None = None
    koordinasi: Sequence[int] = ()
    data: dict[str, Any] = field(default_factory=dict)
    menjawab_id: int | None = None
    nomor_masing: bool = False
    cukup: int | None = None
    """How many of the posts in `koordinasi` are enough (None: all of them)."""
    lampiran_tercetak: Sequence[tuple[str, str]] = ()
    """(title, HTML) of attachments printed behind the letter."""
    kirim_pada: datetime | None = None


def buat(actor: Actor, isian: IsianSurat, lampiran: Sequence[tuple[str, StoredFile]] = ()) -> SuratKeluar:
    """Begin a letter as a draft of the actor in the post chosen in *Bertindak sebagai*."""
    sebagai = actor.sebagai
    if sebagai is None or actor.pegawai_id is None:
        raise AturanDilanggar("Surat hanya dapat ditulis oleh pegawai yang memegang jabatan.", field="penanda_tangan")
    surat = SuratKeluar(
        jenis=jenis_untuk_konsep(isian.jenis, today()).kode,
        hal="",
        unit_id=sebagai.unit_id,
        opd_id=sebagai.opd_id,
        konseptor_id=actor.pegawai_id,
        konseptor_jabatan_id=sebagai.jabatan_id,
        menjawab_id=isian.menjawab_id,
        status="konsep",
        dibuat_pada=now(),
    )
    session.add(surat)
    isikan(surat, isian, lampiran)
    workflow.mulai(surat, actor)
    perbarui_akses(surat)
    return surat


def ubah(
    actor: Actor,
    surat: SuratKeluar,
    isian: IsianSurat,
    *,
    versi: int,
    lampiran: Sequence[tuple[str, StoredFile]] = (),
    buang_lampiran: Sequence[int] = (),
) -> SuratKeluar:
    """Change a draft. Raises `Konflik` when it was changed since the drafter opened it, or is no draft any more."""
    workflow.kunci(surat)
    if surat.versi != versi or surat.status != "konsep":
        raise Konflik("Konsep ini sudah berubah sejak Anda membukanya. Muat ulang; isian Anda masih tersimpan.")
    surat.lampiran = [x for x in surat.lampiran if x.id not in set(buang_lampiran)]
    isikan(surat, isian, lampiran)
    session.flush()
    perbarui_akses(surat)
    return surat


def lampirkan(
    actor: Actor, surat: SuratKeluar, lampiran: Sequence[tuple[str, StoredFile]], *, versi: int
) -> SuratKeluar:
    """Add files to a draft. Raises `Konflik` as `ubah` does."""
    workflow.kunci(surat)
    if surat.versi != versi or surat.status != "konsep":
        raise Konflik("Konsep ini sudah berubah sejak Anda membukanya. Muat ulang, lalu lampirkan lagi.")
    _tambah_lampiran(surat, lampiran)
    surat.versi += 1  # a row beside the letter: counted as a change of it all the same
    session.flush()
    return surat


def isikan(surat: SuratKeluar, isian: IsianSurat, lampiran: Sequence[tuple[str, StoredFile]] = ()) -> None:
    """Put what was filled in into the letter, cleaned. The letter need not be in the session (see `pratinjau`)."""
    surat.hal = " ".join(isian.hal.split())[:400]
    surat.isi = dokumen_isi.bersihkan(isian.isi)
    surat.klasifikasi = isian.klasifikasi.strip()
    surat.sifat = isian.sifat
    surat.keamanan = isian.keamanan
    surat.nomor_masing = isian.nomor_masing
    surat.kirim_pada = isian.kirim_pada
    surat.data = dict(isian.data) | {"koordinasi": list(isian.koordinasi)}
    if isian.cukup is not None and isian.koordinasi:
        surat.data |= {"cukup": max(1, isian.cukup)}
    if tercetak := lampiran_cetak.bersihkan(isian.lampiran_tercetak):
        surat.data |= {"lampiran": tercetak}
    p = isian.penanda
    surat.penanda_jabatan_id = p.jabatan_id if p else None
    surat.cara = p.cara if p else ""
    surat.atas_nama_id = p.atas_nama_id if p else None
    surat.melalui_id = p.melalui_id if p else None
    surat.opd_id = _opd_penomoran(surat)
    if surat.jenis == penunjukan.JENIS:
        penunjukan.lengkapi(surat)
    surat.tujuan = [
        SuratTujuan(
            urut=i, macam=macam, unit_id=t.unit_id, jabatan_id=t.jabatan_id, teks=_sebut_tujuan(t), surel=t.surel
        )
        for macam, daftar in (("kepada", isian.kepada), ("tembusan", isian.tembusan))
        for i, t in enumerate(daftar, 1)
    ]
    _tambah_lampiran(surat, lampiran)


def _tambah_lampiran(surat: SuratKeluar, lampiran: Sequence[tuple[str, StoredFile]]) -> None:
    mulai = max((x.urut for x in surat.lampiran), default=0)
    surat.lampiran = [
        *surat.lampiran,
        *(SuratLampiran(urut=mulai + i, judul=judul[:200], file=f) for i, (judul, f) in enumerate(lampiran, 1)),
    ]


def _sebut_tujuan(t: Tujuan) -> str:
    if t.jabatan_id is not None and (jabatan := session.get(Jabatan, t.jabatan_id)):
        return jabatan.nama
    if t.unit_id is not None and (unit := session.get(UnitKerja, t.unit_id)):
        kepala = identitas.kepala_unit(unit.id)
        return kepala.nama if kepala else f"Kepala {unit.nama}"
    return " ".join(t.teks.split())[:300]


def _opd_penomoran(surat: SuratKeluar) -> int:
    """The office that numbers: letters of the head of region and the sekda in the register of the secretariat."""
    pemilik_id = surat.atas_nama_id or surat.penanda_jabatan_id
    if pemilik_id is None:
        return surat.opd_id
    pemilik = session.get_one(Jabatan, pemilik_id)
    if naskah.golongan_jabatan(pemilik) == "lain":
        return pemilik.unit.opd_id or pemilik.unit_id
    setda = session.scalar(select(UnitKerja.id).where(UnitKerja.jenis == "setda", identitas.berlaku(UnitKerja)))
    return setda or pemilik.unit.opd_id or pemilik.unit_id


def perbarui_akses(surat: SuratKeluar) -> None:
    """Bring the access keys and the search entry into line with class, route and state."""
    jabatan = {x.jabatan_id for x in route.rute(surat)}
    akses.tetapkan("surat_keluar", surat.id, policy.kunci_surat_keluar(surat, jabatan))
    search.indeks(
        "surat_keluar",
        surat.id,
        judul=surat.hal or jenis_naskah(surat.jenis, today()).nama,
        teks=" ".join(
            [
                surat.nomor or "",
                *(t.teks for t in surat.tujuan),
                susunan.teks(surat),
                dokumen_isi.teks(surat.isi),
                lampiran_cetak.teks(surat),
            ]
        ),
        waktu=surat.terbit_pada or surat.dibuat_pada,
    )


# Submission and paraf ----------------------------------------------------------------------------------------------


def calon_rantai(surat: SuratKeluar) -> list[route.Langkah]:
    """The paraf steps this letter will need: superiors in order, then other units in parallel.

    Posts that nobody holds today, and those of the drafter himself, are left out: the letter must not hang on them.
    """
    if surat.penanda_jabatan_id is None:
        return []
    jenjang = [surat.konseptor_jabatan_id, *(j.id for j in identitas.atasan_pada(surat.konseptor_jabatan_id))]
    jenjang_penanda = [surat.penanda_jabatan_id, *(j.id for j in identitas.atasan_pada(surat.penanda_jabatan_id))]
    hierarki = wewenang.rantai_paraf(jenjang, surat.penanda_jabatan_id, jenjang_penanda)
    koordinasi = [
        int(j) for j in surat.data.get("koordinasi", []) if int(j) not in {*hierarki, surat.penanda_jabatan_id}
    ]
    pemegang = identitas.pemegang_banyak([*hierarki, *koordinasi])
    ada = {j for j, p in pemegang.items() if p.pegawai.id != surat.konseptor_id}
    langkah = [route.Langkah(i, j) for i, j in enumerate((j for j in hierarki if j in ada), 1)]
    samping = [j for j in dict.fromkeys(koordinasi) if j in ada]
    urut = len(langkah) + 1
    perlu = min(int(surat.data.get("cukup") or len(samping)), len(samping))
    return langkah + [route.Langkah(urut, j, kelompok="koordinasi", perlu=perlu) for j in samping]


def pastikan_lengkap(surat: SuratKeluar, actor: Actor) -> None:
    """Guard of submission. Raises `AturanDilanggar` for the first thing that is missing."""
    kelengkapan.lengkap(_konsep(surat), jenis_naskah(surat.jenis, today()))
    if surat.jenis == penunjukan.JENIS:
        penunjukan.periksa(surat)
    massal.pastikan(surat)
    _pastikan_tersampaikan(surat)
    if surat.kirim_pada is not None and not now() < surat.kirim_pada <= now() + TERJAUH:
        raise AturanDilanggar(
            f"Waktu kirim harus sesudah saat ini, paling lama {TERJAUH.days} hari lagi. Kosongkan agar dikirim begitu terbit.",
            field="kirim_pada",
        )


def kekurangan(surat: SuratKeluar) -> list[kelengkapan.Kekurangan]:
    """Everything that the draft still lacks, in the order of the form: what the form shows at once."""
    return kelengkapan.kekurangan(_konsep(surat), jenis_naskah(surat.jenis, today()))


def _konsep(surat: SuratKeluar) -> kelengkapan.Konsep:
    kode = entri("klasifikasi", surat.klasifikasi, today()) if surat.klasifikasi else None
    penanda = surat.penanda_jabatan
    jenis, isian = jenis_naskah(surat.jenis, today()), susunan.nilai(surat)
    return kelengkapan.Konsep(
        hal=surat.hal,
        isi_terisi=not dokumen_isi.kosong(surat.isi),
        banyak_tujuan=len(surat.kepada),
        banyak_tembusan=len(surat.tembusan),
        klasifikasi=surat.klasifikasi if kode else "",
        klasifikasi_daun=bool(kode and kode.daun),
        keamanan=surat.keamanan,
        sifat=surat.sifat,
        penanda_jenis=penanda.jenis if penanda else None,
        penanda_eselon=penanda.eselon if penanda else "",
        isian_kosong=frozenset(x.kode for x in jenis.isian if not isian.get(x.kode)),
        lampiran=[(bool(x["judul"]), bool(x["isi"])) for x in lampiran_cetak.tercetak(surat)],
        hari={x.kode: str(isian[x.kode]) for x in jenis.isian if x.bentuk in HARI and isian.get(x.kode)},
    )


def _pastikan_tersampaikan(surat: SuratKeluar) -> None:
    for t in surat.tujuan:
        if t.unit_id is not None and t.jabatan_id is None and identitas.kepala_unit(t.unit_id) is None:
            nama = t.unit.nama if t.unit else "unit"
            raise AturanDilanggar(
                f"{nama} belum mempunyai jabatan kepala yang menerima surat. Pilih jabatan.", field="tujuan"
            )


def ajukan_efek(surat: SuratKeluar, actor: Actor, data: dict[str, Any]) -> None:
    """Fix the version that will be read, and lay the route. Who submits a draft handed over to him becomes its drafter."""
    if actor.pegawai_id is not None:
        surat.konseptor_id = actor.pegawai_id
    surat.ronde += 1
    isi = naskah.isi_versi(surat)
    session.add(SuratVersi(surat_id=surat.id, ronde=surat.ronde, isi=isi, sidik=sidik_versi(isi), dibuat_pada=now()))
    rantai = calon_rantai(surat)
    akhir = max((x.urut for x in rantai), default=0) + 1
    assert surat.penanda_jabatan_id is not None
    route.susun(
        surat, [*rantai, route.Langkah(akhir, surat.penanda_jabatan_id, aksi="tanda_tangan", kelompok="penanda")]
    )
    perbarui_akses(surat)


def sidik_versi(isi: dict[str, Any]) -> str:
    """SHA-256 (hex) of a version: what a paraf stands over."""
    return hashlib.sha256(kanonik(isi)).hexdigest()


def versi_terakhir(surat: SuratKeluar) -> SuratVersi:
    q = select(SuratVersi).where(SuratVersi.surat_id == surat.id, SuratVersi.ronde == surat.ronde)
    return session.scalars(q).one()


def paraf_efek(surat: SuratKeluar, actor: Actor, data: dict[str, Any]) -> None:
    """Record the paraf over the hash of the version read."""
    route.bubuhkan(surat, actor, versi_terakhir(surat).sidik)


# Signature, first half ---------------------------------------------------------------------------------------------


def pastikan_berwenang(surat: SuratKeluar, actor: Actor) -> None:
    """Guard of the signature: authority on the day of signing (a.n., u.b., Plt., Plh., mandate, limits)."""
    assert surat.penanda_jabatan_id is not None
    sebagai = actor.sebagai_jabatan(surat.penanda_jabatan_id)
    if sebagai is None:
        raise AturanDilanggar("Anda tidak memegang jabatan penanda tangan hari ini.", kode="masa_penunjukan")
    periksa_kewenangan(surat.jenis, penanda_surat(surat), sebagai)
    if surat.status == "siap_ttd":
        sisipan.pastikan_diputus(surat)
    if surat.jenis == penunjukan.JENIS:
        penunjukan.periksa(surat, penanda_tangan=actor)


def penanda_surat(surat: SuratKeluar) -> Penanda:
    assert surat.penanda_jabatan_id is not None
    return Penanda(surat.penanda_jabatan_id, surat.cara, surat.atas_nama_id, surat.melalui_id)


def periksa_kewenangan(jenis: str, p: Penanda, sebagai: PenugasanAktif | Penugasan) -> None:
    """May whoever acts in the post by `sebagai` sign a letter of that kind in that way today?

    Raises `AturanDilanggar` as `wewenang.periksa_wewenang` does, and `tingkat` for an order of posts that is not that of
    the organisation today.
    """
    penunjuk = None
    if sebagai.jenis in wewenang.SEBAGAI:
        penunjuk = wewenang.Penunjukan(
            sebagai=sebagai.jenis,
            jabatan_kosong=not _ada_definitif(sebagai.jabatan_id),
            mulai=sebagai.mulai or date.min,
            sampai=sebagai.selesai - timedelta(days=1) if sebagai.selesai else date.max,
        )
    posts = [session.get_one(Jabatan, i) for i in (p.atas_nama_id, p.melalui_id, p.jabatan_id) if i is not None]
    urusan = jenis_naskah(jenis, today()).urusan
    nama = [j.nama for j in posts]
    wewenang.periksa_wewenang(nama, urusan, today(), cara=p.cara or None, penunjukan=penunjuk, mandat=_mandat(p))
    # a.n. goes to the post directly below, u.b. to the one below that: as the organisation says today.
    if any(bawah.atasan_id != atas.id for atas, bawah in pairwise(posts)):
        raise AturanDilanggar(
            "Penanda tangan bukan satu tingkat di bawah pemilik wewenang. Pilih pejabat lain.",
            kode="tingkat",
            field="penanda_tangan",
            sumber=wewenang.SUMBER_TTD,
        )


def jenjang(surat: SuratKeluar) -> list[str]:
    """Names of the posts from the owner of the authority down to the signer."""
    return [j.nama for j in (surat.atas_nama, surat.melalui, surat.penanda_jabatan) if j is not None]


def _mandat(p: Penanda) -> wewenang.Mandat | None:
    penerima = p.melalui_id if p.cara == "u.b." else p.jabatan_id
    if not p.cara or p.atas_nama_id is None or penerima is None:
        return None
    m = identitas.mandat_pada(p.atas_nama_id, penerima)
    if m is None:
        return None
    return wewenang.Mandat(m.mulai, m.selesai - timedelta(days=1) if m.selesai else date.max, tuple(m.urusan))


def _ada_definitif(jabatan_id: int) -> bool:
    q = select(Penugasan.id).where(
        Penugasan.jabatan_id == jabatan_id, Penugasan.jenis == "definitif", identitas.berlaku(Penugasan)
    )
    return session.execute(q.limit(1)).first() is not None


def register_surat(surat: SuratKeluar) -> numbering.Register:
    """The book that numbers this letter: one a unit, or one a kind and unit, as the kind says."""
    jenis = jenis_naskah(surat.jenis, today())
    opd = session.get_one(UnitKerja, surat.opd_id)
    nama = f"Surat keluar {opd.nama}" if jenis.register == "unit" else f"{jenis.nama} {opd.nama}"
    return numbering.register(jenis.kunci_register(opd.id), nama, jenis.pola)


def ikat_nomor(surat: SuratKeluar, actor: Actor, data: dict[str, Any]) -> None:
    """First half of the signature: take the number, fix date, lines and final bytes, bind them to the letter."""
    assert surat.penanda_jabatan_id is not None
    sebagai = actor.sebagai_jabatan(surat.penanda_jabatan_id)
    assert sebagai is not None
    jenis = jenis_naskah(surat.jenis, today())
    pada = now()
    reg = register_surat(surat)
    tahun, urut, huruf, tanggal = sisipan.ambil(surat, reg) or (*numbering.ambil(reg, pada), "", local_date(pada))
    konteks = nomor.KonteksNomor(
        tanggal=tanggal,
        klasifikasi=surat.klasifikasi,
        unit=session.get_one(UnitKerja, surat.opd_id).kode_surat,
        keamanan=surat.keamanan,
        jenis=jenis.kode_jenis,
    )
    surat.nomor = nomor.susun_nomor(jenis.pola, urut, konteks, huruf=huruf)
    surat.register_id, surat.tahun, surat.urut, surat.sisipan = reg.id, tahun, urut, huruf
    surat.tanggal = tanggal
    surat.ditandatangani_pada = pada
    surat.penanda_id = actor.pegawai_id
    surat.penanda_penugasan_id = sebagai.penugasan_id
    surat.penanda_sebutan = wewenang.sebut_jenjang(
        jenjang(surat), cara=surat.cara or None, sebagai=None if sebagai.jenis == "definitif" else sebagai.jenis
    )
    surat.token = surat.token or secrets.token_urlsafe(32)
    numbering.catat(reg, tahun, urut, surat.nomor, "surat_keluar", surat.id, sisipan=huruf)
    route.bubuhkan(surat, actor, versi_terakhir(surat).sidik)
    pdf = naskah.pdf(surat, mode="terbit")
    terikat = files.simpan(pdf, nama=naskah.nama_berkas(surat), actor=actor)
    surat.final, surat.final_sidik = terikat, terikat.sidik
    session.flush()


def tegas_tanda_tangan(surat: SuratKeluar) -> str:
    """What the person is asked once before signing."""
    n = len(surat.tujuan)
    kepada = f", surat dikirim ke {n} tujuan," if n else ""
    tanya = f"Tanda tangani “{surat.hal}”?"
    return f"{tanya} Nomor dan tanggal diberikan sekarang{kepada} dan isinya tidak dapat diubah lagi."


def tandai_batal(surat: SuratKeluar, actor: Actor, data: dict[str, Any]) -> None:
    """An abandoned number stays in the register, marked batal."""
    numbering.tandai("surat_keluar", surat.id, "batal")
