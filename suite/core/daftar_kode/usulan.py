"""Proposals: made by the regulation admin, checked by another, and only then a version that holds from its date."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select

from suite.core import audit, workflow
from suite.core.actor import Actor
from suite.core.clock import today
from suite.core.daftar_kode import services, ubahan
from suite.core.daftar_kode.banding import Perbedaan, Saran, bandingkan, sarankan, tentukan
from suite.core.daftar_kode.jenis import JenisDaftar, jenis_daftar
from suite.core.daftar_kode.models import PemetaanKode, UsulanDaftar, VersiDaftar
from suite.core.daftar_kode.queries import versi_semua
from suite.core.daftar_kode.services import Pratinjau, isi_versi, kunci_daftar
from suite.core.db import session
from suite.core.errors import AturanDilanggar, GalatSuite, Konflik
from suite.core.files import services as files
from suite.core.files import sniff
from suite.core.impor.baca import Sel, baca_tabel
from suite.core.kalender import tanggal_pendek

PERUBAHAN_TERBANYAK = 200
"""Amendments of one proposal; more than that is a new version."""
TUJUAN_TERBANYAK = 20
"""New codes that one old code may become."""


@dataclass(frozen=True)
class Hitungan:
    """What a proposal would do now: the checked rows, and the differences against its base."""

    pratinjau: Pratinjau
    beda: tuple[Perbedaan, ...]
    lama: Mapping[str, str]
    baru: Mapping[str, str]


def terbaru(jenis: str) -> VersiDaftar | None:
    """The version with the latest date, in force or still to come: the base of every proposal."""
    return next(iter(versi_semua(jenis)), None)


def usulkan_versi(
    actor: Actor, jenis: str, nama_berkas: str, isi: bytes, *, mulai: date, regulasi: str, sumber: str
) -> UsulanDaftar:
    """Begin the proposal of a whole new version from a file. Errors in its rows do not stop it, only its submission.

    Raises `AturanDilanggar` (field `berkas`, `mulai`) for a file that is no table, or a date that is not free.
    """
    usulan = _baru(actor, jenis, "versi", mulai, regulasi, sumber)
    _pasang_berkas(actor, usulan, nama_berkas, isi)
    workflow.mulai(usulan, actor)
    _sarankan_ulang(actor, usulan)
    return usulan


def usulkan_perubahan(
    actor: Actor, jenis: str, perubahan: Mapping[str, Any], *, mulai: date, regulasi: str, sumber: str
) -> UsulanDaftar:
    """Begin the proposal of single amendments with the first of them (see `ubahan.terapkan`)."""
    if terbaru(jenis) is None:
        raise AturanDilanggar("Daftar ini belum mempunyai versi. Impor versi pertamanya dahulu.", field="kode")
    usulan = _baru(actor, jenis, "perubahan", mulai, regulasi, sumber)
    usulan.perubahan = [dict(perubahan)]
    _pastikan_dapat(usulan)
    workflow.mulai(usulan, actor)
    _sarankan_ulang(actor, usulan)
    return usulan


def tambah_perubahan(actor: Actor, usulan: UsulanDaftar, perubahan: Mapping[str, Any], *, versi: int) -> None:
    """One more amendment at the end. Raises `AturanDilanggar` for one that cannot be done."""
    _buka(usulan, versi)
    if len(usulan.perubahan) >= PERUBAHAN_TERBANYAK:
        raise AturanDilanggar(f"Satu usulan paling banyak {PERUBAHAN_TERBANYAK} perubahan. Impor versi baru.")
    usulan.perubahan = [*usulan.perubahan, dict(perubahan)]
    _pastikan_dapat(usulan)
    _sarankan_ulang(actor, usulan)


def buang_perubahan(actor: Actor, usulan: UsulanDaftar, nomor: int, *, versi: int) -> None:
    """Take one amendment (counted from 0) out; at least one stays. Those after it must still be possible."""
    _buka(usulan, versi)
    if not 0 <= nomor < len(usulan.perubahan) or len(usulan.perubahan) == 1:
        raise AturanDilanggar("Usulan memuat paling sedikit satu perubahan. Batalkan usulan ini bila tidak jadi.")
    usulan.perubahan = [p for n, p in enumerate(usulan.perubahan) if n != nomor]
    _pastikan_dapat(usulan)
    _sarankan_ulang(actor, usulan)


def perbaiki(
    actor: Actor,
    usulan: UsulanDaftar,
    *,
    versi: int,
    mulai: date,
    regulasi: str,
    sumber: str,
    berkas: tuple[str, bytes] | None = None,
) -> None:
    """Correct date, regulation, source, and (of a whole version) the file; the newest version becomes its base."""
    _buka(usulan, versi)
    jenis = usulan.daftar.nama
    _pastikan_tanggal(jenis, mulai)
    usulan.mulai, usulan.regulasi, usulan.sumber = mulai, regulasi, sumber
    usulan.dasar = terbaru(jenis)
    if berkas is not None and usulan.jenis == "versi":
        _pasang_berkas(actor, usulan, *berkas)
    session.flush()
    if usulan.jenis == "perubahan":
        _pastikan_dapat(usulan)
    _sarankan_ulang(actor, usulan)


def petakan_kode(actor: Actor, usulan: UsulanDaftar, kode_lama: str, kode_baru: Sequence[str], *, versi: int) -> None:
    """Say what one old code becomes (no new codes: it ends). The kind follows from that.

    Raises `AturanDilanggar` (field `kode_lama`, `kode_baru`) for a code that the versions do not have.
    """
    _buka(usulan, versi)
    h = hitung(usulan)
    if kode_lama not in h.lama:
        raise AturanDilanggar(f"Kode {kode_lama[:40]} tidak ada pada versi dasar.", field="kode_lama")
    baru = list(dict.fromkeys(kode_baru))
    if len(baru) > TUJUAN_TERBANYAK:
        raise AturanDilanggar(f"Paling banyak {TUJUAN_TERBANYAK} kode baru.", field="kode_baru")
    if asing := [k for k in baru if k not in h.baru]:
        raise AturanDilanggar(f"Kode {asing[0][:40]} tidak ada pada versi baru.", field="kode_baru")
    tujuan: dict[str, list[str]] = {k: [k] for k in h.lama if k in h.baru}
    ada = session.scalars(select(PemetaanKode).where(PemetaanKode.usulan_id == usulan.id)).all()
    for p in ada:
        tujuan[p.kode_lama] = []
    for p in ada:
        if p.kode_baru is not None:
            tujuan[p.kode_lama].append(p.kode_baru)
    tujuan[kode_lama] = baru
    _simpan_pemetaan(actor, usulan, [s for s in tentukan(tujuan, h.lama, h.baru) if s.jenis != "tetap"])


def tabel_usulan(usulan: UsulanDaftar) -> list[list[Sel]]:
    """The content that is proposed, as rows of a file. Raises `GalatSuite` when the amendments cannot be done."""
    if usulan.berkas is not None:
        return baca_tabel(files.isi(usulan.berkas))
    isi, _ = ubahan.terapkan(_isi_dasar(usulan), usulan.perubahan)
    return ubahan.sebagai_tabel(isi, [k.nama for k in jenis_daftar(usulan.daftar.nama).kolom])


def hitung(usulan: UsulanDaftar) -> Hitungan:
    """Check the proposal and compare it with its base. Writes nothing; asked again for the same content, it remembers."""
    kunci = (usulan.dasar_versi_id, usulan.berkas.id if usulan.berkas else None, usulan.mulai, repr(usulan.perubahan))
    ingat = getattr(usulan, "_hitungan", None)
    if ingat is None or ingat[0] != kunci:
        ingat = (kunci, _hitung(usulan))
        usulan._hitungan = ingat  # type: ignore[attr-defined]  # of this object only, never of a row
    return ingat[1]


def _hitung(usulan: UsulanDaftar) -> Hitungan:
    p = services.pratinjau_tabel(usulan.daftar.nama, tabel_usulan(usulan), mulai=usulan.mulai)
    lama = _isi_dasar(usulan)
    baru = {b.kode: (b.uraian, b.data) for b in p.baris}
    pindah = {}
    if usulan.jenis == "perubahan":
        _, kemana = ubahan.terapkan(lama, usulan.perubahan)
        pindah = {k: t for k, t in kemana.items() if t is not None}
    beda = bandingkan(lama, baru, pindah if usulan.jenis == "perubahan" else None)
    return Hitungan(p, tuple(beda), {k: v[0] for k, v in lama.items()}, {k: v[0] for k, v in baru.items()})


# Guards and effects of the workflow ----------------------------------------------------------------------------------


def pastikan_lengkap(usulan: UsulanDaftar, actor: Actor) -> None:
    """Guard of submission: no wrong row, something changes, the date is free, the base is the newest version."""
    _pastikan_tanggal(usulan.daftar.nama, usulan.mulai)
    dasar = terbaru(usulan.daftar.nama)
    if (dasar.id if dasar else None) != usulan.dasar_versi_id:
        raise AturanDilanggar(
            "Versi dasarnya sudah berganti sejak usulan ini disusun. Buka Perbaiki, lalu simpan agar dihitung ulang.",
            kode="dasar",
        )
    h = hitung(usulan)
    if h.pratinjau.galat:
        g = h.pratinjau.galat[0]
        raise AturanDilanggar(
            f"{len(h.pratinjau.galat)} galat dalam berkas. Baris {g.baris}, {g.kolom}: {g.pesan}", kode="berkas"
        )
    if usulan.dasar_versi_id is not None and not h.beda:
        raise AturanDilanggar("Isinya sama dengan versi yang berlaku; tidak ada yang berubah.", kode="sama")


def ajukan_efek(usulan: UsulanDaftar, actor: Actor, data: dict[str, Any]) -> None:
    usulan.ronde += 1


def pastikan_dapat_berlaku(usulan: UsulanDaftar, actor: Actor) -> None:
    """Guard of approval: what held at submission still holds."""
    pastikan_lengkap(usulan, actor)


def berlakukan(usulan: UsulanDaftar, actor: Actor, data: dict[str, Any]) -> None:
    """Effect of approval: the new version, from its date on. The one before it ends there and keeps its content."""
    kunci_daftar(jenis_daftar(usulan.daftar.nama))
    pastikan_lengkap(usulan, actor)
    hasil = services.impor_tabel(
        actor,
        usulan.daftar.nama,
        tabel_usulan(usulan),
        mulai=usulan.mulai,
        regulasi=usulan.regulasi,
        sumber=usulan.sumber,
    )
    if hasil.keadaan != "baru":
        raise Konflik("Sudah ada versi pada tanggal itu. Kembalikan usulan ini agar tanggalnya diganti.")
    usulan.hasil_versi_id = hasil.versi.id


# Inner steps ---------------------------------------------------------------------------------------------------------


def _baru(actor: Actor, jenis: str, macam: str, mulai: date, regulasi: str, sumber: str) -> UsulanDaftar:
    j = jenis_daftar(jenis)
    _pastikan_tanggal(jenis, mulai)
    if actor.pegawai_id is None:
        raise AturanDilanggar("Usulan dibuat oleh pegawai yang memegang peran admin regulasi.")
    return UsulanDaftar(
        daftar=kunci_daftar(j),
        jenis=macam,
        mulai=mulai,
        regulasi=regulasi,
        sumber=sumber,
        perubahan=[],
        dasar=terbaru(jenis),
        pengusul_id=actor.pegawai_id,
    )


def _pastikan_tanggal(jenis: str, mulai: date) -> None:
    """What is in force is not edited: a change begins today or later, and after every version that there is."""
    dasar = terbaru(jenis)
    if dasar is None:
        return
    if mulai <= dasar.mulai:
        raise AturanDilanggar(
            f"Versi terakhir mulai berlaku {tanggal_pendek(dasar.mulai)}. Pilih tanggal sesudahnya.", field="mulai"
        )
    if mulai < today():
        raise AturanDilanggar("Perubahan tidak berlaku surut. Pilih hari ini atau sesudahnya.", field="mulai")


def _buka(usulan: UsulanDaftar, versi: int) -> None:
    """Lock a proposal for editing. Raises `Konflik` when it is not a draft, or was edited since it was seen."""
    workflow.kunci(usulan)
    if usulan.status != "konsep":
        raise Konflik("Usulan ini sedang atau sudah diperiksa. Tarik kembali dahulu bila perlu diubah.")
    if usulan.versi != versi:
        raise Konflik("Usulan ini sudah berubah sejak Anda membukanya. Muat ulang, lalu ulangi.")


def _pasang_berkas(actor: Actor, usulan: UsulanDaftar, nama: str, isi: bytes) -> None:
    if not isi.startswith(b"PK"):
        # CSV as Excel writes it on Windows is kept in the one encoding that the store takes for text
        try:
            isi.decode("utf-8-sig")
        except UnicodeDecodeError:
            isi = isi.decode("cp1252", errors="replace").encode()
    try:
        baca_tabel(isi)
        usulan.berkas = files.terima(actor, nama, io.BytesIO(isi), boleh=(sniff.TEKS, sniff.XLSX))
    except GalatSuite as e:
        raise AturanDilanggar(e.pesan, field="berkas") from None


def _isi_dasar(usulan: UsulanDaftar) -> dict[str, tuple[str, dict[str, str]]]:
    return isi_versi(usulan.dasar_versi_id) if usulan.dasar_versi_id is not None else {}


def _pastikan_dapat(usulan: UsulanDaftar) -> None:
    """The amendments can be done one after the other, and leave a list without a wrong row."""
    if usulan.dasar_versi_id is None and usulan.dasar is not None:
        usulan.dasar_versi_id = usulan.dasar.id
    galat = hitung(usulan).pratinjau.galat
    if galat:
        j: JenisDaftar = jenis_daftar(usulan.daftar.nama)
        kolom = {"kode": "kode", "uraian": "uraian"} | {k.nama: f"data_{k.nama}" for k in j.kolom}
        raise AturanDilanggar(galat[0].pesan, field=kolom.get(galat[0].kolom, "kode"))


def _sarankan_ulang(actor: Actor, usulan: UsulanDaftar) -> None:
    """Propose the mapping afresh: content or base has changed, so what was said before may name codes that are gone."""
    h = hitung(usulan)
    saran: list[Saran] = []
    if h.lama and not h.pratinjau.galat:
        tahu = ubahan.terapkan(_isi_dasar(usulan), usulan.perubahan)[1] if usulan.jenis == "perubahan" else None
        saran = sarankan(h.lama, h.baru, tahu)
    _simpan_pemetaan(actor, usulan, saran)


def _simpan_pemetaan(actor: Actor, usulan: UsulanDaftar, saran: Sequence[Saran]) -> None:
    """Make this the whole mapping of the proposal. Set-based, so the audit gets the counts instead of the rows."""
    session.flush()
    session.execute(delete(PemetaanKode).where(PemetaanKode.usulan_id == usulan.id))
    baris = [
        {"usulan_id": usulan.id, "kode_lama": s.kode_lama, "kode_baru": t, "jenis": s.jenis}
        for s in saran
        for t in (s.kode_baru or (None,))
    ]
    if baris:
        session.execute(PemetaanKode.__table__.insert(), baris)  # type: ignore[attr-defined]
    per_jenis: dict[str, int] = {}
    for s in saran:
        per_jenis[s.jenis] = per_jenis.get(s.jenis, 0) + 1
    audit.catat(
        f"usulan_daftar:{usulan.id}",
        "usulan_daftar.petakan",
        {"tabel": "pemetaan_kode", "op": "ganti", "jumlah": dict(sorted(per_jenis.items()))},
        actor,
    )
    usulan.versi += 1
    session.flush()


def banyak_pemetaan(usulan: UsulanDaftar) -> dict[str, int]:
    """Old codes by kind of mapping; those that stay have no row."""
    q = select(PemetaanKode.jenis, func.count(PemetaanKode.kode_lama.distinct()).label("banyak"))
    q = q.where(PemetaanKode.usulan_id == usulan.id).group_by(PemetaanKode.jenis)
    return {str(baris.jenis): int(baris.banyak) for baris in session.execute(q)}
